//! A first `athlete.toml` and `journal.csv`, with what the folder tells as guesses that the runner is asked to check.

use super::{Options, Progress, gather, interrupted, write};
use crate::compare::weeks;
use crate::error::{Error, ErrorKind, Result};
use crate::journal::COLUMNS;
use crate::model::{Day, Weekday};
use crate::report::Analysed;
use crate::segment::WorkoutKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Two sessions that agree in their highest heart rate within this make it believable, bpm.
const AGREEING_BPM: f64 = 3.0;
/// Days over which the highest heart rate is looked for, and habits.
const HEART_RATE_DAYS: i64 = 730;
const HABIT_DAYS: i64 = 84;

/// What a folder tells of its runner; all of it guesses.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guesses {
    /// Runs that they rest on.
    pub runs: usize,
    /// Highest heart rate that two sessions agree on: the maximum is this or more, bpm.
    pub hr_max_bpm: Option<f64>,
    /// Runs a week over the last twelve.
    pub runs_per_week: Option<f64>,
    /// Usual days, most frequent first.
    pub days: Vec<Weekday>,
    /// Resting heart rate that the watch had last, bpm.
    pub hr_rest_bpm: Option<f64>,
    /// The day of the longest run of most weeks.
    pub long_run_day: Option<Weekday>,
    /// Mean distance of those weeks, m.
    pub week_m: Option<f64>,
    /// What speaks against their being of one runner.
    pub notes: Vec<String>,
}

/// Writes `athlete.toml` and `journal.csv` into a folder, with guesses from the paths; returns what was written.
///
/// # Errors
/// Those of [`run`](super::run); `Config` when one of the files is there already or the paths are of several runners.
pub fn init(
    paths: &[PathBuf],
    folder: &Path,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<(Guesses, Vec<PathBuf>)> {
    let files = ["athlete.toml", "journal.csv"].map(|name| folder.join(name));
    if let Some(there) = files.iter().find(|file| file.symlink_metadata().is_ok()) {
        let found = format!("{} there already", there.display());
        return Err(Error::new(ErrorKind::Config, "no file to write over", found)
            .hint("choose another --dir, or edit the file"));
    }
    let gathered = gather(paths, options, progress, stop)?;
    interrupted(stop)?;
    let done = &gathered.ledger.done;
    if done.iter().any(|row| Some(&row.runner) != done.first().map(|first| &first.runner)) {
        let found = "several".to_owned();
        return Err(Error::new(ErrorKind::Config, "one runner", found).hint("name one folder at a time"));
    }
    let guesses = Guesses { notes: gathered.notes, ..guess(done) };
    write::check_folder(folder)?;
    write::write_file(&files[0], athlete_text(&guesses).as_bytes())?;
    write::write_file(&files[1], journal_text().as_bytes())?;
    Ok((guesses, files.to_vec()))
}

fn guess(done: &[Analysed]) -> Guesses {
    let is_run = |row: &&Analysed| row.duplicate_of.is_none() && row.structure.kind != WorkoutKind::NotRunning;
    let runs: Vec<&Analysed> = done.iter().filter(is_run).collect();
    let last = runs.iter().map(|run| run.day()).max().unwrap_or_default();
    let recent: Vec<&Analysed> = runs.iter().copied().filter(|run| last - run.day() < HABIT_DAYS).collect();
    let first = recent.iter().map(|run| run.day()).min().unwrap_or_default();
    let span = (last.weeks_since(first) + 1) as f64;
    let mut outings: Vec<_> = recent.iter().map(|run| run.outing()).collect();
    outings.sort_by_key(|outing| outing.day);
    let full: Vec<f64> = weeks(&outings).iter().map(|week| week.run_m).filter(|metres| *metres > 0.0).collect();
    let heart_rates = runs.iter().filter(|run| last - run.day() < HEART_RATE_DAYS);
    Guesses {
        runs: runs.len(),
        hr_max_bpm: agreed_highest(heart_rates.filter_map(|run| run.whole_means.heart_rate_max_bpm).collect()),
        hr_rest_bpm: runs
            .iter()
            .filter(|run| run.activity.resting_hr_bpm.is_some())
            .max_by_key(|run| run.day())
            .and_then(|run| run.activity.resting_hr_bpm),
        runs_per_week: (!recent.is_empty()).then(|| recent.len() as f64 / span),
        days: by_count(recent.iter().map(|run| run.day().weekday())),
        long_run_day: by_count(longest_days(&recent).into_iter()).first().copied(),
        week_m: (!full.is_empty()).then(|| crate::stats::mean(&full)),
        notes: Vec::new(),
    }
}

/// The highest value that another one is within 3 bpm of.
fn agreed_highest(mut highest_bpm: Vec<f64>) -> Option<f64> {
    highest_bpm.sort_by(|a, b| b.total_cmp(a));
    highest_bpm.windows(2).find(|pair| pair[0] - pair[1] <= AGREEING_BPM).map(|pair| pair[0])
}

/// The weekday of the longest run of each week.
fn longest_days(runs: &[&Analysed]) -> Vec<Weekday> {
    let mut mondays: Vec<Day> = runs.iter().map(|run| run.day().monday()).collect();
    mondays.sort_unstable();
    mondays.dedup();
    let longest = |monday: &Day| {
        let of_week = runs.iter().filter(|run| run.day().monday() == *monday && run.distance_m.is_finite());
        of_week.max_by(|a, b| a.distance_m.total_cmp(&b.distance_m)).map(|run| run.day().weekday())
    };
    mondays.iter().filter_map(longest).collect()
}

/// Weekdays by how often they come, most often first; of equals the earlier.
fn by_count(days: impl Iterator<Item = Weekday>) -> Vec<Weekday> {
    let mut counts = [0_usize; 7];
    for day in days {
        counts[usize::try_from(day.since_monday()).unwrap_or(0)] += 1;
    }
    let mut found: Vec<(usize, Weekday)> =
        counts.into_iter().zip(Weekday::ALL).filter(|(count, _)| *count > 0).collect();
    found.sort_by_key(|(count, day)| (std::cmp::Reverse(*count), *day));
    found.into_iter().map(|(_, day)| day).collect()
}

/// The text of `journal.csv`: what each column is for, in remarks, and the header.
fn journal_text() -> String {
    let about = COLUMNS.iter().map(|column| format!("# {}: {}\n", column.name, column.question));
    let header = COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>().join(",");
    let head = "# A row a day; every cell but the date may be empty, and lines that begin with # are not read.\n";
    format!("{head}{}{header}\n", about.collect::<String>())
}

/// The text of `athlete.toml`: every key with what it is for, guesses marked as such, the rest commented out.
fn athlete_text(guesses: &Guesses) -> String {
    let from = format!("guessed from {} runs: check it", guesses.runs);
    let guessed = |key: &str, value: Option<String>, usual: &str| match value {
        Some(value) => format!("{key} = {value}  # {from}"),
        None => format!("# {key} = {usual}"),
    };
    let quoted = |day: Weekday| format!("\"{}\"", day.name());
    let days: Vec<&str> = guesses.days.iter().map(|day| day.name()).collect();
    let week = guesses.week_m.map_or_else(String::new, |metres| format!(", about {:.0} km a week", metres / 1000.0));
    let habit =
        if days.is_empty() { String::new() } else { format!("# You run on {}{week} ({from}).\n", days.join(", ")) };
    let runs = guesses.runs_per_week.map(|runs| format!("{:.0}", runs.round().clamp(3.0, 7.0)));
    let long = guesses.long_run_day.map(quoted);
    let hr_max = guesses.hr_max_bpm.map(|bpm| format!("{bpm:.0}"));
    let hr_rest = guesses.hr_rest_bpm.map(|bpm| format!("{bpm:.0}"));
    let example = Day::EPOCH + 20_576;
    format!(
        "# What lastrep knows of you. Everything may be left out; a line that begins with # is not read.\n\n\
         # Highest heart rate, bpm: what was seen is a lower bound of it.\n{}\n\
         # Resting heart rate, bpm, and that at the threshold (mean of the last 20 min of a 30 min race alone).\n\
         {}\n# lthr = 170\n\
         # For the weights of a training impulse: \"female\" or \"male\".\n# sex = \"female\"\n# birth_year = 1990\n\n\
         # Races and time trials: they tell your training paces. The last one of twelve weeks counts most.\n\
         # races = [{{ date = \"{example}\", distance_m = 5000, time_s = 1320 }}]\n\
         # What you train for: \"800\", \"mile\", \"5k\", \"10k\", \"half\" or \"marathon\".\n# goal = \"5k\"\n\
         # goal_race = {{ date = \"{example}\", distance_m = 5000 }}\n\n\
         # Your experience with fast running: \"novice\" (none in the last six months: smaller steps, and none without an\n\
         # RPE), \"regular\" or \"experienced\". Where you do not say, the files tell.\n# experience = \"regular\"\n\
         # Add nothing without an RPE.\n# require_rpe = true\n\n{habit}{}\n{}\n# blocked_days = [\"monday\"]\n\n# Distances and paces: \"km\" or \"mile\".\n# units = \"km\"\n",
        guessed("hr_max", hr_max, "185"),
        guessed("hr_rest", hr_rest, "50"),
        guessed("runs_per_week", runs, "4"),
        guessed("long_run_day", long, "\"sunday\""),
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::journal::{read_athlete, read_journal};

    #[test]
    fn one_spike_is_no_maximum() {
        assert_eq!(agreed_highest(vec![180.0, 231.0, 186.0, 188.0, 170.0]), Some(188.0));
        assert_eq!(agreed_highest(vec![188.0]), None);
        assert_eq!(
            by_count([Weekday::Sunday, Weekday::Tuesday, Weekday::Sunday].into_iter()),
            [Weekday::Sunday, Weekday::Tuesday]
        );
    }

    #[test]
    fn the_journal_is_read_by_our_own_reader() {
        let text = journal_text();
        let row = format!("{text}2026-05-01,6\n");
        assert_eq!(read_journal(&text), (vec![], vec![]), "{text}");
        assert_eq!(read_journal(&row).0[0].rpe_cr10, Some(6.0));
    }

    #[test]
    fn the_file_is_read_by_our_own_reader() {
        let empty = read_athlete(&athlete_text(&Guesses::default())).unwrap();
        assert_eq!(empty, crate::model::Athlete::default());
        let guesses = Guesses {
            runs: 40,
            hr_max_bpm: Some(187.0),
            hr_rest_bpm: Some(48.0),
            runs_per_week: Some(4.4),
            days: vec![Weekday::Tuesday, Weekday::Sunday],
            long_run_day: Some(Weekday::Sunday),
            week_m: Some(38_200.0),
            notes: Vec::new(),
        };
        let text = athlete_text(&guesses);
        assert!(text.contains("hr_max = 187  # guessed from 40 runs: check it"), "{text}");
        assert!(text.contains("# You run on tuesday, sunday, about 38 km a week"));
        let read = read_athlete(&text).unwrap();
        assert_eq!(
            (read.hr_max_bpm, read.runs_per_week, read.long_run_day),
            (Some(187.0), Some(4), Some(Weekday::Sunday))
        );
        // Every key that is commented out is one that the reader knows.
        let all: String = text
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line).to_owned() + "\n")
            .collect();
        assert!(read_athlete(&all).is_ok(), "{all}");
    }
}
