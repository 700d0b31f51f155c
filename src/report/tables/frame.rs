//! A table column by column, and its CSV.

use crate::error::{Error, ErrorKind, Result};
use crate::journal::{marked_name, unformulated};
use polars::prelude::{Column, CsvWriter, DataFrame, NamedFrom, SerWriter, Series};

/// Columns of equal length, in order.
#[derive(Debug, Default)]
pub(super) struct Frame {
    columns: Vec<Column>,
    rows: usize,
}

impl Frame {
    /// A frame for so many rows.
    pub(super) fn of_rows(rows: usize) -> Self {
        Self { columns: Vec::new(), rows }
    }

    /// A column of text; an empty text is a missing one.
    pub(super) fn text(&mut self, name: &str, cells: impl Iterator<Item = String>) {
        let cells: Vec<Option<String>> = cells.map(|cell| (!cell.is_empty()).then(|| unformulated(&cell))).collect();
        self.columns.push(Series::new(name.into(), cells).into());
    }

    /// A column of the names of files or runners, which a table handed back must tell as they were.
    pub(super) fn name(&mut self, name: &str, cells: impl Iterator<Item = String>) {
        let cells: Vec<Option<String>> = cells.map(|cell| (!cell.is_empty()).then(|| marked_name(&cell))).collect();
        self.columns.push(Series::new(name.into(), cells).into());
    }

    /// A column of numbers with so many decimal digits; what is not finite, before or after rounding, is missing.
    pub(super) fn number(&mut self, name: &str, digits: i32, cells: impl Iterator<Item = f64>) {
        let cells: Vec<Option<f64>> =
            cells.map(|cell| Some(rounded(cell, digits)).filter(|cell| cell.is_finite())).collect();
        self.columns.push(Series::new(name.into(), cells).into());
    }

    /// A column of whole numbers.
    pub(super) fn whole(&mut self, name: &str, cells: impl Iterator<Item = Option<i64>>) {
        let cells: Vec<Option<i64>> = cells.collect();
        self.columns.push(Series::new(name.into(), cells).into());
    }

    /// The CSV of the table, UTF-8 with `\n` line ends.
    ///
    /// # Errors
    /// `Io` when polars cannot build or write the table.
    pub(super) fn csv(self) -> Result<Vec<u8>> {
        let failed = |cause: polars::prelude::PolarsError| {
            Error::new(ErrorKind::Io, "a table of equal columns", cause.to_string()).because(cause)
        };
        let mut frame = DataFrame::new(self.rows, self.columns).map_err(failed)?;
        let mut bytes = Vec::new();
        CsvWriter::new(&mut bytes).include_header(true).finish(&mut frame).map_err(failed)?;
        Ok(bytes)
    }
}

/// Rounded to so many digits; never negative zero.
fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale + 0.0
}

/// An instant as ISO 8601 UTC to the second: `2024-05-01T06:30:00Z`; empty when unknown.
pub(super) fn utc(unix_s: f64) -> String {
    instant(unix_s).map(|time| format!("{}Z", time.strftime("%Y-%m-%dT%H:%M:%S"))).unwrap_or_default()
}

/// The same as local time without a zone; empty when the file does not tell the offset.
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
