//! Rides by car, bus, ferry or bicycle while the watch recorded: they are no part of the run.

mod heart;
mod outing;
mod pedals;
mod steps;
mod way;

use super::accounts::{lasting, metres, whole};
use crate::model::{Activity, Span, Sport};
use outing::{RUN_S, RideEvidence};
use way::Way;

/// Cuts rides out of a run. The run begins after a ride at the start and ends before a ride at the end. A ride between
/// two runs becomes a stop.
pub(super) fn cut(activity: &mut Activity) -> Option<String> {
    if !matches!(activity.sport, Sport::Running | Sport::Walking | Sport::Hiking) {
        return None;
    }
    let outing = RideEvidence::of(activity)?;
    if let Some((rate, speed_mps)) = pedals::pedalled(&outing.way, &activity.track) {
        activity.sport = Sport::Unknown;
        return Some(format!("called a run, but nobody runs {speed_mps:.1} m/s at a cadence of {rate:.0}: pedals"));
    }
    let rides = outing.rides();
    let (first, last) = (*rides.first()?, *rides.last()?);
    let whole = whole(&activity.track)?;
    if outing.is_all_ride(&rides) {
        activity.sport = Sport::Unknown;
        return Some(format!("called a run, but moves like a ride: {}", told(&outing.way, &rides)));
    }
    let begins_s =
        if outing.running_s(Span::new(whole.start_s, first.start_s)) < RUN_S { first.end_s } else { whole.start_s };
    let ends_s = if outing.running_s(Span::new(last.end_s, whole.end_s)) < RUN_S { last.start_s } else { whole.end_s };
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
    Some(format!("a ride cut out: {}, from {from} on", told(&outing.way, &cut)))
}

/// Keeps only the samples and laps of a span. The totals of the session, and of laps with a ride in them, no longer fit
/// the run and are removed.
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

/// Distance, time and speed of some stretches together: `8148 m in 14 min at 9.6 m/s`.
fn told(way: &Way, stretches: &[Span]) -> String {
    let way_m: f64 = stretches.iter().map(|one| way.metres(*one)).sum();
    let time_s: f64 = stretches.iter().map(|one| one.length_s()).sum();
    format!("{} in {} at {:.1} m/s", metres(way_m), lasting(time_s), way_m / time_s)
}
