//! One look at a runner as of today: the facts, the answer, and what the next workout is made from.

use super::answer::{Answer, BUILDING_WEEKS, CLEAR_DAYS, Decision, Facts, NO_RUN_DAYS, decide, easy_by_signals};
use super::reason::{Easy, Reason, Symptom};
use crate::model::{Family, Rung};
use crate::progression::judge::{Evidence, Finding, Verdict, judge};
use crate::progression::kind::Lever;
use crate::progression::kind::alike::{LIKE_LENGTH, like_length};
use crate::progression::kind::ladder::{Cap, Steps};
use crate::progression::past::anchor::rep_of;
use crate::progression::past::history::{History, RACE_DAYS, SAME_OUTING_S, easy_days_after};
use crate::progression::past::load::{Load, build_weeks, is_lighter_week, next_monday, week_of};
use crate::progression::past::mornings::{
    STOP_PAIN, SYMPTOM_DAYS, days_since_symptom, heat_of, rows, signals, sore_days, symptoms,
};
use crate::progression::past::unread::{unread_sentence, unread_symptoms};
use crate::progression::past::{SessionSummary, Target, target_of};
use crate::progression::step::Closed;
use crate::progression::step::begin::Begin;
use crate::progression::step::gates::open_levers;
use crate::progression::step::step::Step;
use crate::segment::WorkoutKind;

/// Days within which sessions of a kind speak together.
pub(crate) const TOGETHER_DAYS: i64 = 35;
/// Days over which the largest session held is looked for.
const BASE_DAYS: i64 = 30;
/// Days over which a hard session that was not held counts.
const FAIL_DAYS: i64 = 42;
/// Days after a break in which nothing but an easy return is fast. House rule on what coaches advise.
const RETURN_DAYS: i64 = 7;
/// Days over which easy spells are counted, and so many easy days count as one more.
const EASY_DAYS: i64 = 14;
const EASY_SPELL_DAYS: i64 = 3;
/// A session of at most this share of the one before is a lighter one.
const LIGHTER: f64 = 0.67;
/// Soreness that counts as sore.
const SORE: f64 = 3.0;
/// Age from which an anchor is old, days.
const OLD_DAYS: i64 = 84;
/// No pace is raised above the best of that length by more than this, as a factor; lengths from this share of it on count.
const ABOVE_BEST: f64 = 1.02;
const AS_LONG: f64 = 0.92;

/// Where a session stands on the ladder.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// The highest step that it fills.
    pub(crate) on: Option<Rung>,
    /// The step after it.
    pub(crate) next: Option<Rung>,
}

/// One look.
#[derive(Debug)]
pub(crate) struct Look<'a> {
    pub(crate) session: &'a SessionSummary,
    /// The sessions of the facts, newest last.
    pub(crate) sessions: Vec<&'a SessionSummary>,
    pub(crate) facts: Facts,
    pub(crate) answer: Answer,
    /// The way into fast running, where there is none on record.
    pub(crate) begin: Option<Begin>,
    /// The session in words.
    pub(crate) workout: String,
    /// What was run.
    pub(crate) run: Option<Step>,
    /// What the same again is.
    pub(crate) step: Option<Step>,
    /// The last session of the kind before that was held, of these lengths if there is one.
    pub(crate) held: Option<Step>,
    /// The steps that the open levers lead to, in the order of the kind.
    pub(crate) candidates: Vec<(Lever, Step)>,
    pub(crate) placed: Option<Placed>,
    pub(crate) target: Option<Target>,
    pub(crate) load: Load,
    pub(crate) cap: Cap,
    /// The fitness index of a race, as it is now.
    pub(crate) vdot: Option<f64>,
    /// What the time since the session leaves of it, 0 to 1.
    pub(crate) index_left: f64,
    pub(crate) last_hard_day: Option<i64>,
    /// The first day on which one more hard day is not one too many within a week; `None` where any day is.
    pub(crate) room_from: Option<i64>,
    /// The first day that is far enough from the last hard one.
    pub(crate) spaced_day: i64,
    /// Days from today to the race that the runner trains for.
    pub(crate) days_to_race: Option<i64>,
    /// The day of that race, and how many easy days follow it.
    race_day: Option<(i64, i64)>,
    /// Cells of the journal since the session that cannot be read, as a sentence.
    pub(crate) unread: Option<String>,
    today: i64,
}

impl<'a> History<'a> {
    /// A look at the step after a session.
    pub(crate) fn look(&self, session: &'a SessionSummary) -> Look<'a> {
        let is_judged = self.is_judged(session);
        let family = if is_judged { self.family(session) } else { session.family };
        let load = Load::of(&self.runs, self.today, |run| self.rpe(run));
        let earlier: Vec<&SessionSummary> =
            if is_judged { self.of_kind(session, family).collect() } else { Vec::new() };
        let sessions = if is_judged { self.together(session, family, &earlier) } else { Vec::new() };
        let evidence: Vec<Evidence> = sessions.iter().filter_map(|run| self.evidence(run, family)).collect();
        let by_feel = evidence.last().is_some_and(|newest| newest.by_feel || newest.uneven_ground);
        let run = Step::of(session, by_feel).filter(|_| is_judged);
        let origin = self.origin(session, family, &earlier);
        let origin_feels = self.evidence(origin, family).is_some_and(|e| e.by_feel || e.uneven_ground);
        let step = Step::of(origin, origin_feels).filter(|_| is_judged);
        let step = step.map(|step| self.as_planned(&step, session, &earlier, evidence.last()));
        let (candidates, closed) =
            step.as_ref().map_or_else(Default::default, |step| self.levers((session, &earlier), step, family, &load));
        let facts = Facts {
            size: self.size(session, family, &earlier),
            is_first: earlier.is_empty(),
            sessions: evidence,
            not_held_of3: self.not_held_of3(session),
            anchor_old: self.is_anchor_old(session, &earlier),
            ran_since_symptom: self.ran_since_symptom(),
            eased: self.is_eased(session),
            hard_day_near: self.is_hard_day_near(session),
            open: candidates.iter().map(|(lever, _)| *lever).collect(),
            closed,
            ..self.day(family, &load)
        };
        let held = is_judged.then(|| self.last_held(session, family, &earlier)).flatten();
        let steps = Steps::of(self.athlete, family);
        let on = self.placed(session, family);
        let next = on.as_ref().map_or_else(|| steps.first_of_length(rep_of(session)), |rung| steps.after(rung));
        let race = self.athlete.goal_race;
        Look {
            answer: decide(&facts),
            begin: None,
            workout: session.workout.clone(),
            placed: step.as_ref().map(|_| Placed { next: next.cloned(), on }),
            target: target_of(session, family, self.like(session, family), (self.race(session), self.athlete))
                .filter(|_| !by_feel),
            cap: family.cap_for(self.athlete.goal()),
            vdot: self.race(session).map(|race| race.vdot),
            index_left: self.index_left_since(session.day),
            last_hard_day: self.last_hard().map(|run| run.day),
            room_from: self.room_from(&load),
            spaced_day: self.spaced_day(),
            days_to_race: race.map(|race| race.day - self.today),
            race_day: race.map(|race| (race.day, easy_days_after(race.distance_m))),
            unread: unread_sentence(self.journal, session.day.max(self.today - SYMPTOM_DAYS), self.today),
            today: self.today,
            session,
            sessions,
            facts,
            run,
            step,
            held,
            candidates,
            load,
        }
    }

    /// A look at the way into fast running.
    pub(crate) fn look_at_the_way_in(&self, latest: &'a SessionSummary, begin: Begin) -> Look<'a> {
        let mut look = self.look(latest);
        let facts = Facts {
            family: Family::F,
            sessions: Vec::new(),
            days_no_fast: None,
            open: Vec::new(),
            closed: Vec::new(),
            ..look.facts
        };
        look.answer = decide(&facts);
        if look.answer.decision == Decision::OnceMore {
            look.answer.reason = Reason::Begin;
        }
        Look { facts, begin: Some(begin), sessions: Vec::new(), target: None, placed: None, ..look }
    }

    /// The sessions of the kind that speak together, newest last: within five weeks, and none that a step up has used.
    fn together(
        &self,
        session: &'a SessionSummary,
        family: Family,
        earlier: &[&'a SessionSummary],
    ) -> Vec<&'a SessionSummary> {
        let used =
            self.steps_up.iter().filter(|(of, start)| *of == family && *start < session.start_unix_s - SAME_OUTING_S);
        let used = used.map(|(_, start)| *start).fold(f64::NEG_INFINITY, f64::max);
        let is_one = |run: &&&SessionSummary| session.day - run.day <= TOGETHER_DAYS && run.start_unix_s > used + 1.0;
        // A lighter session confirms nothing.
        let is_like = |run: &&&SessionSummary| Self::size_m(run) > LIGHTER * Self::size_m(session);
        let mut sessions: Vec<&SessionSummary> = earlier.iter().take_while(is_one).filter(is_like).copied().collect();
        sessions.reverse();
        sessions.push(session);
        sessions
    }

    /// Whether a session of a kind was held.
    pub(crate) fn verdict(&self, session: &SessionSummary, family: Family) -> Option<Verdict> {
        self.evidence(session, family).map(|evidence| judge(family, &evidence).verdict)
    }

    fn is_held(&self, session: &SessionSummary, family: Family) -> bool {
        self.verdict(session, family) == Some(Verdict::Held)
    }

    /// What the same again starts from: after a lighter session the full one before it.
    fn origin(
        &self,
        session: &'a SessionSummary,
        family: Family,
        earlier: &[&'a SessionSummary],
    ) -> &'a SessionSummary {
        self.full_of(session, family, earlier).unwrap_or(session)
    }

    /// The full session that a lighter one was one of: much smaller than the last of its length that did not fail, where a lighter
    /// week was due or run, the one before was not held, or an easy day lay between.
    fn full_of(
        &self,
        session: &SessionSummary,
        family: Family,
        earlier: &[&'a SessionSummary],
    ) -> Option<&'a SessionSummary> {
        let before = earlier.first()?;
        let is_full = |run: &&&SessionSummary| {
            let is_alike = run.length.zip(session.length).is_some_and(|(a, b)| like_length(a, b, LIKE_LENGTH));
            is_alike
                && Self::size_m(session) <= LIGHTER * Self::size_m(run)
                && self.verdict(run, family).is_some_and(|verdict| verdict > Verdict::NotHeld)
        };
        let full = earlier.iter().take_while(|run| session.day - run.day <= TOGETHER_DAYS).find(is_full)?;
        let is_lighter = build_weeks(&self.runs, session.day - 1) >= BUILDING_WEEKS
            || is_lighter_week(&self.runs, session.day)
            || self.verdict(before, family) == Some(Verdict::NotHeld)
            || (before.day + 1..=session.day).any(|day| self.easy_of(day).is_some());
        is_lighter.then_some(*full)
    }

    /// Whether the session of a lighter week has been run this week.
    fn has_lighter_this_week(&self) -> bool {
        let of_week = self.runs.iter().rev().take_while(|run| week_of(run.day) == week_of(self.today));
        of_week.filter(|run| self.is_judged(run)).any(|run| {
            let family = self.family(run);
            let earlier: Vec<&SessionSummary> = self.of_kind(run, family).collect();
            self.full_of(run, family, &earlier).is_some()
        })
    }

    /// The step with the planned reps, where some were left out for a reason that is not the runner's and so many were held before.
    fn as_planned(
        &self,
        step: &Step,
        session: &SessionSummary,
        earlier: &[&SessionSummary],
        newest: Option<&Evidence>,
    ) -> Step {
        let planned = self.planned(session).filter(|_| newest.is_some_and(|newest| newest.excused));
        let is_alike = |run: &&&SessionSummary| {
            run.length.zip(session.length).is_some_and(|(a, b)| like_length(a, b, LIKE_LENGTH))
        };
        let most = earlier.iter().filter(is_alike).map(|run| run.reps.len()).max().unwrap_or(0);
        let reps = planned.map_or(step.reps, |planned| planned.min(most).max(step.reps));
        step.of_reps(reps)
    }

    /// The newest session's fast distance over the largest one held within a month, the newest included.
    fn size(&self, session: &SessionSummary, family: Family, earlier: &[&SessionSummary]) -> f64 {
        let days = if is_lighter_week(&self.runs, session.day - 7) { TOGETHER_DAYS } else { BASE_DAYS };
        let month = earlier.iter().take_while(|run| session.day - run.day <= days);
        let held = month.filter(|run| self.is_held(run, family)).map(|run| Self::size_m(run));
        let own = Self::size_m(session);
        if own > 0.0 { own / held.fold(own, f64::max) } else { 1.0 }
    }

    /// Fast distance of a session, m; of strides that of its set.
    fn size_m(session: &SessionSummary) -> f64 {
        session.fast_distance_m.max(session.rep_distance_m * session.reps.len() as f64)
    }

    /// The last session before that was held: of the same length if there is one, else the last of the kind.
    fn last_held(&self, session: &SessionSummary, family: Family, earlier: &[&SessionSummary]) -> Option<Step> {
        let is_alike = |run: &&&SessionSummary| {
            run.length.zip(session.length).is_some_and(|(a, b)| like_length(a, b, LIKE_LENGTH))
        };
        let held = earlier.iter().filter(is_alike).find(|run| self.is_held(run, family))?;
        let by_feel = self.evidence(held, family).is_some_and(|evidence| evidence.by_feel);
        Step::of(held, by_feel)
    }

    /// Of the last three hard sessions those not held, where the newest is one of them; a lighter session ends the count.
    pub(crate) fn not_held_of3(&self, session: &SessionSummary) -> usize {
        let not_held =
            |run: &SessionSummary| !run.doubtful && self.verdict(run, self.family(run)) == Some(Verdict::NotHeld);
        if !self.is_judged(session) || !not_held(session) {
            return 0;
        }
        let before = self.before(session).iter().rev().copied().take_while(|run| session.day - run.day <= FAIL_DAYS);
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
    fn is_anchor_old(&self, session: &SessionSummary, earlier: &[&SessionSummary]) -> bool {
        let race = self.race(session).is_some_and(|race| !race.is_old());
        let own = earlier.first().is_some_and(|run| session.day - run.day <= OLD_DAYS)
            || self.before(session).iter().rev().take_while(|run| session.day - run.day <= OLD_DAYS).any(|run| {
                (run.kind == WorkoutKind::RaceLike || self.is_judged(run)) && run.kind != WorkoutKind::Strides
            });
        session.target_mps.is_none() && !race && !own
    }

    fn ran_since_symptom(&self) -> bool {
        let since = days_since_symptom(self.journal, self.today).map(|ago| self.today - ago);
        since.is_none_or(|since| self.runs.iter().any(|run| run.day > since + CLEAR_DAYS && self.is_judged(run)))
    }

    fn easy_of(&self, day: i64) -> Option<Easy> {
        easy_by_signals(&signals(self.journal, day), sore_days(self.journal, day, SORE)).filter(|easy| easy.takes())
    }

    /// Whether soreness, pain or a red sign took an easy day after the session, in the last two days.
    fn is_eased(&self, session: &SessionSummary) -> bool {
        ((self.today - 2).max(session.day + 1)..self.today).any(|day| self.easy_of(day).is_some())
    }

    /// Easy spells of the last two weeks; a long one counts for more.
    fn easy_times(&self) -> usize {
        let days: Vec<bool> = (0..EASY_DAYS).map(|ago| self.easy_of(self.today - ago).is_some()).collect();
        let spells = days.windows(2).filter(|pair| pair[0] && !pair[1]).count() + usize::from(days.ends_with(&[true]));
        let long = days.iter().filter(|is_easy| **is_easy).count() / usize::try_from(EASY_SPELL_DAYS).unwrap_or(3);
        spells.max(long)
    }

    /// Whether a hard day after the session is too near.
    fn is_hard_day_near(&self, session: &SessionSummary) -> bool {
        let later =
            self.last_hard().filter(|run| run.start_unix_s > session.start_unix_s + 1.0 && run.day > session.day);
        later.is_some_and(|run| self.today - run.day < self.spacing())
    }

    /// Days since the last run; in the first week after a break of two weeks and more those of the break.
    fn days_no_run(&self) -> Option<i64> {
        let days: Vec<i64> = self.runs.iter().map(|run| run.day).collect();
        let is_fresh = |pair: &&[i64]| self.today - pair[1] < RETURN_DAYS && pair[1] - pair[0] > NO_RUN_DAYS;
        let of_break = days.windows(2).rev().find(is_fresh).map(|pair| pair[1] - pair[0] - 1);
        of_break.or(days.last().map(|last| self.today - last))
    }

    /// Building weeks at the day of the next session: where that is in another week, this one counts if it is one by now.
    fn build_weeks_ahead(&self, load: &Load) -> usize {
        let free_day = self.spaced_day().max(self.room_from(load).unwrap_or(i64::MIN));
        let is_next_week = week_of(free_day) > week_of(self.today);
        let then = if is_next_week { build_weeks(&self.runs, next_monday(self.today)) } else { 0 };
        if self.has_lighter_this_week() { 0 } else { load.build_weeks.max(then) }
    }

    /// The facts of the day, whatever the session.
    fn day(&self, family: Family, load: &Load) -> Facts {
        let (journal, today) = (self.journal, self.today);
        let found = symptoms(journal, today);
        let strong = found.pain.filter(|pain| *pain >= STOP_PAIN).map(Symptom::Pain);
        let symptom = found.illness.then_some(Symptom::Illness);
        let symptom = symptom.or(found.focal_pain.then_some(Symptom::OneSpot)).or(strong);
        // Weather written on a day with a run is that of the run.
        let is_weather_of_today = self.runs.last().is_none_or(|run| run.day < today);
        let novice = self.is_novice();
        Facts {
            family,
            sessions: Vec::new(),
            is_first: false,
            size: 1.0,
            symptom,
            symptom_days: days_since_symptom(journal, today),
            ran_since_symptom: true,
            signals: signals(journal, today),
            sore_days: sore_days(journal, today, SORE),
            eased: false,
            easy_times: self.easy_times(),
            too_hot: is_weather_of_today && heat_of(journal, today).is_some_and(|(_, too_hot)| too_hot),
            unread_symptom: !unread_symptoms(journal, today).is_empty(),
            hard_day_near: false,
            days_no_run: self.days_no_run(),
            days_no_fast: self.runs.iter().rev().find(|run| run.is_fast()).map(|run| today - run.day),
            build_weeks: self.build_weeks_ahead(load),
            not_held_of3: 0,
            new_altitude: self.runs.last().is_some_and(|run| self.new_altitude(run).is_some()),
            novice,
            require_rpe: self.athlete.require_rpe.unwrap_or(novice),
            anchor_old: true,
            open: Vec::new(),
            closed: Vec::new(),
        }
    }

    /// The levers that are open after a session, each with its step; and why the others are not.
    fn levers(
        &self,
        (session, earlier): (&SessionSummary, &[&SessionSummary]),
        step: &Step,
        family: Family,
        load: &Load,
    ) -> (Vec<(Lever, Step)>, Vec<Closed>) {
        if let Some(surface) = self.new_surface() {
            return (Vec::new(), vec![Closed::NewSurface(surface.to_owned())]);
        }
        if step.shape.is_within() {
            return (Vec::new(), vec![Closed::Surges]);
        }
        let index = self.race(session).map(|race| race.vdot);
        let steps = Steps::of(self.athlete, family);
        let all = earlier.iter().copied().chain([session]).flat_map(|run| &run.works);
        let best = all.filter(|rep| rep.distance_m >= AS_LONG * step.rep_m()).map(|rep| rep.speed_mps);
        let best = best.fold(session.mean_speed_mps, f64::max);
        let whole = (session.distance_m, step.others_m);
        let (open, mut closed) = open_levers(step, (index, &steps), load, whole, ABOVE_BEST * best);
        let is_due = |step: &Step| !step.shape.is_within() || !self.has_surged_since(session, step);
        let (open, had): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, step)| is_due(step));
        if !had.is_empty() {
            closed.push(Closed::SurgesDone);
        }
        (open, closed)
    }

    /// Whether surges of a step have been run since a session.
    fn has_surged_since(&self, session: &SessionSummary, step: &Step) -> bool {
        let later = self.runs.iter().filter(|run| run.start_unix_s > session.start_unix_s && run.shape.is_within());
        let lengths = later.filter_map(|run| run.length);
        lengths.into_iter().any(|length| like_length(length, step.length, LIKE_LENGTH))
    }
}

impl Look<'_> {
    /// Whether reps that were planned are missing.
    pub(crate) fn is_missing_reps(&self) -> bool {
        let newest = self.answer.judgements.last();
        newest.is_some_and(|judgement| matches!(judgement.finding, Some(Finding::Missing(..))))
    }

    /// The earliest day: far enough from the hard ones before, after the days that stay easy, not near the race.
    pub(crate) fn earliest(&self, step: &Step) -> i64 {
        let off = match &self.answer.reason {
            Reason::Symptom(Symptom::JustOver(days)) => CLEAR_DAYS - days + EASY_SPELL_DAYS + 1,
            Reason::Symptom(_) => CLEAR_DAYS + EASY_SPELL_DAYS + 1,
            Reason::Easy(easy) => easy.quiet_days(),
            _ => 0,
        };
        // Strides are no hard day, of which a week has only so many.
        let room_from = self.room_from.filter(|_| !step.is_short()).unwrap_or(i64::MIN);
        let day = self.spaced_day.max(room_from).max(self.today + off);
        // Nothing hard in the last days before the race, and easy days after it.
        let race = self.race_day.filter(|(race, _)| (0..=RACE_DAYS).contains(&(race - day)));
        race.map_or(day, |(race, easy_days)| race + 1 + easy_days)
    }

    /// Days without running, or without fast running, that make a way back.
    pub(crate) fn is_return(&self) -> bool {
        self.answer.heard.iter().any(|heard| heard.decision == Decision::WayBack && heard.reason.is_some())
    }
}

/// Soreness of today and yesterday, the higher.
pub(crate) fn sore_now(past: &History<'_>) -> Option<f64> {
    rows(past.journal, past.today - 1, past.today).filter_map(|row| row.soreness).reduce(f64::max)
}
