//! FIT as fitparser reads it, message by message, with what fitparser found before it stopped.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fitparser::de::{DecodeOption, FitObject, FitStreamProcessor};
use fitparser::profile::MesgNum;
use fitparser::{FitDataField, FitDataRecord, Value};

use super::samples::{
    ALTITUDE, CADENCE, CHANNELS, DISTANCE, HEART_RATE, LATITUDE, LONGITUDE, POWER, SPEED, Second, altitude, nonzero,
    position,
};

/// Field numbers of the profile's `record` message: timestamp.
const TIMESTAMP: u8 = 253;
/// Strides per minute.
const STRIDES: (u8, &str) = (4, "cadence");
/// Fractions of strides per minute.
const FRACTIONAL_STRIDES: (u8, &str) = (53, "fractional_cadence");
/// Steps in a stride.
const STEPS_PER_STRIDE: f64 = 2.0;
/// The field with speed and distance in three bytes; its distance is a counter.
const PACKED_DISTANCE: u8 = 8;
/// Where the packed distance starts again from 0, m: twelve bits of sixteenths.
const PACKED_RANGE_M: f64 = 256.0;
/// Semicircles in half a turn.
const SEMICIRCLES: f64 = 2_147_483_648.0;

/// The channels of a record: our index, the field's number in the profile, and fitparser's name for the field. A
/// developer field may have the name alone.
const FIELDS: [(usize, u8, &str); 7] = [
    (LATITUDE, 0, "position_lat"),
    (LONGITUDE, 1, "position_long"),
    (ALTITUDE, 78, "enhanced_altitude"),
    (DISTANCE, 5, "distance"),
    (SPEED, 73, "enhanced_speed"),
    (HEART_RATE, 3, "heart_rate"),
    (POWER, 7, "power"),
];

/// Words in the names of developer fields that our reader may take where the watch has no value of its own.
const STAND_INS: [(usize, &str); 6] = [
    (HEART_RATE, "heart"),
    (HEART_RATE, "hr"),
    (CADENCE, "cadence"),
    (POWER, "power"),
    (SPEED, "speed"),
    (DISTANCE, "distance"),
];

/// Why only our reader may have a heart rate.
const STORED: &str = "from hr messages, which fitparser does not merge into the records";

/// Why only our reader may have other channels.
const DEVELOPED: &str = "from a developer field, which fitparser leaves beside the records' own";

/// The sport of the session that spans the other sessions of a multisport file, as fitparser writes it.
const MULTISPORT: &str = "multisport";

/// Reads a FIT file; what stops fitparser is in `explained`.
pub(super) fn read(bytes: &[u8]) -> Second {
    let mut walk = RecordWalk::default();
    let outcome = catch_unwind(AssertUnwindSafe(|| walk.run(bytes)));
    let why = match outcome {
        Ok(Ok(())) => None,
        Ok(Err((at, error))) => Some(format!("fitparser stops at byte {at} of {}: {error}", bytes.len())),
        Err(_) => Some("fitparser panics on this file".to_owned()),
    };
    walk.into_second(why)
}

/// The packed distance so far, m.
///
/// fitparser adds up the readings of the counter. Here the sum is split into the readings again, and the counter is
/// followed.
#[derive(Default)]
struct PackedDistance {
    sum_m: f64,
    travelled_m: Option<f64>,
}

impl PackedDistance {
    /// The distance travelled, from fitparser's sum.
    fn follow(&mut self, sum_m: f64) -> f64 {
        if sum_m.is_nan() {
            return f64::NAN;
        }
        let counter_m = sum_m - self.sum_m;
        self.sum_m = sum_m;
        let travelled_m =
            self.travelled_m.map_or(counter_m, |last| last + (counter_m - last).rem_euclid(PACKED_RANGE_M));
        self.travelled_m = Some(travelled_m);
        travelled_m
    }
}

/// What was read so far.
#[derive(Default)]
struct RecordWalk {
    second: Second,
    /// Start and end of each session, Unix s.
    sessions: Vec<(f64, f64)>,
    timeless: usize,
    refusal: Option<String>,
    packed_distance: PackedDistance,
}

impl RecordWalk {
    /// Decodes to the end, or to the byte at which fitparser gives up.
    fn run(&mut self, bytes: &[u8]) -> Result<(), (usize, String)> {
        let mut processor = FitStreamProcessor::new();
        // A wrong checksum says nothing about the samples, and our reader notes it.
        processor.add_option(DecodeOption::SkipHeaderCrcValidation);
        processor.add_option(DecodeOption::SkipDataCrcValidation);
        let mut rest = bytes;
        while !rest.is_empty() {
            let at = bytes.len() - rest.len();
            let (next, object) = processor.deserialize_next(rest).map_err(|error| (at, error.to_string()))?;
            match object {
                FitObject::Crc(_) => {
                    processor.reset();
                    self.packed_distance = PackedDistance::default();
                }
                FitObject::DataMessage(message) => {
                    let is_packed = message.fields().contains_key(&PACKED_DISTANCE);
                    match processor.decode_message(message) {
                        Ok(record) => self.take(&record, is_packed),
                        Err(error) => {
                            self.second.refused += 1;
                            self.refusal.get_or_insert(error.to_string());
                        }
                    }
                }
                FitObject::Header(_) | FitObject::DefinitionMessage(_) => {}
            }
            rest = next;
        }
        Ok(())
    }

    fn take(&mut self, message: &FitDataRecord, is_packed: bool) {
        match message.kind() {
            MesgNum::Record => self.take_record(message.fields(), is_packed),
            MesgNum::Session => self.take_session(message.fields()),
            MesgNum::Hr => self.second.ours_alone[HEART_RATE] = Some(STORED),
            _ => {}
        }
    }

    fn take_record(&mut self, fields: &[FitDataField], is_packed: bool) {
        let unix_s = number(fields, TIMESTAMP, "timestamp");
        if unix_s.is_nan() {
            self.timeless += 1;
            return;
        }
        let mut values = [f64::NAN; CHANNELS];
        for (channel, field, name) in FIELDS {
            values[channel] = number(fields, field, name);
        }
        if is_packed {
            values[DISTANCE] = self.packed_distance.follow(values[DISTANCE]);
        }
        let degrees = |semicircles: f64| semicircles * 180.0 / SEMICIRCLES;
        (values[LATITUDE], values[LONGITUDE]) = position(degrees(values[LATITUDE]), degrees(values[LONGITUDE]));
        values[ALTITUDE] = altitude(values[ALTITUDE]);
        values[HEART_RATE] = nonzero(values[HEART_RATE]);
        let fraction = number(fields, FRACTIONAL_STRIDES.0, FRACTIONAL_STRIDES.1);
        let strides = number(fields, STRIDES.0, STRIDES.1) + if fraction.is_nan() { 0.0 } else { fraction };
        values[CADENCE] = nonzero(strides * STEPS_PER_STRIDE);
        self.second.samples.push(unix_s, values);
        self.note_stand_ins(fields);
    }

    /// Notes the channels that a developer field of this record may stand in for.
    fn note_stand_ins(&mut self, fields: &[FitDataField]) {
        let is_profile = |field: &FitDataField| {
            FIELDS.iter().any(|&(_, number, name)| field.number() == number && field.name() == name)
                || [STRIDES, FRACTIONAL_STRIDES].contains(&(field.number(), field.name()))
        };
        for field in fields.iter().filter(|field| !is_profile(field)) {
            for (channel, word) in STAND_INS {
                if self.second.ours_alone[channel].is_none() && field.name().to_lowercase().contains(word) {
                    self.second.ours_alone[channel] = Some(DEVELOPED);
                }
            }
        }
    }

    fn take_session(&mut self, fields: &[FitDataField]) {
        let text = |name: &str| fields.iter().find(|field| field.name() == name).map(|field| field.value().to_string());
        if text("sport").as_deref() == Some(MULTISPORT) {
            return;
        }
        let start = number(fields, 2, "start_time");
        let elapsed = number(fields, 7, "total_elapsed_time");
        self.sessions.push((start, start + if elapsed.is_nan() { 0.0 } else { elapsed }));
    }

    fn into_second(self, why_stopped: Option<String>) -> Second {
        let Self { mut second, sessions, timeless, refusal, .. } = self;
        second.name = "fitparser";
        let times = &second.samples.unix_s;
        let has_samples = |(start, end): &&(f64, f64)| times.iter().any(|time| time >= start && time <= end);
        let with_samples = sessions.iter().filter(has_samples).count();
        second.samples.activities = with_samples.max(usize::from(!times.is_empty()));
        if second.samples.activities > 1 {
            second.samples.sort_by_time();
        }
        second.has_stopped = why_stopped.is_some();
        second.explained.extend(why_stopped);
        if let Some(refusal) = refusal {
            second.explained.push(format!("fitparser refuses {} messages, the first: {refusal}", second.refused));
        }
        if timeless > 0 {
            second.explained.push(format!("{timeless} records of fitparser have no time: not compared"));
        }
        second
    }
}

/// The value of a field by number and name; NaN for none. Of two values the larger counts: fitparser gives them in no
/// fixed order.
fn number(fields: &[FitDataField], number: u8, name: &str) -> f64 {
    let values = fields.iter().filter(|field| field.number() == number && field.name() == name);
    values.map(|field| numeric(field.value())).fold(f64::NAN, f64::max)
}

fn numeric(value: &Value) -> f64 {
    match value {
        Value::Array(values) => values.first().map_or(f64::NAN, numeric),
        other => other.clone().try_into().unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A FIT file of one record layout, timestamp, heart rate, cadence and position, and its records.
    fn file(records: &[(u32, u8, u8, i32)]) -> Vec<u8> {
        let mut data = vec![0x40, 0, 0, 20, 0, 5, 253, 4, 0x86, 3, 1, 2, 4, 1, 2, 0, 4, 0x85, 1, 4, 0x85];
        for (time, heart_rate, cadence, semicircles) in records {
            data.push(0);
            data.extend(time.to_le_bytes());
            data.extend([*heart_rate, *cadence]);
            data.extend(semicircles.to_le_bytes());
            data.extend(semicircles.to_le_bytes());
        }
        let mut bytes = vec![12, 0x10, 0, 0];
        bytes.extend(u32::try_from(data.len()).unwrap_or(0).to_le_bytes());
        bytes.extend(b".FIT");
        bytes.extend(data);
        bytes.extend([0, 0]);
        bytes
    }

    #[test]
    fn records_are_taken_in_our_units() {
        let samples = read(&file(&[(1_000_000_000, 140, 90, 1 << 29), (1_000_000_001, 0, 0, 0)])).samples;
        assert_eq!((samples.activities, samples.len()), (1, 2));
        assert!((samples.unix_s[0] - 1_631_065_600.0).abs() < 1e-6);
        let first = samples.channels.each_ref().map(|channel| channel[0]);
        assert!((first[LATITUDE] - 45.0).abs() < 1e-9 && (first[CADENCE] - 180.0).abs() < 1e-9);
        assert!((first[HEART_RATE] - 140.0).abs() < 1e-9);
        assert!(samples.channels.iter().all(|channel| channel[1].is_nan()));
    }

    #[test]
    fn what_comes_before_a_cut_is_kept() {
        let bytes = file(&[(1_000_000_000, 140, 90, 1 << 29), (1_000_000_001, 141, 90, 1 << 29)]);
        let second = read(&bytes[..bytes.len() - 6]);
        assert_eq!((second.samples.len(), second.has_stopped), (1, true));
        assert!(second.explained[0].starts_with("fitparser stops at byte 48 of 59"), "{}", second.explained[0]);
    }

    #[test]
    fn the_packed_distance_is_followed_over_its_range() {
        let mut packed = PackedDistance::default();
        let counters = [10.0, 200.0, 250.0, 4.0, 4.0];
        let mut sum = 0.0;
        let travelled = counters.map(|counter| {
            sum += counter;
            packed.follow(sum)
        });
        for (value, expected) in travelled.iter().zip([10.0, 200.0, 250.0, 260.0, 260.0]) {
            assert!((value - expected).abs() < 1e-9, "{value}");
        }
    }
}
