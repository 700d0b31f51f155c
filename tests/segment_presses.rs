//! Laps as watches and fingers really make them: labels that mislead, presses that are forgotten or late.

use lastrep::clean::prepare;
use lastrep::model::{Activity, Intensity, Lap, LapTrigger, Span};
use lastrep::segment::{Confidence, RepSource, RepsFrom, SegmentKind, Structure, find};

use crate::common::presses::{Slip, slipped};
use crate::common::simulate::activity::to_activity;
use crate::common::simulate::{Ease, Lapping, Length, Plan, Recovery, Reps, Setting, Simulated};

/// Largest error of a rep that was corrected by the speed, s. Nine of ten edges from the speed are within 4 s, and the
/// finger itself is up to 3.5 s late.
const MENDED_S: f64 = 6.0;

fn session(seed: u64, length: Length, lapping: Lapping) -> Simulated {
    let ease = if seed.is_multiple_of(2) { Ease::Jog } else { Ease::Walk };
    let recovery = Recovery(ease, Length::Time(75.0 + 15.0 * (seed % 3) as f64));
    let reps = Reps { count: 5, length, speed_mps: 4.4, fade: 0.015, recovery, closing: true };
    let plan = Plan::named("session").warm_up(600.0).reps(reps).cool_down(420.0);
    Simulated::record(&plan, &Setting { lapping, ..Setting::new(seed, 1_775_433_600) })
}

fn pressed(seed: u64) -> (Activity, Vec<Span>) {
    let outing = session(seed, Length::Distance(300.0 + 100.0 * (seed % 4) as f64), Lapping::Hand);
    (to_activity(&outing), truth(&outing))
}

fn truth(outing: &Simulated) -> Vec<Span> {
    outing.truth.iter().filter(|stretch| stretch.kind == SegmentKind::Work).map(|stretch| stretch.span).collect()
}

fn cut(activity: &Activity) -> Structure {
    find(activity, &prepare(activity), RepsFrom::Auto)
}

fn assert_exact(structure: &Structure, truth: &[Span], within_s: f64, what: &str) {
    let found: Vec<Span> = structure.reps().map(|rep| rep.span).collect();
    assert!(is_exact(&found, truth, within_s), "{what}: {found:?} for {truth:?}: {}", structure.reason);
}

fn is_exact(found: &[Span], truth: &[Span], within_s: f64) -> bool {
    let is_near =
        |(a, b): (&Span, &Span)| (a.start_s - b.start_s).abs() <= within_s && (a.end_s - b.end_s).abs() <= within_s;
    found.len() == truth.len() && found.iter().zip(truth).all(is_near)
}

fn with_laps(activity: &Activity, change: impl Fn(Lap) -> Lap) -> Activity {
    let mut out = activity.clone();
    out.laps = activity.laps.iter().copied().map(change).collect();
    out
}

#[test]
fn laps_without_labels_or_with_one_for_all_are_read_by_what_stands_out() {
    let (activity, reps) = pressed(1);
    let none = |lap: Lap| Lap { intensity: None, ..lap };
    let resting = |lap: Lap| Lap { intensity: Some(Intensity::Rest), ..lap };
    let bare = |lap: Lap| Lap { intensity: None, trigger: None, ..lap };
    for (what, changed) in [
        ("no intensity", with_laps(&activity, none)),
        ("all resting", with_laps(&activity, resting)),
        ("neither trigger nor intensity", with_laps(&activity, bare)),
    ] {
        let structure = cut(&changed);
        assert_eq!(structure.source, RepSource::Laps, "{what}");
        assert_exact(&structure, &reps, 3.6, what);
        assert_eq!(structure.confidence, Confidence::High, "{what}");
        assert_eq!(structure.reason.contains("marks all laps alike"), what == "all resting", "{}", structure.reason);
    }
}

/// Some watches call every kilometre an interval.
#[test]
fn auto_laps_called_intervals_are_no_reps() {
    let even = Plan::named("steady").run(SegmentKind::Other, Length::Time(2400.0), 3.0);
    let steady =
        Simulated::record(&even, &Setting { lapping: Lapping::Auto(1000.0), ..Setting::new(3, 1_775_433_600) });
    let outing = session(3, Length::Distance(600.0), Lapping::Auto(1000.0));
    let interval = |lap: Lap| Lap { intensity: Some(Intensity::Interval), ..lap };
    assert_eq!(cut(&with_laps(&to_activity(&steady), interval)).reps().count(), 0);
    let structure = cut(&with_laps(&to_activity(&outing), interval));
    assert_eq!(structure.source, RepSource::Signal);
    assert_exact(&structure, &truth(&outing), MENDED_S, "reps under auto-laps");
}

/// The one-mile auto-lap ends each mile rep before the runner can; the rests are ended by hand.
#[test]
fn mile_reps_end_with_the_auto_lap() {
    let outing = session(2, Length::Distance(1609.344), Lapping::Hand);
    let reps = truth(&outing);
    let is_rep = |lap: &Lap| reps.iter().any(|rep| rep.overlap_s(Span::new(lap.start_s, lap.end_s)) > 60.0);
    let by_watch =
        |lap: Lap| Lap { trigger: if is_rep(&lap) { Some(LapTrigger::Distance) } else { lap.trigger }, ..lap };
    let mut activity = with_laps(&to_activity(&outing), by_watch);
    let warm_up = activity.laps[0];
    let middle = f64::midpoint(warm_up.start_s, warm_up.end_s);
    activity.laps[0].start_s = middle;
    activity.laps.insert(0, Lap { end_s: middle, trigger: Some(LapTrigger::Distance), ..warm_up });
    let structure = cut(&activity);
    assert_eq!(structure.source, RepSource::Laps, "{}", structure.reason);
    assert_exact(&structure, &reps, 3.6, "mile reps");
}

/// After the last rep come a walk and the jog home. The jog stands out from the walk, but it is no rep.
#[test]
fn the_jog_home_is_no_rep() {
    for seed in [1, 3, 5] {
        let recovery = Recovery(Ease::Walk, Length::Time(120.0));
        let length = Length::Distance(1000.0);
        let reps = Reps { count: 5, length, speed_mps: 4.4, fade: 0.0, recovery, closing: true };
        let plan = Plan::named("home").warm_up(600.0).reps(reps);
        let plan = plan.run(SegmentKind::Cooldown, Length::Time(260.0), 3.0);
        let outing = Simulated::record(&plan, &Setting::new(seed, 1_775_433_600));
        let structure = cut(&to_activity(&outing));
        assert_exact(&structure, &truth(&outing), 3.6, "jog home");
        assert_ne!(structure.confidence, Confidence::High, "{}", structure.reason);
        assert!(structure.runner_up.as_ref().is_some_and(|other| other.starts_with("6 reps")), "{structure:?}");
    }
}

/// A long rep before short reps may be a tempo in the warm-up. It was pressed, so it is kept, and the confidence is not
/// high.
#[test]
fn a_rep_far_longer_than_those_after_it_is_kept_with_a_doubt() {
    let reps = |count: u32, metres: f64, speed_mps: f64, rest_s: f64| {
        let recovery = Recovery(Ease::Walk, Length::Time(rest_s));
        Reps { count, length: Length::Distance(metres), speed_mps, fade: 0.0, recovery, closing: true }
    };
    for seed in [1, 2, 4] {
        let round = |plan: Plan| plan.reps(reps(1, 1200.0, 4.6, 240.0)).reps(reps(3, 200.0, 5.6, 90.0));
        let plan = round(round(Plan::named("rounds").warm_up(600.0))).cool_down(300.0);
        let outing = Simulated::record(&plan, &Setting::new(seed, 1_775_433_600));
        let structure = cut(&with_laps(&to_activity(&outing), |lap| Lap { intensity: None, ..lap }));
        assert_exact(&structure, &truth(&outing), 3.6, "long first");
        assert_eq!(structure.confidence, Confidence::Medium, "{}", structure.reason);
        let other = structure.runner_up.as_ref();
        assert!(other.is_some_and(|other| other == "7 reps without the long one before them"), "{structure:?}");
    }
}

/// The index of the lap that is a true rep.
fn lap_of(activity: &Activity, rep: Span) -> usize {
    let overlap = |lap: &Lap| rep.overlap_s(Span::new(lap.start_s, lap.end_s));
    (0..activity.laps.len()).max_by(|&a, &b| overlap(&activity.laps[a]).total_cmp(&overlap(&activity.laps[b]))).unwrap()
}

/// A press that is a little late stands as recorded, with the 3.5 s of a slow finger.
fn within_s(slip: Slip) -> f64 {
    match slip {
        Slip::LateStart(by) | Slip::LateEnd(by) if by < 8.0 => by + 3.6,
        _ => MENDED_S,
    }
}

#[test]
fn slips_of_the_finger_are_put_right() {
    let (mut right, mut all) = (0, 0);
    for seed in 0..8 {
        let (activity, reps) = pressed(seed);
        for rep in 1..4 {
            for slip in Slip::ALL {
                let Some(laps) = slipped(&activity.laps, lap_of(&activity, reps[rep]), slip) else { continue };
                let structure = cut(&Activity { laps, ..activity.clone() });
                let found: Vec<Span> = structure.reps().map(|rep| rep.span).collect();
                all += 1;
                right += u32::from(is_exact(&found, &reps, within_s(slip)));
            }
        }
    }
    assert!(all >= 250 && right * 100 >= all * 97, "{right} of {all}");
}

/// The recorded lap stands, and a note names the shift. Beyond that shift the edge of the speed is used.
#[test]
fn a_late_press_is_told_in_seconds() {
    let (activity, reps) = pressed(3);
    let lap = lap_of(&activity, reps[2]);
    for (by_s, is_kept) in [(6.5, true), (15.0, false)] {
        let laps = slipped(&activity.laps, lap, Slip::LateStart(by_s)).unwrap();
        let structure = cut(&Activity { laps, ..activity.clone() });
        let rep = structure.reps().nth(2).unwrap();
        let told = rep.start_late_s.unwrap();
        assert!((told - by_s).abs() <= 3.0, "{told} s for {by_s}");
        assert_eq!(rep.lap_timed, is_kept, "{}", structure.reason);
        assert!(structure.reason.contains("the start of rep 3"), "{}", structure.reason);
        let late = rep.span.start_s - reps[2].start_s;
        assert_eq!(late > 6.0, is_kept, "{late}");
        assert!(structure.reps().enumerate().all(|(i, rep)| i == 2 || rep.start_late_s.is_none()), "{structure:?}");
    }
}

/// The watch's label of each lap.
fn labelled(activity: &Activity, reps: &[Span]) -> Activity {
    let is_rep = |lap: &Lap| reps.iter().any(|rep| rep.overlap_s(Span::new(lap.start_s, lap.end_s)) > 30.0);
    let label = |lap: &Lap| if is_rep(lap) { Intensity::Interval } else { Intensity::Recovery };
    with_laps(activity, |lap| Lap { intensity: Some(label(&lap)), ..lap })
}

/// A label tells what a lap was, but not whether the press was in time.
#[test]
fn late_presses_are_put_right_under_labels_too() {
    let late = [Slip::LateStart(15.0), Slip::LateStart(20.0), Slip::LateEnd(15.0), Slip::LateEnd(20.0)];
    let (mut right, mut all) = (0, 0);
    for seed in 0..8 {
        let (activity, reps) = pressed(seed);
        let activity = labelled(&activity, &reps);
        for slip in late {
            let Some(laps) = slipped(&activity.laps, lap_of(&activity, reps[2]), slip) else { continue };
            let structure = cut(&Activity { laps, ..activity.clone() });
            assert_eq!(structure.source, RepSource::Intensity, "{}", structure.reason);
            let found: Vec<Span> = structure.reps().map(|rep| rep.span).collect();
            all += 1;
            right += u32::from(is_exact(&found, &reps, within_s(slip)));
        }
    }
    assert!(all >= 28 && right * 100 >= all * 95, "{right} of {all}");
}

/// A press forgotten at the end of a labelled rep: the lap of the rep holds the rest, too.
#[test]
fn a_lap_of_rep_and_rest_is_cut_to_the_rep() {
    let (mut right, mut all) = (0, 0);
    for seed in 0..8 {
        let (activity, reps) = pressed(seed);
        let Some(laps) = slipped(&activity.laps, lap_of(&activity, reps[2]), Slip::NoEnd) else { continue };
        let structure = cut(&labelled(&Activity { laps, ..activity }, &reps));
        let found: Vec<Span> = structure.reps().map(|rep| rep.span).collect();
        all += 1;
        right += u32::from(is_exact(&found, &reps, MENDED_S));
    }
    assert!(all >= 7 && right * 100 >= all * 85, "{right} of {all}");
}

/// Two laps of three: the first holds two reps and the walk between them, the last a rep and three minutes of jogging.
/// Neither is a rep, and the jog at the end is no rep that faded.
#[test]
fn laps_that_are_mostly_rest_are_not_believed() {
    let part = |plan: Plan, kind, seconds, mps| plan.run(kind, Length::Time(seconds), mps);
    let (work, rest) = (SegmentKind::Work, SegmentKind::Recovery);
    for seed in [1, 2, 3] {
        let plan = part(Plan::named("late"), work, 110.0, 4.7);
        let plan = part(part(plan, rest, 60.0, 1.2), work, 100.0, 4.3);
        let plan = part(part(plan, rest, 120.0, 2.0), work, 80.0, 4.7);
        let plan = part(plan, SegmentKind::Cooldown, 175.0, 2.9);
        let mut activity = to_activity(&Simulated::record(&plan, &Setting::new(seed, 1_775_433_600)));
        let [first, .., jog] = activity.laps[..] else { panic!("{:?}", activity.laps) };
        let (pressed, again) = (activity.laps[2].end_s, activity.laps[3].end_s);
        activity.laps = [(first.start_s, pressed), (pressed, again), (again, jog.end_s)]
            .map(|(start_s, end_s)| Lap { start_s, end_s, intensity: None, distance_m: None, timer_s: None, ..first })
            .to_vec();
        let structure = cut(&activity);
        assert_ne!(structure.source, RepSource::Laps, "{}", structure.reason);
        assert!(structure.reps().all(|rep| rep.span.length_s() < 130.0), "{structure:?}");
    }
}

/// Twelve seconds of easier running inside a fast stretch of six minutes part no reps.
#[test]
fn a_wave_of_the_speed_is_no_rest() {
    for seed in 0..4 {
        let plan = Plan::named("wave").warm_up(900.0).run(SegmentKind::Work, Length::Time(190.0), 4.6);
        let plan = plan.run(SegmentKind::Recovery, Length::Time(12.0), 2.7);
        let plan = plan.run(SegmentKind::Work, Length::Time(200.0), 4.6).cool_down(600.0);
        let outing = Simulated::record(&plan, &Setting::new(seed, 1_775_433_600));
        let structure = cut(&Activity { laps: Vec::new(), ..to_activity(&outing) });
        assert_eq!(structure.reps().count(), 0, "{}", structure.reason);
    }
}

/// Thirty seconds fast and thirty easy, from the first second on: once with pressed laps, once without laps.
#[test]
fn reps_from_the_first_second_count() {
    for seed in 0..6 {
        let recovery = Recovery(Ease::Jog, Length::Time(30.0));
        let reps = Reps { count: 16, length: Length::Time(30.0), speed_mps: 4.8, fade: 0.0, recovery, closing: true };
        let plan = Plan::named("thirty").reps(reps).cool_down(300.0);
        let setting = Setting { lapping: Lapping::Hand, ..Setting::new(seed, 1_775_433_600) };
        let outing = Simulated::record(&plan, &setting);
        let activity = to_activity(&outing);
        assert_exact(&cut(&activity), &truth(&outing), 3.6, "pressed");
        let bare = Activity { laps: Vec::new(), ..activity };
        let found = cut(&bare).reps().count();
        assert!((15..=16).contains(&found), "{found} of 16 by speed alone");
    }
}
