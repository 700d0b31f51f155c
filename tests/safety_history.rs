//! The safety properties of the whole advice, on random weeks of a runner: caps, gates, spacing, one lever at a time. Facts
//! that do not count change nothing.

use lastrep::model::{Athlete, Day, JournalDay, Race};
use lastrep::progression::{DayKind, Decision, Family, Lever, Seen, SessionSummary, WorkRep, recommend, recommend_all};
use lastrep::segment::RepLength;
use lastrep::stats::Range;
use lastrep::units::DistanceUnit;
use proptest::prelude::*;

use crate::common::caps::cap_m;
use crate::common::cases::{drawn, same_each_time};
use crate::common::past::{MONDAY, Past};
use crate::common::sessions::{Reps, easy, even};

/// Cases of each property.
const CASES: u32 = if cfg!(debug_assertions) { 100 } else { 300 };

/// How the reps went: the random loss of speed in the last third, %, and the random noise of a rep, %.
type Figures = (f64, f64);

/// Reps on a day, run as planned if there was a plan.
fn track(day: Day, reps: Reps, (late, noise_pct): Figures, is_planned: bool) -> SessionSummary {
    let third = (reps.count / 3).max(1);
    let speed = |at: usize| reps.speed_mps * if at + third >= reps.count { 1.0 + late / 100.0 } else { 1.0 };
    let work = |at: usize| WorkRep { distance_m: reps.metres, speed_mps: speed(at), noise_pct };
    SessionSummary {
        seen: Some(Seen { noise_pct, ..even(reps.rep_s()) }),
        works: (0..reps.count).map(work).collect(),
        planned_reps: is_planned.then_some(reps.count),
        target_mps: is_planned.then_some(Range::about(1.0, 0.01).times(reps.speed_mps)),
        ..reps.on(day)
    }
}

fn days_later(run: &SessionSummary, days: i64) -> SessionSummary {
    SessionSummary { day: run.day + days, start_unix_s: run.start_unix_s + 86_400.0 * days as f64, ..run.clone() }
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
        lates in prop::collection::vec(prop::sample::select(vec![-0.3, 0.4, 0.0, -1.2, -2.9, -7.0]), 6),
        noise_pct in prop::sample::select(vec![0.4, 0.5, 1.2, 2.0, 3.0]),
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
            runs.push(track(day, Reps { count, metres, speed_mps, rest_s }, (lates[week as usize], noise_pct), planned));
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

/// A session with one lever more, or none.
fn grow(run: &mut SessionSummary, how: u8) {
    match how {
        0 => {
            run.reps.push(run.reps[0]);
            run.works.push(run.works[0]);
            run.fast_distance_m += run.rep_distance_m;
        }
        1 => {
            run.mean_speed_mps *= 1.01;
            run.works.iter_mut().for_each(|rep| rep.speed_mps *= 1.01);
        }
        2 => run.recovery_s = run.recovery_s.map(|rest| rest - 10.0),
        _ => {}
    }
}

/// How much too fast a broken track makes reps, as a factor: 3.6 m/s become 8.6.
const BROKEN: f64 = 2.4;

/// All speeds of a session times a factor.
fn sped_up(run: &mut SessionSummary, factor: f64) {
    run.mean_speed_mps *= factor;
    run.reps.iter_mut().for_each(|rep| rep.speed_mps *= factor);
    run.works.iter_mut().for_each(|rep| rep.speed_mps *= factor);
    run.target_mps = run.target_mps.map(|asked| asked.times(factor));
}

/// Half of the reps of a session.
fn shortened(run: &mut SessionSummary) {
    let kept = run.reps.len().div_ceil(2);
    run.reps.truncate(kept);
    run.works.truncate(kept);
    run.planned_reps = run.planned_reps.map(|_| kept);
    (run.fast_distance_m, run.fast_timer_s) = (run.fast_distance_m / 2.0, run.fast_timer_s / 2.0);
}

/// The men's world record of the longest of these lengths that is not longer, as a speed, m/s.
fn record_mps(metres: f64) -> f64 {
    let records = [(200.0, 19.19), (400.0, 43.03), (600.0, 72.81), (800.0, 100.91), (1000.0, 131.96)];
    let known = records.iter().rfind(|(length, _)| *length <= metres + 1.0);
    known.map_or(f64::INFINITY, |(length, time_s)| length / time_s)
}

/// Whether a session asks for more than another by a lever.
fn asks_for_more(run: &SessionSummary, than: &SessionSummary) -> bool {
    run.reps.len() > than.reps.len()
        || run.mean_speed_mps > 1.0075 * than.mean_speed_mps
        || run.recovery_s.zip(than.recovery_s).is_some_and(|(rest, before)| rest < before - 9.0)
}

/// The session that the advice follows.
fn session(past: &Past) -> &SessionSummary {
    past.session().unwrap()
}

/// The largest value of a figure over the runs of the last 30 days.
fn most_of_month(past: &Past, figure: fn(&SessionSummary) -> f64) -> f64 {
    past.runs.iter().filter(|run| past.today - run.day <= 30).map(figure).fold(0.0, f64::max)
}

/// The distance of the week, from Monday, with the most running, m.
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
        let (Some(next), Some(family), Decision::StepUp) = (&advice.next, advice.family, advice.decision) else { return Ok(()) };
        let session = session(&past);
        let RepLength::Distance(metres) = next.length else { return Ok(()) };
        let fast_m = metres * next.reps as f64;
        let largest = most_of_month(&past, |run| run.fast_distance_m);
        // On the way in, steps are as large as the ladder makes them, and only the cap bounds them.
        let is_jump = fast_m > largest + (0.15 * largest).max(metres.min(1000.0)) + 1e-6;
        prop_assert!(family == Family::F || !is_jump, "a jump: {advice:#?}");
        let cap = cap_m(family, largest_week_m(&past));
        // A cap stops adding; it never takes away.
        prop_assert!(fast_m <= cap.max(session.fast_distance_m) + 1e-6, "{fast_m} m over the cap of {cap} m: {advice:#?}");
        let longest = most_of_month(&past, |run| run.distance_m);
        let whole = session.distance_m + (fast_m - session.fast_distance_m).max(0.0);
        prop_assert!(whole <= 1.1 * longest + 1e-6, "over the longest run: {advice:#?}");
    }

    #[test]
    fn nothing_but_a_step_up_asks_for_more(past in pasts()) {
        let Some(advice) = past.advice() else { return Ok(()) };
        let (Some(next), true) = (&advice.next, advice.decision != Decision::StepUp) else { return Ok(()) };
        let session = session(&past);
        prop_assert!(next.fast_distance_m <= session.fast_distance_m + 1e-6, "{advice:#?}");
        let asked = next.speed_mps.map(Range::middle);
        // A runner who came within a hundredth of the request is asked for the same again.
        prop_assert!(asked.is_none_or(|asked| asked <= 1.0101 * session.mean_speed_mps), "{advice:#?}");
        let is_less = matches!(advice.decision, Decision::LighterWeek | Decision::Rest);
        prop_assert!(!is_less || next.fast_distance_m <= 0.5 * session.fast_distance_m + 1e-6, "{advice:#?}");
    }

    #[test]
    fn no_pace_of_another_training_is_asked(mut past in pasts(), factor in 0.7_f64..1.0, halved in any::<bool>()) {
        let Some(run) = past.runs.iter_mut().rfind(|run| run.has_reps()) else { return Ok(()) };
        sped_up(run, factor);
        if halved {
            shortened(run);
        }
        let Some(next) = past.advice().and_then(|advice| advice.next) else { return Ok(()) };
        let Some(asked) = next.speed_mps else { return Ok(()) };
        // A lighter session may be a little slower than the full one; a micro-step of pace comes on top.
        let most = 1.06 * session(&past).mean_speed_mps;
        prop_assert!(asked.middle() <= most, "{asked:?} m/s after {factor}: {next:#?}");
    }

    #[test]
    fn no_speed_beyond_the_best_rep_or_a_record_is_asked(past in pasts(), is_broken in prop::bool::weighted(0.2)) {
        let mut past = past;
        if is_broken {
            past.runs.iter_mut().filter(|run| run.has_reps()).for_each(|run| sped_up(run, BROKEN));
        }
        let Some(next) = past.advice().and_then(|advice| advice.next) else { return Ok(()) };
        let (Some(asked), RepLength::Distance(metres)) = (next.speed_mps, next.length) else { return Ok(()) };
        let best = past.runs.iter().flat_map(|run| &run.works).map(|rep| rep.speed_mps).fold(0.0, f64::max);
        prop_assert!(asked.middle() <= 1.02 * best + 1e-9, "{asked:?} m/s, best {best}: {next:#?}");
        prop_assert!(asked.low <= record_mps(metres), "{asked:?} m/s: {next:#?}");
    }

    #[test]
    fn nothing_new_changes_nothing(mut past in pasts()) {
        // It is the same week, and no day leaves the week or the month that counts.
        past.journal.retain(|row| row.soreness.is_none());
        let today = past.today;
        let leaves = |run: &SessionSummary| [6, 30].contains(&(today - run.day));
        if (today + 1 - MONDAY) % 7 == 0 || past.runs.iter().any(leaves) {
            return Ok(());
        }
        let (before, after) = (past.advice(), Past { today: today + 1, ..past.clone() }.advice());
        let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
        // The day of the session stays, unless the day has come without the session.
        let is_later = before.earliest_day <= Some(today + 1);
        prop_assert!(after.earliest_day == before.earliest_day || (is_later && after.earliest_day > before.earliest_day));
        prop_assert_eq!((before.decision, before.lever, before.next), (after.decision, after.lever, after.next));
    }

    #[test]
    fn one_lever_moves_and_only_one(past in pasts()) {
        let Some(advice) = past.advice() else { return Ok(()) };
        let Some(next) = &advice.next else { return Ok(()) };
        let session = session(&past);
        let is_same_length = Some(next.length) == session.length;
        let rest = next.recovery_s.zip(session.recovery_s);
        let speed = next.speed_mps.map(|asked| asked.middle() / session.mean_speed_mps);
        match (advice.decision, advice.lever) {
            (Decision::StepUp, Some(lever)) => {
                let most = if advice.family == Some(Family::F) { 2 } else { 1 };
                let is_more = (1..=most).contains(&next.reps.saturating_sub(session.reps.len()));
                prop_assert_eq!(is_more && is_same_length, lever == Lever::Reps, "{:#?}", advice);
                prop_assert_eq!(!is_same_length, lever == Lever::Length, "{:#?}", advice);
                prop_assert_eq!(rest.is_some_and(|(next, before)| next < before), lever == Lever::Rest, "{:#?}", advice);
                prop_assert!(lever == Lever::Length || next.reps >= session.reps.len(), "{:#?}", advice);
                prop_assert!(!past.is_novice() || lever != Lever::Pace, "{:#?}", advice);
                prop_assert!(speed.is_none_or(|ratio| ratio < 1.03), "{:#?}", advice);
            }
            (Decision::StepUp, None) => prop_assert!(false, "a step up without a lever"),
            (_, lever) => prop_assert!(lever.is_none(), "{:#?}", advice),
        }
    }

    #[test]
    fn between_two_steps_up_lie_two_sessions_held(mut past in pasts(), grown in prop::collection::vec(0..6_u8, 6)) {
        for (week, how) in (0_i64..).zip(grown) {
            past.runs.iter_mut().filter(|run| run.has_reps() && run.day >= MONDAY + 7 * week).for_each(|run| grow(run, how));
        }
        let all = recommend_all(&past.runs, &past.athlete, &past.journal, DistanceUnit::Kilometre);
        let given: Vec<(&SessionSummary, Option<Family>, Decision)> =
            past.runs.iter().zip(all).filter_map(|(run, advice)| advice.map(|advice| (run, advice.family, advice.decision))).collect();
        for (at, (run, family, decision)) in given.iter().enumerate() {
            let Some((earlier, _, before)) = given[..at].iter().rev().find(|(_, of, _)| of == family) else { continue };
            // A runner who has not taken the step yet may still take it.
            let is_twice = (*decision, *before) == (Decision::StepUp, Decision::StepUp);
            prop_assert!(!is_twice || !asks_for_more(run, earlier), "{:?}", given);
        }
    }

    #[test]
    fn what_one_look_found_is_what_a_later_look_would_find(
        mut past in pasts(),
        weeks_before in prop::collection::vec(8_i64..60, 0..4),
        twins in prop::collection::vec((any::<prop::sample::Index>(), -200.0..200.0), 0..4),
    ) {
        let newest = past.runs.clone();
        past.runs.extend(weeks_before.iter().flat_map(|weeks| newest.iter().map(move |run| days_later(run, -7 * weeks))));
        let twins: Vec<SessionSummary> = twins
            .iter()
            .map(|(which, later_s)| {
                let run = &past.runs[which.index(past.runs.len())];
                SessionSummary { start_unix_s: run.start_unix_s + later_s, ..run.clone() }
            })
            .collect();
        past.runs.extend(twins);
        let (unit, athlete) = (DistanceUnit::Kilometre, &past.athlete);
        let all = recommend_all(&past.runs, athlete, &past.journal, unit);
        let is_alone = |run: &SessionSummary| {
            past.runs.iter().filter(|other| (other.start_unix_s - run.start_unix_s).abs() < 600.0).count() == 1
        };
        for (run, advice) in past.runs.iter().zip(all).filter(|(run, _)| is_alone(run)) {
            let Some(advice) = advice else { continue };
            // A session that is not one of the history remembers nothing.
            let alone = recommend(&run.clone(), &past.runs, athlete, &past.journal, run.day, unit);
            prop_assert_eq!(advice, alone);
        }
    }

    #[test]
    fn soreness_on_three_days_asks_for_less(mut past in pasts()) {
        for ago in 0..3 {
            past.journal.push(JournalDay { day: past.today - ago, soreness: Some(4.0), ..JournalDay::default() });
        }
        let Some(advice) = past.advice() else { return Ok(()) };
        let Some(next) = &advice.next else { return Ok(()) };
        prop_assert!(next.fast_distance_m < session(&past).fast_distance_m - 1e-6, "{advice:#?}");
        prop_assert!(advice.earliest_day > Some(past.today), "{advice:#?}");
    }

    #[test]
    fn the_plan_begins_with_the_next_step(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let advice = &latest.recommendation;
        let first = past.plan(&latest, 4).into_iter().find(|day| day.fast_m > 0.0);
        let (Some(next), Some(first)) = (&advice.next, first) else { return Ok(()) };
        prop_assert_eq!(advice.earliest_day, Some(first.day), "{:#?} {:#?}", advice, first);
        prop_assert!(first.text.contains(&next.text), "{:#?} {:#?}", advice, first);
        let is_full = matches!(advice.decision, Decision::StepUp | Decision::OnceMore);
        prop_assert!(!first.is_lighter || !is_full, "a full session in a lighter week: {:#?} {:#?}", advice, first);
    }

    #[test]
    fn the_plan_grows_step_by_step(past in pasts()) {
        let Some(latest) = past.latest() else { return Ok(()) };
        let days = past.plan(&latest, 8);
        let mut full: Vec<f64> = days.iter().filter(|day| day.kind == DayKind::Reps && !day.is_lighter).map(|day| day.fast_m).collect();
        full.dedup();
        let largest = most_of_month(&past, |run| run.fast_distance_m);
        // A step is one rep, except on the way in, where all steps are below two kilometres.
        for pair in full.windows(2) {
            prop_assert!(pair[1] <= (1.34 * pair[0].max(largest)).max(2_000.0) + 1e-6, "{:?}", full);
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
                // A duplicate that is not marked as one.
                let mut twin = past.runs[which.index(past.runs.len())].clone();
                (twin.file, twin.start_unix_s) = ("copy".to_owned(), twin.start_unix_s + 30.0);
                other.runs.push(twin);
            }
            5 => {
                // Two rows of one day, in either order.
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
                // A ride on every day, although running never stopped.
                let ride = |day| SessionSummary { running: false, trains_legs: true, ..easy(day, 30_000.0) };
                other.runs.extend((MONDAY - 20).until(past.today + 1).map(ride));
            }
            _ => other.runs.push(SessionSummary { running: false, ..easy(past.today, 60_000.0) }),
        }
        prop_assert_eq!(before, other.advice());
    }

    #[test]
    fn worse_reports_never_earn_a_step_up(past in pasts(), which in 0..5) {
        let advances = |past: &Past| past.advice().is_some_and(|advice| advice.decision == Decision::StepUp);
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

/// The properties prove something only if advances by each lever are among the cases.
#[test]
fn every_lever_moves_among_the_cases() {
    let mut moved = [0_usize; 4];
    for past in drawn(pasts(), if cfg!(debug_assertions) { 4_000 } else { 16_000 }) {
        let lever = past.advice().and_then(|advice| advice.lever);
        for (at, known) in [Lever::Reps, Lever::Length, Lever::Rest, Lever::Pace].into_iter().enumerate() {
            moved[at] += usize::from(lever == Some(known));
        }
        // The draw ends as soon as all are seen.
        if moved.iter().all(|count| *count >= 5) {
            return;
        }
    }
    panic!("too few of reps, length, rest, pace: {moved:?}");
}
