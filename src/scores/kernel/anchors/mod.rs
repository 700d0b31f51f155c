//! Intensity anchors: what pace a result stands for, and what other paces follow from it.
//!
//! All anchors are indices of pace, never statements about a runner's physiology.

mod critical_speed;
mod daniels;
mod riegel;
mod standing;

pub use crate::clean::{grade_factor, running_cost_j_per_kg_m};
pub use critical_speed::{
    CriticalSpeed, Effort, critical_speed, d_prime_balance, time_to_exhaustion_s, time_to_exhaustion_three_s,
};
pub use daniels::{
    TrainingSpeeds, half_vdot_step, interval_speed_mps, race_time_s, repetition_speed_mps, threshold_speed_mps, vdot,
};
pub(crate) use daniels::{training_speeds, vdot_of_threshold, vdot_share, velocity_mps};
pub(super) use riegel::RIEGEL_EXPONENT;
pub use riegel::{riegel_exponent, riegel_time_s};
pub use standing::{HeartRateZone, RaceStanding, Standing, Zones, ZonesBy, heart_rate_zones, standing};
