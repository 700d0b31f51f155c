//! GPX texts and what is read from them.

use super::*;
use crate::error::ErrorKind;
use crate::model::{Activity, Format, Span, Sport, Surface};

fn one(text: &str) -> Activity {
    let mut reading = read(text.as_bytes()).unwrap();
    assert_eq!(reading.activities.len(), 1);
    reading.activities.remove(0)
}

fn kind(text: &str) -> ErrorKind {
    read(text.as_bytes()).unwrap_err().kind()
}

fn point(second: u32, inside: &str) -> String {
    format!("<trkpt lat='47.5' lon='8.25'><time>2024-05-01T06:30:{second:02}Z</time>{inside}</trkpt>")
}

fn track(points: &str) -> String {
    format!("<gpx><trk><trkseg>{points}</trkseg></trk></gpx>")
}

fn column(values: Option<&Vec<f64>>) -> Vec<Option<f64>> {
    values.unwrap().iter().map(|&value| (!value.is_nan()).then_some(value)).collect()
}

#[test]
fn a_track_is_read_whole() {
    let activity = one("<?xml version='1.0'?>
        <gpx creator='Garmin Connect' version='1.1' xmlns='http://www.topografix.com/GPX/1/1'>
        <metadata><name>file</name><time>2020-01-01T00:00:00Z</time></metadata>
        <trk><name>6 x 400 &amp; jog</name><link href='x'><type>text/html</type></link><type>track_running</type><trkseg>
        <trkpt lat='47.5' lon='8.25'><ele>410.5</ele><time>2024-05-01T06:30:00.000Z</time></trkpt>
        <trkpt lon='8.26' lat='47.6'><time>2024-05-01T06:30:01.500Z</time></trkpt>
        </trkseg></trk></gpx>");
    assert_eq!(activity.format, Format::Gpx);
    assert_eq!((activity.sport, activity.surface), (Sport::Running, Some(Surface::Track)));
    assert_eq!(activity.told.title(), "6 x 400 & jog");
    assert_eq!((activity.device.manufacturer.as_str(), activity.device.product.as_str()), ("garmin", "Garmin Connect"));
    assert!((activity.origin_unix_s - 1_714_545_000.0).abs() < 1e-6);
    assert_eq!(activity.track.time_s, [0.0, 1.5]);
    assert_eq!(column(activity.track.latitude_deg.as_ref()), [Some(47.5), Some(47.6)]);
    assert_eq!(column(activity.track.longitude_deg.as_ref()), [Some(8.25), Some(8.26)]);
    assert_eq!(column(activity.track.altitude_m.as_ref()), [Some(410.5), None]);
    assert_eq!(activity.track.heart_rate_bpm, None);
    assert_eq!((activity.utc_offset_s, activity.notes.len()), (None, 0));
}

#[test]
fn sensors_are_read_in_every_spelling() {
    let spellings = [
        "<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr><gpxtpx:cad>88</gpxtpx:cad>\
         <gpxtpx:atemp>21</gpxtpx:atemp><gpxtpx:speed>4.5</gpxtpx:speed></gpxtpx:TrackPointExtension>\
         <power>240</power><gpxdata:distance>12.5</gpxdata:distance></extensions>",
        "<extensions><heartrate>150</heartrate><cadence>88</cadence><temp>21</temp><speed>4.5</speed>\
         <PowerInWatts>240</PowerInWatts><distance>12.5</distance></extensions>",
        "<speed>4.5</speed><hr>150</hr><x:RunCadence>88</x:RunCadence><temperature>21</temperature><watts>240</watts>\
         <distance>12.5</distance>",
    ];
    for spelling in spellings {
        let columns = one(&track(&point(0, spelling))).track;
        assert_eq!(column(columns.heart_rate_bpm.as_ref()), [Some(150.0)], "{spelling}");
        assert_eq!(column(columns.step_rate_spm.as_ref()), [Some(88.0)], "{spelling}");
        assert_eq!(column(columns.temperature_c.as_ref()), [Some(21.0)], "{spelling}");
        assert_eq!(column(columns.speed_mps.as_ref()), [Some(4.5)], "{spelling}");
        assert_eq!(column(columns.power_w.as_ref()), [Some(240.0)], "{spelling}");
        assert_eq!(column(columns.distance_m.as_ref()), [Some(12.5)], "{spelling}");
    }
}

#[test]
fn the_first_of_two_values_wins_and_zero_is_missing() {
    let points = [
        point(0, "<hr>150</hr><extensions><ns3:hr>151</ns3:hr></extensions>"),
        point(1, "<hr>0</hr><cad>0</cad>"),
        point(2, "<hr></hr><hr>152</hr><power>0</power>"),
    ];
    let columns = one(&track(&points.concat())).track;
    assert_eq!(column(columns.heart_rate_bpm.as_ref()), [Some(150.0), None, Some(152.0)]);
    assert_eq!(columns.step_rate_spm, None);
    assert_eq!(column(columns.power_w.as_ref()), [None, None, Some(0.0)]);
}

#[test]
fn segments_are_one_activity_with_pauses_between() {
    let segments = format!("{}{}</trkseg><trkseg>{}", point(0, ""), point(1, ""), point(30, ""));
    let activity = one(&track(&segments));
    assert_eq!(activity.track.time_s, [0.0, 1.0, 30.0]);
    assert_eq!(activity.pauses, [Span::new(1.0, 30.0)]);
}

#[test]
fn every_track_is_an_activity_with_the_clock_of_the_file() {
    let text = format!(
        "<gpx creator='x'><trk><type>9</type><trkseg>{}</trkseg></trk><trk><trkseg/></trk><trk><name>Walking</name>\
         <trkseg>{}</trkseg></trk></gpx>",
        point(5, ""),
        point(45, "")
    );
    let reading = read(text.as_bytes()).unwrap();
    let [first, second] = &reading.activities[..] else { panic!("two activities") };
    assert_eq!((first.sport.clone(), second.sport.clone()), (Sport::Running, Sport::Walking));
    assert_eq!((first.track.time_s[0], second.track.time_s[0]), (0.0, 40.0));
    assert_eq!(reading.notes[0].text, "1 tracks without a point with a time left out");
}

#[test]
fn zones_of_time_stamps_are_kept_or_noted() {
    let points = "<trkpt lat='1' lon='2'><time>2024-05-01 08:30:00+02:00</time></trkpt>";
    assert_eq!(one(&track(points)).utc_offset_s, Some(7200));
    let points = "<trkpt lat='1' lon='2'><time>2024-05-01 08:30:00</time></trkpt><trkpt lat='1' lon='2'/>";
    let activity = one(&track(points));
    let texts: Vec<&str> = activity.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["1 points without a time dropped", "1 times without a zone taken as UTC"]);
}

#[test]
fn what_is_no_activity_is_named() {
    assert_eq!(kind(&track("<trkpt lat='1' lon='2'><ele>3</ele></trkpt>")), ErrorKind::NotAnActivity);
    assert_eq!(
        kind("<gpx><wpt lat='1' lon='2'><time>2024-05-01T06:30:00Z</time></wpt></gpx>"),
        ErrorKind::NotAnActivity
    );
    assert_eq!(kind("<gpx><rte><rtept lat='1' lon='2'/></rte></gpx>"), ErrorKind::NotAnActivity);
    assert_eq!(kind("<gpx><trk><trkseg/></trk></gpx>"), ErrorKind::NoUsableData);
    assert_eq!(kind("<gpx/>"), ErrorKind::NoUsableData);
    assert_eq!(kind("/routes/10.gpx"), ErrorKind::UnknownFormat);
    assert_eq!(kind(""), ErrorKind::UnknownFormat);
    assert_eq!(kind("<gpx><trk><trkse"), ErrorKind::Malformed);
    assert_eq!(kind(&format!("<gpx>{}", "<a>".repeat(xml::MAX_DEPTH))), ErrorKind::Limit);
}

#[test]
fn what_comes_before_damage_is_kept() {
    let whole = track(&[point(0, "<hr>150</hr>"), point(1, "<hr>151</hr>"), point(2, "<hr>152</hr>")].concat());
    let last = whole.rfind("<hr>15").unwrap();
    let cut = read(&whole.as_bytes()[..last + 6]).unwrap();
    assert_eq!(cut.activities[0].track.time_s, [0.0, 1.0]);
    assert!(cut.notes[0].text.contains("2 samples before it kept"), "{}", cut.notes[0].text);
    let unclosed = read(whole.replacen("</trkpt>", "", 1).as_bytes()).unwrap();
    assert_eq!(unclosed.activities[0].track.time_s, [0.0, 1.0, 2.0]);
    let flipped = read(whole.replacen("</trkpt>", "</trkqt>", 1).as_bytes()).unwrap();
    assert_eq!(flipped.activities[0].track.time_s, [0.0, 1.0, 2.0]);
    assert!(flipped.notes[0].text.starts_with("1 closing tags do not match"));
}

#[test]
fn hostile_and_odd_texts_are_read() {
    let bomb = "<!DOCTYPE gpx [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>";
    let text = format!("{bomb}{}", track(&point(0, "<ns9:desc>&b;&b; A & B</ns9:desc><hr>150</hr>")));
    assert_eq!(column(one(&text).track.heart_rate_bpm.as_ref()), [Some(150.0)]);
    let prefixed = track(&point(0, "")).replace("<trk", "<q:trk").replace("</trk", "</q:trk");
    assert_eq!(one(&prefixed).track.len(), 1);
    let utf16: Vec<u8> = track(&point(0, "")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16).unwrap().activities[0].track.len(), 1);
}

#[test]
fn every_cut_and_flipped_byte_is_survived() {
    let whole = track(&[point(0, "<hr>150</hr>"), point(1, "<e:x a='b'><![CDATA[c]]></e:x><!-- d -->")].concat());
    for end in 0..whole.len() {
        let _ = read(&whole.as_bytes()[..end]);
        for byte in [0, b'<', b'>', b'&', b'"', b'/', 0xff] {
            let mut bytes = whole.clone().into_bytes();
            bytes[end] = byte;
            let _ = read(&bytes);
        }
    }
}
