//! Scores of reps, sets and sessions: each with its formula, interval and source.
//!
//! One file a score, each a pure function on plain slices; [`evaluate()`] measures the reps of a structure and gathers the
//! scores of every set on its card. A score that does not apply is [`Unavailable`] with the reason, never 0.

pub mod anchors;
pub mod best_efforts;
pub mod cadence;
mod card;
mod evaluate;
pub mod fade;
#[cfg(test)]
mod fixture;
pub mod grade;
pub mod heart_rate;
pub mod heart_rate_validity;
#[cfg(test)]
mod honesty;
pub mod last_rep;
pub mod last_rep_quality;
pub mod load;
mod means;
mod needs;
pub mod noise;
pub mod pace_consistency;
mod registry;
mod reps;
#[cfg(test)]
mod simulation;
mod terrain;

pub use card::{Grade, RepScore, Score, ScoreCard, SetCard, Unavailable, Value};
pub use evaluate::{ScoreContext, evaluate};
pub use means::{SpanMeans, span_means};
pub use registry::{EvidenceGrade, SCORES, ScoreInfo};
pub use reps::split_is_resolved;
