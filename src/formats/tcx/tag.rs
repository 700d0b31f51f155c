//! What a TCX element is, by its local name and its parent.

use crate::formats::xml::Measured;

/// An element that matters, or a place in which others may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
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
pub(super) fn tag(parent: Tag, name: &[u8]) -> Tag {
    match parent {
        Tag::Point | Tag::Inside => in_point(name),
        // Some writers leave the inner `Value` out: then the outer text is the number.
        Tag::Value(Measured::HeartRate) if name == b"Value" => Tag::Value(Measured::HeartRate),
        Tag::Track if name == b"Trackpoint" => Tag::Point,
        Tag::Lap => in_lap(name),
        Tag::Activity => match name {
            b"Lap" => Tag::Lap,
            b"Notes" => Tag::Notes,
            b"Creator" => Tag::Creator,
            _ => Tag::Ignored,
        },
        Tag::Creator => match name {
            b"Name" => Tag::CreatorName,
            b"UnitId" => Tag::UnitId,
            b"ProductID" => Tag::ProductId,
            _ => Tag::Ignored,
        },
        Tag::Root | Tag::Outside | Tag::Ignored => match name {
            b"Activity" => Tag::Activity,
            b"Course" => Tag::Course,
            b"Workout" => Tag::Workout,
            b"TrainingCenterDatabase" | b"Activities" => Tag::Root,
            _ => Tag::Ignored,
        },
        _ => Tag::Ignored,
    }
}

fn in_lap(name: &[u8]) -> Tag {
    match name {
        b"Track" => Tag::Track,
        b"TotalTimeSeconds" => Tag::LapTime,
        b"DistanceMeters" => Tag::LapDistance,
        b"Intensity" => Tag::LapIntensity,
        b"TriggerMethod" => Tag::LapTrigger,
        _ => Tag::Ignored,
    }
}

fn in_point(name: &[u8]) -> Tag {
    match name {
        b"Time" => Tag::Value(Measured::Time),
        b"LatitudeDegrees" => Tag::Value(Measured::Latitude),
        b"LongitudeDegrees" => Tag::Value(Measured::Longitude),
        b"AltitudeMeters" => Tag::Value(Measured::Altitude),
        b"DistanceMeters" => Tag::Value(Measured::Distance),
        b"HeartRateBpm" => Tag::Value(Measured::HeartRate),
        b"Cadence" | b"RunCadence" => Tag::Value(Measured::Cadence),
        b"Speed" => Tag::Value(Measured::Speed),
        b"Watts" => Tag::Value(Measured::Power),
        // A closing tag is missing: the next trackpoint has begun.
        b"Trackpoint" => Tag::Point,
        b"Track" => Tag::Track,
        _ => Tag::Inside,
    }
}
