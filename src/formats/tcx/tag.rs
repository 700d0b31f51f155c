//! What a TCX element is, by its local name and its parent.

use crate::formats::xml::Measured;

/// An element that matters, or a place in which others may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TcxTag {
    /// Around the root element.
    Outside,
    /// `TrainingCenterDatabase`, or `Activities` without or inside it.
    Root,
    /// `Activity`, in `Activities` or in a part of a `MultiSportSession`.
    Activity,
    /// `Activity/Notes`.
    Notes,
    /// `Activity/Creator`.
    Creator,
    /// `Creator/Name`.
    CreatorName,
    /// `Creator/UnitId`.
    UnitId,
    /// `Creator/ProductID`.
    ProductId,
    /// `Activity/Lap`.
    Lap,
    /// `Lap/TotalTimeSeconds`.
    LapTime,
    /// `Lap/DistanceMeters`.
    LapDistance,
    /// `Lap/Intensity`.
    LapIntensity,
    /// `Lap/TriggerMethod`.
    LapTrigger,
    /// `Lap/Track`.
    Track,
    /// `Trackpoint`.
    Point,
    /// `Position`, `Extensions`, `TPX` and anything else in a point.
    Inside,
    /// A value of a point.
    Value(Measured),
    /// `Course`.
    Course,
    /// `Workout`.
    Workout,
    /// Anything else.
    Ignored,
}

/// What an element is.
pub(super) fn tag(parent: TcxTag, name: &[u8]) -> TcxTag {
    match parent {
        TcxTag::Point | TcxTag::Inside => in_point(name),
        // Some writers leave the inner `Value` out: then the outer text is the number.
        TcxTag::Value(Measured::HeartRate) if name == b"Value" => TcxTag::Value(Measured::HeartRate),
        TcxTag::Track if name == b"Trackpoint" => TcxTag::Point,
        TcxTag::Lap => in_lap(name),
        TcxTag::Activity => match name {
            b"Lap" => TcxTag::Lap,
            b"Notes" => TcxTag::Notes,
            b"Creator" => TcxTag::Creator,
            _ => TcxTag::Ignored,
        },
        TcxTag::Creator => match name {
            b"Name" => TcxTag::CreatorName,
            b"UnitId" => TcxTag::UnitId,
            b"ProductID" => TcxTag::ProductId,
            _ => TcxTag::Ignored,
        },
        TcxTag::Root | TcxTag::Outside | TcxTag::Ignored => match name {
            b"Activity" => TcxTag::Activity,
            b"Course" => TcxTag::Course,
            b"Workout" => TcxTag::Workout,
            b"TrainingCenterDatabase" | b"Activities" => TcxTag::Root,
            _ => TcxTag::Ignored,
        },
        _ => TcxTag::Ignored,
    }
}

fn in_lap(name: &[u8]) -> TcxTag {
    match name {
        b"Track" => TcxTag::Track,
        b"TotalTimeSeconds" => TcxTag::LapTime,
        b"DistanceMeters" => TcxTag::LapDistance,
        b"Intensity" => TcxTag::LapIntensity,
        b"TriggerMethod" => TcxTag::LapTrigger,
        _ => TcxTag::Ignored,
    }
}

fn in_point(name: &[u8]) -> TcxTag {
    match name {
        b"Time" => TcxTag::Value(Measured::Time),
        b"LatitudeDegrees" => TcxTag::Value(Measured::Latitude),
        b"LongitudeDegrees" => TcxTag::Value(Measured::Longitude),
        b"AltitudeMeters" => TcxTag::Value(Measured::Altitude),
        b"DistanceMeters" => TcxTag::Value(Measured::Distance),
        b"HeartRateBpm" => TcxTag::Value(Measured::HeartRate),
        b"Cadence" | b"RunCadence" => TcxTag::Value(Measured::Cadence),
        b"Speed" => TcxTag::Value(Measured::Speed),
        b"Watts" => TcxTag::Value(Measured::Power),
        // A closing tag is missing: the next trackpoint has begun.
        b"Trackpoint" => TcxTag::Point,
        b"Track" => TcxTag::Track,
        _ => TcxTag::Inside,
    }
}
