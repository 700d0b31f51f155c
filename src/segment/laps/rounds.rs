//! Reps by the repeats of a workout: two steps alternate, and each has the same length or the same step every time.
//!
//! A runner who programs a watch states the session, even if all steps have the same label or a wrong one. So the reps
//! need not stand out as pressed laps must. It is enough that the runner followed the program, that is, ran the reps
//! faster than the rests.

use super::easy::{Bout, Ease, timer_speed, usual_speed, without_jogs};
use super::limits::are_too_many;
use super::marks::{auto_laps, goes_on, have_one_distance, have_one_time};
use super::presses;
use super::reading::{LapReading, MarkedRep};
use crate::clean::Prepared;
use crate::model::{Activity, Intensity, Lap, Span};
use crate::segment::RepSource;
use crate::segment::ends::Ends;
use crate::stats::middle;

/// Least number of alternating steps: three of one kind, two of the other. With fewer, equal lengths may be chance.
const LEAST_TURNS: usize = 5;

/// Least number of alternating steps if a workout step was carried out twice.
const LEAST_OF_STEP: usize = 3;

/// The median rep is faster than the median rest by at least this factor: the error of speed over a minute is about as
/// large.
const LEAST_CONTRAST: f64 = 1.03;

/// Reps by a repeated pair of steps, if the runner followed the steps.
pub(super) fn by_rounds(activity: &Activity, prepared: &Prepared, laps: &[Lap]) -> Result<LapReading, String> {
    let turns = turns(activity, prepared, laps);
    let chains = chains(&turns);
    let Some(longest) = chains.iter().map(|chain| chain.len()).max() else { return Err(String::new()) };
    let followed: Vec<Vec<Bout>> = chains.iter().filter_map(|chain| reps(chain)).collect();
    let reps: Vec<MarkedRep> = followed.iter().flatten().map(|bout| MarkedRep::timed(bout.span)).collect();
    if reps.len() < 2 {
        return Err(format!("{longest} steps in turn were not followed: the speed does not rise with them"));
    }
    if presses::by_presses(activity, prepared, laps).is_ok_and(|other| is_more(&other.reps, &reps)) {
        return Err("the laps show more reps than the repeated steps".to_owned());
    }
    let why = format!("{} repeated steps alternate with slower ones", reps.len());
    Ok(LapReading { source: RepSource::Steps, reps, why, doubts: Vec::new(), is_confirmed: false })
}

/// Whether another reading has all these reps and further ones.
fn is_more(other: &[MarkedRep], reps: &[MarkedRep]) -> bool {
    let has = |rep: &MarkedRep| other.iter().any(|it| 2.0 * it.span.overlap_s(rep.span) > it.span.length_s());
    other.len() > reps.len() && reps.iter().all(has)
}

/// One workout step as it was carried out.
#[derive(Debug, Clone, Copy)]
struct StepDone {
    /// The lap of the step. If the device cut the step into several laps, they are joined.
    lap: Lap,
    bout: Bout,
    intensity: Option<Intensity>,
}

impl StepDone {
    /// Whether two turns carry out one step, or took one time or one distance by the device's own count.
    fn is_repeated(&self, other: &Self) -> bool {
        self.is_same_step(other) || have_one_time(&self.lap, &other.lap) || have_one_distance(&self.lap, &other.lap)
    }

    fn is_same_step(&self, other: &Self) -> bool {
        self.bout.step.is_some() && self.bout.step == other.bout.step
    }
}

fn turns(activity: &Activity, prepared: &Prepared, laps: &[Lap]) -> Vec<StepDone> {
    let automatic = auto_laps(&prepared.uniform, laps);
    let mut joined: Vec<Lap> = Vec::with_capacity(laps.len());
    for (i, lap) in laps.iter().enumerate() {
        let is_on = i.checked_sub(1).is_some_and(|before| goes_on(laps, &automatic, before));
        match joined.last_mut().filter(|_| is_on) {
            Some(last) => *last = one(last, lap),
            None => joined.push(*lap),
        }
    }
    let steps = activity.workout.iter().flat_map(|workout| &workout.steps);
    let of_step = |lap: &Lap| steps.clone().find(|step| Some(step.index) == lap.step_index)?.intensity;
    let turn = |lap: &Lap| {
        let span = Span::new(lap.start_s, lap.end_s);
        let (timer_s, speed_mps) = (prepared.timer_s(span), timer_speed(prepared, &[span]));
        let bout = Bout { span, timer_s, speed_mps, step: lap.step_index, goes_on: false };
        StepDone { lap: *lap, bout, intensity: of_step(lap).or(lap.intensity) }
    };
    joined.iter().map(turn).collect()
}

/// Joins two laps of one bout.
fn one(first: &Lap, second: &Lap) -> Lap {
    let both = |of: fn(&Lap) -> Option<f64>| of(first).zip(of(second)).map(|(first, second)| first + second);
    let (distance_m, timer_s) = (both(|lap| lap.distance_m), both(|lap| lap.timer_s));
    Lap { end_s: second.end_s, trigger: second.trigger, distance_m, timer_s, ..*first }
}

/// The chains of alternating turns: each turn repeats not the turn right before it, but the turn before that.
fn chains(turns: &[StepDone]) -> Vec<&[StepDone]> {
    let mut chains = Vec::new();
    let mut from = 0;
    while from < turns.len() {
        let goes_on = |to: &usize| {
            !turns[*to].is_repeated(&turns[to - 1]) && (*to < from + 2 || turns[*to].is_repeated(&turns[to - 2]))
        };
        let length = 1 + (from + 1..turns.len()).take_while(goes_on).count();
        let chain = &turns[from..from + length];
        let is_again = chain.windows(3).any(|three| three[0].is_same_step(&three[2]));
        let is_chain = length >= if is_again { LEAST_OF_STEP } else { LEAST_TURNS };
        if is_chain {
            chains.push(chain);
        }
        from += if is_chain { length } else { 1 };
    }
    chains
}

/// The reps of a chain; `None` if the speed does not follow the chain.
fn reps(chain: &[StepDone]) -> Option<Vec<Bout>> {
    let turns_from = |first: usize| chain.iter().skip(first).step_by(2);
    let usual = |first: usize| middle(&turns_from(first).map(|turn| turn.bout.speed_mps).collect::<Vec<_>>());
    let is_labelled = |first: usize| {
        let has =
            |first: usize, of: fn(Intensity) -> bool| turns_from(first).all(|turn| turn.intensity.is_some_and(of));
        has(first, Intensity::is_work) && has(1 - first, Intensity::is_recovery)
    };
    let (even_mps, odd_mps) = (usual(0)?, usual(1)?);
    let first = usize::from(is_labelled(1) || !is_labelled(0) && odd_mps >= even_mps);
    let (work_mps, rest_mps) = if first == 0 { (even_mps, odd_mps) } else { (odd_mps, even_mps) };
    let beside = |place: usize| {
        let rests = [place.checked_sub(1), Some(place + 1)].into_iter().flatten().filter_map(|at| chain.get(at));
        middle(&rests.map(|turn| turn.bout.speed_mps).collect::<Vec<_>>())
    };
    let places = (first..chain.len()).step_by(2);
    let is_fall = |place: &usize| beside(*place).is_some_and(|mps| chain[*place].bout.speed_mps <= mps);
    let (falls, count) = (places.clone().filter(is_fall).count(), places.clone().count());
    if work_mps < LEAST_CONTRAST * rest_mps || are_too_many(falls, count) {
        return None;
    }
    let bouts = places.map(|place| chain[place].bout).filter(Bout::is_run).collect();
    let rests =
        Ease { has_label: Ends::both(false), before_mps: None, after_mps: None, between_mps: Ease::run(rest_mps) };
    let reps = without_jogs(rests.without_ends(bouts));
    usual_speed(&reps).map(|_| reps)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Turns of these times, s, and speeds, m/s, by the step of a workout where there is one.
    fn turns(steps: &[(f64, f64, Option<u16>)]) -> Vec<StepDone> {
        let mut at_s = 0.0;
        let turn = |&(timer_s, speed_mps, step): &(f64, f64, Option<u16>)| {
            let span = Span::new(at_s, at_s + timer_s);
            at_s = span.end_s;
            let lap = Lap {
                start_s: span.start_s,
                end_s: span.end_s,
                trigger: None,
                intensity: None,
                step_index: step,
                distance_m: None,
                timer_s: Some(timer_s),
            };
            StepDone { lap, bout: Bout { span, timer_s, speed_mps, step, goes_on: false }, intensity: None }
        };
        steps.iter().map(turn).collect()
    }

    const REP: (f64, f64, Option<u16>) = (90.0, 4.5, None);
    const REST: (f64, f64, Option<u16>) = (60.0, 2.5, None);

    fn lengths(turns: &[StepDone]) -> Vec<usize> {
        chains(turns).iter().map(|chain| chain.len()).collect()
    }

    #[test]
    fn equal_lengths_in_turn_are_a_chain() {
        let warm_up = (700.0, 2.8, None);
        assert_eq!(lengths(&turns(&[warm_up, REP, REST, REP, REST, REP])), [5]);
        assert!(lengths(&turns(&[warm_up, REP, REST, REP])).is_empty(), "three may be chance");
        let step = |turn: (f64, f64, Option<u16>), index| (turn.0, turn.1, Some(index));
        assert_eq!(lengths(&turns(&[step(REP, 1), step(REST, 2), step(REP, 1)])), [3], "a step again is none");
        assert!(lengths(&turns(&[REP; 6])).is_empty(), "nothing alternates");
    }

    #[test]
    fn the_faster_steps_are_the_reps_where_the_speed_follows() {
        let count = |steps: &[(f64, f64, Option<u16>)]| reps(&turns(steps)).map(|reps| reps.len());
        assert_eq!(count(&[REST, REP, REST, REP, REST, REP, REST]), Some(3));
        let (slow, jog) = ((90.0, 2.5, None), (60.0, 2.5, None));
        assert_eq!(count(&[jog, slow, jog, slow, jog, slow]), None, "the steps were not followed");
    }
}
