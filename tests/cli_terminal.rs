//! The command as it looks on a terminal, and what it says when something is wrong.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use crate::cli::{Ran, command, lastrep, put};
use crate::testdata::root;

/// The narrowest terminal for which everything is laid out, letters.
const NARROW: usize = 60;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join(name)).unwrap()
}

/// What is told of the runner's file beside the runs.
const READ: &str = "lastrep: note: read, too: athlete.toml\n";

/// A folder with four weeks of one workout, and the runner's file beside it.
fn weeks() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for week in 1..=4 {
        put(folder.path(), &format!("in/{week}.fit"), &fixture(&format!("fit/track-6x400-week{week}.fit")));
    }
    put(folder.path(), "athlete.toml", &fixture("athlete.toml"));
    folder
}

/// Runs the command with variables of the environment.
fn with(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let output = command(folder, arguments).envs(variables.iter().copied()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The words of a text without its layout.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn every_text_wraps_between_words() {
    let folder = weeks();
    let commands: [&[&str]; 14] = [
        &["show", "in/3.fit"],
        &["show", "in/3.fit", "--explain"],
        &["show", "in/3.fit", "--scores"],
        &["compare", "in/1.fit", "in/2.fit"],
        &["history", "in"],
        &["next", "in", "--why"],
        &["plan", "in"],
        &["paces", "--athlete", "athlete.toml"],
        &["scores"],
        &["scores", "fade"],
        &["check", "in/1.fit"],
        &["columns"],
        &["help", "next-step"],
        &["analyze", "in", "--charts", "none"],
    ];
    for arguments in commands {
        for width in [NARROW, 80, 100] {
            let ran = with(folder.path(), &[("COLUMNS", &width.to_string())], arguments);
            assert!(ran.code == 0 && [READ, ""].contains(&ran.stderr.as_str()), "{arguments:?}: {}", ran.stderr);
            // A block of code stays as it is typed.
            for line in ran.stdout.lines().filter(|line| !line.starts_with("    lastrep ")) {
                assert!(line.chars().count() <= width, "{arguments:?} at {width}: {line}");
                assert_eq!(line, line.trim_end(), "{arguments:?} at {width}");
            }
        }
    }
    let piped = lastrep(folder.path(), &["next", "in"]).stdout;
    let wrapped = with(folder.path(), &[("COLUMNS", "60")], &["next", "in"]).stdout;
    assert_eq!(letters(&piped), letters(&wrapped));
    assert!(piped.lines().any(|line| line.chars().count() > NARROW), "{piped}");
}

#[test]
fn complaints_wrap_too() {
    let folder = weeks();
    put(folder.path(), "journal.csv", b"date,rpee,what I ate in the evening before the session\n");
    let ran = with(folder.path(), &[("COLUMNS", "60")], &["next", "in", "--journal", "journal.csv"]);
    assert!(ran.stderr.contains("rpee") && ran.stderr.lines().all(|line| line.len() <= NARROW), "{}", ran.stderr);
}

#[test]
fn colour_is_for_terminals_alone() {
    let folder = weeks();
    let plain = lastrep(folder.path(), &["next", "in"]).stdout;
    let forced = with(folder.path(), &[("CLICOLOR_FORCE", "1"), ("TERM", "xterm")], &["next", "in"]).stdout;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let mut bare = String::new();
    for (number, part) in forced.split('\u{1b}').enumerate() {
        bare.push_str(if number == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(bare, plain);
    let answer = forced.lines().find(|line| line.contains("lighter week") && line.contains('○')).unwrap();
    assert!(answer.contains("\u{1b}[35m"), "{answer:?}");
    let refused = with(folder.path(), &[("NO_COLOR", "1"), ("TERM", "xterm")], &["next", "in"]).stdout;
    assert_eq!(refused, plain);
}

#[test]
fn a_run_is_one_line_with_its_reps() {
    let folder = weeks();
    let shown = lastrep(folder.path(), &["show", "in/3.fit"]).stdout;
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains('█')).unwrap();
    let reps: Vec<&str> = lines[at + 1].split_whitespace().collect();
    assert_eq!(reps, ["1", "2", "3", "4", "5", "6"]);
    let blocks: Vec<char> = lines[at].chars().collect();
    let is_fast = |place: usize| "▆▇█".contains(blocks[place]);
    let places = lines[at + 1].char_indices().filter(|(_, letter)| letter.is_ascii_digit());
    assert!(places.clone().count() == 6 && places.clone().all(|(place, _)| is_fast(place)), "{shown}");
}

#[test]
fn next_names_the_session_it_speaks_of_and_what_it_wrote() {
    let folder = weeks();
    let ran = lastrep(folder.path(), &["next", "in", "--fit", "next.fit", "--text", "next.txt"]);
    assert!(ran.stdout.contains("why, after 6 × 400 m / 200 m jog on Tue 26 May 2026"), "{}", ran.stdout);
    for told in ["workout for the watch written to next.fit\n", "workout as text written to next.txt\n"] {
        assert!(ran.stdout.contains(told), "{}", ran.stdout);
    }
    let told = |arguments: &[&str], told: &str| {
        let stdout = lastrep(folder.path(), arguments).stdout;
        assert!(stdout.ends_with(told), "{arguments:?}: {stdout}");
    };
    told(&["plan", "in", "--csv", "p.csv", "--ics", "p.ics"], "plan written to p.csv\ncalendar written to p.ics\n");
    told(&["history", "in", "--csv", "h.csv"], "sessions written to h.csv\n");
    told(&["compare", "in/1.fit", "in/2.fit", "--csv", "c.csv"], "reps and changes written to c.csv\n");
}

#[test]
fn wrong_paths_are_told_together_each_with_the_one_meant() {
    let folder = weeks();
    put(folder.path(), "r/gareth/a.fit", &fixture("fit/track-6x400-week1.fit"));
    let ran = lastrep(folder.path(), &["next", "in", "r/garet", "athlet.toml", "nothing/like/it"]);
    let expected = "lastrep: r/garet does not exist. Did you mean r/gareth?\n\
        lastrep: athlet.toml does not exist. Did you mean athlete.toml?\n\
        lastrep: nothing/like/it does not exist; check how it is written, and where you are\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (2, expected));
    let own = lastrep(folder.path(), &["next", "in", "--athlete", "athlet.toml"]);
    assert_eq!(own.stderr, "lastrep: athlet.toml does not exist. Did you mean athlete.toml?\n");
    let shown = lastrep(folder.path(), &["show", "in/33.fit"]);
    assert!(shown.stderr.contains("in/33.fit does not exist. Did you mean in/3.fit?"), "{}", shown.stderr);
}

#[test]
fn all_that_is_wrong_in_a_file_is_told_at_once_with_its_line() {
    let folder = weeks();
    let athlete = "hrmax = 190\nhr_rest = 1\n\n[[races]]\ndat = 2026-05-01\ndistance_m = 5000\n";
    put(folder.path(), "a.toml", athlete.as_bytes());
    let ran = lastrep(folder.path(), &["next", "in", "--athlete", "a.toml"]);
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!((ran.code, told.len()), (2, 4), "{}", ran.stderr);
    for (line, part) in told.iter().zip([
        "a.toml: at line 1, hrmax: expected a known key, found \"hrmax\"; did you mean hr_max?",
        "a.toml: at line 2, hr_rest: expected a number from 25 to 120, found 1",
        "a.toml: at line 4, races[1]: expected date, distance_m, time_s in every race, found no date",
        "a.toml: at line 5, races[1].dat: expected a known key, found \"dat\"; did you mean date?",
    ]) {
        assert!(line.ends_with(part), "{line}");
    }
    put(folder.path(), "j.csv", b"date,rpee,sorenes\n2026-05-26,5,20\n");
    let ran = lastrep(folder.path(), &["next", "in", "--journal", "j.csv"]);
    for part in
        ["journal row 1: column \"rpee\" is not known and is left out; did you mean rpe?", "did you mean soreness?"]
    {
        assert!(ran.stderr.contains(part), "{}", ran.stderr);
    }
}

/// The pictures with the time at which each was written.
fn pictures(folder: &Path) -> BTreeMap<String, SystemTime> {
    let entries = std::fs::read_dir(folder.join("lastrep-out/charts")).unwrap().map(Result::unwrap);
    let written = |entry: &std::fs::DirEntry| entry.metadata().unwrap().modified().unwrap();
    entries.map(|entry| (entry.file_name().into_string().unwrap(), written(&entry))).collect()
}

#[test]
fn a_second_run_draws_what_has_changed() {
    let folder = weeks();
    let here = folder.path();
    let analyze = |more: &[&str]| {
        let ran = lastrep(here, &[&["analyze", "in"], more].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, READ));
        ran.stdout
    };
    assert!(analyze(&[]).contains("4 pictures in charts\n"));
    let first = pictures(here);
    assert!(analyze(&[]).contains("4 pictures in charts (4 unchanged)\n"));
    assert_eq!(pictures(here), first);

    // What is missing or was changed is drawn again; what was painted on is kept under a name of its own.
    let names: Vec<&String> = first.keys().collect();
    let picture = |name: &str| here.join("lastrep-out/charts").join(name);
    std::fs::remove_file(picture(names[0])).unwrap();
    std::fs::write(picture(names[1]), "painted over").unwrap();
    assert!(analyze(&[]).contains("4 pictures in charts (2 unchanged)\n"));
    let mended = pictures(here);
    assert_eq!(mended.len(), 5);
    assert!(mended[names[2]] == first[names[2]] && mended[names[3]] == first[names[3]]);
    assert!(std::fs::read(picture(names[1])).unwrap().starts_with(b"\x89PNG"));

    // Another unit is another picture; a workout that is gone takes its picture and changes those that show it.
    assert!(analyze(&["--units", "mile"]).contains("4 pictures in charts\n"));
    std::fs::remove_file(here.join("in/1.fit")).unwrap();
    assert!(analyze(&["--units", "mile"]).contains("3 pictures in charts\n"));
    assert!(!picture(names[0]).exists());
}
