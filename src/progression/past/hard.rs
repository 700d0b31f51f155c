//! Hard days: which sessions make one, and how far apart they are.

use super::anchor::race_index;
use super::history::History;
use super::order::since;
use super::summary::SessionSummary;
use crate::model::{Day, Family, WEEK_DAYS};
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::lever::{STRIDE_M, STRIDE_S};
use crate::segment::WorkoutKind;

/// Days before a race without anything hard. House rule.
pub(crate) const RACE_DAYS: i64 = 3;
/// Metres raced for which one easy day follows, m. House rule.
const METRES_A_DAY: f64 = 3_000.0;
/// Days between two hard days.
pub(crate) const SPACING_DAYS: i64 = 2;
/// Days between hard days with sore legs, and for a novice. House rule: 72 h.
pub(crate) const LONG_SPACING_DAYS: i64 = 3;
/// A run of this time at [`HARD_SHARE`] is hard, s.
const HARD_S: f64 = 600.0;
/// Share of threshold speed from which a run or a tempo is hard.
const HARD_SHARE: f64 = 0.97;
/// Session RPE (CR10) from which a day was hard.
const HARD_RPE: f64 = 6.0;
/// A run this much longer than the longest of the month before is hard, as a factor.
const HARD_LENGTH: f64 = 1.1;
/// Days of that month.
const MONTH_DAYS: i64 = 30;
/// A hard run of this length asks for the easy days of a race, m. House rule.
const LONG_RACE_M: f64 = 20_000.0;
/// A run of this length that is new to the runner asks for the easy days of a race, m: its effect on the legs is that of a
/// marathon, whatever its pace. House rule.
const MARATHON_M: f64 = 42_000.0;
/// Time of a run for which one easy day follows, whatever its pace, s. House rule.
const SECONDS_A_DAY: f64 = 7_200.0;
/// Days back in which such a run is looked for.
const LONG_RUN_DAYS: i64 = 7;
/// Runs before a session among which the last hard day is looked for.
const RUNS_BACK: usize = 14;

/// Easy days that follow a run, before the next hard day; `None` after one that asks for none. A run as hard as a race asks for
/// some, and one as long as a marathon, whatever its pace; so does a long run.
pub(crate) fn easy_days_after_run(distance_m: f64, timer_s: f64, is_race_like: bool) -> Option<i64> {
    if is_race_like || distance_m >= MARATHON_M {
        return Some(if distance_m >= LONG_RACE_M { easy_days_after(distance_m) } else { SPACING_DAYS - 1 });
    }
    Some(easy_days_after_long(distance_m, timer_s)).filter(|days| *days > 0)
}

/// Easy days that follow a run for its length alone.
fn easy_days_after_long(distance_m: f64, timer_s: f64) -> i64 {
    let by_time = (timer_s / SECONDS_A_DAY).floor() as i64;
    by_time.max(i64::from(distance_m >= LONG_RACE_M))
}

/// Easy days that follow a race.
pub(crate) fn easy_days_after(distance_m: f64) -> i64 {
    (distance_m / METRES_A_DAY).ceil() as i64
}

impl History<'_> {
    /// Whether a session makes its day a hard one.
    pub(crate) fn is_hard(&self, session: &SessionSummary) -> bool {
        let is_effort = self.rpe(session).is_some_and(|rpe| rpe >= HARD_RPE);
        let is_reps = session.kind == WorkoutKind::Reps && session.all_reps() >= 2 && !is_strides(session);
        let threshold =
            race_index(self.athlete, session.day).and_then(|race| training_speed(Family::T, race.vdot, None));
        let speed = session.distance_m / session.timer_s;
        let is_run_fast = session.timer_s >= HARD_S && threshold.is_some_and(|mps| speed >= HARD_SHARE * mps);
        // Without a race nothing tells whether a tempo was slower than threshold speed.
        let is_tempo = session.kind == WorkoutKind::Tempo
            && threshold.is_none_or(|mps| session.mean_speed_mps >= HARD_SHARE * mps);
        is_effort
            || is_reps
            || session.kind == WorkoutKind::RaceLike
            || is_run_fast
            || is_tempo
            || self.longest_before_m(session).is_some_and(|metres| session.distance_m > HARD_LENGTH * metres)
    }

    /// The longest run of the month before a run, m; `None` where that month has none.
    fn longest_before_m(&self, run: &SessionSummary) -> Option<f64> {
        let month = self.before(run).iter().rev().take_while(|before| run.day - before.day <= MONTH_DAYS);
        month.map(|before| before.distance_m).filter(|metres| metres.is_finite()).reduce(f64::max)
    }

    /// Whether the legs ran a long race: one hard effort, or a length like that of a marathon that is new to them.
    fn is_raced(&self, run: &SessionSummary) -> bool {
        let is_hard = run.kind == WorkoutKind::RaceLike && run.distance_m >= LONG_RACE_M;
        let is_new = || self.longest_before_m(run).is_none_or(|metres| run.distance_m > HARD_LENGTH * metres);
        is_hard || (run.distance_m >= MARATHON_M && is_new())
    }

    /// The day, and the distance in m, of the race whose easy days end last: one in `athlete.toml`, or a long run like one.
    pub(crate) fn last_raced(&self) -> Option<(Day, f64)> {
        let noted = self.athlete.races.iter().filter(|race| race.day <= self.today);
        let noted = noted.map(|race| (race.day, race.distance_m));
        let recent = self.runs.iter().rev().take_while(|run| self.today - run.day <= MONTH_DAYS);
        let run = recent.filter(|run| self.is_raced(run));
        noted
            .chain(run.map(|run| (run.day, run.distance_m)))
            .max_by_key(|(day, metres)| *day + easy_days_after(*metres))
    }

    /// The last easy day after that race.
    pub(crate) fn easy_until(&self) -> Option<Day> {
        self.last_raced().map(|(day, metres)| day + easy_days_after(metres))
    }

    /// The last easy day after the long runs of the last days; `None` without one.
    pub(crate) fn long_run_felt_until(&self) -> Option<Day> {
        let recent = self.runs.iter().rev().take_while(|run| self.today - run.day <= LONG_RUN_DAYS);
        let felt = recent.map(|run| (run.day, easy_days_after_long(run.distance_m, run.timer_s)));
        felt.filter(|(_, days)| *days > 0).map(|(day, days)| day + days).max()
    }

    /// The last hard day before a session.
    pub(crate) fn hard_before(&self, session: &SessionSummary) -> Option<Day> {
        self.before(session).iter().rev().take(RUNS_BACK).find(|run| self.is_hard(run)).map(|run| run.day)
    }

    /// Hard days of the last seven, today's included, oldest first.
    pub(crate) fn hard_days(&self) -> Vec<Day> {
        let week = since(&self.runs, self.today - WEEK_DAYS + 1).iter();
        let mut days: Vec<Day> = week.filter(|run| self.is_hard(run)).map(|run| run.day).collect();
        days.dedup();
        days
    }
}

/// Whether the reps of a session are strides on average, both in time and in distance: a fast runner needs less than half
/// a minute for 200 m.
fn is_strides(session: &SessionSummary) -> bool {
    let reps = session.all_reps() as f64;
    session.fast_timer_s < STRIDE_S * reps && session.fast_distance_m < STRIDE_M * reps
}
