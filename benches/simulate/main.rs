//! Progression tried on toy athletes: the rules of this program, compared with two rules that people use.
//!
//! ```text
//! cargo run --release --no-default-features --example simulate [-- ATHLETES]
//! cargo run --release --no-default-features --example simulate -- followers
//! cargo run --release --no-default-features --example simulate -- files N FOLDER
//! ```
//!
//! `followers` prints the advice to four runners who follow it for half a year: see [`followers`]. `files` writes a collection of N
//! recordings, to measure speed on: see [`files`].
//!
//! Sixteen weeks with one session of reps and three easy runs each; some weeks are missed. The same athletes with the same
//! random numbers follow each rule. What a session asks is compared with the athlete's true capacity of that day, without
//! noise and fatigue. See [`athlete`] for the athlete, and for what it does not prove.

#![expect(clippy::print_stdout, reason = "a program tells what it found")]

#[path = "../../testdata/simulate/athlete.rs"]
mod athlete;
#[path = "../../tests/common/mod.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod common;
mod files;
mod followers;
#[path = "../inputs.rs"]
#[expect(dead_code, reason = "some of it serves the benches alone")]
mod inputs;

use athlete::{Asked, Run, Toy};
use lastrep::model::{Athlete, Day, JournalDay, Race};
use lastrep::progression::{Decision, RepFigures, Seen, SessionSummary, WorkRep, recommend_latest};
use lastrep::scores::anchors::race_time_s;
use lastrep::segment::{RecoveryMode, RepLength, WorkoutKind};
use lastrep::stats::Range;
use lastrep::units::DistanceUnit;
use rayon::prelude::*;
use std::path::Path;

const ATHLETES: u64 = 1_000;
const WEEKS: i64 = 16;
/// A Monday.
const MONDAY: Day = Day::of(2026, 5, 4);
/// Measurement noise of a rep's speed, %: laps pressed on a track.
const NOISE_PCT: f64 = 0.5;
/// The highest heart rate of anybody here, bpm.
const END_BPM: f64 = 190.0;
/// The speed of the first session over capacity, least and most: no runner knows the own capacity exactly.
const ENTRY: Range = Range::new(0.92, 1.0);

/// A rule of progression.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Policy {
    /// The rule of this program; the workouts are run as they are advised.
    Lastrep,
    /// More whenever the pace was hit: a rep up to eight, then 1 % of pace.
    PaceHit,
    /// A rep more each week up to eight, then 1 % of pace, whatever happens.
    Fixed,
}

/// A kind of athlete.
#[derive(Debug, Clone, Copy)]
struct Kind {
    name: &'static str,
    mean_mps: f64,
    is_novice: bool,
    tells_rpe: bool,
}

const KINDS: [Kind; 4] = [
    Kind { name: "trained, RPE noted", mean_mps: 4.8, is_novice: false, tells_rpe: true },
    Kind { name: "trained, no RPE", mean_mps: 4.8, is_novice: false, tells_rpe: false },
    Kind { name: "novice, RPE noted", mean_mps: 3.9, is_novice: true, tells_rpe: true },
    Kind { name: "novice, no RPE", mean_mps: 3.9, is_novice: true, tells_rpe: false },
];

/// The outcome of one athlete, or of many.
#[derive(Debug, Clone, Copy, Default)]
struct Outcome {
    sessions: usize,
    beyond: usize,
    failed: usize,
    advances: usize,
    athletes: usize,
    gain_pct: f64,
}

impl Outcome {
    fn and(self, other: Self) -> Self {
        Self {
            sessions: self.sessions + other.sessions,
            beyond: self.beyond + other.beyond,
            failed: self.failed + other.failed,
            advances: self.advances + other.advances,
            athletes: self.athletes + other.athletes,
            gain_pct: self.gain_pct + other.gain_pct,
        }
    }
}

/// A runner's record so far.
struct Record {
    runs: Vec<SessionSummary>,
    journal: Vec<JournalDay>,
    athlete: Athlete,
}

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["followers"] => print!("{}", followers::stories()),
        ["files", count, folder] => {
            let count = count.parse().map_err(|_| std::io::Error::other("usage: simulate files N FOLDER"))?;
            println!("{count} files, {} bytes", files::write(Path::new(folder), count)?);
        }
        words => compare(words.first().and_then(|count| count.parse().ok()).unwrap_or(ATHLETES)),
    }
    Ok(())
}

/// Compares the rules on so many athletes of each kind.
fn compare(athletes: u64) {
    println!("{athletes} athletes of each kind, {WEEKS} weeks\n");
    println!(
        "{:<20} {:<26} {:>10} {:>10} {:>9} {:>8}",
        "athlete", "rule", "beyond 1 %", "not held", "advances", "gain %"
    );
    for kind in KINDS {
        let policies = [
            (Policy::Lastrep, "lastrep"),
            (Policy::PaceHit, "more when the pace was hit"),
            (Policy::Fixed, "fixed plan"),
        ];
        for (policy, name) in policies {
            let all = (0..athletes)
                .into_par_iter()
                .map(|seed| season(seed, kind, policy))
                .reduce(Outcome::default, Outcome::and);
            let (sessions, count) = (all.sessions as f64, all.athletes as f64);
            println!(
                "{:<20} {name:<26} {:>8.2} % {:>8.2} % {:>9.1} {:>8.1}",
                kind.name,
                100.0 * all.beyond as f64 / sessions,
                100.0 * all.failed as f64 / sessions,
                all.advances as f64 / count,
                all.gain_pct / count,
            );
        }
    }
    println!(
        "\nbeyond 1 %: sessions that ask over 1 % more than the athlete's capacity; not held: on that day, fatigue and luck in it."
    );
    println!("A toy: no number of it is measured on people. It compares rules with each other and proves none.");
}

fn season(seed: u64, kind: Kind, policy: Policy) -> Outcome {
    let mut toy = Toy::new(seed, kind.mean_mps);
    let entry = ENTRY.low + ENTRY.width() * toy.chance.uniform();
    let mut asked = Asked { reps: 5, metres: 400.0, speed_mps: entry * toy.capacity_mps, rest_s: 75.0 };
    let mut record = Record { runs: Vec::new(), journal: Vec::new(), athlete: runner(&toy, kind) };
    for week in -4..0 {
        record.easy_week(week);
    }
    let mut outcome = Outcome { athletes: 1, ..Outcome::default() };
    for week in 0..WEEKS {
        record.easy_week(week);
        if toy.misses() {
            toy.rest();
            continue;
        }
        outcome.sessions += 1;
        outcome.beyond += usize::from(asked.strain(toy.capacity_mps) > 1.01);
        let run = toy.run(asked);
        outcome.failed += usize::from(run.failed);
        record.session(week, asked, &run, kind.tells_rpe);
        let (next, is_advance) = match policy {
            Policy::Lastrep => record.advised(week, asked),
            Policy::PaceHit if lastrep::stats::mean(&run.speeds_mps) >= 0.99 * asked.speed_mps => (more(asked), true),
            Policy::PaceHit => (asked, false),
            Policy::Fixed => (more(asked), true),
        };
        outcome.advances += usize::from(is_advance);
        asked = next;
    }
    outcome.gain_pct = 100.0 * (toy.capacity_mps / toy.start_mps - 1.0);
    outcome
}

fn more(asked: Asked) -> Asked {
    if asked.reps < 8 {
        Asked { reps: asked.reps + 1, ..asked }
    } else {
        Asked { speed_mps: 1.01 * asked.speed_mps, ..asked }
    }
}

/// What the athlete's file says: a race that fits the capacity, and how new the runner is.
fn runner(toy: &Toy, kind: Kind) -> Athlete {
    // The index at which 97 % of capacity is interval pace.
    let vdot = (20..90)
        .map(f64::from)
        .find(|vdot| lastrep::scores::anchors::interval_speed_mps(*vdot) >= 0.97 * toy.capacity_mps);
    let time_s = race_time_s(vdot.unwrap_or(50.0), 5000.0);
    let race = Race { day: MONDAY - 9, distance_m: 5000.0, time_s };
    Athlete { races: vec![race], novice: Some(kind.is_novice), hr_max_bpm: Some(190.0), ..Athlete::default() }
}

impl Record {
    fn easy_week(&mut self, week: i64) {
        for (weekday, metres) in [(3, 9_000.0), (5, 8_000.0), (6, 14_000.0)] {
            self.runs.push(easy(MONDAY + 7 * week + weekday, metres));
        }
        // Easy runs of this week come after the session of Tuesday.
        self.runs.sort_by_key(|run| run.day);
    }

    fn session(&mut self, week: i64, asked: Asked, run: &Run, tells_rpe: bool) {
        let day = MONDAY + 7 * week + 1;
        self.runs.retain(|run| run.day < day);
        self.runs.push(summary(day, asked, run));
        let rpe_cr10 = tells_rpe.then_some(run.rpe);
        self.journal.push(JournalDay { day, rpe_cr10, ..JournalDay::default() });
        self.journal.push(JournalDay { day: day + 1, soreness: Some(run.soreness), ..JournalDay::default() });
    }

    /// The next session as advised six days later, before the next one.
    fn advised(&mut self, week: i64, asked: Asked) -> (Asked, bool) {
        for (weekday, metres) in [(3, 9_000.0), (5, 8_000.0), (6, 14_000.0)] {
            self.runs.push(easy(MONDAY + 7 * week + weekday, metres));
        }
        let today = MONDAY + 7 * week + 7;
        self.journal.push(JournalDay { day: today, soreness: Some(0.0), ..JournalDay::default() });
        let advice = recommend_latest(&self.runs, &self.athlete, &self.journal, today, DistanceUnit::Kilometre);
        let Some((next, decision)) = advice.and_then(|advice| Some((advice.next?, advice.decision))) else {
            return (asked, false);
        };
        let (RepLength::Distance(metres), Some(speed_mps)) = (next.length, next.speed_mps) else {
            return (asked, false);
        };
        let asked = Asked {
            reps: next.reps,
            metres,
            speed_mps: speed_mps.middle(),
            rest_s: next.recovery_s.unwrap_or(asked.rest_s),
        };
        (asked, decision == Decision::StepUp)
    }
}

fn easy(day: Day, metres: f64) -> SessionSummary {
    SessionSummary::easy_run(day, metres, metres / 2.9)
}

/// The session as the watch and the scores would give it, with the plan on the watch.
fn summary(day: Day, asked: Asked, run: &Run) -> SessionSummary {
    let speeds = &run.speeds_mps;
    let rep_s = asked.metres / asked.speed_mps;
    let figures = |speed_mps: &f64| RepFigures {
        speed_mps: *speed_mps,
        timer_s: asked.metres / speed_mps,
        heart_rate_start_bpm: None,
        heart_rate_peak_bpm: None,
    };
    let work = |speed_mps: &f64| WorkRep { distance_m: asked.metres, speed_mps: *speed_mps, noise_pct: NOISE_PCT };
    let fast_m = asked.metres * asked.reps as f64;
    SessionSummary {
        kind: WorkoutKind::Reps,
        length: Some(RepLength::Distance(asked.metres)),
        reps: speeds.iter().map(figures).collect(),
        rep_distance_m: asked.metres,
        mean_speed_mps: lastrep::stats::mean(speeds),
        recovery_s: Some(asked.rest_s),
        recovery_mode: Some(RecoveryMode::Jog),
        seen: Some(seen(run, rep_s)),
        works: speeds.iter().map(work).collect(),
        heart_rate_max_bpm: Some(END_BPM.min(150.0 + 4.0 * run.rpe)),
        fast_distance_m: fast_m,
        fast_timer_s: rep_s * asked.reps as f64,
        planned_reps: Some(asked.reps),
        target_mps: Some(Range::about(1.0, 0.01).times(asked.speed_mps)),
        ..easy(day, fast_m + 6_000.0)
    }
}

/// The scores of the session. Its heart rate follows what the session cost.
fn seen(run: &Run, rep_s: f64) -> Seen {
    let slowest = run.speeds_mps.iter().copied().fold(f64::INFINITY, f64::min);
    Seen {
        noise_pct: NOISE_PCT,
        rep_s,
        heart_rate_end_bpm: Some(END_BPM.min(150.0 + 4.0 * run.rpe)),
        heart_rate_rise_bpm: Some(4.0 + (run.rpe - 6.0).max(0.0)),
        cadence_drift_pct: Some(0.0),
        split_index_pct: Some(0.0),
        last_rep_slowest: run.speeds_mps.last().is_some_and(|last| *last <= slowest),
        ..Seen::nothing()
    }
}
