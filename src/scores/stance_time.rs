//! Ground contact time of a rep.

use super::needs::plain;
use super::{EvidenceGrade, Interval, Level, Need, RepInput, Score, ScoreInfo, Unavailable};

/// What it is.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "stance_time",
    title: "Ground contact time",
    level: Level::Rep,
    unit: "ms",
    plain: "How long a foot stays on the ground, in the middle of the rep. It falls with speed; compare it with the same \
        device only, at a like speed. Shorter is not better by itself.",
    formula: "mean over the middle 80 % of the rep",
    interval: Interval::None("no error of the contact time is published for most devices"),
    needs: &[Need::StanceTime],
    minimum: "a device that measures ground contact time",
    source: "mean of what the device gave",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a rep.
pub(super) fn of(input: &RepInput<'_>) -> Score {
    let mean = input.rep.stance_time_ms.map(|ms| plain(ms, None, 1));
    mean.ok_or_else(|| Unavailable::MissingChannel("no ground contact time".to_owned()))
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
        let rep = RepScore { stance_time_ms: Some(231.0), ..bare.clone() };
        let of_rep = |rep| of(&fixture::rep_input(rep, &prepared, Span::new(0.0, 100.0)));
        assert!((of_rep(&rep).unwrap().value - 231.0).abs() < 1e-12);
        assert_eq!(of_rep(&bare).unwrap_err().to_string(), "no ground contact time");
    }
}
