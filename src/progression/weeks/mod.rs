//! The weeks ahead: whose turn it is, hard days, and the next steps placed among easy days, a steady day and the long run.
//!
//! ```text
//!   whole_run, easy, passed, race, rounding    a workout with all around it, easy running, what was passed, the race
//!     kinds → mix, facts                       what the runner may run, whose turn by the goal, the facts of the week
//!       season → share, draft → allowed        what the plan is made from, a week in the making, what the decision allows
//!         days → distance, strides             which day, and how far
//!           block, turns → choice → session    lighter weeks, which kind, which workout, what fits
//!             words → plan                     the days in words, all of it
//! ```
//! Each file knows only files above it, or left of it, in this list.

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
pub use plan::{PlanDay, week_plan};

pub(crate) use facts::week_facts;
pub(crate) use kinds::kinds;
pub(crate) use mix::turn;
pub(crate) use passed::passed;
