//! From the plan to what the legs really did, ten times a second.

use lastrep::segment::SegmentKind;

use super::plan::{Bout, Length};
use super::random::{Drift, Lag, Random};
use super::watch::Odometer;

/// Time between two samples of the true motion, s.
pub(crate) const STEP_S: f64 = 0.1;

/// Two lags of this many seconds in a row make a start: 10 to 90 % of the change take about 2.4 s.
const START_TAU_S: f64 = 0.7;
/// Runners brake more slowly than they start: 10 to 90 % take about 5 s.
const BRAKE_TAU_S: f64 = 1.5;
/// The first seconds of a rep are a little fast ...
const EAGER_S: f64 = 15.0;
/// ... by this share of its speed.
const EAGER_SHARE: f64 = 0.03;
/// No plan lasts longer, s: a guard against a distance that is never reached.
const LONGEST_S: f64 = 6.0 * 3600.0;

/// The true motion.
#[derive(Debug, Clone, Default)]
pub(crate) struct Motion {
    /// Speed, m/s, each [`STEP_S`].
    pub(crate) speed_mps: Vec<f64>,
    /// Distance so far, m, each [`STEP_S`].
    pub(crate) distance_m: Vec<f64>,
    /// When each bout began, s; one more entry for the end of the last.
    pub(crate) edges_s: Vec<f64>,
}

impl Motion {
    /// Carries out the bouts; a bout of some distance ends where the line is, or where `leader`, the watch, says so.
    pub(crate) fn of(bouts: &[Bout], mut leader: Option<Odometer>, seed: u64) -> Self {
        let mut motion = Self::default();
        let mut legs = Legs::new(seed);
        let (mut distance, mut judged) = (0.0, 0.0);
        for bout in bouts {
            motion.edges_s.push(motion.now_s());
            let (begin_s, begin_m) = (motion.now_s(), judged);
            legs.set_out(bout);
            loop {
                let (spent_s, covered_m) = (motion.now_s() - begin_s, judged - begin_m);
                let done = match bout.length {
                    Length::Time(seconds) => spent_s / seconds,
                    Length::Distance(metres) => covered_m / metres,
                };
                if done >= 1.0 - 1e-9 || motion.now_s() > LONGEST_S {
                    break;
                }
                let speed = legs.step(bout, done, spent_s);
                motion.speed_mps.push(speed);
                motion.distance_m.push(distance);
                distance += speed * STEP_S;
                judged += leader.as_mut().map_or(speed, |watch| watch.step_mps(speed)) * STEP_S;
            }
        }
        motion.edges_s.push(motion.now_s());
        motion
    }

    /// The last whole second, which ends the recording.
    pub(crate) fn last_second(&self) -> f64 {
        (self.now_s() - STEP_S).floor()
    }

    /// The time reached so far, s.
    pub(crate) fn now_s(&self) -> f64 {
        self.speed_mps.len() as f64 * STEP_S
    }
}

/// A body that cannot change speed at once and never holds it exactly.
struct Legs {
    intent: Lag,
    speed: Lag,
    sway: Drift,
    form: f64,
    random: Random,
}

impl Legs {
    fn new(seed: u64) -> Self {
        let sway = Drift::new(Random::stream(seed, 1), 1.0, 12.0, STEP_S);
        Self { intent: Lag::at(0.0), speed: Lag::at(0.0), sway, form: 1.0, random: Random::stream(seed, 2) }
    }

    /// No two reps are alike: half a percent from one to the next, more where nobody cares.
    fn set_out(&mut self, bout: &Bout) {
        let spread = if bout.kind == SegmentKind::Work { 0.006 } else { 0.02 };
        self.form = 1.0 + spread * self.random.normal();
    }

    fn step(&mut self, bout: &Bout, done: f64, spent_s: f64) -> f64 {
        let mut wish = (bout.from_mps + (bout.to_mps - bout.from_mps) * done) * self.form;
        let sway = self.sway.next();
        if bout.kind == SegmentKind::Work {
            wish *= 1.0 + EAGER_SHARE * (1.0 - spent_s / EAGER_S).max(0.0) + 0.012 * sway;
        } else {
            wish *= 1.0 + 0.03 * sway;
        }
        let tau_s = if wish > self.speed.value { START_TAU_S } else { BRAKE_TAU_S };
        let intent = self.intent.follow(wish, tau_s, STEP_S);
        let speed = self.speed.follow(intent, tau_s, STEP_S);
        if bout.from_mps < 0.1 && speed < 0.05 { 0.0 } else { speed }
    }
}
