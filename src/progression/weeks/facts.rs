//! What the weeks ahead are made from: the usual week, what this one has had, and how much fast running the runner is used to.

use super::distance::SHORTEST_M;
use super::kinds::SessionKind;
use super::mix::{Passed, has_passed};
use crate::model::{Day, Family};
use crate::progression::decide::look::Look;
use crate::progression::decide::{Decision, HardDaysAWeek, Reason, Symptom};
use crate::progression::judge::Verdict;
use crate::progression::kind::ladder::ladder_of;
use crate::progression::past::SessionSummary;
use crate::progression::past::history::History;
use crate::stats::middle_of;

/// Days over which the runner's easy speed is looked for, and the speed where there is none, m/s.
const EASY_DAYS: i64 = 30;
const EASY_MPS: f64 = 2.6;

/// A hard day of the present week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HardDay {
    /// Its day.
    pub day: Day,
    /// Whether it was reps other than those at threshold: the session of the track day.
    pub is_track: bool,
    /// Distance of its reps, m; 0 without any.
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
    /// None for two weeks without running, or six without fast running.
    Returning,
    /// New to it, until the second step of repetition is passed twice: one fast day a week is enough.
    New,
    /// The usual week of one track day and one steady day.
    #[default]
    Usual,
    /// Two track days a week may be run: fourth step of repetition and third of intervals passed, and eight weeks without a
    /// lighter week that was forced.
    Double,
}

/// What the plan is made from, beside the advice and the runner's own words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WeekFacts {
    /// The usual week, m: mean of the last full weeks that were not lighter; `None` where too few are known.
    pub week_m: Option<f64>,
    /// Longest run of 30 days, m; 0 without any.
    pub longest_m: f64,
    /// The usual easy run: median distance of the runs of 30 days without anything fast, m; `None` without any of 3 km and more.
    pub easy_m: Option<f64>,
    /// Median speed of easy runs, m/s.
    pub easy_mps: f64,
    /// Building weeks since a lighter one.
    pub build_weeks: usize,
    /// The last hard day.
    pub last_hard_day: Option<Day>,
    /// The last day with fast running.
    pub last_fast_day: Option<Day>,
    /// Hard days of this week, from Monday to today.
    pub hard_this_week: Vec<HardDay>,
    /// The most hard days that a week may have.
    pub most_hard_days: HardDaysAWeek,
    /// Days of this week, from Monday to today, that had a run.
    pub runs_this_week: usize,
    /// What was run on them, m.
    pub run_this_week_m: f64,
    /// The first day that is not over: today, or tomorrow where there has been a run today.
    pub first_day: Day,
    /// Runs a week by the files, 3 to 7; `None` where the usual week is not known.
    pub runs_a_week: Option<usize>,
    /// The day that running began or begins again after a break, and how many days it was; `None` once it is made up for.
    pub comeback: Option<(Day, i64)>,
    /// The kinds of session that the runner may run, each with its next workout.
    pub kinds: Vec<SessionKind>,
    /// How much fast running the runner is used to.
    pub speed_work: SpeedWork,
    /// Whether the runner is a novice: three days between hard ones.
    pub is_novice: bool,
    /// The symptom that stands; `None` without one.
    pub symptom: Option<Symptom>,
    /// Whether the lighter week is forced: by sessions that were not held, or by the body.
    pub is_forced: bool,
    /// Whether today's heat or morning signals speak against a hard day.
    pub is_off_today: bool,
}

/// From the same look at the past as the advice.
pub(crate) fn week_facts(
    past: &History<'_>,
    look: &Look<'_>,
    (kinds, passed): (Vec<SessionKind>, &Passed),
) -> WeekFacts {
    let load = &look.load;
    let this_week = || past.runs.iter().filter(|run| run.day.monday() == past.today.monday());
    let hard = this_week().filter(|run| past.is_hard(run));
    WeekFacts {
        week_m: load.week_m,
        longest_m: load.longest_m,
        easy_m: middle_of(easy_runs(past).map(|run| run.distance_m).filter(|metres| *metres >= SHORTEST_M)),
        easy_mps: easy_mps(past),
        // This week is the plan's own to count.
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
        is_off_today: look
            .answer
            .heard
            .iter()
            .any(|heard| heard.decision == Decision::EasyFirst && heard.reason.is_some()),
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

/// Median speed of the runs without anything fast.
pub(crate) fn easy_mps(past: &History<'_>) -> f64 {
    let speeds = easy_runs(past).map(|run| run.distance_m / run.timer_s);
    middle_of(speeds.filter(|speed| speed.is_finite() && *speed > 0.0)).unwrap_or(EASY_MPS)
}

fn easy_runs<'a>(past: &'a History<'_>) -> impl Iterator<Item = &'a SessionSummary> {
    past.runs.iter().copied().filter(|run| !run.is_fast() && past.today - run.day <= EASY_DAYS)
}

/// Whether the runner is in the first weeks of speed work: as they or the files say, or by strides and short reps alone;
/// until the second step of repetition is passed twice. House rule.
fn is_new_to_speed(past: &History<'_>, look: &Look<'_>) -> bool {
    let known = past.latest_of_families();
    let beyond = [Family::I, Family::T, Family::S].iter().any(|family| known.contains_key(family));
    let only_strides = !beyond && (known.contains_key(&Family::F) || !known.contains_key(&Family::R));
    let is_new = past.is_novice() || only_strides || look.begin.is_some();
    is_new && passes_of(past, Family::R, 2) < 2
}

/// Sessions of a family that were passed at a step or above.
fn passes_of(past: &History<'_>, family: Family, step: usize) -> usize {
    let is_passed = |run: &&&SessionSummary| {
        let is_held = past.family(run) == family && past.verdict(run, family) == Some(Verdict::Held);
        is_held && past.placed(run, family).is_some_and(|rung| rung.step >= step)
    };
    past.runs.iter().filter(|run| run.has_reps()).filter(is_passed).count()
}

/// Whether there may be two track days: what it asks for has been passed, and nothing forced a lighter week for eight.
fn may_run_two(past: &History<'_>, passed: &Passed) -> bool {
    let steps = [(Family::R, 4), (Family::I, 3)];
    steps.iter().all(|step| has_passed(step, ladder_of(past.athlete), passed)) && past.is_calm()
}
