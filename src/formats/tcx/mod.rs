//! Training Center XML (TCX) version 2: each `Activity` is an activity, its `Lap`s are device laps.
//!
//! Schemas: Garmin `TrainingCenterDatabasev2.xsd` and, for the `TPX` extension with speed, running cadence and power,
//! `ActivityExtensionv2.xsd`. Names are compared without their prefix. Courses and workouts are named, not read.

mod laps;
mod tag;
mod trackpoints;

use trackpoints::Trackpoints;

use super::xml;
use crate::error::Result;
use crate::model::Reading;

/// Reads a TCX file.
///
/// # Errors
/// - [`ErrorKind::NotAnActivity`](crate::error::ErrorKind::NotAnActivity): courses, workouts, or activities without times.
/// - [`ErrorKind::NoUsableData`](crate::error::ErrorKind::NoUsableData): activities without trackpoints.
/// - [`ErrorKind::Malformed`](crate::error::ErrorKind::Malformed): damage before the first sample.
/// - [`ErrorKind::UnknownFormat`](crate::error::ErrorKind::UnknownFormat): no `TrainingCenterDatabase` element.
/// - [`ErrorKind::Limit`](crate::error::ErrorKind::Limit): nested too deep, or too many samples.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading> {
    xml::read::<Trackpoints>(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
