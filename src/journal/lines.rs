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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Wrong {
        Wrong::new(Lines::of(text).unwrap())
    }

    fn told(wrong: Wrong) -> String {
        wrong.end().unwrap_err().to_string()
    }

    const TEXT: &str = "hr_max = 190\n\n[[races]]\ndate = 2026-05-01\n[[races]]\ndate = 2026-06-01\n";

    #[test]
    fn an_error_names_the_line_of_its_key() {
        let mut of = wrong(TEXT);
        of.add(Error::new(ErrorKind::Config, "a day", "x").at("races[2].date"));
        assert!(told(of).contains("line 6, races[2].date"));
        let mut of = wrong(TEXT);
        of.add(Error::new(ErrorKind::Config, "a number", "x").at("hr_rest"));
        let error = told(of);
        assert!(error.contains("hr_rest") && !error.contains("line"), "a key that is not there has no line: {error}");
    }

    #[test]
    fn errors_come_line_by_line_however_they_were_found() {
        let mut of = wrong(TEXT);
        for place in ["races[2].date", "hr_max"] {
            of.add(Error::new(ErrorKind::Config, "something else", place).at(place));
        }
        let error = told(of);
        assert!(error.find("line 1").unwrap() < error.find("line 6").unwrap(), "{error}");
    }

    #[test]
    fn an_unknown_key_is_told_with_the_nearest_known_one() {
        let mut of = wrong("hr_mex = 190\nzzzzzz = 1\n");
        let table: Table = toml::from_str("hr_mex = 190\nzzzzzz = 1\n").unwrap();
        of.unknown(&table, &["hr_max", "sex"], "");
        let error = told(of);
        assert!(error.contains("did you mean hr_max?") && error.contains("one of the keys hr_max, sex"), "{error}");
    }

    #[test]
    fn a_wrong_value_is_the_default_and_an_error() {
        let mut of = wrong(TEXT);
        assert_eq!(of.kept(Ok(3)), 3);
        assert_eq!(of.kept::<i32>(Err(Error::new(ErrorKind::Config, "a number", "x").at("hr_max"))), 0);
        assert!(of.end().is_err());
    }

    #[test]
    fn every_line_that_is_no_toml_is_told_once() {
        let error = Lines::of("a = = 1\nb = 2\nc = ]\n").unwrap_err().to_string();
        assert!(error.contains("line 1") && error.contains("line 3") && !error.contains("line 2"), "{error}");
    }
}
