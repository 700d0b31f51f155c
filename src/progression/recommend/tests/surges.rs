//! Surges inside a steady run: the last step of a long goal, and what follows them.

use super::*;
use crate::model::{Race, Shape};

/// Two times 5 km at the pace of a half marathon on two Tuesdays, which a ladder of surges follows, then these; and the runner.
fn surging(surges: SessionSummary) -> (Vec<SessionSummary>, Athlete) {
    let race = Race { day: MONDAY - 10, distance_m: 5_000.0, time_s: 1_197.0 };
    let goal = Some(crate::model::Goal::Half);
    let athlete = Athlete { goal, races: vec![race], novice: Some(false), ..Athlete::default() };
    let speed = crate::progression::daniels::training_speed(Family::S, 50.0, goal).unwrap();
    let mut history: Vec<SessionSummary> =
        (0..5).flat_map(|week| [0, 2, 4, 6].map(|day| run(MONDAY + 7 * week + day, 24_000.0))).collect();
    history.extend([MONDAY + 1, MONDAY + 8].map(|day| run(day, 17_000.0)));
    history.retain(|session| session.day < surges.day);
    for day in [MONDAY + 15, MONDAY + 22] {
        let seconds = 5_000.0 / speed;
        let mut long = SessionSummary { planned_reps: Some(2), mean_speed_mps: speed, ..track(day) };
        (long.length, long.rep_distance_m) = (Some(RepLength::Distance(5_000.0)), 5_000.0);
        (long.recovery_s, long.recovery_m) = (Some(120.0), Some(290.0));
        (long.fast_distance_m, long.fast_timer_s, long.distance_m) = (10_000.0, 2.0 * seconds, 17_000.0);
        long.target_mps = Some((0.99 * speed, 1.01 * speed));
        long.reps.truncate(2);
        long.evidence = Some(SessionEvidence { rep_s: seconds, n: 2, decoupling_pct: Some(1.0), ..clean() });
        history.push(long);
    }
    history.push(surges);
    history.sort_by_key(|session| session.day);
    (history, athlete)
}

/// Eight times 30 s, 2 min run between them, as the watch reads it.
fn eight_surges(rpe: f64, shape: Shape) -> SessionSummary {
    let mut session = SessionSummary { planned_reps: None, target_mps: None, shape, ..track(MONDAY + 29) };
    (session.length, session.rep_distance_m, session.mean_speed_mps) = (Some(RepLength::Time(30.0)), 150.0, 5.0);
    (session.recovery_s, session.recovery_m, session.rpe_cr10) = (Some(120.0), Some(410.0), Some(rpe));
    (session.fast_distance_m, session.fast_timer_s) = (1_200.0, 240.0);
    session.reps.extend_from_within(..2);
    session.evidence = Some(SessionEvidence { rep_s: 30.0, n: 8, ..clean() });
    session
}

#[test]
fn after_surges_goal_pace_has_its_turn_again() {
    let ask = |surges: SessionSummary| {
        let (history, athlete) = surging(surges);
        recommend_all(&history, &athlete, &[], KM).into_iter().flatten().collect::<Vec<_>>()
    };
    let row = ask(eight_surges(5.0, Shape::Row));
    let before = &row[1];
    assert_eq!((before.rule, before.lever), ("D14", Some(Lever::Length)), "{before:#?}");
    assert!(before.next.as_ref().unwrap().text.starts_with("8 \u{d7} 30 s by feel"), "{before:#?}");
    for shape in [Shape::Row, Shape::Within { run_s: 1_800.0 }] {
        let after = ask(eight_surges(5.0, shape)).pop().unwrap();
        assert_eq!((after.rule, after.family), ("D13", Some(Family::S)), "{after:#?}");
        assert!(after.next.unwrap().text.starts_with("2 \u{d7} 5000 m at"));
        assert!(after.reasons.iter().any(|reason| reason.contains("goal pace again")), "{:?}", after.reasons);
        let failed = ask(eight_surges(9.0, shape)).pop().unwrap();
        assert_eq!(failed.rule, "D7", "{failed:#?}");
        assert!(failed.next.unwrap().text.starts_with("7 \u{d7} 30 s by feel"));
    }
}

#[test]
fn surges_without_a_goal_are_run_again_by_feel() {
    let mut history = season();
    history.retain(|session| session.day < MONDAY + 29);
    history.push(eight_surges(5.0, Shape::Within { run_s: 1_800.0 }));
    let advice = recommend_latest(&history, &Athlete::default(), &[rested(MONDAY + 31)], MONDAY + 31, KM).unwrap();
    assert_eq!((advice.decision, advice.family, advice.lever), (Decision::Hold, Some(Family::F), None), "{advice:#?}");
    let text = advice.next.unwrap().text;
    assert_eq!(
        text,
        "8 \u{d7} 30 s by feel, quick but not all out, 2 min steady between, inside a steady run of 30 min"
    );
}
