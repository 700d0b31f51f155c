//! The training speed of each family at a fitness index.

use crate::model::{Family, Goal};
use crate::scores::anchors::{interval_speed_mps, race_time_s, repetition_speed_mps, threshold_speed_mps};

/// Training speed of a family at an index, m/s. Goal pace is what the index allows today over the goal's distance, not what
/// the runner hopes for. `None` for F, which is run by feel, and for goal pace without a goal.
pub(crate) fn training_speed(family: Family, vdot: f64, goal: Option<Goal>) -> Option<f64> {
    match family {
        Family::T => Some(threshold_speed_mps(vdot)),
        Family::I => Some(interval_speed_mps(vdot)),
        Family::R => Some(repetition_speed_mps(vdot)),
        Family::S => goal.map(Goal::distance_m).map(|metres| metres / race_time_s(vdot, metres)),
        Family::F => None,
    }
}
