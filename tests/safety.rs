//! The safety properties of the decision rules: worse or less evidence never earns more work.
//!
//! One gap is known and stated: deleting an *unfavourable* RPE can help (RPE 8 is marginal, no RPE may be an objective
//! pass). So the property of missing values is stated against the most favourable value; where RPE is required, as it is for
//! novices, the gap is closed.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use lastrep::progression::{Decision, DecisionInput, Family, Level, Lever, SessionEvidence, Signal, decide};
use lastrep::scores::Grade;
use proptest::prelude::*;

use crate::common::cases::{drawn, same_each_time};

/// Cases of each property: some hundred thousand decisions in seconds.
const CASES: u32 = 100_000;
/// Bytes that describe one session.
const SESSION_BYTES: usize = 31;
/// Bytes that describe the rest.
const DAY_BYTES: usize = 22;

/// Picks from values on both sides of every bound; the first, the most harmless, most often.
struct Picks<'a>(std::slice::Iter<'a, u8>);

impl Picks<'_> {
    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        let byte = usize::from(*self.0.next().unwrap());
        choices[(byte % (choices.len() * 3)).saturating_sub(choices.len() * 2)].clone()
    }

    fn maybe(&mut self, choices: &[f64]) -> Option<f64> {
        let with_none: Vec<Option<f64>> = choices.iter().copied().map(Some).chain([None]).collect();
        self.of(&with_none)
    }

    fn flag(&mut self) -> bool {
        self.of(&[false, false, true])
    }
}

fn session(p: &mut Picks) -> SessionEvidence {
    let fade = p.maybe(&[-0.3, 0.5, -1.4, -1.6, -2.9, -5.5]);
    let spread = p.of(&[0.9, 0.3, 2.0, 3.0]);
    SessionEvidence {
        grade: p.of(&[Grade::A, Grade::B, Grade::C, Grade::D]),
        noise_pct: p.of(&[0.5, 0.9, 1.6]),
        target_error_pct: p.maybe(&[0.0, 1.9, -0.9, 2.5, -1.5, -4.0]),
        target_error_se_pct: p.of(&[0.2, 0.5]),
        hilly: p.flag(),
        windy: p.flag(),
        rpe_cr10: p.maybe(&[6.0, 4.0, 5.0, 7.0, 8.0, 9.0]),
        effort_unread: String::new(),
        heart_rate_usable: p.of(&[true, true, false]),
        heart_rate_problem: String::new(),
        grade_reason: String::new(),
        stop_pain: p.flag(),
        done_fraction: p.of(&[1.0, 1.2, 0.9, 0.7]),
        excused: p.flag(),
        plan_advised: false,
        plan_assumed: p.flag(),
        target_assumed: p.flag(),
        fade_pct: fade,
        fade_ci80_pct: if p.flag() { None } else { fade.map(|f| (f - spread, f + spread)) },
        robust_disagrees: p.flag(),
        last_rep_pct: p.maybe(&[0.0, 0.5, -1.9, -2.5, -4.5]),
        last_rep_z: p.maybe(&[0.0, -1.0, -2.0]),
        last_rep_slowest: p.flag(),
        scatter_pct: p.maybe(&[0.9, 1.4, 1.9, 2.5, 4.0]),
        short_reps: p.flag(),
        too_few_to_see: false,
        ladder_reps: None,
        later_set_pct: p.maybe(&[0.0, -1.9, -3.0]),
        rep_s: p.of(&[92.0, 45.0, 20.0, 480.0]),
        n: p.of(&[6, 8, 5, 4, 3]),
        reps_in_reserve: p.maybe(&[3.0, 2.0, 1.0]),
        heart_rate_drift_bpm: p.maybe(&[4.0, 8.0, 12.0]),
        cadence_drift_pct: p.maybe(&[0.5, -2.0, -3.5]),
        last_rep_quality: p.maybe(&[85.0, 70.0, 50.0]),
        decoupling_pct: p.maybe(&[2.0, 4.9, 6.0]),
        split_index_pct: p.maybe(&[0.0, -3.0]),
        recovery_fell: p.flag(),
        heat_pct: p.maybe(&[0.0, 1.0, 2.0]),
        soreness_after: p.maybe(&[1.0, 3.0, 4.0]),
        short_gap: p.flag(),
        poor_sleep: p.flag(),
        same_step: !p.flag(),
    }
}

fn signal(level: Level) -> Signal {
    Signal { level, text: "a signal".to_owned() }
}

fn input(family: u8, sessions: &[Vec<u8>], day: &[u8]) -> DecisionInput {
    let mut p = Picks(day.iter());
    let levels = [Some(Level::Green), None, Some(Level::Amber), Some(Level::Red)];
    let families = [Family::I, Family::R, Family::T, Family::S, Family::F];
    DecisionInput {
        family: families[usize::from(family) % families.len()],
        sessions: sessions.iter().map(|bytes| session(&mut Picks(bytes.iter()))).collect(),
        signals: (0..3).filter_map(|_| p.of(&levels)).map(signal).collect(),
        bad_days_of3: p.of(&[0, 1, 2]),
        illness: p.flag() && p.flag(),
        pain: p.maybe(&[0.0, 2.0, 5.0]),
        focal_pain: p.flag() && p.flag(),
        unread_symptoms: Vec::new(),
        days_no_run: p.of(&[Some(1), Some(13), None, Some(14)]),
        days_no_fast: p.of(&[Some(6), Some(42), None, Some(43)]),
        days_no_family: p.of(&[Some(6), Some(10), None, Some(11), Some(15), Some(22)]),
        passes_needed: p.of(&[1, 2]),
        family_gap_days: p.of(&[15, 29]),
        fails_last3_hard: p.of(&[0, 1, 2]),
        build_weeks: p.of(&[1, 2, 3]),
        after_lighter: p.flag(),
        heat_today: p.of(&[None, Some((0.5, false)), Some((5.0, true))]),
        new_altitude_days: p.of(&[None, None, Some(3)]),
        novice: p.flag(),
        require_rpe: p.flag(),
        monotony: p.maybe(&[1.3, 2.5]),
        ewma_ratio: p.maybe(&[1.1, 1.8]),
        anchor_old: p.flag(),
        open_levers: p
            .of(&[
                vec![Lever::Reps],
                vec![Lever::Reps, Lever::Length, Lever::Rest, Lever::Pace],
                vec![Lever::Length, Lever::Pace],
                vec![Lever::Pace, Lever::Length],
                vec![Lever::Rest],
                vec![Lever::Pace],
                vec![],
            ])
            .clone(),
        blocked: vec![],
    }
}

/// Moves a value one notch towards its bad end.
fn lower(value: &mut Option<f64>, by: f64) {
    if let Some(value) = value {
        *value -= by;
    }
}

type Worsen = fn(&mut SessionEvidence, f64);

/// Every single field of a session, made worse by an amount.
const WORSE_SESSIONS: [(&str, Worsen); 33] = [
    ("rpe", |s, by| lower(&mut s.rpe_cr10, -by)),
    ("fade", |s, by| lower(&mut s.fade_pct, by)),
    ("fade interval, low end", |s, by| {
        if let Some((low, _)) = &mut s.fade_ci80_pct {
            *low -= by;
        }
    }),
    ("fade interval, high end", |s, by| {
        if let Some((_, high)) = &mut s.fade_ci80_pct {
            *high -= by;
        }
    }),
    ("scatter", |s, by| lower(&mut s.scatter_pct, -by)),
    ("target error", |s, by| {
        if let Some(error) = &mut s.target_error_pct {
            *error += if *error > 0.0 { by } else { -by };
        }
    }),
    ("last rep", |s, by| lower(&mut s.last_rep_pct, by)),
    ("last rep, standard score", |s, by| lower(&mut s.last_rep_z, by)),
    ("grade", |s, by| {
        s.grade = if by > 2.0 || s.grade >= Grade::C {
            Grade::D
        } else if s.grade == Grade::B {
            Grade::C
        } else {
            Grade::B
        };
    }),
    ("heat", |s, by| lower(&mut s.heat_pct, -by)),
    ("soreness", |s, by| lower(&mut s.soreness_after, -by)),
    ("reserve", |s, by| lower(&mut s.reps_in_reserve, by)),
    ("heart-rate drift", |s, by| lower(&mut s.heart_rate_drift_bpm, -by)),
    ("cadence drift", |s, by| {
        if let Some(drift) = &mut s.cadence_drift_pct {
            *drift += if *drift > 0.0 { by } else { -by };
        }
    }),
    ("last-rep quality", |s, by| lower(&mut s.last_rep_quality, 10.0 * by)),
    ("decoupling", |s, by| lower(&mut s.decoupling_pct, -by)),
    ("split index", |s, by| lower(&mut s.split_index_pct, by)),
    ("reps done", |s, by| s.done_fraction = (s.done_fraction - 0.1 * by).max(0.1)),
    ("later set", |s, by| lower(&mut s.later_set_pct, by)),
    ("a ladder", |s, _| s.ladder_reps = Some(5)),
    ("hilly", |s, _| s.hilly = true),
    ("pain", |s, _| s.stop_pain = true),
    ("windy", |s, _| s.windy = true),
    ("effort unread", |s, _| "RPE 9-".clone_into(&mut s.effort_unread)),
    ("heart rate lost", |s, _| s.heart_rate_usable = false),
    ("odd rep", |s, _| s.robust_disagrees = true),
    ("plan assumed", |s, _| s.plan_assumed = true),
    ("target assumed", |s, _| s.target_assumed = true),
    ("last rep slowest", |s, _| s.last_rep_slowest = true),
    ("recovery fell", |s, _| s.recovery_fell = true),
    ("short gap", |s, _| s.short_gap = true),
    ("poor sleep", |s, _| s.poor_sleep = true),
    ("another step", |s, _| s.same_step = false),
];

/// Fields of a session that have no worse end, each with its reason.
const NO_WORSE_END: [(&str, &str); 10] = [
    ("n", "the kind of session: fewer than four reps are judged without fade, and one alone is not"),
    ("plan_advised", "words: whose plan it was"),
    ("too_few_to_see", "the kind of session: by feel"),
    ("noise_pct", "more noise widens what cannot be told from the target; the grade falls with it"),
    ("target_error_se_pct", "the same, of the mean"),
    ("short_reps", "says which gate holds, by the length of the reps"),
    ("rep_s", "the kind of session"),
    ("excused", "a reason for missing reps"),
    ("heart_rate_problem", "words"),
    ("grade_reason", "words"),
];

type WorsenDay = fn(&mut DecisionInput);

/// Every single field of the day, made worse.
const WORSE_DAYS: [(&str, WorsenDay); 24] = [
    ("heat today", |d| d.heat_today = Some((5.0, true))),
    ("illness", |d| d.illness = true),
    ("unread symptom", |d| d.unread_symptoms.push("pain knee".to_owned())),
    ("focal pain", |d| d.focal_pain = true),
    ("pain", |d| d.pain = Some(d.pain.unwrap_or(0.0) + 3.0)),
    ("days without running", |d| d.days_no_run = d.days_no_run.map(|days| days + 8)),
    ("days without fast running", |d| d.days_no_fast = d.days_no_fast.map(|days| days + 20)),
    ("days without the family", |d| d.days_no_family = d.days_no_family.map(|days| days + 6)),
    ("two passes", |d| d.passes_needed = 2),
    ("missed sooner", |d| d.family_gap_days = 15),
    ("bad days", |d| d.bad_days_of3 += 1),
    ("failures", |d| d.fails_last3_hard += 1),
    ("building weeks", |d| d.build_weeks += 1),
    ("novice", |d| d.novice = true),
    ("another altitude", |d| d.new_altitude_days = Some(1)),
    ("after a lighter week", |d| d.after_lighter = true),
    ("RPE required", |d| d.require_rpe = true),
    ("monotony", |d| d.monotony = d.monotony.map(|value| value + 1.0)),
    ("load ratio", |d| d.ewma_ratio = d.ewma_ratio.map(|value| value + 0.5)),
    ("old anchor", |d| d.anchor_old = true),
    ("last lever closed", |d| d.open_levers.truncate(d.open_levers.len().saturating_sub(1))),
    ("first lever closed", |d| drop(d.open_levers.drain(..1.min(d.open_levers.len())))),
    ("first signal one level worse", |d| {
        if let Some(first) = d.signals.first_mut() {
            first.level = if first.level == Level::Green { Level::Amber } else { Level::Red };
        }
    }),
    ("last signal red", |d| {
        if let Some(last) = d.signals.last_mut() {
            last.level = Level::Red;
        }
    }),
];

type Value = fn(&mut SessionEvidence) -> &mut Option<f64>;

/// Every value of a session that may be missing, with its most favourable value.
const VALUES: [(&str, Value, f64); 13] = [
    ("rpe", |s| &mut s.rpe_cr10, 1.0),
    ("target error", |s| &mut s.target_error_pct, 0.0),
    ("fade", |s| &mut s.fade_pct, 0.0),
    ("last rep", |s| &mut s.last_rep_pct, 0.0),
    ("last rep, standard score", |s| &mut s.last_rep_z, 0.0),
    ("scatter", |s| &mut s.scatter_pct, 0.0),
    ("reserve", |s| &mut s.reps_in_reserve, 9.0),
    ("heart-rate drift", |s| &mut s.heart_rate_drift_bpm, 0.0),
    ("cadence drift", |s| &mut s.cadence_drift_pct, 0.0),
    ("last-rep quality", |s| &mut s.last_rep_quality, 100.0),
    ("decoupling", |s| &mut s.decoupling_pct, 0.0),
    ("heat", |s| &mut s.heat_pct, 0.0),
    ("soreness", |s| &mut s.soreness_after, 0.0),
];

fn advances(input: &DecisionInput) -> bool {
    decide(input).decision == Decision::Advance
}

/// A runner whose every figure is clean, so that single faults are tried where an advance is near.
fn clean_bytes(sessions: &mut [Vec<u8>], day: &mut [u8], keep: usize) {
    let total = sessions.len() * SESSION_BYTES + day.len();
    for (index, byte) in sessions.iter_mut().flatten().chain(day).enumerate() {
        if index % total.max(1) != keep % total.max(1) && !(index * 7 + keep).is_multiple_of(11) {
            *byte = 0;
        }
    }
}

prop_compose! {
    fn inputs()(
        family in any::<u8>(),
        mut sessions in prop::collection::vec(prop::collection::vec(any::<u8>(), SESSION_BYTES + 6), 0..5),
        mut day in prop::collection::vec(any::<u8>(), DAY_BYTES + 6),
        keep in 0_usize..2_000,
        clean in 0_u8..4,
    ) -> DecisionInput {
        if clean > 0 {
            clean_bytes(&mut sessions, &mut day, keep);
        }
        input(family, &sessions, &day)
    }
}

proptest! {
    #![proptest_config(same_each_time(CASES))]

    #[test]
    fn a_worse_session_never_earns_an_advance(
        original in inputs(), which in any::<prop::sample::Index>(),
        field in 0..WORSE_SESSIONS.len(), by in prop::sample::select(vec![0.5, 1.0, 2.0, 4.0]),
    ) {
        if original.sessions.is_empty() {
            return Ok(());
        }
        let mut worse = original.clone();
        let (name, worsen) = WORSE_SESSIONS[field];
        worsen(&mut worse.sessions[which.index(original.sessions.len())], by);
        prop_assert!(advances(&original) || !advances(&worse), "{name} made worse by {by}: {:#?}", worse);
    }

    #[test]
    fn a_worse_day_never_earns_an_advance(original in inputs(), field in 0..WORSE_DAYS.len()) {
        let mut worse = original.clone();
        let (name, worsen) = WORSE_DAYS[field];
        worsen(&mut worse);
        prop_assert!(advances(&original) || !advances(&worse), "{name} made worse: {:#?}", worse);
    }

    #[test]
    fn a_missing_value_never_earns_more_than_its_best(
        original in inputs(), which in any::<prop::sample::Index>(), field in 0..VALUES.len(),
    ) {
        if original.sessions.is_empty() {
            return Ok(());
        }
        let at = which.index(original.sessions.len());
        let (name, value, best) = VALUES[field];
        let (mut missing, mut favourable) = (original.clone(), original);
        *value(&mut missing.sessions[at]) = None;
        *value(&mut favourable.sessions[at]) = Some(best);
        prop_assert!(advances(&favourable) || !advances(&missing), "{name}: {:#?}", missing);
    }

    #[test]
    fn missing_day_data_never_earns_more_than_the_best(original in inputs()) {
        let (mut missing, mut favourable) = (original.clone(), original);
        missing.signals.clear();
        (missing.monotony, missing.ewma_ratio, missing.pain) = (None, None, None);
        for signal in &mut favourable.signals {
            signal.level = Level::Green;
        }
        favourable.signals.push(signal(Level::Green));
        (favourable.monotony, favourable.ewma_ratio, favourable.pain) = (Some(1.0), Some(1.0), Some(0.0));
        prop_assert!(advances(&favourable) || !advances(&missing), "{:#?}", missing);
    }

    #[test]
    fn a_stop_symptom_always_wins(original in inputs(), symptom in 0..3) {
        let mut ill = original;
        match symptom {
            0 => ill.illness = true,
            1 => ill.focal_pain = true,
            _ => ill.pain = Some(5.0),
        }
        prop_assert_eq!(decide(&ill).rule, "D0");
    }

    #[test]
    fn where_rpe_is_required_none_advances_without(mut original in inputs()) {
        original.require_rpe = true;
        if let Some(newest) = original.sessions.last_mut() {
            newest.rpe_cr10 = None;
        }
        prop_assert!(!advances(&original), "{:#?}", original);
    }
}

/// The fields of a value whose printed form differs from another's.
fn fields_that_differ(a: &str, b: &str) -> Vec<String> {
    let fields = |text: &str| -> std::collections::BTreeMap<String, String> {
        let mut found = std::collections::BTreeMap::new();
        let mut name = String::new();
        for line in text.lines() {
            let is_field = line.starts_with("    ") && !line.starts_with("     ");
            name = line.trim().split(':').next().filter(|_| is_field && line.contains(':')).map_or(name, str::to_owned);
            found.entry(name.clone()).or_insert_with(String::new).push_str(line);
        }
        found
    };
    let (a, b) = (fields(a), fields(b));
    let names = a.keys().chain(b.keys()).collect::<std::collections::BTreeSet<_>>();
    names.into_iter().filter(|name| a.get(*name) != b.get(*name) && !name.is_empty()).cloned().collect()
}

/// A new field without a row that makes it worse would pass unseen.
#[test]
fn every_field_has_a_worse_end_or_a_reason_for_none() {
    let zeros = [0_u8; SESSION_BYTES + 6];
    let base = session(&mut Picks(zeros.iter()));
    let printed = format!("{base:#?}");
    let mut covered: Vec<String> = NO_WORSE_END.iter().map(|(field, _)| (*field).to_owned()).collect();
    for (_, worsen) in WORSE_SESSIONS {
        let mut worse = base.clone();
        worsen(&mut worse, 1.0);
        covered.extend(fields_that_differ(&printed, &format!("{worse:#?}")));
    }
    let all = printed.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     "));
    let all = all.filter_map(|line| line.trim().split_once(':')).map(|(name, _)| name);
    let missing: Vec<&str> = all.filter(|name| !covered.iter().any(|known| known == name)).collect();
    assert!(missing.is_empty(), "fields of a session that nothing makes worse: {missing:?}");

    let day = input(0, &[], &[0_u8; DAY_BYTES + 6]);
    let day = DecisionInput {
        signals: vec![signal(Level::Green)],
        monotony: Some(1.0),
        ewma_ratio: Some(1.0),
        passes_needed: 1,
        family_gap_days: 29,
        ..day
    };
    let printed = format!("{day:#?}");
    let mut covered: Vec<String> = ["family", "sessions", "blocked"].map(str::to_owned).to_vec();
    for (_, worsen) in WORSE_DAYS {
        let mut worse = day.clone();
        worsen(&mut worse);
        covered.extend(fields_that_differ(&printed, &format!("{worse:#?}")));
    }
    let all = printed.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     "));
    let all = all.filter_map(|line| line.trim().split_once(':')).map(|(name, _)| name);
    let missing: Vec<&str> = all.filter(|name| !covered.iter().any(|known| known == name)).collect();
    assert!(missing.is_empty(), "fields of a day that nothing makes worse: {missing:?}");
}

/// The properties are worth something only if advances are common among the cases.
#[test]
fn advances_are_common_among_the_cases() {
    let advancing = drawn(inputs(), 2_000).filter(advances).count();
    assert!((100..1_900).contains(&advancing), "{advancing} of 2000 advance");
}
