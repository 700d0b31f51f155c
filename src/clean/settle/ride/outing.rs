//! The rides of an outing: stretches that are faster than anyone runs, or fast without steps.

use super::heart::Heart;
use super::steps::StepTrace;
use super::way::{RUN_SPEEDS_MPS, STANDING_MPS, Way, WayStretch};
use crate::model::records::fastest_mps;
use crate::model::{Activity, Span};
use crate::stats::middle;
use std::ops::Range;

/// Fastest minute of a runner, s and m/s. The world's best run 400 m in 43 s, at 9.3 m/s.
const MINUTE: (f64, f64) = (60.0, 9.5);

/// Limits over longer times: time in s, and the factor on the world record speed that nobody exceeds. A downhill mile
/// was run 9 % faster than the record.
const LONGER: [(f64, f64); 2] = [(180.0, 1.12), (600.0, 1.05)];

/// A stretch may be a ride if it lasts this long, s, without steps, at more than this speed, m/s, on a watch that
/// counts steps ...
const STEPLESS: (f64, f64) = (180.0, 3.5);

/// ... and is a ride if its speed exceeds the runner's fastest minute with steps by this factor (`BEYOND`), or its
/// heart rate is below this share of the usual one while running (`CALM`). Speed alone is not enough, because watches
/// also lose the steps of fast running.
const BEYOND: f64 = 1.1;
const CALM: f64 = 0.9;

/// If the watch counts no steps, heart rate reveals a bus in town, which is no faster than a run. A stretch at the end
/// of the outing may be such a ride if, for this long, s, heart rate is below this share of the usual one while speed
/// is above the usual one ...
const SEATED: (f64, f64) = (300.0, 0.75);

/// ... and it is a ride if it stops at least this often, each time for at least [`STOP_S`], s. A chest strap that slips
/// causes no stops.
const STOPS: usize = 2;
const STOP_S: f64 = 10.0;

/// Running for less than this before or after a ride is the way to or from the ride, s.
pub(super) const RUN_S: f64 = 300.0;

/// A ride is fast throughout: the median speed of its steps is at least this share of its mean speed. A jump of the
/// position is not fast throughout.
const HELD: f64 = 0.75;

/// Rides at most this far apart are one ride, s: traffic lights, a change of trains.
const ONE_RIDE_S: f64 = 600.0;

/// A passenger stands still to board and to alight. The stand is searched for this long before and after a ride, s.
const BOARDING_S: f64 = 180.0;

/// If the median speed of the rest is above this, the whole outing is a ride that was called a run, m/s.
const ALL_RIDE_MPS: f64 = 5.5;

/// The distance over time, and the steps or else the heart rate.
pub(super) struct RideEvidence {
    pub(super) way: Way,
    steps: Option<StepTrace>,
    /// Heart rate, only if no steps are counted.
    heart: Option<Heart>,
}

impl RideEvidence {
    /// The outing of an activity; `None` without distance, or if no minute is fast.
    pub(super) fn of(activity: &Activity) -> Option<Self> {
        let way = Way::of(activity)?;
        if !way.windows(MINUTE.0).any(|(_, speed)| speed > STEPLESS.1) {
            return None;
        }
        let steps = StepTrace::of(&way, &activity.track);
        let running = || (1..way.at.len()).filter(|&i| way.runs(i)).collect::<Vec<_>>();
        let heart = if steps.is_some() { None } else { Heart::of(&way, &activity.track, &running()) };
        Some(Self { way, steps, heart })
    }

    /// The rides, in order, from boarding to alighting.
    pub(super) fn rides(&self) -> Vec<Span> {
        let mut found = self.stretches(MINUTE.0, |one| one.1 > MINUTE.1);
        for (seconds, factor) in LONGER {
            found.extend(self.stretches(seconds, |one| is_beyond(one.1, seconds, factor)));
        }
        if let Some(steps) = &self.steps {
            let share = |range: &Range<usize>| steps.heart.as_ref().and_then(|heart| heart.share(range));
            let is_calm = |range: &Range<usize>| share(range).is_some_and(|share| share < CALM);
            let is_carried = |one: &WayStretch| one.1 > BEYOND * steps.fastest_mps || is_calm(&one.0);
            found.extend(
                self.stretches(STEPLESS.0, |one| one.1 > STEPLESS.1 && !self.has_steps(&one.0) && is_carried(one)),
            );
        }
        found.extend(self.heart.as_ref().and_then(|heart| self.seated(heart)));
        self.merged(found).into_iter().map(|ride| self.boarded(ride)).collect()
    }

    /// The ride at the end that only heart rate reveals, from its first stop on.
    fn seated(&self, heart: &Heart) -> Option<Span> {
        let is_seated =
            |one: &WayStretch| one.1 > heart.usual_mps && heart.share(&one.0).is_some_and(|share| share < SEATED.1);
        let ride = self.merged(self.stretches(SEATED.0, is_seated)).pop()?;
        let (first, last) = (self.way.at.first()?.0, self.way.at.last()?.0);
        let runs_for = |from_s: f64, to_s: f64| self.running_s(Span::new(from_s, to_s)) >= RUN_S;
        let stands = self.stands(ride);
        let is_end = runs_for(first, ride.start_s) && !runs_for(ride.end_s, last);
        (is_end && stands.len() >= STOPS).then(|| Span::new(stands[0].start_s, ride.end_s))
    }

    /// The stops in a span.
    fn stands(&self, span: Span) -> Vec<Span> {
        let way = &self.way;
        let steps: Vec<usize> = way.indices(span).filter(|i| *i > 0).collect();
        let parts = steps.chunk_by(|&a, &b| (way.speed(a) < STANDING_MPS) == (way.speed(b) < STANDING_MPS));
        let standing = parts.filter(|part| way.speed(part[0]) < STANDING_MPS);
        let spans = standing.map(|part| way.span(&(part[0] - 1..part[part.len() - 1])));
        spans.filter(|stand| stand.length_s() >= STOP_S).collect()
    }

    /// The stretches of this many seconds that meet a condition and are rides.
    fn stretches(&self, seconds: f64, is_fast: impl Fn(&WayStretch) -> bool) -> Vec<Span> {
        let found = self.way.windows(seconds).filter(|one| is_fast(one) && self.is_ride(one));
        found.map(|one| self.way.span(&one.0)).collect()
    }

    /// Whether a stretch is fast throughout and has no steps.
    fn is_ride(&self, (range, mean_mps): &WayStretch) -> bool {
        if self.has_steps(range) {
            return false;
        }
        let speeds = (range.start + 1..=range.end).map(|i| self.way.speed(i)).filter(|speed| speed.is_finite());
        middle(&speeds.collect::<Vec<_>>()).is_some_and(|speed| speed >= HELD * mean_mps)
    }

    fn has_steps(&self, range: &Range<usize>) -> bool {
        self.steps.as_ref().is_some_and(|steps| steps.are_in(range))
    }

    /// Merges stretches that overlap or lie near each other, unless there are steps in between.
    fn merged(&self, mut found: Vec<Span>) -> Vec<Span> {
        found.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
        let mut merged: Vec<Span> = Vec::new();
        for one in found {
            match merged.last_mut() {
                Some(last) if one.start_s - last.end_s <= 0.0 || self.is_one(*last, one) => {
                    last.end_s = last.end_s.max(one.end_s);
                }
                _ => merged.push(one),
            }
        }
        merged
    }

    fn is_one(&self, a: Span, b: Span) -> bool {
        let between = self.way.indices(Span::new(a.end_s, b.start_s));
        b.start_s - a.end_s <= ONE_RIDE_S && (between.is_empty() || self.steps.is_none() || !self.has_steps(&between))
    }

    /// The ride from the last stand before it to the first stand after it. Where there is no stand, the ride begins or
    /// ends at its first or last fast sample.
    fn boarded(&self, ride: Span) -> Span {
        let way = &self.way;
        let is_fast = |i: &usize| way.speed(*i) >= RUN_SPEEDS_MPS.end;
        let inside = way.indices(ride);
        let first = inside.clone().filter(|i| *i > 0).find(is_fast).map_or(ride.start_s, |i| way.at[i - 1].0);
        let last = inside.filter(|i| *i > 0).rev().find(is_fast).map_or(ride.end_s, |i| way.at[i].0);
        let stands = |i: &usize| *i > 0 && way.speed(*i) < STANDING_MPS;
        let before = way.indices(Span::new(first - BOARDING_S, first)).rev().find(stands);
        let after = way.indices(Span::new(last, last + BOARDING_S)).find(stands);
        Span::new(before.map_or(first, |i| way.at[i].0), after.map_or(last, |i| way.at[i].0))
    }

    /// Seconds of running in a span.
    pub(super) fn running_s(&self, span: Span) -> f64 {
        let way = &self.way;
        let steps = |i: usize| self.steps.as_ref().is_none_or(|steps| steps.share(&(i..i + 1)) > 0.0);
        let runs = way.indices(span).filter(|&i| i > 0 && way.runs(i) && steps(i));
        runs.map(|i| way.at[i].0 - way.at[i - 1].0).sum()
    }

    /// Whether the rest of the outing is too fast for running, or there is no rest.
    pub(super) fn is_all_ride(&self, rides: &[Span]) -> bool {
        let way = &self.way;
        let is_outside = |i: &usize| !rides.iter().any(|ride| (ride.start_s..=ride.end_s).contains(&way.at[*i].0));
        let speeds = (1..way.at.len()).filter(is_outside).map(|i| way.speed(i));
        let speeds: Vec<f64> = speeds.filter(|speed| *speed > STANDING_MPS).collect();
        middle(&speeds).is_none_or(|speed| speed > ALL_RIDE_MPS && self.steps.is_none())
    }
}

/// Whether a speed over this many seconds exceeds the world record speed by more than a factor.
fn is_beyond(speed_mps: f64, seconds: f64, factor: f64) -> bool {
    // Nearly all running is slower than the slowest record, so the first comparison saves the power law.
    let slowest_mps = fastest_mps(f64::INFINITY);
    speed_mps > factor * slowest_mps && speed_mps > factor * fastest_mps(speed_mps * seconds)
}
