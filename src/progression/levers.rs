//! Which single lever may move, and what lowers the confidence.

use super::decision::DecisionInput;
use super::verdict::SessionEvidence;
use super::{Family, Lever};
use crate::scores::Grade;

/// Heat slowdown from which it lowers the confidence, %.
pub(super) const WARM_PCT: f64 = 0.75;
/// Reps below which the confidence is lower.
const MANY_REPS: usize = 6;

/// The lever that moves: an easy session gains pace, any other the first open lever in family order.
///
/// An old anchor closes the pace lever: what is not open cannot come first.
pub(crate) fn choose_lever(
    input: &DecisionInput,
    deciding: &[SessionEvidence],
    objective: bool,
    anchor_old: bool,
) -> Option<Lever> {
    let open = |lever: &Lever| {
        input.open_levers.contains(lever)
            && (!objective || *lever == Lever::Reps)
            && !closed(*lever, input, deciding, anchor_old)
    };
    if open(&Lever::Pace) && easy(input.family, deciding) {
        return Some(Lever::Pace);
    }
    input.open_levers.iter().copied().find(open)
}

/// Whether the evidence of the deciding sessions closes a lever.
fn closed(lever: Lever, input: &DecisionInput, deciding: &[SessionEvidence], anchor_old: bool) -> bool {
    let by_feel = deciding.iter().any(|session| session.by_feel(input.family));
    match lever {
        Lever::Reps => false,
        Lever::Length => deciding.iter().any(|session| session.split_index_pct.is_some_and(|split| split < -2.0)),
        Lever::Rest => {
            let newest = &deciding[deciding.len().saturating_sub(2)..];
            by_feel
                || deciding.iter().any(|session| session.recovery_fell)
                || newest.iter().all(|session| session.last_rep_slowest)
        }
        Lever::Pace => {
            let rough = |session: &SessionEvidence| {
                session.grade >= Grade::C || session.scatter_pct.is_some_and(|scatter| scatter > 1.5)
            };
            by_feel || input.novice || anchor_old || deciding.iter().any(rough)
        }
    }
}

/// Whether the sessions were two points of RPE below the ceiling and the last rep held.
fn easy(family: Family, deciding: &[SessionEvidence]) -> bool {
    let mut rpes = Vec::with_capacity(deciding.len());
    for session in deciding {
        match (session.rpe_cr10, session.last_rep_pct) {
            (Some(rpe), Some(last)) if last >= 0.0 && session.grade <= Grade::B => rpes.push(rpe),
            _ => return false,
        }
    }
    rpes.sort_by(f64::total_cmp);
    let median = match rpes.len() {
        0 => return false,
        n if n % 2 == 1 => rpes[n / 2],
        n => f64::midpoint(rpes[n / 2 - 1], rpes[n / 2]),
    };
    median <= family.rpe_ceiling() - 2.0
}

/// What lowers the confidence, one fragment each. Where the reps are judged by feel, their pace and its target are no matter.
pub(crate) fn deductions(input: &DecisionInput, deciding: &[SessionEvidence]) -> Vec<String> {
    let any = |test: fn(&SessionEvidence) -> bool| deciding.iter().any(test);
    let by_pace = deciding.iter().any(|session| !session.by_feel(input.family)) || deciding.is_empty();
    let untargeted = deciding.last().is_none_or(|newest| newest.target_error_pct.is_none());
    let list = [
        (by_pace && any(|s| s.grade >= Grade::C), "rough pace data (grade C or D)"),
        (any(|s| s.rpe_cr10.is_none()), "RPE missing"),
        (by_pace && any(|s| s.n < MANY_REPS), "fewer than six reps"),
        (by_pace && input.anchor_old && untargeted, "no target pace"),
        (by_pace && input.anchor_old && !untargeted, "target from earlier sessions or an old race"),
        (input.signals.is_empty(), "no readiness data for today"),
        (any(|s| s.robust_disagrees), "one odd rep drives the fade"),
        (any(|s| s.heat_pct.is_some_and(|heat| heat > WARM_PCT)), "warm"),
        (any(|s| s.plan_assumed), "planned number of reps not known"),
    ];
    list.into_iter().filter(|(held, _)| *held).map(|(_, text)| text.to_owned()).collect()
}
