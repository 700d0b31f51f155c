//! `lastrep history --csv`: a row for every session of reps, with the change since the last like session.

use super::frame::{ACTIVITY, FILE, START_UTC, TableFrame, utc};
use super::score;
use super::table::Table;
use crate::compare::{Change, Entry, HeartRateChange, NoneBefore, Previous, SpeedChange};
use crate::error::Result;
use crate::report::Analysed;
use crate::report::past::Past;
use crate::scores::{Score, ScoreInfo, fade, last_rep, pace_consistency};
use crate::segment::length_words;
use crate::stats::Range;

/// One session with the past it belongs to.
struct HistoryRow<'a> {
    past: &'a Past<'a>,
    of: &'a Analysed,
    entry: &'a Entry,
}

/// The table of the sessions of all runners, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn history(pasts: &[Past<'_>]) -> Result<Table> {
    frame(pasts).table()
}

pub(super) fn frame(pasts: &[Past<'_>]) -> TableFrame {
    let rows: Vec<HistoryRow<'_>> = pasts
        .iter()
        .flat_map(|past| past.entries.iter().map(move |(of, entry)| HistoryRow { past, of, entry }))
        .collect();
    let mut frame = TableFrame::of_rows("history", rows.len());
    identity(&mut frame, &rows);
    pace(&mut frame, &rows);
    for (info, of) in SCORES {
        let scores: Vec<_> = rows.iter().map(|row| Some(of(row.entry))).collect();
        score::columns(&mut frame, info, &scores);
    }
    frame.number(
        ("heart_rate_end_bpm", "mean heart rate over the last 10 s of the reps, of reps of 90 s or more"),
        1,
        rows.iter().map(|row| row.entry.session.heart_rate_end_bpm(row.entry.part).unwrap_or(f64::NAN)),
    );
    previous(&mut frame, &rows);
    change_columns(&mut frame, &rows.iter().map(change_of).collect::<Vec<_>>());
    frame.origin(rows.iter().map(|row| &row.of.runner));
    frame
}

/// A score of an entry.
type OfEntry = fn(&Entry) -> &Score;

/// The scores that a history shows, in order.
const SCORES: [(&ScoreInfo, OfEntry); 3] = [
    (&pace_consistency::INFO, |entry| &entry.figures.pace_consistency),
    (&fade::INFO, |entry| &entry.figures.fade),
    (&last_rep::INFO, |entry| &entry.figures.last_rep_change),
];

fn identity(frame: &mut TableFrame, rows: &[HistoryRow<'_>]) {
    frame.name(FILE, rows.iter().map(|row| &row.of.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| i64::try_from(row.of.index).ok()));
    frame.text(START_UTC, rows.iter().map(|row| utc(row.of.start_unix_s())));
    frame.text(("workout", "the session in words"), rows.iter().map(|row| row.of.structure.name.clone()));
    frame.text(
        ("confidence", "how sure the reps are: low, medium or high"),
        rows.iter().map(|row| row.of.structure.confidence.name().to_owned()),
    );
    let surface =
        |row: &HistoryRow<'_>| row.entry.session.workout.surface.map_or("", crate::model::Surface::name).to_owned();
    frame.text(("surface", "track, treadmill, trail or road"), rows.iter().map(surface));
    let part = |row: &HistoryRow<'_>| row.entry.session.workout.parts[row.entry.part].clone();
    frame.whole(
        ("reps", "reps of the part that is compared"),
        rows.iter().map(|row| i64::try_from(part(row).reps).ok()),
    );
    frame.text(("rep_length", "their length in words"), rows.iter().map(|row| length_words(part(row).length)));
    frame.number(
        ("recovery_s", "the recovery between them"),
        1,
        rows.iter().map(|row| part(row).recovery.map_or(f64::NAN, |one| one.seconds)),
    );
    frame.text(
        ("recovery_mode", "stand, walk or jog"),
        rows.iter().map(|row| part(row).recovery.map_or_else(String::new, |one| one.mode.name().to_owned())),
    );
}

fn pace(frame: &mut TableFrame, rows: &[HistoryRow<'_>]) {
    let mean = |row: &HistoryRow<'_>| row.entry.mean.as_ref().ok().copied();
    let bound =
        |row: &HistoryRow<'_>, of: fn(Range) -> f64| mean(row).and_then(|mean| mean.ci80_mps).map_or(f64::NAN, of);
    frame.number(
        ("rep_speed_mps", "their mean speed"),
        3,
        rows.iter().map(|row| mean(row).map_or(f64::NAN, |mean| mean.speed_mps)),
    );
    frame.number(
        ("rep_speed_low80_mps", "low end of its 80 % interval"),
        3,
        rows.iter().map(|row| bound(row, |ci80| ci80.low)),
    );
    frame.number(
        ("rep_speed_high80_mps", "high end of its 80 % interval"),
        3,
        rows.iter().map(|row| bound(row, |ci80| ci80.high)),
    );
}

fn previous(frame: &mut TableFrame, rows: &[HistoryRow<'_>]) {
    let file = |row: &HistoryRow<'_>, entry: usize| {
        row.past.entries.get(entry).map_or_else(String::new, |(of, _)| of.file.clone())
    };
    let start = |row: &HistoryRow<'_>, entry: usize| {
        row.past.entries.get(entry).map_or_else(String::new, |(of, _)| utc(of.start_unix_s()))
    };
    let like = |row: &HistoryRow<'_>| row.entry.previous.as_ref().ok().map(|previous| previous.entry);
    frame.name(
        ("previous_file", "the latest earlier session that was the same workout"),
        rows.iter().map(|row| like(row).map_or_else(String::new, |entry| file(row, entry))),
    );
    frame.text(
        ("previous_start_utc", "when that one began"),
        rows.iter().map(|row| like(row).map_or_else(String::new, |entry| start(row, entry))),
    );
    let reason = |row: &HistoryRow<'_>| match &row.entry.previous {
        Ok(_) => String::new(),
        Err(NoneBefore::First) => "no earlier session with reps of these lengths".to_owned(),
        Err(NoneBefore::Unlike { entry, differences }) => {
            format!("unlike {}: {}", file(row, *entry), differences.join("; "))
        }
    };
    frame.text(("previous_missing_reason", "why there is none"), rows.iter().map(reason));
}

fn change_of<'a>(row: &HistoryRow<'a>) -> Option<&'a Change> {
    row.entry.previous.as_ref().ok().map(|Previous { change, .. }| change)
}

/// The columns of a change: speed and heart rate, each with its reason when missing.
pub(super) fn change_columns(frame: &mut TableFrame, changes: &[Option<&Change>]) {
    let speed = |of: fn(&SpeedChange) -> f64| {
        changes.iter().map(move |change| change.and_then(|change| change.speed.as_ref().ok()).map_or(f64::NAN, of))
    };
    let heart = |of: fn(&HeartRateChange) -> f64| {
        changes.iter().map(move |change| change.and_then(|change| change.heart_rate.as_ref().ok()).map_or(f64::NAN, of))
    };
    let text = |of: fn(&Change) -> String| changes.iter().map(move |change| change.map_or_else(String::new, of));
    frame.number(
        ("speed_change_pct", "speed against that session; positive is faster"),
        2,
        speed(|speed| speed.value_pct),
    );
    frame.number(
        ("speed_change_smallest80_pct", "the smallest change that can be told from noise and scatter"),
        2,
        speed(|speed| speed.smallest_pct),
    );
    frame.text(
        ("speed_change_word", "faster, slower, or not told from noise"),
        text(|change| change.speed.as_ref().map_or_else(|_| String::new(), |speed| speed.verdict.name().to_owned())),
    );
    frame.text(
        ("speed_change_missing_reason", "why there is no change of speed"),
        text(|change| reason(change.speed.as_ref().err())),
    );
    frame.number(
        ("heart_rate_change_bpm", "heart rate at the end of the reps, at the same speed, against that session"),
        1,
        heart(|heart| heart.value_bpm),
    );
    frame.text(
        ("heart_rate_change_word", "whether days differ by as much"),
        text(|change| change.heart_rate.as_ref().map_or_else(|_| String::new(), |heart| heart.words().to_owned())),
    );
    frame.text(
        ("heart_rate_change_missing_reason", "why there is no change of heart rate"),
        text(|change| reason(change.heart_rate.as_ref().err())),
    );
}

fn reason(error: Option<&crate::scores::Unavailable>) -> String {
    error.map(ToString::to_string).unwrap_or_default()
}
