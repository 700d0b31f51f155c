//! The one next step, as it is handed on: the answer with its words.

use super::Decision;
use crate::model::{Day, Family};
use crate::progression::kind::Lever;
use crate::progression::step::NextWorkout;
use crate::segment::Confidence;

/// The speeds that stand beside a session in its report.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedTarget {
    /// Slow and fast end, m/s.
    pub speed_mps: (f64, f64),
    /// Where it comes from, in words for the runner: `your last 3 sessions of this kind`.
    pub source: String,
}

/// The one next step.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    /// What is answered.
    pub decision: Decision,
    /// The reason's short name: `once-more-confirm`.
    pub rule: &'static str,
    /// The session that it follows on, and its day.
    pub after: Option<(String, Day)>,
    /// The kind that it is about.
    pub family: Option<Family>,
    /// The one lever that moves, when stepping up.
    pub lever: Option<Lever>,
    /// The next workout, or the one that waits; `None` where nothing fast was ever run.
    pub next: Option<NextWorkout>,
    /// A short headline for the title, without the word "Next:": `7 × 400 m, one rep more`.
    pub headline: String,
    /// Two reasons at most, and what would open the next step.
    pub reasons: Vec<String>,
    /// What could not be seen and the runner can do something about, two lines at most.
    pub unseen: Vec<String>,
    /// One cue for the workout.
    pub cue: String,
    /// How sure.
    pub confidence: Confidence,
    /// What lowered the confidence.
    pub deductions: Vec<String>,
    /// What the session's speeds stand beside; `None` without plan, race or earlier sessions.
    pub target: Option<UsedTarget>,
    /// The earliest day for it.
    pub earliest_day: Option<Day>,
}
