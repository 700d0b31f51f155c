//! Reps by the label of each lap: workout steps joined to laps, the intensity of laps, the device's own splits.

use super::easy::{Bout, Ease, timer_speed, usual_speed, without_jogs};
use super::limits::long_first;
use super::marks::{are_steps, auto_laps, goes_on};
use super::pieces::pieces;
use super::reading::{LapReading, MarkedRep};
use super::repair::{Mended, on_time};
use super::stops;
use crate::clean::Prepared;
use crate::model::{Activity, Intensity, Lap, Span};
use crate::segment::RepSource;
use crate::segment::ends::Ends;
use crate::stats::middle;

/// Work must be faster than the recoveries by at least this factor; else the labels are not believed.
const LEAST_CONTRAST: f64 = 1.08;

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

/// Reps by a label on each lap, if there are labels of two kinds and the speed confirms them.
fn labelled(
    prepared: &Prepared,
    laps: &[Lap],
    source: RepSource,
    what: &str,
    intensity: impl Fn(&Lap) -> Option<Intensity>,
) -> Result<LapReading, String> {
    let is_work = |lap: &Lap| intensity(lap).is_some_and(Intensity::is_work);
    let of = |is_wanted: fn(Intensity) -> bool| -> Vec<Span> {
        laps.iter().filter(|lap| intensity(lap).is_some_and(is_wanted)).map(span).collect()
    };
    let (work, rests) = (of(Intensity::is_work).len(), of(Intensity::is_recovery));
    let (warm_up, cool_down) = (of(|label| label == Intensity::Warmup), of(|label| label == Intensity::Cooldown));
    if work == 0 || rests.is_empty() && warm_up.is_empty() && cool_down.is_empty() {
        let all_same =
            if work == 0 && rests.is_empty() { String::new() } else { format!("{what} marks all laps alike") };
        return Err(all_same);
    }
    let ease = ease(prepared, &rests, &warm_up, &cool_down);
    let bouts = bouts(prepared, laps, is_work);
    let marked = bouts.len();
    let reps = if rests.is_empty() { ease.standing_out(&bouts) } else { without_jogs(ease.without_ends(bouts)) };
    if reps.is_empty() {
        return Err(format!("{what} not believed: no work stands out from the easy running"));
    }
    let rest_speeds: Vec<f64> = rests.iter().map(|rest| prepared.uniform.mean_speed(*rest)).collect();
    let work_speed = usual_speed(&reps).unwrap_or(f64::NAN);
    let rest_speed = middle(&rest_speeds).unwrap_or(f64::NAN);
    if work_speed.is_nan() || work_speed < LEAST_CONTRAST * rest_speed {
        return Err(format!("{what} not believed: work at {work_speed:.1} m/s, recoveries at {rest_speed:.1} m/s"));
    }
    let jogs = marked - reps.len();
    let slow = reps.iter().filter(|rep| rep.speed_mps < SLOW_SHARE * work_speed).count();
    let mut doubts = Vec::new();
    if jogs > 0 {
        doubts.push(format!("{marked} reps with {}", slow_words(jogs)));
    }
    doubts.extend(long_first(&reps.iter().map(|rep| rep.timer_s).collect::<Vec<_>>()));
    if slow > 0 {
        doubts.push(format!("{} reps without {}", reps.len() - slow, slow_words(slow)));
    }
    let why = format!("{what}: {} work, {} recovery", reps.len(), rests.len());
    let mended = mended(prepared, laps, &reps);
    let why = std::iter::once(why).chain(mended.words).collect::<Vec<_>>().join(", ");
    Ok(LapReading { source, reps: mended.reps, why, doubts, is_confirmed: false })
}

/// So many slow bouts in words: `the slow one`, `the 3 slow ones`.
fn slow_words(count: usize) -> String {
    if count == 1 { "the slow one".to_owned() } else { format!("the {count} slow ones") }
}

/// The reps with late presses repaired, if each rep is one lap with a press at both ends.
fn mended(prepared: &Prepared, laps: &[Lap], reps: &[Bout]) -> Mended {
    let automatic = auto_laps(&prepared.uniform, laps);
    let pieces = pieces(prepared, laps, &automatic);
    let place = |rep: &Bout| pieces.iter().position(|piece| piece.span == rep.span && piece.is_pressed.are_both());
    let places: Option<Vec<usize>> = reps.iter().map(place).collect();
    match places.filter(|_| !are_steps(laps, &automatic)) {
        Some(chosen) => on_time(&prepared.uniform, &pieces, &chosen),
        None => Mended { reps: reps.iter().map(|rep| MarkedRep::timed(rep.span)).collect(), ..Mended::default() },
    }
}

fn span(lap: &Lap) -> Span {
    Span::new(lap.start_s, lap.end_s)
}

/// The laps that are labelled as work, cut at long stops. If the device split a long rep by its own kilometre laps,
/// these laps are joined.
fn bouts(prepared: &Prepared, laps: &[Lap], is_work: impl Fn(&Lap) -> bool) -> Vec<Bout> {
    let automatic = auto_laps(&prepared.uniform, laps);
    let mut bouts: Vec<Bout> = Vec::new();
    for (i, lap) in laps.iter().enumerate().filter(|(_, lap)| is_work(lap)) {
        let before = i.checked_sub(1).filter(|&before| is_work(&laps[before]));
        let is_same = before.is_some_and(|before| goes_on(laps, &automatic, before));
        match bouts.last_mut() {
            Some(last) if is_same => last.span.end_s = lap.end_s,
            _ => bouts.push(Bout {
                span: span(lap),
                timer_s: f64::NAN,
                speed_mps: f64::NAN,
                step: lap.step_index,
                goes_on: before.is_some(),
            }),
        }
    }
    bouts.iter().flat_map(|bout| parts(prepared, bout)).collect()
}

/// A bout with its time and speed. It becomes several bouts if the timer stopped for long.
fn parts(prepared: &Prepared, bout: &Bout) -> Vec<Bout> {
    let part = |span: Span| {
        let (timer_s, speed_mps) = (prepared.timer_s(span), timer_speed(prepared, &[span]));
        Bout { span, timer_s, speed_mps, goes_on: bout.goes_on && span.start_s <= bout.span.start_s, ..*bout }
    };
    stops::parts(prepared, bout.span).into_iter().map(part).collect()
}

/// The easy running of a session by its labels.
fn ease(prepared: &Prepared, rests: &[Span], warm_up: &[Span], cool_down: &[Span]) -> Ease {
    let run = |spans: &[Span]| Ease::run(timer_speed(prepared, spans));
    Ease {
        has_label: Ends { start: !warm_up.is_empty(), end: !cool_down.is_empty() },
        before_mps: run(warm_up),
        after_mps: run(cool_down),
        between_mps: run(rests),
    }
}
