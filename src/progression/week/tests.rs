//! Plans of a runner who is made up: which day is what, what goes on it, and how far.

use super::facts::{HardDay, SpeedWork};
use super::kinds::Outing;
use super::*;
use crate::model::{Goal, GoalRace, Shape};
use crate::progression::next::tests::step;
use crate::progression::{Decision, Family, HardDaysAWeek, Lever, NextWorkout};
use crate::segment::{Confidence, RepLength};

/// A Monday.
const MONDAY: i64 = 20_577;
const KM: DistanceUnit = DistanceUnit::Kilometre;

fn outing(reps: usize, metres: f64) -> Outing {
    let mut step = step(reps, 75.0);
    (step.length, step.rep_m) = (RepLength::Distance(metres), metres);
    Outing { step, rep_m: metres, other_m: 0.0, around_m: 4_000.0 }
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
        first: Some(outing(if family == Family::R { 6 } else { 5 }, if family == Family::R { 200.0 } else { 400.0 })),
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
        largest_week_m: 42_000.0,
        longest_m: 14_000.0,
        largest_fast_m: 3_000.0,
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

#[test]
fn four_runs_are_reps_threshold_easy_long() {
    let days = plan(&Athlete::default(), &hold(), &facts(), 1);
    assert_eq!(letters(&days), ".R.S.eL");
    assert!(days[1].text.starts_with("6 \u{d7} 400 m at 1:32\u{2013}1:34"), "{}", days[1].text);
    assert!(days[1].text.ends_with("10 min easy after; about 7 km in all"), "{}", days[1].text);
    assert!(days[3].text.starts_with("threshold: 2 \u{d7} 1500 m"), "{}", days[3].text);
    assert_eq!(days[5].text, "about 11 km easy, then 4\u{2013}6 relaxed strides of 20 s");
    assert_eq!(days[6].text, "about 14 km easy, the long run");
    assert!((metres(&days) - 40_000.0).abs() < 1_000.1);
}

#[test]
fn more_runs_fill_easy_days_and_blocked_days_stay_free() {
    let of = |runs: usize, blocked_days: Vec<Weekday>| {
        letters(&plan(&Athlete { blocked_days, ..runs_a_week(runs) }, &hold(), &facts(), 1))
    };
    assert_eq!(of(5, vec![]), ".ReS.eL");
    assert_eq!(of(4, vec![Weekday::Tuesday, Weekday::Sunday]), "e.R.eL.", "no threshold day fits");
    let weeks = letters(&plan(&runs_a_week(3), &hold(), &facts(), 2));
    let steady = weeks.matches('S').count();
    assert_eq!(steady, 1, "every other week of three runs has no threshold day: {weeks}");
}

#[test]
fn the_advice_is_not_run_before_its_day() {
    let days = plan(&Athlete::default(), &advice(Decision::Hold, "D11", MONDAY + 2), &facts(), 1);
    assert_eq!(letters(&days), "..R.SeL");
}

#[test]
fn the_fourth_week_is_lighter_in_everything() {
    let days = plan(&Athlete::default(), &hold(), &facts(), 4);
    let lighter: Vec<bool> = days.chunks(7).map(|week| week.iter().all(|day| day.is_lighter)).collect();
    assert_eq!(lighter, [false, true, false, false], "one building week was done, this one and the next build");
    assert_eq!(letters(&days[7..14]).matches('S').count(), 0);
    assert!(days[8].text.starts_with("3 \u{d7} 400 m"), "{}", days[8].text);
    assert!(days[8].text.contains("half the reps at the same pace"), "{}", days[8].text);
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
fn a_stop_symptom_leaves_no_run_until_it_is_gone() {
    let ill = Recommendation { next: None, ..advice(Decision::Deload, "D0", MONDAY) };
    let facts = WeekFacts { symptom: "pain of 6 in 10".to_owned(), ..facts() };
    let days = plan(&Athlete::default(), &ill, &facts, 3);
    assert_eq!(letters(&days[..7]), ".......");
    let text = &days[0].text;
    assert!(
        text.starts_with("rest until pain of 6 in 10 has been gone for 2 days") && text.contains("clinician"),
        "{text}"
    );
    let later = days[7..].iter().filter(|day| day.kind != DayKind::Rest);
    assert!(later.clone().count() > 0);
    for day in later {
        assert!(!day.kind.is_hard() && day.fast_m == 0.0 && !day.text.contains("strides"), "{day:?}");
        assert!(day.text.starts_with("only if pain of 6 in 10 has been gone for 2 days: about"), "{}", day.text);
    }
    let saturday = week_plan(Some(&ill), &Athlete::default(), &facts, (MONDAY + 5, 2), KM);
    assert!(saturday[..8].iter().all(|day| day.kind == DayKind::Rest), "two days reach into the next week");
}

#[test]
fn what_is_advised_is_all_that_is_fast_on_the_way_into_speed_and_back() {
    for speed_work in [SpeedWork::New, SpeedWork::Returning] {
        let days =
            plan(&runs_a_week(5), &advice(Decision::StepBack, "D3", MONDAY), &WeekFacts { speed_work, ..facts() }, 3);
        for week in days.chunks(7) {
            assert!(week.iter().filter(|day| day.fast_m > 0.0).count() <= 1, "{week:#?}");
            assert!(week.iter().all(|day| day.kind != DayKind::Steady && !day.text.contains("4\u{2013}6 relaxed")));
        }
    }
    let none = Recommendation { next: None, ..advice(Decision::Insufficient, "D9b", MONDAY) };
    for advice in [Some(&none), None] {
        let days = week_plan(advice, &Athlete::default(), &facts(), (MONDAY - 1, 3), KM);
        assert!(days.iter().all(|day| !day.kind.is_hard() && !day.text.contains("strides")));
    }
}

#[test]
fn the_last_strides_on_the_way_in_are_run_twice_a_week() {
    let strides = |reps| {
        let of = Outing { step: super::super::next::Step::strides(reps), ..outing(reps, 100.0) };
        let text = of.text(KM);
        Kind {
            family: Family::F,
            text,
            next: of.clone(),
            again: of.clone(),
            lighter: of,
            ..kind(Family::F, reps, 100.0, (6, false))
        }
    };
    let again = |reps, is_lighter: bool| {
        let kinds = vec![strides(reps)];
        let built = if is_lighter { 2 } else { 0 };
        let facts = WeekFacts { kinds, build_weeks: built, speed_work: SpeedWork::New, is_novice: true, ..facts() };
        let advice = Recommendation { family: Some(Family::F), ..advice(Decision::Hold, "D11", MONDAY) };
        let days = plan(&runs_a_week(4), &advice, &facts, 1);
        let at = |found: &dyn Fn(&PlanDay) -> bool| days.iter().position(found);
        (at(&|day| day.kind == DayKind::Reps), at(&|day| day.text.contains("then the strides again: 8")))
    };
    let (first, second) = again(8, false);
    assert!(first.zip(second).is_some_and(|(first, second)| second >= first + 3), "72 h apart: {first:?}, {second:?}");
    assert_eq!(again(6, false).1, None, "once a week before");
    assert_eq!(again(8, true).1, None, "nor in a lighter week");
}

#[test]
fn morning_signals_leave_two_easy_days() {
    let facts = WeekFacts { last_hard_day: Some(MONDAY - 6), ..facts() };
    let today = MONDAY + 2;
    let advice = advice(Decision::Hold, "D8", MONDAY + 20);
    let days = week_plan(Some(&advice), &runs_a_week(7), &facts, (today, 1), KM);
    for day in days.iter().filter(|day| day.day <= today + 2) {
        assert!(!day.kind.is_hard() && !day.text.contains("strides"), "{day:?}");
    }
}

#[test]
fn strides_end_an_easy_run_only_of_who_runs_fast() {
    let has = |ago: i64| {
        let facts = WeekFacts { last_fast_day: Some(MONDAY - 1 - ago), ..facts() };
        plan(&Athlete::default(), &hold(), &facts, 1).iter().any(|day| day.text.contains("relaxed strides"))
    };
    assert!(has(42) && !has(43));
}

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
    let days = plan(&Athlete::default(), &hold(), &WeekFacts { largest_fast_m: 4_500.0, ..tempo }, 1);
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

#[test]
fn a_small_week_is_not_stretched() {
    let small = WeekFacts { week_m: Some(11_400.0), longest_m: 4_600.0, largest_fast_m: 1_600.0, ..facts() };
    let days = plan(&runs_a_week(5), &hold(), &small, 1);
    assert!(metres(&days) <= 1.1 * 11_400.0, "{days:#?}");
    assert!(days.iter().all(|day| day.distance_m.is_none_or(|metres| metres <= 1.1 * 4_600.0)), "{days:#?}");
    assert!(days[1].text.contains("3 \u{d7} 400 m") && days[1].text.contains("cut to fit 1.2 km"), "{}", days[1].text);
    assert!(days.iter().any(|day| day.text.contains("fewer than asked: the week holds 11 km")), "{days:#?}");
}

#[test]
fn long_reps_that_a_small_week_has_no_room_for_become_the_first_step() {
    let small = WeekFacts {
        week_m: Some(14_000.0),
        longest_m: 7_000.0,
        kinds: vec![kind(Family::I, 4, 1_000.0, (6, false))],
        ..facts()
    };
    let days = plan(&Athlete::default(), &hold(), &small, 1);
    assert!(days[1].text.starts_with("3 \u{d7} 400 m at 1:32"), "{}", days[1].text);
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
