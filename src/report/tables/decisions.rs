//! `decisions.csv`: a row for every activity that an answer follows on, with what the answer stands on.

use super::advice;
use super::frame::{ACTIVITY, FILE, TableFrame};
use super::table::Table;
use crate::error::Result;
use crate::report::Analysed;

/// The table of all answers, activity by activity in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn decisions(activities: &[Analysed]) -> Result<Table> {
    frame(activities).table()
}

pub(super) fn frame(activities: &[Analysed]) -> TableFrame {
    let (rows, advised): (Vec<_>, Vec<_>) =
        activities.iter().filter_map(|row| Some((row, Some(row.recommendation.as_ref()?)))).unzip();
    let mut frame = TableFrame::of_rows("decisions", rows.len());
    frame.name(FILE, rows.iter().map(|row| &row.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| i64::try_from(row.index).ok()));
    advice::answer(&mut frame, &advised);
    advice::rule(&mut frame, &advised);
    advice::grounds(&mut frame, &advised);
    frame.origin(rows.iter().map(|row| &row.runner));
    frame
}
