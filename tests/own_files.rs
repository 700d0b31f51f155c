//! The runner's own files. One writer at a time changes the journal, whole; it is read in every encoding; no input is
//! written over; each file belongs to its runner.

use lastrep::model::Day;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Instant;

use lastrep::journal::read_journal;

use crate::cli::{command, lastrep, put, table};
use crate::common::simulate::{Plan, Setting, Simulated};
use crate::common::write::fit;
use crate::testdata::root;

const SPRING: i64 = 1_775_433_600;
const DAY_S: i64 = 86_400;

fn run_at(start_unix_s: i64, seconds: f64) -> Vec<u8> {
    let outing = Simulated::record(&Plan::named("easy").warm_up(seconds), &Setting::new(7, start_unix_s));
    fit::activity(&[&outing], fit::FitStyle::default())
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join(name)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = std::fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

fn log(folder: &Path, date: &str, rpe: &str) -> crate::cli::Ran {
    lastrep(folder, &["log", "--date", date, "--rpe", rpe])
}

/// Twenty-eight processes write at once, each a day of its own: every day is there afterwards, and nothing else.
#[test]
fn a_journal_takes_many_writers_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "journal.csv", b"# mine\ndate,rpe\n2026-02-01,5\n# the end\n");
    let write = |day: u32| -> Child {
        let date = format!("2026-01-{day:02}");
        command(here, &["log", "--date", &date, "--rpe", "4"]).stdout(Stdio::null()).spawn().unwrap()
    };
    let writers: Vec<Child> = (1..=28).map(write).collect();
    assert!(writers.into_iter().all(|mut writer| writer.wait().unwrap().success()));
    let text = std::fs::read_to_string(here.join("journal.csv")).unwrap();
    let rows = (1..=28).map(|day| format!("2026-01-{day:02},4\n")).collect::<Vec<_>>().concat();
    assert_eq!(text, format!("# mine\ndate,rpe\n{rows}2026-02-01,5\n# the end\n"));
    assert_eq!(names(here), ["journal.csv"]);
}

/// Two hundred writers are killed at any moment: the journal is then as before or as wanted, and the next writer finds no
/// obstacle.
#[test]
fn a_killed_writer_leaves_the_journal_old_or_new() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let first = Day::parse("2020-01-01").unwrap();
    let rows = (0..2_000).map(|day| format!("{},5,\"two\nlines\"\n", first + day));
    let mut now = format!("date,rpe,notes\n{}", rows.collect::<Vec<_>>().concat());
    put(here, "journal.csv", now.as_bytes());
    let begun = Instant::now();
    now = lastrep::journal::log(&now, first, &[("rpe", "1".to_owned())]).unwrap();
    assert_eq!(log(here, "2020-01-01", "1").code, 0);
    let usual = begun.elapsed();
    let (mut old, mut new) = (0, 0);
    for kill in 0..200_u32 {
        let (date, rpe) = ((first + i64::from(kill)).to_string(), (kill % 9).to_string());
        let after = lastrep::journal::log(&now, first + i64::from(kill), &[("rpe", rpe.clone())]).unwrap();
        let mut writer = command(here, &["log", "--date", &date, "--rpe", &rpe]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(usual * (kill * 37 % 200) / 160);
        let _ = writer.kill();
        writer.wait().unwrap();
        let text = std::fs::read_to_string(here.join("journal.csv")).unwrap();
        assert!(text == now || text == after, "kill {kill}");
        (old, new) = if text == after { (old, new + 1) } else { (old + 1, new) };
        now = text;
    }
    assert!(old > 0 && new > 0, "{old} old, {new} new");
    assert_eq!(log(here, "2026-01-01", "7").code, 0);
    assert_eq!(names(here), ["journal.csv"]);
}

/// A journal that another process holds is not written, and the error names the process.
#[test]
fn a_held_journal_is_refused_with_its_holder() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "journal.csv", b"date,rpe\n");
    put(here, ".journal.csv.lock", b"process 4711");
    let lock = std::fs::File::open(here.join(".journal.csv.lock")).unwrap();
    lock.lock().unwrap();
    let ran = log(here, "2026-05-02", "6");
    assert_eq!(ran.code, 2);
    assert!(
        cfg!(windows)
            || ran.stderr.contains("journal.csv: expected a journal that no other process writes, found process 4711"),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read(here.join("journal.csv")).unwrap(), b"date,rpe\n");
    drop(lock);
    assert_eq!(log(here, "2026-05-02", "6").code, 0);
    assert_eq!(names(here), ["journal.csv"]);
}

#[cfg(unix)]
#[test]
fn links_and_modes_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "cloud/real.csv", b"date,rpe\n");
    let real = here.join("cloud/real.csv");
    symlink("cloud/real.csv", here.join("one.csv")).unwrap();
    symlink("one.csv", here.join("two.csv")).unwrap();
    symlink("cloud/new.csv", here.join("three.csv")).unwrap();
    let write =
        |journal: &str, date: &str| lastrep(here, &["log", "--journal", journal, "--date", date, "--rpe", "6"]).code;
    for (date, mode) in [("2026-05-02", 0o600), ("2026-05-03", 0o640), ("2026-05-04", 0o664)] {
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(write("two.csv", date), 0);
        assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, mode);
    }
    assert_eq!(std::fs::read(&real).unwrap(), b"date,rpe\n2026-05-02,6\n2026-05-03,6\n2026-05-04,6\n");
    assert_eq!(write("three.csv", "2026-05-02"), 0, "a link to a journal that is not there yet");
    assert!(names(&here.join("cloud")) == ["new.csv", "real.csv"] && names(here).len() == 4, "{:?}", names(here));
    assert!(["one.csv", "two.csv", "three.csv"].iter().all(|link| here.join(link).is_symlink()));
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(write("one.csv", "2026-05-05"), 2, "marked as read-only");
}

/// An administrator who writes for another user leaves the journal with its owner. Only a user who may give files away can
/// run this.
#[cfg(unix)]
#[test]
#[expect(clippy::print_stdout, reason = "a test that is left out says so")]
fn the_owner_stays() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "journal.csv", b"date,rpe\n");
    let journal = here.join("journal.csv");
    std::fs::set_permissions(&journal, std::fs::Permissions::from_mode(0o600)).unwrap();
    let (owner, group) = (4_711, 4_712);
    if let Err(cause) = chown(&journal, Some(owner), Some(group)) {
        println!("left out: this user may give no file away ({cause})");
        return;
    }
    assert_eq!(log(here, "2026-05-02", "6").code, 0);
    let meta = std::fs::metadata(&journal).unwrap();
    assert_eq!((meta.uid(), meta.gid(), meta.mode() & 0o777), (owner, group, 0o600));
    assert_eq!(std::fs::read(&journal).unwrap(), b"date,rpe\n2026-05-02,6\n");
}

/// A note names the row of an open quote. Reading loses no row, and nothing is written.
#[test]
fn an_open_quote_is_named_and_nothing_is_written_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let journal = b"date,notes,rpe\n2026-05-12,\"oops,6\n2026-05-13,b,4\n";
    put(here, "journal.csv", journal);
    put(here, "a.fit", &fixture("fit/track-6x400-week2.fit"));
    let ran = lastrep(here, &["show", "a.fit", "--journal", "journal.csv"]);
    assert!(ran.stderr.contains("journal.csv: journal row 2: a quote is opened and not closed"), "{}", ran.stderr);
    let ran = log(here, "2026-05-13", "5");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("at journal row 2: expected every quote to be closed"), "{}", ran.stderr);
    assert_eq!(std::fs::read(here.join("journal.csv")).unwrap(), journal);
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

/// Journals and cuts are read in the encodings that spreadsheets write, and `log` keeps the encoding of the journal.
#[test]
fn every_encoding_is_read_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "m\u{fc}de.fit", &fixture("fit/track-8x400-hand.fit"));
    let (head, row, new) = ("\u{feff}date;notes;rpe\r\n", "2026-05-01;m\u{fc}de;6,5\r\n", "2026-05-02;;4\r\n");
    let whole = format!("{head}{row}{new}");
    let cut = "file,start,end\nm\u{fc}de.fit,10:30,12:00\n";
    for (is_guessed, encode) in
        [(false, utf16 as fn(&str) -> Vec<u8>), (true, |text| latin1(text.trim_start_matches('\u{feff}')))]
    {
        put(here, "journal.csv", &encode(&format!("{head}{row}")));
        assert_eq!(log(here, "2026-05-02", "4").code, 0);
        assert_eq!(std::fs::read(here.join("journal.csv")).unwrap(), encode(&whole));
        put(here, "cut.csv", &encode(cut));
        let ran = lastrep(here, &["show", "m\u{fc}de.fit", "--reps", "cut.csv", "--journal", "journal.csv"]);
        assert!(ran.stdout.contains("your own cut: 1 work"), "{}{}", ran.stdout, ran.stderr);
        assert_eq!(
            ran.stderr.matches("read as Windows-1252 (Latin-1); save it as UTF-8").count(),
            2 * usize::from(is_guessed)
        );
    }
    let ran = lastrep(here, &["log", "--date", "2026-05-02", "--notes", "\u{4f60}\u{597d}"]);
    assert!(ran.code == 2 && ran.stderr.contains("save the file as UTF-8"), "{}", ran.stderr);
    assert_eq!(std::fs::read(here.join("journal.csv")).unwrap(), latin1(whole.trim_start_matches('\u{feff}')));
    put(here, "broken.csv", &[&utf16(&whole)[..], &[0]].concat());
    let ran = lastrep(here, &["show", "m\u{fc}de.fit", "--journal", "broken.csv"]);
    assert!(
        ran.code == 2 && ran.stderr.contains("broken.csv") && ran.stderr.contains("save the file as UTF-8"),
        "{}",
        ran.stderr
    );
}

#[test]
fn numbers_below_zero_are_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for cells in [["--temperature", "-5", "--dew-point", "-7.5"], ["--temperature", "-5C", "--notes", "-3 kg"]] {
        let ran = lastrep(here, &[&["log", "--date", "2026-01-02"][..], &cells].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let text = std::fs::read_to_string(here.join("journal.csv")).unwrap();
        assert_eq!(read_journal(&text).0[0].temperature_c, Some(-5.0), "{text}");
    }
    let ran = lastrep(here, &["log", "--notes", "--rpe=6"]);
    assert!(ran.code == 2 && ran.stderr.contains("found the next flag"), "{}", ran.stderr);
}

/// No command writes over what it reads, whatever output it is asked for.
#[test]
fn no_input_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "in/a.fit", &fixture("fit/track-6x400-week2.fit"));
    put(here, "in/b.fit", &fixture("fit/track-6x400-week3.fit"));
    put(here, "in/settings.fit", &fixture("bad/settings.fit"));
    put(here, "in/broken.gpx", b"no gpx");
    put(here, "me.toml", b"hr_max = 190\n");
    put(here, "j.csv", b"date,rpe\n2026-05-12,6\n");
    put(here, "lastrep-out/segments.csv", b"file,start,end\na.fit,10:00,11:30\n");
    put(here, "lastrep-out/weeks.csv", b"date,rpe\n2026-05-12,6\n");
    let reps = ["--reps", "lastrep-out/segments.csv"];
    let inputs = || {
        crate::testdata::files_under(here)
            .into_iter()
            .map(|(name, path)| (name, std::fs::read(path).unwrap()))
            .collect::<Vec<_>>()
    };
    let before = inputs();
    for arguments in [
        &["analyze", "in", reps[0], reps[1]][..],
        &["analyze", "in", "--journal", "lastrep-out/weeks.csv"],
        &["analyze", "lastrep-out/segments.csv"],
        &["next", "in", "--journal", "j.csv", "--text", "j.csv"],
        &["next", "in", "--fit", "in/a.fit"],
        &["next", "in", "--fit", "./in/../in/settings.fit"],
        &["next", "in", "--text", "in/broken.gpx"],
        &["next", "in", "--fit", "same", "--text", "./same"],
        &["plan", "in", "--athlete", "me.toml", "--ics", "me.toml"],
        &["plan", "in", "--csv", "in/b.fit"],
        &["history", "in", "--csv", "lastrep-out/segments.csv", reps[0], reps[1]],
        &["compare", "in/a.fit", "in/b.fit", "--csv", "in/b.fit"],
    ] {
        let ran = lastrep(here, arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("expected an output that writes over nothing that is read"),
            "{arguments:?}: {}",
            ran.stderr
        );
        assert_eq!(inputs(), before, "{arguments:?}");
    }
    // An earlier output may be written over, also in the folder of the runs.
    for _ in 0..2 {
        let ran = lastrep(here, &["next", "in/a.fit", "--fit", "in/next.fit", "--text", "next.txt"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(lastrep(here, &["history", "in/a.fit", "--csv", "history.csv"]).code, 0);
    }
}

#[cfg(unix)]
#[test]
fn an_input_is_known_through_links() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    put(here, "a.fit", &fixture("fit/track-6x400-week2.fit"));
    put(here, "j.csv", b"date,rpe\n2026-05-12,6\n");
    std::os::unix::fs::symlink("j.csv", here.join("soft.csv")).unwrap();
    std::fs::hard_link(here.join("j.csv"), here.join("hard.csv")).unwrap();
    for output in ["soft.csv", "hard.csv"] {
        assert_eq!(lastrep(here, &["history", "a.fit", "--journal", "j.csv", "--csv", output]).code, 2, "{output}");
    }
}

/// An athlete file or a journal is for the files of one runner.
#[test]
fn words_of_one_runner_are_not_taken_for_several() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (runner, week) in [("ann", 2), ("bob", 3)] {
        put(here, &format!("{runner}/a.fit"), &fixture(&format!("fit/track-6x400-week{week}.fit")));
    }
    put(here, "ann.toml", b"hr_max = 190\n");
    put(here, "ann.csv", b"date,rpe\n2026-05-12,6\n");
    for command in ["analyze", "next", "plan", "history", "init"] {
        for own in [["--athlete", "ann.toml"], ["--journal", "ann.csv"]] {
            let ran = lastrep(here, &[&[command, "ann", "bob"][..], &own].concat());
            assert_eq!(ran.code, 2, "{command}");
            assert!(
                ran.stderr.contains("expected the files of one runner, found 2: ann, bob"),
                "{command}: {}",
                ran.stderr
            );
            assert!(ran.stderr.contains("run the command for each"), "{}", ran.stderr);
        }
    }
    assert_eq!(names(here), ["ann", "ann.csv", "ann.toml", "bob"]);
    assert_eq!(
        lastrep(here, &["next", "ann", "ann/a.fit", "--athlete", "ann.toml"]).code,
        0,
        "one folder, named twice"
    );
    assert_eq!(lastrep(here, &["next", "ann", "bob"]).code, 0);
}

/// Loose files of one folder are the history of one runner, just as the folder is.
#[test]
fn loose_files_of_a_folder_are_one_runner() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for week in 1..=4 {
        put(here, &format!("runs/{week}.fit"), &fixture(&format!("fit/track-6x400-week{week}.fit")));
    }
    put(here, "me.toml", b"hr_max = 190\n");
    let files = ["runs/1.fit", "runs/2.fit", "./runs/3.fit", "runs/4.fit"];
    let fixed = ["--charts", "none", "--quiet", "--athlete", "me.toml", "--out"];
    assert_eq!(lastrep(here, &[&["analyze", "runs"][..], &fixed, &["whole"]].concat()).code, 0);
    assert_eq!(lastrep(here, &[&["analyze"][..], &files, &fixed, &["loose"]].concat()).code, 0);
    for name in ["workouts.csv", "weeks.csv", "bests.csv"] {
        assert_eq!(table(&here.join("loose").join(name)), table(&here.join("whole").join(name)), "{name}");
    }
    let inside = lastrep(&here.join("runs"), &["next", "1.fit", "2.fit", "3.fit", "4.fit"]);
    assert!(inside.stdout.starts_with("runs, as of "), "{}", inside.stdout);
    put(here, "other/5.fit", &fixture("fit/track-6x400-week1.fit"));
    let ran = lastrep(here, &["next", "runs/1.fit", "runs/2.fit", "other/5.fit"]);
    assert!(ran.stdout.contains("runs, as of ") && ran.stdout.contains("5.fit, as of "), "{}", ran.stdout);
}

/// Two people in one folder run at the same time. One runner with a watch and a phone runs one run at a time.
#[test]
fn a_folder_of_two_people_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for day in 0..3 {
        let start = SPRING + 2 * day * DAY_S;
        put(here, &format!("two/x/ann/{day}.fit"), &run_at(start, 1_800.0));
        put(here, &format!("two/x/bob/{day}.fit"), &run_at(start + 900, 1_500.0));
        put(here, &format!("one/watch/{day}.fit"), &run_at(start, 1_800.0));
        put(here, &format!("one/phone/{day}.fit"), &run_at(start + 20, 1_790.0));
        put(here, &format!("years/202{day}/a.fit"), &run_at(start, 1_800.0));
    }
    let told = |folder: &str| lastrep(here, &["next", folder]).stderr;
    let two = told("two");
    assert!(two.contains("two: x/ann and x/bob look like several people") && two.contains("name each"), "{two}");
    assert_eq!((told("one"), told("years")), (String::new(), String::new()));
    assert_eq!(lastrep(here, &["next", "two/x/ann", "two/x/bob"]).stderr, "");
}
