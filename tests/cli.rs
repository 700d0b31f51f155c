//! The command as people use it: arguments in; exit code, words and files out.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde::Deserialize;

use crate::common::fixtures;
use crate::common::simulate::{Ease, Length, Plan, Recovery, Reps, Setting, Simulated};
use crate::common::write::{archive, fit, gpx};
use crate::testdata::{files_under, root};

/// The temporary names of outputs begin so.
const TEMPORARY: &str = ".lastrep-";

/// The lock of the results and the list of what was written begin so.
const BOOKKEEPING: &str = ".lastrep.";

/// A row of `cli/cases.toml`, which says what each field means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Case {
    about: String,
    files: BTreeMap<String, String>,
    texts: BTreeMap<String, String>,
    folders: Vec<String>,
    arguments: Vec<String>,
    code: i32,
    stdout: Vec<String>,
    stderr: Vec<String>,
    silent: Vec<String>,
    written: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// What a run of the command gave.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Exit code; -1 when it was ended by a signal.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap_or(-1), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }
}

/// A folder without a config file.
const NO_SETTINGS: &str = "no-settings";

/// A file in the way of the folder in which results are kept: nothing is kept from run to run.
const IN_THE_WAY: &str = env!("CARGO_BIN_EXE_lastrep");

/// The command in a folder, nobody at the terminal, without the settings of whoever runs the tests.
pub(crate) fn command<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lastrep"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command.env("XDG_CONFIG_HOME", folder.join(NO_SETTINGS)).env("XDG_CACHE_HOME", IN_THE_WAY);
    command
}

/// Runs the command in a folder, as in a pipe.
pub(crate) fn lastrep<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Ran {
    Ran::of(&command(folder, arguments).output().unwrap())
}

/// Writes a file and the folders above it.
pub(crate) fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Copies a file of `testdata/`.
fn copy(folder: &Path, path: &str, fixture: &str) {
    put(folder, path, &std::fs::read(root().join(fixture)).unwrap());
}

/// A table as rows of cells by column name.
/// The tables of a run.
pub(crate) const TABLES: [&str; 9] = [
    "workouts.csv",
    "segments.csv",
    "scores.csv",
    "recordings.csv",
    "readings.csv",
    "decisions.csv",
    "bests.csv",
    "weeks.csv",
    "problems.csv",
];

pub(crate) fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The rows of `workouts.csv`, each with the columns of the other tables of an activity, and with the values of its scores by
/// their names: those of the session, and of the set that it is judged by.
pub(crate) fn activities(out: &Path) -> Vec<BTreeMap<String, String>> {
    let key = |row: &BTreeMap<String, String>| ["runner", "file", "activity"].map(|name| row[name].clone());
    let mut rows = table(&out.join("workouts.csv"));
    for name in ["recordings", "readings", "decisions"] {
        let others = table(&out.join(format!("{name}.csv")));
        let columns: Vec<String> = others.iter().flat_map(|row| row.keys().cloned()).collect();
        for row in &mut rows {
            let own = others.iter().find(|other| key(other) == key(row));
            for column in &columns {
                let cell = own.map_or_else(String::new, |own| own[column].clone());
                row.entry(column.clone()).or_insert(cell);
            }
        }
    }
    let scores = table(&out.join("scores.csv"));
    for row in &mut rows {
        let is_of = |score: &&BTreeMap<String, String>| {
            key(score) == key(row)
                && score["rep"].is_empty()
                && ["", &row["scored_set"]].contains(&score["set"].as_str())
        };
        let own: Vec<_> =
            scores.iter().filter(is_of).map(|score| (score["score"].clone(), score["value"].clone())).collect();
        row.extend(own);
    }
    rows
}

fn names(folder: &Path) -> Vec<String> {
    files_under(folder).into_keys().collect()
}

/// Whether a name is the one expected, `*` standing for anything once.
fn is_named(expected: &str, name: &str) -> bool {
    match expected.split_once('*') {
        Some((head, tail)) => name.starts_with(head) && name.ends_with(tail) && name.len() >= expected.len(),
        None => name == expected,
    }
}

fn failures(case: &Case) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    case.folders.iter().for_each(|path| std::fs::create_dir_all(here.join(path)).unwrap());
    case.texts.iter().for_each(|(path, text)| put(here, path, text.as_bytes()));
    case.files.iter().for_each(|(path, fixture)| copy(here, path, fixture));
    let before = names(here);
    let ran = lastrep(here, &case.arguments);
    let mut wrong = Vec::new();
    if ran.code != case.code {
        wrong.push(format!("code {}, not {}", ran.code, case.code));
    }
    let lacking = |text: &str, wanted: &[String]| -> Vec<String> {
        wanted.iter().filter(|part| !text.contains(*part)).map(|part| format!("does not say {part:?}")).collect()
    };
    wrong.extend(lacking(&ran.stdout, &case.stdout));
    wrong.extend(lacking(&ran.stderr, &case.stderr));
    let told = [&ran.stdout, &ran.stderr].map(String::as_str).concat();
    wrong.extend(case.silent.iter().filter(|part| told.contains(*part)).map(|part| format!("says {part:?}")));
    if case.stderr.is_empty() && !ran.stderr.is_empty() {
        wrong.push("says something on stderr".to_owned());
    }
    let is_new = |name: &String| !before.contains(name) && !name.contains(BOOKKEEPING);
    let written: Vec<String> = names(here).into_iter().filter(is_new).collect();
    if let Some(expected) = &case.written {
        let same = expected.len() == written.len() && expected.iter().zip(&written).all(|(e, w)| is_named(e, w));
        if !same {
            wrong.push(format!("wrote {written:?}"));
        }
    }
    if written.iter().any(|name| name.contains(TEMPORARY)) {
        wrong.push("left a temporary file".to_owned());
    }
    if !wrong.is_empty() {
        wrong.push(format!("stdout:\n{}stderr:\n{}", ran.stdout, ran.stderr));
    }
    wrong
}

#[test]
fn cases() {
    let cases: Cases = toml::from_str(include_str!("cli/cases.toml")).unwrap();
    let mut report = String::new();
    for case in &cases.case {
        let wrong = failures(case);
        if !wrong.is_empty() {
            let _ = writeln!(report, "\n== {}: {:?}\n{}", case.about, case.arguments, wrong.join("\n"));
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// Everything that is committed, as a stranger would try it first.
#[test]
fn the_whole_testdata_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let testdata = root();
    let arguments = [testdata.as_os_str(), OsStr::new("--charts"), OsStr::new("none")];
    let arguments: Vec<&OsStr> = std::iter::once(OsStr::new("analyze")).chain(arguments).collect();
    let ran = lastrep(folder.path(), &arguments);
    let own = ["athlete.toml", "journal.csv"].map(|name| testdata.join(name).display().to_string()).join(", ");
    assert_eq!((ran.code, ran.stderr), (1, format!("lastrep: note: read, too: {own}\n")), "{}", ran.stdout);
    let out = folder.path().join("lastrep-out");
    let done = table(&out.join("workouts.csv"));
    let failed = table(&out.join("problems.csv"));
    for fixture in fixtures::all().unwrap().iter().filter(|fixture| !fixture.path.starts_with("archive/")) {
        let is_done = done.iter().any(|row| row["file"] == fixture.path);
        let is_failed = failed.iter().any(|row| row["path"] == fixture.path);
        assert!(is_done != is_failed, "{}", fixture.path);
        assert_eq!(is_failed, fixture.expect.starts_with("error"), "{}", fixture.path);
    }
    for row in &failed {
        let told = ["stage", "kind", "expected", "found", "what_to_do"];
        assert!(told.iter().all(|column| !row[*column].is_empty()), "{row:?}");
    }
}

/// `--units` is for people: the tables do not change by a byte.
#[test]
fn tables_stay_in_si() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path(), "a.fit", "fit/track-6x400-week2.fit");
    for (units, out) in [("km", "one"), ("mile", "two")] {
        let ran = lastrep(folder.path(), &["analyze", "a.fit", "--charts", "none", "--units", units, "--out", out]);
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.contains(if units == "km" { "/km" } else { "/mi" }), "{}", ran.stdout);
    }
    let read = |out: &str, name: &str| std::fs::read_to_string(folder.path().join(out).join(name)).unwrap();
    assert_eq!(read("one", "segments.csv"), read("two", "segments.csv"));
    let measured = |out: &str| {
        let rows = table(&folder.path().join(out).join("workouts.csv"));
        let is_words =
            |name: &str| ["next", "advice", "workout", "reason", "decision"].iter().any(|w| name.contains(w));
        rows[0].clone().into_iter().filter(|(name, _)| !is_words(name)).collect::<Vec<_>>()
    };
    assert_eq!(measured("one"), measured("two"));
}

/// Names in an archive are labels: nothing is ever written to them.
#[test]
fn names_in_archives_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("a/b/c");
    let run = std::fs::read(root().join("fit/track-4x400-paused.fit")).unwrap();
    let ride = std::fs::read(root().join("fit/road-ride.fit")).unwrap();
    let bytes = archive::zip(&[("../../evil.fit", &run), ("/tmp/lastrep-evil/absolute.fit", &ride)]).unwrap();
    put(&here, "export.zip", &bytes);
    let ran = lastrep(&here, &["analyze", "export.zip"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let outside: Vec<String> =
        names(folder.path()).into_iter().filter(|name| !name.starts_with("a/b/c/lastrep-out/")).collect();
    assert_eq!(outside, ["a/b/c/export.zip"]);
    assert!(!Path::new("/tmp/lastrep-evil").exists());
    let files: Vec<String> =
        table(&here.join("lastrep-out/workouts.csv")).into_iter().map(|row| row["file"].clone()).collect();
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| file.starts_with("export.zip!")), "{files:?}");
}

/// A spreadsheet must not run what a file is called.
#[test]
fn cells_that_look_like_formulas_are_text() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path(), "in/=cmd.fit", "fit/track-4x400-paused.fit");
    copy(folder.path(), "in/@SUM(1).fit", "bad/settings.fit");
    let outing = Simulated::record(&Plan::named("easy").warm_up(600.0), &Setting::new(3, 1_775_433_600));
    for (number, title) in ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1"].into_iter().enumerate() {
        let text = gpx::track(&outing, title, gpx::GpxStyle::default());
        put(folder.path(), &format!("in/{number}.gpx"), text.as_bytes());
    }
    let ran = lastrep(folder.path(), &["analyze", "in", "--charts", "none"]);
    assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
    let out = folder.path().join("lastrep-out");
    for name in TABLES {
        for (column, cell) in table(&out.join(name)).into_iter().flatten() {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t']), "{name}, {column}: {cell:?}");
        }
    }
    let titles: Vec<String> = table(&out.join("workouts.csv")).into_iter().map(|row| row["title"].clone()).collect();
    assert!(titles.contains(&"'=HYPERLINK(1)".to_owned()), "{titles:?}");
    assert!(table(&out.join("segments.csv")).iter().any(|row| row["file"] == "'=cmd.fit"));
    assert!(table(&out.join("problems.csv")).iter().any(|row| row["path"] == "'@SUM(1).fit"));
}

/// The same session four weeks running, with the runner's own words: each time one small step, told with its reasons.
#[test]
fn four_weeks_give_one_small_step_each() {
    let folder = tempfile::tempdir().unwrap();
    for week in 1..=4 {
        copy(folder.path(), &format!("in/{week}.fit"), &format!("fit/track-6x400-week{week}.fit"));
    }
    copy(folder.path(), "athlete.toml", "athlete.toml");
    copy(folder.path(), "journal.csv", "journal.csv");
    let words = ["--athlete", "athlete.toml", "--journal", "journal.csv"];
    let ran = lastrep(folder.path(), &[&["analyze", "in", "--charts", "none"], &words[..]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let rows = activities(&folder.path().join("lastrep-out"));
    assert_eq!(rows.len(), 4);
    for row in &rows {
        let next = &row["next_workout"];
        let reps: u32 = next.split(' ').next().unwrap().parse().unwrap();
        assert!((3..=7).contains(&reps) && next.contains("× 400 m at 1:3"), "{next}");
        let reasons = row["reasons"].split(" | ").count();
        assert!((1..=3).contains(&reasons), "{}", row["reasons"]);
        // An effort at the ceiling and a fade: nothing is added.
        assert!(row["decision"] != "step-up", "{row:?}");
    }
    assert_eq!(ran.stdout.matches("Next:").count(), 1, "{}", ran.stdout);
}

/// The runner's stride and watch are known from the outings before a session, never from it or those after.
#[test]
fn earlier_outings_tell_of_stride_and_watch() {
    let of_folder = tempfile::tempdir().unwrap();
    let testdata = root();
    let arguments = ["analyze", testdata.to_str().unwrap(), "--charts", "none", "--quiet"].map(OsStr::new);
    assert!(lastrep(of_folder.path(), &arguments).code < 2);
    let rows = activities(&of_folder.path().join("lastrep-out"));
    let tells = |folder: &Path, file: &str| {
        let scores = table(&folder.join("lastrep-out/scores.csv"));
        let mut own = scores.iter().filter(|row| row["file"] == file && row["score"] == "cadence_drift");
        own.any(|row| row["word"].contains("own response"))
    };
    let told = |row: &BTreeMap<String, String>| tells(of_folder.path(), &row["file"]);
    let mut sessions: Vec<_> = rows.iter().filter(|row| !row["cadence_drift_pct"].is_empty()).collect();
    sessions.sort_by_key(|row| row["start_utc"].clone());
    assert!(!told(sessions[0]) && told(sessions[sessions.len() - 1]), "the first knows nothing, the last does");
    let last = sessions[sessions.len() - 1];
    let alone = tempfile::tempdir().unwrap();
    copy(alone.path(), "in/a.fit", &last["file"]);
    assert_eq!(lastrep(alone.path(), &["analyze", "in", "--charts", "none", "--quiet"]).code, 0);
    let row = &activities(&alone.path().join("lastrep-out"))[0];
    assert!(!tells(alone.path(), &row["file"]) && row["distance_error_from"].is_empty());
    assert_eq!(row["fade"], last["fade"], "pace does not depend on it");
}

/// A run that is refused, before the work or during it, leaves no folder for pictures.
#[test]
fn a_refused_run_leaves_no_folder_for_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    copy(here, "a.fit", "fit/track-4x400-paused.fit");
    put(here, "outside.csv", b"start,end,kind\n90000,90050,work\n");
    put(here, "file", b"mine");
    put(here, "foreign/workouts.csv", b"mine");
    put(here, "locked/.lastrep.lock", b"");
    let lock = std::fs::File::open(here.join("locked/.lastrep.lock")).unwrap();
    lock.lock().unwrap();
    for (out, found) in [
        ("file", "found a file"),
        ("foreign", "found one that is not"),
        ("locked", "found another run at work"),
        ("new", "found 90000 to 90050 s"),
    ] {
        let own_cut: &[&str] = if out == "new" { &["--reps", "outside.csv"] } else { &[] };
        let ran = lastrep(here, &[&["analyze", "a.fit", "--out", out], own_cut].concat());
        assert_eq!(ran.code, 2, "{out}: {ran:?}");
        assert!(ran.stderr.contains(found), "{out}: {ran:?}");
        assert!(!here.join(out).join("charts").exists(), "{out}");
    }
}

/// A second run over its own results changes nothing and leaves nothing else.
#[test]
fn running_again_replaces_the_results() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path(), "a.fit", "fit/track-4x400-paused.fit");
    let read = || -> Vec<(String, Vec<u8>)> {
        files_under(folder.path()).into_iter().map(|(name, path)| (name, std::fs::read(path).unwrap())).collect()
    };
    let first = lastrep(folder.path(), &["analyze", "."]);
    let files = read();
    let second = lastrep(folder.path(), &["analyze", "."]);
    assert_eq!((first.code, first.stdout), (0, second.stdout.replace(" (1 unchanged)", "")));
    assert_eq!(read(), files);
}

#[test]
fn a_later_run_replaces_or_removes_the_season() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path(), "a.fit", "fit/track-4x400-paused.fit");
    let is_there = |name: &str| folder.path().join("lastrep-out").join(name).exists();
    for (charts, png, svg) in [("png", true, false), ("svg", false, true), ("none", false, false)] {
        let ran = lastrep(folder.path(), &["analyze", "a.fit", "--charts", charts]);
        assert_eq!((ran.code, is_there("season.png"), is_there("season.svg")), (0, png, svg), "{charts}: {ran:?}");
    }
    put(folder.path(), "lastrep-out/season.png", b"mine");
    let ran = lastrep(folder.path(), &["analyze", "a.fit"]);
    assert!(ran.code == 2 && ran.stderr.contains("found one that is not"), "{ran:?}");
    assert_eq!(std::fs::read(folder.path().join("lastrep-out/season.png")).unwrap(), b"mine");
}

#[cfg(unix)]
mod interrupted {
    //! Ctrl-C in the middle of a batch.

    use super::*;
    use crate::common::simulate::{Ease, Length, Recovery, Reps};
    use crate::common::write::fit::{FitStyle, activity};
    use std::io::{BufRead as _, BufReader};
    use std::time::{Duration, Instant};

    /// Enough sessions that drawing takes seconds.
    const SESSIONS: i64 = 240;

    /// Parts of one file, enough that reading them takes seconds.
    const CHAINED: usize = 900;

    /// So long is waited for the first picture, and for the end.
    const PATIENCE: Duration = Duration::from_mins(1);

    fn sessions(folder: &Path) {
        let recovery = Recovery(Ease::Jog, Length::Time(60.0));
        let length = Length::Distance(400.0);
        let reps = Reps { count: 4, length, speed_mps: 4.2, fade: 0.0, recovery, closing: false };
        let plan = Plan::named("4 x 400 m").warm_up(120.0).reps(reps).cool_down(60.0);
        let mut outing = Simulated::record(&plan, &Setting::new(5, 1_700_000_000));
        for number in 0..SESSIONS {
            outing.start_unix_s += 86_400;
            put(folder, &format!("in/{number}.fit"), &activity(&[&outing], FitStyle::default()));
        }
    }

    fn wait_until(mut is_so: impl FnMut() -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if is_so() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }

    fn interrupt(child: &Child) {
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    }

    /// Starts on one file that takes seconds, and interrupts once the work has begun.
    fn interrupted_once(folder: &Path) -> Child {
        let arguments = ["analyze", "in", "--charts", "none", "--quiet"];
        let child = command(folder, &arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let begun = folder.join("lastrep-out/.lastrep.written");
        assert!(wait_until(|| begun.exists()));
        interrupt(&child);
        child
    }

    /// The first Ctrl-C lets the file at hand be read to its end and says so; the second waits for nothing.
    #[test]
    fn once_it_ends_after_the_file_and_twice_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let outing = Simulated::record(&Plan::named("easy").warm_up(3_600.0), &Setting::new(5, 1_700_000_000));
        let one = activity(&[&outing], FitStyle::default());
        put(folder.path(), "in/many.fit", &one.repeat(CHAINED));
        let once = Ran::of(&interrupted_once(folder.path()).wait_with_output().unwrap());
        assert_eq!(once.code, 2, "{once:?}");
        assert!(once.stderr.contains("ends after the file at hand") && once.stderr.contains("an interruption"));
        std::fs::remove_dir_all(folder.path().join("lastrep-out")).unwrap();
        let mut child = interrupted_once(folder.path());
        // Two signals that come together are one: the first must have been heard.
        let mut heard = String::new();
        BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut heard).unwrap();
        assert!(heard.contains("ends after the file at hand"), "{heard}");
        interrupt(&child);
        assert_eq!(Ran::of(&child.wait_with_output().unwrap()).code, 130);
    }

    #[test]
    fn no_file_is_half_written() {
        let folder = tempfile::tempdir().unwrap();
        sessions(folder.path());
        let mut child = command(folder.path(), &["analyze", "in", "--jobs", "1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let charts = folder.path().join("lastrep-out/charts");
        let has_picture = || {
            std::fs::read_dir(&charts)
                .is_ok_and(|mut entries| entries.any(|entry| entry.unwrap().path().extension() == Some("png".as_ref())))
        };
        assert!(wait_until(has_picture));
        interrupt(&child);
        assert!(wait_until(|| child.try_wait().unwrap().is_some()), "it goes on");
        let ran = Ran::of(&child.wait_with_output().unwrap());
        assert_eq!(ran.code, 2, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains("an interruption") && ran.stderr.contains("no file is half-written"), "{ran:?}");
        let written = files_under(&folder.path().join("lastrep-out"));
        assert!(written.len() < SESSIONS as usize, "it was over before the signal came");
        for (name, path) in written.iter().filter(|(name, _)| !name.contains(BOOKKEEPING)) {
            let bytes = std::fs::read(path).unwrap();
            let is_whole = match path.extension().and_then(OsStr::to_str) {
                Some("png") => bytes.starts_with(b"\x89PNG") && bytes.ends_with(b"IEND\xAE\x42\x60\x82"),
                Some("csv" | "js") => bytes.ends_with(b"\n"),
                _ => false,
            };
            assert!(is_whole && !name.contains(TEMPORARY), "{name}");
        }
        assert_eq!(table(&folder.path().join("lastrep-out/workouts.csv")).len(), SESSIONS as usize);
    }
}

/// Pictures of several runners have the runner's name, on the picture and in the name of the file; those of one have none. An
/// easy run says what stands out of it, and nothing of scores that it cannot have.
#[test]
fn pictures_say_whose_run_it_was_and_how_it_went() {
    let folder = tempfile::tempdir().unwrap();
    for runner in ["ann", "bob"] {
        copy(folder.path(), &format!("{runner}/run.fit"), "fit/road-steady-8km.fit");
    }
    let pictures = |words: &[&str]| {
        let ran = lastrep(folder.path(), &[&["analyze"], words, &["--charts", "svg", "--quiet"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let drawn = files_under(&folder.path().join("lastrep-out/charts"));
        drawn.into_iter().map(|(name, path)| (name, std::fs::read_to_string(path).unwrap())).collect::<Vec<_>>()
    };
    let both = pictures(&["ann", "bob"]);
    assert!(
        both.len() == 2 && both[0].0.starts_with("ann-") && both[1].0.starts_with("bob-"),
        "{:?}",
        names(folder.path())
    );
    assert!(both[0].1.contains("ann  \u{b7}  ") && both[1].1.contains("bob  \u{b7}  "));
    let one = pictures(&["ann"]);
    assert!(one.len() == 1 && !one[0].0.contains("ann") && !one[0].1.contains("ann  \u{b7}"), "{}", one[0].0);
    for words in ["steady run", "Second half against the first", "No part stands out as reps do."] {
        assert!(one[0].1.contains(words), "{words}");
    }
    for words in ["not scored", "no reps found", "log odds"] {
        assert!(!one[0].1.contains(words), "{words}");
    }
}

/// What measured the heart rate stands under the segments and in the table; at the wrist with its caveat.
#[test]
fn the_heart_rate_sensor_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let recovery = Recovery(Ease::Jog, Length::Time(90.0));
    let reps = Reps { count: 5, length: Length::Time(100.0), speed_mps: 4.2, fade: 0.0, recovery, closing: true };
    let plan = Plan::named("session").warm_up(480.0).reps(reps).cool_down(300.0);
    let outing = Simulated::record(&plan, &Setting::new(11, 1_775_433_600));
    let no_reason = "no heart-rate sensor in the file";
    for (sensor, name, line) in [
        (Some((1, 120)), "strap", "  bpm by a strap\n"),
        (Some((5, 10)), "wrist", "  bpm by the watch, at the wrist\n"),
        (None, "", "/km"),
    ] {
        let style = fit::FitStyle { heart_rate_sensor: sensor, ..fit::FitStyle::default() };
        put(folder.path(), "a.fit", &fit::activity(&[&outing], style));
        lastrep(folder.path(), &["analyze", "a.fit", "--charts", "none", "--quiet"]);
        let row = activities(&folder.path().join("lastrep-out")).remove(0);
        assert_eq!((row["heart_rate_sensor"].as_str(), row["kind"].as_str()), (name, "reps"));
        assert_eq!(row["missing_reason"].contains(no_reason), name.is_empty(), "{}", row["missing_reason"]);
        assert_eq!(row["notes"].contains("at the wrist: B at best"), name == "wrist", "{}", row["notes"]);
        let shown = lastrep(folder.path(), &["show", "a.fit"]).stdout;
        assert!(shown.contains(line) && (shown.contains("  bpm by") != name.is_empty()), "{shown}");
    }
}

/// Sessions over time: every number is one, and what is missing has its reason.
#[test]
fn tables_over_time_have_numbers_or_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let testdata = root();
    let files: Vec<_> =
        ["week1", "week2", "week3"].map(|week| testdata.join(format!("fit/track-6x400-{week}.fit"))).into();
    let words = |first: &[&str], paths: &[std::path::PathBuf]| -> Vec<std::ffi::OsString> {
        first.iter().map(Into::into).chain(paths.iter().map(Into::into)).collect()
    };
    assert_eq!(lastrep(folder.path(), &words(&["compare", "--csv", "compare.csv"], &files)).code, 0);
    assert_eq!(lastrep(folder.path(), &words(&["history", "--csv", "history.csv"], &[testdata])).code, 1);
    let (compared, history) = (table(&folder.path().join("compare.csv")), table(&folder.path().join("history.csv")));
    assert_eq!(compared.len(), 18);
    for row in compared.iter().chain(&history) {
        for (column, cell) in row {
            assert!(!["-0", "-0.0", "NaN", "inf", "-inf"].contains(&cell.as_str()), "{column}: {cell}");
        }
        let told = row["speed_change_pct"].is_empty() == row["speed_change_word"].is_empty();
        assert!(told, "{row:?}");
    }
    for row in &history {
        let first = row["previous_file"].is_empty();
        assert_eq!(first, !row["previous_missing_reason"].is_empty(), "{row:?}");
        assert!(
            first || row["speed_change_pct"].is_empty() != row["speed_change_missing_reason"].is_empty(),
            "{row:?}"
        );
        assert!(first || row["heart_rate_change_bpm"].is_empty() != row["heart_rate_change_missing_reason"].is_empty());
    }
    let week2 = compared.iter().find(|row| row["session"] == "2" && row["rep"] == "1").unwrap();
    assert_eq!((week2["same_workout"].as_str(), week2["surface"].as_str()), ("yes", "track"));
}

/// Best efforts of a folder: each with its error or its reason, one personal best a distance, an outing met twice once.
#[test]
fn best_efforts_have_an_error_or_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    for week in 1..=4 {
        copy(folder.path(), &format!("in/{week}.fit"), &format!("fit/track-6x400-week{week}.fit"));
        copy(folder.path(), &format!("in/{week}-again.fit"), &format!("fit/track-6x400-week{week}.fit"));
    }
    lastrep(folder.path(), &["analyze", "in", "--charts", "none"]);
    let rows = table(&folder.path().join("lastrep-out/bests.csv"));
    let number = |row: &BTreeMap<String, String>, name: &str| row[name].parse::<f64>().unwrap();
    for row in &rows {
        if row["elapsed_s"].is_empty() {
            assert!(!row["missing_reason"].is_empty(), "{row:?}");
            continue;
        }
        let (low, time, high) =
            (number(row, "elapsed_low80_s"), number(row, "elapsed_s"), number(row, "elapsed_high80_s"));
        assert!(low < time && time < high, "{row:?}");
        assert!((number(row, "end_s") - number(row, "start_s") - time).abs() < 0.02, "{row:?}");
        // Only a rep of the very length is known to the tenth.
        assert_eq!(row["snapped"] == "yes", row["distance"] == "400 m", "{row:?}");
    }
    for distance in ["400 m", "1000 m", "5000 m"] {
        let of: Vec<_> = rows.iter().filter(|row| row["distance"] == distance).collect();
        let best: Vec<_> = of.iter().filter(|row| row["personal_best"] == "yes").collect();
        assert_eq!(best.len(), 1, "{distance}");
        assert!(best[0]["duplicate_of"].is_empty());
        assert!(of.iter().all(|row| number(row, "elapsed_s") >= number(best[0], "elapsed_s")));
    }
}
