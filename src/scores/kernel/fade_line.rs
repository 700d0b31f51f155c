//! A line through the speeds of reps as a fade: its change from the first rep to the last, and the word for the change.

use crate::stats::{Range, mean};
use serde::{Deserialize, Serialize};

/// Below this the set fades, %. House rule.
const FADING_PCT: f64 = -1.5;
/// Fade from which the reps got faster, %: the mirror of fading. House rule.
pub(crate) const BUILDING_PCT: f64 = -FADING_PCT;
/// The word for it.
pub(crate) const BUILDING: &str = "building";
/// A set is steady only when its interval stays within this, %: the same limit as in progression. House rule.
const STEADY_WITHIN_PCT: f64 = 4.0;
/// The set collapses when even the upper end of the interval is below this, %. House rule.
const COLLAPSING_UPPER_PCT: f64 = -3.0;
/// The set collapses below this, %. House rule.
const COLLAPSING_PCT: f64 = -5.0;

/// Factor from a slope per rep to a change over the set in % of the mean speed.
pub(crate) fn percent_scale(speeds_mps: &[f64]) -> f64 {
    100.0 * (speeds_mps.len() - 1) as f64 / mean(speeds_mps)
}

/// The word for a fade and its interval: no direction where the interval holds 0, and not steady where it is wide.
pub(crate) fn word(fade_pct: f64, Range { low, high }: Range) -> &'static str {
    if high < COLLAPSING_UPPER_PCT || (fade_pct < COLLAPSING_PCT && high < 0.0) {
        "collapsing"
    } else if is_slower(fade_pct, high) {
        "fading"
    } else if fade_pct >= BUILDING_PCT && low > 0.0 {
        BUILDING
    } else if fade_pct.abs() < BUILDING_PCT && low > -STEADY_WITHIN_PCT && high < STEADY_WITHIN_PCT {
        "steady"
    } else {
        "unclear"
    }
}

/// Whether a fade is large enough for its word, and all of its interval is below 0.
pub(crate) fn is_slower(fade_pct: f64, high: f64) -> bool {
    fade_pct <= FADING_PCT && high < 0.0
}

/// The line of a fade: a speed for every rep, with its 80 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FadeLine {
    /// Reps that the line goes through.
    pub reps: usize,
    /// Mean speed of the reps, m/s: the line at the middle rep.
    mean_mps: f64,
    /// Change of speed from a rep to the next, m/s.
    slope_mps: f64,
    /// Half the width of the slope's interval, m/s; 0 without an interval.
    slope_half_mps: f64,
}

/// A point of the line of a fade, m/s.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FadePoint {
    /// Speed on the line.
    pub speed_mps: f64,
    /// Low end of its 80 % interval.
    pub low_mps: f64,
    /// High end of its 80 % interval.
    pub high_mps: f64,
}

impl FadeLine {
    /// The line of a fade, %, with half the width of its interval, %, through reps of a mean speed, m/s.
    pub(crate) fn new(reps: usize, mean_mps: f64, fade_pct: f64, half_pct: f64) -> Self {
        let per_rep = mean_mps / 100.0 / (reps - 1) as f64;
        Self { reps, mean_mps, slope_mps: fade_pct * per_rep, slope_half_mps: half_pct * per_rep }
    }

    /// The line at a rep, counted from 0.
    ///
    /// # Definition
    /// The line goes through the mean of rep number and speed. With h half the width of the slope's interval and S the sum
    /// of squares of the rep numbers about their mean, half the width at x is `h sqrt(S) sqrt(1/n + (x - mean)^2 / S)`.
    pub fn at(&self, rep: usize) -> FadePoint {
        let centre = (self.reps - 1) as f64 / 2.0;
        let squares: f64 = (0..self.reps).map(|index| (index as f64 - centre).powi(2)).sum();
        let x = rep as f64 - centre;
        let half = self.slope_half_mps * squares.sqrt() * (1.0 / self.reps as f64 + x * x / squares).sqrt();
        let speed_mps = self.mean_mps + self.slope_mps * x;
        FadePoint { speed_mps, low_mps: speed_mps - half, high_mps: speed_mps + half }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_must_be_told_from_none() {
        assert_eq!(word(-2.3, Range::new(-3.3, -1.3)), "fading");
        assert_eq!(word(-2.3, Range::new(-5.0, 0.4)), "unclear");
        assert_eq!(word(-6.0, Range::new(-13.0, 1.0)), "unclear");
        assert_eq!(word(-6.0, Range::new(-11.0, -1.0)), "collapsing");
        assert_eq!(word(3.0, Range::new(-1.0, 7.0)), "unclear");
        assert_eq!(word(0.3, Range::new(-1.0, 1.6)), "steady");
        assert_eq!(word(0.3, Range::new(-6.0, 6.6)), "unclear", "too wide to be called steady");
    }
}
