//! Scores of reps, sets and sessions: each with its formula, interval and source.
//!
//! One file is one score: its [`ScoreInfo`], a pure function on plain slices, and its tests. A row in the table of
//! `registry.rs` makes the score known everywhere. [`evaluate()`] measures the reps of a structure and gathers the
//! scores of reps, sets and session on their card. A score that does not apply is [`Unavailable`] with the reason,
//! never 0.

pub(crate) mod altitude_slowdown;
pub mod anchors;
pub mod best_efforts;
pub mod cadence;
pub(crate) mod cadence_within;
mod card;
pub mod conditions;
pub mod course;
pub(crate) mod d_prime_least;
pub(crate) mod decoupling;
pub(crate) mod density;
pub(crate) mod duty_factor;
pub(crate) mod edwards_load;
pub(crate) mod efficiency_factor;
mod evaluate;
pub mod fade;
mod fade_line;
pub mod fade_theil_sen;
pub mod fast_start;
#[cfg(test)]
mod fixture;
pub mod grade;
pub(crate) mod grade_adjusted_speed;
pub mod heart_rate;
pub(crate) mod heart_rate_drift;
pub(crate) mod heart_rate_end;
pub(crate) mod heart_rate_peak;
pub(crate) mod heart_rate_rise;
pub mod heart_rate_sensor;
pub(crate) mod heart_rate_speed_index;
pub(crate) mod heart_rate_start;
pub(crate) mod heart_rate_validity;
pub(crate) mod heat_slowdown;
#[cfg(test)]
mod honesty;
pub(crate) mod hrr30;
pub(crate) mod hrr60;
pub(crate) mod hrr60_each;
mod info;
mod input;
pub mod last_rep;
pub mod last_rep_quality;
pub mod last_rep_z;
pub mod load;
pub(crate) mod lucia_load;
mod means;
mod middle;
mod needs;
pub mod noise;
pub mod own;
pub mod pace_consistency;
pub mod passage;
pub mod power;
pub(crate) mod recovery_completeness;
mod registry;
pub(crate) mod rep_decoupling;
pub(crate) mod rep_efficiency;
mod reps;
mod score;
pub mod session_decoupling;
pub mod session_rpe_load;
#[cfg(test)]
mod simulation;
pub mod speed;
pub mod split_index;
pub(crate) mod stance_time;
pub mod step_length;
pub(crate) mod step_rate;
pub(crate) mod stress;
pub mod target_error;
mod terrain;
pub(crate) mod time_high_heart_rate;
pub(crate) mod time_near_vo2max;
pub mod trimp;
pub mod vertical_oscillation;
pub mod vertical_ratio;
pub mod work_recovery_ratio;
mod works;

pub use card::{Grade, RepScore, ScoreCard, SetCard};
pub use course::{Course, Going, WorkRep};
pub use evaluate::evaluate;
pub use fade_line::{FadeLine, FadePoint};
pub use info::{EvidenceGrade, Interval, Level, Need, ScoreInfo};
pub use input::ScoreContext;
use input::{RepInput, SessionInput, SetInput};
pub use means::SpanMeans;
pub(crate) use means::span_means;
pub use own::{Own, Traces};
pub use registry::{infos, infos_of};
pub use score::{Score, Scores, Unavailable, Value};
pub use terrain::Hill;
pub(crate) use works::works;
