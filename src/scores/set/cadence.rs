//! Cadence: steps per minute of each rep, and how it drifts over a set once speed is accounted for.

use super::fade::noise_floor_pct;
use crate::scores::kernel::needs::{check_count, finite, plain};
use crate::scores::kernel::own::SpeedResponse;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SetInput, Unavailable, Value,
};
use crate::stats::{NORMAL_90, Range, least_squares, mean, median, t_80};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "cadence_drift",
    title: "Cadence drift",
    level: Level::Set,
    unit: "%",
    plain: "How your cadence moved over the set, beyond what your speed explains. Neither direction is good or bad, and \
        no cadence is a target.",
    formula: "100 b (n - 1) / mean cadence, b the slope on rep number of c - mean(c) - 10 (v - mean(v))",
    interval: Interval::Given("t of the residuals, with the error of the response to speed (Welch and Satterthwaite)"),
    needs: &[ScoreNeed::Speed, ScoreNeed::Cadence, ScoreNeed::CadenceResponse],
    minimum: "4 like reps with cadence",
    source: "slope of cadence on rep number at equal speed; response to speed 10 +- 4 steps/min per m/s, house rule \
             about PMID 29059198",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps with a cadence.
pub(crate) const MINIMUM_REPS: usize = 4;

/// Resolution of a rep's cadence, %. House rule: one step per minute.
pub(crate) const RESOLUTION_PCT: f64 = 0.6;
/// Degrees of freedom from which t counts as normal.
const MOST_FREEDOM: f64 = 1000.0;
/// Below this drift the cadence is stable, %. House rule.
pub(crate) const STABLE_PCT: f64 = 1.5;
/// Above this drift it is marked, %. House rule.
pub(crate) const MARKED_PCT: f64 = 3.0;
/// Drift that earns no point and all points, %. House rule.
const POINTS_PCT: (f64, f64) = (5.0, 0.5);

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    let own = &input.context.own;
    let score = evaluate(&input.column(|rep| rep.step_rate_spm), &input.speeds_mps, own.response_or_prior())?;
    Ok(Value { caveat: own.response_words(), ..score })
}

/// Drift of cadence from first rep to last at equal speed, %. Neither direction is good or bad.
///
/// # Definition
/// `K = 100 b (n - 1) / mean`, with b the least-squares slope of `c - mean(c) - beta (v - mean(v))` on rep number. The
/// 80 % interval is `t(f) SE`, with `SE^2 = SE_b^2 + SE_v^2` and `SE_v = 100 |v_n - v_1| sd(beta) / mean`. The freedom
/// is Welch and Satterthwaite's, `f = (n - 2) (SE / SE_b)^4`, because the reps show the error of the line but not that
/// of the response to speed. The interval is never narrower than the resolution of 0.6 % makes it for even reps
/// (`noise_floor_pct`). The resolution is not added to the scatter of the reps, which holds it already: added, up to
/// 86 % of simulated sets were covered.
/// # Shape
/// Both slices have one value per rep, NaN where a rep has none.
/// # Errors
/// `MissingChannel` without any cadence; too few reps when fewer than 4 have cadence and speed.
/// # Source
/// The limits are house rules; an hour near the limit lowers cadence by 1.4 % (doi:10.1007/s00421-007-0456-1).
/// Evidence: unclear.
///
/// ```
/// use lastrep::scores::{cadence::evaluate, own::SpeedResponse};
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
        return Err(Unavailable::MissingChannel("no rep with enough cadence".to_owned()));
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
    let ci80 = Range::about(value, half);
    finite(Value { word: word(value, ci80), ..plain(value, Some(ci80), n) }, "no line through the cadences")
}

/// Half of the 80 % interval of a drift, %. The reps show the error of the line; the error of the response to speed is
/// given.
fn half_width_pct(n: usize, line_se_pct: f64, by_speed_pct: f64) -> f64 {
    let both = line_se_pct.hypot(by_speed_pct);
    let freedom = (n - 2) as f64 * (both / line_se_pct).powi(4);
    let told = t_80(freedom.clamp(1.0, MOST_FREEDOM) as usize) * both;
    told.max(noise_floor_pct(n, RESOLUTION_PCT).hypot(NORMAL_90 * by_speed_pct))
}

/// Cadence of the last rep against the median of the reps before it, %; `None` where the last rep or all earlier reps
/// have none.
///
/// # Definition
/// `100 (c_n / median(c_1 .. c_(n-1)) - 1)`. Speed plays no part: a runner who slows down takes slower steps, and the
/// watch counts steps far better than satellites measure a rep.
/// # Shape
/// One value per rep, NaN where a rep has none; 3 reps or more.
pub(crate) fn last_rep_steps_pct(step_rates_spm: &[f64]) -> Option<f64> {
    let (last, before) = last_and_before(step_rates_spm)?;
    Some(100.0 * (last / median(&before) - 1.0))
}

/// Standard deviation of [`last_rep_steps_pct`] by measurement, %: `0.6 sqrt(1 + 1/m)`, from the resolution of the last
/// rep and of the median of the m earlier reps with a cadence.
pub(crate) fn last_rep_steps_error_pct(step_rates_spm: &[f64]) -> Option<f64> {
    let (_, before) = last_and_before(step_rates_spm)?;
    Some(RESOLUTION_PCT * (1.0 + 1.0 / before.len() as f64).sqrt())
}

/// The cadence of the last rep, and the known cadences of the reps before it.
fn last_and_before(step_rates_spm: &[f64]) -> Option<(f64, Vec<f64>)> {
    let (last, before) = step_rates_spm.split_last().filter(|(last, before)| last.is_finite() && before.len() >= 2)?;
    let known: Vec<f64> = before.iter().copied().filter(|spm| spm.is_finite()).collect();
    (!known.is_empty()).then_some((*last, known))
}

/// Points for a drift, 0 to 100: all at 0.5 % and below, none at 5 % and above.
pub fn points(drift_pct: f64) -> f64 {
    let (none, all) = POINTS_PCT;
    100.0 * ((none - drift_pct.abs()) / (none - all)).clamp(0.0, 1.0)
}

/// The word for a drift and its interval: `stable` only where the whole interval lies below a marked drift.
pub(super) fn word(drift_pct: f64, Range { low, high }: Range) -> &'static str {
    let is_told = low > 0.0 || high < 0.0;
    let is_narrow = low.abs().max(high.abs()) <= MARKED_PCT;
    match drift_pct.abs() {
        stable if stable < STABLE_PCT && is_narrow => "stable",
        stable if stable < STABLE_PCT => "unclear",
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
        let Range { low, high } = score.ci80.unwrap();
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
    fn the_last_steps_stand_against_those_before() {
        let slower = last_rep_steps_pct(&[180.0, 182.0, f64::NAN, 184.0, 178.36]).unwrap();
        assert!((slower + 2.0).abs() < 1e-9, "the middle of three is 182");
        let error = last_rep_steps_error_pct(&[180.0, 182.0, f64::NAN, 184.0, 178.36]).unwrap();
        assert!((error - 0.6 * (4.0_f64 / 3.0).sqrt()).abs() < 1e-9);
        for none in [vec![180.0, 180.0, f64::NAN], vec![f64::NAN, f64::NAN, 180.0], vec![180.0, 180.0], Vec::new()] {
            assert_eq!((last_rep_steps_pct(&none), last_rep_steps_error_pct(&none)), (None, None), "{none:?}");
        }
    }

    #[test]
    fn words_need_size_and_certainty() {
        assert_eq!(word(-2.0, Range::new(-3.0, -1.0)), "notable");
        assert_eq!(word(-2.0, Range::new(-5.0, 1.0)), "unclear");
        assert_eq!(word(3.5, Range::new(-1.0, 8.0)), "unclear");
        assert_eq!(word(3.5, Range::new(1.0, 6.0)), "marked");
        assert_eq!(word(0.9, Range::new(-1.2, 3.0)), "stable");
        assert_eq!(word(0.9, Range::new(-15.6, 17.4)), "unclear", "a marked drift may hide in it");
        assert!((points(-0.4) - 100.0).abs() < 1e-12 && points(5.0).abs() < 1e-12);
    }
}
