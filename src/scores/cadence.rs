//! Cadence: steps per minute of each rep, and how it drifts over a set once speed is accounted for.

use super::fade::noise_floor_pct;
use super::needs::{check_count, finite, plain};
use super::{EvidenceGrade, Interval, Level, Need, Score, ScoreInfo, SetInput, Unavailable, Value};
use crate::stats::{NORMAL_90, least_squares, mean, median, t_80};

/// What it is.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "cadence_drift",
    title: "Cadence drift",
    level: Level::Set,
    unit: "%",
    plain: "How your cadence moved over the set, beyond what your speed explains. Neither direction is good or bad, and \
        no cadence is a target.",
    formula: "100 b (n - 1) / mean cadence, b the slope on rep number of c - mean(c) - 10 (v - mean(v))",
    interval: Interval::Given("t of the residuals, with the error of the response to speed (Welch and Satterthwaite)"),
    needs: &[Need::Speed, Need::Cadence, Need::CadenceResponse],
    minimum: "4 like reps with cadence",
    source: "slope of cadence on rep number at equal speed; response to speed 10 +- 4 steps/min per m/s, house rule \
             about PMID 29059198",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps with a cadence.
pub const MINIMUM_REPS: usize = 4;

/// Resolution of a rep's cadence, %. House rule: one step per minute.
pub(super) const RESOLUTION_PCT: f64 = 0.6;
/// From so many degrees of freedom on t is normal.
const MOST_FREEDOM: f64 = 1000.0;
/// Below this drift the cadence is stable, %. House rule.
const STABLE_PCT: f64 = 1.5;
/// Above this drift it is marked, %. House rule.
const MARKED_PCT: f64 = 3.0;
/// Drift that earns no point and all points, %. House rule.
const POINTS_PCT: (f64, f64) = (5.0, 0.5);

/// How a runner's cadence follows speed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpeedResponse {
    /// Steps per minute for one m/s.
    pub spm_per_mps: f64,
    /// Its standard deviation.
    pub sd: f64,
}

impl SpeedResponse {
    /// Before the runner's own is known. House rule, about novices' 12 steps/min per m/s (PMID 29059198).
    pub const PRIOR: Self = Self { spm_per_mps: 10.0, sd: 4.0 };
}

/// Length of one step, m: `60 v / cadence`.
pub fn step_length_m(speed_mps: f64, step_rate_spm: f64) -> f64 {
    60.0 * speed_mps / step_rate_spm
}

/// Vertical oscillation over step length, %.
pub fn vertical_ratio_pct(oscillation_m: f64, step_length_m: f64) -> f64 {
    100.0 * oscillation_m / step_length_m
}

/// The score of a set.
pub(super) fn of(input: &SetInput<'_>) -> Score {
    let own = &input.context.own;
    let score = evaluate(&input.column(|rep| rep.step_rate_spm), &input.speeds_mps, own.response_or_prior())?;
    Ok(Value { caveat: own.response_words(), ..score })
}

/// Drift of cadence from first rep to last at equal speed, %; either direction is only a fact.
///
/// # Definition
/// `K = 100 b (n - 1) / mean` with b the least-squares slope on rep number of `c - mean(c) - beta (v - mean(v))`;
/// 80 % interval `t(f) SE` with `SE^2 = SE_b^2 + SE_v^2`, `SE_v = 100 |v_n - v_1| sd(beta) / mean`, and the freedom of Welch
/// and Satterthwaite, `f = (n - 2) (SE / SE_b)^4`, for the reps tell the line and not the response to speed. It is never
/// narrower than what the resolution of 0.6 % makes of even reps ([`noise_floor_pct`]); the scatter of the reps holds it
/// already, and with it beside them up to 86 % of simulated sets were covered.
/// # Shape
/// Both slices have a value a rep, NaN where a rep has none.
/// # Errors
/// A missing channel without any cadence; too few reps below 4 with cadence and speed.
/// # Source
/// The limits are house rules; an hour near the limit lowers cadence by 1.4 % (doi:10.1007/s00421-007-0456-1).
/// Evidence: unclear.
///
/// ```
/// use lastrep::scores::cadence::{SpeedResponse, evaluate};
/// let drift = evaluate(&[180.0, 181.0, 180.0, 181.0], &[4.3, 4.3, 4.3, 4.3], SpeedResponse::PRIOR).unwrap();
/// assert_eq!(drift.word, "stable");
/// ```
pub fn evaluate(step_rates_spm: &[f64], speeds_mps: &[f64], response: SpeedResponse) -> Score {
    let usable: Vec<(f64, f64, f64)> = step_rates_spm
        .iter()
        .zip(speeds_mps)
        .enumerate()
        .filter(|(_, (cadence, speed))| cadence.is_finite() && speed.is_finite())
        .map(|(index, (cadence, speed))| ((index + 1) as f64, *cadence, *speed))
        .collect();
    let n = usable.len();
    let (Some(first), Some(last)) = (usable.first(), usable.last()) else {
        return Err(Unavailable::MissingChannel("no cadence".to_owned()));
    };
    check_count(speeds_mps.len(), n, "with cadence", MINIMUM_REPS)?;
    let cadences: Vec<f64> = usable.iter().map(|rep| rep.1).collect();
    let mean_speed = mean(&usable.iter().map(|rep| rep.2).collect::<Vec<_>>());
    let mean_cadence = mean(&cadences);
    let numbers: Vec<f64> = usable.iter().map(|rep| rep.0).collect();
    let residuals: Vec<f64> = usable
        .iter()
        .map(|(_, cadence, speed)| cadence - mean_cadence - response.spm_per_mps * (speed - mean_speed))
        .collect();
    let scale = 100.0 * (last.0 - first.0) / mean_cadence;
    let (slope, slope_se) =
        least_squares(&numbers, &residuals).map_or((f64::NAN, f64::NAN), |line| (line.slope, line.slope_se));
    let by_speed = 100.0 * (last.2 - first.2).abs() * response.sd / mean_cadence;
    let (value, half) = (slope * scale, half_width_pct(n, slope_se * scale, by_speed));
    let ci80 = (value - half, value + half);
    finite(Value { word: word(value, ci80), ..plain(value, Some(ci80), n) }, "no line through the cadences")
}

/// Half of the 80 % interval of a drift, %: of a line that the reps tell and a response to speed that they do not.
fn half_width_pct(n: usize, line_se_pct: f64, by_speed_pct: f64) -> f64 {
    let both = line_se_pct.hypot(by_speed_pct);
    let freedom = (n - 2) as f64 * (both / line_se_pct).powi(4);
    let told = t_80(freedom.clamp(1.0, MOST_FREEDOM) as usize) * both;
    told.max(noise_floor_pct(n, RESOLUTION_PCT).hypot(NORMAL_90 * by_speed_pct))
}

/// Largest change of form of the last rep against the reps between first and last, %, without sign; `None` when neither
/// cadence nor contact time allows it.
///
/// # Definition
/// Cadence and step length against what the speed of the last rep lets expect (`beta` as in [`evaluate`]); ground
/// contact time only where speeds differ by at most 1.5 %, for its response to speed is not known.
/// # Shape
/// All slices have a value a rep, NaN where a rep has none.
pub fn form_change_pct(
    step_rates_spm: &[f64],
    stance_times_ms: &[f64],
    speeds_mps: &[f64],
    response: SpeedResponse,
) -> Option<f64> {
    /// Largest difference of speed at which contact times compare, %. House rule.
    const LIKE_SPEED_PCT: f64 = 1.5;
    let last = speeds_mps.len().checked_sub(1).filter(|last| *last >= 2)?;
    let speed = median_between(speeds_mps)?;
    let cadence = median_between(step_rates_spm)
        .map(|between| between + response.spm_per_mps * (speeds_mps[last] - speed))
        .zip(step_rates_spm.get(last))
        .map(|(expected, found)| {
            let ratio = found / expected;
            (100.0 * (ratio - 1.0)).abs().max((100.0 * (1.0 / ratio - 1.0)).abs())
        });
    let like_speed = (100.0 * (speeds_mps[last] / speed - 1.0)).abs() <= LIKE_SPEED_PCT;
    let stance = median_between(stance_times_ms)
        .filter(|_| like_speed)
        .zip(stance_times_ms.get(last))
        .map(|(between, found)| (100.0 * (found / between - 1.0)).abs());
    [cadence, stance].into_iter().flatten().filter(|change| change.is_finite()).reduce(f64::max)
}

/// Standard deviation of [`form_change_pct`] by measurement, %; `None` without cadence, for the error of contact time is not
/// known.
///
/// # Definition
/// `sqrt(0.6^2 (1 + 1/m) + (100 |v_n - v| sd(beta) / c)^2)`: the resolution of the last rep and of the median of the m reps
/// between, and the response to speed over the difference from theirs.
pub fn form_error_pct(step_rates_spm: &[f64], speeds_mps: &[f64], response: SpeedResponse) -> Option<f64> {
    let last = speeds_mps.len().checked_sub(1).filter(|last| *last >= 2)?;
    let known = step_rates_spm.get(1..last)?.iter().filter(|spm| spm.is_finite()).count();
    let (cadence, speed) = (median_between(step_rates_spm)?, median_between(speeds_mps)?);
    let resolved = RESOLUTION_PCT * (1.0 + 1.0 / known as f64).sqrt();
    let by_speed = 100.0 * (speeds_mps[last] - speed) * response.sd / cadence;
    Some(resolved.hypot(by_speed))
        .filter(|error| error.is_finite() && step_rates_spm.get(last).is_some_and(|c| c.is_finite()))
}

/// Points for a drift, 0 to 100: all at 0.5 % and below, none at 5 % and above.
pub fn points(drift_pct: f64) -> f64 {
    let (none, all) = POINTS_PCT;
    100.0 * ((none - drift_pct.abs()) / (none - all)).clamp(0.0, 1.0)
}

/// Median of the values between the first and the last; `None` when there is none.
fn median_between(values: &[f64]) -> Option<f64> {
    let between: Vec<f64> =
        values.get(1..values.len().checked_sub(1)?)?.iter().copied().filter(|value| value.is_finite()).collect();
    (!between.is_empty()).then(|| median(&between))
}

/// The word for a drift and its interval.
pub(super) fn word(drift_pct: f64, (low, high): (f64, f64)) -> &'static str {
    let is_told = low > 0.0 || high < 0.0;
    match drift_pct.abs() {
        stable if stable < STABLE_PCT => "stable",
        marked if marked > MARKED_PCT && is_told => "marked",
        _ if is_told => "notable",
        _ => "unclear",
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    const SPEEDS: [f64; 6] = [4.4, 4.36, 4.32, 4.28, 4.24, 4.2];

    #[test]
    fn what_speed_explains_is_no_drift() {
        let cadences = SPEEDS.map(|speed| 180.0 + 10.0 * (speed - 4.3));
        let score = evaluate(&cadences, &SPEEDS, SpeedResponse::PRIOR).unwrap();
        assert!(score.value.abs() < 1e-9);
        let (low, high) = score.ci80.unwrap();
        assert!(high - low > 1.0, "an uncertain response to speed widens the interval");
    }

    #[test]
    fn a_fall_at_even_speed_is_drift() {
        let cadences = [184.0, 182.5, 181.0, 179.5, 178.0, 176.5];
        let score = evaluate(&cadences, &[4.3; 6], SpeedResponse::PRIOR).unwrap();
        assert!((score.value + 100.0 * 7.5 / 180.25).abs() < 1e-9);
        assert_eq!(score.word, "marked");
    }

    #[test]
    fn a_rep_without_cadence_is_left_out_in_its_place() {
        let cadences = [180.0, f64::NAN, 178.0, 177.0, 176.0];
        let score = evaluate(&cadences, &[4.3; 5], SpeedResponse::PRIOR).unwrap();
        assert_eq!(score.n, 4);
        assert!((score.value + 100.0 * 4.0 / 177.75).abs() < 1e-9);
        let few = |cadences: &[f64]| {
            evaluate(cadences, &vec![4.3; cadences.len()], SpeedResponse::PRIOR).unwrap_err().to_string()
        };
        assert_eq!(few(&[180.0, 179.0, f64::NAN]), "3 like reps, 4 needed");
        let mut two_of_six = [f64::NAN; 6];
        two_of_six[..2].fill(180.0);
        assert_eq!(few(&two_of_six), "2 reps with cadence, 4 needed");
        assert!(matches!(
            evaluate(&[f64::NAN; 6], &[4.3; 6], SpeedResponse::PRIOR),
            Err(Unavailable::MissingChannel(_))
        ));
    }

    #[test]
    fn form_is_judged_at_the_speed_of_the_last_rep() {
        let speeds = [4.3, 4.3, 4.3, 4.5];
        let none = [f64::NAN; 4];
        let expected = form_change_pct(&[180.0, 180.0, 180.0, 182.0], &none, &speeds, SpeedResponse::PRIOR).unwrap();
        assert!(expected < 1e-9);
        let stance = form_change_pct(&none, &[200.0, 200.0, 202.0, 210.0], &[4.3; 4], SpeedResponse::PRIOR).unwrap();
        assert!((stance - 100.0 * (210.0 / 201.0 - 1.0)).abs() < 1e-9);
        assert!(form_change_pct(&none, &[200.0, 200.0, 202.0, 210.0], &speeds, SpeedResponse::PRIOR).is_none());
        assert!(form_change_pct(&[180.0; 2], &none[..2], &[4.3; 2], SpeedResponse::PRIOR).is_none());
    }

    #[test]
    fn form_is_no_surer_than_the_cadence() {
        let even = form_error_pct(&[180.0; 6], &[4.3; 6], SpeedResponse::PRIOR).unwrap();
        assert!((even - 0.6 * 1.25_f64.sqrt()).abs() < 1e-9, "four between");
        let faster = form_error_pct(&[180.0; 4], &[4.3, 4.3, 4.3, 4.75], SpeedResponse::PRIOR).unwrap();
        assert!((faster - (0.6 * 1.5_f64.sqrt()).hypot(1.0)).abs() < 1e-9, "0.45 m/s by 4 steps/min are 1 %");
        assert!(form_error_pct(&[f64::NAN; 4], &[4.3; 4], SpeedResponse::PRIOR).is_none());
    }

    #[test]
    fn words_need_size_and_certainty() {
        assert_eq!(word(-2.0, (-3.0, -1.0)), "notable");
        assert_eq!(word(-2.0, (-5.0, 1.0)), "unclear");
        assert_eq!(word(3.5, (-1.0, 8.0)), "unclear");
        assert_eq!(word(3.5, (1.0, 6.0)), "marked");
        assert!((points(-0.4) - 100.0).abs() < 1e-12 && points(5.0).abs() < 1e-12);
    }
}
