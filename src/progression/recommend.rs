//! The one loop over sessions: each is looked at as of its own day, and a step up uses up the sessions that it rests on.

use super::decide::look::Look;
use super::decide::{Decision, Recommendation};
use super::past::SessionSummary;
use super::past::history::{History, is_judged, is_known_fast, is_same_outing};
use super::past::mornings::in_order;
use super::step::begin::begin;
use super::weeks::{PlanDay, SessionKind, WeekFacts, kinds, passed, turn, week_facts, week_plan};
use super::words::{Why, say, why};
use crate::model::outing::SAME_START_S;
use crate::model::{Athlete, Day, Family, JournalDay};
use crate::units::DistanceUnit;

/// Weeks in which the plan is looked through for the day of the next step.
const PLAN_WEEKS: usize = 4;

/// The one next step after a session, as of today.
///
/// `history` may hold the session itself and anything else of the runner: what lies after today, duplicates and other
/// sports are left out, and the session is held against earlier ones only. A run without reps changes nothing: its
/// recommendation has no workout and says that the plan stands.
pub fn recommend(
    session: &SessionSummary,
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: Day,
    unit: DistanceUnit,
) -> Recommendation {
    let journal = in_order(journal);
    let steps_up = replay(history, athlete, &journal, Some(session.start_unix_s), |_, _| {});
    let mut past = History::new(session, history, athlete, &journal, today.max(session.day));
    past.steps_up = steps_up;
    say(&past.look(session), unit)
}

/// The recommendation after each session, as of its own day; `None` where there are no reps.
///
/// Sessions are taken in order of start, whatever their order in `history`. The result is in the order of `history`.
pub fn recommend_all(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    unit: DistanceUnit,
) -> Vec<Option<Recommendation>> {
    let mut results = vec![None; history.len()];
    replay(history, athlete, &in_order(journal), None, |index, look| results[index] = Some(say(look, unit)));
    results
}

/// Looks at each session before a start as of its own day, in order of start; the steps up that followed: the kind, and the start of
/// the session after which each was due, s.
fn replay(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    before_s: Option<f64>,
    mut each: impl FnMut(usize, &Look<'_>),
) -> Vec<(Family, f64)> {
    let mut order: Vec<usize> = (0..history.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&history[*a], &history[*b]);
        a.start_unix_s.total_cmp(&b.start_unix_s).then_with(|| a.file.cmp(&b.file))
    });
    let mut steps_up = Vec::new();
    let mut last: Option<&SessionSummary> = None;
    for index in order {
        let session = &history[index];
        if before_s.is_some_and(|before| session.start_unix_s >= before - SAME_START_S) {
            break;
        }
        if !is_judged(session, history.iter()) {
            continue;
        }
        let mut past = History::new(session, history, athlete, journal, session.day);
        past.steps_up.clone_from(&steps_up);
        let look = past.look(session);
        each(index, &look);
        // A copy is the same outing met again.
        if session.duplicate || last.is_some_and(|last| is_same_outing(last, session)) {
            continue;
        }
        last = Some(session);
        if look.answer.decision == Decision::StepUp {
            let newest = look.sessions.last().unwrap_or(&look.session);
            steps_up.push((look.facts.family, newest.start_unix_s));
        }
    }
    steps_up
}

/// The next step for the runner as of today: after the latest session with reps; `None` without any run.
pub fn recommend_latest(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: Day,
    unit: DistanceUnit,
) -> Option<Recommendation> {
    latest(history, athlete, journal, today, unit).map(|latest| latest.recommendation)
}

/// The one next step with what else follows from the same look at the past.
#[derive(Debug, Clone, PartialEq)]
pub struct Latest {
    /// The one next step.
    pub recommendation: Recommendation,
    /// The whole trace of it.
    pub why: Why,
    /// What the weeks ahead are made from.
    pub facts: WeekFacts,
}

/// The next step as of today with its trace, and what the weeks ahead are made from; `None` without a run.
pub fn latest(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: Day,
    unit: DistanceUnit,
) -> Option<Latest> {
    let sessions: Vec<SessionSummary> = history.iter().filter(|session| session.day <= today).cloned().collect();
    let journal = in_order(journal);
    let steps_up = replay(&sessions, athlete, &journal, None, |_, _| {});
    let runs = || sessions.iter().filter(|session| session.running && !session.duplicate);
    let last_of = |of: &dyn Fn(&SessionSummary) -> bool| {
        runs().filter(|run| of(run)).max_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s))
    };
    // Without fast running in half a year the way in starts from the last run.
    let is_known = runs().any(|run| is_known_fast(run, today));
    let is_sure = |run: &SessionSummary| is_known && is_judged(run, sessions.iter()) && !run.doubtful;
    let latest = last_of(&is_sure)
        .or_else(|| last_of(&|run| is_known && is_judged(run, sessions.iter())))
        .or_else(|| last_of(&|_| true))?;
    let mut past = History::new(latest, &sessions, athlete, &journal, today);
    past.steps_up = steps_up;
    let look = |past: &History<'_>| -> Planned {
        let look = if is_known {
            past.look(latest)
        } else {
            past.look_at_the_way_in(latest, begin(&past.runs, athlete, &journal, today))
        };
        planned(past, look, unit)
    };
    let mut found = look(&past);
    // The plan may put it into a week that is to be a lighter one.
    let may_be_lighter = matches!(found.said.decision, Decision::StepUp | Decision::OnceMore | Decision::EasyFirst);
    let lighter = found.first.as_ref().filter(|day| day.is_lighter && may_be_lighter).map(|day| day.day);
    if lighter.is_some() {
        past.session_day = lighter;
        found = look(&past);
    }
    let Planned { why, said, facts, first } = found;
    let earliest_day = said.earliest_day.map(|earliest| first.map_or(earliest, |day| day.day));
    Some(Latest { why, facts, recommendation: Recommendation { earliest_day, ..said } })
}

/// A look with the weeks ahead.
struct Planned {
    why: Why,
    said: Recommendation,
    facts: WeekFacts,
    /// The first day of the plan with fast running.
    first: Option<PlanDay>,
}

fn planned(past: &History<'_>, look: Look<'_>, unit: DistanceUnit) -> Planned {
    let passed = passed(past);
    let kinds = kinds(past, &look, &passed, unit);
    let look = whose_turn(past, look, &kinds);
    let (said, facts) = (say(&look, unit), week_facts(past, &look, (kinds, &passed)));
    // The next step is on the day on which the plan begins with it.
    let days = week_plan(Some(&said), past.athlete, &facts, (past.today, PLAN_WEEKS), unit);
    let first = days.into_iter().find(|day| day.fast_m > 0.0);
    Planned { why: why(&look, unit), said, facts, first }
}

/// With a goal the kind whose turn it is by its mix, where that has been run and nothing else speaks.
fn whose_turn<'a>(past: &History<'a>, look: Look<'a>, kinds: &[SessionKind]) -> Look<'a> {
    let family = look.facts.family;
    let is_open = matches!(look.answer.decision, Decision::StepUp | Decision::OnceMore) && look.begin.is_none();
    let is_track = !matches!(family, Family::F | Family::T);
    let Some(goal) = past.athlete.goal().filter(|_| is_open && is_track) else { return look };
    let run = kinds.iter().map(|kind| (kind.family, kind.recent)).collect();
    let other = turn(goal, kinds, &run).filter(|kind| kind.family != family);
    let latest = past.latest_of_families();
    let session = other.and_then(|kind| latest.get(&kind.family)).map(|(session, _)| *session);
    session.map_or(look, |session| past.look(session))
}
