//! Folders as they are: links that lead nowhere, pipes, huge files, names that fool the eye, earlier results.

use std::path::Path;

use crate::cli::{lastrep, put, table};
use crate::common::write::archive;
use crate::testdata::{files_under, root};

/// A run and a folder `in` that holds it.
fn folder_with_a_run() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/a.fit", &run("fit/track-6x400-week2.fit"));
    folder
}

fn run(fixture: &str) -> Vec<u8> {
    std::fs::read(root().join(fixture)).unwrap()
}

/// The paths of problems.csv, each with what was found.
fn problems(folder: &Path) -> Vec<(String, String)> {
    let rows = table(&folder.join("lastrep-out/problems.csv"));
    rows.into_iter().map(|row| (row["path"].clone(), row["found"].clone())).collect()
}

fn pictures(folder: &Path) -> Vec<String> {
    let names = files_under(&folder.join("lastrep-out/charts")).into_keys();
    names.collect()
}

#[cfg(unix)]
#[test]
fn a_bad_entry_is_a_row_and_a_hidden_one_is_none() {
    use std::os::unix::fs::symlink;
    let folder = folder_with_a_run();
    let inside = folder.path().join("in");
    symlink("nowhere", inside.join("gone.fit")).unwrap();
    symlink("nowhere", inside.join("photo.jpg")).unwrap();
    symlink("me.fit", inside.join("me.fit")).unwrap();
    symlink("nowhere", inside.join(".#a.fit")).unwrap();
    symlink("..", inside.join(".up")).unwrap();
    symlink(".", inside.join("loop")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(inside.join("socket")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(inside.join("pipe.fit")).status().unwrap();
    assert!(made.success());
    let ran = lastrep(folder.path(), &["analyze", "in", "--charts", "none"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "{}", ran.stdout);
    let found = problems(folder.path());
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["gone.fit", "loop", "me.fit", "photo.jpg", "pipe.fit", "socket"]);
    assert_eq!((found[1].1.as_str(), found[4].1.as_str()), ("a link to a folder that it lies in", "a named pipe"));
    assert_eq!(table(&folder.path().join("lastrep-out/workouts.csv")).len(), 1);
    // A pipe that is given by name is a problem, too, and nothing waits for it.
    let alone = lastrep(folder.path(), &["show", "in/pipe.fit"]);
    assert_eq!(alone.code, 2);
    assert!(alone.stderr.contains("found a named pipe"), "{}", alone.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_a_row_beside_others() {
    let folder = folder_with_a_run();
    std::os::unix::fs::symlink("nowhere", folder.path().join("in/gone.fit")).unwrap();
    let ran = lastrep(folder.path(), &["analyze", "in/a.fit", "in/gone.fit", "--charts", "none"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_eq!(problems(folder.path())[0].0, "in/gone.fit");
    assert_eq!(lastrep(folder.path(), &["analyze", "in/gone.fit"]).code, 2);
}

/// Files of three gigabytes each, on a machine with little memory: read whole, none of them fits.
#[cfg(target_os = "linux")]
#[test]
fn videos_are_told_from_their_first_bytes() {
    let folder = folder_with_a_run();
    for (name, beginning) in
        [("clip.mp4", &b"\0\0\0\x18ftypmp42"[..]), ("clip.fit", b"\x0e\x10\0\0\0\0\0\0.FIT"), ("clip.gz", b"\x1f\x8b")]
    {
        put(folder.path(), &format!("in/{name}"), beginning);
        let file = std::fs::File::options().write(true).open(folder.path().join("in").join(name)).unwrap();
        file.set_len(3 << 30).unwrap();
    }
    let limited = "ulimit -v 2000000; exec \"$0\" analyze in --charts none --jobs 2";
    let mut shell = std::process::Command::new("sh");
    let ran = shell.current_dir(folder.path()).args(["-c", limited, env!("CARGO_BIN_EXE_lastrep")]).output().unwrap();
    assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    let paths: Vec<String> = problems(folder.path()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["clip.fit", "clip.gz"]);
}

#[test]
fn archives_tell_what_they_do_not_hold() {
    let folder = folder_with_a_run();
    let media = archive::zip(&[("photo.jpg", b"x"), ("profile.csv", b"a;b")]).unwrap();
    put(folder.path(), "in/empty.zip", &archive::zip(&[]).unwrap());
    put(folder.path(), "in/media.zip", &media);
    put(folder.path(), "in/cut.zip", &media[..media.len() / 2]);
    let ran = lastrep(folder.path(), &["analyze", "in", "--charts", "none"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let found = problems(folder.path());
    assert_eq!(found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["cut.zip", "empty.zip", "media.zip"]);
    assert_eq!(
        (found[1].1.as_str(), found[2].1.as_str()),
        ("no file", "only 1 .csv (profile.csv), 1 .jpg (photo.jpg)")
    );
}

/// Every command that finds no runs says what it found instead, and what to do.
#[test]
fn nothing_to_read_is_said_by_every_command() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/a.hrm", b"[Params]\nVersion=106\n");
    put(folder.path(), "in/training-session-2024-05-07.json", b"{\"exercises\":[]}");
    put(folder.path(), "in/track.kmz", &archive::zip(&[("doc.kml", b"<kml/>")]).unwrap());
    put(folder.path(), "other/activities.json", b"{}");
    put(folder.path(), "other/run.xlsx", &archive::zip(&[("sheet.xml", b"<sheet/>")]).unwrap());
    std::fs::create_dir_all(folder.path().join("empty")).unwrap();
    for command in ["analyze", "next", "plan", "history"] {
        let ran = lastrep(folder.path(), &[command, "in", "other", "empty"]);
        let told = ran.stdout + &ran.stderr;
        assert_eq!(ran.code, 2, "{command}: {told}");
        for part in ["a.hrm", "Polar Flow", "track.kmz", "activities.json", "run.xlsx", "export the run"] {
            assert!(told.contains(part), "{command} does not say {part}: {told}");
        }
    }
    let found = problems(folder.path());
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["empty", "a.hrm", "track.kmz", "training-session-2024-05-07.json", "other"]);
    for arguments in
        [["show", "in/track.kmz"], ["show", "in/a.hrm"], ["check", "in/track.kmz"], ["show", "other/activities.json"]]
    {
        let ran = lastrep(folder.path(), &arguments);
        assert!(ran.code == 2 && ran.stderr.contains("export"), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn names_cannot_move_the_cursor_nor_turn_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let members: [(&str, &[u8]); 2] =
        [("a\u{1b}[2J\u{202e}tif.fit", &run("fit/track-6x400-week2.fit")), ("b\u{2067}\r.fit", b"nothing")];
    put(folder.path(), "export.zip", &archive::zip(&members).unwrap());
    #[cfg(unix)]
    put(folder.path(), "in\u{1b}[1m/c\n\u{202e}.fit", b"nothing");
    let arguments: &[&[&str]] =
        &[&["analyze", "export.zip", "--charts", "svg"], &["show", "export.zip"], &["history", "export.zip"]];
    let unsafe_here = |text: &str| {
        text.chars().any(|c| {
            (c.is_control() && c != '\n')
                || ('\u{202a}'..='\u{2069}').contains(&c) && !('\u{202f}'..='\u{2065}').contains(&c)
        })
    };
    for arguments in arguments {
        let ran = lastrep(folder.path(), arguments);
        assert!(
            ran.code < 2 && !unsafe_here(&ran.stdout) && !unsafe_here(&ran.stderr),
            "{arguments:?}: {:?}",
            ran.stdout + &ran.stderr
        );
    }
    let picture =
        std::fs::read_to_string(folder.path().join("lastrep-out/charts").join(&pictures(folder.path())[0])).unwrap();
    assert!(!unsafe_here(&picture));
    #[cfg(unix)]
    {
        let ran = lastrep(folder.path(), &["next", "in\u{1b}[1m"]);
        assert!(ran.stderr.contains("c\\u{a}\\u{202e}.fit") && !unsafe_here(&ran.stderr), "{:?}", ran.stderr);
    }
}

#[test]
fn a_second_run_leaves_no_stale_picture_and_touches_nothing_else() {
    let folder = folder_with_a_run();
    let here = folder.path();
    put(here, "in/b.fit", &run("fit/track-8x400-hand.fit"));
    assert_eq!(lastrep(here, &["analyze", "in"]).code, 0);
    assert_eq!(pictures(here).len(), 2);
    std::fs::remove_file(here.join("in/b.fit")).unwrap();
    put(here, "lastrep-out/charts/holiday.png", b"mine");
    put(here, "lastrep-out/notes.txt", b"mine");
    put(here, "lastrep-out/.lastrep-aB3dE6", b"half a table");
    put(here, "lastrep-out/charts/.lastrep-aB3dE6", b"half a picture");
    assert_eq!(lastrep(here, &["analyze", "in"]).code, 0);
    let left = pictures(here);
    assert_eq!((left.len(), left[1].as_str()), (2, "holiday.png"), "{left:?}");
    assert!(left[0].contains("6x400m") && here.join("lastrep-out/notes.txt").exists());
    assert!(!here.join("lastrep-out/.lastrep-aB3dE6").exists());
    assert_eq!(lastrep(here, &["analyze", "in", "--charts", "none"]).code, 0);
    assert_eq!(pictures(here), ["holiday.png"]);
}

#[test]
fn what_was_edited_is_not_written_over() {
    let folder = folder_with_a_run();
    let here = folder.path();
    let analyze = ["analyze", "in", "--charts", "none"];
    assert_eq!(lastrep(here, &analyze).code, 0);
    let table = here.join("lastrep-out/segments.csv");
    let edited = std::fs::read_to_string(&table).unwrap() + "my own row\n";
    std::fs::write(&table, &edited).unwrap();
    let ran = lastrep(here, &analyze);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("segments.csv") && ran.stderr.contains("--out"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(&table).unwrap(), edited);
    std::fs::rename(&table, here.join("mine.csv")).unwrap();
    assert_eq!(lastrep(here, &analyze).code, 0);
}

/// Tables and pictures of a version that kept no list are moved aside, edited or not, and nothing is lost.
#[test]
fn results_of_a_version_without_a_list_are_moved_aside_once() {
    let folder = folder_with_a_run();
    let here = folder.path();
    let out = here.join("lastrep-out");
    assert_eq!(lastrep(here, &["analyze", "in", "--page", "none"]).code, 0);
    let picture = pictures(here).remove(0);
    // No such version drew a season.
    std::fs::remove_file(out.join("season.png")).unwrap();
    std::fs::remove_file(out.join(".lastrep.written")).unwrap();
    let edited = std::fs::read_to_string(out.join("segments.csv")).unwrap() + "my own row\n";
    std::fs::write(out.join("segments.csv"), &edited).unwrap();
    put(here, "lastrep-out/charts/holiday.png", b"mine");
    let ran = lastrep(here, &["analyze", "in", "--page", "none"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("an earlier version of lastrep were moved to lastrep-out/earlier"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(out.join("earlier/segments.csv")).unwrap(), edited);
    assert!(out.join("earlier/workouts.csv").exists() && out.join("earlier/charts").join(&picture).exists());
    assert_eq!(pictures(here), [picture.as_str(), "holiday.png"]);
    assert_eq!(lastrep(here, &["analyze", "in", "--page", "none"]).stderr, "");
    // The second time the place for them is taken, so the run is refused.
    std::fs::remove_file(out.join(".lastrep.written")).unwrap();
    let refused = lastrep(here, &["analyze", "in", "--page", "none"]);
    assert!(refused.code == 2 && refused.stderr.contains("--out"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(out.join("earlier/segments.csv")).unwrap(), edited);
}

#[test]
fn a_table_of_another_program_is_neither_moved_nor_written_over() {
    let folder = folder_with_a_run();
    put(folder.path(), "lastrep-out/weeks.csv", b"week,km\n1,40\n");
    put(folder.path(), "lastrep-out/workouts.csv", b"file,lastrep_version\na.fit,0.1.0\n");
    let ran = lastrep(folder.path(), &["analyze", "in"]);
    assert!(ran.code == 2 && ran.stderr.contains("move it elsewhere"), "{}", ran.stderr);
    assert_eq!(std::fs::read(folder.path().join("lastrep-out/weeks.csv")).unwrap(), b"week,km\n1,40\n");
    assert!(!folder.path().join("lastrep-out/earlier").exists());
}

/// A file in the place of a folder, or a folder in the place of a file, is reported in plain words before the work.
#[test]
fn a_file_is_no_folder_and_a_folder_no_file() {
    let folder = folder_with_a_run();
    let here = folder.path();
    put(here, "mine", b"text");
    put(here, "full/charts", b"text");
    for out in ["mine", "mine/below", "mine/far/below", "full"] {
        let ran = lastrep(here, &["analyze", "in", "--out", out]);
        assert_eq!(ran.code, 2, "{out}");
        let is_plain = ran.stderr.contains("expected a folder to write into, found a file; name another folder");
        assert!(is_plain && !ran.stderr.contains("os error"), "{}", ran.stderr);
    }
    let init = lastrep(here, &["init", "in", "--dir", "mine"]);
    assert!(init.code == 2 && init.stderr.contains("found a file; name another folder"), "{}", init.stderr);
    for arguments in [["history", "--csv"], ["next", "--text"], ["plan", "--ics"]] {
        let ran = lastrep(here, &[arguments[0], "in", arguments[1], "in"]);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains("name a file, not a folder"), "{arguments:?} {}", ran.stderr);
    }
    assert_eq!(std::fs::read(here.join("mine")).unwrap(), b"text");
}

#[test]
fn two_runs_do_not_write_into_one_folder() {
    let folder = folder_with_a_run();
    std::fs::create_dir_all(folder.path().join("lastrep-out")).unwrap();
    let lock = std::fs::File::create(folder.path().join("lastrep-out/.lastrep.lock")).unwrap();
    lock.lock().unwrap();
    let refused = lastrep(folder.path(), &["analyze", "in"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("another run") && refused.stderr.contains("--out"), "{}", refused.stderr);
    drop(lock);
    assert_eq!(lastrep(folder.path(), &["analyze", "in", "--charts", "none", "--jobs", "10000"]).code, 0);
}

/// Nobody reads the output: a closed pipe is forgiven, a full disk is an error, and the state of standard error changes
/// nothing.
#[cfg(target_os = "linux")]
#[test]
fn full_and_closed_outputs_are_told_apart() {
    let folder = folder_with_a_run();
    put(folder.path(), "in/b.fit", b"nothing");
    let shell = |script: &str| {
        let mut shell = std::process::Command::new("bash");
        let ran =
            shell.current_dir(folder.path()).args(["-c", script, env!("CARGO_BIN_EXE_lastrep")]).output().unwrap();
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    for full in [
        "\"$0\" analyze in > /dev/full",
        "\"$0\" show in/a.fit > /dev/full",
        "\"$0\" ladder > /dev/full",
        "\"$0\" --help > /dev/full",
    ] {
        let (code, told) = shell(full);
        assert!(code == Some(2) && told.contains("standard output"), "{full}: {code:?} {told}");
    }
    assert_eq!(shell("\"$0\" history in 2> /dev/full").0, Some(1));
    assert_eq!(shell("\"$0\" history in 2>&-").0, Some(1));
    assert_eq!(shell("\"$0\" show nothing.fit 2> /dev/full").0, Some(2));
    assert_eq!(shell("\"$0\" ladder | true; exit ${PIPESTATUS[0]}").0, Some(0));
}

#[test]
fn of_many_bad_rows_ten_are_told_and_all_are_counted() {
    let folder = folder_with_a_run();
    let rows = "2024-05-01,hard\n".repeat(5000);
    put(folder.path(), "journal.csv", format!("date,rpe\n{rows}").as_bytes());
    let ran = lastrep(folder.path(), &["history", "in", "--journal", "journal.csv"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stderr.lines().count() <= 11 && ran.stderr.contains("more like these"), "{}", ran.stderr);
}
