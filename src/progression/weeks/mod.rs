//! The weeks ahead: whose turn it is, hard days, and the next steps placed among easy days, a steady day and the long run.

mod allowed;
mod block;
mod days;
mod distance;
mod facts;
mod kinds;
mod mix;
mod past_week;
mod plan;
mod race;
mod session;
mod words;

pub use facts::{HardDay, SpeedWork, WeekFacts};
pub use kinds::SessionKind;
pub use past_week::{PastWeek, past_weeks};
pub use plan::{DayKind, PlanDay, week_plan};

pub(crate) use facts::week_facts;
pub(crate) use kinds::kinds;
pub(crate) use mix::{passed, turn};
