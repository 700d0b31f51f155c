//! What was run beside the reps of a reading: strides before them, and stretches that might have been reps.

use super::lattice::Lattice;
use super::runs::Run;
use super::stretches::weaker_step;
use crate::stats::middle;

/// A stride lasts 12 to 25 s; some more either way for the edges, s.
const STRIDE_S: (f64, f64) = (10.0, 26.0);

/// The reps of a set after strides are longer than those by at least this factor.
const STRIDE_RATIO: f64 = 1.7;

/// A stride begins and ends with a step of at least this share of its speed.
const STRIDE_STEP: f64 = 0.4;

/// Strides before a set are run this soon before it, s.
const STRIDES_BEFORE_S: f64 = 900.0;

/// A stretch beside the reps may be one of them when it is no shorter than this, s; its edges step by this share of its
/// speed, and it is at least so fast against the reps.
const LEFT_OUT_S: f64 = 10.0;
const LEFT_OUT_STEP: f64 = 0.35;
const LEFT_OUT_SPEED: f64 = 0.92;

/// The middle of a property of the reps; `None` without reps.
fn of_reps(reps: &[Run], value: fn(&Run) -> f64) -> Option<f64> {
    middle(&reps.iter().map(value).collect::<Vec<_>>())
}

/// How many of the first reps are strides before a set: two or more, each so short, and all others far longer.
pub(super) fn leading_strides(reps: &[Run]) -> usize {
    let length_s = |run: &Run| run.span.length_s();
    let is_short = |run: &&Run| length_s(run) <= STRIDE_S.1;
    let count = reps.iter().take_while(is_short).count();
    let (short, others) = reps.split_at(count);
    let longest_s = short.iter().map(length_s).fold(0.0, f64::max);
    let is_set = others.len() >= 2 && others.iter().all(|run| length_s(run) >= STRIDE_RATIO * longest_s);
    if count >= 2 && is_set { count } else { 0 }
}

/// The first clear stretch, as fast as the reps, that none of them overlaps.
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

/// The short accelerations before the first rep of a set of longer ones: two or more, as fast as the reps, the clearest
/// ones, in order, without overlap.
pub(super) fn strides(lattice: &Lattice, reps: &[Run]) -> Vec<Run> {
    let (Some(first), Some(length_s), Some(speed_mps)) =
        (reps.first(), of_reps(reps, |rep| rep.span.length_s()), of_reps(reps, |rep| rep.speed_mps))
    else {
        return Vec::new();
    };
    let is_stride = |run: &Run| {
        run.span.end_s < first.span.start_s
            && first.span.start_s - run.span.end_s <= STRIDES_BEFORE_S
            && run.span.length_s() >= STRIDE_S.0
            && run.span.length_s() <= STRIDE_S.1.min(length_s / STRIDE_RATIO)
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
