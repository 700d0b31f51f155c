//! Every case of the report, drawn: nothing panics, nothing is blank, and each is the size it should be.

use super::synthetic::{Session, Stretch, intervals, six_by_400, wobble};
use crate::progression::Decision;
use crate::scores::Unavailable;
use crate::segment::{RepLength, SegmentKind, WorkoutKind};
use crate::units::DistanceUnit;

const FOUR: RepLength = RepLength::Distance(400.0);

fn reps(count: usize) -> Session {
    let name = format!("{count} × 400 m / 200 m jog");
    Session::of(&name, WorkoutKind::Reps, &[FOUR], &intervals(count, 85.5, 400.0 / 85.5, 82.0))
}

fn plain(kind: WorkoutKind, seconds: f64) -> Session {
    Session::of("run", kind, &[], &[(SegmentKind::Other, 0, seconds, 2.5)])
}

fn mixed() -> Session {
    let lengths = [RepLength::Distance(3200.0), RepLength::Distance(2000.0), RepLength::Distance(800.0)];
    let mut stretches: Vec<Stretch> =
        vec![(SegmentKind::Work, 0, 1018.0, 3.14), (SegmentKind::Recovery, 0, 170.0, 1.0)];
    for (set, seconds, rest, count) in [(1, 615.0, 110.0, 2), (2, 233.0, 80.0, 4)] {
        for rep in 0..count {
            let metres = if set == 1 { 2000.0 } else { 800.0 };
            let at = seconds * (1.0 + 0.01 * wobble(rep));
            stretches.push((SegmentKind::Work, set, at, metres / at));
            stretches.push((SegmentKind::Recovery, 0, rest, 1.2));
        }
    }
    Session::of("3200 + 2 × 2000 + 4 × 800 m", WorkoutKind::Reps, &lengths, &stretches)
        .advised(Decision::Hold, "hold")
        .with_target(3.35, 3.42)
}

fn strides() -> Session {
    let mut stretches: Vec<Stretch> = vec![(SegmentKind::Other, 0, 1500.0, 2.7)];
    for _ in 0..6 {
        stretches.extend([(SegmentKind::Stride, 0, 18.0, 5.6), (SegmentKind::Other, 0, 70.0, 2.0)]);
    }
    Session::of("easy run with strides", WorkoutKind::Strides, &[], &stretches)
}

fn by_time() -> Session {
    let mut session = Session::of(
        "8 × 3 min / 90 s jog",
        WorkoutKind::Reps,
        &[RepLength::Time(180.0)],
        &intervals(8, 180.0, 4.1, 90.0),
    );
    session.unit = DistanceUnit::Mile;
    session.advised(Decision::Advance, "9 × 3 min at 6:25\u{2013}6:32, same rest")
}

fn doubtful() -> Session {
    let mut session = reps(5).without_sensors().with_hole(1250, 1330).with_hole(1420, 1490).with_hole(300, 420);
    for rep in session.card.sets.iter_mut().flat_map(|set| &mut set.reps) {
        rep.missing_fraction = 0.33;
    }
    session.activity.rpe_cr10 = None;
    session
        .unscored(&Unavailable::Unreadable("33 % of rep time is missing; the limit is 10 %. Data grade D".into()))
        .advised(Decision::Insufficient, "hold, repeat it")
}

fn endless() -> Session {
    let mut session = reps(6).advised(Decision::Deload, &"third building week done, and then ".repeat(9));
    session.structure.name = "6 × 400 m / ".to_owned() + &"a very long name ".repeat(20);
    let many = session.recommendation.iter_mut();
    for advice in many {
        advice.reasons = vec!["A reason that goes on and on, as reasons with numbers tend to do. ".repeat(4); 4];
        advice.unseen = vec!["A thing that could not be seen, in the words of somebody with time. ".repeat(3); 5];
    }
    session
}

/// Every case by name.
fn cases() -> Vec<(&'static str, Session)> {
    let even = "hold, repeat 6 × 400 m at 1:24\u{2013}1:26";
    let back = [184, 141, 134, 120, 113, 92, 42];
    vec![
        (
            "report",
            six_by_400().with_target(400.0 / 86.0, 400.0 / 84.2).advised(Decision::Hold, even).with_history(
                &back,
                400.0 / 86.0,
                6,
            ),
        ),
        ("reps08", reps(8).advised(Decision::Advance, "9 × 400 m at 1:24\u{2013}1:26, same rest")),
        (
            "reps20",
            reps(20).advised(Decision::StepBack, "one step back, 5 × 400 m at 1:26\u{2013}1:28").with_history(
                &back[..3],
                4.6,
                13,
            ),
        ),
        ("reps32", reps(32)),
        (
            "reps60",
            Session::of("60 × 20 s", WorkoutKind::Reps, &[RepLength::Time(20.0)], &intervals(60, 20.0, 5.4, 20.0)),
        ),
        ("reps03", reps(3)),
        ("reps02", reps(2).unscored(&Unavailable::TooFewReps { found: 2, needed: 4 })),
        ("reps01", reps(1).unscored(&Unavailable::TooFewReps { found: 1, needed: 4 })),
        ("mixed", mixed()),
        ("strides", strides()),
        ("time_miles", by_time()),
        ("steady", plain(WorkoutKind::Steady, 4100.0)),
        ("long", plain(WorkoutKind::Long, 36_000.0)),
        ("short", plain(WorkoutKind::Mixed, 20.0)),
        ("moment", plain(WorkoutKind::Mixed, 0.0)),
        ("poor", doubtful()),
        ("blind", reps(6).without_distance().without_sensors()),
        ("unreadable", plain(WorkoutKind::Unreadable, 900.0).without_distance().without_sensors()),
        ("endless", endless()),
    ]
}

#[test]
fn write_previews() {
    for (name, session) in cases() {
        let figure = session.figure();
        let t = std::time::Instant::now();
        let bytes = super::png(&figure).unwrap();
        let t1 = t.elapsed();
        let svg = super::svg(&figure).unwrap();
        eprintln!("{name} {:?} png {} svg {}", t1, bytes.len(), svg.len());
        std::fs::write(format!("/tmp/preview/{name}.png"), bytes).unwrap();
        std::fs::write(format!("/tmp/preview/{name}.svg"), svg).unwrap();
    }
}
