//! A simulated outing as the trainer sees it: the stretches that may be reps, and which of them are.

use lastrep::clean::prepare;
use lastrep::model::Span;
use lastrep::segment::SegmentKind;
use lastrep::segment::learning::{Lattice, Model, Only, Readings};
use rayon::prelude::*;

use crate::matching::{matches, overlap};
use crate::simulate::Simulated;
use crate::simulate::activity::to_activity;
use crate::simulate::outing::{Expect, Kind, outing};

/// Of two stretches that are the same rep, the one that overlaps more by 0.1 is better by 0.6 in log odds.
const SHARPNESS: f64 = 6.0;

/// The least share of a session's reps that must show for the session to be of use.
const LEAST_SHOWN: f64 = 0.6;

/// The least intersection over union of a stretch that shares most of a rep.
const MOST: f64 = 0.5;

/// An outing with its right readings.
pub(crate) struct Sample {
    lattice: Lattice,
    /// `None` for a run without reps.
    right: Option<Only>,
    is_usable: bool,
}

impl Sample {
    /// The samples of all kinds and seeds, in that order.
    pub(crate) fn draw_all(kinds: &[Kind], seeds: std::ops::Range<u64>) -> Vec<Self> {
        let all: Vec<(Kind, u64)> =
            kinds.iter().flat_map(|&kind| seeds.clone().map(move |seed| (kind, seed))).collect();
        all.into_par_iter().map(|(kind, seed)| Self::of(&outing(kind, seed), kind.expect())).collect()
    }

    fn of(outing: &Simulated, expect: Expect) -> Self {
        let lattice = Lattice::of_speed(&prepare(&to_activity(outing)).uniform);
        let spans = |kind| outing.truth.iter().filter(|truth| truth.kind == kind).map(|truth| truth.span).collect();
        let truth: Vec<Span> = match expect {
            Expect::Reps => spans(SegmentKind::Work),
            Expect::Strides => spans(SegmentKind::Stride),
            Expect::Nothing => Vec::new(),
        };
        if truth.is_empty() {
            return Self { lattice, right: None, is_usable: true };
        }
        let right = right(&lattice, &truth);
        let is_usable = right.count >= 2 && right.count as f64 >= LEAST_SHOWN * truth.len() as f64;
        Self { lattice, right: Some(right), is_usable }
    }

    /// Whether the trainer can learn from the sample.
    pub(crate) fn is_usable(&self) -> bool {
        self.is_usable
    }

    /// The likely readings by a model, and the right ones.
    pub(crate) fn readings(&self, model: &Model) -> Readings<'_> {
        let place = |node: usize| self.right.as_ref().and_then(|right| right.place[node]);
        Readings::of(&self.lattice, model, |from, to| place(from).zip(place(to)).is_some_and(|(a, b)| b == a + 1))
    }

    /// The log probability of the right readings. Its gradient is added to the sums.
    pub(crate) fn learn(&self, readings: &Readings<'_>, model: &Model, sums: &mut [f64]) -> f64 {
        let weighed = readings.weigh(model);
        let log_right = match &self.right {
            Some(right) => weighed.log_total(Some(right)),
            None => 0.0,
        };
        // Where two true reps cannot follow each other (a break of half an hour) there is nothing to learn.
        if log_right == f64::NEG_INFINITY {
            return 0.0;
        }
        let log_sessions = weighed.log_total(None);
        // With "no session", whose odds are 1.
        let log_all = log_sessions.max(0.0) + (-log_sessions.abs()).exp().ln_1p();
        weighed.add_expected(None, log_all, -1.0, sums);
        if let Some(right) = &self.right {
            weighed.add_expected(Some(right), log_right, 1.0, sums);
        }
        log_right - log_all
    }
}

/// Which stretch is which rep; reps are numbered among those that show.
fn right(lattice: &Lattice, truth: &[Span]) -> Only {
    let spans: Vec<Span> = lattice.spans().collect();
    // A rep that no stretch matches is still a rep: then the stretches that share most of it are right.
    let is_shown = |rep: &Span| spans.iter().any(|span| matches(*rep, *span));
    let is_missed: Vec<bool> = truth.iter().map(|rep| !is_shown(rep)).collect();
    let is_right = |i: usize, span: Span| matches(truth[i], span) || (is_missed[i] && overlap(truth[i], span) >= MOST);
    let best = |span: &Span| {
        let right = (0..truth.len()).filter(|&i| is_right(i, *span));
        right.map(|i| (i, overlap(truth[i], *span))).max_by(|a, b| a.1.total_cmp(&b.1))
    };
    let found: Vec<Option<(usize, f64)>> = spans.iter().map(best).collect();
    let shown: Vec<usize> = (0..truth.len()).filter(|&rep| found.iter().flatten().any(|&(i, _)| i == rep)).collect();
    Only {
        place: found.iter().map(|best| best.and_then(|(rep, _)| shown.iter().position(|&i| i == rep))).collect(),
        bonus: found.iter().map(|best| best.map_or(0.0, |(_, share)| SHARPNESS * (share - 1.0))).collect(),
        count: shown.len(),
    }
}
