//! Reports on small files and on made-up readings.

use super::samples::{CHANNELS, HEART_RATE, POWER};
use super::*;

fn samples(times: &[f64], heart_rates: &[f64]) -> Samples {
    let mut samples = Samples { activities: 1, ..Samples::default() };
    for (&time, &rate) in times.iter().zip(heart_rates) {
        let mut values = [f64::NAN; CHANNELS];
        values[HEART_RATE] = rate;
        samples.push(time, values);
    }
    samples
}

fn against(ours: &Samples, mut second: Second) -> CheckReport {
    second.name = "theirs";
    judge("ours".to_owned(), ours, second)
}

fn line<'a>(report: &'a CheckReport, channel: &str) -> &'a ChannelComparison {
    report.lines.iter().find(|line| line.channel == channel).unwrap()
}

const TIMES: [f64; 3] = [10.0, 11.0, 12.0];

#[test]
fn equal_readings_agree() {
    let second = Second { samples: samples(&TIMES, &[140.0, f64::NAN, 142.0]), ..Second::default() };
    let report = against(&samples(&TIMES, &[140.0, f64::NAN, 142.0]), second);
    assert!(report.agrees);
    assert_eq!(line(&report, "heart rate").ours_n, 2);
    assert_eq!(report.lines.len(), 4);
}

#[test]
fn the_first_differing_record_is_told() {
    let second = Second { samples: samples(&TIMES, &[140.0, 141.0, 143.0]), ..Second::default() };
    let report = against(&samples(&TIMES, &[140.0, 141.0, 142.0]), second);
    let line = line(&report, "heart rate");
    assert_eq!((line.differing, line.verdict), (1, Agreement::Different));
    assert_eq!(line.first, Some(FirstDifference { record: 2, ours: 142.0, theirs: 143.0 }));
    assert!(!report.agrees);
    let text = report.to_string();
    assert!(text.contains("DISAGREE") && text.contains("first at record 2: 142 / 143"), "{text}");
}

#[test]
fn a_lost_sample_is_found_by_its_time() {
    let second = Second { samples: samples(&TIMES, &[140.0, 141.0, 142.0]), ..Second::default() };
    let report = against(&samples(&[10.0, 12.0], &[140.0, 142.0]), second);
    let lost = line(&report, "samples");
    assert_eq!((lost.differing, lost.verdict), (1, Agreement::Different));
    assert_eq!(lost.first.unwrap().record, 1);
    assert_eq!(line(&report, "heart rate").differing, 0);
}

#[test]
fn what_comes_after_the_other_reader_stopped_is_explained() {
    let theirs = || samples(&[10.0], &[140.0]);
    let ours = samples(&TIMES, &[140.0, 141.0, 142.0]);
    assert!(!against(&ours, Second { samples: theirs(), ..Second::default() }).agrees);
    let report = against(&ours, Second { samples: theirs(), has_stopped: true, ..Second::default() });
    assert!(report.agrees);
    assert_eq!(line(&report, "samples").verdict, Agreement::Explained);
    let report = against(&theirs(), Second { samples: ours, has_stopped: true, ..Second::default() });
    assert_eq!(line(&report, "samples").verdict, Agreement::Different);
}

#[test]
fn values_that_only_our_reader_can_have_are_explained() {
    let ours = samples(&TIMES, &[140.0, 141.0, 142.0]);
    let theirs = || samples(&TIMES, &[f64::NAN, 141.0, f64::NAN]);
    assert!(!against(&ours, Second { samples: theirs(), ..Second::default() }).agrees);
    let mut second = Second { samples: theirs(), ..Second::default() };
    second.ours_alone[HEART_RATE] = Some("a reason");
    let report = against(&ours, second);
    assert_eq!(line(&report, "heart rate").verdict, Agreement::Explained);
    assert_eq!(report.explained, ["heart rate: a reason"]);
}

#[test]
fn a_field_of_zeros_is_no_channel() {
    let ours = samples(&TIMES, &[f64::NAN; 3]);
    let mut theirs = samples(&TIMES, &[f64::NAN; 3]);
    theirs.channels[POWER] = vec![0.0, 0.0, f64::NAN];
    let report = against(&ours, Second { samples: theirs, ..Second::default() });
    assert_eq!(line(&report, "power").verdict, Agreement::Explained);
    assert!(report.agrees);
}

#[test]
fn a_gpx_file_is_read_twice() {
    let text = "<gpx version='1.1' creator='x' xmlns='http://www.topografix.com/GPX/1/1'><trk><trkseg>\
        <trkpt lat='47.5' lon='8.25'><ele>410.5</ele><time>2024-05-01T06:30:00Z</time></trkpt>\
        <trkpt lat='47.6' lon='8.25'><time>2024-05-01T06:30:01.25Z</time></trkpt></trkseg></trk></gpx>";
    let report = check(text.as_bytes()).unwrap();
    assert!(report.agrees, "{report}");
    assert_eq!((report.ours.as_str(), report.theirs.as_str()), ("lastrep gpx", "gpx"));
    assert_eq!((line(&report, "altitude").ours_n, line(&report, "latitude").theirs_n), (1, 2));
    let refused = check(text.replace("<ele>", "<course>1</course><ele>").as_bytes()).unwrap();
    assert!(refused.agrees);
    assert!(refused.to_string().contains("explained: gpx refuses the whole file"), "{refused}");
}

#[test]
fn a_tcx_file_is_read_as_a_plain_tree_too() {
    let text = "<TrainingCenterDatabase><Activities><Activity Sport='Running'><Lap><Track><Trackpoint>\
        <Time>2024-05-01T06:30:00Z</Time></Trackpoint></Track></Lap></Activity></Activities></TrainingCenterDatabase>";
    let report = check(text.as_bytes()).unwrap();
    assert!(report.agrees, "{report}");
    assert_eq!((report.theirs.as_str(), line(&report, "samples").theirs_n), ("roxmltree", 1));
}

#[test]
fn what_is_no_activity_stays_an_error() {
    assert_eq!(check(b"<gpx><wpt lat='1' lon='2'/></gpx>").unwrap_err().kind(), ErrorKind::NotAnActivity);
    assert_eq!(check(b"<gpx><trk><trkseg/></trk></gpx>").unwrap_err().kind(), ErrorKind::NoUsableData);
    assert_eq!(check(b"name;distance").unwrap_err().kind(), ErrorKind::UnknownFormat);
}
