//! The Theil-Sen line: the median of all pair slopes, deaf to one odd point.

use super::NORMAL_90;
use super::order::{median, sorted};

/// A line fitted by Theil and Sen's method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RobustLine {
    /// Change of y for one unit of x.
    pub slope: f64,
    /// y at x = 0: the median of `y - slope x`.
    pub intercept: f64,
    /// 80 % interval of the slope, low and high.
    pub slope_ci80: (f64, f64),
}

impl RobustLine {
    /// The line at x.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

/// The Theil-Sen line of y on x, with Sen's 80 % interval of its slope; `None` without two points of different x.
///
/// # Definition
/// Slope: the median of the N slopes between points of different x. Interval: the slopes sorted, the ranks (from 1)
/// `floor((N - C)/2)` and `ceil((N + C)/2) + 1`, clamped to 1..N, with `C = z sqrt(n(n-1)(2n+5)/18)`.
/// # Shape
/// Both slices have the same length; what goes beyond the shorter one is ignored. Time grows with the square of n.
/// # Source
/// Sen 1968, doi:10.1080/01621459.1968.10480934.
pub fn theil_sen(x: &[f64], y: &[f64]) -> Option<RobustLine> {
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
    if slopes.is_empty() {
        return None;
    }
    let slopes = sorted(&slopes);
    let slope = median(&slopes);
    let intercept = median(&(0..n).map(|i| y[i] - slope * x[i]).collect::<Vec<_>>());
    let (low, high) = sen_ranks(n, slopes.len());
    Some(RobustLine { slope, intercept, slope_ci80: (slopes[low - 1], slopes[high - 1]) })
}

/// Sen's ranks (from 1) of the slopes that bound the 80 % interval.
fn sen_ranks(n: usize, slopes: usize) -> (usize, usize) {
    let (n, total) = (n as f64, slopes as f64);
    let width = NORMAL_90 * (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    let low = ((total - width) / 2.0).floor().clamp(1.0, total);
    let high = (f64::midpoint(total, width).ceil() + 1.0).clamp(1.0, total);
    (low as usize, high as usize)
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
    fn sen_ranks_of_six_points() {
        assert_eq!(sen_ranks(6, 15), (4, 12));
        assert_eq!(sen_ranks(3, 3), (1, 3), "clamped");
    }

    #[test]
    fn no_slope_without_two_places() {
        assert!(theil_sen(&[1.0], &[2.0]).is_none());
        assert!(theil_sen(&[1.0, 1.0], &[2.0, 3.0]).is_none());
    }
}
