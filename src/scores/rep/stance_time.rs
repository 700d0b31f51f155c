//! Ground contact time of a rep.

use crate::scores::kernel::needs::given;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "stance_time",
    title: "Ground contact time",
    level: Level::Rep,
    unit: "ms",
    plain: "How long a foot stays on the ground, in the middle of the rep. It falls with speed; compare it with the same \
        device only, at a like speed. Shorter is not better by itself.",
    formula: "mean over the middle 80 % of the rep",
    interval: Interval::None("no error of the contact time is published for most devices"),
    needs: &[ScoreNeed::StanceTime],
    minimum: "a device that measures ground contact time",
    source: "mean of what the device gave",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    given(input.rep.stance_time_ms, "no ground contact time")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::fixture::check_given;

    #[test]
    fn it_is_what_the_device_gave() {
        check_given(of, |rep| &mut rep.stance_time_ms, "no ground contact time");
    }
}
