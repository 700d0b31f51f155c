//! Breaks from running that a fitness index is lowered for, and whether other training of the legs filled them.

use crate::model::Day;
use crate::progression::past::anchor::RaceIndex;
use crate::progression::past::history::History;
use crate::progression::past::summary::SessionSummary;
use crate::scores::load::vdot_left_after_break;
use std::collections::BTreeSet;

/// Most days after a break over which an index is still lowered for it; what was lost in fewer days is made up for in as many.
/// House rule.
const FELT_DAYS: i64 = 42;
/// Shortest outing of other training that counts, s, and the days a week with one that keep a break from being idle. House rules.
const SHORTEST_S: f64 = 1_200.0;
const DAYS_A_WEEK: i64 = 3;

/// A break from running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOff {
    /// Days without running.
    pub days: i64,
    /// Whether the legs were trained by other means: twenty minutes and more on three days a week, on average over the break.
    pub cross_trained: bool,
}

impl TimeOff {
    /// What it leaves of an index, 0 to 1 (Daniels' table of time off).
    pub fn index_left(self) -> f64 {
        vdot_left_after_break(self.days as f64, self.cross_trained)
    }
}

/// Days up to today with other training of the legs, of a runner's outings in any order.
pub(crate) fn other_training(history: &[SessionSummary], today: Day) -> BTreeSet<Day> {
    let counts = |outing: &&SessionSummary| {
        outing.trains_legs
            && !outing.running
            && !outing.duplicate
            && outing.day <= today
            && outing.timer_s >= SHORTEST_S
    };
    history.iter().filter(counts).map(|outing| outing.day).collect()
}

impl History<'_> {
    /// The index of the last race before a session, lowered for the break since that cost the most and is not made up for yet.
    pub(crate) fn lowered(&self, race: RaceIndex, session: &SessionSummary) -> RaceIndex {
        let runs = self.before(session).iter().map(|run| run.day).chain([session.day]);
        self.costliest_break(runs, session.day - race.age_days).map_or(race, |off| race.after_break(off))
    }

    /// What the time from a day to today leaves of an index, 0 to 1: a break from running what its table says, weeks of easy
    /// running as much as other training of the legs does.
    pub(crate) fn index_left_since(&self, day: Day) -> f64 {
        let up_to_today = |is_counted: fn(&SessionSummary) -> bool| {
            self.runs.iter().filter(move |run| is_counted(run)).map(|run| run.day).chain([self.today])
        };
        let of_break = self.costliest_break(up_to_today(|_| true), day).map_or(1.0, TimeOff::index_left);
        let fast: Vec<Day> = up_to_today(SessionSummary::is_fast).filter(|fast| *fast >= day).collect();
        let longest = fast.windows(2).map(|pair| (pair[1] - pair[0] - 1).max(0)).max().unwrap_or(0);
        of_break.min(TimeOff { days: longest, cross_trained: true }.index_left())
    }

    /// Of the breaks between days with a run, in order, the one that cost the most since a day, of those that are not made up for
    /// by the last of them: that takes as many days again, six weeks at most.
    fn costliest_break(&self, runs: impl Iterator<Item = Day>, since: Day) -> Option<TimeOff> {
        let days: Vec<Day> = runs.collect();
        let last = *days.last()?;
        let felt = |pair: &&[Day]| {
            pair[0] >= since && pair[1] - pair[0] > 1 && last - pair[1] <= (pair[1] - pair[0]).min(FELT_DAYS)
        };
        let breaks = days.windows(2).filter(felt).map(|pair| self.time_off(pair[0], pair[1]));
        breaks.min_by(|a, b| a.index_left().total_cmp(&b.index_left()).then(b.days.cmp(&a.days)))
    }

    /// The break between two days with a run, the later one last.
    fn time_off(&self, last: Day, again: Day) -> TimeOff {
        let (days, other) = (again - last - 1, self.other_training.range(last + 1..again).count());
        TimeOff { days, cross_trained: 7 * i64::try_from(other).unwrap_or(0) >= DAYS_A_WEEK * days }
    }
}
