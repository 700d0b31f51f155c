//! The decision in words: the next workout in full, why, what could not be seen, and how sure.

use super::advised::advised;
use super::anchor::ladder_of;
use super::decision::{Level, Outcome, decide};
use super::fold::Folded;
use super::follow::next_step;
use super::history::{History, RACE_DAYS, is_judged, is_known_fast};
use super::judged::Judged;
use super::mix::{Passed, may_begin, needs_words, turn};
use super::off_today::off_today;
use super::readiness::in_order;
use super::rules::{RULES, Sure};
use super::summary::SessionSummary;
use super::told::{headline, reasons, unseen};
use super::week::{WeekFacts, kinds, week_facts};
use super::why::{Why, why};
use super::{Decision, Family, Kind, Recommendation, UsedTarget};
use crate::model::{Athlete, JournalDay};
use crate::units::DistanceUnit;

/// Days between two hard days.
const SPACING_DAYS: i64 = 2;
/// The same after sprint-like work for a novice, or with sore legs.
const LONG_SPACING_DAYS: i64 = 3;

/// The one next step after a session, as of today.
///
/// `history` may hold the session itself and anything else of the runner: what lies after today, duplicates and other
/// sports are left out, and the session is held against earlier ones only. `today` is days since 1970-01-01. A run
/// without reps changes nothing: its recommendation has no workout and says that the plan stands.
pub fn recommend(
    session: &SessionSummary,
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: i64,
    unit: DistanceUnit,
) -> Recommendation {
    let journal = in_order(journal);
    let past = History::new(session, history, athlete, &journal, today.max(session.day));
    let folded = past.fold(session);
    written(&decide(&folded.input), &folded, past.today, unit)
}

/// The decision with everything that is told of it.
fn written(outcome: &Outcome, folded: &Folded, today: i64, unit: DistanceUnit) -> Recommendation {
    let step = next_step(outcome, folded);
    Recommendation {
        decision: outcome.decision,
        rule: outcome.rule,
        family: folded.judged.as_ref().map(|judged| judged.family).or(step.as_ref().map(|_| Family::F)),
        lever: outcome.lever,
        headline: headline(outcome, step.as_ref(), folded, unit),
        reasons: reasons(outcome, folded),
        unseen: unseen(folded),
        confidence: outcome.confidence,
        deductions: if weighs(outcome) { outcome.deductions.clone() } else { Vec::new() },
        target: folded.judged.as_ref().and_then(used_target),
        earliest_day: step.as_ref().map(|_| earliest(outcome, folded, today)),
        next: step.map(|step| step.write(unit)),
    }
}

/// Whether the rule weighs what is missing; others stand whatever the data.
fn weighs(outcome: &Outcome) -> bool {
    let is_fixed = RULES.iter().any(|rule| rule.id == outcome.rule && matches!(rule.sure, Sure::Fixed(_)));
    !is_fixed || outcome.decision == Decision::Insufficient
}

/// What the session was held against, unless it is judged by feel.
fn used_target(judged: &Judged) -> Option<UsedTarget> {
    let target = judged.target.filter(|_| !judged.evidence.by_feel(judged.family))?;
    Some(UsedTarget { speed_mps: target.window_mps, source: judged.target_words()? })
}

/// The recommendation after each session, as of its own day; `None` where there are no reps.
///
/// Sessions are taken in order of start, whatever their order in `history`; each is judged by what was advised before it
/// where the file holds no plan. The result is in the order of `history`.
pub fn recommend_all(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    unit: DistanceUnit,
) -> Vec<Option<Recommendation>> {
    advised(history, athlete, journal, unit).1
}

/// The next step for the runner as of today: after the latest session with reps; `None` without any.
pub fn recommend_latest(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: i64,
    unit: DistanceUnit,
) -> Option<Recommendation> {
    latest(history, athlete, journal, today, unit).map(|latest| latest.recommendation)
}

/// The one next step with what else follows from the same look at the past.
#[derive(Debug, Clone, PartialEq)]
pub struct Latest {
    /// The one next step.
    pub recommendation: Recommendation,
    /// The whole trace of the decision.
    pub why: Why,
    /// What the weeks ahead are made from.
    pub facts: WeekFacts,
}

/// The next step as of today with its trace, and what the weeks ahead are made from; `None` without a session of reps.
pub fn latest(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: i64,
    unit: DistanceUnit,
) -> Option<Latest> {
    let upto: Vec<SessionSummary> = history.iter().filter(|session| session.day <= today).cloned().collect();
    let (sessions, _) = advised(&upto, athlete, journal, unit);
    let counts = |session: &&SessionSummary| session.running && !session.duplicate;
    let runs = || sessions.iter().filter(counts);
    let last_of = |of: &dyn Fn(&SessionSummary) -> bool| {
        runs().filter(|run| of(run)).max_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s))
    };
    // Without fast running in half a year the way in starts from the last run.
    let is_known = runs().any(|run| is_known_fast(run, today));
    let latest = last_of(&|run| is_known && is_judged(run, sessions.iter())).or_else(|| last_of(&|_| true))?;
    let journal = in_order(journal);
    let past = History::new(latest, &sessions, athlete, &journal, today);
    let mut folded = past.fold(latest);
    if !is_known {
        folded = Folded { begin: Some(past.begin()), ..folded.without_session() };
    }
    let outcome = decide(&folded.input);
    let passed = past.passed();
    let kinds = kinds(&past, (&folded, &outcome), &passed, unit);
    let mut recommendation = written(&outcome, &folded, past.today, unit);
    if outcome.rule == "D13" {
        let beyond = folded.placed.as_ref().filter(|placed| placed.next.is_none());
        recommendation.reasons.extend(beyond.and_then(|_| other_kind(&past, &folded, &kinds, &passed)));
    }
    Some(Latest {
        why: why(&outcome, &folded, unit),
        facts: week_facts(&past, (&folded, &outcome), (kinds, &passed)),
        recommendation,
    })
}

/// At the end of a ladder: which kind of session may take its turn, or what it asks for.
fn other_kind(past: &History<'_>, folded: &Folded, kinds: &[Kind], passed: &Passed) -> Option<String> {
    let family = folded.judged.as_ref()?.family;
    let run = kinds.iter().map(|kind| (kind.family, kind.recent)).collect();
    let others: Vec<Kind> = kinds.iter().filter(|kind| kind.family != family).cloned().collect();
    let ends = format!("The {} ladder ends here.", family.purpose());
    if let Some(kind) = past.athlete.goal().and_then(|goal| turn(goal, &others, &run)) {
        return Some(format!("{ends} By your goal {} reps may have a turn: {}.", kind.family.purpose(), kind.text));
    }
    let goal_pace = ladder_of(past.athlete).of_goal(Family::S, past.athlete.goal()).next()?;
    let asked = !may_begin(goal_pace, ladder_of(past.athlete), passed);
    asked.then(|| format!("{ends} Goal-pace reps come after {}.", needs_words(goal_pace)))
}

/// The earliest day: 48 h after the last hard day (72 h where asked), a day later when the signals are off, after the lighter
/// week where its session has been run.
fn earliest(outcome: &Outcome, folded: &Folded, today: i64) -> i64 {
    let spacing = if folded.long_spacing { LONG_SPACING_DAYS } else { SPACING_DAYS };
    let is_red = folded.input.signals.iter().any(|signal| signal.level == Level::Red);
    let off = is_red || outcome.rule == "D8" || off_today(outcome, folded).is_some();
    let spaced = folded.last_hard_day.map_or(today, |day| day + spacing);
    // No more hard days within a week than there may be.
    let spaced = spaced.max(folded.room_from.unwrap_or(i64::MIN));
    // Never twice a day.
    let ran_today = folded.input.days_no_run == Some(0);
    let day = spaced.max(today + i64::from(off || ran_today)).max(folded.lighter_until.unwrap_or(i64::MIN));
    // Nothing hard in the last days before the race, and easy days after it.
    let race = folded.race_day.filter(|(race, _)| (0..=RACE_DAYS).contains(&(race - day)));
    race.map_or(day, |(race, easy_days)| race + 1 + easy_days)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::super::verdict::tests::clean;
    use super::super::{Advice, Family, Level, Lever, RepFigures, SessionEvidence};
    use super::*;
    use crate::model::Race;
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
        let rep =
            RepFigures { speed_mps: 5.0, timer_s: seconds, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
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
            (session.rep_distance_m, session.length, session.rpe_cr10) =
                (metres, Some(RepLength::Distance(metres)), None);
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
        assert_eq!(
            (same_week.rule, same_week.next.unwrap().reps),
            ("D11", 6),
            "half a lighter week is no level either"
        );
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
}
