//! Caps and gates: which levers may move, each with its step, and why the others may not.

use super::closed::Closed;
use super::step::Step;
use crate::model::Family;
use crate::progression::kind::Lever;
use crate::progression::kind::ladder::{Cap, Steps};
use crate::progression::kind::lever::{FEWEST_REPS, LONG_REP_S};
use crate::progression::past::load::Load;
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
/// Most that a session of some size may exceed the one just run, as a factor (a fifth rep to four), and from which fast distance on,
/// m. House rule.
const MOST_GROWTH: f64 = 1.25;
const SOME_SIZE_M: f64 = 1_200.0;
/// After a week this much above the usual one no fast distance is added, as a factor. House rule.
const FULL_WEEK: f64 = 1.30;
/// Most of the running time of seven days that may be fast, as a fraction.
pub(crate) const FAST_SHARE: f64 = 0.20;

/// The levers that pass ladder, caps and gates, each with its step; and why the others do not.
///
/// `whole` is the distance of the whole session and of its fast running outside this set, m; no pace is raised above `fastest_mps`.
pub(crate) fn open_levers(
    step: &Step,
    (vdot, steps): (Option<f64>, &Steps<'_>),
    load: &Load,
    whole: (f64, f64),
    fastest_mps: f64,
) -> (Vec<(Lever, Step)>, Vec<Closed>) {
    let (mut open, mut blocked) = (Vec::new(), Vec::new());
    let family = steps.family;
    for lever in family.levers() {
        let moved = step.moved(*lever, vdot, steps, load.cap_m(steps.cap));
        let moved = moved.and_then(|moved| match moved.speed_mps {
            Some(speed) if *lever == Lever::Pace && speed > fastest_mps => Err(Closed::TooFast),
            _ => Ok(moved),
        });
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

/// Why this week adds nothing.
fn full_week(load: &Load) -> Option<Closed> {
    if let Some(week) = load.week_m.filter(|week| load.last7_m > FULL_WEEK * week) {
        return Some(Closed::FullWeek(load.last7_m, week));
    }
    if load.has_new_longest {
        return Some(Closed::NewLongest);
    }
    load.fast_share.filter(|share| *share > FAST_SHARE).map(Closed::FastShare)
}

/// The step as far as caps and gates let it: by feel, where a step of the ladder is more than one rep, with fewer of them.
fn fitting(now: &Step, next: &Step, steps: &Steps<'_>, load: &Load, whole: (f64, f64)) -> Result<Step, Closed> {
    let is_by_rung = steps.family == Family::F && next.length == now.length;
    let least = if is_by_rung { now.reps + 1 } else { next.reps };
    let fewer = (least..next.reps).rev().map(|reps| allowed(now, next.with_reps(reps), steps, load, whole));
    let full = allowed(now, next.clone(), steps, load, whole);
    if full.is_ok() { full } else { fewer.into_iter().find(Result::is_ok).unwrap_or(full) }
}

/// The step when its fast distance passes the caps and gates.
fn allowed(now: &Step, next: Step, steps: &Steps<'_>, load: &Load, whole: (f64, f64)) -> Result<Step, Closed> {
    let (set_now, set_next) = (now.distance_of(now.reps), next.distance_of(next.reps));
    if set_next.is_nan() {
        return Err(Closed::Unknown);
    }
    let fast_next = set_next + whole.1;
    let (family, cap) = (steps.family, load.cap_m(steps.cap));
    let fast_now = set_now + whole.1;
    // Caps and a full week stop adding; they never take away, and what adds nothing may move.
    let is_more = fast_next > fast_now + 1e-6;
    if fast_next > cap && is_more {
        return Err(of_week(family, steps.cap, load));
    }
    if let Some(full) = full_week(load).filter(|_| is_more) {
        return Err(full);
    }
    let is_new = fast_next > load.largest_of_season_m;
    if family != Family::F && is_new && fast_now >= SOME_SIZE_M && fast_next > MOST_GROWTH * fast_now + 1e-6 {
        return Err(Closed::Jump(MOST_GROWTH * fast_now));
    }
    // On the way in the cap alone bounds the steps of the ladder: all of them are small.
    if family != Family::F && fast_next > most_after(load.largest_fast_m, next.rep_m) {
        return Err(Closed::Jump(most_after(load.largest_fast_m, next.rep_m)));
    }
    let added = if next.reps > now.reps {
        set_next - set_now + next.recovery_m.unwrap_or(0.0)
    } else {
        (set_next - set_now).max(0.0)
    };
    if whole.0 + added > LONGEST_RUN * load.longest_m {
        return Err(Closed::LongestRun(load.longest_m));
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
    if fit >= step.reps.min(FEWEST_REPS) {
        return Some(step.of_reps(step.reps.min(fit)));
    }
    two_within(step, most_m).filter(|_| step.others == 0 && family == Family::T)
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

fn of_week(family: Family, cap: Cap, load: &Load) -> Closed {
    if load.is_sparse {
        return Closed::Sparse;
    }
    let (cap_m, week) = (load.cap_m(cap), load.week_m.unwrap_or(load.largest_week_m));
    Closed::Week(family, cap_m, Some(cap.week_share).filter(|share| week * share <= cap_m), week)
}

#[cfg(test)]
mod tests {
    use super::super::step::tests::step;
    use super::*;
    use crate::model::Athlete;

    #[test]
    fn threshold_reps_grow_by_a_minute_where_the_ladder_would_jump() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::T);
        let two = Step { length: RepLength::Time(480.0), rep_m: 1_900.0, rep_s: 480.0, ..step(2, 120.0) };
        let load = Load {
            largest_fast_m: 3_800.0,
            largest_of_season_m: 3_800.0,
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
        let (open, _) = open_levers(&two, (None, &steps), &load, (10_000.0, 0.0), f64::INFINITY);
        assert_eq!((open[0].0, open[0].1.length), (Lever::Length, RepLength::Time(540.0)), "3 x 8 min would be a jump");
        assert_eq!((open[0].1.reps, open[0].1.speed_mps), (2, two.speed_mps));
    }

    #[test]
    fn caps_and_gates_close_levers() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::I);
        let load = Load {
            largest_fast_m: 2400.0,
            largest_of_season_m: 2400.0,
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
        let (open, blocked) = open_levers(&step(6, 75.0), (None, &steps), &load, (8_000.0, 0.0), f64::INFINITY);
        let names: Vec<Lever> = open.iter().map(|(lever, _)| *lever).collect();
        assert_eq!(names, vec![Lever::Rest, Lever::Pace]);
        assert_eq!(blocked[0], Closed::Week(Family::I, 2_400.0, Some(0.08), 30_000.0));
        let tempo = Step { length: RepLength::Time(900.0), rep_m: 3_500.0, rep_s: 900.0, ..step(2, 120.0) };
        let half = first_step(&tempo, (Family::T, Family::T.cap()), &load).map(|step| (step.reps, step.length));
        assert_eq!(half, Some((2, RepLength::Time(360.0))), "two shorter ones");
        let long = Step { length: RepLength::Distance(3_500.0), ..tempo };
        assert_eq!(fewer(&long, Family::T, 3_300.0).map(|step| step.length), Some(RepLength::Distance(1_600.0)));
        assert_eq!(fewer(&long, Family::T, 2_000.0), None, "below five minutes");
        let wide = Load { week_m: Some(60_000.0), ..load };
        let (open, _) = open_levers(&step(6, 75.0), (None, &steps), &wide, (8_000.0, 0.0), f64::INFINITY);
        assert_eq!(open[0].0, Lever::Reps);
    }
}
