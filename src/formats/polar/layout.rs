//! The parts of a session that are read, in both layouts. Every part may be missing or of another kind.

use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::lenient::{Duration, List, Moment, Number, lenient};
use super::sports;
use crate::formats::grouped;
use crate::model::{Note, Sport, Stage, Surface};

/// Milliseconds of a second.
const SECOND_MS: f64 = 1000.0;

/// A file.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Session {
    pub(super) start_time: Moment,
    pub(super) stop_time: Moment,
    time_zone_offset: Number,
    timezone_offset_minutes: Number,
    #[serde(deserialize_with = "lenient")]
    pub(super) name: String,
    #[serde(deserialize_with = "lenient")]
    pub(super) note: String,
    pub(super) feeling: Number,
    #[serde(deserialize_with = "lenient")]
    pub(super) device_id: String,
    #[serde(deserialize_with = "lenient")]
    pub(super) product: Product,
    pub(super) exercises: List<Exercise>,
}

/// The watch.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Product {
    #[serde(deserialize_with = "lenient")]
    pub(super) model_name: String,
}

/// One sport of a session.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Exercise {
    pub(super) start_time: Moment,
    pub(super) stop_time: Moment,
    timezone_offset: Number,
    timezone_offset_minutes: Number,
    duration: Duration,
    duration_millis: Number,
    distance: Number,
    distance_meters: Number,
    pub(super) sport: SportWord,
    #[serde(deserialize_with = "lenient")]
    laps: LapLists,
    auto_laps: List<PolarLap>,
    #[serde(deserialize_with = "lenient")]
    pub(super) samples: Streams,
    #[serde(deserialize_with = "lenient")]
    routes: Routes,
}

/// A sport as the file has it: `"RUNNING"` or `{"id": "1"}`.
#[derive(Debug, Default)]
pub(super) struct SportWord(String);

impl<'de> Deserialize<'de> for SportWord {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct ById<'a> {
            #[serde(borrow)]
            id: &'a RawValue,
        }
        let raw = <&RawValue>::deserialize(from)?;
        let id = serde_json::from_str::<ById<'_>>(raw.get()).map(|by_id| by_id.id);
        Ok(Self(id.unwrap_or(raw).get().trim_matches('"').to_owned()))
    }
}

impl SportWord {
    /// The sport and the surface.
    pub(super) fn told(&self) -> (Sport, Option<Surface>) {
        sports::sport(&self.0)
    }
}

/// The laps: in the older layout an array of those that were pressed.
#[derive(Debug, Default)]
struct LapLists {
    pressed: List<PolarLap>,
    automatic: List<PolarLap>,
}

impl<'de> Deserialize<'de> for LapLists {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Default, serde::Deserialize)]
        #[serde(default, rename_all = "camelCase")]
        struct Both {
            laps: List<PolarLap>,
            auto_laps: List<PolarLap>,
        }
        let raw = <&RawValue>::deserialize(from)?;
        if raw.get().starts_with('[') {
            return Ok(Self {
                pressed: serde_json::from_str(raw.get()).unwrap_or_default(),
                automatic: List::default(),
            });
        }
        let Both { laps, auto_laps } = serde_json::from_str(raw.get()).unwrap_or_default();
        Ok(Self { pressed: laps, automatic: auto_laps })
    }
}

/// A lap.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct PolarLap {
    split_time: Duration,
    split_time_millis: Number,
    duration: Duration,
    duration_millis: Number,
    distance: Number,
    distance_meters: Number,
}

impl PolarLap {
    /// Where it ends, s from the start of the exercise.
    pub(super) fn end_s(&self) -> Option<f64> {
        seconds(self.split_time, self.split_time_millis)
    }

    /// How long it took, s.
    pub(super) fn duration_s(&self) -> Option<f64> {
        seconds(self.duration, self.duration_millis)
    }

    /// Its own distance, m.
    pub(super) fn distance_m(&self) -> Option<f64> {
        self.distance.known().or(self.distance_meters.known())
    }
}

fn seconds(of_text: Duration, millis: Number) -> Option<f64> {
    let value = if of_text.0.is_finite() { of_text.0 } else { millis.0 / SECOND_MS };
    Some(value).filter(|value| value.is_finite() && *value >= 0.0)
}

/// The samples: streams by name in the older layout, a list of streams in the newer one.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Streams {
    pub(super) heart_rate: List<Timed>,
    pub(super) speed: List<Timed>,
    pub(super) distance: List<Timed>,
    pub(super) altitude: List<Timed>,
    pub(super) cadence: List<Timed>,
    pub(super) temperature: List<Timed>,
    pub(super) power: List<Timed>,
    pub(super) recorded_route: List<RoutePoint>,
    pub(super) samples: List<Stream>,
}

/// A value with its time.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Timed {
    pub(super) date_time: Moment,
    #[serde(default)]
    pub(super) value: Number,
}

/// A place with its time.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RoutePoint {
    pub(super) date_time: Moment,
    #[serde(default)]
    pub(super) latitude: Number,
    #[serde(default)]
    pub(super) longitude: Number,
    #[serde(default)]
    pub(super) altitude: Number,
}

/// A stream at a fixed interval.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Stream {
    #[serde(rename = "type", deserialize_with = "lenient")]
    pub(super) channel: String,
    interval_millis: Number,
    #[serde(deserialize_with = "lenient")]
    pub(super) values: Vec<Number>,
}

impl Stream {
    /// The time between two values, s: one second where it is not told.
    pub(super) fn interval_s(&self) -> f64 {
        self.interval_millis.known().filter(|millis| *millis > 0.0).map_or(1.0, |millis| millis / SECOND_MS)
    }
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Routes {
    #[serde(deserialize_with = "lenient")]
    route: Route,
}

/// The route of the newer layout.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Route {
    pub(super) start_time: Moment,
    pub(super) way_points: List<WayPoint>,
}

/// A place at a time since the start of the route.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WayPoint {
    elapsed_millis: Number,
    #[serde(default)]
    pub(super) latitude: Number,
    #[serde(default)]
    pub(super) longitude: Number,
    #[serde(default)]
    pub(super) altitude: Number,
}

impl WayPoint {
    /// The time since the start of the route, s.
    pub(super) fn elapsed_s(&self) -> f64 {
        self.elapsed_millis.0 / SECOND_MS
    }
}

impl Session {
    /// Local time minus UTC, min.
    pub(super) fn offset_min(&self) -> f64 {
        self.time_zone_offset.known().unwrap_or(self.timezone_offset_minutes.0)
    }
}

impl Exercise {
    /// Local time minus UTC, min.
    pub(super) fn offset_min(&self) -> f64 {
        self.timezone_offset.known().unwrap_or(self.timezone_offset_minutes.0)
    }

    /// The time without pauses, s.
    pub(super) fn duration_s(&self) -> Option<f64> {
        seconds(self.duration, self.duration_millis)
    }

    /// The whole distance, m.
    pub(super) fn distance_m(&self) -> Option<f64> {
        self.distance.known().or(self.distance_meters.known())
    }

    /// The laps that were pressed.
    pub(super) fn pressed_laps(&self) -> &[PolarLap] {
        &self.laps.pressed.items
    }

    /// The laps that ended by themselves.
    pub(super) fn automatic_laps(&self) -> &[PolarLap] {
        if self.auto_laps.items.is_empty() { &self.laps.automatic.items } else { &self.auto_laps.items }
    }

    /// The route of the newer layout.
    pub(super) fn route(&self) -> &Route {
        &self.routes.route
    }

    /// A caveat for samples that are of another kind than samples.
    pub(super) fn lost_note(&self) -> Option<Note> {
        let Streams { heart_rate, speed, distance, altitude, cadence, temperature, power, recorded_route, samples } =
            &self.samples;
        let timed = [heart_rate, speed, distance, altitude, cadence, temperature, power];
        let lost = timed.iter().map(|list| list.broken).sum::<usize>()
            + recorded_route.broken
            + samples.broken
            + self.routes.route.way_points.broken;
        (lost > 0).then(|| Note::new(Stage::Read, format!("{} samples that cannot be read left out", grouped(lost))))
    }
}
