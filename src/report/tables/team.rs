//! `team.csv`: a row for every runner of a team, the one who needs a look first on top.

use super::frame::TableFrame;
use super::table::Table;
use crate::error::Result;
use crate::report::sheet::SheetRow;

/// The table of a team, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn team(rows: &[SheetRow]) -> Result<Table> {
    frame(rows).table()
}

pub(super) fn frame(rows: &[SheetRow]) -> TableFrame {
    let mut frame = TableFrame::of_rows("team", rows.len());
    let mut text = |guide: (&str, &str), cell: fn(&SheetRow) -> String| frame.text(guide, rows.iter().map(cell));
    text(
        (
            "need",
            "why the runner needs a look, most urgent first: symptom, not-held-twice, not-held, silent, body, step-up, lighter-week or nothing",
        ),
        |row| row.need.name().to_owned(),
    );
    text(("last_run", "day of the last run"), |row| row.last_run.map_or(String::new(), |day| day.to_string()));
    frame.whole(("days_since_run", "days from it to the day of the sheet"), rows.iter().map(|row| row.days_since));
    let session = |row: &SheetRow| row.last_session.clone();
    frame.text(
        ("last_session", "the last session of reps"),
        rows.iter().map(|row| session(row).map_or(String::new(), |(name, _)| name)),
    );
    frame.text(
        ("last_session_day", "its day"),
        rows.iter().map(|row| session(row).map_or(String::new(), |(_, day)| day.to_string())),
    );
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&SheetRow) -> f64| {
        frame.number(guide, digits, rows.iter().map(cell));
    };
    number(
        ("speed_change_pct", "its mean speed against the like session before; empty where there is none"),
        1,
        |row| row.change.as_ref().map_or(f64::NAN, |change| change.value_pct),
    );
    number(("smallest_change_pct", "the smallest change that noise and scatter do not explain"), 1, |row| {
        row.change.as_ref().map_or(f64::NAN, |change| change.smallest_pct)
    });
    number(("run_7_days_m", "distance of the runs of the last seven days"), 0, |row| row.week_m);
    number(("run_7_days_before_m", "the same of the seven days before"), 0, |row| row.week_before_m);
    number(("fast_share_pct", "share of the last seven days that was run in reps"), 0, |row| row.fast_share * 100.0);
    let mut text = |guide: (&str, &str), cell: fn(&SheetRow) -> String| frame.text(guide, rows.iter().map(cell));
    text(("decision", "the advice as of the runner's own last day"), |row| {
        row.answer().map_or(String::new(), |(decision, _)| decision.name().to_owned())
    });
    text(("next_workout", "the next workout in words"), SheetRow::next);
    text(("next_day", "the earliest day for it; empty where that is over on the day of the sheet"), |row| {
        row.next_day().map_or(String::new(), |day| day.to_string())
    });
    text(("look_at", "what to look at"), SheetRow::look_at);
    frame.origin(rows.iter().map(|row| &row.runner));
    frame
}
