//! A range of numbers: the interval of a score, the limits of what is believed, the ends of a scale.

use serde::{Deserialize, Serialize};

/// The numbers from a low end to a high end, both included.
///
/// ```
/// use lastrep::stats::Range;
/// let range = Range::about(4.0, 0.5);
/// assert_eq!((range.low, range.width(), range.contains(4.5), range.contains(f64::NAN)), (3.5, 1.0, true, false));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

impl Range {
    /// The range from `low` to `high`.
    pub const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// The range that reaches as far to each side of a middle.
    pub const fn about(middle: f64, half: f64) -> Self {
        Self { low: middle - half, high: middle + half }
    }

    /// From the low end to the high end.
    pub const fn width(self) -> f64 {
        self.high - self.low
    }

    /// The number halfway between the ends.
    pub const fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// Whether a number lies in the range; NaN never does.
    pub fn contains(self, number: f64) -> bool {
        self.low <= number && number <= self.high
    }

    /// The range times a positive factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}
