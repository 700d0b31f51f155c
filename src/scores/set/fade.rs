//! Fade: the change of rep speed over a set, first rep to last.

use super::fade_theil_sen;
use crate::scores::kernel::fade_line::{FadeLine, is_slower, percent_scale, word};
use crate::scores::kernel::needs::{check_speeds, finite, plain, rep_numbers};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Value};
use crate::stats::{Range, least_squares, t_80};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "fade",
    title: "Fade",
    level: Level::Set,
    unit: "%",
    plain: "How much speed went from the first rep to the last, along the line through all reps. Negative is slower. It \
        does not say why.",
    formula: "100 b (n - 1) / mean speed, b the least-squares slope of speed on rep number",
    interval: Interval::Given("t of the residuals, not below measurement noise"),
    needs: &[ScoreNeed::Speed],
    minimum: "4 like reps",
    source: "least squares of rep speed on rep number; limits are house rules",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps for the least-squares line.
pub(crate) const MINIMUM_REPS: usize = 4;

/// Difference between the two lines that one odd rep makes, %-points. House rule.
const ODD_REP_PCT: f64 = 1.5;

/// The line of a fade through reps of a mean speed, m/s; `None` without a fade or a speed.
pub(crate) fn line(fade: &Score, mean_mps: f64) -> Option<FadeLine> {
    let fade = fade.as_ref().ok().filter(|fade| fade.value.is_finite() && mean_mps > 0.0)?;
    let half_pct = fade.ci80.map_or(0.0, |ci80| ci80.width() / 2.0);
    Some(FadeLine::new(fade.n, mean_mps, fade.value, half_pct))
}

/// Whether reps faded: by more than scatter alone makes, and beyond the doubt of the interval.
pub fn has_faded(fade: &Value) -> bool {
    is_slower(fade.value, fade.ci80.map_or(f64::NEG_INFINITY, |ci80| ci80.high))
}

/// Standard error of the fade that measurement noise alone makes, %: `noise sqrt(12 (n - 1) / (n (n + 1)))`.
pub(crate) fn noise_floor_pct(reps: usize, noise_pct: f64) -> f64 {
    let n = reps as f64;
    noise_pct * (12.0 * (n - 1.0) / (n * (n + 1.0))).sqrt()
}

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    input.check_speeds(MINIMUM_REPS)?;
    evaluate(&input.speeds_mps, input.noise_pct)
}

/// Change of rep speed from first rep to last by least squares, % of the mean speed; negative means slower.
///
/// # Definition
/// `F = 100 b (n - 1) / mean`, with b the slope of speed on rep number. The standard error of b scales in the same way.
/// The 80 % interval uses t(n - 2). On either side it is never narrower than the standard error that noise alone makes,
/// `noise_floor_pct`. This floor is not multiplied by t, because the device's noise is known: multiplied, 90 % of
/// simulated sets of four were covered; not multiplied, 83 %.
/// # Errors
/// `TooFewReps` below 4 reps; `MissingChannel` when a rep has no speed.
/// # Source
/// The words are house rules. Evidence: unclear.
///
/// ```
/// use lastrep::scores::fade;
/// let speeds = [92.0, 91.6, 92.4, 92.9, 93.1, 94.0].map(|time| 400.0 / time);
/// let score = fade::evaluate(&speeds, 0.5435).unwrap();
/// assert_eq!(format!("{:.1}", score.value), "-2.3");
/// assert_eq!(score.word, "fading");
/// ```
pub fn evaluate(speeds_mps: &[f64], noise_pct: f64) -> Score {
    check_speeds(speeds_mps, MINIMUM_REPS)?;
    let n = speeds_mps.len();
    let scale = percent_scale(speeds_mps);
    let (slope, slope_se) =
        least_squares(&rep_numbers(n), speeds_mps).map_or((f64::NAN, f64::NAN), |line| (line.slope, line.slope_se));
    let value = slope * scale;
    let half = (t_80(n - 2) * slope_se * scale).max(noise_floor_pct(n, noise_pct));
    let ci80 = Range::about(value, half);
    let caveat = match fade_theil_sen::evaluate(speeds_mps) {
        Ok(robust) if (robust.value - value).abs() > ODD_REP_PCT => "one odd rep drives this".to_owned(),
        _ => String::new(),
    };
    finite(Value { word: word(value, ci80), caveat, ..plain(value, Some(ci80), n) }, "no line through the reps")
}

/// The 80 % interval of the fade, %, with t(n - 2) on the noise floor, too. It is wider than the interval of
/// [`evaluate`] where the reps are more alike than the device can measure. It covers up to 90 % of simulated sets of
/// four; `None` below 3 reps.
pub fn cautious_interval_pct(speeds_mps: &[f64], noise_pct: f64) -> Option<Range> {
    let n = speeds_mps.len();
    let line = least_squares(&rep_numbers(n), speeds_mps).filter(|line| line.slope_se.is_finite())?;
    let scale = percent_scale(speeds_mps);
    let half = t_80(n - 2) * (line.slope_se * scale).max(noise_floor_pct(n, noise_pct));
    Some(Range::about(line.slope * scale, half))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_reverse_order_turns_the_sign() {
        let mut speeds = vec![4.35, 4.31, 4.40, 4.22, 4.33, 4.2];
        let forward = evaluate(&speeds, 0.5).unwrap();
        speeds.reverse();
        let backward = evaluate(&speeds, 0.5).unwrap();
        assert!((forward.value + backward.value).abs() < 1e-9);
    }

    #[test]
    fn reps_that_grow_faster_are_not_called_steady() {
        assert_eq!(evaluate(&[4.0, 4.1, 4.2, 4.3, 4.4, 4.5], 0.5).unwrap().word, "building");
    }

    #[test]
    fn the_line_goes_from_the_first_rep_to_the_last() {
        let speeds = [4.4, 4.3, 4.2, 4.1, 4.0];
        let drawn = line(&evaluate(&speeds, 0.5), 4.2).unwrap();
        assert!((drawn.at(0).speed_mps - 4.4).abs() < 1e-9 && (drawn.at(4).speed_mps - 4.0).abs() < 1e-9);
        let width = |rep| drawn.at(rep).high_mps - drawn.at(rep).low_mps;
        assert!(width(0) > width(1) && width(1) > width(2) && (width(0) - width(4)).abs() < 1e-9);
        assert_eq!(line(&evaluate(&speeds[..3], 0.5), 4.2), None, "too few reps");
    }

    #[test]
    fn speed_units_do_not_matter() {
        let speeds = [4.35, 4.31, 4.40, 4.22, 4.33, 4.2];
        let (one, other) = (evaluate(&speeds, 0.5).unwrap(), evaluate(&speeds.map(|v| v * 3.6), 0.5).unwrap());
        assert!((one.value - other.value).abs() < 1e-9);
    }

    #[test]
    fn the_device_sets_the_least_error() {
        let score = evaluate(&[4.3; 6], 0.5).unwrap();
        let Range { low, high } = score.ci80.unwrap();
        assert!(score.value.abs() < 1e-9);
        assert!((high - noise_floor_pct(6, 0.5)).abs() < 1e-9 && (low + high).abs() < 1e-9);
        assert_eq!(score.word, "steady");
    }

    #[test]
    fn one_bad_last_rep_is_named() {
        let score = evaluate(&[4.3, 4.3, 4.3, 4.3, 4.3, 3.8], 0.5).unwrap();
        assert_eq!(score.caveat, "one odd rep drives this");
        assert!(fade_theil_sen::evaluate(&[4.3, 4.3, 4.3, 4.3, 4.3, 3.8]).unwrap().value.abs() < 1e-9);
    }

    #[test]
    fn a_clear_fall_collapses() {
        assert_eq!(evaluate(&[4.5, 4.43, 4.37, 4.30, 4.24, 4.18], 0.3).unwrap().word, "collapsing");
        assert!(evaluate(&[4.5, 4.4, 4.3], 0.3).is_err());
        assert!(fade_theil_sen::evaluate(&[4.5, 4.4, 4.3, 4.2]).is_err());
    }
}
