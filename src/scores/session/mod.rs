//! Scores of a whole session.

pub(crate) mod altitude_slowdown;
pub mod best_efforts;
pub(crate) mod d_prime_least;
pub(crate) mod edwards_load;
pub(crate) mod efficiency_factor;
pub(crate) mod heart_rate_speed_index;
pub(crate) mod heat_slowdown;
pub(crate) mod lucia_load;
pub(crate) mod movement;
pub(crate) mod passage;
pub mod session_decoupling;
pub mod session_rpe_load;
pub(crate) mod stress;
pub(crate) mod time_high_heart_rate;
pub(crate) mod time_near_vo2max;
pub mod trimp;
