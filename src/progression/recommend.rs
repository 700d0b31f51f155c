//! The one next step after a session, after each session of a history, and as of today.

use super::decide::look::Look;
use super::decide::{Decision, Recommendation};
use super::past::SessionSummary;
use super::past::career::Career;
use super::past::history::{History, StepUp, is_known_fast};
use super::past::journal::in_order;
use super::past::memory::Memory;
use super::replay::{Replayed, replay};
use super::step::begin::begin;
use super::weeks::Ahead;
use super::weeks::{PlanDay, SessionKind, WeekFacts, kinds, passed, turn, week_facts, week_plan};
use super::words::{Why, say, why};
use crate::model::{Athlete, Day, Family, JournalDay};
use crate::units::DistanceUnit;

/// Weeks of the plan in which the day of the next step is found.
const PLAN_WEEKS: usize = 4;

/// The one next step after a session, as of today.
///
/// `history` may hold the session itself and anything else of the runner. Days after today, duplicates and other sports are
/// left out, and the session is compared with earlier ones only. A run without reps changes nothing: its recommendation has
/// no workout and says that the plan stands.
pub fn recommend(
    session: &SessionSummary,
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: Day,
    unit: DistanceUnit,
) -> Recommendation {
    let journal = in_order(journal);
    let career = Career::of(history, athlete, &journal);
    let steps_up = replay(&career, Some(session.start_unix_s), |_| ()).steps_up;
    let memory = Memory::default();
    let mut past = career.as_of(session, today.max(session.day), &memory);
    past.steps_up = steps_up;
    say(&past.look(session), unit)
}

/// The recommendation after each session, as of its own day; `None` where there are no reps.
///
/// `history` may be in any order. The result has its length and its order.
pub fn recommend_all(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    unit: DistanceUnit,
) -> Vec<Option<Recommendation>> {
    let journal = in_order(journal);
    let career = Career::of(history, athlete, &journal);
    in_places(replay(&career, None, |look| say(look, unit)).each, history.len())
}

/// The advice after each session, and the advice of today.
#[derive(Debug, Clone, PartialEq)]
pub struct Advised {
    /// The recommendation after each session, as [`recommend_all`] gives it.
    pub each: Vec<Option<Recommendation>>,
    /// The one next step as of today, as [`latest`] gives it.
    pub latest: Option<Latest>,
}

/// [`recommend_all`] and [`latest`], with one look at each session for both.
pub fn advise(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: Day,
    unit: DistanceUnit,
) -> Advised {
    let journal = in_order(journal);
    let career = Career::of(history, athlete, &journal);
    let Replayed { steps_up, each } = replay(&career, None, |look| say(look, unit));
    Advised { each: in_places(each, history.len()), latest: latest_after(&career, steps_up, today, unit) }
}

/// What was found at places of a history of a length.
fn in_places<T: Clone>(found: Vec<(usize, T)>, length: usize) -> Vec<Option<T>> {
    let mut places = vec![None; length];
    for (place, value) in found {
        places[place] = Some(value);
    }
    places
}

/// The one next step as of today, after the latest session that is judged; `None` without a run.
pub fn recommend_latest(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: Day,
    unit: DistanceUnit,
) -> Option<Recommendation> {
    latest(history, athlete, journal, today, unit).map(|latest| latest.recommendation)
}

/// The one next step, and what else follows from the same look at the past.
#[derive(Debug, Clone, PartialEq)]
pub struct Latest {
    /// The one next step.
    pub recommendation: Recommendation,
    /// Every reason for the step.
    pub why: Why,
    /// The facts that the weeks ahead are made from.
    pub facts: WeekFacts,
}

/// The one next step as of today with every reason, and the facts for the weeks ahead; `None` without a run.
pub fn latest(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: Day,
    unit: DistanceUnit,
) -> Option<Latest> {
    let journal = in_order(journal);
    let career = Career::of(history, athlete, &journal);
    let steps_up = replay(&career, None, |_| ()).steps_up;
    latest_after(&career, steps_up, today, unit)
}

/// [`latest`], where the answers that were a step up are known.
fn latest_after(career: &Career<'_>, steps_up: Vec<StepUp>, today: Day, unit: DistanceUnit) -> Option<Latest> {
    let counts = |run: &&SessionSummary| run.running && !run.duplicate && run.day <= today;
    let runs: Vec<&SessionSummary> = career.in_order().map(|(_, run)| run).filter(counts).collect();
    // Without fast running in half a year the way in starts from the last run.
    let is_known = runs.iter().any(|run| is_known_fast(run, today));
    // The last session that is surely reps; else that is judged; else the last run.
    let rank = |run: &SessionSummary| {
        let is_reps = is_known && career.is_judged(run);
        (is_reps, is_reps && !run.doubtful)
    };
    let latest = runs.into_iter().max_by_key(|run| rank(run))?;
    let memory = Memory::default();
    let mut past = career.as_of(latest, today, &memory);
    past.steps_up = steps_up.into_iter().filter(|step| step.day <= today).collect();
    let look = |past: &History<'_>| -> Planned {
        let look = if is_known {
            past.look(latest)
        } else {
            past.look_at_the_way_in(latest, begin(&past.runs, past.athlete, past.journal, today))
        };
        planned(past, look, unit)
    };
    let mut found = look(&past);
    // The plan may put the next step into a week that is to be a lighter one. Then the step is looked at again.
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
    let (said, facts) = (say(&look, unit), week_facts(past, &look, kinds, &passed));
    // The next step is on the day on which the plan begins with it.
    let days = week_plan(Some(&said), past.athlete, &facts, Ahead { today: past.today, weeks: PLAN_WEEKS }, unit);
    let first = days.into_iter().find(|day| day.fast_m > 0.0);
    Planned { why: why(&look, unit), said, facts, first }
}

/// The look at the kind whose turn it is by the mix of the goal. The look stays where there is no goal, the answer is neither
/// a step up nor once more, or that kind was not run.
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
