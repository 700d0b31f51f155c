//! One outing with what is known of it.

use lastrep::clean::prepare;
use lastrep::model::{Activity, Span};
use lastrep::segment::{Confidence, RepsFrom, SegmentKind, find};

/// What is known to be in an outing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Known {
    /// Reps, and what else happened.
    Reps(Vec<True>),
    /// No reps; strides where there are some. The word names the kind of outing.
    NoReps(String, Vec<Span>),
}

/// A labelled stretch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct True {
    pub(crate) span: Span,
    pub(crate) kind: SegmentKind,
    /// m.
    pub(crate) distance_m: Option<f64>,
    /// Without pauses, s.
    pub(crate) timer_s: Option<f64>,
}

/// An outing whose truth is known.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// The runner, or the simulated kind.
    pub(crate) group: String,
    pub(crate) known: Known,
    /// Whether nobody doubts the truth.
    pub(crate) is_clean: bool,
    pub(crate) is_thinned: bool,
    /// Where a found rep that matches none is neither right nor wrong.
    pub(crate) zones: Vec<Span>,
    pub(crate) activities: Vec<Activity>,
}

/// A found rep or stride.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rep {
    pub(crate) span: Span,
    pub(crate) is_stride: bool,
    /// m; NaN when there is none.
    pub(crate) distance_m: f64,
    /// Of the whole cut.
    pub(crate) confidence: Confidence,
    /// Of its start and its end.
    pub(crate) edges: (Confidence, Confidence),
}

impl Case {
    /// The same outing told by other activities, in another group.
    pub(crate) fn with(&self, group: String, activities: Vec<Activity>) -> Self {
        Self {
            name: self.name.clone(),
            group,
            known: self.known.clone(),
            zones: self.zones.clone(),
            activities,
            ..*self
        }
    }

    /// What the library finds in it, in order of start.
    pub(crate) fn found(&self, from: RepsFrom) -> Vec<Rep> {
        let mut reps: Vec<Rep> = self.activities.iter().flat_map(|activity| reps(activity, from)).collect();
        reps.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
        reps
    }
}

fn reps(activity: &Activity, from: RepsFrom) -> Vec<Rep> {
    let structure = find(activity, &prepare(activity), from);
    let fast = |kind| matches!(kind, SegmentKind::Work | SegmentKind::Stride);
    let found = structure.segments.iter().filter(|segment| fast(segment.kind));
    found
        .map(|segment| Rep {
            span: segment.span,
            is_stride: segment.kind == SegmentKind::Stride,
            distance_m: segment.distance_m,
            confidence: structure.confidence,
            edges: (segment.start_confidence, segment.end_confidence),
        })
        .collect()
}
