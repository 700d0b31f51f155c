//! TCX as a plain tree of XML elements, read with roxmltree: another parser, and no code shared with our reader.

use super::samples::{
    ALTITUDE, CADENCE, CHANNELS, DISTANCE, HEART_RATE, LATITUDE, LONGITUDE, POWER, SPEED, Second, altitude, position,
};
use roxmltree::{Document, Node, ParsingOptions};
use std::panic::catch_unwind;

/// Reads a TCX file; what stops the parser is in `explained`.
pub(super) fn read(bytes: &[u8]) -> Second {
    match catch_unwind(|| tree(bytes)) {
        Ok(Ok(second)) => second,
        Ok(Err(why)) => stopped(format!("roxmltree refuses the whole file: {why}")),
        Err(_) => stopped("roxmltree panics on this file".to_owned()),
    }
}

/// A reader that knows only what it leaves out.
fn begun() -> Second {
    let mut second = Second { name: "roxmltree", ..Second::default() };
    second.is_not_read[CADENCE] = true;
    second
        .explained
        .push("a plain reader does not know whether a cadence is of steps or strides: not compared".to_owned());
    second
}

fn stopped(why: String) -> Second {
    let mut second = begun();
    second.has_stopped = true;
    second.explained.push(why);
    second
}

fn tree(bytes: &[u8]) -> Result<Second, String> {
    let mut second = begun();
    let text = std::str::from_utf8(bytes).map_err(|cause| cause.to_string())?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{feff}').trim_start(), options)
        .map_err(|cause| cause.to_string())?;
    for activity in document.descendants().filter(|node| is(node, "Activity")) {
        let before = second.samples.len();
        for point in activity.descendants().filter(|node| is(node, "Trackpoint")) {
            match value(point, "Time").map(|time| unix_s(&time)) {
                Some(Some(unix_s)) => second.samples.push(unix_s, values(point)),
                Some(None) => second.refused += 1,
                None => {}
            }
        }
        second.samples.activities += usize::from(second.samples.len() > before);
    }
    if second.samples.activities > 1 {
        second.samples.sort_by_time();
    }
    if second.refused > 0 {
        second.explained.push(format!("{} times cannot be read as RFC 3339", second.refused));
    }
    Ok(second)
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The text of the first element of this name inside a point.
fn value(point: Node<'_, '_>, name: &str) -> Option<String> {
    let element = point.descendants().find(|node| is(node, name))?;
    let text: String = element.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Unix time, s; a time without a zone is in UTC.
fn unix_s(time: &str) -> Option<f64> {
    let timestamp: jiff::Timestamp = time.parse().or_else(|_| format!("{time}Z").parse()).ok()?;
    Some(timestamp.as_second() as f64 + f64::from(timestamp.subsec_nanosecond()) * 1e-9)
}

fn values(point: Node<'_, '_>) -> [f64; CHANNELS] {
    let number =
        |name: &str| value(point, name).and_then(|text| text.parse().ok()).filter(|value: &f64| value.is_finite());
    let number = |name: &str| number(name).unwrap_or(f64::NAN);
    let mut values = [f64::NAN; CHANNELS];
    (values[LATITUDE], values[LONGITUDE]) = position(number("LatitudeDegrees"), number("LongitudeDegrees"));
    values[ALTITUDE] = altitude(number("AltitudeMeters"));
    values[DISTANCE] = number("DistanceMeters");
    values[SPEED] = number("Speed");
    // A rate of 0 is a strap that has lost its contact.
    values[HEART_RATE] = Some(number("HeartRateBpm")).filter(|rate| *rate > 0.0).unwrap_or(f64::NAN);
    values[POWER] = number("Watts");
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::samples::Samples;

    #[test]
    fn trackpoints_of_activities_are_taken() {
        let text = b"\xef\xbb\xbf<TrainingCenterDatabase xmlns='http://x' xmlns:n='http://y'><Activities><Activity Sport='Running'>\
            <Lap StartTime='2024-05-01T06:30:00Z'><HeartRateBpm><Value>1</Value></HeartRateBpm><Track>\
            <Trackpoint><Time>2024-05-01T08:30:00.5+02:00</Time><Position><LatitudeDegrees>47.5</LatitudeDegrees>\
            <LongitudeDegrees>8.25</LongitudeDegrees></Position><AltitudeMeters>410.5</AltitudeMeters>\
            <DistanceMeters>3</DistanceMeters><HeartRateBpm><Value>140</Value></HeartRateBpm>\
            <Extensions><n:TPX><n:Speed>3.5</n:Speed><n:Watts>250</n:Watts></n:TPX></Extensions></Trackpoint>\
            <Trackpoint/></Track></Lap></Activity></Activities><Courses><Course><Track><Trackpoint>\
            <Time>2024-05-01T06:30:00Z</Time></Trackpoint></Track></Course></Courses></TrainingCenterDatabase>";
        let second = read(text);
        let Samples { activities, unix_s, channels, .. } = second.samples;
        assert_eq!((activities, unix_s.len()), (1, 1));
        assert!((unix_s[0] - 1_714_545_000.5).abs() < 1e-6);
        let first: Vec<f64> = channels.iter().map(|channel| channel[0]).filter(|value| !value.is_nan()).collect();
        assert_eq!(first, [47.5, 8.25, 410.5, 3.0, 3.5, 140.0, 250.0]);
    }

    #[test]
    fn a_refusal_is_explained() {
        let second = read(b"<TrainingCenterDatabase><Activities>");
        assert!(second.has_stopped && second.samples.is_empty());
        assert!(second.explained.iter().any(|line| line.starts_with("roxmltree refuses the whole file")));
    }
}
