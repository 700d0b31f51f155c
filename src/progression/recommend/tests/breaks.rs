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

/// Runs of 200 m with a long rest on a day: another kind than [`track`].
fn quick(day: i64) -> SessionSummary {
    let rep = SessionEvidence { rep_s: 36.0, n: 6, short_reps: true, ..clean() };
    SessionSummary {
        length: Some(RepLength::Distance(200.0)),
        rep_distance_m: 200.0,
        mean_speed_mps: 200.0 / 36.0,
        recovery_s: Some(120.0),
        evidence: Some(rep),
        family: Family::R,
        fast_distance_m: 1_200.0,
        planned_reps: None,
        target_mps: None,
        ..track(day)
    }
}

#[test]
fn the_longer_a_kind_was_missed_the_slower_it_comes_back() {
    // Easy running goes on, or nothing is run for so many days from the third day on.
    let speed_after = |days: i64, idle: i64, is_quick: bool| {
        let session = track(MONDAY + 1);
        let easy = (0..days).step_by(2).map(|day| run(session.day + day, 8_000.0));
        let quick = (7..days).step_by(7).filter(|_| is_quick).map(|day| quick(session.day + day));
        let mut history: Vec<SessionSummary> = easy.chain(quick).collect();
        history.retain(|run| !(3..3 + idle).contains(&(run.day - session.day)) && run.day > session.day);
        let advice = recommend(&session, &history, &raced(MONDAY - 40), &[], session.day + days, KM);
        assert_eq!(advice.rule, "D3", "{days} {advice:#?}");
        advice.next.unwrap().speed_mps.unwrap().1
    };
    let speeds: Vec<f64> = (22..=42).map(|days| speed_after(days, 0, false)).collect();
    assert!(speeds.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12), "{speeds:?}");
    let quick: Vec<f64> = (29..=60).map(|days| speed_after(days, 0, true)).collect();
    assert!(quick.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12), "{quick:?}");
    assert!(quick[10] > 1.01 * speeds[17], "who has run fast meanwhile has lost less");
    assert!(speed_after(40, 26, false) < 0.998 * speed_after(40, 0, false), "days without any running cost more");
}

#[test]
fn goal_pace_keeps_up_what_it_takes_the_turns_of() {
    let tempo = |day: i64, metres: f64, seconds: f64| SessionSummary {
        length: Some(RepLength::Distance(metres)),
        reps: vec![rep(metres / seconds, seconds); 2],
        rep_distance_m: metres,
        mean_speed_mps: metres / seconds,
        recovery_s: Some(120.0),
        evidence: Some(SessionEvidence { rep_s: seconds, n: 2, ..clean() }),
        family: Family::T,
        fast_distance_m: 2.0 * metres,
        planned_reps: None,
        target_mps: None,
        ..track(day)
    };
    let athlete = Athlete { goal: Some(crate::model::Goal::Half), ..raced(MONDAY) };
    let threshold = tempo(MONDAY + 1, 2_000.0, 510.0);
    let goal_pace = tempo(MONDAY + 22, 5_000.0, 1_310.0);
    assert_eq!(crate::progression::family_of(&goal_pace, &athlete), Family::S);
    let rule = |others: &[SessionSummary]| {
        let easy = (2..30).step_by(2).map(|day| run(MONDAY + day, 12_000.0));
        let history: Vec<SessionSummary> = easy.chain(others.iter().cloned()).collect();
        recommend(&threshold, &history, &athlete, &[], MONDAY + 30, KM).rule
    };
    assert_eq!(rule(&[]), "D3");
    assert_ne!(rule(&[goal_pace]), "D3");
}
