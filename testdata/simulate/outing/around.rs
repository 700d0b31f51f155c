//! What precedes and follows the reps: easy running with gates and crossings, drills, strides, false starts, waits.

use lastrep::segment::SegmentKind::{self, Cooldown, Stride, Warmup};
use lastrep::stats::Range;

use super::super::plan::{Length, Plan};
use super::{Around, Draw, Kind};

use Length::Time;

/// Easy running before the reps and after them, s.
const WARM_UP_S: Range = Range::new(360.0, 1500.0);
const COOL_DOWN_S: Range = Range::new(240.0, 1200.0);

/// An easy run begins at this share of the runner's easy speed and ends at that one.
const BEGINS: Range = Range::new(0.85, 1.0);
const ENDS: Range = Range::new(0.95, 1.10);

/// Share of runners who meet gates, crossings or friends, and how often they do, s.
const INTERRUPTED: f64 = 0.45;
const EACH_S: Range = Range::new(90.0, 900.0);
/// Such a stop lasts, s; two in three are stood, the others walked.
const STOP_S: Range = Range::new(5.0, 60.0);
const WALK_MPS: Range = Range::new(0.9, 1.7);
/// Share of the stops for which the timer is stopped as well.
const TIMER_STOPPED: f64 = 0.2;

/// Share of warm-ups that hold some brisk minutes, apart from the easy running, and how brisk: of what is held for an hour.
const WITH_BRISK: f64 = 0.12;
const BRISK_S: Range = Range::new(150.0, 720.0);
const BRISK: Range = Range::new(0.80, 1.0);

/// Shares of sessions with drills, with strides and with a wait before the first rep, and with a walk after the last.
const WITH_DRILLS: f64 = 0.2;
const WITH_STRIDES: f64 = 0.25;
const WITH_WAIT: f64 = 0.55;
const WITH_WALK: f64 = 0.5;
/// Share of sessions that end at the last rep.
const WITHOUT_COOL_DOWN: f64 = 0.15;

impl Draw {
    /// All before the first rep.
    pub(super) fn before(&mut self, plan: Plan) -> Plan {
        if self.is_around(Around::Nothing) {
            let wait_s = self.between(3.0, 25.0);
            let slow = self.between(0.0, 0.8);
            return plan.run(Warmup, Time(wait_s), slow);
        }
        let seconds = self.within(WARM_UP_S);
        let mut plan = self.easy(plan, Warmup, seconds);
        if self.is_around(Around::Direct) || self.is_led {
            return plan;
        }
        if self.random.chance(WITH_BRISK) {
            plan = self.brisk(plan);
        }
        let broken_off = self.is_around(Around::FalseStarts);
        if broken_off || self.random.chance(WITH_DRILLS) {
            plan = self.drills(plan);
        }
        if self.random.chance(WITH_STRIDES) {
            plan = self.strides_before(plan);
        }
        if broken_off {
            plan = self.false_starts(plan);
        }
        if self.random.chance(WITH_WAIT) {
            let (seconds, slow) = (self.between(20.0, 300.0), self.between(0.0, 1.5));
            plan = plan.run(Warmup, Time(seconds), slow);
        }
        plan
    }

    /// All after the last rep.
    pub(super) fn after(&mut self, plan: Plan) -> Plan {
        if self.is_around(Around::Nothing) || self.random.chance(WITHOUT_COOL_DOWN) {
            let (seconds, slow) = (self.between(3.0, 20.0), self.between(0.3, 1.8));
            return plan.run(Cooldown, Time(seconds), slow);
        }
        let mut plan = plan;
        if !self.is_around(Around::Direct) && self.random.chance(WITH_WALK) {
            let (seconds, slow) = (self.between(15.0, 240.0), self.between(0.2, 1.6));
            plan = plan.run(Cooldown, Time(seconds), slow);
        }
        let seconds = self.within(COOL_DOWN_S);
        self.easy(plan, Cooldown, seconds)
    }

    /// Easy running of so many seconds, a little faster in the end, with stops.
    pub(super) fn easy(&mut self, plan: Plan, kind: SegmentKind, seconds: f64) -> Plan {
        let each_s = if self.random.chance(INTERRUPTED) { self.within(EACH_S) } else { f64::INFINITY };
        self.easy_with_stops(plan, kind, seconds, each_s)
    }

    /// The same with a stop about each so many seconds.
    pub(super) fn easy_with_stops(&mut self, mut plan: Plan, kind: SegmentKind, seconds: f64, each_s: f64) -> Plan {
        let easy = self.runner.easy_mps;
        let (from, to) = (easy * self.within(BEGINS), easy * self.within(ENDS));
        let speed_at = |time: f64| from + (to - from) * (time / seconds).min(1.0);
        let mut run_s = 0.0;
        while run_s < seconds {
            let wish = each_s * self.between(0.4, 1.6);
            let part_s = if wish.is_finite() { wish.min(seconds - run_s).max(5.0) } else { seconds };
            plan = plan.change(kind, Time(part_s), speed_at(run_s), speed_at(run_s + part_s));
            run_s += part_s;
            if run_s < seconds {
                plan = self.stop(plan, kind);
            }
        }
        plan
    }

    /// One stop at a crossing, a gate, a drinking fountain.
    fn stop(&mut self, plan: Plan, kind: SegmentKind) -> Plan {
        let seconds = self.within(STOP_S);
        let speed = if self.random.chance(0.67) { 0.0 } else { self.within(WALK_MPS) };
        let stops_timer = self.row.kind == Kind::Lights || self.random.chance(TIMER_STOPPED);
        let paused = stops_timer && seconds > 10.0;
        plan.run(kind, Time(seconds), speed).last_bout(|bout| bout.paused = paused)
    }

    /// A walk or a stop, brisk running, and another.
    fn brisk(&mut self, mut plan: Plan) -> Plan {
        let speed = self.runner.holds_mps(3600.0) * self.within(BRISK);
        let seconds = self.within(BRISK_S);
        if self.random.chance(0.5) {
            plan = self.stop(plan, Warmup);
        }
        plan = plan.run(Warmup, Time(seconds), speed);
        self.stop(plan, Warmup)
    }

    /// Skips and high knees: quick, short, slow over the ground.
    fn drills(&mut self, mut plan: Plan) -> Plan {
        for _ in 0..self.random.whole(3, 8) {
            let (seconds, speed) = (self.between(5.0, 12.0), self.between(1.8, 3.6));
            let (back_s, back) = (self.between(12.0, 45.0), self.between(0.3, 1.5));
            plan = plan.run(Warmup, Time(seconds), speed).run(Warmup, Time(back_s), back);
        }
        plan
    }

    fn strides_before(&mut self, mut plan: Plan) -> Plan {
        let speed = self.runner.holds_mps(20.0) * self.between(0.80, 0.98);
        for _ in 0..self.random.whole(2, 5) {
            let (seconds, form) = (self.between(11.0, 22.0), self.between(0.95, 1.05));
            let (back_s, back) = (self.between(25.0, 90.0), self.between(0.3, 2.4));
            plan = plan.run(Stride, Time(seconds), speed * form).run(Warmup, Time(back_s), back);
        }
        plan
    }

    fn false_starts(&mut self, mut plan: Plan) -> Plan {
        for _ in 0..self.random.whole(1, 3) {
            let speed = self.runner.holds_mps(60.0) * self.between(0.8, 1.0);
            let (seconds, back_s) = (self.between(4.0, 12.0), self.between(20.0, 60.0));
            let back = self.between(0.5, 1.5);
            plan = plan.run(Warmup, Time(seconds), speed).run(Warmup, Time(back_s), back);
        }
        plan
    }
}
