//! What cleaning hands on: ordered samples, and the same samples on a uniform 1 Hz base.

use crate::model::{Channel, Note, Span, Track};
use serde::{Deserialize, Serialize};

/// Where the cumulative distance comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DistanceSource {
    /// The device's own cumulative distance (GNSS, foot pod or treadmill).
    Device,
    /// Summed over positions, ellipsoidal.
    Position,
    /// The device's speed, integrated.
    Speed,
    /// There is none: no distance, position or speed.
    None,
}

impl DistanceSource {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Position => "position",
            Self::Speed => "speed",
            Self::None => "none",
        }
    }
}

/// How densely an activity was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
    /// Median time between samples, s.
    pub median_s: f64,
    /// 95th percentile of the time between samples, s.
    pub p95_s: f64,
    /// Holes longer than 10 s outside pauses.
    pub holes: usize,
}

/// The activity on a uniform base of one value a second.
///
/// # Shape
/// Every present column has the same length n; index k is the second `start_s + k` of the file's clock.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Uniform {
    /// Clock of index 0, s since the file's first record.
    pub start_s: f64,
    /// Cumulative distance, m: never falls, and stays constant in pauses. Empty when there is no distance source.
    pub distance_m: Channel,
    /// Speed over the second that ends at index k, m/s: the difference of `distance_m`; 0 at k = 0.
    pub speed_mps: Channel,
    /// Heart rate, bpm; NaN in holes over 30 s.
    pub heart_rate_bpm: Option<Channel>,
    /// Steps per minute; NaN in holes over 10 s.
    pub step_rate_spm: Option<Channel>,
    /// Altitude, m; NaN in holes over 10 s.
    pub altitude_m: Option<Channel>,
    /// Whether the watch recorded at this second: false inside a hole (over 10 s) or a pause.
    pub recorded: Vec<bool>,
}

impl Uniform {
    /// The number of seconds on the base.
    pub fn len(&self) -> usize {
        self.recorded.len()
    }

    /// Whether the base has no seconds.
    pub fn is_empty(&self) -> bool {
        self.recorded.is_empty()
    }

    /// Clock of an index, s.
    pub(crate) fn clock_s(&self, index: usize) -> f64 {
        self.start_s + index as f64
    }

    /// Cumulative distance at a clock time, m: linear between seconds, clamped at the ends. NaN without distance.
    pub fn distance_at(&self, clock_s: f64) -> f64 {
        let Some(last) = self.distance_m.len().checked_sub(1) else { return f64::NAN };
        let x = (clock_s - self.start_s).clamp(0.0, last as f64);
        let k = (x as usize).min(last.saturating_sub(1));
        let (a, b) = (self.distance_m[k], self.distance_m[(k + 1).min(last)]);
        a + (b - a) * (x - k as f64)
    }

    /// Mean speed over a span, m/s; NaN without distance or length.
    pub(crate) fn mean_speed(&self, span: Span) -> f64 {
        let length = span.length_s();
        if length <= 0.0 {
            return f64::NAN;
        }
        (self.distance_at(span.end_s) - self.distance_at(span.start_s)) / length
    }

    /// The index range of the seconds within a span.
    pub fn range(&self, span: Span) -> std::ops::Range<usize> {
        let at = |clock: f64| ((clock - self.start_s).ceil().max(0.0) as usize).min(self.len());
        at(span.start_s)..at(span.end_s).max(at(span.start_s))
    }
}

/// One activity, cleaned.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// The samples in strictly increasing time, impossible values as NaN.
    pub track: Track,
    /// The same samples on the 1 Hz base.
    pub uniform: Uniform,
    /// Spans in which the timer was stopped, in order, without overlap, inside the activity.
    pub pauses: Vec<Span>,
    /// Where the distance comes from.
    pub distance_source: DistanceSource,
    /// How densely the activity was recorded.
    pub sampling: Sampling,
    /// The caveats of cleaning.
    pub notes: Vec<Note>,
}

impl Prepared {
    /// Seconds of a span during which the timer ran.
    pub fn timer_s(&self, span: Span) -> f64 {
        span.length_s() - self.pauses.iter().map(|pause| pause.overlap_s(span)).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four seconds from 10 s on: 3 m, 5 m, none, 4 m.
    fn uniform() -> Uniform {
        Uniform {
            start_s: 10.0,
            distance_m: vec![0.0, 3.0, 8.0, 8.0, 12.0],
            recorded: vec![true; 5],
            ..Uniform::default()
        }
    }

    #[test]
    fn distance_is_linear_between_seconds_and_clamped_at_the_ends() {
        let metres = [9.0, 10.5, 11.0, 11.2, 14.0, 99.0].map(|clock_s| uniform().distance_at(clock_s));
        let expected = [0.0, 1.5, 3.0, 4.0, 12.0, 12.0];
        assert!(metres.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{metres:?}");
        assert!(Uniform::default().distance_at(10.0).is_nan(), "no distance is not a distance of zero");
    }

    #[test]
    fn the_mean_speed_of_a_span_is_its_metres_over_its_seconds() {
        assert!((uniform().mean_speed(Span::new(11.0, 14.0)) - 3.0).abs() < 1e-9);
        assert!(uniform().mean_speed(Span::new(12.0, 12.0)).is_nan(), "a span without length");
        assert!(Uniform::default().mean_speed(Span::new(0.0, 1.0)).is_nan());
    }

    #[test]
    fn the_seconds_of_a_span_begin_inside_it_and_end_before_it_ends() {
        let range = |from, to| uniform().range(Span::new(from, to));
        assert_eq!(range(10.0, 12.0), 0..2);
        assert_eq!(range(10.2, 12.2), 1..3);
        assert_eq!(range(0.0, 99.0), 0..5);
        assert!(range(20.0, 30.0).is_empty());
    }

    #[test]
    fn pauses_count_as_far_as_they_lie_in_the_span() {
        let prepared = Prepared {
            track: Track::default(),
            uniform: Uniform::default(),
            pauses: vec![Span::new(5.0, 15.0), Span::new(30.0, 40.0)],
            distance_source: DistanceSource::None,
            sampling: Sampling { median_s: 1.0, p95_s: 1.0, holes: 0 },
            notes: Vec::new(),
        };
        assert!((prepared.timer_s(Span::new(10.0, 20.0)) - 5.0).abs() < 1e-9);
        assert!((prepared.timer_s(Span::new(0.0, 100.0)) - 80.0).abs() < 1e-9);
        assert!((prepared.timer_s(Span::new(15.0, 30.0)) - 15.0).abs() < 1e-9);
    }
}
