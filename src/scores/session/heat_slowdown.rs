//! What the heat of the day is expected to cost reps.

use crate::scores::kernel::conditions::heat;
use crate::scores::kernel::needs::plain;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "heat_slowdown",
    title: "Heat",
    level: Level::Session,
    unit: "%",
    plain: "How much slower reps are expected in the heat of that day, by a coach's table. The target of a session is lowered \
        by it, and above 1.5 % a clean session counts as no pass. A run without pauses is slowed by twice as much.",
    formula: "half the table's slowdown for temperature + dew point in degrees Fahrenheit",
    interval: Interval::None("a coach's table, which states no error"),
    needs: &[ScoreNeed::Weather],
    minimum: "temperature and dew point in the journal",
    source: "a coach's table (M. Hadley, Maximum Performance Running, July 2013); not peer reviewed",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let weather = input.context.weather_c.and_then(|(air, dew)| heat(air, dew));
    let Some(heat) = weather else {
        return Err(Unavailable::MissingChannel("no temperature and dew point in the journal".to_owned()));
    };
    let word = if heat.is_too_hot { "too hot for hard running" } else { "" };
    Ok(Value { word, ..plain(heat.reps_slowdown_pct, None, 0) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::{ScoreContext, fixture};
    use crate::segment::WorkoutKind;

    #[test]
    fn the_weather_of_the_journal_is_told() {
        let prepared = fixture::prepared(600);
        let of_weather = |weather_c| {
            let context = ScoreContext { weather_c, ..ScoreContext::default() };
            of(&SessionInput::of(&prepared, WorkoutKind::Reps, &context))
        };
        assert!((of_weather(Some((28.0, 20.0))).unwrap().value - 1.875).abs() < 1e-9);
        assert_eq!(of_weather(Some((40.0, 28.0))).unwrap().word, "too hot for hard running");
        assert!(of_weather(None).is_err());
    }
}
