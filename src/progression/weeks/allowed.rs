//! How much fast running beside the advised session the decision leaves room for.

use super::draft::WeekDraft;
use super::facts::SpeedWork;
use super::race::Phase;
use super::season::Season;
use crate::model::Day;
use crate::progression::decide::{Decision, Recommendation};

/// Days after today that stay easy where the morning signals move the session. House rule: 48 h.
const QUIET_DAYS: i64 = 2;

impl Season<'_> {
    /// Whether the advised session is all the fast running of the plan: on the way into fast running, on the way back
    /// after a break, and without an advised workout.
    pub(crate) fn is_only_advised(&self) -> bool {
        self.workout_advice().is_none() || matches!(self.facts.speed_work, SpeedWork::Returning | SpeedWork::New)
    }

    /// The first day that the advised session may have.
    pub(crate) fn first_day(&self, advice: &Recommendation) -> Day {
        let first = if self.is_quiet() { self.today + QUIET_DAYS } else { self.first };
        advice.earliest_day.map_or(first, |earliest| earliest.max(first))
    }

    /// Whether the days after today stay easy.
    fn is_quiet(&self) -> bool {
        self.facts.is_off_today || self.advice.is_some_and(|advice| advice.decision == Decision::EasyFirst)
    }

    /// Whether a day may have fast running beside the advised session. A forced lighter week comes first, and quiet
    /// days do.
    pub(crate) fn is_open(&self, day: Day, week: &WeekDraft) -> bool {
        let is_forced = self.facts.is_forced && week.is_lighter_awaited;
        let is_quiet = self.is_quiet() && day <= self.today + QUIET_DAYS;
        !self.is_only_advised() && !is_forced && !is_quiet
    }

    /// Whether a day may be the second hard day of a week. Not in a lighter week, after a break or about a race, and
    /// not where the usual week is not known.
    pub(crate) fn allows_second(&self, day: Day, week: &WeekDraft) -> bool {
        let is_usual = self.facts.week_m.is_some() && self.comeback_share(day) >= 1.0 && self.phase(day) == Phase::None;
        !week.is_lighter && is_usual && self.is_open(day, week)
    }
}
