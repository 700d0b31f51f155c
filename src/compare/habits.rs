//! A runner's habits, guessed from the runs: usual days, distance of a week, heart rates.

use super::weeks::{Outing, weeks};
use crate::journal::Guesses;
use crate::model::{Day, Weekday};
use crate::stats::mean;

/// Two runs whose highest heart rates are this near make the higher one believable, bpm.
const AGREEING_BPM: f64 = 3.0;
/// Days before the last run in which the highest heart rate is looked for.
const HEART_RATE_DAYS: i64 = 730;
/// Days before the last run from which habits are guessed: twelve weeks.
const HABIT_DAYS: i64 = 84;

/// Weeks whose longest run must be on one weekday before that day is guessed to be the day of the long run; they must be
/// more than half of the weeks, too. House rule: a day of reps is the longest of its week now and then.
const LONG_RUN_WEEKS: usize = 4;

/// One run, as far as habits are guessed from it.
#[derive(Debug, Clone, PartialEq)]
pub struct HabitRun {
    /// What the run adds to its week.
    pub outing: Outing,
    /// Highest heart rate, bpm.
    pub heart_rate_max_bpm: Option<f64>,
    /// Resting heart rate that the watch had of its wearer, bpm.
    pub hr_rest_bpm: Option<f64>,
}

/// The guesses about the runner of these runs.
pub fn guess(runs: &[HabitRun]) -> Guesses {
    let last = runs.iter().map(|run| run.outing.day).max().unwrap_or_default();
    let recent: Vec<&HabitRun> = runs.iter().filter(|run| last - run.outing.day < HABIT_DAYS).collect();
    let heart_rates = runs.iter().filter(|run| last - run.outing.day < HEART_RATE_DAYS);
    let with_rest = runs.iter().filter(|run| run.hr_rest_bpm.is_some());
    Guesses {
        runs: runs.len(),
        hr_max_bpm: agreed_highest(heart_rates.filter_map(|run| run.heart_rate_max_bpm).collect()),
        hr_rest_bpm: with_rest.max_by_key(|run| run.outing.day).and_then(|run| run.hr_rest_bpm),
        runs_per_week: runs_per_week(&recent, last),
        days: by_count(recent.iter().map(|run| run.outing.day.weekday())),
        long_run_day: usual_day(&longest_days(&recent)),
        week_m: mean_week_m(&recent),
    }
}

/// Runs a week, from the week of the first run to the week of the last day; `None` without a run.
fn runs_per_week(runs: &[&HabitRun], last: Day) -> Option<f64> {
    let first = runs.iter().map(|run| run.outing.day).min()?;
    Some(runs.len() as f64 / (last.weeks_since(first) + 1) as f64)
}

/// Mean distance of the weeks with a run, m; `None` where no week has a known distance.
fn mean_week_m(runs: &[&HabitRun]) -> Option<f64> {
    let mut outings: Vec<Outing> = runs.iter().map(|run| run.outing.clone()).collect();
    outings.sort_by_key(|outing| outing.day);
    let full: Vec<f64> = weeks(&outings).iter().map(|week| week.run_m).filter(|metres| *metres > 0.0).collect();
    (!full.is_empty()).then(|| mean(&full))
}

/// The highest heart rate that another run confirms.
fn agreed_highest(mut highest_bpm: Vec<f64>) -> Option<f64> {
    highest_bpm.sort_by(|a, b| b.total_cmp(a));
    highest_bpm.windows(2).find(|pair| pair[0] - pair[1] <= AGREEING_BPM).map(|pair| pair[0])
}

/// The weekday of the longest run of each week.
fn longest_days(runs: &[&HabitRun]) -> Vec<Weekday> {
    let mut mondays: Vec<Day> = runs.iter().map(|run| run.outing.day.monday()).collect();
    mondays.sort_unstable();
    mondays.dedup();
    let longest = |monday: &Day| {
        let of_week = runs.iter().filter(|run| run.outing.day.monday() == *monday && run.outing.run_m.is_finite());
        of_week.max_by(|a, b| a.outing.run_m.total_cmp(&b.outing.run_m)).map(|run| run.outing.day.weekday())
    };
    mondays.iter().filter_map(longest).collect()
}

/// The weekday that most of these are; `None` where they are too few or too mixed.
fn usual_day(days: &[Weekday]) -> Option<Weekday> {
    let usual = *by_count(days.iter().copied()).first()?;
    let weeks = days.iter().filter(|day| **day == usual).count();
    (weeks >= LONG_RUN_WEEKS && 2 * weeks > days.len()).then_some(usual)
}

/// Weekdays by how often they occur, most frequent first. Of equal counts, the earlier day comes first.
fn by_count(days: impl Iterator<Item = Weekday>) -> Vec<Weekday> {
    let mut counts = [0_usize; 7];
    for day in days {
        counts[usize::try_from(day.since_monday()).unwrap_or(0)] += 1;
    }
    let mut found: Vec<(usize, Weekday)> =
        counts.into_iter().zip(Weekday::ALL).filter(|(count, _)| *count > 0).collect();
    found.sort_by_key(|(count, day)| (std::cmp::Reverse(*count), *day));
    found.into_iter().map(|(_, day)| day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spike_is_no_maximum() {
        assert_eq!(agreed_highest(vec![180.0, 231.0, 186.0, 188.0, 170.0]), Some(188.0));
        assert_eq!(agreed_highest(vec![188.0]), None);
        let weeks = |sundays: usize, tuesdays: usize| {
            usual_day(&[vec![Weekday::Sunday; sundays], vec![Weekday::Tuesday; tuesdays]].concat())
        };
        assert_eq!((weeks(3, 0), weeks(4, 3), weeks(4, 4)), (None, Some(Weekday::Sunday), None));
        assert_eq!(
            by_count([Weekday::Sunday, Weekday::Tuesday, Weekday::Sunday].into_iter()),
            [Weekday::Sunday, Weekday::Tuesday]
        );
    }
}
