//! The weeks of a runner: their totals, which were lighter, and the usual week.

use super::order::since;
use super::summary::SessionSummary;
use crate::model::{Day, WEEK_DAYS};
use crate::stats::mean_of;

/// Fewest full weeks that make a usual week.
pub(super) const WEEKS_NEEDED: usize = 3;
/// Mean runs a week below which the files are hardly all runs: a runner who does reps runs three times a week. House rule.
const FEWEST_RUNS: f64 = 2.5;
/// Most full weeks that make a usual week.
const WEEKS_USED: usize = 4;
/// A week is lighter below this share of the usual distance.
const LIGHTER_SHARE: f64 = 0.8;
/// A week of at most the usual distance is also lighter up to this share of the largest fast distance. House rule.
const LIGHTER_FAST_SHARE: f64 = 0.6;
/// Most earlier weeks that a week compares with.
const WEEKS_BEFORE: usize = 3;
/// Days without running that end a row of building weeks.
const GAP_DAYS: i64 = 7;
/// Oldest week that counts, weeks before the week of a day.
const OLDEST_WEEKS: i64 = 104;

/// The totals of one calendar week.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct WeekTotals {
    distance_m: f64,
    fast_m: f64,
    runs: usize,
}

/// The weeks of some runs in a row, Monday to Sunday.
#[derive(Debug)]
pub(crate) struct Weeks {
    first_monday: Day,
    totals: Vec<WeekTotals>,
    /// Whether each was lighter than the weeks with runs among the three before it.
    lighter: Vec<bool>,
    /// For each, the weeks in a row up to it that had fast running and were not lighter.
    built: Vec<usize>,
    /// The days on which running began again after a break, in order.
    again: Vec<Day>,
}

/// The weeks that make the usual week.
#[derive(Debug)]
pub(super) struct UsualWeeks(Vec<WeekTotals>);

/// Distance of a run, m; 0 where it is unknown.
pub(super) fn metres(run: &SessionSummary) -> f64 {
    if run.distance_m.is_finite() { run.distance_m } else { 0.0 }
}

/// The Monday of the oldest week that counts on a day, two years back.
fn oldest_monday(day: Day) -> Day {
    day.monday() - WEEK_DAYS * OLDEST_WEEKS
}

impl Weeks {
    /// The weeks up to that of a day, of runs in order.
    pub(crate) fn of(runs: &[&SessionSummary], day: Day) -> Self {
        let first_monday = runs.first().map_or(day, |run| run.day).monday();
        let breaks = runs.windows(2).filter(|pair| pair[1].day - pair[0].day > GAP_DAYS);
        let again = breaks.map(|pair| pair[1].day).collect();
        let mut weeks = Self { first_monday, totals: Vec::new(), lighter: Vec::new(), built: Vec::new(), again };
        let mut totals = vec![WeekTotals::default(); weeks.index(day.monday() + WEEK_DAYS)];
        for run in runs {
            if let Some(week) = totals.get_mut(weeks.index(run.day)) {
                week.add(run);
            }
        }
        for week in totals {
            weeks.push(week);
        }
        weeks
    }

    /// The weeks as they are known today to looks from a day of the last two years. `runs` are those up to today.
    pub(super) fn as_of(&self, runs: &[&SessionSummary], today: Day) -> Self {
        let end = self.index(today).min(self.totals.len());
        let start = self.index(oldest_monday(oldest_monday(today))).min(end);
        let part = start..end;
        let mut weeks = Self {
            first_monday: self.first_monday + WEEK_DAYS * i64::try_from(start).unwrap_or(0),
            totals: self.totals[part.clone()].to_vec(),
            lighter: self.lighter[part.clone()].to_vec(),
            built: self.built[part].to_vec(),
            again: self.again[..self.again.partition_point(|day| *day <= today)].last().copied().into_iter().collect(),
        };
        // Weeks without a run after the last run.
        for _ in end..self.index(today) {
            weeks.push(WeekTotals::default());
        }
        let mut this = WeekTotals::default();
        for run in since(runs, today.monday()) {
            this.add(run);
        }
        weeks.push(this);
        weeks
    }

    /// Adds the week after the last.
    fn push(&mut self, week: WeekTotals) {
        let is_lighter = week.is_lighter(&self.totals);
        let built = if week.fast_m > 0.0 && !is_lighter { self.built.last().unwrap_or(&0) + 1 } else { 0 };
        self.totals.push(week);
        self.lighter.push(is_lighter);
        self.built.push(built);
    }

    /// The number of the week of a day; 0 for days before the first.
    fn index(&self, day: Day) -> usize {
        usize::try_from(day.weeks_since(self.first_monday)).unwrap_or(0)
    }

    /// The numbers of the full weeks before the week of a day, two years of them at most.
    fn before(&self, day: Day) -> std::ops::Range<usize> {
        let end = self.index(day).min(self.totals.len());
        self.index(oldest_monday(day)).min(end)..end
    }

    /// Distance of the week with the most, m, that of the day included.
    pub(super) fn largest_m(&self, day: Day) -> f64 {
        let this = self.totals.get(self.index(day)).map_or(0.0, |week| week.distance_m);
        self.totals[self.before(day)].iter().map(|week| week.distance_m).fold(this, f64::max)
    }

    /// The weeks that make the usual week before a day: the last full weeks with runs that were not lighter, newest first.
    /// None where too few are known.
    pub(super) fn usual(&self, day: Day) -> UsualWeeks {
        let built =
            self.before(day).rev().filter(|index| self.totals[*index].distance_m > 0.0 && !self.lighter[*index]);
        let used: Vec<WeekTotals> = built.take(WEEKS_USED).map(|index| self.totals[index]).collect();
        UsualWeeks(if used.len() >= WEEKS_NEEDED { used } else { Vec::new() })
    }

    /// The usual week before a day, m; `None` where it is not known.
    pub(crate) fn usual_m(&self, day: Day) -> Option<f64> {
        self.usual(day).mean_m()
    }

    /// Building weeks before a day: full weeks in a row, up to last week, with fast running, not lighter, and after the last
    /// break.
    pub(crate) fn building(&self, day: Day) -> usize {
        let weeks = self.before(day);
        let built = weeks.clone().next_back().map_or(0, |last| self.built[last].min(weeks.len()));
        let running = self.again.last().map(|again| usize::try_from(day.weeks_since(*again)).unwrap_or(0));
        running.map_or(built, |running| built.min(running))
    }

    /// Whether the full week of a day was lighter than the weeks before it.
    pub(crate) fn is_lighter(&self, day: Day) -> bool {
        self.before(day.monday() + WEEK_DAYS).next_back().is_some_and(|last| self.lighter[last])
    }
}

impl UsualWeeks {
    /// Mean distance, m; `None` where no week is known, or they have too few runs to be all runs.
    pub(super) fn mean_m(&self) -> Option<f64> {
        let is_known = !self.0.is_empty() && !self.are_sparse();
        is_known.then(|| mean_of(self.0.iter().map(|week| week.distance_m)))
    }

    /// Whether they have so few runs that they are hardly all runs.
    pub(super) fn are_sparse(&self) -> bool {
        mean_of(self.0.iter().map(|week| week.runs as f64)) < FEWEST_RUNS
    }
}

impl WeekTotals {
    fn add(&mut self, run: &SessionSummary) {
        self.distance_m += metres(run);
        self.runs += 1;
        self.fast_m += if run.is_fast() { run.fast_distance_m } else { 0.0 };
    }

    /// Whether the week is lighter than the weeks with runs among the three before it; `weeks` are all before it.
    fn is_lighter(self, weeks: &[Self]) -> bool {
        let before = || weeks.iter().rev().take(WEEKS_BEFORE).filter(|week| week.distance_m > 0.0);
        // NaN without such weeks: then no week is lighter.
        let usual = mean_of(before().map(|week| week.distance_m));
        let most_fast = before().map(|week| week.fast_m).fold(0.0, f64::max);
        let is_less = self.distance_m <= usual && self.fast_m > 0.0;
        self.distance_m < LIGHTER_SHARE * usual || (is_less && self.fast_m <= LIGHTER_FAST_SHARE * most_fast)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_below_four_fifths_is_lighter() {
        let week = |distance_m, fast_m| WeekTotals { distance_m, fast_m, runs: 4 };
        let before = [week(50e3, 4e3), week(52e3, 4e3), week(54e3, 4e3)];
        let is_lighter = |distance_m, fast_m| week(distance_m, fast_m).is_lighter(&before);
        assert!(!before[0].is_lighter(&[]) && !before[2].is_lighter(&before[..2]));
        assert!(is_lighter(40e3, 3e3) && is_lighter(45e3, 2e3));
        assert!(!is_lighter(53e3, 2e3), "200s in the place of longer reps");
    }
}
