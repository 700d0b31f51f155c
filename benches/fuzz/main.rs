//! Damaged and invented input for every reader, for as long as wanted: no panic, no hang, nothing out of bounds.
//!
//! ```text
//! cargo run --release --locked --example fuzz                            a minute, shared by all targets
//! cargo run --release --locked --example fuzz -- gpx --seconds 3600      an hour of one target
//!     --seconds N     how long in all; default 60
//!     --seed N        where chance begins; the same seed makes the same inputs; default 1
//!     --jobs N        threads; default one a core
//! ```
//!
//! Each input is a seed (a file of `testdata/` or one of a few texts) that the mutatis crate has mutated a few times. An
//! input that gives a new kind of answer becomes a seed, too. An input that panics or takes longer than [`SLOW`] is written
//! to a file, its name is printed, and the run ends with code 1.
#![expect(clippy::print_stdout, reason = "a tool for the terminal")]

mod engine;
mod targets;

use std::process::ExitCode;
use std::time::Duration;

use engine::{Job, fuzz};
use targets::{TARGETS, Target};

/// The longest time that an input may take. The slowest sound file takes a hundredth of it.
pub(crate) const SLOW: Duration = Duration::from_secs(10);

/// The default time of a run.
const SECONDS: u64 = 60;

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(told) => {
            println!("{told}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), String> {
    let (mut seconds, mut seed, mut jobs, mut wanted) = (SECONDS, 1, 0, Vec::new());
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let value = arguments.next().unwrap_or_default();
            value.parse::<u64>().map_err(|_| format!("expected a number after {argument}, found {value:?}"))
        };
        match argument.as_str() {
            "--seconds" => seconds = number()?,
            "--seed" => seed = number()?,
            "--jobs" => jobs = number()?,
            name => wanted.push(target(name)?),
        }
    }
    let targets: Vec<&Target> = if wanted.is_empty() { TARGETS.iter().collect() } else { wanted };
    let each = Duration::from_millis(seconds * 1000 / targets.len() as u64);
    // A panic is reported below, with its input, so the usual message is left out.
    std::panic::set_hook(Box::new(|_| {}));
    println!("{:10} {:>12} {:>8} {:>10} {:>6}", "target", "executions", "seconds", "a second", "seeds");
    for target in targets {
        let job = Job { target, time: each, seed, threads: jobs as usize };
        let done = fuzz(&job)?;
        let rate = done.executions as f64 / done.seconds;
        println!("{:10} {:>12} {:>8.1} {rate:>10.0} {:>6}", target.name, done.executions, done.seconds, done.seeds);
    }
    Ok(())
}

fn target(name: &str) -> Result<&'static Target, String> {
    let names = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    TARGETS
        .iter()
        .find(|target| target.name == name)
        .ok_or_else(|| format!("expected one of {}, found {name}", names()))
}
