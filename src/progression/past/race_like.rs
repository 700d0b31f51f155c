//! Whether a run that looks like a race was one, by the highest heart rate of the runner.
//!
//! A file shows only the highest heart rate of its own run, and an even easy run is near that throughout, too. The other runs
//! show how high the heart of the runner goes.

use super::summary::SessionSummary;
use crate::model::Athlete;
use crate::scores::course::like_speed;
use crate::segment::WorkoutKind;

/// Runs that show the highest heart rate of a runner are at most so old, days.
const YEAR_DAYS: i64 = 365;
/// So many runs must have reached a heart rate for it to be that of the runner: one alone may be an error of the watch.
const REACHED: usize = 3;
/// A race reaches at least this share of the runner's highest heart rate. House rule.
const NEAR_HIGHEST: f64 = 0.9;
/// A run that is slower than the fastest of the year by at most this was an effort, whatever the heart rate says;
/// logarithmic, of speeds adjusted to one length.
const NEAR_FASTEST: f64 = 0.02;

/// The places of the runs that are called like a race but were none: the heart rate stayed below that of the runner's hard
/// efforts, and the speed below that of the fastest run. The runs are those of one runner, in any order.
pub(crate) fn no_races(runs: &[SessionSummary], athlete: &Athlete) -> Vec<usize> {
    let is_like_race = |place: &usize| runs[*place].kind == WorkoutKind::RaceLike;
    (0..runs.len()).filter(is_like_race).filter(|place| is_easy(&runs[*place], runs, athlete)).collect()
}

fn is_easy(run: &SessionSummary, runs: &[SessionSummary], athlete: &Athlete) -> bool {
    let year = || runs.iter().filter(|other| is_of_year_before(other, run));
    let highest_bpm = athlete.hr_max_bpm.or_else(|| highest_of(year().filter_map(|other| other.heart_rate_max_bpm)));
    let is_low = run.heart_rate_max_bpm.zip(highest_bpm).is_some_and(|(own, highest)| own < NEAR_HIGHEST * highest);
    let fastest = year().map(like).filter(|speed| speed.is_finite()).fold(f64::NEG_INFINITY, f64::max);
    is_low && like(run) < fastest - NEAR_FASTEST
}

/// Whether a run is of the year up to another one. A second recording of an outing would count twice.
fn is_of_year_before(run: &SessionSummary, last: &SessionSummary) -> bool {
    run.running && !run.duplicate && (0..=YEAR_DAYS).contains(&(last.day - run.day))
}

/// The logarithm of the mean speed, adjusted to one length.
fn like(run: &SessionSummary) -> f64 {
    like_speed(run.distance_m, run.distance_m / run.timer_s)
}

/// The heart rate that enough runs reached; `None` of too few runs.
fn highest_of(rates_bpm: impl Iterator<Item = f64>) -> Option<f64> {
    let mut rates_bpm: Vec<f64> = rates_bpm.collect();
    rates_bpm.sort_by(|a, b| b.total_cmp(a));
    rates_bpm.get(REACHED - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten kilometres in so many seconds on a day, with the highest heart rate of the run.
    fn run(day: i64, timer_s: f64, heart_rate_max_bpm: f64) -> SessionSummary {
        let run = SessionSummary::easy_run(crate::model::Day::default() + day, 10_000.0, timer_s);
        SessionSummary { heart_rate_max_bpm: Some(heart_rate_max_bpm), ..run }
    }

    fn are_races(hard: &[(f64, f64)], race_like: (f64, f64), athlete: &Athlete) -> bool {
        let mut runs: Vec<SessionSummary> =
            (0..).zip(hard).map(|(day, &(timer_s, bpm))| run(day, timer_s, bpm)).collect();
        runs.push(SessionSummary { kind: WorkoutKind::RaceLike, ..run(100, race_like.0, race_like.1) });
        no_races(&runs, athlete).is_empty()
    }

    #[test]
    fn an_easy_run_is_no_race_where_the_heart_of_the_runner_goes_higher() {
        let hard = [(2400.0, 190.0), (2450.0, 191.0), (2500.0, 192.0)];
        let known = |hr_max_bpm| Athlete { hr_max_bpm, ..Athlete::default() };
        assert!(!are_races(&hard, (3000.0, 165.0), &known(None)));
        assert!(are_races(&hard, (3000.0, 175.0), &known(None)), "near the highest");
        assert!(are_races(&hard, (2410.0, 165.0), &known(None)), "as fast as the fastest: the strap slipped");
        assert!(are_races(&hard[..1], (3000.0, 165.0), &known(None)), "too few runs to know the highest by");
        assert!(!are_races(&hard[..1], (3000.0, 165.0), &known(Some(190.0))));
        assert!(are_races(&hard, (3000.0, 165.0), &known(Some(180.0))), "the runner knows better");
    }
}
