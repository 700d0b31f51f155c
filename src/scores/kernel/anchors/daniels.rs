//! VDOT: one number for a race result, and the race times and training speeds it stands for.
//!
//! Source: Daniels & Gilbert 1979, Oxygen Power. Training paces follow Daniels' Running Formula, 3rd edition; the rules
//! here agree with its table within 2 s up to 5 km. VDOT is an index of pace, not a measured oxygen uptake: in
//! recreational runners the two differ.

use crate::stats::Range;

/// Oxygen cost of running at v m/min: `A + B v + C v^2`, ml/kg/min (Daniels & Gilbert 1979).
const COST: [f64; 3] = [-4.60, 0.182_258, 0.000_104];

/// Share of the maximum that can be held for t min: `F + G exp(-H t) + I exp(-J t)` (Daniels & Gilbert 1979).
const SHARE: [f64; 5] = [0.8, 0.189_439_3, 0.012_778, 0.298_955_8, 0.193_260_5];

/// Threshold speed: the speed whose cost is this share of VDOT.
const THRESHOLD_SHARE: f64 = 0.88;
/// Interval speed: the speed whose cost is this share of VDOT.
const INTERVAL_SHARE: f64 = 0.975;
/// Easy speeds: the speeds whose costs are these shares of VDOT.
const EASY_SHARES: Range = Range::new(0.63, 0.735);
/// Seconds per 400 m by which repetition pace is faster than interval pace: the largest and the smallest gain.
const REPETITION_GAIN_S: (f64, f64) = (8.0, 6.0);
/// VDOT range over which the gain falls from the largest to the smallest.
const REPETITION_GAIN_VDOT: Range = Range::new(47.0, 50.0);
/// Length of the marathon, m.
const MARATHON_M: f64 = 42_195.0;

/// Training speeds of one VDOT, m/s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainingSpeeds {
    /// Easy running, slow and fast.
    pub easy_mps: Range,
    /// Marathon.
    pub marathon_mps: f64,
    /// Threshold.
    pub threshold_mps: f64,
    /// Interval.
    pub interval_mps: f64,
    /// Repetition.
    pub repetition_mps: f64,
}

/// VDOT of a race result; its unit is ml/kg/min by name only.
///
/// # Definition
/// `VO2(v) / f(t)` with `VO2 = -4.60 + 0.182258 v + 0.000104 v^2` (v in m/min) and
/// `f = 0.8 + 0.1894393 exp(-0.012778 t) + 0.2989558 exp(-0.1932605 t)` (t in min).
/// # Source
/// Daniels & Gilbert 1979, Oxygen Power.
///
/// ```
/// let vdot = lastrep::scores::anchors::vdot(10_000.0, 2400.0);
/// assert!((vdot - 51.944).abs() < 0.001);
/// ```
pub fn vdot(distance_m: f64, time_s: f64) -> f64 {
    let minutes = time_s / 60.0;
    cost(distance_m / minutes) / share(minutes)
}

/// The speed with a given oxygen cost, m/s. The cost may be VDOT itself or a share of it.
pub(crate) fn velocity_mps(cost_ml_per_kg_min: f64) -> f64 {
    let [a, b, c] = COST;
    let metres_per_min = (-b + (b * b + 4.0 * c * (cost_ml_per_kg_min - a)).sqrt()) / (2.0 * c);
    metres_per_min / 60.0
}

/// Race time over a distance at a VDOT, s; NaN when either is not positive.
///
/// # Definition
/// The time t with `vdot(distance, t) = VDOT`, by bisection to below a millisecond.
pub fn race_time_s(vdot_value: f64, distance_m: f64) -> f64 {
    if !(vdot_value > 0.0 && distance_m > 0.0) {
        return f64::NAN;
    }
    // VDOT falls as the time grows. The time at 12 m/s gives more than any runner's VDOT, the time at 0.5 m/s less.
    let (mut fast, mut slow) = (distance_m / 12.0, distance_m / 0.5);
    while slow - fast > 1e-6 * fast {
        let middle = f64::midpoint(fast, slow);
        if vdot(distance_m, middle) > vdot_value {
            fast = middle;
        } else {
            slow = middle;
        }
    }
    f64::midpoint(fast, slow)
}

/// Threshold speed, m/s: cost 88 % of VDOT.
pub fn threshold_speed_mps(vdot_value: f64) -> f64 {
    velocity_mps(THRESHOLD_SHARE * vdot_value)
}

/// The VDOT with the given threshold speed.
pub(crate) fn vdot_of_threshold(threshold_mps: f64) -> f64 {
    cost(60.0 * threshold_mps) / THRESHOLD_SHARE
}

/// Oxygen cost of a speed as a share of the VDOT with the given threshold speed: 0 when standing, 1 at VDOT, more above
/// it.
pub(crate) fn vdot_share(speed_mps: f64, threshold_mps: f64) -> f64 {
    (cost(60.0 * speed_mps) / vdot_of_threshold(threshold_mps)).max(0.0)
}

/// Interval speed, m/s: cost 97.5 % of VDOT.
pub fn interval_speed_mps(vdot_value: f64) -> f64 {
    velocity_mps(INTERVAL_SHARE * vdot_value)
}

/// Repetition speed, m/s: 8 s per 400 m faster than interval speed up to VDOT 47, 6 s from 50, linear between.
pub fn repetition_speed_mps(vdot_value: f64) -> f64 {
    let ((most, least), Range { low, high }) = (REPETITION_GAIN_S, REPETITION_GAIN_VDOT);
    let along = ((vdot_value - low) / (high - low)).clamp(0.0, 1.0);
    let lap_s = 400.0 / interval_speed_mps(vdot_value) - (most + (least - most) * along);
    400.0 / lap_s
}

/// All training speeds of a VDOT.
pub(crate) fn training_speeds(vdot_value: f64) -> TrainingSpeeds {
    TrainingSpeeds {
        easy_mps: Range::new(velocity_mps(EASY_SHARES.low * vdot_value), velocity_mps(EASY_SHARES.high * vdot_value)),
        marathon_mps: MARATHON_M / race_time_s(vdot_value, MARATHON_M),
        threshold_mps: threshold_speed_mps(vdot_value),
        interval_mps: interval_speed_mps(vdot_value),
        repetition_mps: repetition_speed_mps(vdot_value),
    }
}

/// The smallest pace step: what a speed run at a given VDOT becomes with half a VDOT more, m/s.
///
/// # Definition
/// `v f(VDOT + 0.5) / f(VDOT)`. `f` is one kind of training speed at a VDOT, such as [`interval_speed_mps`]. House
/// rule.
pub fn half_vdot_step(speed_mps: f64, vdot_value: f64, family_speed: impl Fn(f64) -> f64) -> f64 {
    speed_mps * family_speed(vdot_value + 0.5) / family_speed(vdot_value)
}

fn cost(metres_per_min: f64) -> f64 {
    let [a, b, c] = COST;
    a + b * metres_per_min + c * metres_per_min * metres_per_min
}

fn share(minutes: f64) -> f64 {
    let [f, g, h, i, j] = SHARE;
    f + g * (-h * minutes).exp() + i * (-j * minutes).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_vdot_are_inverse() {
        for value in [30.0, 45.5, 62.0, 80.0] {
            for distance in [800.0, 1500.0, 5000.0, 42_195.0] {
                assert!((vdot(distance, race_time_s(value, distance)) - value).abs() < 1e-4);
            }
        }
        assert!(race_time_s(0.0, 5000.0).is_nan());
    }

    #[test]
    fn speeds_are_in_order() {
        let speeds = training_speeds(48.0);
        assert!(speeds.easy_mps.low < speeds.easy_mps.high);
        assert!(speeds.easy_mps.high < speeds.marathon_mps && speeds.marathon_mps < speeds.threshold_mps);
        assert!(speeds.threshold_mps < speeds.interval_mps && speeds.interval_mps < speeds.repetition_mps);
    }

    #[test]
    fn a_half_step_is_less_than_a_percent_for_a_trained_runner() {
        let gain = half_vdot_step(4.3, 50.0, interval_speed_mps) / 4.3 - 1.0;
        assert!((gain - 0.008).abs() < 0.0005);
    }
}
