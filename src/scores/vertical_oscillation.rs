//! Vertical oscillation of a rep.

use super::needs::plain;
use super::{EvidenceGrade, Interval, Level, Need, RepInput, Score, ScoreInfo, Unavailable};

/// What it is.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "vertical_oscillation",
    title: "Vertical oscillation",
    level: Level::Rep,
    unit: "mm",
    plain: "How far your body goes up and down with each step, in the middle of the rep. Compare it with the same device \
        only, at a like speed; less is not better by itself.",
    formula: "mean over the middle 80 % of the rep",
    interval: Interval::None("no error of the oscillation is published for most devices"),
    needs: &[Need::VerticalOscillation],
    minimum: "a device that measures vertical oscillation",
    source: "mean of what the device gave",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a rep.
pub(super) fn of(input: &RepInput<'_>) -> Score {
    let mean = input.rep.vertical_oscillation_mm.map(|mm| plain(mm, None, 1));
    mean.ok_or_else(|| Unavailable::MissingChannel("no vertical oscillation".to_owned()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::{RepScore, fixture};

    #[test]
    fn it_is_what_the_device_gave() {
        let (prepared, bare) = (fixture::prepared(200), fixture::rep_score(400.0, 100.0));
        let rep = RepScore { vertical_oscillation_mm: Some(82.0), ..bare.clone() };
        let of_rep = |rep| of(&fixture::rep_input(rep, &prepared, Span::new(0.0, 100.0)));
        assert!((of_rep(&rep).unwrap().value - 82.0).abs() < 1e-12);
        assert_eq!(of_rep(&bare).unwrap_err().to_string(), "no vertical oscillation");
    }
}
