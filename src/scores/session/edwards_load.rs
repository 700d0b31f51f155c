//! Edwards' load: minutes in five zones of the maximum heart rate, times 1 to 5.

use crate::scores::kernel::load::load_edwards;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "edwards_load",
    title: "Zone load (Edwards)",
    level: Level::Session,
    unit: "points",
    plain: "The load of a session by the minutes in five zones of your maximum heart rate, the hardest counting five times. It is \
        only as good as the maximum that you gave; below half of it nothing counts.",
    formula: "sum of minutes in 50-60, 60-70, 70-80, 80-90, 90-100 % of maximum x 1 to 5",
    interval: Interval::None("the weights are a convention without a published error"),
    needs: &[ScoreNeed::HeartRate, ScoreNeed::HrMax],
    minimum: "heart rate for 95 % of the time",
    source: "Edwards 1993, The Heart Rate Monitor Book (practice)",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let rates = input.heart_rates()?;
    let Some(max_bpm) = input.context.hr_max_bpm else {
        return Err(Unavailable::MissingChannel("no maximum heart rate".to_owned()));
    };
    finite(plain(load_edwards(&zone_minutes(rates, max_bpm, input.minutes)), None, 0), "no time")
}

/// Minutes in the five zones: the time is shared out in proportion to the rates in each. A rate above the maximum is in
/// the fifth.
fn zone_minutes(rates_bpm: &[f64], max_bpm: f64, minutes: f64) -> [f64; 5] {
    let mut zones = [0.0; 5];
    let each = minutes / rates_bpm.len() as f64;
    for rate in rates_bpm {
        let tenth = (10.0 * rate / max_bpm).floor();
        if tenth >= 5.0 {
            zones[(tenth as usize - 5).min(4)] += each;
        }
    }
    zones
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;

    #[test]
    fn zones_begin_at_their_lower_end() {
        let zones = zone_minutes(&[90.0, 100.0, 119.0, 120.0, 180.0, 210.0], 200.0, 60.0);
        let expected = [20.0, 10.0, 0.0, 0.0, 20.0];
        assert!(zones.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{zones:?}");
    }

    #[test]
    fn a_maximum_is_needed() {
        let mut prepared = fixture::prepared(601);
        prepared.uniform.heart_rate_bpm = Some(vec![150.0; 601]);
        let unknown = crate::scores::ScoreContext::default();
        let known = crate::scores::ScoreContext { hr_max_bpm: Some(200.0), ..unknown };
        let kind = crate::segment::WorkoutKind::Steady;
        assert!(of(&SessionInput::of(&prepared, kind, &unknown)).is_err());
        assert!((of(&SessionInput::of(&prepared, kind, &known)).unwrap().value - 30.0).abs() < 1e-9);
    }
}
