//! Reps from the device's own marks: workout steps, intensity, and laps pressed by hand that alternate.

use super::signal;
use super::{Evidence, RepSource};
use crate::clean::Uniform;
use crate::model::{Activity, Intensity, Lap, LapTrigger, Span};
use crate::stats::middle;

/// Work is faster than the recoveries by at least this factor, or the labels are not believed.
const LEAST_CONTRAST: f64 = 1.08;

/// Laps shorter than this are double presses, s.
const DOUBLE_PRESS_S: f64 = 3.0;

/// A start in whole seconds is off by less than this, s.
const WHOLE_SECOND_S: f64 = 1.0;

/// A lap that ends this long before the next one starts still ends at its start, s: rounding, or a short pause.
const JOINED_S: f64 = 3.0;

/// Lengths at which devices set laps by themselves, m.
const AUTO_LAP_M: [f64; 7] = [400.0, 500.0, 1000.0, 1609.344, 2000.0, 3218.688, 5000.0];

/// A lap this near to such a length is an auto-lap, relative.
const AUTO_LAP_TOLERANCE: f64 = 0.015;

/// A work lap at either end that is slower than this share of the median work lap is a jog with a wrong label.
const JOG_SHARE: f64 = 0.8;

/// A pressed lap outside the set is a rep when it is this much faster than the laps beside it ...
const LEAST_STANDOUT: f64 = 1.2;

/// ... and at most this many times as long as the longest rep.
const LONGEST_MISSED: f64 = 4.0;

/// A lap reading of hand-pressed laps must reach these log odds; labels and pressed laps need less than bare speed.
const LAP_GATE: f64 = -1.5;

/// What the marks say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LapReading {
    /// Which kind of mark.
    pub(super) source: RepSource,
    /// The reps, in order.
    pub(super) reps: Vec<Span>,
    /// Why these marks, and what spoke against better ones.
    pub(super) why: String,
}

/// Reads one kind of mark, or says why it is not believed; without a reason, it is not there.
type Attempt = fn(&Activity, &Uniform, &[Lap]) -> Result<LapReading, String>;

/// The kinds of marks in order of trust.
const MARKS: [(Attempt, RepSource, &str); 4] = [
    (by_steps, RepSource::Steps, "workout steps"),
    (by_intensity, RepSource::Intensity, "lap intensity"),
    (by_splits, RepSource::Intensity, "the device's splits"),
    (by_presses, RepSource::Laps, "pressed laps"),
];

/// The most trusted marks that the speed bears out; `None` with the reasons against each otherwise.
///
/// What each kind of mark says, up to the one that is believed, is added to `heard`.
pub(super) fn read(activity: &Activity, base: &Uniform, heard: &mut Vec<Evidence>) -> Result<LapReading, String> {
    let laps = usable(activity, base);
    let mut against: Vec<String> = Vec::new();
    for (attempt, source, name) in MARKS {
        match attempt(activity, base, &laps) {
            Ok(mut reading) => {
                heard.push(Evidence::used(source, name, &reading.why));
                if !against.is_empty() {
                    reading.why = format!("{} ({})", reading.why, against.join("; "));
                }
                return Ok(reading);
            }
            Err(reason) => {
                heard.push(Evidence::against(source, name, &reason));
                if !reason.is_empty() {
                    against.push(reason);
                }
            }
        }
    }
    Err(against.join("; "))
}

/// Where laps and splits begin and end, s.
pub(super) fn edges(activity: &Activity, base: &Uniform) -> Vec<f64> {
    let laps = usable(activity, base).into_iter().flat_map(|lap| [lap.start_s, lap.end_s]);
    let splits = activity.splits.iter().flat_map(|split| [split.span.start_s, split.span.end_s]);
    laps.chain(splits).collect()
}

/// Laps of some length inside the recording.
fn usable(activity: &Activity, base: &Uniform) -> Vec<Lap> {
    let end = base.clock_s(base.len().saturating_sub(1)) + 1.0;
    let mut laps: Vec<Lap> = activity
        .laps
        .iter()
        .filter(|lap| lap.end_s - lap.start_s >= DOUBLE_PRESS_S && lap.start_s < end && lap.end_s > base.start_s)
        .copied()
        .collect();
    laps.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    join(&mut laps);
    laps
}

/// Makes the end of each lap the start of the next. FIT stores the start in whole seconds but the length in milliseconds:
/// where the two tell of one press, the length counts, or a 400 m rep would be up to a second (1 %) off.
fn join(laps: &mut [Lap]) {
    for i in 1..laps.len() {
        let gap_s = laps[i].start_s - laps[i - 1].end_s;
        if gap_s.abs() < WHOLE_SECOND_S {
            laps[i].start_s -= gap_s;
            laps[i].end_s -= gap_s;
        } else if gap_s < JOINED_S {
            laps[i - 1].end_s = laps[i].start_s;
        }
    }
}

fn by_steps(activity: &Activity, base: &Uniform, laps: &[Lap]) -> Result<LapReading, String> {
    let Some(workout) = &activity.workout else { return Err(String::new()) };
    let step_of = |lap: &Lap| lap.step_index.and_then(|index| workout.steps.iter().find(|step| step.index == index));
    if laps.iter().filter(|lap| step_of(lap).is_some()).count() < 2 {
        return Err("the workout's steps are not joined to laps".to_owned());
    }
    let intensity = |lap: &Lap| step_of(lap).and_then(|step| step.intensity).or(lap.intensity);
    labelled(base, laps, RepSource::Steps, "workout steps", intensity)
}

fn by_intensity(_: &Activity, base: &Uniform, laps: &[Lap]) -> Result<LapReading, String> {
    labelled(base, laps, RepSource::Intensity, "lap intensity", |lap| lap.intensity)
}

fn by_splits(activity: &Activity, base: &Uniform, _: &[Lap]) -> Result<LapReading, String> {
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
    labelled(base, &as_laps, RepSource::Intensity, "the device's splits", |lap| lap.intensity)
}

/// Reps by a label on each lap, if the labels tell two kinds apart and the speed bears them out.
fn labelled(
    base: &Uniform,
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
    let speed = |span: &Span| base.mean_speed(*span);
    let work_speed = middle(&reps.iter().map(speed).collect::<Vec<_>>()).unwrap_or(f64::NAN);
    while reps.len() > 2 && reps.first().is_some_and(|rep| speed(rep) < JOG_SHARE * work_speed) {
        reps.remove(0);
    }
    while reps.len() > 2 && reps.last().is_some_and(|rep| speed(rep) < JOG_SHARE * work_speed) {
        reps.pop();
    }
    let rests: Vec<f64> =
        laps.iter().filter(|lap| is_rest(lap)).map(|lap| speed(&Span::new(lap.start_s, lap.end_s))).collect();
    let rest_speed = middle(&rests).unwrap_or(f64::NAN);
    if work_speed.is_nan() || work_speed < LEAST_CONTRAST * rest_speed {
        return Err(format!("{what} not believed: work at {work_speed:.1} m/s, recoveries at {rest_speed:.1} m/s"));
    }
    let why = format!("{what}: {} work, {rest} recovery", reps.len());
    Ok(LapReading { source, reps, why })
}

fn is_auto(lap: &Lap) -> bool {
    matches!(lap.trigger, Some(LapTrigger::Distance | LapTrigger::Time | LapTrigger::Position))
}

/// Laps pressed by hand: the best choice of fast laps that alternate with slow ones.
fn by_presses(_: &Activity, base: &Uniform, laps: &[Lap]) -> Result<LapReading, String> {
    if laps.is_empty() {
        return Err(String::new());
    }
    if laps.len() < 3 {
        return Err("fewer than three laps".to_owned());
    }
    let automatic = auto_laps(base, laps);
    let body = laps.len() - 1;
    if automatic[..body].iter().filter(|&&auto| auto).count() * 10 >= body * 7 {
        return Err("the laps are auto-laps".to_owned());
    }
    let spans: Vec<Span> = laps.iter().map(|lap| Span::new(lap.start_s, lap.end_s)).collect();
    let Some(reading) = signal::read_laps(base, &spans, &automatic) else {
        return Err("the laps do not alternate".to_owned());
    };
    if reading.gate < LAP_GATE {
        return Err("the laps do not alternate clearly".to_owned());
    }
    let chosen: Vec<Span> = reading.strides.iter().chain(&reading.reps).map(|run| run.span).collect();
    let reps = with_missed(base, &spans, &automatic, chosen);
    let why = format!("{} of {} pressed laps alternate with slower ones", reps.len(), laps.len());
    Ok(LapReading { source: RepSource::Laps, reps, why })
}

/// The chosen laps and every other pressed lap that stands out from its neighbours like a rep.
///
/// Pressing a button is a statement: once a set is certain, a lap before, inside or after it that is clearly faster than
/// the laps beside it, nearly as fast as the set and not much longer, is a rep that differs in kind (a ladder, a sprint).
fn with_missed(base: &Uniform, laps: &[Span], automatic: &[bool], chosen: Vec<Span>) -> Vec<Span> {
    let speeds: Vec<f64> = laps.iter().map(|&lap| base.mean_speed(lap)).collect();
    let lengths: Vec<f64> = chosen.iter().map(|span| span.length_s()).collect();
    let rep_speed = middle(&chosen.iter().map(|&span| base.mean_speed(span)).collect::<Vec<_>>()).unwrap_or(f64::NAN);
    let longest = lengths.iter().copied().fold(0.0, f64::max);
    let is_chosen = |lap: &Span| chosen.iter().any(|span| span.overlap_s(*lap) > 0.5 * lap.length_s());
    let stands_out = |i: usize| {
        let beside = [i.checked_sub(1), (i + 1 < laps.len()).then_some(i + 1)].into_iter().flatten();
        beside.into_iter().all(|j| !is_chosen(&laps[j]) && speeds[i] >= LEAST_STANDOUT * speeds[j])
    };
    let is_missed = |i: usize| {
        !automatic[i]
            && !is_chosen(&laps[i])
            && speeds[i] >= JOG_SHARE * rep_speed
            && laps[i].length_s() <= LONGEST_MISSED * longest
            && stands_out(i)
    };
    let missed: Vec<Span> = (0..laps.len()).filter(|&i| is_missed(i)).map(|i| laps[i]).collect();
    let mut all = chosen;
    all.extend(missed);
    all.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    all
}

/// Which laps the device ended by itself: told by the trigger, or by a length that most laps share.
///
/// Some exporters call every lap pressed, and some watches write no trigger at all.
fn auto_laps(base: &Uniform, laps: &[Lap]) -> Vec<bool> {
    let metres =
        |lap: &Lap| lap.distance_m.unwrap_or_else(|| base.distance_at(lap.end_s) - base.distance_at(lap.start_s));
    let is_near = |lap: &Lap, length: f64| (metres(lap) / length - 1.0).abs() <= AUTO_LAP_TOLERANCE;
    let count = |length: f64| laps.iter().filter(|lap| is_near(lap, length)).count();
    let nominal = AUTO_LAP_M.into_iter().max_by_key(|&length| count(length));
    let shared = nominal.filter(|&length| count(length) * 10 >= (laps.len() - 1) * 7);
    laps.iter()
        .map(|lap| match lap.trigger {
            Some(LapTrigger::Distance | LapTrigger::Time | LapTrigger::Position) => true,
            Some(LapTrigger::SessionEnd) => false,
            Some(LapTrigger::Manual | LapTrigger::Other) | None => shared.is_some_and(|length| is_near(lap, length)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lap(start_s: f64, end_s: f64) -> Lap {
        let (trigger, intensity, step_index, distance_m, timer_s) = (None, None, None, None, None);
        Lap { start_s, end_s, trigger, intensity, step_index, distance_m, timer_s }
    }

    fn joined(spans: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let mut laps: Vec<Lap> = spans.iter().map(|&(start, end)| lap(start, end)).collect();
        join(&mut laps);
        laps.iter().map(|lap| (lap.start_s, lap.end_s)).collect()
    }

    #[test]
    fn exact_lengths_outdo_starts_in_whole_seconds() {
        let joined = joined(&[(0.0, 420.5), (420.0, 516.25), (516.0, 600.0)]);
        assert_eq!(joined, [(0.0, 420.5), (420.5, 516.75), (516.75, 600.75)]);
    }

    #[test]
    fn a_gap_is_closed_at_the_start_and_a_pause_stays() {
        assert_eq!(joined(&[(0.0, 58.0), (60.0, 90.0)]), [(0.0, 60.0), (60.0, 90.0)]);
        assert_eq!(joined(&[(0.0, 50.0), (60.0, 90.0)]), [(0.0, 50.0), (60.0, 90.0)]);
        assert_eq!(joined(&[(0.0, 64.0), (60.0, 90.0)]), [(0.0, 60.0), (60.0, 90.0)]);
    }
}
