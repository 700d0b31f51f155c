//! The safety properties of the seven answers: worse or less evidence never earns more work.

use lastrep::progression::{
    Decision, Evidence, Facts, Family, Flaw, Lever, Sign, Signal, SignalLevel, Symptom, decide,
};
use lastrep::scores::NoisyChange;
use proptest::prelude::*;

use crate::common::cases::{drawn, same_each_time};

/// The number of cases of each property in a plain run of the tests.
const CASES: u32 = if cfg!(debug_assertions) { 1_000 } else { 3_000 };
/// Bytes that describe a session and all other facts.
const SESSION_BYTES: usize = 32;
const DAY_BYTES: usize = 24;

/// Picks from values on both sides of every bound. The first value is the most harmless and is picked most often.
struct Picks<'a>(std::slice::Iter<'a, u8>);

impl Picks<'_> {
    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        let byte = usize::from(self.0.next().copied().unwrap_or(0));
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

fn session(p: &mut Picks<'_>) -> Evidence {
    Evidence {
        reps: p.of(&[6, 8, 4, 3, 2]),
        by_feel: p.flag(),
        uneven_ground: p.flag(),
        on_a_hill: p.flag(),
        doubtful: p.flag(),
        is_unlike: p.flag(),
        noise_pct: p.of(&[0.5, 1.0, 2.0]),
        done_fraction: p.of(&[1.0, 1.2, 0.9, 0.7]),
        excused: p.flag(),
        late_pct: p.maybe(&[0.2, 1.5, -1.9, -3.0, -6.0]).map(|pct| NoisyChange { pct, noise_pct: 0.5 }),
        last_pct: p.maybe(&[0.3, -1.9, -3.0, -7.0]).map(|pct| NoisyChange { pct, noise_pct: 0.6 }),
        asked_pct: p.maybe(&[0.0, 3.0, -2.0, -5.0]).map(|pct| NoisyChange { pct, noise_pct: 0.2 }),
        each_slower: p.flag(),
        fast_start_pct: p.maybe(&[]),
        last_rep_quality: p.maybe(&[85.0, 60.0, 30.0]),
        flaw: p.of(&[None, None, Some(Flaw::Erratic), Some(Flaw::Faded(-5.0)), Some(Flaw::LastRep(30.0))]),
        is_of_many_paces: p.flag() && p.flag(),
        rpe_cr10: p.maybe(&[6.0, 4.0, 5.0, 7.0, 8.0, 9.0]),
        rpe_by: None,
        reps_in_reserve: p.maybe(&[3.0, 1.0]),
        effort_unread: p.flag(),
        felt_low: p.flag(),
        stop_pain: p.flag(),
        heart_rate_share: p.maybe(&[0.9, 0.96, 0.99]),
        heart_rate_rise_bpm: p.maybe(&[4.0, 12.0]),
        cadence_drift_pct: p.maybe(&[0.5, -5.0]),
        soreness_after: p.maybe(&[1.0, 4.0]),
        soreness_second: p.maybe(&[1.0, 6.0]),
        sore_twice: p.flag(),
        gap_ratio: p.maybe(&[1.0, 3.0]),
        heat_pct: p.maybe(&[0.0, 1.0, 2.0]),
        short_gap: p.flag(),
        has_row: true,
        amber_day: p.flag(),
        split_index_pct: p.maybe(&[0.0, -3.0]),
        last_rep_slowest: p.flag(),
    }
}

fn signal(level: SignalLevel, sign: Sign) -> Signal {
    Signal { level, sign }
}

fn facts(family: u8, sessions: &[Vec<u8>], day: &[u8]) -> Facts {
    let mut p = Picks(day.iter());
    let levels = [None, Some(SignalLevel::Green), Some(SignalLevel::Amber), Some(SignalLevel::Red)];
    let families = [Family::I, Family::R, Family::T, Family::S, Family::F];
    let signs = [Sign::RestingHeartRate(6.0), Sign::PoorSleep, Sign::Soreness(3.0)];
    Facts {
        family: families[usize::from(family) % families.len()],
        sessions: sessions.iter().map(|bytes| session(&mut Picks(bytes.iter()))).collect(),
        is_first: p.flag() && p.flag(),
        size: p.of(&[1.0, 0.95, 0.8]),
        symptom: p.of(&[None, None, Some(Symptom::Illness), Some(Symptom::Pain(6.0))]),
        symptom_days: p.of(&[None, None, Some(5), Some(1)]),
        ran_since_symptom: !p.flag(),
        signals: signs.into_iter().filter_map(|sign| Some(signal(p.of(&levels)?, sign))).collect(),
        sore_days: p.of(&[0, 1, 2, 4]),
        eased: p.flag(),
        easy_times: p.of(&[0, 1, 3]),
        too_hot: p.flag() && p.flag(),
        unread_symptom: p.flag() && p.flag(),
        hard_day_near: p.flag(),
        days_no_run: p.of(&[Some(1), Some(13), None, Some(14)]),
        days_no_fast: p.of(&[Some(6), Some(42), None, Some(43)]),
        build_weeks: p.of(&[1, 2, 3]),
        not_held_of3: p.of(&[0, 1, 2]),
        new_altitude: p.flag() && p.flag(),
        novice: p.flag(),
        require_rpe: p.flag(),
        anchor_old: p.flag(),
        open: p.of(&[
            vec![Lever::Reps],
            vec![Lever::Reps, Lever::Length, Lever::Rest, Lever::Pace],
            vec![Lever::Pace, Lever::Length],
            vec![Lever::Rest],
            vec![],
        ]),
        closed: Vec::new(),
    }
}

fn add(value: &mut Option<f64>, by: f64) {
    if let Some(value) = value {
        *value += by;
    }
}

fn add_to(value: &mut Option<NoisyChange>, by: f64) {
    if let Some(change) = value {
        change.pct += by;
    }
}

type Worsen = fn(&mut Evidence, f64);

/// Every figure of a session, made worse by an amount. Doubt about a session does not make it worse, so doubt is left out.
const WORSE_SESSIONS: [(&str, Worsen); 23] = [
    ("flaw", |s, _| s.flaw = Some(Flaw::Erratic)),
    ("each slower", |s, _| s.each_slower = true),
    ("last third", |s, by| add_to(&mut s.late_pct, -by)),
    ("last rep", |s, by| add_to(&mut s.last_pct, -by)),
    ("against the plan", |s, by| add_to(&mut s.asked_pct, -by)),
    ("last-rep quality", |s, by| add(&mut s.last_rep_quality, -10.0 * by)),
    ("rpe", |s, by| add(&mut s.rpe_cr10, by)),
    ("reserve", |s, by| add(&mut s.reps_in_reserve, -by)),
    ("heart rate", |s, by| add(&mut s.heart_rate_share, 0.02 * by)),
    ("heart-rate rise", |s, by| add(&mut s.heart_rate_rise_bpm, by)),
    ("cadence", |s, by| add(&mut s.cadence_drift_pct, -by)),
    ("soreness", |s, by| add(&mut s.soreness_after, by)),
    ("soreness on the second day", |s, by| add(&mut s.soreness_second, by)),
    ("gap", |s, by| add(&mut s.gap_ratio, by)),
    ("heat", |s, by| add(&mut s.heat_pct, by)),
    ("reps done", |s, by| s.done_fraction = (s.done_fraction - 0.1 * by).max(0.1)),
    ("effort unread", |s, _| s.effort_unread = true),
    ("felt low", |s, _| s.felt_low = true),
    ("pain", |s, _| s.stop_pain = true),
    ("sore twice", |s, _| s.sore_twice = true),
    ("amber day", |s, _| s.amber_day = true),
    ("short gap", |s, _| s.short_gap = true),
    ("last rep slowest", |s, _| s.last_rep_slowest = true),
];

type WorsenDay = fn(&mut Facts);

/// Every fact of the day, made worse.
const WORSE_DAYS: [(&str, WorsenDay); 22] = [
    ("illness", |f| f.symptom = Some(Symptom::Illness)),
    ("symptom yesterday", |f| f.symptom_days = Some(1)),
    ("not run since", |f| f.ran_since_symptom = false),
    ("sore", |f| f.sore_days += 2),
    ("eased", |f| f.eased = true),
    ("easy thrice", |f| f.easy_times += 1),
    ("too hot", |f| f.too_hot = true),
    ("unread", |f| f.unread_symptom = true),
    ("hard day near", |f| f.hard_day_near = true),
    ("days without running", |f| f.days_no_run = f.days_no_run.map(|days| days + 8)),
    ("days without fast running", |f| f.days_no_fast = f.days_no_fast.map(|days| days + 20)),
    ("building weeks", |f| f.build_weeks += 1),
    ("not held", |f| f.not_held_of3 += 1),
    ("altitude", |f| f.new_altitude = true),
    ("novice", |f| f.novice = true),
    ("RPE required", |f| f.require_rpe = true),
    ("old anchor", |f| f.anchor_old = true),
    ("smaller", |f| f.size -= 0.1),
    ("first", |f| f.is_first = true),
    ("last lever closed", |f| f.open.truncate(f.open.len().saturating_sub(1))),
    ("red signal", |f| f.signals.push(signal(SignalLevel::Red, Sign::Soreness(6.0)))),
    ("amber signal", |f| f.signals.push(signal(SignalLevel::Amber, Sign::PoorSleep))),
];

type Value = fn(&mut Evidence, Option<f64>);

/// Every value of a session that may be missing, with its most favourable value.
const VALUES: [(&str, Value, f64); 12] = [
    ("last third", |s, v| s.late_pct = v.map(|pct| NoisyChange { pct, noise_pct: 0.5 }), 1.0),
    ("last rep", |s, v| s.last_pct = v.map(|pct| NoisyChange { pct, noise_pct: 0.5 }), 0.5),
    ("against the plan", |s, v| s.asked_pct = v.map(|pct| NoisyChange { pct, noise_pct: 0.2 }), 0.0),
    ("last-rep quality", |s, v| s.last_rep_quality = v, 100.0),
    ("rpe", |s, v| s.rpe_cr10 = v, 1.0),
    ("reserve", |s, v| s.reps_in_reserve = v, 9.0),
    ("heart rate", |s, v| s.heart_rate_share = v, 0.5),
    ("heart-rate rise", |s, v| s.heart_rate_rise_bpm = v, 0.0),
    ("cadence", |s, v| s.cadence_drift_pct = v, 0.0),
    ("soreness on the second day", |s, v| s.soreness_second = v, 0.0),
    ("gap", |s, v| s.gap_ratio = v, 1.0),
    ("heat", |s, v| s.heat_pct = v, 0.0),
];

fn steps_up(facts: &Facts) -> bool {
    decide(facts).decision == Decision::StepUp
}

/// A runner with mostly clean figures, so that single faults are tried where a step up is near.
fn clean_bytes(sessions: &mut [Vec<u8>], day: &mut [u8], keep: usize) {
    let total = sessions.len() * SESSION_BYTES + day.len();
    for (index, byte) in sessions.iter_mut().flatten().chain(day).enumerate() {
        if index % total.max(1) != keep % total.max(1) && !(index * 7 + keep).is_multiple_of(13) {
            *byte = 0;
        }
    }
}

prop_compose! {
    fn all_facts()(
        family in any::<u8>(),
        mut sessions in prop::collection::vec(prop::collection::vec(any::<u8>(), SESSION_BYTES), 0..5),
        mut day in prop::collection::vec(any::<u8>(), DAY_BYTES),
        keep in 0_usize..2_000,
        clean in 0_u8..4,
    ) -> Facts {
        if clean > 0 {
            clean_bytes(&mut sessions, &mut day, keep);
        }
        facts(family, &sessions, &day)
    }
}

proptest! {
    #![proptest_config(same_each_time(CASES))]

    #[test]
    fn a_worse_session_never_earns_a_step_up(
        original in all_facts(), which in any::<prop::sample::Index>(),
        field in 0..WORSE_SESSIONS.len(), by in prop::sample::select(vec![0.5, 1.0, 2.0, 4.0]),
    ) {
        if original.sessions.is_empty() {
            return Ok(());
        }
        let mut worse = original.clone();
        let (name, worsen) = WORSE_SESSIONS[field];
        worsen(&mut worse.sessions[which.index(original.sessions.len())], by);
        prop_assert!(steps_up(&original) || !steps_up(&worse), "{name} made worse by {by}: {:#?}", worse);
    }

    #[test]
    fn a_worse_day_never_earns_a_step_up(original in all_facts(), field in 0..WORSE_DAYS.len()) {
        let mut worse = original.clone();
        let (name, worsen) = WORSE_DAYS[field];
        worsen(&mut worse);
        prop_assert!(steps_up(&original) || !steps_up(&worse), "{name} made worse: {:#?}", worse);
    }

    #[test]
    fn a_missing_value_never_earns_more_than_its_best(
        original in all_facts(), which in any::<prop::sample::Index>(), field in 0..VALUES.len(),
    ) {
        if original.sessions.is_empty() {
            return Ok(());
        }
        let at = which.index(original.sessions.len());
        let (name, set, best) = VALUES[field];
        let (mut missing, mut favourable) = (original.clone(), original);
        set(&mut missing.sessions[at], None);
        set(&mut favourable.sessions[at], Some(best));
        prop_assert!(steps_up(&favourable) || !steps_up(&missing), "{name}: {:#?}", missing);
    }

    #[test]
    fn missing_signals_never_earn_more_than_green_ones(original in all_facts()) {
        let (mut missing, mut favourable) = (original.clone(), original);
        missing.signals.clear();
        for signal in &mut favourable.signals {
            signal.level = SignalLevel::Green;
        }
        prop_assert!(steps_up(&favourable) || !steps_up(&missing), "{:#?}", missing);
    }

    #[test]
    fn a_symptom_always_wins_and_lasts_two_clear_days(original in all_facts(), symptom in 0..4, days in 0_i64..=2) {
        let mut ill = original;
        match symptom {
            0 => ill.symptom = Some(Symptom::Illness),
            1 => ill.symptom = Some(Symptom::OneSpot),
            2 => ill.symptom = Some(Symptom::Pain(5.0)),
            _ => ill.symptom_days = Some(days),
        }
        prop_assert_eq!(decide(&ill).decision, Decision::Rest);
    }

    #[test]
    fn soreness_on_three_days_is_no_day_for_more(original in all_facts()) {
        let sore = Facts { sore_days: 3, ..original };
        let decision = decide(&sore).decision;
        prop_assert!(matches!(decision, Decision::Rest | Decision::EasyFirst | Decision::WayBack | Decision::LighterWeek), "{decision:?}");
    }

    #[test]
    fn where_rpe_is_required_none_steps_up_without(mut original in all_facts()) {
        original.require_rpe = true;
        if let Some(newest) = original.sessions.last_mut() {
            newest.rpe_cr10 = None;
        }
        prop_assert!(!steps_up(&original), "{:#?}", original);
    }

    #[test]
    fn the_first_answer_that_matches_is_given(original in all_facts()) {
        let answer = decide(&original);
        let first = answer.heard.iter().find(|heard| heard.reason.is_some()).map(|heard| heard.decision);
        prop_assert_eq!(first, Some(answer.decision));
        prop_assert!(answer.lever.is_some() == (answer.decision == Decision::StepUp));
        prop_assert!(answer.reason.name().starts_with(answer.decision.name()), "{}", answer.reason.name());
    }
}

/// The properties prove something only if steps up are common among the cases.
#[test]
fn steps_up_are_common_among_the_cases() {
    let count = drawn(all_facts(), 4_000).filter(steps_up).count();
    assert!((80..3_600).contains(&count), "{count} of 4000 step up");
}
