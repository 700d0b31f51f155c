//! The last rep against the reps before it: a set that was too hard shows here first.

use crate::scores::kernel::needs::{check_speeds, plain, rep_numbers};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput};
use crate::stats::{NORMAL_90, Range, least_squares, mean, median, sample_sd, t_80};
use std::f64::consts::TAU;

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "last_rep_change",
    title: "Last rep against the others",
    level: Level::Set,
    unit: "%",
    plain: "The last rep against the middle one of those before it. Negative is slower. A fast last rep is not a merit \
        of its own: it may have been raced.",
    formula: "100 (v_last / median of the others - 1)",
    interval: Interval::Given("t of the residuals about the others, not below measurement noise"),
    needs: &[ScoreNeed::Speed],
    minimum: "2 like reps",
    source: "last rep over the median of the others; house rule",
    evidence: EvidenceGrade::Unknown,
};

/// Fewest reps for a comparison with the median of the others.
pub(crate) const MINIMUM_REPS: usize = 2;

/// Least scatter of like reps, as a share of the device's noise. With a larger share, the interval of sets of four
/// would cover more than 84 %. House rule.
const LEAST_NOISE: f64 = 1.0 / 3.0;

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    evaluate(&input.speeds_mps, input.noise_pct)
}

/// Last rep against the median of the others, %; negative means slower.
///
/// # Definition
/// `L = 100 (v_n / median(v_1..v_(n-1)) - 1)`; 80 % interval `L +- 100 h / mean`; m = n - 1 earlier reps.
///
/// From 4 reps on, `h = max(t(m - 2) s, noise/3) sqrt(1 + g)`, with s the scatter of the earlier reps about their line
/// and `g s^2` the variance of their median. With the normal quantile in place of t, 65 % of simulated sets of four
/// were covered.
///
/// Below 4 reps, `h = max(t(m - 1) s, z noise) sqrt(1 + 1/m)`, with s the standard deviation of the earlier reps, if
/// they have one.
/// # Errors
/// `TooFewReps` below 2 reps; `MissingChannel` when a rep has no speed.
pub fn evaluate(speeds_mps: &[f64], noise_pct: f64) -> Score {
    check_speeds(speeds_mps, MINIMUM_REPS)?;
    let n = speeds_mps.len();
    let (earlier, last) = (&speeds_mps[..n - 1], speeds_mps[n - 1]);
    let value = 100.0 * (last / median(earlier) - 1.0);
    let half = 100.0 * half_mps(earlier, noise_pct * mean(speeds_mps) / 100.0) / mean(speeds_mps);
    Ok(plain(value, Some(Range::about(value, half)), n))
}

/// Half the width of the 80 % interval of the last rep less the median of the earlier ones, m/s.
fn half_mps(earlier_mps: &[f64], noise_mps: f64) -> f64 {
    let m = earlier_mps.len();
    let line = least_squares(&rep_numbers(m), earlier_mps).filter(|line| line.residual_sd.is_finite());
    if let Some(line) = line {
        let step = line.slope / line.residual_sd.max(noise_mps);
        return (t_80(m - 2) * line.residual_sd).max(noise_mps * LEAST_NOISE) * (1.0 + median_variance(m, step)).sqrt();
    }
    // `max` ignores a NaN: with two reps, the device's noise is the only scatter.
    (t_80(m - 1) * sample_sd(earlier_mps)).max(NORMAL_90 * noise_mps) * (1.0 + 1.0 / m as f64).sqrt()
}

/// Variance of the median of m values that scatter by 1 about a line that rises by `step` from each value to the next.
///
/// # Definition
/// `1 / sqrt(1/v^2 + k^2)`. The variance in large samples is `v = sum p(1 - p) / (sum f)^2`, with f the density of each
/// value at the median and p the chance that the value lies below the median. k stands for the values in the middle,
/// one (m odd) or two, which alone make the median of a steep line. The result is within 6 % of the variance in normal
/// samples of 3 to 7.
pub(super) fn median_variance(m: usize, step: f64) -> f64 {
    /// The logistic curve nearest to the normal one (Haley 1952): off by less than 0.01.
    const LOGISTIC: f64 = 1.702;
    let middle = (m as f64 - 1.0) / 2.0;
    let (mut spread, mut density) = (0.0, 0.0);
    for z in (0..m).map(|i| (i as f64 - middle) * step) {
        spread += 0.25 / (LOGISTIC * z / 2.0).cosh().powi(2);
        density += (-z * z / 2.0).exp() / TAU.sqrt();
    }
    let in_the_middle: f64 = if m.is_multiple_of(2) { 2.0 } else { 1.0 };
    1.0 / in_the_middle.hypot(density * density / spread)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_a_flat_set_varies_as_tabled() {
        // Variance of the median of 3, 4, 5, 7 standard normal values (order-statistics tables).
        for (m, tabled) in [(3, 0.449), (4, 0.298), (5, 0.287), (7, 0.210)] {
            assert!((median_variance(m, 0.0) / tabled - 1.0).abs() < 0.06, "{m}: {}", median_variance(m, 0.0));
        }
        assert!(median_variance(5, 9.0) > 0.8 && median_variance(5, 9.0) <= 1.0, "one in the middle");
    }

    #[test]
    fn a_slower_last_rep_is_negative() {
        let score = evaluate(&[4.0, 4.0, 4.0, 3.8], 0.5).unwrap();
        assert!((score.value + 5.0).abs() < 1e-9);
        let Range { low, high } = score.ci80.unwrap();
        assert!(low < -5.0 && -5.0 < high);
    }

    #[test]
    fn two_reps_have_the_noise_of_the_device() {
        let Range { low, high } = evaluate(&[4.0, 4.0], 1.0).unwrap().ci80.unwrap();
        assert!((high - NORMAL_90 * 2.0_f64.sqrt()).abs() < 1e-9);
        assert!((low + high).abs() < 1e-9);
        assert!(evaluate(&[4.0], 1.0).is_err());
    }
}
