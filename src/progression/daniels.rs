//! The training speed of each family, from a race's index.

use super::Family;
use crate::scores::anchors::{interval_speed_mps, repetition_speed_mps, threshold_speed_mps};

/// Training speed of a family at an index, m/s; `None` for the families without a fixed fraction (F, S).
pub(crate) fn training_speed(family: Family, vdot: f64) -> Option<f64> {
    match family {
        Family::T => Some(threshold_speed_mps(vdot)),
        Family::I => Some(interval_speed_mps(vdot)),
        Family::R => Some(repetition_speed_mps(vdot)),
        Family::F | Family::S => None,
    }
}
