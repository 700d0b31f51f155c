//! The share of the usual distance that a lighter week, a break or a race leaves.

use super::race::Phase;
use super::season::Season;
use crate::model::Day;

/// What a lighter week leaves of the distance.
const LIGHTER_SHARE: f64 = 0.7;
/// What the days before a race leave, without the race. House rule.
const BEFORE_RACE_SHARE: f64 = 0.5;
/// What the easy days after a race leave. House rule.
const AFTER_RACE_SHARE: f64 = 0.7;
/// What a break leaves for half as many days as it had, and then until it is made up for. House rule.
const FIRST_COMEBACK_SHARE: f64 = 0.5;
const THEN_COMEBACK_SHARE: f64 = 0.75;

impl Season<'_> {
    /// What a break leaves of the distance of a day.
    pub(crate) fn comeback_share(&self, day: Day) -> f64 {
        let Some((again, off)) = self.facts.comeback else { return 1.0 };
        let since = day - again;
        if 2 * since < off {
            FIRST_COMEBACK_SHARE
        } else if since < off {
            THEN_COMEBACK_SHARE
        } else {
            1.0
        }
    }

    /// What is left of the usual distance of a day: the least share of a lighter week, a break and a race.
    pub(crate) fn share(&self, day: Day, is_lighter: bool) -> f64 {
        let of_race = match self.phase(day) {
            Phase::None => 1.0,
            Phase::Less | Phase::Near | Phase::Race => BEFORE_RACE_SHARE,
            Phase::After => AFTER_RACE_SHARE,
        };
        let of_week = if is_lighter { LIGHTER_SHARE } else { 1.0 };
        self.comeback_share(day).min(of_race).min(of_week)
    }

    /// What a week may hold, m: the usual week times the mean share of its days; `None` where the usual week is not
    /// known.
    pub(crate) fn week_m(&self, monday: Day, is_lighter: bool) -> Option<f64> {
        let shares: f64 = monday.until(monday + 7).map(|day| self.share(day, is_lighter)).sum();
        Some(self.facts.week_m? * shares / 7.0)
    }
}
