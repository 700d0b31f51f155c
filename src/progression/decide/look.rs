//! One look at a runner as of today: the facts, the answer, and what the next workout is made from.

use super::answer::{Answer, Decision, decide};
use super::base::Ground;
use super::facts::{CLEAR_DAYS, Facts};
use super::hard_days::LONG_SPACING_DAYS;
use super::reason::{Reason, Symptom};
use super::today::EASY_SPELL_DAYS;
use crate::model::{Day, Family, Rung};
use crate::progression::judge::{Evidence, Finding};
use crate::progression::kind::Lever;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::{Cap, Steps};
use crate::progression::past::anchor::rep_of;
use crate::progression::past::history::{History, RACE_DAYS, SPACING_DAYS, easy_days_after};
use crate::progression::past::load::Load;
use crate::progression::past::mornings::SYMPTOM_DAYS;
use crate::progression::past::unread::unread_sentence;
use crate::progression::past::{SessionSummary, Target, target_of};
use crate::progression::step::Closed;
use crate::progression::step::begin::Begin;
use crate::progression::step::gates::open_levers;
use crate::progression::step::step::Step;
use crate::segment::alike::on_one_rung;

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
    pub(crate) last_hard_day: Option<Day>,
    /// The first day on which one more hard day is not one too many within a week; `None` where any day is.
    pub(crate) room_from: Option<Day>,
    /// The first day that is far enough from the last hard one.
    pub(crate) spaced_day: Day,
    /// Days between strides, where these are the session.
    stride_days: i64,
    /// Days from today to the race that the runner trains for.
    pub(crate) days_to_race: Option<i64>,
    /// The day of that race, and how many easy days follow it.
    race_day: Option<(Day, i64)>,
    /// Cells of the journal since the session that cannot be read, as a sentence.
    pub(crate) unread: Option<String>,
    pub(crate) today: Day,
}

impl<'a> History<'a> {
    /// A look at the step after a session.
    pub(crate) fn look(&self, session: &'a SessionSummary) -> Look<'a> {
        let is_judged = self.is_judged(session);
        let family = if is_judged { self.family(session) } else { session.family };
        let load = Load::of(&self.runs, self.today, |run| self.rpe(run));
        let earlier: Vec<&SessionSummary> =
            if is_judged { self.of_kind(session, family).collect() } else { Vec::new() };
        let Ground { full, newest, before } = self.ground(session, family, &earlier);
        let sessions = if is_judged { self.together(newest, family, &before) } else { Vec::new() };
        let evidence: Vec<Evidence> = sessions.iter().filter_map(|run| self.evidence(run, family)).collect();
        let run = self.step_of(session, family).filter(|_| is_judged);
        let step = self.step_of(full, family).filter(|_| is_judged);
        let step = step.map(|step| self.as_planned(&step, session, &earlier));
        let (candidates, closed) =
            step.as_ref().map_or_else(Default::default, |step| self.levers((full, &earlier), step, family, &load));
        let facts = Facts {
            size: self.size(newest, family, &before),
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
        let race = self.athlete.goal_race;
        Look {
            answer: decide(&facts),
            begin: None,
            workout: session.workout.clone(),
            placed: step.as_ref().map(|_| self.place(session, family)),
            target: target_of(session, family, self.like(session, family), (self.race(session), self.athlete))
                .filter(|_| !self.is_by_feel(session, family)),
            cap: family.cap_for(self.athlete.goal()),
            vdot: self.race(session).map(|race| race.vdot),
            index_left: self.index_left_since(session.day),
            last_hard_day: self.last_hard().map(|run| run.day),
            room_from: self.room_from(&load),
            spaced_day: self.spaced_day(),
            stride_days: if self.is_novice() { LONG_SPACING_DAYS } else { SPACING_DAYS },
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

    /// Where a session of a kind stands on the ladder.
    fn place(&self, session: &SessionSummary, family: Family) -> Placed {
        let steps = Steps::of(self.athlete, family);
        let on = self.placed(session, family);
        let next = on.as_ref().map_or_else(|| steps.first_of_length(rep_of(session)), |rung| steps.after(rung));
        Placed { next: next.cloned(), on }
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
        let best = ABOVE_BEST * best.fold(session.mean_speed_mps, f64::max);
        let by_race = index.and_then(|vdot| training_speed(family, vdot, None)).filter(|_| family == Family::T);
        let fastest = by_race.map_or(best, |race| race.min(best));
        let whole = (session.distance_m, step.others_m);
        let (open, mut closed) = open_levers(step, (index, &steps), load, whole, fastest);
        let is_due = |step: &Step| !step.shape.is_within() || !self.has_surged_since(session, step);
        let (open, had): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, step)| is_due(step));
        if !had.is_empty() {
            closed.push(Closed::SurgesDone);
        }
        (open, closed)
    }

    /// The steps that follow on the next one if all goes well, each after two sessions, so many at most: what caps and gates of today
    /// let through, the pace last.
    pub(crate) fn ahead(&self, look: &Look<'a>, most: usize) -> Vec<Step> {
        let is_known = look.begin.is_none() && self.is_judged(look.session);
        // After a lighter one the full one comes back.
        let is_up = look.answer.decision == Decision::StepUp;
        let first = if is_up { look.next_step() } else { look.level() };
        let Some(first) = first.filter(|_| is_known) else { return Vec::new() };
        let family = look.facts.family;
        let earlier: Vec<&SessionSummary> = self.of_kind(look.session, family).collect();
        let Ground { full, .. } = self.ground(look.session, family, &earlier);
        let mut load = Load { last7_m: 0.0, has_new_longest: false, fast_share: None, ..look.load.clone() };
        let mut steps: Vec<Step> = Vec::new();
        while steps.len() < most {
            let now = steps.last().unwrap_or(&first);
            load.largest_fast_m = load.largest_fast_m.max(now.fast_m());
            load.largest_of_season_m = load.largest_of_season_m.max(now.fast_m());
            let (open, _) = self.levers((full, &earlier), now, family, &load);
            let is_open = |lever: Lever| lever != Lever::Pace || !self.is_novice();
            let next = open.into_iter().find(|(lever, _)| is_open(*lever)).map(|(_, step)| step);
            let Some(next) = next else { break };
            steps.push(next);
        }
        steps
    }

    /// Whether surges of a step have been run since a session.
    fn has_surged_since(&self, session: &SessionSummary, step: &Step) -> bool {
        let later = self.runs.iter().filter(|run| run.start_unix_s > session.start_unix_s && run.shape.is_within());
        later.filter_map(|run| run.length).any(|length| on_one_rung(length, step.length))
    }
}

impl Look<'_> {
    /// Whether reps that were planned are missing.
    pub(crate) fn is_missing_reps(&self) -> bool {
        let newest = self.answer.judgements.last();
        newest.is_some_and(|judgement| matches!(judgement.finding, Some(Finding::Missing(..))))
    }

    /// The earliest day: far enough from the hard ones before, after the days that stay easy, not near the race.
    pub(crate) fn earliest(&self, step: &Step) -> Day {
        let off = match &self.answer.reason {
            Reason::Symptom(Symptom::JustOver(days)) => CLEAR_DAYS - days + EASY_SPELL_DAYS + 1,
            Reason::Symptom(_) => CLEAR_DAYS + EASY_SPELL_DAYS + 1,
            Reason::Easy(easy) => easy.quiet_days(),
            _ => 0,
        };
        // Strides are no hard day, of which a week has only so many; they are as far from the last fast one.
        let room_from = if step.is_short() {
            self.facts.days_no_fast.map(|days| self.today - days + self.stride_days)
        } else {
            self.room_from
        };
        let soonest = self.spaced_day.max(self.today + off);
        let day = room_from.map_or(soonest, |room| room.max(soonest));
        // Nothing hard in the last days before the race, and easy days after it.
        let race = self.race_day.filter(|(race, _)| (0..=RACE_DAYS).contains(&(*race - day)));
        race.map_or(day, |(race, easy_days)| race + 1 + easy_days)
    }

    /// Days without running, or without fast running, that make a way back.
    pub(crate) fn is_return(&self) -> bool {
        self.answer.heard.iter().any(|heard| heard.decision == Decision::WayBack && heard.reason.is_some())
    }
}
