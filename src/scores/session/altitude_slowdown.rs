//! The slowdown by altitude in a runner's first two weeks there.

use crate::scores::kernel::conditions::altitude_slowdown_pct;
use crate::scores::kernel::needs::plain;
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};
use crate::stats::median;

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "altitude_slowdown",
    title: "Altitude",
    level: Level::Session,
    unit: "%",
    plain: "How much slower efforts of five minutes and more are expected at this altitude in the first two weeks up there; shorter \
        ones lose less. Whether you are used to it is not known, so nothing is decided by it.",
    formula: "2.15, 2.9, 3.8, 5.9 % at 1200, 1500, 1800, 2400 m, linear between, from 0 at 600 m; m the median of the run",
    interval: Interval::None("a table of factors, which states no error"),
    needs: &[ScoreNeed::Altitude],
    minimum: "a run above 600 m with altitude",
    source: "conversion factors of the NCAA for track times, as quoted in guides",
    evidence: EvidenceGrade::Unclear,
};

/// Altitude up to which nothing is lost, m.
const FREE_M: f64 = 600.0;
/// Length of the effort that the slowdown is given for, s.
const EFFORT_S: f64 = 300.0;

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let channel = input.prepared.uniform.altitude_m.as_deref().unwrap_or(&[]);
    let known: Vec<f64> = channel.iter().copied().filter(|metres| metres.is_finite()).collect();
    let middle_m = median(&known);
    if middle_m.is_nan() {
        return Err(Unavailable::MissingChannel("no altitude".to_owned()));
    }
    if middle_m <= FREE_M {
        return Err(Unavailable::Unreadable(format!(
            "run at {middle_m:.0} m: up to {FREE_M:.0} m altitude costs nothing"
        )));
    }
    let caveat = format!("at {middle_m:.0} m, in the first two weeks there");
    Ok(Value { caveat, ..plain(altitude_slowdown_pct(middle_m, EFFORT_S), None, 0) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::{ScoreContext, fixture};
    use crate::segment::WorkoutKind;

    #[test]
    fn only_high_up_it_costs_something() {
        let context = ScoreContext::default();
        let at = |metres: f64| {
            let mut prepared = fixture::prepared(600);
            prepared.uniform.altitude_m = Some(vec![metres; 600]);
            of(&SessionInput::of(&prepared, WorkoutKind::Steady, &context))
        };
        assert!((at(1500.0).unwrap().value - 2.9).abs() < 1e-9);
        assert!(at(1500.0).unwrap().caveat.starts_with("at 1500 m"));
        assert_eq!(at(120.0).unwrap_err().to_string(), "run at 120 m: up to 600 m altitude costs nothing");
        let prepared = fixture::prepared(600);
        assert!(of(&SessionInput::of(&prepared, WorkoutKind::Steady, &context)).is_err());
    }
}
