//! Quantiles of the normal, t and chi-square distributions, for 80 % intervals.

/// 90 % point of the standard normal: half the width of a two-sided 80 % interval, in standard deviations.
pub(crate) const NORMAL_90: f64 = 1.281_551_565_544_600_4;

/// 90 % points of Student's t with 1 to 12 degrees of freedom (standard table).
const T_90: [f64; 12] = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356];

/// Half the width of a two-sided 80 % interval in standard errors, by degrees of freedom; NaN for none.
///
/// # Definition
/// The standard table up to 12, then `z + (z^3 + z) / (4 df)`, the first term of the Cornish-Fisher expansion.
/// # Accuracy
/// Within 0.04 % up to 12 degrees of freedom, which is the rounding of the table. Beyond, the width is too small: by 0.26 % at
/// 13 degrees, 0.05 % at 30.
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
/// `k (1 - 2/(9k) + z sqrt(2/(9k)))^3`.
/// # Accuracy
/// Within 0.5 % at the 10 and 90 % points from 4 degrees of freedom. The 10 % point is too small by 1.3 % at 3 degrees, 6.6 % at
/// 2; the 90 % point by 0.6 % and 1.0 %.
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

    /// The exact share of Student's t between -t and t (Abramowitz & Stegun 26.7.3 and 26.7.4).
    fn t_share(t: f64, degrees_of_freedom: usize) -> f64 {
        let angle = (t / (degrees_of_freedom as f64).sqrt()).atan();
        let is_odd = degrees_of_freedom % 2 == 1;
        let (mut term, mut sum) = (if is_odd { angle.cos() } else { 1.0 }, 0.0);
        for k in (usize::from(is_odd)..degrees_of_freedom.saturating_sub(1)).step_by(2) {
            sum += term;
            term *= (k + 1) as f64 / (k + 2) as f64 * angle.cos().powi(2);
        }
        if is_odd { std::f64::consts::FRAC_2_PI * (angle + angle.sin() * sum) } else { angle.sin() * sum }
    }

    #[test]
    fn t_is_as_close_as_it_says() {
        for df in 1..=100 {
            let error = if df <= T_90.len() { 0.0004 } else { 0.0027 * (13.0 / df as f64).powi(2) };
            let (low, high) = (t_80(df) * (1.0 - error), t_80(df) * (1.0 + error));
            assert!(t_share(low, df) < 0.8 && 0.8 < t_share(high, df), "{df}");
        }
    }

    /// The exact share of chi-square below x, of an even number of degrees of freedom (Abramowitz & Stegun 26.4.5).
    fn chi_square_share(x: f64, degrees_of_freedom: usize) -> f64 {
        let (mut term, mut sum) = (1.0, 0.0);
        for i in 1..=degrees_of_freedom / 2 {
            sum += term;
            term *= x / 2.0 / i as f64;
        }
        1.0 - (-x / 2.0).exp() * sum
    }

    #[test]
    fn chi_square_is_as_close_as_it_says() {
        let errors = |df: usize| if df == 2 { (0.071, 0.0102) } else { (0.005, 0.005) };
        for df in (2..=100).step_by(2) {
            let (at_10, at_90) = errors(df);
            for (z, share, error) in [(-NORMAL_90, 0.1, at_10), (NORMAL_90, 0.9, at_90)] {
                let quantile = chi_square_quantile(df, z);
                let low = chi_square_share(quantile * (1.0 - error), df);
                let high = chi_square_share(quantile * (1.0 + error), df);
                assert!(low < share && share < high, "{df} degrees, {share}");
            }
        }
        assert!((chi_square_quantile(3, -NORMAL_90) / 0.584_37 - 1.0).abs() < 0.0132, "table: 0.58437");
    }
}
