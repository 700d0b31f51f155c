//! Rows of the journal by day.

use super::order::place_from_end;
use crate::model::{Day, JournalDay};
use std::borrow::Cow;

/// Rows of a range of days, both ends included, of a journal in order of day. Days near the end of the journal are found soonest.
pub(crate) fn rows(journal: &[JournalDay], from: Day, to: Day) -> std::slice::Iter<'_, JournalDay> {
    let known = up_to(journal, to);
    known[place_from_end(known, |row| row.day < from)..].iter()
}

/// The rows up to a day, of a journal in order of day.
pub(crate) fn up_to(journal: &[JournalDay], day: Day) -> &[JournalDay] {
    &journal[..place_from_end(journal, |row| row.day <= day)]
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
