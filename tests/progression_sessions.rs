//! Ladders, mixed sets and surges, all the way from the watch to the advice.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use lastrep::clean::prepare;
use lastrep::model::{Athlete, Day, Shape};
use lastrep::progression::{Decision, NextWorkout, Recommendation, SessionSummary, recommend, summarise};
use lastrep::scores::{ScoreContext, evaluate};
use lastrep::segment::{RepLength, RepsFrom, SegmentKind, find};
use lastrep::units::DistanceUnit;

use crate::common::past::MONDAY;
use crate::common::simulate::activity::to_activity;
use crate::common::simulate::{Ease, Lapping, Length, Plan, Recovery, Reps, Setting, Simulated, Texture};
use Lapping::{Hand, None as Unpressed, Steps};
use Length::{Distance, Time};

fn jog(seconds: f64) -> Recovery {
    Recovery(Ease::Jog, Time(seconds))
}

fn warm() -> Plan {
    Plan::named("session").warm_up(900.0)
}

fn ladder(rungs: &[Length], speed_mps: f64, rest_s: f64) -> Plan {
    let rungs: Vec<(Length, f64)> = rungs.iter().map(|rung| (*rung, speed_mps)).collect();
    warm().ladder(&rungs, jog(rest_s)).cool_down(600.0)
}

fn minutes(rungs: &[f64], speed_mps: f64, rest_s: f64) -> Plan {
    ladder(&rungs.iter().map(|minutes| Time(60.0 * minutes)).collect::<Vec<_>>(), speed_mps, rest_s)
}

fn metres(rungs: &[f64], speed_mps: f64, rest_s: f64) -> Plan {
    ladder(&rungs.iter().map(|metres| Distance(*metres)).collect::<Vec<_>>(), speed_mps, rest_s)
}

/// Equal reps at one speed.
fn set(plan: Plan, count: u32, metres: f64, speed_mps: f64, rest_s: f64) -> Plan {
    let length = Distance(metres);
    plan.reps(Reps { count, length, speed_mps, fade: 0.0, recovery: jog(rest_s), closing: false })
}

fn walk(plan: Plan, seconds: f64) -> Plan {
    plan.recover(Recovery(Ease::Walk, Time(seconds)))
}

fn pyramid() -> Plan {
    minutes(&[1.0, 2.0, 3.0, 2.0, 1.0], 4.3, 90.0)
}

fn downwards() -> Plan {
    minutes(&[5.0, 4.0, 3.0, 2.0, 1.0], 4.2, 120.0)
}

/// A ladder down at the threshold pace of the racer.
fn downwards_at_threshold() -> Plan {
    minutes(&[5.0, 4.0, 3.0, 2.0, 1.0], 3.8, 120.0)
}

/// A ladder that was ended after three of the five rungs in the plan of the watch.
fn given_up() -> Plan {
    let mut plan = downwards();
    plan.bouts.truncate(6);
    plan
}

fn pyramid_of_metres() -> Plan {
    metres(&[400.0, 600.0, 800.0, 600.0, 400.0], 4.3, 120.0)
}

fn three_lengths() -> Plan {
    metres(&[1200.0, 800.0, 400.0], 4.2, 180.0)
}

fn eights_and_twos() -> Plan {
    set(walk(set(warm(), 4, 800.0, 4.2, 120.0), 240.0), 4, 200.0, 4.85, 100.0).cool_down(600.0)
}

fn kilometres_and_twos() -> Plan {
    set(walk(set(warm(), 3, 1000.0, 4.2, 150.0), 240.0), 6, 200.0, 4.85, 100.0).cool_down(600.0)
}

fn kilometres_among_twos() -> Plan {
    set(walk(set(warm(), 4, 200.0, 4.85, 100.0), 240.0), 3, 1000.0, 4.3, 150.0)
}

/// Two sets of four with a break, the second at this share of the speed of the first.
fn two_sets(metres: f64, speed_mps: f64, share: f64) -> Plan {
    set(walk(set(warm(), 4, metres, speed_mps, 90.0), 300.0), 4, metres, share * speed_mps, 90.0).cool_down(600.0)
}

fn two_even_sets() -> Plan {
    two_sets(400.0, 4.3, 1.0)
}

fn the_second_set_slower() -> Plan {
    two_sets(400.0, 4.3, 0.94)
}

/// Reps, a long walk, and more of the same reps.
fn with_a_break(first: u32, then: u32, metres: f64, speed_mps: f64) -> Plan {
    set(walk(set(warm(), first, metres, speed_mps, 100.0), 480.0), then, metres, speed_mps, 100.0).cool_down(600.0)
}

fn the_last_two_jogged() -> Plan {
    set(set(warm(), 6, 400.0, 4.3, 90.0), 2, 400.0, 2.9, 90.0).cool_down(600.0)
}

fn three_and_two() -> Plan {
    with_a_break(3, 2, 300.0, 4.5)
}

fn four_that_fade_and_two() -> Plan {
    let (length, speed_mps) = (Distance(400.0), 4.3);
    let four = Reps { count: 4, length, speed_mps, fade: 0.045, recovery: jog(100.0), closing: false };
    set(walk(warm().reps(four), 480.0), 2, 400.0, 4.25, 100.0).cool_down(600.0)
}

fn as_many_metres() -> Plan {
    set(walk(set(warm(), 4, 400.0, 4.3, 90.0), 240.0), 2, 800.0, 4.2, 120.0).cool_down(600.0)
}

fn the_last_all_out() -> Plan {
    let five = set(warm(), 5, 400.0, 4.3, 90.0).recover(jog(90.0));
    five.run(SegmentKind::Work, Distance(400.0), 5.1).cool_down(600.0)
}

fn strides_after_reps() -> Plan {
    let reps = set(warm(), 5, 800.0, 4.2, 120.0).run(SegmentKind::Cooldown, Time(300.0), 2.5);
    reps.strides(4, 20.0, 5.2, 60.0).cool_down(300.0)
}

/// The file of a session, as the watch writes it.
fn recorded(plan: &Plan, lapping: Lapping, day: Day, seed: u64) -> SessionSummary {
    let texture = Texture { rep_spread: 0.002, rep_sway: 0.008, ..Texture::PLAIN };
    let setting = Setting { lapping, texture, ..Setting::new(seed, day.midnight_s() as i64 + 16 * 3_600) };
    let activity = to_activity(&Simulated::record(plan, &setting));
    let prepared = prepare(&activity);
    let structure = find(&activity, &prepared, RepsFrom::Auto);
    let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
    summarise(&activity, &prepared, &structure, &card)
}

/// Every session of unlike reps or of several sets.
const ALL: [fn() -> Plan; 18] = [
    warm,
    pyramid,
    downwards,
    downwards_at_threshold,
    given_up,
    pyramid_of_metres,
    three_lengths,
    eights_and_twos,
    kilometres_and_twos,
    kilometres_among_twos,
    two_even_sets,
    the_second_set_slower,
    the_last_two_jogged,
    three_and_two,
    four_that_fade_and_two,
    as_many_metres,
    the_last_all_out,
    strides_after_reps,
];

/// The answer after a session that is the first of its kind.
fn after(session: &SessionSummary) -> Recommendation {
    let athlete = Athlete::default();
    recommend(session, std::slice::from_ref(session), &athlete, &[], session.day, DistanceUnit::Kilometre)
}

/// The workouts that follow from ladders and mixed sessions.
pub(crate) fn whole_sessions() -> Vec<NextWorkout> {
    ALL.iter().filter_map(|plan| after(&recorded(&plan(), Steps, MONDAY, 11)).next).collect()
}

#[test]
fn every_session_of_reps_gets_a_next_one_that_is_no_more() {
    for plan in ALL {
        let session = recorded(&plan(), Steps, MONDAY, 11);
        if !session.has_reps() {
            continue;
        }
        let advice = after(&session);
        let next = advice.next.unwrap();
        assert_ne!(advice.decision, Decision::StepUp, "{}: one session steps nothing up", session.workout);
        assert!(next.fast_distance_m <= 1.001 * session.fast_distance_m, "{}: {}", session.workout, next.text);
        let all: usize = next.parts.iter().map(|part| part.reps).sum();
        match next.others.split(' ').next().and_then(|count| count.parse::<usize>().ok()) {
            Some(others) => assert_eq!(all, next.reps + others, "as many as the words say: {}", next.text),
            None => assert_eq!(all > next.reps, !next.others.is_empty(), "{}", next.text),
        }
    }
}

#[test]
fn unlike_reps_have_a_shape() {
    for plan in ALL {
        let session = recorded(&plan(), Steps, MONDAY, 11);
        assert!(!session.has_reps() || session.works.len() >= 2, "{}: {:?}", session.workout, session.works);
    }
}

/// Quick stretches inside a steady run of half an hour, with ten easy minutes before and after.
fn surges(count: u32, (quick_s, quick_mps): (f64, f64), (steady_s, steady_mps): (f64, f64)) -> Plan {
    let inside_s = f64::from(count) * (quick_s + steady_s) - steady_s;
    let around_s = (1_800.0 - inside_s) / 2.0;
    let mut plan = Plan::named("surges").warm_up(600.0).run(SegmentKind::Warmup, Time(around_s), steady_mps);
    for rep in 0..count {
        if rep > 0 {
            plan = plan.run(SegmentKind::Recovery, Time(steady_s), steady_mps);
        }
        plan = plan.run(SegmentKind::Work, Time(quick_s), quick_mps);
    }
    plan.run(SegmentKind::Cooldown, Time(around_s), steady_mps).cool_down(600.0)
}

#[test]
fn surges_are_told_from_reps_with_a_jog() {
    let steady = [
        (30.0, surges(8, (30.0, 4.8), (120.0, 3.4))),
        (60.0, surges(6, (60.0, 4.4), (180.0, 3.3))),
        (30.0, surges(10, (30.0, 5.2), (90.0, 3.6))),
    ];
    for (quick_s, plan) in &steady {
        for lapping in [Hand, Steps, Unpressed] {
            let session = recorded(plan, lapping, MONDAY, 5);
            let found = (session.length, session.shape);
            let expected = (Some(RepLength::Time(*quick_s)), Shape::Within { run_s: 1_800.0 });
            assert_eq!(found, expected, "{lapping:?}: {}", session.workout);
        }
    }
    let reps = |count, length, speed_mps, rest_s| {
        let reps = Reps { count, length, speed_mps, fade: 0.0, recovery: jog(rest_s), closing: false };
        warm().reps(reps).cool_down(600.0)
    };
    let jogged = [
        reps(8, Distance(200.0), 5.0, 90.0),
        reps(8, Time(30.0), 4.8, 120.0),
        reps(10, Time(60.0), 4.3, 120.0),
        // The recoveries are slow jogs, at nearly two thirds of the speed of the reps.
        reps(6, Time(60.0), 3.6, 120.0),
        reps(6, Distance(400.0), 4.3, 200.0),
    ];
    for plan in &jogged {
        for lapping in [Hand, Steps, Unpressed] {
            let session = recorded(plan, lapping, MONDAY, 5);
            assert_eq!(session.shape, Shape::Row, "{lapping:?}: {}", session.workout);
        }
    }
}
