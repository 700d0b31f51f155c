//! From the results of single files to runners: orders the activities, marks duplicates, and asks for the advice after each
//! session.

use super::found::Found;
use super::next_step::NextStep;
use super::options::Options;
use crate::analyse::{RunnersRecording, copies};
use crate::progression::{self, Advised, SessionSummary, past_weeks, with_mornings};
use crate::report::{Analysed, Problem};
use rayon::prelude::*;

/// All results in order.
#[derive(Debug)]
pub(super) struct Ledger {
    /// The number of files that were looked at.
    pub(super) files: usize,
    /// Activities by runner, start and file.
    pub(super) done: Vec<Analysed>,
    /// For each activity, the hash of its file's bytes.
    pub(super) contents: Vec<u128>,
    /// Files that gave no activity.
    pub(super) failed: Vec<Problem>,
    /// The next step of each runner.
    pub(super) next: Vec<NextStep>,
    /// Whether there is no other runner in the batch: then the runner needs no name.
    pub(super) is_alone: bool,
}

/// One activity on its way into the ledger.
struct Item {
    analysed: Analysed,
    content: u128,
}

/// Orders all activities, marks duplicates, and gives each session of reps the advice that was due after it.
pub(super) fn fold(found: Vec<Found>, options: &Options) -> Ledger {
    let files = found.len();
    let mut items: Vec<Item> = Vec::new();
    let mut failed = Vec::new();
    for one in found {
        failed.extend(one.problem);
        let content = one.content;
        items.extend(one.activities.into_iter().map(|analysed| Item { analysed, content }));
    }
    items.sort_by(|a, b| {
        let (x, y) = (&a.analysed, &b.analysed);
        (x.runner.cmp(&y.runner))
            .then(x.start_unix_s().total_cmp(&y.start_unix_s()))
            .then_with(|| (&x.file, x.index).cmp(&(&y.file, y.index)))
    });
    mark_duplicates(&mut items);
    let next: Vec<NextStep> = items.par_chunk_by_mut(is_of_one_runner).map(|runner| advise(runner, options)).collect();
    if options.strip_location {
        for item in &mut items {
            // Both are free text, and may name a place.
            let told = &mut item.analysed.activity.told;
            (told.title, told.description) = (None, None);
        }
    }
    let contents = items.iter().map(|item| item.content).collect();
    let done = items.into_iter().map(|item| item.analysed).collect();
    let is_alone = next.len() < 2;
    Ledger { files, done, contents, failed, next, is_alone }
}

fn is_of_one_runner(a: &Item, b: &Item) -> bool {
    a.analysed.runner == b.analysed.runner
}

/// Marks every recording of an outing except the one that counts.
fn mark_duplicates(items: &mut [Item]) {
    items.par_chunk_by_mut(is_of_one_runner).for_each(|runner| {
        let recordings: Vec<RunnersRecording> = runner.iter().map(recording).collect();
        for (copy, kept) in copies(&recordings) {
            runner[copy].analysed.duplicate_of = Some(runner[kept].analysed.file.clone());
        }
    });
}

fn recording(item: &Item) -> RunnersRecording {
    let analysed = &item.analysed;
    RunnersRecording {
        span: analysed.span_unix_s(),
        content: (item.content, analysed.index),
        rank: (analysed.activity.format, analysed.file.clone(), analysed.index),
    }
}

/// Gives each session of one runner the advice of its own day, and returns the advice of today.
fn advise(items: &mut [Item], options: &Options) -> NextStep {
    for item in items.iter_mut() {
        item.analysed.summary.duplicate = item.analysed.duplicate_of.is_some();
    }
    let mut summaries: Vec<SessionSummary> = items.iter().map(|item| item.analysed.summary.clone()).collect();
    let runner = items.first().map(|item| item.analysed.runner.clone()).unwrap_or_default();
    let (athlete, unit, told) = (options.athlete_of(&runner), options.unit_of(&runner), options.journal_of(&runner));
    for place in progression::no_races(&summaries, athlete) {
        items[place].analysed.call_even();
        summaries[place] = items[place].analysed.summary.clone();
    }
    let journal = &with_mornings(told, &summaries);
    let last_activity = items.iter().map(|item| item.analysed.day()).max();
    let last_row = told.iter().map(|row| row.day).max();
    let today = options.today.or(last_activity.max(last_row)).unwrap_or_default();
    let Advised { each, latest } = progression::advise(&summaries, athlete, journal, today, unit);
    for (item, advice) in items.iter_mut().zip(each) {
        item.analysed.recommendation = advice.filter(|_| !item.analysed.summary.duplicate);
    }
    NextStep { runner, today, latest, weeks: past_weeks(&summaries, today) }
}
