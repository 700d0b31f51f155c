//! Running stress: time weighted by the square of speed over threshold speed.

use crate::clean::Uniform;
use crate::scores::kernel::anchors::grade_factor;
use crate::scores::kernel::load::running_stress;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};
use crate::segment::WorkoutKind;
use crate::stats::mean;

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "stress",
    title: "Running stress",
    level: Level::Session,
    unit: "points",
    plain: "The load of a run by speed alone: 100 is an hour at your threshold speed, which is taken from a race of the last \
        twelve weeks. It knows neither heat nor how you felt, and other programs' stress scores are not the same.",
    formula: "100 h (w / threshold)^2, w the fourth root of the mean fourth power of grade-adjusted speed over 30 s",
    interval: Interval::None("the exponent is a convention without a published error"),
    needs: &[ScoreNeed::Speed, ScoreNeed::Altitude, ScoreNeed::ThresholdSpeed],
    minimum: "a run of 5 min with speed, and a race of the last 12 weeks",
    source: "form of the running stress score (practice, unpublished by its vendors); climb by Minetti et al. 2002, doi:10.1152/japplphysiol.01177.2001; threshold by Daniels and Gilbert 1979",
    evidence: EvidenceGrade::Unclear,
};

/// Seconds over which speed and climb are averaged (practice).
const WINDOW: usize = 30;
/// Shortest run, min. House rule.
const LEAST_MINUTES: f64 = 5.0;
/// Speed below which a climb is an error of the altimeter, m/s. House rule.
const STANDING_MPS: f64 = 0.5;

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    if input.kind == WorkoutKind::NotRunning {
        return Err(Unavailable::Unreadable("not a run".to_owned()));
    }
    if input.minutes < LEAST_MINUTES {
        return Err(Unavailable::Unreadable(format!("a run of less than {LEAST_MINUTES:.0} min")));
    }
    let Some(threshold_mps) = input.context.threshold_mps else {
        return Err(Unavailable::MissingChannel("no race of the last 12 weeks".to_owned()));
    };
    let uniform = &input.prepared.uniform;
    let altitude = uniform.altitude_m.as_deref().filter(|_| !input.is_level);
    let speeds: Vec<f64> = (WINDOW..uniform.distance_m.len())
        .filter(|second| input.is_running(*second))
        .filter_map(|second| adjusted_mps(uniform, altitude, second))
        .collect();
    if speeds.is_empty() {
        return Err(Unavailable::MissingChannel("no distance, position or speed".to_owned()));
    }
    let is_guess = altitude.is_none() && !input.is_level;
    let caveat = if is_guess { "no altitude, taken as level".to_owned() } else { String::new() };
    let value = running_stress(input.minutes / 60.0, weighted_mps(&speeds), threshold_mps);
    finite(Value { caveat, ..plain(value, None, 0) }, "no speed")
}

/// Fourth root of the mean fourth power.
fn weighted_mps(speeds_mps: &[f64]) -> f64 {
    mean(&speeds_mps.iter().map(|speed| speed.powi(4)).collect::<Vec<_>>()).powf(0.25)
}

/// Speed on the flat that costs the same, over the 30 s that end at a second; the speed as run where the climb is not
/// known.
fn adjusted_mps(uniform: &Uniform, altitude: Option<&[f64]>, second: usize) -> Option<f64> {
    let metres = uniform.distance_m.get(second)? - uniform.distance_m.get(second.checked_sub(WINDOW)?)?;
    let speed = metres / WINDOW as f64;
    let factor = match altitude.and_then(|altitude| rise_m(altitude, second)) {
        Some(rise) if speed > STANDING_MPS => grade_factor(rise / metres),
        _ => 1.0,
    };
    Some(speed * factor).filter(|speed| speed.is_finite())
}

/// Climb over the 30 s that end at a second, between means over 30 s: an altimeter flickers by more than a step.
fn rise_m(altitude_m: &[f64], second: usize) -> Option<f64> {
    let half = WINDOW / 2;
    let about = |middle: usize| {
        let values = altitude_m.get(middle.checked_sub(half)?..middle + half)?;
        Some(mean(values)).filter(|mean| mean.is_finite())
    };
    Some(about(second)? - about(second - WINDOW)?)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::ScoreContext;
    use crate::scores::fixture;

    fn at(prepared: &crate::clean::Prepared, is_level: bool) -> Score {
        let context = ScoreContext { threshold_mps: Some(4.0), ..ScoreContext::default() };
        let mut input = SessionInput::of(prepared, WorkoutKind::Steady, &context);
        input.is_level = is_level;
        of(&input)
    }

    #[test]
    fn an_hour_at_threshold_is_100() {
        let mut prepared = fixture::prepared(3601);
        let score = at(&prepared, false).unwrap();
        assert!((score.value - 100.0).abs() < 1e-6 && score.caveat == "no altitude, taken as level");
        assert!(at(&prepared, true).unwrap().caveat.is_empty());
        // A gradient of 5 %: 0.2 m up each second at 4 m/s.
        prepared.uniform.altitude_m = Some((0..3601).map(|second| 0.2 * f64::from(second)).collect());
        let factor = grade_factor(0.05);
        let uphill = at(&prepared, false).unwrap().value;
        assert!((uphill / (100.0 * factor * factor) - 1.0).abs() < 0.01, "{uphill}");
        assert!((at(&prepared, true).unwrap().value - 100.0).abs() < 1e-6);
    }

    #[test]
    fn a_threshold_is_needed_and_surges_weigh_more() {
        let (prepared, unknown) = (fixture::prepared(3601), ScoreContext::default());
        assert!(of(&SessionInput::of(&prepared, WorkoutKind::Steady, &unknown)).is_err());
        assert!(weighted_mps(&[3.0, 5.0]) > 4.0 && (weighted_mps(&[4.0, 4.0]) - 4.0).abs() < 1e-12);
    }
}
