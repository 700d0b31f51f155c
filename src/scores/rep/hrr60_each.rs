//! Heart-rate fall over the first 60 s of the recovery after one rep.

use crate::scores::kernel::heart_rate::{LEAST_RECOVERY_S, check_rep_time};
use crate::scores::kernel::needs::given;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "hrr60_each",
    title: "Heart-rate fall over 60 s, each rep",
    level: Level::Rep,
    unit: "bpm",
    plain: "How far your heart rate fell in the first minute after this rep. One fall says little, for they differ by a fifth \
        by themselves: look at the median of the set (hrr60). A faster fall is never a reason to do more.",
    formula: "rate over the last 10 s of the rep less the rate 60 s later (+- 2 s)",
    interval: Interval::None("one fall; its scatter over the set stands beside hrr60"),
    needs: &[ScoreNeed::HeartRate],
    minimum: "90 s, and a recovery of 60 s or more",
    source: "error of 20 % a rep, PMID 17614018; faster in overreaching, too (doi:10.1371/journal.pone.0139754)",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    input.check_heart_rate()?;
    check_rep_time(input.span.length_s())?;
    if input.recovery.is_none_or(|recovery| recovery.length_s() < LEAST_RECOVERY_S) {
        return Err(Unavailable::RecoveryTooShort { needed_s: LEAST_RECOVERY_S });
    }
    given(input.rep.hrr60_bpm, "no heart rate at the end of the rep or 60 s later, or one that lags")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::{RepScore, fixture};

    #[test]
    fn a_fall_needs_a_minute_of_recovery() {
        let prepared = fixture::prepared(400);
        let rep = RepScore { hrr60_bpm: Some(31.0), ..fixture::rep_score(400.0, 100.0) };
        let mut input = fixture::rep_input(&rep, &prepared, Span::new(100.0, 200.0));
        assert_eq!(of(&input), Err(Unavailable::RecoveryTooShort { needed_s: 60.0 }));
        input.recovery = Some(Span::new(200.0, 275.0));
        assert!((of(&input).unwrap().value - 31.0).abs() < 1e-12);
        let bare = fixture::rep_score(400.0, 100.0);
        let why = of(&RepInput { rep: &bare, ..input }).unwrap_err().to_string();
        assert_eq!(why, "no heart rate at the end of the rep or 60 s later, or one that lags");
    }
}
