//! Target error: a rep's speed against the pace that its step asked for.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable, Value,
};
use crate::stats::{NORMAL_90, Range};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "target_error",
    title: "Target error",
    level: Level::Rep,
    unit: "%",
    plain: "How much faster (plus) or slower (minus) the rep was than the middle of the pace range that the workout on your \
        watch asked for, and whether it was in the range. Faster than asked is no better.",
    formula: "100 (v / middle of the target range - 1)",
    interval: Interval::Given("measurement noise of the rep's speed"),
    needs: &[ScoreNeed::Speed, ScoreNeed::Target],
    minimum: "a workout step with a pace target",
    source: "arithmetic on the plan in the file",
    evidence: EvidenceGrade::High,
};

/// The score of a rep. Its word says where the speed was in the range.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    let Some(target_mps) = input.target_mps else {
        return Err(Unavailable::MissingChannel("no target pace in the file".to_owned()));
    };
    evaluate(input.rep.speed_mps, target_mps, input.rep.noise_pct)
}

/// A speed against a target range, slow and fast, m/s.
///
/// # Errors
/// `MissingChannel` when the rep has no speed.
pub fn evaluate(speed_mps: f64, target_mps: Range, noise_pct: f64) -> Score {
    let word = if speed_mps > target_mps.high {
        "faster than asked"
    } else if speed_mps < target_mps.low {
        "slower than asked"
    } else {
        "on target"
    };
    let value = 100.0 * (speed_mps / target_mps.middle() - 1.0);
    if speed_mps.is_nan() {
        return Err(Unavailable::MissingChannel("no speed".to_owned()));
    }
    let half = NORMAL_90 * noise_pct * (1.0 + value / 100.0);
    finite(Value { word, ..plain(value, Some(Range::about(value, half)), 1) }, "no target")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_range_is_the_target() {
        let score = evaluate(4.1, Range::new(3.9, 4.1), 0.5).unwrap();
        assert!((score.value - 2.5).abs() < 1e-9 && score.word == "on target");
        let Range { low, high } = score.ci80.unwrap();
        assert!((high - low - 2.0 * NORMAL_90 * 0.5 * 1.025).abs() < 1e-9, "the noise of the speed");
        assert_eq!(evaluate(4.2, Range::new(3.9, 4.1), 0.5).unwrap().word, "faster than asked");
        assert_eq!(evaluate(3.8, Range::new(3.9, 4.1), 0.5).unwrap().word, "slower than asked");
        assert!(evaluate(f64::NAN, Range::new(3.9, 4.1), 0.5).is_err());
    }
}
