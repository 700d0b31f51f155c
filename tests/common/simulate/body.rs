//! What the body does at a speed: heart rate, steps, ground contact, power.

use super::motion::STEP_S;
use super::random::{Drift, Lag, Random};

/// The runner's heart at rest, beats/min.
const HR_REST_BPM: f64 = 52.0;
/// The runner's heart at its highest, beats/min.
const HR_MAX_BPM: f64 = 190.0;
/// The speed at which oxygen uptake is highest, m/s.
const VO2MAX_MPS: f64 = 4.1;
/// The heart follows a rising demand with this time constant, s.
const HEART_UP_TAU_S: f64 = 50.0;
/// The heart follows a falling demand with this time constant, s.
const HEART_DOWN_TAU_S: f64 = 60.0;
/// Body mass, kg.
const MASS_KG: f64 = 68.0;
/// Mechanical cost of level running as running-power meters put it, J/(kg m).
const POWER_COST: f64 = 1.04;

/// Heart rate at each step of the true motion, beats/min.
pub(crate) fn heart_rate_bpm(speed_mps: &[f64], seed: u64) -> Vec<f64> {
    let mut heart = Lag::at(HR_REST_BPM + 30.0);
    let mut noise = Drift::new(Random::stream(seed, 10), 1.2, 10.0, STEP_S);
    let mut rate = Vec::with_capacity(speed_mps.len());
    for (index, &speed) in speed_mps.iter().enumerate() {
        let minutes = index as f64 * STEP_S / 60.0;
        let drift_bpm = 6.0 * minutes / (minutes + 40.0);
        let share = if speed < 0.3 { 0.12 } else { (0.15 + 0.80 * speed / VO2MAX_MPS).min(0.97) };
        let demand = HR_REST_BPM + (HR_MAX_BPM - HR_REST_BPM) * share + drift_bpm;
        let tau_s = if demand > heart.value { HEART_UP_TAU_S } else { HEART_DOWN_TAU_S };
        rate.push(heart.follow(demand.min(HR_MAX_BPM), tau_s, STEP_S) + noise.next());
    }
    rate
}

/// Steps per minute, both feet, as a wrist sensor shows them two seconds late; 0 when standing.
pub(crate) fn step_rate_spm(speed_mps: &[f64], seed: u64) -> Vec<f64> {
    let mut shown = Lag::at(0.0);
    let mut noise = Drift::new(Random::stream(seed, 11), 1.3, 5.0, STEP_S);
    speed_mps
        .iter()
        .map(|&speed| {
            let steps = match speed {
                v if v < 0.4 => 0.0,
                v if v < 1.9 => 68.0 + 33.0 * v,
                v => 136.0 + 10.0 * v,
            };
            let rate = shown.follow(steps, 2.0, STEP_S) + noise.next();
            if rate < 30.0 { 0.0 } else { rate }
        })
        .collect()
}

/// Running dynamics and power at one moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gait {
    /// Ground contact time, ms.
    pub(crate) stance_ms: f64,
    /// Vertical oscillation, mm.
    pub(crate) oscillation_mm: f64,
    /// Length of one step, mm.
    pub(crate) step_mm: f64,
    /// Power, W.
    pub(crate) power_w: f64,
}

impl Gait {
    /// The gait at a speed and step rate; `None` when not running.
    pub(crate) fn at(speed_mps: f64, step_rate_spm: f64, wobble: f64) -> Option<Self> {
        (speed_mps > 1.9 && step_rate_spm > 120.0).then(|| Self {
            stance_ms: 330.0 - 26.0 * speed_mps + 3.0 * wobble,
            oscillation_mm: 97.0 - 4.0 * speed_mps + 1.5 * wobble,
            step_mm: 60_000.0 * speed_mps / step_rate_spm,
            power_w: POWER_COST * MASS_KG * speed_mps + 3.0 * wobble,
        })
    }
}
