//! Time at 90 % of maximum heart rate and above.

use crate::scores::kernel::needs::plain;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "time_high_heart_rate",
    title: "Time at high heart rate",
    level: Level::Session,
    unit: "s",
    plain: "How long your heart beat at nine tenths of its maximum or faster. Heart rate lags the effort, so short reps read low \
        however hard they were, and a maximum that was guessed moves it a lot.",
    formula: "seconds with heart rate >= 0.90 max",
    interval: Interval::None("it hangs on the maximum, whose error nobody knows"),
    needs: &[ScoreNeed::HeartRate, ScoreNeed::HrMax],
    minimum: "heart rate for 95 % of the time",
    source: "practice; a stand-in for the time near maximal oxygen uptake",
    evidence: EvidenceGrade::Unclear,
};

/// Share of the maximum (practice).
const HIGH: f64 = 0.90;

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let rates = input.heart_rates()?;
    let Some(max_bpm) = input.context.hr_max_bpm else {
        return Err(Unavailable::MissingChannel("no maximum heart rate".to_owned()));
    };
    let high = rates.iter().filter(|rate| **rate >= HIGH * max_bpm).count();
    Ok(plain(high as f64, None, 0))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::{ScoreContext, fixture};
    use crate::segment::WorkoutKind;

    #[test]
    fn seconds_from_nine_tenths_on() {
        let mut prepared = fixture::prepared(600);
        let rate = |second: u32| if second < 400 { 170.9 } else { 171.0 };
        prepared.uniform.heart_rate_bpm = Some((0..600).map(rate).collect());
        let context = ScoreContext { hr_max_bpm: Some(190.0), ..ScoreContext::default() };
        let input = SessionInput::of(&prepared, WorkoutKind::Reps, &context);
        assert!((of(&input).unwrap().value - 200.0).abs() < 1e-9);
        let unknown = ScoreContext::default();
        assert!(of(&SessionInput::of(&prepared, WorkoutKind::Reps, &unknown)).is_err());
    }
}
