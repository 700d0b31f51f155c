//! The one public error: whose fault, where, what was expected, what was found, and what to do.

use crate::printable::printable;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};

/// A result with the crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Whose responsibility an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file could not be opened, read or written.
    Io,
    /// The bytes are of no known format.
    UnknownFormat,
    /// The bytes begin like a known format and then break its rules, with nothing to keep.
    Malformed,
    /// A sound file whose content is not an activity: settings, a course, a workout, a route.
    NotAnActivity,
    /// A known format in a variant that is not read.
    Unsupported,
    /// A size, a depth or a count above its limit.
    Limit,
    /// A sound activity file without one usable sample.
    NoUsableData,
    /// A wrong flag, athlete file, journal or ladder.
    Config,
    /// A defect of this program.
    Internal,
}

impl ErrorKind {
    /// The stable name used in `problems.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Io => "io",
            Self::UnknownFormat => "unknown-format",
            Self::Malformed => "malformed",
            Self::NotAnActivity => "not-an-activity",
            Self::Unsupported => "unsupported",
            Self::Limit => "limit",
            Self::NoUsableData => "no-usable-data",
            Self::Config => "config",
            Self::Internal => "internal",
        }
    }
}

/// Why there is no result: where, expected, found, and what to do.
///
/// ```
/// use lastrep::error::{Error, ErrorKind};
/// let error = Error::new(ErrorKind::Malformed, "a FIT header of 12 or 14 bytes", "a header of 77 bytes")
///     .at("byte 0x0")
///     .hint("export the activity again");
/// assert_eq!(error.to_string(), "at byte 0x0: expected a FIT header of 12 or 14 bytes, found a header of 77 bytes; export the activity again");
/// ```
#[derive(Debug)]
pub struct Error {
    // Boxed: a result is then one word larger than its value, not a hundred bytes.
    details: Box<Details>,
}

#[derive(Debug)]
struct Details {
    kind: ErrorKind,
    path: Option<PathBuf>,
    location: String,
    expected: String,
    found: String,
    hint: String,
    is_absent: bool,
    others: Vec<Error>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error that expected one thing and found another.
    pub fn new(kind: ErrorKind, expected: impl Into<String>, found: impl Into<String>) -> Self {
        let details = Details {
            kind,
            path: None,
            location: String::new(),
            expected: expected.into(),
            found: found.into(),
            hint: String::new(),
            is_absent: false,
            others: Vec::new(),
            source: None,
        };
        Self { details: Box::new(details) }
    }

    /// The same error with its place: a byte offset, a line and element, a row and column.
    #[must_use]
    pub fn at(mut self, location: impl Into<String>) -> Self {
        self.details.location = location.into();
        self
    }

    /// The same error with the advice what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.details.hint = hint.into();
        self
    }

    /// The same error with the file that it is about.
    #[must_use]
    pub fn with_path(mut self, path: impl AsRef<Path>) -> Self {
        self.details.path = Some(path.as_ref().to_path_buf());
        self
    }

    /// The same error with its cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.details.source = Some(source.into());
        self
    }

    /// An input or output error on a path.
    pub fn io(path: impl AsRef<Path>, action: &str, source: std::io::Error) -> Self {
        Self::new(ErrorKind::Io, action, source.to_string())
            .hint("check that the path exists and may be read or written")
            .with_path(path)
            .because(source)
    }

    /// A path that leads nowhere, with the path that may be meant.
    pub fn absent(path: impl AsRef<Path>, meant: Option<&Path>) -> Self {
        let hint = meant.map(|meant| format!("Did you mean {}?", printable(&meant.to_string_lossy())));
        let mut error = Self::new(ErrorKind::Io, "a file or folder", "nothing of this name")
            .hint(hint.unwrap_or_default())
            .with_path(path);
        error.details.is_absent = true;
        error
    }

    /// All of several errors as one, the first of them first; `Ok` where there is none.
    ///
    /// # Errors
    /// The first, with the others.
    pub fn all(errors: impl IntoIterator<Item = Self>) -> Result<()> {
        let mut errors = errors.into_iter();
        let Some(mut first) = errors.next() else { return Ok(()) };
        first.details.others.extend(errors);
        Err(first)
    }

    /// Each error that this one stands for, itself first, in words.
    pub fn each(&self) -> Vec<String> {
        std::iter::once(self.alone()).chain(self.details.others.iter().flat_map(Self::each)).collect()
    }

    /// Whose responsibility the error is.
    pub fn kind(&self) -> ErrorKind {
        self.details.kind
    }

    /// The file that the error is about, where known.
    pub fn path(&self) -> Option<&Path> {
        self.details.path.as_deref()
    }

    /// Where in the file; empty when the whole file is meant.
    pub fn location(&self) -> &str {
        &self.details.location
    }

    /// What would have been right.
    pub fn expected(&self) -> &str {
        &self.details.expected
    }

    /// What was there instead.
    pub fn found(&self) -> &str {
        &self.details.found
    }

    /// What the user can do; may be empty.
    pub fn advice(&self) -> &str {
        &self.details.hint
    }
}

impl Error {
    /// The error without the others that it stands for.
    fn alone(&self) -> String {
        let details = &self.details;
        let path = details.path.as_ref().map(|path| printable(&path.to_string_lossy()).into_owned());
        if let (Some(path), true) = (&path, details.is_absent) {
            let is_known = !details.hint.is_empty();
            let hint = if is_known { &details.hint } else { "check how it is written, and where you are" };
            return format!("{path} does not exist{} {hint}", if is_known { '.' } else { ';' });
        }
        let path = path.map_or_else(String::new, |path| format!("{path}: "));
        let at = if details.location.is_empty() { String::new() } else { format!("at {}: ", details.location) };
        let hint = if details.hint.is_empty() { String::new() } else { format!("; {}", details.hint) };
        format!("{path}{at}expected {}, found {}{hint}", details.expected, details.found)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.each().join("\n"))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.details.source.as_ref().map(|cause| &**cause as &(dyn std::error::Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_errors_are_one_and_each_is_told() {
        let wrong = |at: &str| Error::new(ErrorKind::Config, "a number", "a word").at(at);
        let told = Error::all([wrong("hr_max"), wrong("lthr")]).map_err(|error| error.to_string());
        let expected = "at hr_max: expected a number, found a word\nat lthr: expected a number, found a word";
        assert_eq!(told.err().as_deref(), Some(expected));
        assert!(Error::all([]).is_ok());
    }

    #[test]
    fn a_path_that_leads_nowhere_is_told_with_the_one_meant() {
        let told = |meant: Option<&str>| Error::absent("r/garet", meant.map(Path::new)).to_string();
        assert_eq!(told(Some("r/gareth")), "r/garet does not exist. Did you mean r/gareth?");
        assert!(told(None).starts_with("r/garet does not exist; check"));
    }
}
