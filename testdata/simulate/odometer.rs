//! The watch's distance and the speed it shows: late, noisy, and wrong by a constant share.

use std::collections::VecDeque;

use lastrep::model::Span;
use lastrep::stats::Range;

use super::motion::STEP_S;
use super::random::{Drift, Lag, Random};
use super::route::sine;
use super::texture::Texture;
use super::{Lapping, Setting};

/// How long the flicker of the distance from second to second lasts, s.
const FLICKER_TAU_S: f64 = 0.7;
/// Two lags of this many seconds make the shown speed, 5 s late in all.
const SHOWN_TAU_S: f64 = 2.5;
/// A loss of the satellites lasts so many seconds, from and to.
const DROPOUT_S: Range = Range::new(5.0, 25.0);
/// The share of the way through such a loss that the watch makes up for at once: all of it, most of it, or nothing.
const MADE_UP: [f64; 3] = [1.0, 0.85, 0.0];

/// The watch's distance, m, and the speed it shows, m/s, each [`STEP_S`].
pub(super) fn odometer(speed_mps: &[f64], pauses: &[Span], setting: &Setting) -> (Vec<f64>, Vec<f64>) {
    let texture = &setting.texture;
    let mut sense = Odometer::new(setting.scale, texture, setting.seed);
    // A watch that led its runner by the distance has seen all of it.
    let is_led = setting.lapping == Lapping::Steps;
    let mut losses = Dropouts::new(if is_led { 0.0 } else { texture.dropouts_per_hour }, setting.seed);
    let (mut first, mut second) = (Lag::at(0.0), Lag::at(0.0));
    let update = ((texture.update_s / STEP_S).round() as usize).max(1);
    let (mut run, mut written) = (0.0, 0.0);
    let (mut distance, mut shown) = (Vec::with_capacity(speed_mps.len()), Vec::with_capacity(speed_mps.len()));
    for (index, &speed) in speed_mps.iter().enumerate() {
        let time_s = index as f64 * STEP_S;
        let measured = sense.step_mps(speed);
        if index % update == 0 {
            written = run;
        }
        distance.push(written);
        let once = first.follow(measured, SHOWN_TAU_S, STEP_S);
        shown.push(second.follow(once, SHOWN_TAU_S, STEP_S));
        let metres = losses.pass(measured * STEP_S);
        if !pauses.iter().any(|pause| time_s >= pause.start_s && time_s < pause.end_s) {
            run += metres;
        }
    }
    (distance, shown)
}

/// The watch's sense of how fast it moves.
#[derive(Debug, Clone)]
pub(super) struct Odometer {
    felt: Lag,
    error: Drift,
    flicker: Drift,
    scale: f64,
    distance_tau_s: f64,
    late: VecDeque<f64>,
    smooth: Lag,
    smooth_s: f64,
    round_error: f64,
    round_m: f64,
    way_m: f64,
}

impl Odometer {
    /// The same seed gives the same errors: a plan that ends its reps by this distance meets it again in the record.
    pub(super) fn new(scale: f64, texture: &Texture, seed: u64) -> Self {
        let stream = |purpose| Random::stream(seed, purpose);
        Self {
            felt: Lag::at(0.0),
            error: Drift::new(stream(23), texture.pace_sigma_mps, texture.pace_tau_s, STEP_S),
            flicker: Drift::new(stream(25), texture.flicker_mps, FLICKER_TAU_S, STEP_S),
            scale,
            distance_tau_s: texture.distance_tau_s,
            late: std::iter::repeat_n(0.0, (texture.delay_s / STEP_S).round() as usize).collect(),
            smooth: Lag::at(0.0),
            smooth_s: texture.smooth_s,
            round_error: texture.round_error,
            round_m: texture.round_m,
            way_m: 0.0,
        }
    }

    /// The measured speed after another [`STEP_S`] at a true speed, m/s; 0 at a standstill.
    pub(super) fn step_mps(&mut self, true_mps: f64) -> f64 {
        self.way_m += true_mps * STEP_S;
        let misled = 1.0 + self.round_error * round_swing(self.way_m / self.round_m);
        let felt = self.felt.follow(true_mps, self.distance_tau_s, STEP_S) * misled;
        let error = self.error.next() + self.flicker.next();
        let noisy = felt * self.scale + error * (felt / 1.5).min(1.0);
        let now = if felt < 0.15 { 0.0 } else { noisy.max(0.0) };
        self.late.push_back(now);
        let then = self.late.pop_front().unwrap_or(now);
        if self.smooth_s > 0.0 { self.smooth.follow(then, self.smooth_s, STEP_S) } else { then }
    }
}

/// The highest value of that sum of two waves.
const SWING_TOP: f64 = 0.942_809;

/// How the speed swings once a round, -1 to 1: one half of it a little fast, the other a little slow, with short ramps.
fn round_swing(rounds: f64) -> f64 {
    let turn = std::f64::consts::TAU * (rounds - rounds.floor());
    (sine(turn) + sine(3.0 * turn) / 3.0) / SWING_TOP
}

/// Losses of the satellites: metres are held back, and then given out in part.
struct Dropouts {
    random: Random,
    per_step: f64,
    left_s: f64,
    held_m: f64,
}

impl Dropouts {
    fn new(per_hour: f64, seed: u64) -> Self {
        Self { random: Random::stream(seed, 26), per_step: per_hour * STEP_S / 3600.0, left_s: 0.0, held_m: 0.0 }
    }

    /// The metres that the watch counts in a step in which so many were run.
    fn pass(&mut self, metres: f64) -> f64 {
        if self.left_s > 0.0 {
            self.left_s -= STEP_S;
            self.held_m += metres;
            return 0.0;
        }
        if self.per_step > 0.0 && self.random.chance(self.per_step) {
            self.left_s = self.random.within(DROPOUT_S);
        }
        let made_up = if self.held_m > 0.0 { *self.random.pick(&MADE_UP) * self.held_m } else { 0.0 };
        self.held_m = 0.0;
        metres + made_up
    }
}
