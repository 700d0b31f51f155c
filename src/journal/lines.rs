//! Where the keys of a TOML file stand, and everything that is wrong with it.

use crate::error::{Error, ErrorKind, Result};
use crate::near::nearest;
use std::collections::BTreeMap;
use toml::Table;
use toml::de::{DeTable, DeValue};

/// The line of each key, by its place: `races[2].date`.
#[derive(Debug, Default)]
pub(super) struct Lines(BTreeMap<String, usize>);

impl Lines {
    /// The lines of a text.
    ///
    /// # Errors
    /// `Config`, with every line that is no TOML.
    pub(super) fn of(text: &str) -> Result<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut lines: Vec<(usize, Error)> =
            errors.into_iter().map(|error| (line_of(text, &error), not_toml(text, error))).collect();
        lines.sort_by_key(|(line, _)| *line);
        lines.dedup_by_key(|(line, _)| *line);
        Error::all(lines.into_iter().map(|(_, error)| error))?;
        let mut found = Self::default();
        found.take_in(text, table.get_ref(), "");
        Ok(found)
    }

    fn take_in(&mut self, text: &str, table: &DeTable<'_>, place: &str) {
        for (key, value) in table {
            let place = format!("{place}{}", key.get_ref());
            self.0.insert(place.clone(), line_at(text, key.span().start));
            match value.get_ref() {
                DeValue::Table(inner) => self.take_in(text, inner, &format!("{place}.")),
                DeValue::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        let place = format!("{place}[{}]", index + 1);
                        self.0.insert(place.clone(), line_at(text, item.span().start));
                        if let DeValue::Table(inner) = item.get_ref() {
                            self.take_in(text, inner, &format!("{place}."));
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn line_at(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}

fn line_of(text: &str, error: &toml::de::Error) -> usize {
    error.span().map_or(1, |span| line_at(text, span.start))
}

/// The error about a line that is no TOML.
pub(super) fn not_toml(text: &str, error: toml::de::Error) -> Error {
    Error::new(ErrorKind::Config, "TOML (key = value)", error.message().to_owned())
        .at(format!("line {}", line_of(text, &error)))
        .because(error)
}

/// Everything that is wrong with a file.
#[derive(Debug)]
pub(super) struct Wrong {
    lines: Lines,
    /// Each with its line.
    errors: Vec<(usize, Error)>,
}

impl Wrong {
    /// Nothing yet.
    pub(super) fn new(lines: Lines) -> Self {
        Self { lines, errors: Vec::new() }
    }

    /// Adds an error, with the line of its place.
    pub(super) fn add(&mut self, error: Error) {
        let place = error.location().to_owned();
        let line = self.lines.0.get(&place).copied().unwrap_or_default();
        let place = if line > 0 { format!("line {line}, {place}") } else { place };
        self.errors.push((line, error.at(place)));
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Everything that is wrong, line by line.
    pub(super) fn end(mut self) -> Result<()> {
        self.errors.sort_by_key(|(line, _)| *line);
        Error::all(self.errors.into_iter().map(|(_, error)| error))
    }

    /// What was read; the default where it is wrong.
    pub(super) fn kept<T: Default>(&mut self, read: Result<T>) -> T {
        read.unwrap_or_else(|error| {
            self.add(error);
            T::default()
        })
    }

    /// Adds an error for every key that is not known, with the known one that it is nearest to, or all.
    pub(super) fn unknown(&mut self, table: &Table, known: &[&str], place: &str) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let (expected, hint) = match nearest(key, known.iter().copied()) {
                Some(meant) => ("a known key".to_owned(), format!("did you mean {meant}?")),
                None => (format!("one of the keys {}", known.join(", ")), String::new()),
            };
            let error = Error::new(ErrorKind::Config, expected, format!("\"{key}\"")).hint(hint);
            self.add(error.at(format!("{place}{key}")));
        }
    }
}
