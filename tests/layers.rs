//! The rules of the house as a test: who may import whom, which words stand nowhere else, how long a file may be.

use std::collections::BTreeSet;
use std::path::Path;

use crate::testdata::files_under;

/// Rows of modules; a module may import from lower rows only, never from its own.
const ROWS: [&[&str]; 11] = [
    &["printable", "guide"],
    &["units", "error", "stats"],
    &["model"],
    &["formats", "clean", "journal"],
    &["segment"],
    &["scores"],
    &["progression", "compare"],
    &["report", "export"],
    &["check"],
    &["analyse"],
    &["batch"],
];

/// Modules that may import less than their row allows.
const NARROW: [(&str, &[&str]); 1] = [("journal", &["model", "error", "units"])];

/// A word and the places, by the beginning of their path inside `src/`, that alone may use it.
const ONLY_IN: [(&str, &[&str]); 37] = [
    ("println!", &["bin/"]),
    ("print!", &["bin/"]),
    ("dbg!", &[]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
    ("panic!", &[]),
    (".unwrap()", &[]),
    (".expect(", &[]),
    ("unsafe", &[]),
    ("std::fs", &["batch", "bin/"]),
    ("std::env", &["bin/"]),
    ("env::var", &["bin/"]),
    ("process::exit", &["bin/"]),
    ("SystemTime", &["bin/"]),
    ("Instant::now", &["bin/"]),
    ("time::Instant", &["bin/"]),
    ("rayon", &["batch", "bin/"]),
    ("walkdir", &["batch"]),
    ("tempfile", &["batch"]),
    ("quick_xml", &["formats/"]),
    ("encoding_rs", &["formats/"]),
    ("flate2", &["formats/"]),
    ("fitparser", &["check"]),
    ("rustyfit", &["export/"]),
    ("embedded_io", &["export/"]),
    ("toml::", &["journal/"]),
    ("polars", &["report/"]),
    ("plotters", &["report/"]),
    ("tiny_skia", &["report/"]),
    ("clap", &["bin/"]),
    ("anyhow", &["bin/"]),
    ("indicatif", &["bin/"]),
    ("ctrlc", &["bin/"]),
    ("rawzip", &["formats/archive", "batch"]),
    ("catch_unwind", &["batch/guard", "check"]),
    ("std::net", &[]),
    ("tokio", &[]),
];

/// The most lines of a file without its tests.
const FILE_BUDGET: usize = 600;

/// A file of `src/` without its tests.
struct Source {
    /// Path inside `src/`.
    path: String,
    /// The room it belongs to: the first name of its path; empty for `lib.rs`.
    module: String,
    /// Its lines without tests.
    lines: Vec<String>,
    /// The same without comments.
    code: String,
}

fn sources() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files_under(&folder)
        .into_iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "rs"))
        .filter(|(path, _)| !path.ends_with("/tests.rs") && !path.contains("/tests/"))
        .map(|(path, place)| {
            let text = std::fs::read_to_string(place).unwrap();
            let lines: Vec<String> =
                text.lines().take_while(|line| line.trim() != "#[cfg(test)]").map(str::to_owned).collect();
            let code: Vec<&str> = lines.iter().map(|line| line.split("//").next().unwrap_or_default()).collect();
            let code = code.join("\n");
            let first = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
            let module = if first == "lib" { String::new() } else { first.to_owned() };
            Source { path, module, lines, code }
        })
        .collect()
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// The rooms that code names after `crate::`, also inside braces.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(first_name(rest));
            continue;
        };
        let (mut depth, mut item) = (0, String::new());
        for character in group.chars() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(first_name(item.trim()));
                    item.clear();
                    continue;
                }
                _ => {}
            }
            item.push(character);
        }
        found.insert(first_name(item.trim()));
    }
    found.remove("");
    found
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

/// Whether a word stands in code as a word of its own: `println!` is not in `eprintln!`, nor `print!` in `println!`.
fn has_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let is_name = |character: char| character.is_alphanumeric() || character == '_';
        let free_before = !word.starts_with(is_name) || !code[..at].chars().next_back().is_some_and(is_name);
        let free_after = !word.ends_with(is_name) || !code[at + word.len()..].chars().next().is_some_and(is_name);
        free_before && free_after
    })
}

fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn a_module_imports_only_from_lower_rows() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.module.is_empty() && source.module != "bin") {
        let Some(own) = row(&source.module) else {
            broken.push(format!("src/{}: {} has no row in this test", source.path, source.module));
            continue;
        };
        for import in imports(&source.code).iter().filter(|import| **import != source.module) {
            let narrow = NARROW.iter().find(|(module, _)| *module == source.module);
            let lower = row(import).is_none_or(|other| other < own);
            if !lower || narrow.is_some_and(|(_, allowed)| row(import).is_some() && !allowed.contains(&import.as_str()))
            {
                broken.push(format!("src/{}: {} may not import {import}", source.path, source.module));
            }
        }
    }
    assert_none(&broken);
}

/// The rooms of the next step, lowest first: each knows those before it only.
const STEPS: [&str; 7] = ["kind", "past", "judge", "step", "decide", "weeks", "words"];

/// The rooms that code of the next step names after `progression::`, also inside braces.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let inner = code
        .replace("crate::progression::", "crate::")
        .replace("crate::model", "")
        .replace("super::super::", "crate::");
    imports(&inner).into_iter().filter(|name| STEPS.contains(&name.as_str())).collect()
}

#[test]
fn the_next_step_flows_one_way() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.module == "progression") {
        let room = source.path.split('/').nth(1).unwrap_or_default();
        let Some(own) = STEPS.iter().position(|step| *step == room) else { continue };
        for other in rooms_named(&source.code) {
            if STEPS.iter().position(|step| *step == other) > Some(own) {
                broken.push(format!("src/{}: {room} may not know {other}", source.path));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn words_stay_in_their_rooms() {
    let mut broken = Vec::new();
    for source in sources() {
        for (word, rooms) in ONLY_IN {
            if has_word(&source.code, word) && !rooms.iter().any(|room| source.path.starts_with(room)) {
                broken.push(format!("src/{}: {word} belongs to {rooms:?}", source.path));
            }
        }
        if source.module != "bin" && (has_word(&source.code, "eprintln!") || has_word(&source.code, "eprint!")) {
            broken.push(format!("src/{}: the library does not print", source.path));
        }
        if source.module == "progression" && has_word(&source.code, "Track") {
            broken.push(format!("src/{}: progression sees score cards, not tracks", source.path));
        }
    }
    assert_none(&broken);
}

#[test]
fn a_file_is_short_and_says_its_one_job_first() {
    let mut broken = Vec::new();
    for source in sources() {
        if source.lines.len() > FILE_BUDGET {
            broken.push(format!("src/{}: {} lines, at most {FILE_BUDGET}", source.path, source.lines.len()));
        }
        if !source.lines.first().is_some_and(|line| line.starts_with("//! ")) {
            broken.push(format!("src/{}: the first line is not a `//!` sentence", source.path));
        }
    }
    assert_none(&broken);
}

#[test]
fn the_test_sees_imports_and_words() {
    let names = |code: &str| imports(code).into_iter().collect::<Vec<_>>();
    assert_eq!(names("use crate::model::{Lap, Track};"), ["model"]);
    assert_eq!(names("use crate::{\n    error::{Error, Result},\n    stats,\n};"), ["error", "stats"]);
    assert!(has_word("println!(\"a\")", "println!") && !has_word("eprintln!(\"a\")", "println!"));
    assert!(has_word("a.unwrap()", ".unwrap()") && !has_word("a.unwrap_or(0)", ".unwrap()"));
    assert!(!has_word("Instants::nows", "Instant::now") && !has_word("unsafe_code", "unsafe"));
}
