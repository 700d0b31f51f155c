//! A finished table: a polars frame under its name, and its CSV.

use crate::error::{Error, ErrorKind, Result};
use polars::prelude::{Column, CsvWriter, DataFrame, PolarsError, SerWriter};

/// A table as a polars frame, to be written in any format.
///
/// Columns are `String`, `Int64`, or `Float64` rounded as in the CSV; a missing cell is null. SI units, named in the ends
/// of the column names.
#[derive(Debug, Clone)]
pub struct CsvTable {
    /// The name, as in [`guides`](super::guides): `workouts`.
    pub name: &'static str,
    /// The cells.
    pub frame: DataFrame,
}

impl CsvTable {
    pub(super) fn new(name: &'static str, rows: usize, columns: Vec<Column>) -> Result<Self> {
        Ok(Self { name, frame: DataFrame::new(rows, columns).map_err(failed)? })
    }

    /// The usual name of the file: `workouts.csv`.
    pub fn csv_name(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// The table as CSV, UTF-8 with `\n` line ends.
    ///
    /// # Errors
    /// `Io` when polars cannot write the table.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // The writer wants the frame for itself; a clone shares the cells.
        CsvWriter::new(&mut bytes).include_header(true).finish(&mut self.frame.clone()).map_err(failed)?;
        Ok(bytes)
    }
}

fn failed(cause: PolarsError) -> Error {
    Error::new(ErrorKind::Io, "a table of equal columns", cause.to_string()).because(cause)
}
