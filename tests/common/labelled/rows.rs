//! Tables as rows of cells by column name.

use std::collections::BTreeMap;
use std::path::Path;

pub(super) type Row = BTreeMap<String, String>;

/// All rows of a CSV file.
pub(super) fn rows(path: &Path) -> Result<Vec<Row>, String> {
    let told = |error: csv::Error| format!("{}: {error}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(told)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(told)
}

/// A cell; empty without the column.
pub(super) fn cell<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

/// A cell that may hold a number.
pub(super) fn number(row: &Row, name: &str) -> Option<f64> {
    cell(row, name).parse().ok()
}

/// A cell that must hold one.
pub(super) fn required<T: std::str::FromStr>(row: &Row, name: &str) -> Result<T, String> {
    cell(row, name).parse().map_err(|_| format!("{name} is {:?}: no number", cell(row, name)))
}
