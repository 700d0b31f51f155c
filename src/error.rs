//! The one public error: whose fault, where, what was expected, what was found, and what to do.

use crate::printable::printable;
use std::fmt;
use std::path::{Path, PathBuf};

/// A result with the crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Whose responsibility an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &self.details;
        if let Some(path) = &details.path {
            write!(f, "{}: ", printable(&path.to_string_lossy()))?;
        }
        if !details.location.is_empty() {
            write!(f, "at {}: ", details.location)?;
        }
        write!(f, "expected {}, found {}", details.expected, details.found)?;
        if !details.hint.is_empty() {
            write!(f, "; {}", details.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.details.source.as_ref().map(|cause| &**cause as &(dyn std::error::Error + 'static))
    }
}
