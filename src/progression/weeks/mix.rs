//! Which kind of session is whose turn, by the goal's mix; and what must be passed before a kind is begun.

use super::kinds::SessionKind;
use crate::model::{Day, Family, Goal, Ladder, Rung};
use crate::progression::judge::Verdict;
use crate::progression::past::history::{History, LIKE_DAYS};
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
/// The kinds that the mix is of.
const MIXED: [Family; 3] = [Family::R, Family::I, Family::T];

/// The highest step of each family that was passed, and the day of it.
pub(crate) type Passed = BTreeMap<Family, (usize, Day)>;

/// The highest step of each family that was held within the days that are looked back on.
pub(crate) fn passed(past: &History<'_>) -> Passed {
    let mut passed = Passed::new();
    for run in past.runs.iter().filter(|run| run.has_reps() && past.today - run.day <= LIKE_DAYS) {
        let family = past.family(run);
        if past.verdict(run, family) != Some(Verdict::Held) {
            continue;
        }
        // Repetition is where the way in by 200s leads: its sessions stand on the steps of both.
        let both = [family, Family::F].into_iter().take(if family == Family::R { 2 } else { 1 });
        for rung in both.filter_map(|family| past.placed(run, family)) {
            let highest = passed.entry(rung.family).or_insert((rung.step, run.day));
            if rung.step >= highest.0 {
                *highest = (rung.step, run.day);
            }
        }
    }
    passed
}

/// Whether everything that a step asks for has been passed; a later step of a family stands for those before it, and the last
/// one of a shorter ladder for those after it.
pub(crate) fn may_begin(rung: &Rung, ladder: &Ladder, passed: &Passed) -> bool {
    rung.after.iter().all(|group| group.iter().any(|step| has_passed(step, ladder, passed)))
}

/// Whether a step, a later one, or the last one of a shorter ladder has been passed.
pub(crate) fn has_passed((family, step): &(Family, usize), ladder: &Ladder, passed: &Passed) -> bool {
    let last = ladder.of(*family).map(|rung| rung.step).max().unwrap_or(0);
    passed.get(family).is_some_and(|(highest, _)| *highest >= (*step).min(last))
}

/// The kind on the track whose turn it is, when so many sessions of each have been run: the one that is most behind its share.
///
/// Threshold has a day of its own; goal pace takes the turn of the kind that it is nearest to: intervals for races up to 5 km,
/// threshold for longer ones.
pub(crate) fn turn<'a>(goal: Goal, kinds: &'a [SessionKind], run: &BTreeMap<Family, usize>) -> Option<&'a SessionKind> {
    most_behind(Some(goal), kinds.iter().filter(|kind| kind.family != Family::T), run)
}

/// The same where threshold has no day of its own: it takes its turn, too; without a goal the turns are even.
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
    // Runs per share, compared without dividing; of equals the first in the order of tables.
    kinds.filter(|kind| share(kind.family) > 0).min_by(|a, b| {
        let (of_a, of_b) = (count(a.family) * share(b.family), count(b.family) * share(a.family));
        of_a.cmp(&of_b).then(a.family.cmp(&b.family))
    })
}

/// The kind whose share goal pace has.
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
    use crate::journal::standard_ladder;

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

    #[test]
    fn prerequisites_are_steps_or_later_ones() {
        let first = |family, goal| standard_ladder().of_goal(family, goal).next().unwrap();
        let interval = first(Family::I, None);
        assert!(!may_begin(interval, standard_ladder(), &Passed::new()));
        assert!(may_begin(interval, standard_ladder(), &Passed::from([(Family::R, (5, Day::EPOCH))])));
        let mile = first(Family::S, Some(Goal::Mile));
        assert!(!may_begin(mile, standard_ladder(), &Passed::from([(Family::R, (9, Day::EPOCH))])));
        assert!(may_begin(
            mile,
            standard_ladder(),
            &Passed::from([(Family::R, (6, Day::EPOCH)), (Family::I, (4, Day::EPOCH))])
        ));
        assert!(may_begin(first(Family::T, None), standard_ladder(), &Passed::new()), "threshold asks for nothing");
    }
}
