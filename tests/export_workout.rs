//! The next workout as a FIT file, read by a reader that is not ours.

use crate::cli::lastrep;
use crate::testdata::root;
use fitparser::profile::MesgNum;
use fitparser::{FitDataRecord, Value};
use lastrep::formats::read_workout;
use lastrep::model::{Day, StepEnd, Workout};
use lastrep::stats::Range;

/// The workout that is advised after the fixtures of four weeks, as the command writes it.
fn written() -> (Vec<u8>, String) {
    let folder = tempfile::tempdir().unwrap();
    let testdata = root();
    let file = |name: &str| testdata.join(name).to_str().unwrap().to_owned();
    let (athlete, journal) = (file("athlete.toml"), file("journal.csv"));
    let fit = file("fit/track-6x400-week4.fit");
    let words = ["next", &fit, "--fit", "next.fit", "--text", "next.txt", "--athlete", &athlete, "--journal", &journal];
    let ran = lastrep(folder.path(), &words);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let bytes = std::fs::read(folder.path().join("next.fit")).unwrap();
    (bytes, std::fs::read_to_string(folder.path().join("next.txt")).unwrap())
}

fn of_kind(records: &[FitDataRecord], kind: MesgNum) -> Vec<&FitDataRecord> {
    records.iter().filter(|record| record.kind() == kind).collect()
}

fn value<'a>(record: &'a FitDataRecord, name: &str) -> Option<&'a Value> {
    record.fields().iter().find(|field| field.name() == name).map(fitparser::FitDataField::value)
}

fn number(record: &FitDataRecord, name: &str) -> Option<f64> {
    value(record, name).and_then(|value| value.clone().try_into().ok())
}

fn text(record: &FitDataRecord, name: &str) -> String {
    value(record, name).map(ToString::to_string).unwrap_or_default()
}

/// Both readers find the same steps, and the steps are those of the workout that was written, to whole mm/s.
fn check(bytes: &[u8], written: Option<&Workout>) {
    let planned: Workout = read_workout(bytes).unwrap();
    let records = fitparser::from_bytes(bytes).unwrap();
    assert_eq!(text(of_kind(&records, MesgNum::FileId)[0], "type"), "workout");
    let head = of_kind(&records, MesgNum::Workout)[0];
    assert_eq!(Some(text(head, "wkt_name")), planned.name);
    assert_eq!(text(head, "sport"), "running");
    let steps = of_kind(&records, MesgNum::WorkoutStep);
    assert_eq!(number(head, "num_valid_steps"), Some(steps.len() as f64));
    assert_eq!(steps.len(), planned.steps.len());
    for (theirs, ours) in steps.iter().zip(&planned.steps) {
        match ours.end {
            StepEnd::Time(seconds) => assert_eq!(number(theirs, "duration_time"), Some(seconds)),
            StepEnd::Distance(metres) => assert_eq!(number(theirs, "duration_distance"), Some(metres)),
            StepEnd::Repeat { from, count } => {
                assert_eq!(number(theirs, "duration_step"), Some(f64::from(from)));
                assert_eq!(number(theirs, "repeat_steps"), Some(f64::from(count)));
            }
            StepEnd::Open | StepEnd::Other => assert_eq!(text(theirs, "duration_type"), "open"),
        }
        let range = number(theirs, "custom_target_speed_low").zip(number(theirs, "custom_target_speed_high"));
        assert_eq!(range.map(|(low, high)| Range { low, high }), ours.target_mps);
    }
    let Some(written) = written else { return };
    assert_eq!((&planned.name, planned.steps.len()), (&written.name, written.steps.len()));
    let whole = |mps: f64| (1e3 * mps).round() / 1e3;
    for (read, step) in planned.steps.iter().zip(&written.steps) {
        assert_eq!((read.end, read.intensity, &read.name), (step.end, step.intensity, &step.name));
        assert_eq!(read.target_mps, step.target_mps.map(|asked| Range::new(whole(asked.low), whole(asked.high))));
    }
}

#[test]
fn another_reader_reads_the_same_workout() {
    check(&written().0, None);
}

#[test]
fn whole_sessions_are_read_as_they_were_written() {
    for next in crate::progression_sessions::whole_sessions() {
        let workout = lastrep::export::workout(&next);
        check(&lastrep::export::fit(&workout, Day::EPOCH + 20_000).unwrap(), Some(&workout));
    }
}

#[test]
fn the_text_says_the_same() {
    let (bytes, plain) = written();
    let reps = read_workout(&bytes).unwrap().steps.iter().find_map(|step| match step.end {
        StepEnd::Repeat { count, .. } => Some(count),
        _ => None,
    });
    assert!(plain.contains(&format!("Main set {}x\n- rep 400mtr ", reps.unwrap())), "{plain}");
    assert!(plain.starts_with("Warmup\n") && plain.contains("/km Pace\n") && plain.contains("\nCooldown\n"), "{plain}");
}
