//! Cadence of pedals: nobody runs with it, whether it counts steps or strides.

use super::way::Way;
use crate::model::{RUNNING_MPS, Track};
use crate::stats::middle;

/// Longest step that a runner takes for minutes on end, m. At the world record of 10 000 m a step is 2.0 m long.
const LONGEST_STEP_M: f64 = 2.2;

/// Highest step rate that a runner keeps for minutes on end, steps/min.
const HIGHEST_SPM: f64 = 215.0;

/// The cadence counts only if it lasted this long, s. A wrist on a handlebar is shaken for a minute here and there.
const LEAST_S: f64 = 60.0;

/// The median cadence, 1/min, and speed, m/s, of an outing on pedals; `None` if someone can run so.
///
/// # Definition
/// Both medians are over the samples faster than running begins. As steps, the cadence would need steps of more than
/// 2.2 m; as strides, two steps each, more than 215 steps a minute.
pub(super) fn pedalled(way: &Way, track: &Track) -> Option<(f64, f64)> {
    let rates = way.beside(&track.time_s, track.step_rate_spm.as_ref()?);
    let turning: Vec<usize> = (1..rates.len()).filter(|&i| rates[i] > 0.0 && way.speed(i) > RUNNING_MPS).collect();
    let lasted_s: f64 = turning.iter().map(|&i| way.at[i].0 - way.at[i - 1].0).sum();
    let of_turning = |value: &dyn Fn(usize) -> f64| middle(&turning.iter().map(|&i| value(i)).collect::<Vec<_>>());
    let (rate, speed_mps) = (of_turning(&|i| rates[i])?, of_turning(&|i| way.speed(i))?);
    let is_neither = speed_mps * 60.0 / rate > LONGEST_STEP_M && 2.0 * rate > HIGHEST_SPM;
    (lasted_s >= LEAST_S && is_neither).then_some((rate, speed_mps))
}
