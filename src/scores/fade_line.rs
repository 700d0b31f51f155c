//! A line through the speeds of reps as a fade: its change from the first rep to the last, and the word for the change.

use crate::stats::mean;

/// Below this the set fades, %. House rule.
const FADING_PCT: f64 = -1.5;
/// Fade from which the reps got faster, %: the mirror of fading. House rule.
const BUILDING_PCT: f64 = 1.5;
/// A set is steady only when its interval stays within this, %: the same limit as in progression. House rule.
const STEADY_WITHIN_PCT: f64 = 4.0;
/// The set collapses when even the upper end of the interval is below this, %. House rule.
const COLLAPSING_UPPER_PCT: f64 = -3.0;
/// The set collapses below this, %. House rule.
const COLLAPSING_PCT: f64 = -5.0;

/// Factor from a slope per rep to a change over the set in % of the mean speed.
pub(super) fn percent_scale(speeds_mps: &[f64]) -> f64 {
    100.0 * (speeds_mps.len() - 1) as f64 / mean(speeds_mps)
}

/// The word for a fade and its interval: no direction where the interval holds 0, and not steady where it is wide.
pub(super) fn word(fade_pct: f64, (low, high): (f64, f64)) -> &'static str {
    if high < COLLAPSING_UPPER_PCT || (fade_pct < COLLAPSING_PCT && high < 0.0) {
        "collapsing"
    } else if fade_pct <= FADING_PCT && high < 0.0 {
        "fading"
    } else if fade_pct >= BUILDING_PCT && low > 0.0 {
        "building"
    } else if fade_pct.abs() < BUILDING_PCT && low > -STEADY_WITHIN_PCT && high < STEADY_WITHIN_PCT {
        "steady"
    } else {
        "unclear"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_must_be_told_from_none() {
        assert_eq!(word(-2.3, (-3.3, -1.3)), "fading");
        assert_eq!(word(-2.3, (-5.0, 0.4)), "unclear");
        assert_eq!(word(-6.0, (-13.0, 1.0)), "unclear");
        assert_eq!(word(-6.0, (-11.0, -1.0)), "collapsing");
        assert_eq!(word(3.0, (-1.0, 7.0)), "unclear");
        assert_eq!(word(0.3, (-1.0, 1.6)), "steady");
        assert_eq!(word(0.3, (-6.0, 6.6)), "unclear", "too wide to be called steady");
    }
}
