//! Order statistics: median and quantiles.

/// Middle value, or the mean of the two middle values; NaN of no values.
///
/// ```
/// assert_eq!(lastrep::stats::median(&[9.0, 1.0, 5.0, 3.0]), 4.0);
/// ```
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// [`median`], but `None` of no values.
pub fn middle(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| median(values))
}

/// [`middle`] of what an iterator gives.
pub(crate) fn middle_of(values: impl Iterator<Item = f64>) -> Option<f64> {
    middle(&values.collect::<Vec<_>>())
}

/// [`median`] of the numbers that an iterator gives, NaN and infinities left out; `None` of none.
pub(crate) fn known_median(values: impl Iterator<Item = f64>) -> Option<f64> {
    known_quantile(values, 0.5)
}

/// [`quantile`] of the numbers that an iterator gives, NaN and infinities left out; `None` of none.
pub(crate) fn known_quantile(values: impl Iterator<Item = f64>, p: f64) -> Option<f64> {
    let known: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    (!known.is_empty()).then(|| quantile(&known, p))
}

/// The value below which the share `p` (0 to 1) of the values lies; NaN of no values.
///
/// # Definition
/// Linear between the order statistics at position `p (n - 1)` counted from 0 (type 7 of Hyndman & Fan 1996, the
/// default of R and of `NumPy`).
pub(crate) fn quantile(values: &[f64], p: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return f64::NAN };
    let position = p.clamp(0.0, 1.0) * last as f64;
    let place = position.floor() as usize;
    // Only two values are needed: sorting all takes several times as long.
    let mut values = values.to_vec();
    let (_, &mut below, higher) = values.select_nth_unstable_by(place, f64::total_cmp);
    let above = higher.iter().copied().min_by(f64::total_cmp).unwrap_or(below);
    below + (above - below) * (position - place as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_left_out_of_the_known() {
        let values = [4.0, 1.0, f64::NAN, 3.0, 2.0];
        assert_eq!(known_median(values.into_iter()), Some(2.5));
        assert_eq!(known_quantile(values.into_iter(), 1.0), Some(4.0));
        assert_eq!(known_median(std::iter::once(f64::NAN)), None);
    }

    #[test]
    fn quantiles_are_linear_between_values() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert!((quantile(&values, 0.25) - 1.75).abs() < 1e-12);
        assert!((quantile(&values, 1.0) - 4.0).abs() < 1e-12);
        assert!((quantile(&[7.0], 0.9) - 7.0).abs() < 1e-12);
    }
}
