//! The recommendation box: the decision, the next workout, the reasons, and what could not be seen.

use super::outing::{BARE_S, kind_words};
use super::shown::totals;
use super::shown::{has_no_reps, local_start};
use super::{Advice, ReportInput};
use crate::model::{Day, LapTrigger};
use crate::progression::{Decision, NextWorkout, Recommendation};
use crate::report::answers::word;
use crate::report::words::{NBSP, bound, capital, civil, distance, duration, length, short_date, times};
use crate::segment::{RepLength, RepSource, Unevenness, WorkoutKind};
use crate::stats::Range;
use crate::units::DistanceUnit;

/// The words of a reason that only `show --explain` gives.
const WEIGHED: &str = "log odds";
/// Longest line that leaves room for a date after it, bytes.
const SHORT_LINE: usize = 24;

pub(super) fn box_of(input: &ReportInput<'_>) -> Advice {
    let today = civil(local_start(input.activity).0).map(|(day, _)| day);
    input.recommendation.map_or_else(|| nothing(input), |next| advised(next, input.unit, today))
}

/// Sessions of reps for which no advice was asked, and runs that change no step.
fn nothing(input: &ReportInput<'_>) -> Advice {
    if input.structure.reps().count() > 0 && !has_no_reps(input.structure) {
        return unasked(input);
    }
    let unseen = runner_up(input);
    let (next, details) = ahead(input);
    Advice {
        decision: None,
        word: capital(&kind_words(input)),
        next,
        details,
        why: match input.structure.kind {
            WorkoutKind::Strides => "Why strides, not reps".into(),
            WorkoutKind::Tempo => "Why one block, not reps".into(),
            _ => "Why it is no session of reps".into(),
        },
        reasons: reasons(input),
        unseen,
        cue: String::new(),
        confidence: format!("Confidence {} in that.", input.structure.confidence.name()),
    }
}

fn unasked(input: &ReportInput<'_>) -> Advice {
    Advice {
        decision: None,
        word: "No recommendation".into(),
        next: "No advice was asked for".into(),
        details: Vec::new(),
        why: "How the reps were cut".into(),
        reasons: if input.structure.reason.is_empty() { Vec::new() } else { vec![why(input)] },
        unseen: runner_up(input),
        cue: String::new(),
        confidence: String::new(),
    }
}

fn runner_up(input: &ReportInput<'_>) -> Vec<String> {
    let other = input.structure.runner_up.as_ref();
    other.map(|other| bound(&format!("Which is true: it may also be {other}."))).into_iter().collect()
}

/// What comes next after a run that changes no step: the advice that stands, where there is one.
fn ahead(input: &ReportInput<'_>) -> (String, Vec<String>) {
    let today = civil(local_start(input.activity).0).map(|(day, _)| day);
    let Some((advice, since)) = input.ahead.filter(|(advice, _)| !advice.headline.is_empty()) else {
        return ("Your plan stands".to_owned(), vec!["A run without reps moves no step.".to_owned()]);
    };
    let mut details = vec![format!("This still stands since the session of {}.", short_date(since))];
    if let Some(day) = advice.earliest_day.filter(|day| today.is_none_or(|today| *day > today)) {
        details.push(format!("Not before {}.", short_date(day)));
    }
    let next = match &advice.next {
        Some(next) if next.reps != 1 || next.others.is_empty() => workout_words(next, input.unit),
        _ => advice.headline.clone(),
    };
    (format!("Next: {next}"), details)
}

/// Why the run is no session, as a runner would say it. The evidence is for `show --explain`.
fn reasons(input: &ReportInput<'_>) -> Vec<String> {
    if input.structure.source == RepSource::User {
        return vec!["You cut it so yourself.".to_owned()];
    }
    let mut reasons = vec![format!("{}.", capital(plain_reason(input)))];
    let triggers = || input.activity.laps.iter().filter_map(|lap| lap.trigger);
    if input.activity.laps.len() > 1 && triggers().count() > 0 && triggers().all(|by| by != LapTrigger::Manual) {
        reasons.push("No lap was pressed.".to_owned());
    }
    reasons
}

fn plain_reason(input: &ReportInput<'_>) -> &'static str {
    match input.structure.kind {
        WorkoutKind::Reps | WorkoutKind::Tempo => "one stretch of work, with nothing repeated",
        WorkoutKind::Strides => "the fast parts are short accelerations, without work to recover from",
        WorkoutKind::Steady | WorkoutKind::Long => "no part stands out as reps do",
        WorkoutKind::RaceLike => "hard from start to end, over the length of a race",
        WorkoutKind::Mixed(Unevenness::StopAndGo) => "the pace changes by stops, not by reps and recoveries",
        WorkoutKind::Mixed(Unevenness::Hilly) => "the pace follows the hills, not reps and recoveries",
        WorkoutKind::Mixed(Unevenness::RunWalk) => "running and walking take turns, not reps and recoveries",
        WorkoutKind::Mixed(Unevenness::Uneven) => {
            "the pace changes, but fast and easy parts do not take turns as reps do"
        }
        WorkoutKind::Mixed(Unevenness::Short) if totals(input).1 >= BARE_S => "the recording tells no pace",
        WorkoutKind::Mixed(Unevenness::Short) => "too short to tell anything",
        WorkoutKind::NotRunning => "only running is searched for reps",
        WorkoutKind::Unreadable => "nothing in the file tells speed",
    }
}

/// How the reps were cut, as a sentence. What the evidence weighs is for `show --explain`.
fn why(input: &ReportInput<'_>) -> String {
    let parts: Vec<&str> = input.structure.reason.split(" (").collect();
    let weighed = |part: &&&str| part.contains(WEIGHED);
    let kept = parts.iter().filter(|part| !weighed(part)).copied().collect::<Vec<_>>().join(" (");
    let reason = capital(&bound(&kept));
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
        decision: Some(advice.told()),
        word: word(advice.told()).into(),
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

/// The times of a range of speeds over a distance, fast end first.
fn span(speeds_mps: Range, metres: f64) -> String {
    times(metres / speeds_mps.high, metres / speeds_mps.low)
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
