//! Runs in order of start, each outing once.

use super::summary::SessionSummary;
use crate::model::Day;
use crate::model::outing::starts_together;
use std::cmp::Ordering;
use std::ops::Deref;

/// Runs in order: a part of others, or a list of their own.
#[derive(Debug)]
pub(crate) enum Runs<'a> {
    Part(&'a [&'a SessionSummary]),
    Own(Vec<&'a SessionSummary>),
}

impl<'a> Deref for Runs<'a> {
    type Target = [&'a SessionSummary];

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Part(runs) => runs,
            Self::Own(runs) => runs,
        }
    }
}

/// Order of start; of one start order of file.
pub(crate) fn by_start(a: &SessionSummary, b: &SessionSummary) -> Ordering {
    a.start_unix_s.total_cmp(&b.start_unix_s).then_with(|| a.file.cmp(&b.file))
}

/// Whether two activities are one outing, recorded or exported twice.
pub(crate) fn is_same_outing(a: &SessionSummary, b: &SessionSummary) -> bool {
    starts_together(a.start_unix_s, b.start_unix_s)
}

/// Runs in order, without copies of an outing that no file is marked for. The copy with reps stands for the outing.
pub(super) fn outings(mut runs: Vec<&SessionSummary>) -> Vec<&SessionSummary> {
    runs.sort_by(|a, b| by_start(a, b));
    runs.dedup_by(|later, kept| {
        let is_copy = is_same_outing(later, kept);
        if is_copy && later.has_reps() && !kept.has_reps() {
            std::mem::swap(later, kept);
        }
        is_copy
    });
    runs
}

/// The runs from a day on, of runs in order.
pub(crate) fn since<'r, 'a>(runs: &'r [&'a SessionSummary], day: Day) -> &'r [&'a SessionSummary] {
    &runs[runs.partition_point(|run| run.day < day)..]
}
