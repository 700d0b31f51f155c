//! Lighter weeks: when one is due, and what follows it.

use super::*;
use crate::model::Shape;

#[test]
fn a_full_session_is_no_lighter_one() {
    let is_lighter = |reps, metres| {
        let (decision, rule, length) = (Decision::Deload, "D4", RepLength::Distance(metres));
        let advice = Advice {
            decision,
            rule,
            family: Family::I,
            reps,
            length,
            speed_mps: None,
            shape: Shape::Row,
            whole: true,
            lever: None,
            day: 0,
        };
        SessionSummary { advised: Some(advice), ..track(MONDAY) }.is_lighter()
    };
    assert!(is_lighter(6, 400.0));
    assert!(!is_lighter(3, 400.0) && !is_lighter(6, 300.0));
}

#[test]
fn a_lighter_week_is_no_new_level() {
    let mut history = full_weeks(10_000.0, track);
    let lighter = as_of(MONDAY + 28, &history, &[]);
    assert_eq!((lighter.rule, lighter.next.unwrap().reps), ("D4", 3));
    // It is run as advised: then the step before it is repeated, and the building weeks begin anew.
    let mut half = track(MONDAY + 29);
    (half.planned_reps, half.fast_distance_m) = (Some(3), 1_200.0);
    half.reps.truncate(3);
    half.evidence = Some(SessionEvidence { n: 3, ..half.evidence.unwrap() });
    history.push(half);
    let same_week = as_of(MONDAY + 30, &history, &[]);
    assert_eq!((same_week.rule, same_week.next.unwrap().reps), ("D11", 6), "half a lighter week is no level either");
    assert_eq!(same_week.earliest_day, Some(MONDAY + 35), "after the lighter week");
    history.extend(easy_week(4, 10_000.0));
    let after = as_of(MONDAY + 35, &history, &[]);
    assert_eq!((after.rule, after.decision, after.next.unwrap().reps), ("D11", Decision::Hold, 6));
    assert!(after.reasons[0].starts_with("The lighter week is done"), "{:?}", after.reasons);
    history.push(track(MONDAY + 36));
    history.extend(easy_week(5, 10_000.0));
    assert_ne!(as_of(MONDAY + 42, &history, &[]).rule, "D4", "the building weeks begin anew");
}

#[test]
fn on_sunday_the_lighter_week_is_seen_that_begins_on_monday() {
    let mut history = season();
    history.retain(|run| run.day < MONDAY + 21 && run.kind != WorkoutKind::Reps);
    history.extend([1, 8, 15, 19].map(|day| track(MONDAY + day)));
    history.sort_by_key(|run| run.day);
    let at = |today| as_of(today, &history, &[rested(today)]);
    let (saturday, monday) = (at(MONDAY + 19), at(MONDAY + 21));
    assert_eq!((monday.rule, saturday.rule), ("D4", "D4"), "{saturday:#?}");
    assert_eq!(saturday.next, monday.next);
    assert_ne!(at(MONDAY + 18).rule, "D4", "there may be reps this week yet");
}

/// Two threshold reps of so many minutes as a watch on a track may read them: by a round distance.
fn tempo(day: i64, minutes: f64, metres: f64) -> SessionSummary {
    let seconds = 60.0 * minutes;
    SessionSummary {
        length: Some(RepLength::Time(seconds)),
        reps: vec![rep(metres / seconds, seconds); 2],
        rep_distance_m: metres,
        mean_speed_mps: metres / seconds,
        recovery_s: Some(120.0),
        recovery_m: Some(200.0),
        family: Family::T,
        evidence: Some(SessionEvidence { rep_s: seconds, n: 2, decoupling_pct: Some(1.0), ..clean() }),
        fast_distance_m: 2.0 * metres,
        fast_timer_s: 2.0 * seconds,
        planned_reps: None,
        target_mps: None,
        ..track(day)
    }
}

#[test]
fn two_shorter_reps_of_a_lighter_week_lead_back_to_the_long_ones() {
    let mut history = full_weeks(12_000.0, |day| tempo(day, 8.0, 1_900.0));
    let lighter = as_of(MONDAY + 28, &history, &[]);
    assert_eq!((lighter.rule, lighter.next.unwrap().length), ("D4", RepLength::Time(300.0)));
    // Five minutes at that pace are near 1200 m.
    let half = SessionSummary {
        length: Some(RepLength::Distance(1_200.0)),
        family: Family::I,
        ..tempo(MONDAY + 29, 5.0, 1_188.0)
    };
    history.push(half);
    history.extend(easy_week(4, 12_000.0));
    let after = as_of(MONDAY + 35, &history, &[]);
    assert_eq!((after.rule, after.family), ("D11", Some(Family::T)), "{after:#?}");
    assert_eq!(after.next.unwrap().length, RepLength::Time(480.0));
}
