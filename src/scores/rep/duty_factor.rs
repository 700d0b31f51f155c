//! Duty factor: the share of a stride that one foot is on the ground.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "duty_factor",
    title: "Duty factor",
    level: Level::Rep,
    unit: "0 to 1",
    plain: "The share of the time that one foot is on the ground: below 0.5 is running, and faster running has less. \
        Compare it with the same device only; it is a description, not a mark.",
    formula: "ground contact time (ms) x cadence (steps/min) / 120000, both over the middle 80 % of the rep",
    interval: Interval::None("no error of the contact time is published for most devices"),
    needs: &[ScoreNeed::Cadence, ScoreNeed::StanceTime],
    minimum: "a device that measures ground contact time",
    source: "arithmetic: contact time over stride time (Alexander 1991, definition)",
    evidence: EvidenceGrade::High,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    let Some(stance_ms) = input.rep.stance_time_ms else {
        return Err(Unavailable::MissingChannel("no ground contact time".to_owned()));
    };
    let Some(cadence_spm) = input.rep.step_rate_spm else {
        return Err(Unavailable::MissingChannel("no cadence".to_owned()));
    };
    finite(plain(duty_factor(stance_ms, cadence_spm), None, 1), "steps without time")
}

/// Contact time over the time of a stride, which is two steps.
pub(crate) fn duty_factor(stance_time_ms: f64, step_rate_spm: f64) -> f64 {
    stance_time_ms * step_rate_spm / 120_000.0
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::RepScore;
    use crate::scores::fixture;

    #[test]
    fn a_fifth_of_a_second_at_180() {
        assert!((duty_factor(200.0, 180.0) - 0.3).abs() < 1e-12);
        let prepared = fixture::prepared(200);
        let rep = fixture::rep_score(400.0, 100.0);
        let no_cadence = RepScore { stance_time_ms: Some(200.0), ..rep };
        let input = fixture::rep_input(&no_cadence, &prepared, Span::new(0.0, 100.0));
        assert_eq!(of(&input).unwrap_err().to_string(), "no cadence");
    }
}
