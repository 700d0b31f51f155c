//! Reps from speed alone: every reading of the speed as a session is weighed, and the best one must also convince.
//!
//! In: the uniform base. Out: the reps of the best reading, the strides before it, and how clear the choice was. Laps,
//! steps and intensity are not looked at here.

mod candidates;
mod evidence;
mod minutes;
mod runs;
mod weights;

use candidates::{Candidate, Candidates};
pub(in crate::segment) use runs::Run;

use crate::clean::Uniform;
use crate::stats::middle;

/// A piece before the set is a stride when it lasts no longer than this, s ...
const STRIDE_S: f64 = 26.0;

/// ... and the reps are at least this many times as long.
const STRIDE_RATIO: f64 = 1.7;

/// Two readings are the same when all their edges are within this, s.
const SAME_EDGE_S: f64 = 8.0;

/// The best reading of the speed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    /// The reps.
    pub(super) reps: Vec<Run>,
    /// Short accelerations right before them.
    pub(super) strides: Vec<Run>,
    /// Log odds that this is a session at all.
    pub(super) gate: f64,
    /// Log odds against the best reading that differs.
    pub(super) margin: f64,
    /// That other reading's reps.
    pub(super) runner_up: Option<Vec<Run>>,
}

/// The best reading, convincing or not; `None` when nothing alternates.
pub(super) fn read(base: &Uniform) -> Option<Reading> {
    best(&candidates::candidates(base))
}

fn best(candidates: &Candidates) -> Option<Reading> {
    // Of equals the first: the last from behind.
    let better = |a: &&Candidate, b: &&Candidate| a.score.total_cmp(&b.score);
    let top = candidates.all.iter().rev().max_by(better)?;
    let top_reps = candidates.reps(top);
    let differs = |other: &&Candidate| !same(candidates.reps(other), top_reps);
    let other = candidates.all.iter().rev().filter(differs).max_by(better);
    let (strides, reps) = without_strides(top_reps);
    Some(Reading {
        reps,
        strides,
        gate: candidates.gate(top),
        margin: other.map_or(f64::INFINITY, |other| top.score - other.score),
        runner_up: other.map(|other| candidates.reps(other).to_vec()),
    })
}

fn same(a: &[Run], b: &[Run]) -> bool {
    let near = |x: f64, y: f64| (x - y).abs() <= SAME_EDGE_S;
    a.len() == b.len()
        && a.iter().zip(b).all(|(x, y)| near(x.span.start_s, y.span.start_s) && near(x.span.end_s, y.span.end_s))
}

/// Splits the short accelerations at the front from the reps proper.
fn without_strides(reps: &[Run]) -> (Vec<Run>, Vec<Run>) {
    let length = |run: &Run| run.span.length_s();
    let short = reps.iter().take_while(|run| length(run) <= STRIDE_S).count();
    let rest: Vec<f64> = reps[short..].iter().map(length).collect();
    let is_set = rest.len() >= 2
        && middle(&rest).is_some_and(|middle| reps[..short].iter().all(|run| middle >= STRIDE_RATIO * length(run)));
    if is_set { (reps[..short].to_vec(), reps[short..].to_vec()) } else { (Vec::new(), reps.to_vec()) }
}
