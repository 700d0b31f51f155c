//! Scores of reps, sets and sessions: each with its formula, interval and source.
//!
//! One file is one score: its [`ScoreInfo`], a pure function on plain slices, and its tests. The file lies in the folder
//! of what the score is of: `rep`, `set` or `session`. What several scores share lies in `kernel`. A row in the table of
//! `registry.rs` makes the score known everywhere. [`evaluate()`] measures the reps of a structure and gathers the
//! scores of reps, sets and session on their card. A score that does not apply is [`Unavailable`] with the reason,
//! never 0.

mod evaluate;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod honesty;
mod kernel;
mod registry;
mod rep;
mod reps;
mod session;
mod set;
#[cfg(test)]
mod simulation;

pub use evaluate::evaluate;
pub(crate) use kernel::decoupling::{COUPLED_PCT, RISE_S};
pub(crate) use kernel::terrain::slope;
pub use kernel::{
    Course, EvidenceGrade, FadeLine, FadePoint, Going, Grade, Hill, Interval, Level, NoisyChange, Own, Passage,
    PassagePart, RepScore, Score, ScoreCard, ScoreContext, ScoreInfo, ScoreNeed, Scores, SetCard, SpanMeans, Stops,
    Traces, Turn, Unavailable, Value, WorkRep,
};
pub use kernel::{anchors, conditions, course, grade, heart_rate, heart_rate_sensor, load, noise, own};
pub(crate) use kernel::{fade_line, span_means, works};
pub use registry::{infos, infos_of};
pub use rep::{fast_start, power, speed, split_index, step_length, target_error, vertical_oscillation, vertical_ratio};
pub(crate) use session::movement::{moves, moving_s};
pub(crate) use session::passage::{EVEN_PCT, EVENNESS, EVENNESS_PCT, TURN_PCT, body, ran};
pub use session::{best_efforts, session_decoupling, session_rpe_load, trimp};
pub use set::{
    cadence, fade, fade_theil_sen, last_rep, last_rep_quality, last_rep_z, pace_consistency, work_recovery_ratio,
};
pub(crate) use set::{heart_rate_drift, hrr60};
