//! From single results to runners: order, duplicates, and the advice after each session from the sessions before it.

use super::{Found, NextStep, Options};
use crate::model::Sport;
use crate::progression::{SessionSummary, recommend};
use crate::report::{Analysed, Problem};

/// Two recordings that start within this are one outing, if they agree in length, s.
const SAME_START_S: f64 = 120.0;

/// ... in duration and distance, relative.
const SAME_LENGTH: f64 = 0.02;

/// All results in order.
#[derive(Debug)]
pub(super) struct Ledger {
    /// Files looked at.
    pub(super) files: usize,
    /// Activities by runner, start and file.
    pub(super) done: Vec<Analysed>,
    /// Hash of the bytes each activity came from.
    pub(super) contents: Vec<u128>,
    /// Files that gave none.
    pub(super) failed: Vec<Problem>,
    /// The next step of each runner.
    pub(super) next: Vec<NextStep>,
}

/// One activity on its way into the ledger.
struct Item {
    analysed: Analysed,
    summary: SessionSummary,
    content: u128,
}

/// Orders everything, marks duplicates, and gives each session of reps the advice that was due after it.
pub(super) fn fold(found: Vec<Found>, options: &Options) -> Ledger {
    let files = found.len();
    let mut items: Vec<Item> = Vec::new();
    let mut failed = Vec::new();
    for one in found {
        failed.extend(one.problem);
        let content = one.content;
        items.extend(one.activities.into_iter().map(|(analysed, summary)| Item { analysed, summary, content }));
    }
    items.sort_by(|a, b| {
        let (x, y) = (&a.analysed, &b.analysed);
        (x.runner.cmp(&y.runner))
            .then(x.start_unix_s().total_cmp(&y.start_unix_s()))
            .then_with(|| (&x.file, x.index).cmp(&(&y.file, y.index)))
    });
    mark_duplicates(&mut items);
    let mut next = Vec::new();
    for runner in items.chunk_by_mut(|a, b| a.analysed.runner == b.analysed.runner) {
        next.push(advise(runner, options));
    }
    let contents = items.iter().map(|item| item.content).collect();
    let done = items.into_iter().map(|item| item.analysed).collect();
    Ledger { files, done, contents, failed, next }
}

/// Marks every recording of an outing but the preferred one: FIT before TCX before GPX, then by name.
fn mark_duplicates(items: &mut [Item]) {
    let mut group_of: Vec<usize> = (0..items.len()).collect();
    for i in 0..items.len() {
        for j in (0..i).rev() {
            let (a, b) = (&items[i].analysed, &items[j].analysed);
            let is_near = a.runner == b.runner && a.start_unix_s() - b.start_unix_s() <= SAME_START_S;
            if !is_near {
                break;
            }
            if is_same_outing(&items[i], &items[j]) {
                group_of[i] = group_of[j];
                break;
            }
        }
    }
    for group in 0..items.len() {
        let members: Vec<usize> = (group..items.len()).filter(|&i| group_of[i] == group).take_while(|_| true).collect();
        let rank = |i: usize| (items[i].analysed.activity.format, items[i].analysed.file.clone());
        let Some(&kept) = members.iter().min_by_key(|&&i| rank(i)) else { continue };
        let name = items[kept].analysed.file.clone();
        for &i in members.iter().filter(|&&i| i != kept) {
            items[i].analysed.duplicate_of = Some(name.clone());
        }
    }
}

fn is_same_outing(a: &Item, b: &Item) -> bool {
    if a.content == b.content {
        return a.analysed.index == b.analysed.index;
    }
    let near = |x: f64, y: f64| (x - y).abs() <= SAME_LENGTH * x.max(y) || (x.is_nan() && y.is_nan());
    near(a.analysed.whole.length_s(), b.analysed.whole.length_s()) && near(a.analysed.distance_m, b.analysed.distance_m)
}

/// Gives each session of one runner the advice of its own day, and returns the one of today.
fn advise(items: &mut [Item], options: &Options) -> NextStep {
    let last_day = items.iter().map(|item| item.analysed.day()).max();
    let today = options.today.or(last_day.max(options.journal.iter().map(|row| row.day).max())).unwrap_or(0);
    let mut history: Vec<SessionSummary> = Vec::new();
    let mut latest: Option<usize> = None;
    for (i, item) in items.iter_mut().enumerate() {
        let is_counted = item.analysed.duplicate_of.is_none()
            && matches!(item.analysed.activity.sport, Sport::Running | Sport::Unknown);
        if !is_counted || item.analysed.day() > today {
            continue;
        }
        if !item.analysed.structure.sets.is_empty() {
            let day = item.analysed.day();
            let journal: Vec<_> = options.journal.iter().filter(|row| row.day <= day).cloned().collect();
            item.analysed.recommendation =
                Some(recommend(&item.summary, &history, &options.athlete, &journal, day, options.unit));
            latest = Some(i);
        }
        history.push(item.summary.clone());
    }
    let runner = items.first().map(|item| item.analysed.runner.clone()).unwrap_or_default();
    let recommendation = latest.map(|i| {
        let start = items[i].summary.start_unix_s;
        let others: Vec<SessionSummary> =
            history.iter().filter(|summary| summary.start_unix_s != start).cloned().collect();
        let journal: Vec<_> = options.journal.iter().filter(|row| row.day <= today).cloned().collect();
        recommend(&items[i].summary, &others, &options.athlete, &journal, today, options.unit)
    });
    NextStep { runner, recommendation }
}
