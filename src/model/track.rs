//! A recording as columns of equal length over time.

use serde::{Deserialize, Serialize};

/// One column: a value per sample, NaN where the sample has none.
pub type Channel = Vec<f64>;

/// A span of time in seconds of the file's clock, `start_s <= end_s`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Span {
    /// Start, s since the file's first record.
    pub start_s: f64,
    /// End, s since the file's first record.
    pub end_s: f64,
}

impl Span {
    /// A span from start to end.
    pub fn new(start_s: f64, end_s: f64) -> Self {
        Self { start_s, end_s }
    }

    /// Its length, s.
    pub fn length_s(self) -> f64 {
        self.end_s - self.start_s
    }

    /// The seconds it shares with another span.
    pub fn overlap_s(self, other: Self) -> f64 {
        (self.end_s.min(other.end_s) - self.start_s.max(other.start_s)).max(0.0)
    }
}

/// All samples of one activity as columns.
///
/// # Shape
/// Every present column has the length of `time_s`. `None` is an absent sensor, NaN an absent sample; never 0.
/// As read, `time_s` is in file order and may go back or repeat; after cleaning it strictly increases.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Track {
    /// Wall clock, s since the file's first record.
    pub time_s: Vec<f64>,
    /// Latitude, degrees, WGS 84.
    pub latitude_deg: Option<Channel>,
    /// Longitude, degrees, WGS 84.
    pub longitude_deg: Option<Channel>,
    /// Altitude, m.
    pub altitude_m: Option<Channel>,
    /// The device's cumulative distance, m.
    pub distance_m: Option<Channel>,
    /// The device's own (smoothed) speed, m/s.
    pub speed_mps: Option<Channel>,
    /// Heart rate, beats/min.
    pub heart_rate_bpm: Option<Channel>,
    /// Steps per minute, both feet.
    pub step_rate_spm: Option<Channel>,
    /// Running power, W.
    pub power_w: Option<Channel>,
    /// Ground contact time, ms.
    pub stance_time_ms: Option<Channel>,
    /// Vertical oscillation, mm.
    pub vertical_oscillation_mm: Option<Channel>,
    /// Vertical oscillation over step length, %.
    pub vertical_ratio_pct: Option<Channel>,
    /// Length of one step, mm.
    pub step_length_mm: Option<Channel>,
    /// Temperature at the device, degrees Celsius.
    pub temperature_c: Option<Channel>,
}

/// The number of channels beside time.
pub(crate) const CHANNEL_COUNT: usize = 13;

impl Track {
    /// The number of samples.
    pub fn len(&self) -> usize {
        self.time_s.len()
    }

    /// Whether there is no sample.
    pub fn is_empty(&self) -> bool {
        self.time_s.is_empty()
    }

    /// Every channel beside time with its name, in a fixed order.
    pub fn channels(&self) -> [(&'static str, Option<&Channel>); CHANNEL_COUNT] {
        [
            ("latitude_deg", self.latitude_deg.as_ref()),
            ("longitude_deg", self.longitude_deg.as_ref()),
            ("altitude_m", self.altitude_m.as_ref()),
            ("distance_m", self.distance_m.as_ref()),
            ("speed_mps", self.speed_mps.as_ref()),
            ("heart_rate_bpm", self.heart_rate_bpm.as_ref()),
            ("step_rate_spm", self.step_rate_spm.as_ref()),
            ("power_w", self.power_w.as_ref()),
            ("stance_time_ms", self.stance_time_ms.as_ref()),
            ("vertical_oscillation_mm", self.vertical_oscillation_mm.as_ref()),
            ("vertical_ratio_pct", self.vertical_ratio_pct.as_ref()),
            ("step_length_mm", self.step_length_mm.as_ref()),
            ("temperature_c", self.temperature_c.as_ref()),
        ]
    }

    /// Every channel beside time, to change, in the order of [`Track::channels`].
    pub fn channels_mut(&mut self) -> [&mut Option<Channel>; CHANNEL_COUNT] {
        [
            &mut self.latitude_deg,
            &mut self.longitude_deg,
            &mut self.altitude_m,
            &mut self.distance_m,
            &mut self.speed_mps,
            &mut self.heart_rate_bpm,
            &mut self.step_rate_spm,
            &mut self.power_w,
            &mut self.stance_time_ms,
            &mut self.vertical_oscillation_mm,
            &mut self.vertical_ratio_pct,
            &mut self.step_length_mm,
            &mut self.temperature_c,
        ]
    }

    /// The samples at the given indices, in that order, in every column.
    #[must_use]
    pub fn select(&self, indices: &[usize]) -> Self {
        let mut picked = self.clone();
        picked.time_s = indices.iter().map(|&i| self.time_s[i]).collect();
        for channel in picked.channels_mut().into_iter().flatten() {
            *channel = indices.iter().map(|&i| channel[i]).collect();
        }
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_share_what_lies_in_both() {
        let of = |a: (f64, f64), b: (f64, f64)| Span::new(a.0, a.1).overlap_s(Span::new(b.0, b.1));
        assert!((of((0.0, 10.0), (6.0, 20.0)) - 4.0).abs() < 1e-9);
        assert!((of((0.0, 10.0), (2.0, 5.0)) - 3.0).abs() < 1e-9);
        assert!(of((0.0, 10.0), (10.0, 20.0)).abs() < 1e-9 && of((0.0, 1.0), (5.0, 6.0)).abs() < 1e-9);
    }

    #[test]
    fn samples_are_picked_in_every_column() {
        let track =
            Track { time_s: vec![0.0, 1.0, 2.0], heart_rate_bpm: Some(vec![90.0, 91.0, 92.0]), ..Track::default() };
        let picked = track.select(&[2, 0]);
        assert_eq!(
            (picked.time_s.as_slice(), picked.heart_rate_bpm.as_deref()),
            ([2.0, 0.0].as_slice(), Some([92.0, 90.0].as_slice()))
        );
        assert_eq!(picked.power_w, None);
    }

    #[test]
    fn both_views_of_the_channels_have_one_order() {
        let mut track = Track::default();
        for (index, channel) in track.channels_mut().into_iter().enumerate() {
            *channel = Some(vec![index as f64]);
        }
        for (index, (name, channel)) in track.channels().into_iter().enumerate() {
            assert_eq!(channel, Some(&vec![index as f64]), "{name}");
        }
    }
}
