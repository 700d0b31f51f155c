//! What a GPX element is, by its local name and its parent.

use crate::formats::xml::Measured;

/// An element that matters, or a place in which others may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
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
pub(super) fn tag(parent: Tag, name: &[u8]) -> Tag {
    match parent {
        Tag::Point => match name {
            b"ele" => Tag::Value(Measured::Altitude),
            b"time" => Tag::Value(Measured::Time),
            _ => sensor(name),
        },
        Tag::Inside => sensor(name),
        Tag::Segment | Tag::Track | Tag::Root | Tag::Outside | Tag::Ignored => match (parent, name) {
            (_, b"trkpt") => Tag::Point,
            (_, b"trkseg") => Tag::Segment,
            (_, b"trk") => Tag::Track,
            (Tag::Track, b"name") => Tag::TrackName,
            (Tag::Track, b"type") => Tag::TrackType,
            (_, b"startTimeZone") => Tag::TrackZone,
            (Tag::Root, b"name") => Tag::FileName,
            (Tag::Root, b"metadata") => Tag::Metadata,
            (_, b"wpt") => Tag::Waypoint,
            (_, b"rte") => Tag::Route,
            (_, b"gpx") => Tag::Root,
            _ => Tag::Ignored,
        },
        Tag::Metadata if name == b"name" => Tag::FileName,
        _ => Tag::Ignored,
    }
}

/// An element within a point, in every spelling seen in exports.
fn sensor(name: &[u8]) -> Tag {
    match name {
        b"hr" | b"HR" | b"heartrate" | b"heartRate" | b"HeartRate" | b"heart_rate" => Tag::Value(Measured::HeartRate),
        b"cad" | b"cadence" | b"Cadence" | b"RunCadence" | b"runCadence" | b"run_cadence" => {
            Tag::Value(Measured::Cadence)
        }
        b"atemp" | b"temp" | b"temperature" | b"Temperature" => Tag::Value(Measured::Temperature),
        b"power" | b"Power" | b"watts" | b"Watts" | b"PowerInWatts" => Tag::Value(Measured::Power),
        b"speed" | b"Speed" => Tag::Value(Measured::Speed),
        b"distance" | b"Distance" => Tag::Value(Measured::Distance),
        // A closing tag is missing: the next point has begun.
        b"trkpt" => Tag::Point,
        _ => Tag::Inside,
    }
}
