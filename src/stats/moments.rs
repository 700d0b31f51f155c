//! Means and the spread about them.

/// Arithmetic mean; NaN of no values.
///
/// ```
/// assert_eq!(lastrep::stats::mean(&[1.0, 2.0, 6.0]), 3.0);
/// ```
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// [`mean`] of what an iterator gives.
pub(crate) fn mean_of(values: impl Iterator<Item = f64>) -> f64 {
    mean(&values.collect::<Vec<_>>())
}

/// Standard deviation of a sample (divisor n - 1); NaN of fewer than two values.
pub fn sample_sd(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return f64::NAN;
    }
    let centre = mean(values);
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// Root of the mean of the squares; NaN of no values.
pub(crate) fn root_mean_square(values: &[f64]) -> f64 {
    (values.iter().map(|value| value * value).sum::<f64>() / values.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_one_degree_of_freedom_less() {
        assert!((sample_sd(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]) - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert!((root_mean_square(&[3.0, 4.0]) - 12.5_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn too_little_is_nan_not_zero() {
        assert!(mean(&[]).is_nan());
        assert!(root_mean_square(&[]).is_nan());
        assert!(sample_sd(&[1.0]).is_nan());
    }
}
