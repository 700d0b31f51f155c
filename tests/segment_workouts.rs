//! Workouts that a watch led: what it was told is the session, however little faster the reps are than the rests.

use lastrep::clean::prepare;
use lastrep::model::{Activity, Intensity, Lap, LapTrigger, Span};
use lastrep::segment::{RepSource, RepsFrom, SegmentKind, Structure, find};

use crate::common::activity::to_activity;
use crate::common::presses::{Slip, slipped};
use crate::common::simulate::{Ease, Lapping, Length, Plan, Recovery, Reps, Setting, Simulated};

/// An edge is this near to the truth, s: the watch's own step, and a finger.
const NEAR_S: f64 = 4.0;

fn record(plan: &Plan, lapping: Lapping, seed: u64) -> Simulated {
    Simulated::record(plan, &Setting { lapping, ..Setting::new(seed, 1_775_433_600) })
}

/// Reps at a speed, each with its rest.
fn session(count: u32, length: Length, speed_mps: f64, rest: Recovery) -> Plan {
    let reps = Reps { count, length, speed_mps, fade: 0.0, recovery: rest, closing: true };
    Plan::named("session").warm_up(600.0).reps(reps).cool_down(420.0)
}

fn cut(activity: &Activity) -> Structure {
    find(activity, &prepare(activity), RepsFrom::Auto)
}

fn truth(outing: &Simulated) -> Vec<Span> {
    outing.truth.iter().filter(|stretch| stretch.kind == SegmentKind::Work).map(|stretch| stretch.span).collect()
}

/// Reps, and strides where they are called so.
fn found(structure: &Structure) -> Vec<Span> {
    let is_fast = |kind: SegmentKind| matches!(kind, SegmentKind::Work | SegmentKind::Stride);
    structure.segments.iter().filter(|segment| is_fast(segment.kind)).map(|segment| segment.span).collect()
}

fn assert_exact(activity: &Activity, truth: &[Span], what: &str) {
    let structure = cut(activity);
    let found = found(&structure);
    let is_near = |(a, b): (&Span, &Span)| (a.start_s - b.start_s).abs().max((a.end_s - b.end_s).abs()) <= NEAR_S;
    let is_exact = found.len() == truth.len() && found.iter().zip(truth).all(is_near);
    assert!(is_exact, "{what}: {found:?} for {truth:?}: {}", structure.reason);
}

/// The same with one word for every lap and step.
fn called(outing: &Simulated, label: Option<Intensity>) -> Activity {
    let mut activity = to_activity(outing);
    activity.laps.iter_mut().for_each(|lap| lap.intensity = label);
    activity.workout.iter_mut().flat_map(|workout| &mut workout.steps).for_each(|step| step.intensity = label);
    activity
}

/// The same as a format tells it that knows no workouts.
fn without_steps(activity: &Activity) -> Activity {
    let mut out = Activity { workout: None, ..activity.clone() };
    out.laps.iter_mut().for_each(|lap| lap.step_index = None);
    out
}

/// Laps of whole kilometres that the watch sets by itself inside the laps that are.
fn with_kilometres(activity: &Activity) -> Activity {
    let base = prepare(activity).uniform;
    let at = |metres: f64| base.clock_s(base.distance_m.partition_point(|way| *way < metres));
    let cut = |lap: &Lap| {
        let (from_m, to_m) = (base.distance_at(lap.start_s), base.distance_at(lap.end_s));
        let whole = ((to_m - from_m - 1.0) / 1000.0) as u32;
        let ends = (1..=whole).map(|number| from_m + 1000.0 * f64::from(number));
        let edges: Vec<f64> = [from_m].into_iter().chain(ends).chain([to_m]).collect();
        let part = |pair: &[f64]| {
            let is_last = pair[1] >= to_m;
            let start_s = if pair[0] <= from_m { lap.start_s } else { at(pair[0]) };
            let end_s = if is_last { lap.end_s } else { at(pair[1]) };
            let trigger = if is_last { lap.trigger } else { Some(LapTrigger::Distance) };
            let (distance_m, timer_s) = (Some(pair[1] - pair[0]), Some(end_s - start_s));
            Lap { start_s, end_s, trigger, distance_m, timer_s, ..*lap }
        };
        edges.windows(2).map(part).collect::<Vec<Lap>>()
    };
    Activity { laps: activity.laps.iter().flat_map(cut).collect(), ..activity.clone() }
}

const WORDS: [Option<Intensity>; 3] = [None, Some(Intensity::Active), Some(Intensity::Warmup)];

#[test]
fn repeated_steps_are_reps_whatever_they_are_called() {
    let jog = |seconds: f64| Recovery(Ease::Jog, Length::Time(seconds));
    let little = [
        session(4, Length::Time(900.0), 2.65, jog(300.0)),
        session(3, Length::Time(180.0), 2.8, jog(600.0)),
        session(5, Length::Time(120.0), 2.7, jog(120.0)),
    ];
    for (seed, plan) in (1..).zip(&little) {
        let outing = record(plan, Lapping::Steps, seed);
        for word in WORDS {
            let activity = called(&outing, word);
            assert_exact(&activity, &truth(&outing), &format!("{word:?}"));
            assert_exact(&without_steps(&activity), &truth(&outing), &format!("{word:?}, steps not joined"));
        }
        assert_exact(&to_activity(&outing), &truth(&outing), "as planned");
    }
}

#[test]
fn a_workout_that_was_not_followed_is_none_and_that_is_told() {
    let even = session(5, Length::Time(180.0), 2.3, Recovery(Ease::Jog, Length::Time(120.0)));
    for seed in 1..4 {
        let structure = cut(&to_activity(&record(&even, Lapping::Steps, seed)));
        assert_eq!(found(&structure).len(), 0, "{}", structure.reason);
        let told = structure.trace.evidence.iter().find(|evidence| evidence.name == "repeated steps");
        assert!(told.is_some_and(|told| told.why.contains("not followed")), "{:?}", structure.trace.evidence);
    }
}

#[test]
fn kilometres_of_the_watch_cut_no_rep() {
    let plan = session(3, Length::Time(900.0), 3.8, Recovery(Ease::Jog, Length::Time(180.0)));
    for seed in 1..3 {
        let outing = record(&plan, Lapping::Steps, seed);
        for activity in [to_activity(&outing), called(&outing, None), called(&outing, Some(Intensity::Active))] {
            let cut_up = with_kilometres(&activity);
            assert!(cut_up.laps.len() > activity.laps.len() + 6, "{} laps", cut_up.laps.len());
            assert_exact(&cut_up, &truth(&outing), "kilometres in steps");
            assert_exact(&without_steps(&cut_up), &truth(&outing), "kilometres, steps not joined");
        }
    }
}

#[test]
fn thirty_thirty_counts_from_the_first_second() {
    let rest = Recovery(Ease::Jog, Length::Time(30.0));
    let reps = Reps { count: 16, length: Length::Time(30.0), speed_mps: 4.6, fade: 0.0, recovery: rest, closing: true };
    let plan = Plan::named("30/30").reps(reps).cool_down(300.0);
    for (seed, lapping) in [(1, Lapping::Steps), (2, Lapping::Steps), (3, Lapping::Hand)] {
        let outing = record(&plan, lapping, seed);
        assert_exact(&to_activity(&outing), &truth(&outing), "as planned");
        assert_exact(&without_steps(&called(&outing, None)), &truth(&outing), "without labels");
    }
}

#[test]
fn strides_by_the_watch_are_told_from_its_kilometres() {
    let rest = Recovery(Ease::Jog, Length::Time(100.0));
    let reps = Reps { count: 6, length: Length::Time(20.0), speed_mps: 5.0, fade: 0.0, recovery: rest, closing: true };
    let plan = Plan::named("strides").warm_up(2700.0).reps(reps).cool_down(60.0);
    for seed in 1..4 {
        let outing = record(&plan, Lapping::Steps, seed);
        let activity = with_kilometres(&called(&outing, None));
        assert_exact(&activity, &truth(&outing), "strides");
        assert_exact(&without_steps(&activity), &truth(&outing), "strides, steps not joined");
    }
}

#[test]
fn one_step_of_an_hour_is_no_rep() {
    let plan = Plan::named("run")
        .run(SegmentKind::Warmup, Length::Time(300.0), 2.5)
        .run(SegmentKind::Work, Length::Time(3600.0), 3.2)
        .run(SegmentKind::Cooldown, Length::Time(300.0), 2.4);
    for seed in 1..3 {
        let structure = cut(&to_activity(&record(&plan, Lapping::Steps, seed)));
        assert_eq!(found(&structure).len(), 0, "{}", structure.reason);
    }
}

/// Warm-up, one step for the whole session, cool-down: the speed shows what was in it.
#[test]
fn a_step_around_a_session_is_no_rep() {
    for seed in 1..3 {
        let plan = session(8, Length::Distance(800.0), 4.4, Recovery(Ease::Walk, Length::Time(120.0)));
        let outing = record(&plan, Lapping::Steps, seed);
        let mut activity = to_activity(&outing);
        let reps = truth(&outing);
        let (first, last) = (reps[0], reps[reps.len() - 1]);
        activity.workout = None;
        activity.laps.retain(|lap| lap.start_s < first.start_s + 5.0 || lap.start_s > last.end_s + 5.0);
        let cool_down_s = activity.laps[2].start_s;
        activity.laps[1].end_s = cool_down_s;
        (activity.laps[1].distance_m, activity.laps[1].timer_s) = (None, None);
        let structure = cut(&activity);
        assert_eq!((structure.source, found(&structure).len()), (RepSource::Signal, 8), "{}", structure.reason);
    }
}

/// Reps with the timer stopped between them, and labels.
fn paused(seed: u64) -> (Activity, Vec<Span>) {
    let plan = session(5, Length::Distance(600.0), 4.4, Recovery(Ease::Paused, Length::Time(100.0)));
    let outing = record(&plan, Lapping::Steps, seed);
    let mut activity = without_steps(&to_activity(&outing));
    activity.laps.iter_mut().for_each(|lap| lap.trigger = Some(LapTrigger::Manual));
    (activity, truth(&outing))
}

fn lap_of(activity: &Activity, rep: Span) -> usize {
    activity.laps.iter().position(|lap| (lap.start_s - rep.start_s).abs() <= NEAR_S).unwrap()
}

#[test]
fn a_lap_is_cut_where_the_timer_stood_for_long() {
    for seed in 1..4 {
        let (activity, reps) = paused(seed);
        let laps = slipped(&activity.laps, lap_of(&activity, reps[1]), Slip::NoRest).unwrap();
        assert_exact(&Activity { laps, ..activity }, &reps, "two reps in one lap");
    }
}

#[test]
fn a_lap_that_begins_with_the_timer_stopped_begins_when_the_runner_does() {
    for seed in 1..4 {
        let (mut activity, reps) = paused(seed);
        for rep in &reps[1..] {
            let lap = lap_of(&activity, *rep);
            activity.laps[lap].start_s -= 40.0;
            activity.laps[lap - 1].end_s -= 40.0;
        }
        assert_exact(&activity, &reps, "pressed before the start");
    }
}
