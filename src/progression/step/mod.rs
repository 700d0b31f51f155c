//! The step as data: what a workout is, the micro-steps of the four levers, the gates that close them, easier steps, and the way in.

pub(crate) mod begin;
mod closed;
mod easier;
pub(crate) mod gates;
mod harder;
mod parts;
#[expect(clippy::module_inception, reason = "the step itself")]
pub(crate) mod step;
pub(crate) mod written;
mod written_out;

pub(crate) use begin::Unmet;
pub use closed::Closed;
pub use written_out::{NextWorkout, WorkoutPart};
