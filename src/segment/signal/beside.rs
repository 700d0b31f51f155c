//! Running beside the reps of a reading: strides before and after the reps, and stretches that might have been reps.

use super::lattice::Lattice;
use super::runs::Run;
use super::stretches::weaker_step;
use crate::model::Span;
use crate::segment::strides::{BESIDE_RATIO, BESIDE_S, beside_a_set};
use crate::stats::middle;

/// The shortest stride, s.
const SHORTEST_S: f64 = 10.0;

/// A stride begins and ends with a step of at least this share of its speed.
const STRIDE_STEP: f64 = 0.4;

/// Strides beside a set are run within this time before its first rep or after its last rep, s.
const NEAR_S: f64 = 900.0;

/// A stretch beside the reps might be a rep if it lasts at least `LEFT_OUT_S` seconds, both edges step by at least the
/// share `LEFT_OUT_STEP` of its speed, and its speed is at least the share `LEFT_OUT_SPEED` of the reps' speed.
const LEFT_OUT_S: f64 = 10.0;
const LEFT_OUT_STEP: f64 = 0.35;
const LEFT_OUT_SPEED: f64 = 0.92;

/// The median of a value over the reps; `None` without reps.
fn of_reps(reps: &[Run], value: fn(&Run) -> f64) -> Option<f64> {
    middle(&reps.iter().map(value).collect::<Vec<_>>())
}

/// A reading in three parts: strides, reps, strides.
pub(super) struct StridesAround {
    pub(super) before: Vec<Run>,
    pub(super) reps: Vec<Run>,
    pub(super) after: Vec<Run>,
}

/// Separates the strides of a reading from its reps. On a side without strides in the reading, strides are searched
/// beside the reps.
pub(super) fn part(lattice: &Lattice, mut before: Vec<Run>) -> StridesAround {
    let spans: Vec<Span> = before.iter().map(|run| run.span).collect();
    let (first, last) = beside_a_set(&spans);
    let mut reps = before.split_off(first);
    let mut after = reps.split_off(reps.len() - last);
    if let (Some(start_s), Some(end_s)) =
        (reps.first().map(|rep| rep.span.start_s), reps.last().map(|rep| rep.span.end_s))
    {
        if before.is_empty() {
            before = strides(lattice, &reps, Span::new(start_s - NEAR_S, start_s));
        }
        if after.is_empty() {
            after = strides(lattice, &reps, Span::new(end_s, end_s + NEAR_S));
        }
    }
    StridesAround { before, reps, after }
}

/// The first clear stretch that is as fast as the reps and overlaps no rep.
pub(super) fn left_out(lattice: &Lattice, reps: &[Run]) -> Option<Run> {
    let speed_mps = of_reps(reps, |rep| rep.speed_mps)?;
    let is_beside = |run: &Run| reps.iter().all(|rep| rep.span.overlap_s(run.span) <= 0.0);
    let might_be = |run: &Run| {
        run.span.length_s() >= LEFT_OUT_S
            && run.speed_mps >= LEFT_OUT_SPEED * speed_mps
            && weaker_step(run) >= LEFT_OUT_STEP
    };
    lattice.nodes.iter().map(|node| node.run).find(|run| might_be(run) && is_beside(run))
}

/// The strides in a span beside a set of longer reps, in order. They are at least as fast as the reps. Of strides that
/// overlap, the clearest is kept. The result is empty if there are fewer than two.
fn strides(lattice: &Lattice, reps: &[Run], beside: Span) -> Vec<Run> {
    let (Some(length_s), Some(speed_mps)) =
        (of_reps(reps, |rep| rep.span.length_s()), of_reps(reps, |rep| rep.speed_mps))
    else {
        return Vec::new();
    };
    let is_stride = |run: &Run| {
        run.span.start_s > beside.start_s
            && run.span.end_s < beside.end_s
            && run.span.length_s() >= SHORTEST_S
            && run.span.length_s() <= BESIDE_S.min(length_s / BESIDE_RATIO)
            && run.speed_mps >= speed_mps
            && weaker_step(run) >= STRIDE_STEP
    };
    let mut clearest: Vec<Run> = lattice.nodes.iter().map(|node| node.run).filter(is_stride).collect();
    clearest.sort_by(|a, b| weaker_step(b).total_cmp(&weaker_step(a)));
    let mut out: Vec<Run> = Vec::new();
    for run in clearest {
        if out.iter().all(|other| other.span.overlap_s(run.span) <= 0.0) {
            out.push(run);
        }
    }
    out.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    if out.len() < 2 { Vec::new() } else { out }
}
