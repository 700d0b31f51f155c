//! The steps that the runner has passed, and what must be passed before a kind of session begins.

use crate::model::{Day, Family, Ladder, Rung};
use crate::progression::judge::Verdict;
use crate::progression::past::history::{History, LIKE_DAYS};
use std::collections::BTreeMap;

/// The highest step of each family that was passed, and its latest day.
pub(crate) type Passed = BTreeMap<Family, (usize, Day)>;

/// The highest step of each family that was held in the last half year.
pub(crate) fn passed(past: &History<'_>) -> Passed {
    let mut passed = Passed::new();
    for run in past.runs.iter().filter(|run| run.has_reps() && past.today - run.day <= LIKE_DAYS) {
        let family = past.family(run);
        if past.verdict(run, family) != Some(Verdict::Held) {
            continue;
        }
        // The way in by 200s leads to repetition, so a session of repetition passes steps of both.
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

/// Whether everything that a step asks for has been passed.
pub(crate) fn may_begin(rung: &Rung, ladder: &Ladder, passed: &Passed) -> bool {
    rung.after.iter().all(|group| group.iter().any(|(family, step)| has_passed(*family, *step, ladder, passed)))
}

/// Whether a step has been passed: the step itself or a later one. A ladder that ends before the step is passed with
/// its last.
pub(crate) fn has_passed(family: Family, step: usize, ladder: &Ladder, passed: &Passed) -> bool {
    let last = ladder.of(family).map(|rung| rung.step).max().unwrap_or(0);
    passed.get(&family).is_some_and(|(highest, _)| *highest >= step.min(last))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::journal::standard_ladder;
    use crate::model::Goal;

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
