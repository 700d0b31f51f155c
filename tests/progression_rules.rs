//! The decision vectors: for each, which rule fires and what it decides.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use lastrep::progression::{DecisionInput, Family, Level, Lever, SessionEvidence, Signal, decide};
use lastrep::scores::Grade;
use serde_json::Value;

use crate::common::sessions::clean;

const VECTORS: &str = include_str!("decisions.json");

fn float(value: &Value, key: &str) -> Option<f64> {
    value[key].as_f64()
}

fn flag(value: &Value, key: &str) -> bool {
    value[key].as_bool().unwrap()
}

fn count(value: &Value, key: &str) -> usize {
    usize::try_from(value[key].as_u64().unwrap()).unwrap()
}

fn family(letter: &str) -> Family {
    [Family::F, Family::R, Family::I, Family::T, Family::S].into_iter().find(|f| f.name() == letter).unwrap()
}

fn grade(letter: &str) -> Grade {
    [Grade::A, Grade::B, Grade::C, Grade::D].into_iter().find(|g| g.name() == letter).unwrap()
}

fn session(value: &Value) -> SessionEvidence {
    SessionEvidence {
        grade: grade(value["grade"].as_str().unwrap()),
        target_error_pct: float(value, "dv"),
        target_error_se_pct: float(value, "sm").unwrap(),
        hilly: flag(value, "hilly"),
        rpe_cr10: float(value, "rpe"),
        heart_rate_usable: flag(value, "hr_ok"),
        stop_pain: flag(value, "stop_pain"),
        done_fraction: float(value, "done_frac").unwrap(),
        excused: flag(value, "excused"),
        fade_pct: float(value, "F"),
        fade_ci80_pct: float(value, "Flo").zip(float(value, "Fhi")),
        robust_disagrees: flag(value, "disagree"),
        last_rep_pct: float(value, "L"),
        last_rep_z: float(value, "z"),
        scatter_pct: float(value, "cv"),
        short_reps: flag(value, "short"),
        reps_in_reserve: float(value, "rir"),
        heart_rate_drift_bpm: float(value, "hrdrift"),
        cadence_drift_pct: float(value, "K"),
        last_rep_quality: float(value, "lrq"),
        decoupling_pct: None,
        split_index_pct: None,
        heat_pct: float(value, "heat"),
        short_gap: flag(value, "short_gap"),
        poor_sleep: flag(value, "sleep_flag"),
        ..clean(count(value, "n"), 92.0)
    }
}

fn signal(letter: &str) -> Signal {
    let level = match letter {
        "g" => Level::Green,
        "a" => Level::Amber,
        "r" => Level::Red,
        other => panic!("signal {other}"),
    };
    Signal { level, text: format!("a signal is {letter}") }
}

fn lever(name: &str) -> Lever {
    [Lever::Reps, Lever::Pace, Lever::Length, Lever::Rest].into_iter().find(|l| l.name() == name).unwrap()
}

fn input(value: &Value) -> DecisionInput {
    let strings = |key: &str| -> Vec<String> {
        value[key].as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
    };
    DecisionInput {
        family: family(value["fam"].as_str().unwrap()),
        sessions: value["sessions"].as_array().unwrap().iter().map(session).collect(),
        signals: strings("ready").iter().map(|letter| signal(letter)).collect(),
        bad_days_of3: count(value, "bad_days_of3"),
        illness: flag(value, "illness"),
        pain: float(value, "pain"),
        focal_pain: flag(value, "focal_pain"),
        unread_symptoms: Vec::new(),
        days_no_run: value["days_no_run"].as_i64(),
        days_no_fast: value["days_no_fast"].as_i64(),
        fails_last3_hard: count(value, "fails_last3_hard"),
        build_weeks: count(value, "build_weeks"),
        novice: flag(value, "novice"),
        require_rpe: flag(value, "novice"),
        heat_today: None,
        passes_needed: 2,
        family_gap_days: 15,
        after_lighter: false,
        new_altitude_days: None,
        days_no_family: None,
        monotony: float(value, "monotony"),
        ewma_ratio: float(value, "ewma"),
        anchor_old: flag(value, "anchor_old"),
        open_levers: strings("open_levers").iter().map(|name| lever(name)).collect(),
        blocked: Vec::new(),
    }
}

#[test]
fn every_decision_vector_fires_its_rule() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() >= 19, "{} vectors", cases.len());
    for case in cases {
        let outcome = decide(&input(&case["input"]));
        let id = case["id"].as_str().unwrap();
        let rule = case["expected"]["rule"].as_str().unwrap();
        // The vectors call D9a by its number alone.
        let named = if rule == "D9" { "D9a" } else { rule };
        assert_eq!(outcome.rule, named, "{id}: {outcome:#?}");
        let decision = match case["expected"]["decision"].as_str().unwrap() {
            "Insufficient" => "insufficient-evidence".to_owned(),
            other => other.to_lowercase().replace(' ', "-"),
        };
        assert_eq!(outcome.decision.name(), decision, "{id}");
        assert!(!outcome.reason.is_empty(), "{id}");
    }
}

#[test]
fn the_trace_tells_every_rule() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let outcome = decide(&input(&vectors["cases"][0]["input"]));
    assert_eq!(outcome.trace.len(), 17);
    assert!(outcome.trace.iter().all(|step| !step.why.is_empty()));
    let first_held = outcome.trace.iter().find(|step| step.held).map(|step| step.id);
    assert_eq!(first_held, Some(outcome.rule));
}
