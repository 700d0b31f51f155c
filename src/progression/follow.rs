//! The workout that follows from a decision: the step of the lever that moves, a step back, a lighter one, or the same again.

use super::Decision;
use super::decision::Outcome;
use super::fold::Folded;
use super::gates::{Capped, cut_to_cap};
use super::judged::Judged;
use super::next::{SLOWER, Step};
use super::verdict::MOST_DONE;

/// Strides after six weeks without fast running.
const STRIDES_UNACCUSTOMED: usize = 8;
/// Strides after two weeks without any running.
const STRIDES_AFTER_BREAK: usize = 6;

/// The workout that a decision leads to, within the cap of a usual week that is known; a lighter week is half of what that leaves.
pub(super) fn next_step(outcome: &Outcome, folded: &Folded) -> Option<Capped> {
    // Nothing is asked of who has said that something hurts, and could not be understood.
    let step = step_of(outcome, folded).filter(|_| folded.input.unread_symptoms.is_empty())?;
    // A lighter week and a step back are of the reps that were run.
    let first = folded.first.as_ref().filter(|_| matches!(outcome.decision, Decision::Hold | Decision::Insufficient));
    let capped = cut_to_cap(step, (folded.input.family, folded.cap), first, &folded.load);
    let is_lighter = outcome.decision == Decision::Deload;
    Some(if is_lighter { Capped { step: capped.step.lighter(), ..capped } } else { capped })
}

/// Where the sessions after the next one start from, within the same cap: what was run, or what is left of it after a step back.
pub(super) fn level(outcome: &Outcome, folded: &Folded) -> Option<Step> {
    let judged = folded.judged.as_ref()?;
    let step = match (outcome.rule, outcome.decision) {
        (_, Decision::StepBack) => step_of(outcome, folded)?,
        ("D2", _) => folded.step.as_ref()?.back(failed_speed(judged)),
        _ => folded.step.as_ref()?.again(&folded.workout),
    };
    let first = folded.first.as_ref().filter(|_| outcome.decision != Decision::StepBack);
    Some(cut_to_cap(step, (folded.input.family, folded.cap), first, &folded.load).step)
}

/// The workout that a decision leads to; for a lighter week what it is half of.
fn step_of(outcome: &Outcome, folded: &Folded) -> Option<Step> {
    if let Some(begin) = folded.begin.as_ref().filter(|_| matches!(outcome.rule, "D8" | "D9b")) {
        return begin.step.clone();
    }
    let step = folded.step.as_ref()?;
    let judged = folded.judged.as_ref()?;
    let kept = || step.at_index_left(judged.family, folded.vdot, folded.index_left);
    let next = match (outcome.rule, outcome.decision) {
        ("D0", _) => return None,
        ("D3", _) if folded.input.days_no_run.is_some_and(|days| days >= 14) => Step::strides(STRIDES_AFTER_BREAK),
        ("D3", _) if folded.input.days_no_fast.is_some_and(|days| days > 42) => Step::strides(STRIDES_UNACCUSTOMED),
        ("D3", _) => match missed(folded) {
            Missed::Long => step.comeback(folded.first.as_ref()).no_faster_than(&kept()),
            Missed::Weeks => kept().back_twice(None),
            Missed::Days => step.back(None),
        },
        ("D5", _) => step.back_twice(run_speed(judged)),
        ("D2", _) => step.back(failed_speed(judged)),
        (_, Decision::Deload) => step.clone(),
        (_, Decision::StepBack) => {
            // From what was run: fewer reps than were planned are the step back already.
            let run = step.of_reps(step.reps.min(judged.evidence.n.max(1)));
            if has_missed_reps(judged) { run } else { run.back(failed_speed(judged)) }
        }
        (_, Decision::Advance) => {
            let lever = outcome.lever?;
            folded.candidates.iter().find(|(open, _)| *open == lever).map(|(_, step)| step.clone())?
        }
        (_, Decision::Hold | Decision::Insufficient) => step.again(&folded.workout),
    };
    Some(if next.is_ladder { next.of_whole(of_ladder(outcome.decision, judged), &folded.workout) } else { next })
}

/// What is made of a ladder: it is named as a whole, for one of its lengths says nothing of the others.
fn of_ladder(decision: Decision, judged: &Judged) -> &'static str {
    match decision {
        Decision::Deload => "half of the session",
        Decision::StepBack if has_missed_reps(judged) => "the session as far as it was run",
        Decision::StepBack => SLOWER,
        Decision::Advance | Decision::Hold | Decision::Insufficient => "the same session again",
    }
}

/// The speed that was run, from the target and its error, m/s.
fn run_speed(judged: &Judged) -> Option<f64> {
    let error = judged.evidence.target_error_pct?;
    Some(judged.target?.speed_mps * (1.0 + error / 100.0))
}

/// The speed that was run where it was the pace that failed, m/s.
fn failed_speed(judged: &Judged) -> Option<f64> {
    run_speed(judged).filter(|_| judged.evidence.target_error_pct.is_some_and(|error| error < -3.0))
}

/// Whether many of the planned reps were not run.
fn has_missed_reps(judged: &Judged) -> bool {
    judged.evidence.done_fraction < MOST_DONE && !judged.evidence.excused
}

/// How long a kind of session has been missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missed {
    /// Up to three weeks.
    Days,
    /// Up to six.
    Weeks,
    /// More.
    Long,
}

pub(super) fn missed(folded: &Folded) -> Missed {
    match folded.input.days_no_family.unwrap_or(0) {
        ..=21 => Missed::Days,
        22..=42 => Missed::Weeks,
        _ => Missed::Long,
    }
}

/// Whether the break was from all running, or from all that is fast: then strides come first.
pub(super) fn is_long_break(folded: &Folded) -> bool {
    let input = &folded.input;
    input.days_no_run.is_some_and(|days| days >= 14) || input.days_no_fast.is_some_and(|days| days > 42)
}
