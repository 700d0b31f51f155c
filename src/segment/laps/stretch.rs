//! The kernel of all repairs: finds where speed lies above a level, longest and most clearly.

use crate::clean::Uniform;
use crate::model::Span;

/// The stretch of a window that gains the most metres over a level; `None` if nothing is above the level.
///
/// # Definition
/// The contiguous seconds with the largest sum of `speed - level`, found in one pass. A short dip is bridged if the
/// running after it gains more than the dip loses.
pub(super) fn fastest(base: &Uniform, window: Span, level_mps: f64) -> Option<Span> {
    richest(base, window, |speed| speed - level_mps)
}

/// The stretch of a window that loses the most metres against a level; `None` if nothing is below the level.
pub(super) fn slowest(base: &Uniform, window: Span, level_mps: f64) -> Option<Span> {
    richest(base, window, |speed| level_mps - speed)
}

fn richest(base: &Uniform, window: Span, gain_of: impl Fn(f64) -> f64) -> Option<Span> {
    let (mut best, mut best_gain) = (None, 0.0);
    let (mut start, mut gain) = (0, 0.0);
    for k in base.range(window) {
        if gain <= 0.0 {
            (start, gain) = (k, 0.0);
        }
        gain += gain_of(*base.speed_mps.get(k)?);
        if gain > best_gain {
            best_gain = gain;
            // The speed of second k is over the second that ends at k.
            best = Some(Span::new((base.clock_s(start) - 1.0).max(window.start_s), base.clock_s(k)));
        }
    }
    best
}

/// Where speed rises above a level for good: the start of the fastest stretch that lasts to the window's end.
pub(super) fn rise(base: &Uniform, window: Span, level_mps: f64) -> Option<f64> {
    let (mut best, mut best_gain, mut gain) = (None, 0.0, 0.0);
    for k in base.range(window).rev() {
        gain += base.speed_mps.get(k)? - level_mps;
        if gain > best_gain {
            best_gain = gain;
            best = Some(base.clock_s(k) - 1.0);
        }
    }
    best
}

/// Where speed falls below a level for good: the end of the fastest stretch that begins with the window.
pub(super) fn fall(base: &Uniform, window: Span, level_mps: f64) -> Option<f64> {
    let (mut best, mut best_gain, mut gain) = (None, 0.0, 0.0);
    for k in base.range(window) {
        gain += base.speed_mps.get(k)? - level_mps;
        if gain > best_gain {
            best_gain = gain;
            best = Some(base.clock_s(k));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten seconds at 2 m/s, twenty at 5 m/s (one of them at 1 m/s), ten at 2 m/s.
    fn base() -> Uniform {
        let speed = |k: usize| match k {
            0 => 0.0,
            20 => 1.0,
            11..=30 => 5.0,
            _ => 2.0,
        };
        let speed_mps: Vec<f64> = (0..=40).map(speed).collect();
        Uniform { speed_mps, recorded: vec![true; 41], ..Uniform::default() }
    }

    #[test]
    fn a_dip_does_not_cut_a_stretch() {
        let whole = Span::new(0.0, 40.0);
        assert_eq!(fastest(&base(), whole, 3.5), Some(Span::new(10.0, 30.0)));
        assert_eq!(fastest(&base(), whole, 5.5), None);
        assert_eq!(slowest(&base(), Span::new(12.0, 28.0), 3.5), Some(Span::new(19.0, 20.0)));
    }

    #[test]
    fn edges_are_where_the_speed_changes_for_good() {
        assert_eq!(rise(&base(), Span::new(0.0, 25.0), 3.5), Some(10.0));
        assert_eq!(fall(&base(), Span::new(15.0, 40.0), 3.5), Some(30.0));
        assert_eq!(rise(&base(), Span::new(0.0, 9.0), 3.5), None);
    }
}
