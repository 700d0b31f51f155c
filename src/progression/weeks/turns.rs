//! Whose turn it is: which kind of session goes on a hard day.

use super::draft::WeekDraft;
use super::facts::SpeedWork;
use super::kinds::SessionKind;
use super::mix::{turn, turn_with_threshold};
use super::season::Season;
use crate::model::Family;
use crate::progression::decide::Decision;
use crate::progression::past::KEPT_DAYS;
use std::collections::{BTreeMap, BTreeSet};

/// What hard days have been given so far.
#[derive(Debug)]
pub(crate) struct Turns {
    /// Sessions of each kind in the last weeks and in the plan.
    run: BTreeMap<Family, usize>,
    /// Whether the plan has begun: its first session is the next step.
    pub(crate) is_begun: bool,
    /// Sessions in the plan of the next step of each kind, and of the steps after it.
    given: BTreeMap<Family, usize>,
    /// Kinds that have not been run since a lighter week.
    after_lighter: BTreeSet<Family>,
}

impl Turns {
    pub(crate) fn of(kinds: &[SessionKind]) -> Self {
        let run = kinds.iter().map(|kind| (kind.family, kind.recent)).collect();
        Self { run, is_begun: false, given: BTreeMap::new(), after_lighter: BTreeSet::new() }
    }

    /// Ends a lighter week.
    pub(crate) fn lighter_week_done(&mut self) {
        self.after_lighter.extend(Family::ALL);
    }

    /// Sessions in the plan of the next step of a kind, and of the steps after it.
    pub(crate) fn given(&self, family: Family) -> usize {
        self.given.get(&family).copied().unwrap_or(0)
    }

    /// Whether a kind is to be run for the first time after a lighter week.
    pub(crate) fn is_after_lighter(&self, family: Family) -> bool {
        self.after_lighter.contains(&family)
    }

    /// Counts a session of a kind; `is_given` where the session is of the next step or a step after it.
    pub(crate) fn count(&mut self, family: Family, is_given: bool) {
        self.is_begun = true;
        *self.run.entry(family).or_insert(0) += 1;
        *self.given.entry(family).or_insert(0) += usize::from(is_given);
        self.after_lighter.remove(&family);
    }
}

impl Season<'_> {
    /// The kind of the track day: the advised kind at the start of the plan and in an advised lighter week, else the
    /// kind whose turn it is.
    pub(crate) fn track_kind(&self, turns: &Turns, week: &WeekDraft) -> Option<&SessionKind> {
        let advice = self.workout_advice().filter(|_| !turns.is_begun);
        let is_lighter = week.is_lighter && self.advice.is_some_and(|advice| advice.decision == Decision::LighterWeek);
        let first = advice.and_then(|advice| advice.family).or(self.advised_family().filter(|_| is_lighter));
        first.and_then(|family| self.facts.kind(family)).or_else(|| self.track_turn(turns))
    }

    /// The kind whose turn on the track it is: on the way into fast running the advised kind, else by the goal's mix.
    /// Without a goal the kind that was run last, and strides only where nothing else was run.
    fn track_turn(&self, turns: &Turns) -> Option<&SessionKind> {
        let advised = self.advised_family().and_then(|family| self.facts.kind(family));
        let is_tempo = advised.is_some_and(|kind| kind.family == Family::T);
        let is_only = self.is_only_advised();
        if is_only && (!is_tempo || self.facts.speed_work == SpeedWork::Returning) && advised.is_some() {
            return advised;
        }
        if self.has_two() {
            return self.any_turn(turns);
        }
        // Where the usual week is not known, threshold has no other day.
        if self.facts.week_m.is_none() && is_tempo {
            return advised;
        }
        let goal = self.athlete.goal().filter(|_| !is_only);
        goal.and_then(|goal| turn(goal, &self.facts.kinds, &turns.run))
            .or_else(|| self.latest_kind(&[Family::R, Family::I], KEPT_DAYS))
            .or_else(|| self.latest_kind(&[Family::R, Family::I, Family::S, Family::F], i64::MAX))
            .or(advised)
    }

    /// The kind of the second hard day: threshold or, with two track days, the kind whose turn it is.
    pub(crate) fn second_kind(&self, turns: &Turns, week: &WeekDraft) -> Option<&SessionKind> {
        if self.has_two() {
            return self.any_turn(turns);
        }
        let is_taken = week.sessions.iter().any(|session| session.family == Family::T);
        self.facts.kind(Family::T).filter(|_| !is_taken)
    }

    /// The kind whose turn it is, threshold included.
    fn any_turn(&self, turns: &Turns) -> Option<&SessionKind> {
        turn_with_threshold(self.athlete.goal(), &self.facts.kinds, &turns.run)
    }

    /// The kind of some families that was run last, in the days before today.
    fn latest_kind(&self, families: &[Family], days: i64) -> Option<&SessionKind> {
        let kinds = self.facts.kinds.iter().filter(|kind| families.contains(&kind.family));
        let recent = kinds.filter(|kind| kind.last_day.is_some_and(|day| self.today - day <= days));
        recent.max_by_key(|kind| kind.last_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_counts_for_its_kind_and_ends_the_wait_after_a_lighter_week() {
        let mut turns = Turns::of(&[]);
        assert!(!turns.is_begun && !turns.is_after_lighter(Family::R));
        turns.lighter_week_done();
        turns.count(Family::R, false);
        assert!(turns.is_begun && !turns.is_after_lighter(Family::R) && turns.is_after_lighter(Family::T));
        assert_eq!((turns.run[&Family::R], turns.given(Family::R)), (1, 0), "an own session is no step of the advice");
        turns.count(Family::R, true);
        assert_eq!((turns.run[&Family::R], turns.given(Family::R), turns.given(Family::T)), (2, 1, 0));
    }
}
