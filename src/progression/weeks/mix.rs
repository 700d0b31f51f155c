//! Which kind of session is next by the goal's mix of kinds.

use super::kinds::SessionKind;
use crate::model::{Family, Goal};
use std::collections::BTreeMap;

/// Shares of repetition, interval and threshold sessions in a build-up.
///
/// # Source
/// House rule on the patterns of J. Daniels (Daniels' Running Formula); no trial tests it.
const MIX: [(Goal, [usize; 3]); 5] = [
    (Goal::Mile, [2, 1, 1]),
    (Goal::FiveK, [1, 2, 1]),
    (Goal::TenK, [1, 2, 2]),
    (Goal::Half, [1, 1, 3]),
    (Goal::Marathon, [1, 1, 3]),
];
/// The kinds that the shares are of, in their order.
const MIXED: [Family; 3] = [Family::R, Family::I, Family::T];

/// The next kind on the track, after the sessions of each kind that have been run: the kind that is furthest behind its
/// share.
///
/// Threshold is left out, as it has a day of its own. Goal pace has the share of the kind that is nearest to it:
/// intervals for races up to 5 km, threshold for longer races.
pub(crate) fn turn<'a>(goal: Goal, kinds: &'a [SessionKind], run: &BTreeMap<Family, usize>) -> Option<&'a SessionKind> {
    most_behind(Some(goal), kinds.iter().filter(|kind| kind.family != Family::T), run)
}

/// The next kind where threshold has no day of its own, so that threshold takes turns as well. Without a goal the
/// shares are even.
pub(crate) fn turn_with_threshold<'a>(
    goal: Option<Goal>,
    kinds: &'a [SessionKind],
    run: &BTreeMap<Family, usize>,
) -> Option<&'a SessionKind> {
    most_behind(goal, kinds.iter(), run)
}

fn most_behind<'a>(
    goal: Option<Goal>,
    kinds: impl Iterator<Item = &'a SessionKind>,
    run: &BTreeMap<Family, usize>,
) -> Option<&'a SessionKind> {
    let shares =
        goal.and_then(|goal| MIX.iter().find(|(known, _)| *known == goal)).map_or([1; 3], |(_, shares)| *shares);
    let share = |family: Family| {
        let own = goal.filter(|_| family == Family::S).map_or(family, stands_for);
        MIXED.iter().position(|mixed| *mixed == own).map_or(0, |at| shares[at])
    };
    let count = |family: Family| run.get(&family).copied().unwrap_or(0);
    // Sessions per share, compared without dividing. Of equals the first family of the ladder comes first.
    kinds.filter(|kind| share(kind.family) > 0).min_by(|a, b| {
        let (of_a, of_b) = (count(a.family) * share(b.family), count(b.family) * share(a.family));
        of_a.cmp(&of_b).then(a.family.cmp(&b.family))
    })
}

/// The kind whose share goal pace takes.
pub(crate) fn stands_for(goal: Goal) -> Family {
    match goal {
        Goal::Mile | Goal::FiveK => Family::I,
        Goal::TenK | Goal::Half | Goal::Marathon => Family::T,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn kind(family: Family) -> SessionKind {
        SessionKind::unrun(family)
    }

    #[test]
    fn a_5k_runs_two_interval_sessions_for_one_of_repetition() {
        let kinds = [kind(Family::R), kind(Family::I), kind(Family::T)];
        let mut run = BTreeMap::new();
        let mut order = String::new();
        for _ in 0..6 {
            let next = turn(Goal::FiveK, &kinds, &run).unwrap().family;
            *run.entry(next).or_insert(0) += 1;
            order.push_str(next.name());
        }
        assert_eq!(order, "RIIRII");
        assert_eq!(turn(Goal::FiveK, &[kind(Family::T)], &run), None, "threshold has a day of its own");
        assert_eq!(turn(Goal::Half, &[kind(Family::R), kind(Family::S)], &run).unwrap().family, Family::S);
    }
}
