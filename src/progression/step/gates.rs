//! Caps and gates: which levers may move, each with its step, and why the others may not.

use super::closed::Closed;
use super::step::Step;
use crate::model::Family;
use crate::progression::kind::Lever;
use crate::progression::kind::ladder::{Cap, Steps};
use crate::progression::kind::lever::{FEWEST_REPS, LONG_REP_S};
use crate::progression::past::load::Load;

/// Most that one run may be longer than the longest of 30 days, as a factor.
///
/// # Source
/// Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380: injuries rose above one tenth.
const LONGEST_RUN: f64 = 1.10;
/// Most that the fast distance of a session may exceed the largest of 30 days, as a fraction.
const LARGEST_SESSION: f64 = 0.15;
/// Longest rep that may be added even above that fraction, m.
const ONE_REP_M: f64 = 1_000.0;
/// Most that the fast distance may grow over the session before, as a factor: one rep more of four. House rule.
const MOST_GROWTH: f64 = 1.25;
/// Fast distance of the session before from which that growth is bounded, m. House rule.
const SOME_SIZE_M: f64 = 1_200.0;
/// Fewest reps of a new length of the way in. House rule.
const FEWEST_IN_SET: usize = 3;
/// A week this much above the usual week adds no fast distance, as a factor. House rule.
const FULL_WEEK: f64 = 1.30;
/// Most of the running time of seven days that may be fast, as a fraction.
pub(crate) const FAST_SHARE: f64 = 0.20;
/// Distances closer than this are equal, m.
const SAME_M: f64 = 1e-6;
/// Shorter reps by time are by whole minutes, s.
const MINUTE_S: f64 = 60.0;

/// What bounds the step after a session.
#[derive(Clone, Copy)]
pub(crate) struct Limits<'a> {
    /// The ladder of the family.
    pub(crate) steps: &'a Steps<'a>,
    pub(crate) load: &'a Load,
    /// The fitness index, where a race gives one.
    pub(crate) vdot: Option<f64>,
    /// Distance of the whole session, warm-up included, m.
    pub(crate) session_m: f64,
    /// Whether a pace may be raised to a speed, m/s.
    pub(crate) may_be_run: &'a dyn Fn(f64) -> bool,
}

impl Limits<'_> {
    /// The levers that pass ladder, caps and gates, each with its step; and why the others do not.
    pub(crate) fn open_levers(&self, now: &Step) -> (Vec<(Lever, Step)>, Vec<Closed>) {
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for lever in self.steps.family.levers() {
            match self.moved(now, *lever) {
                Ok(next) => open.push((*lever, next)),
                Err(reason) if !closed.contains(&reason) => closed.push(reason),
                Err(_) => {}
            }
        }
        (open, closed)
    }

    /// The step of a lever, or what closes the lever.
    fn moved(&self, now: &Step, lever: Lever) -> Result<Step, Closed> {
        let family = self.steps.family;
        let next = now.moved(lever, self.vdot, self.steps, self.load.cap_m(self.steps.cap)).and_then(|next| {
            let is_too_fast = lever == Lever::Pace && next.speed_mps.is_some_and(|speed| !(self.may_be_run)(speed));
            if is_too_fast { Err(Closed::TooFast) } else { self.fitting(now, next) }
        });
        // At threshold the next length of the ladder may be a jump. Then the reps grow by a minute.
        let grown = || now.a_minute_longer(family).filter(|_| lever == Lever::Length && family == Family::T);
        next.or_else(|reason| grown().map_or(Err(reason), |grown| self.fitting(now, grown)))
    }

    /// The step if caps and gates allow it. By feel a step of the ladder may add several reps, and fewer may be allowed: more than
    /// before, and of a new length enough to be a set.
    fn fitting(&self, now: &Step, next: Step) -> Result<Step, Closed> {
        let is_by_feel = self.steps.family == Family::F;
        let least = if next.length == now.length { now.reps + 1 } else { FEWEST_IN_SET };
        let fewer = || {
            let counts = (least..next.reps).rev().filter(|_| is_by_feel);
            counts.map(|reps| next.with_reps(reps)).find(|fewer| self.gate(now, fewer).is_ok())
        };
        match self.gate(now, &next) {
            Ok(()) => Ok(next),
            Err(reason) => fewer().ok_or(reason),
        }
    }

    /// What closes the way from one step to the next.
    fn gate(&self, now: &Step, next: &Step) -> Result<(), Closed> {
        let (load, family) = (self.load, self.steps.family);
        let (set_now, set_next) = (now.distance_of(now.reps), next.distance_of(next.reps));
        if set_next.is_nan() {
            return Err(Closed::Unknown);
        }
        let (fast_now, fast_next) = (now.fast_m(), set_next + now.others_m);
        // A cap or a full week never takes away. A step that adds no fast distance may pass.
        let is_more = fast_next > fast_now + SAME_M;
        if fast_next > load.cap_m(self.steps.cap) && is_more {
            return Err(of_week(family, self.steps.cap, load));
        }
        if let Some(full) = full_week(load).filter(|_| is_more) {
            return Err(full);
        }
        let is_new = fast_next > load.largest_of_season_m;
        if is_new && fast_now >= SOME_SIZE_M && fast_next > MOST_GROWTH * fast_now + SAME_M {
            return Err(Closed::Jump(MOST_GROWTH * fast_now));
        }
        // On the way in all other steps of the ladder are small.
        if family != Family::F {
            let most_m = most_after(load.largest_fast_m, next.rep_m);
            if fast_next > most_m {
                return Err(Closed::Jump(most_m));
            }
        }
        let added_m = set_next - set_now;
        let added_m = if next.reps > now.reps { added_m + next.recovery_m.unwrap_or(0.0) } else { added_m.max(0.0) };
        if self.session_m + added_m > LONGEST_RUN * load.longest_m {
            return Err(Closed::LongestRun(load.longest_m));
        }
        Ok(())
    }
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

/// The most fast distance that may follow on the largest session of 30 days, with reps of a length, m.
fn most_after(largest_m: f64, rep_m: f64) -> f64 {
    largest_m + (LARGEST_SESSION * largest_m).max(rep_m.min(ONE_REP_M))
}

/// The first step of a kind that was not run before, with as many of its reps as cap and gate allow; a small week allows
/// the floor of the cap. `None` where fewer than two reps are allowed.
pub(crate) fn first_step(step: &Step, family: Family, cap: Cap, load: &Load) -> Option<Step> {
    let most_m = load.cap_m(cap).min(most_after(load.largest_fast_m, step.rep_m).max(cap.floor_m));
    fewer(step, family, most_m)
}

/// A step with as many reps as fit in a fast distance, m, beside its other reps; at threshold two shorter reps where two do
/// not fit. `None` where neither fits.
pub(crate) fn fewer(step: &Step, family: Family, most_m: f64) -> Option<Step> {
    let fit = ((most_m - step.others_m) / step.rep_m + 1e-9).floor().max(0.0) as usize;
    if fit >= step.reps.min(FEWEST_REPS) {
        return Some(step.of_reps(step.reps.min(fit)));
    }
    // Two shorter reps that fit, of five minutes or more.
    let two = step.of_reps(FEWEST_REPS).shortened(0.5 * most_m / step.rep_m, MINUTE_S);
    let is_shorter = two.rep_s >= LONG_REP_S && two.rep_s < step.rep_s;
    (is_shorter && step.others == 0 && family == Family::T).then_some(two)
}

/// What closes a lever where the week carries no more.
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
    use crate::segment::RepLength;

    fn load(largest_fast_m: f64, longest_m: f64, week_m: f64) -> Load {
        Load {
            largest_fast_m,
            largest_of_season_m: largest_fast_m,
            longest_m,
            has_new_longest: false,
            week_m: Some(week_m),
            is_sparse: false,
            largest_week_m: week_m,
            last7_m: 0.92 * week_m,
            fast_share: Some(0.1),
            build_weeks: 1,
            monotony: None,
            ewma_ratio: None,
        }
    }

    fn limits<'a>(steps: &'a Steps<'a>, load: &'a Load, session_m: f64) -> Limits<'a> {
        Limits { steps, load, vdot: None, session_m, may_be_run: &|_| true }
    }

    #[test]
    fn threshold_reps_grow_by_a_minute_where_the_ladder_would_jump() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::T);
        let two = Step { length: RepLength::Time(480.0), rep_m: 1_900.0, rep_s: 480.0, ..step(2, 120.0) };
        let load = load(3_800.0, 14_000.0, 60_000.0);
        let (open, _) = limits(&steps, &load, 10_000.0).open_levers(&two);
        assert_eq!((open[0].0, open[0].1.length), (Lever::Length, RepLength::Time(540.0)), "3 x 8 min would be a jump");
        assert_eq!((open[0].1.reps, open[0].1.speed_mps), (2, two.speed_mps));
    }

    #[test]
    fn caps_and_gates_close_levers() {
        let athlete = Athlete::default();
        let steps = Steps::of(&athlete, Family::I);
        let load = load(2_400.0, 12_000.0, 30_000.0);
        let (open, blocked) = limits(&steps, &load, 8_000.0).open_levers(&step(6, 75.0));
        let names: Vec<Lever> = open.iter().map(|(lever, _)| *lever).collect();
        assert_eq!(names, vec![Lever::Rest, Lever::Pace]);
        assert_eq!(blocked[0], Closed::Week(Family::I, 2_400.0, Some(0.08), 30_000.0));
        let tempo = Step { length: RepLength::Time(900.0), rep_m: 3_500.0, rep_s: 900.0, ..step(2, 120.0) };
        let half = first_step(&tempo, Family::T, Family::T.cap(), &load).map(|step| (step.reps, step.length));
        assert_eq!(half, Some((2, RepLength::Time(360.0))), "two shorter ones");
        let long = Step { length: RepLength::Distance(3_500.0), ..tempo };
        assert_eq!(fewer(&long, Family::T, 3_300.0).map(|step| step.length), Some(RepLength::Distance(1_600.0)));
        assert_eq!(fewer(&long, Family::T, 2_000.0), None, "below five minutes");
        let wide = Load { week_m: Some(60_000.0), ..load };
        let (open, _) = limits(&steps, &wide, 8_000.0).open_levers(&step(6, 75.0));
        assert_eq!(open[0].0, Lever::Reps);
    }
}
