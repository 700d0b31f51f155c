//! A runner's past, and what is advised after it.

use lastrep::model::{Athlete, Day, JournalDay};
use lastrep::progression::Ahead;
use lastrep::progression::{Latest, PlanDay, Recommendation, SessionSummary, latest, recommend_latest, week_plan};
use lastrep::units::DistanceUnit;

/// The Monday that pasts begin about.
pub(crate) const MONDAY: Day = Day::of(2024, 9, 30);
const UNIT: DistanceUnit = DistanceUnit::Kilometre;

/// What was run by a runner, and what was written about it.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub(crate) runs: Vec<SessionSummary>,
    pub(crate) journal: Vec<JournalDay>,
    pub(crate) athlete: Athlete,
    pub(crate) today: Day,
}

impl Past {
    pub(crate) fn advice(&self) -> Option<Recommendation> {
        recommend_latest(&self.runs, &self.athlete, &self.journal, self.today, UNIT)
    }

    pub(crate) fn latest(&self) -> Option<Latest> {
        latest(&self.runs, &self.athlete, &self.journal, self.today, UNIT)
    }

    /// The rest of this week and the weeks after it, as many as are asked for.
    pub(crate) fn plan(&self, latest: &Latest, weeks: usize) -> Vec<PlanDay> {
        week_plan(Some(&latest.recommendation), &self.athlete, &latest.facts, Ahead { today: self.today, weeks }, UNIT)
    }

    /// The last session of reps.
    pub(crate) fn session(&self) -> Option<&SessionSummary> {
        self.runs.iter().filter(|run| run.has_reps()).max_by_key(|run| run.day)
    }

    pub(crate) fn hard_days(&self) -> impl Iterator<Item = Day> {
        self.runs.iter().filter(|run| run.has_reps()).map(|run| run.day)
    }

    pub(crate) fn is_novice(&self) -> bool {
        self.athlete.novice == Some(true)
    }

    /// Whether today or yesterday has a soreness of 3 in 10 or more.
    pub(crate) fn is_sore(&self) -> bool {
        let sore = |row: &JournalDay| row.soreness.is_some_and(|sore| sore >= 3.0);
        self.journal.iter().any(|row| row.day >= self.today - 1 && sore(row))
    }
}
