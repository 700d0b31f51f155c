//! What the marks of one kind say: the reps, the reason and the doubts.

use crate::model::Span;
use crate::segment::RepSource;
use crate::segment::ends::Ends;

/// A rep by the marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::segment) struct MarkedRep {
    /// Where it is, after any repair.
    pub(in crate::segment) span: Span,
    /// Whether a mark timed the start, and the end.
    pub(in crate::segment) is_timed: Ends<bool>,
    /// How late the press was at the start, and at the end, beyond this runner's habit, s; `None` when on time.
    pub(in crate::segment) late_s: Ends<Option<f64>>,
}

impl MarkedRep {
    /// A rep between two marks that are taken as given.
    pub(super) fn timed(span: Span) -> Self {
        Self { span, is_timed: Ends::both(true), late_s: Ends::both(None) }
    }
}

/// What the marks say.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::segment) struct LapReading {
    /// The kind of mark.
    pub(in crate::segment) source: RepSource,
    /// The reps, in order.
    pub(in crate::segment) reps: Vec<MarkedRep>,
    /// Why these marks were used, what spoke against more trusted marks, and what was repaired.
    pub(in crate::segment) why: String,
    /// The doubts that the marks leave open, each in a few words; empty without doubts.
    pub(in crate::segment) doubts: Vec<String>,
    /// Whether the speed has an edge at each press, and no rep looks like a warm-up for the others.
    pub(in crate::segment) is_confirmed: bool,
}
