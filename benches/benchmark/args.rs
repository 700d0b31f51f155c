//! The arguments of the benchmark.

use std::iter::Peekable;
use std::path::PathBuf;

use lastrep::segment::RepsFrom;

/// The default number of outings of each kind.
const SEEDS: u64 = 40;

const USAGE: &str = "usage: benchmark simulated [SEEDS] | FOLDER | histories LABELS.csv HISTORY... \
                     [--reps-from auto|laps|signal] [--presses missed|late] [--list]";

/// Where the outings come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Simulated outings, with this number of seeds for each kind.
    Simulated(u64),
    /// Files with labels.
    Folder(PathBuf),
    /// A table of labels, and the folders or zips of every export of a runner.
    Histories(PathBuf, Vec<PathBuf>),
}

/// A change to the laps before they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presses {
    /// A press in the middle of the session is left out.
    Missed,
    /// A press in the middle of the session comes late.
    Late,
}

/// All arguments.
#[derive(Debug, Clone)]
pub(crate) struct Args {
    pub(crate) source: Source,
    pub(crate) from: RepsFrom,
    pub(crate) presses: Option<Presses>,
    pub(crate) list: bool,
}

/// The arguments in these words.
pub(crate) fn parse(words: impl Iterator<Item = String>) -> Result<Args, String> {
    let mut words = words.peekable();
    let mut args = Args { source: Source::Simulated(SEEDS), from: RepsFrom::Auto, presses: None, list: false };
    let first = words.next().ok_or(USAGE)?;
    if first == "simulated" {
        if let Some(seeds) = words.peek().and_then(|word| word.parse().ok()) {
            args.source = Source::Simulated(seeds);
            words.next();
        }
    } else if first == "histories" {
        args.source = histories(&mut words)?;
    } else if first.starts_with('-') {
        return Err(USAGE.to_owned());
    } else {
        args.source = Source::Folder(PathBuf::from(first));
    }
    while let Some(word) = words.next() {
        match word.as_str() {
            "--list" => args.list = true,
            "--presses" => args.presses = Some(presses(&words.next().unwrap_or_default())?),
            "--reps-from" => args.from = reps_from(&words.next().unwrap_or_default())?,
            other => return Err(format!("{other}: not known\n{USAGE}")),
        }
    }
    match args.source {
        Source::Histories(..) if args.presses.is_some() => {
            Err(format!("--presses: histories have no true reps\n{USAGE}"))
        }
        _ => Ok(args),
    }
}

/// The paths up to the first option.
fn histories(words: &mut Peekable<impl Iterator<Item = String>>) -> Result<Source, String> {
    let mut paths = std::iter::from_fn(|| words.next_if(|word| !word.starts_with('-')).map(PathBuf::from));
    let labels = paths.next().ok_or(USAGE)?;
    let histories: Vec<PathBuf> = paths.collect();
    if histories.is_empty() { Err(USAGE.to_owned()) } else { Ok(Source::Histories(labels, histories)) }
}

fn presses(word: &str) -> Result<Presses, String> {
    match word {
        "missed" => Ok(Presses::Missed),
        "late" => Ok(Presses::Late),
        _ => Err(format!("--presses {word}: missed or late\n{USAGE}")),
    }
}

fn reps_from(word: &str) -> Result<RepsFrom, String> {
    match word {
        "auto" => Ok(RepsFrom::Auto),
        "laps" => Ok(RepsFrom::Laps),
        "signal" => Ok(RepsFrom::Signal),
        _ => Err(format!("--reps-from {word}: auto, laps or signal\n{USAGE}")),
    }
}

/// The word for this evidence.
pub(crate) fn name(from: RepsFrom) -> &'static str {
    match from {
        RepsFrom::Auto => "auto",
        RepsFrom::Laps => "laps",
        RepsFrom::Signal => "signal",
    }
}
