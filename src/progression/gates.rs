//! Caps and gates: which levers may move, each with its step, and why the others may not.

use super::ladder::{Cap, Steps};
use super::load::Load;
use super::next::{FEWEST_REPS as FEWEST_OF_SET, STRIDE_S, Step};
use super::verdict::{FEWEST_REPS, LONG_REP_S};
use super::words::{mark, number};
use super::{Family, Lever};
use crate::model::Rung;
use crate::segment::RepLength;

/// Most that one run may exceed the longest of 30 days, as a factor.
///
/// # Source
/// Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380: injuries rose above one tenth.
const LONGEST_RUN: f64 = 1.10;
/// Most that a session's fast distance may exceed the largest of 30 days, as a fraction.
const LARGEST_SESSION: f64 = 0.15;
/// Longest rep that may be added whatever that fraction says, m.
const ONE_REP_M: f64 = 1_000.0;
/// Fewest reps of the first step of a ladder, as a small week always allows them.
const FEWEST_SHORT_REPS: usize = 3;
/// A week this much above the usual one moves no lever, as a factor.
const FULL_WEEK: f64 = 1.10;
/// Most of the running time of seven days that may be fast, as a fraction.
pub(super) const FAST_SHARE: f64 = 0.20;

/// The levers that pass ladder, caps and gates, each with its step; and why the others do not.
///
/// `whole` is the distance of the whole session and of its fast running outside this set, m.
pub(crate) fn open_levers(
    step: &Step,
    (vdot, steps): (Option<f64>, &Steps<'_>),
    load: &Load,
    whole: (f64, f64),
    pace_spent: bool,
) -> (Vec<(Lever, Step)>, Vec<String>) {
    let (mut open, mut blocked) = (Vec::new(), Vec::new());
    let family = steps.family;
    if let Some(reason) = full_week(load) {
        return (open, vec![reason]);
    }
    for lever in family.levers() {
        let moved = match lever {
            Lever::Pace if pace_spent => {
                Err("Two pace steps in four weeks: the next needs a race or time trial.".to_owned())
            }
            _ => step.moved(*lever, vdot, steps, load.cap_m(steps.cap)),
        };
        let fits = |moved: &Step| fitting(step, moved, steps, load, whole);
        // At threshold the next length of the ladder may be a jump: then the reps grow by a minute.
        let grown = || step.a_minute_longer(family).filter(|_| (*lever, family) == (Lever::Length, Family::T));
        let fitted = moved.and_then(|moved| fits(&moved));
        match fitted.or_else(|reason| grown().map_or(Err(reason), |grown| fits(&grown))) {
            Ok(moved) => open.push((*lever, moved)),
            Err(reason) if !blocked.contains(&reason) => blocked.push(reason),
            Err(_) => {}
        }
    }
    (open, blocked)
}

/// Why this week moves no lever at all.
fn full_week(load: &Load) -> Option<String> {
    if let Some(week) = load.week_m.filter(|week| load.last7_m > FULL_WEEK * week) {
        return Some(format!(
            "The last seven days already hold {} km, usual are {}: one thing grows at a time.",
            number(load.last7_m / 1000.0, 0),
            number(week / 1000.0, 0)
        ));
    }
    if load.has_new_longest {
        return Some("The last seven days hold a new longest run: one thing grows at a time.".to_owned());
    }
    let share = load.fast_share.filter(|share| *share > FAST_SHARE)?;
    Some(format!("{} % of the last seven days' running time was fast, 20 % is the most.", number(100.0 * share, 0)))
}

/// The step as far as caps and gates let it: by feel, where a step of the ladder is more than one rep, with fewer of them.
fn fitting(now: &Step, next: &Step, steps: &Steps<'_>, load: &Load, whole: (f64, f64)) -> Result<Step, String> {
    let least = if steps.family != Family::F {
        next.reps
    } else if next.length == now.length {
        now.reps + 1
    } else {
        FEWEST_REPS
    };
    let fewer = (least..next.reps).rev().map(|reps| allowed(now, next.with_reps(reps), steps, load, whole));
    let full = allowed(now, next.clone(), steps, load, whole);
    if full.is_ok() { full } else { fewer.into_iter().find(Result::is_ok).unwrap_or(full) }
}

/// The step when its fast distance passes the caps and gates, whatever the lever: a session that is over its cap already gets
/// neither faster nor denser.
fn allowed(now: &Step, next: Step, steps: &Steps<'_>, load: &Load, whole: (f64, f64)) -> Result<Step, String> {
    let (set_now, set_next) = (now.distance_of(now.reps), next.distance_of(next.reps));
    if set_next.is_nan() {
        return Err("The distance of the reps is not known.".to_owned());
    }
    let fast_next = set_next + whole.1;
    let (family, cap) = (steps.family, load.cap_m(steps.cap));
    if fast_next > cap {
        return Err(cap_words(family, steps.cap, load));
    }
    // Strides are no fast volume, and the cap alone bounds them; the step after them is held against them.
    let strides = if family == Family::F { set_now } else { 0.0 };
    let largest = load.largest_fast_m.max(strides);
    // Fewer reps than can be read are no step: the way in has this floor.
    let is_strides = family == Family::F && (next.rep_s < STRIDE_S || next.reps <= FEWEST_REPS);
    if !is_strides && fast_next > most_after(largest, next.rep_m) {
        return Err(format!(
            "The largest session of 30 days had {} m of fast running: more would be a jump.",
            number(largest, 0)
        ));
    }
    let added = if next.reps > now.reps {
        set_next - set_now + next.recovery_m.unwrap_or(0.0)
    } else {
        (set_next - set_now).max(0.0)
    };
    if whole.0 + added > LONGEST_RUN * load.longest_m {
        let longest = number(load.longest_m / 1000.0, 1);
        return Err(format!("The whole run would be over 1.1 times the longest of 30 days ({longest} km)."));
    }
    Ok(next)
}

/// The most fast distance that may follow on a largest session, with reps of a length, m.
fn most_after(largest_m: f64, rep_m: f64) -> f64 {
    largest_m + (LARGEST_SESSION * largest_m).max(rep_m.min(ONE_REP_M))
}

/// The first step of a kind that has not been run, with as many of its reps as cap and gate allow, but for the floor of a small
/// week; `None` where these are fewer than two.
pub(crate) fn first_step(step: &Step, (family, cap): (Family, Cap), load: &Load) -> Option<Step> {
    let most_m = load.cap_m(cap).min(most_after(load.largest_fast_m, step.rep_m).max(cap.floor_m));
    fewer(step, family, most_m)
}

/// How many reps a distance holds beside those of other kinds.
fn fit(step: &Step, most_m: f64) -> usize {
    ((most_m - step.others_m) / step.rep_m + 1e-9).floor().max(0.0) as usize
}

/// As many reps as a distance holds, at threshold two shorter ones where it does not hold two; `None` where neither fits.
pub(crate) fn fewer(step: &Step, family: Family, most_m: f64) -> Option<Step> {
    let fit = fit(step, most_m);
    if fit >= step.reps.min(FEWEST_OF_SET) {
        return Some(step.of_reps(step.reps.min(fit)));
    }
    two_within(step, most_m).filter(|_| step.others == 0 && family == Family::T)
}

/// A workout with what its cap did to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Capped {
    pub(crate) step: Step,
    /// Whether it was cut.
    pub(crate) is_cut: bool,
    /// What is to be said of it; `None` of one within its cap.
    pub(crate) told: Option<String>,
}

/// A workout that is over the cap of a usual week that is known, with as many of its reps as fit; where these are too few to
/// be read, the first step of the ladder, if it is given, whose reps are shorter. Where neither fits, or there are reps of
/// another kind, it stays and that alone is told.
pub(crate) fn cut_to_cap(step: Step, (family, cap): (Family, Cap), first: Option<&Rung>, load: &Load) -> Capped {
    let cap_m = load.cap_m(cap);
    let is_over = load.week_m.is_some() && step.distance_of(step.reps) + step.others_m > cap_m + 1e-6;
    if !is_over {
        return Capped { step, is_cut: false, told: None };
    }
    let words = cap_words(family, cap, load).replace("is at its cap", "is over its cap");
    let fit = |step: &Step| fit(step, cap_m);
    let is_long = family == Family::T || step.rep_s >= LONG_REP_S;
    let least = if is_long || first.is_none() { 2 } else { FEWEST_REPS };
    if step.others == 0 && fit(&step) >= least {
        let told = format!("{words} {} of the {} reps fit.", fit(&step), step.reps);
        return Capped { step: step.of_reps(fit(&step)), is_cut: true, told: Some(told) };
    }
    if let Some(two) = two_within(&step, cap_m).filter(|_| step.others == 0 && family == Family::T) {
        return Capped { step: two, is_cut: true, told: Some(format!("{words} Two shorter ones fit.")) };
    }
    let shorter = first.filter(|_| step.others == 0 && family != Family::T).map(|rung| step.comeback(Some(rung)));
    let shorter = shorter.filter(|first| first.rep_m < step.rep_m && fit(first) >= FEWEST_SHORT_REPS);
    match shorter {
        Some(first) => {
            let told = format!("{words} Shorter reps come before more of these.");
            Capped { step: first.of_reps(first.reps.min(fit(&first))), is_cut: true, told: Some(told) }
        }
        None => {
            Capped { step, is_cut: false, told: Some(format!("{words} More easy running comes before more of it.")) }
        }
    }
}

/// Two shorter reps that a distance holds, to the whole minute or 100 m; `None` below five minutes.
fn two_within(step: &Step, cap_m: f64) -> Option<Step> {
    let most = 0.5 * cap_m / step.rep_m;
    let (length, share) = match step.length {
        RepLength::Time(seconds) => {
            let cut_s = (most * seconds / 60.0).floor() * 60.0;
            (RepLength::Time(cut_s), cut_s / seconds)
        }
        RepLength::Distance(metres) => {
            let cut_m = (most * metres / 100.0).floor() * 100.0;
            (RepLength::Distance(cut_m), cut_m / metres)
        }
    };
    let two = Step { length, rep_m: step.rep_m * share, rep_s: step.rep_s * share, ..step.of_reps(2) };
    (two.rep_s >= LONG_REP_S && share < 1.0).then_some(two)
}

fn cap_words(family: Family, cap: Cap, load: &Load) -> String {
    if load.is_sparse {
        return "Nothing is added: fewer than three runs a week are on record, and the cap goes by the whole week."
            .to_owned();
    }
    let (cap_m, share) = (load.cap_m(cap), cap.week_share);
    let mut kind = if family == Family::F { "fast" } else { family.purpose() }.to_owned();
    kind[..1].make_ascii_uppercase();
    let week = load.week_m.unwrap_or(load.largest_week_m);
    match Some(week).filter(|week| week * share <= cap_m) {
        Some(week) => format!(
            "{kind} volume is at its cap: {} % of your {} km week are {} m.",
            number(100.0 * share, 0),
            mark(week / 1000.0),
            number(cap_m, 0)
        ),
        None => format!("{kind} volume is at its cap of {} m.", number(cap_m, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::next::tests::step;
    use super::*;
    use crate::model::Athlete;

    #[test]
    fn threshold_reps_grow_by_a_minute_where_the_ladder_would_jump() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::T);
        let two = Step { length: RepLength::Time(480.0), rep_m: 1_900.0, rep_s: 480.0, ..step(2, 120.0) };
        let load = Load {
            largest_fast_m: 3_800.0,
            longest_m: 14_000.0,
            has_new_longest: false,
            week_m: Some(60_000.0),
            is_sparse: false,
            largest_week_m: 60_000.0,
            last7_m: 55_000.0,
            fast_share: Some(0.1),
            build_weeks: 1,
            monotony: None,
            ewma_ratio: None,
        };
        let (open, _) = open_levers(&two, (None, &steps), &load, (10_000.0, 0.0), false);
        assert_eq!((open[0].0, open[0].1.length), (Lever::Length, RepLength::Time(540.0)), "3 x 8 min would be a jump");
        assert_eq!((open[0].1.reps, open[0].1.speed_mps), (2, two.speed_mps));
    }

    #[test]
    fn caps_and_gates_close_levers() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::I);
        let load = Load {
            largest_fast_m: 2400.0,
            longest_m: 12_000.0,
            has_new_longest: false,
            week_m: Some(30_000.0),
            is_sparse: false,
            largest_week_m: 30_000.0,
            last7_m: 28_000.0,
            fast_share: Some(0.1),
            build_weeks: 1,
            monotony: None,
            ewma_ratio: None,
        };
        let (open, blocked) = open_levers(&step(6, 75.0), (None, &steps), &load, (8_000.0, 0.0), false);
        let names: Vec<Lever> = open.iter().map(|(lever, _)| *lever).collect();
        assert_eq!(names, vec![Lever::Rest, Lever::Pace]);
        assert_eq!(blocked[0], "Interval volume is at its cap: 8 % of your 30 km week are 2400 m.");
        let said = |step| cut_to_cap(step, (Family::I, Family::I.cap()), None, &load).told;
        assert_eq!(said(step(6, 75.0)), None);
        let tempo = Step { length: RepLength::Time(900.0), rep_m: 3_500.0, rep_s: 900.0, ..step(2, 120.0) };
        let capped = cut_to_cap(tempo.clone(), (Family::T, Family::T.cap()), None, &load);
        assert_eq!((capped.step.reps, capped.step.length), (2, RepLength::Time(360.0)), "3 km in all");
        let mixed = Step { others: 4, others_m: 800.0, ..step(6, 75.0) };
        assert!(said(mixed).is_some_and(|words| words.contains("is over its cap")), "all of the session counts");
        let half = first_step(&tempo, (Family::T, Family::T.cap()), &load).map(|step| (step.reps, step.length));
        assert_eq!(half, Some((2, RepLength::Time(360.0))), "two shorter ones");
        let long = Step { length: RepLength::Distance(3_500.0), ..tempo };
        assert_eq!(fewer(&long, Family::T, 3_300.0).map(|step| step.length), Some(RepLength::Distance(1_600.0)));
        assert_eq!(fewer(&long, Family::T, 2_000.0), None, "below five minutes");
        let wide = Load { week_m: Some(60_000.0), ..load };
        let (open, _) = open_levers(&step(6, 75.0), (None, &steps), &wide, (8_000.0, 0.0), false);
        assert_eq!(open[0].0, Lever::Reps);
    }
}
