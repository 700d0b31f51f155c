//! Reps from speed alone: every reading of the speed as a session is weighed, and the best one must also convince.
//!
//! ```text
//! Uniform -stretches-> what may be a rep -lattice-> evidence of each, and of each two in a row
//!         -readings(model)-> log odds of every reading -best-> the best, the next, and how likely
//! ```
//!
//! In: the uniform base. Out: the reps of the best reading, the strides before it, and how clear the choice was. Laps,
//! steps and intensity are not looked at here.

mod best;
mod edges;
mod expect;
mod lag;
mod lattice;
mod learned;
mod model;
mod readings;
mod runs;
mod stretches;
mod surroundings;

pub(in crate::segment) use edges::{Timed, timed};
pub(in crate::segment) use runs::Run;

pub use best::Path;
pub use lattice::Lattice;
pub use model::{Curve, Model, PARAMETERS, Spot, curves};
pub use readings::{Only, Readings, Weighed};

use crate::clean::Uniform;

/// A stride lasts 12 to 25 s; some more either way for the edges, s.
const STRIDE_S: (f64, f64) = (10.0, 26.0);

/// The reps of a set after strides are longer than those by at least this factor.
const STRIDE_RATIO: f64 = 1.7;

/// A stride begins and ends with a step of at least this share of its speed.
const STRIDE_STEP: f64 = 0.4;

/// Strides before a set are run this soon before it, s.
const STRIDES_BEFORE_S: f64 = 900.0;

/// The best reading of the speed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// The reps.
    pub(super) reps: Vec<Run>,
    /// Short accelerations before them.
    pub(super) strides: Vec<Run>,
    /// Log odds that this is a session at all.
    pub(super) gate: f64,
    /// How likely these reps are, all of them and no other, 0 to 1.
    pub(super) probability: f64,
    /// The reps of the best reading that differs.
    pub(super) runner_up: Option<Vec<Run>>,
}

/// The best reading, convincing or not; `None` when nothing alternates.
pub(super) fn read(base: &Uniform) -> Option<Reading> {
    best(&Lattice::of_speed(base))
}

fn best(lattice: &Lattice) -> Option<Reading> {
    let model = Model::learned();
    let readings = Readings::of(lattice, &model, |_, _| false);
    let weighed = readings.weigh(&model);
    let (top, other) = weighed.best_two()?;
    let runs = |path: &Path| -> Vec<Run> { path.nodes.iter().map(|&node| lattice.nodes[node].run).collect() };
    let reps = runs(&top);
    Some(Reading {
        strides: strides(lattice, &reps),
        gate: weighed.log_total(None),
        probability: weighed.probability(&top),
        runner_up: other.as_ref().map(runs),
        reps,
    })
}

/// The short accelerations before the first rep of a set of longer ones: two or more, as fast as the reps, the clearest
/// ones, in order, without overlap.
fn strides(lattice: &Lattice, reps: &[Run]) -> Vec<Run> {
    let of_reps = |value: fn(&Run) -> f64| crate::stats::middle(&reps.iter().map(value).collect::<Vec<_>>());
    let (Some(first), Some(length_s), Some(speed_mps)) =
        (reps.first(), of_reps(|rep| rep.span.length_s()), of_reps(|rep| rep.speed_mps))
    else {
        return Vec::new();
    };
    let is_stride = |run: &Run| {
        run.span.end_s < first.span.start_s
            && first.span.start_s - run.span.end_s <= STRIDES_BEFORE_S
            && run.span.length_s() >= STRIDE_S.0
            && run.span.length_s() <= STRIDE_S.1.min(length_s / STRIDE_RATIO)
            && run.speed_mps >= speed_mps
            && stretches::weaker_step(run) >= STRIDE_STEP
    };
    let mut clearest: Vec<Run> = lattice.nodes.iter().map(|node| node.run).filter(is_stride).collect();
    clearest.sort_by(|a, b| stretches::weaker_step(b).total_cmp(&stretches::weaker_step(a)));
    let mut out: Vec<Run> = Vec::new();
    for run in clearest {
        if out.iter().all(|other| other.span.overlap_s(run.span) <= 0.0) {
            out.push(run);
        }
    }
    out.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    if out.len() < 2 { Vec::new() } else { out }
}
