//! Quantiles of the normal, t and chi-square distributions, for 80 % intervals.

/// 90 % point of the standard normal: half the width of a two-sided 80 % interval, in standard deviations.
pub(crate) const NORMAL_90: f64 = 1.281_551_565_544_600_4;

/// 90 % points of Student's t with 1 to 12 degrees of freedom (standard table).
const T_90: [f64; 12] = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356];

/// Half the width of a two-sided 80 % interval in standard errors, by degrees of freedom; NaN for none.
///
/// # Definition
/// The standard table up to 12, then `z + (z^3 + z) / (4 df)`, the first term of the Cornish-Fisher expansion.
///
/// ```
/// assert_eq!(lastrep::stats::t_80(4), 1.533);
/// ```
pub fn t_80(degrees_of_freedom: usize) -> f64 {
    match degrees_of_freedom {
        0 => f64::NAN,
        1..=12 => T_90[degrees_of_freedom - 1],
        more => NORMAL_90 + (NORMAL_90.powi(3) + NORMAL_90) / (4.0 * more as f64),
    }
}

/// Quantile of the chi-square distribution at a standard normal score `z` (-1.2816 for 10 %, +1.2816 for 90 %).
///
/// # Definition
/// `k (1 - 2/(9k) + z sqrt(2/(9k)))^3`. At the 10 and 90 % points the error is below 0.5 % from 4 degrees of freedom;
/// at 2 it reaches 7 % at the 10 % point.
/// # Source
/// Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684.
pub fn chi_square_quantile(degrees_of_freedom: usize, z: f64) -> f64 {
    let k = degrees_of_freedom as f64;
    let spread = 2.0 / (9.0 * k);
    k * (1.0 - spread + z * spread.sqrt()).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_goes_on_smoothly_to_the_normal() {
        assert!((t_80(13) - 1.350).abs() < 0.004, "table: 1.350");
        assert!((t_80(30) - 1.310).abs() < 0.002, "table: 1.310");
        assert!((t_80(100_000) - NORMAL_90).abs() < 1e-4);
        assert!(t_80(0).is_nan());
    }

    #[test]
    fn t_never_rises_with_more_data() {
        assert!((1..60).all(|df| t_80(df + 1) < t_80(df)));
    }

    #[test]
    fn chi_square_meets_the_table() {
        assert!((chi_square_quantile(4, -NORMAL_90) - 1.064).abs() < 0.01);
        assert!((chi_square_quantile(10, NORMAL_90) - 15.987).abs() < 0.02);
    }
}
