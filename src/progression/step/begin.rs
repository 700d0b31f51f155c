//! The way in for a runner without fast running on record: what must come first, and the first strides.

use super::step::Step;
use crate::model::{Athlete, Day, Family, JournalDay};
use crate::progression::kind::ladder::Steps;
use crate::progression::past::SessionSummary;
use crate::progression::past::journal::rows;
use std::collections::BTreeSet;

/// Weeks of running before the first strides, and how many of them must have a run. House rule.
const RUNNING_WEEKS: i64 = 8;
const RUN_WEEKS: usize = 7;
/// Days over which runs are counted and the longest run is found.
const MONTH_DAYS: i64 = 28;
/// Fewest runs in that time: three a week less one, because today's run may be yet to come. House rule.
const RUNS: usize = 11;
/// Shortest time of the longest run, s. House rule.
const LONG_RUN_S: f64 = 1_800.0;
/// Most pain (0 to 10) with which strides may begin, and the days over which it counts. House rule.
const PAIN: f64 = 2.0;
const PAIN_DAYS: i64 = 14;

/// What must come before the first strides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Unmet {
    /// Eight weeks of running: how many of the last eight have a run.
    Weeks(usize),
    /// Three runs a week: how many were in the last four weeks.
    Runs(usize),
    /// A run of half an hour: the time of the longest, s.
    HalfHour(f64),
    /// Two weeks without pain: the worst pain, 0 to 10.
    Pain(f64),
}

/// How a runner without fast running begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Begin {
    /// The first step; `None` while something must come first.
    pub(crate) step: Option<Step>,
    /// What must come first.
    pub(crate) unmet: Vec<Unmet>,
}

/// The way in, from the runs up to today in order of start and a journal in order of day.
pub(crate) fn begin(runs: &[&SessionSummary], athlete: &Athlete, journal: &[JournalDay], today: Day) -> Begin {
    let month = || runs.iter().filter(|run| today - run.day < MONTH_DAYS);
    let weeks: BTreeSet<i64> =
        runs.iter().map(|run| (today - run.day) / 7).filter(|week| *week < RUNNING_WEEKS).collect();
    let longest_s = month().map(|run| run.timer_s).fold(0.0, f64::max);
    let mut unmet = Vec::new();
    if weeks.len() < RUN_WEEKS {
        unmet.push(Unmet::Weeks(weeks.len()));
    }
    if month().count() < RUNS {
        unmet.push(Unmet::Runs(month().count()));
    }
    if longest_s < LONG_RUN_S {
        unmet.push(Unmet::HalfHour(longest_s));
    }
    let aches = rows(journal, today - PAIN_DAYS, today).filter_map(|row| row.pain);
    if let Some(pain) = aches.reduce(f64::max).filter(|pain| *pain > PAIN) {
        unmet.push(Unmet::Pain(pain));
    }
    let first = Steps::of(athlete, Family::F).first().filter(|_| unmet.is_empty());
    Begin { step: first.map(Step::entry), unmet }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn strides_begin_after_eight_weeks_of_three_runs() {
        let athlete = Athlete::default();
        let weeks = |weeks: i64| -> Vec<SessionSummary> {
            (0..weeks * 7)
                .filter(|day| [0, 2, 5].contains(&(day % 7)))
                .map(|day| SessionSummary::easy_run(Day::EPOCH + day, 6_000.0, 2_100.0))
                .collect()
        };
        let at = |runs: &[SessionSummary], journal: &[JournalDay]| {
            let today = runs.last().unwrap().day + 1;
            begin(&runs.iter().collect::<Vec<_>>(), &athlete, journal, today)
        };
        let ready = at(&weeks(9), &[]);
        assert_eq!((ready.step.unwrap().short(), ready.unmet.len()), ("4 \u{d7} 15 s".to_owned(), 0));
        let early = at(&weeks(4), &[]);
        assert_eq!((early.step, early.unmet), (None, vec![Unmet::Weeks(4)]));
        let aching = JournalDay { day: Day::EPOCH + 55, pain: Some(3.0), ..JournalDay::default() };
        assert_eq!(at(&weeks(9), &[aching]).unmet, [Unmet::Pain(3.0)]);
    }
}
