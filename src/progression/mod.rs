//! The one next step: from the scores of this session and of the history to one of seven answers.
//!
//! ```text
//!   kind/       the words of the field: kinds, ladder, training speeds, what is alike
//!     past/     what a session was, what the weeks were, breaks, mornings, load
//!     judge/    the four witnesses, one table of bounds, the verdict
//!     step/     the step as data, levers, easier steps, gates, the way in
//!     decide/   the facts of today, the seven answers in order, typed reasons
//!     weeks/    the plan: whose turn, hard days, the week
//!     words/    headline, reasons, what was not seen, the cue, why
//!   replay      the one loop over sessions
//!   recommend   the advice after a session, after each, and of today
//!   need        who of a team needs a look first
//! ```
//! Each room knows only those above it in this list. Nothing here reads a clock, a file or a track's samples beyond
//! [`summarise()`].

mod decide;
mod judge;
mod kind;
mod need;
mod past;
mod recommend;
mod replay;
mod step;
mod weeks;
mod words;

pub use crate::model::Family;
pub use crate::scores::WorkRep;
pub use decide::{
    Answer, Decision, Easy, Excuse, Facts, HardDaysAWeek, Heard, Missing, Reason, Recommendation, Symptom, UsedTarget,
    decide,
};
pub use judge::{Finding, Judgement, Verdict, Witness, judge};
pub use kind::Lever;
pub use need::{Need, hurts, need};
pub(crate) use past::hard::easy_days_after_run;
pub(crate) use past::race_like::no_races;
pub use past::{
    Evidence, Flaw, RaceIndex, RepBlock, RepFigures, Seen, SessionSummary, Sign, Signal, SignalLevel, Target,
    TargetSource, TimeOff, summarise,
};
pub(crate) use past::{KEPT_DAYS, race_index, with_mornings};
pub use recommend::{Advised, Latest, advise, latest, recommend, recommend_all, recommend_latest};
pub use step::{Closed, NextWorkout, WorkoutPart};
pub use weeks::{Ahead, DayKind, HardDay, PastWeek, PlanDay, SessionKind, SpeedWork, WeekFacts, past_weeks, week_plan};
pub use words::{Input, Why};
