//! The kinds of session that a runner may run, each with its own next step, the same again, and the lighter one.

use super::facts::WeekFacts;
use super::mix::{Passed, may_begin};
use crate::model::{Day, Family, Rung, Shape};
use crate::progression::decide::Decision;
use crate::progression::decide::look::Look;
use crate::progression::kind::daniels::training_speed;
use crate::progression::kind::ladder::ladder_of;
use crate::progression::kind::lever::NEW_LENGTH_PACE;
use crate::progression::past::history::History;
use crate::progression::past::load::Load;
use crate::progression::past::race_index;
use crate::progression::step::gates::{fewer, first_step};
use crate::progression::step::step::Step;
use crate::segment::RepLength;
use crate::units::DistanceUnit;

/// Easy running about the reps, s: ten minutes before and after. House rule.
pub(crate) const AROUND_S: f64 = 1_200.0;
/// Speed of a recovery by time, m/s: between a walk and a jog. House rule.
const RECOVERY_MPS: f64 = 1.6;
/// Speeds of a family that nothing tells, as multiples of the easy speed. House rule.
const THRESHOLD_OF_EASY: f64 = 1.25;
const QUICK_OF_EASY: f64 = 1.6;
/// Speed of the steady run that surges are inside of, as a multiple of the easy speed. House rule.
const STEADY_OF_EASY: f64 = 1.1;

/// Sessions that a step takes, and the steps ahead that a plan of half a year may need.
const SESSIONS_A_STEP: usize = 2;
const STEPS_AHEAD: usize = 13;

/// A workout with the distance of everything about it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outing {
    /// The workout; the distance of a rep is a guess where it is by time and has not been run.
    pub(crate) step: Step,
    /// Fast distance outside the set, m.
    pub(crate) other_m: f64,
    /// Easy running before and after, m.
    pub(crate) around_m: f64,
    /// Speed of a steady run, m/s.
    pub(crate) steady_mps: f64,
}

impl Outing {
    pub(crate) fn fast_m(&self) -> f64 {
        self.step.distance_of(self.step.reps) + self.other_m
    }

    /// Reps and recoveries without what is before and after, m.
    pub(crate) fn core_m(&self) -> f64 {
        if let Shape::Within { run_s } = self.step.shape {
            let steady_s = run_s - self.step.rep_s * self.step.reps as f64;
            return self.fast_m() + self.steady_mps * steady_s.max(0.0);
        }
        let recovery_m = self.step.recovery_m.or(self.step.recovery_s.map(|rest| RECOVERY_MPS * rest)).unwrap_or(0.0);
        let between_m = match self.step.shape {
            Shape::Sets { count, rest_s } => RECOVERY_MPS * rest_s * count.saturating_sub(1) as f64,
            Shape::Row | Shape::Within { .. } => 0.0,
        };
        self.fast_m() + between_m + recovery_m * self.step.reps.saturating_sub(1) as f64
    }

    pub(crate) fn whole_m(&self) -> f64 {
        self.core_m() + self.around_m
    }

    /// With as many of its reps as a fast distance holds, first without those outside the set; `None` where too few fit.
    pub(crate) fn within(&self, family: Family, fast_m: f64) -> Option<Self> {
        let set = |others: usize, others_m: f64| {
            fewer(&Step { others, others_m, whole: None, ..self.step.clone() }, family, fast_m)
        };
        let with_others = set(self.step.others, self.other_m).map(|step| Self { step, ..self.clone() });
        let alone = || Some(Self { step: set(0, 0.0)?, other_m: 0.0, ..self.clone() });
        with_others.or_else(alone)
    }

    pub(crate) fn text(&self, unit: DistanceUnit) -> String {
        self.step.write(unit).text
    }
}

/// A kind of session that the runner may run: one on record, or one whose prerequisites are passed.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionKind {
    /// Its family.
    pub family: Family,
    /// Sessions of it in the last eight weeks.
    pub recent: usize,
    /// Its next workout, in words.
    pub text: String,
    /// The day that it was last run; `None` where it has not been.
    pub last_day: Option<Day>,
    /// Whether the next workout moves a lever.
    pub advances: bool,
    /// Its next workout.
    pub(crate) next: Outing,
    /// What is run once the next one has been: the same, or after a lighter one the step before it.
    pub(crate) later: Outing,
    /// The steps that follow on it if all goes well, each after two sessions, with what each is in a lighter week.
    pub(crate) ahead: Vec<(Outing, Outing)>,
    /// The last one again.
    pub(crate) again: Outing,
    /// Half of that, at the same pace.
    pub(crate) lighter: Outing,
}

/// The kinds of the runner: that of the advice first, then those of the last twelve weeks with their next step as of today, and
/// those whose prerequisites are passed with their first.
pub(crate) fn kinds(past: &History<'_>, main: &Look<'_>, passed: &Passed, unit: DistanceUnit) -> Vec<SessionKind> {
    let guess = Guess::of(past);
    let latest = past.latest_of_families();
    let own = main.run.as_ref().filter(|_| main.begin.is_none()).map(|_| main.facts.family);
    let own = own.or(main.begin.as_ref().and_then(|begin| begin.step.as_ref()).map(|_| Family::F));
    let kind = |family: Family| {
        let found = latest.get(&family);
        let recent = found.map_or(0, |(_, recent)| *recent);
        if own == Some(family) {
            return guess.kind(past, family, recent, main, unit);
        }
        let Some((session, _)) = found else { return guess.first((past, &main.load), family, passed, unit) };
        guess.kind(past, family, recent, &past.look(session), unit)
    };
    Family::ALL.into_iter().filter_map(kind).collect()
}

/// Speeds for what has not been run.
struct Guess {
    easy_mps: f64,
    vdot: Option<f64>,
}

impl Guess {
    fn of(past: &History<'_>) -> Self {
        let vdot = race_index(past.athlete, past.today).map(|race| race.vdot);
        Self { easy_mps: super::facts::easy_mps(past), vdot }
    }

    fn around_m(&self) -> f64 {
        AROUND_S * self.easy_mps
    }

    fn speed_mps(&self, family: Family, past: &History<'_>) -> f64 {
        let by_race = self.vdot.and_then(|vdot| training_speed(family, vdot, past.athlete.goal()));
        let share = if family == Family::T { THRESHOLD_OF_EASY } else { QUICK_OF_EASY };
        by_race.unwrap_or(share * self.easy_mps)
    }

    fn outing(&self, step: Step, family: Family, past: &History<'_>) -> Outing {
        let step = self.with_distance(step, family, past);
        Outing { step, other_m: 0.0, around_m: self.around_m(), steady_mps: STEADY_OF_EASY * self.easy_mps }
    }

    /// The same with the distance of a rep, guessed where it is by time and has not been run.
    fn with_distance(&self, step: Step, family: Family, past: &History<'_>) -> Step {
        let known = Some(step.rep_m).filter(|metres| metres.is_finite() && *metres > 0.0);
        let seconds = if let RepLength::Time(seconds) = step.length { seconds } else { 0.0 };
        let rep_m = known.unwrap_or_else(|| seconds * step.speed_mps.unwrap_or_else(|| self.speed_mps(family, past)));
        Step { rep_m, ..step }
    }

    /// A kind on record, as its own next step stands today.
    fn kind(
        &self,
        past: &History<'_>,
        family: Family,
        recent: usize,
        look: &Look<'_>,
        unit: DistanceUnit,
    ) -> Option<SessionKind> {
        let next = look.next_step()?;
        let session = look.run.as_ref().filter(|_| look.begin.is_none()).map(|_| look.session);
        let last = look.level().unwrap_or_else(|| next.clone());
        let outing = |step: Step, share: f64| {
            let is_last = session.is_some_and(|session| session.length == Some(step.length));
            let mut outing = self.outing(step, family, past);
            if let Some(session) = session.filter(|_| is_last) {
                let set_m = last.distance_of(session.reps.len());
                outing.other_m = (session.fast_distance_m - set_m).max(0.0);
                let run = Outing { step: last.of_reps(session.reps.len()), ..outing.clone() };
                outing.around_m = (session.distance_m - run.core_m()).max(0.0).max(outing.around_m);
                outing.other_m *= share;
            }
            if outing.step.others == 0 { Outing { other_m: 0.0, ..outing } } else { outing }
        };
        let steps = past.ahead(look, STEPS_AHEAD).into_iter();
        let ahead = steps.map(|step| (outing(step.clone(), 1.0), outing(step.lighter(), 0.5))).collect();
        let is_lighter = look.answer.decision == Decision::LighterWeek;
        let lighter = if is_lighter { next.clone() } else { last.lighter() };
        let next = outing(next, if is_lighter { 0.5 } else { 1.0 });
        Some(SessionKind {
            family,
            recent,
            text: next.text(unit),
            last_day: session.map(|session| session.day),
            advances: look.answer.lever.is_some(),
            again: outing(last.clone(), 1.0),
            lighter: outing(lighter, 0.5),
            later: if is_lighter { outing(last.clone(), 1.0) } else { next.clone() },
            ahead,
            next,
        })
    }

    /// A step of the ladder by feel; goal pace at the pace of the goal, where a race tells it.
    fn entry(&self, rung: &Rung, family: Family, past: &History<'_>) -> Step {
        let goal = past.athlete.goal().filter(|_| family == Family::S);
        let anchor = goal.and_then(|goal| training_speed(family, self.vdot?, Some(goal)));
        let speed = anchor.zip(rung.pace_pct).map(|(anchor, percent)| NEW_LENGTH_PACE * anchor * percent / 100.0);
        let entry = Step::entry(rung);
        let rep_s = speed.map_or(entry.rep_s, |speed| entry.rep_m / speed);
        let rest = rung.recovery.map(|recovery| (recovery.seconds(rep_s) / 5.0).round() * 5.0);
        Step { rep_s, recovery_s: rest.filter(|rest| rest.is_finite()).or(entry.recovery_s), ..entry.at_speed(speed) }
    }

    /// A kind that is not on record yet, where it may begin: those that ask for something, once it is passed, and threshold.
    fn first(
        &self,
        (past, load): (&History<'_>, &Load),
        family: Family,
        passed: &Passed,
        unit: DistanceUnit,
    ) -> Option<SessionKind> {
        let ladder = ladder_of(past.athlete);
        let rung = ladder.of_goal(family, past.athlete.goal()).next()?;
        let is_asked = family == Family::T || !rung.after.is_empty();
        if !is_asked || !may_begin(rung, ladder, passed) {
            return None;
        }
        let entry = self.with_distance(self.entry(rung, family, past), family, past);
        let first = first_step(&entry, (family, family.cap_for(past.athlete.goal())), load)?;
        let first = self.outing(first, family, past);
        let lighter = self.outing(first.step.lighter(), family, past);
        let (next, again, later) = (first.clone(), first.clone(), first.clone());
        let text = first.text(unit);
        let ahead = Vec::new();
        Some(SessionKind {
            family,
            recent: 0,
            text,
            last_day: None,
            advances: true,
            next,
            later,
            ahead,
            again,
            lighter,
        })
    }
}

#[cfg(test)]
impl SessionKind {
    /// A kind that nothing is known of, for tests of turns.
    pub(crate) fn unrun(family: Family) -> Self {
        let step = Step::strides(4);
        let outing = Outing { step, other_m: 0.0, around_m: 3_000.0, steady_mps: 3.0 };
        let (next, later, again, lighter) = (outing.clone(), outing.clone(), outing.clone(), outing);
        let (text, ahead) = (String::new(), Vec::new());
        Self { family, recent: 0, text, last_day: None, advances: false, next, later, ahead, again, lighter }
    }
}

impl SessionKind {
    /// The step ahead that its turn is at, once its next step has been given so often: each is run twice. What is only confirmed by the
    /// next step moves on after it.
    pub(crate) fn at(&self, given: usize) -> Option<&(Outing, Outing)> {
        let confirming = usize::from(!self.advances);
        let step = (given + confirming) / SESSIONS_A_STEP;
        self.ahead.get(step.checked_sub(1)?.min(self.ahead.len().checked_sub(1)?))
    }
}

impl WeekFacts {
    /// The kind of a family.
    pub(crate) fn kind(&self, family: Family) -> Option<&SessionKind> {
        self.kinds.iter().find(|kind| kind.family == family)
    }
}
