//! Scores of a set of like reps.

pub mod cadence;
pub(crate) mod cadence_within;
pub(crate) mod density;
pub mod fade;
pub mod fade_theil_sen;
pub(crate) mod heart_rate_drift;
pub(crate) mod hrr60;
pub mod last_rep;
pub mod last_rep_quality;
pub mod last_rep_z;
pub mod pace_consistency;
pub(crate) mod recovery_completeness;
pub(crate) mod rep_decoupling;
pub(crate) mod rep_efficiency;
pub mod work_recovery_ratio;
