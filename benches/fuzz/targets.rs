//! The readers that run on an input, and the inputs to begin with. A run returns the kind of its answer.

use std::path::Path;

use lastrep::batch::{Charts, FileName, Knowledge, Options, analyse_bytes};
use lastrep::formats::{self, FileKind, archive, sniff};
use lastrep::journal::{COLUMNS, read_athlete, read_cut, read_journal, read_ladder};
use lastrep::model::{Day, JournalDay, Note};
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_64;

/// One reader.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    pub(crate) run: fn(&[u8]) -> String,
}

/// Every reader, and the whole analysis of one file.
pub(crate) const TARGETS: [Target; 11] = [
    Target { name: "fit", seeds: || of_kind(FileKind::Fit), run: read },
    Target { name: "gpx", seeds: || of_kind(FileKind::Gpx), run: read },
    Target { name: "tcx", seeds: || of_kind(FileKind::Tcx), run: read },
    Target { name: "polar", seeds: || of_kind(FileKind::Polar), run: read },
    Target {
        name: "whole",
        seeds: || files(|_, bytes| sniff(bytes).is_some_and(|kind| !kind.is_archive())),
        run: whole,
    },
    Target { name: "archive", seeds: || files(|_, bytes| sniff(bytes).is_some_and(FileKind::is_archive)), run: unpack },
    Target { name: "journal", seeds: || files(|name, _| name == "journal.csv"), run: journal },
    Target { name: "log", seeds: || files(|name, _| name == "journal.csv"), run: log },
    Target { name: "athlete", seeds: || files(|name, _| name == "athlete.toml"), run: athlete },
    Target { name: "ladder", seeds: || vec![lastrep::journal::LADDER.as_bytes().to_vec()], run: ladder },
    Target { name: "cut", seeds: || vec![CUT.as_bytes().to_vec()], run: cut },
];

/// An own cut with every column and every way to write a time.
const CUT: &str =
    "file,activity,kind,start,end\na.fit,1,warmup,0,10:00\na.fit,1,work,10:00,11:30.5\na.fit,,recovery,690.5,0:13:00\n";

fn of_kind(kind: FileKind) -> Vec<Vec<u8>> {
    files(|_, bytes| sniff(bytes) == Some(kind))
}

/// The files of `testdata/` that are wanted by name and bytes, in order.
fn files(is_wanted: impl Fn(&str, &[u8]) -> bool) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let read =
        |entry: walkdir::DirEntry| Some((entry.file_name().to_str()?.to_owned(), std::fs::read(entry.path()).ok()?));
    entries.filter_map(read).filter(|(name, bytes)| is_wanted(name, bytes)).map(|(_, bytes)| bytes).collect()
}

fn read(bytes: &[u8]) -> String {
    match formats::read(bytes) {
        Ok(reading) => {
            for activity in &reading.activities {
                let columns = activity.track.channels();
                assert!(
                    columns.iter().all(|(_, column)| column.is_none_or(|column| column.len() == activity.track.len()))
                );
            }
            let notes = reading.activities.iter().flat_map(|activity| &activity.notes).chain(&reading.notes);
            kinds(notes.map(|note| note.text.as_str()))
        }
        Err(error) => kinds([error.expected(), error.found()].into_iter()),
    }
}

fn whole(bytes: &[u8]) -> String {
    let options = Options { charts: Charts::None, jobs: 1, ..Options::default() };
    let found = analyse_bytes(FileName { runner: "fuzz", label: "fuzz" }, bytes, &options, Knowledge::default());
    assert!(found.problem.is_some() == found.activities.is_empty());
    kinds(found.activities.iter().map(|one| one.structure.kind.name()))
}

fn unpack(bytes: &[u8]) -> String {
    let Ok(members) = archive::members("fuzz.zip", bytes) else { return "refused".to_owned() };
    let answers: Vec<String> = members
        .map(|member| match member.bytes {
            Ok(_) => kinds(member.notes.iter().map(|note| note.text.as_str())),
            Err(error) => kinds([error.expected(), error.found()].into_iter()),
        })
        .collect();
    answers.join("|")
}

fn journal(bytes: &[u8]) -> String {
    text(bytes, |text| notes(&read_journal(text).1))
}

/// Sets cells that the input itself chooses. The change is refused, or only the row of the day and the end of the header
/// change.
fn log(bytes: &[u8]) -> String {
    text(bytes, |before| {
        let (day, cells) = to_set(before);
        match lastrep::journal::log(before, day, &cells) {
            Ok(after) => {
                assert!(is_row_alone(before, &after), "{day} {cells:?}");
                assert!(others(before, day) == others(&after, day), "{day} {cells:?}");
                assert!(
                    lastrep::journal::log(&after, day, &cells).is_ok_and(|again| again == after),
                    "{day} {cells:?}"
                );
                notes(&read_journal(&after).1)
            }
            Err(error) => told(Some(error)),
        }
    })
}

/// A day in or near the journal, and one or two columns with cells to write.
fn to_set(text: &str) -> (Day, Vec<(&'static str, String)>) {
    let chance = xxh3_64(text.as_bytes()) as usize;
    let days = read_journal(text).0;
    let near = days.get(chance % (days.len() + 1)).map_or(SOME_DAY, |row| row.day);
    let day = near + [-1, 0, 1][(chance >> 8) % 3];
    let own = text.chars().skip((chance >> 16) % (text.len() + 1)).take((chance >> 24) % 8).collect::<String>();
    let words = [own.as_str(), "6", "", "#1 run", "a, \"b\"; c", "'=1", "two\nlines"];
    let of = |at: usize| (COLUMNS[1 + at % (COLUMNS.len() - 1)].name, words[(at >> 8) % words.len()].to_owned());
    (day, [of(chance >> 32), of(chance >> 48)].into_iter().take(1 + (chance >> 12) % 2).collect())
}

const SOME_DAY: Day = Day::of(2026, 5, 2);

/// Whether only one row was changed and, before it, only names were added at the end of the first row.
fn is_row_alone(before: &str, after: &str) -> bool {
    let same = |a: &[u8], b: &[u8]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let begin = same(before, after);
    let ends = before[begin..].iter().rev().zip(after[begin..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let (gone, new) = (&before[begin..before.len() - end], &after[begin..after.len() - end]);
    // A quoted cell may hold line ends, also where its quotes are the same before and after.
    let is_in_quotes = |at: usize| before[..at].iter().fold(false, |inside, byte| inside != (*byte == b'"'));
    let is_one_row = |same: usize| {
        let gone = &gone[same..];
        gone.contains(&b'"') || is_in_quotes(begin + same) || !gone.iter().any(|byte| b"\r\n".contains(byte))
    };
    let names_end = new.iter().position(|byte| b"\r\n".contains(byte)).unwrap_or(new.len());
    (0..=names_end).any(|names| is_one_row(same(gone, &new[names..])))
}

fn others(text: &str, day: Day) -> Vec<JournalDay> {
    read_journal(text).0.into_iter().filter(|row| row.day != day).collect()
}

fn athlete(bytes: &[u8]) -> String {
    text(bytes, |text| told(read_athlete(text).err()))
}

fn ladder(bytes: &[u8]) -> String {
    text(bytes, |text| told(read_ladder(text).err()))
}

fn cut(bytes: &[u8]) -> String {
    text(bytes, |text| told(read_cut(text).err()))
}

fn text(bytes: &[u8], run: impl Fn(&str) -> String) -> String {
    run(&String::from_utf8_lossy(bytes))
}

fn notes(notes: &[Note]) -> String {
    kinds(notes.iter().take(1).map(|note| note.text.as_str()))
}

fn told(error: Option<lastrep::error::Error>) -> String {
    error.map_or_else(|| "read".to_owned(), |error| kinds([error.expected(), error.found()].into_iter()))
}

/// Sentences without their numbers and quoted names, so that two sentences of one kind are one answer.
fn kinds<'a>(sentences: impl Iterator<Item = &'a str>) -> String {
    let words = sentences.flat_map(str::split_whitespace);
    words.filter(|word| word.chars().all(char::is_alphabetic)).take(WORDS).collect::<Vec<_>>().join(" ")
}

/// Words of an answer that tell its kind.
const WORDS: usize = 24;
