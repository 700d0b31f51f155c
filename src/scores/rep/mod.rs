//! Scores of one rep.

pub(crate) mod duty_factor;
pub mod fast_start;
pub(crate) mod grade_adjusted_speed;
pub(crate) mod heart_rate_end;
pub(crate) mod heart_rate_peak;
pub(crate) mod heart_rate_rise;
pub(crate) mod heart_rate_start;
pub(crate) mod hrr30;
pub(crate) mod hrr60_each;
pub mod power;
pub mod speed;
pub mod split_index;
pub(crate) mod stance_time;
pub mod step_length;
pub(crate) mod step_rate;
pub mod target_error;
pub mod vertical_oscillation;
pub mod vertical_ratio;
