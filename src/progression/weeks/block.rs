//! Which weeks are lighter: the fourth week of a block, and an advised lighter week.

use super::facts::WeekFacts;
use crate::progression::decide::facts::BUILDING_WEEKS;
use crate::progression::decide::{Decision, Recommendation};

/// The building weeks so far.
#[derive(Debug)]
pub(crate) struct BuildingBlock {
    /// Building weeks since the last lighter week or race.
    built: usize,
    /// Whether a lighter week is advised and still to come.
    is_advised: bool,
}

impl BuildingBlock {
    pub(crate) fn of(advice: Option<&Recommendation>, facts: &WeekFacts) -> Self {
        let is_advised = advice.is_some_and(|advice| advice.decision == Decision::LighterWeek);
        Self { built: facts.build_weeks.min(BUILDING_WEEKS), is_advised }
    }

    /// Whether an advised lighter week is still to come.
    pub(crate) fn is_awaited(&self) -> bool {
        self.is_advised
    }

    /// Goes on to the next week: whether that week is lighter. An advised lighter week is the week of the next reps.
    pub(crate) fn next(&mut self, has_reps: bool, has_race: bool) -> bool {
        let is_due = if self.is_advised { has_reps } else { self.built >= BUILDING_WEEKS };
        if is_due {
            self.is_advised = false;
        }
        self.built = if is_due || has_race { 0 } else { self.built + 1 };
        is_due
    }
}
