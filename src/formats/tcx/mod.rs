//! Training Center XML (TCX) version 2: each `Activity` is an activity, its `Lap`s are device laps.
//!
//! Schemas: Garmin `TrainingCenterDatabasev2.xsd` and, for the `TPX` extension with speed, running cadence and power,
//! `ActivityExtensionv2.xsd`. Names are compared without their prefix. Courses and workouts are named, not read.

mod laps;
mod tag;
mod trackpoints;

use trackpoints::Trackpoints;

use super::{grouped, xml};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Note, Reading, Stage};

/// Reads a TCX file.
///
/// # Errors
/// - [`ErrorKind::NotAnActivity`]: courses, workouts, or activities without times.
/// - [`ErrorKind::NoUsableData`]: activities without trackpoints.
/// - [`ErrorKind::Malformed`]: damage before the first sample.
/// - [`ErrorKind::UnknownFormat`]: no `TrainingCenterDatabase` element.
/// - [`ErrorKind::Limit`]: nested too deep, or too many samples.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading> {
    let decoded = xml::decode(bytes);
    let mut points = Trackpoints::default();
    let scan = xml::scan(&decoded.text, &mut points)?;
    points.finish_activity();
    let kept = points.activities.iter().map(|activity| activity.track.len()).sum();
    if kept == 0 {
        return Err(why_nothing(&points, &scan));
    }
    let mut notes = decoded.notes;
    notes.extend(scan.notes(kept));
    if points.left_out > 0 {
        let text = format!("{} activities without a trackpoint with a time left out", points.left_out);
        notes.push(Note::new(Stage::Read, text));
    }
    Ok(Reading { activities: points.activities, notes })
}

/// Why a file gave no sample.
fn why_nothing(points: &Trackpoints, scan: &xml::Scan) -> Error {
    let expected = "a TCX activity with times";
    if points.untimed > 0 {
        let found = format!("a TCX activity without times, {} trackpoints", grouped(points.untimed));
        return Error::new(ErrorKind::NotAnActivity, expected, found).hint("export the recording again");
    }
    if let Some(error) = scan.error(expected) {
        return error;
    }
    if !points.has_root {
        return Error::new(ErrorKind::UnknownFormat, "a TrainingCenterDatabase element", "none");
    }
    if points.left_out > 0 {
        return Error::new(ErrorKind::NoUsableData, expected, "a TCX activity without trackpoints");
    }
    if points.courses > 0 {
        return Error::new(ErrorKind::NotAnActivity, expected, "a TCX course")
            .hint("export the recording, not the course");
    }
    if points.workouts > 0 {
        return Error::new(ErrorKind::NotAnActivity, expected, "a TCX workout")
            .hint("export the recording, not the plan");
    }
    Error::new(ErrorKind::NoUsableData, expected, "a TCX file without activities")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
