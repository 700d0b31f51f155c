//! Lucia's load: minutes below, between and above the two thresholds, times 1 to 3.

use crate::scores::kernel::load::load_lucia;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "lucia_load",
    title: "Threshold load (Lucia)",
    level: Level::Session,
    unit: "points",
    plain: "The load of a session by the minutes below your first threshold, between the two and above the second. The second is \
        the rate that you gave; the first is guessed from it, and the guess is printed.",
    formula: "minutes below .89 LTHR + 2 x minutes from there to LTHR + 3 x minutes above",
    interval: Interval::None("the weights are a convention without a published error"),
    needs: &[ScoreNeed::HeartRate, ScoreNeed::Lthr],
    minimum: "heart rate for 95 % of the time",
    source: "Lucia et al. 2003, Med Sci Sports Exerc 35:872-878; the first threshold at 89 % of the second is a house rule",
    evidence: EvidenceGrade::Unclear,
};

/// The first threshold as a share of the second. House rule: the upper end of steady running in zones of practice
/// (Friel).
const FIRST_SHARE: f64 = 0.89;

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let rates = input.heart_rates()?;
    let Some(lthr_bpm) = input.context.lthr_bpm else {
        return Err(Unavailable::MissingChannel("no threshold heart rate".to_owned()));
    };
    let caveat = "first threshold guessed at 89 % of the second".to_owned();
    let value = load_lucia(&zone_minutes(rates, lthr_bpm, input.minutes));
    finite(Value { caveat, ..plain(value, None, 0) }, "no time")
}

/// Minutes below, between and above the thresholds: the time is shared out in proportion to the rates in each zone.
fn zone_minutes(rates_bpm: &[f64], lthr_bpm: f64, minutes: f64) -> [f64; 3] {
    let mut zones = [0.0; 3];
    let each = minutes / rates_bpm.len() as f64;
    for rate in rates_bpm {
        zones[usize::from(*rate >= FIRST_SHARE * lthr_bpm) + usize::from(*rate > lthr_bpm)] += each;
    }
    zones
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    #[test]
    fn three_zones_by_the_threshold() {
        let zones = zone_minutes(&[130.0, 153.0, 170.0, 171.0], 170.0, 60.0);
        assert!(zones.iter().zip([15.0, 30.0, 15.0]).all(|(a, b)| (a - b).abs() < 1e-9), "{zones:?}");
    }

    #[test]
    fn a_threshold_is_needed() {
        let mut prepared = fixture::prepared(601);
        prepared.uniform.heart_rate_bpm = Some(vec![175.0; 601]);
        let unknown = crate::scores::ScoreContext::default();
        let known = crate::scores::ScoreContext { lthr_bpm: Some(170.0), ..unknown };
        let kind = crate::segment::WorkoutKind::Steady;
        assert!(of(&SessionInput::of(&prepared, kind, &unknown)).is_err());
        assert!((of(&SessionInput::of(&prepared, kind, &known)).unwrap().value - 30.0).abs() < 1e-9);
    }
}
