//! `readings.csv`: a row for every activity, with how its reps were found and how well they were measured.

use super::frame::{ACTIVITY, FILE, TableFrame};
use super::table::Table;
use crate::error::Result;
use crate::report::Analysed;
use crate::scores::SetCard;

/// The table of all readings, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn readings(rows: &[Analysed]) -> Result<Table> {
    frame(rows).table()
}

pub(super) fn frame(rows: &[Analysed]) -> TableFrame {
    let mut frame = TableFrame::of_rows("readings", rows.len());
    frame.name(FILE, rows.iter().map(|row| &row.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| i64::try_from(row.index).ok()));
    evidence(&mut frame, rows);
    sets(&mut frame, rows);
    measurement(&mut frame, rows);
    frame.origin(rows.iter().map(|row| &row.runner));
    frame
}

fn evidence(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut text = |guide: (&str, &str), cell: fn(&Analysed) -> &str| {
        frame.text(guide, rows.iter().map(cell));
    };
    text(("source", "which evidence gave the reps: steps, intensity, laps, signal, own-cut or none"), |row| {
        row.structure.source.name()
    });
    text(("source_reason", "why that evidence was used, and which edges were taken from the speed"), |row| {
        &row.structure.reason
    });
    text(("runner_up", "the second most likely reading of the session"), |row| {
        row.structure.runner_up.as_deref().unwrap_or_default()
    });
    text(
        (
            "course",
            "what stands out of all reps whatever their length: each-faster, each-slower, faded, last-slowest, last-fastest or even; empty where nothing does",
        ),
        |row| row.card.course.going.map_or("", |going| going.name()),
    );
}

fn sets(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut whole = |guide: (&str, &str), cell: fn(&Analysed) -> Option<usize>| {
        frame.whole(guide, rows.iter().map(|row| i64::try_from(cell(row)?).ok()));
    };
    whole(("sets", "sets of reps"), |row| Some(row.structure.sets.len()));
    whole(
        (
            "scored_set",
            "the set that the session is judged by, as in scores.csv; empty where it is judged by all sets as one",
        ),
        |row| row.card.main_set().filter(|_| row.card.together.is_none()).map(|card| card.set + 1),
    );
    whole(("scored_reps", "reps that the session is judged by"), |row| Some(row.card.judged()?.reps.len()));
}

fn measurement(frame: &mut TableFrame, rows: &[Analysed]) {
    let bias = |row: &Analysed| {
        let set = row.structure.sets.get(row.card.main_set()?.set)?;
        set.track_bias_pct(&row.structure.segments)
    };
    frame.number(
        ("track_bias_pct", "how much longer the device measured than the track"),
        2,
        rows.iter().map(|row| bias(row).unwrap_or(f64::NAN)),
    );
    frame.number(
        ("speed_noise_pct", "measurement noise of the speed of a rep"),
        2,
        rows.iter().map(|row| row.card.judged().map_or(f64::NAN, |set| set.noise_pct)),
    );
    let of_set = |row: &Analysed, cell: fn(&SetCard) -> &str| row.card.judged().map_or("", cell).to_owned();
    let mut text = |guide: (&str, &str), cell: &dyn Fn(&Analysed) -> String| frame.text(guide, rows.iter().map(cell));
    text(
        ("distance_error_from", "what the distance error is taken from; empty for the usual error of satellites"),
        &|row| row.card.own.distance_words(),
    );
    text(
        ("grade", "what differences the measurement can show: A to D; below C there is no word for the pace"),
        &|row| of_set(row, |set| set.grade.name()),
    );
    text(("grade_reason", "why it is no better"), &|row| of_set(row, |set| &set.grade_reason));
    text(("heart_rate_problem", "why the heart rate is not believed"), &|row| {
        row.card.heart_rate_problem.clone().unwrap_or_default()
    });
}
