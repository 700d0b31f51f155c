//! Plans of a runner who is made up: which day is what, what goes on it, and how far.

mod hard;
mod lighter;
mod quiet;
mod turns;
mod whole;

use super::facts::{HardDay, SpeedWork};
use super::kinds::Outing;
use super::*;
use crate::model::Shape;
use crate::progression::next::tests::step;
use crate::progression::{Decision, Family, Lever, NextWorkout};
use crate::segment::{Confidence, RepLength};

/// A Monday.
const MONDAY: i64 = 20_577;

const KM: DistanceUnit = DistanceUnit::Kilometre;

fn outing(reps: usize, metres: f64) -> Outing {
    let mut step = step(reps, 75.0);
    (step.length, step.rep_m) = (RepLength::Distance(metres), metres);
    Outing { step, other_m: 0.0, around_m: 4_000.0, steady_mps: 3.0 }
}

/// Reps of a kind that was last run so many days before the Monday; an advance is one rep more.
fn kind(family: Family, reps: usize, metres: f64, (ago, advances): (i64, bool)) -> Kind {
    let next = outing(reps + usize::from(advances), metres);
    Kind {
        family,
        recent: 4,
        text: next.text(KM),
        last_day: Some(MONDAY - ago),
        advances,
        later: next.clone(),
        next,
        again: outing(reps, metres),
        lighter: outing(reps.div_ceil(2), metres),
        is_cut: false,
        is_over: false,
    }
}

fn interval(advances: bool) -> Kind {
    kind(Family::I, 6, 400.0, (6, advances))
}

fn threshold(advances: bool) -> Kind {
    kind(Family::T, 2, 1_500.0, (4, advances))
}

/// A hard day of two kilometres of reps, as last time.
fn hard_day(day: i64, is_track: bool) -> HardDay {
    HardDay { day, is_track, has_moved: false, fast_m: 2_000.0 }
}

fn advice(decision: Decision, rule: &'static str, earliest_day: i64) -> Recommendation {
    let next = NextWorkout {
        reps: 6,
        length: RepLength::Distance(400.0),
        speed_mps: None,
        recovery_s: Some(75.0),
        recovery_m: None,
        recovery_mode: None,
        shape: Shape::Row,
        text: "6 x 400 m".to_owned(),
        frame: "easy before and after".to_owned(),
        others: String::new(),
        parts: Vec::new(),
    };
    Recommendation {
        decision,
        rule,
        family: Some(Family::I),
        lever: (decision == Decision::Advance).then_some(Lever::Reps),
        next: Some(next),
        headline: String::new(),
        reasons: Vec::new(),
        unseen: Vec::new(),
        confidence: Confidence::High,
        deductions: Vec::new(),
        target: None,
        earliest_day: Some(earliest_day),
    }
}

fn hold() -> Recommendation {
    advice(Decision::Hold, "D11", MONDAY)
}

fn facts() -> WeekFacts {
    WeekFacts {
        week_m: Some(40_000.0),
        longest_m: 14_000.0,
        easy_mps: 2.8,
        build_weeks: 1,
        last_hard_day: Some(MONDAY - 4),
        last_fast_day: Some(MONDAY - 4),
        kinds: vec![interval(false), threshold(false)],
        ..WeekFacts::default()
    }
}

/// As of the Sunday before.
fn plan(athlete: &Athlete, advice: &Recommendation, facts: &WeekFacts, weeks: usize) -> Vec<PlanDay> {
    week_plan(Some(advice), athlete, facts, (MONDAY - 1, weeks), KM)
}

fn runs_a_week(runs: usize) -> Athlete {
    Athlete { runs_per_week: Some(runs), ..Athlete::default() }
}

fn letters(days: &[PlanDay]) -> String {
    let letter = |day: &PlanDay| match day.kind {
        DayKind::Reps => 'R',
        DayKind::Steady => 'S',
        DayKind::Long => 'L',
        DayKind::Easy => 'e',
        DayKind::Race => '!',
        DayKind::Rest => '.',
    };
    days.iter().map(letter).collect()
}

fn metres(days: &[PlanDay]) -> f64 {
    days.iter().filter_map(|day| day.distance_m).sum()
}

fn blocked_of(pattern: u32) -> Vec<Weekday> {
    Weekday::ALL.into_iter().filter(|day| pattern >> day.since_monday() & 1 == 1).collect()
}
