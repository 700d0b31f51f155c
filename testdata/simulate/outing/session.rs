//! The reps and recoveries of a session.

use lastrep::segment::SegmentKind::{Recovery, Work};
use lastrep::stats::Range;

use super::super::plan::{Ease, Length, Plan};
use super::Draw;
use super::kind::{Body, LADDERS, ROUNDS};

use Length::{Distance, Time};

/// Most work in a group of reps, s.
const MOST_WORK_S: f64 = 3000.0;
/// Speed lost from the first rep to the last; below 0 is gained. Real sets: a tenth lose over 8 %, a tenth gain over 9 %.
const FADE: Range = Range::new(-0.09, 0.09);
/// Speed lost within a rep.
const FADE_WITHIN: Range = Range::new(-0.04, 0.06);
/// Share of sessions with a rep that is unlike the others: cut short or slow, by these shares.
const WITH_ODD_REP: f64 = 0.12;
const CUT_SHORT: Range = Range::new(0.5, 0.9);
const SLOW: Range = Range::new(0.86, 0.95);
/// Share of sessions with ragged recoveries, and how ragged.
const RAGGED: f64 = 0.6;
const RAGGED_BY: Range = Range::new(0.8, 1.2);
/// Share of sessions whose jogs are measured in hundreds of metres.
const BY_DISTANCE: f64 = 0.25;
/// A break between groups: some minutes mostly, a quarter of an hour at times, and longer than a recovery by this factor.
const BREAK_S: Range = Range::new(60.0, 900.0);
const BREAK_SHARE: f64 = 1.5;
/// Speeds of recoveries that are no jog, m/s. Who stands shifts from foot to foot.
const STANDS_MPS: Range = Range::new(0.0, 0.5);
const WALKS_MPS: Range = Range::new(0.8, 1.7);
const PAUSED_MPS: Range = Range::new(0.0, 1.4);
/// Steepness of the ground of hill reps, rise over run.
const SLOPE: Range = Range::new(0.04, 0.10);

/// Recoveries of one session.
#[derive(Debug, Clone, Copy)]
struct Rests {
    ease: Ease,
    speed_mps: f64,
    seconds: f64,
    by_distance: bool,
    is_ragged: bool,
    grade: f64,
}

impl Draw {
    /// The session of the row's kind.
    pub(super) fn session(&mut self, plan: Plan) -> Plan {
        match self.row.body {
            Body::Ladder => self.ladder(plan),
            Body::Fartlek => self.fartlek(plan),
            Body::Sets => {
                let length = *self.random.pick(self.row.lengths);
                let groups = vec![length; self.random.whole(2, 4) as usize];
                self.groups(plan, &groups, 2)
            }
            Body::Rounds => self.rounds(plan),
            Body::Mixed => {
                let groups: Vec<Length> =
                    (0..self.random.whole(2, 4)).map(|_| *self.random.pick(self.row.lengths)).collect();
                self.groups(plan, &groups, 1)
            }
            _ => {
                let length = *self.random.pick(self.row.lengths);
                self.groups(plan, &[length], 3)
            }
        }
    }

    /// Groups of like reps with breaks between them.
    fn groups(&mut self, mut plan: Plan, groups: &[Length], least: u32) -> Plan {
        let (low, high) = self.row.count;
        let same = groups.windows(2).all(|pair| pair[0] == pair[1]).then(|| self.random.whole(low, high));
        let budget_s = MOST_WORK_S / groups.len() as f64;
        let mut rests = None;
        for (number, &length) in groups.iter().enumerate() {
            let (seconds, speed) = self.rep(length);
            let most = ((budget_s / seconds) as u32).max(least.min(high));
            let count = same.unwrap_or_else(|| self.random.whole(low, high)).min(most);
            let own = match rests {
                Some(rests) if same.is_some() => rests,
                _ => self.rests(seconds, speed),
            };
            if number > 0 {
                plan = self.break_after(plan, own);
            }
            rests = Some(own);
            plan = self.like_reps(plan, &vec![(length, speed); count as usize], own);
        }
        plan
    }

    /// The same few unlike reps again and again.
    fn rounds(&mut self, mut plan: Plan) -> Plan {
        let mut lengths: Vec<Length> = self.random.pick(&ROUNDS).to_vec();
        if self.random.chance(0.3) {
            lengths.reverse();
        }
        let reps: Vec<(Length, f64)> = lengths.iter().map(|&length| (length, self.rep(length).1)).collect();
        let longest =
            lengths.iter().map(|&length| self.rep(length)).fold((0.0, 0.0), |a, b| if b.0 > a.0 { b } else { a });
        let rests = self.rests(longest.0, longest.1);
        for round in 0..self.random.whole(self.row.count.0, self.row.count.1) {
            if round > 0 {
                plan = self.break_after(plan, rests);
            }
            plan = self.like_reps(plan, &reps, rests);
        }
        plan
    }

    /// The break between two groups.
    fn break_after(&mut self, plan: Plan, rests: Rests) -> Plan {
        let long_s = BREAK_S.low + BREAK_S.width() * self.random.unit() * self.random.unit();
        let seconds = long_s.max(BREAK_SHARE * rests.seconds);
        self.rest(plan, Rests { seconds, by_distance: false, ..rests })
    }

    fn ladder(&mut self, plan: Plan) -> Plan {
        let mut rungs: Vec<Length> = self.random.pick(&LADDERS).to_vec();
        if self.random.chance(0.5) {
            rungs.reverse();
        }
        let reps: Vec<(Length, f64)> = rungs.iter().map(|&rung| (rung, self.rep(rung).1)).collect();
        let middle = self.rep(reps[reps.len() / 2].0);
        let rests = self.rests(middle.0.min(150.0), middle.1);
        self.like_reps(plan, &reps, rests)
    }

    /// Surges of any length with jogs of any length.
    fn fartlek(&mut self, mut plan: Plan) -> Plan {
        let (Time(shortest) | Distance(shortest), Time(longest) | Distance(longest)) =
            (self.row.lengths[0], self.row.lengths[1]);
        let count = self.random.whole(self.row.count.0, self.row.count.1);
        for number in 0..count {
            let seconds = self.between(shortest, longest);
            let (_, speed) = self.rep(Time(seconds));
            if number > 0 {
                let rests = self.rests(seconds.max(60.0), speed);
                plan = self.rest(plan, Rests { by_distance: false, ..rests });
            }
            plan = plan.run(Work, Time(seconds), speed);
        }
        plan
    }

    /// Seconds and speed of a rep of some length.
    fn rep(&mut self, length: Length) -> (f64, f64) {
        let effort = self.within(self.row.effort);
        match length {
            Time(seconds) => (seconds, effort * self.runner.holds_mps(seconds)),
            Distance(metres) => {
                let guess_s = metres / self.runner.five_k_mps;
                let speed = effort * self.runner.holds_mps(metres / self.runner.holds_mps(guess_s));
                (metres / speed, speed)
            }
        }
    }

    fn rests(&mut self, rep_s: f64, rep_mps: f64) -> Rests {
        let ease = *self.random.pick(self.row.rests);
        let jog = rep_mps * self.within(self.row.jog);
        let speed_mps = match ease {
            Ease::Stand => self.within(STANDS_MPS),
            Ease::Walk => self.within(WALKS_MPS),
            // Slower than 1.9 m/s nobody jogs.
            Ease::Jog => jog.max(1.9),
            Ease::Paused => self.within(PAUSED_MPS),
        };
        let wish = rep_s * self.within(self.row.rest_share);
        let seconds = wish.clamp(self.row.rest_s.low, self.row.rest_s.high);
        // Who plans by the clock plans by quarters of a minute.
        let seconds = if self.random.chance(0.5) { (seconds / 15.0).round() * 15.0 } else { seconds };
        let by_distance = ease == Ease::Jog && self.random.chance(BY_DISTANCE);
        let grade = if self.row.body == Body::Hills { self.within(SLOPE) } else { 0.0 };
        Rests { ease, speed_mps, seconds, by_distance, is_ragged: self.random.chance(RAGGED), grade }
    }

    fn rest(&mut self, plan: Plan, rests: Rests) -> Plan {
        let share = if rests.is_ragged && !self.is_led { self.within(RAGGED_BY) } else { 1.0 };
        let seconds = rests.seconds * share;
        let length = if rests.by_distance {
            Distance(((seconds * rests.speed_mps / 100.0).round() * 100.0).max(100.0))
        } else {
            Time(seconds)
        };
        let paused = rests.ease == Ease::Paused;
        plan.run(Recovery, length, rests.speed_mps).last_bout(|bout| {
            bout.paused = paused;
            bout.grade = -rests.grade;
        })
    }

    /// Reps with recoveries between them, the runner tiring or waking up, one rep perhaps unlike the others.
    fn like_reps(&mut self, mut plan: Plan, reps: &[(Length, f64)], rests: Rests) -> Plan {
        let (fade, within) = (self.within(FADE), self.within(FADE_WITHIN));
        let odd = (reps.len() >= 3 && !self.is_led && !self.is_calm && self.random.chance(WITH_ODD_REP))
            .then(|| self.random.whole(0, reps.len() as u32 - 1) as usize);
        let is_cut = self.random.chance(0.5);
        for (number, &(length, speed)) in reps.iter().enumerate() {
            if number > 0 {
                plan = self.rest(plan, rests);
            }
            let done = number as f64 / (reps.len() - 1).max(1) as f64 - 0.5;
            let (mut length, mut speed) = (length, speed * (1.0 - fade * done));
            if odd == Some(number) && is_cut {
                let share = self.within(CUT_SHORT);
                length = match length {
                    Time(seconds) => Time(seconds * share),
                    Distance(metres) => Distance(metres * share),
                };
            } else if odd == Some(number) {
                speed *= self.within(SLOW);
            }
            plan = plan.change(Work, length, speed * (1.0 + within / 2.0), speed * (1.0 - within / 2.0));
            plan = plan.last_bout(|bout| bout.grade = rests.grade);
        }
        plan
    }
}
