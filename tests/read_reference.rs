//! Every fixture that has an expectation beside it is read, and what is found is compared with it.

use lastrep::error::Result;
use lastrep::formats::{self, archive};
use lastrep::model::{Activity, Reading};
use serde::Deserialize;

use crate::testdata::{files_under, root};

/// The content of an `.expect.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The stable name of the error's kind, where there is no result.
    error: Option<String>,
    /// Whether a caveat must be given.
    #[serde(default)]
    noted: bool,
    #[serde(default)]
    activity: Vec<ExpectedActivity>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedActivity {
    sport: Option<String>,
    samples: usize,
    laps: usize,
    elapsed_s: f64,
    timer_s: Option<f64>,
    distance_m: Option<f64>,
    pauses: Option<usize>,
    steps: Option<usize>,
}

/// Laps end on fractions of a second, records on whole ones.
const TIME_TOLERANCE_S: f64 = 1.0;
/// A device's distance against the sum of steps between positions that wander by some metres: 4 %.
const DISTANCE_TOLERANCE: f64 = 0.04;

/// Reads a file, unpacking it first where it is packed.
fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    if bytes.starts_with(&[0x1F, 0x8B]) {
        let member = archive::members(name, bytes)?.next().unwrap();
        return formats::read(&member.bytes?);
    }
    formats::read(bytes)
}

fn compare(name: &str, activity: &Activity, expected: &ExpectedActivity) {
    let track = &activity.track;
    if let Some(sport) = &expected.sport {
        assert_eq!(activity.sport.name(), sport, "{name}: sport");
    }
    assert_eq!(track.len(), expected.samples, "{name}: samples");
    assert_eq!(activity.laps.len(), expected.laps, "{name}: laps");
    let elapsed_s = track.time_s[track.len() - 1] - track.time_s[0];
    assert!((elapsed_s - expected.elapsed_s).abs() <= TIME_TOLERANCE_S, "{name}: {elapsed_s} s elapsed");
    if let (Some(timer_s), Some(found)) = (expected.timer_s, activity.timer_s) {
        assert!((found - timer_s).abs() <= TIME_TOLERANCE_S, "{name}: {found} s of timer time");
    }
    if let (Some(distance_m), Some(found)) = (expected.distance_m, activity.distance_m) {
        assert!((found / distance_m - 1.0).abs() <= DISTANCE_TOLERANCE, "{name}: {found} m");
    }
    if let Some(pauses) = expected.pauses {
        assert_eq!(activity.pauses.len(), pauses, "{name}: pauses");
    }
    if let Some(steps) = expected.steps {
        let found = activity.workout.as_ref().map_or(0, |workout| workout.steps.len());
        assert_eq!(found, steps, "{name}: workout steps");
    }
}

#[test]
fn fixtures_read_as_they_say() {
    let files = files_under(&root());
    let mut compared = 0;
    for (name, place) in &files {
        let Some(fixture) = name.strip_suffix(".expect.toml") else { continue };
        let expected: Expected = toml::from_str(&std::fs::read_to_string(place).unwrap()).unwrap();
        let result = read(fixture, &std::fs::read(&files[fixture]).unwrap());
        match (result, expected.error) {
            (Err(error), Some(kind)) => assert_eq!(error.kind().name(), kind, "{fixture}: {error}"),
            (Err(error), None) => panic!("{fixture}: {error}"),
            (Ok(_), Some(kind)) => panic!("{fixture}: read, but {kind} is expected"),
            (Ok(reading), None) => {
                assert_eq!(reading.activities.len(), expected.activity.len(), "{fixture}: activities");
                for (activity, expected) in reading.activities.iter().zip(&expected.activity) {
                    compare(fixture, activity, expected);
                }
                let notes = reading.notes.len() + reading.activities.iter().map(|one| one.notes.len()).sum::<usize>();
                assert!(!expected.noted || notes > 0, "{fixture}: no note of what is wrong");
            }
        }
        compared += 1;
    }
    assert!(compared > 30, "only {compared} fixtures found");
}

/// One clock for all activities in a file: the second leg of a duathlon starts 660 s after the first.
#[test]
fn activities_of_one_file_share_its_clock() {
    for (name, second_start_s) in [("fit/multisport-duathlon.fit", 660.0), ("fit/chained-warm-up-4x600.fit", 900.0)] {
        let reading = formats::read(&std::fs::read(root().join(name)).unwrap()).unwrap();
        let origins: Vec<f64> = reading.activities.iter().map(|activity| activity.origin_unix_s).collect();
        assert!(origins.windows(2).all(|pair| pair[0] == pair[1]), "{name}: {origins:?}");
        let second = &reading.activities[1];
        assert!((second.track.time_s[0] - second_start_s).abs() <= TIME_TOLERANCE_S, "{name}");
        assert!((second.laps[0].start_s - second_start_s).abs() <= TIME_TOLERANCE_S, "{name}");
    }
}

#[test]
fn a_bulk_export_gives_its_activities_also_from_the_zip_inside() {
    let bytes = std::fs::read(root().join("archive/export.zip")).unwrap();
    let mut activities = Vec::new();
    for member in archive::members("export.zip", &bytes).unwrap() {
        if let Ok(reading) = member.bytes.and_then(|bytes| formats::read(&bytes)) {
            activities.push((member.label, reading.activities.len()));
        }
    }
    activities.sort();
    let expected = [
        "export.zip!activities/1001.fit.gz",
        "export.zip!activities/1002.gpx",
        "export.zip!activities/1003.tcx.gz",
        "export.zip!activities/older.zip!older/race.fit",
    ];
    assert_eq!(activities, expected.map(|label| (label.to_owned(), 1)));
}
