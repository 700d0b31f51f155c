//! The decision in words: the next workout in full, why, what could not be seen, and how sure.

use super::decision::{Level, Outcome, decide};
use super::history::{Folded, History, Judged};
use super::next::Step;
use super::summary::{Advice, SessionSummary};
use super::words::{change, list, number};
use super::{Decision, Family, Lever, Recommendation};
use crate::model::{Athlete, JournalDay};
use crate::units::DistanceUnit;

/// Days between two hard days.
const SPACING_DAYS: i64 = 2;
/// The same after sprint-like work for a novice, or with sore legs.
const LONG_SPACING_DAYS: i64 = 3;
/// Most reasons that are given.
const MOST_REASONS: usize = 4;
/// Strides after six weeks without fast running.
const STRIDES_UNACCUSTOMED: usize = 8;
/// Strides after two weeks without any running.
const STRIDES_AFTER_BREAK: usize = 6;

/// The one next step after a session, as of today.
///
/// `history` may hold the session itself and anything else of the runner: what lies after today, duplicates and other
/// sports are left out, and the session is held against earlier ones only. `today` is days since 1970-01-01. A run
/// without reps changes nothing: its recommendation has no workout and says that the plan stands.
pub fn recommend(
    session: &SessionSummary,
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: i64,
    unit: DistanceUnit,
) -> Recommendation {
    let past = History::new(session, history, athlete, journal, today.max(session.day));
    let folded = past.fold(session);
    let outcome = decide(&folded.input);
    let step = next_step(&outcome, &folded);
    Recommendation {
        decision: outcome.decision,
        rule: outcome.rule,
        family: folded.judged.as_ref().map(|judged| judged.family),
        lever: outcome.lever,
        headline: headline(&outcome, step.as_ref(), &folded, unit),
        reasons: reasons(&outcome, &folded),
        unseen: unseen(&folded),
        confidence: outcome.confidence,
        deductions: outcome.deductions.clone(),
        earliest_day: step.as_ref().map(|_| earliest(&outcome, &folded, past.today)),
        next: step.map(|step| step.write(unit)),
    }
}

/// The recommendation after each session, as of its own day; `None` where there are no reps.
///
/// Sessions are taken in order of start, whatever their order in `history`; each is judged by what was advised before it
/// where the file holds no plan. The result is in the order of `history`.
pub fn recommend_all(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    unit: DistanceUnit,
) -> Vec<Option<Recommendation>> {
    advised(history, athlete, journal, unit).1
}

/// The next step for the runner as of today: after the latest session with reps; `None` without any.
pub fn recommend_latest(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    today: i64,
    unit: DistanceUnit,
) -> Option<Recommendation> {
    let upto: Vec<SessionSummary> = history.iter().filter(|session| session.day <= today).cloned().collect();
    let (sessions, _) = advised(&upto, athlete, journal, unit);
    let counts = |session: &&SessionSummary| session.has_reps() && !session.duplicate;
    let latest = sessions.iter().filter(counts).max_by(|a, b| a.start_unix_s.total_cmp(&b.start_unix_s))?;
    Some(recommend(latest, &sessions, athlete, journal, today, unit))
}

/// The sessions with what was advised before each, and the recommendation after each.
fn advised(
    history: &[SessionSummary],
    athlete: &Athlete,
    journal: &[JournalDay],
    unit: DistanceUnit,
) -> (Vec<SessionSummary>, Vec<Option<Recommendation>>) {
    let mut order: Vec<usize> = (0..history.len()).collect();
    order.sort_by(|a, b| history[*a].start_unix_s.total_cmp(&history[*b].start_unix_s));
    let mut sessions = history.to_vec();
    let mut results = vec![None; history.len()];
    let mut given: Vec<Advice> = Vec::new();
    for index in order {
        if !sessions[index].has_reps() {
            continue;
        }
        sessions[index].advised = latest_advice(&given, &sessions[index], athlete);
        let session = &sessions[index];
        let recommendation = recommend(session, &sessions, athlete, journal, session.day, unit);
        if !session.duplicate {
            given.extend(Advice::of(&recommendation, session.day));
        }
        results[index] = Some(recommendation);
    }
    (sessions, results)
}

/// The last advice about sessions of this family and length.
fn latest_advice(given: &[Advice], session: &SessionSummary, athlete: &Athlete) -> Option<Advice> {
    let family = super::anchor::family_of(session, athlete);
    let like = |advice: &&Advice| {
        let length = session.length.is_some_and(|length| super::summary::like_length(advice.length, length, 1.08));
        advice.family == family && length
    };
    given.iter().rev().find(like).copied()
}

/// The workout that a decision leads to.
fn next_step(outcome: &Outcome, folded: &Folded) -> Option<Step> {
    let step = folded.step.as_ref()?;
    let judged = folded.judged.as_ref()?;
    Some(match (outcome.rule, outcome.decision) {
        ("D0", _) => return None,
        ("D3", _) if folded.input.days_no_run.is_some_and(|days| days >= 14) => Step::strides(STRIDES_AFTER_BREAK),
        ("D3", _) => Step::strides(STRIDES_UNACCUSTOMED),
        ("D5", _) => step.back_twice(run_speed(judged)),
        ("D2", _) => step.back(pace_failed(judged)).lighter(),
        (_, Decision::Deload) => step.lighter(),
        (_, Decision::StepBack) => step.back(pace_failed(judged)),
        (_, Decision::Advance) => {
            let lever = outcome.lever?;
            folded.candidates.iter().find(|(open, _)| *open == lever).map(|(_, step)| step.clone())?
        }
        (_, Decision::Hold | Decision::Insufficient) => step.clone(),
    })
}

/// The speed that was run, from the target and its error, m/s.
fn run_speed(judged: &Judged) -> Option<f64> {
    let error = judged.evidence.target_error_pct?;
    Some(judged.target?.speed_mps * (1.0 + error / 100.0))
}

fn pace_failed(judged: &Judged) -> bool {
    judged.evidence.target_error_pct.is_some_and(|error| error < -3.0)
}

fn headline(outcome: &Outcome, step: Option<&Step>, folded: &Folded, unit: DistanceUnit) -> String {
    let Some(step) = step else {
        return if outcome.rule == "D0" {
            format!("no fast running. {}; see a clinician if it lasts", reported(folded))
        } else {
            match outcome.decision {
                Decision::Deload => "lighter week, no fast running".to_owned(),
                Decision::StepBack => "easy running and a few strides first".to_owned(),
                _ => "your plan stands".to_owned(),
            }
        };
    };
    let workout = step.headline(unit);
    match (outcome.decision, outcome.rule) {
        (Decision::Advance, _) => format!("{workout}, {}", kept(outcome.lever, step)),
        (Decision::Deload, "D2") => format!("lighter week, then one step back, {workout}"),
        (Decision::Deload, _) => format!("lighter week, {} at the same pace", step.short()),
        (Decision::StepBack, "D3") => format!("back in with strides, {}", step.short()),
        (Decision::StepBack, "D5") => format!("two steps back, {workout}"),
        (Decision::StepBack, _) => format!("one step back, {workout}"),
        (Decision::Hold, "D6") => format!("hold, repeat {workout} on a better day"),
        (Decision::Hold, "D8") => "hold, move it by a day or two".to_owned(),
        (Decision::Hold, "D11") => "hold, run it once more to confirm".to_owned(),
        (Decision::Hold, "D13") => "hold, nothing may be added now".to_owned(),
        (Decision::Insufficient, _) => "hold, repeat it".to_owned(),
        (Decision::Hold, _) => format!("hold, repeat {workout}"),
    }
}

/// What stays the same when a lever moves.
fn kept(lever: Option<Lever>, step: &Step) -> String {
    match lever {
        Some(Lever::Reps) => "same pace and rest".to_owned(),
        Some(Lever::Pace) => "same reps and rest".to_owned(),
        Some(Lever::Length) => "a longer rep, a little slower".to_owned(),
        Some(Lever::Rest) => super::words::recovery(step.recovery_s, step.recovery_m, step.recovery_mode),
        None => "nothing else changes".to_owned(),
    }
}

fn reported(folded: &Folded) -> String {
    let input = &folded.input;
    let mut what = Vec::new();
    if input.illness {
        what.push("illness or chest symptoms".to_owned());
    }
    if input.focal_pain {
        what.push("pain in one spot".to_owned());
    }
    if let Some(pain) = input.pain.filter(|pain| *pain >= 5.0) {
        what.push(format!("pain of {} in 10", number(pain, 0)));
    }
    format!("You reported {}", list(&what))
}

/// Two to four reasons: that of the rule first, then the figures behind it.
fn reasons(outcome: &Outcome, folded: &Folded) -> Vec<String> {
    let mut reasons = vec![outcome.reason.clone()];
    if outcome.rule == "D0" {
        reasons.push("Symptoms come before any figure; this is a training aid, not medical advice.".to_owned());
        return reasons;
    }
    let Some(judged) = &folded.judged else {
        reasons.push("A run without reps neither adds to nor takes from the next session with reps.".to_owned());
        return reasons;
    };
    if outcome.decision != Decision::Advance {
        reasons.extend(figures(judged));
    }
    reasons.extend(target_reason(judged));
    reasons.push(change_reason(outcome, folded));
    reasons.truncate(MOST_REASONS);
    reasons
}

/// The figures of the session in one sentence.
fn figures(judged: &Judged) -> Option<String> {
    let e = &judged.evidence;
    let mut parts = vec![format!("{} reps", e.n)];
    parts.extend(e.scatter_pct.map(|scatter| format!("scatter {} %", number(scatter, 1))));
    parts.extend(e.fade_words().map(|fade| format!("fade {fade}")));
    parts.extend(e.last_rep_pct.map(|last| format!("last rep {}", change(last))));
    parts.extend(e.rpe_cr10.map(|rpe| format!("RPE {}", number(rpe, 0))));
    (parts.len() > 1).then(|| format!("This session: {}.", parts.join(", ")))
}

fn target_reason(judged: &Judged) -> Option<String> {
    let error = judged.evidence.target_error_pct?;
    if judged.evidence.by_feel(judged.family) {
        return None;
    }
    let source = judged.target_words()?;
    Some(if error.abs() < 0.05 {
        format!("On target, by {source}.")
    } else {
        format!("Pace {} against {source}.", change(error))
    })
}

/// What changes, and what does not.
fn change_reason(outcome: &Outcome, folded: &Folded) -> String {
    let levers = match outcome.lever {
        Some(Lever::Reps) => "One thing moves: one more rep; pace and rest stay.",
        Some(Lever::Pace) => "One thing moves: the pace, by half a step; reps and rest stay.",
        Some(Lever::Length) => "One thing moves: the length; reps are cut so that the fast distance hardly grows.",
        Some(Lever::Rest) => "One thing moves: the rest; reps and pace stay.",
        None => "",
    };
    if !levers.is_empty() {
        return levers.to_owned();
    }
    match (outcome.decision, outcome.rule) {
        (Decision::Deload, _) => {
            "A lighter week: half the fast running at the same pace, about a third less in all.".into()
        }
        (Decision::StepBack, "D3") => "Relaxed strides first; the reps come back once these leave no soreness.".into(),
        (Decision::StepBack, _) => "The last step is undone, nothing more.".into(),
        (Decision::Hold, "D11") => match folded.judged.as_ref().map(|judged| judged.family) {
            Some(Family::T) => "Threshold work is raised only with RPE and heart rate inside the bounds twice.".into(),
            _ => "Two clean sessions in a row come before any change.".into(),
        },
        _ => "The same again: nothing is added until it can be seen to be in hand.".into(),
    }
}

/// What could not be seen, and what would change the answer.
fn unseen(folded: &Folded) -> Vec<String> {
    let mut unseen = Vec::new();
    if let Some(judged) = &folded.judged {
        let e = &judged.evidence;
        if e.rpe_cr10.is_none() {
            unseen.push(
                "How hard it felt: no RPE in the file or journal. Note it (0\u{2013}10) to let me decide sooner."
                    .into(),
            );
        }
        if !e.heart_rate_usable {
            unseen.push("Heart rate: absent or not usable.".to_owned());
        }
        if e.grade >= crate::scores::Grade::C {
            unseen.push("Small differences of pace: press the lap button or run a planned workout on a track.".into());
        }
        if e.plan_assumed {
            unseen.push("How many reps were planned: I took what was run. A workout on the watch would tell.".into());
        }
        if judged.target.is_none_or(|target| target.is_weak()) {
            unseen.push(
                "Your present level: a race or time trial of the last 12 weeks in athlete.toml gives a target.".into(),
            );
        }
        if e.by_feel(judged.family) && e.soreness_after.is_none() {
            unseen.push("Soreness two days after: a journal row with it is needed to move on.".into());
        }
        if e.heat_pct.is_none() {
            unseen.push("Heat and humidity: no weather in the file.".to_owned());
        }
    }
    if folded.input.signals.is_empty() {
        unseen.push("How you are today: no resting heart rate, soreness or sleep in the journal.".to_owned());
    }
    if folded.load.week_m.is_none() {
        unseen.push("Your usual week: three full weeks of runs are needed for the caps.".to_owned());
    }
    unseen
}

/// The earliest day: 48 h after the last hard day (72 h where asked), a day later when the signals are off.
fn earliest(outcome: &Outcome, folded: &Folded, today: i64) -> i64 {
    let spacing = if folded.long_spacing { LONG_SPACING_DAYS } else { SPACING_DAYS };
    let off = folded.input.signals.iter().any(|signal| signal.level == Level::Red) || outcome.rule == "D8";
    let spaced = folded.last_hard_day.map_or(today, |day| day + spacing);
    spaced.max(today + i64::from(off))
}
