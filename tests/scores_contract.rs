//! What each score promises: what it needs matters, what it does not need does not, and below its minimum it is silent.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use lastrep::clean::prepare;
use lastrep::model::{Activity, Channel};
use lastrep::scores::{SCORES, Score, ScoreContext, SetCard, evaluate};
use lastrep::segment::{RepsFrom, find};

use crate::cli::{lastrep, table};
use crate::common::activity::to_activity;
use crate::common::simulate::{EVERYTHING, Ease, Lapping, Length, Place, Plan, Recovery, Reps, Setting, Simulated};
use crate::testdata::root;

/// The scores that rest on pace alone.
const PACE: [&str; 5] = ["pace_consistency", "fade", "fade_theil_sen", "last_rep_change", "last_rep_z"];

/// Reps of a minute and a half on a road under a plan: nothing is snapped, everything is measured.
fn session(count: u32) -> Activity {
    let recovery = Recovery(Ease::Jog, Length::Time(90.0));
    let length = Length::Time(96.0);
    let reps = Reps { count, length, speed_mps: 4.1, fade: 0.02, recovery, closing: true };
    let plan = Plan::named("session").warm_up(480.0).reps(reps).cool_down(300.0);
    let setting = Setting { place: Place::Road, lapping: Lapping::Steps, sensors: EVERYTHING, ..Setting::new(11, 0) };
    to_activity(&Simulated::record(&plan, &setting))
}

const FELT: ScoreContext =
    ScoreContext { hr_max_bpm: Some(190.0), hr_rest_bpm: Some(50.0), rpe_cr10: Some(7.0), reps_in_reserve: Some(2.0) };

fn card(activity: &Activity, context: &ScoreContext) -> Option<SetCard> {
    let prepared = prepare(activity);
    let structure = find(activity, &prepared, RepsFrom::Auto);
    evaluate(activity, &prepared, &structure, context).main_set().cloned()
}

/// Every score by its name.
fn scores(activity: &Activity, context: &ScoreContext) -> BTreeMap<&'static str, Score> {
    let card = card(activity, context).unwrap();
    card.scores().into_iter().map(|(name, score)| (name, score.clone())).collect()
}

/// The scores that differ between two readings.
fn changed(before: &BTreeMap<&'static str, Score>, after: &BTreeMap<&'static str, Score>) -> Vec<&'static str> {
    SCORES.iter().map(|info| info.id).filter(|id| before[id] != after[id]).collect()
}

fn with_channel(activity: &Activity, name: &str, change: impl Fn(&mut Option<Channel>)) -> Activity {
    let mut changed = activity.clone();
    let place = activity.track.channels().iter().position(|(channel, _)| *channel == name).unwrap();
    change(changed.track.channels_mut()[place]);
    changed
}

/// The same channel with a slow drift of so many percent over the session.
fn drifting(activity: &Activity, name: &str, percent: f64) -> Activity {
    let samples = activity.track.len() as f64;
    with_channel(activity, name, |channel| {
        for (index, value) in channel.as_mut().unwrap().iter_mut().enumerate() {
            *value *= 1.0 + percent / 100.0 * index as f64 / samples;
        }
    })
}

fn without(activity: &Activity, name: &str) -> Activity {
    with_channel(activity, name, |channel| *channel = None)
}

#[test]
fn all_scores_of_a_full_session_are_there() {
    for (name, score) in scores(&session(8), &FELT) {
        assert!(score.is_ok(), "{name}: {score:?}");
    }
}

/// The declared needs, by channel: exactly these scores may move, and these must.
#[test]
fn needs_are_what_is_declared() {
    let activity = session(8);
    let before = scores(&activity, &FELT);
    let only = |name: &str, may: &[&str], must: &[&str]| {
        for (how, other) in [("drifting", drifting(&activity, name, 3.0)), ("absent", without(&activity, name))] {
            let moved = changed(&before, &scores(&other, &FELT));
            assert!(moved.iter().all(|id| may.contains(id)), "{name} {how} moves {moved:?}");
            assert!(must.iter().all(|id| moved.contains(id)), "{name} {how} moves only {moved:?}");
        }
    };
    only("heart_rate_bpm", &["heart_rate_drift", "hrr60", "last_rep_quality"], &["heart_rate_drift", "hrr60"]);
    only("step_rate_spm", &["cadence_drift", "last_rep_quality"], &["cadence_drift"]);
    only("stance_time_ms", &["last_rep_quality"], &[]);
    for name in ["altitude_m", "power_w", "temperature_c", "vertical_oscillation_mm", "vertical_ratio_pct"] {
        only(name, &[], &[]);
    }
    for name in ["speed_mps", "step_length_mm"] {
        only(name, &[], &[]);
    }
    // Where there are no positions, the distance is a foot pod's or a wrist's: another noise is taken out.
    only("latitude_deg", &["pace_consistency"], &[]);
}

#[test]
fn a_drifting_distance_moves_every_pace_score_that_sees_a_trend() {
    let activity = session(8);
    let before = scores(&activity, &FELT);
    let moved = changed(&before, &scores(&drifting(&activity, "distance_m", 3.0), &FELT));
    for id in ["fade", "fade_theil_sen", "last_rep_change", "last_rep_quality", "cadence_drift"] {
        assert!(moved.contains(&id), "{id} stays: {moved:?}");
    }
    assert!(!moved.contains(&"hrr60"), "{moved:?}");
}

/// A watch that measures everything 3 % long shows other speeds and the same scores.
#[test]
fn a_scale_changes_no_pace_score() {
    let activity = session(8);
    let scaled = with_channel(&activity, "distance_m", |channel| {
        channel.as_mut().unwrap().iter_mut().for_each(|metres| *metres *= 1.03);
    });
    let (before, after) = (scores(&activity, &FELT), scores(&scaled, &FELT));
    for id in ["fade", "fade_theil_sen", "last_rep_change"] {
        let (a, b) = (before[id].as_ref().unwrap().value, after[id].as_ref().unwrap().value);
        assert!((a - b).abs() < 0.05, "{id}: {a} and {b}");
    }
}

#[test]
fn words_of_the_runner_move_only_the_last_reps_quality() {
    let activity = session(8);
    let before = scores(&activity, &FELT);
    let none = ScoreContext::default();
    let contexts = [
        (ScoreContext { hr_max_bpm: none.hr_max_bpm, ..FELT }, false),
        (ScoreContext { hr_rest_bpm: none.hr_rest_bpm, ..FELT }, false),
        (ScoreContext { reps_in_reserve: none.reps_in_reserve, rpe_cr10: Some(9.0), ..FELT }, true),
        (ScoreContext { reps_in_reserve: Some(0.0), rpe_cr10: Some(9.5), ..FELT }, true),
    ];
    for (context, must) in contexts {
        let moved = changed(&before, &scores(&activity, &context));
        assert!(moved.iter().all(|id| *id == "last_rep_quality"), "{context:?} moves {moved:?}");
        assert_eq!(!moved.is_empty(), must, "{context:?}");
    }
    assert!(PACE.iter().all(|id| before.contains_key(id)));
}

/// The number that a row's minimum begins with.
fn fewest(minimum: &str) -> u32 {
    minimum.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn minimums_hold() {
    for count in 1..=8 {
        let Some(card) = card(&session(count), &FELT) else {
            assert_eq!(count, 1, "no set of {count}");
            continue;
        };
        for ((name, score), info) in card.scores().into_iter().zip(SCORES) {
            assert_eq!(name, info.id);
            // Heart rate asks more than a count: equal speeds, a recovery after the rep.
            let is_by_count = !["heart_rate_drift", "hrr60"].contains(&name);
            let is_enough = count >= fewest(info.minimum);
            assert!(is_enough || score.is_err(), "{name} of {count} reps ({}): {score:?}", info.minimum);
            assert!(!is_enough || !is_by_count || score.is_ok(), "{name} of {count} reps: {score:?}");
            if let Err(reason) = score {
                assert!(!reason.to_string().is_empty());
            }
        }
    }
}

/// What a table must never say instead of nothing.
const NO_NUMBERS: [&str; 10] = ["nan", "inf", "-inf", "+inf", "-0", "-0.0", "-0.00", "null", "none", "infinity"];

/// Of everything committed: no cell is a number that is none, and what is missing has its reason.
#[test]
fn tables_hold_numbers_or_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let testdata = root();
    let arguments = ["analyze", testdata.to_str().unwrap(), "--charts", "none", "--quiet"].map(OsStr::new);
    assert!(lastrep(folder.path(), &arguments).code < 2);
    let out = folder.path().join("lastrep-out");
    // Words of the source `none` are a name, not a hole.
    let is_name = |column: &str| ["source", "distance_source"].contains(&column);
    for name in ["workouts.csv", "segments.csv", "bests.csv", "problems.csv"] {
        for (column, cell) in table(&out.join(name)).into_iter().flatten() {
            let is_hole = NO_NUMBERS.contains(&cell.to_lowercase().as_str()) && !is_name(&column);
            assert!(!is_hole, "{name}, {column}: {cell}");
        }
    }
    let units = ["", "_pct", "_bpm"];
    for row in table(&out.join("workouts.csv")) {
        for info in SCORES {
            let value = units.iter().find_map(|unit| row.get(&format!("{}{unit}", info.id))).unwrap();
            let reason = &row[&format!("{}_missing_reason", info.id)];
            assert!(value.is_empty() != reason.is_empty(), "{}: {}: {value:?} {reason:?}", row["file"], info.id);
        }
    }
}

/// The table of the README names every score with the evidence that the program states.
#[test]
fn the_readme_states_the_same_evidence() {
    let readme = include_str!("../README.md");
    for info in SCORES {
        let name = format!("`{}`", info.id);
        let row = readme.lines().find(|line| line.starts_with("| `") && line.contains(&name)).unwrap();
        let evidence = row.trim_end_matches([' ', '|']).rsplit("| ").next().unwrap();
        assert!(evidence.starts_with(info.evidence.name()), "{}: {evidence}", info.id);
    }
}
