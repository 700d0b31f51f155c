//! Speed of a rep, with its error of measurement.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable};
use crate::stats::{NORMAL_90, Range};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "speed",
    title: "Speed",
    level: Level::Rep,
    unit: "m/s",
    plain: "How fast you ran the rep: its distance over its time without pauses, on a track that was recognised by the \
        track's length. Pace is the same thing turned round. The interval is what timing and distance leave open of one rep \
        against another; by satellites a whole session can be off by a further percent or so.",
    formula: "v = d / t; pace is 1000 / v",
    interval: Interval::Given("measurement noise of the rep's time and distance"),
    needs: &[ScoreNeed::Speed],
    minimum: "distance, position or speed",
    source: "arithmetic; the noise of satellites is a house rule about doi:10.2196/17118 and PMC6189485",
    evidence: EvidenceGrade::High,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    evaluate(input.rep.speed_mps, input.rep.noise_pct)
}

/// A speed, m/s, with the 80 % interval of its noise, %.
///
/// # Errors
/// `MissingChannel` when the rep has no speed.
pub fn evaluate(speed_mps: f64, noise_pct: f64) -> Score {
    let half = NORMAL_90 * noise_pct * speed_mps / 100.0;
    if !speed_mps.is_finite() {
        return Err(Unavailable::MissingChannel("no speed in the rep".to_owned()));
    }
    let ci80 = half.is_finite().then_some(Range::about(speed_mps, half));
    finite(plain(speed_mps, ci80, 1), "no speed in the rep")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_noise() {
        let score = evaluate(4.0, 1.0).unwrap();
        let Range { low, high } = score.ci80.unwrap();
        assert!((score.value - 4.0).abs() < 1e-12 && (high - 4.0 - 0.012_82 * 4.0).abs() < 1e-4);
        assert!((low + high - 8.0).abs() < 1e-12);
        assert_eq!(evaluate(f64::NAN, 1.0).unwrap_err().to_string(), "no speed in the rep");
        assert_eq!(evaluate(4.0, f64::NAN).unwrap().ci80, None);
    }
}
