//! The list of an Apple Health export: one XML file of gigabytes beside the routes of the workouts, read as a stream.
//!
//! ```text
//! export.zip
//! └── apple_health_export                        the names are in the language of the phone
//!     ├── export.xml                             <HealthData> with every reading of every year, then the workouts
//!     ├── export_cda.xml                         the same as a clinical document: not read
//!     └── workout-routes/route_2024-05-04_8.46am.gpx
//! ```
//!
//! Kept are the readings of heart rate, and of each workout its kind, its start and its route. The routes have positions alone,
//! so the heart rate is joined to them by time. All times of the list are written in the zone in which the phone was at the
//! export, so that they tell no local time.
//!
//! # Source
//! Apple, `HealthKit`: `HKQuantityTypeIdentifierHeartRate`, `HKWorkoutActivityType`. The document type definition inside the file, and
//! public importers on GitHub, seen in 2026: `Record` with `startDate`, `value` and `unit`, `Workout` with `workoutActivityType`
//! and `FileReference`; names by the language, so that the root element tells the file.

use crate::error::{Error, ErrorKind, Result};
use crate::formats::xml;
use crate::model::{Hearts, Listed, Teller, Timed, Told};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{self, BufReader, Read};

/// The end of the name of a list.
pub const NAME_END: &str = ".xml";

/// The longest tag, bytes. Real tags stay below 2,000.
const MAX_TAG_BYTES: usize = 64 << 10;

/// The bytes that are read at once.
const BUFFER_BYTES: usize = 256 << 10;

/// What the names of all kinds of workouts begin with.
const KIND: &str = "HKWorkoutActivityType";

/// What a list holds for runs.
#[derive(Debug, Default, PartialEq)]
pub struct Health {
    /// The readings of heart rate.
    pub hearts: Hearts,
    /// The workouts in order of the list, each with the name of its route.
    pub workouts: Vec<(Timed, Option<String>)>,
    /// Why the end of the list is missing; `None` for a whole list.
    pub damage: Option<String>,
}

/// Reads a list from a stream; `None` where the root element is another one.
///
/// What comes before damage is kept.
///
/// # Errors
/// `Io` when not even the root element can be read.
pub fn read(stream: impl Read) -> Result<Option<Health>> {
    let bounded = Bounded { inner: stream, open_bytes: 0 };
    let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER_BYTES, bounded));
    let (mut health, mut buffer, mut is_health) = (Health::default(), Vec::new(), false);
    let mut workout = None;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if !is_health => {
                if tag.local_name().as_ref() != "HealthData" {
                    return Ok(None);
                }
                is_health = true;
            }
            Ok(Event::Start(tag)) => open_tag(&tag, &mut health, &mut workout),
            Ok(Event::Empty(tag)) => {
                open_tag(&tag, &mut health, &mut workout);
                close(tag.local_name().as_ref(), &mut health, &mut workout);
            }
            Ok(Event::End(tag)) => close(tag.local_name().as_ref(), &mut health, &mut workout),
            Ok(Event::Eof) if is_health => break,
            Ok(Event::Eof) => return Ok(None),
            Ok(_) => {}
            Err(cause) if is_health => {
                health.damage = Some(cause.to_string());
                break;
            }
            Err(cause) => return Err(unreadable(&cause)),
        }
    }
    health.hearts.sort();
    Ok(Some(health))
}

fn unreadable(cause: &quick_xml::Error) -> Error {
    Error::new(ErrorKind::Io, "an XML file", cause.to_string()).at("its beginning").hint("export the data again")
}

/// A workout that is not closed yet, with its route.
type Open = Option<(Timed, Option<String>)>;

fn open_tag(tag: &BytesStart<'_>, health: &mut Health, workout: &mut Open) {
    match tag.local_name().as_ref() {
        "Record" => health.hearts.extend(heart(tag)),
        "Workout" => *workout = begun(tag).map(|timed| (timed, None)),
        "FileReference" => {
            if let Some((_, route)) = workout {
                *route = text(tag, "path");
            }
        }
        _ => {}
    }
}

fn close(name: &str, health: &mut Health, workout: &mut Open) {
    if name == "Workout" {
        health.workouts.extend(workout.take());
    }
}

/// The time, Unix s, and the rate, bpm, of a record of heart rate.
fn heart(tag: &BytesStart<'_>) -> Option<(f64, f64)> {
    let kind = tag.try_get_attribute("type").ok().flatten()?;
    if kind.value.as_ref() != "HKQuantityTypeIdentifierHeartRate" {
        return None;
    }
    let time = xml::instant(&text(tag, "startDate")?)?;
    Some((time.unix_s, text(tag, "value")?.trim().parse().ok()?))
}

fn begun(tag: &BytesStart<'_>) -> Option<Timed> {
    let by = Teller::AppleHealth;
    let kind = text(tag, "workoutActivityType")?;
    let (sport, surface) = xml::sport(kind.strip_prefix(KIND).unwrap_or(&kind));
    let start_unix_s = xml::instant(&text(tag, "startDate")?)?.unix_s;
    Some(Timed { start_unix_s, listed: Listed { by, told: Told::default(), sport, surface } })
}

fn text(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    xml::attribute(tag, name).map(Cow::into_owned)
}

/// A stream in which no tag is longer than [`MAX_TAG_BYTES`]: a tag is held in memory as a whole.
struct Bounded<R> {
    inner: R,
    open_bytes: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let filled = &buffer[..count];
        let first = filled.iter().position(|byte| *byte == b'>').unwrap_or(count);
        if self.open_bytes + first > MAX_TAG_BYTES {
            return Err(io::Error::other("a tag that does not end"));
        }
        match filled.iter().rposition(|byte| *byte == b'>') {
            Some(last) => self.open_bytes = count - last,
            None => self.open_bytes += count,
        }
        Ok(count)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Sport;

    const LIST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [ <!ELEMENT HealthData (Record*,Workout*)> <!ATTLIST Record type CDATA #REQUIRED> ]>
<HealthData locale="de_DE">
 <ExportDate value="2024-05-06 10:00:00 +0200"/>
 <Record type="HKQuantityTypeIdentifierStepCount" startDate="2024-05-04 08:00:00 +0200" value="7"/>
 <Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2024-05-04 08:00:05 +0200" value="151"/>
 <Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2024-05-04 08:00:00 +0200" value="149.5">
  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="2"/>
 </Record>
 <Workout workoutActivityType="HKWorkoutActivityTypeRunning" startDate="2024-05-04 08:00:00 +0200" duration="46">
  <WorkoutRoute><FileReference path="/workout-routes/route_2024-05-04_8.46am.gpx"/></WorkoutRoute>
 </Workout>
 <Workout workoutActivityType="HKWorkoutActivityTypeYoga" startDate="2024-05-05 08:00:00 +0200"/>
</HealthData>"#;

    #[test]
    fn heart_rate_and_workouts_are_kept() {
        let health = read(LIST.as_bytes()).unwrap().unwrap();
        assert_eq!(health.hearts.at(1_714_802_402.5), Some(150.25));
        let workouts: Vec<_> =
            health.workouts.iter().map(|(timed, route)| (timed.start_unix_s, route.as_deref())).collect();
        let route = Some("/workout-routes/route_2024-05-04_8.46am.gpx");
        assert_eq!(workouts, [(1_714_802_400.0, route), (1_714_888_800.0, None)]);
        assert_eq!(health.workouts[0].0.listed.sport, Sport::Running);
        assert_eq!(health.damage, None);
    }

    #[test]
    fn what_comes_before_damage_is_kept_and_other_files_are_no_list() {
        let cut = LIST.split_inclusive("</Record>").next().unwrap();
        let health =
            read(format!("{cut}<Record type=\"{}", "x".repeat(3 * MAX_TAG_BYTES)).as_bytes()).unwrap().unwrap();
        assert!(health.damage.is_some());
        assert!(health.hearts.at(1_714_802_402.5).is_some());
        assert_eq!(read(&b"<ClinicalDocument/>"[..]).unwrap(), None);
        assert_eq!(read(&b""[..]).unwrap(), None);
    }
}
