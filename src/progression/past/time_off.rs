//! Breaks from running: how long they were, and whether other training of the legs filled them.

use crate::model::Day;
use crate::progression::past::summary::SessionSummary;
use crate::scores::load::{BreakTraining, vdot_left_after_break};
use std::collections::BTreeSet;

/// A break is made up for after as many days of running as it lasted, and after this many days at most. House rule.
const FELT_DAYS: i64 = 42;
/// Shortest outing of other training that counts, s. House rule.
const SHORTEST_S: f64 = 1_200.0;
/// Days of other training in a week from which a break is not idle. House rule.
const DAYS_A_WEEK: i64 = 3;

/// A break from running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOff {
    /// Days without running.
    pub days: i64,
    /// Whether other training filled the break: twenty minutes or more on three days a week, averaged over the break.
    pub cross_trained: bool,
}

impl TimeOff {
    /// The share of a fitness index that the break leaves, 0 to 1 (Daniels' table of time off).
    pub fn index_left(self) -> f64 {
        let training = if self.cross_trained { BreakTraining::Legs } else { BreakTraining::None };
        vdot_left_after_break(self.days as f64, training)
    }
}

/// Days with other training of the legs. `history` may be in any order.
pub(super) fn other_training(history: &[SessionSummary]) -> BTreeSet<Day> {
    let counts = |outing: &&SessionSummary| {
        outing.trains_legs && !outing.running && !outing.duplicate && outing.timer_s >= SHORTEST_S
    };
    history.iter().filter(counts).map(|outing| outing.day).collect()
}

/// The break since a day that left the least of an index. Breaks that are made up for by the last of `run_days` do not
/// count.
///
/// `run_days` are the days with a run, in order; `other` are the days with other training.
pub(crate) fn costliest_break(run_days: &[Day], since: Day, other: &BTreeSet<Day>) -> Option<TimeOff> {
    let last = *run_days.last()?;
    let felt = |pair: &&[Day]| {
        pair[0] >= since && pair[1] - pair[0] > 1 && last - pair[1] <= (pair[1] - pair[0]).min(FELT_DAYS)
    };
    let breaks = run_days.windows(2).filter(felt).map(|pair| time_off(pair[0], pair[1], other));
    breaks.min_by(|a, b| a.index_left().total_cmp(&b.index_left()).then(b.days.cmp(&a.days)))
}

/// The break between two days with a run.
fn time_off(last: Day, again: Day, other: &BTreeSet<Day>) -> TimeOff {
    let (days, trained) = (again - last - 1, other.range(last + 1..again).count());
    TimeOff { days, cross_trained: 7 * i64::try_from(trained).unwrap_or(0) >= DAYS_A_WEEK * days }
}
