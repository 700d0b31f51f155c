//! Which workout of a kind goes on a hard day: the next step, a step after it, the last workout again, or a lighter
//! one.

use super::draft::WeekDraft;
use super::kinds::SessionKind;
use super::turns::Turns;
use super::whole_run::WholeRun;

/// Stands before a workout that is planned for after the next step.
const IF_WELL: &str = "if all goes well, ";

/// A workout that may be run on a day, with its words.
pub(crate) struct Choice {
    pub(crate) run: WholeRun,
    /// Stands before the workout.
    pub(crate) lead: &'static str,
    /// Stand after the workout.
    pub(crate) notes: Vec<String>,
    pub(crate) advances: bool,
    /// Whether the workout is of the next step of the kind, or of a step after it.
    pub(crate) is_given: bool,
}

impl Choice {
    fn of(run: &WholeRun) -> Self {
        Self { run: run.clone(), lead: "", notes: Vec::new(), advances: false, is_given: true }
    }

    /// A workout that is not the next step, with the reason.
    fn noted(run: &WholeRun, note: &str) -> Self {
        Self { notes: vec![note.to_owned()], is_given: false, ..Self::of(run) }
    }

    fn next(kind: &SessionKind) -> Self {
        Self { advances: kind.advances, ..Self::of(&kind.next) }
    }

    /// The choice for a kind in a week. One lever moves a week, so a kind whose next step would be the second repeats
    /// its last workout; a kind that has never been run waits for another week.
    pub(crate) fn in_week(kind: &SessionKind, is_lighter: bool, week: &WeekDraft, turns: &Turns) -> Option<Self> {
        let given = turns.given(kind.family);
        Some(if !turns.is_begun {
            Self { is_given: !is_lighter, ..Self::next(kind) }
        } else if is_lighter {
            let lighter = kind.at(given).map_or(&kind.lighter, |(_, lighter)| lighter);
            Self::noted(lighter, "about half of it at the same pace")
        } else if given == 0 && turns.is_after_lighter(kind.family) {
            Self { is_given: true, ..Self::noted(&kind.again, "the step before the lighter week again") }
        } else if let Some((run, _)) = kind.at(given) {
            Self { lead: IF_WELL, ..Self::of(run) }
        } else if given > 0 {
            Self { lead: IF_WELL, ..Self::of(&kind.later) }
        } else if kind.advances && week.advancing().is_some() {
            kind.last_day?;
            Self::noted(&kind.again, "as last time: one thing grows a week, and the reps do")
        } else {
            Self::next(kind)
        })
    }
}
