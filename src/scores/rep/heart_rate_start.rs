//! Heart rate at the start of a rep.

use crate::scores::kernel::needs::given;
use crate::scores::kernel::{EvidenceGrade, Interval, Level, RepInput, Score, ScoreInfo, ScoreNeed};

/// What the score says of itself.
pub(crate) const INFO: ScoreInfo = ScoreInfo {
    id: "heart_rate_start",
    title: "Heart rate at the start",
    level: Level::Rep,
    unit: "bpm",
    plain: "Your heart rate just before the rep began: how far the recovery took it down. It depends on how long you rested, and \
        on heat, sleep and the sensor.",
    formula: "mean of the 5 s before the rep",
    interval: Interval::None("no file tells the error of its sensor"),
    needs: &[ScoreNeed::HeartRate],
    minimum: "heart rate before the rep",
    source: "mean of what the sensor gave; the window is a house rule",
    evidence: EvidenceGrade::High,
};

/// The score of a rep.
pub(crate) fn of(input: &RepInput<'_>) -> Score {
    input.check_heart_rate()?;
    given(input.rep.heart_rate_start_bpm, "no heart rate in the 5 s before the rep")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::{RepScore, fixture};

    #[test]
    fn it_needs_a_rate_before_the_rep() {
        let (prepared, bare) = (fixture::prepared(200), fixture::rep_score(400.0, 60.0));
        let span = Span::new(0.0, 60.0);
        let why = of(&fixture::rep_input(&bare, &prepared, span)).unwrap_err().to_string();
        assert_eq!(why, "no heart rate in the 5 s before the rep");
        let rep = RepScore { heart_rate_start_bpm: Some(121.0), ..bare };
        let mut input = fixture::rep_input(&rep, &prepared, span);
        assert!((of(&input).unwrap().value - 121.0).abs() < 1e-12, "of short reps, too");
        input.heart_rate_problem = Some("heart rate covers 10 % only".to_owned());
        assert_eq!(of(&input).unwrap_err().to_string(), "heart rate covers 10 % only");
    }
}
