//! Vertical oscillation of a rep.

use crate::scores::kernel::needs::given;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "vertical_oscillation",
    title: "Vertical oscillation",
    level: Level::Rep,
    unit: "mm",
    plain: "How far your body goes up and down with each step, in the middle of the rep. Compare it with the same device \
        only, at a like speed; less is not better by itself.",
    formula: "mean over the middle 80 % of the rep",
    interval: Interval::None("no error of the oscillation is published for most devices"),
    needs: &[ScoreNeed::VerticalOscillation],
    minimum: "a device that measures vertical oscillation",
    source: "mean of what the device gave",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    given(input.rep.vertical_oscillation_mm, "no vertical oscillation")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::fixture::check_given;

    #[test]
    fn it_is_what_the_device_gave() {
        check_given(of, |rep| &mut rep.vertical_oscillation_mm, "no vertical oscillation");
    }
}
