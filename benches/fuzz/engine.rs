//! The loop: take a seed, mutate it, run the target, keep what is new, stop at what is wrong.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use mutatis::Session;
use xxhash_rust::xxh3::xxh3_64;

use super::SLOW;
use super::targets::Target;

/// Most mutations of one input: few leave it near a sound file, many make it a mess.
const MUTATIONS: u64 = 12;
/// Bytes above which a seed is cut: large files are slow, and their beginnings hold every kind of structure.
const SEED_BYTES: usize = 16 << 10;
/// Most inputs that are kept: what a file is called is part of its answer, and names are without end.
const MOST_SEEDS: usize = 20_000;
/// An input is spliced from two seeds once in so many.
const SPLICED: u64 = 5;

/// What is to be done.
pub(crate) struct Job<'a> {
    pub(crate) target: &'a Target,
    pub(crate) time: Duration,
    pub(crate) seed: u64,
    pub(crate) threads: usize,
}

/// What was done.
pub(crate) struct Done {
    pub(crate) executions: u64,
    pub(crate) seconds: f64,
    pub(crate) seeds: usize,
}

/// Inputs to begin with, and the kinds of answer that were met.
struct Pool {
    seeds: Vec<Vec<u8>>,
    answers: HashSet<String>,
}

/// Runs one target until the time is over.
pub(crate) fn fuzz(job: &Job<'_>) -> Result<Done, String> {
    let seeds: Vec<Vec<u8>> = (job.target.seeds)().into_iter().map(cut).collect();
    if seeds.is_empty() {
        return Err(format!("{}: no input to begin with: the testdata/ it was built beside is gone", job.target.name));
    }
    let pool = Mutex::new(Pool { seeds, answers: HashSet::new() });
    let (executions, wrong) = (AtomicU64::new(0), Mutex::new(None));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if job.threads == 0 { cores } else { job.threads };
    let start = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (pool, executions, wrong) = (&pool, &executions, &wrong);
            scope.spawn(move || {
                let mut chance = Chance(job.seed.wrapping_add(thread as u64 * 0x1000));
                while start.elapsed() < job.time && wrong.lock().is_ok_and(|wrong| wrong.is_none()) {
                    let input = input(pool, &mut chance);
                    executions.fetch_add(1, Ordering::Relaxed);
                    if let Err(told) = execute(job.target, &input, pool)
                        && let Ok(mut wrong) = wrong.lock()
                    {
                        *wrong = Some(told);
                    }
                }
            });
        }
    });
    let seeds = pool.lock().map_or(0, |pool| pool.seeds.len());
    match wrong.into_inner() {
        Ok(Some(told)) => Err(told),
        _ => Ok(Done { executions: executions.into_inner(), seconds: start.elapsed().as_secs_f64(), seeds }),
    }
}

fn cut(mut seed: Vec<u8>) -> Vec<u8> {
    seed.truncate(SEED_BYTES);
    seed
}

/// A seed, mutated.
fn input(pool: &Mutex<Pool>, chance: &mut Chance) -> Vec<u8> {
    let Ok(pool) = pool.lock() else { return Vec::new() };
    let mut input = pool.seeds[chance.below(pool.seeds.len() as u64) as usize].clone();
    if chance.below(SPLICED) == 0 {
        let other = &pool.seeds[chance.below(pool.seeds.len() as u64) as usize];
        input.truncate(chance.below(input.len() as u64 + 1) as usize);
        input.extend_from_slice(&other[chance.below(other.len() as u64 + 1) as usize..]);
    }
    drop(pool);
    let mut session = Session::new().seed(chance.next());
    for _ in 0..=chance.below(MUTATIONS) {
        // What cannot be mutated is run as it is.
        let _ = session.mutate(&mut input);
    }
    input
}

fn execute(target: &Target, input: &[u8], pool: &Mutex<Pool>) -> Result<(), String> {
    let start = Instant::now();
    let answer = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    let is_slow = start.elapsed() > SLOW;
    match answer {
        Ok(answer) if !is_slow => {
            if let Ok(mut pool) = pool.lock()
                && pool.seeds.len() < MOST_SEEDS
                && pool.answers.insert(answer)
            {
                pool.seeds.push(cut(input.to_vec()));
            }
            Ok(())
        }
        Ok(_) => Err(format!("{}: slower than {SLOW:?}: {}", target.name, kept(target, input))),
        Err(_) => Err(format!("{}: panicked: {}", target.name, kept(target, input))),
    }
}

/// Writes an input to a file and names it.
fn kept(target: &Target, input: &[u8]) -> String {
    let path = std::env::temp_dir().join(format!("fuzz-{}-{:016x}", target.name, xxh3_64(input)));
    match std::fs::write(&path, input) {
        Ok(()) => path.display().to_string(),
        Err(cause) => format!("{input:02x?} ({cause})"),
    }
}

/// A small generator (`SplitMix64`): which seed, how many mutations.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}
