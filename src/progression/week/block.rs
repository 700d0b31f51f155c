//! Which weeks are lighter: the fourth of a block, one that is advised, and that of a race.

use super::facts::WeekFacts;
use crate::progression::{Decision, Recommendation};

/// Weeks that build before a lighter one, a custom.
const BUILDING_WEEKS: usize = 3;

/// The block so far.
#[derive(Debug)]
pub(super) struct Block {
    /// Weeks that have built since a lighter one.
    built: usize,
    /// Whether a lighter week is advised and has not come yet.
    is_advised: bool,
    /// Whether the first week is the lighter one, its session run.
    is_running: bool,
}

impl Block {
    pub(super) fn of(advice: Option<&Recommendation>, facts: &WeekFacts) -> Self {
        let is_advised = advice.is_some_and(|advice| advice.decision == Decision::Deload);
        let is_running = facts.is_lighter_week;
        Self { built: facts.build_weeks.min(BUILDING_WEEKS), is_advised: is_advised && !is_running, is_running }
    }

    /// Whether an advised lighter week is still to come or runs.
    pub(super) fn is_awaited(&self) -> bool {
        self.is_advised
    }

    /// The next week: whether it is lighter. An advised lighter week is that of the next reps.
    pub(super) fn next(&mut self, has_reps: bool, has_race: bool) -> bool {
        let is_due = if self.is_advised { has_reps } else { self.is_running || self.built >= BUILDING_WEEKS };
        if is_due {
            self.is_advised = false;
        }
        self.is_running = false;
        self.built = if is_due || has_race { 0 } else { self.built + 1 };
        is_due
    }
}
