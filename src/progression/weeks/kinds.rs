//! The kinds of session that a runner may run, each with its next step, its last session again, and a lighter session.

use super::easy::easy_mps;
use super::passed::{Passed, may_begin};
use super::whole_run::WholeRun;
use crate::model::{Day, Family, Rung};
use crate::progression::decide::Decision;
use crate::progression::decide::look::Look;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::ladder_of;
use crate::progression::kind::lever::NEW_LENGTH_PACE;
use crate::progression::past::history::History;
use crate::progression::past::load::Load;
use crate::progression::past::{SessionSummary, race_index};
use crate::progression::step::gates::first_step;
use crate::progression::step::step::Step;
use crate::segment::RepLength;
use crate::units::DistanceUnit;

/// Easy running around the reps, s: ten minutes before and ten after. House rule.
pub(crate) const AROUND_S: f64 = 1_200.0;
/// Speeds of families without a known speed, as multiples of the easy speed. House rule.
const THRESHOLD_OF_EASY: f64 = 1.25;
const QUICK_OF_EASY: f64 = 1.6;
/// Speed of the steady run around surges, as a multiple of the easy speed. House rule.
const STEADY_OF_EASY: f64 = 1.1;
/// Share of the fast distance outside the set that a lighter session keeps.
const LIGHTER_OTHERS: f64 = 0.5;
/// Recoveries of a first session are rounded to a multiple of this, s.
const RECOVERY_GRAIN_S: f64 = 5.0;

/// Sessions that a step takes.
const SESSIONS_A_STEP: usize = 2;
/// Steps ahead that a plan of half a year may need.
const STEPS_AHEAD: usize = 13;

/// A kind of session that the runner may run: a kind on record, or a kind whose prerequisites are passed.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionKind {
    /// The family.
    pub family: Family,
    /// Sessions of the kind in the last eight weeks.
    pub recent: usize,
    /// The next workout, in words.
    pub text: String,
    /// The latest day of the kind; `None` where the kind has not been run.
    pub last_day: Option<Day>,
    /// Whether the next workout moves a lever.
    pub advances: bool,
    /// The next workout.
    pub(crate) next: WholeRun,
    /// The workout after the next one: the same again or, where the next one is lighter, the full workout.
    pub(crate) later: WholeRun,
    /// The steps that follow if all goes well, two sessions each, with the session of each step in a lighter week.
    pub(crate) ahead: Vec<(WholeRun, WholeRun)>,
    /// The last workout again.
    pub(crate) again: WholeRun,
    /// Half of the last workout, at the same pace.
    pub(crate) lighter: WholeRun,
}

impl SessionKind {
    /// The step ahead, with its lighter session, after the plan has given the kind some sessions; `None` until the
    /// sessions of the next workout are given.
    ///
    /// Each step takes two sessions. A next workout that moves no lever is the second session of its step.
    pub(crate) fn at(&self, given: usize) -> Option<&(WholeRun, WholeRun)> {
        let confirming = usize::from(!self.advances);
        let step = (given + confirming) / SESSIONS_A_STEP;
        self.ahead.get(step.checked_sub(1)?.min(self.ahead.len().checked_sub(1)?))
    }
}

/// The kinds of the runner, in the order of families: the advised kind, the kinds of the last twelve weeks with their
/// next step as of today, and the kinds whose prerequisites are passed with their first step.
pub(crate) fn kinds(past: &History<'_>, main: &Look<'_>, passed: &Passed, unit: DistanceUnit) -> Vec<SessionKind> {
    let guess = Guess::of(past, unit);
    let latest = past.latest_of_families();
    let advised = match &main.begin {
        None => main.run.as_ref().map(|_| main.facts.family),
        Some(begin) => begin.step.as_ref().map(|_| Family::F),
    };
    let kind = |family: Family| {
        let found = latest.get(&family);
        let recent = found.map_or(0, |(_, recent)| *recent);
        if advised == Some(family) {
            return guess.kind(family, recent, main);
        }
        let Some((session, _)) = found else { return guess.first(family, passed, &main.load) };
        guess.kind(family, recent, &past.look(session))
    };
    Family::ALL.into_iter().filter_map(kind).collect()
}

/// The runner's past, and speeds for what the runner has not run.
struct Guess<'a, 'h> {
    past: &'a History<'h>,
    easy_mps: f64,
    /// The fitness index of a race; `None` without a race.
    vdot: Option<f64>,
    unit: DistanceUnit,
}

impl<'a, 'h> Guess<'a, 'h> {
    fn of(past: &'a History<'h>, unit: DistanceUnit) -> Self {
        let vdot = race_index(past.athlete, past.today).map(|race| race.vdot);
        Self { past, easy_mps: easy_mps(past), vdot, unit }
    }

    fn speed_mps(&self, family: Family) -> f64 {
        let by_race = self.vdot.and_then(|vdot| training_speed(family, vdot, self.past.athlete.goal()));
        let share = if family == Family::T { THRESHOLD_OF_EASY } else { QUICK_OF_EASY };
        by_race.unwrap_or(share * self.easy_mps)
    }

    /// A step with the distance of its reps: a guess where reps by time have not been run.
    fn with_distance(&self, step: Step, family: Family) -> Step {
        let known = Some(step.rep_m).filter(|metres| metres.is_finite() && *metres > 0.0);
        let seconds = if let RepLength::Time(seconds) = step.length { seconds } else { 0.0 };
        let rep_m = known.unwrap_or_else(|| seconds * step.speed_mps.unwrap_or_else(|| self.speed_mps(family)));
        Step { rep_m, ..step }
    }

    /// A step with the usual easy running around it.
    fn usual(&self, step: Step, family: Family) -> WholeRun {
        WholeRun {
            step: self.with_distance(step, family),
            other_m: 0.0,
            around_m: AROUND_S * self.easy_mps,
            steady_mps: STEADY_OF_EASY * self.easy_mps,
        }
    }

    /// A kind on record, as its own next step stands today.
    fn kind(&self, family: Family, recent: usize, look: &Look<'_>) -> Option<SessionKind> {
        let next = look.next_step()?;
        let session = (look.is_judged() && look.begin.is_none()).then_some(look.session);
        let last = look.level().unwrap_or_else(|| next.clone());
        let whole_run = |step: Step, others: f64| {
            let like = session.filter(|session| session.length == Some(step.length));
            let usual = self.usual(step, family);
            if let Some(session) = like { around_as_run(usual, session, &last, others) } else { usual }
        };
        let full = |step: &Step| whole_run(step.clone(), 1.0);
        let half = |step: Step| whole_run(step, LIGHTER_OTHERS);
        let again = full(&last);
        let is_lighter = look.answer.decision == Decision::LighterWeek;
        let lighter = half(if is_lighter { next.clone() } else { last.lighter() });
        let next = if is_lighter { lighter.clone() } else { full(&next) };
        let steps = self.past.ahead(look, STEPS_AHEAD).into_iter();
        Some(SessionKind {
            family,
            recent,
            text: next.step.write(self.unit).text,
            last_day: session.map(|session| session.day),
            advances: look.answer.lever.is_some(),
            later: if is_lighter { again.clone() } else { next.clone() },
            ahead: steps.map(|step| (full(&step), half(step.lighter()))).collect(),
            next,
            again,
            lighter,
        })
    }

    /// A step of the ladder by feel. Goal pace has the pace of the goal where a race shows it.
    fn entry(&self, rung: &Rung, family: Family) -> Step {
        let goal = self.past.athlete.goal().filter(|_| family == Family::S);
        let anchor = goal.and_then(|goal| training_speed(family, self.vdot?, Some(goal)));
        let speed = anchor.zip(rung.pace_pct).map(|(anchor, percent)| NEW_LENGTH_PACE * anchor * percent / 100.0);
        let entry = Step::entry(rung);
        let rep_s = speed.map_or(entry.rep_s, |speed| entry.rep_m / speed);
        let rest = rung.recovery.map(|recovery| recovery.seconds(rep_s)).filter(|rest| rest.is_finite());
        let rest = rest.map(|rest| (rest / RECOVERY_GRAIN_S).round() * RECOVERY_GRAIN_S);
        Step { rep_s, recovery_s: rest.or(entry.recovery_s), ..entry.at_speed(speed) }
    }

    /// A kind that is not on record yet: threshold, or a kind that asks for other steps once these are passed.
    fn first(&self, family: Family, passed: &Passed, load: &Load) -> Option<SessionKind> {
        let (ladder, goal) = (ladder_of(self.past.athlete), self.past.athlete.goal());
        let rung = ladder.of_goal(family, goal).next()?;
        let is_asked = family == Family::T || !rung.after.is_empty();
        if !is_asked || !may_begin(rung, ladder, passed) {
            return None;
        }
        let entry = self.with_distance(self.entry(rung, family), family);
        let first = self.usual(first_step(&entry, family, family.cap_for(goal), load)?, family);
        Some(SessionKind {
            family,
            recent: 0,
            text: first.step.write(self.unit).text,
            last_day: None,
            advances: true,
            lighter: self.usual(first.step.lighter(), family),
            later: first.clone(),
            again: first.clone(),
            next: first,
            ahead: Vec::new(),
        })
    }
}

/// The run with all that was run around the last set of its length, at least the usual easy running. `others` is the
/// share of the fast distance outside the set that is kept.
fn around_as_run(usual: WholeRun, session: &SessionSummary, last: &Step, others: f64) -> WholeRun {
    let reps = Step::of(session, false).map_or(session.reps.len(), |run| run.reps);
    let other_m = (session.fast_distance_m - last.distance_of(reps)).max(0.0);
    let run = WholeRun { step: last.of_reps(reps), other_m, ..usual };
    let around_m = (session.distance_m - run.core_m()).max(usual.around_m);
    let other_m = if usual.step.others == 0 { 0.0 } else { others * other_m };
    WholeRun { other_m, around_m, ..usual }
}

#[cfg(test)]
impl SessionKind {
    /// A kind that nothing is known of, for tests of turns.
    pub(crate) fn unrun(family: Family) -> Self {
        let run = WholeRun { step: Step::strides(4), other_m: 0.0, around_m: 3_000.0, steady_mps: 3.0 };
        let (next, later, again, lighter) = (run.clone(), run.clone(), run.clone(), run);
        let (text, ahead) = (String::new(), Vec::new());
        Self { family, recent: 0, text, last_day: None, advances: false, next, later, ahead, again, lighter }
    }
}
