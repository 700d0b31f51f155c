//! The recommendation box: the decision, the next workout, the reasons, and what could not be seen.

use super::shown::local_start;
use super::{Advice, ReportInput};
use crate::model::Day;
use crate::progression::{Decision, NextWorkout, Recommendation};
use crate::report::answers::word;
use crate::report::words::{NBSP, bare_pace, bound, capital, civil, distance, duration, length, short_date};
use crate::segment::{RepLength, WorkoutKind};
use crate::stats::Range;
use crate::units::DistanceUnit;

/// Longest line that leaves room for a date after it, bytes.
const SHORT_LINE: usize = 24;

pub(super) fn box_of(input: &ReportInput<'_>) -> Advice {
    let today = civil(local_start(input.activity).0).map(|(day, _)| day);
    input.recommendation.map_or_else(|| nothing(input), |next| advised(next, input.unit, today))
}

fn nothing(input: &ReportInput<'_>) -> Advice {
    let has_reps = input.structure.reps().count() > 0;
    let unseen =
        input.structure.runner_up.as_ref().map(|other| bound(&format!("Which is true: it may also be {other}.")));
    Advice {
        decision: None,
        word: if has_reps { "No recommendation" } else { "No step to decide" }.into(),
        next: if has_reps { "No advice was asked for" } else { "Your plan stands" }.into(),
        details: if has_reps { Vec::new() } else { vec!["A run without reps moves no step.".into()] },
        why: match input.structure.kind {
            _ if has_reps => "How the reps were cut",
            WorkoutKind::Strides => "Why strides, not reps",
            _ => "Why no reps",
        }
        .into(),
        reasons: if input.structure.reason.is_empty() { Vec::new() } else { vec![why(input)] },
        unseen: unseen.into_iter().collect(),
        cue: String::new(),
        confidence: if has_reps {
            String::new()
        } else {
            format!("Confidence {} that this run holds no reps.", input.structure.confidence.name())
        },
    }
}

/// Why the run was taken for this kind of run, as a sentence.
fn why(input: &ReportInput<'_>) -> String {
    let reason = capital(&bound(&input.structure.reason));
    if reason.ends_with(['.', '!', '?']) { reason } else { format!("{reason}.") }
}

/// The answer with its workout and reasons; the first day for it is told where it lies after `today`.
pub(in crate::report) fn advised(advice: &Recommendation, unit: DistanceUnit, today: Option<Day>) -> Advice {
    let told = advice.next.as_ref().filter(|_| !matches!(advice.decision, Decision::Rest | Decision::EasyFirst));
    let mut details = told.map_or_else(Vec::new, |next| details(next, unit));
    if let Some(day) = advice.earliest_day.filter(|day| today.is_none_or(|today| *day > today)) {
        let date = format!("not before {}", short_date(day));
        match details.last_mut().filter(|line| line.len() <= SHORT_LINE) {
            Some(line) => *line = format!("{line}; {date}"),
            None => details.push(date),
        }
    }
    Advice {
        decision: Some(advice.decision),
        word: word(advice.decision).into(),
        next: match &advice.next {
            None => capital(&advice.headline),
            Some(_) if matches!(advice.decision, Decision::Rest | Decision::EasyFirst) => capital(&advice.headline),
            Some(next) if next.reps == 1 && !next.others.is_empty() => "The same session".to_owned(),
            Some(next) => workout_words(next, unit),
        },
        details,
        why: "Why".into(),
        reasons: advice.reasons.iter().map(|reason| bound(reason)).collect(),
        unseen: advice.unseen.iter().map(|thing| bound(thing)).collect(),
        cue: bound(&advice.cue),
        confidence: bound(&confidence(advice)),
    }
}

/// The confidence of the answer, in at most one sentence.
fn confidence(advice: &Recommendation) -> String {
    let because = advice.deductions.join(", ");
    if because.is_empty() {
        format!("Confidence {}.", advice.confidence.name())
    } else {
        format!("Confidence {}: {because}.", advice.confidence.name())
    }
}

/// The workout in words: `6 × 400 m at 1:24–1:26`. Reps by time have a pace.
pub(in crate::report) fn workout_words(next: &NextWorkout, unit: DistanceUnit) -> String {
    let what = if next.reps > 1 { format!("{} × {}", next.reps, length(next.length)) } else { length(next.length) };
    match (next.speed_mps, next.length) {
        (Some(speed), RepLength::Distance(metres)) => format!("{what} at {}", span(speed, metres)),
        (Some(speed), RepLength::Time(_)) => {
            format!("{what} at {}{NBSP}/{}", span(speed, unit.metres()), unit.symbol())
        }
        (None, _) => format!("{what} by feel"),
    }
}

/// The times of a range of speeds over a distance, fast end first. One time where both ends print alike.
fn span(Range { low: slow, high: fast }: Range, metres: f64) -> String {
    let (from, to) = (bare_pace(fast, metres), bare_pace(slow, metres));
    if from == to { from } else { format!("{from}\u{2013}{to}") }
}

fn details(next: &NextWorkout, unit: DistanceUnit) -> Vec<String> {
    let pace = match (next.speed_mps, next.length) {
        (Some(speed), RepLength::Distance(metres)) if (metres - unit.metres()).abs() > 1.0 => {
            Some(format!("{} /{}", span(speed, unit.metres()), unit.symbol()))
        }
        _ => None,
    };
    let mode = next.recovery_mode.map_or("recovery", crate::segment::RecoveryMode::name);
    let rest = match (next.recovery_m, next.recovery_s) {
        (Some(metres), Some(seconds)) => {
            Some(format!("{} {mode}, about {}", distance(metres, unit), duration(seconds)))
        }
        (Some(metres), None) => Some(format!("{} {mode}", distance(metres, unit))),
        (None, Some(seconds)) => Some(format!("{} {mode}", duration(seconds))),
        (None, None) => None,
    };
    let first: Vec<String> = [pace, rest].into_iter().flatten().collect();
    let (before, after) = next.frame.split_once(", ").unwrap_or((&next.frame, ""));
    let is_one = next.reps == 1 && !next.others.is_empty();
    let lines = [
        if is_one { workout_words(next, unit) } else { String::new() },
        first.join(", "),
        bound(&next.others),
        bound(before),
        bound(after),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}
