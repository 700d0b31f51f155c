//! Which kind of session has its turn, and which one moves on.

use super::*;
use crate::model::Goal;

#[test]
fn the_track_takes_its_turn_and_threshold_its_own_day() {
    // Threshold was run last: without a goal the track takes what was last run on it.
    let mut last = hold();
    last.family = Some(Family::T);
    let days = plan(&Athlete::default(), &last, &facts(), 1);
    assert!(days[1].text.starts_with("interval: 6 \u{d7} 400 m"), "{}", days[1].text);
    assert!(days[3].text.starts_with("threshold: 2 \u{d7} 1500 m"), "{}", days[3].text);
    // Two interval sessions to one of repetition.
    let mut even = vec![kind(Family::R, 8, 200.0, (13, false)), interval(false), threshold(false)];
    for kind in &mut even {
        kind.recent = 0;
    }
    let athlete = Athlete { goal: Some(Goal::FiveK), ..Athlete::default() };
    let days = plan(&athlete, &hold(), &WeekFacts { kinds: even, build_weeks: 0, ..facts() }, 2);
    let reps: Vec<&str> = days.iter().filter(|day| day.kind == DayKind::Reps).map(|day| day.text.as_str()).collect();
    assert!(reps[0].starts_with("repetition: 8 \u{d7} 200 m") && reps[1].starts_with("6 \u{d7} 400 m"), "{reps:#?}");
    // Only threshold is known: then it is the one session.
    let alone = WeekFacts { kinds: vec![threshold(false)], ..facts() };
    let days = plan(&Athlete::default(), &last, &alone, 1);
    assert_eq!(days.iter().filter(|day| day.fast_m > 0.0).count(), 1);
}

#[test]
fn one_thing_moves_a_week() {
    let both = WeekFacts { kinds: vec![interval(true), threshold(true)], ..facts() };
    let days = plan(&Athlete::default(), &advice(Decision::Advance, "D14", MONDAY), &both, 1);
    assert!(days[1].text.starts_with("7 \u{d7} 400 m"), "{}", days[1].text);
    assert!(days[3].text.starts_with("threshold: 2 \u{d7} 1500 m"), "{}", days[3].text);
    assert!(days[3].text.contains("one thing moves a week"), "{}", days[3].text);
    assert!(days[6].text.ends_with("no longer than before: the reps move on"), "{}", days[6].text);
    let tempo = WeekFacts { kinds: vec![interval(false), threshold(true)], week_m: Some(60_000.0), ..facts() };
    let days = plan(&Athlete::default(), &hold(), &tempo, 1);
    assert!(days[3].text.starts_with("threshold: 3 \u{d7} 1500 m"), "{}", days[3].text);
    assert!(days[6].text.ends_with("the threshold session moves on"), "{}", days[6].text);
}

#[test]
fn two_track_days_are_for_who_has_passed_what_they_ask_for() {
    let kinds = vec![kind(Family::R, 8, 200.0, (3, false)), interval(false), threshold(false)];
    let double = WeekFacts { speed_work: SpeedWork::Double, kinds, week_m: Some(60_000.0), ..facts() };
    let of = |runs, facts: &WeekFacts| {
        letters(&plan(&Athlete { goal: Some(Goal::FiveK), ..runs_a_week(runs) }, &hold(), facts, 1))
    };
    let five = of(5, &double);
    assert_eq!((five.find(['R', 'S']), five.rfind(['R', 'S'])), (Some(1), Some(4)), "Tuesday and Friday: {five}");
    assert_eq!(of(4, &double).chars().nth(3), Some('S'));
    assert_eq!(of(5, &WeekFacts { speed_work: SpeedWork::Usual, ..double }).chars().nth(3), Some('S'));
}

/// What the reps of this week have taken is not there for its threshold day, planned or run.
#[test]
fn a_fifth_of_the_week_holds_what_has_been_run() {
    let made = |fast_m| {
        let facts = WeekFacts {
            hard_this_week: vec![HardDay { has_moved: true, fast_m, ..hard_day(MONDAY + 1, true) }],
            last_hard_day: Some(MONDAY + 1),
            runs_this_week: 1,
            run_this_week_m: 9_000.0,
            kinds: vec![interval(false), threshold(true)],
            ..facts()
        };
        week_plan(Some(&hold()), &Athlete::default(), &facts, (MONDAY + 1, 1), KM)[1].clone()
    };
    let second = made(2_400.0);
    assert!(second.text.starts_with("threshold: 2 \u{d7} 1500 m"), "the reps have moved: {}", second.text);
    assert!(made(6_000.0).fast_m <= 2_000.0);
}
