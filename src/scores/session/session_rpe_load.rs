//! Session load by RPE: how hard it felt times how long it took.

use crate::scores::kernel::load::load_session_rpe;
use crate::scores::kernel::needs::{finite, plain};
use crate::scores::kernel::{EvidenceGrade, Interval, Level, Score, ScoreInfo, ScoreNeed, SessionInput, Unavailable};

/// What the score says of itself.
pub const INFO: ScoreInfo = ScoreInfo {
    id: "session_rpe_load",
    title: "Session load by RPE",
    level: Level::Session,
    unit: "CR10 x min",
    plain: "How hard the whole session felt times its minutes: the load of a session in one number, of any sport. It is as good as \
        your rating, given half an hour after the end.",
    formula: "CR10 x minutes of timer time",
    interval: Interval::None("a runner's report has no error to compute"),
    needs: &[ScoreNeed::Rpe],
    minimum: "an RPE of the session",
    source: "Foster 1998, Med Sci Sports Exerc 30:1164-1168",
    evidence: EvidenceGrade::Useful,
};

/// The score of a session.
pub(crate) fn of(input: &SessionInput<'_>) -> Score {
    let Some(rpe_cr10) = input.context.rpe_cr10 else {
        return Err(Unavailable::MissingChannel("no RPE".to_owned()));
    };
    finite(plain(load_session_rpe(rpe_cr10, input.minutes), None, 0), "no time")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::ScoreContext;
    use crate::scores::fixture;
    use crate::segment::WorkoutKind;

    #[test]
    fn seven_for_an_hour_is_420() {
        let prepared = fixture::prepared(3601);
        let context = ScoreContext { rpe_cr10: Some(7.0), ..ScoreContext::default() };
        let input = SessionInput::of(&prepared, WorkoutKind::Reps, &context);
        assert!((of(&input).unwrap().value - 420.0).abs() < 1e-9);
        let unasked = ScoreContext::default();
        let input = SessionInput::of(&prepared, WorkoutKind::Reps, &unasked);
        assert_eq!(of(&input).unwrap_err().to_string(), "no RPE");
    }
}
