//! What a GPX element is, by its local name and its parent.

use crate::formats::xml::Measured;

/// An element that matters, or a place in which others may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GpxTag {
    /// Around the root element.
    Outside,
    /// `gpx`.
    Root,
    /// `metadata`.
    Metadata,
    /// `metadata/name`, or `gpx/name` in 1.0.
    FileName,
    /// `wpt`.
    Waypoint,
    /// `rte`.
    Route,
    /// `trk`.
    Track,
    /// `trk/name`.
    TrackName,
    /// `trk/type`.
    TrackType,
    /// The name of the time zone in which the track began (Cyclemeter).
    TrackZone,
    /// `trkseg`.
    Segment,
    /// `trkpt`.
    Point,
    /// Anything in a point that is not named below.
    Inside,
    /// A value of a point.
    Value(Measured),
    /// Anything else.
    Ignored,
}

/// What an element is.
pub(super) fn tag(parent: GpxTag, name: &[u8]) -> GpxTag {
    match parent {
        GpxTag::Point => match name {
            b"ele" => GpxTag::Value(Measured::Altitude),
            b"time" => GpxTag::Value(Measured::Time),
            _ => sensor(name),
        },
        GpxTag::Inside => sensor(name),
        GpxTag::Segment | GpxTag::Track | GpxTag::Root | GpxTag::Outside | GpxTag::Ignored => match (parent, name) {
            (_, b"trkpt") => GpxTag::Point,
            (_, b"trkseg") => GpxTag::Segment,
            (_, b"trk") => GpxTag::Track,
            (GpxTag::Track, b"name") => GpxTag::TrackName,
            (GpxTag::Track, b"type") => GpxTag::TrackType,
            (_, b"startTimeZone") => GpxTag::TrackZone,
            (GpxTag::Root, b"name") => GpxTag::FileName,
            (GpxTag::Root, b"metadata") => GpxTag::Metadata,
            (_, b"wpt") => GpxTag::Waypoint,
            (_, b"rte") => GpxTag::Route,
            (_, b"gpx") => GpxTag::Root,
            _ => GpxTag::Ignored,
        },
        GpxTag::Metadata if name == b"name" => GpxTag::FileName,
        _ => GpxTag::Ignored,
    }
}

/// An element within a point, in every spelling seen in exports.
fn sensor(name: &[u8]) -> GpxTag {
    match name {
        b"hr" | b"HR" | b"heartrate" | b"heartRate" | b"HeartRate" | b"heart_rate" => {
            GpxTag::Value(Measured::HeartRate)
        }
        b"cad" | b"cadence" | b"Cadence" | b"RunCadence" | b"runCadence" | b"run_cadence" => {
            GpxTag::Value(Measured::Cadence)
        }
        b"atemp" | b"temp" | b"temperature" | b"Temperature" => GpxTag::Value(Measured::Temperature),
        b"power" | b"Power" | b"watts" | b"Watts" | b"PowerInWatts" => GpxTag::Value(Measured::Power),
        b"speed" | b"Speed" => GpxTag::Value(Measured::Speed),
        b"distance" | b"Distance" => GpxTag::Value(Measured::Distance),
        // A closing tag is missing: the next point has begun.
        b"trkpt" => GpxTag::Point,
        _ => GpxTag::Inside,
    }
}
