//! One case against what was found in it: what is right, what is wrong, and what is neither.

use lastrep::model::Span;
use lastrep::segment::{Confidence, SegmentKind};

use super::case::{Case, Known, Rep, True};
use crate::common::matching::{lies_in, pairs};

/// A scored outing.
#[derive(Debug, Clone)]
pub(crate) enum Scored {
    /// It has reps.
    Session(Session),
    /// It has none.
    Plain(Plain),
}

/// A session of reps.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) is_clean: bool,
    pub(crate) truth: usize,
    /// Without the free ones.
    pub(crate) found: usize,
    pub(crate) free: usize,
    /// Index of a true rep, index of the found one that matches it.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Of the cut; `None` when nothing was found.
    pub(crate) confidence: Option<Confidence>,
}

impl Session {
    /// Whether the number of reps is right.
    pub(crate) fn is_count(&self) -> bool {
        self.found == self.truth
    }

    /// Whether every rep is right and none else was found.
    pub(crate) fn is_exact(&self) -> bool {
        self.pairs.len() == self.truth && self.found == self.truth
    }
}

/// An outing without reps.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Found as reps of work: all wrong.
    pub(crate) work: usize,
    /// Found as strides.
    pub(crate) strides: usize,
    /// True strides, and how many of them were found as strides.
    pub(crate) true_strides: (usize, usize),
}

/// What was found in a case, held against its truth.
pub(crate) fn scored(case: &Case, found: &[Rep]) -> Scored {
    match &case.known {
        Known::Reps(truth) => Scored::Session(session(case, truth, found)),
        Known::NoReps(kind, strides) => {
            let as_strides: Vec<Span> = found.iter().filter(|rep| rep.is_stride).map(|rep| rep.span).collect();
            Scored::Plain(Plain {
                name: case.name.clone(),
                kind: kind.clone(),
                work: found.len() - as_strides.len(),
                strides: as_strides.len(),
                true_strides: (strides.len(), pairs(strides, &as_strides).len()),
            })
        }
    }
}

fn session(case: &Case, truth: &[True], found: &[Rep]) -> Session {
    let work: Vec<Span> = truth.iter().filter(|one| one.kind == SegmentKind::Work).map(|one| one.span).collect();
    let spans: Vec<Span> = found.iter().map(|rep| rep.span).collect();
    let pairs = pairs(&work, &spans);
    let free = free(found, &pairs, &case.zones);
    Session {
        name: case.name.clone(),
        group: case.group.clone(),
        is_clean: case.is_clean,
        truth: work.len(),
        found: found.len() - free,
        free,
        pairs,
        confidence: found.first().map(|rep| rep.confidence),
    }
}

/// How many of the found ones are neither right nor wrong: no true rep matches them, and they lie in a zone or are strides
/// beside reps of work. Strides before a set are rarely pressed as laps.
fn free(found: &[Rep], pairs: &[(usize, usize)], zones: &[Span]) -> usize {
    let has_work = found.iter().any(|rep| !rep.is_stride);
    let is_unmatched = |j: usize| pairs.iter().all(|pair| pair.1 != j);
    let is_free = |rep: &Rep| (rep.is_stride && has_work) || lies_in(zones, rep.span);
    found.iter().enumerate().filter(|(j, rep)| is_unmatched(*j) && is_free(rep)).count()
}

#[cfg(test)]
fn rep(start_s: f64, is_stride: bool) -> Rep {
    let sure = Confidence::High;
    let span = Span::new(start_s, start_s + 10.0);
    Rep { span, is_stride, distance_m: f64::NAN, confidence: sure, edges: (sure, sure) }
}

#[test]
fn unmatched_reps_in_a_zone_are_free() {
    let found = [rep(0.0, false), rep(50.0, false), rep(90.0, false)];
    assert_eq!(free(&found, &[(0, 0)], &[Span::new(0.0, 53.5)]), 1);
}

#[test]
fn unmatched_strides_are_free_beside_work_alone() {
    let found = [rep(0.0, true), rep(50.0, true), rep(90.0, false)];
    assert_eq!(free(&found, &[(0, 1)], &[]), 1);
    assert_eq!(free(&found[..2], &[(0, 1)], &[]), 0);
}
