//! Sessions in both layouts, and what is read from them.

use super::*;
use crate::model::{LapTrigger, Sport, Surface};

/// A session of the older layout with one exercise of 10 s.
fn older(exercise: &str) -> String {
    format!(
        "{{\"exportVersion\":\"1.6\",\"name\":\" Track \",\"note\":\"two\\nlines\",\"feeling\":0.75,\"deviceId\":\"1A2B\",\
         \"startTime\":\"2024-05-07T18:30:00.000\",\"stopTime\":\"2024-05-07T18:30:10.000\",\"timeZoneOffset\":120,\
         \"exercises\":[{{\"startTime\":\"2024-05-07T18:30:00.000\",\"stopTime\":\"2024-05-07T18:30:10.000\",\
         \"timezoneOffset\":120,\"duration\":\"PT9.5S\",\"distance\":40.5,\"sport\":\"TRACK_AND_FIELD_RUNNING\",{exercise}}}]}}"
    )
}

/// A session of the newer layout with one exercise of 10 s.
fn newer(exercise: &str) -> String {
    let times = "\"startTime\":\"2026-05-23T10:46:22\",\"stopTime\":\"2026-05-23T10:46:32\",\"durationMillis\":10000,\
                 \"distanceMeters\":40,\"timezoneOffsetMinutes\":-420,\"sport\":{\"id\":\"27\"}";
    format!("{{{times},\"product\":{{\"modelName\":\"Polar Pacer\"}},\"exercises\":[{{{times},{exercise}}}]}}")
}

fn timed(second: u32, value: &str) -> String {
    format!("{{\"dateTime\":\"2024-05-07T18:30:{second:02}.000\",\"value\":{value}}}")
}

fn one(text: &str) -> Activity {
    let mut reading = read(text.as_bytes()).unwrap();
    assert_eq!(reading.activities.len(), 1);
    reading.activities.remove(0)
}

fn notes(activity: &Activity) -> Vec<&str> {
    activity.notes.iter().map(|note| note.text.as_str()).collect()
}

fn spans(activity: &Activity) -> Vec<(f64, f64)> {
    activity.laps.iter().map(|lap| (lap.start_s, lap.end_s)).collect()
}

#[test]
fn streams_of_the_older_layout_are_joined_by_their_times() {
    let samples = format!(
        "\"samples\":{{\"heartRate\":[{},{},{{\"dateTime\":\"2024-05-07T18:30:02.000\"}}],\"speed\":[{}],\"distance\":[{}],\
         \"recordedRoute\":[{{\"dateTime\":\"2024-05-07T18:30:01.004\",\"latitude\":48.5,\"longitude\":16.25,\"altitude\":200.5}},\
         {{\"dateTime\":\"2024-05-07T18:30:03.000\",\"latitude\":48.6,\"longitude\":16.35}}]}}",
        timed(0, "140"),
        timed(1, "0"),
        timed(1, "14.4"),
        timed(1, "4")
    );
    let activity = one(&older(&samples));
    let track = &activity.track;
    assert_eq!(track.time_s, [0.0, 1.0, 3.0], "a time without a value is no sample");
    assert_eq!((activity.origin_unix_s, activity.utc_offset_s), (1_715_099_400.0, Some(7200)));
    let at = |column: &Option<Vec<f64>>, place: usize| column.as_ref().unwrap()[place];
    assert_eq!((at(&track.heart_rate_bpm, 0), at(&track.speed_mps, 1), at(&track.distance_m, 1)), (140.0, 4.0, 4.0));
    assert!(at(&track.heart_rate_bpm, 1).is_nan(), "no heart stands still");
    assert_eq!(
        (at(&track.latitude_deg, 1), at(&track.altitude_m, 1), at(&track.longitude_deg, 2)),
        (48.5, 200.5, 16.35)
    );
    assert_eq!((&activity.sport, activity.surface), (&Sport::Running, Some(Surface::Track)));
    assert_eq!((activity.timer_s, activity.elapsed_s, activity.distance_m), (Some(9.5), Some(10.0), Some(40.5)));
    let told = &activity.told;
    assert_eq!((told.title(), told.description(), told.feel_pct()), ("Track", "two lines", Some(75.0)));
    assert_eq!((activity.device.manufacturer.as_str(), activity.device.serial), ("polar", Some(0x1A2B)));
    assert_eq!(notes(&activity), [""; 0]);
}

#[test]
fn streams_of_the_newer_layout_stand_at_their_interval() {
    let exercise = "\"samples\":{\"samples\":[{\"type\":\"SPEED\",\"intervalMillis\":500,\"values\":[NaN,7.2,\"NaN\",null,10.8]},\
        {\"type\":\"CADENCE\",\"values\":[80,81]},{\"type\":\"LEFT_CRANK_CURRENT_POWER\",\"values\":[100]}]},\
        \"routes\":{\"route\":{\"wayPoints\":[{\"longitude\":-150.5,\"latitude\":0.5,\"elapsedMillis\":1001,\"altitude\":9}],\
        \"startTime\":\"2026-05-23T10:46:22.000\"}}";
    let activity = one(&newer(exercise));
    let track = &activity.track;
    assert_eq!(track.time_s, [0.0, 0.5, 1.0, 2.0]);
    assert_eq!((activity.origin_unix_s, activity.utc_offset_s), (1_779_558_382.0, Some(-25_200)));
    assert_eq!((track.speed_mps.as_ref().unwrap()[1], track.speed_mps.as_ref().unwrap()[3]), (2.0, 3.0));
    assert_eq!((track.longitude_deg.as_ref().unwrap()[2], track.altitude_m.as_ref().unwrap()[2]), (-150.5, 9.0));
    assert_eq!((track.power_w.as_ref(), activity.device.product.as_str()), (None, "Polar Pacer"));
    assert_eq!((&activity.sport, activity.surface), (&Sport::Running, Some(Surface::Trail)));
}

#[test]
fn laps_end_at_their_split_time_and_the_rest_is_a_lap() {
    let samples = format!("\"samples\":{{\"heartRate\":[{}]}}", timed(1, "140"));
    let lap = |end: &str, duration: &str| {
        format!("{{\"splitTime\":\"PT{end}S\",\"duration\":\"PT{duration}S\",\"distance\":9}}")
    };
    let pressed =
        format!("\"laps\":[{},{}],\"autoLaps\":[{}],{samples}", lap("3", "3"), lap("7.5", "4.5"), lap("5", "5"));
    let activity = one(&older(&pressed));
    assert_eq!(spans(&activity), [(-1.0, 2.0), (2.0, 6.5), (6.5, 9.0)], "the clock begins with the first sample");
    assert_eq!(activity.laps[1].trigger, Some(LapTrigger::Manual));
    assert_eq!((activity.laps[1].distance_m, activity.laps[1].timer_s), (Some(9.0), Some(4.5)));
    assert_eq!(activity.laps[2].trigger, Some(LapTrigger::SessionEnd));
    let automatic = one(&newer(
        "\"laps\":{\"laps\":[],\"autoLaps\":[{\"splitTimeMillis\":4000,\"durationMillis\":4000},{\"durationMillis\":4000},\
         {\"durationMillis\":2000}]},\"samples\":{\"samples\":[{\"type\":\"SPEED\",\"values\":[1]}]}",
    ));
    assert_eq!(spans(&automatic), [(0.0, 4.0), (4.0, 8.0), (8.0, 10.0)]);
    assert!(automatic.laps.iter().all(|lap| lap.trigger == Some(LapTrigger::Time)));
}

#[test]
fn a_route_in_another_zone_is_moved() {
    let samples = format!(
        "\"samples\":{{\"heartRate\":[{}],\"recordedRoute\":[{{\"dateTime\":\"2024-05-07T16:30:01.000\",\"latitude\":48.5,\
         \"longitude\":16.25}}]}}",
        timed(1, "140")
    );
    let activity = one(&older(&samples));
    assert_eq!(activity.track.time_s, [0.0]);
    assert_eq!(notes(&activity), ["times of the route moved by +120 min: they are of another zone"]);
}

#[test]
fn each_exercise_is_an_activity_on_one_clock() {
    let exercise = |second: u32, sport: &str, samples: &str| {
        format!(
            "{{\"startTime\":\"2024-05-07T18:30:{second:02}\",\"timezoneOffset\":120,\"sport\":\"{sport}\",\"samples\":{{{samples}}}}}"
        )
    };
    let heart = |second| format!("\"heartRate\":[{}]", timed(second, "140"));
    let exercises =
        [exercise(0, "CYCLING", &heart(5)), exercise(20, "RUNNING", &heart(25)), exercise(40, "YOGA", "")].join(",");
    let text = format!("{{\"startTime\":\"x\",\"stopTime\":\"y\",\"exercises\":[{exercises},7]}}");
    let reading = read(text.as_bytes()).unwrap();
    let [ride, run] = &reading.activities[..] else { panic!("two activities") };
    assert_eq!((&ride.sport, &run.sport), (&Sport::Cycling, &Sport::Running));
    assert_eq!((ride.track.time_s[0], run.track.time_s[0], run.origin_unix_s), (0.0, 20.0, ride.origin_unix_s));
    let told: Vec<&str> = reading.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(told, ["1 exercise without samples left out", "1 exercise that cannot be read left out"]);
}

#[test]
fn bad_parts_lose_themselves_alone() {
    let samples = format!(
        "\"laps\":5,\"samples\":{{\"speed\":\"fast\",\"heartRate\":[{},7,{{\"value\":3}},{}]}}",
        timed(0, "\"140\""),
        timed(1, "{}")
    );
    let text = older(&samples).replace("\"feeling\":0.75", "\"feeling\":\"GOOD\"").replace("\" Track \"", "12");
    let text = text.replace("PT9.5S", "nine");
    let activity = one(&text);
    assert_eq!((activity.track.time_s.len(), activity.laps.len(), activity.timer_s), (1, 0, None));
    assert_eq!((activity.told.title(), activity.told.feel_pct()), ("", None));
    assert_eq!(notes(&activity), ["2 samples that cannot be read left out"]);
}

#[test]
fn stops_that_the_samples_leave_out_are_told() {
    let exercise = "\"samples\":{\"samples\":[{\"type\":\"SPEED\",\"values\":[9,9,9,9,9]}]}";
    let stopped = newer(exercise).replace("\"durationMillis\":10000", "\"durationMillis\":5000");
    assert_eq!(notes(&one(&stopped)), ["5 s of stops are not in the samples: what follows a stop comes too early"]);
}

#[test]
fn what_has_no_samples_is_refused_with_what_to_do() {
    let kind = |text: &str| {
        let error = read(text.as_bytes()).unwrap_err();
        (error.kind(), error.found().to_owned())
    };
    let none = |found: &str| (ErrorKind::NoUsableData, found.to_owned());
    assert_eq!(kind("{\"exercises\":[]}"), none("a session without exercises"));
    assert_eq!(kind(&older("\"samples\":{}")), none("1 exercise without samples"));
    assert_eq!(kind("{\"exercises\":["), (ErrorKind::Malformed, "damaged JSON".to_owned()));
    assert_eq!(kind(&",".repeat(MAX_VALUES)).0, ErrorKind::Limit);
}

#[test]
fn what_comes_before_damage_is_kept() {
    let values: Vec<String> = (0..9).map(|second| timed(second, "140")).collect();
    let whole = older(&format!("\"samples\":{{\"heartRate\":[{}]}}", values.join(",")));
    let reading = read(&whole.as_bytes()[..whole.len() - 30]).unwrap();
    assert_eq!(reading.activities[0].track.time_s.len(), 8);
    assert!(reading.notes[0].text.starts_with("damaged at line 1, column"), "{}", reading.notes[0].text);
}

#[test]
fn every_cut_and_flipped_byte_is_survived() {
    let whole =
        older(&format!("\"laps\":[{{\"splitTime\":\"PT3S\"}}],\"samples\":{{\"heartRate\":[{}]}}", timed(0, "140")));
    for end in 0..whole.len() {
        let _ = read(&whole.as_bytes()[..end]);
        for byte in [0, b'{', b']', b',', b'"', b'\\', 0xff] {
            let mut bytes = whole.clone().into_bytes();
            bytes[end] = byte;
            let _ = read(&bytes);
        }
    }
}
