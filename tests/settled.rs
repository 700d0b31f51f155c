//! Files that contradict themselves: each contradiction is settled once, with a note that names both values.

use std::collections::BTreeMap;

use lastrep::clean::{Prepared, prepare, settle};
use lastrep::formats::read;
use lastrep::model::{Activity, LapTrigger, Span, Sport, Surface, Track};
use lastrep::segment::{RepsFrom, Structure, WorkoutKind, find};

use crate::common::simulate::activity::to_activity;
use crate::common::simulate::{Ease, Length, Plan, Recovery, Reps, Setting, Simulated};
use crate::common::write;
use crate::common::write::clock::instant;

const START_UNIX_S: i64 = 1_775_433_600;
/// The reps of every outing here.
const REPS: usize = 4;

fn outing(seed: u64) -> Simulated {
    let recovery = Recovery(Ease::Jog, Length::Time(90.0));
    let reps = Reps { count: 4, length: Length::Time(120.0), speed_mps: 4.4, fade: 0.0, recovery, closing: true };
    let plan = Plan::named("session").warm_up(600.0).reps(reps).cool_down(300.0);
    Simulated::record(&plan, &Setting::new(seed, START_UNIX_S))
}

/// An activity as every command sees it.
struct Seen {
    activity: Activity,
    prepared: Prepared,
    structure: Structure,
}

impl Seen {
    fn of(activity: Activity) -> Self {
        let activity = settle(activity);
        let prepared = prepare(&activity);
        let structure = find(&activity, &prepared, RepsFrom::Auto);
        Self { activity, prepared, structure }
    }

    fn metres(&self) -> f64 {
        self.prepared.uniform.distance_m.last().copied().unwrap_or(f64::NAN)
    }

    fn lasted_s(&self) -> f64 {
        let times = &self.prepared.track.time_s;
        self.prepared.timer_s(Span::new(times[0], times[times.len() - 1]))
    }

    fn note(&self, part: &str) -> bool {
        self.activity.notes.iter().any(|note| note.text.contains(part))
    }

    fn notes(&self) -> Vec<&str> {
        self.activity.notes.iter().map(|note| note.text.as_str()).collect()
    }
}

/// The faulty outing must be analysed like the sound one.
fn assert_like(seed: u64, fault: impl Fn(&mut Activity), note: &str) -> Seen {
    let sound = Seen::of(to_activity(&outing(seed)));
    let mut faulty = to_activity(&outing(seed));
    fault(&mut faulty);
    let seen = Seen::of(faulty);
    assert!(seen.note(note), "{note}: {:?}", seen.notes());
    assert_eq!(seen.structure.reps().count(), REPS, "{note}: {}", seen.structure.reason);
    assert!((seen.metres() - sound.metres()).abs() < 0.01 * sound.metres(), "{note}: {} m", seen.metres());
    assert!((seen.lasted_s() - sound.lasted_s()).abs() < 20.0, "{note}: {} s", seen.lasted_s());
    seen
}

/// Moves all times of the clock from a time on.
fn set_clock(activity: &mut Activity, from_s: f64, by_s: f64) {
    let moved = |time: f64| if time >= from_s { time + by_s } else { time };
    activity.track.time_s.iter_mut().for_each(|time| *time = moved(*time));
    for lap in &mut activity.laps {
        let length_s = lap.end_s - lap.start_s;
        lap.start_s = moved(lap.start_s);
        lap.end_s = lap.start_s + length_s;
    }
}

/// Drops the samples outside a condition on their time.
fn keep(track: &mut Track, condition: impl Fn(f64) -> bool) {
    let rows: Vec<usize> = (0..track.len()).filter(|&i| condition(track.time_s[i])).collect();
    *track = track.select(&rows);
}

#[test]
fn a_sound_outing_is_left_as_it_is() {
    for seed in 0..8 {
        let activity = to_activity(&outing(seed));
        assert_eq!(settle(activity.clone()), activity);
    }
}

#[test]
fn a_clock_that_was_set_in_the_run_is_stitched() {
    for (seed, from_s, by_s) in [
        (1, 700.0, -300.0),
        (2, 150.0, -3600.0),
        (3, 900.0, 3600.0),
        (4, 400.0, 300.0),
        (5, 800.0, 20.0 * 86_400.0),
        (6, 800.0, -20.0 * 86_400.0),
    ] {
        let seen = assert_like(seed, |activity| set_clock(activity, from_s, by_s), "the clock was set");
        let times = &seen.activity.track.time_s;
        assert!(times.windows(2).all(|pair| pair[1] > pair[0] && pair[1] - pair[0] < 60.0));
    }
}

/// A TCX whose times are shifted from a second on: those of trackpoints and, if asked, those of laps.
fn restamped(text: &str, from_s: i64, by_s: i64, laps_too: bool) -> String {
    let second_of: BTreeMap<String, i64> = (0..3600).map(|second| (instant(START_UNIX_S + second), second)).collect();
    let piece = |piece: &str| {
        let at = piece.len().saturating_sub(instant(START_UNIX_S).len());
        let second = piece.get(at..).and_then(|time| second_of.get(time)).filter(|second| **second >= from_s);
        let head = piece.get(..at).unwrap_or_default();
        match second {
            Some(second) if laps_too || head.ends_with("<Time>") => {
                format!("{head}{}", instant(START_UNIX_S + second + by_s))
            }
            _ => piece.to_owned(),
        }
    };
    text.split_inclusive('Z').map(piece).collect()
}

#[test]
fn a_clock_set_back_in_a_tcx_is_stitched() {
    let text = write::tcx::activity(&outing(23), write::tcx::TcxStyle::default());
    let read_one = |text: &str| read(text.as_bytes()).unwrap().activities.remove(0);
    let sound = Seen::of(read_one(&text));
    for (from_s, by_s, laps_too) in
        [(700, -300, false), (700, -300, true), (900, -3600, true), (900, -3600, false), (640, -45, true)]
    {
        let seen = Seen::of(read_one(&restamped(&text, from_s, by_s, laps_too)));
        let what = format!("{from_s} {by_s} {laps_too}: {:?}", seen.notes());
        assert!(seen.note("the clock was set back"), "{what}");
        assert_eq!(seen.structure.reps().count(), REPS, "{what}: {}", seen.structure.reason);
        assert!((seen.metres() - sound.metres()).abs() < 0.01 * sound.metres(), "{what}: {} m", seen.metres());
        assert!((seen.lasted_s() - sound.lasted_s()).abs() < 20.0, "{what}: {} s", seen.lasted_s());
    }
}

#[test]
fn a_clock_set_back_is_stitched_by_the_way_where_nobody_counted() {
    let bare = |activity: &mut Activity| {
        set_clock(activity, 700.0, -300.0);
        (activity.elapsed_s, activity.timer_s, activity.distance_m) = (None, None, None);
        activity.laps.clear();
    };
    assert_like(7, bare, "the clock was set back");
}

#[test]
fn a_long_stop_is_no_clock_that_was_set() {
    let mut stopped = to_activity(&outing(8));
    set_clock(&mut stopped, 800.0, 3600.0);
    stopped.pauses.push(Span::new(799.0, 4400.0));
    stopped.elapsed_s = stopped.elapsed_s.map(|elapsed| elapsed + 3600.0);
    let settled = settle(stopped.clone());
    assert_eq!(settled.track.time_s, stopped.track.time_s);
}

#[test]
fn samples_of_the_day_before_are_left_out() {
    let stale = |activity: &mut Activity| {
        let track = &mut activity.track;
        *track = track.select(&[0, 1, 2].into_iter().chain(0..track.len()).collect::<Vec<_>>());
        for row in 0..3 {
            track.time_s[row] -= 20.0 * 3600.0;
        }
    };
    let seen = assert_like(9, stale, "3 first samples left out");
    assert_eq!(seen.activity.track.time_s[0], 0.0);
}

#[test]
fn a_total_that_the_records_contradict_counts_nowhere() {
    for (metres, seconds) in [(Some(600_000.0), None), (Some(21_709_000.0), Some(4_204_800.0)), (Some(300.0), None)] {
        let glitch = |activity: &mut Activity| {
            activity.distance_m = metres;
            activity.timer_s = seconds.or(activity.timer_s);
        };
        assert_like(10, glitch, "the records count");
    }
}

#[test]
fn a_treadmill_distance_set_by_hand_scales_everything() {
    for factor in [0.81, 1.09] {
        let mut run = to_activity(&outing(11));
        let before = Seen::of(run.clone()).metres();
        (run.track.latitude_deg, run.track.longitude_deg) = (None, None);
        run.surface = Some(Surface::Treadmill);
        let laps = run.laps.clone();
        run.distance_m = run.distance_m.map(|metres| metres * factor);
        let seen = Seen::of(run);
        assert!(seen.note("distance set after the run"), "{:?}", seen.notes());
        assert!((seen.metres() / before - factor).abs() < 0.005, "{} for {before}", seen.metres());
        assert!((seen.activity.laps[1].distance_m.unwrap() / laps[1].distance_m.unwrap() - factor).abs() < 0.005);
    }
}

#[test]
fn a_counter_that_positions_and_laps_contradict_gives_way() {
    for factor in [1.11, 0.75] {
        let off = |activity: &mut Activity| {
            activity.track.distance_m.iter_mut().flatten().for_each(|metres| *metres *= factor);
        };
        assert_like(12, off, "positions");
    }
    // A session total that nothing else confirms is not believed.
    let mut short = to_activity(&outing(12));
    short.distance_m = short.distance_m.map(|metres| 0.75 * metres);
    let before = Seen::of(to_activity(&outing(12))).metres();
    assert!((Seen::of(short).metres() - before).abs() < 1.0);
}

#[test]
fn records_of_a_part_are_completed_by_the_laps() {
    let sparse = |activity: &mut Activity| keep(&mut activity.track, |time| time < 500.0);
    assert_like(13, sparse, "records cover 8 min of");
    let mut alone = to_activity(&outing(13));
    sparse(&mut alone);
    alone.laps.clear();
    let seen = Seen::of(alone);
    assert!(seen.note("the rest is not known"), "{:?}", seen.notes());
}

#[test]
fn a_last_rep_that_ended_with_stop_ends_there() {
    let end_s = outing(14).laps.iter().rev().nth(2).unwrap().end_s;
    for wait_s in [0.0, 150.0, 900.0] {
        let mut stopped = to_activity(&outing(14));
        keep(&mut stopped.track, |time| time <= end_s);
        stopped.laps.retain(|lap| lap.end_s <= end_s);
        let last = stopped.laps.last_mut().unwrap();
        last.trigger = Some(LapTrigger::SessionEnd);
        last.end_s += wait_s;
        (stopped.timer_s, stopped.elapsed_s) = (Some(end_s), Some(end_s + wait_s));
        stopped.distance_m = stopped.laps.iter().map(|lap| lap.distance_m).sum();
        let seen = Seen::of(stopped);
        let rep = seen.structure.reps().last().unwrap().span;
        assert!((rep.end_s - end_s).abs() < 2.5, "{wait_s}: {rep:?}, {end_s}, {}", seen.structure.reason);
        assert_eq!(seen.note("after STOP"), wait_s > 30.0);
    }
}

/// A way at one speed, with or without steps, added before or after an outing.
fn with_ride(seed: u64, before: bool, pieces: &[(usize, f64)], counts_steps: bool) -> Activity {
    let mut activity = to_activity(&outing(seed));
    activity.laps.clear();
    let track = &mut activity.track;
    let ridden: Vec<f64> = pieces.iter().flat_map(|&(seconds, speed)| vec![speed; seconds]).collect();
    let (count, run) = (ridden.len(), track.len());
    let way: f64 = ridden.iter().sum();
    let still = vec![if before { 0 } else { run - 1 }; count];
    let rows: Vec<usize> =
        if before { still.into_iter().chain(0..run).collect() } else { (0..run).chain(still).collect() };
    *track = track.select(&rows);
    let first = if before { 0 } else { run };
    track.time_s = (0..count + run).map(|second| second as f64).collect();
    let mut metres = if before { 0.0 } else { track.distance_m.as_ref().unwrap()[run - 1] };
    let (north, east) = (track.latitude_deg.as_ref().unwrap()[first], track.longitude_deg.as_ref().unwrap()[first]);
    for (at, speed) in ridden.iter().enumerate() {
        let away_m = if before { way - metres } else { metres };
        let base = if before { 0.0 } else { track.distance_m.as_ref().unwrap()[run - 1] };
        track.latitude_deg.as_mut().unwrap()[first + at] = north + (away_m - base) / 111_195.0;
        track.longitude_deg.as_mut().unwrap()[first + at] = east;
        metres += speed;
        track.distance_m.as_mut().unwrap()[first + at] = metres;
        track.step_rate_spm.as_mut().unwrap()[first + at] = f64::NAN;
    }
    if before {
        track.distance_m.as_mut().unwrap()[count..].iter_mut().for_each(|metres| *metres += way);
    }
    if !counts_steps {
        track.step_rate_spm = None;
    }
    (activity.elapsed_s, activity.timer_s, activity.distance_m) = (None, None, None);
    activity
}

#[test]
fn a_ride_home_or_to_the_track_is_cut_and_not_averaged() {
    let run = Seen::of({
        let mut run = to_activity(&outing(15));
        run.laps.clear();
        run
    });
    let car: &[(usize, f64)] = &[(60, 0.0), (40, 7.0), (240, 14.0), (40, 0.0), (200, 11.0), (60, 4.0), (30, 0.0)];
    let bus: &[(usize, f64)] = &[(60, 0.0), (90, 8.0), (25, 0.0), (120, 10.5), (25, 0.0), (90, 8.5), (30, 0.0)];
    let bike: &[(usize, f64)] = &[(30, 0.0), (600, 5.5), (60, 0.0)];
    for (what, ride, before, counts_steps) in [
        ("car after", car, false, true),
        ("car after, no steps counted", car, false, false),
        ("car before", car, true, true),
        ("bus after", bus, false, true),
        ("bus before, no steps counted", bus, true, false),
        ("bike after", bike, false, true),
        ("bike before", bike, true, true),
    ] {
        let seen = Seen::of(with_ride(15, before, ride, counts_steps));
        assert!(seen.note("a ride cut out"), "{what}: {:?}", seen.notes());
        assert!((seen.metres() - run.metres()).abs() < 0.05 * run.metres(), "{what}: {} m", seen.metres());
        assert!((seen.lasted_s() - run.lasted_s()).abs() < 200.0, "{what}: {} s", seen.lasted_s());
        assert_eq!(seen.structure.reps().count(), REPS, "{what}: {}", seen.structure.reason);
    }
}

/// The heart rate of a runner who sits down: it falls to 95 bpm within a few minutes.
fn seat(activity: &mut Activity, from: usize) {
    let beats = activity.track.heart_rate_bpm.as_mut().unwrap();
    let before = beats[from - 1];
    for (second, beat) in beats[from..].iter_mut().enumerate() {
        *beat = 95.0 + (before - 95.0) * (-(second as f64) / 60.0).exp();
    }
}

#[test]
fn a_bus_in_town_is_told_by_the_heart_where_no_steps_are_counted() {
    let mut run = to_activity(&outing(24));
    run.laps.clear();
    let (begins, run) = (run.track.len(), Seen::of(run));
    let bus: Vec<(usize, f64)> = [(60, 0.0)].into_iter().chain([(110, 6.0), (20, 0.0)].repeat(8)).collect();
    let mut ridden = with_ride(24, false, &bus, false);
    seat(&mut ridden, begins);
    let seen = Seen::of(ridden);
    assert!(seen.note("a ride cut out"), "{:?}", seen.notes());
    assert!((seen.metres() - run.metres()).abs() < 50.0, "{} m of {}", seen.metres(), run.metres());
    assert_eq!(seen.structure.reps().count(), REPS, "{}", seen.structure.reason);
    // The same way with the heart rate of a runner, and an even run with a strap that slips.
    let run_on = with_ride(24, false, &bus, false);
    assert!(!Seen::of(run_on).note("a ride"));
    let mut slipped = with_ride(24, false, &[(1_200, 3.4)], false);
    seat(&mut slipped, begins);
    assert!(!Seen::of(slipped).note("a ride"));
}

#[test]
fn a_ride_between_two_runs_is_a_stop() {
    let mut first = with_ride(16, false, &[(40, 0.0), (300, 12.0), (40, 0.0)], true);
    let second = to_activity(&outing(17)).track;
    let (offset_s, offset_m) = (first.track.len() as f64, *first.track.distance_m.as_ref().unwrap().last().unwrap());
    first.track.time_s.extend(second.time_s.iter().map(|time| time + offset_s));
    for (name, (column, more)) in [
        ("distance", (&mut first.track.distance_m, second.distance_m)),
        ("steps", (&mut first.track.step_rate_spm, second.step_rate_spm)),
    ] {
        let shift = if name == "distance" { offset_m } else { 0.0 };
        column.as_mut().unwrap().extend(more.unwrap().iter().map(|value| value + shift));
    }
    first.track = Track {
        time_s: first.track.time_s,
        distance_m: first.track.distance_m,
        step_rate_spm: first.track.step_rate_spm,
        ..Track::default()
    };
    let alone = |seed| Seen::of(to_activity(&outing(seed))).metres();
    let seen = Seen::of(first);
    assert!((seen.metres() - alone(16) - alone(17)).abs() < 100.0, "{}", seen.metres());
    assert_eq!(seen.structure.reps().count(), 2 * REPS);
}

#[test]
fn fast_running_is_no_ride() {
    let jog = |seconds: f64| Recovery(Ease::Walk, Length::Time(seconds));
    let reps =
        |count, length, speed_mps| Reps { count, length, speed_mps, fade: 0.0, recovery: jog(180.0), closing: true };
    for (what, reps) in [
        ("200 m of the world's best", reps(6, Length::Distance(200.0), 10.4)),
        ("sprints down a hill", reps(10, Length::Time(15.0), 11.0)),
        ("400 m in 44 s", reps(4, Length::Distance(400.0), 9.1)),
        ("a mile down a road", reps(1, Length::Distance(1609.0), 7.9)),
        ("5 km in 12:36", reps(1, Length::Distance(5000.0), 6.61)),
    ] {
        for counts_steps in [true, false] {
            let plan = Plan::named(what).warm_up(900.0).reps(reps).cool_down(600.0);
            let mut run = to_activity(&Simulated::record(&plan, &Setting::new(18, START_UNIX_S)));
            if !counts_steps {
                run.track.step_rate_spm = None;
            }
            assert_eq!(settle(run.clone()), run, "{what}");
        }
    }
}

#[test]
fn a_jump_of_the_position_is_no_ride() {
    let mut run = to_activity(&outing(19));
    run.track.distance_m.as_mut().unwrap()[900..].iter_mut().for_each(|metres| *metres += 900.0);
    assert!(!Seen::of(run).note("ride"));
}

#[test]
fn a_ride_called_a_run_is_none() {
    let mut ride = with_ride(20, false, &[(1800, 8.5), (120, 12.0), (1500, 8.0)], false);
    let last = ride.track.len();
    keep(&mut ride.track, |time| time >= last as f64 - 3420.0);
    let seen = Seen::of(ride);
    assert_eq!(seen.structure.kind, WorkoutKind::NotRunning);
    assert!(seen.note("moves like a ride"), "{:?}", seen.notes());
}

#[test]
fn a_ride_is_told_by_its_pedals() {
    let pedalled = |rate: f64| {
        let mut ride = with_ride(23, false, &[(1800, 5.4)], false);
        let last = ride.track.len();
        keep(&mut ride.track, |time| time >= last as f64 - 1800.0);
        ride.track.step_rate_spm = Some(vec![rate; ride.track.len()]);
        Seen::of(ride)
    };
    let ride = pedalled(116.0);
    assert_eq!(ride.structure.kind, WorkoutKind::NotRunning);
    assert!(ride.note("pedals"), "{:?}", ride.notes());
    for rate in [95.0, 190.0] {
        assert!(!pedalled(rate).note("pedals"), "{rate} is the cadence of a fast runner");
    }
}

/// A GPX run with another word for its sport.
fn called(word: &str) -> Activity {
    let text = write::gpx::track(&outing(21), "Run", write::gpx::GpxStyle::default());
    let text = text.replace("<type>running</type>", &format!("<type>{word}</type>"));
    read(text.as_bytes()).unwrap().activities.remove(0)
}

#[test]
fn an_unknown_label_is_judged_by_how_it_moves() {
    for word in [
        "\u{6237}\u{5916}\u{8dd1}\u{6b65}",
        "Laufen",
        "course \u{e0} pied",
        "carrera",
        "ko\u{15f}u",
        "b\u{11b}h",
        "Other",
        "Training",
        "\u{2603}",
    ] {
        let seen = Seen::of(called(word));
        assert_eq!(seen.structure.reps().count(), REPS, "{word}: {}", seen.structure.reason);
    }
    for word in ["Rowing", "\u{9a91}\u{884c}", "Radfahren", "inline skating", "Langlauf"] {
        assert_eq!(Seen::of(called(word)).structure.kind, WorkoutKind::NotRunning, "{word}");
    }
    let mut stroke = called("Other");
    stroke.track.step_rate_spm.iter_mut().flatten().for_each(|rate| *rate = 24.0);
    assert_eq!(Seen::of(stroke).structure.kind, WorkoutKind::NotRunning, "24 strokes a minute");
}

#[test]
fn cadence_is_told_by_evidence_at_any_speed() {
    let slow = |rate: f64, speed: f64, sport: Sport| {
        let mut run = Activity::new(lastrep::model::Format::Gpx);
        run.sport = sport;
        run.track.time_s = (0..600).map(f64::from).collect();
        run.track.distance_m = Some((0..600).map(|second| speed * f64::from(second)).collect());
        run.track.step_rate_spm = Some((0..600).map(|second| rate + f64::from(second % 3)).collect());
        prepare(&run).track.step_rate_spm.unwrap()[300]
    };
    assert_eq!(slow(80.0, 1.87, Sport::Running), 160.0);
    assert_eq!(slow(160.0, 1.87, Sport::Running), 160.0);
    assert_eq!(slow(300.0, 1.87, Sport::Running), 150.0);
    assert_eq!(slow(84.0, 2.8, Sport::Running), 168.0);
    assert_eq!(slow(54.0, 1.4, Sport::Walking), 108.0);
    assert_eq!(slow(108.0, 1.4, Sport::Walking), 108.0);
    let mut hurried = Activity::new(lastrep::model::Format::Gpx);
    hurried.sport = Sport::Walking;
    hurried.track.time_s = (0..600).map(f64::from).collect();
    // Half a minute of a walk looks like running: the satellites jump, or the walker catches a train.
    hurried.track.distance_m =
        Some((0..600).map(|s| 1.4 * f64::from(s) + 1.5 * f64::from(s.clamp(100, 130))).collect());
    hurried.track.step_rate_spm = Some(vec![117.0; 600]);
    assert_eq!(prepare(&hurried).track.step_rate_spm.unwrap()[300], 117.0, "a walk's steps stay steps");
}

#[test]
fn decimal_commas_are_read() {
    let text = write::gpx::track(&outing(22), "Run", write::gpx::GpxStyle::default());
    let sound = Seen::of(read(text.as_bytes()).unwrap().activities.remove(0));
    let comma: Vec<String> =
        text.split_inclusive('>')
            .map(|part| {
                if part.contains("lat=") || part.ends_with("</ele>") { part.replace('.', ",") } else { part.to_owned() }
            })
            .collect();
    let seen = Seen::of(read(comma.concat().as_bytes()).unwrap().activities.remove(0));
    assert_eq!((seen.metres(), seen.structure.name.as_str()), (sound.metres(), sound.structure.name.as_str()));
}
