//! Step rate of a rep: its cadence, both feet counted.

use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable};
use crate::stats::{NORMAL_90, Range};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "step_rate",
    title: "Step rate",
    level: Level::Rep,
    unit: "steps/min",
    plain: "Your cadence in the middle of the rep, the steps of both feet. It rises with speed and differs between runners; \
        no number is a target.",
    formula: "mean over the middle 80 % of the rep",
    interval: Interval::Given("the resolution of the devices, one step a minute"),
    needs: &[ScoreNeed::Cadence],
    minimum: "cadence over four fifths of the middle of the rep",
    source: "mean of what the sensor gave; the resolution is a house rule",
    evidence: EvidenceGrade::High,
};

/// Standard deviation of a rep's cadence, steps/min. House rule: what devices resolve.
pub(super) const RESOLUTION_SPM: f64 = 1.0;

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    match (input.rep.step_rate_spm, &input.prepared.uniform.step_rate_spm) {
        (Some(step_rate_spm), _) => evaluate(step_rate_spm),
        (None, None) => Err(Unavailable::MissingChannel("no cadence".to_owned())),
        (None, Some(_)) => Err(Unavailable::MissingChannel("cadence in too little of the rep".to_owned())),
    }
}

/// A cadence, steps/min, with the 80 % interval of its resolution.
///
/// # Errors
/// `Unreadable` when the cadence is no number.
pub(crate) fn evaluate(step_rate_spm: f64) -> Score {
    let half = NORMAL_90 * RESOLUTION_SPM;
    finite(plain(step_rate_spm, Some(Range::about(step_rate_spm, half)), 1), "no cadence")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::clean::Prepared;
    use crate::model::Span;
    use crate::scores::{RepScore, fixture};

    #[test]
    fn a_step_a_minute_is_open() {
        let Range { low, high } = evaluate(180.0).unwrap().ci80.unwrap();
        assert!((high - 181.28).abs() < 0.01 && (low + high - 360.0).abs() < 1e-9);
    }

    #[test]
    fn a_missing_cadence_says_how() {
        let mut prepared = fixture::prepared(200);
        let bare = fixture::rep_score(400.0, 100.0);
        let why = |prepared: &Prepared| {
            of(&fixture::rep_input(&bare, prepared, Span::new(0.0, 100.0))).unwrap_err().to_string()
        };
        assert_eq!(why(&prepared), "cadence in too little of the rep");
        prepared.uniform.step_rate_spm = None;
        assert_eq!(why(&prepared), "no cadence");
        let rep = RepScore { step_rate_spm: Some(182.0), ..bare.clone() };
        assert!(of(&fixture::rep_input(&rep, &prepared, Span::new(0.0, 100.0))).is_ok());
    }
}
