//! GPS Exchange Format (GPX) 1.0 and 1.1: each `trk` with times is an activity.
//!
//! Schemas: `http://www.topografix.com/GPX/1/0` and `http://www.topografix.com/GPX/1/1`. Sensor values stand in
//! `extensions` that no schema binds (Garmin's `TrackPointExtension` versions 1 and 2, Cluetrust's `gpxdata`, bare
//! names): they are taken by local name, whatever the prefix and however deep, and the first of two wins.

mod points;
mod tag;

use points::Points;

use super::xml;
use crate::error::Result;
use crate::model::Reading;

/// Reads a GPX file.
///
/// # Errors
/// - [`ErrorKind::NotAnActivity`](crate::error::ErrorKind::NotAnActivity): routes, waypoints, or tracks without times.
/// - [`ErrorKind::NoUsableData`](crate::error::ErrorKind::NoUsableData): tracks without points.
/// - [`ErrorKind::Malformed`](crate::error::ErrorKind::Malformed): damage before the first sample.
/// - [`ErrorKind::UnknownFormat`](crate::error::ErrorKind::UnknownFormat): no `gpx` element.
/// - [`ErrorKind::Limit`](crate::error::ErrorKind::Limit): nested too deep, or too many samples.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading> {
    xml::read::<Points>(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
