//! What the weeks ahead are made from: the usual week, the runs of the present week, and the fast running that the
//! runner is used to.

use super::easy::{easy_m, easy_mps};
use super::kinds::SessionKind;
use super::passed::{Passed, has_passed};
use crate::model::{Day, Family};
use crate::progression::decide::look::Look;
use crate::progression::decide::{Decision, HardDaysAWeek, Heard, Reason, Symptom};
use crate::progression::judge::Verdict;
use crate::progression::kind::ladder::ladder_of;
use crate::progression::past::SessionSummary;
use crate::progression::past::history::History;

/// A hard day of the present week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HardDay {
    /// The day.
    pub day: Day,
    /// Whether the session was that of the track day: reps, but not at threshold.
    pub is_track: bool,
    /// Distance of the reps, m; 0 without reps.
    pub fast_m: f64,
}

impl HardDay {
    fn of(run: &SessionSummary, past: &History<'_>) -> Self {
        Self { day: run.day, is_track: run.has_reps() && past.family(run) != Family::T, fast_m: run.fast_distance_m }
    }
}

/// How much fast running a runner is used to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SpeedWork {
    /// On the way back after two weeks without running, or six weeks without fast running.
    Returning,
    /// New to fast running until the second step of repetition is passed twice. One fast day a week is enough.
    New,
    /// One track day and one steady day a week.
    #[default]
    Usual,
    /// Up to two track days a week: the runner has passed the fourth step of repetition and the third of intervals, and
    /// nothing has forced a lighter week for eight weeks.
    Double,
}

/// What the plan is made from, beside the advice and what the runner has written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WeekFacts {
    /// The usual week, m: the mean of the last full weeks that were not lighter; `None` where too few weeks are known.
    pub week_m: Option<f64>,
    /// The longest run of the last 30 days, m; 0 without a run.
    pub longest_m: f64,
    /// The last easy day after the last race, noted or seen in the files.
    pub easy_until: Option<Day>,
    /// The usual easy run, m: the median distance of runs of 3 km and more without anything fast in the last 30 days;
    /// `None` without such a run.
    pub easy_m: Option<f64>,
    /// Median speed of the easy runs, m/s.
    pub easy_mps: f64,
    /// Full weeks since the last lighter week.
    pub build_weeks: usize,
    /// The last hard day.
    pub last_hard_day: Option<Day>,
    /// The last day with fast running.
    pub last_fast_day: Option<Day>,
    /// Hard days of this week, from Monday to today.
    pub hard_this_week: Vec<HardDay>,
    /// Most hard days of a week.
    pub most_hard_days: HardDaysAWeek,
    /// Days of this week, from Monday to today, that had a run.
    pub runs_this_week: usize,
    /// Distance of this week, from Monday to today, m.
    pub run_this_week_m: f64,
    /// The first day that the plan may fill: today or, after a run today, tomorrow.
    pub first_day: Day,
    /// Runs a week by the files, 3 to 7; `None` where the usual week is not known.
    pub runs_a_week: Option<usize>,
    /// The first day of running after a break, and the days of the break; `None` without a break, and once it is made
    /// up for.
    pub comeback: Option<(Day, i64)>,
    /// The kinds of session that the runner may run.
    pub kinds: Vec<SessionKind>,
    /// How much fast running the runner is used to.
    pub speed_work: SpeedWork,
    /// Whether the runner is a novice, with three days between hard days.
    pub is_novice: bool,
    /// The stop symptom of today; `None` without a symptom.
    pub symptom: Option<Symptom>,
    /// Whether the lighter week is forced: by two sessions that were not held, or by signals of the body.
    pub is_forced: bool,
    /// Whether today's heat or morning signals speak against a hard day.
    pub is_off_today: bool,
}

impl WeekFacts {
    /// The kind of a family; `None` where the runner may not run it.
    pub(crate) fn kind(&self, family: Family) -> Option<&SessionKind> {
        self.kinds.iter().find(|kind| kind.family == family)
    }
}

/// The facts as of today, from the look at the past that the advice is from.
pub(crate) fn week_facts(past: &History<'_>, look: &Look<'_>, kinds: Vec<SessionKind>, passed: &Passed) -> WeekFacts {
    let load = &look.load;
    let this_week = || past.runs.iter().filter(|run| run.day.monday() == past.today.monday());
    let hard = this_week().filter(|run| past.is_hard(run));
    let is_off = |heard: &Heard| heard.decision == Decision::EasyFirst && heard.reason.is_some();
    WeekFacts {
        week_m: load.week_m,
        longest_m: load.longest_m,
        easy_until: past.easy_until(),
        easy_m: easy_m(past),
        easy_mps: easy_mps(past),
        // The plan counts the present week itself.
        build_weeks: look.facts.build_weeks.min(load.build_weeks),
        last_hard_day: look.last_hard_day,
        last_fast_day: past.runs.iter().rev().find(|run| run.is_fast()).map(|run| run.day),
        hard_this_week: hard.map(|run| HardDay::of(run, past)).collect(),
        most_hard_days: past.most_hard_days(load),
        runs_this_week: past.runs_this_week(),
        runs_a_week: load.week_m.map(|_| past.runs_a_week().round().clamp(3.0, 7.0) as usize),
        run_this_week_m: this_week().map(|run| run.distance_m).filter(|metres| metres.is_finite()).sum(),
        first_day: past.first_day(),
        comeback: past.felt_break(),
        speed_work: speed_work(past, look, passed),
        is_novice: past.is_novice(),
        symptom: look.facts.symptom,
        is_forced: matches!(look.answer.reason, Reason::TwoNotHeld | Reason::EasyThrice),
        is_off_today: look.answer.heard.iter().any(is_off),
        kinds,
    }
}

fn speed_work(past: &History<'_>, look: &Look<'_>, passed: &Passed) -> SpeedWork {
    if look.is_return() {
        SpeedWork::Returning
    } else if is_new_to_speed(past, look) {
        SpeedWork::New
    } else if may_run_two(past, passed) {
        SpeedWork::Double
    } else {
        SpeedWork::Usual
    }
}

/// Whether the runner is new to fast running: a novice, on the way into fast running, or with nothing but strides and
/// short reps on record. Two passes of the second step of repetition or above end it. House rule.
fn is_new_to_speed(past: &History<'_>, look: &Look<'_>) -> bool {
    let known = past.latest_of_families();
    let beyond = [Family::I, Family::T, Family::S].iter().any(|family| known.contains_key(family));
    let only_strides = !beyond && (known.contains_key(&Family::F) || !known.contains_key(&Family::R));
    let is_new = past.is_novice() || only_strides || look.begin.is_some();
    is_new && passes_of(past, Family::R, 2) < 2
}

/// Sessions of a family that were held at a step or above.
fn passes_of(past: &History<'_>, family: Family, step: usize) -> usize {
    let is_passed = |run: &&&SessionSummary| {
        let is_held = past.family(run) == family && past.verdict(run, family) == Some(Verdict::Held);
        is_held && past.placed(run, family).is_some_and(|rung| rung.step >= step)
    };
    past.runs.iter().filter(|run| run.has_reps()).filter(is_passed).count()
}

/// Whether a week may have two track days. House rule.
fn may_run_two(past: &History<'_>, passed: &Passed) -> bool {
    let steps = [(Family::R, 4), (Family::I, 3)];
    steps.iter().all(|(family, step)| has_passed(*family, *step, ladder_of(past.athlete), passed)) && past.is_calm()
}
