//! The recommendation box: the decision, the next workout, why, and what could not be seen.

use super::shown::local_start;
use super::{Advice, ReportInput};
use crate::progression::{Decision, NextWorkout, Recommendation};
use crate::report::answers::word;
use crate::report::words::{NBSP, bare_pace, bound, capital, civil, distance, duration, length, short_date};
use crate::segment::{RepLength, WorkoutKind};

/// A line of so many bytes has room for a date behind it.
const SHORT_LINE: usize = 24;

pub(super) fn box_of(input: &ReportInput<'_>) -> Advice {
    input.recommendation.map_or_else(|| nothing(input), |next| decided(input, next))
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

/// Why the run was read as it was, as a sentence.
fn why(input: &ReportInput<'_>) -> String {
    let reason = capital(&bound(&input.structure.reason));
    if reason.ends_with(['.', '!', '?']) { reason } else { format!("{reason}.") }
}

fn decided(input: &ReportInput<'_>, advice: &Recommendation) -> Advice {
    let told = advice.next.as_ref().filter(|_| !matches!(advice.decision, Decision::Rest | Decision::EasyFirst));
    let mut details = told.map_or_else(Vec::new, |next| details(input, next));
    let today = civil(local_start(input.activity).0).map(|(day, _)| day);
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
            Some(next) => workout(input, next),
        },
        details,
        why: "Why".into(),
        reasons: advice.reasons.iter().map(|reason| bound(reason)).collect(),
        unseen: advice.unseen.iter().map(|thing| bound(thing)).collect(),
        cue: bound(&advice.cue),
        confidence: bound(&confidence(advice)),
    }
}

/// How sure the answer is, in at most one sentence.
fn confidence(advice: &Recommendation) -> String {
    let because = advice.deductions.join(", ");
    if because.is_empty() {
        format!("Confidence {}.", advice.confidence.name())
    } else {
        format!("Confidence {}: {because}.", advice.confidence.name())
    }
}

/// `6 × 400 m at 1:24–1:26`; reps by time are given as pace.
fn workout(input: &ReportInput<'_>, next: &NextWorkout) -> String {
    let what = if next.reps > 1 { format!("{} × {}", next.reps, length(next.length)) } else { length(next.length) };
    match (next.speed_mps, next.length) {
        (Some(speed), RepLength::Distance(metres)) => format!("{what} at {}", span(speed, metres)),
        (Some(speed), RepLength::Time(_)) => {
            format!("{what} at {}{NBSP}/{}", span(speed, input.unit.metres()), input.unit.symbol())
        }
        (None, _) => format!("{what} by feel"),
    }
}

/// A range of times over a distance, fast end first; one time where both print alike.
fn span((slow, fast): (f64, f64), metres: f64) -> String {
    let (from, to) = (bare_pace(fast, metres), bare_pace(slow, metres));
    if from == to { from } else { format!("{from}\u{2013}{to}") }
}

fn details(input: &ReportInput<'_>, next: &NextWorkout) -> Vec<String> {
    let pace = match (next.speed_mps, next.length) {
        (Some(speed), RepLength::Distance(metres)) if (metres - input.unit.metres()).abs() > 1.0 => {
            Some(format!("{} /{}", span(speed, input.unit.metres()), input.unit.symbol()))
        }
        _ => None,
    };
    let mode = next.recovery_mode.map_or("recovery", crate::segment::RecoveryMode::name);
    let rest = match (next.recovery_m, next.recovery_s) {
        (Some(metres), Some(seconds)) => {
            Some(format!("{} {mode}, about {}", distance(metres, input.unit), duration(seconds)))
        }
        (Some(metres), None) => Some(format!("{} {mode}", distance(metres, input.unit))),
        (None, Some(seconds)) => Some(format!("{} {mode}", duration(seconds))),
        (None, None) => None,
    };
    let first: Vec<String> = [pace, rest].into_iter().flatten().collect();
    let (before, after) = next.frame.split_once(", ").unwrap_or((&next.frame, ""));
    let is_one = next.reps == 1 && !next.others.is_empty();
    let lines = [
        if is_one { workout(input, next) } else { String::new() },
        first.join(", "),
        bound(&next.others),
        bound(before),
        bound(after),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}
