//! What the body does at a speed: heart rate, steps, ground contact, power.

use super::motion::STEP_S;
use super::random::{Drift, Lag, Random};

/// The heart of a standing runner, as a share of the way from rest to its highest.
const STANDING_SHARE: f64 = 0.12;
/// The same of a running one: so much and so much more at the speed at which oxygen uptake is highest, up to a limit.
const RUNNING_SHARE: (f64, f64) = (0.15, 0.80);
const MOST_SHARE: f64 = 0.97;
/// Body mass, kg.
const MASS_KG: f64 = 68.0;
/// Mechanical cost of level running as running-power meters put it, J/(kg m).
const POWER_COST: f64 = 1.04;
/// Slower than this nobody runs, m/s.
const RUNNING_MPS: f64 = 1.9;

/// A runner's heart and stride, and what the watch makes of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Physique {
    /// The heart at rest, beats/min.
    pub(crate) rest_bpm: f64,
    /// The heart at its highest, beats/min.
    pub(crate) highest_bpm: f64,
    /// The speed at which oxygen uptake is highest, m/s.
    pub(crate) vo2max_mps: f64,
    /// The heart follows a rising and a falling demand with these time constants, s.
    pub(crate) heart_tau_s: (f64, f64),
    /// A wrist shows it later by this time constant, s; 0 for a strap.
    pub(crate) heart_late_s: f64,
    /// Steps per minute at an easy 2.5 m/s, and so many more for each m/s.
    pub(crate) steps_spm: (f64, f64),
    /// The sensor shows the steps with this time constant, s.
    pub(crate) steps_late_s: f64,
    /// How much of a hill's cost the heart feels: 0 none, 1 all.
    pub(crate) feels_hills: f64,
}

impl Physique {
    /// The body of the committed fixtures.
    pub(crate) const PLAIN: Self = Self {
        rest_bpm: 52.0,
        highest_bpm: 190.0,
        vo2max_mps: 4.1,
        heart_tau_s: (50.0, 60.0),
        heart_late_s: 0.0,
        steps_spm: (161.0, 10.0),
        steps_late_s: 2.0,
        feels_hills: 0.0,
    };

    /// Heart rate at each step of the motion, beats/min; `cost` is that of the ground over the level.
    pub(crate) fn heart_rate_bpm(&self, speed_mps: &[f64], cost: &[f64], seed: u64) -> Vec<f64> {
        let (low_bpm, span_bpm) = (self.rest_bpm, self.highest_bpm - self.rest_bpm);
        let mut heart = Lag::at(low_bpm + 30.0);
        let mut shown = Lag::at(low_bpm + 30.0);
        let mut noise = Drift::new(Random::stream(seed, 10), 1.2, 10.0, STEP_S);
        let mut rate = Vec::with_capacity(speed_mps.len());
        for (index, (&speed, &cost)) in speed_mps.iter().zip(cost).enumerate() {
            let minutes = index as f64 * STEP_S / 60.0;
            let drift_bpm = 6.0 * minutes / (minutes + 40.0);
            let effort = speed * (1.0 + self.feels_hills * (cost - 1.0));
            let running = RUNNING_SHARE.0 + RUNNING_SHARE.1 * effort / self.vo2max_mps;
            let share = if speed < 0.3 { STANDING_SHARE } else { running.min(MOST_SHARE) };
            let demand = low_bpm + span_bpm * share + drift_bpm;
            let tau_s = if demand > heart.value { self.heart_tau_s.0 } else { self.heart_tau_s.1 };
            let beats = heart.follow(demand.min(self.highest_bpm), tau_s, STEP_S);
            let told = if self.heart_late_s > 0.0 { shown.follow(beats, self.heart_late_s, STEP_S) } else { beats };
            rate.push(told + noise.next());
        }
        rate
    }

    /// Steps per minute, both feet, as a wrist sensor shows them, late; 0 when standing.
    pub(crate) fn step_rate_spm(&self, speed_mps: &[f64], seed: u64) -> Vec<f64> {
        let mut shown = Lag::at(0.0);
        let mut noise = Drift::new(Random::stream(seed, 11), 1.3, 5.0, STEP_S);
        let (easy_spm, more_spm) = self.steps_spm;
        speed_mps
            .iter()
            .map(|&speed| {
                let steps = match speed {
                    v if v < 0.4 => 0.0,
                    v if v < RUNNING_MPS => 68.0 + 33.0 * v,
                    v => easy_spm + more_spm * (v - 2.5),
                };
                let rate = shown.follow(steps, self.steps_late_s, STEP_S) + noise.next();
                if rate < 30.0 { 0.0 } else { rate }
            })
            .collect()
    }
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
