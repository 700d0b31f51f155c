//! The easy day of a week that ends in strides.

use super::days::easy_order;
use super::draft::{DayKind, WeekDraft};
use super::facts::SpeedWork;
use super::season::Season;
use crate::model::{Day, Family};
use crate::progression::kind::ladder::Steps;
use crate::progression::past::KEPT_DAYS;

impl Season<'_> {
    /// The easy day that ends in strides: the first in the order of easy runs that does not follow a hard day. On the
    /// way into fast running it repeats the strides of the week.
    pub(crate) fn strides_day(&self, week: &WeekDraft) -> Option<Day> {
        let is_easy = |day: &Day| week.kind(*day) == DayKind::Easy;
        if let Some(first) = week.sessions.first().filter(|_| self.runs_strides_twice(week)) {
            return (first.day + self.apart()).until(week.monday + 7).find(is_easy);
        }
        let mut rested = easy_order(week.monday).filter(|day| is_easy(day) && week.session(*day - 1).is_none());
        rested.find(|day| self.allows_strides(*day, week))
    }

    /// Whether the easy run of a day may end in strides.
    fn allows_strides(&self, day: Day, week: &WeekDraft) -> bool {
        let is_used_to = self.facts.last_fast_day.is_some_and(|fast| self.today - fast <= KEPT_DAYS);
        let is_forced = week.is_lighter && self.facts.is_forced;
        is_used_to && !is_forced && self.is_open(day, week) && self.phase(day).allows_hard()
    }

    /// Whether a week has the advised strides twice.
    fn runs_strides_twice(&self, week: &WeekDraft) -> bool {
        let strides = self.facts.kind(Family::F).map(|kind| &kind.next.step).filter(|step| step.is_short());
        let steps = Steps::of(self.athlete, Family::F);
        let is_twice = strides.is_some_and(|step| steps.per_week(step.reps, step.rep()) > 1);
        is_twice && self.facts.speed_work == SpeedWork::New && !week.is_lighter
    }
}
