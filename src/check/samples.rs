//! A reading laid flat for comparison: the samples of all activities in file order.

use crate::model::{Activity, Reading};

/// Channels that are compared.
pub(super) const CHANNELS: usize = 8;

/// A channel that is compared, with what counts as equal.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChannelInfo {
    /// Its name in the report.
    pub(super) name: &'static str,
    /// The largest difference that counts as equal.
    pub(super) tolerance: f64,
}

/// Index of latitude in [`CHANNEL_INFOS`].
pub(super) const LATITUDE: usize = 0;
/// Index of longitude.
pub(super) const LONGITUDE: usize = 1;
/// Index of altitude.
pub(super) const ALTITUDE: usize = 2;
/// Index of distance.
pub(super) const DISTANCE: usize = 3;
/// Index of speed.
pub(super) const SPEED: usize = 4;
/// Index of heart rate.
pub(super) const HEART_RATE: usize = 5;
/// Index of cadence.
pub(super) const CADENCE: usize = 6;
/// Index of power.
pub(super) const POWER: usize = 7;

/// What is compared, in the order of the indices above.
///
/// Each tolerance is one unit of the coarsest field that a FIT record has for the channel. A record may carry a value
/// twice (`speed` and `enhanced_speed`), and a reader may keep either. Source: FIT profile, message `record`.
pub(super) const CHANNEL_INFOS: [ChannelInfo; CHANNELS] = [
    // One semicircle is 8.4e-8 degrees.
    ChannelInfo { name: "latitude", tolerance: 1e-7 },
    ChannelInfo { name: "longitude", tolerance: 1e-7 },
    // Stored in fifths of a metre.
    ChannelInfo { name: "altitude", tolerance: 0.2001 },
    // Stored in centimetres.
    ChannelInfo { name: "distance", tolerance: 0.0101 },
    // Stored in mm/s.
    ChannelInfo { name: "speed", tolerance: 0.0011 },
    // Stored whole.
    ChannelInfo { name: "heart rate", tolerance: 1e-6 },
    // Stored in strides and their 128ths; doubled to steps.
    ChannelInfo { name: "cadence", tolerance: 1e-6 },
    // Stored whole.
    ChannelInfo { name: "power", tolerance: 1e-6 },
];

/// The largest difference of two times that counts as equal, s: both formats are read to the microsecond or better.
pub(super) const TIME_TOLERANCE_S: f64 = 1e-4;

/// The samples of one file.
#[derive(Debug, Default)]
pub(super) struct Samples {
    /// Activities that have samples.
    pub(super) activities: usize,
    /// Unix time, s.
    pub(super) unix_s: Vec<f64>,
    /// Values; NaN for none. Each as long as `unix_s`.
    pub(super) channels: [Vec<f64>; CHANNELS],
    /// Whether the cadence of each sample is of feet. Our reader leaves out other cadences. Empty when all are of feet.
    pub(super) is_on_foot: Vec<bool>,
}

/// What the other reader read, and its known limits.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Name of the other reader.
    pub(super) name: &'static str,
    /// Samples of the other reader.
    pub(super) samples: Samples,
    /// Whether the reader stopped before the end of the file: later samples are then ours alone.
    pub(super) has_stopped: bool,
    /// Number of samples that the reader refused: as many may be ours alone.
    pub(super) refused: usize,
    /// For each channel, why values may be ours alone; `None` where they may not.
    pub(super) ours_alone: [Option<&'static str>; CHANNELS],
    /// Channels that the reader does not read at all.
    pub(super) is_not_read: [bool; CHANNELS],
    /// These limits in words.
    pub(super) explained: Vec<String>,
}

impl Samples {
    /// The samples of our reading.
    ///
    /// A reading parts the sessions of one file. With several sessions, the samples are put back in the order of time.
    pub(super) fn of(reading: &Reading) -> Self {
        let mut samples = Self { activities: reading.activities.len(), ..Self::default() };
        for activity in &reading.activities {
            samples.extend(activity);
        }
        if samples.activities > 1 {
            samples.sort_by_time();
        }
        samples
    }

    /// Samples.
    pub(super) fn len(&self) -> usize {
        self.unix_s.len()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.unix_s.is_empty()
    }

    /// Adds a sample.
    pub(super) fn push(&mut self, unix_s: f64, values: [f64; CHANNELS]) {
        self.unix_s.push(unix_s);
        for (channel, value) in self.channels.iter_mut().zip(values) {
            channel.push(value);
        }
    }

    /// Puts the samples in the order of time; samples of equal time keep their order.
    pub(super) fn sort_by_time(&mut self) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by(|&a, &b| self.unix_s[a].total_cmp(&self.unix_s[b]));
        let sorted = |values: &[f64]| order.iter().map(|&i| values[i]).collect::<Vec<f64>>();
        self.unix_s = sorted(&self.unix_s);
        self.channels = self.channels.each_ref().map(|channel| sorted(channel));
        if !self.is_on_foot.is_empty() {
            self.is_on_foot = order.iter().map(|&i| self.is_on_foot[i]).collect();
        }
    }

    fn extend(&mut self, activity: &Activity) {
        let track = &activity.track;
        self.unix_s.extend(track.time_s.iter().map(|time| activity.origin_unix_s + time));
        let columns = [
            &track.latitude_deg,
            &track.longitude_deg,
            &track.altitude_m,
            &track.distance_m,
            &track.speed_mps,
            &track.heart_rate_bpm,
            &track.step_rate_spm,
            &track.power_w,
        ];
        for (channel, column) in self.channels.iter_mut().zip(columns) {
            match column {
                Some(column) => channel.extend_from_slice(column),
                None => channel.resize(channel.len() + track.len(), f64::NAN),
            }
        }
        for value in &mut self.channels[ALTITUDE] {
            *value = altitude(*value);
        }
        self.is_on_foot.resize(self.unix_s.len(), activity.sport.is_on_foot());
    }
}

/// A position, missing where it is one of the two pairs that devices write for "no fix".
pub(super) fn position(latitude: f64, longitude: f64) -> (f64, f64) {
    let is_missing = !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0) || (latitude == 0.0 && longitude == 0.0);
    if is_missing { (f64::NAN, f64::NAN) } else { (latitude, longitude) }
}

/// Altitude that a FIT field of 0 stands for, m: devices write 0 before they know the altitude.
const ALTITUDE_OF_ZERO_M: f64 = -500.0;

/// An altitude, missing where the field holds 0.
pub(super) fn altitude(value: f64) -> f64 {
    if value > ALTITUDE_OF_ZERO_M { value } else { f64::NAN }
}

/// A value that is missing at zero.
pub(super) fn nonzero(value: f64) -> f64 {
    if value > 0.0 { value } else { f64::NAN }
}
