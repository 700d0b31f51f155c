//! How far: the usual week shared among the runs, never stretched to fill them.

use super::days::EASY_ORDER;
use super::plan::{DayKind, Season, Week};
use super::race::Phase;
use crate::model::Day;
use crate::units::DistanceUnit;

/// What a lighter week leaves of the distance.
const LIGHTER_SHARE: f64 = 0.7;
/// What the week before a race leaves, the race not counted, and the easy days after it. House rules.
const BEFORE_RACE_SHARE: f64 = 0.5;
const AFTER_RACE_SHARE: f64 = 0.7;
/// Most of a week that the long run may be. House rule.
const LONG_SHARE: f64 = 0.5;
/// Most of the longest run that an easy one may be. House rule.
const EASY_SHARE: f64 = 0.8;
/// Most that an easy run may be of the usual one, as a factor. House rule.
const USUAL_EASY: f64 = 1.25;
/// Shortest run beside others that is worth its shoes, m.
pub(crate) const SHORTEST_M: f64 = 3_000.0;
/// Most that a week may exceed the usual one, as a factor. House rule.
const FULLEST_WEEK: f64 = 1.10;
/// Most that one run may exceed the longest of 30 days, as a factor.
///
/// # Source
/// Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380: injuries rose above one tenth.
const LONGEST_RUN: f64 = 1.10;

impl Season<'_> {
    /// What is left of a run's distance after a break: half of it for half as long as the break was, then three quarters.
    pub(crate) fn comeback_share(&self, day: Day) -> f64 {
        let Some((again, off)) = self.facts.comeback else { return 1.0 };
        let since = day - again;
        if 2 * since < off {
            0.5
        } else if since < off {
            0.75
        } else {
            1.0
        }
    }

    /// What a day leaves of the usual distance: the least of what a lighter week, a break and a race do.
    pub(crate) fn share(&self, day: Day, is_lighter: bool) -> f64 {
        let of_race = match self.phase(day) {
            Phase::None => 1.0,
            Phase::Less | Phase::Near | Phase::Race => BEFORE_RACE_SHARE,
            Phase::After => AFTER_RACE_SHARE,
        };
        let of_week = if is_lighter { LIGHTER_SHARE } else { 1.0 };
        self.comeback_share(day).min(of_race).min(of_week)
    }

    /// What a week may hold, m: the usual one, by what each of its days leaves.
    pub(crate) fn week_m(&self, monday: Day, is_lighter: bool) -> Option<f64> {
        let shares: f64 = monday.until(monday + 7).map(|day| self.share(day, is_lighter)).sum();
        Some(self.facts.week_m? * shares / 7.0)
    }

    /// The longest run that is known; an even share of the usual week where the last month has none.
    fn longest_m(&self) -> f64 {
        let even = self.facts.week_m.unwrap_or(0.0) / self.runs().max(1) as f64;
        if self.facts.longest_m > 0.0 { self.facts.longest_m } else { even.max(SHORTEST_M) }
    }

    /// The most that one run may be, m.
    pub(crate) fn most_m(&self) -> f64 {
        LONGEST_RUN * self.longest_m()
    }

    /// The most that an easy run may be, m: less than the longest, and hardly more than the usual one.
    fn most_easy_m(&self) -> f64 {
        let usual = self.facts.easy_m.map_or(f64::INFINITY, |usual| USUAL_EASY * usual);
        usual.min(EASY_SHARE * self.longest_m())
    }

    /// The longest that a run of a day should be where the usual week is not known, m; `None` where the longest one that is known
    /// is no run to go by.
    pub(crate) fn longest_on_m(&self, day: Day, (is_lighter, is_easy): (bool, bool)) -> Option<f64> {
        let longest = if is_easy { self.most_easy_m() } else { self.facts.longest_m };
        let told = nearest(self.share(day, is_lighter) * longest, self.unit);
        (self.facts.longest_m >= SHORTEST_M && told > 0.0).then_some(told)
    }

    /// The most that is left of a week for the session that is advised, m: a tenth above the usual one at most, whatever a
    /// break or a lighter week leaves of it.
    pub(crate) fn most_left_m(&self, week: &Week) -> f64 {
        self.facts.week_m.map_or(f64::INFINITY, |usual| FULLEST_WEEK * usual - week.done_m)
    }

    /// The long run: the longest of the last month again, at most half of the week and what is left of it.
    pub(crate) fn place_long(&self, week: &mut Week) {
        let Some(day) = self.long_day(week.monday).filter(|day| week.kind(*day) == DayKind::Rest) else { return };
        week.set(day, DayKind::Long);
        let (Some(whole), Some(left)) = (week.whole_m, week.left_m) else { return };
        let longest = self.share(day, week.is_lighter) * self.longest_m();
        let wanted = longest.min((LONG_SHARE * whole).max(SHORTEST_M));
        let metres = rounded(wanted.min(left), left, self.unit);
        let is_alone = week.sessions.is_empty() && week.done_m <= 0.0;
        let least = if is_alone { grain(self.unit) } else { SHORTEST_M.min(longest) };
        if metres < floor(least, self.unit).max(grain(self.unit)) {
            week.drop(day);
        } else {
            week.take(day, metres);
        }
    }

    /// What is left, in even easy runs; one that would be too short is left out.
    pub(crate) fn place_easy(&self, week: &mut Week) {
        self.fill_easy(&mut week.kinds, week.monday);
        let Some(left) = week.left_m else { return };
        let mut days: Vec<Day> = EASY_ORDER.iter().map(|day| week.monday + day.since_monday()).collect();
        days.retain(|day| week.kind(*day) == DayKind::Easy);
        while let Some(last) = days.last().copied().filter(|_| left / (days.len() as f64) < SHORTEST_M) {
            week.drop(last);
            days.pop();
        }
        let long_m = self.long_day(week.monday).and_then(|day| week.metres(day)).unwrap_or(f64::INFINITY);
        for (place, day) in days.iter().enumerate() {
            let most = (self.share(*day, week.is_lighter) * self.most_easy_m())
                .min(long_m)
                .max(SHORTEST_M.min(self.longest_m()));
            // What one rounds away the next ones have.
            let even = week.left_m.unwrap_or(left) / (days.len() - place) as f64;
            week.take(*day, nearest(even, self.unit).min(floor(most, self.unit)).max(grain(self.unit)));
        }
    }

    /// A distance in words: `9 km`, `5.5 mi`.
    pub(crate) fn far(&self, metres: f64) -> String {
        let far = metres / self.unit.metres();
        let digits = usize::from((far - far.round()).abs() > 0.05);
        format!("{far:.digits$} {}", self.unit.symbol())
    }
}

/// The step in which distances are told, m: a kilometre or half a mile.
fn grain(unit: DistanceUnit) -> f64 {
    match unit {
        DistanceUnit::Kilometre => unit.metres(),
        DistanceUnit::Mile => 0.5 * unit.metres(),
    }
}

pub(crate) fn floor(metres: f64, unit: DistanceUnit) -> f64 {
    (metres / grain(unit) + 1e-9).floor() * grain(unit)
}

/// A distance as it is told: the nearest step, but not above what is left.
fn rounded(metres: f64, left: f64, unit: DistanceUnit) -> f64 {
    nearest(metres, unit).min(floor(left, unit))
}

fn nearest(metres: f64, unit: DistanceUnit) -> f64 {
    (metres / grain(unit)).round() * grain(unit)
}

pub(crate) fn ceil(metres: f64, unit: DistanceUnit) -> f64 {
    (metres / grain(unit) - 1e-9).ceil() * grain(unit)
}

impl Week {
    pub(crate) fn kind(&self, day: Day) -> DayKind {
        self.kinds[super::plan::index(day - self.monday)]
    }

    pub(crate) fn set(&mut self, day: Day, kind: DayKind) {
        self.kinds[super::plan::index(day - self.monday)] = kind;
    }

    /// Gives a day its distance.
    pub(crate) fn take(&mut self, day: Day, metres: f64) {
        self.metres[super::plan::index(day - self.monday)] = Some(metres);
        self.left_m = self.left_m.map(|left| left - metres);
    }

    /// Leaves a run out for want of distance.
    pub(crate) fn drop(&mut self, day: Day) {
        self.set(day, DayKind::Rest);
        self.dropped.push(day);
    }
}
