//! Decoupling of a steady run: how far heart rate rises against speed from its first half to its second.

use crate::scores::kernel::decoupling::{decoupling_half_width_pct, decoupling_pct, word};
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{
    EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable, Value,
};
use crate::stats::Range;

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "decoupling",
    title: "Decoupling",
    level: Level::Session,
    unit: "%",
    plain: "How much less ground each heart beat covers in the second half of a steady run than in the first. Below 5 % is \
        usual for a distance that you are used to. Heat, thirst and a hilly second half raise it, too.",
    formula: "100 (1 - EF2 / EF1), EF mean speed over mean heart rate of each half by time, first 173 s left out",
    interval: Interval::Given("t over blocks of six minutes in each half; a drift within a half makes it wider"),
    needs: &[ScoreNeed::Speed, ScoreNeed::HeartRate],
    minimum: "30 min of steady running, stopped for 2 % of it at most",
    source: "Friel (practice) for the form and the 5 %; the first 173 s are three time constants of heart rate \
        (doi:10.1186/s12938-015-0112-7)",
    evidence: EvidenceGrade::Unclear,
};

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let run = input.steady_run()?;
    input.check_steady_heart_rate()?;
    let Some(value) = decoupling_pct(&input.prepared.uniform, run) else {
        return Err(Unavailable::MissingChannel("too little heart rate or speed in one half".to_owned()));
    };
    let half = decoupling_half_width_pct(&input.prepared.uniform, run);
    let ci80 = half.map(|half| Range::about(value, half));
    finite(Value { word: word(value, ci80), ..plain(value, ci80, 0) }, "no efficiency")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::fixture;
    use crate::segment::WorkoutKind;

    #[test]
    fn a_steady_run_of_half_an_hour_has_one() {
        let mut prepared = fixture::prepared(2173);
        let rate = |second: u32| if second < 1173 { 150.0 } else { 160.0 };
        prepared.uniform.heart_rate_bpm = Some((0..2173).map(rate).collect());
        let context = crate::scores::ScoreContext::default();
        let input = SessionInput::of(&prepared, WorkoutKind::Steady, &context);
        let score = of(&input).unwrap();
        assert!((score.value - 6.25).abs() < 0.02 && score.word == "decoupled", "{}", score.value);
        let reps = SessionInput::of(&prepared, WorkoutKind::Reps, &context);
        assert_eq!(of(&reps).unwrap_err().to_string(), "not a steady run");
        let prepared = fixture::prepared(1200);
        let short = SessionInput::of(&prepared, WorkoutKind::Steady, &context);
        assert!(of(&short).unwrap_err().to_string().contains("30 min"));
    }
}
