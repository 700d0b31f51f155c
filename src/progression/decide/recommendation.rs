//! The one next step as it is handed on: the answer in words.

use super::{Decision, Reason};
use crate::model::{Day, Family};
use crate::progression::kind::Lever;
use crate::progression::step::NextWorkout;
use crate::segment::Confidence;
use crate::stats::Range;

/// The speeds that stand beside a session in its report.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedTarget {
    /// Slow and fast end, m/s.
    pub speed_mps: Range,
    /// Where the speeds come from, in words for the runner: `your last 3 sessions of this kind`.
    pub source: String,
}

/// The one next step.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Recommendation {
    /// The answer.
    pub decision: Decision,
    /// The reason's short name: `once-more-confirm`.
    pub rule: &'static str,
    /// The session that the next step follows on, and its day.
    pub after: Option<(String, Day)>,
    /// The kind of the next step.
    pub family: Option<Family>,
    /// The lever that moves on a step up.
    pub lever: Option<Lever>,
    /// The next workout, or the workout that waits; `None` where it follows on no session of reps.
    pub next: Option<NextWorkout>,
    /// A short headline for the title, without the word "Next:": `7 × 400 m, one rep more`.
    pub headline: String,
    /// Two reasons at most, and what would open the next step.
    pub reasons: Vec<String>,
    /// What could not be seen although the runner could have shown it, two lines at most.
    pub unseen: Vec<String>,
    /// One cue for the workout.
    pub cue: String,
    /// How sure the advice is.
    pub confidence: Confidence,
    /// What lowered the confidence.
    pub deductions: Vec<String>,
    /// The target speeds of the session; `None` without plan, race or earlier sessions.
    pub target: Option<UsedTarget>,
    /// The earliest day for the next workout.
    pub earliest_day: Option<Day>,
}

impl Recommendation {
    /// The answer as a runner is told it: who has no session yet and runs easy first does nothing once more.
    pub fn told(&self) -> Decision {
        let is_begin = self.rule == Reason::Begin.name() && self.next.is_none();
        if is_begin { Decision::EasyFirst } else { self.decision }
    }
}
