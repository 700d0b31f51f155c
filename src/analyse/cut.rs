//! Cleaning and cutting of one activity, as every command does it.

use crate::clean::{Prepared, prepare};
use crate::model::{Activity, OwnRow, Span};
use crate::segment::{RepsFrom, Structure, find, find_own};

/// The cleaned columns of an activity and how it is built.
///
/// The runner's own rows about the activity stand above all evidence. Where none of them can be used, the activity is read as
/// usual.
pub(crate) fn cut(activity: &Activity, own: &[OwnRow], reps_from: RepsFrom) -> (Prepared, Structure) {
    let prepared = prepare(activity);
    let structure = find_own(activity, &prepared, own).unwrap_or_else(|refused| {
        let mut structure = find(activity, &prepared, reps_from);
        structure.notes.splice(0..0, refused);
        structure
    });
    (prepared, structure)
}

/// Which of the activities of its file a row of the runner's own cut is about, counted from 0.
///
/// A row without a number is about the activity that it overlaps most.
pub(crate) fn activity_of(row: &OwnRow, activities: &[Span]) -> usize {
    row.activity.map_or_else(|| most_overlapped(row, activities), |number| number - 1)
}

fn most_overlapped(row: &OwnRow, activities: &[Span]) -> usize {
    let overlap = |i: &usize| activities[*i].overlap_s(row.span);
    // Of equals the first: the last from behind.
    (0..activities.len()).rev().max_by(|a, b| overlap(a).total_cmp(&overlap(b))).unwrap_or(0)
}
