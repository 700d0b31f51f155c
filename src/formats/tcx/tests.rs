//! TCX texts and what is read from them.

use super::*;
use crate::error::ErrorKind;
use crate::model::{Activity, Format, Intensity, LapTrigger, Span, Sport};

fn one(text: &str) -> Activity {
    let mut reading = read(text.as_bytes()).unwrap();
    assert_eq!(reading.activities.len(), 1);
    reading.activities.remove(0)
}

fn kind(text: &str) -> ErrorKind {
    read(text.as_bytes()).unwrap_err().kind()
}

fn point(second: u32, inside: &str) -> String {
    format!("<Trackpoint><Time>2024-05-01T06:30:{second:02}Z</Time>{inside}</Trackpoint>")
}

fn lap(second: u32, head: &str, tracks: &[&str]) -> String {
    let tracks =
        if tracks.is_empty() { String::new() } else { format!("<Track>{}</Track>", tracks.join("</Track><Track>")) };
    format!("<Lap StartTime='2024-05-01T06:30:{second:02}Z'>{head}{tracks}</Lap>")
}

fn file(activities: &str) -> String {
    format!("<TrainingCenterDatabase><Activities>{activities}</Activities></TrainingCenterDatabase>")
}

fn run(inside: &str) -> String {
    file(&format!("<Activity Sport='Running'><Id>2024-05-01T06:30:00Z</Id>{inside}</Activity>"))
}

fn first(values: Option<&Vec<f64>>) -> f64 {
    values.unwrap()[0]
}

#[test]
fn a_trackpoint_is_read_whole() {
    let inside =
        "<Position><LatitudeDegrees>-8.25</LatitudeDegrees><LongitudeDegrees>-34.5</LongitudeDegrees></Position>
        <AltitudeMeters>7.5</AltitudeMeters><DistanceMeters>10.5</DistanceMeters>
        <HeartRateBpm xsi:type='x'><Value>145</Value></HeartRateBpm><SensorState>Present</SensorState>
        <Extensions><ns3:TPX CadenceSensor='Footpod'><ns3:Speed>1.5</ns3:Speed><ns3:RunCadence>86</ns3:RunCadence>
        <ns3:Watts>250</ns3:Watts></ns3:TPX></Extensions>";
    let columns = one(&run(&lap(0, "", &[&point(0, inside)]))).track;
    let values = [
        (columns.latitude_deg, -8.25),
        (columns.longitude_deg, -34.5),
        (columns.altitude_m, 7.5),
        (columns.distance_m, 10.5),
        (columns.heart_rate_bpm, 145.0),
        (columns.speed_mps, 1.5),
        (columns.step_rate_spm, 86.0),
        (columns.power_w, 250.0),
    ];
    for (column, value) in values {
        assert!((first(column.as_ref()) - value).abs() < 1e-9, "{value}");
    }
}

#[test]
fn prefixes_and_old_spellings_do_not_matter() {
    let inside = "<HeartRateBpm>145</HeartRateBpm><Cadence>86</Cadence>
        <Extensions><TPX xmlns='x'><Speed>1.5</Speed></TPX></Extensions>";
    let text = run(&lap(0, "", &[&point(0, inside)]));
    let columns = one(&text).track;
    assert!((first(columns.heart_rate_bpm.as_ref()) - 145.0).abs() < 1e-9);
    assert!((first(columns.step_rate_spm.as_ref()) - 86.0).abs() < 1e-9);
    let prefixed = text.replace("</", "<\u{1}").replace('<', "<q:").replace("<q:\u{1}", "</q:");
    assert_eq!(one(&prefixed).track, columns);
}

#[test]
fn laps_keep_what_the_device_says() {
    let head = "<TotalTimeSeconds>9.5</TotalTimeSeconds><DistanceMeters>40</DistanceMeters>
        <AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm>";
    let laps = [
        lap(0, &format!("{head}<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>"), &[&point(0, "")]),
        lap(10, &format!("{head}<Intensity>Resting</Intensity><TriggerMethod>Distance</TriggerMethod>"), &[]),
        lap(20, head, &[&point(21, ""), &point(41, "")]),
    ];
    let activity = one(&run(&laps.concat()));
    assert_eq!(activity.format, Format::Tcx);
    assert_eq!(activity.sport, Sport::Running);
    assert_eq!((activity.timer_s, activity.distance_m, activity.elapsed_s), (Some(28.5), Some(120.0), None));
    let spans: Vec<(f64, f64)> = activity.laps.iter().map(|lap| (lap.start_s, lap.end_s)).collect();
    assert_eq!(spans, [(0.0, 10.0), (10.0, 20.0), (20.0, 41.0)]);
    let intensities: Vec<_> = activity.laps.iter().map(|lap| lap.intensity).collect();
    assert_eq!(intensities, [Some(Intensity::Active), Some(Intensity::Rest), None]);
    let triggers: Vec<_> = activity.laps.iter().map(|lap| lap.trigger).collect();
    assert_eq!(triggers, [Some(LapTrigger::Manual), Some(LapTrigger::Distance), None]);
    assert_eq!((activity.laps[0].timer_s, activity.laps[0].distance_m), (Some(9.5), Some(40.0)));
    assert_eq!(activity.track.heart_rate_bpm, None);
}

#[test]
fn gaps_between_tracks_of_a_lap_are_pauses() {
    let first = [point(0, ""), point(2, "")].concat();
    let second = [point(12, ""), point(14, "")].concat();
    let laps = [lap(0, "", &[&first, &second]), lap(30, "", &[&point(30, "")])];
    assert_eq!(one(&run(&laps.concat())).pauses, [Span::new(2.0, 12.0)]);
}

#[test]
fn every_activity_is_read_with_the_clock_of_the_file() {
    let text = format!(
        "<TrainingCenterDatabase><Activities><MultiSportSession><FirstSport><Activity Sport='Biking'>{}</Activity>
        </FirstSport><NextSport><Transition>{}</Transition><Activity Sport='Running'>{}<Notes>6 x 1 min\nwindy</Notes>
        <Creator xsi:type='Device_t'><Name>Forerunner 945</Name><UnitId>3305146736</UnitId><ProductID>3113</ProductID>
        </Creator></Activity></NextSport></MultiSportSession></Activities></TrainingCenterDatabase>",
        lap(0, "", &[&point(5, "")]),
        lap(8, "", &[&point(9, "")]),
        lap(10, "", &[&point(15, "")]),
    );
    let reading = read(text.as_bytes()).unwrap();
    let [bike, run] = &reading.activities[..] else { panic!("two activities") };
    assert_eq!((bike.sport.clone(), run.sport.clone()), (Sport::Cycling, Sport::Running));
    assert_eq!((bike.track.time_s[0], run.track.time_s[0]), (0.0, 10.0));
    assert_eq!((run.laps[0].start_s, run.laps[0].end_s), (5.0, 10.0));
    assert_eq!(run.told.title(), "6 x 1 min");
    assert_eq!((run.device.manufacturer.as_str(), run.device.product.as_str()), ("garmin", "Forerunner 945"));
    assert_eq!((run.device.serial, bike.device.serial), (Some(3_305_146_736), None));
}

#[test]
fn points_with_a_time_alone_are_samples() {
    let points = [point(0, "<HeartRateBpm><Value>0</Value></HeartRateBpm>"), point(9, "")].concat();
    let activity = one(&run(&lap(0, "", &[&points, "<Trackpoint><Cadence>0</Cadence></Trackpoint>"])));
    assert_eq!(activity.track.time_s, [0.0, 9.0]);
    assert_eq!((activity.track.heart_rate_bpm.as_ref(), activity.track.step_rate_spm.as_ref()), (None, None));
    assert_eq!(activity.notes[0].text, "1 points without a time dropped");
}

#[test]
fn what_is_no_activity_is_named() {
    let course = "<Courses><Course><Lap><Intensity>Active</Intensity></Lap><Track><Trackpoint>\
        <Time>2024-05-01T06:30:00Z</Time></Trackpoint></Track></Course></Courses>";
    assert_eq!(kind(&format!("<TrainingCenterDatabase>{course}</TrainingCenterDatabase>")), ErrorKind::NotAnActivity);
    let workout = "<Workouts><Workout Sport='Running'><Name>x</Name></Workout></Workouts>";
    assert_eq!(kind(&format!("<TrainingCenterDatabase>{workout}</TrainingCenterDatabase>")), ErrorKind::NotAnActivity);
    assert_eq!(kind(&run(&lap(0, "", &["<Trackpoint/>"]))), ErrorKind::NotAnActivity);
    assert_eq!(kind(&run(&lap(0, "", &[]))), ErrorKind::NoUsableData);
    assert_eq!(kind("<TrainingCenterDatabase/>"), ErrorKind::NoUsableData);
    assert_eq!(kind("<TrainingCenterDatabase><Activities><Act"), ErrorKind::Malformed);
    assert_eq!(kind("<html/>"), ErrorKind::UnknownFormat);
}

#[test]
fn what_comes_before_damage_is_kept() {
    let whole = run(&lap(0, "", &[&[point(0, ""), point(1, ""), point(2, "")].concat()]));
    let cut = read(&whole.as_bytes()[..whole.rfind("</Time>").unwrap()]).unwrap();
    assert_eq!(cut.activities[0].track.time_s, [0.0, 1.0]);
    assert_eq!((cut.activities[0].laps[0].start_s, cut.activities[0].laps[0].end_s), (0.0, 1.0));
    assert!(cut.notes[0].text.starts_with("truncated at line 1, column"), "{}", cut.notes[0].text);
}

#[test]
fn every_cut_and_flipped_byte_is_survived() {
    let whole =
        run(&lap(0, "<TotalTimeSeconds>2</TotalTimeSeconds>", &[&point(0, "<Cadence>8</Cadence>"), &point(1, "")]));
    for end in 0..whole.len() {
        let _ = read(&whole.as_bytes()[..end]);
        for byte in [0, b'<', b'>', b'&', b'"', b'/', 0xff] {
            let mut bytes = whole.clone().into_bytes();
            bytes[end] = byte;
            let _ = read(&bytes);
        }
    }
}
