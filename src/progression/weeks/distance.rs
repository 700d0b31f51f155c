//! How far each run goes: the usual week shared among its runs. Runs are never made longer to fill the week.

use super::days::easy_order;
use super::draft::{DayKind, WeekDraft};
use super::easy::SHORTEST_M;
use super::rounding::{floor, grain, nearest};
use super::season::Season;
use crate::model::Day;

/// Most of a week that the long run may be. House rule.
const LONG_SHARE: f64 = 0.5;
/// Most of the longest run that an easy run may be. House rule.
const EASY_SHARE: f64 = 0.8;
/// Most that an easy run may be of the usual easy run, as a factor. House rule.
const USUAL_EASY: f64 = 1.25;
/// Most that a week may be of the usual week, as a factor. House rule.
const FULLEST_WEEK: f64 = 1.10;
/// Most that a run may be of the longest run of 30 days, as a factor.
///
/// # Source
/// Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380: injuries rose above one tenth.
const LONGEST_RUN: f64 = 1.10;

impl Season<'_> {
    /// The longest known run, m; an even share of the usual week where the last month has no run.
    fn longest_m(&self) -> f64 {
        let even = self.facts.week_m.unwrap_or(0.0) / self.runs().max(1) as f64;
        if self.facts.longest_m > 0.0 { self.facts.longest_m } else { even.max(SHORTEST_M) }
    }

    /// The most that one run may be, m.
    pub(crate) fn most_m(&self) -> f64 {
        LONGEST_RUN * self.longest_m()
    }

    /// The most that an easy run may be, m: less than the longest run, and little more than the usual easy run.
    fn most_easy_m(&self) -> f64 {
        let usual = self.facts.easy_m.map_or(f64::INFINITY, |usual| USUAL_EASY * usual);
        usual.min(EASY_SHARE * self.longest_m())
    }

    /// The most that the run of a day should be where the usual week is not known, m; `None` where the longest known
    /// run is too short to go by.
    pub(crate) fn longest_on_m(&self, week: &WeekDraft, day: Day) -> Option<f64> {
        let longest = if week.kind(day) == DayKind::Easy { self.most_easy_m() } else { self.facts.longest_m };
        let most = nearest(self.share(day, week.is_lighter) * longest, self.unit);
        (self.facts.longest_m >= SHORTEST_M && most > 0.0).then_some(most)
    }

    /// The most that a week leaves for the advised session, m: up to a tenth more than the usual week, whatever a break
    /// or a lighter week leaves of it.
    pub(crate) fn most_left_m(&self, week: &WeekDraft) -> f64 {
        self.facts.week_m.map_or(f64::INFINITY, |usual| FULLEST_WEEK * usual - week.done_m)
    }

    /// Places the long run: as long as the longest run of the last month, at most half of the week and what is left of
    /// it.
    pub(crate) fn place_long(&self, week: &mut WeekDraft) {
        let Some(day) = self.long_day(week.monday).filter(|day| week.kind(*day) == DayKind::Rest) else { return };
        week.set(day, DayKind::Long);
        let (Some(whole), Some(left)) = (week.whole_m, week.left_m) else { return };
        let longest = self.share(day, week.is_lighter) * self.longest_m();
        let wanted = longest.min((LONG_SHARE * whole).max(SHORTEST_M));
        let metres = nearest(wanted.min(left), self.unit).min(floor(left, self.unit));
        let is_alone = week.sessions.is_empty() && week.done_m <= 0.0;
        let least = if is_alone { grain(self.unit) } else { SHORTEST_M.min(longest) };
        if metres < floor(least, self.unit).max(grain(self.unit)) {
            week.drop(day);
        } else {
            week.take(day, metres);
        }
    }

    /// Places easy runs and shares what is left of the week among them. Runs are left out until none is too short.
    pub(crate) fn place_easy(&self, week: &mut WeekDraft) {
        self.fill_easy(week);
        let Some(left) = week.left_m else { return };
        let mut days: Vec<Day> = easy_order(week.monday).filter(|day| week.kind(*day) == DayKind::Easy).collect();
        while let Some(last) = days.last().copied().filter(|_| left / (days.len() as f64) < SHORTEST_M) {
            week.drop(last);
            days.pop();
        }
        let long_m = self.long_day(week.monday).and_then(|day| week.metres(day)).unwrap_or(f64::INFINITY);
        for (place, day) in days.iter().enumerate() {
            let most = (self.share(*day, week.is_lighter) * self.most_easy_m())
                .min(long_m)
                .max(SHORTEST_M.min(self.longest_m()));
            // Later runs take up what rounding leaves of earlier runs.
            let even = week.left_m.unwrap_or(left) / (days.len() - place) as f64;
            week.take(*day, nearest(even, self.unit).min(floor(most, self.unit)).max(grain(self.unit)));
        }
    }
}
