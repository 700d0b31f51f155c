//! The Theil-Sen line: the median of all pair slopes, which one odd point hardly moves.

use super::order::median;
use super::{NORMAL_90, Range};

/// A line fitted by Theil and Sen's method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RobustLine {
    /// Change of y for one unit of x.
    pub slope: f64,
    /// y at x = 0: the median of `y - slope x`.
    pub intercept: f64,
    /// 80 % interval of the slope.
    pub slope_ci80: Range,
}

impl RobustLine {
    /// The line at x.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

/// The Theil-Sen line of y on x, with the 80 % interval of its slope; `None` without two points of different x.
///
/// # Definition
/// Slope: the median of the N slopes between points of different x. Interval: the sorted slopes at the ranks (from 1)
/// `(N - C)/2 + 1/2` and `(N + C)/2 + 1/2`, clamped to 1..N, linear between two slopes, with
/// `C = z sqrt(n(n-1)(2n+5)/18)`. Sen rounds the ranks outward ([`sen_interval`]): an interval of 80 % then covers 83
/// to 93 % of simulated sets of 5 to 12. Read between the slopes, the interval covers 78 to 82 %.
/// # Shape
/// Both slices have the same length; further values of the longer slice are ignored. Time grows with the square of n.
/// # Source
/// Sen 1968, doi:10.1080/01621459.1968.10480934.
pub fn theil_sen(x: &[f64], y: &[f64]) -> Option<RobustLine> {
    let n = x.len().min(y.len());
    let mut slopes = pair_slopes(x, y)?;
    let Range { low, high } = sen_ranks(n, slopes.len());
    let middle = (slopes.len() + 1) as f64 / 2.0;
    let [low, slope, high] = at_ranks(&mut slopes, [low + 0.5, middle, high + 0.5]);
    let intercept = median(&(0..n).map(|i| y[i] - slope * x[i]).collect::<Vec<_>>());
    Some(RobustLine { slope, intercept, slope_ci80: Range::new(low, high) })
}

/// Sen's own 80 % interval of the slope, its ranks rounded outward: `floor((N - C)/2)` and `ceil((N + C)/2) + 1`.
///
/// # Source
/// Sen 1968, doi:10.1080/01621459.1968.10480934.
pub fn sen_interval(x: &[f64], y: &[f64]) -> Option<Range> {
    let mut slopes = pair_slopes(x, y)?;
    let Range { low, high } = sen_ranks(x.len().min(y.len()), slopes.len());
    let [low, high] = at_ranks(&mut slopes, [low.floor(), high.ceil() + 1.0]);
    Some(Range::new(low, high))
}

/// The slopes of all pairs of points of different x, in no order; `None` when there are none.
fn pair_slopes(x: &[f64], y: &[f64]) -> Option<Vec<f64>> {
    let n = x.len().min(y.len());
    let mut slopes = Vec::with_capacity(n * n.saturating_sub(1) / 2);
    for i in 0..n {
        for j in i + 1..n {
            let run = x[j] - x[i];
            if run.abs() > 0.0 {
                slopes.push((y[j] - y[i]) / run);
            }
        }
    }
    (!slopes.is_empty()).then_some(slopes)
}

/// The ranks between which the 80 % interval lies, less a half: `(N - C)/2` and `(N + C)/2`.
fn sen_ranks(n: usize, slopes: usize) -> Range {
    let (n, total) = (n as f64, slopes as f64);
    let width = NORMAL_90 * (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    Range::new((total - width) / 2.0, f64::midpoint(total, width))
}

/// The values at rising ranks (from 1), each linear between two values, within their range.
///
/// Only the values at the ranks are looked for, the highest first, each among the values below the one before: sorting all
/// takes eight times as long.
fn at_ranks<const N: usize>(values: &mut [f64], ranks: [f64; N]) -> [f64; N] {
    let last = (values.len() - 1) as f64;
    let (mut rest, mut above) = (values, None);
    let mut found = [f64::NAN; N];
    for (found, rank) in found.iter_mut().zip(ranks).rev() {
        let place = (rank - 1.0).clamp(0.0, last);
        let (lower, &mut value, higher) = rest.select_nth_unstable_by(place.floor() as usize, f64::total_cmp);
        above = higher.iter().copied().min_by(f64::total_cmp).or(above);
        *found = value + place.fract() * (above.unwrap_or(value) - value);
        let kept = lower.len() + 1;
        rest = &mut rest[..kept];
    }
    found
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn one_odd_point_does_not_turn_the_line() {
        let line = theil_sen(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0, 2.0, 3.0, 4.0, 50.0]).unwrap();
        assert!((line.slope - 1.0).abs() < 1e-12);
        assert!(line.intercept.abs() < 1e-12);
    }

    #[test]
    fn the_interval_lies_inside_sens() {
        let (x, y) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [1.0, 2.5, 2.0, 4.5, 5.0, 5.5]);
        // Six points have 15 slopes, and C = 1.28 sqrt(28.3) = 6.8: the ranks 4.59 and 11.41, by Sen 4 and 12.
        let Range { low, high } = sen_ranks(6, 15);
        assert!((low - 4.089).abs() < 1e-3 && (high - 10.911).abs() < 1e-3);
        let mut slopes = pair_slopes(&x, &y).unwrap();
        slopes.sort_by(f64::total_cmp);
        assert_eq!(sen_interval(&x, &y), Some(Range::new(slopes[3], slopes[11])));
        let Range { low, high } = theil_sen(&x, &y).unwrap().slope_ci80;
        assert!(slopes[3] <= low && low <= slopes[4] && slopes[10] <= high && high <= slopes[11]);
    }

    #[test]
    fn values_at_ranks_are_those_of_the_sorted_values() {
        let are = |ranks, expected: [f64; 3]| {
            let found = at_ranks(&mut [4.0, 1.0, 8.0, 2.0], ranks);
            found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12)
        };
        assert!(are([1.0, 2.5, 3.75], [1.0, 3.0, 7.0]));
        assert!(are([2.25, 2.5, 2.75], [2.5, 3.0, 3.5]), "three ranks between the same two values");
        assert!(are([-3.0, 4.0, 9.0], [1.0, 8.0, 8.0]), "within their range");
    }

    #[test]
    fn no_slope_without_two_places() {
        assert!(theil_sen(&[1.0], &[2.0]).is_none());
        assert!(theil_sen(&[1.0, 1.0], &[2.0, 3.0]).is_none());
    }
}
