//! The safety properties of the whole advice, on random weeks of a runner: caps, gates, spacing, one lever, and that what
//! does not count changes nothing.

use lastrep::model::{Athlete, JournalDay, Race};
use lastrep::progression::{Decision, Family, Lever, SessionEvidence, SessionSummary};
use lastrep::scores::Grade;
use lastrep::segment::RepLength;
use proptest::prelude::*;

use crate::common::caps::cap_m;
use crate::common::cases::{drawn, same_each_time};
use crate::common::past::{MONDAY, Past};
use crate::common::sessions::{Reps, clean, easy};

/// Cases of each property.
const CASES: u32 = 100_000;

/// What is drawn of how the reps went: fade and scatter in percent, and the grade of the data.
type Figures = (f64, f64, Grade);

/// Reps on a day, as planned when there was a plan.
fn track(day: i64, reps: Reps, (fade, scatter, grade): Figures, is_planned: bool) -> SessionSummary {
    let evidence = SessionEvidence {
        grade,
        fade_pct: Some(fade),
        fade_ci80_pct: Some((fade - 0.8, fade + 0.8)),
        scatter_pct: Some(scatter),
        ..clean(reps.count, reps.rep_s())
    };
    SessionSummary {
        evidence: Some(evidence),
        planned_reps: is_planned.then_some(reps.count),
        target_mps: is_planned.then_some((reps.speed_mps * 0.99, reps.speed_mps * 1.01)),
        ..reps.on(day)
    }
}

fn easy_weeks(weeks: i64, kilometres: &[u8]) -> Vec<SessionSummary> {
    let run = |(index, km): (usize, &u8)| {
        let index = i64::try_from(index).unwrap();
        easy(MONDAY + 7 * (index / 3) + [0, 3, 5][(index % 3) as usize], 1000.0 * f64::from(*km))
    };
    kilometres.iter().enumerate().map(run).filter(|run| run.day < MONDAY + 7 * weeks).collect()
}

prop_compose! {
    fn pasts()(
        weeks in 3_i64..6,
        kilometres in prop::collection::vec(4_u8..16, 18),
        metres in prop::sample::select(vec![200.0, 400.0, 600.0, 800.0, 1000.0]),
        (count, rest_s) in (4_usize..10, prop::sample::select(vec![45.0, 60.0, 90.0, 180.0, 240.0])),
        speed_mps in 3.6_f64..5.2,
        (fade, scatter) in (prop::sample::select(vec![-0.3, 0.4, -1.2, -2.0]), prop::sample::select(vec![0.6, 1.2, 2.6])),
        grade in prop::sample::select(vec![Grade::A, Grade::A, Grade::B, Grade::C, Grade::D]),
        rpes in prop::collection::vec(prop::sample::select(vec![Some(4.0), Some(5.0), Some(6.0), Some(6.0), Some(8.0), None]), 6),
        (planned, novice, has_race) in (any::<bool>(), prop::bool::weighted(0.2), any::<bool>()),
        sore in prop::sample::select(vec![None, None, Some(1.0), Some(3.0), Some(6.0)]),
        lighter in 0_i64..6,
        since in 0_i64..3,
    ) -> Past {
        let mut runs = easy_weeks(weeks, &kilometres);
        let mut journal = Vec::new();
        for week in 0..weeks {
            let day = MONDAY + 7 * week + 1;
            if week == lighter {
                continue;
            }
            runs.push(track(day, Reps { count, metres, speed_mps, rest_s }, (fade, scatter, grade), planned));
            journal.push(JournalDay { day, rpe_cr10: rpes[week as usize], ..JournalDay::default() });
        }
        let today = runs.iter().map(|run| run.day).max().unwrap_or(MONDAY) + since;
        journal.push(JournalDay { day: today, soreness: sore, ..JournalDay::default() });
        runs.sort_by_key(|run| run.day);
        let race = Race { day: MONDAY - 10, distance_m: 5000.0, time_s: 5000.0 / (0.94 * speed_mps) };
        let races = if has_race { vec![race] } else { Vec::new() };
        Past { runs, journal, athlete: Athlete { novice: Some(novice), races, ..Athlete::default() }, today }
    }
}

/// The session that the advice follows.
fn session(past: &Past) -> &SessionSummary {
    past.session().unwrap()
}

/// The most of a figure of the runs of the last 30 days.
fn most_of_month(past: &Past, figure: fn(&SessionSummary) -> f64) -> f64 {
    past.runs.iter().filter(|run| past.today - run.day <= 30).map(figure).fold(0.0, f64::max)
}

/// The distance of the week from Monday in which the most was run, m.
fn largest_week_m(past: &Past) -> f64 {
    let weeks = (past.today - MONDAY) / 7 + 1;
    let of_week = |week: i64| {
        let within = |run: &&SessionSummary| (run.day - MONDAY) / 7 == week;
        past.runs.iter().filter(within).map(|run| run.distance_m).sum::<f64>()
    };
    (0..weeks).map(of_week).fold(0.0, f64::max)
}

proptest! {
    #![proptest_config(same_each_time(CASES))]

    #[test]
    fn caps_and_gates_are_never_exceeded(past in pasts()) {
        let Some(advice) = past.advice() else { return Ok(()) };
        let (Some(next), Some(family), Decision::Advance) = (&advice.next, advice.family, advice.decision) else { return Ok(()) };
        let session = session(&past);
        let RepLength::Distance(metres) = next.length else { return Ok(()) };
        let fast_m = metres * next.reps as f64;
        // Whatever the lever: what is over its cap already gets neither faster nor denser.
        let largest = most_of_month(&past, |run| run.fast_distance_m);
        prop_assert!(fast_m <= largest + (0.15 * largest).max(metres.min(1000.0)) + 1e-6, "a jump: {advice:#?}");
        let cap = cap_m(family, largest_week_m(&past));
        prop_assert!(fast_m <= cap + 1e-6, "{fast_m} m over the cap of {cap} m: {advice:#?}");
        let longest = most_of_month(&past, |run| run.distance_m);
        let whole = session.distance_m + (fast_m - session.fast_distance_m).max(0.0);
        prop_assert!(whole <= 1.1 * longest + 1e-6, "over the longest run: {advice:#?}");
    }

    #[test]
    fn nothing_but_an_advance_asks_for_more(past in pasts()) {
        let Some(advice) = past.advice() else { return Ok(()) };
        let (Some(next), true) = (&advice.next, advice.decision != Decision::Advance && advice.rule != "D3") else { return Ok(()) };
        let RepLength::Distance(metres) = next.length else { return Ok(()) };
        prop_assert!(metres * next.reps as f64 <= session(&past).fast_distance_m + 1e-6, "{advice:#?}");
    }

    #[test]
    fn nothing_new_changes_nothing(mut past in pasts(), sore in prop::sample::select(vec![None, Some(1.0)])) {
        // The same mornings again, in the same week, and no day leaves the week or the month that is looked back on.
        past.journal.retain(|row| row.soreness.is_none());
        let today = past.today;
        let leaves = |run: &SessionSummary| [6, 30].contains(&(today - run.day));
        if (today + 1 - MONDAY) % 7 == 0 || past.runs.iter().any(leaves) {
            return Ok(());
        }
        let mut morning = |day| past.journal.push(JournalDay { day, soreness: sore, ..JournalDay::default() });
        morning(today);
        morning(today + 1);
        let (before, after) = (past.advice(), Past { today: today + 1, ..past.clone() }.advice());
        let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
        // Eleven and fifteen days without this kind of session are news.
        if [10, 14].contains(&(today - session(&past).day)) {
            return Ok(());
        }
        prop_assert_eq!(after.earliest_day, before.earliest_day.map(|day| day.max(today + 1)));
        prop_assert_eq!((before.decision, before.lever, before.next), (after.decision, after.lever, after.next));
    }

    #[test]
    fn one_lever_moves_and_only_one(past in pasts()) {
        let Some(advice) = past.advice() else { return Ok(()) };
        let Some(next) = &advice.next else { return Ok(()) };
        let session = session(&past);
        let is_same_length = Some(next.length) == session.length;
        let rest = next.recovery_s.zip(session.recovery_s);
        let is_same_rest = rest.is_some_and(|(next, before)| (next - before).abs() < 1e-9);
        let speed = next.speed_mps.map(|(slow, fast)| f64::midpoint(slow, fast) / session.mean_speed_mps);
        // What was asked stays asked of who ran within a hundredth of it.
        let is_faster = speed.is_some_and(|ratio| ratio > 1.011);
        match (advice.decision, advice.lever) {
            (Decision::Advance, Some(lever)) => {
                prop_assert_eq!(next.reps == session.reps.len() + 1, lever == Lever::Reps, "{:#?}", advice);
                prop_assert_eq!(!is_same_length, lever == Lever::Length, "{:#?}", advice);
                prop_assert_eq!(rest.is_some_and(|(next, before)| next < before), lever == Lever::Rest, "{:#?}", advice);
                prop_assert!(lever == Lever::Length || next.reps >= session.reps.len(), "{:#?}", advice);
                prop_assert!(!past.is_novice() || lever != Lever::Pace, "{:#?}", advice);
                prop_assert!(speed.is_none_or(|ratio| ratio < 1.03), "{:#?}", advice);
            }
            (Decision::Advance, None) => prop_assert!(false, "an advance without a lever"),
            (_, lever) => {
                prop_assert!(lever.is_none() && next.reps <= session.reps.len().max(8), "{:#?}", advice);
                let strides = advice.rule == "D3";
                // What is over the cap of the week is cut to it: fewer reps, or shorter ones.
                let is_cut = advice.reasons.iter().any(|reason| reason.contains("is over its cap"));
                // Two reps of a lighter week are shorter.
                let is_half = advice.decision == Decision::Deload && next.reps == 2;
                let is_same = is_same_length && is_same_rest || is_cut || is_half;
                prop_assert!(strides || (is_same && !is_faster), "{:#?}", advice);
            }
        }
    }

    #[test]
    fn hard_days_are_two_days_apart(past in pasts()) {
        let Some(advice) = past.advice() else { return Ok(()) };
        let Some(earliest) = advice.earliest_day else { return Ok(()) };
        let session = session(&past);
        let is_sprung = advice.family == Some(Family::R);
        let days = if past.is_sore() || (past.is_novice() && is_sprung) { 3 } else { 2 };
        prop_assert!(earliest >= session.day + days && earliest >= past.today, "{:#?}", advice);
    }

    #[test]
    fn what_does_not_count_changes_nothing(past in pasts(), which in any::<prop::sample::Index>(), what in 0..8) {
        let before = past.advice();
        let mut other = past.clone();
        match what {
            0 => {
                let mut twin = past.runs[which.index(past.runs.len())].clone();
                (twin.duplicate, twin.start_unix_s) = (true, twin.start_unix_s + 30.0);
                other.runs.push(twin);
            }
            1 => other.runs.reverse(),
            2 => other.journal.reverse(),
            3 => other.runs.push(easy(past.today + 1, 30_000.0)),
            4 => {
                // A copy that nobody flagged.
                let mut twin = past.runs[which.index(past.runs.len())].clone();
                (twin.file, twin.start_unix_s) = ("copy".to_owned(), twin.start_unix_s + 30.0);
                other.runs.push(twin);
            }
            5 => {
                // Two rows a day, in either order.
                let rows: Vec<JournalDay> = past.journal.iter().map(|row| JournalDay {
                    soreness: Some(4.0), reps_in_reserve: Some(1.0), temperature_c: Some(30.0), dew_point_c: Some(22.0),
                    resting_hr_bpm: Some(50.0), pain: Some(1.0), ..row.clone()
                }).collect();
                let (mut one, mut two) = (past.clone(), past.clone());
                one.journal = past.journal.iter().cloned().chain(rows.iter().cloned()).collect();
                two.journal = rows.into_iter().chain(past.journal.iter().cloned()).collect();
                prop_assert_eq!(one.advice(), two.advice());
            }
            6 => {
                // A ride on every day, where running never stopped.
                let ride = |day| SessionSummary { running: false, trains_legs: true, ..easy(day, 30_000.0) };
                other.runs.extend((MONDAY - 20..=past.today).map(ride));
            }
            _ => other.runs.push(SessionSummary { running: false, ..easy(past.today, 60_000.0) }),
        }
        prop_assert_eq!(before, other.advice());
    }

    #[test]
    fn worse_reports_never_earn_an_advance(past in pasts(), which in 0..5) {
        let advances = |past: &Past| past.advice().is_some_and(|advice| advice.decision == Decision::Advance);
        let mut worse = past.clone();
        let last = session(&past).day;
        match which {
            0 => worse.journal.iter_mut().filter(|row| row.day == last).for_each(|row| row.rpe_cr10 = row.rpe_cr10.map(|rpe| (rpe + 2.0).min(10.0))),
            1 => worse.journal.push(JournalDay { day: past.today, soreness: Some(7.0), ..JournalDay::default() }),
            2 => worse.journal.push(JournalDay { day: past.today, illness: Some(true), ..JournalDay::default() }),
            3 => worse.journal.push(JournalDay { day: last, pain: Some(6.0), ..JournalDay::default() }),
            _ => {
                let (temperature_c, dew_point_c) = (Some(32.0), Some(22.0));
                worse.journal.push(JournalDay { day: last, temperature_c, dew_point_c, ..JournalDay::default() });
            }
        }
        prop_assert!(advances(&past) || !advances(&worse), "{}: {:#?} {:#?}", which, past.advice(), worse.advice());
    }
}

/// The properties are worth something only if advances by each lever are among the cases.
#[test]
fn every_lever_moves_among_the_cases() {
    let mut moved = [0_usize; 4];
    for past in drawn(pasts(), 16_000) {
        let lever = past.advice().and_then(|advice| advice.lever);
        for (at, known) in [Lever::Reps, Lever::Length, Lever::Rest, Lever::Pace].into_iter().enumerate() {
            moved[at] += usize::from(lever == Some(known));
        }
    }
    assert!(moved.iter().all(|count| *count >= 5), "reps, length, rest, pace: {moved:?}");
}
