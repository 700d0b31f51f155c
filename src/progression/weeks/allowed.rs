//! How much fast running beside the advised session the decision leaves room for.

use super::facts::SpeedWork;
use super::plan::Season;
use super::race::Phase;
use crate::model::Day;
use crate::progression::decide::{Decision, Recommendation};
use crate::progression::past::KEPT_DAYS;

/// Days after today that stay easy where the morning signals move the session. House rule: 48 h.
const QUIET_DAYS: i64 = 2;

impl Season<'_> {
    /// Whether the advised session is all the fast running that the whole plan may hold: on the way into speed, and back into it
    /// after a break.
    pub(crate) fn is_only_advised(&self) -> bool {
        let is_open = self.advice.is_some_and(|advice| advice.next.is_some());
        !is_open || matches!(self.facts.speed_work, SpeedWork::Returning | SpeedWork::New)
    }

    /// The first day for the advised session; a day later than the least where the morning signals move it.
    pub(crate) fn first_day(&self, advice: &Recommendation) -> Day {
        let first = if self.is_quiet() { self.today + QUIET_DAYS } else { self.first };
        advice.earliest_day.map_or(first, |earliest| earliest.max(first))
    }

    /// Whether the days after today stay easy.
    fn is_quiet(&self) -> bool {
        self.facts.is_off_today || self.advice.is_some_and(|advice| advice.decision == Decision::EasyFirst)
    }

    /// Whether a day may have fast running that is not the advised session. A lighter week that is forced comes first, and so do
    /// the days by which the morning signals move the session.
    fn is_open(&self, day: Day, is_lighter_awaited: bool) -> bool {
        let is_forced = self.facts.is_forced && is_lighter_awaited;
        let is_quiet = self.is_quiet() && day <= self.today + QUIET_DAYS;
        !self.is_only_advised() && !is_forced && !is_quiet
    }

    /// Whether the second hard day of a week may be on a day; not while a break is made up for, nor where the usual week is not
    /// known.
    pub(crate) fn allows_second(&self, day: Day, is_lighter: bool, is_lighter_awaited: bool) -> bool {
        let is_usual = self.facts.week_m.is_some() && self.comeback_share(day) >= 1.0 && self.phase(day) == Phase::None;
        !is_lighter && is_usual && self.is_open(day, is_lighter_awaited)
    }

    /// Whether the easy run of a day may end in strides.
    pub(crate) fn allows_strides(&self, day: Day, is_lighter: bool, is_lighter_awaited: bool) -> bool {
        let is_used_to = self.facts.last_fast_day.is_some_and(|fast| self.today - fast <= KEPT_DAYS);
        let is_forced = is_lighter && self.facts.is_forced;
        is_used_to && !is_forced && self.is_open(day, is_lighter_awaited) && self.phase(day).allows_hard()
    }
}
