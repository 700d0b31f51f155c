//! Hard days: apart from each other, moved when they are missed, never doubled.

use super::*;
use crate::progression::HardDaysAWeek;

#[test]
fn a_day_of_rest_changes_nothing_ahead() {
    for pattern in 0_u32..128 {
        let blocked = blocked_of(pattern);
        for (runs, start) in (3..=7).flat_map(|runs| (0..5).map(move |start| (runs, start))) {
            let athlete = Athlete { blocked_days: blocked.clone(), ..runs_a_week(runs) };
            let facts = WeekFacts { runs_this_week: 1, run_this_week_m: 6_000.0, ..facts() };
            let advice = hold();
            let made = |today: i64| week_plan(Some(&advice), &athlete, &facts, (today, 2), KM);
            let (before, after) = (made(MONDAY + start), made(MONDAY + start + 1));
            if before[0].kind != DayKind::Rest {
                continue;
            }
            let same = |day: &PlanDay| (day.day, day.kind, day.fast_m.to_bits());
            let (before, after): (Vec<_>, Vec<_>) =
                (before[1..].iter().map(same).collect(), after[..before.len() - 1].iter().map(same).collect());
            assert_eq!(before, after, "{blocked:?} {runs} runs, day {start}");
        }
    }
}

/// The reps of Tuesday are not run: they move to the next free day, as long as there is one, and are never doubled.
#[test]
fn reps_that_are_missed_move_or_are_left_out() {
    let made = |today: i64, facts: &WeekFacts| {
        letters(
            &week_plan(Some(&hold()), &Athlete::default(), facts, (today, 1), KM)
                [..usize::try_from(MONDAY + 6 - today).unwrap_or(0)],
        )
    };
    let runs = WeekFacts { runs_this_week: 1, run_this_week_m: 8_000.0, ..facts() };
    assert_eq!(made(MONDAY, &facts()), "R.S.eL");
    assert!(made(MONDAY + 1, &facts()).starts_with('R'), "Wednesday");
    assert!(made(MONDAY + 3, &facts()).starts_with('R'), "Friday, two days before the long run");
    assert!(!made(MONDAY + 4, &facts()).contains('R'), "Saturday is too near it");
    let track = hard_day(MONDAY + 1, true);
    let run = WeekFacts { last_hard_day: Some(MONDAY + 1), hard_this_week: vec![track], ..runs.clone() };
    assert_eq!(made(MONDAY + 1, &run), ".S.eL", "run on Tuesday: not again");
    let tempo = hard_day(MONDAY + 1, false);
    let swapped = WeekFacts { last_hard_day: Some(MONDAY + 1), hard_this_week: vec![tempo], ..runs.clone() };
    assert_eq!(made(MONDAY + 1, &swapped), ".R.eL", "threshold on Tuesday: the reps take Thursday, no second tempo");
    let both = vec![track, hard_day(MONDAY + 3, false)];
    let full = WeekFacts { last_hard_day: Some(MONDAY + 3), hard_this_week: both, runs_this_week: 2, ..runs };
    assert!(!made(MONDAY + 3, &full).contains(['R', 'S']));
}

/// Two steady days have been run by Wednesday: the reps take Friday where a third hard day may be, and move nothing that week.
#[test]
fn a_third_hard_day_is_for_who_may_have_it() {
    let made = |most_hard_days, hard: HardDay, advances| {
        let facts = WeekFacts {
            most_hard_days,
            hard_this_week: vec![HardDay { day: MONDAY, ..hard }, HardDay { day: MONDAY + 2, ..hard }],
            last_hard_day: Some(MONDAY + 2),
            runs_this_week: 3,
            run_this_week_m: 15_000.0,
            kinds: vec![interval(advances), threshold(false)],
            ..facts()
        };
        week_plan(Some(&advice(Decision::Hold, "D11", MONDAY + 4)), &runs_a_week(6), &facts, (MONDAY + 2, 1), KM)
    };
    let steady = hard_day(MONDAY, false);
    assert_eq!(letters(&made(HardDaysAWeek::Two, steady, false)[..4]), ".eeL");
    let third = made(HardDaysAWeek::Three, steady, true);
    assert_eq!(letters(&third[..4]), ".ReL", "no other hard day on Thursday or Saturday");
    assert!(third[1].text.starts_with("7 \u{d7} 400 m"), "{}", third[1].text);
    assert_eq!(third[5..].iter().filter(|day| day.kind.is_hard()).count(), 1, "a whole week has two: {third:#?}");
    let moved = made(HardDaysAWeek::Three, HardDay { has_moved: true, ..steady }, true);
    assert!(moved[1].text.starts_with("6 \u{d7} 400 m"), "{}", moved[1].text);
    assert!(moved[1].text.contains("as last time: one thing moves a week, and one has moved"), "{}", moved[1].text);
    let spent = made(HardDaysAWeek::Three, HardDay { fast_m: 3_000.0, ..steady }, false);
    assert!(spent[1].text.contains("cut: a fifth of the week is the most that is fast"), "{}", spent[1].text);
    assert!(spent[1].fast_m <= 2_000.0, "{:?}", spent[1]);
}

/// Whatever the days and runs: hard days and the long run are apart, and no run is on a blocked day.
#[test]
fn hard_days_are_apart_in_every_week() {
    for pattern in 0..128_u32 {
        let blocked = blocked_of(pattern);
        for (runs, novice, start) in (3..=7).flat_map(|runs| [(runs, false, 0), (runs, true, 2), (runs, false, 4)]) {
            let long_run_day = Some(Weekday::ALL[(runs + start) % 7]);
            let (blocked_days, novice_said) = (blocked.clone(), Some(novice));
            let athlete = Athlete { blocked_days, novice: novice_said, long_run_day, ..runs_a_week(runs) };
            let today = MONDAY + i64::try_from(start).unwrap_or(0);
            let facts = WeekFacts { last_hard_day: Some(today - 1), speed_work: SpeedWork::Double, ..facts() };
            let advice = advice(Decision::Advance, "D14", today + 1);
            let days = week_plan(Some(&advice), &athlete, &facts, (today, 5), KM);
            assert_eq!(days.len(), 35);
            assert!(days.iter().all(|day| day.kind == DayKind::Rest || !blocked.contains(&Weekday::of(day.day))));
            let hard: Vec<i64> = days.iter().filter(|day| day.kind.is_hard()).map(|day| day.day).collect();
            let apart = if novice { 3 } else { 2 };
            assert!(hard.windows(2).all(|pair| pair[1] - pair[0] >= apart), "{blocked:?} {athlete:?}");
            assert!(hard.first().is_none_or(|day| day - (today - 1) >= apart));
            let long = days.iter().filter(|day| day.kind == DayKind::Long).map(|day| day.day);
            assert!(long.into_iter().all(|long| hard.iter().all(|day| (day - long).abs() >= 2)));
        }
    }
}
