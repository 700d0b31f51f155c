//! A clock that was set during a run: the samples before and after the setting are one run.
//!
//! The watch counts the duration of a run by itself and stamps each sample with the time of day. Satellites sometimes
//! set the time of day in the middle of a run, by minutes or by weeks. The counted duration shows whether a gap is a
//! setting of the clock or a stop.

use super::accounts::{lasting, total, way};
use crate::clean::order::increasing;
use crate::model::{Activity, Lap, Span, Track};
use crate::units::HOUR_S;

/// Shortest gap without samples that may be a clock set forward, s. A shorter gap is a hole.
const FORWARD_S: f64 = 120.0;

/// Time stamps out of order are wild stamps, not a set clock, if they are at most this share of the samples ...
const WILD_SHARE: f64 = 0.01;

/// ... or at most this many samples.
const WILD: usize = 3;

/// Allowed difference between the duration that the watch counted and the sum of the time steps, s and as a ratio.
const COUNTED_S: f64 = 10.0;
const COUNTED: f64 = 0.02;

/// First samples are of another day if at least this gap follows them, s, and they last at most [`STALE_S`], s.
const STALE_GAP_S: f64 = 6.0 * HOUR_S;
const STALE_S: f64 = 60.0;

/// The run went on without a break if the distance counter or the position moved by at most this, m.
const GOES_ON_M: f64 = 60.0;

/// A gap is a stop if the timer stood for at least this share of the gap.
const STOPPED: f64 = 0.8;

/// Duration of the run as the watch counted it, stops included, s.
fn counted_s(activity: &Activity) -> Option<f64> {
    let stopped_s: f64 = activity.pauses.iter().map(|pause| pause.length_s().max(0.0)).sum();
    let timer_s = activity.timer_s.or_else(|| total(&activity.laps, |lap| lap.timer_s));
    activity.elapsed_s.or_else(|| Some(timer_s? + stopped_s))
}

fn slack_s(counted_s: f64) -> f64 {
    COUNTED_S + COUNTED * counted_s
}

/// Leaves out first samples that the watch kept from an earlier day.
pub(super) fn without_stale(activity: &mut Activity) -> Option<String> {
    let times = &activity.track.time_s;
    let after = 1 + times.windows(2).position(|pair| pair[1] - pair[0] >= FORWARD_S)?;
    let (first, next, last) = (times[0], times[after], *times.last()?);
    let gap_s = next - times[after - 1];
    let is_scrap = times[after - 1] - first <= STALE_S && last - next > times[after - 1] - first;
    let fits_without = || counted_s(activity).is_none_or(|counted| last - next <= counted + slack_s(counted));
    let fits_whole = || counted_s(activity).is_some_and(|counted| last - first <= counted + slack_s(counted));
    let begins_later = || {
        activity
            .laps
            .first()
            .map_or(gap_s >= STALE_GAP_S, |lap| (lap.start_s - next).abs() < (lap.start_s - first).abs())
    };
    if !is_scrap || !fits_without() || fits_whole() || !begins_later() {
        return None;
    }
    activity.track = activity.track.select(&(after..times.len()).collect::<Vec<_>>());
    Some(format!("{after} first samples left out: they lie {} before the run", lasting(gap_s)))
}

/// Joins the parts of a run that a set clock tore apart, if the counted duration or the distance shows that the parts
/// are one run.
pub(super) fn stitched(activity: &mut Activity) -> Option<String> {
    let times = &activity.track.time_s;
    let span_s = times.last()? - times.first()?;
    let counted = counted_s(activity);
    let is_set_back = goes_back(times);
    if !is_set_back && counted.is_none_or(|counted| span_s <= counted + slack_s(counted)) {
        return None;
    }
    let jumps = jumps(activity, counted, is_set_back)?;
    let clock = Clock::without(times, &jumps);
    let lasted_s = clock.lasted_s();
    let set_s: f64 = jumps.iter().map(|&jump| times[jump + 1] - times[jump]).sum();
    laps(&mut activity.laps, &clock);
    activity.pauses = activity.pauses.iter().filter_map(|pause| clock.moved(times, *pause)).collect();
    for split in &mut activity.splits {
        split.span = clock.moved(times, split.span).unwrap_or(split.span);
    }
    activity.track.time_s = clock.time_s;
    let way = if set_s < 0.0 { "back" } else { "forward" };
    Some(format!("the clock was set {way} by {} in the run: joined to {}", lasting(set_s.abs()), lasting(lasted_s)))
}

/// Whether the time goes back for more than a few wild stamps.
fn goes_back(times: &[f64]) -> bool {
    let falls = times.windows(2).any(|pair| pair[1] < pair[0]);
    let wild = || times.len() - increasing(times).len();
    falls && wild() as f64 > (WILD as f64).max(WILD_SHARE * times.len() as f64)
}

/// The samples after which the clock was set, in order; `None` without evidence of a setting.
fn jumps(activity: &Activity, counted: Option<f64>, is_set_back: bool) -> Option<Vec<usize>> {
    let times = &activity.track.time_s;
    let steps = || times.windows(2).map(|pair| pair[1] - pair[0]).enumerate();
    let mut jumps: Vec<usize> = steps().filter(|(_, step)| is_set_back && *step < 0.0).map(|(at, _)| at).collect();
    let mut left_s: f64 = steps().map(|(_, step)| step).filter(|step| !is_set_back || *step >= 0.0).sum();
    let Some(counted) = counted else {
        return jumps.iter().all(|&at| goes_on(&activity.track, at)).then_some(jumps);
    };
    // If the watch did not count the stops, a gap is a stop unless the gap is too long for one.
    let mut forward: Vec<(usize, f64)> = steps()
        .filter(|(at, step)| {
            *step >= FORWARD_S && !is_stop(activity, *at) && (activity.elapsed_s.is_some() || is_days(*step))
        })
        .collect();
    forward.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (at, step) in forward {
        if left_s > counted + slack_s(counted) {
            jumps.push(at);
            left_s -= step;
        }
    }
    jumps.sort_unstable();
    let is_counted = (left_s - counted).abs() <= slack_s(counted);
    let went_on = || is_set_back && jumps.iter().all(|&at| goes_on(&activity.track, at));
    (!jumps.is_empty() && (is_counted || went_on())).then_some(jumps)
}

/// Whether a gap is too long for a stop in a run.
fn is_days(step_s: f64) -> bool {
    step_s >= STALE_GAP_S
}

/// Whether the timer stood between a sample and the next one.
fn is_stop(activity: &Activity, at: usize) -> bool {
    let gap = Span::new(activity.track.time_s[at], activity.track.time_s[at + 1]);
    let stopped_s: f64 = activity.pauses.iter().map(|pause| pause.overlap_s(gap)).sum();
    stopped_s >= STOPPED * gap.length_s()
}

/// Whether the distance goes on without a break from a sample to the next, in the order of the file.
fn goes_on(track: &Track, at: usize) -> bool {
    let pair = track.select(&[at, at + 1]);
    let way = way(&Track { time_s: vec![0.0, 1.0], ..pair });
    way.is_some_and(|way| way.len() == 2 && (0.0..=GOES_ON_M).contains(&(way[1].1 - way[0].1)))
}

/// The times as a clock that was right from the start would have given them. The last setting of the clock is believed.
struct Clock {
    time_s: Vec<f64>,
    /// First sample of each part, and by how much the times of the part were moved, s.
    parts: Vec<(usize, f64)>,
}

impl Clock {
    fn without(times: &[f64], jumps: &[usize]) -> Self {
        let usual_s = crate::stats::middle(&times.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>());
        let usual_s = usual_s.unwrap_or(1.0).max(0.0);
        let mut parts = vec![(0, 0.0)];
        for &jump in jumps {
            let moved_s = times[jump] + usual_s - times[jump + 1];
            parts.push((jump + 1, parts.last().map_or(0.0, |part| part.1) + moved_s));
        }
        let last_s = parts.last().map_or(0.0, |part| part.1);
        for part in &mut parts {
            part.1 -= last_s;
        }
        let mut time_s = times.to_vec();
        for (at, (first, moved_s)) in parts.iter().enumerate() {
            let end = parts.get(at + 1).map_or(times.len(), |next| next.0);
            time_s[*first..end].iter_mut().for_each(|time| *time += moved_s);
        }
        Self { time_s, parts }
    }

    fn lasted_s(&self) -> f64 {
        self.time_s.last().zip(self.time_s.first()).map_or(0.0, |(last, first)| last - first)
    }

    /// A span of the old clock on the new clock. Of the parts that contain the span, one with no samples inside the
    /// span is taken first, else the earliest part.
    fn moved(&self, times: &[f64], span: Span) -> Option<Span> {
        let ends = self.parts.iter().skip(1).map(|part| part.0).chain([times.len()]);
        let within = |first: usize, end: usize| {
            let own = times.get(first..end)?;
            (*own.first()? <= span.start_s && span.end_s <= *own.last()?).then_some(own)
        };
        let holding: Vec<(f64, &[f64])> =
            self.parts.iter().zip(ends).filter_map(|(part, end)| Some((part.1, within(part.0, end)?))).collect();
        let has_gap = |own: &[f64]| {
            let next = own.partition_point(|time| *time <= span.start_s + 1.0);
            own.get(next).is_none_or(|time| *time + 1.0 >= span.end_s)
        };
        let (moved_s, _) = holding.iter().find(|(_, own)| has_gap(own)).or(holding.first())?;
        Some(Span::new(span.start_s + moved_s, span.end_s + moved_s))
    }
}

/// Puts the laps end to end. The watch counts the length of a lap itself; only the start of a lap depends on the clock.
fn laps(laps: &mut [Lap], clock: &Clock) {
    let Some(first) = laps.first() else { return };
    let mut at_s = first.start_s + clock.parts.first().map_or(0.0, |part| part.1);
    let lasted_s = clock.lasted_s();
    for lap in laps {
        let told_s = lap.end_s - lap.start_s;
        let length_s = if (0.0..=lasted_s + COUNTED_S).contains(&told_s) { told_s } else { lap.timer_s.unwrap_or(0.0) };
        (lap.start_s, lap.end_s) = (at_s, at_s + length_s);
        at_s = lap.end_s;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    /// Twenty minutes at 3 m/s, one record a second; the clock is set by `set_s` after ten. The watch counted `counted_s`.
    fn run(set_s: f64, counted_s: f64) -> Activity {
        let time_s = (0..=1200).map(|second| f64::from(second) + if second > 600 { set_s } else { 0.0 }).collect();
        let distance_m = Some((0..=1200).map(|second| 3.0 * f64::from(second)).collect());
        let track = Track { time_s, distance_m, ..Track::default() };
        Activity { elapsed_s: Some(counted_s), track, ..Activity::new(Format::Fit) }
    }

    #[test]
    fn a_set_clock_does_not_tear_a_run() {
        for set_s in [3600.0, -3600.0] {
            let mut set = run(set_s, 1200.0);
            assert!(stitched(&mut set).is_some(), "{set_s}");
            let times = &set.track.time_s;
            assert!(times.windows(2).all(|pair| (pair[1] - pair[0] - 1.0).abs() < 1e-9), "{set_s}");
            assert_eq!(times.last(), Some(&(1200.0 + set_s)), "the last setting is believed");
        }
    }

    #[test]
    fn a_gap_that_the_watch_counted_is_a_stop() {
        let mut stopped = run(3600.0, 4800.0);
        let before = stopped.track.clone();
        assert_eq!(stitched(&mut stopped), None);
        assert!(stopped.track == before, "the clock was set");
    }
}
