//! The weeks ahead: whose turn it is, hard days, and the next steps placed among easy days, a steady day and the long
//! run.
//!
//! ```text
//!   whole_run, easy, passed, race, rounding    a workout with all around it, easy running, what was passed, the race
//!     kinds → mix, facts                       what the runner may run, whose turn it is by the goal, the usual week
//!       season, block, draft                   what the plan is made from, lighter weeks, a week in the making
//!         share → allowed → days               what a day may have, and which days are hard, long or easy
//!           distance, strides                  how far, and where strides go
//!             turns → choice → session         which kind, which workout of it, and what of it fits
//!               words → plan                   the days in words, and the weeks
//! ```
//! Each file knows only files that stand above it, or left of it, in this list.

mod allowed;
mod block;
mod choice;
mod days;
mod distance;
mod draft;
mod easy;
mod facts;
mod kinds;
mod mix;
mod passed;
mod past_week;
mod plan;
mod race;
mod rounding;
mod season;
mod session;
mod share;
mod strides;
mod turns;
mod whole_run;
mod words;

pub use draft::DayKind;
pub use facts::{HardDay, SpeedWork, WeekFacts};
pub use kinds::SessionKind;
pub use past_week::{PastWeek, past_weeks};
pub use plan::{Ahead, PlanDay, week_plan};

pub(crate) use facts::week_facts;
pub(crate) use kinds::kinds;
pub(crate) use mix::turn;
pub(crate) use passed::passed;
