//! GPS Exchange Format (GPX) 1.0 and 1.1: each `trk` with times is an activity.
//!
//! Schemas: `http://www.topografix.com/GPX/1/0` and `http://www.topografix.com/GPX/1/1`. Sensor values stand in
//! `extensions` that no schema binds (Garmin's `TrackPointExtension` versions 1 and 2, Cluetrust's `gpxdata`, bare
//! names): they are taken by local name, whatever the prefix and however deep, and the first of two wins.

mod points;
mod tag;

use points::Points;

use super::{grouped, xml};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Note, Reading, Stage};

/// Reads a GPX file.
///
/// # Errors
/// - [`ErrorKind::NotAnActivity`]: routes, waypoints, or tracks without times.
/// - [`ErrorKind::NoUsableData`]: tracks without points.
/// - [`ErrorKind::Malformed`]: damage before the first sample.
/// - [`ErrorKind::UnknownFormat`]: no `gpx` element.
/// - [`ErrorKind::Limit`]: nested too deep, or too many samples.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading> {
    let decoded = xml::decode(bytes);
    let mut points = Points::default();
    let scan = xml::scan(&decoded.text, &mut points)?;
    points.finish_track();
    let kept = points.activities.iter().map(|activity| activity.track.len()).sum();
    if kept == 0 {
        return Err(why_nothing(&points, &scan));
    }
    let mut notes = decoded.notes;
    notes.extend(scan.notes(kept));
    if points.tracks_left_out > 0 {
        let text = format!("{} tracks without a point with a time left out", points.tracks_left_out);
        notes.push(Note::new(Stage::Read, text));
    }
    Ok(Reading { activities: points.activities, notes })
}

/// Why a file gave no sample.
fn why_nothing(points: &Points, scan: &xml::Scan) -> Error {
    let expected = "a GPX track with times";
    if points.untimed > 0 {
        let found = format!("a GPX route or track without times, {} points", grouped(points.untimed));
        return Error::new(ErrorKind::NotAnActivity, expected, found).hint("export the recording, not the course");
    }
    if let Some(error) = scan.error(expected) {
        return error;
    }
    if !points.has_root {
        return Error::new(ErrorKind::UnknownFormat, "a gpx element", "none");
    }
    if points.tracks_left_out > 0 {
        return Error::new(ErrorKind::NoUsableData, expected, "a GPX track without points");
    }
    if points.waypoints + points.routes > 0 {
        let found = format!("a GPX file of {} waypoints and {} routes", points.waypoints, points.routes);
        return Error::new(ErrorKind::NotAnActivity, expected, found);
    }
    Error::new(ErrorKind::NoUsableData, expected, "a GPX file without tracks")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
