//! `problems.csv`: a row for every file that gave no activity.

use super::frame::TableFrame;
use super::table::Table;
use crate::error::Result;
use crate::report::Problem;

/// The table of the problems, in the order given.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn problems(rows: &[Problem]) -> Result<Table> {
    frame(rows).table()
}

pub(super) fn frame(rows: &[Problem]) -> TableFrame {
    let mut frame = TableFrame::of_rows("problems", rows.len());
    frame.name(
        ("path", "the file, relative to PATH; `archive.zip!member` inside an archive"),
        rows.iter().map(|row| row.file.clone()),
    );
    let mut text = |guide: (&str, &str), cell: fn(&Problem) -> &str| {
        frame.text(guide, rows.iter().map(cell));
    };
    text(("stage", "the stage of the work that failed: read, clean, segment, score or write"), |row| row.stage.name());
    text(
        (
            "kind",
            "what sort of failure: io, unknown-format, malformed, not-an-activity, unsupported, limit, no-usable-data, config or internal",
        ),
        |row| row.kind.name(),
    );
    text(("where", "where in the file: byte, line or element"), |row| &row.location);
    text(("expected", "what a good file has there"), |row| &row.expected);
    text(("found", "what this file has"), |row| &row.found);
    text(("what_to_do", "what helps"), |row| &row.advice);
    frame.origin(rows.iter().map(|row| &row.runner));
    frame
}
