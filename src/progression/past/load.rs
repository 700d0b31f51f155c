//! The load of the weeks up to today: what caps and gates are made from.

use super::order::since;
use super::summary::SessionSummary;
use super::week::{WEEKS_NEEDED, Weeks, metres};
use crate::model::{Day, WEEK_DAYS};
use crate::progression::kind::ladder::Cap;
use crate::scores::load::{load_ratio, week_load};

/// Days of a month, over which the largest session and the longest run are found.
const MONTH_DAYS: i64 = 30;
/// Days over which the largest session of the season is found.
const SEASON_DAYS: i64 = 84;
/// A run is a new longest run above this ratio: more than the error of a watch.
const NEW_LONGEST: f64 = 1.02;
/// Days of load that the ratio of acute to chronic load needs.
const RATIO_DAYS: i64 = 28;

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

impl Load {
    /// The load of the runs up to today, in order of start, and of their weeks. `rpe` gives the session RPE of a run.
    pub(crate) fn of(
        runs: &[&SessionSummary],
        weeks: &Weeks,
        today: Day,
        rpe: impl Fn(&SessionSummary) -> Option<f64>,
    ) -> Self {
        let most = |days: i64, of: fn(&SessionSummary) -> f64| {
            since(runs, today - days).iter().map(|run| of(run)).fold(0.0, f64::max)
        };
        let last7 = since(runs, today - WEEK_DAYS + 1);
        let last7_s: f64 = last7.iter().map(|run| run.timer_s).sum();
        let fast7_s: f64 = last7.iter().map(|run| run.fast_timer_s).sum();
        let (loads, usual) = (daily_loads(runs, today, rpe), weeks.usual(today));
        Self {
            largest_fast_m: most(MONTH_DAYS, |run| run.fast_distance_m),
            largest_of_season_m: most(SEASON_DAYS, |run| run.fast_distance_m),
            longest_m: most(MONTH_DAYS, metres),
            week_m: usual.mean_m(),
            is_sparse: usual.are_sparse(),
            largest_week_m: weeks.largest_m(today),
            has_new_longest: has_new_longest(runs, today),
            last7_m: last7.iter().map(|run| metres(run)).sum(),
            fast_share: (last7_s > 0.0).then(|| fast7_s / last7_s),
            build_weeks: weeks.building(today),
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
    let longest = |runs: &[&SessionSummary]| runs.iter().map(|run| metres(run)).fold(0.0, f64::max);
    let is_known =
        runs.first().is_some_and(|run| (today - run.day) / WEEK_DAYS > i64::try_from(WEEKS_NEEDED).unwrap_or(0));
    let (week, month) = (since(runs, today - WEEK_DAYS + 1), since(runs, today - WEEK_DAYS + 1 - MONTH_DAYS));
    is_known && longest(week) > NEW_LONGEST * longest(&month[..month.len() - week.len()])
}

/// Session load (RPE × min) of each of the last 28 days, oldest first; `None` where a run has no RPE, or fewer days are
/// known.
fn daily_loads(runs: &[&SessionSummary], today: Day, rpe: impl Fn(&SessionSummary) -> Option<f64>) -> Option<Vec<f64>> {
    let start = today - RATIO_DAYS + 1;
    if runs.first().is_none_or(|run| run.day > start) {
        return None;
    }
    let mut loads = vec![0.0; RATIO_DAYS as usize];
    for run in since(runs, start) {
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
    fn an_even_week_is_monotonous() {
        let even = [30.0; 28];
        assert_eq!(monotony(&even), Some(10.0));
        assert_eq!(monotony(&[0.0; 28]), None);
    }
}
