//! A finished table: a polars frame under its name, and its bytes as CSV and as Parquet.

use super::column::ColumnGuide;
use super::parquet::parquet;
use crate::error::{Error, ErrorKind, Result};
use crate::journal::{marked_name, unformulated};
use crate::model::TableFormat;
use polars::prelude::{ChunkApply, Column, CsvWriter, DataFrame, IntoColumn, PolarsError, SerWriter, StringChunked};
use std::borrow::Cow;

/// The version of the tables: which there are, and what their columns mean. It goes up when a column leaves its table or changes
/// its meaning, not when one is added. Version 1 had every score in a column of its own.
pub const SCHEMA_VERSION: u32 = 2;

/// A table as a polars frame, to be written in any format.
///
/// Columns are `String`, `Int64`, or `Float64` rounded as they are written; a missing cell is null. SI units, named in the ends
/// of the column names.
#[derive(Debug, Clone)]
pub struct Table {
    /// The name, as in [`guides`](super::guides): `workouts`.
    pub name: &'static str,
    /// The cells.
    pub frame: DataFrame,
    /// What the columns are, in order.
    pub columns: Vec<ColumnGuide>,
}

impl Table {
    pub(super) fn new(name: &'static str, rows: usize, cells: Vec<Column>, columns: Vec<ColumnGuide>) -> Result<Self> {
        Ok(Self { name, frame: DataFrame::new(rows, cells).map_err(failed)?, columns })
    }

    /// Adds the rows of another part of the same table below. The cells stay where they are until [`Table::joined`].
    pub(crate) fn append(&mut self, below: Self) -> Result<()> {
        self.frame.vstack_mut_owned(below.frame).map_err(failed)?;
        Ok(())
    }

    /// The table with its parts in one chunk: what is written does not tell of them.
    pub(crate) fn joined(mut self) -> Self {
        self.frame.rechunk_mut();
        self
    }

    /// The table in a format.
    ///
    /// # Errors
    /// `Io` when polars cannot write the table.
    pub fn bytes(&self, format: TableFormat) -> Result<Vec<u8>> {
        match format {
            TableFormat::Csv => self.csv(),
            TableFormat::Parquet => self.parquet(),
        }
    }

    /// The table as CSV, UTF-8 with `\n` line ends. A cell that a spreadsheet would run as a formula begins with an apostrophe.
    ///
    /// # Errors
    /// `Io` when polars cannot write the table.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let cells = self.frame.columns().iter().zip(&self.columns).map(|(cells, guide)| plain(cells, guide.is_name));
        let mut frame = DataFrame::new(self.frame.height(), cells.collect()).map_err(failed)?;
        let mut bytes = Vec::new();
        CsvWriter::new(&mut bytes).include_header(true).finish(&mut frame).map_err(failed)?;
        Ok(bytes)
    }

    /// The table as Parquet. The key-value metadata of the file hold the versions and what the columns are, as JSON.
    ///
    /// # Errors
    /// `Io` when polars cannot write the table.
    pub fn parquet(&self) -> Result<Vec<u8>> {
        let about = [
            ("lastrep_version", crate::VERSION.to_owned()),
            ("lastrep_schema_version", SCHEMA_VERSION.to_string()),
            ("lastrep_table", self.name.to_owned()),
            ("lastrep_columns", as_json(&self.columns)?),
        ];
        parquet(&self.frame, &self.columns, about).map_err(failed)
    }
}

/// The cells as CSV has them: no text is a formula, and a name can be read back.
fn plain(cells: &Column, is_name: bool) -> Column {
    let mark: fn(&str) -> Cow<'_, str> = if is_name { marked_name } else { unformulated };
    let is_marked = |texts: &&StringChunked| texts.iter().flatten().any(|text| matches!(mark(text), Cow::Owned(_)));
    let marked = |texts: &StringChunked| texts.apply_values(mark).into_column();
    cells.try_str().filter(is_marked).map_or_else(|| cells.clone(), marked)
}

pub(super) fn failed(cause: PolarsError) -> Error {
    Error::new(ErrorKind::Io, "a table of equal columns", cause.to_string()).because(cause)
}

/// A value as JSON in one line.
pub(super) fn as_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|cause| {
        Error::new(ErrorKind::Internal, "figures that JSON can hold", cause.to_string()).because(cause)
    })
}
