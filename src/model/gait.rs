//! Where walking ends and running begins.

/// The slowest running, m/s. Slower people walk or stand. House rule: people change from walking to running at about this speed.
pub(crate) const RUNNING_MPS: f64 = 2.0;
