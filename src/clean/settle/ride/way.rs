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
