//! Means of the sensors over any span, weighted by time.

use crate::clean::Prepared;
use crate::model::{Channel, Span};
use serde::{Deserialize, Serialize};

/// Longest time that a sample stands for, s: beyond it the recording has a hole.
const LONGEST_SAMPLE_S: f64 = 10.0;

/// What the sensors say of a span; `None` where a channel is absent or empty there.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct SpanMeans {
    /// Mean heart rate, bpm.
    pub heart_rate_bpm: Option<f64>,
    /// Highest heart rate of a sample, bpm.
    pub heart_rate_max_bpm: Option<f64>,
    /// Mean step rate, steps/min.
    pub step_rate_spm: Option<f64>,
    /// Mean running power, W.
    pub power_w: Option<f64>,
    /// Mean ground contact time, ms.
    pub stance_time_ms: Option<f64>,
    /// Mean vertical oscillation, mm.
    pub vertical_oscillation_mm: Option<f64>,
    /// Mean vertical ratio, %.
    pub vertical_ratio_pct: Option<f64>,
    /// Rise of altitude from start to end, m.
    pub climb_m: Option<f64>,
    /// Mean temperature at the device, which the wrist warms, degrees Celsius.
    pub temperature_c: Option<f64>,
}

/// Means of every sensor over a span. Each sample stands for the time since the sample before it, 10 s at most.
pub(crate) fn span_means(prepared: &Prepared, span: Span) -> SpanMeans {
    let track = &prepared.track;
    let from = track.time_s.partition_point(|&time| time < span.start_s);
    let to = track.time_s.partition_point(|&time| time <= span.end_s).max(from);
    let weight = |i: usize| match i.checked_sub(1) {
        Some(before) => (track.time_s[i] - track.time_s[before]).min(LONGEST_SAMPLE_S),
        None => 1.0,
    };
    let mean = |channel: &Option<Channel>| {
        let values = channel.as_ref()?.get(from..to)?;
        let (mut sum, mut total) = (0.0, 0.0);
        for (k, &value) in values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
            sum += weight(from + k) * value;
            total += weight(from + k);
        }
        (total > 0.0).then(|| sum / total)
    };
    let present = |channel: &Option<Channel>| -> Vec<f64> {
        let values = channel.as_ref().and_then(|c| c.get(from..to)).unwrap_or_default();
        values.iter().copied().filter(|value| value.is_finite()).collect()
    };
    let altitude = present(&track.altitude_m);
    SpanMeans {
        heart_rate_bpm: mean(&track.heart_rate_bpm),
        heart_rate_max_bpm: present(&track.heart_rate_bpm).into_iter().max_by(f64::total_cmp),
        step_rate_spm: mean(&track.step_rate_spm),
        power_w: mean(&track.power_w),
        stance_time_ms: mean(&track.stance_time_ms),
        vertical_oscillation_mm: mean(&track.vertical_oscillation_mm),
        vertical_ratio_pct: mean(&track.vertical_ratio_pct),
        climb_m: altitude.first().zip(altitude.last()).map(|(first, last)| last - first),
        temperature_c: mean(&track.temperature_c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::prepare;
    use crate::model::{Activity, Format, Track};

    #[test]
    fn a_mean_is_over_time_not_over_samples() {
        let mut activity = Activity::new(Format::Fit);
        activity.track = Track {
            time_s: vec![0.0, 1.0, 2.0, 8.0],
            heart_rate_bpm: Some(vec![100.0, 100.0, 100.0, 160.0]),
            ..Track::default()
        };
        let means = span_means(&prepare(&activity), Span::new(1.0, 8.0));
        assert!((means.heart_rate_bpm.unwrap_or(0.0) - 145.0).abs() < 1e-9);
        assert_eq!(means.heart_rate_max_bpm, Some(160.0));
        assert_eq!(means.power_w, None);
    }
}
