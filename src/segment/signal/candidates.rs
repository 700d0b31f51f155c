//! Every reading of the speed as a session: contiguous windows of fast stretches at many thresholds.

use super::evidence::{Cut, Window};
use super::minutes::Minutes;
use super::runs::{Run, Smooth, runs};
use super::weights;
use crate::clean::Uniform;

/// Thresholds tried: from a brisk walk to a sprint, in steps of 2.5 %.
const LOWEST_MPS: f64 = 1.6;
const HIGHEST_MPS: f64 = 8.0;
const STEP: f64 = 1.025;

/// More fast stretches than this at one threshold are flicker, not a session.
pub(super) const MAX_RUNS: usize = 60;

/// Reps are faster than the recoveries between them by at least this factor (median over the set).
const LEAST_CONTRAST: f64 = 1.13;

/// No rep is longer than this, s: the longest threshold reps that coaches write are half an hour.
const LONGEST_REP_S: f64 = 2700.0;

/// A recovery longer than this splits a session in two, s.
const LONGEST_RECOVERY_S: f64 = 1200.0;

/// One reading: the stretches that would be the reps, and how well they explain the activity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// The cut, as an index.
    cut: usize,
    /// The first and the last rep of it.
    ends: (usize, usize),
    /// Log odds against other readings of the same activity.
    pub(super) score: f64,
}

/// All readings of an activity: there are many, so that each is kept as small as can be.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    minutes: Minutes,
    cuts: Vec<Cut>,
    /// In order of threshold, first and last rep.
    pub(super) all: Vec<Candidate>,
}

impl Candidates {
    /// The reps of a reading.
    pub(super) fn reps(&self, candidate: &Candidate) -> &[Run] {
        &self.cuts[candidate.cut].runs[candidate.ends.0..=candidate.ends.1]
    }

    /// Log odds that an activity whose best reading is this one is a session of reps at all.
    pub(super) fn gate(&self, candidate: &Candidate) -> f64 {
        let (first, last) = candidate.ends;
        let mut window = Window::at(&self.cuts[candidate.cut], &self.minutes, first);
        for _ in first..last {
            window.grow();
        }
        weights::gate(&window.features())
    }

    /// Takes in the windows of one cut.
    fn add(&mut self, base: &Uniform, found: Vec<Run>, threshold_mps: f64) {
        let cut = Cut::of(base, found, threshold_mps);
        for first in 0..cut.runs.len() - 1 {
            let mut window = Window::at(&cut, &self.minutes, first);
            for last in first + 1..cut.runs.len() {
                window.grow();
                if window.longest_rest_s() > LONGEST_RECOVERY_S || window.longest_rep_s() > LONGEST_REP_S {
                    break;
                }
                if window.contrast() >= LEAST_CONTRAST {
                    let score = weights::score(&window.features());
                    self.all.push(Candidate { cut: self.cuts.len(), ends: (first, last), score });
                }
            }
        }
        self.cuts.push(cut);
    }
}

/// All readings of an activity, those of near-equal thresholds merged.
pub(super) fn candidates(base: &Uniform) -> Candidates {
    if base.distance_m.len() < 60 {
        return Candidates::default();
    }
    let smooth = Smooth::of(&base.speed_mps);
    let fastest = smooth.fastest_mps();
    let mut out = Candidates { minutes: Minutes::of(base), ..Candidates::default() };
    let mut previous: Vec<Run> = Vec::new();
    let mut threshold = LOWEST_MPS;
    while threshold <= HIGHEST_MPS.min(fastest) {
        let found = runs(base, &smooth, threshold);
        if !same(&found, &previous) {
            if found.len() >= 2 && found.len() <= MAX_RUNS {
                out.add(base, found.clone(), threshold);
            }
            previous = found;
        }
        threshold *= STEP;
    }
    out
}

/// Whether two cuts have the same stretches within a second.
fn same(a: &[Run], b: &[Run]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(x, y)| (x.span.start_s - y.span.start_s).abs() <= 1.0 && (x.span.end_s - y.span.end_s).abs() <= 1.0)
}
