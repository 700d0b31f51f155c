//! Samples of one GPX track or TCX activity as they come, gathered into columns.

use super::instant::StatedZone;
use super::sample::Sample;
use crate::error::{Error, ErrorKind, Result};
use crate::formats::{MAX_POINTS, grouped};
use crate::model::{Channel, Note, Span, Stage, Track};

/// The samples so far. A column is empty until its first value.
#[derive(Debug, Default)]
pub(crate) struct PointColumns {
    unix_s: Vec<f64>,
    latitude_deg: Channel,
    longitude_deg: Channel,
    altitude_m: Channel,
    distance_m: Channel,
    speed_mps: Channel,
    heart_rate_bpm: Channel,
    cadence: Channel,
    power_w: Channel,
    temperature_c: Channel,
    /// Index of the first sample of each piece that follows a stop.
    pieces: Vec<usize>,
    untimed: usize,
    unstated_zones: usize,
    utc_offset_s: Option<i32>,
}

impl PointColumns {
    /// Samples so far.
    pub(crate) fn len(&self) -> usize {
        self.unix_s.len()
    }

    /// Unix time of the first sample, s.
    pub(crate) fn first_unix_s(&self) -> Option<f64> {
        self.unix_s.first().copied()
    }

    /// Number of points dropped because they have no time.
    pub(crate) fn untimed(&self) -> usize {
        self.untimed
    }

    /// Local time minus UTC, s, of the first time stamp that has an offset.
    pub(crate) fn utc_offset_s(&self) -> Option<i32> {
        self.utc_offset_s
    }

    /// Begins a new piece: the time between the last sample and the new piece is a stop.
    pub(crate) fn begin_piece(&mut self) {
        if self.pieces.last() != Some(&self.len()) {
            self.pieces.push(self.len());
        }
    }

    /// Adds a sample. A sample without a time is only counted.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] above [`MAX_POINTS`].
    pub(crate) fn add(&mut self, sample: &Sample) -> Result<()> {
        let Some(instant) = sample.instant else {
            self.untimed += 1;
            return Ok(());
        };
        let index = self.unix_s.len();
        if index == MAX_POINTS {
            let limit = format!("at most {} samples", grouped(MAX_POINTS));
            return Err(Error::new(ErrorKind::Limit, limit, "more in one activity"));
        }
        self.unix_s.push(instant.unix_s);
        match instant.zone {
            StatedZone::Utc => {}
            StatedZone::Unstated => self.unstated_zones += 1,
            StatedZone::Offset(offset) => self.utc_offset_s = self.utc_offset_s.or(Some(offset)),
        }
        let (latitude, longitude) = sample.position();
        put(&mut self.latitude_deg, index, latitude);
        put(&mut self.longitude_deg, index, longitude);
        put(&mut self.altitude_m, index, sample.altitude_m);
        put(&mut self.distance_m, index, sample.distance_m);
        put(&mut self.speed_mps, index, sample.speed_mps);
        put(&mut self.heart_rate_bpm, index, sample.heart_rate_bpm);
        put(&mut self.cadence, index, sample.cadence);
        put(&mut self.power_w, index, sample.power_w);
        put(&mut self.temperature_c, index, sample.temperature_c);
        Ok(())
    }

    /// The spans between pieces, in s since `origin_unix_s`: the timer stood still.
    ///
    /// # Definition
    /// From the last sample of a piece to the first of the next, when that is longer than the sampling interval on
    /// either side. Some writers begin a new piece at each lap without a stop.
    pub(crate) fn pauses(&self, origin_unix_s: f64) -> Vec<Span> {
        let interval = |end: usize| match (end.checked_sub(1), self.unix_s.get(end)) {
            (Some(start), Some(time)) if self.pieces.binary_search(&end).is_err() => time - self.unix_s[start],
            _ => 0.0,
        };
        let mut pauses = Vec::new();
        for &first in self.pieces.iter().filter(|&&first| first > 0 && first < self.len()) {
            let (start, end) = (self.unix_s[first - 1], self.unix_s[first]);
            if end - start > interval(first - 1).max(interval(first + 1)).max(0.0) {
                pauses.push(Span::new(start - origin_unix_s, end - origin_unix_s));
            }
        }
        pauses
    }

    /// Caveats about the times.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let untimed = (self.untimed > 0).then(|| format!("{} points without a time dropped", grouped(self.untimed)));
        let zones = (self.unstated_zones > 0)
            .then(|| format!("{} times without a zone taken as UTC", grouped(self.unstated_zones)));
        untimed.into_iter().chain(zones).map(|text| Note::new(Stage::Read, text)).collect()
    }

    /// The columns. A channel without any value is absent.
    pub(crate) fn into_track(self, origin_unix_s: f64) -> Track {
        let length = self.len();
        let column = |mut values: Channel| {
            (!values.is_empty()).then(|| {
                values.resize(length, f64::NAN);
                values
            })
        };
        let mut time_s = self.unix_s;
        for time in &mut time_s {
            *time -= origin_unix_s;
        }
        Track {
            time_s,
            latitude_deg: column(self.latitude_deg),
            longitude_deg: column(self.longitude_deg),
            altitude_m: column(self.altitude_m),
            distance_m: column(self.distance_m),
            speed_mps: column(self.speed_mps),
            heart_rate_bpm: column(self.heart_rate_bpm),
            step_rate_spm: column(self.cadence),
            power_w: column(self.power_w),
            temperature_c: column(self.temperature_c),
            ..Track::default()
        }
    }
}

/// Writes a value at an index; the gap before it is missing.
#[inline]
fn put(column: &mut Channel, index: usize, value: f64) {
    if !value.is_nan() {
        if column.len() < index {
            column.resize(index, f64::NAN);
        }
        column.push(value);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::instant::{Instant, instant};
    use super::*;

    fn at(unix_s: f64) -> Sample {
        Sample { instant: Some(Instant { unix_s, zone: StatedZone::Utc }), ..Sample::EMPTY }
    }

    fn recording(pieces: &[&[f64]]) -> PointColumns {
        let mut recording = PointColumns::default();
        for piece in pieces {
            recording.begin_piece();
            for &time in *piece {
                recording.add(&at(time)).unwrap();
            }
        }
        recording
    }

    #[test]
    fn a_column_is_present_from_its_first_value_on() {
        let mut recording = PointColumns::default();
        recording.add(&at(10.0)).unwrap();
        recording.add(&Sample { heart_rate_bpm: 140.0, ..at(11.0) }).unwrap();
        recording.add(&at(12.0)).unwrap();
        let track = recording.into_track(10.0);
        assert_eq!(track.time_s, [0.0, 1.0, 2.0]);
        let heart_rate = track.heart_rate_bpm.unwrap();
        assert_eq!(heart_rate.len(), 3);
        assert!(heart_rate[0].is_nan() && heart_rate[2].is_nan());
        assert_eq!(track.power_w, None);
    }

    #[test]
    fn positions_without_a_fix_are_missing() {
        for (latitude, longitude) in [(0.0, 0.0), (180.0, 180.0), (f64::NAN, 5.0), (91.0, 5.0), (5.0, -181.0)] {
            let mut recording = PointColumns::default();
            recording.add(&Sample { latitude_deg: latitude, longitude_deg: longitude, ..at(0.0) }).unwrap();
            let track = recording.into_track(0.0);
            assert_eq!((track.latitude_deg, track.longitude_deg), (None, None), "{latitude} {longitude}");
        }
        let mut recording = PointColumns::default();
        recording.add(&Sample { latitude_deg: 0.0, longitude_deg: 180.0, ..at(0.0) }).unwrap();
        assert!(recording.into_track(0.0).latitude_deg.is_some());
    }

    #[test]
    fn gaps_between_pieces_are_pauses_when_longer_than_the_sampling() {
        let stopped = recording(&[&[100.0, 101.0], &[131.0, 132.0]]);
        assert_eq!(stopped.pauses(100.0), [Span::new(1.0, 31.0)]);
        let laps = recording(&[&[100.0, 101.0], &[102.0, 103.0], &[], &[104.0]]);
        assert_eq!(laps.pauses(100.0), []);
        let backwards = recording(&[&[100.0], &[90.0]]);
        assert_eq!(backwards.pauses(100.0), []);
        let single = recording(&[&[100.0], &[], &[105.0], &[111.0]]);
        assert_eq!(single.pauses(100.0), [Span::new(0.0, 5.0), Span::new(5.0, 11.0)]);
    }

    #[test]
    fn points_without_a_time_are_counted() {
        let mut recording = PointColumns::default();
        recording.add(&Sample::EMPTY).unwrap();
        recording.add(&Sample { instant: instant("2024-05-01T06:30:00"), ..Sample::EMPTY }).unwrap();
        assert_eq!((recording.len(), recording.untimed()), (1, 1));
        let texts: Vec<String> = recording.notes().into_iter().map(|note| note.text).collect();
        assert_eq!(texts, ["1 points without a time dropped", "1 times without a zone taken as UTC"]);
    }
}
