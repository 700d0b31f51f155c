//! What to do next, for one runner.

use crate::model::Day;
use crate::progression::{Latest, PastWeek, Recommendation};

/// The advice for one runner as of today.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// The runner: the name of the PATH given.
    pub runner: String,
    /// "Today".
    pub today: Day,
    /// What to do next, why, and what the weeks ahead are made from; `None` without a run.
    pub latest: Option<Latest>,
    /// The weeks up to today as the advice sees them.
    pub weeks: Vec<PastWeek>,
}

impl NextStep {
    /// The runner, today, and what to do next: the row of a table.
    pub fn row(&self) -> (&str, Day, Option<&Recommendation>) {
        (&self.runner, self.today, self.recommendation())
    }

    /// What to do next; `None` without a session of reps.
    pub fn recommendation(&self) -> Option<&Recommendation> {
        self.latest.as_ref().map(|latest| &latest.recommendation)
    }
}
