//! The help and the README are short, complete, and true of the program.

use std::collections::BTreeSet;
use std::path::Path;

use lastrep::guide::TOPICS;
use lastrep::report::tables::guides;

use crate::cli::{Ran, command, lastrep};
use crate::testdata::root;

/// The most bytes that a reader takes in before deciding.
const README_BYTES: usize = 9_000;

/// A narrow terminal, in letters.
const NARROW: usize = 60;

fn readme() -> String {
    std::fs::read_to_string(root().join("../README.md")).unwrap()
}

/// Prints a page at a width of the terminal.
fn printed(arguments: &[&str], width: usize) -> String {
    let output = command(&root(), arguments).env("COLUMNS", width.to_string()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = lastrep(&root(), &["help"]).stdout;
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let is_first = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    listed.lines().filter(is_first).map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn the_readme_is_one_page() {
    let bytes = readme().len();
    assert!(bytes <= README_BYTES, "{bytes} bytes, at most {README_BYTES}: the guide has room");
}

#[test]
fn the_readme_has_a_line_for_each_command() {
    let (readme, commands) = (readme(), commands());
    assert!(commands.len() > 10, "{commands:?}");
    for name in commands {
        let begins = [format!("| `lastrep {name} "), format!("| `lastrep {name}`")];
        assert!(readme.lines().any(|line| begins.iter().any(|begin| line.starts_with(begin))), "{name}");
    }
}

#[test]
fn each_topic_prints_within_the_terminal() {
    let commands = commands();
    for topic in TOPICS {
        assert!(!commands.iter().any(|name| name == topic.name), "{} is a command", topic.name);
        let code: BTreeSet<&str> = topic.text.split("```").skip(1).step_by(2).flat_map(str::lines).collect();
        let page = printed(&["help", topic.name], NARROW);
        let title = topic.text.lines().next().unwrap().trim_start_matches("# ");
        // A long title takes several lines.
        assert!(title.starts_with(page.lines().next().unwrap()), "{title}");
        for line in page.lines().filter(|line| !code.contains(line.strip_prefix("    ").unwrap_or(line))) {
            assert!(line.chars().count() <= NARROW, "{}: {line}", topic.name);
        }
    }
}

/// The terminal knows a small part of Markdown; anything else would be printed as it is written.
#[test]
fn pages_keep_to_what_the_terminal_shows() {
    for topic in TOPICS {
        assert!(topic.text.starts_with("# ") && topic.text.ends_with('\n'), "{}", topic.name);
        let prose: String = topic.text.split("```").step_by(2).collect();
        for mark in ["**", "](", "<!--", "\n  - ", "\n1. ", "\n> ", "\n### "] {
            assert!(!prose.contains(mark), "{}: {mark:?}", topic.name);
        }
        for line in prose.lines() {
            assert!(line.matches('`').count().is_multiple_of(2), "{}: code over two lines: {line}", topic.name);
        }
    }
}

#[test]
fn help_knows_commands_and_topics_and_names_the_nearest() {
    assert!(printed(&["help", "next"], NARROW).contains("--why"), "the options of the command");
    assert!(printed(&["help", "next-step"], NARROW).contains("lighter week"), "the page");
    let all = printed(&["help"], NARROW);
    assert!(TOPICS.iter().all(|topic| all.contains(&format!("  {} ", topic.name))), "{all}");
    for (arguments, nearest) in [(["help", "next-stp"], "'next-step'"), (["columns", "workout"], "'workouts'")] {
        let Ran { code, stderr, .. } = lastrep(&root(), &arguments);
        assert_eq!(code, 2);
        assert!(stderr.contains(nearest), "{stderr}");
    }
}

/// The names of the columns that `lastrep columns` lists, at any width.
fn listed(table: &str, width: usize) -> Vec<String> {
    let text = printed(&["columns", table], width);
    let is_first = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = text.lines().filter(is_first).map(|line| line.split_whitespace().next().unwrap().to_owned());
    names.filter(|name| name != "column" && !name.starts_with('─')).collect()
}

fn header(path: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.headers().unwrap().iter().map(str::to_owned).collect()
}

#[test]
fn columns_are_those_of_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let file = |week: &str| root().join(format!("fit/track-6x400-{week}.fit")).display().to_string();
    let (one, two) = (file("week2"), file("week3"));
    let out = |name: &str| format!("lastrep-out/{name}.csv");
    lastrep(here, &["analyze", &one, root().join("bad/settings.fit").to_str().unwrap(), "--charts", "none"]);
    let other = root().join("tcx").display().to_string();
    lastrep(here, &["analyze", &one, &other, "--charts", "none", "--page", "none", "--out", "team"]);
    std::fs::rename(here.join("team/team.csv"), here.join(out("team"))).unwrap();
    lastrep(here, &["compare", &one, &two, "--csv", &out("compare")]);
    lastrep(here, &["history", &one, "--csv", &out("history")]);
    lastrep(here, &["plan", &one, "--csv", &out("plan")]);
    // The next step is a table of JSON alone.
    let as_csv = || guides().into_iter().filter(|table| table.name != "next");
    for table in as_csv() {
        let written = header(&here.join(out(table.name)));
        assert_eq!(listed(table.name, 100), written, "{}", table.name);
        assert_eq!(listed(&format!("{}.csv", table.name), NARROW), written, "{}", table.name);
        for column in &table.columns {
            let is_sentence = column.about.len() > 3 && !column.about.ends_with([':', ' ']);
            assert!(is_sentence, "{}: {}: {:?}", table.name, column.name, column.about);
        }
    }
    assert_eq!(std::fs::read_dir(here.join("lastrep-out")).unwrap().filter(is_table).count(), as_csv().count());
}

fn is_table(entry: &std::io::Result<std::fs::DirEntry>) -> bool {
    entry.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "csv")
}

/// The page shows what the command prints.
#[test]
fn the_guide_shows_a_comparison() {
    let page = TOPICS.iter().find(|topic| topic.name == "same-workout").unwrap().text;
    let shown = page.split("```text\n$ lastrep compare ").nth(1).unwrap().split("```").next().unwrap();
    let (files, shown) = shown.split_once('\n').unwrap();
    let arguments: Vec<&str> = std::iter::once("compare").chain(files.split(' ')).collect();
    assert_eq!(lastrep(&root().join(".."), &arguments).stdout, shown);
}

/// The files and folders that a page names are there, but for the ones that the reader is to write.
#[test]
fn every_named_path_exists() {
    const ROOMS: [&str; 4] = ["src/", "tests/", "benches/", "testdata/"];
    let pages = TOPICS.iter().map(|topic| (topic.name, topic.text.to_owned())).chain([("README", readme())]);
    for (name, text) in pages {
        let quoted = text.split('`').skip(1).step_by(2);
        for path in quoted.filter(|path| ROOMS.iter().any(|room| path.starts_with(room)) && !path.contains("yours")) {
            assert!(root().join("..").join(path).exists(), "{name} names {path}, which is not there");
        }
    }
}

/// Rows of figures that the README repeats from a page are equal to the page's.
#[test]
fn figures_of_the_readme_are_those_of_the_guide() {
    let text = |name: &str| TOPICS.iter().find(|topic| topic.name == name).unwrap().text;
    let cells = |line: &str| line.split(" | ").skip(1).map(|cell| cell.trim_matches([' ', '|']).to_owned()).collect();
    let readme = readme();
    for (section, page) in [("## How right it is", "accuracy"), ("## How careful it is", "safety")] {
        let rows = readme.split(section).nth(1).unwrap().split("\n## ").next().unwrap();
        let rows: Vec<Vec<String>> = rows.lines().filter(|line| line.starts_with("| ")).skip(2).map(cells).collect();
        assert!(rows.len() > 3, "{section}");
        for row in rows {
            let is_there = text(page).lines().any(|line| cells(line).ends_with(&row));
            assert!(is_there, "{row:?} is not in `lastrep help {page}`");
        }
    }
}
