//! Outings without reps: easy, tempo, race, progression, city, trail, strides, a ride.

use lastrep::segment::SegmentKind::{Other, Stride};
use lastrep::stats::Range;

use super::super::plan::{Ease, Length, Plan};
use super::Draw;
use super::kind::Body;

use Length::{Distance, Time};

/// How long such a run lasts, s.
const RUN_S: Range = Range::new(1200.0, 6000.0);
/// Distances raced, m; a share of the longer ones is too long for a simulated afternoon and left out.
const RACES_M: [f64; 6] = [1500.0, 3000.0, 5000.0, 5000.0, 10_000.0, 21_097.5];

impl Draw {
    /// The run of the row's kind.
    pub(super) fn plain(&mut self, plan: Plan) -> Plan {
        let seconds = self.within(RUN_S);
        match self.row.body {
            Body::Strides => self.with_strides(plan, seconds.min(3600.0)),
            Body::Tempo => self.tempo(plan),
            Body::Race => self.race(plan),
            Body::Progression => self.progression(plan, seconds),
            Body::City => {
                let each_s = self.between(60.0, 300.0);
                self.easy_with_stops(plan, Other, seconds, each_s)
            }
            Body::Trail => self.trail(plan, seconds),
            Body::Ride => self.ride(plan, seconds),
            Body::RunWalk => self.run_walk(plan, seconds),
            Body::PickUps => self.pick_ups(plan, seconds),
            _ => self.easy(plan, Other, seconds),
        }
    }

    fn with_strides(&mut self, plan: Plan, seconds: f64) -> Plan {
        let after_s = if self.random.chance(0.5) { self.between(30.0, 300.0) } else { self.between(300.0, 900.0) };
        let mut plan = self.easy(plan, Other, seconds);
        let length = *self.random.pick(self.row.lengths);
        let speed = self.runner.holds_mps(18.0) * self.within(self.row.effort);
        let ease = *self.random.pick(self.row.rests);
        let back = match ease {
            Ease::Jog => self.runner.easy_mps * self.between(0.8, 1.0),
            Ease::Walk => self.between(1.0, 1.7),
            Ease::Stand | Ease::Paused => self.between(0.0, 0.4),
        };
        let rest_s = self.within(self.row.rest_s);
        for _ in 0..self.random.whole(self.row.count.0, self.row.count.1) {
            let form = self.between(0.95, 1.05);
            let apart_s = rest_s * self.between(0.85, 1.15);
            plan = plan.run(Stride, length, speed * form).run(Other, Time(apart_s), back);
            plan = plan.last_bout(|bout| bout.paused = ease == Ease::Paused);
        }
        self.easy(plan, Other, after_s)
    }

    fn tempo(&mut self, plan: Plan) -> Plan {
        let seconds = self.between(900.0, 2700.0);
        let speed = self.runner.holds_mps(3600.0) * self.between(0.95, 1.02);
        let within = self.between(-0.03, 0.03);
        let warm_s = self.between(400.0, 1500.0);
        let cool_s = self.between(240.0, 1200.0);
        let plan = self.easy(plan, Other, warm_s);
        let plan = plan.change(Other, Time(seconds), speed * (1.0 + within), speed * (1.0 - within));
        self.easy(plan, Other, cool_s)
    }

    fn race(&mut self, plan: Plan) -> Plan {
        let metres = *self.random.pick(&RACES_M);
        let speed = self.runner.holds_mps(metres / self.runner.five_k_mps) * self.between(0.97, 1.02);
        let (first, last) = (self.between(1.0, 1.10), self.between(1.0, 1.15));
        let fade = self.between(-0.03, 0.08);
        let mut plan = plan;
        if self.random.chance(0.4) {
            let (warm_s, wait_s) = (self.between(400.0, 1500.0), self.between(60.0, 600.0));
            plan = self.easy(plan, Other, warm_s).run(Other, Time(wait_s), 0.2);
        }
        plan = plan.run(Other, Distance(0.06 * metres), speed * first);
        plan = plan.change(Other, Distance(0.88 * metres), speed * (1.0 + fade / 2.0), speed * (1.0 - fade / 2.0));
        plan = plan.run(Other, Distance(0.06 * metres), speed * last);
        if self.random.chance(0.5) {
            let cool_s = self.between(200.0, 900.0);
            plan = plan.run(Other, Time(90.0), 0.8);
            plan = self.easy(plan, Other, cool_s);
        }
        plan
    }

    /// In two to six steps, or evenly; from easy to threshold or a little more.
    fn progression(&mut self, mut plan: Plan, seconds: f64) -> Plan {
        let (from, to) = (self.runner.easy_mps * 0.95, self.runner.five_k_mps * self.between(0.85, 1.0));
        if self.random.chance(0.4) {
            return plan.change(Other, Time(seconds), from, to);
        }
        let steps = self.random.whole(2, 6);
        for step in 0..steps {
            let speed = from + (to - from) * f64::from(step) / f64::from(steps - 1);
            plan = plan.run(Other, Time(seconds / f64::from(steps)), speed);
        }
        plan
    }

    /// Beginners and ultrarunners: minutes of easy running and a walk, by the clock or as it comes, from end to end.
    fn run_walk(&mut self, mut plan: Plan, seconds: f64) -> Plan {
        let (run_s, walk_s) = (self.between(45.0, 600.0), self.between(20.0, 150.0));
        let (speed, walk) = (self.runner.easy_mps * self.between(0.9, 1.1), self.between(1.1, 1.8));
        let ragged = if self.random.chance(0.5) { 0.03 } else { 0.35 };
        let mut left_s = seconds;
        while left_s > 0.0 {
            let (run, rest) =
                (run_s * self.between(1.0 - ragged, 1.0 + ragged), walk_s * self.between(1.0 - ragged, 1.0 + ragged));
            plan = plan.run(Other, Time(run), speed * self.between(0.96, 1.04)).run(Other, Time(rest), walk);
            left_s -= run + rest;
        }
        plan
    }

    /// A dash for the bus, a climb taken on, a stretch raced against a name on a list: one to three, each unlike the others.
    fn pick_ups(&mut self, mut plan: Plan, seconds: f64) -> Plan {
        for _ in 0..self.random.whole(1, 3) {
            let part_s = seconds * self.between(0.15, 0.4);
            plan = self.easy(plan, Other, part_s);
            let length_s = self.between(10.0, 150.0);
            let speed = self.runner.holds_mps(length_s) * self.between(0.72, 1.0);
            plan = plan.run(Other, Time(length_s), speed);
        }
        self.easy(plan, Other, seconds * 0.3)
    }

    /// The hills do the rest: now and then a climb is walked.
    fn trail(&mut self, mut plan: Plan, seconds: f64) -> Plan {
        let mut left_s = seconds;
        while left_s > 0.0 {
            let (run_s, speed) = (self.between(60.0, 600.0), self.runner.easy_mps * self.between(0.8, 1.15));
            plan = plan.run(Other, Time(run_s), speed);
            if self.random.chance(0.6) {
                let (walk_s, walk) = (self.between(10.0, 180.0), self.between(0.0, 1.6));
                plan = plan.run(Other, Time(walk_s), walk);
            }
            left_s -= run_s;
        }
        plan
    }

    fn ride(&mut self, mut plan: Plan, seconds: f64) -> Plan {
        let mut left_s = seconds;
        while left_s > 0.0 {
            let (ride_s, speed) = (self.between(60.0, 900.0), self.between(5.0, 10.0));
            plan = plan.run(Other, Time(ride_s), speed);
            if self.random.chance(0.4) {
                let stop_s = self.between(5.0, 60.0);
                plan = plan.run(Other, Time(stop_s), 0.0);
            }
            left_s -= ride_s;
        }
        plan
    }
}
