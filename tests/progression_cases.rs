//! Cases that a careful coach has an answer to, each with others of its kind.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use lastrep::model::{Athlete, Day, JournalDay};
use lastrep::progression::{Decision, Family, Flaw, Recommendation, Seen, SessionSummary, WorkRep, recommend_all};
use lastrep::segment::{RecoveryMode, RepLength, WorkoutKind};
use lastrep::stats::Range;
use lastrep::units::DistanceUnit;

use crate::common::past::{MONDAY, Past};
use crate::common::sessions::{Reps, easy, even};

const INTERVALS: Reps = Reps { count: 6, metres: 800.0, speed_mps: 4.2, rest_s: 120.0 };

/// Weeks of five easy runs; the third week of every four is lighter.
fn easy_weeks(weeks: i64) -> Vec<SessionSummary> {
    let share = |week: i64| if week.rem_euclid(4) == 2 { 0.6 } else { 1.0 };
    let of_week = |week: i64| [0, 2, 4, 5, 6].map(|at| easy(MONDAY + 7 * week + at, 13_000.0 * share(week)));
    (-6..weeks).flat_map(of_week).collect()
}

/// Easy weeks up to a day, with sessions among them and the RPE of each session in the journal.
fn past(sessions: Vec<SessionSummary>, rpe: Option<f64>, today: Day) -> Past {
    let journal =
        sessions.iter().map(|run| JournalDay { day: run.day, rpe_cr10: rpe, ..JournalDay::default() }).collect();
    let mut runs = easy_weeks((today - MONDAY) / 7 + 1);
    runs.retain(|run| run.day <= today && !sessions.iter().any(|session| session.day == run.day));
    runs.extend(sessions);
    runs.sort_by_key(|run| run.day);
    Past { runs, journal, athlete: Athlete { novice: Some(false), ..Athlete::default() }, today }
}

/// Reps by time, as a watch without laps records them.
fn by_time(day: Day, count: usize, (seconds, speed_mps, rest_s): (f64, f64, f64), noise_pct: f64) -> SessionSummary {
    let metres = seconds * speed_mps;
    SessionSummary {
        length: Some(RepLength::Time(seconds)),
        seen: Some(Seen { noise_pct, ..even(seconds) }),
        works: vec![WorkRep { distance_m: metres, speed_mps, noise_pct }; count],
        family: if seconds < 30.0 {
            Family::F
        } else if seconds <= 120.0 && rest_s >= 2.0 * seconds {
            Family::R
        } else {
            Family::I
        },
        ..Reps { count, metres, speed_mps, rest_s }.on(day)
    }
}

fn two_held() -> Past {
    past(vec![INTERVALS.on(MONDAY + 1), INTERVALS.on(MONDAY + 8)], Some(6.0), MONDAY + 8)
}

fn advice(past: &Past) -> Recommendation {
    past.advice().unwrap()
}

fn fast_m(past: &Past) -> f64 {
    advice(past).next.unwrap().fast_distance_m
}

#[test]
fn two_sessions_held_earn_one_step_and_one_alone_none() {
    let up = advice(&two_held());
    assert_eq!((up.decision, up.rule), (Decision::StepUp, "step-up-two-held"), "{up:#?}");
    let one = past(vec![INTERVALS.on(MONDAY + 1)], Some(6.0), MONDAY + 1);
    assert_eq!(advice(&one).decision, Decision::OnceMore);
}

#[test]
fn a_session_that_the_report_finds_wrong_is_no_ground_for_a_step_up() {
    let flawed = |flaw: Flaw| {
        let mut past = two_held();
        let newest = past.runs.iter_mut().rfind(|run| run.has_reps()).unwrap();
        newest.seen.as_mut().unwrap().flaw = Some(flaw);
        advice(&past)
    };
    for flaw in [Flaw::Erratic, Flaw::Faded(-5.0), Flaw::LastRep(45.0)] {
        let next = flawed(flaw);
        assert_eq!(next.rule, "once-more-unclear", "{next:#?}");
        assert!(!next.reasons.iter().any(|line| line.contains("It counts") || line.starts_with("Well")), "{next:#?}");
    }
    let small = flawed(Flaw::Faded(-3.0));
    assert_eq!(small.rule, "step-up-two-held", "{small:#?}");
    assert!(small.reasons[1].ends_with("first to the last. That is little enough."), "{small:#?}");
}

#[test]
fn a_bad_session_between_two_breaks_the_row_and_other_reps_of_the_kind_confirm() {
    let day = |at: i64| MONDAY + 1 + 4 * at;
    let mut bad = INTERVALS.on(day(1));
    bad.seen.as_mut().unwrap().flaw = Some(Flaw::Erratic);
    let after_bad = advice(&past(vec![INTERVALS.on(day(0)), bad, INTERVALS.on(day(2))], Some(6.0), day(2)));
    assert_eq!(after_bad.rule, "once-more-confirm", "{after_bad:#?}");
    let longer = Reps { count: 4, metres: 1200.0, ..INTERVALS };
    let other = advice(&past(vec![longer.on(day(0)), INTERVALS.on(day(1))], Some(6.0), day(1)));
    assert_eq!(other.rule, "step-up-two-held", "{other:#?}");
}

#[test]
fn what_ended_yesterday_leaves_two_clear_days() {
    let symptoms: [fn(bool) -> JournalDay; 2] = [
        |yes| JournalDay { illness: Some(yes), ..JournalDay::default() },
        |yes| JournalDay { focal_pain: Some(yes), ..JournalDay::default() },
    ];
    for symptom in symptoms {
        for since in 1..=2 {
            let mut ill = two_held();
            ill.today += since + 1;
            let last = ill.today - since;
            ill.journal.push(JournalDay { day: last, ..symptom(true) });
            ill.journal.push(JournalDay { day: last + 1, ..symptom(false) });
            let rest = advice(&ill);
            assert_eq!(rest.decision, Decision::Rest, "{since} days after: {rest:#?}");
            assert!(rest.earliest_day > Some(last + 2));
        }
    }
}

#[test]
fn soreness_of_four_on_ten_days_asks_for_less() {
    let mut sore = two_held();
    let full = fast_m(&sore);
    sore.today += 2;
    sore.journal.extend((0..10).map(|ago| JournalDay {
        day: sore.today - ago,
        soreness: Some(4.0),
        ..JournalDay::default()
    }));
    assert!(fast_m(&sore) <= 0.7 * full, "{:#?}", advice(&sore));
}

#[test]
fn pain_of_four_is_not_for_today() {
    let mut aching = two_held();
    aching.today += 3;
    aching.journal.push(JournalDay { day: aching.today, pain: Some(4.0), ..JournalDay::default() });
    let easy = advice(&aching);
    assert_eq!(easy.decision, Decision::EasyFirst);
    assert!(easy.earliest_day > Some(aching.today));
}

#[test]
fn what_comes_after_missing_reps_is_never_above_what_was_run() {
    for (run, planned) in [(10, 20), (9, 10), (3, 8)] {
        let reps = Reps { count: run, metres: 400.0, speed_mps: 4.5, rest_s: 75.0 };
        let before = Reps { count: planned, ..reps }.on(MONDAY + 1);
        let short = SessionSummary { planned_reps: Some(planned), ..reps.on(MONDAY + 8) };
        let next = advice(&past(vec![before, short], Some(7.0), MONDAY + 8));
        let workout = next.next.unwrap();
        assert!(workout.fast_distance_m <= 400.0 * run as f64 + 1e-6, "{run} of {planned}: {}", workout.text);
        assert!(
            run * 10 >= planned * 8 || next.decision == Decision::StepBack,
            "{run} of {planned}: {:?}",
            next.decision
        );
    }
}

#[test]
fn a_session_that_fell_goes_back_and_less_is_asked() {
    let mut fallen = INTERVALS.on(MONDAY + 8);
    for rep in &mut fallen.works[4..] {
        rep.speed_mps *= 0.92;
    }
    let back = advice(&past(vec![INTERVALS.on(MONDAY + 1), fallen.clone()], Some(7.0), MONDAY + 8));
    assert_eq!(back.rule, "step-back-not-held", "{back:#?}");
    let next = back.next.unwrap();
    let speed = next.speed_mps.map(Range::middle).unwrap();
    let is_less = next.fast_distance_m < fallen.fast_distance_m - 1.0 || speed < 0.995 * fallen.mean_speed_mps;
    assert!(is_less, "the same again is no step back: {}", next.text);
    // The conditions of the day can explain it.
    let mut tired = past(vec![INTERVALS.on(MONDAY + 1), fallen], Some(7.0), MONDAY + 8);
    tired.journal.push(JournalDay { day: MONDAY + 8, poor_sleep: true, ..JournalDay::default() });
    assert_eq!(advice(&tired).rule, "once-more-bad-day");
}

/// The answers after these sessions, which are run every third day.
fn answers(sessions: &[Reps]) -> Vec<Decision> {
    let sessions = (0..).zip(sessions).map(|(at, reps)| reps.on(MONDAY + 1 + 3 * at)).collect();
    let past = past(sessions, Some(5.0), MONDAY + 16);
    let all = recommend_all(&past.runs, &past.athlete, &past.journal, DistanceUnit::Kilometre);
    all.into_iter().flatten().map(|advice| advice.decision).collect()
}

#[test]
fn two_steps_up_need_two_sessions_each() {
    let more = |by: usize| Reps { count: INTERVALS.count + by, ..INTERVALS };
    let given = answers(&[INTERVALS, INTERVALS, more(1), more(2), more(3)]);
    assert!(given.contains(&Decision::StepUp), "{given:?}");
    assert!(given.windows(2).all(|pair| pair != [Decision::StepUp; 2]), "{given:?}");
}

#[test]
fn a_step_up_that_was_not_taken_stands() {
    let given = answers(&[INTERVALS; 4]);
    assert_eq!(given[1..], [Decision::StepUp; 3], "the same session again has taken no step");
    let faster = Reps { speed_mps: 1.01 * INTERVALS.speed_mps, ..INTERVALS };
    assert_eq!(answers(&[INTERVALS, INTERVALS, faster])[2], Decision::OnceMore, "the runner took another step");
}

#[test]
fn a_novice_moves_on() {
    let minutes = |day| by_time(day, 4, (60.0, 3.6, 120.0), 3.4);
    let mut novice = past(vec![minutes(MONDAY + 1), minutes(MONDAY + 8)], Some(5.0), MONDAY + 8);
    novice.athlete.novice = Some(true);
    let next = advice(&novice);
    assert_eq!((next.decision, next.family), (Decision::StepUp, Some(Family::F)), "{next:#?}");
    assert!(next.next.unwrap().speed_mps.is_none(), "by feel");
}

#[test]
fn short_reps_of_the_way_in_are_by_feel_and_held_by_being_done() {
    let metres = |day| {
        let reps = Reps { count: 5, metres: 200.0, speed_mps: 4.2, rest_s: 100.0 }.on(day);
        SessionSummary { seen: Some(Seen { noise_pct: 3.0, ..even(48.0) }), ..reps }
    };
    let mut novice = past(vec![metres(MONDAY + 1), metres(MONDAY + 8)], Some(5.0), MONDAY + 8);
    novice.athlete.novice = Some(true);
    let next = advice(&novice);
    assert_eq!(next.decision, Decision::StepUp, "{next:#?}");
    assert_eq!(next.next.unwrap().speed_mps, None);
}

#[test]
fn faster_than_anybody_asked_is_ease() {
    let faster = Reps { speed_mps: 4.4, ..INTERVALS };
    let next = advice(&past(vec![INTERVALS.on(MONDAY + 1), faster.on(MONDAY + 8)], Some(5.0), MONDAY + 8));
    assert_eq!(next.decision, Decision::StepUp, "{next:#?}");
}

#[test]
fn a_fast_first_rep_is_told_and_takes_nothing() {
    let reps = Reps { count: 9, metres: 400.0, speed_mps: 4.5, rest_s: 75.0 };
    let mut fast = reps.on(MONDAY + 8);
    fast.works[0].speed_mps *= 1.04;
    let next = advice(&past(vec![reps.on(MONDAY + 1), fast], Some(6.0), MONDAY + 8));
    assert_ne!(next.decision, Decision::StepBack);
    assert!(next.reasons.iter().any(|line| line.contains("Start slower")), "{next:#?}");
}

#[test]
fn a_ride_or_a_broken_track_gives_no_pace() {
    let ride = Reps { count: 6, metres: 1_000.0, speed_mps: 10.0, rest_s: 90.0 };
    let next = advice(&past(vec![ride.on(MONDAY + 1)], None, MONDAY + 1));
    assert_eq!(next.next.unwrap().speed_mps, None);
}

#[test]
fn reps_by_time_stay_reps_by_time() {
    for (count, seconds) in [(10, 180.0), (8, 150.0)] {
        let next = advice(&past(vec![by_time(MONDAY + 1, count, (seconds, 4.3, 90.0), 0.7)], Some(6.0), MONDAY + 1));
        let workout = next.next.unwrap();
        assert_eq!(workout.length, RepLength::Time(seconds), "{}", workout.text);
        assert!(workout.reps * 4 >= count * 3, "at most a quarter less: {}", workout.text);
    }
}

#[test]
fn low_marks_on_two_sessions_are_heard() {
    let mut low = two_held();
    for row in &mut low.journal {
        row.comfort = Some(1.0);
    }
    assert_eq!(advice(&low).decision, Decision::StepBack);
}

#[test]
fn a_doubtful_session_neither_holds_nor_fails() {
    let mut sessions = vec![INTERVALS.on(MONDAY + 1), INTERVALS.on(MONDAY + 8)];
    sessions[0].doubtful = true;
    assert_eq!(advice(&past(sessions, Some(6.0), MONDAY + 8)).decision, Decision::OnceMore);
}

#[test]
fn a_doubtful_session_is_not_asked_for_again() {
    let mut doubtful = Reps { count: 3, metres: 1_120.0, ..INTERVALS }.on(MONDAY + 8);
    doubtful.doubtful = true;
    let after = |sessions: Vec<SessionSummary>| {
        let past = past(sessions, None, MONDAY + 8);
        recommend_all(&past.runs, &past.athlete, &past.journal, DistanceUnit::Kilometre).into_iter().flatten().last()
    };
    let next = after(vec![INTERVALS.on(MONDAY + 1), doubtful.clone()]).unwrap();
    let workout = next.next.clone().unwrap();
    assert_eq!((workout.reps, workout.length), (6, RepLength::Distance(800.0)), "{next:#?}");
    assert!(next.reasons.iter().any(|line| line.contains("sure of, 7 days before")), "{next:#?}");
    let alone = after(vec![doubtful]).unwrap();
    assert!(alone.next.is_none() && alone.headline.contains("lap button"), "{alone:#?}");
}

#[test]
fn fewer_reps_than_planned_in_control_are_no_step_back() {
    let planned = |count: usize, speed: f64| SessionSummary {
        planned_reps: Some(4),
        target_mps: Some(Range::about(1.0, 0.01).times(speed)),
        ..Reps { count, metres: 1_000.0, speed_mps: 3.2, rest_s: 180.0 }.on(MONDAY + 1)
    };
    let next = advice(&past(vec![planned(3, 3.0)], Some(5.0), MONDAY + 1));
    assert_eq!(next.decision, Decision::OnceMore, "{next:#?}");
}

#[test]
fn weeks_without_running_have_a_way_back() {
    let mut back = two_held();
    back.today += 20;
    let next = advice(&back);
    assert_eq!(next.decision, Decision::WayBack);
    assert!(next.next.unwrap().fast_distance_m <= 0.5 * INTERVALS.metres * INTERVALS.count as f64 + 1e-6);
}

#[test]
fn a_ladder_is_judged_and_run_again() {
    let rung =
        |metres: f64| WorkRep { distance_m: metres, speed_mps: 4.5 * (400.0 / metres).powf(0.06), noise_pct: 0.6 };
    let ladder = |day| SessionSummary {
        kind: WorkoutKind::Reps,
        works: [400.0, 800.0, 1_200.0, 800.0, 400.0].map(rung).to_vec(),
        reps: INTERVALS.on(day).reps[..2].to_vec(),
        other_reps: 3,
        fast_distance_m: 3_600.0,
        recovery_mode: Some(RecoveryMode::Jog),
        seen: Some(Seen { is_ladder: true, ..even(180.0) }),
        ..INTERVALS.on(day)
    };
    let next = advice(&past(vec![ladder(MONDAY + 1), ladder(MONDAY + 8)], Some(6.0), MONDAY + 8));
    assert!(matches!(next.decision, Decision::StepUp | Decision::OnceMore), "{next:#?}");
    assert!(!next.rule.contains("unreadable"));
    let mut fallen = ladder(MONDAY + 8);
    for rep in &mut fallen.works[3..] {
        rep.speed_mps *= 0.9;
    }
    assert_eq!(advice(&past(vec![ladder(MONDAY + 1), fallen], Some(7.0), MONDAY + 8)).decision, Decision::StepBack);
}

/// The advice of each week to a runner who follows it once a week, always at the same effort.
fn follow(
    mut session: SessionSummary,
    rpe: f64,
    weeks: i64,
    is_novice: bool,
    sore: Option<f64>,
) -> Vec<Recommendation> {
    let mut sessions = Vec::new();
    let mut asked = Vec::new();
    for week in 0..weeks {
        session.day = MONDAY + 7 * week + 1;
        session.start_unix_s = session.day.midnight_s() + 0.75 * 86_400.0;
        sessions.push(session.clone());
        let mut past = past(sessions.clone(), Some(rpe), session.day + 5);
        past.athlete.novice = Some(is_novice);
        let after = sessions.iter().flat_map(|run| {
            [1, 2, 3].map(|days| JournalDay { day: run.day + days, soreness: sore, ..JournalDay::default() })
        });
        past.journal.extend(after.filter(|row| row.soreness.is_some()).collect::<Vec<_>>());
        let next = advice(&past);
        let workout = next.next.clone().unwrap();
        let speed = workout.speed_mps.map_or(session.mean_speed_mps, Range::middle);
        let rest_s = workout.recovery_s.unwrap_or(90.0);
        session = match workout.length {
            RepLength::Time(seconds) => by_time(session.day, workout.reps, (seconds, speed, rest_s), 0.6),
            RepLength::Distance(metres) => {
                Reps { count: workout.reps, metres, speed_mps: speed, rest_s }.on(session.day)
            }
        };
        if session.seen.as_ref().unwrap().rep_s < 30.0 {
            session.kind = WorkoutKind::Strides;
        }
        asked.push(next);
    }
    asked
}

#[test]
fn who_does_what_is_asked_moves_on() {
    let start = Reps { count: 6, metres: 400.0, speed_mps: 4.3, rest_s: 75.0 }.on(MONDAY);
    let asked = follow(start, 6.0, 26, false, None);
    let ups = asked.iter().filter(|next| next.decision == Decision::StepUp).count();
    assert!(
        ups >= 6,
        "{ups} steps up: {:#?}",
        asked.iter().map(|next| (next.rule, &next.headline)).collect::<Vec<_>>()
    );
    let still = asked.windows(9).filter(|weeks| weeks.iter().all(|next| next.decision == Decision::OnceMore)).count();
    assert_eq!(still, 0, "{:#?}", asked.iter().map(|next| (next.rule, &next.headline)).collect::<Vec<_>>());
}

/// Four months of one session a week, with lighter weeks, take a novice from strides to reps of 400 m.
#[test]
fn a_novice_who_does_what_is_asked_goes_from_strides_to_400s() {
    let start = SessionSummary { kind: WorkoutKind::Strides, ..by_time(MONDAY, 4, (15.0, 4.5, 75.0), 3.0) };
    let asked = follow(start, 5.0, 26, true, None);
    let story = asked.iter().map(|next| (next.rule, &next.headline)).collect::<Vec<_>>();
    let asks_400 = |next: &Recommendation| next.next.as_ref().unwrap().length == RepLength::Distance(400.0);
    assert!(asked[..18].iter().any(asks_400) && !asked[..12].iter().any(asks_400), "{story:#?}");
    let is_still = |weeks: &[Recommendation]| weeks.iter().all(|next| next.decision != Decision::StepUp);
    assert!(!asked.windows(6).any(is_still), "{story:#?}");
}

#[test]
fn who_is_sore_after_each_session_runs_less_within_two_weeks() {
    let start = Reps { count: 8, metres: 400.0, speed_mps: 4.3, rest_s: 75.0 }.on(MONDAY);
    let asked = follow(start.clone(), 7.0, 8, false, Some(4.0));
    let story = asked.iter().map(|next| (next.rule, &next.headline)).collect::<Vec<_>>();
    assert!(asked[1].next.as_ref().unwrap().fast_distance_m < start.fast_distance_m, "{story:#?}");
    assert!(asked.iter().all(|next| next.decision != Decision::StepUp), "{story:#?}");
}

/// The second session, then a run of a distance two days later; the advice is of that evening.
fn after_a_run_of(metres: f64, kind: WorkoutKind) -> (Past, Recommendation) {
    let mut past = two_held();
    past.runs.push(SessionSummary { kind, ..easy(past.today + 2, metres) });
    past.today += 2;
    let advice = advice(&past);
    (past, advice)
}

#[test]
fn a_marathon_in_the_files_is_followed_by_easy_days() {
    let (past, after) = after_a_run_of(42_500.0, WorkoutKind::Long);
    assert!(after.earliest_day.unwrap() > past.today + 15, "{after:#?}");
    assert!(after.reasons.iter().any(|line| line.contains("15 easy days")), "{:?}", after.reasons);
    let latest = past.latest().unwrap();
    let plan = past.plan(&latest, 3);
    let longest_m =
        plan.iter().filter(|day| day.day <= past.today + 15).filter_map(|day| day.distance_m).fold(0.0, f64::max);
    assert!(longest_m < 15_000.0, "{plan:#?}");
    let (past, after) = after_a_run_of(21_200.0, WorkoutKind::RaceLike);
    assert!(after.earliest_day.unwrap() > past.today + 8, "a half marathon: {after:#?}");
    let (past, after) = after_a_run_of(13_000.0, WorkoutKind::Steady);
    assert!(after.earliest_day.unwrap() <= past.today + 7, "an easy run: {after:#?}");
    // A month without runs before it makes nobody used to it.
    let (mut past, _) = after_a_run_of(42_500.0, WorkoutKind::Long);
    past.runs.retain(|run| run.day == past.today || past.today - run.day > 40);
    assert!(advice(&past).earliest_day.is_none_or(|day| day > past.today + 15));
    // A runner of that distance every week is used to it.
    let (mut past, _) = after_a_run_of(42_500.0, WorkoutKind::Long);
    let usual: Vec<SessionSummary> = (1..4).map(|week| easy(past.today - 7 * week, 42_000.0)).collect();
    past.runs.extend(usual);
    past.runs.sort_by_key(|run| run.day);
    assert!(advice(&past).earliest_day.unwrap() <= past.today + 7);
}

/// After a lighter session the full one comes back. A smaller session at another speed was another training: what was run is
/// asked for again.
#[test]
fn once_more_is_what_was_run_unless_that_was_a_lighter_session() {
    let reps = |count, speed_mps| Reps { count, metres: 400.0, speed_mps, rest_s: 75.0 };
    let headline = |speed_mps: f64| {
        let easy = (0..56).filter(|day| day % 2 == 0 && ![44, 50].contains(day)).map(|day| easy(MONDAY + day, 9_000.0));
        let runs = easy.chain([reps(10, 4.5).on(MONDAY + 44), reps(5, speed_mps).on(MONDAY + 50)]).collect();
        let past = Past { runs, journal: Vec::new(), athlete: Athlete::default(), today: MONDAY + 55 };
        past.advice().unwrap().headline
    };
    assert!(headline(4.5).starts_with("back to 10 \u{d7} 400 m at"), "{}", headline(4.5));
    assert!(headline(4.8).starts_with("5 \u{d7} 400 m at"), "{}", headline(4.8));
}
