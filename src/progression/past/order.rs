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
    &runs[place_from_end(runs, |run| run.day < day)..]
}

/// The number of items in order that are before a place, as `partition_point` gives it. A place near the end is found soonest:
/// most that is asked of a past is of its last weeks.
pub(crate) fn place_from_end<T>(items: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let (mut end, mut width) = (items.len(), 1);
    while let Some(at) = items.len().checked_sub(width) {
        if is_before(&items[at]) {
            return at + 1 + items[at + 1..end].partition_point(is_before);
        }
        (end, width) = (at, 2 * width);
    }
    items[..end].partition_point(is_before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_from_the_end_as_from_the_start() {
        for length in 0..20 {
            let items: Vec<usize> = (0..length).map(|number| number / 2).collect();
            for bound in 0..=length {
                let is_before = |item: &usize| *item < bound;
                assert_eq!(place_from_end(&items, is_before), items.partition_point(is_before), "{bound} of {length}");
            }
        }
    }
}
