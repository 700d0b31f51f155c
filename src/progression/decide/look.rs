//! One look at a runner as of today: the facts, the answer, and all that the next workout is made from.

use super::answer::{Answer, Decision, decide, decide_by};
use super::base::Ground;
use super::facts::{CLEAR_DAYS, Facts};
use super::reason::{Reason, Symptom};
use super::today::EASY_SPELL_DAYS;
use crate::model::{Day, Family, Rung};
use crate::progression::judge::Finding;
use crate::progression::kind::Lever;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::{Cap, Steps};
use crate::progression::past::anchor::rep_of;
use crate::progression::past::hard::{LONG_SPACING_DAYS, RACE_DAYS, SPACING_DAYS, easy_days_after};
use crate::progression::past::history::History;
use crate::progression::past::load::Load;
use crate::progression::past::order::place_from_end;
use crate::progression::past::symptoms::SYMPTOM_DAYS;
use crate::progression::past::unread::unread_sentence;
use crate::progression::past::{SessionSummary, Target, target_of};
use crate::progression::step::Closed;
use crate::progression::step::begin::Begin;
use crate::progression::step::gates::Limits;
use crate::progression::step::step::Step;
use crate::segment::alike::on_one_rung;

/// No pace is raised above the best speed over the length by more than this, as a factor.
const ABOVE_BEST: f64 = 1.02;
/// Reps count for that best speed from this share of the length on.
const AS_LONG: f64 = 0.92;

/// Where a session stands on the ladder.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// The highest step that the session fills.
    pub(crate) on: Option<Rung>,
    /// The step after that; the first step of the length where the session fills none.
    pub(crate) next: Option<Rung>,
}

/// One look at the step after a session.
#[derive(Debug)]
pub(crate) struct Look<'a> {
    pub(crate) session: &'a SessionSummary,
    /// The sessions that count together, newest last.
    pub(crate) sessions: Vec<&'a SessionSummary>,
    pub(crate) facts: Facts,
    pub(crate) answer: Answer,
    /// The way into fast running, where there is none on record.
    pub(crate) begin: Option<Begin>,
    /// The session in words.
    pub(crate) workout: String,
    /// The session as a workout.
    pub(crate) run: Option<Step>,
    /// The workout that the same again is.
    pub(crate) step: Option<Step>,
    /// Whether that is the full session of which this session was a lighter one.
    pub(crate) comes_back: bool,
    /// The day of the session that stands in for this one, whose cut is doubtful.
    pub(crate) believed: Option<Day>,
    /// The last earlier session of the same length that was held.
    pub(crate) held: Option<Step>,
    /// The steps that the open levers lead to, in the order of the kind.
    pub(crate) candidates: Vec<(Lever, Step)>,
    pub(crate) placed: Option<Placed>,
    pub(crate) target: Option<Target>,
    pub(crate) load: Load,
    pub(crate) cap: Cap,
    /// The fitness index at the session, by a race.
    pub(crate) vdot: Option<f64>,
    /// The share of that index that the time since the session leaves, 0 to 1.
    pub(crate) index_left: f64,
    pub(crate) last_hard_day: Option<Day>,
    /// The first day on which one more hard day is not too many within a week; `None` where any day allows it.
    pub(crate) room_from: Option<Day>,
    /// The first day that is far enough from the last hard day.
    pub(crate) spaced_day: Day,
    /// Days between two sessions of strides.
    stride_days: i64,
    /// The last race, or run like one, whose easy days are not over: its day, and its distance in m.
    pub(crate) raced: Option<(Day, f64)>,
    /// Days from today to the race that the runner trains for.
    pub(crate) days_to_race: Option<i64>,
    /// The day of that race, and the easy days that follow the race.
    race_day: Option<(Day, i64)>,
    /// Cells of the journal since the session that cannot be read, as a sentence.
    pub(crate) unread: Option<String>,
    pub(crate) today: Day,
}

impl<'a> History<'a> {
    /// A look at the step after a session.
    pub(crate) fn look(&self, session: &'a SessionSummary) -> Look<'a> {
        let load = Load::of(&self.runs, &self.weeks, self.today, |run| self.rpe(run));
        let ground = self.ground(session);
        let (family, earlier) = (ground.family, &ground.earlier);
        let of = |run: &SessionSummary| self.step_of(run, family).filter(|_| ground.is_judged);
        // What cannot be believed is not asked for again.
        let run = if session.doubtful { ground.full.and_then(of) } else { of(session) };
        let step = ground.full.and_then(of).map(|step| self.as_planned(&step, session, earlier));
        let (candidates, closed) =
            step.as_ref().map_or_else(Default::default, |step| self.levers(&ground, step, &load));
        let facts = self.facts(&ground, &load, &candidates, closed);
        let race = self.athlete.goal_race;
        let index = self.race(session);
        Look {
            answer: decide_by(&facts, ground.counted.iter().map(|counted| counted.case.judgement).collect()),
            begin: None,
            workout: session.workout.clone(),
            comes_back: !session.doubtful && ground.full.is_some_and(|full| !std::ptr::eq(full, session)),
            believed: ground.full.filter(|_| session.doubtful).map(|full| full.day),
            placed: step.as_ref().map(|_| self.place(session, family)),
            target: target_of(session, family, self.like(session, family), index, self.athlete)
                .filter(|_| !self.is_by_feel(session, family)),
            cap: family.cap_for(self.athlete.goal()),
            vdot: index.map(|race| race.vdot),
            index_left: self.index_left_since(session.day),
            last_hard_day: self.last_hard().map(|run| run.day),
            room_from: self.room_from(&load),
            spaced_day: self.spaced_day(),
            stride_days: if self.is_novice() { LONG_SPACING_DAYS } else { SPACING_DAYS },
            raced: self.last_raced().filter(|(day, metres)| self.today <= *day + easy_days_after(*metres)),
            days_to_race: race.map(|race| race.day - self.today),
            race_day: race.map(|race| (race.day, easy_days_after(race.distance_m))),
            unread: unread_sentence(self.journal, session.day.max(self.today - SYMPTOM_DAYS), self.today),
            today: self.today,
            held: ground.is_judged.then(|| self.last_held(session, family, earlier)).flatten(),
            sessions: ground.counted.iter().map(|counted| counted.run).collect(),
            session,
            facts,
            run,
            step,
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

    /// The levers that are open after the full session, each with its step; and why the others are not.
    pub(super) fn levers(&self, ground: &Ground<'_>, step: &Step, load: &Load) -> (Vec<(Lever, Step)>, Vec<Closed>) {
        if let Some(surface) = self.new_surface() {
            return (Vec::new(), vec![Closed::NewSurface(surface.to_owned())]);
        }
        if step.shape.is_within() {
            return (Vec::new(), vec![Closed::Surges]);
        }
        let Some(session) = ground.full else { return (Vec::new(), Vec::new()) };
        let family = ground.family;
        let vdot = self.race(session).map(|race| race.vdot);
        let by_race = vdot.and_then(|vdot| training_speed(family, vdot, None)).filter(|_| family == Family::T);
        let may_be_run = |speed_mps: f64| {
            let works = [session].into_iter().chain(ground.earlier.iter().copied()).flat_map(|run| &run.works);
            let as_long = works.filter(|rep| rep.distance_m >= AS_LONG * step.rep_m).map(|rep| rep.speed_mps);
            let mut own = std::iter::once(session.mean_speed_mps).chain(as_long);
            by_race.is_none_or(|race| speed_mps <= race) && own.any(|own| speed_mps <= ABOVE_BEST * own)
        };
        let steps = Steps::of(self.athlete, family);
        let limits = Limits { steps: &steps, load, vdot, session_m: session.distance_m, may_be_run: &may_be_run };
        let (open, mut closed) = limits.open_levers(step);
        let is_due = |step: &Step| !step.shape.is_within() || !self.has_surged_since(session, step);
        let (mut open, had): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, step)| is_due(step));
        // After a lighter session the pace is not raised to one that was run in it.
        let run_mps = ground.session.mean_speed_mps;
        open.retain(|(lever, step)| *lever != Lever::Pace || step.speed_mps.is_none_or(|speed| speed > run_mps));
        closed.extend((!had.is_empty()).then_some(Closed::SurgesDone));
        (open, closed)
    }

    /// Whether the surges of a step were run since a session.
    fn has_surged_since(&self, session: &SessionSummary, step: &Step) -> bool {
        let from = place_from_end(&self.runs, |run| run.start_unix_s <= session.start_unix_s);
        let later = self.runs[from..].iter().filter(|run| run.shape.is_within());
        later.filter_map(|run| run.length).any(|length| on_one_rung(length, step.length))
    }
}

impl Look<'_> {
    /// Whether the session is judged: it has reps.
    pub(crate) fn is_judged(&self) -> bool {
        !self.sessions.is_empty()
    }

    /// Whether the newest session had missing reps.
    pub(crate) fn is_missing_reps(&self) -> bool {
        let newest = self.answer.judgements.last();
        newest.is_some_and(|judgement| matches!(judgement.finding, Some(Finding::Missing(..))))
    }

    /// The earliest day for a step: far enough from hard days, after the days that stay easy, and not near the race.
    pub(crate) fn earliest(&self, step: &Step) -> Day {
        let off = match &self.answer.reason {
            Reason::Symptom(Symptom::JustOver(days)) => CLEAR_DAYS - days + EASY_SPELL_DAYS + 1,
            Reason::Symptom(_) => CLEAR_DAYS + EASY_SPELL_DAYS + 1,
            Reason::Easy(easy) => easy.quiet_days(),
            _ => 0,
        };
        // Strides make no hard day, so the number of hard days a week does not bound them. They keep their distance from
        // the last fast day.
        let room_from = if step.is_short() {
            self.facts.days_no_fast.map(|days| self.today - days + self.stride_days)
        } else {
            self.room_from
        };
        let soonest = self.spaced_day.max(self.today + off);
        let day = room_from.map_or(soonest, |room| room.max(soonest));
        // Nothing hard in the last days before the race, and easy days after the race.
        let race = self.race_day.filter(|(race, _)| (0..=RACE_DAYS).contains(&(*race - day)));
        race.map_or(day, |(race, easy_days)| race + 1 + easy_days)
    }

    /// Whether a way back is due, whatever comes first.
    pub(crate) fn is_return(&self) -> bool {
        self.answer.matched(Decision::WayBack)
    }
}
