//! The streams of an exercise, joined into samples by their times.

use std::collections::BTreeMap;

use super::clock::ExerciseClock;
use super::layout::{Exercise, Stream, Timed};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::xml::{Instant, PointColumns, Sample, StatedZone};
use crate::formats::{MAX_POINTS, grouped};
use crate::model::{Note, Stage, Track};
use crate::units::{MINUTE_S, mps_from_kmh};

/// A place nearer than this to a sample belongs to it, s: the two are taken once a second, some milliseconds apart.
const SAME_SAMPLE_S: f64 = 0.5;

/// A stream that begins more than this outside its exercise is of another zone, s: the shortest shift of a zone is 15 min.
const ZONE_SHIFT_S: f64 = 10.0 * MINUTE_S;

/// The difference of the times of an exercise and the time of its samples that stops do not explain, s.
const ROUNDING_S: f64 = 2.0;

/// A fraction of a second that counts, 1/s.
const TICKS: f64 = 1000.0;

/// The samples by their time.
#[derive(Debug, Default)]
pub(super) struct Points {
    samples: BTreeMap<i64, Sample>,
    notes: Vec<Note>,
}

/// What a stream measures.
type Slot = fn(&mut Sample) -> &mut f64;

/// The streams of the newer layout by the names of their channels.
const CHANNELS: [(&str, Slot); 7] = [
    ("HEART_RATE", |sample| &mut sample.heart_rate_bpm),
    ("SPEED", |sample| &mut sample.speed_mps),
    ("DISTANCE", |sample| &mut sample.distance_m),
    ("ALTITUDE", |sample| &mut sample.altitude_m),
    ("CADENCE", |sample| &mut sample.cadence),
    ("TEMPERATURE", |sample| &mut sample.temperature_c),
    ("POWER", |sample| &mut sample.power_w),
];

impl Points {
    /// The samples of an exercise; `None` without any.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] above [`MAX_POINTS`].
    pub(super) fn of(exercise: &Exercise, clock: ExerciseClock) -> Result<Option<Self>> {
        let mut points = Self::default();
        let named = &exercise.samples;
        let streams = [
            &named.heart_rate,
            &named.speed,
            &named.distance,
            &named.altitude,
            &named.cadence,
            &named.temperature,
            &named.power,
        ];
        for (stream, (channel, slot)) in streams.into_iter().zip(CHANNELS) {
            points.take_timed(&stream.items, (channel, slot), clock)?;
        }
        if let Some(start) = clock.start {
            for stream in &exercise.samples.samples.items {
                points.take_stream(stream, start)?;
            }
            points.tell_stops(exercise, clock);
        }
        points.take_route(exercise, clock)?;
        if clock.utc_offset_s.is_none() {
            points.note("times without a zone taken as UTC".to_owned());
        }
        Ok((!points.samples.is_empty()).then_some(points))
    }

    fn note(&mut self, text: String) {
        self.notes.push(Note::new(Stage::Read, text));
    }

    fn take_timed(&mut self, stream: &[Timed], channel: (&str, Slot), clock: ExerciseClock) -> Result<()> {
        let times = stream.iter().filter_map(|timed| timed.date_time.0);
        let later = self.shift(times, channel.0, clock);
        for timed in stream {
            if let Some(at) = timed.date_time.0 {
                self.put(clock.unix_s(at) + later, channel, timed.value.0)?;
            }
        }
        Ok(())
    }

    fn take_stream(&mut self, stream: &Stream, start: f64) -> Result<()> {
        let Some(channel) = CHANNELS.into_iter().find(|(name, _)| *name == stream.channel) else { return Ok(()) };
        let interval = stream.interval_s();
        for (place, value) in stream.values.iter().enumerate() {
            self.put(start + place as f64 * interval, channel, value.0)?;
        }
        Ok(())
    }

    /// Keeps a value at a time; the first of two values wins. A heart or foot that does not move is no value.
    fn put(&mut self, unix_s: f64, (name, slot): (&str, Slot), value: f64) -> Result<()> {
        let is_rate = matches!(name, "HEART_RATE" | "CADENCE");
        if value.is_nan() || is_rate && value <= 0.0 {
            return Ok(());
        }
        let value = if name == "SPEED" { mps_from_kmh(value) } else { value };
        let place = slot(self.at(unix_s)?);
        if place.is_nan() {
            *place = value;
        }
        Ok(())
    }

    /// The sample at a time, made where there is none.
    fn at(&mut self, unix_s: f64) -> Result<&mut Sample> {
        if self.samples.len() > MAX_POINTS {
            let limit = format!("at most {} samples", grouped(MAX_POINTS));
            return Err(Error::new(ErrorKind::Limit, limit, "more in one exercise"));
        }
        Ok(self.samples.entry((unix_s * TICKS).round() as i64).or_insert(Sample::EMPTY))
    }

    /// Places of both layouts. The altitude of the route counts only where no sensor measured any: the two may stand on
    /// different zeros.
    fn take_route(&mut self, exercise: &Exercise, clock: ExerciseClock) -> Result<()> {
        let has_altitude = self.samples.values().any(|sample| !sample.altitude_m.is_nan());
        let older = &exercise.samples.recorded_route.items;
        let later = self.shift(older.iter().filter_map(|point| point.date_time.0), "the route", clock);
        let route = exercise.route();
        let start = route.start_time.0.map(|at| clock.unix_s(at)).or(clock.start).unwrap_or(f64::NAN);
        let timed = older.iter().filter_map(|point| {
            Some((clock.unix_s(point.date_time.0?) + later, point.latitude.0, point.longitude.0, point.altitude.0))
        });
        let counted = route
            .way_points
            .items
            .iter()
            .map(|point| (start + point.elapsed_s(), point.latitude.0, point.longitude.0, point.altitude.0));
        let places: Vec<(f64, f64, f64, f64)> = timed.chain(counted).filter(|place| place.0.is_finite()).collect();
        let times: Vec<f64> = places.iter().map(|place| self.time_of(place.0)).collect();
        for (time, (_, latitude, longitude, altitude)) in times.into_iter().zip(places) {
            let sample = self.at(time)?;
            if sample.latitude_deg.is_nan() {
                (sample.latitude_deg, sample.longitude_deg) = (latitude, longitude);
                if !has_altitude {
                    sample.altitude_m = altitude;
                }
            }
        }
        Ok(())
    }

    /// The time of the sample that a place belongs to; its own time where none is near.
    fn time_of(&self, unix_s: f64) -> f64 {
        let tick = (unix_s * TICKS).round() as i64;
        let before = self.samples.range(..=tick).next_back();
        let after = self.samples.range(tick..).next();
        let near = before.into_iter().chain(after).map(|(tick, _)| *tick as f64 / TICKS);
        let apart = |time: &f64| (time - unix_s).abs();
        let nearest = near.min_by(|a, b| apart(a).total_cmp(&apart(b)));
        nearest.filter(|time| apart(time) <= SAME_SAMPLE_S).unwrap_or(unix_s)
    }

    /// What is to be added to the times of a stream, s: some exports write the samples or the route in UTC.
    fn shift(&mut self, mut times: impl Iterator<Item = Instant>, name: &str, clock: ExerciseClock) -> f64 {
        let (Some(first), Some(start), Some(offset)) = (times.next(), clock.start, clock.utc_offset_s) else {
            return 0.0;
        };
        let stop = clock.stop.unwrap_or(start);
        let first = clock.unix_s(first);
        let is_inside = |time: f64| time > start - ZONE_SHIFT_S && time < stop + ZONE_SHIFT_S;
        let offset = f64::from(offset);
        let found = [offset, -offset].into_iter().find(|shift| is_inside(first + shift));
        let later = found.filter(|_| !is_inside(first)).unwrap_or(0.0);
        if later != 0.0 {
            self.note(format!("times of {name} moved by {:+.0} min: they are of another zone", later / MINUTE_S));
        }
        later
    }

    /// A stream at a fixed interval goes on after a stop as if there was none.
    fn tell_stops(&mut self, exercise: &Exercise, clock: ExerciseClock) {
        let streams = &exercise.samples.samples.items;
        let measured_s =
            streams.iter().map(|stream| stream.values.len() as f64 * stream.interval_s()).fold(0.0, f64::max);
        let stopped_s = clock.elapsed_s().zip(exercise.duration_s()).map_or(0.0, |(elapsed, timer)| elapsed - timer);
        let is_left_out = clock.elapsed_s().is_some_and(|elapsed| measured_s + ROUNDING_S < elapsed);
        if measured_s > 0.0 && stopped_s > ROUNDING_S && is_left_out {
            self.note(format!("{stopped_s:.0} s of stops are not in the samples: what follows a stop comes too early"));
        }
    }

    /// Caveats so far.
    pub(super) fn notes(&self) -> Vec<Note> {
        self.notes.clone()
    }

    /// Unix time of the first sample, s.
    pub(super) fn first_unix_s(&self) -> f64 {
        self.samples.keys().next().map_or(f64::NAN, |tick| *tick as f64 / TICKS)
    }

    /// The samples as columns.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] above [`MAX_POINTS`].
    pub(super) fn into_track(self, origin_unix_s: f64) -> Result<Track> {
        let mut columns = PointColumns::default();
        for (tick, sample) in self.samples {
            let instant = Instant { unix_s: tick as f64 / TICKS, zone: StatedZone::Utc };
            columns.add(&Sample { instant: Some(instant), ..sample })?;
        }
        Ok(columns.into_track(origin_unix_s))
    }
}
