//! Step length of a rep: how far one step took the runner.

use super::step_rate::RESOLUTION_SPM;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed, Unavailable};
use crate::stats::{NORMAL_90, Range};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "step_length",
    title: "Step length",
    level: Level::Rep,
    unit: "m",
    plain: "How far one step took you, from speed and cadence: half of what watches call stride length. It grows with speed \
        and with the length of your legs; longer is not better.",
    formula: "60 v / cadence, the cadence over the middle 80 % of the rep",
    interval: Interval::Given("measurement noise of the rep's speed and the resolution of cadence"),
    needs: &[ScoreNeed::Speed, ScoreNeed::Cadence],
    minimum: "speed and cadence",
    source: "arithmetic",
    evidence: EvidenceGrade::High,
};

/// Length of one step, m: `60 v / cadence`.
pub fn step_length_m(speed_mps: f64, step_rate_spm: f64) -> f64 {
    60.0 * speed_mps / step_rate_spm
}

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    if !input.rep.speed_mps.is_finite() {
        return Err(Unavailable::MissingChannel("no speed in the rep".to_owned()));
    }
    let Some(step_rate_spm) = input.rep.step_rate_spm else {
        return Err(Unavailable::MissingChannel("no cadence".to_owned()));
    };
    evaluate(input.rep.speed_mps, step_rate_spm, input.rep.noise_pct)
}

/// Length of a step, m. The 80 % interval is from the speed's noise, %, and the cadence's resolution.
///
/// # Errors
/// `Unreadable` when the length is no number: at a step rate of 0.
pub fn evaluate(speed_mps: f64, step_rate_spm: f64, noise_pct: f64) -> Score {
    let length_m = step_length_m(speed_mps, step_rate_spm);
    let half = NORMAL_90 * length_m * (noise_pct / 100.0).hypot(RESOLUTION_SPM / step_rate_spm);
    let ci80 = half.is_finite().then_some(Range::about(length_m, half));
    finite(plain(length_m, ci80, 1), "steps without time")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::{RepScore, fixture};

    #[test]
    fn both_errors_are_in_the_interval() {
        let score = evaluate(4.5, 180.0, 0.5).unwrap();
        let Range { low, high } = score.ci80.unwrap();
        assert!((score.value - 1.5).abs() < 1e-12);
        let half = 1.2816 * 1.5 * (0.005_f64.powi(2) + (1.0 / 180.0_f64).powi(2)).sqrt();
        assert!(((high - low) / 2.0 - half).abs() < 1e-4);
        assert!(evaluate(4.5, 0.0, 0.5).is_err());
    }

    #[test]
    fn it_needs_speed_and_cadence() {
        let prepared = fixture::prepared(200);
        let bare = fixture::rep_score(400.0, 100.0);
        let why =
            |rep: &RepScore| of(&fixture::rep_input(rep, &prepared, Span::new(0.0, 100.0))).unwrap_err().to_string();
        assert_eq!(why(&bare), "no cadence");
        assert_eq!(why(&RepScore { speed_mps: f64::NAN, ..bare.clone() }), "no speed in the rep");
    }
}
