//! What the advice leaves no room for: symptoms, bad mornings, the way into speed.

use super::*;
use crate::progression::next::Step;

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
        let of = Outing { step: Step { rep_m: 100.0, ..Step::strides(reps) }, ..outing(reps, 100.0) };
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
