//! What a TCX element is, by its local name and its parent.

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
    /// `Trackpoint/Time`.
    Time,
    /// `LatitudeDegrees`.
    Latitude,
    /// `LongitudeDegrees`.
    Longitude,
    /// `AltitudeMeters`.
    Altitude,
    /// `Trackpoint/DistanceMeters`.
    Distance,
    /// `HeartRateBpm`.
    HeartRate,
    /// `HeartRateBpm/Value`.
    HeartRateValue,
    /// `Cadence` of the point, `RunCadence` of its `TPX`.
    Cadence,
    /// `TPX/Speed`.
    Speed,
    /// `TPX/Watts`.
    Power,
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
        Tag::HeartRate if name == b"Value" => Tag::HeartRateValue,
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
        b"Time" => Tag::Time,
        b"LatitudeDegrees" => Tag::Latitude,
        b"LongitudeDegrees" => Tag::Longitude,
        b"AltitudeMeters" => Tag::Altitude,
        b"DistanceMeters" => Tag::Distance,
        b"HeartRateBpm" => Tag::HeartRate,
        b"Cadence" | b"RunCadence" => Tag::Cadence,
        b"Speed" => Tag::Speed,
        b"Watts" => Tag::Power,
        // A closing tag is missing: the next trackpoint has begun.
        b"Trackpoint" => Tag::Point,
        b"Track" => Tag::Track,
        _ => Tag::Inside,
    }
}
