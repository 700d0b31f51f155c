//! Labelled runs of whole histories against what is said of them: how often a session is told where there is one.

use lastrep::clean::prepare;
use lastrep::model::Activity;
use lastrep::segment::{Confidence, RepsFrom, WorkoutKind, find};

use super::history::{Label, Seen};

/// What is said of a run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    pub(crate) kind: WorkoutKind,
    pub(crate) reps: usize,
    pub(crate) confidence: Confidence,
    /// What a coach would write.
    pub(crate) workout: String,
    /// Why: the evidence, and what the confidence rests on.
    pub(crate) why: String,
}

/// A labelled run with what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) label: Label,
    pub(crate) told: Told,
}

impl Told {
    /// What the library says of an activity by this evidence.
    pub(crate) fn of(activity: &Activity, from: RepsFrom) -> Self {
        let structure = find(activity, &prepare(activity), from);
        let reasons =
            [structure.reason.as_str(), structure.trace.confidence.as_str(), structure.trace.strides.as_str()];
        let reasons: Vec<&str> = reasons.into_iter().filter(|reason| !reason.is_empty()).collect();
        Self {
            reps: structure.reps().count(),
            why: reasons.join("; "),
            kind: structure.kind,
            confidence: structure.confidence,
            workout: structure.name,
        }
    }
}

impl Run {
    fn is_session(&self) -> bool {
        self.label.seen == Seen::Reps
    }

    fn is_called(&self, kind: WorkoutKind) -> bool {
        self.told.kind == kind
    }

    /// Whether what is said is what was seen: a session with its number of reps, strides, or neither of them.
    pub(crate) fn is_right(&self) -> bool {
        match self.label.seen {
            Seen::Reps => self.is_called(WorkoutKind::Reps) && self.told.reps == self.label.count,
            Seen::Strides => self.is_called(WorkoutKind::Strides),
            _ => !self.is_called(WorkoutKind::Reps) && !self.is_called(WorkoutKind::Strides),
        }
    }
}

/// Some of several.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part {
    pub(crate) part: f64,
    pub(crate) whole: f64,
}

impl Part {
    /// `None` of nothing.
    pub(crate) fn percent(self) -> Option<f64> {
        (self.whole > 0.0).then(|| 100.0 * self.part / self.whole)
    }
}

/// How often labelled runs are called what they are. A weighted run counts for all that it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figures {
    pub(crate) labelled: usize,
    /// Runs called reps that are a session, weighted.
    pub(crate) precision: Part,
    /// The same, where strides called reps pass.
    pub(crate) lenient: Part,
    /// Sessions called reps.
    pub(crate) kept: Part,
    /// Kept sessions with the right number of reps.
    pub(crate) right: Part,
    /// Runs called reps without a session, of all runs, weighted.
    pub(crate) wrong: Part,
    /// Strides called strides.
    pub(crate) strides: Part,
    /// Strides called reps.
    pub(crate) strides_as_reps: usize,
    /// Runs called strides that hold neither strides nor a session.
    pub(crate) strides_without: usize,
}

impl Figures {
    pub(crate) fn of(runs: &[&Run]) -> Self {
        let called = |run: &Run| run.is_called(WorkoutKind::Reps);
        let strides = |run: &Run| run.label.seen == Seen::Strides;
        let as_strides = |run: &Run| run.is_called(WorkoutKind::Strides);
        let is_empty = |run: &Run| matches!(run.label.seen, Seen::Surges | Seen::Nothing);
        let is_right = |run: &Run| called(run) && run.is_right();
        Self {
            labelled: runs.len(),
            precision: weighted(runs, called, Run::is_session),
            lenient: weighted(runs, called, |run| run.is_session() || strides(run)),
            kept: counted(runs, Run::is_session, called),
            right: counted(runs, |run| run.is_session() && called(run), is_right),
            wrong: weighted(runs, |_| true, |run| called(run) && !run.is_session()),
            strides: counted(runs, strides, as_strides),
            strides_as_reps: runs.iter().filter(|run| strides(run) && called(run)).count(),
            strides_without: runs.iter().filter(|run| is_empty(run) && as_strides(run)).count(),
        }
    }
}

/// Of the runs called reps with this confidence, those that are a session: counted, and weighted.
pub(crate) fn at_level(runs: &[&Run], level: Confidence) -> (Part, Part) {
    let called = |run: &Run| run.is_called(WorkoutKind::Reps) && run.told.confidence == level;
    (counted(runs, called, Run::is_session), weighted(runs, called, Run::is_session))
}

fn counted(runs: &[&Run], of: impl Fn(&Run) -> bool, is_part: impl Fn(&Run) -> bool) -> Part {
    part(runs, |_| 1.0, of, is_part)
}

fn weighted(runs: &[&Run], of: impl Fn(&Run) -> bool, is_part: impl Fn(&Run) -> bool) -> Part {
    part(runs, |run| run.label.weight, of, is_part)
}

fn part(
    runs: &[&Run],
    weight: impl Fn(&Run) -> f64,
    of: impl Fn(&Run) -> bool,
    is_part: impl Fn(&Run) -> bool,
) -> Part {
    let mut sums = Part { part: 0.0, whole: 0.0 };
    for run in runs.iter().filter(|run| of(run)) {
        sums.whole += weight(run);
        sums.part += if is_part(run) { weight(run) } else { 0.0 };
    }
    sums
}
