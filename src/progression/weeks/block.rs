//! Which weeks are lighter: the fourth of a block, one that is advised, and that of a race.

use super::facts::WeekFacts;
use crate::progression::decide::facts::BUILDING_WEEKS;
use crate::progression::decide::{Decision, Recommendation};

/// The block so far.
#[derive(Debug)]
pub(crate) struct BuildingBlock {
    /// Weeks that have built since a lighter one.
    built: usize,
    /// Whether a lighter week is advised and has not come yet.
    is_advised: bool,
}

impl BuildingBlock {
    pub(crate) fn of(advice: Option<&Recommendation>, facts: &WeekFacts) -> Self {
        let is_advised = advice.is_some_and(|advice| advice.decision == Decision::LighterWeek);
        Self { built: facts.build_weeks.min(BUILDING_WEEKS), is_advised }
    }

    /// Whether an advised lighter week is still to come or runs.
    pub(crate) fn is_awaited(&self) -> bool {
        self.is_advised
    }

    /// The next week: whether it is lighter. An advised lighter week is that of the next reps.
    pub(crate) fn next(&mut self, has_reps: bool, has_race: bool) -> bool {
        let is_due = if self.is_advised { has_reps } else { self.built >= BUILDING_WEEKS };
        if is_due {
            self.is_advised = false;
        }
        self.built = if is_due || has_race { 0 } else { self.built + 1 };
        is_due
    }
}
