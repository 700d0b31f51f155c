//! What the weeks before allow: caps, gates and building weeks, from the runs up to today.

use super::summary::SessionSummary;
use crate::model::Day;
use crate::progression::kind::ladder::Cap;
use crate::scores::load::{load_ratio, week_load};
use crate::stats::mean_of;

/// Days over which the largest session and the longest run are looked for.
const MONTH_DAYS: i64 = 30;
/// Days over which a session was large enough to be come back to faster.
const SEASON_DAYS: i64 = 84;
/// Full weeks needed before a share of the week means something.
const WEEKS_NEEDED: usize = 3;
/// Runs a week, on average, below which a folder is hardly all that is run: who does reps runs three times a week. House rule.
const FEWEST_RUNS: f64 = 2.5;
/// Full weeks that make the usual week.
const WEEKS_USED: usize = 4;
/// A week below this share of the usual distance is a lighter one.
const LIGHTER_SHARE: f64 = 0.8;
/// So is one of at most this share of the most fast distance of a week, if it has no more than the usual distance. House rule.
const LIGHTER_FAST_SHARE: f64 = 0.6;
/// Days without running that end a row of building weeks.
const GAP_DAYS: i64 = 7;
/// A run is a new longest one from this ratio on.
const NEW_LONGEST: f64 = 1.02;
/// Weeks that are looked at, at most.
const OLDEST_WEEKS: i64 = 104;
/// Days of load that the ratio of recent to usual needs.
const RATIO_DAYS: i64 = 28;

/// Distance and fast distance of one calendar week.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct WeekTotals {
    distance_m: f64,
    fast_m: f64,
    runs: usize,
}

/// What the runs up to today say about load.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Load {
    /// Largest fast distance of one session in 30 days, m.
    pub(crate) largest_fast_m: f64,
    /// The same in twelve weeks, m.
    pub(crate) largest_of_season_m: f64,
    /// Longest run in 30 days, m.
    pub(crate) longest_m: f64,
    /// The usual week: mean of the last four full weeks that were not lighter, m; `None` where fewer than three are known, or
    /// these have too few runs to be all that is run.
    pub(crate) week_m: Option<f64>,
    /// Whether it is for the few runs that it is not known.
    pub(crate) is_sparse: bool,
    /// The week with the most distance that is looked at, this one included, m: stands in for the usual one where too few
    /// weeks are known.
    pub(crate) largest_week_m: f64,
    /// Whether the last seven days hold a run longer than any of the 30 days before them.
    pub(crate) has_new_longest: bool,
    /// Distance of the last seven days, m.
    pub(crate) last7_m: f64,
    /// Time of reps in the last seven days over running time, 0 to 1.
    pub(crate) fast_share: Option<f64>,
    /// Building weeks since the last lighter one.
    pub(crate) build_weeks: usize,
    /// Foster's monotony of the last seven days.
    pub(crate) monotony: Option<f64>,
    /// Acute to chronic load, exponentially weighted.
    pub(crate) ewma_ratio: Option<f64>,
}

fn metres(run: &SessionSummary) -> f64 {
    if run.distance_m.is_finite() { run.distance_m } else { 0.0 }
}

impl Load {
    /// Of the runs up to today, in order of start. `rpe` gives the session RPE of a run.
    pub(crate) fn of(runs: &[&SessionSummary], today: Day, rpe: impl Fn(&SessionSummary) -> Option<f64>) -> Self {
        let runs = looked_at(runs, today);
        let within = |days: i64| runs.iter().filter(move |run| today - run.day < days);
        let last7_s: f64 = within(7).map(|run| run.timer_s).sum();
        let fast7_s: f64 = within(7).map(|run| run.fast_timer_s).sum();
        let loads = daily_loads(runs, today, rpe);
        let built = built_weeks(runs, today);
        Self {
            largest_fast_m: within(MONTH_DAYS + 1).map(|run| run.fast_distance_m).fold(0.0, f64::max),
            largest_of_season_m: within(SEASON_DAYS + 1).map(|run| run.fast_distance_m).fold(0.0, f64::max),
            longest_m: within(MONTH_DAYS + 1).map(|run| metres(run)).fold(0.0, f64::max),
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

/// Whether the last seven days hold a run longer than any of the 30 days before them, by more than the error of a watch; not told
/// without three weeks of runs before.
fn has_new_longest(runs: &[&SessionSummary], today: Day) -> bool {
    let longest = |from: Day, to: Day| {
        let of_days = runs.iter().filter(move |run| (from..=to).contains(&run.day));
        of_days.map(|run| metres(run)).fold(0.0, f64::max)
    };
    let is_known = runs.first().is_some_and(|run| (today - run.day) / 7 > i64::try_from(WEEKS_NEEDED).unwrap_or(0));
    is_known && longest(today - 6, today) > NEW_LONGEST * longest(today - 6 - MONTH_DAYS, today - 7)
}

/// The runs of the weeks that are looked at, and the one before them, which a break is counted from.
fn looked_at<'a, 'b>(runs: &'a [&'b SessionSummary], today: Day) -> &'a [&'b SessionSummary] {
    let oldest = oldest_monday(today);
    &runs[runs.partition_point(|run| run.day < oldest).saturating_sub(1)..]
}

/// The Monday two years back, of the oldest week that is looked at.
fn oldest_monday(today: Day) -> Day {
    today.monday() - 7 * OLDEST_WEEKS
}

/// The Monday of the first week that is looked at: the runner's first week, at most two years back.
fn first_monday(runs: &[&SessionSummary], today: Day) -> Day {
    runs.first().map_or(today, |run| run.day).monday().max(oldest_monday(today))
}

/// Weeks from the first to the one before today's, oldest first.
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

/// Whether a week is lighter than the (at most three) run weeks before it.
fn is_lighter(weeks: &[WeekTotals], index: usize) -> bool {
    let before: Vec<WeekTotals> =
        weeks[..index].iter().rev().take(3).copied().filter(|week| week.distance_m > 0.0).collect();
    if before.is_empty() {
        return false;
    }
    let usual = mean_of(before.iter().map(|week| week.distance_m));
    let most_fast = before.iter().map(|week| week.fast_m).fold(0.0, f64::max);
    let week = weeks[index];
    let is_less = week.distance_m <= usual && week.fast_m > 0.0;
    week.distance_m < LIGHTER_SHARE * usual || (is_less && week.fast_m <= LIGHTER_FAST_SHARE * most_fast)
}

fn largest_week(runs: &[&SessionSummary], today: Day) -> f64 {
    let this: f64 = runs.iter().filter(|run| run.day.monday() == today.monday()).map(|run| metres(run)).sum();
    full_weeks(runs, today).iter().map(|week| week.distance_m).fold(this, f64::max)
}

/// The last full weeks that were run and not lighter, newest first: as many as make the usual one, and none where fewer are known
/// than a usual one needs.
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

/// Whether weeks have so few runs that they are hardly all that is run.
fn is_sparse(weeks: &[WeekTotals]) -> bool {
    mean_of(weeks.iter().map(|week| week.runs as f64)) < FEWEST_RUNS
}

fn usual_week(weeks: &[WeekTotals]) -> Option<f64> {
    let is_known = !weeks.is_empty() && !is_sparse(weeks);
    is_known.then(|| mean_of(weeks.iter().map(|week| week.distance_m)))
}

/// Full weeks in a row, ending with last week, that had fast running, were not lighter and followed no break.
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

/// Whether the full week of a day was lighter than those before it.
pub(crate) fn is_lighter_week(runs: &[&SessionSummary], day: Day) -> bool {
    let weeks = full_weeks(runs, day.monday() + 7);
    weeks.len().checked_sub(1).is_some_and(|last| is_lighter(&weeks, last))
}

/// Session load (RPE × min) of each of the last 28 days, oldest first; `None` when a run of them has no RPE.
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

/// Foster's monotony of the last seven daily loads; `None` of a week of rest.
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
