//! The day of the next session: what speaks against today, and how far hard days are apart.

use super::*;
use crate::model::GoalRace;
use crate::progression::readiness::signals;

#[test]
fn heat_of_today_moves_or_slows_what_is_next() {
    let weather = |air: f64, dew: f64| {
        let today = MONDAY + 31;
        let row = JournalDay { temperature_c: Some(air), dew_point_c: Some(dew), ..rested(today) };
        as_of(today, &season(), &[rested(LAST), row])
    };
    let hot = weather(40.0, 28.0);
    assert_eq!((hot.decision, hot.rule), (Decision::Hold, "D8"));
    assert!(hot.reasons[0].starts_with("It is too hot today"), "{:?}", hot.reasons);
    let warm = weather(28.0, 20.0);
    assert!(warm.reasons.iter().any(|reason| reason.starts_with("In today's heat reps come out about 1.9 %")));
    assert_eq!(warm.rule, "D14", "the step stays, the pace gives");
}

#[test]
fn what_speaks_against_today_is_told_whatever_the_rule() {
    // A lighter week is due, and today is a bad day for anything.
    let (history, today) = (full_weeks(10_000.0, track), MONDAY + 28);
    let advice = |row: JournalDay| as_of(today, &history, &[JournalDay { day: today, ..row }]);
    let quiet = advice(JournalDay::default());
    assert_eq!((quiet.rule, quiet.earliest_day), ("D4", Some(today)));
    let hot = advice(JournalDay { temperature_c: Some(45.0), dew_point_c: Some(30.0), ..JournalDay::default() });
    assert_eq!((hot.rule, hot.earliest_day), ("D4", Some(today + 1)));
    assert!(hot.reasons[1].starts_with("It is too hot today"), "{:?}", hot.reasons);
    let sore = advice(JournalDay { soreness: Some(8.0), ..JournalDay::default() });
    assert_eq!(sore.reasons[1], "Not today: soreness 8 in 10.");
}

#[test]
fn nothing_hard_is_advised_right_before_the_race() {
    let race = GoalRace { day: MONDAY + 33, distance_m: 5_000.0 };
    let athlete = Athlete { goal_race: Some(race), ..Athlete::default() };
    let journal = [rested(LAST), rested(MONDAY + 31)];
    let advice = recommend_latest(&season(), &athlete, &journal, MONDAY + 31, KM).unwrap();
    assert_eq!(advice.reasons[1], "Your race is in 2 days: nothing hard in the last three.");
    assert_eq!(advice.earliest_day, Some(MONDAY + 36), "two easy days after it");
}

#[test]
fn no_third_hard_day_within_a_week() {
    let mut history = season();
    let mut tempo = track(MONDAY + 32);
    (tempo.length, tempo.rep_distance_m) = (Some(RepLength::Distance(2_000.0)), 2_000.0);
    tempo.evidence = Some(SessionEvidence { rep_s: 480.0, ..tempo.evidence.unwrap() });
    history.push(tempo);
    let advice = as_of(MONDAY + 32, &history, &[]);
    assert_eq!(advice.earliest_day, Some(MONDAY + 36), "a week after the first of the two");
}

#[test]
fn fast_200s_are_a_hard_day_and_strides_are_not() {
    let reps = |metres: f64, seconds: f64| {
        let mut session = track(MONDAY);
        (session.fast_distance_m, session.fast_timer_s) = (6.0 * metres, 6.0 * seconds);
        (session.rep_distance_m, session.length, session.rpe_cr10) = (metres, Some(RepLength::Distance(metres)), None);
        session.evidence = Some(SessionEvidence { rep_s: seconds, ..session.evidence.unwrap() });
        recommend(&session, &[], &Athlete::default(), &[], MONDAY, KM).earliest_day
    };
    assert_eq!(reps(200.0, 29.0), Some(MONDAY + 2));
    assert_eq!(reps(100.0, 18.0), Some(MONDAY + 1), "strides, but never twice a day");
}

#[test]
fn off_signals_move_the_session() {
    let sore = JournalDay { soreness: Some(6.0), ..rested(LAST) };
    let advice = latest(&season(), &[sore]);
    assert_eq!(advice.rule, "D8");
    assert_eq!(advice.earliest_day, Some(MONDAY + 32));
    assert_eq!(signals(&[rested(3)], 3)[0].level, Level::Green);
}
