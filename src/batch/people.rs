//! Whether the subfolders of one runner look like several people, whose runs must not become one history.

use super::ledger::Item;
use super::outline::Outline;
use crate::analyse::may_be_one_runner;
use crate::model::Span;
use crate::segment::WorkoutKind;
use std::collections::{BTreeMap, BTreeSet};

/// The fewest runs that each of two watches has in the time of the other. A new watch overlaps the old one by a run or so.
const FEWEST_RUNS: usize = 2;

/// The most later runs that are compared with one run. Without this limit, a thousand runs of one start would take a
/// million comparisons.
const LOOKED_AT: usize = 100;

/// What separates the names of a path, also inside an archive.
const BETWEEN_NAMES: [char; 2] = ['/', '!'];

/// A sentence for every runner whose subfolders look like several people.
pub(super) fn notes(items: &[Item]) -> Vec<String> {
    let outlines: Vec<&Outline> = items.iter().map(|item| &item.outline).collect();
    outlines.chunk_by(|a, b| a.runner == b.runner).filter_map(note).collect()
}

/// One run in a subfolder.
struct FolderRun<'a> {
    folder: &'a str,
    watch: Option<WatchName<'a>>,
    /// From its first sample to its last, Unix s.
    span: Span,
}

/// Maker, product and serial number, as far as the file tells.
type WatchName<'a> = (&'a str, &'a str, Option<u64>);

fn note(own: &[&Outline]) -> Option<String> {
    let runs = runs(own);
    let mut folders = at_once(&runs);
    folders.extend(by_other_watches(&runs));
    let names: Vec<&str> = folders.into_iter().collect();
    (names.len() > 1).then(|| {
        format!(
            "{}: {} look like several people, for their watches ran at the same time; one PATH is one runner: name each \
             folder as a PATH of its own, unless all are yours",
            own[0].runner,
            names.join(" and ")
        )
    })
}

/// The runs in subfolders, in order of start.
fn runs<'a>(own: &[&'a Outline]) -> Vec<FolderRun<'a>> {
    let is_run = |row: &&'a Outline| row.kind != WorkoutKind::NotRunning && row.span_unix_s.start_s.is_finite();
    let rows: Vec<&Outline> = own.iter().copied().filter(is_run).collect();
    let shared = shared_folders(&rows);
    rows.into_iter().filter_map(|row| run(row, shared)).collect()
}

fn run(row: &Outline, shared: usize) -> Option<FolderRun<'_>> {
    let device = &row.device;
    let is_known = !device.product.is_empty() || device.serial.is_some();
    Some(FolderRun {
        folder: &row.file[..folder_end(&row.file, shared)?],
        watch: is_known.then_some((device.manufacturer.as_str(), device.product.as_str(), device.serial)),
        span: row.span_unix_s,
    })
}

/// The number of folders that begin the paths of all files.
fn shared_folders(rows: &[&Outline]) -> usize {
    let folders = |row: &&'_ Outline| {
        let names: Vec<String> = row.file.split(BETWEEN_NAMES).map(str::to_owned).collect();
        names[..names.len() - 1].to_vec()
    };
    let first = rows.first().map(folders).unwrap_or_default();
    let common = |row: &&Outline| folders(row).iter().zip(&first).take_while(|(a, b)| a == b).count();
    rows.iter().map(common).min().unwrap_or(0)
}

/// The end of a file's path to the first folder that files do not share, bytes; `None` for a file in no such folder.
fn folder_end(file: &str, shared: usize) -> Option<usize> {
    file.match_indices(BETWEEN_NAMES).nth(shared).map(|(at, _)| at)
}

/// The folders with runs at one time that one runner cannot have recorded.
fn at_once<'a>(runs: &[FolderRun<'a>]) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for (at, run) in runs.iter().enumerate() {
        let during = runs[at + 1..].iter().take(LOOKED_AT).take_while(|other| other.span.start_s < run.span.end_s);
        for other in during.filter(|other| other.folder != run.folder && !may_be_one_runner(other.span, run.span)) {
            found.extend([run.folder, other.folder]);
        }
    }
    found
}

/// The folders that each have a watch of their own, where two watches recorded different outings in the same weeks.
fn by_other_watches<'a>(runs: &[FolderRun<'a>]) -> BTreeSet<&'a str> {
    let mut folders_of: BTreeMap<WatchName<'_>, BTreeSet<&str>> = BTreeMap::new();
    for run in runs {
        folders_of.entry(run.watch.unwrap_or_default()).or_default().insert(run.folder);
    }
    let is_own = |run: &&FolderRun<'_>| run.watch.is_some_and(|watch| folders_of[&watch].len() == 1);
    let mut own: BTreeMap<&'a str, Vec<&FolderRun<'a>>> = BTreeMap::new();
    for run in runs.iter().filter(is_own) {
        own.entry(run.folder).or_default().push(run);
    }
    own.retain(|_, runs| runs.len() >= FEWEST_RUNS);
    let mut found = BTreeSet::new();
    for (one, runs) in &own {
        for (other, others) in own.range(*one..).skip(1) {
            if are_in_one_time(runs, others) {
                found.extend([*one, *other]);
            }
        }
    }
    found
}

/// Whether each of two watches recorded outings of its own between the first and the last run of the other.
fn are_in_one_time(runs: &[&FolderRun<'_>], others: &[&FolderRun<'_>]) -> bool {
    let inside = |of: &[&FolderRun<'_>], time: &[&FolderRun<'_>]| {
        let (Some(first), Some(last)) = (time.first(), time.last()) else { return 0 };
        let is_other = |run: &&&FolderRun<'_>| !time.iter().any(|other| may_be_one_runner(other.span, run.span));
        let is_inside = |run: &&&FolderRun<'_>| (first.span.start_s..=last.span.start_s).contains(&run.span.start_s);
        of.iter().filter(is_inside).filter(is_other).count()
    };
    inside(runs, others) >= FEWEST_RUNS && inside(others, runs) >= FEWEST_RUNS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run of half an hour on a day.
    fn run<'a>(folder: &'a str, product: &'a str, day: f64) -> FolderRun<'a> {
        let start_s = day * 86_400.0;
        FolderRun { folder, watch: Some(("garmin", product, None)), span: Span::new(start_s, start_s + 1_800.0) }
    }

    fn told(mut runs: Vec<FolderRun<'_>>) -> Vec<&str> {
        runs.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
        by_other_watches(&runs).into_iter().collect()
    }

    #[test]
    fn watches_of_two_people_run_in_one_time() {
        let people = (0..6).map(|day| {
            if day % 2 == 0 { run("ann", "one", f64::from(day)) } else { run("bob", "two", f64::from(day)) }
        });
        assert_eq!(told(people.collect()), ["ann", "bob"]);
        let years = (0..6).map(|day| {
            if day < 3 { run("2023", "one", f64::from(day)) } else { run("2024", "two", f64::from(day) - 0.9) }
        });
        assert_eq!(told(years.collect()), [""; 0], "a new watch");
        let both = (0..6).map(|day| run(if day % 2 == 0 { "easy" } else { "fast" }, "one", f64::from(day)));
        assert_eq!(told(both.collect()), [""; 0], "one watch");
        let twice =
            (0..6).flat_map(|day| [run("watch", "one", f64::from(day)), run("phone", "two", f64::from(day) + 0.001)]);
        assert_eq!(told(twice.collect()), [""; 0], "the same outings");
    }

    #[test]
    fn files_part_at_the_first_folder_that_differs() {
        assert_eq!(folder_end("export.zip!x/ann/1.fit", 2), Some(16));
        assert_eq!(folder_end("a.fit", 0), None);
    }
}
