//! What must hold of found reps in any outing, tested on hundreds of simulated outings of every kind.

use lastrep::clean::prepare;
use lastrep::model::{Activity, Span};
use lastrep::segment::{RepLength, RepsFrom, SegmentKind, Structure, find};
use rayon::prelude::*;

use crate::common::matching::pairs;
use crate::common::simulate::Simulated;
use crate::common::simulate::activity::to_activity;
use crate::common::simulate::outing::{Kind, calm_outing, outing};

fn work(activity: &Activity, from: RepsFrom) -> Vec<Span> {
    find(activity, &prepare(activity), from).reps().map(|rep| rep.span).collect()
}

fn truth(outing: &Simulated) -> Vec<Span> {
    let reps = outing.truth.iter().filter(|truth| truth.kind == SegmentKind::Work);
    reps.map(|truth| truth.span).collect()
}

/// A result for each kind and seed, in order.
fn each<T: Send>(kinds: &[Kind], seeds: u64, of: impl Fn(Kind, u64) -> T + Sync) -> Vec<T> {
    let all: Vec<(Kind, u64)> = kinds.iter().flat_map(|&kind| (0..seeds).map(move |seed| (kind, seed))).collect();
    all.into_par_iter().map(|(kind, seed)| of(kind, seed)).collect()
}

/// Sessions whose reps any reader of speed should see: reps of one length, from 30 s to 20 min, on level ground.
const ORDINARY: [Kind; 14] = [
    Kind::EqualReps,
    Kind::Treadmill,
    Kind::LongThreshold,
    Kind::SmartShort,
    Kind::Walked,
    Kind::Jogged,
    Kind::Stood,
    Kind::TimerStopped,
    Kind::FastJogs,
    Kind::DirectEdges,
    Kind::NoWarmUp,
    Kind::FalseStarts,
    Kind::NoDistance,
    Kind::NoPosition,
];

/// Outings of a kind: some hundreds in all, and fewer where the simulator is not optimised and takes minutes for them.
const SEEDS: u64 = if cfg!(debug_assertions) { 2 } else { 8 };

/// At modest noise, the least share of reps that are found, and the largest share of found reps that are false. Not all are
/// found, because step rate, heart rate and amount decide, too, whether there is a session: three long reps that fill the
/// whole outing may be none.
const FOUND: f64 = 0.98;
const FALSE: f64 = 0.005;

#[test]
fn at_modest_noise_the_reps_of_ordinary_sessions_are_found() {
    let counts = each(&ORDINARY, SEEDS, |kind, seed| {
        let outing = calm_outing(kind, seed);
        let (truth, found) = (truth(&outing), work(&to_activity(&outing), RepsFrom::Signal));
        let hits = pairs(&truth, &found).len();
        (truth.len(), hits, found.len() - hits)
    });
    let sum = |of: fn(&(usize, usize, usize)) -> usize| counts.iter().map(of).sum::<usize>();
    let (reps, hits, false_reps) = (sum(|one| one.0), sum(|one| one.1), sum(|one| one.2));
    assert!(hits as f64 >= FOUND * reps as f64, "{hits} of {reps}: {counts:?}");
    assert!(false_reps as f64 <= FALSE * reps as f64, "{false_reps} false for {reps}: {counts:?}");
}

/// The least share of sessions, of those of one length that are read as one set, that are named by the intended length.
const NAMED: f64 = 0.92;

/// Names need more outings than reps do: each has but one.
const NAMED_SEEDS: u64 = 4 * SEEDS;

/// The largest relative error of a measured distance that still becomes the intended one, the nearest distance that runners
/// write.
const MEASURED: f64 = 0.045;

/// The length of the reps of a session of one length. It is a time if the reps lasted equally long to a tenth of a second.
fn meant(outing: &Simulated) -> RepLength {
    let reps = || outing.truth.iter().filter(|truth| truth.kind == SegmentKind::Work);
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let seconds = middle(reps().map(|rep| rep.span.length_s()).collect());
    let on_time = reps().filter(|rep| (rep.span.length_s() - seconds).abs() < 0.11).count();
    // One rep in some may have been cut short.
    if 3 * on_time > 2 * reps().count() {
        RepLength::Time(seconds)
    } else {
        RepLength::Distance(middle(reps().map(|rep| rep.distance_m).collect()))
    }
}

/// Whether the only set of a structure has this length.
fn is_named(structure: &Structure, meant: RepLength) -> bool {
    match (structure.sets[0].length, meant) {
        (RepLength::Time(found), RepLength::Time(seconds)) => (found - seconds).abs() < 0.5,
        (RepLength::Distance(found), RepLength::Distance(metres)) => (found / metres - 1.0).abs() < MEASURED,
        _ => false,
    }
}

/// The message about a session that is named by another length than the intended one.
fn misnamed(kind: Kind, seed: u64, structure: &Structure, meant: RepLength) -> String {
    format!("{}, seed {seed}: {:?} meant, {:?} read", kind.name(), meant, structure.sets[0].length)
}

#[test]
fn reps_are_named_by_what_was_meant() {
    const EVIDENCE: [RepsFrom; 2] = [RepsFrom::Auto, RepsFrom::Signal];
    let named = each(&ORDINARY, NAMED_SEEDS, |kind, seed| {
        let outing = outing(kind, seed);
        let (activity, meant) = (to_activity(&outing), meant(&outing));
        let prepared = prepare(&activity);
        EVIDENCE.map(|from| {
            let structure = find(&activity, &prepared, from);
            let is_read = structure.sets.len() == 1 && structure.sets[0].reps.len() == truth(&outing).len();
            is_read.then(|| (!is_named(&structure, meant)).then(|| misnamed(kind, seed, &structure, meant)))
        })
    });
    for (at, from) in EVIDENCE.into_iter().enumerate() {
        let read = named.iter().filter_map(|both| both[at].as_ref()).count();
        let wrong: Vec<&str> = named.iter().filter_map(|both| both[at].as_ref()?.as_deref()).collect();
        assert!(
            wrong.len() as f64 <= (1.0 - NAMED) * read as f64,
            "{from:?}: {} of {read} misnamed\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}

/// Sets that are read together hold all reps in order, two or more in each set; and some outings have such sets.
#[test]
fn reading_sets_together_loses_no_rep() {
    let kinds: Vec<Kind> = Kind::all().collect();
    let together = each(&kinds, SEEDS / 2, |kind, seed| {
        let activity = to_activity(&outing(kind, seed));
        let structure = find(&activity, &prepare(&activity), RepsFrom::Auto);
        let is_rep = |index: &usize| structure.segments[*index].kind == SegmentKind::Work;
        let reps: Vec<usize> = (0..structure.segments.len()).filter(is_rep).collect();
        structure.together().map(|all| {
            assert_eq!(all.set.reps, reps, "{}, seed {seed}", kind.name());
            assert_eq!(all.sizes.iter().sum::<usize>(), reps.len());
            assert!(all.sizes.len() >= 2 && all.sizes.iter().all(|size| *size >= 2), "{:?}", all.sizes);
        })
    });
    assert!(together.iter().flatten().count() > 0);
}

/// The hour on the watch's clock says nothing about reps, whatever the kind, the noise and the evidence.
#[test]
fn a_shift_in_time_shifts_the_reps() {
    const BY_S: f64 = 5400.0;
    let kinds: Vec<Kind> = Kind::all().collect();
    let wrong = each(&kinds, SEEDS / 2, |kind, seed| {
        let here = to_activity(&outing(kind, seed));
        let there = shifted(&here, BY_S);
        [RepsFrom::Auto, RepsFrom::Signal].into_iter().find_map(|from| {
            let (before, after) = (work(&here, from), work(&there, from));
            let same = |(a, b): (&Span, &Span)| {
                (b.start_s - a.start_s - BY_S).abs() < 1e-6 && (b.end_s - a.end_s - BY_S).abs() < 1e-6
            };
            let is_same = before.len() == after.len() && before.iter().zip(&after).all(same);
            (!is_same).then(|| format!("{}, seed {seed}, {from:?}: {before:?}, then {after:?}", kind.name()))
        })
    });
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn shifted(activity: &Activity, by_s: f64) -> Activity {
    let mut later = activity.clone();
    later.origin_unix_s += 86_400.0;
    later.track.time_s.iter_mut().for_each(|time| *time += by_s);
    for lap in &mut later.laps {
        lap.start_s += by_s;
        lap.end_s += by_s;
    }
    for pause in &mut later.pauses {
        *pause = Span::new(pause.start_s + by_s, pause.end_s + by_s);
    }
    later
}

/// Every second or third record of a session gives the same reps as all records.
#[test]
fn resampling_does_not_change_the_reps() {
    let changed = each(&ORDINARY, SEEDS, |kind, seed| {
        let activity = to_activity(&calm_outing(kind, seed));
        let dense = work(&activity, RepsFrom::Signal);
        let thin = work(&thinned(&activity, 2 + seed as usize % 2), RepsFrom::Signal);
        let is_same = thin.len() == dense.len() && pairs(&dense, &thin).len() == dense.len();
        (!is_same).then(|| format!("{}, seed {seed}: {dense:?}, then {thin:?}", kind.name()))
    });
    let changed: Vec<String> = changed.into_iter().flatten().collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// Every `each`-th record, and the last.
fn thinned(activity: &Activity, each: usize) -> Activity {
    let mut thin = activity.clone();
    let last = thin.track.len() - 1;
    thin.track = thin.track.select(&(0..=last).filter(|&i| i % each == 0 || i == last).collect::<Vec<_>>());
    thin
}

fn with_reps(kind: Kind, seeds: u64, make: fn(Kind, u64) -> Simulated) -> Vec<String> {
    let found = each(&[kind], seeds, |kind, seed| {
        let activity = to_activity(&make(kind, seed));
        let found = [RepsFrom::Auto, RepsFrom::Signal].map(|from| work(&activity, from).len());
        (found != [0, 0]).then(|| format!("{}, seed {seed}: {found:?}", kind.name()))
    });
    found.into_iter().flatten().collect()
}

#[test]
fn steady_runs_have_no_reps() {
    for make in [calm_outing, outing] {
        let found = with_reps(Kind::Steady, 5 * SEEDS, make);
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn rides_have_no_reps() {
    let found = with_reps(Kind::Ride, SEEDS, outing);
    assert!(found.is_empty(), "{found:?}");
}
