//! The safety properties of hard days, on random months of frequent runners: hard days are never closer than 48 h (72 h for
//! novices), never more than three in a week, and three only if nothing speaks against it.

use std::collections::BTreeSet;

use crate::common::cases::{drawn, same_each_time};
use crate::common::past::{MONDAY, Past};
use crate::common::sessions::{Reps, easy};
use lastrep::model::{Athlete, Day, JournalDay};
use lastrep::progression::{Family, HardDaysAWeek};
use lastrep::segment::RepLength;
use proptest::prelude::*;

/// Cases of each property.
const CASES: u32 = if cfg!(debug_assertions) { 100 } else { 300 };
/// The number of days before a third hard day in which nothing may have gone wrong.
const CALM_DAYS: i64 = 56;

const INTERVALS: Reps = Reps { count: 6, metres: 400.0, speed_mps: 4.4, rest_s: 75.0 };
const REPETITION: Reps = Reps { count: 8, metres: 200.0, speed_mps: 5.0, rest_s: 120.0 };
const THRESHOLD: Reps = Reps { count: 2, metres: 1_500.0, speed_mps: 3.9, rest_s: 90.0 };

/// The hard days of a week, as days since Monday.
const HARD_WEEKS: [&[(i64, Reps)]; 7] = [
    &[(1, INTERVALS), (4, THRESHOLD)],
    &[(1, INTERVALS), (3, THRESHOLD)],
    &[(1, REPETITION), (4, INTERVALS)],
    &[(0, THRESHOLD), (2, THRESHOLD)],
    &[(0, THRESHOLD), (2, INTERVALS), (4, THRESHOLD)],
    &[(1, INTERVALS)],
    &[],
];

/// Whether a break without running of six days and more is not made up for.
fn is_back_from_a_break(past: &Past) -> bool {
    let days: Vec<Day> = past.runs.iter().map(|run| run.day).chain([past.today + 1]).collect();
    days.windows(2).any(|pair| pair[1] - pair[0] > 6 && past.today < pair[1] + (pair[1] - pair[0] - 1).min(84))
}

/// Whether nothing that is known speaks against a third hard day.
fn may_have_three(past: &Past) -> bool {
    let is_recent = |day: Day| (past.today - CALM_DAYS + 1..=past.today).contains(&day);
    let month: BTreeSet<Day> =
        past.runs.iter().map(|run| run.day).filter(|day| (1..=28).contains(&(past.today - *day))).collect();
    let is_often = past.athlete.runs_per_week.map_or(month.len() >= 24, |runs| runs >= 6);
    let is_known = past.runs.first().is_some_and(|run| run.day <= past.today - CALM_DAYS);
    let failed = past.journal.iter().any(|row| is_recent(row.day) && row.rpe_cr10.is_some_and(|rpe| rpe >= 9.0));
    let ill = past.journal.iter().any(|row| is_recent(row.day) && row.illness == Some(true));
    is_often && is_known && !failed && !ill && !past.is_novice() && !is_back_from_a_break(past)
}

prop_compose! {
    fn pasts()(
        weeks in 7_i64..13,
        hard_weeks in prop::collection::vec(prop::sample::select(vec![0_usize, 0, 1, 2, 3, 3, 4, 5, 6]), 13),
        rest in prop::sample::select(vec![None, None, Some(3), Some(5)]),
        lighter in prop::sample::select(vec![1_i64, 2, 3, 7]),
        runs_per_week in prop::sample::select(vec![None, None, Some(5_usize), Some(6), Some(7)]),
        novice in prop::sample::select(vec![None, None, Some(false), Some(false), Some(true)]),
        (failed, ill) in (prop::option::weighted(0.3, 0_i64..84), prop::option::weighted(0.2, 0_i64..84)),
        off in prop::option::weighted(0.2, (0_i64..70, 2_i64..20)),
        sore in prop::sample::select(vec![None, None, None, Some(3.0), Some(4.0)]),
        (short, since) in (0_i64..7, prop::sample::select(vec![0_i64, 0, 0, 1, 2, 5])),
    ) -> Past {
        let last = MONDAY + 7 * weeks - 1 - short;
        let (mut runs, mut journal) = (Vec::new(), Vec::new());
        for day in MONDAY.until(last + 1) {
            let (week, at) = ((day - MONDAY) / 7, (day - MONDAY) % 7);
            let is_off = off.is_some_and(|(from, days)| (last - from - days..last - from).contains(&day));
            let of_week = HARD_WEEKS[hard_weeks[usize::try_from(week).unwrap()]];
            let km = if at == 6 { 14.0 } else { 9.0 } * if week % 4 == lighter { 0.6 } else { 1.0 };
            if is_off || rest == Some(at) {
                continue;
            }
            if let Some((_, what)) = of_week.iter().find(|(of, _)| *of == at) {
                let rpe_cr10 = Some(if failed == Some(last - day) { 9.0 } else { 6.0 });
                runs.push(what.on(day));
                journal.push(JournalDay { day, rpe_cr10, ..JournalDay::default() });
            } else {
                runs.push(easy(day, 1_000.0 * km));
            }
        }
        let today = last + since;
        if let Some(ago) = ill {
            let row = |day, illness| JournalDay { day, illness: Some(illness), ..JournalDay::default() };
            journal.extend([row(last - ago, true), row(last - ago + 1, false)].into_iter().filter(|row| row.day <= today));
        }
        journal.push(JournalDay { day: today, soreness: sore, ..JournalDay::default() });
        Past { runs, journal, athlete: Athlete { runs_per_week, novice, ..Athlete::default() }, today }
    }
}

proptest! {
    #![proptest_config(same_each_time(CASES))]

    #[test]
    fn the_next_session_is_apart_and_within_the_hard_days_of_a_week(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let Some(earliest) = latest.recommendation.earliest_day else { return Ok(()) };
        let last = past.hard_days().max();
        let is_sprung = past.session().is_some_and(|run| run.family == Family::R);
        let apart = if past.is_sore() || (past.is_novice() && is_sprung) { 3 } else { 2 };
        prop_assert!(last.is_none_or(|last| earliest >= last + apart), "{:#?}", latest.recommendation);
        let within = 1 + past.hard_days().filter(|day| earliest - *day < 7).count();
        let most = if may_have_three(&past) { 3 } else { 2 };
        // A day of strides is no hard day.
        let next = latest.recommendation.next.as_ref();
        let is_strides = next.is_some_and(|next| matches!(next.length, RepLength::Time(seconds) if seconds < 30.0));
        prop_assert!(within <= most || is_strides, "{} of {} hard days: {:#?}", within, most, latest.recommendation);
        prop_assert!(latest.facts.most_hard_days == HardDaysAWeek::Two || may_have_three(&past));
    }

    #[test]
    fn the_weeks_ahead_hold_no_more_hard_days_than_there_may_be(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let days = past.plan(&latest, 3);
        let ahead: Vec<Day> = days.iter().filter(|day| day.kind.is_hard()).map(|day| day.day).collect();
        let apart = if past.is_novice() { 3 } else { 2 };
        let all: Vec<Day> = past.hard_days().last().into_iter().chain(ahead.iter().copied()).collect();
        prop_assert!(all.windows(2).all(|pair| pair[1] - pair[0] >= apart), "{all:?}");
        let most = if may_have_three(&past) { 3 } else { 2 };
        for day in &ahead {
            let is_same_week = |other: &Day| other.monday() == day.monday();
            let done = past.hard_days().filter(is_same_week).count();
            let planned = ahead.iter().copied().filter(is_same_week).count();
            prop_assert!(done + planned <= if done > 0 { most } else { 2 }, "{days:#?}");
        }
    }
}

/// The properties prove something only if third hard days are among the cases, in the advice and in the plan.
#[test]
fn third_hard_days_are_among_the_cases() {
    let (mut may, mut advised, mut planned) = (0, 0, 0);
    for past in drawn(pasts(), 2_000) {
        let Some(latest) = past.latest() else { continue };
        may += usize::from(latest.facts.most_hard_days == HardDaysAWeek::Three);
        let within = |day: Day| past.hard_days().filter(|done| day - *done < 7).count();
        advised += usize::from(latest.recommendation.earliest_day.is_some_and(|day| within(day) == 2));
        let days = past.plan(&latest, 1);
        let monday = past.today.monday();
        let done = past.hard_days().filter(|day| *day >= monday).count();
        let ahead = days.iter().filter(|day| day.kind.is_hard() && day.day < monday + 7).count();
        planned += usize::from(ahead > 0 && done + ahead == 3);
        // The draw ends as soon as all are seen.
        if may >= 200 && advised >= 20 && planned >= 5 {
            return;
        }
    }
    panic!("too few: {may} may, {advised} advised, {planned} planned");
}
