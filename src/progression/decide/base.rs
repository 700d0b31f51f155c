//! The sessions that a session stands on: those that speak with it, the full one of a lighter one, the last that was held.

use super::facts::{BUILDING_WEEKS, NO_RUN_DAYS};
use crate::model::outing::starts_together;
use crate::model::{Day, Family};
use crate::progression::judge::{Verdict, judge};
use crate::progression::past::KEPT_DAYS;
use crate::progression::past::SessionSummary;
use crate::progression::past::history::History;
use crate::progression::past::load::{build_weeks, is_lighter_week};
use crate::progression::step::step::Step;
use crate::scores::course::like_speed;
use crate::segment::WorkoutKind;
use crate::segment::alike::{ONE_RUNG, on_one_rung};

/// Days over which the largest session held is looked for, and the same after a lighter week.
const BASE_DAYS: (i64, i64) = (30, 35);
/// A session of at most this share of the one before is a lighter one.
const LIGHTER: f64 = 0.67;
/// Age from which an anchor is old, days.
const OLD_DAYS: i64 = 84;
/// What tells that a session is a step up from another, whatever the lever: fast distance, length of a rep and speed as factors, rest
/// in seconds less. Each is a little less than the smallest step of its lever. House rule.
const GREW_DISTANCE: f64 = 1.04;
const GREW_SPEED: f64 = 1.007;
const GREW_REST_S: f64 = 8.0;

/// What a session stands on.
pub(super) struct Ground<'a> {
    /// The full session that it was a lighter one of, or itself: what there is to come back to.
    pub(super) full: &'a SessionSummary,
    /// The session that is judged: the full one where the lighter one was that of a lighter week, which changes nothing else.
    pub(super) newest: &'a SessionSummary,
    /// The sessions of the kind before that, newest first.
    pub(super) before: Vec<&'a SessionSummary>,
}

impl<'a> History<'a> {
    /// What a session stands on, of earlier sessions of its kind.
    pub(super) fn ground(
        &self,
        session: &'a SessionSummary,
        family: Family,
        earlier: &[&'a SessionSummary],
    ) -> Ground<'a> {
        let lighter_of = self.full_of(session, family, earlier);
        let newest = lighter_of.filter(|_| self.is_of_lighter_week(session, family)).unwrap_or(session);
        let before = earlier.iter().copied().filter(|run| run.start_unix_s < newest.start_unix_s).collect();
        Ground { full: lighter_of.unwrap_or(session), newest, before }
    }

    /// A session as a step; without a pace where that tells nothing.
    pub(super) fn step_of(&self, session: &SessionSummary, family: Family) -> Option<Step> {
        Step::of(session, self.is_by_feel(session, family))
    }

    /// Whether pace tells nothing of a session.
    pub(super) fn is_by_feel(&self, session: &SessionSummary, family: Family) -> bool {
        self.evidence(session, family)
            .is_some_and(|evidence| evidence.by_feel || evidence.uneven_ground || evidence.on_a_hill)
    }

    /// The sessions of the kind that speak together, newest last: within six weeks, and none from which a due step up was
    /// taken.
    pub(super) fn together(
        &self,
        session: &'a SessionSummary,
        family: Family,
        earlier: &[&'a SessionSummary],
    ) -> Vec<&'a SessionSummary> {
        let used = self.used_until(session, family, earlier);
        let is_one = |run: &&&SessionSummary| session.day - run.day <= KEPT_DAYS && run.start_unix_s > used + 1.0;
        // A lighter session confirms nothing.
        let is_like = |run: &&&SessionSummary| Self::size_m(run) > LIGHTER * Self::size_m(session);
        let mut sessions: Vec<&SessionSummary> = earlier.iter().take_while(is_one).filter(is_like).copied().collect();
        sessions.reverse();
        sessions.push(session);
        sessions
    }

    /// The start of the last session from which a due step up was taken, s: the step, or more, was run after it.
    fn used_until(&self, session: &SessionSummary, family: Family, earlier: &[&SessionSummary]) -> f64 {
        let is_due = |run: &SessionSummary| {
            self.steps_up.iter().any(|(of, start)| *of == family && starts_together(*start, run.start_unix_s))
        };
        let is_taken = |at: usize| {
            let after = earlier[..at].iter().copied().chain([session]);
            after.into_iter().any(|later| has_grown(later, earlier[at]) || self.is_higher(later, earlier[at], family))
        };
        let used = (0..earlier.len()).find(|at| is_due(earlier[*at]) && is_taken(*at));
        used.map_or(f64::NEG_INFINITY, |at| earlier[at].start_unix_s)
    }

    /// Whether a session stands on a higher step of the way in than another: by feel that is what grows.
    fn is_higher(&self, later: &SessionSummary, earlier: &SessionSummary, family: Family) -> bool {
        let step = |run: &SessionSummary| self.placed(run, family).map(|rung| rung.step);
        family == Family::F && step(later) > step(earlier)
    }

    /// Whether a session of a kind was held.
    pub(crate) fn verdict(&self, session: &SessionSummary, family: Family) -> Option<Verdict> {
        self.evidence(session, family).map(|evidence| judge(family, &evidence).verdict)
    }

    fn is_held(&self, session: &SessionSummary, family: Family) -> bool {
        self.verdict(session, family) == Some(Verdict::Held)
    }

    /// The full session that a lighter one was one of: much smaller than the last of its length that did not fail, or half of it in
    /// shorter reps; not one from before two weeks without running. Whoever ran a lighter one comes back to the full one, and never
    /// halves a half.
    fn full_of(
        &self,
        session: &SessionSummary,
        family: Family,
        earlier: &[&'a SessionSummary],
    ) -> Option<&'a SessionSummary> {
        let is_smaller = |run: &SessionSummary| {
            let is_small = Self::size_m(session) <= LIGHTER * Self::size_m(run);
            is_small && (is_alike(run, session) || is_half_of(session, run))
        };
        let is_full = |run: &&&SessionSummary| {
            is_smaller(run) && self.verdict(run, family).is_some_and(|verdict| verdict > Verdict::NotHeld)
        };
        let from = self.running_since(session.day).max(session.day - KEPT_DAYS);
        earlier.iter().take_while(|run| run.day >= from).find(is_full).copied()
    }

    /// The day on which running began again after the last break of two weeks before a day, or began.
    fn running_since(&self, day: Day) -> Day {
        let runs = &self.runs[..self.runs.partition_point(|run| run.day <= day)];
        let again = runs.windows(2).rev().find(|pair| pair[1].day - pair[0].day > NO_RUN_DAYS).map(|pair| pair[1].day);
        again.or(runs.first().map(|run| run.day)).unwrap_or(day)
    }

    /// Whether a lighter session was one of a lighter week, which was due or run: it takes nothing from what was held before it.
    fn is_of_lighter_week(&self, session: &SessionSummary, family: Family) -> bool {
        let is_due = build_weeks(&self.runs, session.day - 1) >= BUILDING_WEEKS;
        (is_due || is_lighter_week(&self.runs, session.day)) && self.is_held(session, family)
    }

    /// Whether the session of a lighter week has been run this week.
    pub(super) fn has_lighter_this_week(&self) -> bool {
        let of_week = self.runs.iter().rev().take_while(|run| run.day.monday() == self.today.monday());
        of_week.filter(|run| self.is_judged(run)).any(|run| {
            let family = self.family(run);
            let earlier: Vec<&SessionSummary> = self.of_kind(run, family).collect();
            self.full_of(run, family, &earlier).is_some()
        })
    }

    /// The step with the planned reps, where some were left out for a reason that is not the runner's and so many were held before.
    pub(super) fn as_planned(&self, step: &Step, session: &SessionSummary, earlier: &[&SessionSummary]) -> Step {
        let is_excused = self.rows(session.day, session.day).any(|row| !row.cut_short.is_empty());
        let planned = self.planned(session).filter(|_| is_excused);
        let most = earlier.iter().filter(|run| is_alike(run, session)).map(|run| run.reps.len()).max().unwrap_or(0);
        let reps = planned.map_or(step.reps, |planned| planned.min(most).max(step.reps));
        step.of_reps(reps)
    }

    /// The newest session's fast distance over the largest one held within a month, the newest included. On the way in a step may be
    /// less than the one before it, and is held against its own length.
    pub(super) fn size(&self, session: &SessionSummary, family: Family, earlier: &[&SessionSummary]) -> f64 {
        let days = if is_lighter_week(&self.runs, session.day - 7) { BASE_DAYS.1 } else { BASE_DAYS.0 };
        let month = earlier.iter().take_while(|run| session.day - run.day <= days);
        let own_length = month.filter(|run| family != Family::F || is_alike(run, session));
        let held = own_length.filter(|run| self.is_held(run, family)).map(|run| Self::size_m(run));
        let own = Self::size_m(session);
        if own > 0.0 { own / held.fold(own, f64::max) } else { 1.0 }
    }

    /// Fast distance of a session, m; of strides that of its set.
    fn size_m(session: &SessionSummary) -> f64 {
        session.fast_distance_m.max(session.rep_distance_m * session.reps.len() as f64)
    }

    /// The last session of its length before that was held.
    pub(super) fn last_held(
        &self,
        session: &SessionSummary,
        family: Family,
        earlier: &[&SessionSummary],
    ) -> Option<Step> {
        let held = earlier.iter().filter(|run| is_alike(run, session)).find(|run| self.is_held(run, family))?;
        Step::of(held, self.is_by_feel(held, family))
    }

    /// Of the last three hard sessions those not held, where the newest is one of them; a lighter session ends the count.
    pub(crate) fn not_held_of3(&self, session: &SessionSummary) -> usize {
        let not_held =
            |run: &SessionSummary| !run.doubtful && self.verdict(run, self.family(run)) == Some(Verdict::NotHeld);
        if !self.is_judged(session) || !not_held(session) {
            return 0;
        }
        let before = self.before(session).iter().rev().copied().take_while(|run| session.day - run.day <= KEPT_DAYS);
        let mut count = 1;
        let mut newer = session;
        for run in before.filter(|run| self.is_hard(run)).take(2) {
            if newer.fast_distance_m <= LIGHTER * run.fast_distance_m {
                break;
            }
            count += usize::from(self.is_judged(run) && not_held(run));
            newer = run;
        }
        count
    }

    /// Whether neither a race, nor a run like one, nor a session of reps is of the twelve weeks before.
    pub(super) fn is_anchor_old(&self, session: &SessionSummary, earlier: &[&SessionSummary]) -> bool {
        let race = self.race(session).is_some_and(|race| !race.is_old());
        let own = earlier.first().is_some_and(|run| session.day - run.day <= OLD_DAYS)
            || self.before(session).iter().rev().take_while(|run| session.day - run.day <= OLD_DAYS).any(|run| {
                (run.kind == WorkoutKind::RaceLike || self.is_judged(run)) && run.kind != WorkoutKind::Strides
            });
        session.target_mps.is_none() && !race && !own
    }
}

/// Whether a session asked for more than another by any lever.
fn has_grown(later: &SessionSummary, earlier: &SessionSummary) -> bool {
    let speed = |run: &SessionSummary| like_speed(run.rep_distance_m, run.mean_speed_mps);
    let less_rest_s = earlier.recovery_s.zip(later.recovery_s).map(|(earlier, later)| earlier - later);
    later.fast_distance_m >= GREW_DISTANCE * earlier.fast_distance_m
        || later.rep_distance_m >= ONE_RUNG * earlier.rep_distance_m
        || speed(later) - speed(earlier) >= GREW_SPEED.ln()
        || less_rest_s.is_some_and(|less| less >= GREW_REST_S)
}

/// Whether a session is what the lighter one of another would be: fewer reps, and shorter ones where there were few.
fn is_half_of(session: &SessionSummary, full: &SessionSummary) -> bool {
    let half = Step::of(full, false).map(|step| step.lighter());
    half.zip(session.length)
        .is_some_and(|(half, length)| session.reps.len() <= half.reps && on_one_rung(half.length, length))
}

/// Whether the reps of two sessions are of one length.
fn is_alike(a: &SessionSummary, b: &SessionSummary) -> bool {
    a.length.zip(b.length).is_some_and(|(a, b)| on_one_rung(a, b))
}
