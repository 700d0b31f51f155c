//! One runner, one place: each runner's own files are found beside the runs, a folder of runners is a team, and a config file
//! says what never changes.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::{Ran, command, lastrep, put, table};
use crate::common::write::archive;
use crate::testdata::{files_under, root};

/// A coach's five runners: their files, athlete.toml, journal.csv. Each has another highest heart rate, and one has a pain.
const TEAM: [(&str, &[&str], &str, &str); 5] = [
    (
        "anna",
        &["track-6x400-week1.fit", "track-6x400-week2.fit"],
        "hr_max = 199\nunits = \"mile\"\nraces = [{ date = \"2026-05-02\", distance_m = 5000, time_s = 1320 }]\n",
        "date,rpe,pain\n2026-04-21,4,0\n2026-05-12,7,3\n",
    ),
    ("Bob Ö", &["track-6x400-week2.fit", "track-6x400-week3.fit"], "hr_max = 181\n", "date,rpe\n2026-05-12,4\n"),
    ("carl", &["track-8x400-hand.fit"], "hr_max = 172\nexperience = \"novice\"\n", ""),
    ("dora", &["road-5x1000-no-laps.fit", "road-steady-8km.fit"], "", "date,rpe\n2026-05-14,4\n"),
    ("gwen", &["track-4x800-old-watch.fit", "treadmill-6x3min.fit"], "", ""),
];

/// The folder `team/` of a coach, with whatever else lies about in it. Gwen's runs are in a zip; Bob's in folders by year.
fn team(here: &Path) {
    for (runner, files, athlete, journal) in TEAM {
        let bytes = |name: &&str| std::fs::read(root().join("fit").join(name)).unwrap();
        let runs: Vec<(&str, Vec<u8>)> = files.iter().map(|name| (*name, bytes(name))).collect();
        if runner == "gwen" {
            let members: Vec<(&str, &[u8])> = runs.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
            put(here, "team/gwen/export.zip", &archive::zip(&members).unwrap());
        } else {
            let inner = if runner == "Bob Ö" { "2026/" } else { "" };
            for (name, bytes) in &runs {
                put(here, &format!("team/{runner}/{inner}{name}"), bytes);
            }
        }
        for (name, text) in [("athlete.toml", athlete), ("journal.csv", journal)] {
            if !text.is_empty() {
                put(here, &format!("team/{runner}/{name}"), text.as_bytes());
            }
        }
    }
    put(here, "team/plans/may.txt", b"rest");
    put(here, "team/.old/athlete.toml", b"hr_max = 150\n");
}

type Row = BTreeMap<String, String>;

/// The rows of a table of one runner, whatever was drawn of them.
fn rows_of(out: &Path, name: &str, runner: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = table(&out.join(name)).into_iter().filter(|row| row["runner"] == runner).collect();
    for row in &mut rows {
        row.remove("chart");
    }
    rows
}

fn ran_well(folder: &Path, arguments: &[&str]) -> Ran {
    let ran = lastrep(folder, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    ran
}

/// A coach's folder in one command: every row, every picture's name and every step is what each runner's own folder gives
/// alone.
#[test]
fn five_runners_at_once_are_as_each_alone() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    let all = ran_well(here, &["analyze", "team", "--out", "all", "--charts", "svg"]);
    let read = "anna/athlete.toml, team/anna/journal.csv";
    assert!(all.stderr.contains(read) && all.stderr.lines().count() == 1, "{}", all.stderr);
    let out = here.join("all");
    let names: Vec<String> = files_under(&out).into_keys().collect();
    for (runner, files, ..) in TEAM {
        let alone = here.join("alone").join(runner);
        let path = format!("team/{runner}");
        ran_well(here, &["analyze", &path, "--out", alone.to_str().unwrap(), "--charts", "none", "--page", "none"]);
        for name in ["workouts.csv", "segments.csv", "scores.csv", "decisions.csv", "bests.csv", "weeks.csv"] {
            let (both, one) = (rows_of(&out, name, runner), rows_of(&alone, name, runner));
            assert!(!one.is_empty() && both == one, "{name} of {runner}:\n{both:#?}\n{one:#?}");
        }
        assert_eq!(rows_of(&out, "workouts.csv", runner).len(), files.len());
        assert_eq!(rows_of(&out, "team.csv", runner).len(), 1, "{runner}");
        let slug = if runner == "Bob Ö" { "bob-o" } else { runner };
        assert!(names.contains(&format!("season-{slug}.svg")), "{names:?}");
        let pictures = names.iter().filter(|name| name.starts_with(&format!("charts/{slug}-2026-"))).count();
        assert_eq!(pictures, files.len(), "{runner}: {names:?}");
        let season = std::fs::read_to_string(out.join(format!("season-{slug}.svg"))).unwrap();
        assert!(TEAM.iter().all(|(other, ..)| season.contains(other) == (*other == runner)), "{runner}");
    }
    assert_eq!(all.stdout.matches("Pain 3 in 10.").count(), 1, "Anna's journal is hers alone: {}", all.stdout);
    let page = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert!(TEAM.iter().all(|(runner, ..)| page.contains(runner)));
}

/// The other commands take a team as a team, each runner with the own files and the own unit.
#[test]
fn the_other_commands_follow_the_same_rule() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    for command in ["next", "plan", "history"] {
        let told = ran_well(here, &[command, "team"]).stdout;
        for (runner, ..) in TEAM {
            let alone = ran_well(here, &[command, &format!("team/{runner}")]).stdout;
            assert!(told.contains(alone.trim_end()), "{command} of {runner}:\n{told}\n{alone}");
        }
    }
    let history = ran_well(here, &["history", "team"]).stdout;
    assert!(history.contains("pace /mi") && history.contains("pace /km"), "{history}");
    assert!(ran_well(here, &["next", "team/anna"]).stdout.contains("Pain 3"));
    ran_well(here, &["season", "team", "--out", "seasons", "--charts", "svg"]);
    let seasons: Vec<String> = files_under(&here.join("seasons")).into_keys().collect();
    assert_eq!(seasons.len(), 5, "{seasons:?}");
    let with = ran_well(here, &["show", "team/anna/track-6x400-week2.fit", "--scores"]);
    assert!(with.stderr.contains("read, too: team/anna/athlete.toml") && with.stdout.contains("/mi"), "{with:?}");
    let inside = ran_well(here, &["show", "team/Bob Ö/2026/track-6x400-week3.fit"]);
    assert!(inside.stderr.contains("team/Bob Ö/athlete.toml"), "one folder above: {}", inside.stderr);
    let both = ["team/anna/track-6x400-week1.fit", "team/anna/track-6x400-week2.fit"];
    assert!(ran_well(here, &["compare", both[0], both[1]]).stdout.contains("/mi"));
    let one = lastrep(here, &["next", "team", "--athlete", "team/anna/athlete.toml"]);
    assert!(one.code == 2 && one.stderr.contains("expected the files of one runner, found 5"), "{}", one.stderr);
}

#[test]
fn a_flag_stands_above_what_lies_beside_the_runs() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    put(here, "other.toml", b"hr_max = 190\n");
    let ran = ran_well(here, &["history", "team/anna", "--athlete", "other.toml"]);
    assert!(ran.stdout.contains("pace /km"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "lastrep: note: read, too: team/anna/journal.csv\n");
    put(here, "team/anna/athlete.toml", b"hrmax = 190\n");
    let wrong = lastrep(here, &["next", "team"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("team/anna/athlete.toml: at line 1, hrmax"), "{}", wrong.stderr);
    let refused = lastrep(here, &["plan", "team/dora", "--csv", "team/dora/journal.csv"]);
    assert!(refused.code == 2 && refused.stderr.contains("writes over nothing that is read"), "{}", refused.stderr);
}

/// Exports of two people in one folder have no runner's file beside them: nobody gets another's heart rates.
#[test]
fn what_lies_beside_two_runners_is_nobodys() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    let zip = std::fs::read(here.join("team/gwen/export.zip")).unwrap();
    put(here, "exports/gwen.zip", &zip);
    put(here, "exports/fay.zip", &zip);
    put(here, "exports/athlete.toml", b"units = \"mile\"\n");
    let both = ran_well(here, &["history", "exports/gwen.zip", "exports/fay.zip"]);
    assert!(both.stderr.contains("athlete.toml in exports not read"), "{}", both.stderr);
    assert!(!both.stdout.contains("/mi"), "{}", both.stdout);
    assert!(ran_well(here, &["history", "exports/gwen.zip"]).stdout.contains("/mi"));
}

/// `log` writes into the journal of the PATH, and `init` writes where the files are found.
#[test]
fn log_and_init_keep_to_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    let day = ["--date", "2026-05-20", "--rpe", "6"];
    ran_well(here, &[&["log", "team/dora"], &day[..]].concat());
    let told = ran_well(here, &[&["log", "team/gwen/export.zip"], &day[..]].concat()).stdout;
    assert!(told.contains("rpe 6 written to"), "{told}");
    let journal = |runner: &str| std::fs::read_to_string(here.join("team").join(runner).join("journal.csv")).unwrap();
    assert_eq!(journal("dora"), "date,rpe\n2026-05-14,4\n2026-05-20,6\n");
    assert!(journal("gwen").contains("2026-05-20") && !here.join("journal.csv").exists());
    let team = lastrep(here, &[&["log", "team"], &day[..]].concat());
    assert!(team.code == 2 && team.stderr.contains("expected the files of one runner, found"), "{}", team.stderr);
    std::fs::remove_file(here.join("team/gwen/journal.csv")).unwrap();
    ran_well(here, &["init", "team/gwen/export.zip"]);
    let athlete = std::fs::read_to_string(here.join("team/gwen/athlete.toml")).unwrap();
    assert!(athlete.contains("You run on"), "{athlete}");
    assert!(ran_well(here, &["next", "team/gwen"]).stderr.contains("team/gwen/athlete.toml, team/gwen/journal.csv"));
}

/// A folder by year belongs to the runner whose files lie above it, and has the runner's name.
#[test]
fn a_folder_in_a_runners_folder_is_that_runners() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    for command in ["next", "history"] {
        let (year, whole) = (ran_well(here, &[command, "team/Bob Ö/2026"]), ran_well(here, &[command, "team/Bob Ö"]));
        assert_eq!(year.stdout, whole.stdout.replace("2026/", ""), "{command}");
    }
}

/// Before any runner of a team has own files, the folder looks like one runner's: init and log ask whose it is.
#[test]
fn init_and_log_refuse_a_folder_of_people_and_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (runner, file) in [("anna", "fit/track-6x400-week1.fit"), ("bob", "fit/track-8x400-hand.fit")] {
        put(here, &format!("team/{runner}/a.fit"), &std::fs::read(root().join(file)).unwrap());
    }
    for arguments in [&["init", "team"][..], &["log", "team", "--rpe", "5"]] {
        let ran = lastrep(here, arguments);
        assert_eq!(ran.code, 2, "{}", ran.stdout);
        for part in ["2 folders with runs in team: anna, bob", "as in team/anna", "lastrep init team --dir team"] {
            assert!(ran.stderr.contains(part), "{arguments:?} does not say {part}: {}", ran.stderr);
        }
    }
    ran_well(here, &["init", "team/anna"]);
    assert!(lastrep(here, &["init", "team"]).stderr.contains("expected the files of one runner"), "a team by now");
    std::fs::remove_file(here.join("team/anna/athlete.toml")).unwrap();
    std::fs::remove_file(here.join("team/anna/journal.csv")).unwrap();
    ran_well(here, &["init", "team", "--dir", "team"]);
    ran_well(here, &["log", "team", "--rpe", "5"]);
    let above = lastrep(here, &["init", "team/bob"]);
    assert!(above.code == 2 && above.stderr.contains("or give --dir team/bob where another runner runs"), "{above:?}");
    ran_well(here, &["init", "team/bob", "--dir", "team/bob"]);
    assert!(ran_well(here, &["next", "team"]).stderr.contains("team/bob/athlete.toml"));
}

/// The command in a folder, with a config file of the user.
fn with_config(here: &Path, config: &str, arguments: &[&str]) -> Ran {
    put(here, "settings/lastrep/config.toml", config.as_bytes());
    let mut command = command(here, arguments);
    Ran::of(&command.env("XDG_CONFIG_HOME", here.join("settings")).output().unwrap())
}

#[cfg(unix)]
#[test]
fn a_config_file_says_what_never_changes() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    let config = "units = \"mile\"\nout = \"results\"\ncharts = \"none\"\npage = \"none\"\nteam = \"team\"\n";
    let ran = with_config(here, config, &["analyze"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("config.toml: charts none; out results; page none; team team; units mile"), "{ran:?}");
    let written = files_under(&here.join("results"));
    assert!(written.contains_key("team.csv") && !written.keys().any(|name| name.contains("charts/")), "{written:?}");
    let flags = ["history", "team/dora", "--units", "km"];
    let ran = with_config(here, config, &flags);
    assert!(ran.stdout.contains("/km") && !ran.stderr.contains("config.toml"), "nothing of it is used: {ran:?}");
    let own = with_config(here, "units = \"km\"\n", &["history", "team/anna"]);
    assert!(own.stdout.contains("pace /mi"), "the runner's own unit stands above it: {}", own.stdout);
    let none = with_config(here, config, &["history", "team/dora", "--no-config"]);
    assert!(none.stdout.contains("pace /km"), "{}", none.stdout);
    let wrong = with_config(here, "\nunit = \"km\"\n", &["next", "team"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("at line 2, unit: expected a known key"), "{}", wrong.stderr);
    assert!(wrong.stderr.contains("did you mean units?"), "{}", wrong.stderr);
}

#[test]
fn a_config_file_may_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    team(here);
    put(here, "mine.toml", b"units = \"mile\"\nteam = [\"team/dora\"]\n");
    let ran = ran_well(here, &["history", "--config", "mine.toml"]);
    assert!(
        ran.stdout.contains("pace /mi") && ran.stderr.contains("by mine.toml: team team/dora; units mile"),
        "{ran:?}"
    );
    let absent = lastrep(here, &["history", "team", "--config", "mien.toml"]);
    assert!(absent.code == 2 && absent.stderr.contains("mine.toml"), "{}", absent.stderr);
}
