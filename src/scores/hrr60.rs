//! Heart-rate fall over the first 60 s of recovery.

use super::heart_rate::{LEAST_RECOVERY_S, check_rep_time};
use super::needs::plain;
use super::{EvidenceGrade, Interval, Level, Need, Score, ScoreInfo, SetInput, Unavailable, Value};
use crate::stats::{NORMAL_90, median};

/// What it is.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "hrr60",
    title: "Heart-rate fall over 60 s",
    level: Level::Set,
    unit: "bpm",
    plain: "How far your heart rate falls in the first minute of recovery. It varies by a fifth from rep to rep and \
        falls faster when you are overreached, too: a faster fall is never a reason to do more.",
    formula: "median over the reps of the rate at the end less the rate 60 s later",
    interval: Interval::Given("scatter of the falls over the set"),
    needs: &[Need::HeartRate],
    minimum: "3 reps of 90 s or more with recoveries of 60 s or more",
    source: "error of 20 % a rep, PMID 17614018; faster in overreaching too, doi:10.1371/journal.pone.0139754",
    evidence: EvidenceGrade::Unclear,
};

/// Fewest reps for the median fall.
pub const MINIMUM_REPS: usize = 3;

/// Standard error of one fall over 60 s, as a share (PMID 17614018).
const FALL_ERROR: f64 = 0.20;

/// The score of a set.
pub(super) fn of(input: &SetInput<'_>) -> Score {
    input.check_heart_rate()?;
    evaluate(&input.column(|rep| rep.hrr60_bpm), input.rep_time_s)
}

/// Median fall of heart rate over 60 s of recovery, bpm.
///
/// # Definition
/// Median over the reps; 80 % interval from a standard error of 20 % a rep.
/// # Shape
/// A value a rep, NaN where a rep has none.
/// # Errors
/// Reps too short below 90 s; recovery too short when no rep has one of 60 s; too few reps below 3.
/// # Source
/// Standard error: PMID 17614018. A faster fall also comes with overreaching (doi:10.1371/journal.pone.0139754): it is
/// never evidence for more training. Evidence: unclear.
pub fn evaluate(falls_bpm: &[f64], rep_time_s: f64) -> Score {
    check_rep_time(rep_time_s)?;
    let known: Vec<f64> = falls_bpm.iter().copied().filter(|fall| fall.is_finite()).collect();
    let n = known.len();
    if n == 0 {
        return Err(Unavailable::RecoveryTooShort { needed_s: LEAST_RECOVERY_S });
    }
    if n < MINIMUM_REPS {
        return Err(Unavailable::TooFewReps { found: n, needed: MINIMUM_REPS });
    }
    let value = median(&known);
    let half = NORMAL_90 * FALL_ERROR * value.abs() / (n as f64).sqrt();
    let caveat = "compare with the same workout and recovery only".to_owned();
    Ok(Value { caveat, ..plain(value, Some((value - half, value + half)), n) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_fall_needs_three_reps() {
        let score = evaluate(&[30.0, 28.0, f64::NAN, 32.0], 100.0).unwrap();
        assert!((score.value - 30.0).abs() < 1e-9);
        assert!(score.ci80.unwrap().0 < 26.0);
        assert_eq!(evaluate(&[30.0, 28.0], 100.0), Err(Unavailable::TooFewReps { found: 2, needed: 3 }));
        assert!(matches!(evaluate(&[f64::NAN; 6], 100.0), Err(Unavailable::RecoveryTooShort { .. })));
    }
}
