//! What a runner is able to do as of a session: the index of a race, lowered for breaks, and the step of the ladder.

use super::anchor::{RaceIndex, race_index, rep_of};
use super::history::History;
use super::memory::Which;
use super::order::since;
use super::summary::SessionSummary;
use super::time_off::{TimeOff, costliest_break};
use crate::model::{Day, Family, Rung};
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::Steps;

/// How much slower than its pace a step of the ladder may be run, as a fraction. House rule.
const NEAR_PACE: f64 = 0.01;
/// How much longer than its rest the rest of a step may be, as a factor. House rule.
const NEAR_REST: f64 = 1.25;

impl History<'_> {
    /// The index of the last race before a session, lowered for the costliest break since the race that is still felt.
    pub(crate) fn race(&self, session: &SessionSummary) -> Option<RaceIndex> {
        let find = || self.find_race(session);
        if self.is_prefix { self.memory.races.or_find(Which::of(session), find) } else { find() }
    }

    fn find_race(&self, session: &SessionSummary) -> Option<RaceIndex> {
        let race = race_index(self.athlete, session.day)?;
        let raced = session.day - race.age_days;
        let days = since(self.before(session), raced).iter().map(|run| run.day);
        let off = costliest_break(&days.chain([session.day]).collect::<Vec<_>>(), raced, self.other_training);
        Some(off.map_or(race, |off| race.after_break(off)))
    }

    /// The share of an index that the time from a day to today leaves, 0 to 1. A break from running costs what Daniels'
    /// table says. Weeks of easy running cost as much as a break that was filled with other training.
    pub(crate) fn index_left_since(&self, day: Day) -> f64 {
        let up_to_today = |is_counted: fn(&SessionSummary) -> bool| -> Vec<Day> {
            let runs = since(&self.runs, day).iter().filter(|run| is_counted(run));
            runs.map(|run| run.day).chain([self.today]).filter(|run| *run >= day).collect()
        };
        let off = costliest_break(&up_to_today(|_| true), day, self.other_training);
        let fast = up_to_today(SessionSummary::is_fast);
        let longest = fast.windows(2).map(|pair| (pair[1] - pair[0] - 1).max(0)).max().unwrap_or(0);
        off.map_or(1.0, TimeOff::index_left).min(TimeOff { days: longest, cross_trained: true }.index_left())
    }

    /// The highest step of a family that a session fills: its reps, its length, its rest, and its pace where a race gives
    /// the training speed.
    pub(crate) fn placed(&self, session: &SessionSummary, family: Family) -> Option<Rung> {
        let rep = rep_of(session);
        let anchor = self.race(session).and_then(|race| training_speed(family, race.vdot, self.athlete.goal()));
        let is_met = |rung: &Rung| {
            let asked = anchor.zip(rung.pace_pct).map(|(anchor, percent)| anchor * percent / 100.0);
            let asked_mps = asked.unwrap_or(f64::NEG_INFINITY);
            let rest_s = rung.recovery.map_or(f64::INFINITY, |recovery| recovery.seconds(rep.seconds));
            let is_slow = session.mean_speed_mps < (1.0 - NEAR_PACE) * asked_mps;
            let is_alike = rung.shape.is_within() == session.shape.is_within();
            is_alike && !is_slow && session.recovery_s.is_none_or(|rest| rest_s.is_nan() || rest <= NEAR_REST * rest_s)
        };
        Steps::of(self.athlete, family).placed(session.reps.len(), rep, is_met).cloned()
    }
}
