//! The next step by what was run: one rep more, the same again, one less.

use super::*;
use crate::model::Goal;

#[test]
fn two_clean_sessions_earn_one_more_rep() {
    let history = season();
    let advice = latest(&history, &[rested(LAST)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Advance, "D14"), "{advice:#?}");
    assert_eq!(advice.lever, Some(Lever::Reps));
    let next = advice.next.unwrap();
    assert_eq!(next.text, "7 \u{d7} 400 m at 1:32\u{2013}1:34 (3:50\u{2013}3:55 /km), 200 m jog (75 s)");
    assert_eq!(advice.headline, "7 \u{d7} 400 m at 1:32\u{2013}1:34, same pace and rest");
    assert_eq!(advice.earliest_day, Some(MONDAY + 31));
    assert_eq!(advice.confidence, Confidence::High);
    assert!((2..=4).contains(&advice.reasons.len()), "{:?}", advice.reasons);
}

#[test]
fn one_clean_session_is_confirmed_first() {
    let mut history = season();
    history.retain(|session| session.kind != WorkoutKind::Reps || session.day > MONDAY + 28);
    let advice = latest(&history, &[rested(LAST)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D11"));
    assert_eq!(advice.headline, "hold, run it once more to confirm");
    assert_eq!(advice.next.unwrap().reps, 6);
}

#[test]
fn a_duplicate_is_not_a_second_clean_session() {
    let mut history = season();
    history.retain(|session| session.kind != WorkoutKind::Reps || session.day > MONDAY + 28);
    let mut copy = track(LAST);
    (copy.start_unix_s, copy.duplicate) = (copy.start_unix_s + 3.0, true);
    history.push(copy);
    assert_eq!(latest(&history, &[rested(LAST)]).rule, "D11");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let forward = season();
    let mut backward = forward.clone();
    backward.reverse();
    let journal = [rested(LAST)];
    assert_eq!(latest(&forward, &journal), latest(&backward, &journal));
    let mut all = recommend_all(&backward, &Athlete::default(), &journal, KM);
    all.reverse();
    assert_eq!(all, recommend_all(&forward, &Athlete::default(), &journal, KM));
    assert_eq!(all.iter().flatten().count(), 2);
}

#[test]
fn an_advanced_step_must_be_confirmed_anew() {
    let mut history = season();
    let mut seven = track(MONDAY + 36);
    seven.reps.push(seven.reps[0]);
    seven.fast_distance_m = 2800.0;
    (seven.planned_reps, seven.evidence.as_mut().unwrap().n) = (None, 7);
    history.push(run(MONDAY + 30, 12_000.0));
    history.push(run(MONDAY + 33, 12_000.0));
    history.push(seven);
    let advice = latest(&history, &[rested(LAST), rested(MONDAY + 36)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D11"), "{advice:#?}");
    assert_eq!(advice.next.unwrap().reps, 7);
}

#[test]
fn a_failure_steps_back_and_a_bad_day_does_not() {
    let mut history = season();
    history.last_mut().unwrap().rpe_cr10 = Some(9.0);
    let advice = latest(&history, &[rested(LAST)]);
    assert_eq!((advice.decision, advice.rule), (Decision::StepBack, "D7"));
    assert_eq!(advice.next.as_ref().unwrap().reps, 5);
    let tired = JournalDay { poor_sleep: true, ..rested(LAST) };
    assert_eq!(latest(&history, &[tired]).rule, "D6");
}

#[test]
fn a_step_back_is_from_what_was_run() {
    let mut history = season();
    let last = history.last_mut().unwrap();
    (last.planned_reps, last.rpe_cr10) = (Some(6), Some(9.5));
    last.reps.truncate(5);
    last.evidence.as_mut().unwrap().n = 5;
    let advice = latest(&history, &[rested(LAST)]);
    assert_eq!((advice.rule, advice.next.unwrap().reps), ("D7", 4), "five were run, and were too hard");
}

#[test]
fn the_end_of_a_ladder_names_the_next_kind() {
    let athlete = Athlete { goal: Some(Goal::FiveK), novice: None, ..Athlete::default() };
    let (mut history, mut long) = (season(), track(0));
    history.retain(|session| !session.has_reps());
    // 5 \u{d7} 1200 m is the last step; rest and pace cannot move either.
    (long.length, long.rep_distance_m) = (Some(RepLength::Distance(1_200.0)), 1_200.0);
    (long.recovery_s, long.fast_distance_m, long.target_mps) = (Some(140.0), 6_000.0, None);
    (long.planned_reps, long.distance_m) = (Some(5), 12_000.0);
    long.reps.truncate(5);
    long.evidence = Some(SessionEvidence { n: 5, rep_s: 279.0, ..long.evidence.unwrap() });
    for (day, easy) in (0..5).flat_map(|week| [0, 2, 4, 6].map(|day| (MONDAY + 7 * week + day, 22_000.0))) {
        history.push(run(day, easy));
    }
    history.retain(|session| session.day < LAST);
    for day in [MONDAY + 15, MONDAY + 22, LAST] {
        history.push(SessionSummary { day, start_unix_s: day as f64 * 86_400.0 + 64_800.0, ..long.clone() });
    }
    let advice = recommend_latest(&history, &athlete, &[rested(LAST)], LAST, KM).unwrap();
    assert_eq!(advice.rule, "D13", "{advice:#?}");
    let last = advice.reasons.last().unwrap();
    assert!(
        last.starts_with("The interval ladder ends here. By your goal goal-pace reps may have a turn: 6"),
        "{last}"
    );
}

#[test]
fn what_is_over_the_cap_of_the_week_is_cut_to_it() {
    let mut history = season();
    for run in history.iter_mut().filter(|run| run.kind != WorkoutKind::Reps) {
        run.distance_m *= 0.5;
    }
    let mut hard = track(LAST);
    (hard.rpe_cr10, hard.planned_reps) = (Some(8.0), None);
    *history.last_mut().unwrap() = hard;
    let advice = latest(&history, &[rested(LAST)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D10"));
    assert_eq!(advice.next.unwrap().reps, 4, "{:?}", advice.reasons);
    assert_eq!(advice.headline, "4 \u{d7} 400 m at 1:32\u{2013}1:34, cut to the cap of the week");
    assert_eq!(
        advice.reasons[2],
        "Interval volume is over its cap: 8 % of your 23.5 km week are 1880 m. 4 of the 6 reps fit."
    );
    // With too few weeks to know the usual one nothing is cut.
    history.retain(|run| run.day > MONDAY + 14);
    assert_eq!(latest(&history, &[rested(LAST)]).next.unwrap().reps, 6);
}
