//! Found reps against what really happened: the committed fixtures, and simulated outings by the dozen.

use lastrep::clean::prepare;
use lastrep::formats::read;
use lastrep::model::{Activity, Span, Surface, Track};
use lastrep::segment::{RepSource, RepsFrom, SegmentKind, Structure, WorkoutKind, find};

use crate::cli::{lastrep, put, table};
use crate::common::fixtures::{self, Fixture};
use crate::common::matching;
use crate::common::simulate::activity::to_activity;
use crate::common::simulate::outing::{Kind, outing};
use crate::common::simulate::{
    Ease, Lapping, Length, Place, Plan, Recording, Recovery, Reps, Setting, Simulated, Truth,
};

/// Largest error of an edge that a lap recorded, s. The simulator's slowest finger takes 3.5 s.
const LAP_EDGE_S: f64 = 3.6;

/// Largest error of an edge that the watch itself set at the end of a step, s.
const STEP_EDGE_S: f64 = 1.1;

/// Largest distance between an edge found in some of the records and the edge found in all, s.
const THIN_EDGE_S: f64 = 3.0;

/// Largest error of an edge that is found from the cost of a climb, s. A gradient is taken over 12 s, and the runner slows
/// before the top.
const HILL_EDGE_S: f64 = 10.0;

/// Fixtures without marks that tell the reps: the speed must tell them.
const WITHOUT_MARKS: [&str; 5] = [
    "fit/road-5x1000-no-laps.fit",
    "fit/road-3x8min-auto-km.fit",
    "fit/road-easy-6-strides.fit",
    "gpx/track-6x400-week1.gpx",
    "gpx/track-4x400-paused.gpx",
];

fn structures(fixture: &Fixture, from: RepsFrom) -> Vec<(Activity, Structure)> {
    let bytes = unpacked(fixture);
    let activities = read(&bytes).unwrap().activities;
    let cut = |activity: Activity| {
        let structure = find(&activity, &prepare(&activity), from);
        (activity, structure)
    };
    activities.into_iter().map(cut).collect()
}

fn unpacked(fixture: &Fixture) -> Vec<u8> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    if !fixture.bytes.starts_with(&[0x1F, 0x8B]) {
        return fixture.bytes.clone();
    }
    flate2::read::GzDecoder::new(fixture.bytes.as_slice()).read_to_end(&mut bytes).unwrap();
    bytes
}

/// The fixtures with a truth.
fn known() -> Vec<Fixture> {
    fixtures::all().unwrap().into_iter().filter(|fixture| !fixture.truth.is_empty()).collect()
}

fn spans(truth: &[Truth], kinds: &[SegmentKind]) -> Vec<Span> {
    truth.iter().filter(|stretch| kinds.contains(&stretch.kind)).map(|stretch| stretch.span).collect()
}

fn reps(structures: &[(Activity, Structure)], kind: SegmentKind) -> Vec<Span> {
    let segments = structures.iter().flat_map(|(_, structure)| &structure.segments);
    segments.filter(|segment| segment.kind == kind).map(|segment| segment.span).collect()
}

/// The share of true spans that a found span matches, counted as for the corpus.
fn found_share(truth: &[Span], found: &[Span]) -> f64 {
    matching::pairs(truth, found).len() as f64 / truth.len() as f64
}

#[test]
fn marks_tell_every_rep() {
    for fixture in known() {
        let truth = spans(&fixture.truth, &[SegmentKind::Work]);
        let is_marked = !WITHOUT_MARKS.contains(&fixture.path) && !fixture.path.ends_with(".gpx.gz");
        if truth.is_empty() || !is_marked {
            continue;
        }
        let structures = structures(&fixture, RepsFrom::Auto);
        let found = reps(&structures, SegmentKind::Work);
        assert_eq!(found.len(), truth.len(), "{}", fixture.path);
        let source = structures.last().unwrap().1.source;
        let most = if source == RepSource::Steps { STEP_EDGE_S } else { LAP_EDGE_S };
        for (rep, span) in truth.iter().zip(&found) {
            let off = (span.start_s - rep.start_s).abs().max((span.end_s - rep.end_s).abs());
            assert!(off <= most, "{}: {off:.2} s off at {:.0} s", fixture.path, rep.start_s);
        }
        assert!(![RepSource::Signal, RepSource::None].contains(&source), "{}: {source:?}", fixture.path);
    }
}

/// FIT stores the start of a lap in whole seconds and its length in milliseconds, so the length counts.
#[test]
fn marked_reps_last_as_long_as_the_watch_says() {
    let fixture = known().into_iter().find(|fixture| fixture.path == "fit/track-6x400-week2.fit").unwrap();
    let structures = structures(&fixture, RepsFrom::Auto);
    let (activity, structure) = &structures[0];
    let laps: Vec<f64> = activity
        .laps
        .iter()
        .filter(|lap| lap.distance_m.is_some_and(|metres| (390.0..420.0).contains(&metres)))
        .filter_map(|lap| lap.timer_s)
        .collect();
    let reps: Vec<f64> = structure.reps().map(|rep| rep.timer_s).collect();
    assert_eq!(reps.len(), 6);
    for rep in &reps {
        assert!(laps.iter().any(|lap| (lap - rep).abs() < 0.01), "{rep} s is none of {laps:?}");
    }
    assert!(reps.iter().any(|rep| rep.fract() > 0.05), "{reps:?}");
}

#[test]
fn speed_alone_tells_most_reps() {
    for fixture in known() {
        let truth = spans(&fixture.truth, &[SegmentKind::Work]);
        if truth.is_empty() {
            continue;
        }
        let structures = structures(&fixture, RepsFrom::Signal);
        let found = reps(&structures, SegmentKind::Work);
        let share = found_share(&truth, &found);
        assert_eq!(share, 1.0, "{}", fixture.path);
        assert!(found.len() <= truth.len(), "{}: {} reps for {}", fixture.path, found.len(), truth.len());
        assert!(structures.iter().all(|(_, structure)| structure.source != RepSource::Laps), "{}", fixture.path);
    }
}

#[test]
fn a_run_without_marks_is_cut_by_speed() {
    for fixture in known().iter().filter(|fixture| WITHOUT_MARKS.contains(&fixture.path)) {
        let kind = if fixture.path.contains("strides") { SegmentKind::Stride } else { SegmentKind::Work };
        let truth = spans(&fixture.truth, &[kind]);
        let share = found_share(&truth, &reps(&structures(fixture, RepsFrom::Auto), kind));
        assert_eq!(share, 1.0, "{}", fixture.path);
    }
}

#[test]
fn strides_are_strides_and_steady_is_nothing() {
    let fast = [SegmentKind::Work, SegmentKind::Stride];
    for fixture in known() {
        let structures = structures(&fixture, RepsFrom::Auto);
        let strides = reps(&structures, SegmentKind::Stride).len();
        assert_eq!(strides, spans(&fixture.truth, &[SegmentKind::Stride]).len(), "{}", fixture.path);
        if spans(&fixture.truth, &fast).is_empty() {
            assert_eq!(reps(&structures, SegmentKind::Work).len(), 0, "{}", fixture.path);
        }
        for (activity, structure) in &structures {
            let is_running = !matches!(activity.sport.name(), "cycling");
            assert_eq!(structure.kind == WorkoutKind::NotRunning, !is_running, "{}", fixture.path);
            assert!(is_running || structure.sets.is_empty(), "{}", fixture.path);
        }
    }
}

#[test]
fn segments_cover_every_fixture() {
    for fixture in known() {
        for from in [RepsFrom::Auto, RepsFrom::Laps, RepsFrom::Signal] {
            for (activity, structure) in structures(&fixture, from) {
                assert_covered(&activity, &structure, fixture.path);
            }
        }
    }
}

/// Segments are in order, without gap or overlap, from the first sample to the last, and sets name their own reps.
fn assert_covered(activity: &Activity, structure: &Structure, what: &str) {
    let times = &activity.track.time_s;
    let segments = &structure.segments;
    assert_eq!(segments[0].span.start_s, times[0], "{what}");
    assert_eq!(segments[segments.len() - 1].span.end_s, times[times.len() - 1], "{what}");
    assert!(segments.iter().all(|segment| segment.span.length_s() > 0.0), "{what}");
    assert!(segments.windows(2).all(|pair| pair[0].span.end_s == pair[1].span.start_s), "{what}");
    let mut members: Vec<usize> = structure.sets.iter().flat_map(|set| set.reps.iter().copied()).collect();
    members.sort_unstable();
    let work: Vec<usize> = (0..segments.len()).filter(|&i| segments[i].kind == SegmentKind::Work).collect();
    assert_eq!(members, work, "{what}");
    for (number, set) in structure.sets.iter().enumerate() {
        for (place, &rep) in set.reps.iter().enumerate() {
            assert_eq!((segments[rep].set, segments[rep].rep), (Some(number), Some(place + 1)), "{what}");
        }
    }
}

/// A session that any reader of speed should see: reps clearly faster than a recovery of half a minute or more.
fn session(seed: u64, recording: Recording, lapping: Lapping) -> Simulated {
    let pick = |options: &[f64], salt: u64| {
        options[(seed.wrapping_mul(31).wrapping_add(salt) % options.len() as u64) as usize]
    };
    let metres = pick(&[200.0, 300.0, 400.0, 600.0, 800.0, 1000.0], 1);
    let ease = if seed.is_multiple_of(2) { Ease::Jog } else { Ease::Walk };
    let recovery = Recovery(ease, Length::Time(pick(&[60.0, 75.0, 90.0, 120.0], 2)));
    let count = 4 + (seed % 5) as u32;
    let speed_mps = 4.6 - 0.0006 * metres;
    let reps = Reps { count, length: Length::Distance(metres), speed_mps, fade: 0.015, recovery, closing: false };
    let plan = Plan::named("session").warm_up(600.0).reps(reps).cool_down(420.0);
    let start = 1_775_433_600 + 86_400 * i64::try_from(seed).unwrap();
    Simulated::record(&plan, &Setting { recording, lapping, ..Setting::new(seed, start) })
}

fn steady(seed: u64) -> Simulated {
    let speed_mps = 2.5 + 0.1 * (seed % 13) as f64;
    let plan =
        Plan::named("steady").run(SegmentKind::Other, Length::Time(1500.0 + 240.0 * (seed % 7) as f64), speed_mps);
    let place = if seed.is_multiple_of(2) { Place::Road } else { Place::Oval(1) };
    let lapping = if seed.is_multiple_of(3) { Lapping::Auto(1000.0) } else { Lapping::None };
    Simulated::record(&plan, &Setting { place, lapping, ..Setting::new(seed, 1_775_433_600) })
}

fn cut(activity: &Activity, from: RepsFrom) -> Structure {
    find(activity, &prepare(activity), from)
}

fn work(structure: &Structure) -> Vec<Span> {
    structure.reps().map(|rep| rep.span).collect()
}

#[test]
fn simulated_sessions_are_found() {
    let (mut hits, mut reps, mut false_reps, mut exact) = (0.0, 0.0, 0.0, 0);
    for seed in 0..24 {
        let outing = session(seed, Recording::EverySecond, Lapping::None);
        let truth = spans(&outing.truth, &[SegmentKind::Work]);
        let activity = to_activity(&outing);
        let structure = cut(&activity, RepsFrom::Signal);
        assert_covered(&activity, &structure, &format!("seed {seed}"));
        let found = work(&structure);
        let share = found_share(&truth, &found);
        hits += share * truth.len() as f64;
        reps += truth.len() as f64;
        false_reps += found.len() as f64 - share * truth.len() as f64;
        exact += u32::from(share == 1.0 && found.len() == truth.len());
    }
    assert!(hits / reps >= 0.98 && false_reps / reps <= 0.01, "{hits} of {reps} found, {false_reps} false");
    assert!(exact >= 23, "{exact} of 24 exact");
}

/// Laps pressed by hand, a second late: the count is always right, and the edges are the presses.
#[test]
fn pressed_laps_are_always_right() {
    for seed in 0..24 {
        let recording = if seed % 2 == 0 { Recording::Smart } else { Recording::EverySecond };
        let outing = session(seed, recording, Lapping::Hand);
        let truth = spans(&outing.truth, &[SegmentKind::Work]);
        let activity = to_activity(&outing);
        let found = work(&cut(&activity, RepsFrom::Auto));
        assert_eq!(found.len(), truth.len(), "seed {seed}");
        for (rep, span) in truth.iter().zip(&found) {
            let late = [span.start_s - rep.start_s, span.end_s - rep.end_s];
            assert!(late.iter().all(|late| (-0.6..=LAP_EDGE_S).contains(late)), "seed {seed}: {late:?}");
        }
    }
}

#[test]
fn steady_runs_have_none() {
    for seed in 0..24 {
        let activity = to_activity(&steady(seed));
        let structure = cut(&activity, RepsFrom::Auto);
        assert_eq!(work(&structure), [], "seed {seed}: {}", structure.name);
        assert_covered(&activity, &structure, &format!("steady, seed {seed}"));
        assert_ne!(structure.kind, WorkoutKind::Strides, "seed {seed}");
    }
}

/// The day, and an offset of the clock within the file, change nothing but the clock.
#[test]
fn a_shift_in_time_changes_nothing() {
    for seed in 0..8 {
        let activity = to_activity(&session(seed, Recording::EverySecond, Lapping::Hand));
        for from in [RepsFrom::Auto, RepsFrom::Signal] {
            let here = cut(&activity, from);
            let mut later = activity.clone();
            later.origin_unix_s += 86_400.0 * 30.0;
            assert_eq!(cut(&later, from), here, "seed {seed}: another day");
            let by_s = 3600.0;
            later.track.time_s.iter_mut().for_each(|time| *time += by_s);
            for lap in &mut later.laps {
                lap.start_s += by_s;
                lap.end_s += by_s;
            }
            let there = cut(&later, from);
            assert_eq!(there.name, here.name, "seed {seed}");
            let shifted: Vec<Span> =
                work(&here).iter().map(|span| Span::new(span.start_s + by_s, span.end_s + by_s)).collect();
            let off = |(a, b): (&Span, &Span)| (a.start_s - b.start_s).abs().max((a.end_s - b.end_s).abs());
            assert_eq!(work(&there).len(), shifted.len(), "seed {seed}");
            assert!(work(&there).iter().zip(&shifted).map(off).all(|off| off < 1e-6), "seed {seed}");
        }
    }
}

/// Every other record left out: the same reps, edges within 3 s.
#[test]
fn thinner_records_give_the_same_reps() {
    for seed in 0..8 {
        let activity = to_activity(&session(seed, Recording::EverySecond, Lapping::None));
        let dense = work(&cut(&activity, RepsFrom::Signal));
        let mut thin = activity.clone();
        let last = thin.track.len() - 1;
        thin.track = thin.track.select(&(0..=last).filter(|&i| i % 2 == 0 || i == last).collect::<Vec<_>>());
        let found = work(&cut(&thin, RepsFrom::Signal));
        assert_eq!(found.len(), dense.len(), "seed {seed}");
        for (a, b) in dense.iter().zip(&found) {
            let off = (a.start_s - b.start_s).abs().max((a.end_s - b.end_s).abs());
            assert!(off <= THIN_EDGE_S, "seed {seed}: {off:.1} s");
        }
    }
}

/// With `signal`, the marks change nothing.
#[test]
fn marks_do_not_change_what_speed_tells() {
    for seed in 0..8 {
        let activity = to_activity(&session(seed, Recording::EverySecond, Lapping::Hand));
        let mut bare = activity.clone();
        bare.laps.clear();
        bare.workout = None;
        assert_eq!(cut(&activity, RepsFrom::Signal), cut(&bare, RepsFrom::Signal), "seed {seed}");
        assert_eq!(cut(&bare, RepsFrom::Laps).sets, [], "seed {seed}");
    }
}

/// On a trail the speed follows the ground, and steps and heart do not follow the speed. So hardly any run on a trail is
/// given reps, even if the file does not say that it is on a trail; and a session on a trail keeps its reps.
#[test]
fn on_a_trail_the_body_decides_and_not_the_label() {
    let mut activity = to_activity(&session(3, Recording::EverySecond, Lapping::None));
    let reps = work(&cut(&activity, RepsFrom::Auto));
    activity.surface = Some(Surface::Trail);
    assert_eq!(work(&cut(&activity, RepsFrom::Auto)), reps);
    let called = (0..12).filter(|&seed| {
        let mut run = to_activity(&outing(Kind::Trail, seed));
        run.surface = None;
        !work(&cut(&run, RepsFrom::Signal)).is_empty()
    });
    assert!(called.count() <= 1);
}

/// Six times a minute up a hill of this gradient, more slowly than the jog down.
fn hill_session(seed: u64, gradient: f64) -> Activity {
    let mut plan = Plan::named("hills").warm_up(900.0);
    for _ in 0..6 {
        plan = plan
            .run(SegmentKind::Work, Length::Time(60.0), 2.9)
            .run(SegmentKind::Recovery, Length::Time(8.0), 1.2)
            .run(SegmentKind::Recovery, Length::Time(57.0), 3.05)
            .run(SegmentKind::Recovery, Length::Time(10.0), 1.2);
    }
    let outing = Simulated::record(&plan.cool_down(600.0), &Setting { place: Place::Road, ..Setting::new(seed, 0) });
    let mut activity = to_activity(&outing);
    let track = &mut activity.track;
    let metres = track.distance_m.as_ref().unwrap();
    let slope = |time: f64| {
        let stretch = outing.truth.iter().find(|stretch| stretch.span.start_s <= time && time < stretch.span.end_s);
        match stretch {
            Some(stretch) if stretch.kind == SegmentKind::Work => gradient,
            Some(stretch) if stretch.kind == SegmentKind::Recovery => -gradient,
            _ => 0.0,
        }
    };
    let mut height = 200.0;
    let heights = (0..track.time_s.len()).map(|i| {
        height += slope(track.time_s[i]) * (metres[i] - metres[i.saturating_sub(1)]);
        // A barometer has steps of a fifth of a metre.
        (5.0 * height).round() / 5.0
    });
    track.altitude_m = Some(heights.collect());
    activity
}

/// On a hill, the jog down is as fast as the rep up: only altitude tells the reps.
#[test]
fn hill_reps_are_told_by_the_cost_of_the_climb() {
    for seed in 0..6 {
        let structure = cut(&hill_session(seed, 0.08), RepsFrom::Signal);
        let reps = work(&structure);
        assert_eq!(reps.len(), 6, "seed {seed}: {} ({})", structure.name, structure.reason);
        assert!(structure.reason.contains("hill reps at"), "{}", structure.reason);
        for (number, rep) in reps.iter().enumerate() {
            let start = 900.0 + 135.0 * number as f64;
            let off = [rep.start_s - start, rep.end_s - start - 60.0];
            assert!(off.iter().all(|off| off.abs() <= HILL_EDGE_S), "seed {seed}, rep {number}: {off:?}");
        }
        assert!(!cut(&hill_session(seed, 0.0), RepsFrom::Signal).reason.contains("hill reps"), "seed {seed}");
    }
}

/// Ten-second sprints with minutes of rest are a session; the same length with a minute's rest after a run is strides.
#[test]
fn sprints_are_work_and_strides_are_not() {
    for seed in 0..6 {
        let length = Length::Time(15.0);
        let rest = |seconds| Recovery(Ease::Walk, Length::Time(seconds));
        let reps = |recovery| Reps { count: 6, length, speed_mps: 5.4, fade: 0.0, recovery, closing: true };
        let sprints = Plan::named("sprints").warm_up(900.0).reps(reps(rest(180.0))).cool_down(600.0);
        let strides = Plan::named("strides").warm_up(2400.0).reps(reps(rest(50.0))).cool_down(120.0);
        for (plan, kind) in [(sprints, WorkoutKind::Reps), (strides, WorkoutKind::Strides)] {
            let activity = to_activity(&Simulated::record(&plan, &Setting::new(seed, 0)));
            let structure = cut(&activity, RepsFrom::Signal);
            assert_eq!(structure.kind, kind, "seed {seed}: {} ({})", structure.name, structure.reason);
            assert_eq!(structure.sets.is_empty(), kind == WorkoutKind::Strides);
        }
    }
}

/// Indoors there is no position: distance alone, or the watch's speed alone, tells the reps. Cadence or heart rate alone
/// does not.
#[test]
fn reps_need_distance_position_or_speed_and_no_more() {
    for seed in 0..6 {
        let outing = session(seed, Recording::EverySecond, Lapping::None);
        let truth = spans(&outing.truth, &[SegmentKind::Work]);
        let mut indoors = to_activity(&outing);
        indoors.surface = Some(Surface::Treadmill);
        indoors.track = Track {
            time_s: indoors.track.time_s,
            distance_m: indoors.track.distance_m,
            speed_mps: indoors.track.speed_mps,
            step_rate_spm: indoors.track.step_rate_spm,
            heart_rate_bpm: indoors.track.heart_rate_bpm,
            ..Track::default()
        };
        assert_eq!(work(&cut(&indoors, RepsFrom::Auto)).len(), truth.len(), "seed {seed}: by distance");
        indoors.track.distance_m = None;
        assert_eq!(work(&cut(&indoors, RepsFrom::Auto)).len(), truth.len(), "seed {seed}: by speed");
        indoors.track.speed_mps = None;
        assert!(indoors.track.step_rate_spm.is_some() && indoors.track.heart_rate_bpm.is_some());
        let structure = cut(&indoors, RepsFrom::Auto);
        assert_eq!((structure.kind, work(&structure).len()), (WorkoutKind::Unreadable, 0), "seed {seed}");
        assert_eq!(structure.name, "run without distance, position or speed");
        assert!(structure.reason.starts_with("no distance, position or speed"), "{}", structure.reason);
    }
}

/// One outing as FIT, TCX and GPX has a row for each file, and counts once in the history.
#[test]
fn an_outing_met_thrice_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let week1 = ["fit/track-6x400-week1.fit", "tcx/track-6x400-week1.tcx", "gpx/track-6x400-week1.gpx"];
    let later = ["fit/track-6x400-week2.fit"];
    let fixtures = fixtures::all().unwrap();
    let bytes = |path: &str| &fixtures.iter().find(|fixture| fixture.path == path).unwrap().bytes;
    for (out, paths) in [("thrice", [&week1[..], &later].concat()), ("once", [&week1[..1], &later].concat())] {
        for path in paths {
            put(folder.path(), &format!("{out}/in/{path}"), bytes(path));
        }
        let ran = lastrep(&folder.path().join(out), &["analyze", "in", "--charts", "none"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let rows = |out: &str| table(&folder.path().join(out).join("lastrep-out/workouts.csv"));
    let thrice = rows("thrice");
    assert_eq!(thrice.len(), 4);
    for row in &thrice {
        let is_copy = week1[1..].contains(&row["file"].as_str());
        assert_eq!(row["duplicate_of"], if is_copy { week1[0] } else { "" }, "{}", row["file"]);
        assert_eq!(row["next_workout"].is_empty(), is_copy, "{}", row["file"]);
    }
    let kept: Vec<_> = thrice.into_iter().filter(|row| row["duplicate_of"].is_empty()).collect();
    assert_eq!(kept, rows("once"));
}
