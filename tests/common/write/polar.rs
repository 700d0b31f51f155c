//! Outings as the sessions of a Polar account export, in both layouts.
//!
//! # Source
//! The layouts as `src/formats/polar` names them.

use std::fmt::Write as _;

use lastrep::model::{Channel, Lap, LapTrigger};

use super::clock::instant;
use crate::common::simulate::Simulated;

/// Kilometres per hour of a metre per second.
const KMH: f64 = 3.6;

/// What the runner told, and the words of the session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PolarStyle {
    pub(crate) name: &'static str,
    pub(crate) note: &'static str,
    /// 0 to 1.
    pub(crate) feeling: Option<f64>,
    /// Whether the times of the route are in UTC, as in exports of 2014.
    pub(crate) route_in_utc: bool,
}

impl Default for PolarStyle {
    fn default() -> Self {
        Self { name: "Running", note: "", feeling: None, route_in_utc: false }
    }
}

/// One stream: its names in the older and in the newer layout, its values, and the factor to its unit.
type Named<'a> = (&'static str, &'static str, &'a Option<Channel>, f64);

fn streams(outing: &Simulated) -> [Named<'_>; 6] {
    let track = &outing.track;
    [
        ("heartRate", "HEART_RATE", &track.heart_rate_bpm, 1.0),
        ("speed", "SPEED", &track.speed_mps, KMH),
        ("distance", "DISTANCE", &track.distance_m, 1.0),
        ("altitude", "ALTITUDE", &track.altitude_m, 1.0),
        ("cadence", "CADENCE", &track.step_rate_spm, 1.0),
        ("temperature", "TEMPERATURE", &track.temperature_c, 1.0),
    ]
}

fn local(outing: &Simulated, second: f64) -> String {
    let text = instant(outing.start_unix_s + i64::from(outing.utc_offset_s) + second as i64);
    format!("{}.{:03.0}", text.trim_end_matches('Z'), second.fract() * 1000.0)
}

/// A session of the older layout, with one exercise for each outing.
pub(crate) fn older(outings: &[&Simulated], style: PolarStyle) -> String {
    let exercises: Vec<String> = outings.iter().map(|outing| older_exercise(outing, style)).collect();
    let (first, last) = (outings[0], outings[outings.len() - 1]);
    let feeling = style.feeling.map(|feeling| format!("\"feeling\":{feeling},")).unwrap_or_default();
    format!(
        "{{\"exportVersion\":\"1.6\",\"name\":\"{}\",\"note\":\"{}\",{feeling}\"deviceId\":\"1A2B3C4D\",\"startTime\":\"{}\",\
         \"stopTime\":\"{}\",\"timeZoneOffset\":{},\"physicalInformationSnapshot\":{{\"sex\":\"FEMALE\"}},\n\"exercises\":[{}]}}\n",
        style.name,
        style.note,
        local(first, 0.0),
        local(last, last.elapsed_s()),
        first.utc_offset_s / 60,
        exercises.join(",\n")
    )
}

fn older_exercise(outing: &Simulated, style: PolarStyle) -> String {
    let mut text = format!(
        "{{\"startTime\":\"{}\",\"stopTime\":\"{}\",\"timezoneOffset\":{},\"duration\":\"PT{}S\",\"distance\":{:.2},\"sport\":\"{}\",",
        local(outing, 0.0),
        local(outing, outing.elapsed_s()),
        outing.utc_offset_s / 60,
        outing.timer_s(),
        outing.distance_m(),
        outing.sport.name().to_uppercase()
    );
    for (name, is_automatic) in [("laps", false), ("autoLaps", true)] {
        let laps: Vec<String> = laps(outing, is_automatic).map(|(at, lap)| older_lap(at, lap)).collect();
        let _ = write!(text, "\"{name}\":[{}],", laps.join(","));
    }
    text.push_str("\"samples\":{");
    for (name, _, column, factor) in streams(outing) {
        let Some(column) = column else { continue };
        let timed = outing.track.time_s.iter().zip(column).map(|(time, value)| {
            let value = if value.is_finite() { format!(",\"value\":{}", value * factor) } else { String::new() };
            format!("{{\"dateTime\":\"{}\"{value}}}", local(outing, *time))
        });
        let _ = write!(text, "\n\"{name}\":[{}],", timed.collect::<Vec<_>>().join(","));
    }
    let route_s = if style.route_in_utc { -f64::from(outing.utc_offset_s) } else { 0.0 };
    let route: Vec<String> = places(outing)
        .map(|(time, latitude, longitude)| {
            let time = local(outing, time + route_s);
            format!(
                "{{\"dateTime\":\"{time}\",\"longitude\":{longitude:.8},\"latitude\":{latitude:.8},\"altitude\":0.0}}"
            )
        })
        .collect();
    let _ = write!(text, "\n\"recordedRoute\":[{}]}}}}", route.join(","));
    text
}

fn older_lap(at: usize, lap: &Lap) -> String {
    format!(
        "{{\"lapNumber\":{at},\"splitTime\":\"PT{}S\",\"duration\":\"PT{}S\",\"distance\":{:.2}}}",
        lap.end_s,
        lap.timer_s.unwrap_or_default(),
        lap.distance_m.unwrap_or_default()
    )
}

/// A session of the newer layout. Missing values are written in each of the ways that occur.
pub(crate) fn newer(outing: &Simulated, sport_id: &str, style: PolarStyle) -> String {
    let times = format!(
        "\"startTime\":\"{}\",\"stopTime\":\"{}\",\"durationMillis\":{:.0},\"distanceMeters\":{:.2},\"timezoneOffsetMinutes\":{},\
         \"sport\":{{\"id\":\"{sport_id}\"}}",
        local(outing, 0.0),
        local(outing, outing.elapsed_s()),
        outing.timer_s() * 1000.0,
        outing.distance_m(),
        outing.utc_offset_s / 60,
    );
    let streams: Vec<String> = streams(outing)
        .into_iter()
        .filter_map(|(_, name, column, factor)| {
            let values = grid(&outing.track.time_s, column.as_ref()?, factor).join(",");
            Some(format!("{{\"type\":\"{name}\",\"intervalMillis\":1000,\"values\":[{values}]}}"))
        })
        .collect();
    let laps = |is_automatic| laps(outing, is_automatic).map(|(_, lap)| newer_lap(lap)).collect::<Vec<_>>().join(",");
    let route: Vec<String> = places(outing)
        .map(|(time, latitude, longitude)| {
            // The place is taken some milliseconds after the other values.
            let elapsed = time * 1000.0 + 2.0;
            format!("{{\"longitude\":{longitude:.8},\"latitude\":{latitude:.8},\"elapsedMillis\":{elapsed:.0}}}")
        })
        .collect();
    format!(
        "{{\"identifier\":{{\"id\":\"7\"}},{times},\"name\":\"{}\",\"note\":\"{}\",\"deviceId\":\"1A2B3C4D\",\
         \"product\":{{\"modelName\":\"Polar Pacer\"}},\n\"exercises\":[{{{times},\"laps\":{{\"laps\":[{}],\"autoLaps\":[{}]}},\n\
         \"samples\":{{\"samples\":[{}]}},\n\"routes\":{{\"route\":{{\"wayPoints\":[{}],\"startTime\":\"{}\"}}}}}}]}}\n",
        style.name,
        style.note,
        laps(false),
        laps(true),
        streams.join(",\n"),
        route.join(","),
        local(outing, 0.0)
    )
}

fn newer_lap(lap: &Lap) -> String {
    format!(
        "{{\"splitTimeMillis\":{:.0},\"durationMillis\":{:.0},\"distanceMeters\":{:.2}}}",
        lap.end_s * 1000.0,
        lap.timer_s.unwrap_or_default() * 1000.0,
        lap.distance_m.unwrap_or_default()
    )
}

/// A value for each whole second of the outing.
fn grid(times: &[f64], column: &Channel, factor: f64) -> Vec<String> {
    const MISSING: [&str; 3] = ["null", "NaN", "\"NaN\""];
    let seconds = times.last().map_or(0, |last| *last as usize + 1);
    let mut values: Vec<String> = (0..seconds).map(|second| MISSING[second % MISSING.len()].to_owned()).collect();
    for (time, value) in times.iter().zip(column).filter(|(_, value)| value.is_finite()) {
        values[*time as usize] = (value * factor).to_string();
    }
    values
}

fn laps(outing: &Simulated, is_automatic: bool) -> impl Iterator<Item = (usize, &Lap)> {
    let of_itself = |lap: &&Lap| matches!(lap.trigger, Some(LapTrigger::Distance | LapTrigger::Time));
    let are_automatic = outing.laps.iter().any(|lap| of_itself(&lap));
    outing.laps.iter().enumerate().filter(move |_| are_automatic == is_automatic)
}

fn places(outing: &Simulated) -> impl Iterator<Item = (f64, f64, f64)> {
    let track = &outing.track;
    let column = |column: &Option<Channel>| column.clone().unwrap_or_else(|| vec![f64::NAN; track.len()]);
    let (latitudes, longitudes) = (column(&track.latitude_deg), column(&track.longitude_deg));
    let places = track.time_s.clone().into_iter().zip(latitudes).zip(longitudes);
    places
        .filter(|((_, latitude), _)| latitude.is_finite())
        .map(|((time, latitude), longitude)| (time, latitude, longitude))
}
