//! The one next step, with its reasons.

pub use crate::model::Family;
use crate::segment::Confidence;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// One lever, one micro-step.
    Advance,
    /// Repeat, confirm or wait.
    Hold,
    /// Undo the last lever, or more.
    StepBack,
    /// A lighter week, or no speed at all.
    Deload,
    /// The evidence does not allow a decision: repeat the same.
    Insufficient,
}

impl Decision {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advance => "advance",
            Self::Hold => "hold",
            Self::StepBack => "step-back",
            Self::Deload => "deload",
            Self::Insufficient => "insufficient-evidence",
        }
    }
}

/// The one thing that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lever {
    /// One more rep.
    Reps,
    /// A little faster.
    Pace,
    /// The next length.
    Length,
    /// A little less rest.
    Rest,
}

impl Lever {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reps => "reps",
            Self::Pace => "pace",
            Self::Length => "length",
            Self::Rest => "rest",
        }
    }
}

/// The next workout: plain figures of the set that the advice is about, to be written in words by the report, and all its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct NextWorkout {
    /// Number of reps.
    pub reps: usize,
    /// Length of a rep.
    pub length: crate::segment::RepLength,
    /// Speed range, slow and fast, m/s; `None` means by feel.
    pub speed_mps: Option<(f64, f64)>,
    /// Recovery, s.
    pub recovery_s: Option<f64>,
    /// Recovery distance, m, when the recoveries are run by distance.
    pub recovery_m: Option<f64>,
    /// How the recovery is spent.
    pub recovery_mode: Option<crate::segment::RecoveryMode>,
    /// How the reps are put together.
    pub shape: crate::model::Shape,
    /// The workout in full words: `6 × 400 m at 1:32–1:34 (3:50–3:55 /km), 75 s jog`.
    pub text: String,
    /// Warm-up and cool-down in words.
    pub frame: String,
    /// What becomes of the reps outside this set: `the other 15 reps as they were`; empty where there are none.
    pub others: String,
    /// The whole session in order, the reps outside this set among it: what a watch holds.
    pub parts: Vec<Part>,
}

/// Like reps one after the other, a part of a workout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Number of reps.
    pub reps: usize,
    /// Length of a rep.
    pub length: crate::segment::RepLength,
    /// Speed range, slow and fast, m/s; `None` means by feel.
    pub speed_mps: Option<(f64, f64)>,
    /// Recovery after a rep, s.
    pub recovery_s: Option<f64>,
    /// Recovery distance, m, when the recoveries are run by distance.
    pub recovery_m: Option<f64>,
    /// How the recovery is spent.
    pub recovery_mode: Option<crate::segment::RecoveryMode>,
    /// Rest before the next part, s, where it is longer than the recovery, which it includes.
    pub rest_s: Option<f64>,
}

/// The speeds that a session was held against.
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
    /// What is decided.
    pub decision: Decision,
    /// The rule that fired: `D0` to `D14`, `D9a` to `D9c`.
    pub rule: &'static str,
    /// The family it is about.
    pub family: Option<Family>,
    /// The one lever that moves, when advancing.
    pub lever: Option<Lever>,
    /// The next workout; `None` when no fast running is advised.
    pub next: Option<NextWorkout>,
    /// A short headline for the title, without the word "Next:": `hold, run it once more to confirm`.
    pub headline: String,
    /// Two to four reasons with numbers, most important first.
    pub reasons: Vec<String>,
    /// What could not be seen, and what would change the answer.
    pub unseen: Vec<String>,
    /// How sure the decision is; of [`Decision::Insufficient`], how sure it is that the evidence does not suffice.
    pub confidence: Confidence,
    /// What lowered the confidence; where nothing can be decided, what is missing. Empty where the rule does not weigh it.
    pub deductions: Vec<String>,
    /// What the session was held against; `None` without plan, race or earlier sessions.
    pub target: Option<UsedTarget>,
    /// The earliest civil date for it, days since 1970-01-01.
    pub earliest_day: Option<i64>,
}
