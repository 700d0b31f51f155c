//! What the watch makes of the motion: late, smoothed, a little wrong, and only now and then.

use lastrep::model::{Channel, Span, Track};

use super::Setting;
use super::body::Gait;
use super::motion::{Motion, STEP_S};
use super::odometer::odometer;
use super::random::{Drift, Lag, Random};
use super::route::Route;

/// How often the watch writes a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recording {
    /// Each second.
    EverySecond,
    /// Every 2 to 12 s, sooner when something changes.
    Smart,
    /// Every so many whole seconds, drawn anew each time between these two.
    Every(u32, u32),
}

/// A thing the watch can measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sensor {
    /// Position.
    Position,
    /// Altitude.
    Altitude,
    /// Cumulative distance.
    Distance,
    /// The watch's own speed.
    Speed,
    /// Heart rate.
    HeartRate,
    /// Steps per minute.
    Steps,
    /// Stance time, vertical oscillation and ratio, step length.
    Dynamics,
    /// Running power.
    Power,
    /// Temperature at the wrist.
    Temperature,
}

/// What a watch with a chest strap and a foot pod measures.
pub(crate) const EVERYTHING: &[Sensor] = &[
    Sensor::Position,
    Sensor::Altitude,
    Sensor::Distance,
    Sensor::Speed,
    Sensor::HeartRate,
    Sensor::Steps,
    Sensor::Dynamics,
    Sensor::Power,
    Sensor::Temperature,
];

/// What an ordinary running watch measures.
pub(crate) const USUAL: &[Sensor] =
    &[Sensor::Position, Sensor::Altitude, Sensor::Distance, Sensor::Speed, Sensor::HeartRate, Sensor::Steps];

/// Temperature at a resting wrist, degrees Celsius; moving air cools it by a degree per m/s.
const WRIST_C: f64 = 24.0;
/// Origin of all simulated places, degrees north and east: open country, nobody's home.
const ORIGIN_DEG: (f64, f64) = (48.0, 16.0);
/// Cosine of the origin's latitude.
const ORIGIN_COSINE: f64 = 0.669_130_606_358_858_2;
/// Metres in a degree of latitude on a sphere of 6 371 009 m.
const METRES_PER_DEGREE: f64 = 111_195.08;

/// All that the watch could have written, each [`STEP_S`] of wall clock.
#[derive(Debug, Clone)]
pub(crate) struct Readings {
    east_m: Vec<f64>,
    north_m: Vec<f64>,
    altitude_m: Vec<f64>,
    /// The watch's distance, m.
    pub(crate) distance_m: Vec<f64>,
    shown_mps: Vec<f64>,
    heart_bpm: Vec<f64>,
    steps_spm: Vec<f64>,
    true_mps: Vec<f64>,
    wobble: Vec<f64>,
}

impl Readings {
    /// Measures the motion; the distance stands still during the pauses and is the setting's scale times the true one.
    pub(crate) fn of(motion: &Motion, route: &Route, pauses: &[Span], setting: &Setting) -> Self {
        let (count, seed, texture) = (motion.speed_mps.len(), setting.seed, &setting.texture);
        let noise = |purpose: u64, sigma: f64, tau_s: f64| -> Vec<f64> {
            let mut drift = Drift::new(Random::stream(seed, purpose), sigma, tau_s, STEP_S);
            (0..count).map(|_| drift.next()).collect()
        };
        let position_error =
            |purpose| filtered(noise(purpose, texture.position_m, texture.position_tau_s), texture.position_smooth_s);
        let (east_error, north_error) = (position_error(20), position_error(21));
        let altitude_error = noise(22, 0.7, 60.0);
        let places = || motion.distance_m.iter().map(|&run| route.place(run));
        let (distance_m, shown_mps) = odometer(&motion.speed_mps, pauses, setting);
        Self {
            east_m: places().zip(&east_error).map(|(place, error)| place.0 + error).collect(),
            north_m: places().zip(&north_error).map(|(place, error)| place.1 + error).collect(),
            altitude_m: motion
                .distance_m
                .iter()
                .zip(&altitude_error)
                .zip(&motion.climb_m)
                .map(|((&run, error), climb)| 210.0 + route.height_m(run) + error + climb)
                .collect(),
            distance_m,
            shown_mps,
            heart_bpm: setting.physique.heart_rate_bpm(&motion.speed_mps, &motion.cost, seed),
            steps_spm: setting.physique.step_rate_spm(&motion.speed_mps, seed),
            true_mps: motion.speed_mps.clone(),
            wobble: noise(24, 1.0, 8.0),
        }
    }

    /// The records at the given whole seconds, each value as coarse as FIT stores it.
    pub(crate) fn track(&self, times_s: &[f64], sensors: &[Sensor]) -> Track {
        let column = |sensor: Sensor, value: &dyn Fn(usize) -> f64| -> Option<Channel> {
            sensors.contains(&sensor).then(|| times_s.iter().map(|&time| value(self.index(time))).collect())
        };
        let gait = |i: usize| Gait::at(self.true_mps[i], self.steps_spm[i], self.wobble[i]);
        let dynamic =
            |i: usize, of: &dyn Fn(Gait) -> f64, unit: f64| gait(i).map_or(f64::NAN, |gait| round_to(of(gait), unit));
        Track {
            time_s: times_s.to_vec(),
            latitude_deg: column(Sensor::Position, &|i| {
                semicircles(ORIGIN_DEG.0 + self.north_m[i] / METRES_PER_DEGREE)
            }),
            longitude_deg: column(Sensor::Position, &|i| {
                semicircles(ORIGIN_DEG.1 + self.east_m[i] / (METRES_PER_DEGREE * ORIGIN_COSINE))
            }),
            altitude_m: column(Sensor::Altitude, &|i| round_to(self.altitude_m[i], 0.2)),
            distance_m: column(Sensor::Distance, &|i| round_to(self.distance_m[i], 0.01)),
            speed_mps: column(Sensor::Speed, &|i| round_to(self.shown_mps[i], 0.001)),
            heart_rate_bpm: column(Sensor::HeartRate, &|i| self.heart_bpm[i].round()),
            step_rate_spm: column(Sensor::Steps, &|i| self.steps_spm[i].round()),
            power_w: column(Sensor::Power, &|i| dynamic(i, &|gait| gait.power_w, 1.0)),
            stance_time_ms: column(Sensor::Dynamics, &|i| dynamic(i, &|gait| gait.stance_ms, 0.1)),
            vertical_oscillation_mm: column(Sensor::Dynamics, &|i| dynamic(i, &|gait| gait.oscillation_mm, 0.1)),
            vertical_ratio_pct: column(Sensor::Dynamics, &|i| {
                dynamic(i, &|gait| 100.0 * gait.oscillation_mm / gait.step_mm, 0.01)
            }),
            step_length_mm: column(Sensor::Dynamics, &|i| dynamic(i, &|gait| gait.step_mm, 0.1)),
            temperature_c: column(Sensor::Temperature, &|i| (WRIST_C - self.true_mps[i]).round()),
        }
    }

    /// The watch's distance at a time, m.
    pub(crate) fn distance_at(&self, time_s: f64) -> f64 {
        self.distance_m[self.index(time_s)]
    }

    fn index(&self, time_s: f64) -> usize {
        ((time_s / STEP_S).round() as usize).min(self.distance_m.len() - 1)
    }
}

/// When the watch writes: whole seconds outside the pauses, and for smart recording also at each press.
pub(crate) fn record_times(
    recording: Recording,
    motion: &Motion,
    pauses: &[Span],
    presses_s: &[f64],
    seed: u64,
) -> Vec<f64> {
    let last = motion.last_second() as usize;
    let mut wanted = vec![recording == Recording::EverySecond; last + 1];
    if recording != Recording::EverySecond {
        let mut random = Random::stream(seed, 30);
        let mut second = 0;
        while second <= last {
            wanted[second] = true;
            second += match recording {
                Recording::Every(least, most) => random.whole(least, most) as usize,
                _ => smart_gap(motion, second, &mut random),
            };
        }
        let whole = |time: f64| (time.round() as usize).min(last);
        let edges = pauses.iter().flat_map(|pause| [pause.start_s, pause.end_s]);
        for time in presses_s.iter().copied().chain(edges) {
            wanted[whole(time)] = true;
        }
        wanted[last] = true;
    }
    let stopped = |time: f64| pauses.iter().any(|pause| time > pause.start_s && time < pause.end_s);
    (0..=last).filter(|&second| wanted[second]).map(|second| second as f64).filter(|&time| !stopped(time)).collect()
}

/// Seconds to the next smart record: few while the speed changes, up to twelve while nothing happens.
fn smart_gap(motion: &Motion, second: usize, random: &mut Random) -> usize {
    let speed = |at: usize| motion.speed_mps[(at * 10).min(motion.speed_mps.len() - 1)];
    let change = (speed(second + 3) - speed(second)).abs();
    let longest = match change {
        c if c > 0.6 => 3.0,
        c if c > 0.2 => 6.0,
        _ => 12.0,
    };
    random.between(2.0, longest + 0.999).floor() as usize
}

/// The same through a lag, from rest at its first value.
fn filtered(mut values: Vec<f64>, tau_s: f64) -> Vec<f64> {
    if tau_s > 0.0 {
        let mut lag = Lag::at(values.first().copied().unwrap_or(0.0));
        for value in &mut values {
            *value = lag.follow(*value, tau_s, STEP_S);
        }
    }
    values
}

fn round_to(value: f64, unit: f64) -> f64 {
    let per_unit = (1.0 / unit).round();
    (value * per_unit).round() / per_unit
}

fn semicircles(degrees: f64) -> f64 {
    let unit = 180.0 / 2_147_483_648.0;
    (degrees / unit).round() * unit
}
