//! The values of a TOML file that somebody wrote by hand: numbers, names, yes or no.

use crate::error::{Error, ErrorKind, Result};
use crate::stats::Range;
use crate::units::DistanceUnit;
use toml::{Table, Value};

/// The units of distances.
pub(super) const UNITS: [(&str, DistanceUnit); 2] = [("km", DistanceUnit::Kilometre), ("mile", DistanceUnit::Mile)];

/// An error about a value.
pub(super) fn config(expected: impl Into<String>, found: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, expected, found)
}

/// What a value looks like in a message.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{text}\""),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(answer) => answer.to_string(),
        Value::Datetime(date) => date.to_string(),
        Value::Array(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    }
}

fn as_float(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
}

/// A number within limits; `None` without the key.
pub(super) fn number(table: &Table, key: &str, place: &str, range: Range) -> Result<Option<f64>> {
    let Some(value) = table.get(key) else { return Ok(None) };
    as_float(value).filter(|number| range.contains(*number)).map(Some).ok_or_else(|| {
        config(format!("a number from {} to {}", range.low, range.high), shown(value)).at(format!("{place}{key}"))
    })
}

/// A value that must be one of the known names.
pub(super) fn named<T: Copy>(table: &Table, key: &str, known: &[(&str, T)]) -> Result<Option<T>> {
    let Some(value) = table.get(key) else { return Ok(None) };
    let named = value.as_str().map(str::to_lowercase);
    let found = known.iter().find(|(name, _)| named.as_deref() == Some(name));
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    found
        .map(|(_, known)| Some(*known))
        .ok_or_else(|| config(format!("one of {}", names.join(", ")), shown(value)).at(key))
}

/// A yes or no; `None` without the key.
pub(super) fn yes_or_no(table: &Table, key: &str) -> Result<Option<bool>> {
    let Some(value) = table.get(key) else { return Ok(None) };
    value.as_bool().map(Some).ok_or_else(|| config("true or false", shown(value)).at(key))
}
