//! The four levers of a step, and the numbers that every step is made of.

use crate::stats::Range;

/// The one thing that a step changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lever {
    /// One more rep.
    Reps,
    /// A little faster.
    Pace,
    /// The next length.
    Length,
    /// A little less rest.
    Rest,
}

impl Lever {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reps => "reps",
            Self::Pace => "pace",
            Self::Length => "length",
            Self::Rest => "rest",
        }
    }
}

/// Half width of the pace range that is asked for, as a fraction.
pub(crate) const PACE_RANGE: f64 = 0.01;
/// Pace step where no race gives an index, as a factor.
pub(crate) const PACE_STEP: f64 = 1.008;
/// A new length starts this much slower, as a factor.
pub(crate) const NEW_LENGTH_PACE: f64 = 0.99;
/// Longest rest between two reps that is asked for, s: a longer rest was an interruption. House rule.
pub(crate) const LONGEST_REST_S: f64 = 900.0;
/// Reps below this time and this distance are strides, s and m. House rule.
pub(crate) const STRIDE_S: f64 = 30.0;
pub(crate) const STRIDE_M: f64 = 150.0;
/// Fewest reps of a session.
pub(crate) const FEWEST_REPS: usize = 2;
/// Rep time from which a session of few reps can be read, s.
pub(crate) const LONG_REP_S: f64 = 300.0;

/// A speed as the range that is asked for, slow and fast end, m/s.
pub(crate) fn pace_range(speed_mps: f64) -> Range {
    Range::about(1.0, PACE_RANGE).times(speed_mps)
}
