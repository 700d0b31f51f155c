//! The load of the weeks up to today: what caps and gates are made from.

use super::summary::SessionSummary;
use crate::model::Day;
use crate::progression::kind::ladder::Cap;
use crate::scores::load::{load_ratio, week_load};
use crate::stats::mean_of;

/// Days of a month, over which the largest session and the longest run are found.
const MONTH_DAYS: i64 = 30;
/// Days over which the largest session of the season is found.
const SEASON_DAYS: i64 = 84;
/// Fewest full weeks that make a usual week.
const WEEKS_NEEDED: usize = 3;
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
/// A run is a new longest run above this ratio: more than the error of a watch.
const NEW_LONGEST: f64 = 1.02;
/// Oldest week that counts, weeks before this week.
const OLDEST_WEEKS: i64 = 104;
/// Days of load that the ratio of acute to chronic load needs.
const RATIO_DAYS: i64 = 28;

/// The totals of one calendar week.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct WeekTotals {
    distance_m: f64,
    fast_m: f64,
    runs: usize,
}

/// What the runs up to today say about load.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Load {
    /// Largest fast distance of a session in 30 days, m.
    pub(crate) largest_fast_m: f64,
    /// Largest fast distance of a session in twelve weeks, m.
    pub(crate) largest_of_season_m: f64,
    /// Longest run in 30 days, m.
    pub(crate) longest_m: f64,
    /// The usual week: mean distance of the last four full weeks that were not lighter, m. `None` where fewer than three
    /// such weeks are known, or where they have too few runs to be all runs.
    pub(crate) week_m: Option<f64>,
    /// Whether the usual week is unknown for too few runs a week.
    pub(crate) is_sparse: bool,
    /// Distance of the largest week, this week included, m. Stands in for an unknown usual week.
    pub(crate) largest_week_m: f64,
    /// Whether the last seven days hold a run longer than any of the 30 days before them.
    pub(crate) has_new_longest: bool,
    /// Distance of the last seven days, m.
    pub(crate) last7_m: f64,
    /// Share of reps in the running time of the last seven days, 0 to 1.
    pub(crate) fast_share: Option<f64>,
    /// Building weeks since the last lighter week.
    pub(crate) build_weeks: usize,
    /// Foster's monotony of the last seven days.
    pub(crate) monotony: Option<f64>,
    /// Acute to chronic load, exponentially weighted.
    pub(crate) ewma_ratio: Option<f64>,
}

/// Distance of a run, m; 0 where it is unknown.
fn metres(run: &SessionSummary) -> f64 {
    if run.distance_m.is_finite() { run.distance_m } else { 0.0 }
}

impl Load {
    /// The load of the runs up to today, in order of start. `rpe` gives the session RPE of a run.
    pub(crate) fn of(runs: &[&SessionSummary], today: Day, rpe: impl Fn(&SessionSummary) -> Option<f64>) -> Self {
        let runs = of_two_years(runs, today);
        let within = |days: i64| runs.iter().filter(move |run| today - run.day < days);
        let most = |days: i64, of: fn(&SessionSummary) -> f64| within(days + 1).map(|run| of(run)).fold(0.0, f64::max);
        let last7_s: f64 = within(7).map(|run| run.timer_s).sum();
        let fast7_s: f64 = within(7).map(|run| run.fast_timer_s).sum();
        let loads = daily_loads(runs, today, rpe);
        let built = built_weeks(runs, today);
        Self {
            largest_fast_m: most(MONTH_DAYS, |run| run.fast_distance_m),
            largest_of_season_m: most(SEASON_DAYS, |run| run.fast_distance_m),
            longest_m: most(MONTH_DAYS, metres),
            week_m: usual_week(&built),
            is_sparse: is_sparse(&built),
            largest_week_m: largest_week(runs, today),
            has_new_longest: has_new_longest(runs, today),
            last7_m: within(7).map(|run| metres(run)).sum(),
            fast_share: (last7_s > 0.0).then(|| fast7_s / last7_s),
            build_weeks: build_weeks(runs, today),
            monotony: loads.as_deref().and_then(monotony),
            ewma_ratio: loads
                .as_deref()
                .and_then(load_ratio)
                .map(|load| load.ratio())
                .filter(|ratio| ratio.is_finite()),
        }
    }

    /// The cap on the fast distance of one session, m.
    pub(crate) fn cap_m(&self, cap: Cap) -> f64 {
        cap.of_week_m(self.week_m.unwrap_or(self.largest_week_m))
    }
}

/// Whether the last seven days hold a run longer than any of the 30 days before them; never in the first weeks of runs.
fn has_new_longest(runs: &[&SessionSummary], today: Day) -> bool {
    let longest = |from: Day, to: Day| {
        let of_days = runs.iter().filter(move |run| (from..=to).contains(&run.day));
        of_days.map(|run| metres(run)).fold(0.0, f64::max)
    };
    let is_known = runs.first().is_some_and(|run| (today - run.day) / 7 > i64::try_from(WEEKS_NEEDED).unwrap_or(0));
    is_known && longest(today - 6, today) > NEW_LONGEST * longest(today - 6 - MONTH_DAYS, today - 7)
}

/// The runs of the last two years, and the run before them, from which a break counts.
fn of_two_years<'a, 'b>(runs: &'a [&'b SessionSummary], today: Day) -> &'a [&'b SessionSummary] {
    let oldest = oldest_monday(today);
    &runs[runs.partition_point(|run| run.day < oldest).saturating_sub(1)..]
}

/// The Monday of the oldest week that counts, two years back.
fn oldest_monday(today: Day) -> Day {
    today.monday() - 7 * OLDEST_WEEKS
}

/// The Monday of the runner's first week, at most two years back.
fn first_monday(runs: &[&SessionSummary], today: Day) -> Day {
    runs.first().map_or(today, |run| run.day).monday().max(oldest_monday(today))
}

/// Full weeks, from the first to last week, oldest first.
fn full_weeks(runs: &[&SessionSummary], today: Day) -> Vec<WeekTotals> {
    let first = first_monday(runs, today);
    let count = usize::try_from(today.weeks_since(first)).unwrap_or(0);
    let mut weeks = vec![WeekTotals::default(); count];
    for run in runs {
        let index = usize::try_from(run.day.weeks_since(first)).unwrap_or(usize::MAX);
        if let Some(week) = weeks.get_mut(index) {
            week.distance_m += metres(run);
            week.runs += 1;
            week.fast_m += if run.is_fast() { run.fast_distance_m } else { 0.0 };
        }
    }
    weeks
}

/// Whether a week is lighter than the weeks with runs among the three before it.
fn is_lighter(weeks: &[WeekTotals], index: usize) -> bool {
    let before = || weeks[..index].iter().rev().take(WEEKS_BEFORE).filter(|week| week.distance_m > 0.0);
    // NaN without such weeks: then no week is lighter.
    let usual = mean_of(before().map(|week| week.distance_m));
    let most_fast = before().map(|week| week.fast_m).fold(0.0, f64::max);
    let week = weeks[index];
    let is_less = week.distance_m <= usual && week.fast_m > 0.0;
    week.distance_m < LIGHTER_SHARE * usual || (is_less && week.fast_m <= LIGHTER_FAST_SHARE * most_fast)
}

/// Distance of the week with the most, this week included, m.
fn largest_week(runs: &[&SessionSummary], today: Day) -> f64 {
    let this: f64 = runs.iter().filter(|run| run.day.monday() == today.monday()).map(|run| metres(run)).sum();
    full_weeks(runs, today).iter().map(|week| week.distance_m).fold(this, f64::max)
}

/// The weeks that make the usual week: the last full weeks with runs that were not lighter, newest first. Empty where too
/// few are known.
fn built_weeks(runs: &[&SessionSummary], today: Day) -> Vec<WeekTotals> {
    let weeks = full_weeks(runs, today);
    let built = (0..weeks.len()).rev().filter(|index| weeks[*index].distance_m > 0.0 && !is_lighter(&weeks, *index));
    let used: Vec<WeekTotals> = built.take(WEEKS_USED).map(|index| weeks[index]).collect();
    if used.len() >= WEEKS_NEEDED { used } else { Vec::new() }
}

/// The usual week before a day, m; `None` where it is not known.
pub(crate) fn usual_week_m(runs: &[&SessionSummary], day: Day) -> Option<f64> {
    usual_week(&built_weeks(runs, day))
}

/// Whether weeks have so few runs that they are hardly all runs.
fn is_sparse(weeks: &[WeekTotals]) -> bool {
    mean_of(weeks.iter().map(|week| week.runs as f64)) < FEWEST_RUNS
}

/// Mean distance of the weeks that make the usual week, m.
fn usual_week(weeks: &[WeekTotals]) -> Option<f64> {
    let is_known = !weeks.is_empty() && !is_sparse(weeks);
    is_known.then(|| mean_of(weeks.iter().map(|week| week.distance_m)))
}

/// Building weeks: full weeks in a row, up to last week, with fast running, not lighter, and after the last break.
pub(crate) fn build_weeks(runs: &[&SessionSummary], today: Day) -> usize {
    let weeks = full_weeks(runs, today);
    let first = first_monday(runs, today);
    let rested_until =
        runs.windows(2).filter(|pair| pair[1].day - pair[0].day > GAP_DAYS).map(|pair| pair[1].day).next_back();
    (0..weeks.len())
        .rev()
        .take_while(|index| {
            let sunday = first + 7 * i64::try_from(*index).unwrap_or(0) + 6;
            weeks[*index].fast_m > 0.0
                && !is_lighter(&weeks, *index)
                && rested_until.is_none_or(|until| sunday >= until)
        })
        .count()
}

/// Whether the full week of a day was lighter than the weeks before it.
pub(crate) fn is_lighter_week(runs: &[&SessionSummary], day: Day) -> bool {
    let weeks = full_weeks(runs, day.monday() + 7);
    weeks.len().checked_sub(1).is_some_and(|last| is_lighter(&weeks, last))
}

/// Session load (RPE × min) of each of the last 28 days, oldest first; `None` where a run has no RPE, or fewer days are
/// known.
fn daily_loads(runs: &[&SessionSummary], today: Day, rpe: impl Fn(&SessionSummary) -> Option<f64>) -> Option<Vec<f64>> {
    let start = today - RATIO_DAYS + 1;
    if runs.first().is_none_or(|run| run.day > start) {
        return None;
    }
    let mut loads = vec![0.0; RATIO_DAYS as usize];
    for run in runs.iter().filter(|run| run.day >= start && run.day <= today) {
        let load = rpe(run)? * run.timer_s / 60.0;
        loads[usize::try_from(run.day - start).ok()?] += load;
    }
    Some(loads)
}

/// Foster's monotony of the last seven daily loads; `None` for a week of rest.
fn monotony(loads: &[f64]) -> Option<f64> {
    let week = loads.get(loads.len().checked_sub(7)?..)?;
    week_load(week).filter(|load| load.strain > 0.0).map(|load| load.monotony)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_below_four_fifths_is_lighter() {
        let week = |distance_m, fast_m| WeekTotals { distance_m, fast_m, runs: 4 };
        let weeks = |last| [week(50e3, 4e3), week(52e3, 4e3), week(54e3, 4e3), last];
        assert!(!is_lighter(&weeks(week(40e3, 3e3)), 0) && !is_lighter(&weeks(week(40e3, 3e3)), 2));
        assert!(is_lighter(&weeks(week(40e3, 3e3)), 3) && is_lighter(&weeks(week(45e3, 2e3)), 3));
        assert!(!is_lighter(&weeks(week(53e3, 2e3)), 3), "200s in the place of longer reps");
    }

    #[test]
    fn an_even_week_is_monotonous() {
        let even = [30.0; 28];
        assert_eq!(monotony(&even), Some(10.0));
        assert_eq!(monotony(&[0.0; 28]), None);
    }
}
