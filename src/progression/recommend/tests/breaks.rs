//! Breaks: from running or from a kind of session, and what a race before them still tells.

use super::*;
use crate::model::Race;
use crate::progression::UsedTarget;

/// Who ran 5 km on a day for VDOT 50: interval pace 93 s per 400 m.
fn raced(day: i64) -> Athlete {
    let race = Race { day, distance_m: 5000.0, time_s: 1197.0 };
    Athlete { races: vec![race], ..Athlete::default() }
}

/// A session of the first Tuesday for which nothing was planned.
fn untargeted() -> SessionSummary {
    SessionSummary { planned_reps: None, target_mps: None, ..track(MONDAY + 1) }
}

/// What a race 41 days before that session asks of it after such a history.
fn target_after(history: &[SessionSummary]) -> UsedTarget {
    recommend(&untargeted(), history, &raced(MONDAY - 40), &[], MONDAY + 1, KM).target.unwrap()
}

#[test]
fn a_long_break_starts_with_strides() {
    let advice = as_of(LAST + 20, &season(), &[]);
    assert_eq!((advice.decision, advice.rule), (Decision::StepBack, "D3"));
    assert_eq!(advice.next.unwrap().length, RepLength::Time(20.0));
}

#[test]
fn a_race_gives_family_and_target() {
    let athlete = raced(MONDAY);
    let mut free = track(MONDAY + 14);
    free.target_mps = None;
    let past = [];
    let history = History::new(&free, &past, &athlete, &[], free.day);
    let judged = history.judge(&free).unwrap();
    assert_eq!(judged.family, Family::I);
    assert!(judged.evidence.target_error_pct.unwrap().abs() < 1.5);
    assert!(!judged.target.unwrap().is_weak());
}

#[test]
fn a_missed_kind_of_session_comes_back_below() {
    // Easy running goes on; the reps do not.
    let easy = |week: i64| [0, 2, 4].map(|day| run(MONDAY + 7 * week + day, 9_000.0));
    let mut history: Vec<SessionSummary> = (0..8).flat_map(easy).collect();
    history.extend([track(MONDAY + 1), track(MONDAY + 8)]);
    let after = |history: &[SessionSummary], days: i64| {
        let today = MONDAY + 8 + days;
        let upto: Vec<SessionSummary> = history.iter().filter(|run| run.day <= today).cloned().collect();
        let advice = as_of(today, &upto, &[]);
        (advice.rule, advice.decision, advice.next.unwrap().reps)
    };
    assert_eq!(after(&history, 12), ("D11", Decision::Hold, 6));
    assert_eq!(after(&history, 16), ("D3", Decision::StepBack, 5));
    assert_eq!(after(&history, 25), ("D3", Decision::StepBack, 4));
    assert_eq!(after(&history, 43), ("D3", Decision::StepBack, 8), "strides after six weeks");
    let strides = SessionSummary { kind: WorkoutKind::Strides, ..run(MONDAY + 50, 6_000.0) };
    history.push(strides);
    assert_eq!(after(&history, 44), ("D3", Decision::StepBack, 3), "after the strides three fifths of the reps");
}

#[test]
fn a_break_lowers_what_a_race_asks_for() {
    let target = |last_run: i64| {
        let history = [run(MONDAY - 39, 9_000.0), run(last_run, 9_000.0), untargeted()];
        let runs: Vec<SessionSummary> = history.into_iter().filter(|run| run.day >= MONDAY - 39).collect();
        target_after(&runs)
    };
    // Running on every third day, against 37 days without.
    let mut every: Vec<SessionSummary> = (-39..0).step_by(3).map(|day| run(MONDAY + day, 9_000.0)).collect();
    every.push(untargeted());
    let even = target_after(&every);
    assert_eq!(even.source, "the interval pace by your race 41 days before");
    let rested = target(MONDAY - 1);
    assert!(
        rested.source.starts_with("the interval pace by your race 41 days before, lowered for 37 days"),
        "{}",
        rested.source
    );
    assert!(rested.speed_mps.1 < 0.95 * even.speed_mps.1);
}

#[test]
fn rides_keep_half_of_what_a_break_costs() {
    let ride = |day: i64, minutes: f64| SessionSummary {
        kind: WorkoutKind::NotRunning,
        running: false,
        trains_legs: true,
        ..SessionSummary::easy_run(day, 20_000.0, 60.0 * minutes)
    };
    // From the 30th day before to the day before: thirty days without running.
    let target = |others: &[SessionSummary]| {
        let runs = [run(MONDAY - 39, 9_000.0), run(MONDAY - 30, 9_000.0), untargeted()];
        let history: Vec<SessionSummary> = runs.iter().chain(others).cloned().collect();
        target_after(&history)
    };
    let rides = |days: std::ops::Range<i64>, every: usize, minutes: f64| -> Vec<SessionSummary> {
        days.step_by(every).map(|day| ride(MONDAY + day, minutes)).collect()
    };
    let source = |days: &str| format!("the interval pace by your race 41 days before, lowered for {days}");
    let idle = target(&[]);
    assert_eq!(idle.source, source("30 days without running"));
    let busy = target(&rides(-29..1, 2, 45.0));
    assert_eq!(busy.source, source("30 days without running, with cross-training"));
    assert!(busy.speed_mps.1 > 1.02 * idle.speed_mps.1, "{busy:?} {idle:?}");
    assert_eq!(target(&rides(-29..1, 3, 45.0)), idle, "ten days of thirty are fewer than three a week");
    assert_eq!(target(&rides(-29..1, 2, 15.0)), idle, "a quarter of an hour is no training");
    assert_eq!(target(&rides(-70..-30, 1, 45.0)), idle, "before the break");
    let twice: Vec<SessionSummary> =
        rides(-29..-18, 1, 45.0).into_iter().flat_map(|ride| [ride.clone(), ride]).collect();
    assert_eq!(target(&twice), idle, "days count, not outings");
    let swims: Vec<SessionSummary> =
        rides(-29..1, 1, 45.0).into_iter().map(|ride| SessionSummary { trains_legs: false, ..ride }).collect();
    assert_eq!(target(&swims), idle);
}
