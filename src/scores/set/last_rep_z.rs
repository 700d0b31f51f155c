//! The last rep against the trend of the other reps.

use crate::scores::kernel::needs::{check_speeds, finite, plain, rep_numbers};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable};
use crate::stats::{least_squares, mean, sample_sd};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "last_rep_z",
    title: "Last rep against the trend",
    level: Level::Set,
    unit: "standard deviations",
    plain: "The last rep against where the trend of the others was heading, in units of how far a rep usually strays.",
    formula: "(v_last - predicted) / sd of the prediction, by the least-squares line through the others",
    interval: Interval::None("a standard score is its own measure of how sure"),
    needs: &[ScoreNeed::Speed],
    minimum: "6 like reps",
    source: "prediction error of a least-squares line; house rule",
    evidence: EvidenceGrade::Unknown,
};

/// Fewest reps for a comparison with the trend of the others.
pub(crate) const MINIMUM_REPS: usize = 6;

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    evaluate(&input.speeds_mps, input.noise_pct)
}

/// What the trend of the earlier reps predicts for the last one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// Predicted speed, m/s.
    pub speed_mps: f64,
    /// Standard deviation of the prediction, m/s.
    pub sd_mps: f64,
}

/// Speed of the last rep as predicted by the line through the others; `None` below 6 reps.
///
/// # Definition
/// Least squares on reps 1 to n - 1; `sd = s sqrt(1 + 1/m + (n - mean)^2 / Sxx)`, m = n - 1, s the residual standard
/// deviation, never below the measurement noise.
pub fn predict(speeds_mps: &[f64], noise_pct: f64) -> Option<Prediction> {
    if speeds_mps.len() < MINIMUM_REPS {
        return None;
    }
    let (_, earlier) = speeds_mps.split_last()?;
    let line = least_squares(&rep_numbers(earlier.len()), earlier)?;
    let number = speeds_mps.len() as f64;
    let sd_mps = line.prediction_sd(number, scatter(speeds_mps, noise_pct));
    Some(Prediction { speed_mps: line.at(number), sd_mps })
}

/// Last rep against the trend of the others, %: `100 (v / predicted - 1)`; `None` below 6 reps.
pub fn against_trend_pct(speeds_mps: &[f64]) -> Option<f64> {
    let prediction = predict(speeds_mps, 0.0)?;
    Some(100.0 * (speeds_mps.last()? / prediction.speed_mps - 1.0))
}

/// Last rep against the trend of the others, in standard deviations of the prediction; negative means slower.
///
/// # Definition
/// `z = (v_n - predicted) / sd` with [`predict`].
/// # Errors
/// `TooFewReps` below 6 reps; `MissingChannel` when a rep has no speed; `Unreadable` without any scatter or noise.
pub fn evaluate(speeds_mps: &[f64], noise_pct: f64) -> Score {
    check_speeds(speeds_mps, MINIMUM_REPS)?;
    let n = speeds_mps.len();
    let Some(prediction) = predict(speeds_mps, noise_pct) else {
        return Err(Unavailable::Unreadable("no line through the reps".to_owned()));
    };
    let z = (speeds_mps[n - 1] - prediction.speed_mps) / prediction.sd_mps;
    finite(plain(z, None, n), "no scatter to compare with")
}

/// Scatter of one rep's speed among the earlier reps, m/s, never below the measurement noise.
fn scatter(speeds_mps: &[f64], noise_pct: f64) -> f64 {
    let earlier = &speeds_mps[..speeds_mps.len().saturating_sub(1)];
    let measured = if speeds_mps.len() >= MINIMUM_REPS {
        least_squares(&rep_numbers(earlier.len()), earlier).map_or(f64::NAN, |line| line.residual_sd)
    } else {
        sample_sd(earlier)
    };
    // `max` ignores a NaN: with two reps, the device's noise is the only scatter.
    measured.max(noise_pct * mean(speeds_mps) / 100.0)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_last_rep_on_the_trend_is_no_surprise() {
        let score = evaluate(&[4.5, 4.45, 4.4, 4.35, 4.3, 4.25], 0.5).unwrap();
        assert!(score.value.abs() < 1e-9);
        assert!(against_trend_pct(&[4.5, 4.45, 4.4, 4.35, 4.3, 4.25]).unwrap().abs() < 1e-9);
        assert!(evaluate(&[4.5; 5], 0.5).is_err());
    }

    #[test]
    fn identical_reps_without_noise_have_no_z() {
        assert!(matches!(evaluate(&[4.0; 6], 0.0), Err(Unavailable::Unreadable(_))));
        assert!(evaluate(&[4.0; 6], 0.5).unwrap().value.abs() < 1e-9);
    }
}
