//! `lastrep compare --csv`: a row for every rep of every session, with its change against the session before.

use super::frame::{ACTIVITY, FILE, START_UTC, TableFrame, utc};
use super::history::change_columns;
use super::table::Table;
use crate::compare::{Change, RepChange, Session, SessionRep};
use crate::error::Result;
use crate::report::Analysed;
use crate::report::comparison::Comparison;
use crate::segment::length_words;

/// One rep with its session.
struct ComparisonRow<'a> {
    number: usize,
    of: &'a Analysed,
    session: &'a Session,
    place: usize,
    rep: &'a SessionRep,
    before: Option<&'a Change>,
    pair: Option<&'a RepChange>,
}

/// The table of all reps, session by session in order of time; the changes are against the session before.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn comparison(of: &Comparison<'_>) -> Result<Table> {
    frame(of).table()
}

pub(super) fn frame(of: &Comparison<'_>) -> TableFrame {
    let rows: Vec<ComparisonRow<'_>> = (0..of.sessions.len()).flat_map(|number| rows_of(of, number)).collect();
    let mut frame = TableFrame::of_rows("compare", rows.len());
    identity(&mut frame, &rows);
    measures(&mut frame, &rows);
    let text = |of: fn(&Change) -> String| rows.iter().map(move |row| row.before.map_or_else(String::new, of));
    frame.text(
        (
            "same_workout",
            "whether the session before was the same workout: yes or no; from here on of the whole session",
        ),
        text(|change| if change.is_alike() { "yes" } else { "no" }.to_owned()),
    );
    frame.text(("differences", "in what the two sessions differ"), text(|change| change.differences.join(" | ")));
    change_columns(&mut frame, &rows.iter().map(|row| row.before).collect::<Vec<_>>());
    frame.origin(rows.iter().map(|row| &row.of.runner));
    frame
}

fn rows_of<'a>(of: &Comparison<'a>, number: usize) -> Vec<ComparisonRow<'a>> {
    let (analysed, session) = of.sessions[number];
    let is_before = |(_, later, _): &&(usize, usize, Change)| *later == number;
    // Changes against the session before stand first. The change of the last session against the first stands at the
    // end.
    let before = of.changes.iter().find(is_before).map(|(_, _, change)| change);
    let row = |(index, rep): (usize, &'a SessionRep)| ComparisonRow {
        number: number + 1,
        of: analysed,
        session,
        place: session.reps[..=index].iter().filter(|other| other.part == rep.part).count(),
        rep,
        before,
        pair: before.and_then(|change| change.reps.iter().find(|pair| pair.later == index)),
    };
    session.reps.iter().enumerate().map(row).collect()
}

fn identity(frame: &mut TableFrame, rows: &[ComparisonRow<'_>]) {
    let whole = |value: usize| i64::try_from(value).ok();
    frame.whole(
        ("session", "the number of the session in order of time, from 1"),
        rows.iter().map(|row| whole(row.number)),
    );
    frame.name(FILE, rows.iter().map(|row| &row.of.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| whole(row.of.index)));
    frame.text(START_UTC, rows.iter().map(|row| utc(row.of.start_unix_s())));
    frame.text(("workout", "the session in words"), rows.iter().map(|row| row.of.structure.name.clone()));
    let surface =
        |row: &ComparisonRow<'_>| row.session.workout.surface.map_or("", crate::model::Surface::name).to_owned();
    frame.text(("surface", "track, treadmill, trail or road"), rows.iter().map(surface));
    frame.text(
        ("rep_length", "the length of the rep in words"),
        rows.iter().map(|row| length_words(row.session.workout.parts[row.rep.part].length)),
    );
    frame.whole(("rep", "the number among the reps of this length, from 1"), rows.iter().map(|row| whole(row.place)));
}

fn measures(frame: &mut TableFrame, rows: &[ComparisonRow<'_>]) {
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&ComparisonRow<'_>) -> Option<f64>| {
        frame.number(guide, digits, rows.iter().map(|row| cell(row).unwrap_or(f64::NAN)));
    };
    number(("timer_s", "time of the rep without pauses"), 2, |row| Some(row.rep.timer_s));
    number(("distance_m", "its distance"), 1, |row| Some(row.rep.distance_m));
    number(("speed_mps", "its speed"), 3, |row| Some(row.rep.speed_mps));
    number(("speed_noise_pct", "measurement noise of that speed"), 2, |row| Some(row.rep.noise_pct));
    number(("heart_rate_end_bpm", "heart rate over its last 10 s, of reps of 90 s or more"), 1, |row| {
        row.rep.heart_rate_end_bpm
    });
    number(("rep_change_pct", "its speed against the rep of the same place in the session before"), 2, |row| {
        Some(row.pair?.speed_pct)
    });
    number(
        ("rep_change_smallest80_pct", "the smallest such change that can be told from measurement noise"),
        2,
        |row| Some(row.pair?.smallest_pct),
    );
}
