//! Values over evenly spaced seconds, smoothed for the eye.

use crate::clean::Uniform;
use crate::model::Span;

/// Values at even steps of time; NaN where a value is missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// Time of the first value, s.
    pub start_s: f64,
    /// The values, one for each second.
    pub values: Vec<f64>,
}

impl Series {
    /// The stretches of values without a gap, as (time, value).
    pub fn runs(&self) -> Vec<Vec<(f64, f64)>> {
        let points = self.values.iter().enumerate().map(|(index, &value)| (self.start_s + index as f64, value));
        let all: Vec<(f64, f64)> = points.collect();
        all.split(|point| !point.1.is_finite()).filter(|run| !run.is_empty()).map(<[_]>::to_vec).collect()
    }

    /// The values that are not missing.
    pub(super) fn known(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().copied().filter(|value| value.is_finite())
    }

    /// For each value the mean of the values up to `half` seconds away. The means use values of this series only.
    pub(super) fn smoothed(&self, half: usize) -> Self {
        Self { start_s: self.start_s, values: smoothed(&self.values, half) }
    }

    /// The series before a time, and the series from that time on. The second begins with the last value of the first,
    /// so that the line does not break.
    pub fn cut(&self, at_s: f64) -> (Self, Self) {
        let index = ((at_s - self.start_s).floor().max(0.0) as usize + 1).min(self.values.len());
        let from = index.saturating_sub(1);
        let head = Self { start_s: self.start_s, values: self.values[..index].to_vec() };
        (head, Self { start_s: self.start_s + from as f64, values: self.values[from..].to_vec() })
    }

    /// The part within a span. Its time counts from the start of the span.
    pub(super) fn part(&self, span: Span) -> Self {
        let index = |clock: f64| ((clock - self.start_s).ceil().max(0.0) as usize).min(self.values.len());
        let (from, to) = (index(span.start_s), index(span.end_s).max(index(span.start_s)));
        Self { start_s: self.start_s + from as f64 - span.start_s, values: self.values[from..to].to_vec() }
    }
}

/// For each value the mean of the values up to `half` seconds away. Missing values stay missing.
pub(super) fn smoothed(values: &[f64], half: usize) -> Vec<f64> {
    let mut sums = Vec::with_capacity(values.len() + 1);
    sums.push((0.0, 0_usize));
    for value in values {
        let (sum, count) = sums.last().copied().unwrap_or_default();
        sums.push(if value.is_finite() { (sum + value, count + 1) } else { (sum, count) });
    }
    let mean = |index: usize| {
        let (a, b) = (sums[index.saturating_sub(half)], sums[(index + half + 1).min(values.len())]);
        if values[index].is_finite() && b.1 > a.1 { (b.0 - a.0) / (b.1 - a.1) as f64 } else { f64::NAN }
    };
    (0..values.len()).map(mean).collect()
}

/// Speed as means over `2 · half + 1` seconds, NaN in holes and pauses; `None` without distance.
pub(super) fn speed(uniform: &Uniform, half: usize) -> Option<Series> {
    let is_there = |index: usize| uniform.recorded.get(index).copied().unwrap_or(false);
    let known: Vec<f64> = uniform
        .speed_mps
        .iter()
        .enumerate()
        .map(|(index, &speed)| if is_there(index) { speed } else { f64::NAN })
        .collect();
    let has_any = known.iter().any(|value| value.is_finite() && *value > 0.0);
    has_any.then(|| Series { start_s: uniform.start_s, values: smoothed(&known, half) })
}

/// A channel as means over `2 · half + 1` seconds; `None` where the channel is absent or empty.
pub(super) fn channel(uniform: &Uniform, values: Option<&Vec<f64>>, half: usize) -> Option<Series> {
    let values = values?;
    let has_any = values.iter().any(|value| value.is_finite());
    has_any.then(|| Series { start_s: uniform.start_s, values: smoothed(values, half) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_leaves_gaps_and_constant_values() {
        let smooth = smoothed(&[2.0, 2.0, f64::NAN, 2.0, 8.0], 1);
        assert!(smooth[2].is_nan());
        assert!((smooth[0] - 2.0).abs() < 1e-12 && (smooth[4] - 5.0).abs() < 1e-12);
        assert!(smoothed(&[], 2).is_empty());
    }

    #[test]
    fn runs_break_at_gaps() {
        let series = Series { start_s: 10.0, values: vec![1.0, f64::NAN, 2.0, 3.0] };
        assert_eq!(series.runs(), vec![vec![(10.0, 1.0)], vec![(12.0, 2.0), (13.0, 3.0)]]);
        assert_eq!(series.part(Span::new(11.5, 13.5)).runs(), vec![vec![(0.5, 2.0), (1.5, 3.0)]]);
    }
}
