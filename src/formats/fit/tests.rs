//! Whole files, made byte by byte, through the reader.

use super::encode::{Encoder, RECORD, START};
use super::read;
use crate::error::{Error, ErrorKind};
use crate::model::{Activity, Channel, HeartRateSensor, Intensity, LapTrigger, Reading, Span, Sport, StepEnd};
use crate::stats::Range;

const ACTIVITY: u8 = 4;

fn single(bytes: &[u8]) -> Activity {
    let mut reading = read(bytes).unwrap();
    assert_eq!(reading.activities.len(), 1);
    reading.activities.remove(0)
}

fn refusal(bytes: &[u8]) -> Error {
    let error = read(bytes).err().unwrap();
    assert!(!error.location().is_empty() && !error.expected().is_empty());
    assert!(!error.found().is_empty() && !error.advice().is_empty());
    error
}

fn notes(reading: &Reading) -> Vec<&str> {
    reading.notes.iter().map(|note| note.text.as_str()).collect()
}

#[track_caller]
fn assert_values(channel: Option<&Channel>, expected: &[f64]) {
    let values = channel.unwrap();
    assert_eq!(values.len(), expected.len());
    for (value, expected) in values.iter().zip(expected) {
        assert!((value.is_nan() && expected.is_nan()) || (value - expected).abs() < 1e-9, "{values:?}");
    }
}

#[test]
fn a_plain_run_is_read() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..3);
    file.session(1, 0, 3, 0, 0);
    for header_size in [12, 14] {
        let run = single(&file.finish(header_size));
        assert_eq!((run.sport.clone(), run.device.manufacturer.as_str()), (Sport::Running, "garmin"));
        assert!((run.origin_unix_s - (631_065_600.0 + f64::from(START))).abs() < 1e-9);
        assert_values(Some(&run.track.time_s), &[0.0, 1.0, 2.0]);
        assert_values(run.track.distance_m.as_ref(), &[0.0, 4.0, 8.0]);
        assert_values(run.track.speed_mps.as_ref(), &[4.0; 3]);
        assert_values(run.track.heart_rate_bpm.as_ref(), &[150.0; 3]);
        assert_values(run.track.step_rate_spm.as_ref(), &[181.0; 3]);
        assert_eq!((run.track.power_w, run.told.rpe_cr10(), run.elapsed_s), (None, Some(7.0), Some(3.0)));
    }
}

#[test]
fn the_watch_knows_a_resting_heart_rate() {
    for (bpm, expected) in [(48, Some(48.0)), (0, None), (0xFF, None), (200, None)] {
        let mut file = Encoder::file(ACTIVITY, 1);
        file.define(3, 3, &[(8, 1, 2)]);
        file.data(3, &[&[bpm]]);
        file.run(0..3);
        file.session(1, 0, 3, 0, 0);
        assert_eq!(single(&file.finish(14)).resting_hr_bpm, expected);
    }
}

/// Sensor of a run whose watch lists these devices: source, type, serial number, number on the radio.
fn sensor(devices: &[(u8, u8, u32, u16)]) -> Option<HeartRateSensor> {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.define(3, 23, &[(0, 1, 2), (25, 1, 0), (1, 1, 2), (3, 4, 0x8C), (21, 2, 0x8B)]);
    for (source, device_type, serial, radio) in devices {
        file.data(3, &[&[1, *source, *device_type], &serial.to_le_bytes(), &radio.to_le_bytes()]);
    }
    file.run(0..3);
    single(&file.finish(14)).heart_rate_sensor
}

#[test]
fn the_heart_rate_sensor_is_the_one_listed() {
    let strap = |number| Some(HeartRateSensor::Strap { number });
    assert_eq!(sensor(&[(1, 120, 88, 4711)]), strap(Some(88)), "ANT+");
    assert_eq!(sensor(&[(0xFF, 120, 0, 4711)]), strap(Some(4711)), "old watches name no source");
    assert_eq!(sensor(&[(3, 1, 0, 0)]), strap(None), "Bluetooth");
    assert_eq!(sensor(&[(5, 0, 0, 0), (5, 10, 0, 0)]), Some(HeartRateSensor::Wrist));
    assert_eq!(sensor(&[(5, 10, 0, 0), (1, 120, 88, 0)]), strap(Some(88)), "a strap that is listed measured");
    // antfs, a foot pod, a bike's radar, a barometer
    assert_eq!(sensor(&[(0xFF, 1, 7, 0), (1, 124, 7, 0), (1, 40, 7, 0), (5, 4, 7, 0)]), None);
    assert_eq!(sensor(&[]), None);
}

#[test]
fn without_a_heart_rate_nothing_measured_it() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.define(3, 23, &[(0, 1, 2), (25, 1, 0), (1, 1, 2)]);
    file.data(3, &[&[1, 5, 10]]);
    file.define(1, 20, &[(253, 4, 0x86), (5, 4, 0x86)]);
    file.data(1, &[&START.to_le_bytes(), &100_u32.to_le_bytes()]);
    assert_eq!(single(&file.finish(14)).heart_rate_sensor, None);
}

#[test]
fn zero_and_invalid_values_are_missing() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.define(1, 20, &[(253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (3, 1, 2), (4, 1, 2), (6, 2, 0x84)]);
    let mut record = |second: u32, place: i32, rest: [u8; 2]| {
        let (time, place) = ((START + second).to_le_bytes(), place.to_le_bytes());
        file.data(1, &[&time, &place, &place, &rest, &[0xFF, 0xFF]]);
    };
    record(0, 0, [0, 0]);
    record(1, i32::MAX, [255, 255]);
    record(2, 1 << 29, [120, 80]);
    let run = single(&file.finish(14));
    let nan = f64::NAN;
    assert_values(run.track.latitude_deg.as_ref(), &[nan, nan, 45.0]);
    assert_values(run.track.longitude_deg.as_ref(), &[nan, nan, 45.0]);
    assert_values(run.track.heart_rate_bpm.as_ref(), &[nan, nan, 120.0]);
    assert_values(run.track.step_rate_spm.as_ref(), &[nan, nan, 160.0]);
    assert_eq!(run.track.speed_mps, None);
}

#[test]
fn the_finer_field_wins_where_it_is_valid() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.define_big(3, 20, &[(73, 4, 0x86), (253, 4, 0x86), (6, 2, 0x84), (78, 4, 0x86), (2, 2, 0x84)]);
    for (second, fine) in [(0_u32, 4321_u32), (1, u32::MAX)] {
        let time = (START + second).to_be_bytes();
        file.data(3, &[&fine.to_be_bytes(), &time, &4000_u16.to_be_bytes(), &[0xFF; 4], &3000_u16.to_be_bytes()]);
    }
    let run = single(&file.finish(14));
    assert_values(run.track.speed_mps.as_ref(), &[4.321, 4.0]);
    assert_values(run.track.altitude_m.as_ref(), &[100.0, 100.0]);
}

#[test]
fn packed_times_speeds_and_distances_are_unpacked() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.define(0, 21, &[(253, 4, 0x86), (0, 1, 0), (1, 1, 0)]);
    file.data(0, &[&START.to_le_bytes(), &[0], &[0]]); // START is 0 modulo 32 ...
    assert_eq!(START % 32, 0);
    file.define(2, 20, &[(8, 3, 0x0D)]);
    let pack = |speed: u16, distance: u16| {
        let (speed, distance) = (speed.to_le_bytes(), distance.to_le_bytes());
        [speed[0], speed[1] | distance[0] << 4, distance[0] >> 4 | distance[1] << 4]
    };
    for (second, distance_m) in [(1_u8, 100_u16), (31, 200), (1, 300)] {
        // ... so that the last one, second 33, has run over.
        file.data(0x80 | 2 << 5 | second, &[&pack(350, distance_m * 16 % 4096)]);
    }
    let run = single(&file.finish(14));
    assert_values(Some(&run.track.time_s), &[0.0, 30.0, 32.0]);
    assert_values(run.track.speed_mps.as_ref(), &[3.5; 3]);
    assert_values(run.track.distance_m.as_ref(), &[100.0, 200.0, 300.0]);
}

#[test]
fn developer_fields_stand_in_for_absent_channels_only() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.define(0, 206, &[(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 20, 7), (8, 12, 7)]);
    let padded = |text: &str, size: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.resize(size, 0);
        bytes
    };
    for (developer, number, name, units) in [
        (0, 0, "Power", "Watts"),
        (0, 1, "Heart Rate", "BPM"),
        (0, 2, "Vertical Oscillation", "Centimeters"),
        (1, 0, "Form Power", "Watts"),
    ] {
        file.data(0, &[&[developer], &[number], &[0x84], &padded(name, 20), &padded(units, 12)]);
    }
    let fields = [(253, 4, 0x86), (3, 1, 2)];
    file.define_developer(1, 20, &fields, &[(0, 2, 1), (0, 2, 0), (1, 2, 0), (2, 2, 0)]);
    file.data(1, &[&START.to_le_bytes(), &[140], &[60, 0], &[4, 1], &[99, 0], &[8, 0]]);
    let run = single(&file.finish(14));
    assert_values(run.track.power_w.as_ref(), &[260.0]);
    assert_values(run.track.heart_rate_bpm.as_ref(), &[140.0]);
    assert_values(run.track.vertical_oscillation_mm.as_ref(), &[80.0]);
}

#[test]
fn laps_splits_pauses_and_local_time_are_read() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..100);
    let lap_fields = [(254, 2, 0x84), (2, 4, 0x86), (7, 4, 0x86), (9, 4, 0x86), (23, 1, 0), (24, 1, 0), (71, 2, 0x84)];
    file.define(3, 19, &lap_fields);
    let at = |second: u32| (START + second).to_le_bytes();
    let lap = [&[0, 0][..], &at(10), &30_500_u32.to_le_bytes(), &12_200_u32.to_le_bytes(), &[1], &[0], &[3, 0]];
    file.data(3, &lap);
    file.define(4, 21, &[(253, 4, 0x86), (0, 1, 0), (1, 1, 0)]);
    for (second, event_type) in [(0, 0), (40, 4), (41, 1), (55, 0), (99, 4)] {
        file.data(4, &[&at(second), &[0], &[event_type]]);
    }
    file.define(5, 34, &[(253, 4, 0x86), (5, 4, 0x86)]);
    file.data(5, &[&at(100), &at(100 + 7205)]);
    file.define(6, 312, &[(0, 1, 0), (1, 4, 0x86), (9, 4, 0x86)]);
    file.data(6, &[&[3], &20_000_u32.to_le_bytes(), &at(10)]);
    let run = single(&file.finish(14));
    let lap = run.laps[0];
    assert!((lap.start_s - 10.0).abs() < 1e-9 && (lap.end_s - 40.5).abs() < 1e-9);
    assert_eq!((lap.trigger, lap.intensity), (Some(LapTrigger::Manual), Some(Intensity::Rest)));
    assert_eq!((lap.step_index, lap.distance_m), (Some(3), Some(122.0)));
    assert_eq!(run.pauses, [Span::new(40.0, 55.0)]);
    assert_eq!(run.utc_offset_s, Some(7200));
    assert_eq!((run.splits[0].span, run.splits[0].intensity), (Span::new(10.0, 30.0), Intensity::Interval));
}

#[test]
fn the_plan_is_read() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..2);
    file.define(3, 26, &[(8, 8, 7)]);
    file.data(3, &[b"6x400\0\0\0"]);
    let number = (254, 2, 0x84);
    let step = [number, (1, 1, 0), (2, 4, 0x86), (3, 1, 0), (4, 4, 0x86), (5, 4, 0x86), (6, 4, 0x86), (7, 1, 0)];
    file.define(4, 27, &step);
    let mut push = |index: u16, kind: u8, value: u32, target: [u32; 3], intensity: u8| {
        let [zone, low, high] = target.map(u32::to_le_bytes);
        let (index, value) = (index.to_le_bytes(), value.to_le_bytes());
        file.data(4, &[&index, &[kind], &value, &[if kind == 6 { 0xFF } else { 0 }], &zone, &low, &high, &[intensity]]);
    };
    push(0, 1, 40_000, [0, 4000, 4500], 0);
    push(1, 0, 90_000, [1, u32::MAX, u32::MAX], 1);
    push(2, 6, 0, [6, u32::MAX, u32::MAX], 0xFF);
    let plan = single(&file.finish(14)).workout.unwrap();
    assert_eq!(plan.name.as_deref(), Some("6x400"));
    assert_eq!(plan.steps[0].end, StepEnd::Distance(400.0));
    assert_eq!(plan.steps[0].target_mps, Some(Range::new(4.0, 4.5)));
    assert_eq!((plan.steps[1].end, plan.steps[1].target_mps), (StepEnd::Time(90.0), None));
    assert_eq!(plan.steps[1].intensity, Some(Intensity::Rest));
    assert_eq!(plan.steps[2].end, StepEnd::Repeat { from: 0, count: 6 });
}

#[test]
fn sessions_are_activities_on_one_clock() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..10);
    file.session(2, 0, 4, 0, 1);
    file.session(1, 6, 4, 1, 1);
    file.session(5, 500, 4, 2, 0);
    let reading = read(&file.finish(14)).unwrap();
    let [ride, run] = &reading.activities[..] else { unreachable!("two sessions have records") };
    assert_eq!((&ride.sport, ride.track.len()), (&Sport::Cycling, 5));
    assert_eq!((&run.sport, run.track.len()), (&Sport::Running, 5));
    assert_values(Some(&run.track.time_s), &[5.0, 6.0, 7.0, 8.0, 9.0]);
    assert_eq!(ride.track.step_rate_spm, None);
    assert_eq!(run.notes[0].text, "a session (swimming) without records left out");
}

#[test]
fn a_session_of_no_sport_takes_the_word_of_its_laps() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..3);
    file.session(0, 0, 3, 0, 1);
    assert_eq!(single(&file.finish(14)).sport, Sport::Unknown);
    file.define(3, 19, &[(2, 4, 0x86), (7, 4, 0x86), (25, 1, 0)]);
    file.data(3, &[&START.to_le_bytes(), &3000_u32.to_le_bytes(), &[1]]);
    assert_eq!(single(&file.finish(14)).sport, Sport::Running);
}

#[test]
fn chained_files_share_the_first_record_as_origin() {
    let (mut first, mut second) = (Encoder::file(ACTIVITY, 1), Encoder::file(ACTIVITY, 294));
    first.run(0..5);
    second.run(60..63);
    let reading = read(&[first.finish(14), second.finish(12)].concat()).unwrap();
    assert_eq!(notes(&reading), [""; 0]);
    assert_eq!(reading.activities.len(), 2);
    assert_values(Some(&reading.activities[1].track.time_s), &[60.0, 61.0, 62.0]);
    assert_eq!(reading.activities[1].device.manufacturer, "coros");
}

#[test]
fn stored_heart_rate_in_a_second_file_belongs_to_the_first() {
    let mut first = Encoder::file(ACTIVITY, 1);
    first.define(1, 20, RECORD);
    for second in 0..3 {
        first.record(second, f64::from(second), 1.0, 255, 60);
    }
    let mut second = Encoder::file(ACTIVITY, 1);
    second.define(3, 132, &[(253, 4, 0x86), (9, 4, 0x86), (6, 1, 2)]);
    second.data(3, &[&START.to_le_bytes(), &102_400_u32.to_le_bytes(), &[100]]);
    second.data(3, &[&(START + 2).to_le_bytes(), &104_448_u32.to_le_bytes(), &[104]]);
    let reading = read(&[first.finish(14), second.finish(14)].concat()).unwrap();
    assert_eq!(reading.activities.len(), 1);
    assert_values(reading.activities[0].track.heart_rate_bpm.as_ref(), &[100.0, 100.0, 104.0]);
}

#[test]
fn stored_heart_rate_fills_records_without_their_own() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.define(1, 20, RECORD);
    for second in 0..4 {
        file.record(second, f64::from(second), 1.0, 255, 60);
    }
    file.define(3, 132, &[(253, 4, 0x86), (9, 4, 0x86), (6, 1, 2)]);
    file.data(3, &[&START.to_le_bytes(), &102_400_u32.to_le_bytes(), &[100]]);
    file.define(4, 132, &[(6, 2, 2), (10, 3, 0x0D)]);
    // Ticks 103,424 and 104,448: one and two seconds on, in twelve bits each.
    let (one, two) = (103_424 % 4096, 104_448 % 4096);
    file.data(4, &[&[101, 102], &[one as u8, (one >> 8) as u8 | (two << 4) as u8, (two >> 4) as u8]]);
    let run = single(&file.finish(14));
    assert_values(run.track.heart_rate_bpm.as_ref(), &[100.0, 101.0, 102.0, 102.0]);
}

#[test]
fn what_comes_before_damage_is_kept() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..100);
    let whole = file.finish(14);
    let cut = read(&whole[..1000]).unwrap();
    assert_eq!(cut.activities[0].track.len(), 67);
    assert_eq!(notes(&cut), ["truncated at byte 1,000 of 1,456: 67 records kept"]);

    let mut undefined = whole.clone();
    undefined[54 + 14 * 50] = 9;
    let undefined = read(&undefined).unwrap();
    assert_eq!(undefined.activities[0].track.len(), 50);
    assert!(
        notes(&undefined)[0].starts_with("a message of local type 9 has no definition at byte 754: 50 records kept")
    );
    assert!(notes(&undefined)[1].starts_with("data checksum mismatch at byte 1,454: expected 0x"));
}

#[test]
fn a_wrong_data_size_is_borne() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..100);
    let whole = file.finish(12);
    let with_size = |size: u32, has_checksum: bool| {
        let mut bytes = whole.clone();
        bytes[4..8].copy_from_slice(&size.to_le_bytes());
        let end = bytes.len() - 2;
        let sum = super::checksum::checksum(&bytes[..end]);
        bytes[end..].copy_from_slice(&(sum ^ u16::from(!has_checksum)).to_le_bytes());
        let reading = read(&bytes).unwrap();
        (reading.activities[0].track.len(), reading.notes[0].text.clone())
    };
    assert_eq!(with_size(0, true), (100, "no data size in the header at byte 0".to_owned()));
    assert_eq!(with_size(0, false).0, 100);
    let wrong = |size: &str| format!("wrong data size {size} in the header at byte 0");
    assert_eq!(with_size(500, true), (100, wrong("500")));
    assert_eq!(with_size(1 << 20, true), (100, wrong("1,048,576")));
    let cut = "truncated at byte 1,454 of 1,048,590: 100 records kept";
    assert_eq!(with_size(1 << 20, false), (100, cut.to_owned()));
}

#[test]
fn other_files_are_named_as_what_they_are() {
    let settings = refusal(&Encoder::file(2, 1).finish(14));
    assert_eq!((settings.kind(), settings.found()), (ErrorKind::NotAnActivity, "a FIT settings file"));
    let mut course = Encoder::file(6, 1);
    course.run(0..10);
    assert_eq!(refusal(&course.finish(14)).found(), "a FIT course file");
    assert_eq!(refusal(&Encoder::file(ACTIVITY, 1).finish(14)).kind(), ErrorKind::NoUsableData);
    assert_eq!(refusal(b"\x4d\x10\x00\x00\x00\x00\x00\x00.FIT").kind(), ErrorKind::Malformed);
    let cut = Encoder::file(ACTIVITY, 1).finish(14);
    assert_eq!(refusal(&cut[..30]).kind(), ErrorKind::Malformed);
}

#[test]
fn no_cut_and_no_flip_panics() {
    let mut file = Encoder::file(ACTIVITY, 1);
    file.run(0..20);
    file.session(1, 0, 20, 0, 0);
    let whole = file.finish(14);
    for length in 0..whole.len() {
        let _ = read(&whole[..length]);
    }
    for at in 0..whole.len() {
        for flip in [0x01, 0x40, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            let _ = read(&bytes);
        }
    }
}
