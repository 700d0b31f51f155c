//! Outings as FIT activity files: the messages a watch writes, in its order.
//!
//! # Source
//! Garmin FIT SDK, profile 21.158 (`Profile.xlsx`, sheet Messages): numbers, scales and offsets of all fields.

use lastrep::model::{Channel, Intensity, Lap, Sport, StepEnd, Workout};
use lastrep::stats::Range;

use super::fit_bytes::{DeveloperField, FitFile, Framing, Message, Value};
use super::fit_codes::{intensity_code, sport_code, sub_sport_code, trigger_code};
use crate::common::simulate::Simulated;

/// Unix seconds at the FIT epoch.
const FIT_EPOCH_UNIX_S: i64 = 631_065_600;
/// `manufacturer`: garmin.
const GARMIN: u16 = 1;
/// `garmin_product`: fr945.
const PRODUCT: u16 = 3113;
/// Serial number of the simulated watch.
const SERIAL: u32 = 4_000_000_001;

/// Serial number of its heart-rate strap.
const SENSOR_SERIAL: u32 = 3_900_000_001;

/// Choices of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct FitStyle {
    /// Byte order, header, protocol.
    pub(crate) framing: Framing,
    /// Times of records in their headers.
    pub(crate) compressed_times: bool,
    /// Power as a developer field of a foot pod, not as the native field.
    pub(crate) developer_power: bool,
    /// Typed spans beside the laps.
    pub(crate) splits: bool,
    /// Session RPE (0 to 100) and feel (0 to 100), as the watch asks after the run.
    pub(crate) asked: Option<(u8, u8)>,
    /// The heart-rate sensor listed: `source_type` and the device type that it is a number of.
    pub(crate) heart_rate_sensor: Option<(u8, u8)>,
}

/// One activity file with these sessions in a row (several: multisport).
pub(crate) fn activity(sessions: &[&Simulated], style: FitStyle) -> Vec<u8> {
    activity_file(sessions, style).finish()
}

/// The same before its bytes are closed.
pub(crate) fn activity_file(sessions: &[&Simulated], style: FitStyle) -> FitFile {
    let mut file = FitFile::new(style.framing);
    let start = fit_time(sessions[0].start_unix_s);
    file.write(&file_id(4, start));
    file.write(&device_info(start));
    if let Some((source, device_type)) = style.heart_rate_sensor {
        file.write(&sensor_info(start, source, device_type));
    }
    if style.developer_power {
        developer_power(&mut file);
    }
    if let Some(workout) = &sessions[0].workout {
        plan(&mut file, workout, &sessions[0].sport);
    }
    file.write(&timer(start, true));
    let mut first_lap = 0;
    for (index, outing) in sessions.iter().enumerate() {
        session(&mut file, outing, index as u16, first_lap, style);
        first_lap += outing.laps.len() as u16;
    }
    activity_end(&mut file, sessions);
    file
}

/// A settings file: sound FIT, not an activity.
pub(crate) fn settings(unix_s: i64) -> Vec<u8> {
    let mut file = FitFile::new(Framing::default());
    file.write(&file_id(2, fit_time(unix_s)));
    // user_profile: gender, age, height (cm), weight (0.1 kg)
    let profile = vec![(1, Value::Enum(1)), (2, Value::U8(38)), (3, Value::U8(178)), (4, Value::U16(680))];
    file.write(&Message::new(3, profile));
    file.finish()
}

fn fit_time(unix_s: i64) -> u32 {
    (unix_s - FIT_EPOCH_UNIX_S) as u32
}

fn file_id(kind: u8, created: u32) -> Message {
    let fields = vec![
        (0, Value::Enum(kind)),
        (1, Value::U16(GARMIN)),
        (2, Value::U16(PRODUCT)),
        (3, Value::U32z(SERIAL)),
        (4, Value::U32(created)),
    ];
    Message::new(0, fields)
}

fn device_info(time: u32) -> Message {
    let fields = vec![
        (253, Value::U32(time)),
        (3, Value::U32z(SERIAL)),
        (2, Value::U16(GARMIN)),
        (4, Value::U16(PRODUCT)),
        (5, Value::U16(1320)),
        (0, Value::U8(0)),
    ];
    Message::new(23, fields)
}

fn sensor_info(time: u32, source: u8, device_type: u8) -> Message {
    let fields = vec![
        (253, Value::U32(time)),
        (3, Value::U32z(SENSOR_SERIAL)),
        (0, Value::U8(1)),
        (25, Value::Enum(source)),
        (1, Value::U8(device_type)),
    ];
    Message::new(23, fields)
}

/// `event` 0, timer: started or stopped.
fn timer(time: u32, started: bool) -> Message {
    let fields = vec![
        (253, Value::U32(time)),
        (3, Value::U32(0)),
        (0, Value::Enum(0)),
        (1, Value::Enum(if started { 0 } else { 4 })),
        (4, Value::U8(0)),
    ];
    Message::new(21, fields)
}

/// `developer_data_id` and `field_description` of a foot pod's power.
fn developer_power(file: &mut FitFile) {
    let application: Vec<u8> = (1..=16).collect();
    file.write(&Message::new(207, vec![(1, Value::Bytes(application)), (3, Value::U8(0)), (4, Value::U32(158))]));
    let description = vec![
        (0, Value::U8(0)),
        (1, Value::U8(0)),
        (2, Value::U8(0x84)),
        (3, Value::Text("Power".to_owned(), 12)),
        (8, Value::Text("Watts".to_owned(), 8)),
    ];
    file.write(&Message::new(206, description));
}

fn plan(file: &mut FitFile, workout: &Workout, sport: &Sport) {
    let count = workout.steps.len() as u16;
    let name = Value::Text(workout.name.clone().unwrap_or_default(), 24);
    file.write(&Message::new(26, vec![(4, Value::Enum(sport_code(sport))), (6, Value::U16(count)), (8, name)]));
    for step in &workout.steps {
        let (end_type, end_value, repeats) = match step.end {
            StepEnd::Time(seconds) => (0, (seconds * 1000.0).round() as u32, None),
            StepEnd::Distance(metres) => (1, (metres * 100.0).round() as u32, None),
            StepEnd::Open | StepEnd::Other => (5, u32::MAX, None),
            StepEnd::Repeat { from, count } => (6, u32::from(from), Some(count)),
        };
        let Range { low, high } = step.target_mps.unwrap_or(Range::new(f64::NAN, f64::NAN));
        let target_type = if step.target_mps.is_some() { 0 } else { 2 };
        let target_value = repeats.unwrap_or(0);
        let fields = vec![
            (254, Value::U16(step.index)),
            (0, Value::Text(step.name.clone().unwrap_or_default(), 12)),
            (1, Value::Enum(end_type)),
            (2, Value::U32(end_value)),
            (3, Value::Enum(if repeats.is_some() { 0xFF } else { target_type })),
            (4, Value::U32(target_value)),
            (5, scaled_u32(low, 1000.0)),
            (6, scaled_u32(high, 1000.0)),
            (7, Value::Enum(step.intensity.map_or(0xFF, intensity_code))),
        ];
        file.write(&Message::new(27, fields));
    }
}

/// Records, with each lap after its last record and the timer's stops where they fall; then the session.
fn session(file: &mut FitFile, outing: &Simulated, index: u16, first_lap: u16, style: FitStyle) {
    let start = fit_time(outing.start_unix_s);
    let at = |time_s: f64| start + time_s.floor() as u32;
    let mut laps = outing.laps.iter().enumerate().peekable();
    let mut pauses = outing.pauses.iter().peekable();
    for (row, &time_s) in outing.track.time_s.iter().enumerate() {
        while let Some((number, lap)) = laps.next_if(|(_, lap)| lap.end_s < time_s) {
            file.write(&lap_message(outing, lap, number as u16 + first_lap));
        }
        if let Some(pause) = pauses.next_if(|pause| pause.end_s <= time_s) {
            file.write(&timer(at(pause.start_s), false));
            file.write(&timer(at(pause.end_s), true));
        }
        record(file, outing, row, style);
    }
    for (number, lap) in laps {
        file.write(&lap_message(outing, lap, number as u16 + first_lap));
    }
    if style.splits {
        splits(file, outing);
    }
    file.write(&timer(at(outing.elapsed_s()), false));
    let mut fields = vec![
        (253, Value::U32(at(outing.elapsed_s()))),
        (254, Value::U16(index)),
        (2, Value::U32(start)),
        (7, scaled_u32(outing.elapsed_s(), 1000.0)),
        (8, scaled_u32(outing.timer_s(), 1000.0)),
        (9, scaled_u32(outing.distance_m(), 100.0)),
        (0, Value::Enum(8)),
        (1, Value::Enum(1)),
        (5, Value::Enum(sport_code(&outing.sport))),
        (6, Value::Enum(sub_sport_code(outing.surface))),
        (25, Value::U16(first_lap)),
        (26, Value::U16(outing.laps.len() as u16)),
        (28, Value::Enum(0)),
    ];
    if let Some((rpe, feel)) = style.asked {
        fields.extend([(192, Value::U8(feel)), (193, Value::U8(rpe))]);
    }
    file.write(&Message::new(18, fields));
}

fn record(file: &mut FitFile, outing: &Simulated, row: usize, style: FitStyle) {
    let track = &outing.track;
    let time = fit_time(outing.start_unix_s) + track.time_s[row] as u32;
    let value = |column: &Option<Channel>| column.as_ref().map(|column| column[row]);
    // FIT counts strides, two steps each, and the rest in 128ths.
    let strides = value(&track.step_rate_spm).map(|steps| steps / 2.0);
    let mut fields = Vec::new();
    if !style.compressed_times || row == 0 {
        fields.push((253, Value::U32(time)));
    }
    let columns = [
        (0, value(&track.latitude_deg).map(position)),
        (1, value(&track.longitude_deg).map(position)),
        (5, value(&track.distance_m).map(|metres| scaled_u32(metres, 100.0))),
        (2, value(&track.altitude_m).map(|metres| scaled_u16(metres + 500.0, 5.0))),
        (6, value(&track.speed_mps).map(|speed| scaled_u16(speed, 1000.0))),
        (39, value(&track.vertical_oscillation_mm).map(|mm| scaled_u16(mm, 10.0))),
        (41, value(&track.stance_time_ms).map(|ms| scaled_u16(ms, 10.0))),
        (83, value(&track.vertical_ratio_pct).map(|pct| scaled_u16(pct, 100.0))),
        (85, value(&track.step_length_mm).map(|mm| scaled_u16(mm, 10.0))),
        (3, value(&track.heart_rate_bpm).map(scaled_u8)),
        (13, value(&track.temperature_c).map(|degrees| Value::I8(degrees.round() as i8))),
        (4, strides.map(|rate| scaled_u8(rate.floor()))),
        (53, strides.map(|rate| scaled_u8((rate - rate.floor()) * 128.0))),
    ];
    fields.extend(columns.into_iter().filter_map(|(number, value)| value.map(|value| (number, value))));
    let power = value(&track.power_w).map(|watts| scaled_u16(watts, 1.0));
    let mut developer: Vec<DeveloperField> = Vec::new();
    match (power, style.developer_power) {
        (Some(power), true) => developer.push((0, 0, power)),
        (Some(power), false) => fields.push((7, power)),
        (None, _) => {}
    }
    let message = Message { global: 20, fields, developer };
    if style.compressed_times && row > 0 {
        file.write_compressed(&message, time);
    } else {
        file.write(&message);
    }
}

fn lap_message(outing: &Simulated, lap: &Lap, number: u16) -> Message {
    let start = fit_time(outing.start_unix_s);
    let mut fields = vec![
        (253, Value::U32(start + lap.end_s.floor() as u32)),
        (254, Value::U16(number)),
        (2, Value::U32(start + lap.start_s.floor() as u32)),
        (7, scaled_u32(lap.end_s - lap.start_s, 1000.0)),
        (8, scaled_u32(lap.timer_s.unwrap_or(f64::NAN), 1000.0)),
        (9, scaled_u32(lap.distance_m.unwrap_or(f64::NAN), 100.0)),
        (0, Value::Enum(9)),
        (1, Value::Enum(1)),
        (23, Value::Enum(lap.intensity.map_or(0xFF, intensity_code))),
        (24, Value::Enum(lap.trigger.map_or(0xFF, trigger_code))),
        (25, Value::Enum(sport_code(&outing.sport))),
    ];
    if let Some(step) = lap.step_index {
        fields.push((71, Value::U16(step)));
    }
    Message::new(19, fields)
}

/// `split` messages, one a lap, typed by its intensity.
fn splits(file: &mut FitFile, outing: &Simulated) {
    let start = fit_time(outing.start_unix_s);
    for (number, lap) in outing.laps.iter().enumerate() {
        let kind = match lap.intensity {
            Some(Intensity::Active | Intensity::Interval) => 3,
            Some(Intensity::Rest) => 4,
            Some(Intensity::Warmup) => 5,
            Some(Intensity::Cooldown) => 6,
            Some(Intensity::Recovery) => 7,
            Some(Intensity::Other) | None => 8,
        };
        let fields = vec![
            (254, Value::U16(number as u16)),
            (0, Value::Enum(kind)),
            (1, scaled_u32(lap.end_s - lap.start_s, 1000.0)),
            (2, scaled_u32(lap.timer_s.unwrap_or(f64::NAN), 1000.0)),
            (3, scaled_u32(lap.distance_m.unwrap_or(f64::NAN), 100.0)),
            (9, Value::U32(start + lap.start_s.floor() as u32)),
            (27, Value::U32(start + lap.end_s.floor() as u32)),
        ];
        file.write(&Message::new(312, fields));
    }
}

fn activity_end(file: &mut FitFile, sessions: &[&Simulated]) {
    let last = sessions[sessions.len() - 1];
    let end = fit_time(last.start_unix_s) + last.elapsed_s() as u32;
    let timer_s: f64 = sessions.iter().map(|outing| outing.timer_s()).sum();
    let fields = vec![
        (253, Value::U32(end)),
        (0, scaled_u32(timer_s, 1000.0)),
        (5, Value::U32(end.wrapping_add_signed(last.utc_offset_s))),
        (1, Value::U16(sessions.len() as u16)),
        (2, Value::Enum(u8::from(sessions.len() > 1))),
        (3, Value::Enum(26)),
        (4, Value::Enum(1)),
    ];
    file.write(&Message::new(34, fields));
}

fn position(degrees: f64) -> Value {
    Value::I32((degrees * (2_147_483_648.0 / 180.0)).round() as i32)
}

fn scaled_u8(value: f64) -> Value {
    Value::U8(if value.is_nan() { u8::MAX } else { value.round() as u8 })
}

fn scaled_u16(value: f64, scale: f64) -> Value {
    Value::U16(if value.is_nan() { u16::MAX } else { (value * scale).round() as u16 })
}

fn scaled_u32(value: f64, scale: f64) -> Value {
    Value::U32(if value.is_nan() { u32::MAX } else { (value * scale).round() as u32 })
}
