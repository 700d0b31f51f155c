//! The decision in words: the next workout in full, why, what could not be seen, and how sure.

use super::advised::advised;
use super::anchor::ladder_of;
use super::decision::{Level, Outcome, decide};
use super::fold::Folded;
use super::follow::next_step;
use super::history::{History, RACE_DAYS, is_judged, is_known_fast};
use super::judged::Judged;
use super::mix::{Passed, may_begin, needs_words, turn};
use super::next::Step;
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
    let capped = next_step(outcome, folded);
    let over_cap = capped.as_ref().and_then(|capped| capped.told.clone());
    let is_cut = capped.as_ref().is_some_and(|capped| capped.is_cut);
    let step = capped.map(|capped| capped.step);
    Recommendation {
        decision: outcome.decision,
        rule: outcome.rule,
        family: folded.judged.as_ref().map(|judged| judged.family).or(step.as_ref().map(|_| Family::F)),
        lever: outcome.lever,
        headline: headline(outcome, (step.as_ref(), is_cut), folded, unit),
        reasons: reasons(outcome, folded, over_cap),
        unseen: unseen(folded),
        confidence: outcome.confidence,
        deductions: if weighs(outcome) { outcome.deductions.clone() } else { Vec::new() },
        target: folded.judged.as_ref().and_then(used_target),
        earliest_day: step.as_ref().map(|step| earliest(outcome, (folded, step), today)),
        next: step.map(|step| step.write(unit)),
    }
}

/// Whether the rule weighs what is missing; others stand whatever the data.
fn weighs(outcome: &Outcome) -> bool {
    let is_fixed = RULES.iter().any(|rule| rule.id == outcome.rule && matches!(rule.sure, Sure::Fixed(_)));
    !is_fixed || outcome.decision == Decision::Insufficient
}

/// What the session was held against, unless it is judged by feel or cannot be judged as a whole.
fn used_target(judged: &Judged) -> Option<UsedTarget> {
    let is_by_pace = !judged.evidence.by_feel(judged.family) && judged.evidence.ladder_reps.is_none();
    let target = judged.target.filter(|_| is_by_pace)?;
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
    recommendation.reasons.extend(other_turn(&past, &folded, &outcome, &kinds));
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

/// Whose turn it is on the track by the goal's mix, where that is another kind than the session's.
fn other_turn(past: &History<'_>, folded: &Folded, outcome: &Outcome, kinds: &[Kind]) -> Option<String> {
    let family = folded.judged.as_ref()?.family;
    let is_open = matches!(outcome.decision, Decision::Advance | Decision::Hold | Decision::Insufficient);
    let is_track = !matches!(family, Family::F | Family::T);
    let goal = past.athlete.goal().filter(|_| is_open && is_track && outcome.rule != "D13")?;
    let run = kinds.iter().map(|kind| (kind.family, kind.recent)).collect();
    let kind = turn(goal, kinds, &run).filter(|kind| kind.family != family)?;
    let purpose = kind.family.purpose();
    Some(format!(
        "On the track it is the turn of {purpose} by the mix for your goal: {}; `plan` holds both.",
        kind.text
    ))
}

/// At the end of a ladder: which kind of session may take its turn, or what it asks for.
fn other_kind(past: &History<'_>, folded: &Folded, kinds: &[Kind], passed: &Passed) -> Option<String> {
    let family = folded.judged.as_ref()?.family;
    let run = kinds.iter().map(|kind| (kind.family, kind.recent)).collect();
    let others: Vec<Kind> = kinds.iter().filter(|kind| kind.family != family).cloned().collect();
    if family == Family::F {
        others.iter().find(|kind| kind.family == Family::R)?;
        return Some("The way into speed ends here: the same session is the first of repetition.".to_owned());
    }
    let ends = format!("The {} ladder ends here.", family.purpose());
    if let Some(kind) = past.athlete.goal().and_then(|goal| turn(goal, &others, &run)) {
        return Some(format!("{ends} By your goal {} reps may have a turn: {}.", kind.family.purpose(), kind.text));
    }
    let goal_pace = ladder_of(past.athlete).of_goal(Family::S, past.athlete.goal()).next()?;
    let asked = !may_begin(goal_pace, ladder_of(past.athlete), passed);
    asked.then(|| format!("{ends} Goal-pace reps come after {}.", needs_words(goal_pace)))
}

/// The earliest day: far enough from the hard ones before, a day later when the signals are off, after the lighter week where its
/// session has been run.
fn earliest(outcome: &Outcome, (folded, step): (&Folded, &Step), today: i64) -> i64 {
    let is_red = folded.input.signals.iter().any(|signal| signal.level == Level::Red);
    let off = is_red || outcome.rule == "D8" || off_today(outcome, folded).is_some();
    // Strides are no hard day, of which a week has only so many.
    let room_from = folded.room_from.filter(|_| !step.is_short()).unwrap_or(i64::MIN);
    let day =
        folded.spaced_day.max(room_from).max(today + i64::from(off)).max(folded.lighter_until.unwrap_or(i64::MIN));
    // Nothing hard in the last days before the race, and easy days after it.
    let race = folded.race_day.filter(|(race, _)| (0..=RACE_DAYS).contains(&(race - day)));
    race.map_or(day, |(race, easy_days)| race + 1 + easy_days)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
