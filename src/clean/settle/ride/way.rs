//! The distance of an outing over time, and the speed of each part.

use crate::clean::settle::accounts;
use crate::model::{Activity, RUNNING_MPS, Span, Sport};
use std::ops::Range;

/// Speeds of a run that go on for long, m/s.
pub(super) const RUN_SPEEDS_MPS: Range<f64> = RUNNING_MPS..6.5;

/// Slower than this is standing, m/s.
pub(super) const STANDING_MPS: f64 = 0.7;

/// A step between samples longer than this gives no speed, s.
const LONGEST_STEP_S: f64 = 20.0;

/// A stretch of samples with its mean speed, m/s.
pub(super) type WayStretch = (Range<usize>, f64);

/// Distance over time.
pub(super) struct Way {
    pub(super) at: Vec<(f64, f64)>,
    /// Slowest speed that counts as running, m/s. In a walk or a hike, walking counts as running.
    slowest_mps: f64,
}

impl Way {
    /// The distance of an activity over time; `None` without distance or if time goes back.
    pub(super) fn of(activity: &Activity) -> Option<Self> {
        let at = accounts::way(&activity.track)?;
        let slowest_mps = if activity.sport == Sport::Running { RUN_SPEEDS_MPS.start } else { STANDING_MPS };
        at.is_sorted_by(|a, b| a.0 <= b.0).then_some(Self { at, slowest_mps })
    }

    /// The values of a column at the samples of [`Way::at`].
    pub(super) fn beside(&self, time_s: &[f64], column: &[f64]) -> Vec<f64> {
        let mut next = 0;
        let value_at = |(at_s, _): &(f64, f64)| {
            while next + 1 < column.len() && time_s[next] < *at_s {
                next += 1;
            }
            column[next]
        };
        self.at.iter().map(value_at).collect()
    }

    /// Whether the step that ends at a sample has the speed of a runner.
    pub(super) fn runs(&self, i: usize) -> bool {
        (self.slowest_mps..RUN_SPEEDS_MPS.end).contains(&self.speed(i))
    }

    /// Speed over the step that ends at a sample, m/s; NaN over a hole.
    pub(super) fn speed(&self, i: usize) -> f64 {
        let ((from_s, from_m), (to_s, to_m)) = (self.at[i - 1], self.at[i]);
        let seconds = to_s - from_s;
        if seconds > 0.0 && seconds <= LONGEST_STEP_S { (to_m - from_m) / seconds } else { f64::NAN }
    }

    /// The stretch of this many seconds that begins at each sample.
    pub(super) fn windows(&self, seconds: f64) -> impl Iterator<Item = WayStretch> + '_ {
        let mut end = 0;
        (0..self.at.len()).map_while(move |start| {
            while end < self.at.len() && self.at[end].0 - self.at[start].0 < seconds {
                end += 1;
            }
            let (to, from) = (self.at.get(end)?, self.at[start]);
            Some((start..end, (to.1 - from.1) / (to.0 - from.0)))
        })
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.at[range.start].0, self.at[range.end].0)
    }

    pub(super) fn indices(&self, span: Span) -> Range<usize> {
        let at = |time_s: f64| self.at.partition_point(|one| one.0 < time_s);
        at(span.start_s)..at(span.end_s).max(at(span.start_s))
    }

    pub(super) fn metres(&self, span: Span) -> f64 {
        let inside = self.indices(span);
        let at = |i: usize| self.at.get(i.min(self.at.len() - 1)).map_or(0.0, |one| one.1);
        at(inside.end) - at(inside.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(at: &[(f64, f64)]) -> Way {
        Way { at: at.to_vec(), slowest_mps: RUN_SPEEDS_MPS.start }
    }

    #[test]
    fn a_hole_has_no_speed() {
        let way = way(&[(0.0, 0.0), (10.0, 40.0), (10.0, 50.0), (31.0, 120.0)]);
        assert!((way.speed(1) - 4.0).abs() < 1e-9 && way.runs(1));
        assert!(way.speed(2).is_nan() && !way.runs(2), "no time between the samples");
        assert!(way.speed(3).is_nan() && !way.runs(3), "21 s between the samples");
    }

    #[test]
    fn faster_than_a_runner_is_no_running() {
        let way = way(&[(0.0, 0.0), (10.0, 64.0), (20.0, 129.5), (30.0, 140.0)]);
        assert_eq!([1, 2, 3].map(|i| way.runs(i)), [true, false, false]);
    }

    #[test]
    fn windows_last_at_least_as_long_as_asked_and_end_with_the_samples() {
        let way = way(&[(0.0, 0.0), (4.0, 12.0), (9.0, 27.0), (12.0, 42.0)]);
        let all: Vec<WayStretch> = way.windows(8.0).collect();
        assert_eq!(all.iter().map(|(range, _)| range.clone()).collect::<Vec<_>>(), [0..2, 1..3]);
        assert!((all[0].1 - 3.0).abs() < 1e-9 && (all[1].1 - 30.0 / 8.0).abs() < 1e-9, "{all:?}");
    }

    #[test]
    fn values_stand_beside_the_samples_that_have_a_distance() {
        let way = way(&[(2.0, 0.0), (4.0, 8.0)]);
        assert_eq!(way.beside(&[1.0, 2.0, 3.0, 4.0], &[10.0, 20.0, 30.0, 40.0]), [20.0, 40.0]);
    }

    #[test]
    fn metres_of_a_span_are_those_between_its_first_sample_and_the_first_after_it() {
        let way = way(&[(0.0, 0.0), (10.0, 30.0), (20.0, 70.0), (30.0, 100.0)]);
        assert!((way.metres(Span::new(10.0, 20.0)) - 40.0).abs() < 1e-9);
        assert!((way.metres(Span::new(0.0, 99.0)) - 100.0).abs() < 1e-9);
        assert!(way.metres(Span::new(50.0, 60.0)).abs() < 1e-9, "nothing was run after the end");
    }
}
