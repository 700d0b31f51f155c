//! Running power as the device gives it.

use crate::scores::kernel::middle::{mean_of_samples, middle_span};
use crate::scores::kernel::needs::given;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "power",
    title: "Power",
    level: Level::Rep,
    unit: "W",
    plain: "The mean power that your device gave for the middle of the rep. Each maker computes it in its own way, so \
        compare it within one device only; nothing is decided from it.",
    formula: "mean of the device's power over the middle 80 % of the rep",
    interval: Interval::None("the device's own model, without a published error"),
    needs: &[ScoreNeed::Power],
    minimum: "a device that gives power",
    source: "Stryd varies by up to 4.3 %, others are less repeatable (PMID 32212955)",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    let watts = mean_of_samples(input.prepared, input.prepared.track.power_w.as_ref(), middle_span(input.span));
    given(watts, "no power")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::fixture;

    #[test]
    fn only_the_middle_counts() {
        let mut prepared = fixture::prepared(200);
        let rep = fixture::rep_score(400.0, 100.0);
        assert!(of(&fixture::rep_input(&rep, &prepared, Span::new(50.0, 150.0))).is_err());
        let watts = |second: u32| if (60..140).contains(&second) { 300.0 } else { 900.0 };
        prepared.track.power_w = Some((0..200).map(watts).collect());
        let score = of(&fixture::rep_input(&rep, &prepared, Span::new(50.0, 150.0))).unwrap();
        assert!((score.value - 300.0).abs() < 1e-12);
    }
}
