//! Rows of the journal by day.

use crate::model::{Day, JournalDay};
use std::borrow::Cow;

/// Rows of a range of days, both ends included, of a journal in order of day.
pub(crate) fn rows(journal: &[JournalDay], from: Day, to: Day) -> std::slice::Iter<'_, JournalDay> {
    let first = journal.partition_point(|row| row.day < from);
    let rest = &journal[first..];
    rest[..rest.partition_point(|row| row.day <= to)].iter()
}

/// The journal in order of day. A journal that is in order, as one read from a table, is borrowed.
pub(crate) fn in_order(journal: &[JournalDay]) -> Cow<'_, [JournalDay]> {
    if journal.is_sorted_by_key(|row| row.day) {
        return Cow::Borrowed(journal);
    }
    let mut ordered = journal.to_vec();
    ordered.sort_by_key(|row| row.day);
    Cow::Owned(ordered)
}

/// The worst soreness of some rows, 0 to 10.
pub(crate) fn worst_soreness<'a>(rows: impl Iterator<Item = &'a JournalDay>) -> Option<f64> {
    rows.filter_map(|row| row.soreness).reduce(f64::max)
}
