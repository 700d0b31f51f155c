//! `problems.csv`: a row for every file that gave no activity.

use super::frame::Frame;
use crate::error::Result;
use crate::report::Problem;

/// The CSV of the problems, in the order given.
///
/// # Errors
/// `Io` when the table cannot be written.
pub fn problems(rows: &[Problem]) -> Result<Vec<u8>> {
    let mut frame = Frame::of_rows(rows.len());
    frame.name("path", rows.iter().map(|row| row.file.clone()));
    let mut text = |name: &str, cell: fn(&Problem) -> &str| {
        frame.text(name, rows.iter().map(|row| cell(row).to_owned()));
    };
    text("stage", |row| row.stage.name());
    text("kind", |row| row.kind.name());
    text("where", |row| &row.location);
    text("expected", |row| &row.expected);
    text("found", |row| &row.found);
    text("what_to_do", |row| &row.advice);
    frame.name("runner", rows.iter().map(|row| row.runner.clone()));
    frame.text("lastrep_version", rows.iter().map(|_| crate::VERSION.to_owned()));
    frame.csv()
}
