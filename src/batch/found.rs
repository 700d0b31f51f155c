//! What one file gave.

use crate::error::Error;
use crate::model::{Span, Stage};
use crate::report::{Analysed, Problem};

/// What one file, or one member of an archive, gave.
#[derive(Debug, Clone, PartialEq)]
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
    pub(super) fn failed(runner: &str, label: &str, error: &Error) -> Self {
        Self::none(Problem::new(runner, label, Stage::Read, error))
    }

    /// The runner, where it gave anything at all.
    pub(super) fn runner(&self) -> Option<&str> {
        let of_problem = || self.problem.as_ref().map(|problem| problem.runner.as_str());
        self.place().map(|(runner, _)| runner).or_else(of_problem)
    }

    /// The runner and the file, as the results name them; `None` where there is no result.
    pub(super) fn place(&self) -> Option<(&str, &str)> {
        self.activities.first().map(|first| (first.runner.as_str(), first.file.as_str()))
    }
}
