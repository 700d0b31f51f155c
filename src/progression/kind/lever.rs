//! The four things that a step can change, and the numbers that every step is made of.

/// The one thing that changes.
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

/// Pace step where no race gives an index, as a factor.
pub(crate) const PACE_STEP: f64 = 1.008;
/// A new length starts this much slower, as a factor.
pub(crate) const NEW_LENGTH_PACE: f64 = 0.99;
/// The longest rest between two reps that is asked for, s: a longer one was an interruption. House rule.
pub(crate) const LONGEST_REST_S: f64 = 900.0;
/// Reps below this time and this distance are strides, s and m. House rule.
pub(crate) const STRIDE_S: f64 = 30.0;
pub(crate) const STRIDE_M: f64 = 150.0;
/// Fewest reps that a smaller session leaves.
pub(crate) const FEWEST_REPS: usize = 2;
/// Reps from which few of them are enough to read a session, s.
pub(crate) const LONG_REP_S: f64 = 300.0;
