//! How many hard days a week may have, and the first day with room for the next.

use super::facts::BUILDING_WEEKS;
use crate::model::{Day, Family};
use crate::progression::judge::Verdict;
use crate::progression::past::SessionSummary;
use crate::progression::past::hard::{LONG_SPACING_DAYS, SPACING_DAYS};
use crate::progression::past::history::History;
use crate::progression::past::journal::worst_soreness;
use crate::progression::past::load::Load;
use crate::progression::past::mornings::SORE;
use crate::progression::step::gates::FAST_SHARE;
use std::collections::BTreeSet;

/// Runs a week from which a week may have three hard days.
const MANY_RUNS: usize = 6;
/// Weeks over which runs a week are counted.
const USUAL_WEEKS: i64 = 4;
/// Weeks without a failure, a forced lighter week or a stop symptom before a week may have more. House rule.
const CALM_WEEKS: i64 = 8;
/// Sessions not held, of the last three hard ones, that force a lighter week.
const FORCING_FAILS: usize = 2;
/// Newest runs among which the last hard day is found.
const RUNS_BACK: usize = 30;

/// The most hard days of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HardDaysAWeek {
    /// For nearly every runner.
    #[default]
    Two,
    /// For a runner who runs often and had eight weeks without trouble.
    Three,
}

impl HardDaysAWeek {
    /// As a number.
    pub fn count(self) -> usize {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

impl<'a> History<'a> {
    /// The most hard days that a week may have.
    ///
    /// # Definition
    /// Three for a runner with six runs a week or more, by `athlete.toml` or else by the last four weeks, and a run in each
    /// of the last eight weeks, in which no session failed, no lighter week was forced and no stop symptom stood. Two for a
    /// novice, after a break that is not made up for, with a lighter week due or just run, and with more than a fifth of
    /// the last seven days' running time fast.
    /// # Source
    /// House rule on what coaches advise.
    pub(crate) fn most_hard_days(&self, load: &Load) -> HardDaysAWeek {
        let is_lighter = load.build_weeks >= BUILDING_WEEKS || self.weeks.is_lighter(self.today - 7);
        let is_spent = load.fast_share.is_some_and(|share| share > FAST_SHARE);
        let may_have_three = !is_lighter
            && !is_spent
            && self.runs_often()
            && !self.is_novice()
            && self.felt_break().is_none()
            && !self.has_failed()
            && self.is_calm();
        if may_have_three { HardDaysAWeek::Three } else { HardDaysAWeek::Two }
    }

    /// The first day on which one more hard day is not too many within seven days; `None` where any day allows it.
    pub(crate) fn room_from(&self, load: &Load) -> Option<Day> {
        let hard = self.hard_days();
        hard.len().checked_sub(HardDaysAWeek::Two.count())?;
        let last_out = hard.len().checked_sub(self.most_hard_days(load).count())?;
        hard.get(last_out).map(|day| *day + 7)
    }

    /// The last hard session of the newest runs.
    pub(crate) fn last_hard(&self) -> Option<&'a SessionSummary> {
        self.runs.iter().rev().take(RUNS_BACK).find(|run| self.is_hard(run)).copied()
    }

    /// Days between hard ones: two; three with sore legs, and for a novice after sprint-like work.
    pub(crate) fn spacing(&self) -> i64 {
        let sore = worst_soreness(self.rows(self.today - 1, self.today)).is_some_and(|sore| sore >= SORE);
        let is_sprung = |run: &SessionSummary| matches!(self.family(run), Family::R | Family::F);
        let is_long = sore || (self.is_novice() && self.last_hard().is_some_and(is_sprung));
        if is_long { LONG_SPACING_DAYS } else { SPACING_DAYS }
    }

    /// The first day that is far enough from the last hard day, has no run yet, and follows the easy days after a race or a long run.
    pub(crate) fn spaced_day(&self) -> Day {
        let spaced = self.last_hard().map_or(self.today, |run| run.day + self.spacing());
        let felt = [self.easy_until(), self.long_run_felt_until()];
        felt.into_iter().flatten().map(|last| last + 1).fold(spaced.max(self.first_day()), Day::max)
    }

    /// Whether the runner runs often, with a run in each of the last eight weeks.
    fn runs_often(&self) -> bool {
        let by_files = || self.runs_a_week() >= MANY_RUNS as f64;
        let is_often = self.athlete.runs_per_week.map_or_else(by_files, |runs| runs >= MANY_RUNS);
        let weeks: BTreeSet<i64> = self.last_weeks(CALM_WEEKS).map(|run| (self.today - run.day) / 7).collect();
        is_often && (0..CALM_WEEKS).all(|week| weeks.contains(&week))
    }

    /// Mean days with a run in a week, of the four weeks up to yesterday.
    pub(crate) fn runs_a_week(&self) -> f64 {
        let ago = self.last_weeks(USUAL_WEEKS + 1).map(|run| self.today - run.day);
        let days: BTreeSet<i64> = ago.filter(|ago| (1..=7 * USUAL_WEEKS).contains(ago)).collect();
        days.len() as f64 / USUAL_WEEKS as f64
    }

    /// Runs of a number of weeks up to today, newest first.
    fn last_weeks(&self, weeks: i64) -> impl Iterator<Item = &SessionSummary> {
        self.runs.iter().rev().copied().take_while(move |run| self.today - run.day < 7 * weeks)
    }

    /// Whether a session of the last eight weeks was not held.
    fn has_failed(&self) -> bool {
        let judged = self.last_weeks(CALM_WEEKS).filter(|run| self.is_judged(run) && !run.doubtful);
        judged.filter_map(|run| self.verdict(run, self.family(run))).any(|verdict| verdict == Verdict::NotHeld)
    }

    /// Whether the last eight weeks are known, with no forced lighter week and no stop symptom.
    pub(crate) fn is_calm(&self) -> bool {
        let since = self.today - 7 * CALM_WEEKS;
        let is_known = self.runs.first().is_some_and(|run| run.day <= since);
        let is_forced = |run: &SessionSummary| self.is_judged(run) && self.not_held_of3(run) >= FORCING_FAILS;
        let is_bad = |day: Day| self.morning(day).symptoms.is_stop();
        is_known && !self.last_weeks(CALM_WEEKS).any(is_forced) && !(since + 1).until(self.today + 1).any(is_bad)
    }
}
