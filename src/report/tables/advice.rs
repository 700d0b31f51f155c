//! The columns of an answer: what comes next, in words and in figures, and what it stands on.

use super::frame::TableFrame;
use crate::progression::{NextWorkout, Recommendation};
use crate::stats::Range;

/// The answer of a row; `None` where no advice was due.
type Advised<'a> = [Option<&'a Recommendation>];

fn text(frame: &mut TableFrame, advised: &Advised<'_>, guide: (&str, &str), cell: fn(&Recommendation) -> String) {
    frame.text(guide, advised.iter().map(|advice| advice.map(cell).unwrap_or_default()));
}

/// Adds the answer, the next workout in words, and its day.
pub(super) fn answer(frame: &mut TableFrame, advised: &Advised<'_>) {
    let about = "the answer: rest, easy-first, way-back, lighter-week, step-back, step-up or once-more";
    text(frame, advised, ("decision", about), |advice| advice.decision.name().to_owned());
    text(frame, advised, ("next_workout", "the next workout in words"), |advice| {
        advice.next.as_ref().map(|next| next.text.clone()).unwrap_or_default()
    });
    text(frame, advised, ("next_date", "the earliest day for it"), |advice| {
        advice.earliest_day.map(|day| day.to_string()).unwrap_or_default()
    });
}

/// Adds the kind of reps, and the short name of the reason.
pub(super) fn rule(frame: &mut TableFrame, advised: &Advised<'_>) {
    text(frame, advised, ("family", "the kind of reps in the ladder: F, R, I, T or S"), |advice| {
        advice.family.map_or(String::new(), |family| family.name().to_owned())
    });
    text(frame, advised, ("rule", "short name of the reason"), |advice| advice.rule.to_owned());
}

/// Adds the next workout as figures. A workout by feel has no speed.
pub(super) fn figures(frame: &mut TableFrame, advised: &Advised<'_>) {
    let next = || advised.iter().map(|advice| advice.and_then(|advice| advice.next.as_ref()));
    frame.whole(("next_reps", "reps of the next workout"), next().map(|next| i64::try_from(next?.reps).ok()));
    let mut number = |guide: (&str, &str), digits: i32, cell: fn(&NextWorkout) -> f64| {
        frame.number(guide, digits, next().map(|next| next.map_or(f64::NAN, cell)));
    };
    number(("next_rep_distance_m", "distance of one rep"), 0, |next| next.rep_distance_m);
    number(("next_fast_distance_m", "distance of all reps of the next session"), 0, |next| next.fast_distance_m);
    number(("next_speed_mps", "middle of the range of speed; empty when it is run by feel"), 3, |next| {
        next.speed_mps.map_or(f64::NAN, Range::middle)
    });
}

/// Adds what the answer stands on, and what it did not know.
pub(super) fn grounds(frame: &mut TableFrame, advised: &Advised<'_>) {
    text(frame, advised, ("next_kind", "kind of the next workout: F, R, I, T or S"), |advice| {
        advice.family.filter(|_| advice.next.is_some()).map_or(String::new(), |family| family.name().to_owned())
    });
    text(frame, advised, ("lever", "what a step up changes: reps, pace, length or rest"), |advice| {
        advice.lever.map_or(String::new(), |lever| lever.name().to_owned())
    });
    text(frame, advised, ("reasons", "the reasons of the advice"), |advice| advice.reasons.join(" | "));
    text(frame, advised, ("could_not_see", "what the advice did not know"), |advice| advice.unseen.join(" | "));
    text(frame, advised, ("cue", "one thing to mind in the next session"), |advice| advice.cue.clone());
    text(frame, advised, ("decision_confidence", "how sure the advice is: low, medium or high"), |advice| {
        advice.confidence.name().to_owned()
    });
    text(frame, advised, ("deductions", "what lowers that confidence"), |advice| advice.deductions.join(" | "));
}
