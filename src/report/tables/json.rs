//! Tables as JSON for other programs: the rows of tables in one document, and what all tables are.
//!
//! A row is an object with the names, units and figures of the table; a missing cell is null.

use super::column::ColumnType;
use super::guide::{TableGuide, guides};
use super::table::{SCHEMA_VERSION, Table, as_json, failed};
use crate::error::Result;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A document: the versions first.
#[derive(Serialize)]
struct Document<'a, T> {
    lastrep_version: &'static str,
    schema_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<&'a str>,
    tables: T,
}

impl<'a, T> Document<'a, T> {
    fn of(command: Option<&'a str>, tables: T) -> Self {
        Self { lastrep_version: crate::VERSION, schema_version: SCHEMA_VERSION, command, tables }
    }
}

/// What all tables are: names, columns, types, units and meanings.
///
/// # Errors
/// `Internal` when it cannot be written.
pub fn dictionary() -> Result<String> {
    as_json(&Document::<Vec<TableGuide>>::of(None, guides()))
}

/// The answer of a command: the rows of its tables.
///
/// # Errors
/// `Internal` when it cannot be written, `Io` when a table is not of the types that its columns say.
pub fn document(command: &str, tables: &[Table]) -> Result<String> {
    let rows = tables.iter().map(|table| Ok((table.name, rows(table)?))).collect::<Result<Vec<_>>>()?;
    as_json(&Document::of(Some(command), Pairs(rows)))
}

/// Names and values, as an object in this order.
struct Pairs<K, V>(Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(key, value)| object.serialize_entry(key, value))?;
        object.end()
    }
}

/// A cell that is there.
#[derive(Serialize)]
#[serde(untagged)]
enum Cell<'a> {
    String(&'a str),
    Float(f64),
    Integer(i64),
}

/// The rows of a table, each an object of its cells in order.
fn rows(table: &Table) -> Result<Vec<Pairs<&str, Option<Cell<'_>>>>> {
    let mut rows: Vec<Vec<_>> = (0..table.frame.height()).map(|_| Vec::with_capacity(table.columns.len())).collect();
    for (column, guide) in table.frame.columns().iter().zip(&table.columns) {
        let name = guide.name.as_str();
        match guide.of {
            ColumnType::String => fill(&mut rows, name, column.str().map_err(failed)?.iter(), Cell::String),
            ColumnType::Float => fill(&mut rows, name, column.f64().map_err(failed)?.iter(), Cell::Float),
            ColumnType::Integer => fill(&mut rows, name, column.i64().map_err(failed)?.iter(), Cell::Integer),
        }
    }
    Ok(rows.into_iter().map(Pairs).collect())
}

/// Puts the cells of a column into their rows.
fn fill<'a, T>(
    rows: &mut [Vec<(&'a str, Option<Cell<'a>>)>],
    name: &'a str,
    cells: impl Iterator<Item = Option<T>>,
    of: fn(T) -> Cell<'a>,
) {
    for (row, cell) in rows.iter_mut().zip(cells) {
        row.push((name, cell.map(of)));
    }
}
