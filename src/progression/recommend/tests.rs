//! The one next step over small seasons of summaries.

use super::super::verdict::tests::clean;
use super::super::{Advice, Family, Level, Lever, RepFigures, SessionEvidence};
use super::*;
use crate::model::{Race, UnreadCell};
use crate::segment::{Confidence, RecoveryMode, RepLength, WorkoutKind};

const KM: DistanceUnit = DistanceUnit::Kilometre;
/// A Monday.
const MONDAY: i64 = 19_844 - 2;

fn run(day: i64, metres: f64) -> SessionSummary {
    SessionSummary::easy_run(day, metres, metres / 3.0)
}

/// Six times 400 m in 93 s with 75 s jog and a plan for it, RPE 6.
fn track(day: i64) -> SessionSummary {
    let speed = 400.0 / 93.0;
    let rep = RepFigures { speed_mps: speed, timer_s: 93.0, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
    SessionSummary {
        kind: WorkoutKind::Reps,
        length: Some(RepLength::Distance(400.0)),
        reps: vec![rep; 6],
        rep_distance_m: 400.0,
        mean_speed_mps: speed,
        recovery_s: Some(75.0),
        recovery_m: Some(202.0),
        recovery_mode: Some(RecoveryMode::Jog),
        evidence: Some(SessionEvidence { rep_s: 93.0, ..clean() }),
        fast_distance_m: 2400.0,
        fast_timer_s: 558.0,
        rpe_cr10: Some(6.0),
        planned_reps: Some(6),
        target_mps: Some((400.0 / 94.0, 400.0 / 92.0)),
        ..run(day, 8_000.0)
    }
}

/// Four weeks of easy running, the third a lighter one, and track on two Tuesdays.
fn season() -> Vec<SessionSummary> {
    let mut history = Vec::new();
    for week in 0..5 {
        let easy = if week == 3 { 7_000.0 } else { 12_000.0 };
        for day in [0, 2, 4, 6] {
            history.push(run(MONDAY + 7 * week + day, easy));
        }
    }
    history.retain(|session| session.day < MONDAY + 7 * 4 + 1);
    history.push(track(MONDAY + 7 * 3 + 1));
    history.push(track(MONDAY + 7 * 4 + 1));
    history.sort_by_key(|session| session.day);
    history
}

fn rested(day: i64) -> JournalDay {
    JournalDay { day, soreness: Some(1.0), ..JournalDay::default() }
}

fn latest(history: &[SessionSummary], journal: &[JournalDay]) -> Recommendation {
    let today = history.iter().map(|session| session.day).max().unwrap();
    recommend_latest(history, &Athlete::default(), journal, today, KM).unwrap()
}

#[test]
fn two_clean_sessions_earn_one_more_rep() {
    let history = season();
    let advice = latest(&history, &[rested(MONDAY + 29)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Advance, "D14"), "{advice:#?}");
    assert_eq!(advice.lever, Some(Lever::Reps));
    let next = advice.next.unwrap();
    assert_eq!(next.text, "7 \u{d7} 400 m at 1:32\u{2013}1:34 (3:50\u{2013}3:55 /km), 200 m jog (75 s)");
    assert_eq!(advice.headline, "7 \u{d7} 400 m at 1:32\u{2013}1:34, same pace and rest");
    assert_eq!(advice.earliest_day, Some(MONDAY + 31));
    assert_eq!(advice.confidence, Confidence::High);
    assert!((2..=4).contains(&advice.reasons.len()), "{:?}", advice.reasons);
}

#[test]
fn one_clean_session_is_confirmed_first() {
    let mut history = season();
    history.retain(|session| session.kind != WorkoutKind::Reps || session.day > MONDAY + 28);
    let advice = latest(&history, &[rested(MONDAY + 29)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D11"));
    assert_eq!(advice.headline, "hold, run it once more to confirm");
    assert_eq!(advice.next.unwrap().reps, 6);
}

#[test]
fn a_duplicate_is_not_a_second_clean_session() {
    let mut history = season();
    history.retain(|session| session.kind != WorkoutKind::Reps || session.day > MONDAY + 28);
    let mut copy = track(MONDAY + 29);
    (copy.start_unix_s, copy.duplicate) = (copy.start_unix_s + 3.0, true);
    history.push(copy);
    assert_eq!(latest(&history, &[rested(MONDAY + 29)]).rule, "D11");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let forward = season();
    let mut backward = forward.clone();
    backward.reverse();
    let journal = [rested(MONDAY + 29)];
    assert_eq!(latest(&forward, &journal), latest(&backward, &journal));
    let mut all = recommend_all(&backward, &Athlete::default(), &journal, KM);
    all.reverse();
    assert_eq!(all, recommend_all(&forward, &Athlete::default(), &journal, KM));
    assert_eq!(all.iter().flatten().count(), 2);
}

#[test]
fn an_advanced_step_must_be_confirmed_anew() {
    let mut history = season();
    let mut seven = track(MONDAY + 36);
    seven.reps.push(seven.reps[0]);
    seven.fast_distance_m = 2800.0;
    (seven.planned_reps, seven.evidence.as_mut().unwrap().n) = (None, 7);
    history.push(run(MONDAY + 30, 12_000.0));
    history.push(run(MONDAY + 33, 12_000.0));
    history.push(seven);
    let advice = latest(&history, &[rested(MONDAY + 29), rested(MONDAY + 36)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D11"), "{advice:#?}");
    assert_eq!(advice.next.unwrap().reps, 7);
}

#[test]
fn advice_about_one_set_among_others_is_no_plan_for_a_whole_session() {
    let mut mixed = track(MONDAY + 22);
    (mixed.other_reps, mixed.planned_reps) = (15, None);
    mixed.workout = "6 \u{d7} 400 m + 15 \u{d7} 200 m".to_owned();
    let mut plain = track(MONDAY + 29);
    plain.reps.extend_from_within(..);
    plain.planned_reps = None;
    let advice = recommend_all(&[mixed, plain], &Athlete::default(), &[], KM);
    let next = |index: usize| advice[index].as_ref().unwrap().next.as_ref().unwrap().clone();
    assert_eq!((next(0).reps, next(0).others.as_str()), (6, "15 other reps as they were"));
    assert!(
        next(0).text.starts_with("the same session again (6 \u{d7} 400 m + 15 \u{d7} 200 m): 6"),
        "{}",
        next(0).text
    );
    assert_eq!((next(1).reps, next(1).others.as_str()), (12, ""));
}

#[test]
fn unweighed_gaps_do_not_lower_a_fixed_confidence() {
    let ill = JournalDay { illness: Some(true), ..rested(MONDAY + 29) };
    assert!(latest(&season(), &[ill]).deductions.is_empty());
    let mut bare = track(MONDAY);
    (bare.planned_reps, bare.target_mps) = (None, None);
    let advice = recommend(&bare, &[], &Athlete::default(), &[], MONDAY, KM);
    assert!(advice.target.is_none() && advice.deductions.contains(&"no target pace".to_owned()));
}

#[test]
fn a_stop_symptom_ends_speed_work() {
    let ill = JournalDay { illness: Some(true), ..rested(MONDAY + 29) };
    let advice = latest(&season(), &[ill]);
    assert_eq!((advice.decision, advice.rule), (Decision::Deload, "D0"));
    assert_eq!((advice.next, advice.earliest_day), (None, None));
    assert!(advice.headline.contains("no fast running") && advice.headline.contains("clinician"));
}

#[test]
fn missing_evidence_holds_and_says_what_would_help() {
    let mut bare = track(MONDAY);
    (bare.rpe_cr10, bare.planned_reps, bare.target_mps) = (None, None, None);
    bare.evidence.as_mut().unwrap().heart_rate_usable = false;
    let advice = recommend(&bare, &[], &Athlete::default(), &[], MONDAY, KM);
    assert_eq!((advice.decision, advice.rule), (Decision::Insufficient, "D9a"));
    let unseen = advice.unseen.join(" ");
    assert!(unseen.contains("RPE") && unseen.contains("athlete.toml") && unseen.contains("journal"));
    assert_eq!(advice.next.unwrap().reps, 6);
}

#[test]
fn a_failure_steps_back_and_a_bad_day_does_not() {
    let mut history = season();
    history.last_mut().unwrap().rpe_cr10 = Some(9.0);
    let advice = latest(&history, &[rested(MONDAY + 29)]);
    assert_eq!((advice.decision, advice.rule), (Decision::StepBack, "D7"));
    assert_eq!(advice.next.as_ref().unwrap().reps, 5);
    let tired = JournalDay { poor_sleep: true, ..rested(MONDAY + 29) };
    assert_eq!(latest(&history, &[tired]).rule, "D6");
}

#[test]
fn a_long_break_starts_with_strides() {
    let history = season();
    let advice = recommend_latest(&history, &Athlete::default(), &[], MONDAY + 29 + 20, KM).unwrap();
    assert_eq!((advice.decision, advice.rule), (Decision::StepBack, "D3"));
    assert_eq!(advice.next.unwrap().length, RepLength::Time(20.0));
}

#[test]
fn a_race_gives_family_and_target() {
    // VDOT 50: interval pace 93 s per 400 m.
    let athlete =
        Athlete { races: vec![Race { day: MONDAY, distance_m: 5000.0, time_s: 1197.0 }], ..Athlete::default() };
    let mut free = track(MONDAY + 14);
    free.target_mps = None;
    let past = [];
    let history = History::new(&free, &past, &athlete, &[], free.day);
    let judged = history.judge(&free).unwrap();
    assert_eq!(judged.family, Family::I);
    assert!(judged.evidence.target_error_pct.unwrap().abs() < 1.5);
    assert!(!judged.target.unwrap().is_weak());
}

#[test]
fn a_run_without_reps_leaves_the_plan() {
    let history = season();
    let easy = run(MONDAY + 29, 9_000.0);
    let advice = recommend(&easy, &history, &Athlete::default(), &[], easy.day, KM);
    assert_eq!((advice.headline.as_str(), advice.rule), ("your plan stands", "D9b"));
    assert_eq!(advice.next, None);
    let first = recommend_latest(&[easy], &Athlete::default(), &[], MONDAY + 29, KM).unwrap();
    assert_eq!((first.headline.as_str(), first.rule, first.next), ("easy running first", "D9b", None));
    assert!(recommend_latest(&[], &Athlete::default(), &[], MONDAY + 29, KM).is_none());
}

#[test]
fn who_has_run_but_never_fast_begins_with_strides() {
    let runs: Vec<SessionSummary> =
        (0..9).flat_map(|week| [0, 2, 5].map(|day| run(MONDAY + 7 * week + day, 7_000.0))).collect();
    let advice = latest(&runs, &[]);
    assert_eq!((advice.rule, advice.family), ("D9b", Some(Family::F)), "{advice:#?}");
    assert_eq!(advice.headline, "begin with strides, 4 \u{d7} 15 s");
    assert_eq!(advice.next.unwrap().text, "4 \u{d7} 15 s relaxed and quick, by feel, 75 s walk");
    assert_eq!(latest(&runs[..9], &[]).reasons[1], "8 weeks of running come first: 3 of the last 8 have a run.");
    let sore = JournalDay { illness: Some(true), ..rested(MONDAY + 61) };
    assert_eq!(latest(&runs, &[sore]).next, None, "a symptom comes first");
}

/// So many strides of so many seconds in an easy run, with RPE 4.
fn strides(day: i64, count: usize, seconds: f64) -> SessionSummary {
    let rep = RepFigures { speed_mps: 5.0, timer_s: seconds, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
    SessionSummary {
        kind: WorkoutKind::Strides,
        length: Some(RepLength::Time(seconds)),
        reps: vec![rep; count],
        rep_distance_m: 5.0 * seconds,
        mean_speed_mps: 5.0,
        recovery_s: Some(75.0),
        recovery_mode: Some(RecoveryMode::Walk),
        family: Family::F,
        evidence: Some(SessionEvidence { n: count, rep_s: seconds, ..SessionEvidence::unseen() }),
        rpe_cr10: Some(4.0),
        ..run(day, 6_000.0)
    }
}

#[test]
fn the_way_in_goes_step_by_step() {
    // Half a year of easy running, then strides on Tuesdays, each advice followed, with soreness 1 two days later.
    let mut history: Vec<SessionSummary> =
        (-30..0_i64).flat_map(|week| [0, 2, 5].map(|day| run(MONDAY + 7 * week + day, 7_000.0))).collect();
    let (mut journal, mut texts) = (Vec::new(), Vec::new());
    let athlete = Athlete::default();
    let ask = |history: &[SessionSummary], journal: &[JournalDay], today| {
        recommend_latest(history, &athlete, journal, today, KM).unwrap()
    };
    for week in 0..14_i64 {
        let today = MONDAY + 7 * week;
        let advice = ask(&history, &journal, today);
        let next = advice.next.clone().unwrap_or_else(|| panic!("week {week}: {advice:#?}"));
        let text = next.text.split(',').next().unwrap().replace(" relaxed and quick", "");
        if texts.last() != Some(&text) {
            texts.push(text);
        }
        let RepLength::Time(seconds) = next.length else { break };
        history.push(strides(today + 1, next.reps, seconds));
        journal.push(rested(today + 3));
        history.extend([3, 5].map(|day| run(today + day, 7_000.0)));
    }
    assert_eq!(
        texts,
        ["4 \u{d7} 15 s", "6 \u{d7} 20 s", "8 \u{d7} 20 s", "4 \u{d7} 1 min by feel", "5 \u{d7} 1 min by feel"],
        "each step twice, as far as the week allows"
    );
}

#[test]
fn strides_beside_reps_are_part_of_an_easy_day() {
    let mut history = season();
    history.push(strides(MONDAY + 31, 6, 20.0));
    let advice = recommend_latest(&history, &Athlete::default(), &[rested(MONDAY + 31)], MONDAY + 31, KM).unwrap();
    assert_eq!((advice.rule, advice.next.unwrap().reps), ("D14", 7), "the reps are what goes on");
    let all = recommend_all(&history, &Athlete::default(), &[], KM);
    assert!(all.last().unwrap().is_none());
}

#[test]
fn a_year_without_speed_is_as_none_at_all() {
    let mut history = season();
    history.extend((0..40_i64).flat_map(|week| [0, 2, 5].map(|day| run(MONDAY + 32 + 7 * week + day, 7_000.0))));
    let advice = latest(&history, &[]);
    assert_eq!((advice.rule, advice.headline.as_str()), ("D9b", "begin with strides, 4 \u{d7} 15 s"));
}

#[test]
fn the_plan_in_the_journal_is_the_plan() {
    let mut history = season();
    for session in &mut history {
        session.planned_reps = None;
    }
    let planned = |text: &str| JournalDay { planned: text.to_owned(), ..rested(MONDAY + 29) };
    let advice = latest(&history, &[planned("10 x 400 m")]);
    assert_eq!((advice.rule, advice.decision), ("D7", Decision::StepBack), "{:?}", advice.reasons);
    assert!(advice.reasons[0].contains("6 of 10 reps"), "{:?}", advice.reasons);
    assert_eq!(advice.next.unwrap().reps, 6, "as many as were run");
    assert_eq!(latest(&history, &[planned("10x1000")]).rule, latest(&history, &[rested(MONDAY + 29)]).rule);
}

#[test]
fn heat_of_today_moves_or_slows_what_is_next() {
    let weather = |air: f64, dew: f64| {
        let today = MONDAY + 31;
        let row = JournalDay { temperature_c: Some(air), dew_point_c: Some(dew), ..rested(today) };
        recommend_latest(&season(), &Athlete::default(), &[rested(MONDAY + 29), row], today, KM).unwrap()
    };
    let hot = weather(40.0, 28.0);
    assert_eq!((hot.decision, hot.rule), (Decision::Hold, "D8"));
    assert!(hot.reasons[0].starts_with("It is too hot today"), "{:?}", hot.reasons);
    let warm = weather(28.0, 20.0);
    assert!(warm.reasons.iter().any(|reason| reason.starts_with("In today's heat reps come out about 1.9 %")));
    assert_eq!(warm.rule, "D14", "the step stays, the pace gives");
}

#[test]
fn what_speaks_against_today_is_told_whatever_the_rule() {
    // Four full weeks: a lighter one is due, and today is a bad day for anything.
    let mut history: Vec<SessionSummary> =
        (0..4).flat_map(|week| [2, 4, 6].map(|day| run(MONDAY + 7 * week + day, 10_000.0))).collect();
    history.extend((0..4).map(|week| track(MONDAY + 7 * week + 1)));
    let today = MONDAY + 28;
    let advice = |row: JournalDay| {
        recommend_latest(&history, &Athlete::default(), &[JournalDay { day: today, ..row }], today, KM).unwrap()
    };
    let quiet = advice(JournalDay::default());
    assert_eq!((quiet.rule, quiet.earliest_day), ("D4", Some(today)));
    let hot = advice(JournalDay { temperature_c: Some(45.0), dew_point_c: Some(30.0), ..JournalDay::default() });
    assert_eq!((hot.rule, hot.earliest_day), ("D4", Some(today + 1)));
    assert!(hot.reasons[1].starts_with("It is too hot today"), "{:?}", hot.reasons);
    let sore = advice(JournalDay { soreness: Some(8.0), ..JournalDay::default() });
    assert_eq!(sore.reasons[1], "Not today: soreness 8 in 10.");
}

#[test]
fn a_step_back_is_from_what_was_run() {
    let mut history = season();
    let last = history.last_mut().unwrap();
    (last.planned_reps, last.rpe_cr10) = (Some(6), Some(9.5));
    last.reps.truncate(5);
    last.evidence.as_mut().unwrap().n = 5;
    let advice = latest(&history, &[rested(MONDAY + 29)]);
    assert_eq!((advice.rule, advice.next.unwrap().reps), ("D7", 4), "five were run, and were too hard");
}

#[test]
fn a_full_session_is_no_lighter_one() {
    let advised = |metres, reps| {
        let length = RepLength::Distance(metres);
        Some(Advice {
            decision: Decision::Deload,
            rule: "D4",
            family: Family::I,
            reps,
            length,
            whole: true,
            lever: None,
            day: 0,
        })
    };
    let session = |advised| SessionSummary { advised, ..track(MONDAY) };
    assert!(session(advised(400.0, 6)).is_lighter());
    assert!(!session(advised(400.0, 3)).is_lighter() && !session(advised(300.0, 6)).is_lighter());
}

#[test]
fn nothing_hard_is_advised_right_before_the_race() {
    let race = crate::model::GoalRace { day: MONDAY + 33, distance_m: 5_000.0 };
    let athlete = Athlete { goal_race: Some(race), ..Athlete::default() };
    let journal = [rested(MONDAY + 29), rested(MONDAY + 31)];
    let advice = recommend_latest(&season(), &athlete, &journal, MONDAY + 31, KM).unwrap();
    assert_eq!(advice.reasons[1], "Your race is in 2 days: nothing hard in the last three.");
    assert_eq!(advice.earliest_day, Some(MONDAY + 36), "two easy days after it");
}

#[test]
fn no_third_hard_day_within_a_week() {
    let mut history = season();
    let mut tempo = track(MONDAY + 32);
    (tempo.length, tempo.rep_distance_m) = (Some(RepLength::Distance(2_000.0)), 2_000.0);
    tempo.evidence = Some(SessionEvidence { rep_s: 480.0, ..tempo.evidence.unwrap() });
    history.push(tempo);
    let advice = recommend_latest(&history, &Athlete::default(), &[], MONDAY + 32, KM).unwrap();
    assert_eq!(advice.earliest_day, Some(MONDAY + 36), "a week after the first of the two");
}

#[test]
fn the_end_of_a_ladder_names_the_next_kind() {
    let athlete = Athlete { goal: Some(crate::model::Goal::FiveK), novice: None, ..Athlete::default() };
    let (mut history, mut long) = (season(), track(0));
    history.retain(|session| !session.has_reps());
    // 5 \u{d7} 1200 m is the last step; rest and pace cannot move either.
    (long.length, long.rep_distance_m) = (Some(RepLength::Distance(1_200.0)), 1_200.0);
    (long.recovery_s, long.fast_distance_m, long.target_mps) = (Some(140.0), 6_000.0, None);
    (long.planned_reps, long.distance_m) = (Some(5), 12_000.0);
    long.reps.truncate(5);
    long.evidence = Some(SessionEvidence { n: 5, rep_s: 279.0, ..long.evidence.unwrap() });
    for (day, easy) in (0..5).flat_map(|week| [0, 2, 4, 6].map(|day| (MONDAY + 7 * week + day, 22_000.0))) {
        history.push(run(day, easy));
    }
    history.retain(|session| session.day < MONDAY + 29);
    for day in [MONDAY + 15, MONDAY + 22, MONDAY + 29] {
        history.push(SessionSummary { day, start_unix_s: day as f64 * 86_400.0 + 64_800.0, ..long.clone() });
    }
    let advice = recommend_latest(&history, &athlete, &[rested(MONDAY + 29)], MONDAY + 29, KM).unwrap();
    assert_eq!(advice.rule, "D13", "{advice:#?}");
    let last = advice.reasons.last().unwrap();
    assert!(
        last.starts_with("The interval ladder ends here. By your goal goal-pace reps may have a turn: 6"),
        "{last}"
    );
}

#[test]
fn fast_200s_are_a_hard_day_and_strides_are_not() {
    let reps = |metres: f64, seconds: f64| {
        let mut session = track(MONDAY);
        (session.fast_distance_m, session.fast_timer_s) = (6.0 * metres, 6.0 * seconds);
        (session.rep_distance_m, session.length, session.rpe_cr10) = (metres, Some(RepLength::Distance(metres)), None);
        session.evidence = Some(SessionEvidence { rep_s: seconds, ..session.evidence.unwrap() });
        recommend(&session, &[], &Athlete::default(), &[], MONDAY, KM).earliest_day
    };
    assert_eq!(reps(200.0, 29.0), Some(MONDAY + 2));
    assert_eq!(reps(100.0, 18.0), Some(MONDAY + 1), "strides, but never twice a day");
}

#[test]
fn off_signals_move_the_session() {
    let sore = JournalDay { soreness: Some(6.0), ..rested(MONDAY + 29) };
    let advice = latest(&season(), &[sore]);
    assert_eq!(advice.rule, "D8");
    assert_eq!(advice.earliest_day, Some(MONDAY + 32));
    assert_eq!(super::super::readiness::signals(&[rested(3)], 3)[0].level, Level::Green);
}

#[test]
fn a_lighter_week_is_no_new_level() {
    // Four full weeks, track on Tuesdays; on the fifth Monday a lighter week is due.
    let easy = |week: i64| [2, 4, 6].map(|day| run(MONDAY + 7 * week + day, 10_000.0));
    let mut history: Vec<SessionSummary> = (0..4).flat_map(easy).collect();
    history.extend((0..4).map(|week| track(MONDAY + 7 * week + 1)));
    let advice = |history: &[SessionSummary], today: i64| {
        recommend_latest(history, &Athlete::default(), &[], today, KM).unwrap()
    };
    let lighter = advice(&history, MONDAY + 28);
    assert_eq!((lighter.rule, lighter.next.unwrap().reps), ("D4", 3));
    // It is run as advised: then the step before it is repeated, and the building weeks begin anew.
    let mut half = track(MONDAY + 29);
    (half.planned_reps, half.fast_distance_m) = (Some(3), 1_200.0);
    half.reps.truncate(3);
    half.evidence = Some(SessionEvidence { n: 3, ..half.evidence.unwrap() });
    history.push(half);
    let same_week = advice(&history, MONDAY + 30);
    assert_eq!((same_week.rule, same_week.next.unwrap().reps), ("D11", 6), "half a lighter week is no level either");
    assert_eq!(same_week.earliest_day, Some(MONDAY + 35), "after the lighter week");
    history.extend(easy(4));
    let after = advice(&history, MONDAY + 35);
    assert_eq!((after.rule, after.decision, after.next.unwrap().reps), ("D11", Decision::Hold, 6));
    assert!(after.reasons[0].starts_with("The lighter week is done"), "{:?}", after.reasons);
    history.push(track(MONDAY + 36));
    history.extend(easy(5));
    assert_ne!(advice(&history, MONDAY + 42).rule, "D4", "the building weeks begin anew");
}

#[test]
fn a_missed_kind_of_session_comes_back_below() {
    // Easy running goes on; the reps do not.
    let easy = |week: i64| [0, 2, 4].map(|day| run(MONDAY + 7 * week + day, 9_000.0));
    let mut history: Vec<SessionSummary> = (0..8).flat_map(easy).collect();
    history.extend([track(MONDAY + 1), track(MONDAY + 8)]);
    let after = |history: &[SessionSummary], days: i64| {
        let today = MONDAY + 8 + days;
        let upto: Vec<SessionSummary> = history.iter().filter(|run| run.day <= today).cloned().collect();
        let advice = recommend_latest(&upto, &Athlete::default(), &[], today, KM).unwrap();
        (advice.rule, advice.decision, advice.next.unwrap().reps)
    };
    assert_eq!(after(&history, 12), ("D11", Decision::Hold, 6));
    assert_eq!(after(&history, 16), ("D3", Decision::StepBack, 5));
    assert_eq!(after(&history, 25), ("D3", Decision::StepBack, 4));
    assert_eq!(after(&history, 43), ("D3", Decision::StepBack, 8), "strides after six weeks");
    let strides = SessionSummary { kind: WorkoutKind::Strides, ..run(MONDAY + 50, 6_000.0) };
    history.push(strides);
    assert_eq!(after(&history, 44), ("D3", Decision::StepBack, 3), "after the strides three fifths of the reps");
}

#[test]
fn a_break_lowers_what_a_race_asks_for() {
    let race = Race { day: MONDAY - 40, distance_m: 5000.0, time_s: 1197.0 };
    let athlete = Athlete { races: vec![race], ..Athlete::default() };
    let session = SessionSummary { planned_reps: None, target_mps: None, ..track(MONDAY + 1) };
    let target = |last_run: i64| {
        let history = [run(MONDAY - 39, 9_000.0), run(last_run, 9_000.0), session.clone()];
        let runs: Vec<SessionSummary> = history.into_iter().filter(|run| run.day >= MONDAY - 39).collect();
        recommend(&session, &runs, &athlete, &[], MONDAY + 1, KM).target.unwrap()
    };
    // Running on every third day, against 37 days without.
    let mut every: Vec<SessionSummary> = (-39..0).step_by(3).map(|day| run(MONDAY + day, 9_000.0)).collect();
    every.push(session.clone());
    let even = recommend(&session, &every, &athlete, &[], MONDAY + 1, KM).target.unwrap();
    assert_eq!(even.source, "the interval pace by your race 41 days before");
    let rested = target(MONDAY - 1);
    assert!(
        rested.source.starts_with("the interval pace by your race 41 days before, lowered for 37 days"),
        "{}",
        rested.source
    );
    assert!(rested.speed_mps.1 < 0.95 * even.speed_mps.1);
}

fn unread(day: i64, column: &'static str, cell: &str) -> JournalDay {
    JournalDay { day, unread: vec![UnreadCell { column, cell: cell.to_owned() }], ..JournalDay::default() }
}

#[test]
fn pain_that_cannot_be_read_allows_nothing_hard() {
    let day = MONDAY + 29;
    let advice = latest(&season(), &[rested(day), unread(day, "pain", "knee")]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D8"), "{advice:#?}");
    assert_eq!(
        advice.reasons[0],
        "The journal says pain \u{201c}knee\u{201d}, which cannot be read: nothing hard until it is a number from 0 to 10."
    );
    assert_eq!((advice.headline.as_str(), advice.next), ("hold, say first how it is", None));
    assert!(advice.unseen.iter().any(|line| line.contains("pain \u{201c}knee\u{201d} (today)")), "{:?}", advice.unseen);
    let gone = JournalDay { day: day + 1, pain: Some(0.0), ..JournalDay::default() };
    let later =
        |journal: &[JournalDay]| recommend_latest(&season(), &Athlete::default(), journal, day + 1, KM).unwrap();
    assert_eq!(later(&[rested(day), unread(day, "pain", "knee")]).rule, "D8", "it stands");
    // The session of that day stays one of which the runner said something that nobody could read.
    assert_eq!(later(&[rested(day), unread(day, "pain", "knee"), gone]).rule, "D9a");
}

#[test]
fn effort_that_cannot_be_read_is_no_missing_effort() {
    let mut history = season();
    for run in &mut history {
        run.rpe_cr10 = None;
    }
    let day = MONDAY + 29;
    assert_eq!(latest(&history, &[rested(day)]).rule, "D11", "objective passes count");
    let advice = latest(&history, &[rested(day), unread(day, "rpe", "9-10")]);
    assert_eq!((advice.rule, advice.decision), ("D9a", Decision::Insufficient));
    assert_eq!(advice.reasons[0], "What the journal says of it cannot be read: RPE \u{201c}9-10\u{201d}.");
}

#[test]
fn wind_leaves_the_effort_and_a_reason_excuses_missing_reps() {
    let (history, day) = (season(), MONDAY + 29);
    let windy = JournalDay { windy: true, ..rested(day) };
    let advice = latest(&history, &[windy]);
    assert_eq!(
        (advice.rule, advice.reasons[0].as_str()),
        ("D9a", "The reps were run in wind, where pace does not tell effort.")
    );
    let mut short = history;
    let last = short.last_mut().unwrap();
    last.planned_reps = Some(9);
    assert_eq!(latest(&short, &[rested(day)]).rule, "D7", "6 of 9 reps");
    let excused = JournalDay { cut_short: "thunder".to_owned(), ..rested(day) };
    let advice = latest(&short, &[excused]);
    assert_eq!((advice.rule, advice.reasons[0].as_str()), ("D10", "6 of 9 reps done."));
    // The plan may stand in the journal: it is asked for again, not what thunder left of it.
    short.last_mut().unwrap().planned_reps = None;
    let journal = [JournalDay { planned: "9x400".to_owned(), cut_short: "thunder".to_owned(), ..rested(day) }];
    assert_eq!(latest(&short, &journal).next.unwrap().reps, 9);
}

#[test]
fn an_ache_adds_nothing() {
    let day = MONDAY + 29;
    let advice = latest(&season(), &[JournalDay { pain: Some(4.0), ..rested(day) }]);
    assert_eq!((advice.rule, advice.reasons[0].as_str()), ("D12", "Pain 4 in 10."));
    assert_eq!(latest(&season(), &[JournalDay { pain: Some(2.0), ..rested(day) }]).rule, "D14");
}

#[test]
fn a_plan_in_words_is_read_part_by_part_or_named() {
    let mut history = season();
    for run in &mut history {
        run.planned_reps = None;
    }
    let day = MONDAY + 29;
    let told = |planned: &str| JournalDay { planned: planned.to_owned(), ..rested(day) };
    assert_eq!(latest(&history, &[told("2x(4x400) + 3x1000")]).rule, "D7", "6 of 8 reps");
    let advice = latest(&history, &[told("400s with Jo")]);
    assert!(advice.unseen.iter().any(|line| line.contains("\u{201c}400s with Jo\u{201d}")), "{:?}", advice.unseen);
}

#[test]
fn what_is_over_the_cap_of_the_week_is_cut_to_it() {
    let mut history = season();
    for run in history.iter_mut().filter(|run| run.kind != WorkoutKind::Reps) {
        run.distance_m *= 0.5;
    }
    let mut hard = track(MONDAY + 29);
    (hard.rpe_cr10, hard.planned_reps) = (Some(8.0), None);
    *history.last_mut().unwrap() = hard;
    let advice = latest(&history, &[rested(MONDAY + 29)]);
    assert_eq!((advice.decision, advice.rule), (Decision::Hold, "D10"));
    assert_eq!(advice.next.unwrap().reps, 4, "{:?}", advice.reasons);
    assert_eq!(advice.headline, "4 \u{d7} 400 m at 1:32\u{2013}1:34, cut to the cap of the week");
    assert_eq!(
        advice.reasons[2],
        "Interval volume is over its cap: 8 % of your 23.5 km week are 1880 m. 4 of the 6 reps fit."
    );
    // With too few weeks to know the usual one nothing is cut.
    history.retain(|run| run.day > MONDAY + 14);
    assert_eq!(latest(&history, &[rested(MONDAY + 29)]).next.unwrap().reps, 6);
}

#[test]
fn on_sunday_the_lighter_week_is_seen_that_begins_on_monday() {
    let mut history = season();
    history.retain(|run| run.day < MONDAY + 21 && run.kind != WorkoutKind::Reps);
    history.extend([1, 8, 15, 19].map(|day| track(MONDAY + day)));
    history.sort_by_key(|run| run.day);
    let at = |today| recommend_latest(&history, &Athlete::default(), &[rested(today)], today, KM).unwrap();
    let (saturday, monday) = (at(MONDAY + 19), at(MONDAY + 21));
    assert_eq!((monday.rule, saturday.rule), ("D4", "D4"), "{saturday:#?}");
    assert_eq!(saturday.next, monday.next);
    assert_ne!(at(MONDAY + 18).rule, "D4", "there may be reps this week yet");
}

#[test]
fn rides_keep_half_of_what_a_break_costs() {
    let race = Race { day: MONDAY - 40, distance_m: 5000.0, time_s: 1197.0 };
    let athlete = Athlete { races: vec![race], ..Athlete::default() };
    let session = SessionSummary { planned_reps: None, target_mps: None, ..track(MONDAY + 1) };
    let ride = |day: i64, minutes: f64| SessionSummary {
        kind: WorkoutKind::NotRunning,
        running: false,
        trains_legs: true,
        ..SessionSummary::easy_run(day, 20_000.0, 60.0 * minutes)
    };
    // From the 30th day before to the day before: thirty days without running.
    let target = |others: &[SessionSummary]| {
        let runs = [run(MONDAY - 39, 9_000.0), run(MONDAY - 30, 9_000.0), session.clone()];
        let history: Vec<SessionSummary> = runs.iter().chain(others).cloned().collect();
        recommend(&session, &history, &athlete, &[], MONDAY + 1, KM).target.unwrap()
    };
    let rides = |days: std::ops::Range<i64>, every: usize, minutes: f64| -> Vec<SessionSummary> {
        days.step_by(every).map(|day| ride(MONDAY + day, minutes)).collect()
    };
    let source = |days: &str| format!("the interval pace by your race 41 days before, lowered for {days}");
    let idle = target(&[]);
    assert_eq!(idle.source, source("30 days without running"));
    let busy = target(&rides(-29..1, 2, 45.0));
    assert_eq!(busy.source, source("30 days without running, with cross-training"));
    assert!(busy.speed_mps.1 > 1.02 * idle.speed_mps.1, "{busy:?} {idle:?}");
    assert_eq!(target(&rides(-29..1, 3, 45.0)), idle, "ten days of thirty are fewer than three a week");
    assert_eq!(target(&rides(-29..1, 2, 15.0)), idle, "a quarter of an hour is no training");
    assert_eq!(target(&rides(-70..-30, 1, 45.0)), idle, "before the break");
    let twice: Vec<SessionSummary> =
        rides(-29..-18, 1, 45.0).into_iter().flat_map(|ride| [ride.clone(), ride]).collect();
    assert_eq!(target(&twice), idle, "days count, not outings");
    let swims: Vec<SessionSummary> =
        rides(-29..1, 1, 45.0).into_iter().map(|ride| SessionSummary { trains_legs: false, ..ride }).collect();
    assert_eq!(target(&swims), idle);
}

/// Two threshold reps of so many minutes as a watch on a track may read them: by a round distance.
fn tempo(day: i64, minutes: f64, metres: f64) -> SessionSummary {
    let seconds = 60.0 * minutes;
    let rep = RepFigures {
        speed_mps: metres / seconds,
        timer_s: seconds,
        heart_rate_start_bpm: None,
        heart_rate_peak_bpm: None,
    };
    SessionSummary {
        length: Some(RepLength::Time(seconds)),
        reps: vec![rep; 2],
        rep_distance_m: metres,
        mean_speed_mps: metres / seconds,
        recovery_s: Some(120.0),
        recovery_m: Some(200.0),
        family: Family::T,
        evidence: Some(SessionEvidence { rep_s: seconds, n: 2, decoupling_pct: Some(1.0), ..clean() }),
        fast_distance_m: 2.0 * metres,
        fast_timer_s: 2.0 * seconds,
        planned_reps: None,
        target_mps: None,
        ..track(day)
    }
}

#[test]
fn two_shorter_reps_of_a_lighter_week_lead_back_to_the_long_ones() {
    let easy = |week: i64| [2, 4, 6].map(|day| run(MONDAY + 7 * week + day, 12_000.0));
    let mut history: Vec<SessionSummary> = (0..4).flat_map(easy).collect();
    history.extend((0..4).map(|week| tempo(MONDAY + 7 * week + 1, 8.0, 1_900.0)));
    let advice = |history: &[SessionSummary], today: i64| {
        recommend_latest(history, &Athlete::default(), &[], today, KM).unwrap()
    };
    let lighter = advice(&history, MONDAY + 28);
    assert_eq!((lighter.rule, lighter.next.unwrap().length), ("D4", RepLength::Time(300.0)));
    // Five minutes at that pace are near 1200 m.
    let half = SessionSummary {
        length: Some(RepLength::Distance(1_200.0)),
        family: Family::I,
        ..tempo(MONDAY + 29, 5.0, 1_188.0)
    };
    history.push(half);
    history.extend(easy(4));
    let after = advice(&history, MONDAY + 35);
    assert_eq!((after.rule, after.family), ("D11", Some(Family::T)), "{after:#?}");
    assert_eq!(after.next.unwrap().length, RepLength::Time(480.0));
}
