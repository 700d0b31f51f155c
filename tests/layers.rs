//! The rules of the house as a test: who may import whom, what stands nowhere else, how long a file may be.

use std::collections::BTreeSet;

use crate::house::source::{Source, sources};
use crate::house::{House, Thing};

/// Rows of modules; a module may import from lower rows only, never from its own.
const ROWS: [&[&str]; 12] = [
    &["printable", "near", "guide"],
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
    &["worker"],
];

/// Modules that may import less than their row allows.
const NARROW: [(&str, &[&str]); 1] = [("journal", &["model", "error", "units", "near", "stats"])];

/// A word, and the only places that may use it, by the beginning of their paths inside `src/`.
const ONLY_IN: [(&str, &[&str]); 49] = [
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
    ("SystemTime", &["bin/", "batch/cache/bound"]),
    ("Instant::now", &["bin/"]),
    ("time::Instant", &["bin/"]),
    ("rayon", &["batch", "worker", "bin/", "segment/find", "progression/replay"]),
    ("walkdir", &["batch"]),
    ("tempfile", &["batch"]),
    ("quick_xml", &["formats/"]),
    ("encoding_rs", &["formats/"]),
    ("csv::", &["formats/beside"]),
    ("flate2", &["formats/"]),
    ("fitparser", &["check"]),
    ("roxmltree", &["check"]),
    ("rustyfit", &["export/"]),
    ("postcard", &["batch/cache", "batch/shelf"]),
    ("embedded_io", &["export/"]),
    ("toml::", &["journal/"]),
    ("polars", &["report/", "worker/"]),
    ("polars_parquet", &["report/tables"]),
    ("plotters", &["report/"]),
    ("tiny_skia", &["report/"]),
    ("maud", &["report/html"]),
    ("serde_json", &["report/html", "report/tables", "formats/beside", "formats/polar"]),
    ("sha2", &["report/html"]),
    ("base64", &["report/html"]),
    ("clap", &["bin/"]),
    ("anyhow", &["bin/"]),
    ("indicatif", &["bin/"]),
    ("ctrlc", &["bin/"]),
    ("etcetera", &["bin/"]),
    ("notify", &["bin/"]),
    ("clap_complete", &["bin/"]),
    ("clap_mangen", &["bin/"]),
    ("rawzip", &["formats/archive", "batch"]),
    ("catch_unwind", &["batch/guard", "check"]),
    ("std::net", &[]),
    ("tokio", &[]),
];

/// The most lines of a file without its tests.
const FILE_BUDGET: usize = 600;

fn row(room: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&room))
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

/// Whether a path begins with one of these places.
fn is_in(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| path.starts_with(place))
}

/// The rooms that a file imports from, beside its own.
fn rooms_of(house: &House<'_>, source: &Source) -> BTreeSet<String> {
    let first = |module: &String| module.split('/').next().unwrap_or_default().to_owned();
    house.needed_by(source).iter().map(first).filter(|room| room != source.room()).collect()
}

#[test]
fn a_module_imports_only_from_lower_rows() {
    let sources = sources();
    let house = House::new(&sources);
    let mut broken = Vec::new();
    for source in sources.iter().filter(|source| !["", "bin"].contains(&source.room())) {
        let (path, room) = (&source.path, source.room());
        let Some(own) = row(room) else {
            broken.push(format!("src/{path}: {room} has no row in this test"));
            continue;
        };
        let allowed = NARROW.iter().find(|(narrow, _)| *narrow == room).map(|(_, allowed)| *allowed);
        for import in rooms_of(&house, source) {
            let is_lower = row(&import).is_none_or(|other| other < own);
            if !is_lower || allowed.is_some_and(|allowed| !allowed.contains(&import.as_str())) {
                broken.push(format!("src/{path}: {room} may not import {import}"));
            }
        }
    }
    assert_none(&broken);
}

/// Rooms with an order inside, lowest first. Each place of such a room may know only the places before it.
const INSIDE: [(&str, &[&str]); 2] = [
    ("progression", &["kind", "past", "judge", "step", "decide", "weeks", "words"]),
    ("scores", &["kernel", "rep", "set", "session", "registry", "reps", "evaluate"]),
];

/// The number of a module's place in the order of a room.
fn place_of(module: &str, (room, order): (&str, &[&str])) -> Option<usize> {
    let place = module.strip_prefix(room)?.strip_prefix('/')?.split('/').next()?;
    order.iter().position(|known| *known == place)
}

#[test]
fn ordered_rooms_flow_one_way() {
    let sources = sources();
    let house = House::new(&sources);
    let mut broken = Vec::new();
    for (inside, source) in INSIDE.iter().flat_map(|inside| sources.iter().map(move |source| (*inside, source))) {
        let Some(own) = place_of(&source.module, inside) else { continue };
        let later = house.needed_by(source).into_iter().filter(|other| place_of(other, inside) > Some(own));
        broken.extend(later.map(|other| format!("src/{}: {} may not know {other}", source.path, inside.1[own])));
    }
    assert_none(&broken);
}

#[test]
fn files_do_not_need_each_other_in_rings() {
    let sources = sources();
    let rings = House::new(&sources).rings();
    let told = |ring: &Vec<String>| format!("a ring of files: {} -> {}", ring.join(" -> "), ring[0]);
    assert_none(&rings.iter().map(told).collect::<Vec<_>>());
}

/// Types and functions, by the module that defines them, and the places that alone may name them.
const NAMED_ONLY_IN: [(&str, &str, &[&str]); 5] = [
    ("model/track", "Track", SAMPLES),
    ("clean/prepared", "Prepared", SAMPLES),
    ("clean/prepared", "Uniform", SAMPLES),
    ("units", "DistanceUnit", UNITS),
    ("units", "pace", UNITS),
];

/// Who may read the samples of a recording. All others know segments, scores and summaries.
const SAMPLES: &[&str] = &[
    "model/",
    "formats/",
    "analyse/cut",
    "analyse/file",
    "analyse/told",
    "clean/",
    "segment/",
    "scores/",
    "check/",
    "progression/past/summarise",
    "progression/past/surges",
    "report/figure/",
    "report/analysed",
    "report/synthetic",
    "batch/work",
];

/// Who may know the units that a runner reads: what the runner chose, and what is written for the runner. All others
/// compute in SI.
const UNITS: &[&str] = &[
    "lib.rs",
    "units",
    "model/athlete",
    "journal/athlete",
    "journal/config",
    "journal/values",
    "segment/kind",
    "progression/kind/plain",
    "progression/recommend",
    "progression/step/written",
    "progression/weeks/",
    "progression/words/",
    "analyse/context",
    "report/",
    "export/plain",
    "batch/",
    "worker/",
    "bin/",
];

#[test]
fn samples_and_units_stay_in_their_rooms() {
    let sources = sources();
    let house = House::new(&sources);
    let named: Vec<(&Source, BTreeSet<Thing>)> =
        sources.iter().map(|source| (source, house.named_by(source))).collect();
    let mut broken = Vec::new();
    for (module, thing, places) in NAMED_ONLY_IN {
        let one = (module.to_owned(), thing.to_owned());
        let paths = || named.iter().filter(|(_, things)| things.contains(&one)).map(|(source, _)| &source.path);
        if paths().next().is_none() {
            broken.push(format!("nobody names {thing} of {module}: has it moved?"));
        }
        broken.extend(
            paths().filter(|path| !is_in(path, places)).map(|path| format!("src/{path}: may not know {thing}")),
        );
    }
    // A recording is read through a field, too; the trace of a cut has a field of the same name.
    let reads_samples = |source: &&Source| has_word(&source.code.replace("trace.track", ""), ".track");
    let readers = sources.iter().filter(reads_samples).filter(|source| !is_in(&source.path, SAMPLES));
    broken.extend(readers.map(|source| format!("src/{}: may not read samples", source.path)));
    assert_none(&broken);
}

/// Who may hold sentences for people. All others return facts, of which these make sentences.
const SENTENCES: [&str; 4] = ["bin/", "progression/words/", "report/", "scores/"];

/// Whether a text is a sentence of four words or more: a capital first, a full stop after a small letter.
fn is_sentence(text: &str) -> bool {
    let has_stop = text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1] == b'.');
    text.starts_with(|first: char| first.is_ascii_uppercase()) && has_stop && text.matches(' ').count() >= 3
}

#[test]
fn sentences_stay_in_their_rooms() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !is_in(&source.path, &SENTENCES)) {
        let sentences = source.texts.iter().filter(|text| is_sentence(text));
        broken.extend(sentences.map(|text| format!("src/{}: a sentence for people: {text:?}", source.path)));
    }
    assert_none(&broken);
}

/// Numbers that have a name, and the file that names them. Digits may be grouped in any way.
const NUMBERS: [(&str, &str); 3] = [("86400", "units.rs"), ("172800", "units.rs"), ("1609.344", "units.rs")];

/// The numbers of code, without the lines between groups of digits and without closing zeros.
fn numbers(code: &str) -> BTreeSet<String> {
    let is_outside = |character: char| !(character.is_alphanumeric() || character == '_' || character == '.');
    let plain = |number: &str| number.replace('_', "").trim_end_matches(".0").to_owned();
    code.split(is_outside).filter(|word| word.starts_with(|first: char| first.is_ascii_digit())).map(plain).collect()
}

/// The free functions that code defines: those of types stand further in.
fn functions(code: &str) -> BTreeSet<&str> {
    let free = code.lines().filter(|line| !line.starts_with(' '));
    let definitions = free.filter_map(|line| line.split_once("fn ").map(|(_, rest)| rest));
    definitions.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

#[test]
fn one_idea_has_one_home() {
    let sources = sources();
    let (statistics, others): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.room() == "stats");
    let known: BTreeSet<&str> = statistics.iter().flat_map(|source| functions(&source.code)).collect();
    let mut broken = Vec::new();
    for source in others {
        let again = functions(&source.code).into_iter().filter(|name| known.contains(name));
        broken.extend(again.map(|name| format!("src/{}: {name} is a function of stats", source.path)));
    }
    for source in &sources {
        let found = numbers(&source.code);
        let bare = NUMBERS.iter().filter(|(number, home)| found.contains(*number) && source.path != *home);
        broken.extend(bare.map(|(number, home)| format!("src/{}: {number} has its name in src/{home}", source.path)));
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
        if source.room() != "bin" && (has_word(&source.code, "eprintln!") || has_word(&source.code, "eprint!")) {
            broken.push(format!("src/{}: the library does not print", source.path));
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
fn the_test_sees_words_sentences_numbers_and_functions() {
    assert!(has_word("println!(\"a\")", "println!") && !has_word("eprintln!(\"a\")", "println!"));
    assert!(has_word("a.unwrap()", ".unwrap()") && !has_word("a.unwrap_or(0)", ".unwrap()"));
    assert!(!has_word("Instants::nows", "Instant::now") && !has_word("unsafe_code", "unsafe"));
    assert!(is_sentence("One rep drives this line.") && !is_sentence("one rep, 4 needed") && !is_sentence("U.S. mile"));
    assert_eq!(
        numbers("a1 + 86_400.0 * 24 + 1_609.344"),
        BTreeSet::from(["1609.344", "24", "86400"].map(str::to_owned))
    );
    assert_eq!(
        functions("fn mean(a: f64) {}\npub(crate) fn middle<T>(t: T) {}\n    fn sd(&self) {}"),
        BTreeSet::from(["mean", "middle"])
    );
}
