//! The recommendation box: the decision, the next workout, the reasons, and what could not be seen.

use super::outing::{kind_words, tells_no_pace};
use super::shown::{has_no_reps, is_cut, local_start, totals};
use super::{Advice, ReportInput};
use crate::model::{Day, LapTrigger};
use crate::progression::{Decision, NextWorkout, Recommendation, easy_days_after_run};
use crate::report::answers::word;
use crate::report::words::{bound, capital, civil, short_date};
use crate::segment::{RepSource, Unevenness, WorkoutKind};

/// The words of a reason that only `show --explain` gives.
const WEIGHED: &str = "log odds";
/// Longest line that leaves room for a date after it, bytes.
const SHORT_LINE: usize = 24;

pub(super) fn box_of(input: &ReportInput<'_>) -> Advice {
    let today = civil(local_start(input.activity).0).map(|(day, _)| day);
    input.recommendation.map_or_else(|| nothing(input), |next| advised(next, today))
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
        confidence: match input.structure.confidence {
            sure if is_cut(input.structure) => format!("Confidence in the cut: {}.", sure.name()),
            _ => String::new(),
        },
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
    let (distance_m, timer_s) = totals(input);
    let easy_days = easy_days_after_run(distance_m, timer_s, input.structure.kind == WorkoutKind::RaceLike);
    let what = if input.structure.kind == WorkoutKind::Mixed(Unevenness::Walk) { "walk" } else { "run" };
    let Some((advice, since)) = input.ahead.filter(|(advice, _)| !advice.headline.is_empty()) else {
        return match easy_days {
            Some(1) => ("An easy day first".to_owned(), vec![format!("One easy day follows such a {what}.")]),
            Some(days) => ("Easy days first".to_owned(), vec![format!("{days} easy days follow such a {what}.")]),
            None => ("Your plan stands".to_owned(), vec![format!("A {what} without reps changes nothing about it.")]),
        };
    };
    let mut details = vec![format!("This still stands since the session of {}.", short_date(since))];
    let rested = today.zip(easy_days).map(|(today, days)| today + 1 + days);
    let first = advice.earliest_day.max(rested);
    if let Some(day) = first.filter(|day| today.is_none_or(|today| *day > today)) {
        details.push(format!("Not before {}.", short_date(day)));
    }
    let next = advice.next.as_ref().map_or_else(|| advice.headline.clone(), |next| bound(&next.name));
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
        WorkoutKind::RaceLike => "the heart rate stayed near the highest of this run, over the length of a race",
        WorkoutKind::Mixed(Unevenness::StopAndGo) => "the pace changes by stops, not by reps and recoveries",
        WorkoutKind::Mixed(Unevenness::Hilly) => "the pace follows the hills, not reps and recoveries",
        WorkoutKind::Mixed(Unevenness::RunWalk) => "running and walking take turns, not reps and recoveries",
        WorkoutKind::Mixed(Unevenness::Walk) => "hardly anything was run",
        WorkoutKind::Mixed(Unevenness::Uneven) => {
            "the pace changes, but fast and easy parts do not take turns as reps do"
        }
        _ if tells_no_pace(input) => "the recording tells no pace",
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
pub(in crate::report) fn advised(advice: &Recommendation, today: Option<Day>) -> Advice {
    let told = advice.next.as_ref().filter(|_| !matches!(advice.decision, Decision::Rest | Decision::EasyFirst));
    let mut details = told.map_or_else(Vec::new, details);
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
            Some(next) => capital(&bound(&next.name)),
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

/// The lines below the name of the workout.
fn details(next: &NextWorkout) -> Vec<String> {
    let (before, after) = next.frame.split_once(", ").unwrap_or((&next.frame, ""));
    let lines = next.lines.iter().map(String::as_str).chain([before, after]);
    lines.filter(|line| !line.is_empty()).map(bound).collect()
}
