//! A week of the past as the advice sees it: the most of it that could be fast, and whether it was a lighter week.

use super::session::FAST_SHARE;
use crate::model::Day;
use crate::progression::past::SessionSummary;
use crate::progression::past::Weeks;

/// Days from Monday to Sunday.
const TO_SUNDAY: i64 = 6;

/// One week, from Monday.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastWeek {
    /// Its Monday.
    pub monday: Day,
    /// The most fast distance: a fifth of the usual week before it, m; `None` where the usual week is not known.
    pub most_fast_m: Option<f64>,
    /// Whether it was a lighter week. A week that has not ended is none.
    pub is_lighter: bool,
}

/// Every week from the first run to today. The summaries are those of one runner, in any order.
pub fn past_weeks(history: &[SessionSummary], today: Day) -> Vec<PastWeek> {
    let counts = |run: &&SessionSummary| run.running && !run.duplicate && run.day <= today;
    let mut runs: Vec<&SessionSummary> = history.iter().filter(counts).collect();
    runs.sort_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s));
    let Some(first) = runs.first().map(|run| run.day.monday()) else { return Vec::new() };
    let weeks = Weeks::of(&runs, today);
    let of = |monday: Day| PastWeek {
        monday,
        most_fast_m: weeks.usual_m(monday).map(|metres| FAST_SHARE * metres),
        is_lighter: monday + TO_SUNDAY <= today && weeks.is_lighter(monday),
    };
    (0..=today.weeks_since(first)).map(|week| of(first + 7 * week)).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// Four runs a week of so many metres each, from a Monday on.
    fn runs(weeks: &[f64]) -> Vec<SessionSummary> {
        let monday = Day::of(2024, 1, 1);
        let of_week = |(week, metres): (i64, &f64)| {
            let metres = *metres;
            [0, 2, 4, 6].map(|day| SessionSummary::easy_run(monday + 7 * week + day, metres, metres / 3.0))
        };
        (0..).zip(weeks).flat_map(of_week).collect()
    }

    #[test]
    fn a_fifth_of_the_usual_week_may_be_fast_once_that_is_known() {
        let runs = runs(&[10_000.0; 5]);
        let weeks = past_weeks(&runs, Day::of(2024, 2, 4));
        let most: Vec<Option<f64>> = weeks.iter().map(|week| week.most_fast_m).collect();
        assert_eq!(most.len(), 5);
        assert_eq!(most[..3], [None, None, None], "three full weeks are needed");
        assert!((most[3].unwrap() - 8_000.0).abs() < 1e-6 && (most[4].unwrap() - 8_000.0).abs() < 1e-6);
    }

    #[test]
    fn a_lighter_week_is_one_that_has_ended() {
        let runs = runs(&[10_000.0, 10_000.0, 10_000.0, 6_000.0]);
        let is_lighter = |today| past_weeks(&runs, today).last().unwrap().is_lighter;
        assert!(is_lighter(Day::of(2024, 1, 28)) && !is_lighter(Day::of(2024, 1, 27)));
        assert!(past_weeks(&[], Day::EPOCH).is_empty());
    }
}
