//! Reps that belong together: each set with its name, or a ladder as one.

use super::BarGroup;
use crate::model::Span;
use crate::report::words::length;
use crate::segment::{RepLength, Set, Structure, Together, without_rests};

/// The groups of a session whose sets follow one another; none where one set is all of it. Sets that are read `together`
/// are divided by their breaks, as in the name of the session.
pub(super) fn of(structure: &Structure, together: Option<&Together>) -> Vec<BarGroup> {
    if let Some(all) = together {
        return between_breaks(structure, all);
    }
    let sets = &structure.sets;
    let is_ladder = sets.iter().all(|set| set.reps.len() == 1);
    match sets.len() {
        0 | 1 => Vec::new(),
        _ if is_ladder => group(structure, sets, rungs(structure)).into_iter().collect(),
        _ => sets.iter().filter_map(|set| group(structure, std::slice::from_ref(set), name(set))).collect(),
    }
}

/// The groups of like reps that only longer breaks divide: `3 × 30 s`, three times.
fn between_breaks(structure: &Structure, all: &Together) -> Vec<BarGroup> {
    let mut rest = all.set.reps.as_slice();
    let mut groups = Vec::new();
    for size in &all.sizes {
        let (own, others) = rest.split_at((*size).min(rest.len()));
        groups.extend(over(structure, own.first(), own.last(), named(own.len(), all.set.length)));
        rest = others;
    }
    groups
}

/// One group over all reps of these sets.
fn group(structure: &Structure, sets: &[Set], name: String) -> Option<BarGroup> {
    over(structure, sets.first()?.reps.first(), sets.last()?.reps.last(), name)
}

/// One group from a rep to another, which are indices into the segments.
fn over(structure: &Structure, first: Option<&usize>, last: Option<&usize>, name: String) -> Option<BarGroup> {
    let (first, last) = (structure.segments.get(*first?)?, structure.segments.get(*last?)?);
    Some(BarGroup { span: Span::new(first.span.start_s, last.span.end_s), name })
}

fn name(set: &Set) -> String {
    named(set.reps.len(), set.length)
}

/// `4 × 400 m`, `3200 m`.
fn named(reps: usize, of: RepLength) -> String {
    let count = if reps > 1 { format!("{reps} × ") } else { String::new() };
    format!("{count}{}", length(of))
}

/// The name of the session without its rests: `1000-800-600 m`.
fn rungs(structure: &Structure) -> String {
    without_rests(&structure.name)
}
