//! From the plan to what the legs really did, ten times a second.

use lastrep::segment::SegmentKind;

use super::odometer::Odometer;
use super::plan::{Bout, Length};
use super::random::{Drift, Lag, Random};
use super::route::Route;
use super::texture::Texture;

/// Time between two samples of the true motion, s.
pub(crate) const STEP_S: f64 = 0.1;

/// The first seconds of a rep are a little fast ...
const EAGER_S: f64 = 15.0;
/// ... by this share of its speed.
const EAGER_SHARE: f64 = 0.03;
/// A share of speed lost for each share of grade uphill, and gained downhill, at equal effort.
///
/// # Source
/// Minetti et al. (2002), doi:10.1152/japplphysiol.01177.2001: the cost of running around grade 0 rises by 3.3 to 4.2
/// times the grade in parts of the level cost; downhill, runners take about half of what is given.
const HILL_COST: (f64, f64) = (3.3, 1.7);
/// No plan lasts longer, s: a guard against a distance that is never reached.
const LONGEST_S: f64 = 6.0 * 3600.0;

/// The true motion.
#[derive(Debug, Clone, Default)]
pub(crate) struct Motion {
    /// Speed, m/s, each [`STEP_S`].
    pub(crate) speed_mps: Vec<f64>,
    /// Distance so far, m, each [`STEP_S`].
    pub(crate) distance_m: Vec<f64>,
    /// Height gained on the slopes of the plan itself, m, each [`STEP_S`].
    pub(crate) climb_m: Vec<f64>,
    /// What the ground costs over the level at the same speed, each [`STEP_S`].
    pub(crate) cost: Vec<f64>,
    /// When each bout began, s; one more entry for the end of the last.
    pub(crate) edges_s: Vec<f64>,
}

impl Motion {
    /// Carries out the bouts; a bout of some distance ends where the line is, or where `leader`, the watch, says so.
    pub(crate) fn of(
        bouts: &[Bout],
        mut leader: Option<Odometer>,
        route: &Route,
        texture: &Texture,
        seed: u64,
    ) -> Self {
        let mut motion = Self::default();
        let mut legs = Legs::new(*texture, seed);
        let (mut distance, mut judged, mut climb) = (0.0, 0.0, 0.0);
        for bout in bouts {
            let (mut begin_s, mut begin_m) = (motion.now_s(), judged);
            let is_rolling = leader.is_none() && matches!(bout.kind, SegmentKind::Work | SegmentKind::Stride);
            let mut rolling_s = if is_rolling { texture.rolling_s } else { 0.0 };
            legs.set_out(bout);
            loop {
                if rolling_s > 0.0 {
                    rolling_s -= STEP_S;
                    (begin_s, begin_m) = (motion.now_s(), judged);
                }
                let (spent_s, covered_m) = (motion.now_s() - begin_s, judged - begin_m);
                let done = match bout.length {
                    Length::Time(seconds) => spent_s / seconds,
                    Length::Distance(metres) => covered_m / metres,
                };
                if done >= 1.0 - 1e-9 || motion.now_s() > LONGEST_S {
                    break;
                }
                let grade = route.grade(distance);
                let speed = legs.step(bout, done, spent_s, grade);
                motion.speed_mps.push(speed);
                motion.cost.push(cost(grade + bout.grade));
                motion.distance_m.push(distance);
                motion.climb_m.push(climb);
                distance += speed * STEP_S;
                climb += bout.grade * speed * STEP_S;
                judged += leader.as_mut().map_or(speed, |watch| watch.step_mps(speed)) * STEP_S;
            }
            motion.edges_s.push(begin_s);
        }
        motion.edges_s.push(motion.now_s());
        motion
    }

    /// Distance at a time, m.
    pub(crate) fn distance_at(&self, time_s: f64) -> f64 {
        let index = (time_s / STEP_S).round() as usize;
        self.distance_m.get(index).or(self.distance_m.last()).copied().unwrap_or(0.0)
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
    texture: Texture,
    intent: Lag,
    speed: Lag,
    sway: Drift,
    wander: Drift,
    form: f64,
    random: Random,
}

impl Legs {
    fn new(texture: Texture, seed: u64) -> Self {
        let sway = Drift::new(Random::stream(seed, 1), 1.0, 12.0, STEP_S);
        let wander = Drift::new(Random::stream(seed, 3), 1.0, texture.wander_tau_s, STEP_S);
        let (intent, speed) = (Lag::at(0.0), Lag::at(0.0));
        Self { texture, intent, speed, sway, wander, form: 1.0, random: Random::stream(seed, 2) }
    }

    /// No two reps are alike; less so where nobody cares.
    fn set_out(&mut self, bout: &Bout) {
        let spread = if bout.kind == SegmentKind::Work { self.texture.rep_spread } else { 0.02 };
        self.form = 1.0 + spread * self.random.normal();
    }

    fn step(&mut self, bout: &Bout, done: f64, spent_s: f64, grade: f64) -> f64 {
        let mut wish = (bout.from_mps + (bout.to_mps - bout.from_mps) * done) * self.form;
        let (sway, wander) = (self.sway.next(), self.wander.next());
        let Texture { rep_sway, rep_wander, .. } = self.texture;
        if bout.kind == SegmentKind::Work {
            wish *= 1.0 + EAGER_SHARE * (1.0 - spent_s / EAGER_S).max(0.0) + rep_sway * sway + rep_wander * wander;
        } else {
            wish *= 1.0 + self.texture.sway * sway + self.texture.wander * wander;
        }
        wish *= self.hill_share(grade);
        let is_start = wish > self.speed.value;
        let tau_s = if is_start { self.texture.start_tau_s } else { self.texture.brake_tau_s };
        let intent = self.intent.follow(wish, tau_s, STEP_S);
        let speed = self.speed.follow(intent, tau_s, STEP_S);
        if bout.from_mps < 0.1 && speed < 0.05 { 0.0 } else { speed }
    }

    /// Speed on a grade over speed on the level, as far as the runner yields to it.
    fn hill_share(&self, grade: f64) -> f64 {
        1.0 / (1.0 + self.texture.yield_to_hills * (cost(grade) - 1.0))
    }
}

/// What a grade costs over the level at the same speed.
fn cost(grade: f64) -> f64 {
    let per_grade = if grade > 0.0 { HILL_COST.0 } else { HILL_COST.1 };
    1.0 + per_grade * grade.clamp(-0.15, 0.25)
}
