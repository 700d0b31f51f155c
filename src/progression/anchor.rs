//! The target of a session, and its family: from the plan, a race, or the runner's own earlier sessions.

use super::Family;
use super::daniels::training_speed;
use super::ladder::{Rep, Steps};
use super::next::NEW_LENGTH_PACE;
use super::summary::{SessionSummary, median};
use super::time_off::TimeOff;
use crate::journal::standard_ladder;
use crate::model::{Athlete, Ladder};
use crate::scores::Grade;
use crate::scores::anchors::vdot;
use crate::segment::WorkoutKind;

/// Age from which an anchor is old, days.
const OLD_ANCHOR_DAYS: i64 = 84;
/// Age from which a race says nothing any more, days.
const DEAD_ANCHOR_DAYS: i64 = 365;
/// How near an anchor's speed a session must be to belong to its family, as a fraction.
const NEAR_ANCHOR: f64 = 0.04;
/// Reps of repetition take two minutes at most, those at threshold three at least (five on the ladder), s: the same speed over
/// 400 m and over 2 km is not the same training.
const LONGEST_REPETITION_S: f64 = 130.0;
const SHORTEST_THRESHOLD_S: f64 = 180.0;
/// Half width of the window about the speed of earlier sessions, as a fraction.
const OWN_WINDOW: f64 = 0.01;
/// Earlier sessions that make a self-anchor, and from which it is a level that one can fall below.
const OWN_SESSIONS: usize = 3;
/// Sessions whose counts and rests are within these ratios, and a few seconds of rest, can be held against each other. House
/// rule.
const LIKE_COUNT: f64 = 1.5;
const LIKE_REST: f64 = 1.25;
const LIKE_REST_S: f64 = 5.0;

/// The fitness index of a race.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaceIndex {
    /// Daniels' index.
    pub vdot: f64,
    /// Days from the race to the session.
    pub age_days: i64,
    /// The break since that the index is lowered for, if any.
    pub off: Option<TimeOff>,
}

impl RaceIndex {
    /// The index after a break: what is left of it.
    #[must_use]
    pub fn after_break(self, off: TimeOff) -> Self {
        let left = off.index_left();
        if left < 1.0 { Self { vdot: self.vdot * left, off: Some(off), ..self } } else { self }
    }

    /// Whether it is of more than twelve weeks ago.
    pub fn is_old(self) -> bool {
        self.age_days > OLD_ANCHOR_DAYS
    }
}

/// Where a target comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TargetSource {
    /// The steps in the file.
    Plan,
    /// A race, by the family's training speed.
    Race(RaceIndex),
    /// The median speed of the runner's last sessions of the kind: so many.
    OwnSessions(usize),
}

/// The speed that a session is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// Speed, m/s: within the window the session's own.
    pub speed_mps: f64,
    /// The window, slow and fast end, m/s.
    pub window_mps: (f64, f64),
    /// Where it comes from.
    pub source: TargetSource,
}

impl Target {
    /// With a speed that had been advised in its window, m/s: who runs what was asked is on target, though a step of the ladder is
    /// faster.
    #[must_use]
    pub(super) fn or_asked(self, asked_mps: Option<f64>, run_mps: f64) -> Self {
        let Some(asked) = asked_mps.filter(|_| self.source != TargetSource::Plan && run_mps.is_finite()) else {
            return self;
        };
        let (low, high) = (self.speed_mps.min(asked), self.speed_mps.max(asked));
        let window_mps = (self.window_mps.0.min(asked), self.window_mps.1.max(asked));
        Self { speed_mps: run_mps.max(low).min(high), window_mps, ..self }
    }

    /// Whether nobody asked for it, and the runner need not have aimed at it: a race's equivalent, or one or two sessions before.
    pub(super) fn is_assumed(&self) -> bool {
        match self.source {
            TargetSource::Plan => false,
            TargetSource::Race(_) => true,
            TargetSource::OwnSessions(count) => count < OWN_SESSIONS,
        }
    }

    /// Whether it rests on a race of more than twelve weeks ago or on the runner's own sessions.
    pub fn is_weak(&self) -> bool {
        match self.source {
            TargetSource::Plan => false,
            TargetSource::Race(race) => race.is_old(),
            TargetSource::OwnSessions(_) => true,
        }
    }
}

/// The ladder of a runner: the own one, else the standard.
pub(crate) fn ladder_of(athlete: &Athlete) -> &Ladder {
    athlete.ladder.as_ref().unwrap_or_else(|| standard_ladder())
}

/// The index of the latest race before or on a day and at most a year old.
pub fn race_index(athlete: &Athlete, day: i64) -> Option<RaceIndex> {
    athlete
        .races
        .iter()
        .filter(|race| (0..=DEAD_ANCHOR_DAYS).contains(&(day - race.day)))
        .max_by_key(|race| race.day)
        .map(|race| RaceIndex { vdot: vdot(race.distance_m, race.time_s), age_days: day - race.day, off: None })
        .filter(|race| race.vdot.is_finite())
}

/// Whether reps of a time can be of a family: repetition is short, threshold is long.
fn fits_time(family: Family, rep_s: f64) -> bool {
    match family {
        Family::R => rep_s.is_nan() || rep_s <= LONGEST_REPETITION_S,
        Family::T => rep_s.is_nan() || rep_s >= SHORTEST_THRESHOLD_S,
        Family::F | Family::I | Family::S => true,
    }
}

/// The family of a session: of the anchors R, I and T the one nearest in speed within 4 % whose reps may be as long, or goal
/// pace where its ladder has the length and its speed is nearer; none near, by shape. Strides are F whatever their speed, and
/// so is what had been advised on the way into speed; the lighter session that had been advised is of the family of the
/// advice. Surges are of goal pace where its ladder has some, else by feel as F is.
pub fn family_of(session: &SessionSummary, athlete: &Athlete) -> Family {
    if session.kind == WorkoutKind::Strides {
        return Family::F;
    }
    let of_its_own = session.advised.filter(|advice| advice.family == Family::F || session.is_lighter());
    if let Some(advice) = of_its_own {
        return advice.family;
    }
    if session.shape.is_within() {
        return if Steps::of(athlete, Family::S).has_surges() { Family::S } else { Family::F };
    }
    let speed = session.target_mps.map_or(session.mean_speed_mps, |(low, high)| f64::midpoint(low, high));
    let Some(race) = race_index(athlete, session.day) else { return session.family };
    let rep = rep_of(session);
    let anchor = |family| training_speed(family, race.vdot, athlete.goal());
    // The steps of goal pace are not all at the pace of the goal.
    let share = |family| {
        if family == Family::S { Steps::of(athlete, family).pace_share(session.reps.len(), rep) } else { 1.0 }
    };
    let gap = |family| anchor(family).map_or(f64::INFINITY, |anchor| (speed / (anchor * share(family)) - 1.0).abs());
    let is_goal = |family| family != Family::S || Steps::of(athlete, Family::S).has_length(rep);
    let fitting = [Family::R, Family::I, Family::T, Family::S].into_iter();
    let fitting = fitting.filter(|family| fits_time(*family, rep.seconds) && is_goal(*family));
    let nearest = fitting.min_by(|a, b| gap(*a).total_cmp(&gap(*b)));
    nearest.filter(|family| gap(*family) <= NEAR_ANCHOR).unwrap_or(session.family)
}

/// A session's rep as the ladder looks at it.
pub(crate) fn rep_of(session: &SessionSummary) -> Rep {
    let seconds = session.evidence.as_ref().map_or(f64::NAN, |evidence| evidence.rep_s);
    Rep { metres: session.rep_distance_m, seconds, in_sets: session.shape.is_sets() }
}

/// The target of a session, from the plan in the file, else from a race, else from earlier like sessions, newest first, of
/// about as many reps with about the same rest.
///
/// A race gives a window, not a point, when nobody asked for a pace: from the ladder's share of the anchor for so many
/// reps up to the anchor itself. A speed within the window is its own target.
pub fn target_of<'a>(
    session: &SessionSummary,
    family: Family,
    earlier: impl Iterator<Item = &'a SessionSummary>,
    (race, athlete): (Option<RaceIndex>, &Athlete),
) -> Option<Target> {
    if let Some((low, high)) = session.target_mps {
        // Anywhere within the range that the file asks for is on target.
        let own = session.mean_speed_mps;
        let speed_mps = if own.is_finite() { own.min(high).max(low) } else { f64::midpoint(low, high) };
        return Some(Target { speed_mps, window_mps: (low, high), source: TargetSource::Plan });
    }
    if let Some((race, anchor)) = race.and_then(|race| Some((race, training_speed(family, race.vdot, athlete.goal())?)))
    {
        let share = Steps::of(athlete, family).pace_share(session.reps.len(), rep_of(session));
        let own = session.mean_speed_mps;
        // The first time at a length of goal pace is a little slower.
        let slowest = if family == Family::S { NEW_LENGTH_PACE } else { 1.0 };
        let window_mps = (anchor * share * slowest, anchor * share.max(1.0));
        let speed_mps = own.min(window_mps.1).max(window_mps.0);
        return own.is_finite().then_some(Target { speed_mps, window_mps, source: TargetSource::Race(race) });
    }
    let readable = |earlier: &&SessionSummary| {
        let complete = earlier.planned_reps.is_none_or(|planned| earlier.reps.len() >= planned);
        complete
            && is_comparable(earlier, session)
            && earlier.evidence.as_ref().is_some_and(|evidence| evidence.grade != Grade::D)
    };
    let speeds: Vec<f64> = earlier
        .filter(readable)
        .map(|earlier| earlier.mean_speed_mps)
        .filter(|speed| speed.is_finite())
        .take(OWN_SESSIONS)
        .collect();
    let count = speeds.len();
    median(speeds.into_iter()).map(|speed_mps| Target {
        speed_mps,
        window_mps: (speed_mps * (1.0 - OWN_WINDOW), speed_mps * (1.0 + OWN_WINDOW)),
        source: TargetSource::OwnSessions(count),
    })
}

/// Whether two sessions of like reps have about as many of them with about the same rest: who runs more of them with less rest is
/// slower for that alone.
fn is_comparable(a: &SessionSummary, b: &SessionSummary) -> bool {
    let is_within = |a: f64, b: f64, ratio: f64| a <= ratio * b && b <= ratio * a;
    let rest = a.recovery_s.zip(b.recovery_s);
    let all = |session: &SessionSummary| (session.reps.len() + session.other_reps) as f64;
    is_within(all(a), all(b), LIKE_COUNT)
        && rest.is_none_or(|(a, b)| is_within(a, b, LIKE_REST) || (a - b).abs() <= LIKE_REST_S)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Race;

    #[test]
    fn the_latest_race_before_the_day_counts() {
        let race = |day, time_s| Race { day, distance_m: 5000.0, time_s };
        let athlete = Athlete { races: vec![race(100, 1300.0), race(200, 1197.0)], ..Athlete::default() };
        assert!(race_index(&athlete, 99).is_none());
        assert_eq!(race_index(&athlete, 150).unwrap().age_days, 50);
        let latest = race_index(&athlete, 210).unwrap();
        assert!((latest.vdot - 50.0).abs() < 0.1);
        assert!(race_index(&athlete, 700).is_none());
        let after = |days, cross_trained| latest.after_break(TimeOff { days, cross_trained });
        let left = |days, cross_trained| after(days, cross_trained).vdot / latest.vdot;
        assert!((left(28, false) - 0.931).abs() < 1e-9, "Daniels' table: 0.931 after 28 days");
        assert!((left(28, true) - 0.9655).abs() < 1e-9, "0.965 with training of the legs");
        assert_eq!(after(28, true).off.unwrap().words(), "28 days without running, with cross-training");
        assert_eq!(after(4, false), latest, "days of rest are no break");
    }

    #[test]
    fn earlier_sessions_are_a_level_where_number_and_rest_are_alike() {
        let session = |reps: usize, rest_s: f64, seconds: f64| {
            let figures = crate::progression::RepFigures {
                speed_mps: 400.0 / seconds,
                timer_s: seconds,
                heart_rate_start_bpm: None,
                heart_rate_peak_bpm: None,
            };
            SessionSummary {
                reps: vec![figures; reps],
                mean_speed_mps: 400.0 / seconds,
                recovery_s: Some(rest_s),
                evidence: Some(crate::progression::verdict::tests::clean()),
                ..SessionSummary::easy_run(0, 8_000.0, 2_400.0)
            }
        };
        let own = |now: &SessionSummary, earlier: &[SessionSummary]| {
            target_of(now, Family::I, earlier.iter(), (None, &Athlete::default()))
        };
        let six = session(6, 75.0, 92.0);
        let before = [session(6, 75.0, 90.0), session(7, 90.0, 91.0), session(5, 70.0, 89.0)];
        let level = own(&six, &before).unwrap();
        assert_eq!((level.source, level.is_assumed()), (TargetSource::OwnSessions(3), false));
        assert!((level.speed_mps - 400.0 / 90.0).abs() < 1e-9);
        assert!(own(&six, &before[..2]).unwrap().is_assumed(), "two are no level yet");
        let hard = [session(12, 75.0, 95.0), session(6, 30.0, 97.0)];
        assert_eq!(own(&six, &hard), None, "twice as many, or with less rest, is another session");
    }
}
