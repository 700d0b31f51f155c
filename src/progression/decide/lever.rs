//! Which lever moves on a step up, and which levers the sessions close.

use super::facts::{Facts, HELD};
use crate::model::Family;
use crate::progression::judge::{EASE_RPE, Judgement, ROUGH_MEAN_PCT};
use crate::progression::kind::Lever;
use crate::progression::past::Evidence;

/// A last third faster by this is ease, %. House rule.
const EASE_LATE_PCT: f64 = 1.0;
/// Split index below which reps slow down too much to become longer, %. House rule.
const SLOWING_PCT: f64 = -2.0;

/// The lever that moves: the pace after easy sessions, else the first open lever in the order of the kind.
pub(super) fn lever(facts: &Facts, judgements: &[Judgement]) -> Option<Lever> {
    let deciding = &facts.sessions[facts.sessions.len().saturating_sub(HELD)..];
    let is_open = |lever: &Lever| facts.open.contains(lever) && !is_closed(*lever, facts, deciding);
    let is_easy = !deciding.is_empty() && deciding.iter().all(|session| is_easy(facts.family, session));
    let saw_effort = judgements.last().is_some_and(Judgement::saw_effort);
    // At threshold the pace moves last, because it follows the race.
    if is_easy && saw_effort && facts.family != Family::T && is_open(&Lever::Pace) {
        return Some(Lever::Pace);
    }
    facts.open.iter().copied().find(is_open)
}

/// Whether the deciding sessions close a lever.
fn is_closed(lever: Lever, facts: &Facts, deciding: &[Evidence]) -> bool {
    match lever {
        Lever::Reps => false,
        Lever::Length => {
            deciding.iter().any(|session| session.split_index_pct.is_some_and(|split| split < SLOWING_PCT))
        }
        Lever::Rest => {
            deciding.iter().all(|session| session.last_rep_slowest) || deciding.iter().any(|session| session.by_feel)
        }
        Lever::Pace => {
            let is_rough =
                |session: &Evidence| session.by_feel || session.on_a_hill || mean_noise_pct(session) > ROUGH_MEAN_PCT;
            facts.novice || facts.anchor_old || deciding.iter().any(is_rough)
        }
    }
}

/// Noise of the mean speed of a session's reps, %.
fn mean_noise_pct(session: &Evidence) -> f64 {
    session.noise_pct / (session.reps.max(1) as f64).sqrt()
}

/// Whether a session was easy: its last rep was no slower than the others, and RPE was two points below the ceiling or the
/// last third was clearly faster.
fn is_easy(family: Family, session: &Evidence) -> bool {
    let by_effort = session.rpe_cr10.is_some_and(|rpe| rpe <= family.rpe_ceiling() - EASE_RPE);
    let is_level = session.last_pct.is_some_and(|last| last.pct >= 0.0);
    let by_end = session.late_pct.is_some_and(|late| late.pct - late.noise_pct >= EASE_LATE_PCT);
    is_level && (by_effort || (by_end && session.rpe_cr10.is_none_or(|rpe| rpe <= family.rpe_ceiling())))
}
