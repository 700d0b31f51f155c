//! What one file gave.

use crate::error::{Error, ErrorKind};
use crate::model::{Span, Stage};
use crate::report::{Analysed, Problem};
use serde::{Deserialize, Serialize};

/// A file of a runner, as the results name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName<'a> {
    /// The runner.
    pub runner: &'a str,
    /// The file, relative to its PATH; `archive.zip!member` inside an archive.
    pub label: &'a str,
}

/// What one file, or one member of an archive, gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Its activities.
    pub activities: Vec<Analysed>,
    /// Why it gave none.
    pub problem: Option<Problem>,
    /// Hash of its bytes: equal bytes are one outing.
    pub content: u128,
    /// The times that each of its activities tells of, as read or as settled: no row of the runner's own cut lies elsewhere.
    pub told: Vec<Span>,
}

impl Found {
    /// A file that gave nothing.
    pub(super) fn none(problem: Problem) -> Self {
        Self { activities: Vec::new(), problem: Some(problem), content: 0, told: Vec::new() }
    }

    /// A file that could not be read.
    pub(super) fn failed(name: FileName<'_>, error: &Error) -> Self {
        Self::none(Problem::new(name.runner, name.label, Stage::Read, error))
    }
}

/// Whether a problem would be the same tomorrow: a file that cannot be opened today may be there then.
pub(super) fn is_lasting(problem: &Problem) -> bool {
    !matches!(problem.kind, ErrorKind::Io | ErrorKind::Internal)
}
