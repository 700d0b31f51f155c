//! The least-squares line, with what is needed for intervals.

use super::mean;

/// A line fitted by least squares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FittedLine {
    /// Change of y for one unit of x.
    pub slope: f64,
    /// y at x = 0.
    pub intercept: f64,
    /// Standard error of the slope; NaN from two points.
    pub slope_se: f64,
    /// Residual standard deviation (divisor n - 2); NaN from two points.
    pub residual_sd: f64,
    /// Points.
    pub n: usize,
    /// Mean of x.
    pub x_mean: f64,
    /// Sum of squares of x about its mean.
    pub x_squares: f64,
}

impl FittedLine {
    /// The line at x.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }

    /// Standard deviation of one new observation at x about the line, given the scatter of one observation.
    ///
    /// # Definition
    /// `s sqrt(1 + 1/n + (x - mean)^2 / Sxx)`.
    pub fn prediction_sd(&self, x: f64, scatter: f64) -> f64 {
        scatter * (1.0 + 1.0 / self.n as f64 + (x - self.x_mean).powi(2) / self.x_squares).sqrt()
    }
}

/// The least-squares line of y on x; `None` from fewer than two points or without spread in x.
///
/// # Shape
/// Both slices have the same length; further values of the longer slice are ignored.
pub fn least_squares(x: &[f64], y: &[f64]) -> Option<FittedLine> {
    let n = x.len().min(y.len());
    let (x, y) = (&x[..n], &y[..n]);
    let (x_mean, y_mean) = (mean(x), mean(y));
    let x_squares: f64 = x.iter().map(|x| (x - x_mean).powi(2)).sum();
    if n < 2 || x_squares <= 0.0 {
        return None;
    }
    let products: f64 = x.iter().zip(y).map(|(x, y)| (x - x_mean) * (y - y_mean)).sum();
    let slope = products / x_squares;
    let intercept = y_mean - slope * x_mean;
    let residual_squares: f64 = x.iter().zip(y).map(|(x, y)| (y - intercept - slope * x).powi(2)).sum();
    let residual_sd = if n > 2 { (residual_squares / (n - 2) as f64).sqrt() } else { f64::NAN };
    Some(FittedLine { slope, intercept, slope_se: residual_sd / x_squares.sqrt(), residual_sd, n, x_mean, x_squares })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_has_no_scatter() {
        let line = least_squares(&[1.0, 2.0, 3.0, 4.0], &[3.0, 5.0, 7.0, 9.0]).unwrap();
        assert!((line.slope - 2.0).abs() < 1e-12);
        assert!((line.at(10.0) - 21.0).abs() < 1e-12);
        assert!(line.slope_se < 1e-12);
    }

    #[test]
    fn standard_error_of_a_worked_example() {
        // y = 1, 3, 2, 5, 4 on x = 1..5: slope 0.8, residual squares 3.6, so s = sqrt(1.2) and se = s / sqrt(10).
        let line = least_squares(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0, 3.0, 2.0, 5.0, 4.0]).unwrap();
        assert!((line.slope - 0.8).abs() < 1e-12);
        assert!((line.residual_sd - 1.2_f64.sqrt()).abs() < 1e-12);
        assert!((line.slope_se - 0.12_f64.sqrt()).abs() < 1e-12);
        assert!((line.prediction_sd(6.0, 1.0) - (1.0_f64 + 0.2 + 0.9).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn no_line_through_one_place() {
        assert!(least_squares(&[1.0], &[1.0]).is_none());
        assert!(least_squares(&[2.0, 2.0], &[1.0, 3.0]).is_none());
        assert!(least_squares(&[], &[]).is_none());
    }

    #[test]
    fn two_points_have_a_slope_but_no_error() {
        let line = least_squares(&[1.0, 2.0], &[1.0, 4.0]).unwrap();
        assert!((line.slope - 3.0).abs() < 1e-12);
        assert!(line.slope_se.is_nan());
    }
}
