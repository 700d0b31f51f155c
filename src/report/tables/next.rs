//! `lastrep next --json`: a row for every runner, with the answer as of today.

use super::advice;
use super::frame::TableFrame;
use super::table::Table;
use crate::error::Result;
use crate::model::Day;
use crate::progression::Recommendation;

/// A runner, today, and the answer; `None` without a run.
pub type NextRow<'a> = (&'a str, Day, Option<&'a Recommendation>);

/// The table of the next steps of all runners, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn next(rows: &[NextRow<'_>]) -> Result<Table> {
    frame(rows).table()
}

pub(super) fn frame(rows: &[NextRow<'_>]) -> TableFrame {
    let advised: Vec<_> = rows.iter().map(|(_, _, advice)| *advice).collect();
    let mut frame = TableFrame::of_rows("next", rows.len());
    frame.text(("date", "the day that the answer is for"), rows.iter().map(|(_, today, _)| today.to_string()));
    advice::answer(&mut frame, &advised);
    advice::rule(&mut frame, &advised);
    advice::figures(&mut frame, &advised);
    advice::grounds(&mut frame, &advised);
    frame.origin(rows.iter().map(|(runner, ..)| (*runner).to_owned()));
    frame
}
