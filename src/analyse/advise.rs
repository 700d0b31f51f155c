//! The one next step of all sessions of a runner.

use super::context::Context;
use super::same::{RunnersRecording, copies};
use crate::model::Day;
use crate::progression::{Recommendation, SessionSummary, latest, no_races, with_mornings};
use crate::report::Analysed;
use crate::segment::call_even;

/// The one next step for a runner as of a day, from all analysed sessions; `None` without any run.
///
/// The order of the sessions does not matter, and later sessions do not count. An outing that two devices recorded counts
/// once.
pub fn recommend(sessions: &[Analysed], context: &Context<'_>, today: Day) -> Option<Recommendation> {
    let mut history: Vec<SessionSummary> = sessions.iter().map(|session| session.summary.clone()).collect();
    let recordings: Vec<RunnersRecording> =
        sessions.iter().enumerate().map(|(at, session)| recording(at, session)).collect();
    for (copy, _) in copies(&recordings) {
        history[copy].duplicate = true;
    }
    for place in no_races(&history, context.athlete) {
        let run = &mut history[place];
        call_even(&mut run.kind, &mut run.workout, run.timer_s);
    }
    let journal = with_mornings(context.journal, &history);
    latest(&history, context.athlete, &journal, today, context.unit).map(|latest| latest.recommendation)
}

/// The bytes of the files are gone: only time tells here that two sessions are one outing.
fn recording(at: usize, session: &Analysed) -> RunnersRecording {
    RunnersRecording {
        span: session.span_unix_s(),
        content: (at as u128, session.index),
        rank: (session.activity.format, session.file.clone(), session.index),
    }
}
