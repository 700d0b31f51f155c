//! `workouts.csv`: a row for every activity, as a coach reads it: what was run, how well, and what comes next.

use super::advice;
use super::frame::{ACTIVITY, DUPLICATE_OF, FILE, START_UTC, TableFrame, utc};
use super::score;
use super::table::Table;
use crate::error::Result;
use crate::report::{Analysed, outing};
use crate::scores::{ScoreInfo, SetCard, cadence, last_rep_quality, pace_consistency};
use crate::segment::Segment;
use crate::units::pace_s_per_km;

/// The scores that a coach reads first. `scores.csv` has all of them.
const FIRST: [&ScoreInfo; 3] = [&pace_consistency::INFO, &cadence::INFO, &last_rep_quality::INFO];

/// The table of all activities, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn workouts(rows: &[Analysed]) -> Result<Table> {
    frame(rows).table()
}

pub(super) fn frame(rows: &[Analysed]) -> TableFrame {
    let mut frame = TableFrame::of_rows("workouts", rows.len());
    session(&mut frame, rows);
    for info in FIRST {
        let scores: Vec<_> = rows.iter().map(|row| Some(row.card.score(info))).collect();
        score::value_and_word(&mut frame, info, &scores);
    }
    let told = |row: &Analysed| row.activity.told.rpe_cr10().unwrap_or(f64::NAN);
    frame.number(("rpe_cr10", "effort of the session; recordings.csv says who told it"), 1, rows.iter().map(told));
    let advised: Vec<_> = rows.iter().map(|row| row.recommendation.as_ref()).collect();
    advice::answer(&mut frame, &advised);
    frame.name(
        ("chart", "the picture of it in the folder of results; empty where none was drawn"),
        rows.iter().map(|row| row.chart.clone().unwrap_or_default()),
    );
    frame.text(
        ("confidence", "how sure the session is: low, medium or high"),
        rows.iter().map(|row| row.structure.confidence.name().to_owned()),
    );
    let notes = |row: &Analysed| row.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>().join(" | ");
    frame.text(("notes", "caveats about the file and what was settled in it"), rows.iter().map(notes));
    identity(&mut frame, rows);
    advice::rule(&mut frame, &advised);
    advice::figures(&mut frame, &advised);
    totals(&mut frame, rows);
    frame.name(DUPLICATE_OF, rows.iter().map(|row| row.duplicate_of.as_deref().unwrap_or_default()));
    frame.version();
    frame
}

/// Who, when, what, how far, how long, and how fast.
fn session(frame: &mut TableFrame, rows: &[Analysed]) {
    frame.runner(rows.iter().map(|row| &row.runner));
    frame.text(
        ("date", "the day of its start, local where the zone is known"),
        rows.iter().map(|row| row.day().to_string()),
    );
    frame.text(("workout", "the session in words, such as 6 × 400 m / 75 s jog"), rows.iter().map(outing::name));
    frame.text(
        ("kind", "reps, tempo, strides, steady, long, race-like, mixed, not-running or unreadable"),
        rows.iter().map(|row| row.structure.kind.name().to_owned()),
    );
    frame.number(("distance_m", "distance of the whole activity"), 1, rows.iter().map(|row| row.distance_m));
    frame.number(("timer_s", "time of the whole activity without pauses"), 1, rows.iter().map(|row| row.timer_s));
    frame.whole(("reps", "reps of all sets"), rows.iter().map(|row| i64::try_from(row.structure.reps().count()).ok()));
    frame.number(
        ("rep_pace_s_per_km", "mean pace of the reps that the session is judged by"),
        1,
        rows.iter().map(|row| pace_s_per_km(rep_speed_mps(row)).unwrap_or(f64::NAN)),
    );
}

fn rep_speed_mps(row: &Analysed) -> f64 {
    row.card.judged().map_or(f64::NAN, |set: &SetCard| set.mean_speed_mps)
}

fn identity(frame: &mut TableFrame, rows: &[Analysed]) {
    frame.name(FILE, rows.iter().map(|row| &row.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| i64::try_from(row.index).ok()));
    frame.text(START_UTC, rows.iter().map(|row| utc(row.start_unix_s())));
    let mut text = |guide: (&str, &str), cell: fn(&Analysed) -> &str| {
        frame.text(guide, rows.iter().map(cell));
    };
    text(("sport", "running, walking, hiking, cycling or swimming, or what the file calls it"), |row| {
        row.activity.sport.name()
    });
    text(("surface", "track, treadmill, trail or road"), |row| {
        row.activity.surface.map_or("", crate::model::Surface::name)
    });
    text(("title", "title of the activity, by the site that exported it or by the file"), |row| {
        row.activity.told.title()
    });
}

fn totals(frame: &mut TableFrame, rows: &[Analysed]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&Analysed) -> Option<f64>| {
        frame.number(guide, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number(("fast_volume_m", "distance of all reps"), 0, |row| {
        Some(row.structure.reps().map(Segment::best_distance_m).sum())
    });
    number(("rep_speed_mps", "mean speed of the reps that the session is judged by"), 3, |row| {
        Some(rep_speed_mps(row))
    });
    number(("heart_rate_mean_bpm", "mean heart rate"), 1, |row| row.whole_means.heart_rate_bpm);
    number(
        ("ascent_m", "metres up, all rises of 2 m or more added; none where the altitude cannot be true"),
        0,
        |row| row.ascent.map(|way| way.up_m),
    );
    number(("feel_pct", "how it felt: 0 bad, 100 great"), 0, |row| row.activity.told.feel_pct());
}
