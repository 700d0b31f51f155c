//! The simulator keeps its promises: its truth is what it recorded, except for a late finger.

use lastrep::model::Span;
use lastrep::segment::SegmentKind::{Other, Stride, Work};

use crate::common::simulate::activity::to_activity;
use crate::common::simulate::outing::{Expect, Kind, outing};
use crate::common::simulate::{Ease, Lapping, Length, Plan, Recording, Recovery, Reps, Setting, Simulated};

fn session(lapping: Lapping, recording: Recording, ease: Ease) -> Simulated {
    let recovery = Recovery(ease, Length::Time(80.0));
    let length = Length::Distance(300.0);
    let reps = Reps { count: 5, length, speed_mps: 4.4, fade: 0.02, recovery, closing: true };
    let plan = Plan::named("5 x 300 m").warm_up(240.0).reps(reps).cool_down(120.0);
    Simulated::record(&plan, &Setting { recording, lapping, ..Setting::new(7, 1_775_433_600) })
}

fn work(outing: &Simulated) -> Vec<Span> {
    outing.truth.iter().filter(|truth| truth.kind == Work).map(|truth| truth.span).collect()
}

#[test]
fn equal_seeds_give_equal_outings() {
    let make = || session(Lapping::Hand, Recording::EverySecond, Ease::Jog);
    assert_eq!(to_activity(&make()), to_activity(&make()));
}

#[test]
fn truth_and_laps_cover_the_outing_without_gap() {
    let outing = session(Lapping::Hand, Recording::Smart, Ease::Walk);
    assert!(outing.truth.windows(2).all(|pair| pair[0].span.end_s == pair[1].span.start_s));
    assert!(outing.laps.windows(2).all(|pair| pair[0].end_s == pair[1].start_s));
    assert_eq!(outing.laps.len(), 12);
    assert_eq!(outing.laps[11].end_s, outing.elapsed_s());
    assert!((outing.truth[outing.truth.len() - 1].span.end_s - outing.elapsed_s()).abs() <= 1.0);
}

#[test]
fn presses_are_late_and_never_early() {
    let outing = session(Lapping::Hand, Recording::EverySecond, Ease::Jog);
    let late: Vec<f64> =
        outing.truth.iter().zip(&outing.laps).map(|(truth, lap)| lap.end_s - truth.span.end_s).collect();
    assert!(late[..late.len() - 1].iter().all(|late| (-0.01..=3.51).contains(late)), "{late:?}");
}

/// The watch leads the reps: its laps end where its own distance says 300 m, to within a step of 0.1 s.
#[test]
fn led_reps_have_the_watchs_distance() {
    let outing = session(Lapping::Steps, Recording::EverySecond, Ease::Jog);
    let reps: Vec<f64> =
        outing.laps.iter().filter(|lap| lap.step_index == Some(1)).filter_map(|lap| lap.distance_m).collect();
    assert_eq!(reps.len(), 5);
    assert!(reps.iter().all(|metres| (metres - 300.0).abs() < 0.6), "{reps:?}");
}

#[test]
fn smart_records_have_gaps_of_2_to_12_s_and_one_at_each_press() {
    let outing = session(Lapping::Hand, Recording::Smart, Ease::Jog);
    let times = &outing.track.time_s;
    assert!(times.windows(2).all(|pair| (1.0..=12.0).contains(&(pair[1] - pair[0]))));
    for lap in &outing.laps {
        assert!(times.contains(&lap.end_s.round()), "no record at {}", lap.end_s);
    }
}

#[test]
fn a_stopped_timer_writes_nothing_and_counts_no_distance() {
    let outing = session(Lapping::Hand, Recording::EverySecond, Ease::Paused);
    assert_eq!(outing.pauses.len(), 5);
    let distance = outing.track.distance_m.as_ref().unwrap();
    let at = |time: f64| distance[outing.track.time_s.iter().position(|&t| t == time).unwrap()];
    for pause in &outing.pauses {
        assert!(!outing.track.time_s.iter().any(|&time| time > pause.start_s && time < pause.end_s));
        assert!(at(pause.end_s) - at(pause.start_s) < 0.5);
    }
    assert!(outing.timer_s() < outing.elapsed_s() - 350.0);
}

#[test]
fn reps_are_fast_and_the_heart_follows() {
    let outing = session(Lapping::None, Recording::EverySecond, Ease::Walk);
    let (distance, heart) = (outing.track.distance_m.as_ref().unwrap(), outing.track.heart_rate_bpm.as_ref().unwrap());
    for rep in work(&outing) {
        let (start, end) = (rep.start_s.ceil() as usize, rep.end_s as usize);
        let speed = (distance[end] - distance[start + 5]) / (end - start - 5) as f64;
        assert!((speed - 4.4).abs() < 0.35, "{speed}");
        assert!(heart[end] > heart[start] + 15.0);
    }
}

#[test]
fn a_run_of_one_kind_is_one_stretch() {
    let plan = Plan::named("city").run(Other, Length::Time(60.0), 2.8).run(Other, Length::Time(20.0), 0.0);
    let outing = Simulated::record(&plan, &Setting::new(1, 0));
    assert_eq!(outing.truth.len(), 1);
}

#[test]
fn every_kind_has_its_row_and_its_truth() {
    for (number, kind) in Kind::all().enumerate() {
        assert_eq!(kind as usize, number, "{}", kind.name());
        for seed in 0..2 {
            let outing = outing(kind, seed);
            let has = |wanted| outing.truth.iter().any(|truth| truth.kind == wanted);
            assert_eq!(has(Work), kind.expect() == Expect::Reps, "{}, seed {seed}", kind.name());
            assert!(has(Stride) || kind.expect() != Expect::Strides, "{}, seed {seed}", kind.name());
            let is_whole = outing.truth.windows(2).all(|pair| pair[0].span.end_s == pair[1].span.start_s);
            assert!(is_whole && outing.truth[0].span.start_s == 0.0, "{}, seed {seed}", kind.name());
            assert!((300.0..6.0 * 3600.0).contains(&outing.elapsed_s()), "{}: {}", kind.name(), outing.elapsed_s());
        }
    }
}
