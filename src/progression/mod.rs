//! The one next step: from the scores of this session and of the history to a decision with reasons.
//!
//! A session becomes a [`SessionSummary`]; the fold over the earlier ones makes it [`SessionEvidence`], which gets a
//! [`Verdict`]; ordered rules turn the verdicts and the day into one decision; and that is written out as the next
//! workout. Nothing here reads a clock, a file or a track's samples beyond [`summarise()`].

mod advised;
mod altitude;
mod anchor;
mod begin;
mod bounds;
mod daniels;
mod decision;
mod easier;
mod evidence;
mod fold;
mod follow;
mod gates;
mod hard_days;
mod history;
mod judged;
mod ladder;
mod levers;
mod load;
mod mix;
mod next;
mod off_today;
mod outline;
mod parts;
mod plan;
mod readiness;
mod recommend;
mod recommendation;
mod rules;
mod summarise;
mod summary;
mod surges;
mod time_off;
mod told;
mod unread;
mod verdict;
mod week;
mod why;
mod words;
mod written;

pub use anchor::{RaceIndex, Target, TargetSource, family_of, race_index, target_of};
pub use decision::{DecisionInput, Level, Outcome, RuleTrace, Signal, decide};
pub use hard_days::HardDaysAWeek;
pub use judged::Judged;
pub use outline::Block;
pub use readiness::with_mornings;
pub use recommend::{Latest, latest, recommend, recommend_all, recommend_latest};
pub use recommendation::{Decision, Family, Lever, NextWorkout, Part, Recommendation, UsedTarget};
pub use summarise::summarise;
pub use summary::{Advice, RepFigures, SessionSummary};
pub use time_off::TimeOff;
pub use verdict::{SessionEvidence, Verdict, verdict};
pub use week::{DayKind, HardDay, Kind, PlanDay, SpeedWork, WeekFacts, week_plan};
pub use why::{Input, Why};
