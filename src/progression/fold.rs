//! Everything that the rules look at, folded from a runner's sessions, the journal and today.

use super::anchor::{family_of, rep_of};
use super::begin::Begin;
use super::decision::DecisionInput;
use super::gates::open_levers;
use super::history::{History, LIKE_LENGTH, SPACING_DAYS, STREAK_GAP_DAYS, easy_days_after};
use super::judged::Judged;
use super::ladder::{Cap, Steps};
use super::load::{Load, build_weeks, lighter_this_week, next_monday, week_of};
use super::mix::stands_for;
use super::next::Step;
use super::readiness::{SYMPTOM_DAYS, bad_days_of3, heat_of, signals, symptoms};
use super::rules::{NO_FAMILY_BESIDE_DAYS, NO_FAMILY_DAYS, NO_RUN_DAYS};
use super::summary::{SessionSummary, like_length};
use super::unread::{unread_sentence, unread_symptoms};
use super::verdict::SessionEvidence;
use super::{Decision, Family, Lever};
use crate::model::Rung;

/// Like sessions that the rules look at.
const LIKE_SESSIONS: usize = 8;
/// Days over which a failed hard session counts.
const FAIL_DAYS: i64 = 42;
/// Days after a break in which nothing but strides is fast. House rule on what coaches advise.
const STRIDES_DAYS: i64 = 7;
/// The spacing of hard days after sprint-like work for a novice, or with sore legs.
const LONG_SPACING_DAYS: i64 = 3;
/// Clean sessions in a row before something moves: one alone would let one in four runners at their limit through.
const PASSES: usize = 2;
/// Pace steps of a family in four weeks; more need a new race.
const PACE_STEPS: usize = 2;

/// Where a session comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) day: i64,
    pub(crate) file: String,
    /// Whether the journal has a row of the day.
    pub(crate) in_journal: bool,
}

/// Where a session stands on the ladder.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placed {
    /// The highest step that it fills.
    pub(crate) on: Option<Rung>,
    /// The step after it.
    pub(crate) next: Option<Rung>,
}

impl Placed {
    fn of(past: &History<'_>, session: &SessionSummary, family: Family) -> Self {
        let steps = Steps::of(past.athlete, family);
        let on = past.placed(session, family);
        let next = on.as_ref().map_or_else(|| steps.first_of_length(rep_of(session)), |rung| steps.after(rung));
        Self { next: next.cloned(), on }
    }
}

/// What the rules look at, and what the next workout is written from.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) input: DecisionInput,
    pub(crate) judged: Option<Judged>,
    /// Where each like session comes from, as they stand in `input`.
    pub(crate) sources: Vec<Source>,
    /// The way into fast running, where there is none on record.
    pub(crate) begin: Option<Begin>,
    /// Where the step stands on the ladder, and what comes after it.
    pub(crate) placed: Option<Placed>,
    /// The session in words.
    pub(crate) workout: String,
    /// The step that was run, or asked for.
    pub(crate) step: Option<Step>,
    /// The steps that the open levers lead to, in family order.
    pub(crate) candidates: Vec<(Lever, Step)>,
    pub(crate) load: Load,
    pub(crate) last_hard_day: Option<i64>,
    /// The first day on which one more hard day is not one too many within a week; `None` where any day is.
    pub(crate) room_from: Option<i64>,
    /// The first day that is far enough from the last hard one.
    pub(crate) spaced_day: i64,
    /// Days from today to the race that the runner trains for.
    pub(crate) days_to_race: Option<i64>,
    /// The day of that race, and how many easy days follow it.
    pub(crate) race_day: Option<(i64, i64)>,
    /// The fitness index of a race, as it is now.
    pub(crate) vdot: Option<f64>,
    /// What the time since the session leaves of it, 0 to 1.
    pub(crate) index_left: f64,
    /// The first step of the family's ladder.
    pub(crate) first: Option<Rung>,
    /// The Monday after the lighter week that today is in.
    pub(crate) lighter_until: Option<i64>,
    /// What one session of the family may hold.
    pub(crate) cap: Cap,
    /// Whether the journal has temperature or dew point of the session's day, but not both.
    pub(crate) has_half_weather: bool,
    /// Cells of the journal since the session that cannot be read, as a sentence.
    pub(crate) unread: Option<String>,
}

impl<'a> History<'a> {
    /// Like sessions, newest last, the session itself included; those of an easier step confirm nothing.
    fn sessions(&self, session: &SessionSummary, judged: &Judged) -> (Vec<SessionEvidence>, Vec<Source>) {
        let asked = judged.planned.unwrap_or(session.reps.len()).min(session.reps.len());
        let mut list = vec![(judged.evidence.clone(), self.source(session))];
        let mut newer = session;
        for earlier in self.like(session, judged.family).take(LIKE_SESSIONS) {
            let Some(mut other) = self.judge(earlier) else { continue };
            let moved = Self::advice(newer, judged.family).is_some_and(|advice| advice.lever.is_some());
            other.evidence.same_step = !moved
                && newer.day - earlier.day <= STREAK_GAP_DAYS
                && is_same_step(earlier, session, asked, judged.evidence.by_feel(judged.family));
            list.push((other.evidence, self.source(earlier)));
            newer = earlier;
        }
        list.reverse();
        list.into_iter().unzip()
    }

    fn source(&self, session: &SessionSummary) -> Source {
        let in_journal = self.rows(session.day, session.day).next().is_some();
        Source { day: session.day, file: session.file.clone(), in_journal }
    }

    /// Failures among the last three hard sessions; an advised lighter week starts the count anew.
    pub(super) fn fails_last3_hard(&self, session: &SessionSummary) -> usize {
        let upto = self.before(session).iter().copied().chain([session]).collect::<Vec<_>>();
        let recent = upto.into_iter().rev().take_while(|run| session.day - run.day <= FAIL_DAYS);
        let mut fails = 0;
        for run in recent.filter(|run| self.is_hard(run)).take(3) {
            fails += usize::from(self.judge(run).is_some_and(|judged| judged.verdict.is_fail()));
            if run.advised.is_some_and(|advice| advice.decision == Decision::Deload) {
                break;
            }
        }
        fails
    }

    fn pace_steps(&self, session: &SessionSummary, family: Family) -> usize {
        let month = self.like(session, family).take_while(|run| session.day - run.day <= 28);
        let moved = |run: &SessionSummary| run.advised.is_some_and(|advice| advice.lever == Some(Lever::Pace));
        usize::from(moved(session)) + month.filter(|run| moved(run)).count()
    }

    /// The session that the next step is taken from: after a lighter one the one that it was a lighter one of, else the last like
    /// one before it.
    fn before_lighter<'b>(&self, session: &'b SessionSummary) -> &'b SessionSummary
    where
        'a: 'b,
    {
        if !session.is_lighter() {
            return session;
        }
        let family = family_of(session, self.athlete);
        let followed = session.advised.map(|advice| advice.day);
        let is_it = |run: &&&SessionSummary| {
            Some(run.day) == followed && run.has_reps() && !run.is_lighter() && family_of(run, self.athlete) == family
        };
        let of_advice = self.before(session).iter().rev().find(is_it).copied();
        of_advice.or_else(|| self.like(session, family).next()).unwrap_or(session)
    }

    /// The session that the next step is taken from: after surges goal pace has its turn again, unless they were too much, or
    /// how they felt cannot be read.
    fn before_surges<'b>(&self, session: &'b SessionSummary) -> &'b SessionSummary
    where
        'a: 'b,
    {
        if !session.shape.is_within() || family_of(session, self.athlete) != Family::S {
            return session;
        }
        let is_amiss = |judged: &Judged| judged.verdict.is_fail() || !judged.evidence.effort_unread.is_empty();
        if self.judge(session).as_ref().is_some_and(is_amiss) {
            return session;
        }
        let is_it = |run: &&&SessionSummary| {
            let is_near = session.day - run.day <= STREAK_GAP_DAYS && run.has_reps() && !run.is_lighter();
            is_near && !run.shape.is_within() && family_of(run, self.athlete) == Family::S
        };
        self.before(session).iter().rev().find(is_it).copied().unwrap_or(session)
    }

    /// The levers that are open after a session, each with its step; and why the others are not.
    fn levers(
        &self,
        session: &SessionSummary,
        step: &Step,
        family: Family,
        load: &Load,
    ) -> (Vec<(Lever, Step)>, Vec<String>) {
        if let Some(reason) = self.new_surface() {
            return (Vec::new(), vec![reason]);
        }
        if step.shape.is_within() {
            return (
                Vec::new(),
                vec!["Surges stay as they are: it is the reps of the other sessions that grow.".to_owned()],
            );
        }
        let index = self.race(session).map(|race| race.vdot);
        let is_spent = self.pace_steps(session, family) >= PACE_STEPS;
        let steps = Steps::of(self.athlete, family);
        let (open, mut blocked) =
            open_levers(step, (index, &steps), load, (session.distance_m, step.others_m), is_spent);
        let is_due = |step: &Step| !step.shape.is_within() || !self.has_surged_since(session, step);
        let (open, had): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, step)| is_due(step));
        if !had.is_empty() {
            blocked.push("The surges have had their turn: goal pace again.".to_owned());
        }
        (open, blocked)
    }

    /// The first day that is far enough from the last hard one: 48 h (72 h where asked), after the easy days that a race asks for,
    /// and never twice a day.
    fn spaced_day(&self) -> i64 {
        let spacing = if self.asks_for_72_h() { LONG_SPACING_DAYS } else { SPACING_DAYS };
        let spaced = self.last_hard().map_or(self.today, |run| run.day + spacing);
        let free = self.today + i64::from(self.runs.last().is_some_and(|run| run.day == self.today));
        let raced = self.athlete.races.iter().filter(|race| race.day <= self.today);
        let after_race = raced.map(|race| race.day + 1 + easy_days_after(race.distance_m)).max();
        [Some(free), after_race].into_iter().flatten().fold(spaced, i64::max)
    }

    /// Building weeks at the day of the next session: where that is in another week, this one counts if it is one by now.
    fn build_weeks_ahead(&self, load: &Load) -> usize {
        let free_day = self.spaced_day().max(self.room_from(load).unwrap_or(i64::MIN));
        let is_next_week = week_of(free_day) > week_of(self.today);
        let then = if is_next_week { build_weeks(&self.runs, next_monday(self.today)) } else { 0 };
        load.build_weeks.max(then)
    }

    /// Whether surges of a step have been run since a session.
    fn has_surged_since(&self, session: &SessionSummary, step: &Step) -> bool {
        let later = self.runs.iter().filter(|run| run.start_unix_s > session.start_unix_s && run.shape.is_within());
        let lengths = later.filter_map(|run| run.length);
        lengths.into_iter().any(|length| like_length(length, step.length, LIKE_LENGTH))
    }

    /// Whether three days are needed after the last hard one: with sore legs, and for a novice after sprint-like work.
    fn asks_for_72_h(&self) -> bool {
        let sore = self.rows(self.today - 1, self.today).any(|row| row.soreness.is_some_and(|sore| sore >= 3.0));
        let is_sprung = |run: &SessionSummary| matches!(family_of(run, self.athlete), Family::R | Family::F);
        sore || (self.is_novice() && self.last_hard().is_some_and(is_sprung))
    }

    /// The last hard session of the newest thirty runs.
    fn last_hard(&self) -> Option<&'a SessionSummary> {
        self.runs.iter().rev().take(30).find(|run| self.is_hard(run)).copied()
    }

    /// Days without a family from which it has been missed: more where other reps went on, and any number where goal pace did that
    /// takes its turns.
    fn family_gap_days(&self, family: Family) -> i64 {
        let goal = self.athlete.goal().filter(|_| family != Family::S);
        let recent = || self.runs.iter().rev().take_while(|run| self.today - run.day < NO_FAMILY_DAYS);
        let families: Vec<Family> =
            recent().filter(|run| run.has_reps()).map(|run| family_of(run, self.athlete)).collect();
        if goal.is_some_and(|goal| stands_for(goal) == family) && families.contains(&Family::S) {
            i64::MAX
        } else if families.iter().any(|other| ![Family::F, family].contains(other)) {
            NO_FAMILY_BESIDE_DAYS
        } else {
            NO_FAMILY_DAYS
        }
    }

    /// Clean sessions in a row that a step takes. The gates cut the steps of the way in, which are by feel, to a rep more
    /// at a time: the counts between are passed once.
    fn passes_needed(&self, step: &Step, family: Family, open: &[(Lever, Step)]) -> usize {
        let is_between = Steps::of(self.athlete, family).is_between(step.rep(), step.reps);
        let has_more = open.iter().any(|(lever, _)| *lever == Lever::Reps);
        if family == Family::F && is_between && has_more { 1 } else { PASSES }
    }

    /// Days since the last run; in the first week after a break of two weeks and more those of the break: that week is for strides.
    fn days_no_run(&self) -> Option<i64> {
        let days: Vec<i64> = self.runs.iter().map(|run| run.day).collect();
        let is_fresh = |pair: &&[i64]| self.today - pair[1] < STRIDES_DAYS && pair[1] - pair[0] > NO_RUN_DAYS;
        let of_break = days.windows(2).rev().find(is_fresh).map(|pair| pair[1] - pair[0] - 1);
        of_break.or(days.last().map(|last| self.today - last))
    }

    /// The facts of the day, whatever the session: how the runner is, what the last weeks held, and the weather.
    fn day(&self, family: Family, load: &Load) -> DecisionInput {
        let found = symptoms(self.journal, self.today);
        let since = |run: &&&SessionSummary| self.today - run.day;
        let novice = self.is_novice();
        DecisionInput {
            family,
            sessions: Vec::new(),
            signals: signals(self.journal, self.today),
            bad_days_of3: bad_days_of3(self.journal, self.today),
            illness: found.illness,
            pain: found.pain,
            focal_pain: found.focal_pain,
            unread_symptoms: unread_symptoms(self.journal, self.today),
            days_no_run: self.days_no_run(),
            days_no_family: None,
            passes_needed: PASSES,
            family_gap_days: self.family_gap_days(family),
            days_no_fast: self.runs.iter().rev().find(|run| run.is_fast()).as_ref().map(since),
            fails_last3_hard: 0,
            after_lighter: false,
            build_weeks: self.build_weeks_ahead(load),
            // Weather written on a day with a run is that of the run.
            heat_today: heat_of(self.journal, self.today)
                .filter(|_| self.runs.last().is_none_or(|run| run.day < self.today)),
            new_altitude_days: self.runs.last().and_then(|run| self.new_altitude(run)).map(|new| new.days),
            novice,
            require_rpe: self.athlete.require_rpe.unwrap_or(novice),
            monotony: load.monotony,
            ewma_ratio: load.ewma_ratio,
            anchor_old: true,
            open_levers: Vec::new(),
            blocked: Vec::new(),
        }
    }

    /// Everything that the rules look at, for the step after a session.
    pub(crate) fn fold(&self, session: &SessionSummary) -> Folded {
        let lighter = session;
        let session = self.before_surges(self.before_lighter(session));
        let judged = self.judge(session);
        let load = Load::of(&self.runs, self.today, |run| self.rpe(run));
        let family = judged.as_ref().map_or(session.family, |judged| judged.family);
        let step = judged.as_ref().and_then(|judged| Step::of(session, judged));
        let (candidates, blocked) =
            step.as_ref().map_or_else(Default::default, |step| self.levers(session, step, family, &load));
        let (sessions, sources) =
            judged.as_ref().map_or_else(Default::default, |judged| self.sessions(session, judged));
        let input = DecisionInput {
            sessions,
            days_no_family: judged.as_ref().map(|_| self.today - lighter.day),
            fails_last3_hard: self.fails_last3_hard(lighter),
            passes_needed: step.as_ref().map_or(PASSES, |step| self.passes_needed(step, family, &candidates)),
            after_lighter: lighter.is_lighter() && lighter.start_unix_s > session.start_unix_s,
            anchor_old: judged.as_ref().and_then(|judged| judged.target).is_none_or(|target| target.is_weak()),
            open_levers: candidates.iter().map(|(lever, _)| *lever).collect(),
            blocked,
            ..self.day(family, &load)
        };
        Folded {
            input,
            begin: None,
            placed: step.as_ref().map(|_| Placed::of(self, session, family)),
            workout: session.workout.clone(),
            judged,
            sources,
            step,
            candidates,
            cap: family.cap_for(self.athlete.goal()),
            last_hard_day: self.last_hard().map(|run| run.day),
            room_from: self.room_from(&load),
            spaced_day: self.spaced_day(),
            load,
            days_to_race: self.athlete.goal_race.map(|race| race.day - self.today),
            race_day: self.athlete.goal_race.map(|race| (race.day, easy_days_after(race.distance_m))),
            vdot: self.race(session).map(|race| race.vdot),
            index_left: self.index_left_since(lighter.day),
            first: Steps::of(self.athlete, family).first().cloned(),
            lighter_until: lighter_this_week(&self.runs, self.today).then(|| next_monday(self.today)),
            has_half_weather: self
                .rows(session.day, session.day)
                .any(|row| row.temperature_c.is_some() != row.dew_point_c.is_some()),
            unread: unread_sentence(self.journal, session.day.max(self.today - SYMPTOM_DAYS), self.today),
        }
    }
}

impl Folded {
    /// The same where no session is looked at: what was run half a year ago is no step to go on from.
    pub(crate) fn without_session(self) -> Self {
        let input = DecisionInput { sessions: Vec::new(), days_no_fast: None, days_no_family: None, ..self.input };
        Self { input, judged: None, sources: Vec::new(), placed: None, step: None, candidates: Vec::new(), ..self }
    }
}

/// Whether an earlier session asked at least as much: as many reps, as fast within 1 %, as short a rest within a fifth.
fn is_same_step(earlier: &SessionSummary, session: &SessionSummary, asked: usize, by_feel: bool) -> bool {
    let slower = earlier.mean_speed_mps < 0.99 * session.mean_speed_mps;
    let longer_rest = earlier.recovery_s.zip(session.recovery_s).is_some_and(|(before, now)| before > 1.2 * now + 5.0);
    earlier.reps.len() >= asked && (by_feel || (!slower && !longer_rest))
}
