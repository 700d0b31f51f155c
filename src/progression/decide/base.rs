//! The sessions that a session stands on: those that count with it, its full session, and the last that was held.

use super::facts::{BUILDING_WEEKS, NO_RUN_DAYS};
use crate::model::outing::starts_together;
use crate::model::{Day, Family};
use crate::progression::past::anchor::NEAR_ANCHOR;
use crate::progression::past::history::{HEARD_DAYS, History, StepUp};
use crate::progression::past::memory::Case;
use crate::progression::past::order::place_from_end;
use crate::progression::past::{Evidence, Judgement, KEPT_DAYS, SessionSummary, Verdict};
use crate::progression::step::step::Step;
use crate::scores::course::like_speed;
use crate::segment::WorkoutKind;
use crate::segment::alike::{ONE_RUNG, on_one_rung};
use std::rc::Rc;

/// Days over which the largest session that was held is found, and the same after a lighter week.
const BASE_DAYS: (i64, i64) = (30, 35);
/// A session of at most this share of another is a lighter one.
const LIGHTER: f64 = 0.67;
/// A lighter session is run at the speed of the full one. A session that is slower or faster by more than this fraction
/// was another training, and nothing leads from it to the full one.
const SAME_SPEED: f64 = NEAR_ANCHOR;
/// Age above which an anchor is old, days.
const OLD_DAYS: i64 = 84;
/// A session is a step up from another from these factors of fast distance or speed on, or from a rest shorter by this, s.
/// Each is a little less than the smallest step of its lever. House rule.
const GREW_DISTANCE: f64 = 1.04;
const GREW_SPEED: f64 = 1.007;
const GREW_REST_S: f64 = 8.0;

/// What a session stands on.
pub(super) struct Ground<'a> {
    pub(super) session: &'a SessionSummary,
    pub(super) is_judged: bool,
    pub(super) family: Family,
    /// Earlier sessions of the kind, newest first.
    pub(super) earlier: Vec<&'a SessionSummary>,
    /// What there is to come back to: the full session where the session was a lighter one, the last believed one where the cut
    /// of the session is doubtful, else the session itself. `None` where no session is believed.
    pub(super) full: Option<&'a SessionSummary>,
    /// The session that is judged: the full session where the session was that of a lighter week, which changes nothing.
    pub(super) newest: &'a SessionSummary,
    /// Earlier sessions of the kind before `newest`, newest first.
    pub(super) before: Vec<&'a SessionSummary>,
    /// The sessions that count together up to `newest`, newest last.
    pub(super) counted: Vec<Counted<'a>>,
}

/// A session that counts, with what is known and judged of it.
pub(super) struct Counted<'a> {
    pub(super) run: &'a SessionSummary,
    pub(super) case: Rc<Case>,
}

impl<'a> History<'a> {
    /// What a session stands on.
    pub(super) fn ground(&self, session: &'a SessionSummary) -> Ground<'a> {
        let is_judged = self.is_judged(session);
        let family = if is_judged { self.family(session) } else { session.family };
        let earlier: Vec<&SessionSummary> =
            if is_judged { self.of_kind(session, family).collect() } else { Vec::new() };
        let lighter_of = self.full_of(session, family).filter(|_| is_judged);
        let newest = lighter_of.filter(|_| self.is_of_lighter_week(session, family)).unwrap_or(session);
        let before: Vec<&SessionSummary> =
            earlier.iter().copied().filter(|run| run.start_unix_s < newest.start_unix_s).collect();
        let counted = if is_judged { self.together(newest, family, &before) } else { Vec::new() };
        // Reps that went wrong are no way to more of them.
        let went_well = self.judgement(session, family).is_some_and(|judgement| !judgement.breaks_row());
        let full = match lighter_of.filter(|_| went_well) {
            _ if session.doubtful => self.believed_before(session, family),
            full => full.or(Some(session)),
        };
        Ground { session, is_judged, family, earlier, full, newest, before, counted }
    }

    /// The last session of the kind within six weeks before a session. The cut of each is beyond doubt.
    fn believed_before(&self, session: &SessionSummary, family: Family) -> Option<&'a SessionSummary> {
        self.of_kind(session, family).next().filter(|run| session.day - run.day <= KEPT_DAYS)
    }

    /// The workout that a session was, by feel where pace says nothing; `None` without reps.
    pub(super) fn step_of(&self, session: &SessionSummary, family: Family) -> Option<Step> {
        Step::of(session, self.is_by_feel(session, family))
    }

    /// Whether pace says nothing of a session.
    pub(super) fn is_by_feel(&self, session: &SessionSummary, family: Family) -> bool {
        let says_nothing = |evidence: &Evidence| evidence.by_feel || evidence.uneven_ground || evidence.on_a_hill;
        self.case(session, family).is_some_and(|case| says_nothing(&case.evidence))
    }

    /// The sessions of the kind that count together, newest last: those of six weeks after the last step up that was run.
    fn together(
        &self,
        session: &'a SessionSummary,
        family: Family,
        earlier: &[&'a SessionSummary],
    ) -> Vec<Counted<'a>> {
        let used = self.used_until(session, family, earlier);
        let is_recent = |run: &&&SessionSummary| session.day - run.day <= KEPT_DAYS && run.start_unix_s > used + 1.0;
        // A lighter session confirms nothing.
        let counts = |Counted { run, case }: &Counted<'_>| {
            run.size_m() > LIGHTER * session.size_m() || case.judgement.breaks_row()
        };
        let known = |run: &'a SessionSummary| Some(Counted { run, case: self.case(run, family)? });
        let recent = earlier.iter().take_while(is_recent).filter_map(|run| known(run));
        let mut counted: Vec<Counted<'_>> = recent.filter(counts).collect();
        counted.reverse();
        counted.extend(known(session));
        counted
    }

    /// Unix start, s, of the last session after which a step up was due and was run. A step up that is older than the
    /// sessions that count takes nothing from them.
    fn used_until(&self, session: &SessionSummary, family: Family, earlier: &[&SessionSummary]) -> f64 {
        // The session that a step up stands on is not newer than the answer.
        let is_near = |step: &&StepUp| step.family == family && session.day - step.day <= HEARD_DAYS;
        let due: Vec<f64> = self.steps_up.iter().filter(is_near).map(|step| step.newest_unix_s).collect();
        let is_due = |run: &SessionSummary| due.iter().any(|newest| starts_together(*newest, run.start_unix_s));
        let is_taken = |at: usize| {
            let after = earlier[..at].iter().copied().chain([session]);
            after.into_iter().any(|later| has_grown(later, earlier[at]) || self.is_higher(later, earlier[at], family))
        };
        let used = (0..earlier.len()).find(|at| is_due(earlier[*at]) && is_taken(*at));
        used.map_or(f64::NEG_INFINITY, |at| earlier[at].start_unix_s)
    }

    /// Whether a session stands on a higher step of the way in than another. By feel only the step can grow.
    fn is_higher(&self, later: &SessionSummary, earlier: &SessionSummary, family: Family) -> bool {
        let step = |run: &SessionSummary| self.placed(run, family).map(|rung| rung.step);
        family == Family::F && step(later) > step(earlier)
    }

    /// The judgement of a session of a kind; `None` without a judged set.
    fn judgement(&self, session: &SessionSummary, family: Family) -> Option<Judgement> {
        self.case(session, family).map(|case| case.judgement)
    }

    /// The verdict on a session of a kind; `None` without a judged set.
    pub(crate) fn verdict(&self, session: &SessionSummary, family: Family) -> Option<Verdict> {
        self.judgement(session, family).map(|judgement| judgement.verdict)
    }

    fn is_held(&self, session: &SessionSummary, family: Family) -> bool {
        self.verdict(session, family) == Some(Verdict::Held)
    }

    /// The full session of which a session was a lighter one: the last that was held, of the same length or of half in
    /// shorter reps, about as fast, and much larger. Of a lighter week, due or run, it is the last that was not failed: such
    /// a week takes nothing. A session before a break of two weeks does not count. The runner comes back to the full
    /// session, so that no half is halved again.
    fn full_of(&self, session: &SessionSummary, family: Family) -> Option<&'a SessionSummary> {
        let is_smaller = |run: &SessionSummary| {
            let is_small = session.size_m() <= LIGHTER * run.size_m();
            is_small && (run.is_like_long(session) || is_half_of(session, run)) && self.is_as_fast(session, run, family)
        };
        let least = if self.is_in_lighter_week(session) { Verdict::Unclear } else { Verdict::Held };
        let is_full = |run: &&SessionSummary| self.verdict(run, family).is_some_and(|verdict| verdict >= least);
        self.wanted_of_kind(session, family, self.running_since(session.day), is_smaller).find(is_full)
    }

    /// Whether a session was about as fast as a full one. A full session by feel has no pace to compare with.
    fn is_as_fast(&self, session: &SessionSummary, full: &SessionSummary, family: Family) -> bool {
        let change = speed_as_400(session) - speed_as_400(full);
        let is_far = change < (1.0 - SAME_SPEED).ln() || change > (1.0 + SAME_SPEED).ln();
        !is_far || self.is_by_feel(full, family)
    }

    /// The day on which running began, or began again after the last break of two weeks before a day; at most six weeks
    /// before it.
    fn running_since(&self, day: Day) -> Day {
        let runs = &self.runs[..place_from_end(&self.runs, |run| run.day <= day)];
        let oldest = day - KEPT_DAYS;
        let mut pairs = runs.windows(2).rev().take_while(|pair| pair[1].day > oldest);
        let again = pairs.find(|pair| pair[1].day - pair[0].day > NO_RUN_DAYS).map(|pair| pair[1].day);
        again.or(runs.first().map(|run| run.day)).unwrap_or(day).max(oldest)
    }

    /// Whether a lighter session was held in a lighter week, due or run. Such a session takes nothing from those before it.
    fn is_of_lighter_week(&self, session: &SessionSummary, family: Family) -> bool {
        self.is_in_lighter_week(session) && self.is_held(session, family)
    }

    /// Whether a session was run in a lighter week, due or run.
    fn is_in_lighter_week(&self, session: &SessionSummary) -> bool {
        self.weeks.building(session.day - 1) >= BUILDING_WEEKS || self.weeks.is_lighter(session.day)
    }

    /// Whether the session of a lighter week has been run this week.
    pub(super) fn has_lighter_this_week(&self) -> bool {
        let of_week = self.runs.iter().rev().take_while(|run| run.day.monday() == self.today.monday());
        of_week.filter(|run| self.is_judged(run)).any(|run| self.full_of(run, self.family(run)).is_some())
    }

    /// The step with the planned reps where the journal excuses the missing ones; no more reps than were run before.
    pub(super) fn as_planned(&self, step: &Step, session: &SessionSummary, earlier: &[&SessionSummary]) -> Step {
        let is_excused = self.rows(session.day, session.day).any(|row| !row.cut_short.is_empty());
        let planned = self.planned(session).filter(|_| is_excused);
        let most = earlier.iter().filter(|run| run.is_like_long(session)).map(|run| run.reps.len()).max().unwrap_or(0);
        let reps = planned.map_or(step.reps, |planned| planned.min(most).max(step.reps));
        step.of_reps(reps)
    }

    /// Distance of the set of a session over the largest of the same length that was held within a month, itself included. Reps
    /// beside the set come and go.
    pub(super) fn size(&self, session: &SessionSummary, family: Family, earlier: &[&SessionSummary]) -> f64 {
        let days = if self.weeks.is_lighter(session.day - 7) { BASE_DAYS.1 } else { BASE_DAYS.0 };
        let month = earlier.iter().take_while(|run| session.day - run.day <= days);
        let set_m = |run: &SessionSummary| run.rep_distance_m * run.reps.len() as f64;
        let held = month.filter(|run| run.is_like_long(session) && self.is_held(run, family)).map(|run| set_m(run));
        let own = set_m(session);
        if own > 0.0 { own / held.fold(own, f64::max) } else { 1.0 }
    }

    /// The last earlier session of the same length that was held.
    pub(super) fn last_held(
        &self,
        session: &SessionSummary,
        family: Family,
        earlier: &[&SessionSummary],
    ) -> Option<Step> {
        let held = earlier.iter().filter(|run| run.is_like_long(session)).find(|run| self.is_held(run, family))?;
        self.step_of(held, family)
    }

    /// How many of the last three hard sessions were not held; 0 unless the newest was not held. A lighter session ends the
    /// count.
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

    /// Whether the twelve weeks before a session have no race, no run like one and no session of reps, and the file no plan.
    pub(super) fn is_anchor_old(&self, session: &SessionSummary, earlier: &[&SessionSummary]) -> bool {
        let race = self.race(session).is_some_and(|race| !race.is_old());
        let own = earlier.first().is_some_and(|run| session.day - run.day <= OLD_DAYS)
            || self.before(session).iter().rev().take_while(|run| session.day - run.day <= OLD_DAYS).any(|run| {
                (run.kind == WorkoutKind::RaceLike || self.is_judged(run)) && run.kind != WorkoutKind::Strides
            });
        session.target_mps.is_none() && !race && !own
    }
}

/// Logarithm of the speed of a session, as if its reps were of 400 m.
fn speed_as_400(run: &SessionSummary) -> f64 {
    like_speed(run.rep_distance_m, run.mean_speed_mps)
}

/// Whether a session was more than another by any lever.
fn has_grown(later: &SessionSummary, earlier: &SessionSummary) -> bool {
    let less_rest_s = earlier.recovery_s.zip(later.recovery_s).map(|(earlier, later)| earlier - later);
    later.fast_distance_m >= GREW_DISTANCE * earlier.fast_distance_m
        || later.rep_distance_m >= ONE_RUNG * earlier.rep_distance_m
        || speed_as_400(later) - speed_as_400(earlier) >= GREW_SPEED.ln()
        || less_rest_s.is_some_and(|less| less >= GREW_REST_S)
}

/// Whether a session is no more than the session of a lighter week that another leads to.
fn is_half_of(session: &SessionSummary, full: &SessionSummary) -> bool {
    let half = Step::of(full, false).map(|step| step.lighter());
    half.zip(session.length)
        .is_some_and(|(half, length)| session.reps.len() <= half.reps && on_one_rung(half.length, length))
}
