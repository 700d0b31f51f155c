//! The range that most values share, so that one far value does not press all others together.

use crate::stats::Range;

/// One in so many values may be left off the scale.
const MOST_IN: usize = 5;
/// A value further than this ratio from all that most share is left off. House rule.
const FAR: f64 = 1.25;

/// Lowest and highest of these positive values without those far from the rest; `None` without values. Up to a fifth of
/// the values may be far, one of four.
pub(super) fn of_most(values: impl IntoIterator<Item = f64>) -> Option<Range> {
    let mut sorted: Vec<f64> = values.into_iter().filter(|value| value.is_finite() && *value > 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    let kept = sorted.len() - (sorted.len() + 1) / MOST_IN;
    let ends = |window: &[f64]| Some(Range::new(*window.first()?, *window.last()?));
    let ratio = |range: &Range| range.high / range.low;
    let most = sorted.windows(kept.max(1)).filter_map(ends).min_by(|a, b| ratio(a).total_cmp(&ratio(b)))?;
    let near: Vec<f64> =
        sorted.into_iter().filter(|value| (most.low / FAR..=most.high * FAR).contains(value)).collect();
    ends(&near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_far_value_does_not_widen_the_range() {
        assert_eq!(of_most([4.0, 4.1, 4.2, 0.3, 4.0]), Some(Range::new(4.0, 4.2)));
        assert_eq!(of_most([4.0, 4.1, 4.2, 4.9, 4.0]), Some(Range::new(4.0, 4.9)), "near enough to be seen");
        assert_eq!(of_most([3.0, 5.0, 7.0]), Some(Range::new(3.0, 7.0)), "too few to say what most share");
        assert_eq!(of_most([4.0, 4.0, 6.0, 6.0, 6.0]), Some(Range::new(4.0, 6.0)), "two of five are a set");
        assert_eq!(of_most([f64::NAN, 0.0]), None);
    }
}
