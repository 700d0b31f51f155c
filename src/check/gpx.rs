//! GPX as the gpx crate reads it.

use std::panic::catch_unwind;

use super::samples::{
    ALTITUDE, CADENCE, CHANNELS, DISTANCE, HEART_RATE, LATITUDE, LONGITUDE, POWER, SPEED, Second, altitude, position,
};

/// Reads a GPX file; what stops the crate is in `explained`.
pub(super) fn read(bytes: &[u8]) -> Second {
    let mut second = Second { name: "gpx", ..Second::default() };
    match catch_unwind(|| gpx::read(bytes)) {
        Ok(Ok(file)) => take(&mut second, &file),
        Ok(Err(error)) => stop(&mut second, format!("gpx refuses the whole file: {error}")),
        Err(_) => stop(&mut second, "gpx panics on this file".to_owned()),
    }
    second
}

fn stop(second: &mut Second, why: String) {
    second.has_stopped = true;
    second.explained.push(why);
}

fn take(second: &mut Second, file: &gpx::Gpx) {
    for channel in [DISTANCE, HEART_RATE, CADENCE, POWER] {
        second.is_not_read[channel] = true;
    }
    second.explained.push("gpx leaves out extensions: heart rate, cadence, power and distance not compared".to_owned());
    // The gpx crate reads speed only as an element of GPX 1.0.
    second.ours_alone[SPEED] = Some("gpx leaves out the speed of extensions");
    let mut unread_times = 0;
    for track in &file.tracks {
        let before = second.samples.len();
        for point in track.segments.iter().flat_map(|segment| &segment.points) {
            match point.time.map(unix_s) {
                Some(Some(unix_s)) => second.samples.push(unix_s, values(point)),
                Some(None) => unread_times += 1,
                None => {}
            }
        }
        second.samples.activities += usize::from(second.samples.len() > before);
    }
    if second.samples.activities > 1 {
        second.samples.sort_by_time();
    }
    if unread_times > 0 {
        second.refused = unread_times;
        second.explained.push(format!("{unread_times} times of gpx lie outside the years that can be compared"));
    }
}

/// Unix time, s, from the text of the time: the gpx crate wraps a time type of another crate.
fn unix_s(time: gpx::Time) -> Option<f64> {
    let text = time.format().ok()?;
    let timestamp: jiff::Timestamp = text.parse().ok()?;
    Some(timestamp.as_second() as f64 + f64::from(timestamp.subsec_nanosecond()) * 1e-9)
}

fn values(point: &gpx::Waypoint) -> [f64; CHANNELS] {
    let mut values = [f64::NAN; CHANNELS];
    (values[LATITUDE], values[LONGITUDE]) = position(point.point().y(), point.point().x());
    values[ALTITUDE] = altitude(point.elevation.filter(|value| value.is_finite()).unwrap_or(f64::NAN));
    values[SPEED] = point.speed.filter(|value| value.is_finite()).unwrap_or(f64::NAN);
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::samples::Samples;

    #[test]
    fn points_with_times_are_taken() {
        let text = b"<gpx version='1.0' creator='x' xmlns='http://www.topografix.com/GPX/1/0'><trk><trkseg>\
            <trkpt lat='47.5' lon='8.25'><ele>410.5</ele><time>2024-05-01T08:30:00.5+02:00</time><speed>3.5</speed></trkpt>\
            <trkpt lat='0' lon='0'><time>2024-05-01T06:30:01Z</time></trkpt><trkpt lat='1' lon='2'/>\
            </trkseg></trk></gpx>";
        let second = read(text);
        let Samples { activities, unix_s, channels, .. } = second.samples;
        assert_eq!((activities, unix_s.len()), (1, 2));
        assert!((unix_s[0] - 1_714_545_000.5).abs() < 1e-6);
        let first: Vec<f64> = channels.iter().map(|channel| channel[0]).filter(|value| !value.is_nan()).collect();
        assert_eq!(first, [47.5, 8.25, 410.5, 3.5]);
        assert!(channels[LATITUDE][1].is_nan());
    }

    #[test]
    fn a_refusal_is_explained() {
        let second = read(b"<gpx version='1.1'><trk><trkseg><trkpt lat='1' lon='180'/></trkseg></trk></gpx>");
        assert!(second.has_stopped && second.samples.is_empty());
        assert!(second.explained[0].starts_with("gpx refuses the whole file"), "{}", second.explained[0]);
    }
}
