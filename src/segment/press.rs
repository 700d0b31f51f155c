//! How late the speed follows a press of the lap button.

/// The speed crosses the middle between rest and rep this long after the press, s: a runner presses, then speeds up or
/// slows down. The values hold for all devices.
pub(super) const START_LAG_S: f64 = 1.25;
pub(super) const END_LAG_S: f64 = 2.6;
