//! The target of a session, and its family: from the plan, a race, or the runner's own earlier sessions.

use super::summary::SessionSummary;
use super::time_off::TimeOff;
use crate::model::{Athlete, Day, Family};
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::{Rep, Steps};
use crate::progression::kind::lever::NEW_LENGTH_PACE;
use crate::scores::anchors::vdot;
use crate::segment::WorkoutKind;
use crate::stats::{Range, middle_of};

/// Age above which a race is old, days.
const OLD_ANCHOR_DAYS: i64 = 84;
/// Age above which a race says nothing any more, days.
const DEAD_ANCHOR_DAYS: i64 = 365;
/// Largest distance of a session's speed from the training speed of its family, as a fraction.
pub(crate) const NEAR_ANCHOR: f64 = 0.04;
/// Longest rep of repetition, s. The same speed over 400 m and over 2 km is not the same training.
const LONGEST_REPETITION_S: f64 = 130.0;
/// Shortest rep at threshold, s; the ladder begins with five minutes.
const SHORTEST_THRESHOLD_S: f64 = 180.0;
/// Longest rep of the way in, s, with room for a runner who runs 200 m slowly.
const LONGEST_WAY_IN_S: f64 = 75.0;
/// Half width of the window around the speed of earlier sessions, as a fraction.
const OWN_WINDOW: f64 = 0.01;
/// Most earlier sessions whose speeds make a target.
const OWN_SESSIONS: usize = 3;

/// The fitness index of a race.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaceIndex {
    /// Daniels' index.
    pub vdot: f64,
    /// Days from the race to the session.
    pub age_days: i64,
    /// The break since the race for which the index is lowered, if any.
    pub off: Option<TimeOff>,
}

impl RaceIndex {
    /// The index that a break leaves.
    #[must_use]
    pub fn after_break(self, off: TimeOff) -> Self {
        let left = off.index_left();
        if left < 1.0 { Self { vdot: self.vdot * left, off: Some(off), ..self } } else { self }
    }

    /// Whether the race is more than twelve weeks old.
    pub fn is_old(self) -> bool {
        self.age_days > OLD_ANCHOR_DAYS
    }
}

/// Where a target comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TargetSource {
    /// The plan in the file.
    Plan,
    /// The training speed of the family by a race.
    Race(RaceIndex),
    /// The median speed of this many earlier sessions of the kind.
    OwnSessions(usize),
}

/// The speed that a session is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// Target speed, m/s. A session within the window has its own speed as target.
    pub speed_mps: f64,
    /// The window, slow and fast end, m/s.
    pub window_mps: Range,
    /// Where the target comes from.
    pub source: TargetSource,
}

/// The index of the latest race up to a day that is at most a year old.
pub(crate) fn race_index(athlete: &Athlete, day: Day) -> Option<RaceIndex> {
    athlete
        .races
        .iter()
        .filter(|race| (0..=DEAD_ANCHOR_DAYS).contains(&(day - race.day)))
        .max_by_key(|race| race.day)
        .map(|race| RaceIndex { vdot: vdot(race.distance_m, race.time_s), age_days: day - race.day, off: None })
        .filter(|race| race.vdot.is_finite())
}

/// Whether reps of a time, s, can be of a family: repetition is short, threshold is long.
fn fits_time(family: Family, rep_s: f64) -> bool {
    match family {
        Family::R => rep_s.is_nan() || rep_s <= LONGEST_REPETITION_S,
        Family::T => rep_s.is_nan() || rep_s >= SHORTEST_THRESHOLD_S,
        Family::F | Family::I | Family::S => true,
    }
}

/// The family of a session.
///
/// # Definition
/// Strides are F, and so are the short reps of the way in of a novice. Surges are S where the ladder of goal pace has
/// surges, else F. Other sessions are of the family R, I, T or S whose training speed is nearest, if it is within 4 % and
/// the family allows the rep time, and S only where its ladder has the length. Where no family is near, rep and recovery
/// time decide.
pub(crate) fn family_of(session: &SessionSummary, athlete: &Athlete, is_novice: bool) -> Family {
    if session.kind == WorkoutKind::Strides || (is_novice && is_way_in(session, athlete)) {
        return Family::F;
    }
    let goal_steps = || Steps::of(athlete, Family::S);
    if session.shape.is_within() {
        return if goal_steps().has_surges() { Family::S } else { Family::F };
    }
    let Some(race) = race_index(athlete, session.day) else { return session.family };
    let (goal_steps, rep) = (goal_steps(), rep_of(session));
    let speed = session.target_mps.map_or(session.mean_speed_mps, Range::middle);
    let gap = |family| {
        // Some steps of goal pace are faster or slower than the goal.
        let share = if family == Family::S { goal_steps.pace_share(session.reps.len(), rep) } else { 1.0 };
        let anchor = training_speed(family, race.vdot, athlete.goal());
        anchor.map_or(f64::INFINITY, |anchor| (speed / (anchor * share) - 1.0).abs())
    };
    let fits =
        |family: &Family| fits_time(*family, rep.seconds) && (*family != Family::S || goal_steps.has_length(rep));
    let fitting = [Family::R, Family::I, Family::T, Family::S].into_iter().filter(fits);
    let nearest = fitting.min_by(|a, b| gap(*a).total_cmp(&gap(*b)));
    nearest.filter(|family| gap(*family) <= NEAR_ANCHOR).unwrap_or(session.family)
}

/// Whether a session is a step of the way in: its reps are as short and as few as the ladder of F has them.
pub(super) fn is_way_in(session: &SessionSummary, athlete: &Athlete) -> bool {
    let (steps, rep) = (Steps::of(athlete, Family::F), rep_of(session));
    let is_short = rep.seconds <= LONGEST_WAY_IN_S && session.other_reps == 0;
    let is_few = || steps.next_length(rep).is_some() || session.reps.len() <= steps.most_reps(rep);
    is_short && steps.has_length(rep) && is_few()
}

/// The rep of a session as the ladder sees it.
pub(crate) fn rep_of(session: &SessionSummary) -> Rep {
    let seconds = session.seen.as_ref().map_or(f64::NAN, |seen| seen.rep_s);
    Rep { metres: session.rep_distance_m, seconds, in_sets: session.shape.is_sets() }
}

/// The target of a session: from the plan in the file, else from a race, else from earlier sessions of the kind with like
/// reps, newest first. `None` without any of them.
///
/// A race gives a window: from the share of the training speed that the ladder asks for this number of reps up to the
/// training speed itself, or to the share where that is faster.
pub(crate) fn target_of<'a>(
    session: &SessionSummary,
    family: Family,
    earlier: impl Iterator<Item = &'a SessionSummary>,
    race: Option<RaceIndex>,
    athlete: &Athlete,
) -> Option<Target> {
    let own = session.mean_speed_mps;
    if let Some(window_mps) = session.target_mps {
        let speed_mps =
            if own.is_finite() { own.min(window_mps.high).max(window_mps.low) } else { window_mps.middle() };
        return Some(Target { speed_mps, window_mps, source: TargetSource::Plan });
    }
    if let Some((race, anchor)) = race.and_then(|race| Some((race, training_speed(family, race.vdot, athlete.goal())?)))
    {
        let share = Steps::of(athlete, family).pace_share(session.reps.len(), rep_of(session));
        // The first session of a new length at goal pace is a little slower.
        let slowest = if family == Family::S { NEW_LENGTH_PACE } else { 1.0 };
        let window_mps = Range::new(anchor * share * slowest, anchor * share.max(1.0));
        let speed_mps = own.min(window_mps.high).max(window_mps.low);
        return own.is_finite().then_some(Target { speed_mps, window_mps, source: TargetSource::Race(race) });
    }
    let speeds: Vec<f64> =
        earlier.map(|earlier| earlier.mean_speed_mps).filter(|speed| speed.is_finite()).take(OWN_SESSIONS).collect();
    let count = speeds.len();
    middle_of(speeds.into_iter()).map(|speed_mps| Target {
        speed_mps,
        window_mps: Range::about(1.0, OWN_WINDOW).times(speed_mps),
        source: TargetSource::OwnSessions(count),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Race;

    #[test]
    fn the_latest_race_before_the_day_counts() {
        let day = |number: i64| Day::EPOCH + number;
        let race = |number, time_s| Race { day: day(number), distance_m: 5000.0, time_s };
        let athlete = Athlete { races: vec![race(100, 1300.0), race(200, 1197.0)], ..Athlete::default() };
        assert!(race_index(&athlete, day(99)).is_none());
        assert_eq!(race_index(&athlete, day(150)).unwrap().age_days, 50);
        let latest = race_index(&athlete, day(210)).unwrap();
        assert!((latest.vdot - 50.0).abs() < 0.1);
        assert!(race_index(&athlete, day(700)).is_none());
        let after = |days, cross_trained| latest.after_break(TimeOff { days, cross_trained });
        let left = |days, cross_trained| after(days, cross_trained).vdot / latest.vdot;
        assert!((left(28, false) - 0.931).abs() < 1e-9, "Daniels' table: 0.931 after 28 days");
        assert!((left(28, true) - 0.9655).abs() < 1e-9, "0.965 with training of the legs");
        assert_eq!(after(28, true).off, Some(TimeOff { days: 28, cross_trained: true }));
        assert_eq!(after(4, false), latest, "days of rest are no break");
    }
}
