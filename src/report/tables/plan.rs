//! `lastrep plan --csv`: a row for every day ahead.

use super::frame::TableFrame;
use super::table::Table;
use crate::error::Result;
use crate::progression::PlanDay;

/// The table of the days ahead of all runners, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn plan(runners: &[(&str, Vec<PlanDay>)]) -> Result<Table> {
    frame(runners).table()
}

pub(super) fn frame(runners: &[(&str, Vec<PlanDay>)]) -> TableFrame {
    let rows: Vec<(&str, &PlanDay)> =
        runners.iter().flat_map(|(runner, days)| days.iter().map(move |day| (*runner, day))).collect();
    let mut frame = TableFrame::of_rows("plan", rows.len());
    frame.text(("date", "the day, as ISO 8601"), rows.iter().map(|(_, day)| day.day.to_string()));
    frame.text(
        ("kind", "reps, steady, long, easy, race or rest"),
        rows.iter().map(|(_, day)| day.kind.name().to_owned()),
    );
    frame.text(
        ("lighter_week", "whether its week is a lighter one: yes or no"),
        rows.iter().map(|(_, day)| if day.is_lighter { "yes" } else { "no" }.to_owned()),
    );
    frame.number(
        ("distance_m", "distance of the whole day; empty where the usual week is not known"),
        0,
        rows.iter().map(|(_, day)| day.distance_m.unwrap_or(f64::NAN)),
    );
    frame.number(("fast_m", "distance of the reps of the day"), 0, rows.iter().map(|(_, day)| day.fast_m));
    frame.text(("what", "the day in words"), rows.iter().map(|(_, day)| day.text.clone()));
    frame.origin(rows.iter().map(|(runner, _)| (*runner).to_owned()));
    frame
}
