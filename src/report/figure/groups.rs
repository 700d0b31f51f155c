//! Reps that belong together: each set with its name, or a ladder as one.

use super::BarGroup;
use crate::model::Span;
use crate::report::words::length;
use crate::segment::{Set, Structure};

/// The groups of a session whose sets follow one another; none where one set is all of it.
pub(super) fn of(structure: &Structure) -> Vec<BarGroup> {
    let sets = &structure.sets;
    let is_ladder = sets.iter().all(|set| set.reps.len() == 1);
    match sets.len() {
        0 | 1 => Vec::new(),
        _ if is_ladder => group(structure, sets, rungs(structure)).into_iter().collect(),
        _ => sets.iter().filter_map(|set| group(structure, std::slice::from_ref(set), name(set))).collect(),
    }
}

/// One group over all reps of these sets.
fn group(structure: &Structure, sets: &[Set], name: String) -> Option<BarGroup> {
    let (first, last) = (sets.first()?.reps.first()?, sets.last()?.reps.last()?);
    let (first, last) = (structure.segments.get(*first)?, structure.segments.get(*last)?);
    Some(BarGroup { span: Span::new(first.span.start_s, last.span.end_s), name })
}

/// `4 × 400 m`, `3200 m`.
fn name(set: &Set) -> String {
    let count = if set.reps.len() > 1 { format!("{} × ", set.reps.len()) } else { String::new() };
    format!("{count}{}", length(set.length))
}

/// The name of the session without its rests: `1000-800-600 m`.
fn rungs(structure: &Structure) -> String {
    structure.name.split(" / ").next().unwrap_or_default().to_owned()
}
