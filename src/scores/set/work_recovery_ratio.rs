//! Work to recovery: the time of a rep over the time of the recovery after it.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, SetInput, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "work_recovery_ratio",
    title: "Work to recovery",
    level: Level::Set,
    unit: "ratio",
    plain: "The time of your reps over the time of the recoveries after them: 2 is twice as long a rep as its recovery. A \
        description of the session, not a mark. What you did in the recovery, stand or jog, it does not say.",
    formula: "sum of rep times / sum of recovery times, over the reps that another one of the set follows",
    interval: Interval::None("arithmetic on times; the confidence of the edges stands with the segments"),
    needs: &[],
    minimum: "2 like reps",
    source: "arithmetic; recoveries by the wall clock, for a stopped timer is rest, too",
    evidence: EvidenceGrade::High,
};

/// The score of a set.
pub(crate) fn of(input: &SetInput<'_>) -> Score {
    let times: Vec<f64> = input.reps.iter().map(|rep| rep.timer_s).collect();
    evaluate(&times, &input.rests_s)
}

/// Time of reps over time of the recoveries that follow them within the set.
///
/// # Shape
/// `rests_s` has one value fewer than there are reps, s; NaN where the next rep is of another set.
/// # Errors
/// `Unreadable` when no two reps have a recovery between them.
pub(crate) fn evaluate(rep_times_s: &[f64], rests_s: &[f64]) -> Score {
    let followed: Vec<(f64, f64)> =
        rep_times_s.iter().copied().zip(rests_s.iter().copied()).filter(|(_, rest)| *rest > 0.0).collect();
    if followed.is_empty() {
        return Err(if rep_times_s.is_empty() {
            Unavailable::NoReps
        } else {
            Unavailable::Unreadable("no recovery between two reps of the set".to_owned())
        });
    }
    let (work, rest) = followed.iter().fold((0.0, 0.0), |(work, rest), (w, r)| (work + w, rest + r));
    finite(plain(work / rest, None, followed.len() + 1), "the reps have no time")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn as_long_a_rest_is_one() {
        assert!((evaluate(&[90.0, 90.0, 95.0], &[90.0, 90.0]).unwrap().value - 1.0).abs() < 1e-12, "the last has none");
        assert!((evaluate(&[80.0, 80.0, 80.0], &[40.0, f64::NAN]).unwrap().value - 2.0).abs() < 1e-12);
        assert!(matches!(evaluate(&[80.0], &[]), Err(Unavailable::Unreadable(_))));
        assert_eq!(evaluate(&[], &[]), Err(Unavailable::NoReps));
    }
}
