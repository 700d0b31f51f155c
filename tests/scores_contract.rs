//! The contract of each score: its inputs change it, other inputs do not, and below its minimum it has no value.

use lastrep::stats::Range;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;

use lastrep::clean::prepare;
use lastrep::model::{Activity, Channel, Sex};
use lastrep::scores::anchors::CriticalSpeed;
use lastrep::scores::own::SpeedResponse;
use lastrep::scores::{Level, Own, Score, ScoreCard, ScoreContext, ScoreInfo, ScoreNeed, evaluate, infos, infos_of};
use lastrep::segment::{RepsFrom, find};

use crate::cli::{TABLES, lastrep, table};
use crate::common::simulate::activity::to_activity;
use crate::common::simulate::{EVERYTHING, Ease, Lapping, Length, Place, Plan, Recovery, Reps, Setting, Simulated};
use crate::testdata::root;

/// Reps on a road under a plan: nothing is snapped, everything is measured.
fn reps_of(count: u32, seconds: f64, speed_mps: f64) -> Activity {
    let recovery = Recovery(Ease::Jog, Length::Time(90.0));
    let reps = Reps { count, length: Length::Time(seconds), speed_mps, fade: 0.02, recovery, closing: true };
    let plan = Plan::named("session").warm_up(480.0).reps(reps).cool_down(300.0);
    let setting = Setting { place: Place::Road, lapping: Lapping::Steps, sensors: EVERYTHING, ..Setting::new(11, 0) };
    with_target(to_activity(&Simulated::record(&plan, &setting)), speed_mps)
}

/// The same with a target pace in every step of work.
fn with_target(mut activity: Activity, speed_mps: f64) -> Activity {
    for step in activity.workout.iter_mut().flat_map(|workout| &mut workout.steps) {
        let is_work = step.intensity.is_some_and(lastrep::model::Intensity::is_work);
        step.target_mps = is_work.then_some(Range::about(1.0, 0.01).times(speed_mps));
    }
    activity
}

/// Reps of a minute and a half.
fn session(count: u32) -> Activity {
    reps_of(count, 96.0, 4.1)
}

/// An even run of 40 min.
fn steady_run() -> Activity {
    let setting = Setting { place: Place::Road, sensors: EVERYTHING, ..Setting::new(11, 0) };
    let activity = to_activity(&Simulated::record(&Plan::named("steady").warm_up(2400.0), &setting));
    // High up, where altitude is felt.
    with_channel(&activity, "altitude_m", |channel| channel.iter_mut().flatten().for_each(|metres| *metres += 1400.0))
}

/// Sessions in which, between them, every score has a value.
fn sessions() -> [Activity; 3] {
    [session(8), reps_of(3, 600.0, 3.4), steady_run()]
}

const FELT: ScoreContext = ScoreContext {
    hr_max_bpm: Some(190.0),
    hr_rest_bpm: Some(50.0),
    lthr_bpm: Some(150.0),
    sex: Some(Sex::Male),
    threshold_mps: Some(4.0),
    critical: Some(CriticalSpeed { speed_mps: 4.1, d_prime_m: 200.0, r_squared: 1.0 }),
    rpe_cr10: Some(7.0),
    reps_in_reserve: Some(2.0),
    weather_c: Some((25.0, 18.0)),
    own: Own { response: None, distance_factor: None },
};

fn card(activity: &Activity, context: &ScoreContext) -> ScoreCard {
    let prepared = prepare(activity);
    let structure = find(activity, &prepared, RepsFrom::Auto);
    evaluate(activity, &prepared, &structure, context)
}

/// Every score by its name.
fn scores(activity: &Activity, context: &ScoreContext) -> BTreeMap<&'static str, Vec<Score>> {
    let card = card(activity, context);
    let reps = card.main_set().map_or(&[][..], |set| &set.reps);
    let of = |info: &ScoreInfo| match info.level {
        Level::Rep => reps.iter().map(|rep| rep.scores.get(info).clone()).collect(),
        Level::Set | Level::Session => vec![card.score(info).clone()],
    };
    infos().map(|info| (info.id, of(info))).collect()
}

/// The scores that differ between two readings.
fn changed(
    before: &BTreeMap<&'static str, Vec<Score>>,
    after: &BTreeMap<&'static str, Vec<Score>>,
) -> Vec<&'static str> {
    before.keys().copied().filter(|id| before[id] != after[id]).collect()
}

fn with_channel(activity: &Activity, name: &str, change: impl Fn(&mut Option<Channel>)) -> Activity {
    let mut changed = activity.clone();
    let place = activity.track.channels().iter().position(|(channel, _)| *channel == name).unwrap();
    change(changed.track.channels_mut()[place]);
    changed
}

/// A channel with a slow drift over the session, %.
fn drifting(activity: &Activity, name: &str, percent: f64) -> Activity {
    let samples = activity.track.len() as f64;
    with_channel(activity, name, |channel| {
        for (index, value) in channel.as_mut().unwrap().iter_mut().enumerate() {
            *value *= 1.0 + percent / 100.0 * index as f64 / samples;
        }
    })
}

/// A channel times a factor.
fn scaled(activity: &Activity, name: &str, factor: f64) -> Activity {
    with_channel(activity, name, |channel| channel.as_mut().unwrap().iter_mut().for_each(|value| *value *= factor))
}

fn without(activity: &Activity, name: &str) -> Activity {
    with_channel(activity, name, |channel| *channel = None)
}

#[test]
fn every_score_is_there_in_one_session_or_another() {
    let all = sessions().map(|activity| scores(&activity, &FELT));
    for info in infos() {
        let found: Vec<_> = all.iter().flat_map(|scores| &scores[info.id]).collect();
        assert!(found.iter().any(|score| score.is_ok()), "{} has a value in none of the sessions: {found:?}", info.id);
    }
}

/// A score has an interval where it says so, and nowhere else.
#[test]
fn intervals_are_where_they_are_declared() {
    let all = sessions().map(|activity| scores(&activity, &FELT));
    for info in infos() {
        let found: Vec<bool> =
            all.iter().flat_map(|scores| &scores[info.id]).flatten().map(|value| value.ci80.is_some()).collect();
        let id = info.id;
        assert_eq!(
            found.contains(&true),
            info.interval.is_given(),
            "{id}: has an interval, INFO gives one ({found:?})"
        );
    }
}

/// Channels that no score reads.
const UNREAD: [&str; 4] = ["temperature_c", "vertical_ratio_pct", "speed_mps", "step_length_mm"];
/// Scores with the noise of the recording in them.
const NOISE: [&str; 10] = [
    "speed",
    "step_length",
    "target_error",
    "fast_start",
    "split_index",
    "pace_consistency",
    "fade",
    "last_rep_change",
    "last_rep_z",
    "last_rep_quality",
];

/// Sessions with other readings of one input, each beside the session that it is compared with.
fn readings(need: ScoreNeed, activity: &Activity) -> Vec<[(Activity, ScoreContext); 2]> {
    let of_channel = |name: &str, percent: f64| {
        let changed = [drifting(activity, name, percent), without(activity, name)];
        changed.map(|other| [(activity.clone(), FELT), (other, FELT)]).to_vec()
    };
    let of_context =
        |before: ScoreContext, after: ScoreContext| vec![[(activity.clone(), before), (activity.clone(), after)]];
    match need {
        ScoreNeed::Speed => {
            // Half as fast, a jog is a walk.
            let others = [drifting(activity, "distance_m", 3.0), scaled(activity, "distance_m", 0.5)];
            others.map(|other| [(activity.clone(), FELT), (other, FELT)]).to_vec()
        }
        ScoreNeed::Cadence => of_channel("step_rate_spm", 15.0),
        ScoreNeed::HeartRate => of_channel("heart_rate_bpm", 3.0),
        ScoreNeed::StanceTime => of_channel("stance_time_ms", 20.0),
        ScoreNeed::VerticalOscillation => of_channel("vertical_oscillation_mm", 3.0),
        ScoreNeed::Altitude => of_channel("altitude_m", 3.0),
        ScoreNeed::Power => of_channel("power_w", 3.0),
        ScoreNeed::CadenceResponse => {
            // The drift is strong enough to show in the form of a slightly slower last rep, too.
            let response = Some((SpeedResponse { spm_per_mps: 60.0, sd: 0.5 }, 300));
            of_context(FELT, ScoreContext { own: Own { response, ..FELT.own }, ..FELT })
        }
        ScoreNeed::Target => vec![[(activity.clone(), FELT), (with_target(activity.clone(), 4.4), FELT)]],
        ScoreNeed::Weather => of_context(FELT, ScoreContext { weather_c: Some((32.0, 22.0)), ..FELT }),
        ScoreNeed::HrMax => of_context(FELT, ScoreContext { hr_max_bpm: Some(200.0), ..FELT }),
        ScoreNeed::Lthr => of_context(FELT, ScoreContext { lthr_bpm: Some(160.0), ..FELT }),
        ScoreNeed::Sex => of_context(FELT, ScoreContext { sex: Some(Sex::Female), ..FELT }),
        ScoreNeed::ThresholdSpeed => of_context(FELT, ScoreContext { threshold_mps: Some(3.4), ..FELT }),
        ScoreNeed::CriticalSpeed => {
            let critical = Some(CriticalSpeed { speed_mps: 3.2, d_prime_m: 150.0, r_squared: 1.0 });
            of_context(FELT, ScoreContext { critical, ..FELT })
        }
        ScoreNeed::HrRest => of_context(FELT, ScoreContext { hr_rest_bpm: Some(60.0), ..FELT }),
        ScoreNeed::Rpe => {
            let unasked = ScoreContext { reps_in_reserve: None, ..FELT };
            of_context(unasked, ScoreContext { rpe_cr10: Some(9.0), ..unasked })
        }
        ScoreNeed::RepsInReserve => of_context(FELT, ScoreContext { reps_in_reserve: Some(0.0), ..FELT }),
    }
}

/// Another reading of an input moves every score that declares the input, in at least one session, and no other score in
/// any session.
#[test]
fn needs_are_what_is_declared() {
    let sessions = sessions();
    for need in ScoreNeed::ALL {
        let mut moved = BTreeSet::new();
        for [before, after] in sessions.iter().flat_map(|activity| readings(need, activity)) {
            moved.extend(changed(&scores(&before.0, &before.1), &scores(&after.0, &after.1)));
        }
        let declared: BTreeSet<&str> = infos().filter(|info| info.needs.contains(&need)).map(|info| info.id).collect();
        let (only_moved, only_declared) = (&moved - &declared, &declared - &moved);
        assert!(only_moved.is_empty(), "{need:?} moves {only_moved:?}: not among the needs in INFO");
        assert!(only_declared.is_empty(), "{need:?} is among the needs of {only_declared:?}, and moves nothing there");
    }
}

/// An input that no score declares moves no score.
#[test]
fn nothing_else_moves_a_score() {
    let none = Vec::<&str>::new();
    for activity in sessions() {
        let before = scores(&activity, &FELT);
        for name in UNREAD {
            for other in [drifting(&activity, name, 3.0), without(&activity, name)] {
                assert_eq!(changed(&before, &scores(&other, &FELT)), none, "{name}");
            }
        }
        // Without positions, the distance is from a foot pod or the wrist, so another noise is taken out.
        let own = Own { distance_factor: Some((0.5, 4)), ..FELT.own };
        let calibrated = changed(&before, &scores(&activity, &ScoreContext { own, ..FELT }));
        assert!(calibrated.iter().all(|id| NOISE.contains(id)), "{calibrated:?}");
        let unplaced = changed(&before, &scores(&without(&activity, "latitude_deg"), &FELT));
        assert!(unplaced.iter().all(|id| NOISE.contains(id)), "{unplaced:?}");
    }
}

/// A watch that measures every distance 3 % too long gives other speeds and the same scores.
#[test]
fn a_scale_changes_no_pace_score() {
    let activity = session(8);
    let scaled = scaled(&activity, "distance_m", 1.03);
    let (before, after) = (scores(&activity, &FELT), scores(&scaled, &FELT));
    for id in ["fade", "fade_theil_sen", "last_rep_change"] {
        let (a, b) = (before[id][0].as_ref().unwrap().value, after[id][0].as_ref().unwrap().value);
        assert!((a - b).abs() < 0.05, "{id}: {a} and {b}");
    }
}

/// The number that a row's minimum begins with.
fn fewest(minimum: &str) -> u32 {
    minimum.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn minimums_hold() {
    for count in 1..=8 {
        let card = card(&session(count), &FELT);
        assert!(card.main_set().is_some() || count == 1, "no set of {count}");
        for info in infos_of(Level::Set) {
            let (name, score) = (info.id, card.score(info));
            // Heart-rate scores need more than a count: long reps, equal speeds, a recovery after the rep.
            let is_by_count = info.minimum.contains("like reps");
            let is_enough = count >= fewest(info.minimum);
            assert!(is_enough || score.is_err(), "{name} of {count} reps ({}): {score:?}", info.minimum);
            assert!(!is_enough || !is_by_count || score.is_ok(), "{name} of {count} reps: {score:?}");
            if let Err(reason) = score {
                assert!(!reason.to_string().is_empty());
            }
        }
    }
}

/// What a table must never say in place of an empty cell.
const NO_NUMBERS: [&str; 10] = ["nan", "inf", "-inf", "+inf", "-0", "-0.0", "-0.00", "null", "none", "infinity"];

/// In the tables of all fixtures, no cell is NaN or infinite, and every missing value has its reason.
#[test]
fn tables_hold_numbers_or_reasons() {
    let folder = tempfile::tempdir().unwrap();
    let testdata = root();
    let arguments = ["analyze", testdata.to_str().unwrap(), "--charts", "none", "--quiet"].map(OsStr::new);
    assert!(lastrep(folder.path(), &arguments).code < 2);
    let out = folder.path().join("lastrep-out");
    let weeks = ["1", "2", "3", "4"].map(|week| testdata.join(format!("fit/track-6x400-week{week}.fit")));
    let over_time: [(&str, &[std::path::PathBuf]); 3] =
        [("compare", &weeks), ("history", std::slice::from_ref(&testdata)), ("plan", std::slice::from_ref(&testdata))];
    for (command, paths) in over_time {
        let csv = out.join(format!("{command}.csv"));
        let words = [OsStr::new(command), OsStr::new("--csv"), csv.as_os_str()];
        let arguments: Vec<_> = words.into_iter().chain(paths.iter().map(|path| path.as_os_str())).collect();
        assert!(lastrep(folder.path(), &arguments).code < 2, "{command}");
    }
    // The source `none` is a name, not a missing value.
    let is_name = |column: &str| ["source", "distance_source"].contains(&column);
    for name in TABLES.into_iter().chain(["compare.csv", "history.csv", "plan.csv"]) {
        let rows = table(&out.join(name));
        assert!(!rows.is_empty(), "{name}");
        for (column, cell) in rows.into_iter().flatten() {
            let is_hole = NO_NUMBERS.contains(&cell.to_lowercase().as_str()) && !is_name(&column);
            assert!(!is_hole, "{name}, {column}: {cell}");
        }
    }
    let scores = table(&out.join("scores.csv"));
    for row in &scores {
        let (value, reason) = (&row["value"], &row["missing_reason"]);
        assert!(value.is_empty() != reason.is_empty(), "{row:?}");
        let level = infos().find(|info| info.id == row["score"]).map(|info| info.level);
        let is_counted = level == Some(Level::Set) && !value.is_empty();
        assert_eq!(row["n"].parse::<usize>().is_ok_and(|n| n > 0), is_counted, "{row:?}");
    }
    let ids = |file: &str, place: [&str; 3]| -> Vec<&str> {
        let is_there = |row: &&BTreeMap<String, String>| {
            row["file"] == file && [&row["activity"], &row["set"], &row["rep"]] == place
        };
        scores.iter().filter(is_there).map(|row| row["score"].as_str()).collect()
    };
    let of = |level: Level| infos_of(level).map(|info| info.id).collect::<Vec<_>>();
    for row in table(&out.join("segments.csv")).iter().filter(|row| row["kind"] == "work" && !row["rep"].is_empty()) {
        assert_eq!(ids(&row["file"], [&row["activity"], &row["set"], &row["rep"]]), of(Level::Rep), "{row:?}");
    }
    for row in table(&out.join("readings.csv")) {
        let of_session = ids(&row["file"], [&row["activity"], "", ""]);
        let judged = ids(&row["file"], [&row["activity"], &row["scored_set"], ""]);
        assert!(of_session.starts_with(&of(Level::Session)) && judged.ends_with(&of(Level::Set)), "{row:?}");
    }
}
