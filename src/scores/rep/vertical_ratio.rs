//! Vertical ratio: how far the body rises for each metre of a step.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "vertical_ratio",
    title: "Vertical ratio",
    level: Level::Rep,
    unit: "%",
    plain: "How far your body goes up and down for each step's length. Compare it with the same device only, at a like \
        speed; a smaller one is not better by itself.",
    formula: "100 vertical oscillation / step length, both over the middle 80 % of the rep",
    interval: Interval::None("no error of the oscillation is published for most devices"),
    needs: &[ScoreNeed::Speed, ScoreNeed::Cadence, ScoreNeed::VerticalOscillation],
    minimum: "a device that measures vertical oscillation",
    source: "definition by the makers of the devices (Garmin, running dynamics)",
    evidence: EvidenceGrade::Unclear,
};

/// Vertical oscillation over step length, %.
pub fn vertical_ratio_pct(oscillation_m: f64, step_length_m: f64) -> f64 {
    100.0 * oscillation_m / step_length_m
}

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    let Some(oscillation_mm) = input.rep.vertical_oscillation_mm else {
        return Err(Unavailable::MissingChannel("no vertical oscillation".to_owned()));
    };
    let Some(step_m) = input.rep.step_length_m else {
        return Err(Unavailable::MissingChannel("no cadence or speed for the length of a step".to_owned()));
    };
    finite(plain(vertical_ratio_pct(oscillation_mm / 1000.0, step_m), None, 1), "steps without length")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::RepScore;
    use crate::scores::fixture;

    #[test]
    fn eight_centimetres_in_a_metre_and_a_quarter() {
        let prepared = fixture::prepared(200);
        let of_rep = |rep: RepScore| of(&fixture::rep_input(&rep, &prepared, Span::new(0.0, 100.0)));
        let rep = fixture::rep_score(400.0, 100.0);
        assert!(of_rep(rep.clone()).is_err());
        let (step_length_m, vertical_oscillation_mm) = (Some(1.25), Some(80.0));
        let score = of_rep(RepScore { step_length_m, vertical_oscillation_mm, ..rep }).unwrap();
        assert!((score.value - 6.4).abs() < 1e-12);
    }
}
