//! FIT as fitparser reads it, message by message, with what it found before it stopped.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fitparser::de::{DecodeOption, FitObject, FitStreamProcessor};
use fitparser::profile::MesgNum;
use fitparser::{FitDataField, FitDataRecord, Value};

use super::samples::{
    ALTITUDE, CADENCE, CHANNELS, DISTANCE, HEART_RATE, LATITUDE, LONGITUDE, POWER, SPEED, Second, nonzero, position,
};

/// Field numbers of the profile's `record` message: timestamp.
const TIMESTAMP: u8 = 253;
/// Strides per minute.
const STRIDES: (u8, &str) = (4, "cadence");
/// Fractions of strides per minute.
const FRACTIONAL_STRIDES: (u8, &str) = (53, "fractional_cadence");
/// Steps in a stride.
const STEPS_PER_STRIDE: f64 = 2.0;
/// Semicircles in half a turn.
const SEMICIRCLES: f64 = 2_147_483_648.0;

/// A value of a record by the profile's number and fitparser's name; a developer field may have the name alone.
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

/// A session's number of the sport that embraces the others of a multisport file, as fitparser writes it.
const MULTISPORT: &str = "multisport";

/// Whether bytes have the signature of a FIT file.
pub(super) fn is_fit(bytes: &[u8]) -> bool {
    bytes.get(8..12) == Some(b".FIT")
}

/// Reads a FIT file; what stops fitparser is in `explained`.
pub(super) fn read(bytes: &[u8]) -> Second {
    let mut walk = Walk::default();
    let outcome = catch_unwind(AssertUnwindSafe(|| walk.run(bytes)));
    let why = match outcome {
        Ok(Ok(())) => None,
        Ok(Err((at, error))) => Some(format!("fitparser stops at byte {at} of {}: {error}", bytes.len())),
        Err(_) => Some("fitparser panics on this file".to_owned()),
    };
    walk.into_second(why)
}

/// What was read so far.
#[derive(Default)]
struct Walk {
    second: Second,
    /// Start and end of each session, Unix s.
    sessions: Vec<(f64, f64)>,
    timeless: usize,
    has_stored_heart_rate: bool,
    refusal: Option<String>,
}

impl Walk {
    /// Decodes to the end, or to the byte at which fitparser gives up.
    fn run(&mut self, bytes: &[u8]) -> Result<(), (usize, String)> {
        let mut processor = FitStreamProcessor::new();
        // A wrong checksum says nothing of the samples: our reader notes it.
        processor.add_option(DecodeOption::SkipHeaderCrcValidation);
        processor.add_option(DecodeOption::SkipDataCrcValidation);
        let mut rest = bytes;
        while !rest.is_empty() {
            let at = bytes.len() - rest.len();
            let (next, object) = processor.deserialize_next(rest).map_err(|error| (at, error.to_string()))?;
            match object {
                FitObject::Crc(_) => processor.reset(),
                FitObject::DataMessage(message) => match processor.decode_message(message) {
                    Ok(record) => self.take(&record),
                    Err(error) => {
                        self.second.refused += 1;
                        self.refusal.get_or_insert(error.to_string());
                    }
                },
                FitObject::Header(_) | FitObject::DefinitionMessage(_) => {}
            }
            rest = next;
        }
        Ok(())
    }

    fn take(&mut self, message: &FitDataRecord) {
        match message.kind() {
            MesgNum::Record => self.take_record(message.fields()),
            MesgNum::Session => self.take_session(message.fields()),
            MesgNum::Hr => self.has_stored_heart_rate = true,
            _ => {}
        }
    }

    fn take_record(&mut self, fields: &[FitDataField]) {
        let unix_s = number(fields, (TIMESTAMP, "timestamp"));
        if unix_s.is_nan() {
            self.timeless += 1;
            return;
        }
        let mut values = [f64::NAN; CHANNELS];
        for (channel, field, name) in FIELDS {
            values[channel] = number(fields, (field, name));
        }
        let degrees = |semicircles: f64| semicircles * 180.0 / SEMICIRCLES;
        (values[LATITUDE], values[LONGITUDE]) = position(degrees(values[LATITUDE]), degrees(values[LONGITUDE]));
        values[HEART_RATE] = nonzero(values[HEART_RATE]);
        let fraction = number(fields, FRACTIONAL_STRIDES);
        let strides = number(fields, STRIDES) + if fraction.is_nan() { 0.0 } else { fraction };
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
                let is_named = || field.name().to_lowercase().contains(word);
                self.second.is_ours_alone[channel] = self.second.is_ours_alone[channel] || is_named();
            }
        }
    }

    fn take_session(&mut self, fields: &[FitDataField]) {
        let text = |name: &str| fields.iter().find(|field| field.name() == name).map(|field| field.value().to_string());
        if text("sport").as_deref() == Some(MULTISPORT) {
            return;
        }
        let start = number(fields, (2, "start_time"));
        let elapsed = number(fields, (7, "total_elapsed_time"));
        self.sessions.push((start, start + if elapsed.is_nan() { 0.0 } else { elapsed }));
    }

    fn into_second(self, why_stopped: Option<String>) -> Second {
        let Self { mut second, sessions, timeless, has_stored_heart_rate, refusal } = self;
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
        if has_stored_heart_rate {
            second.is_ours_alone[HEART_RATE] = true;
            second.explained.push("fitparser does not merge the heart rate of hr messages into the records".to_owned());
        }
        second
    }
}

/// The value of a field by number and name; NaN for none. Of two, the larger: fitparser gives them in no fixed order.
fn number(fields: &[FitDataField], (number, name): (u8, &str)) -> f64 {
    let values = fields.iter().filter(|field| field.number() == number && field.name() == name);
    values.map(|field| numeric(field.value())).fold(f64::NAN, f64::max)
}

fn numeric(value: &Value) -> f64 {
    match value {
        Value::Array(values) => values.first().map_or(f64::NAN, numeric),
        other => other.clone().try_into().unwrap_or(f64::NAN),
    }
}
