//! Weeks with less in them: lighter ones, after a break, before a race.

use super::*;
use crate::model::GoalRace;

#[test]
fn the_fourth_week_is_lighter_in_everything() {
    let days = plan(&Athlete::default(), &hold(), &facts(), 4);
    let lighter: Vec<bool> = days.chunks(7).map(|week| week.iter().all(|day| day.is_lighter)).collect();
    assert_eq!(lighter, [false, true, false, false], "one building week was done, this one and the next build");
    assert_eq!(letters(&days[7..14]).matches('S').count(), 0);
    assert!(days[8].text.starts_with("3 \u{d7} 400 m"), "{}", days[8].text);
    assert!(days[8].text.contains("about half of it at the same pace"), "{}", days[8].text);
    assert_eq!(days[13].text, "about 10 km easy, the long run");
    let (usual, lighter) = (metres(&days[..7]), metres(&days[7..14]));
    assert!(lighter <= 0.72 * usual, "{lighter} of {usual} m");
    assert!(days[15].text.contains("the step before the lighter week again"), "{}", days[15].text);
}

/// As of the last Sunday of three building weeks the advice is still the full session.
#[test]
fn the_week_after_three_building_ones_has_half_the_reps_whatever_the_advice() {
    let facts = WeekFacts { build_weeks: 2, kinds: vec![interval(true), threshold(true)], ..facts() };
    let days = plan(&Athlete::default(), &advice(Decision::Advance, "D14", MONDAY), &facts, 1);
    assert!(days.iter().all(|day| day.is_lighter));
    assert!(days[1].text.starts_with("3 \u{d7} 400 m") && !days[1].text.contains("7 \u{d7}"), "{}", days[1].text);
    assert!(metres(&days) <= 0.7 * 40_000.0);
}

#[test]
fn an_advised_lighter_week_is_that_of_the_next_reps() {
    let deload = plan(&Athlete::default(), &advice(Decision::Deload, "D4", MONDAY), &facts(), 2);
    assert!(deload[..7].iter().all(|day| day.is_lighter) && deload[7..].iter().all(|day| !day.is_lighter));
    let track = hard_day(MONDAY + 1, true);
    let midweek = WeekFacts {
        last_hard_day: Some(MONDAY + 1),
        hard_this_week: vec![track],
        runs_this_week: 1,
        run_this_week_m: 8_000.0,
        ..facts()
    };
    let made = |rule| {
        let advice = advice(Decision::Deload, rule, MONDAY + 3);
        week_plan(Some(&advice), &Athlete::default(), &midweek, (MONDAY + 1, 2), KM)
    };
    let days = made("D4");
    assert_eq!(letters(&days[..12]), ".S.eL.Re..eL", "one reps day a week");
    assert!(days[..5].iter().all(|day| !day.is_lighter) && days[5..12].iter().all(|day| day.is_lighter));
    let failed = made("D2");
    assert_eq!(
        letters(&failed[..5]).matches('S').count(),
        0,
        "after two failures no threshold before the lighter week"
    );
    assert!(failed[..5].iter().all(|day| !day.text.contains("strides")));
    let run = WeekFacts { is_lighter_week: true, build_weeks: 0, ..midweek.clone() };
    let after = week_plan(Some(&hold()), &Athlete::default(), &run, (MONDAY + 1, 2), KM);
    assert!(after[..5].iter().all(|day| day.is_lighter && !day.kind.is_hard()), "the lighter session has been run");
}

#[test]
fn a_race_has_its_day_less_before_it_and_easy_days_after() {
    for race in MONDAY + 7..MONDAY + 28 {
        for runs in 3..=7 {
            let goal_race = Some(GoalRace { day: race, distance_m: 5_000.0 });
            let athlete = Athlete { goal_race, ..runs_a_week(runs) };
            let days = plan(&athlete, &hold(), &facts(), 5);
            let of = |day: i64| &days[usize::try_from(day - MONDAY).unwrap_or(0)];
            assert_eq!((of(race).kind, of(race).distance_m), (DayKind::Race, Some(5_000.0)));
            assert!(of(race).text.starts_with("the race, 5 km"), "{}", of(race).text);
            for day in (race - 3..race).chain(race + 1..=race + 2) {
                assert!(matches!(of(day).kind, DayKind::Easy | DayKind::Rest), "{} {:?}", day - race, of(day));
                assert!(!of(day).text.contains("strides"), "{:?}", of(day));
            }
            let before: Vec<PlanDay> = (race - 6..race).map(of).cloned().collect();
            assert!(metres(&before) <= 0.7 * 40_000.0, "{before:#?}");
            assert!(before.iter().all(|day| day.is_lighter && day.fast_m <= 1_200.0), "{before:#?}");
            assert_eq!(days.iter().filter(|day| day.kind == DayKind::Race).count(), 1);
        }
    }
}

#[test]
fn after_a_break_half_and_then_three_quarters_are_run() {
    let facts = WeekFacts { comeback: Some((MONDAY, 14)), build_weeks: 0, ..facts() };
    let days = plan(&Athlete::default(), &hold(), &facts, 3);
    let long: Vec<&str> = days.iter().filter(|day| day.kind == DayKind::Long).map(|day| day.text.as_str()).collect();
    let km = |text: &&str| text.split(' ').nth(1).map(str::to_owned);
    assert_eq!(
        long.iter().map(km).collect::<Vec<_>>(),
        ["7", "11", "10"].map(|km| Some(km.to_owned())),
        "the third week is the lighter one: {long:?}"
    );
    assert!(days[..14].iter().all(|day| day.kind != DayKind::Steady));
    assert!(metres(&days[..7]) <= 0.6 * 40_000.0);
}
