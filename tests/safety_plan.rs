//! The safety properties of the weeks ahead, on random months of a runner: distance, caps, spacing, and no fast running that
//! the advice leaves no room for.

use crate::common::caps::cap_m;
use crate::common::cases::same_each_time;
use crate::common::past::{MONDAY, Past};
use crate::common::sessions::{Reps, easy};
use lastrep::model::{Athlete, Day, Goal, GoalRace, JournalDay, Race, Weekday};
use lastrep::progression::{DayKind, Decision, Family, PlanDay, SpeedWork};
use proptest::prelude::*;

/// Cases of each property.
const CASES: u32 = if cfg!(debug_assertions) { 100 } else { 300 };

/// The distance run since the Monday of today's week, m.
fn done_m(past: &Past) -> f64 {
    let days = past.today.monday()..=past.today;
    past.runs.iter().filter(|run| days.contains(&run.day)).map(|run| run.distance_m).sum()
}

/// The days week by week, from Monday.
fn weeks(days: &[PlanDay]) -> impl Iterator<Item = &[PlanDay]> {
    days.chunk_by(|a, b| a.day.monday() == b.day.monday())
}

fn hard_days(days: &[PlanDay]) -> impl Iterator<Item = Day> {
    days.iter().filter(|day| day.kind.is_hard()).map(|day| day.day)
}

prop_compose! {
    fn athletes()(
        runs_per_week in prop::option::of(3_usize..8),
        blocked in prop::collection::vec(0_usize..7, 0..3),
        long_run_day in prop::option::of(0_usize..7),
        goal in prop::sample::select(vec![None, None, Some(Goal::Mile), Some(Goal::FiveK), Some(Goal::TenK), Some(Goal::Half), Some(Goal::Marathon)]),
        race in prop::option::weighted(0.4, (1_i64..40, prop::sample::select(vec![1_609.0, 5_000.0, 10_000.0, 21_097.5, 42_195.0]))),
        (novice, has_race) in (prop::bool::weighted(0.2), any::<bool>()),
    ) -> (Athlete, Option<(i64, f64)>) {
        let weekday = |at: usize| Weekday::ALL[at];
        let races = if has_race { vec![Race { day: MONDAY, distance_m: 5_000.0, time_s: 1_300.0 }] } else { Vec::new() };
        let athlete = Athlete {
            runs_per_week,
            blocked_days: blocked.into_iter().map(weekday).collect(),
            long_run_day: long_run_day.map(weekday),
            goal,
            novice: novice.then_some(true),
            races,
            ..Athlete::default()
        };
        (athlete, race)
    }
}

prop_compose! {
    fn pasts()(
        weeks in 1_i64..12,
        kilometres in prop::collection::vec(2_u8..18, 36),
        (count, metres) in (3_usize..11, prop::sample::select(vec![200.0, 400.0, 600.0, 1_000.0])),
        rest_s in prop::sample::select(vec![60.0, 90.0, 240.0]),
        (tempo_count, tempo_m) in (1_usize..4, prop::sample::select(vec![1_500.0, 2_500.0])),
        (from_track, from_tempo) in (0_i64..14, 0_i64..14),
        (athlete, race) in athletes(),
        (rpe, sore) in (prop::sample::select(vec![5.0, 6.0, 9.0]), prop::sample::select(vec![None, None, Some(3.0), Some(6.0)])),
        ill in prop::bool::weighted(0.1),
        since in prop::sample::select(vec![0_i64, 0, 1, 2, 3, 5, 9, 20, 50]),
    ) -> Past {
        let (mut runs, mut journal) = (Vec::new(), Vec::new());
        let track = Reps { count, metres, speed_mps: 4.4, rest_s };
        let tempo = Reps { count: tempo_count, metres: tempo_m, speed_mps: 3.9, rest_s: 90.0 };
        for week in 0..weeks {
            let monday = MONDAY + 7 * week;
            let km = |at: i64| 1_000.0 * f64::from(kilometres[usize::try_from(3 * week + at).unwrap() % kilometres.len()]);
            runs.extend([(0, 2), (1, 5), (2, 6)].map(|(at, day)| easy(monday + day, km(at))));
            if week >= from_track {
                runs.push(track.on(monday + 1));
                journal.push(JournalDay { day: monday + 1, rpe_cr10: Some(rpe), ..JournalDay::default() });
            }
            if week >= from_tempo {
                runs.push(tempo.on(monday + 3));
            }
        }
        let today = MONDAY + 7 * weeks - 1 - i64::from(kilometres[0] % 7) + since;
        runs.retain(|run| run.day <= today);
        journal.retain(|row| row.day <= today);
        journal.push(JournalDay { day: today, soreness: sore, illness: ill.then_some(true), ..JournalDay::default() });
        let goal_race = race.map(|(days, distance_m)| GoalRace { day: today + days, distance_m });
        Past { runs, journal, athlete: Athlete { goal_race, ..athlete }, today }
    }
}

fn is_strides(day: &PlanDay) -> bool {
    day.text.contains("4\u{2013}6 relaxed strides")
}

proptest! {
    #![proptest_config(same_each_time(CASES))]

    #[test]
    fn no_week_and_no_run_is_stretched(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let days = past.plan(&latest, 4);
        let facts = &latest.facts;
        // Without a usual week, the plan names no distance of easy running.
        let usual = facts.week_m.unwrap_or(f64::INFINITY);
        for week in weeks(&days) {
            let this = week[0].day.monday() <= past.today;
            let done = if this { done_m(&past) } else { 0.0 };
            let runs = week.iter().filter(|day| day.kind != DayKind::Race);
            let ahead: f64 = runs.filter_map(|day| day.distance_m).sum();
            prop_assert!(ahead <= (1.1 * usual - done).max(0.0) + 1e-6, "{} + {} m of {}: {:#?}", done, ahead, usual, week);
        }
        if facts.longest_m > 0.0 {
            let runs = days.iter().filter(|day| day.kind != DayKind::Race).filter_map(|day| day.distance_m);
            prop_assert!(runs.into_iter().all(|metres| metres <= 1.1 * facts.longest_m + 1e-6), "{} m: {:#?}", facts.longest_m, days);
        }
    }

    #[test]
    fn every_session_is_within_caps_and_gates(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let facts = &latest.facts;
        // Where the usual week is not known, the plan does not cut what has been run before.
        let usual = facts.week_m.unwrap_or(f64::INFINITY);
        let largest = past.runs.iter().map(|run| run.fast_distance_m).fold(0.0, f64::max);
        for day in past.plan(&latest, 4).iter().filter(|day| day.fast_m > 0.0) {
            let families = facts.kinds.iter().map(|kind| kind.family).filter(|family| (*family == Family::T) == (day.kind == DayKind::Steady));
            // Goal pace of 10 km and more may be as long as threshold.
            let is_long = past.athlete.goal().is_some_and(|goal| goal.distance_m() >= 10_000.0);
            let capped = families.map(|family| if family == Family::S && is_long { Family::T } else { family });
            // Strides are always allowed.
            let most = capped.map(|family| cap_m(family, usual)).fold(800.0, f64::max);
            // A cap stops adding and never takes away: what was run may be run again.
            let is_run = day.fast_m <= largest + 1e-6;
            prop_assert!(day.fast_m <= most + 1e-6 || is_run, "{} m of at most {}: {:#?}", day.fast_m, most, day);
            let gate = (largest + (0.15 * largest).max(1_000.0)).max(1_200.0);
            prop_assert!(day.fast_m <= gate + 1e-6, "{} m, the largest was {}: {:#?}", day.fast_m, largest, day);
        }
    }

    #[test]
    fn nothing_is_fast_beside_what_the_advice_leaves_room_for(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let (advice, facts) = (&latest.recommendation, &latest.facts);
        let days = past.plan(&latest, 3);
        if advice.next.is_none() {
            prop_assert!(days.iter().all(|day| day.fast_m == 0.0 && !day.kind.is_hard() && !is_strides(day)), "{days:#?}");
        }
        if latest.facts.symptom.is_some() {
            let first = days.iter().take_while(|day| day.day <= past.today + 2);
            prop_assert!(first.into_iter().all(|day| day.kind == DayKind::Rest && day.text.contains("doctor")), "{days:#?}");
            let later = days.iter().filter(|day| day.kind != DayKind::Rest);
            prop_assert!(later.into_iter().all(|day| day.text.starts_with("only if")), "{days:#?}");
        }
        let is_one = matches!(facts.speed_work, SpeedWork::New | SpeedWork::Returning);
        if is_one {
            prop_assert!(!days.iter().any(is_strides), "{days:#?}");
            for week in weeks(&days) {
                prop_assert!(hard_days(week).count() <= 1, "{week:#?}");
            }
        }
        if advice.decision == Decision::EasyFirst {
            let quiet = days.iter().filter(|day| day.day <= past.today + 2);
            let is_quiet = |day: &PlanDay| !is_strides(day) && (day.day == past.today + 2 || !day.kind.is_hard());
            prop_assert!(quiet.into_iter().all(is_quiet), "{days:#?}");
        }
        let lighter = days.iter().position(|day| day.is_lighter).filter(|_| advice.decision == Decision::LighterWeek);
        if let Some(lighter) = lighter {
            let end = lighter + days[lighter..].iter().take_while(|day| day.is_lighter).count();
            let from = if facts.is_forced { 0 } else { lighter };
            // Only the advised session, which may be at threshold.
            for week in weeks(&days[from..end]) {
                prop_assert!(hard_days(week).count() <= 1, "{week:#?}");
            }
            let is_near = past.athlete.goal_race.is_some();
            prop_assert!(from == lighter || is_near || !days[..end].iter().any(is_strides), "{days:#?}");
        }
    }

    #[test]
    fn hard_days_are_apart_and_never_doubled(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let days = past.plan(&latest, 4);
        let hard: Vec<Day> = latest.facts.last_hard_day.into_iter().chain(hard_days(&days)).collect();
        prop_assert!(hard.windows(2).all(|pair| pair[1] - pair[0] >= 2), "{hard:?}");
        for week in weeks(&days) {
            let done = latest.facts.hard_this_week.iter().filter(|hard| hard.day >= week[0].day.monday());
            let ahead = hard_days(week).count();
            prop_assert!(ahead == 0 || ahead + done.clone().count() <= latest.facts.most_hard_days.count(), "{week:#?}");
            let track = week.iter().filter(|day| day.kind == DayKind::Reps).count();
            let most = if latest.facts.speed_work == SpeedWork::Double { 2 } else { 1 };
            prop_assert!(track == 0 || track + done.filter(|hard| hard.is_track).count() <= most, "{week:#?}");
        }
    }

    #[test]
    fn a_race_is_on_its_day_with_easy_days_about_it(past in pasts()) {
        let (Some(latest), Some(race)) = (past.latest(), past.athlete.goal_race) else { return Ok(()) };
        let days = past.plan(&latest, 6);
        let near = days.iter().filter(|day| (-3..=2).contains(&(day.day - race.day)) && day.day != race.day);
        for day in near {
            let is_easy = matches!(day.kind, DayKind::Easy | DayKind::Rest);
            prop_assert!(race.distance_m < 5_000.0 && day.day == race.day + 2 || is_easy && day.fast_m == 0.0, "{day:#?}");
        }
        let of_race = days.iter().find(|day| day.day == race.day);
        prop_assert!(of_race.is_none_or(|day| day.kind == DayKind::Race || day.text.starts_with("no race with this")), "{of_race:#?}");
        prop_assert!(days.iter().all(|day| day.kind != DayKind::Race || day.day == race.day));
    }
}
