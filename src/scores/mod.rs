//! Scores of reps, sets and sessions: each with its formula, interval and source.
//!
//! One file is one score: its [`ScoreInfo`], a pure function on plain slices, and its tests. A row in the table of
//! `registry.rs` makes the score known everywhere. [`evaluate()`] measures the reps of a structure and gathers the
//! scores of reps, sets and session on their card. A score that does not apply is [`Unavailable`] with the reason,
//! never 0.

pub mod altitude_slowdown;
pub mod anchors;
pub mod best_efforts;
pub mod cadence;
pub mod cadence_within;
mod card;
pub mod conditions;
pub mod course;
pub mod d_prime_least;
pub mod decoupling;
pub mod density;
pub mod duty_factor;
pub mod edwards_load;
pub mod efficiency_factor;
mod evaluate;
pub mod fade;
mod fade_line;
pub mod fade_theil_sen;
pub mod fast_start;
#[cfg(test)]
mod fixture;
pub mod grade;
pub mod grade_adjusted_speed;
pub mod heart_rate;
pub mod heart_rate_drift;
pub mod heart_rate_end;
pub mod heart_rate_peak;
pub mod heart_rate_rise;
pub mod heart_rate_sensor;
pub mod heart_rate_speed_index;
pub mod heart_rate_start;
pub mod heart_rate_validity;
pub mod heat_slowdown;
#[cfg(test)]
mod honesty;
pub mod hrr30;
pub mod hrr60;
pub mod hrr60_each;
mod info;
mod input;
pub mod last_rep;
pub mod last_rep_quality;
pub mod last_rep_z;
pub mod load;
pub mod lucia_load;
mod means;
mod needs;
pub mod noise;
pub mod own;
pub mod pace_consistency;
pub mod power;
pub mod recovery_completeness;
mod registry;
pub mod rep_decoupling;
pub mod rep_efficiency;
mod reps;
pub mod session_decoupling;
pub mod session_rpe_load;
#[cfg(test)]
mod simulation;
pub mod speed;
pub mod split_index;
pub mod stance_time;
pub mod step_length;
pub mod step_rate;
pub mod stress;
pub mod target_error;
mod terrain;
pub mod time_high_heart_rate;
pub mod time_near_vo2max;
pub mod trimp;
pub mod vertical_oscillation;
pub mod vertical_ratio;
pub mod work_recovery_ratio;

pub use card::{Grade, RepScore, Score, ScoreCard, Scores, SetCard, Unavailable, Value};
pub use course::{Course, Going, WorkRep};
pub use evaluate::evaluate;
pub use fade_line::{FadeLine, FadePoint};
pub use info::{EvidenceGrade, Interval, Level, Need, ScoreInfo};
pub use input::ScoreContext;
use input::{RepInput, SessionInput, SetInput};
pub use means::{SpanMeans, span_means};
pub use own::{Own, Traces};
pub use registry::{infos, infos_of};
pub use terrain::Hill;
