//! Tables, weeks, plan and journal agree, because what files get wrong is settled before any of them is made.

use std::path::Path;

use crate::cli::{activities, lastrep, put};
use crate::common::simulate::{Place, Plan, Setting, Simulated};
use crate::common::write;
use lastrep::segment::SegmentKind;

/// Monday, 6 May 2024, 00:30 UTC: Sunday evening in New York.
const SUNDAY_EVENING_UNIX_S: i64 = 1_714_955_400;
const DAY_S: i64 = 86_400;

fn easy(seed: u64, start_unix_s: i64, metres: f64) -> Simulated {
    let length = crate::common::simulate::Length::Distance(metres);
    let plan = Plan::named("easy").run(SegmentKind::Other, length, 2.8);
    Simulated::record(&plan, &Setting { place: Place::Oval(1), ..Setting::new(seed, start_unix_s) })
}

fn gpx(outing: &Simulated, kind: &'static str) -> String {
    write::gpx::track(outing, "Run", write::gpx::GpxStyle { kind, ..write::gpx::GpxStyle::default() })
}

fn analysed(folder: &Path, more: &[&str]) -> Vec<std::collections::BTreeMap<String, String>> {
    let ran = lastrep(folder, &[&["analyze", "in", "--charts", "none", "--quiet"], more].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    activities(&folder.join("lastrep-out"))
}

#[test]
fn watch_and_phone_are_one_outing() {
    let folder = tempfile::tempdir().unwrap();
    let (watch, phone) = (easy(1, SUNDAY_EVENING_UNIX_S, 5000.0), easy(2, SUNDAY_EVENING_UNIX_S + 40, 4500.0));
    let next = easy(3, SUNDAY_EVENING_UNIX_S + DAY_S, 5000.0);
    put(folder.path(), "in/watch.fit", &write::fit::activity(&[&watch], write::fit::FitStyle::default()));
    put(folder.path(), "in/phone.gpx", gpx(&phone, "running").as_bytes());
    put(folder.path(), "in/next.gpx", gpx(&next, "running").as_bytes());
    let copies: Vec<String> = analysed(folder.path(), &[]).iter().map(|row| row["duplicate_of"].clone()).collect();
    assert_eq!(copies, ["", "watch.fit", ""]);
}

/// The same place, moved to the longitude of New York.
fn in_new_york(text: &str) -> String {
    text.replace("lon=\"16.", "lon=\"-74.").replace("lon=\"15.", "lon=\"-75.")
}

#[test]
fn an_evening_run_belongs_to_its_own_day() {
    let folder = tempfile::tempdir().unwrap();
    let text = in_new_york(&gpx(&easy(4, SUNDAY_EVENING_UNIX_S, 4000.0), "running"));
    put(folder.path(), "in/evening.gpx", text.as_bytes());
    put(folder.path(), "journal.csv", b"date,rpe\n2024-05-05,8\n");
    put(folder.path(), "zone.toml", b"zone = \"America/New_York\"\n");
    let guessed = analysed(folder.path(), &["--journal", "journal.csv"]);
    assert_eq!(guessed[0]["start_local"], "2024-05-05T19:30:00");
    assert!(guessed[0]["notes"].contains("UTC-5 guessed from the longitude"), "{}", guessed[0]["notes"]);
    assert_ne!(guessed[0]["session_rpe_load"], "");
    let stated = analysed(folder.path(), &["--athlete", "zone.toml"]);
    assert_eq!(stated[0]["start_local"], "2024-05-05T20:30:00");
    assert!(!stated[0]["notes"].contains("guessed"));
    let zoned = text.replace(
        "<trkseg>",
        "<extensions><abvio:startTimeZone>America/New_York</abvio:startTimeZone></extensions>\n<trkseg>",
    );
    put(folder.path(), "in/evening.gpx", zoned.as_bytes());
    assert_eq!(analysed(folder.path(), &[])[0]["start_local"], "2024-05-05T20:30:00");
}

/// The words of a folder's only picture of a run.
fn picture(out: &Path) -> String {
    let charts = std::fs::read_dir(out.join("charts")).unwrap();
    let paths: Vec<_> = charts.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    assert_eq!(paths.len(), 1, "{paths:?}");
    std::fs::read_to_string(&paths[0]).unwrap()
}

#[test]
fn the_picture_is_of_what_the_tables_tell() {
    let folder = tempfile::tempdir().unwrap();
    let text = in_new_york(&gpx(&easy(7, SUNDAY_EVENING_UNIX_S, 5000.0), "running"));
    put(folder.path(), "in/evening.gpx", text.as_bytes());
    let ran = lastrep(folder.path(), &["analyze", "in", "--charts", "svg", "--quiet"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    let out = folder.path().join("lastrep-out");
    let row = &activities(&out)[0];
    let kilometres = format!("{:.1}", row["distance_m"].parse::<f64>().unwrap() / 1000.0);
    let drawn = picture(&out).replace('\u{a0}', " ");
    assert_eq!(row["start_local"], "2024-05-05T19:30:00");
    for words in ["5 May 2024, 19:30", &format!("{kilometres} km")] {
        assert!(drawn.contains(words), "{words}");
    }
}

#[test]
fn a_zone_that_is_none_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/run.gpx", gpx(&easy(5, SUNDAY_EVENING_UNIX_S, 3000.0), "running").as_bytes());
    put(folder.path(), "athlete.toml", b"zone = \"New York\"\n");
    let ran = lastrep(folder.path(), &["analyze", "in", "--athlete", "athlete.toml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("zone") && ran.stderr.contains("Europe/Berlin"), "{}", ran.stderr);
}

#[test]
fn a_sport_that_no_file_names_may_be_stated() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/run.gpx", gpx(&easy(6, SUNDAY_EVENING_UNIX_S, 3000.0), "Other").as_bytes());
    let sport = |more: &[&str]| analysed(folder.path(), more)[0]["sport"].clone();
    assert_eq!(sport(&[]), "running");
    assert_eq!(sport(&["--sport", "hiking"]), "hiking");
    put(folder.path(), "athlete.toml", b"sport = \"walking\"\n");
    assert_eq!(sport(&["--athlete", "athlete.toml"]), "walking");
    assert_eq!(sport(&["--athlete", "athlete.toml", "--sport", "running"]), "running");
}

#[test]
fn plan_and_weeks_add_up_the_same_metres() {
    let folder = tempfile::tempdir().unwrap();
    for day in (0..28).step_by(2) {
        let mut run = easy(day as u64, SUNDAY_EVENING_UNIX_S + day * DAY_S, 5000.0);
        let sound = write::fit::activity(&[&run], write::fit::FitStyle::default());
        put(folder.path(), &format!("sound/{day:02}.fit"), &sound);
        // The session adds up the laps, so a last lap of no length brings the glitch in.
        let end_s = run.elapsed_s();
        let glitch = lastrep::model::Lap {
            start_s: end_s,
            end_s,
            distance_m: Some(600_000.0),
            timer_s: Some(0.0),
            ..run.laps[0]
        };
        run.laps.push(glitch);
        put(
            folder.path(),
            &format!("glitch/{day:02}.fit"),
            &write::fit::activity(&[&run], write::fit::FitStyle::default()),
        );
    }
    let plan = |of: &str| lastrep(folder.path(), &["plan", of]).stdout.replace("sound", "").replace("glitch", "");
    assert_eq!(plan("glitch"), plan("sound"));
}
