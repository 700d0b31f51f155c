//! Reps by what each lap is called: workout steps joined to laps, the intensity of laps, the device's own splits.

use super::marks::is_auto;
use super::{LapReading, MarkedRep};
use crate::clean::Prepared;
use crate::model::{Activity, Intensity, Lap, Span};
use crate::segment::RepSource;
use crate::stats::middle;

/// Work is faster than the recoveries by at least this factor, or the labels are not believed.
const LEAST_CONTRAST: f64 = 1.08;

/// A work lap at either end that is slower than this share of the median work lap is a jog with a wrong label. A label
/// is a plan carried out, so that it is believed a little longer than a press alone.
const JOG_SHARE: f64 = 0.75;

/// A work lap slower than this share of the median one is doubtful.
const SLOW_SHARE: f64 = 0.8;

pub(super) fn by_steps(activity: &Activity, prepared: &Prepared, laps: &[Lap]) -> Result<LapReading, String> {
    let Some(workout) = &activity.workout else { return Err(String::new()) };
    let step_of = |lap: &Lap| lap.step_index.and_then(|index| workout.steps.iter().find(|step| step.index == index));
    if laps.iter().filter(|lap| step_of(lap).is_some()).count() < 2 {
        return Err("the workout's steps are not joined to laps".to_owned());
    }
    let intensity = |lap: &Lap| step_of(lap).and_then(|step| step.intensity).or(lap.intensity);
    labelled(prepared, laps, RepSource::Steps, "workout steps", intensity)
}

pub(super) fn by_intensity(_: &Activity, prepared: &Prepared, laps: &[Lap]) -> Result<LapReading, String> {
    labelled(prepared, laps, RepSource::Intensity, "lap intensity", |lap| lap.intensity)
}

pub(super) fn by_splits(activity: &Activity, prepared: &Prepared, _: &[Lap]) -> Result<LapReading, String> {
    let as_laps: Vec<Lap> = activity
        .splits
        .iter()
        .map(|split| Lap {
            start_s: split.span.start_s,
            end_s: split.span.end_s,
            trigger: None,
            intensity: Some(split.intensity),
            step_index: None,
            distance_m: None,
            timer_s: None,
        })
        .collect();
    labelled(prepared, &as_laps, RepSource::Intensity, "the device's splits", |lap| lap.intensity)
}

/// Reps by a label on each lap, if the labels tell two kinds apart and the speed bears them out.
fn labelled(
    prepared: &Prepared,
    laps: &[Lap],
    source: RepSource,
    what: &str,
    intensity: impl Fn(&Lap) -> Option<Intensity>,
) -> Result<LapReading, String> {
    let is_work = |lap: &Lap| intensity(lap).is_some_and(Intensity::is_work);
    let is_rest = |lap: &Lap| intensity(lap).is_some_and(Intensity::is_recovery);
    let (work, rest) = (laps.iter().filter(|lap| is_work(lap)).count(), laps.iter().filter(|lap| is_rest(lap)).count());
    if work == 0 || rest == 0 {
        let all_same = if work == 0 && rest == 0 { String::new() } else { format!("{what} marks all laps alike") };
        return Err(all_same);
    }
    let mut reps: Vec<Span> = Vec::new();
    for (i, lap) in laps.iter().enumerate().filter(|(_, lap)| is_work(lap)) {
        // A device splits a long step by its own kilometre laps: the same step goes on.
        let goes_on = i > 0
            && is_work(&laps[i - 1])
            && laps[i - 1].step_index == lap.step_index
            && lap.step_index.is_some()
            && is_auto(&laps[i - 1]);
        match reps.last_mut() {
            Some(last) if goes_on => last.end_s = lap.end_s,
            _ => reps.push(Span::new(lap.start_s, lap.end_s)),
        }
    }
    let base = &prepared.uniform;
    // A rep's own speed leaves out the seconds in which the timer stood.
    let speed = |span: &Span| (base.distance_at(span.end_s) - base.distance_at(span.start_s)) / prepared.timer_s(*span);
    let work_speed = middle(&reps.iter().map(speed).collect::<Vec<_>>()).unwrap_or(f64::NAN);
    let marked = reps.len();
    while reps.len() > 2 && reps.first().is_some_and(|rep| speed(rep) < JOG_SHARE * work_speed) {
        reps.remove(0);
    }
    while reps.len() > 2 && reps.last().is_some_and(|rep| speed(rep) < JOG_SHARE * work_speed) {
        reps.pop();
    }
    let rests: Vec<f64> =
        laps.iter().filter(|lap| is_rest(lap)).map(|lap| base.mean_speed(Span::new(lap.start_s, lap.end_s))).collect();
    let rest_speed = middle(&rests).unwrap_or(f64::NAN);
    if work_speed.is_nan() || work_speed < LEAST_CONTRAST * rest_speed {
        return Err(format!("{what} not believed: work at {work_speed:.1} m/s, recoveries at {rest_speed:.1} m/s"));
    }
    let jogs = marked - reps.len();
    let slow = reps.iter().filter(|rep| speed(rep) < SLOW_SHARE * work_speed).count();
    let mut doubts = Vec::new();
    if jogs > 0 {
        doubts.push(format!("{marked} reps with the {jogs} slow at an end"));
    }
    if slow > 0 {
        doubts.push(format!("{} reps without the {slow} slow", reps.len() - slow));
    }
    let why = format!("{what}: {} work, {rest} recovery", reps.len());
    Ok(LapReading { source, reps: reps.into_iter().map(MarkedRep::timed).collect(), why, doubts, is_confirmed: false })
}
