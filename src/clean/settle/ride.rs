//! The way home by car, bus, ferry or bicycle with the watch running: no part of a run.

use super::accounts::{lasting, metres, way, whole};
use crate::model::records::fastest_mps;
use crate::model::{Activity, Span, Sport, Track};
use crate::stats::middle;

/// Nobody runs a minute faster than this, m/s; the world's best run 400 m in 43 s, at 9.3 m/s.
const MINUTE: (f64, f64) = (60.0, 9.5);

/// Over longer times nobody is this much faster than the world record, s and as a factor: a mile downhill was run 9 % faster.
const LONGER: [(f64, f64); 2] = [(180.0, 1.12), (600.0, 1.05)];

/// Faster than this for so long without a step, where the watch counts steps, may be a ride, s and m/s ...
const STEPLESS: (f64, f64) = (180.0, 3.5);

/// ... and is one where it is this much faster than the runner's fastest minute with steps, or the heart beats this much slower
/// than it does while running, as factors: watches lose the steps of fast running, too.
const BEYOND: f64 = 1.1;
const CALM: f64 = 0.9;

/// A cadence below this share of the runner's usual one is an arm that shakes, not steps.
const OF_USUAL: f64 = 0.75;

/// A stretch is without steps where at most this share of its samples has some.
const FEW_STEPS: f64 = 0.3;

/// ... and the watch counts steps where it counted them for so long while running, s.
const COUNTS_STEPS_S: f64 = 120.0;

/// A minute is run where at least this share of its samples has steps.
const MOSTLY: f64 = 0.7;

/// Speeds of running, m/s.
const RUNNING_MPS: std::ops::Range<f64> = 2.0..6.5;

/// A ride is fast throughout: so much of the mean speed is held in the middle of its pieces. A jump of the position is not.
const HELD: f64 = 0.75;

/// A step longer than this tells no speed, s.
const LONGEST_STEP_S: f64 = 20.0;

/// Rides this near to each other are one: traffic lights, a change of trains, s.
const ONE_RIDE_S: f64 = 600.0;

/// Who boards stands still: looked for so long before a ride and after it, s.
const BOARDING_S: f64 = 180.0;

/// Slower than this is standing, m/s.
const STANDING_MPS: f64 = 0.7;

/// Running for shorter than this before or after a ride is the walk to it, s.
const RUN_S: f64 = 300.0;

/// Where the rest moves faster than this throughout, m/s, the outing is a ride that was called a run.
const ALL_RIDE_MPS: f64 = 5.5;

/// Metres over time at the samples that tell.
struct Way {
    at: Vec<(f64, f64)>,
    /// The slowest that counts as running, or as the walk that the outing was, m/s.
    slowest_mps: f64,
    /// What the watch counts of steps; `None` where it counts none.
    steps: Option<Steps>,
}

/// Steps, and how the runner runs with them.
struct Steps {
    /// How many of the samples before each have steps.
    before: Vec<usize>,
    /// Heart rate at each sample, bpm.
    heart_rate_bpm: Vec<f64>,
    /// The middle of it while running, bpm; `None` without.
    usual_bpm: Option<f64>,
    /// The fastest minute, m/s.
    fastest_mps: f64,
}

/// Cuts rides out of a run: one at the end ends it, one at the start begins it, one between two runs is a stop.
pub(super) fn cut(activity: &mut Activity) -> Option<String> {
    if !matches!(activity.sport, Sport::Running | Sport::Walking | Sport::Hiking) {
        return None;
    }
    let way = Way::of(activity)?;
    let rides = way.rides();
    let (first, last) = (*rides.first()?, *rides.last()?);
    let whole = whole(&activity.track)?;
    if way.is_all_ride(&rides) {
        activity.sport = Sport::Unknown;
        return Some(format!("called a run, but moves like a ride: {}", way.told(&rides)));
    }
    let begins_s =
        if way.running_s(Span::new(whole.start_s, first.start_s)) < RUN_S { first.end_s } else { whole.start_s };
    let ends_s = if way.running_s(Span::new(last.end_s, whole.end_s)) < RUN_S { last.start_s } else { whole.end_s };
    if begins_s >= ends_s {
        return None;
    }
    let stops: Vec<Span> =
        rides.iter().copied().filter(|ride| ride.start_s > begins_s && ride.end_s < ends_s).collect();
    let ends = [Span::new(whole.start_s, begins_s), Span::new(ends_s, whole.end_s)];
    let cut: Vec<Span> = ends.into_iter().chain(stops.iter().copied()).filter(|part| part.length_s() > 0.0).collect();
    keep(activity, Span::new(begins_s, ends_s), &cut);
    activity.pauses.extend(stops);
    let from = lasting(first.start_s.max(whole.start_s) - whole.start_s);
    Some(format!("a ride cut out: {}, from {from} on", way.told(&cut)))
}

/// Leaves the samples and laps of a span; totals of the whole, and of laps with a ride in them, are of the run no more.
fn keep(activity: &mut Activity, span: Span, cut: &[Span]) {
    let track = &activity.track;
    let inside: Vec<usize> =
        (0..track.len()).filter(|&i| (span.start_s..=span.end_s).contains(&track.time_s[i])).collect();
    activity.track = track.select(&inside);
    activity.laps.retain(|lap| lap.start_s < span.end_s && lap.end_s > span.start_s);
    for lap in &mut activity.laps {
        let own = Span::new(lap.start_s, lap.end_s);
        if cut.iter().any(|part| part.overlap_s(own) > 0.0) {
            (lap.start_s, lap.end_s) = (lap.start_s.max(span.start_s), lap.end_s.min(span.end_s));
            (lap.distance_m, lap.timer_s) = (None, None);
        }
    }
    (activity.distance_m, activity.timer_s, activity.elapsed_s) = (None, None, None);
}

impl Steps {
    /// The share of some samples that have steps.
    fn share(&self, range: &std::ops::Range<usize>) -> f64 {
        (self.before[range.end] - self.before[range.start]) as f64 / range.len() as f64
    }

    /// Whether the heart beats slower in a stretch than it does while running.
    fn is_calm(&self, range: &std::ops::Range<usize>) -> bool {
        let beats = self.heart_rate_bpm.get(range.clone()).unwrap_or_default();
        let beats: Vec<f64> = beats.iter().copied().filter(|bpm| bpm.is_finite()).collect();
        middle(&beats).zip(self.usual_bpm).is_some_and(|(bpm, usual)| bpm < CALM * usual)
    }
}

impl Way {
    /// The way of an activity in order of time; `None` without one, or where no minute of it is fast.
    fn of(activity: &Activity) -> Option<Self> {
        let at = way(&activity.track)?;
        let slowest_mps = if activity.sport == Sport::Running { RUNNING_MPS.start } else { STANDING_MPS };
        let mut way = Self { at, slowest_mps, steps: None };
        let is_ordered = way.at.is_sorted_by(|a, b| a.0 <= b.0);
        if !is_ordered || !way.windows(MINUTE.0).any(|(_, speed)| speed > STEPLESS.1) {
            return None;
        }
        way.steps = way.steps_of(&activity.track);
        Some(way)
    }

    /// What the watch counts of steps; `None` where it counts none while running.
    fn steps_of(&self, track: &Track) -> Option<Steps> {
        let rates = self.beside(&track.time_s, track.step_rate_spm.as_ref()?);
        let running: Vec<usize> = (1..rates.len()).filter(|&i| self.runs(i) && rates[i] > 0.0).collect();
        let usual_spm = middle(&running.iter().map(|&i| rates[i]).collect::<Vec<_>>())?;
        let has = |i: usize| rates[i] >= OF_USUAL * usual_spm;
        let counted_s: f64 = running.iter().filter(|&&i| has(i)).map(|&i| self.at[i].0 - self.at[i - 1].0).sum();
        if counted_s < COUNTS_STEPS_S {
            return None;
        }
        let mut before = vec![0];
        before.extend((0..rates.len()).scan(0, |count, i| {
            *count += usize::from(has(i));
            Some(*count)
        }));
        let heart_rate_bpm = track.heart_rate_bpm.as_ref().map(|column| self.beside(&track.time_s, column));
        let heart_rate_bpm = heart_rate_bpm.unwrap_or_default();
        let beats = running.iter().filter_map(|&i| heart_rate_bpm.get(i).copied()).filter(|bpm| bpm.is_finite());
        let usual_bpm = middle(&beats.collect::<Vec<_>>());
        let mut steps = Steps { before, heart_rate_bpm, usual_bpm, fastest_mps: 0.0 };
        let stepped = self.windows(MINUTE.0).filter(|(range, _)| steps.share(range) > MOSTLY);
        steps.fastest_mps = stepped.map(|(_, speed)| speed).fold(0.0, f64::max);
        Some(steps)
    }

    /// The values of a column at the samples of the way.
    fn beside(&self, time_s: &[f64], column: &[f64]) -> Vec<f64> {
        let mut next = 0;
        let value_at = |(at_s, _): &(f64, f64)| {
            while next + 1 < column.len() && time_s[next] < *at_s {
                next += 1;
            }
            column[next]
        };
        self.at.iter().map(value_at).collect()
    }

    /// Whether the step that ends at a sample is as fast as a runner's.
    fn runs(&self, i: usize) -> bool {
        (self.slowest_mps..RUNNING_MPS.end).contains(&self.speed(i))
    }

    /// Speed over the step that ends at a sample, m/s; NaN over a hole.
    fn speed(&self, i: usize) -> f64 {
        let ((from_s, from_m), (to_s, to_m)) = (self.at[i - 1], self.at[i]);
        let seconds = to_s - from_s;
        if seconds > 0.0 && seconds <= LONGEST_STEP_S { (to_m - from_m) / seconds } else { f64::NAN }
    }

    /// The stretch of so many seconds that begins at each sample, with its mean speed.
    fn windows(&self, seconds: f64) -> impl Iterator<Item = (std::ops::Range<usize>, f64)> + '_ {
        let mut end = 0;
        (0..self.at.len()).map_while(move |start| {
            while end < self.at.len() && self.at[end].0 - self.at[start].0 < seconds {
                end += 1;
            }
            let (to, from) = (self.at.get(end)?, self.at[start]);
            Some((start..end, (to.1 - from.1) / (to.0 - from.0)))
        })
    }

    /// The rides, in order, from boarding to alighting.
    fn rides(&self) -> Vec<Span> {
        let mut found: Vec<Span> = self
            .windows(MINUTE.0)
            .filter(|one| one.1 > MINUTE.1 && self.is_ride(one))
            .map(|one| self.span(&one.0))
            .collect();
        for (seconds, factor) in LONGER {
            let beyond = |speed: f64| speed > factor * fastest_mps(speed * seconds);
            found.extend(
                self.windows(seconds).filter(|one| beyond(one.1) && self.is_ride(one)).map(|one| self.span(&one.0)),
            );
        }
        if let Some(steps) = &self.steps {
            let fast = self.windows(STEPLESS.0).filter(|one| one.1 > STEPLESS.1 && self.is_ride(one));
            let carried = fast.filter(|one| one.1 > BEYOND * steps.fastest_mps || steps.is_calm(&one.0));
            found.extend(carried.map(|one| self.span(&one.0)));
        }
        self.merged(found).into_iter().map(|ride| self.boarded(ride)).collect()
    }

    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.at[range.start].0, self.at[range.end].0)
    }

    /// Whether a stretch is fast throughout and nobody steps in it.
    fn is_ride(&self, (range, mean_mps): &(std::ops::Range<usize>, f64)) -> bool {
        if self.has_steps(range) {
            return false;
        }
        let speeds = (range.start + 1..=range.end).map(|i| self.speed(i)).filter(|speed| speed.is_finite());
        middle(&speeds.collect::<Vec<_>>()).is_some_and(|speed| speed >= HELD * mean_mps)
    }

    fn has_steps(&self, range: &std::ops::Range<usize>) -> bool {
        self.steps.as_ref().is_some_and(|steps| steps.share(range) > FEW_STEPS)
    }

    /// Stretches that overlap or lie near each other as one, unless someone runs in between.
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
        let between = self.indices(Span::new(a.end_s, b.start_s));
        b.start_s - a.end_s <= ONE_RIDE_S && (between.is_empty() || self.steps.is_none() || !self.has_steps(&between))
    }

    /// The ride from the last stand before it to the first after it, where there is one; else from its first fast sample to
    /// its last.
    fn boarded(&self, ride: Span) -> Span {
        let is_fast = |i: &usize| self.speed(*i) >= RUNNING_MPS.end;
        let inside = self.indices(ride);
        let first = inside.clone().filter(|i| *i > 0).find(is_fast).map_or(ride.start_s, |i| self.at[i - 1].0);
        let last = inside.filter(|i| *i > 0).rev().find(is_fast).map_or(ride.end_s, |i| self.at[i].0);
        let stands = |i: &usize| *i > 0 && self.speed(*i) < STANDING_MPS;
        let before = self.indices(Span::new(first - BOARDING_S, first)).rev().find(stands);
        let after = self.indices(Span::new(last, last + BOARDING_S)).find(stands);
        Span::new(before.map_or(first, |i| self.at[i].0), after.map_or(last, |i| self.at[i].0))
    }

    fn indices(&self, span: Span) -> std::ops::Range<usize> {
        let at = |time_s: f64| self.at.partition_point(|one| one.0 < time_s);
        at(span.start_s)..at(span.end_s).max(at(span.start_s))
    }

    /// Seconds of running in a span.
    fn running_s(&self, span: Span) -> f64 {
        let runs = |i: &usize| {
            *i > 0 && self.runs(*i) && self.steps.as_ref().is_none_or(|steps| steps.share(&(*i..*i + 1)) > 0.0)
        };
        self.indices(span).filter(runs).map(|i| self.at[i].0 - self.at[i - 1].0).sum()
    }

    /// How far, how long and how fast some stretches were: `8148 m in 14 min at 9.6 m/s`.
    fn told(&self, stretches: &[Span]) -> String {
        let way_m: f64 = stretches.iter().map(|one| self.metres(*one)).sum();
        let time_s: f64 = stretches.iter().map(|one| one.length_s()).sum();
        format!("{} in {} at {:.1} m/s", metres(way_m), lasting(time_s), way_m / time_s)
    }

    fn metres(&self, span: Span) -> f64 {
        let inside = self.indices(span);
        let at = |i: usize| self.at.get(i.min(self.at.len() - 1)).map_or(0.0, |one| one.1);
        at(inside.end) - at(inside.start)
    }

    /// Whether the rest of the outing is hardly slower than the rides, or there is no rest.
    fn is_all_ride(&self, rides: &[Span]) -> bool {
        let is_outside = |i: &usize| !rides.iter().any(|ride| (ride.start_s..=ride.end_s).contains(&self.at[*i].0));
        let speeds: Vec<f64> = (1..self.at.len())
            .filter(is_outside)
            .map(|i| self.speed(i))
            .filter(|speed| *speed > STANDING_MPS)
            .collect();
        let has_steps = self.steps.is_some();
        middle(&speeds).is_none_or(|speed| speed > ALL_RIDE_MPS && !has_steps)
    }
}
