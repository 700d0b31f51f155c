//! `lastrep history --csv`: a row for every session of reps, with what has changed since the like one before.

use super::frame::{Frame, utc};
use super::score::words;
use crate::compare::{Change, Entry, HeartRateChange, NoneBefore, Previous, SpeedChange};
use crate::error::Result;
use crate::report::Analysed;
use crate::report::past::Past;
use crate::scores::{Score, Value};
use crate::segment::length_words;

/// One session with the past that it is of.
struct Row<'a> {
    past: &'a Past<'a>,
    of: &'a Analysed,
    entry: &'a Entry,
}

/// The CSV of the sessions of all runners, in the order given.
///
/// # Errors
/// `Io` when the table cannot be written.
pub fn history(pasts: &[Past<'_>]) -> Result<Vec<u8>> {
    let rows: Vec<Row<'_>> =
        pasts.iter().flat_map(|past| past.entries.iter().map(move |(of, entry)| Row { past, of, entry })).collect();
    let mut frame = Frame::of_rows(rows.len());
    identity(&mut frame, &rows);
    pace(&mut frame, &rows);
    for (name, of) in SCORES {
        score(&mut frame, &rows, name, of);
    }
    frame.number(
        "heart_rate_end_bpm",
        1,
        rows.iter().map(|row| row.entry.session.heart_rate_end_bpm(row.entry.part).unwrap_or(f64::NAN)),
    );
    previous(&mut frame, &rows);
    change_columns(&mut frame, &rows.iter().map(change_of).collect::<Vec<_>>());
    frame.name("runner", rows.iter().map(|row| row.of.runner.clone()));
    frame.text("lastrep_version", rows.iter().map(|_| crate::VERSION.to_owned()));
    frame.csv()
}

/// A score of an entry.
type OfEntry = fn(&Entry) -> &Score;

/// The scores that a history shows, by column.
const SCORES: [(&str, OfEntry); 3] = [
    ("pace_consistency", |entry| &entry.figures.pace_consistency),
    ("fade", |entry| &entry.figures.fade),
    ("last_rep_change", |entry| &entry.figures.last_rep_change),
];

fn identity(frame: &mut Frame, rows: &[Row<'_>]) {
    frame.name("file", rows.iter().map(|row| row.of.file.clone()));
    frame.whole("activity", rows.iter().map(|row| i64::try_from(row.of.index).ok()));
    frame.text("start_utc", rows.iter().map(|row| utc(row.of.start_unix_s())));
    frame.text("workout", rows.iter().map(|row| row.of.structure.name.clone()));
    frame.text("confidence", rows.iter().map(|row| row.of.structure.confidence.name().to_owned()));
    let surface = |row: &Row<'_>| row.entry.session.workout.surface.map_or("", crate::model::Surface::name).to_owned();
    frame.text("surface", rows.iter().map(surface));
    let part = |row: &Row<'_>| row.entry.session.workout.parts[row.entry.part].clone();
    frame.whole("reps", rows.iter().map(|row| i64::try_from(part(row).reps).ok()));
    frame.text("rep_length", rows.iter().map(|row| length_words(part(row).length)));
    frame.number("recovery_s", 1, rows.iter().map(|row| part(row).recovery.map_or(f64::NAN, |one| one.seconds)));
    frame.text(
        "recovery_mode",
        rows.iter().map(|row| part(row).recovery.map_or_else(String::new, |one| one.mode.name().to_owned())),
    );
}

fn pace(frame: &mut Frame, rows: &[Row<'_>]) {
    let mean = |row: &Row<'_>| row.entry.mean.as_ref().ok().copied();
    let bound =
        |row: &Row<'_>, of: fn((f64, f64)) -> f64| mean(row).and_then(|mean| mean.ci80_mps).map_or(f64::NAN, of);
    frame.number("rep_speed_mps", 3, rows.iter().map(|row| mean(row).map_or(f64::NAN, |mean| mean.speed_mps)));
    frame.number("rep_speed_low80_mps", 3, rows.iter().map(|row| bound(row, |ci| ci.0)));
    frame.number("rep_speed_high80_mps", 3, rows.iter().map(|row| bound(row, |ci| ci.1)));
}

fn score(frame: &mut Frame, rows: &[Row<'_>], name: &str, of: OfEntry) {
    let number = |cell: fn(&Value) -> Option<f64>| {
        rows.iter().map(move |row| of(row.entry).as_ref().ok().and_then(cell).unwrap_or(f64::NAN))
    };
    frame.number(&format!("{name}_pct"), 2, number(|value| Some(value.value)));
    frame.number(&format!("{name}_low80_pct"), 2, number(|value| value.ci80.map(|ci| ci.0)));
    frame.number(&format!("{name}_high80_pct"), 2, number(|value| value.ci80.map(|ci| ci.1)));
    frame.text(&format!("{name}_word"), rows.iter().map(|row| words(of(row.entry))));
    let reason = |row: &Row<'_>| of(row.entry).as_ref().err().map(ToString::to_string).unwrap_or_default();
    frame.text(&format!("{name}_missing_reason"), rows.iter().map(reason));
}

fn previous(frame: &mut Frame, rows: &[Row<'_>]) {
    let file =
        |row: &Row<'_>, entry: usize| row.past.entries.get(entry).map_or_else(String::new, |(of, _)| of.file.clone());
    let start = |row: &Row<'_>, entry: usize| {
        row.past.entries.get(entry).map_or_else(String::new, |(of, _)| utc(of.start_unix_s()))
    };
    let like = |row: &Row<'_>| row.entry.previous.as_ref().ok().map(|previous| previous.entry);
    frame.name("previous_file", rows.iter().map(|row| like(row).map_or_else(String::new, |entry| file(row, entry))));
    frame.text(
        "previous_start_utc",
        rows.iter().map(|row| like(row).map_or_else(String::new, |entry| start(row, entry))),
    );
    let reason = |row: &Row<'_>| match &row.entry.previous {
        Ok(_) => String::new(),
        Err(NoneBefore::First) => "no earlier session with reps of these lengths".to_owned(),
        Err(NoneBefore::Unlike { entry, differences }) => {
            format!("unlike {}: {}", file(row, *entry), differences.join("; "))
        }
    };
    frame.text("previous_missing_reason", rows.iter().map(reason));
}

fn change_of<'a>(row: &Row<'a>) -> Option<&'a Change> {
    row.entry.previous.as_ref().ok().map(|Previous { change, .. }| change)
}

/// The columns of a change: speed and heart rate, each with its reason when missing.
pub(super) fn change_columns(frame: &mut Frame, changes: &[Option<&Change>]) {
    let speed = |of: fn(&SpeedChange) -> f64| {
        changes.iter().map(move |change| change.and_then(|change| change.speed.as_ref().ok()).map_or(f64::NAN, of))
    };
    let heart = |of: fn(&HeartRateChange) -> f64| {
        changes.iter().map(move |change| change.and_then(|change| change.heart_rate.as_ref().ok()).map_or(f64::NAN, of))
    };
    let text = |of: fn(&Change) -> String| changes.iter().map(move |change| change.map_or_else(String::new, of));
    frame.number("speed_change_pct", 2, speed(|speed| speed.value_pct));
    frame.number("speed_change_smallest80_pct", 2, speed(|speed| speed.smallest_pct));
    frame.text(
        "speed_change_word",
        text(|change| change.speed.as_ref().map_or_else(|_| String::new(), |speed| speed.verdict.name().to_owned())),
    );
    frame.text("speed_change_missing_reason", text(|change| reason(change.speed.as_ref().err())));
    frame.number("heart_rate_change_bpm", 1, heart(|heart| heart.value_bpm));
    frame.text(
        "heart_rate_change_word",
        text(|change| change.heart_rate.as_ref().map_or_else(|_| String::new(), |heart| heart.words().to_owned())),
    );
    frame.text("heart_rate_change_missing_reason", text(|change| reason(change.heart_rate.as_ref().err())));
}

fn reason(error: Option<&crate::scores::Unavailable>) -> String {
    error.map(ToString::to_string).unwrap_or_default()
}
