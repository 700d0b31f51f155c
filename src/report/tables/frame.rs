//! A table that is built column by column, each with its meaning.

use super::column::{ColumnGuide, ColumnType};
use super::table::Table;
use crate::error::Result;
use polars::prelude::{Column, IntoColumn, NamedFrom, NewChunkedArray, Series, StringChunked};

/// The column of the file, which several tables share.
pub(super) const FILE: (&str, &str) = ("file", "the file, relative to PATH; `archive.zip!member` inside an archive");
/// The column of the activity, which several tables share.
pub(super) const ACTIVITY: (&str, &str) = ("activity", "the number of the activity in its file, from 1");
/// The column of the outing that counts, which several tables share.
pub(super) const DUPLICATE_OF: (&str, &str) =
    ("duplicate_of", "the file that counts for this outing, where another one does");
/// The column of the start, which several tables share.
pub(super) const START_UTC: (&str, &str) = ("start_utc", "when the activity began");

/// Columns of equal length, in order, and the name of their table.
#[derive(Debug)]
pub(super) struct TableFrame {
    table: &'static str,
    columns: Vec<Column>,
    guides: Vec<ColumnGuide>,
    rows: usize,
}

impl TableFrame {
    /// A frame for so many rows of a table.
    pub(super) fn of_rows(table: &'static str, rows: usize) -> Self {
        Self { table, columns: Vec::new(), guides: Vec::new(), rows }
    }

    /// The name of the table, and what its columns are, in order.
    pub(super) fn into_guides(self) -> (&'static str, Vec<ColumnGuide>) {
        (self.table, self.guides)
    }

    /// A column of text. An empty text is a missing value.
    pub(super) fn text(&mut self, guide: impl Into<ColumnGuide>, cells: impl Iterator<Item = impl AsRef<str>>) {
        let cells = cells.map(|cell| Some(cell).filter(|cell| !cell.as_ref().is_empty()));
        self.push(guide.into(), |name| StringChunked::from_iter_options(name.into(), cells).into_column());
    }

    /// A column of names of files or runners. A table that is read back must give the same names.
    pub(super) fn name(&mut self, guide: impl Into<ColumnGuide>, cells: impl Iterator<Item = impl AsRef<str>>) {
        self.text(ColumnGuide { is_name: true, ..guide.into() }, cells);
    }

    /// A column of numbers, rounded to `digits` decimal digits. A number that is not finite, before or after rounding,
    /// is missing.
    pub(super) fn number(&mut self, guide: impl Into<ColumnGuide>, digits: i32, cells: impl Iterator<Item = f64>) {
        self.numbers(guide, cells.map(|cell| (cell, digits)));
    }

    /// A column of numbers, each with its own decimal digits.
    pub(super) fn numbers(&mut self, guide: impl Into<ColumnGuide>, cells: impl Iterator<Item = (f64, i32)>) {
        let cells: Vec<Option<f64>> =
            cells.map(|(cell, digits)| Some(rounded(cell, digits)).filter(|cell| cell.is_finite())).collect();
        let guide = ColumnGuide { of: ColumnType::Float, ..guide.into() };
        self.push(guide, |name| Series::new(name.into(), cells).into());
    }

    /// A column of whole numbers.
    pub(super) fn whole(&mut self, guide: impl Into<ColumnGuide>, cells: impl Iterator<Item = Option<i64>>) {
        let cells: Vec<Option<i64>> = cells.collect();
        let guide = ColumnGuide { of: ColumnType::Integer, ..guide.into() };
        self.push(guide, |name| Series::new(name.into(), cells).into());
    }

    fn push(&mut self, guide: ColumnGuide, column: impl FnOnce(&str) -> Column) {
        self.columns.push(column(&guide.name));
        self.guides.push(guide);
    }

    /// The last columns of most tables: the runner of the row, and the program's version.
    pub(super) fn origin(&mut self, runners: impl Iterator<Item = impl AsRef<str>>) {
        self.runner(runners);
        self.version();
    }

    /// The column of the runner.
    pub(super) fn runner(&mut self, runners: impl Iterator<Item = impl AsRef<str>>) {
        self.name(("runner", "the name of the PATH that the row is from"), runners);
    }

    /// The last column of every table.
    pub(super) fn version(&mut self) {
        let versions = std::iter::repeat_n(crate::VERSION, self.rows);
        self.text(("lastrep_version", "the version of lastrep that wrote the row"), versions);
    }

    /// The finished table.
    ///
    /// # Errors
    /// `Io` when polars cannot build the table.
    pub(super) fn table(self) -> Result<Table> {
        Table::new(self.table, self.rows, self.columns, self.guides)
    }
}

/// The value rounded to `digits` decimal digits; never negative zero.
fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale + 0.0
}

/// An instant as ISO 8601 UTC to the second: `2024-05-01T06:30:00Z`; empty when unknown.
pub(super) fn utc(unix_s: f64) -> String {
    instant(unix_s).map(|time| format!("{}Z", time.strftime("%Y-%m-%dT%H:%M:%S"))).unwrap_or_default()
}

/// An instant as ISO 8601 local time without a zone; empty when the file has no offset.
pub(super) fn local(unix_s: f64, utc_offset_s: Option<i32>) -> String {
    let Some(offset) = utc_offset_s else { return String::new() };
    instant(unix_s + f64::from(offset)).map(|time| time.strftime("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or_default()
}

fn instant(unix_s: f64) -> Option<jiff::civil::DateTime> {
    if !unix_s.is_finite() {
        return None;
    }
    let stamp = jiff::Timestamp::from_second(unix_s.round() as i64).ok()?;
    Some(jiff::tz::Offset::UTC.to_datetime(stamp))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(rounded(-0.0001, 2).to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn instants_are_utc_and_local_where_the_file_tells() {
        assert_eq!(utc(1_714_545_000.0), "2024-05-01T06:30:00Z");
        assert_eq!(local(1_714_545_000.0, Some(7200)), "2024-05-01T08:30:00");
        assert_eq!(local(1_714_545_000.0, None), "");
    }
}
