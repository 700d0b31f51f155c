//! One outing written as FIT, TCX and GPX reads as one outing.

use lastrep::formats;
use lastrep::model::{Activity, Channel, LapTrigger};

use crate::common::simulate::activity::to_activity;
use crate::common::simulate::{Ease, Lapping, Length, Plan, Recording, Recovery, Reps, Setting, Simulated};
use crate::common::write::{fit, fit_bytes::Framing, gpx, polar, tcx};

fn outing(ease: Ease, lapping: Lapping) -> Simulated {
    let recovery = Recovery(ease, Length::Time(60.0));
    let reps = Reps { count: 3, length: Length::Distance(400.0), speed_mps: 4.2, fade: 0.0, recovery, closing: true };
    let plan = Plan::named("3 x 400 m").warm_up(180.0).reps(reps).cool_down(90.0);
    let setting = Setting::new(99, 1_775_433_600);
    Simulated::record(&plan, &Setting { lapping, recording: Recording::Smart, ..setting })
}

fn read(bytes: &[u8]) -> Activity {
    let mut reading = formats::read(bytes).unwrap();
    assert_eq!(reading.activities.len(), 1);
    reading.activities.remove(0)
}

/// The largest difference of two columns where both have a value. A standstill may read as no rate at all.
fn worst(left: Option<&Channel>, right: Option<&Channel>) -> f64 {
    let (left, right) = (left.unwrap(), right.unwrap());
    assert_eq!(left.len(), right.len());
    let known = |value: f64| !value.is_nan() && value != 0.0;
    let both = left.iter().zip(right).filter(|(left, right)| known(**left) && known(**right));
    assert!(both.clone().count() * 10 > left.len() * 7, "too few values in common");
    both.map(|(left, right)| (left - right).abs()).fold(0.0, f64::max)
}

/// The largest difference of step rates. A reader may leave strides as they are, because cleaning decides.
fn worst_step_rate(left: &Activity, right: &Activity) -> f64 {
    let doubled: Option<Channel> =
        right.track.step_rate_spm.as_ref().map(|column| column.iter().map(|rate| 2.0 * rate).collect());
    let left = left.track.step_rate_spm.as_ref();
    worst(left, right.track.step_rate_spm.as_ref()).min(worst(left, doubled.as_ref()))
}

#[test]
fn fit_gives_back_what_the_watch_wrote() {
    let framings = [
        Framing::default(),
        Framing { big_endian: true, ..Framing::default() },
        Framing { header_size: 12, protocol: 0x10, big_endian: true },
    ];
    for framing in framings {
        for compressed_times in [false, true] {
            let outing = outing(Ease::Paused, Lapping::Steps);
            let style = fit::FitStyle { framing, compressed_times, asked: Some((65, 75)), ..fit::FitStyle::default() };
            let (found, truth) = (read(&fit::activity(&[&outing], style)), to_activity(&outing));
            assert_eq!(found.track.time_s, truth.track.time_s);
            assert_eq!((&found.sport, found.surface), (&truth.sport, truth.surface));
            assert_eq!(found.utc_offset_s, truth.utc_offset_s);
            assert_eq!(found.origin_unix_s, truth.origin_unix_s);
            assert_eq!((found.told.rpe_cr10(), found.told.feel_pct()), (Some(6.5), Some(75.0)));
            assert_eq!(found.pauses, truth.pauses);
            for ((name, found), (_, truth)) in found.track.channels().into_iter().zip(truth.track.channels()) {
                assert_eq!(found.is_some(), truth.is_some(), "{name}");
                if found.is_some() {
                    assert!(worst(found, truth) < 1e-6, "{name}");
                }
            }
            let steps = |activity: &Activity| activity.workout.clone().unwrap().steps;
            let ends = |activity: &Activity| {
                steps(activity).into_iter().map(|step| (step.index, step.intensity, step.end)).collect::<Vec<_>>()
            };
            assert_eq!(ends(&found), ends(&truth));
            same_laps(&found, &truth);
            for (found, truth) in found.laps.iter().zip(&truth.laps) {
                assert_eq!((found.trigger, found.intensity), (truth.trigger, truth.intensity));
                assert_eq!(found.step_index, truth.step_index);
            }
        }
    }
}

/// Laps agree to a second: FIT and TCX write their starts in whole seconds.
fn same_laps(left: &Activity, right: &Activity) {
    assert_eq!(left.laps.len(), right.laps.len());
    for (left, right) in left.laps.iter().zip(&right.laps) {
        assert!((left.start_s - right.start_s).abs() <= 1.0, "{left:?} {right:?}");
        assert!((left.end_s - right.end_s).abs() <= 1.0, "{left:?} {right:?}");
        assert!((left.distance_m.unwrap() - right.distance_m.unwrap()).abs() < 0.01);
        assert!((left.timer_s.unwrap() - right.timer_s.unwrap()).abs() < 0.01);
    }
}

#[test]
fn fit_tcx_and_gpx_of_one_outing_agree() {
    let outing = outing(Ease::Walk, Lapping::Hand);
    let fit = read(&fit::activity(&[&outing], fit::FitStyle::default()));
    let tcx = read(tcx::activity(&outing, tcx::TcxStyle::default()).as_bytes());
    let gpx = read(gpx::track(&outing, "3 x 400 m", gpx::GpxStyle::default()).as_bytes());
    for other in [&tcx, &gpx] {
        assert_eq!(other.track.time_s, fit.track.time_s);
        assert_eq!(other.origin_unix_s, fit.origin_unix_s);
        assert_eq!(other.sport, fit.sport);
        // Eight decimals of a degree are a millimetre.
        assert!(worst(other.track.latitude_deg.as_ref(), fit.track.latitude_deg.as_ref()) < 2e-8);
        assert!(worst(other.track.longitude_deg.as_ref(), fit.track.longitude_deg.as_ref()) < 2e-8);
        assert!(worst(other.track.altitude_m.as_ref(), fit.track.altitude_m.as_ref()) < 0.051);
        assert!(worst(other.track.heart_rate_bpm.as_ref(), fit.track.heart_rate_bpm.as_ref()) < 1e-9);
        // Whole strides: up to one step is lost.
        assert!(worst_step_rate(&fit, other) < 1.01);
    }
    assert!(worst(tcx.track.distance_m.as_ref(), fit.track.distance_m.as_ref()) < 0.006);
    assert!(worst(tcx.track.speed_mps.as_ref(), fit.track.speed_mps.as_ref()) < 0.0006);
    assert!(gpx.laps.is_empty());
    same_laps(&tcx, &fit);
}

#[test]
fn both_layouts_of_polar_and_fit_of_one_outing_agree() {
    let outing = outing(Ease::Walk, Lapping::Hand);
    let fit = read(&fit::activity(&[&outing], fit::FitStyle::default()));
    let style = polar::PolarStyle { route_in_utc: true, ..polar::PolarStyle::default() };
    let older = read(polar::older(&[&outing], style).as_bytes());
    let newer = read(polar::newer(&outing, "1", style).as_bytes());
    for other in [&older, &newer] {
        assert_eq!(other.track.time_s, fit.track.time_s);
        assert_eq!(other.origin_unix_s, fit.origin_unix_s);
        assert_eq!((&other.sport, other.utc_offset_s), (&fit.sport, fit.utc_offset_s));
        assert_eq!(
            other.laps.iter().map(|lap| lap.trigger).collect::<Vec<_>>(),
            vec![Some(LapTrigger::Manual); other.laps.len()]
        );
        same_laps(other, &fit);
        assert!(worst(other.track.latitude_deg.as_ref(), fit.track.latitude_deg.as_ref()) < 2e-8);
        assert!(worst(other.track.longitude_deg.as_ref(), fit.track.longitude_deg.as_ref()) < 2e-8);
        // FIT stores fifths of a metre, centimetres and mm/s.
        assert!(worst(other.track.altitude_m.as_ref(), fit.track.altitude_m.as_ref()) < 0.101);
        assert!(worst(other.track.distance_m.as_ref(), fit.track.distance_m.as_ref()) < 0.006);
        assert!(worst(other.track.speed_mps.as_ref(), fit.track.speed_mps.as_ref()) < 0.0006);
        assert!(worst(other.track.heart_rate_bpm.as_ref(), fit.track.heart_rate_bpm.as_ref()) < 1e-9);
        assert!(worst(other.track.step_rate_spm.as_ref(), fit.track.step_rate_spm.as_ref()) < 1.01);
    }
}
