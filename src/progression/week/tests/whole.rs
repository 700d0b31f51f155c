//! Whole weeks: which day is what, and how far all of it is.

use super::*;

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
fn easy_runs_stay_what_they_are() {
    let far = WeekFacts { week_m: Some(75_000.0), longest_m: 25_000.0, easy_m: Some(9_000.0), ..facts() };
    let days = plan(&runs_a_week(4), &hold(), &far, 2);
    let easy = |day: &&PlanDay| day.kind == DayKind::Easy;
    assert!(days.iter().filter(easy).all(|day| day.distance_m.is_some_and(|metres| metres <= 11_500.0)), "{days:#?}");
    // The long run on Wednesday, when three days of a break are still made up for.
    let athlete = Athlete { long_run_day: Some(Weekday::Wednesday), ..runs_a_week(5) };
    let after = WeekFacts { longest_m: 10_000.0, comeback: Some((MONDAY - 3, 8)), ..facts() };
    for week in plan(&athlete, &hold(), &after, 2).chunks(7) {
        let of = |kind| week.iter().filter(move |day| day.kind == kind).filter_map(|day| day.distance_m);
        let (long, easy) = (of(DayKind::Long).fold(f64::NAN, f64::max), of(DayKind::Easy).fold(0.0, f64::max));
        assert!(easy <= long || long.is_nan(), "{week:#?}");
    }
}

#[test]
fn a_small_week_is_not_stretched() {
    let small = WeekFacts { week_m: Some(11_400.0), longest_m: 4_600.0, ..facts() };
    let reps = Kind { is_cut: true, ..kind(Family::I, 3, 400.0, (6, false)) };
    let days = plan(&runs_a_week(5), &hold(), &WeekFacts { kinds: vec![reps], ..small }, 1);
    assert!(metres(&days) <= 1.1 * 11_400.0, "{days:#?}");
    assert!(days.iter().all(|day| day.distance_m.is_none_or(|metres| metres <= 1.1 * 4_600.0)), "{days:#?}");
    assert!(days[1].text.contains("cut to the cap of the usual week"), "{}", days[1].text);
    assert!(days.iter().any(|day| day.text.contains("fewer than asked: the week holds 11 km")), "{days:#?}");
}
