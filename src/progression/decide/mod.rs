//! The facts of today, the seven answers in order, and the workout that follows from the answer.

mod ahead;
pub(crate) mod answer;
mod base;
pub(crate) mod facts;
pub(crate) mod hard_days;
mod lever;
pub(crate) mod look;
mod next;
mod reason;
mod recommendation;
mod today;

pub use answer::{Answer, Decision, Heard, decide};
pub use facts::Facts;
pub use hard_days::HardDaysAWeek;
pub use reason::{Easy, Excuse, Missing, Reason, Symptom};
pub use recommendation::{Recommendation, UsedTarget};
