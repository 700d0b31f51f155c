//! Exports as sites and phones give them, in their own layouts: one command reads each.

use std::path::Path;

use crate::cli::{activities, lastrep, put, table};
use crate::common::fixtures;
use crate::common::write::{archive, fit, gpx};
use crate::testdata::root;

const NOTHING: &[&str] = &["--charts", "none", "--page", "none"];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join(name)).unwrap()
}

/// The cells of an activity, by the end of the file's label.
fn cells(out: &Path, file: &str, columns: &[&str]) -> Vec<String> {
    let rows = activities(out);
    let row = rows.iter().find(|row| row["file"].ends_with(file)).unwrap_or_else(|| panic!("no {file} in {rows:?}"));
    columns.iter().map(|column| row[*column].clone()).collect()
}

/// A list of Strava with the columns of 2023 and later, as far as the one of the perceived exertion.
fn strava_list(header: &[&str; 13], rows: &[[&str; 7]]) -> String {
    let behind = ["x"; 30];
    let mut text = [&header[..], &behind, &["Perceived Exertion"]].concat().join(",");
    for [id, title, sport, description, gear, file, effort] in rows {
        let mut cells = vec![String::new(); header.len() + behind.len() + 1];
        for (place, cell) in [(0, id), (2, title), (3, sport), (4, description), (11, gear), (12, file), (43, effort)] {
            cells[place] = format!("\"{cell}\"");
        }
        cells[1] = String::from("\"Apr 30, 2024, 7:00:00 AM\"");
        text = format!("{text}\n{}", cells.join(","));
    }
    text + "\n"
}

pub(crate) const ENGLISH: [&str; 13] = [
    "Activity ID",
    "Activity Date",
    "Activity Name",
    "Activity Type",
    "Activity Description",
    "Elapsed Time",
    "Distance",
    "Max Heart Rate",
    "Relative Effort",
    "Commute",
    "Activity Private Note",
    "Activity Gear",
    "Filename",
];

const GERMAN: [&str; 13] = [
    "Aktivit\u{e4}ts-ID",
    "Aktivit\u{e4}tsdatum",
    "Name der Aktivit\u{e4}t",
    "Aktivit\u{e4}tsart",
    "Beschreibung",
    "Verstrichene Zeit",
    "Distanz",
    "Max. Herzfrequenz",
    "Relativer Aufwand",
    "Arbeitsweg",
    "Notiz",
    "Ausr\u{fc}stung",
    "Dateiname",
];

fn strava_rows() -> [[&'static str; 7]; 4] {
    [
        ["1", "Six times round", "Run", "windy,\ngood", "Pegasus 40", "activities/1.fit.gz", "7"],
        ["2", "Second week", "Run", "", "", "activities/2.gpx", ""],
        ["3", "Yoga at home", "Yoga", "", "", "", ""],
        ["4", "Lost", "Run", "", "", "activities/4.fit.gz", "3"],
    ]
}

/// The members of an export of Strava, with an unlisted recording.
pub(crate) fn strava_members(header: &[&str; 13]) -> Vec<(&'static str, Vec<u8>)> {
    let packed = archive::gzip(&fixture("fit/track-6x400-week1.fit")).unwrap();
    vec![
        ("activities.csv", strava_list(header, &strava_rows()).into_bytes()),
        ("profile.csv", b"Athlete ID\n1\n".to_vec()),
        ("activities/1.fit.gz", packed),
        ("activities/2.gpx", fixture("fit/track-6x400-week2.fit")),
        ("activities/5.fit", fixture("fit/track-6x400-week3.fit")),
    ]
}

pub(crate) fn zipped(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    archive::zip(&members).unwrap()
}

/// Writes the members of an archive into a folder.
fn put_all(here: &Path, folder: &str, members: &[(&str, Vec<u8>)]) {
    for (name, bytes) in members {
        put(here, &format!("{folder}/{name}"), bytes);
    }
}

#[test]
fn a_strava_export_is_read_with_its_list_from_a_folder_and_from_the_zip() {
    let told = ["title", "description", "gear", "rpe_cr10", "rpe_by"];
    for header in [&ENGLISH, &GERMAN] {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        let members = strava_members(header);
        put(here, "export_1.zip", &zipped(&members));
        put_all(here, "strava", &members);
        for path in ["export_1.zip", "strava"] {
            let ran = lastrep(here, &[&["analyze", path][..], NOTHING].concat());
            assert_eq!(ran.code, 0, "{path}: {}", ran.stderr);
            let out = here.join("lastrep-out");
            let expected = ["Six times round", "windy, good", "Pegasus 40", "7.0", "Strava"];
            assert_eq!(cells(&out, "activities/1.fit.gz", &told), expected, "{path}");
            assert_eq!(cells(&out, "activities/2.gpx", &told)[..1], ["Second week"], "{path}");
            assert_eq!(cells(&out, "activities/5.fit", &told)[1..], ["", "", "6.0", "file"], "{path}");
            for part in [
                "activities.csv: 1 row without a recording",
                "1 row whose recording is not there (activities/4.fit.gz)",
                "1 recording without a row",
            ] {
                assert!(ran.stderr.contains(part), "{path} does not say {part}: {}", ran.stderr);
            }
            assert_eq!(ran.stderr.matches("activities.csv").count(), 1, "{}", ran.stderr);
        }
    }
}

#[test]
fn the_effort_of_a_site_is_the_effort_of_the_session_unless_the_journal_has_one() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "export_1.zip", &zipped(&strava_members(&ENGLISH)));
    let ran = lastrep(here, &["next", "export_1.zip", "--why"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("RPE 7.0 by Strava"), "{}", ran.stdout);
    let ran = lastrep(here, &["show", "export_1.zip"]);
    assert!(ran.stdout.contains("\"Six times round\" by Strava \u{b7} RPE 7 by Strava"), "{}", ran.stdout);
    let rows = lastrep(here, &[&["analyze", "export_1.zip"][..], NOTHING].concat());
    assert_eq!(rows.code, 0);
    let day = &cells(&here.join("lastrep-out"), "1.fit.gz", &["start_local"])[0][..10].to_owned();
    put(here, "journal.csv", format!("date,rpe\n{day},4\n").as_bytes());
    let journal = ["--journal", "journal.csv"];
    let ran = lastrep(here, &[&["next", "export_1.zip", "--why"][..], &journal].concat());
    assert!(ran.stdout.contains("RPE 4.0 by journal") && !ran.stdout.contains("by Strava"), "{}", ran.stdout);
    lastrep(here, &[&["analyze", "export_1.zip"][..], NOTHING, &journal].concat());
    let told = ["rpe_cr10", "rpe_by", "title"];
    assert_eq!(cells(&here.join("lastrep-out"), "1.fit.gz", &told), ["4.0", "journal", "Six times round"]);
}

/// Seconds of Unix time at which a recording starts, as `workouts.csv` gives it.
fn start_unix_s(folder: &Path, file: &str) -> i64 {
    let ran = lastrep(folder, &[&["analyze", file, "--out", "first"][..], NOTHING].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let start = &cells(&folder.join("first"), file, &["start_utc"])[0];
    start.parse::<jiff::Timestamp>().unwrap().as_second()
}

#[test]
fn a_garmin_account_export_is_read_with_its_summaries() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "a.fit", &fixture("fit/track-6x400-week1.fit"));
    let start_ms = start_unix_s(here, "a.fit") * 1000;
    let summaries = format!(
        "[{{\"summarizedActivitiesExport\":[{{\"activityId\":9,\"name\":\"Berlin Track\",\"activityType\":\"track_running\",\
         \"beginTimestamp\":{start_ms},\"startTimeLocal\":1.7e12,\"workoutRpe\":60,\"workoutFeel\":25}},\
         {{\"activityId\":10,\"name\":\"By hand\",\"activityType\":\"running\",\"beginTimestamp\":1000000000000}}]}}]"
    );
    let uploads = zipped(&[
        ("ann@example.org_1.fit", fixture("fit/track-6x400-week1.fit")),
        ("ann@example.org_2.fit", fit::settings(1_700_000_000)),
    ]);
    let members = [
        ("DI_CONNECT/DI-Connect-Fitness/ann@example.org_0_summarizedActivities.json", summaries.into_bytes()),
        ("DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip", uploads),
        ("DI_CONNECT/DI-Connect-User/user_profile.json", b"{}".to_vec()),
        ("customer_data/customer.json", b"{}".to_vec()),
    ];
    put(here, "garmin.zip", &zipped(&members));
    put_all(here, "garmin", &members);
    for path in ["garmin.zip", "garmin"] {
        let ran = lastrep(here, &[&["analyze", path][..], NOTHING].concat());
        assert_eq!(ran.code, 0, "{path}: {}", ran.stderr);
        let told = ["title", "rpe_cr10", "rpe_by", "feel_pct"];
        let expected = ["Berlin Track", "6.0", "Garmin Connect", "25.0"];
        assert_eq!(cells(&here.join("lastrep-out"), "ann@example.org_1.fit", &told), expected, "{path}");
        for part in ["1 of 2 activities without a recording", "1 uploads of the watch are no recordings"] {
            assert!(ran.stderr.contains(part), "{path} does not say {part}: {}", ran.stderr);
        }
    }
}

/// A route as Apple Health writes it: positions and speed, no sensor and no kind.
fn apple_route(outing: &crate::common::simulate::Simulated) -> String {
    let style = gpx::GpxStyle { creator: "Apple Health Export", kind: "", ..gpx::GpxStyle::default() };
    let text = gpx::track(outing, "Route 2024-05-04 8:46am", style);
    let mut bare = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("<extensions>") {
        bare += before;
        rest = after.split_once("</extensions>").unwrap().1;
    }
    (bare + rest).replace("<type></type>\n", "")
}

#[test]
fn an_apple_health_export_gives_routes_their_heart_rate_and_kind() {
    let outing = fixtures::sessions::eight_400s_by_hand();
    let route = apple_route(&outing);
    let (start, length_s) = (outing.start_unix_s, *outing.track.time_s.last().unwrap() as i64);
    let stamp = |unix_s: i64| {
        let time = jiff::Timestamp::from_second(unix_s).unwrap().to_string();
        time.replace('T', " ").replace('Z', " +0000")
    };
    let record = |second: i64| {
        format!(
            "<Record type=\"HKQuantityTypeIdentifierHeartRate\" sourceName=\"Watch\" unit=\"count/min\" startDate=\"{0}\" \
             endDate=\"{0}\" value=\"{1}\"/>\n",
            stamp(start + second),
            140 + second % 20
        )
    };
    let records: String = (0..length_s).step_by(5).map(record).collect();
    let workout = |kind: &str, start: i64, route: &str| {
        format!(
            "<Workout workoutActivityType=\"HKWorkoutActivityType{kind}\" startDate=\"{}\" duration=\"46\">{route}</Workout>\n",
            stamp(start)
        )
    };
    let reference = "<WorkoutRoute><FileReference path=\"/workout-routes/route_1.gpx\"/></WorkoutRoute>";
    let list = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n]>\n\
         <HealthData locale=\"de_DE\">\n{records}{}{}</HealthData>\n",
        workout("Running", start - 5, reference),
        workout("Yoga", start + 90_000, "")
    );
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let members = [
        ("apple_health_export/Export.xml", list.into_bytes()),
        ("apple_health_export/export_cda.xml", b"<?xml version=\"1.0\"?><ClinicalDocument/>".to_vec()),
        ("apple_health_export/workout-routes/route_1.gpx", route.into_bytes()),
    ];
    put(here, "export.zip", &zipped(&members));
    put_all(here, "folder", &members);
    for path in ["export.zip", "folder"] {
        let ran = lastrep(here, &[&["analyze", path][..], NOTHING].concat());
        assert_eq!(ran.code, 0, "{path}: {}", ran.stderr);
        let row = cells(&here.join("lastrep-out"), "route_1.gpx", &["sport", "heart_rate_mean_bpm", "notes"]);
        assert_eq!(row[0], "running", "{path}");
        assert!((145.0..155.0).contains(&row[1].parse::<f64>().unwrap()), "{path}: {row:?}");
        assert!(row[2].contains("from Apple Health"), "{path}: {row:?}");
        assert!(ran.stderr.contains("1 of 1 activities without a recording"), "{path}: {}", ran.stderr);
    }
}

#[test]
fn a_polar_account_export_is_read_in_both_layouts() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "polar.zip", &fixture("archive/polar-user-data-export.zip"));
    put(here, "fit/1.fit", &fixture("fit/track-6x400-week1.fit"));
    put(here, "fit/2.fit", &fixture("fit/track-6x400-week2.fit"));
    let ran = lastrep(here, &[&["analyze", "polar.zip"][..], NOTHING].concat());
    assert_eq!((ran.code, ran.stdout.contains("2 of 2 files read")), (0, true), "{}{}", ran.stdout, ran.stderr);
    let ran = lastrep(here, &[&["analyze", "fit", "--out", "fit-out"][..], NOTHING].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let (polar, fit) = (here.join("lastrep-out"), here.join("fit-out"));
    for (session, run) in [("-1-1a2b3c4d.json", "1.fit"), ("-2-1a2b3c4d.json", "2.fit")] {
        let same = ["start_local", "workout", "sport"];
        assert_eq!(cells(&polar, session, &same), cells(&fit, run, &same));
        assert_eq!(cells(&polar, session, &["title", "format"]), ["6 x 400 m", "polar"]);
        let metres = |out: &Path, file: &str| cells(out, file, &["distance_m"])[0].parse::<f64>().unwrap();
        assert!((metres(&polar, session) - metres(&fit, run)).abs() < 10.0);
    }
    assert_eq!(cells(&polar, "-1-1a2b3c4d.json", &["description", "feel_pct"]), ["Even from the first", "75.0"]);
    let problems = table(&polar.join("problems.csv"));
    assert!(problems.is_empty(), "days and plans are no problems: {problems:?}");
    let checked = lastrep(here, &["check", "polar.zip"]);
    assert!(checked.stderr.contains("export the run from Polar Flow as TCX too"), "{}", checked.stderr);
}

#[test]
fn json_of_the_suunto_app_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let json = b"{\"Samples\":[{\"Attributes\":{\"suunto/sml\":{\"Sample\":{\"HR\":1.35}}}}]}".to_vec();
    put(here, "in/samples.json", &json);
    put(here, "in/run.zip", &zipped(&[("x/samples.json", json)]));
    let ran = lastrep(here, &[&["analyze", "in"][..], NOTHING].concat());
    assert_eq!(ran.stdout.matches("export the run from the Suunto app as FIT or GPX").count(), 2, "{}", ran.stdout);
}

#[test]
fn lists_in_a_zip_in_a_zip_are_joined() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "backup.zip", &zipped(&[("old/export_1.zip", zipped(&strava_members(&ENGLISH)))]));
    lastrep(here, &[&["analyze", "backup.zip"][..], NOTHING].concat());
    let told = ["title", "rpe_cr10", "rpe_by"];
    assert_eq!(cells(&here.join("lastrep-out"), "activities/1.fit.gz", &told), ["Six times round", "7.0", "Strava"]);
}

#[test]
fn a_list_one_folder_above_its_recordings_is_found_and_told_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put_all(here, "s2", &strava_members(&ENGLISH));
    let ran = lastrep(here, &[&["analyze", "s2/activities"][..], NOTHING].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(cells(&here.join("lastrep-out"), "1.fit.gz", &["title", "rpe_by"]), ["Six times round", "Strava"]);
    assert_eq!(ran.stderr.matches("activities.csv").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("read, too: s2/activities.csv"), "{}", ran.stderr);
    let ran = lastrep(here, &["show", "s2/activities/1.fit.gz"]);
    assert!(ran.stdout.contains("\"Six times round\" by Strava"), "{}", ran.stdout);
    assert!(ran.stderr.contains("read, too: s2/activities.csv"), "{}", ran.stderr);
}
