//! A decision in the runner's words: the headline, two to four reasons, and what could not be seen.

use super::begin::Begin;
use super::decision::Outcome;
use super::fold::Folded;
use super::follow::{Missed, is_long_break, missed};
use super::history::RACE_DAYS;
use super::judged::Judged;
use super::levers::WARM_PCT;
use super::next::Step;
use super::off_today::{off_today, week_is_full};
use super::words::{change, list, mark, number};
use super::{Decision, Family, Lever, SessionEvidence};
use crate::scores::Grade;
use crate::units::DistanceUnit;

/// Most reasons that are given.
const MOST_REASONS: usize = 4;

pub(super) fn headline(
    outcome: &Outcome,
    (step, is_cut): (Option<&Step>, bool),
    folded: &Folded,
    unit: DistanceUnit,
) -> String {
    let is_unread = !folded.input.unread_symptoms.is_empty();
    let Some(step) = step else {
        return if is_unread && outcome.rule != "D0" {
            "hold, say first how it is".to_owned()
        } else if outcome.rule == "D0" {
            format!("no fast running. You reported {}; see a clinician if it lasts", symptom_words(folded))
        } else {
            match outcome.decision {
                Decision::Deload => "lighter week, no fast running".to_owned(),
                Decision::StepBack => "easy running and a few strides first".to_owned(),
                Decision::Insufficient if folded.begin.is_some() => "easy running first".to_owned(),
                _ => "your plan stands".to_owned(),
            }
        };
    };
    if outcome.rule == "D9b" {
        return format!("begin with strides, {}", step.short());
    }
    let workout = match &step.whole {
        Some(whole) if step.is_ladder && outcome.decision != Decision::Hold => whole.how.to_owned(),
        Some(_) if step.is_ladder => "it".to_owned(),
        _ if step.others == 0 => step.headline(unit),
        _ => format!("the {}", step.headline(unit)),
    };
    match (outcome.decision, outcome.rule) {
        (Decision::Advance, _) => format!("{workout}, {}", kept(outcome.lever, step, folded.input.family)),
        (Decision::Hold | Decision::Insufficient, _) if is_cut => format!("{workout}, cut to the cap of the week"),
        (Decision::Deload, "D2") => format!("lighter week, then one step back, {workout}"),
        (Decision::Deload, _) if step.others > 0 => "lighter week, half the reps at the same pace".to_owned(),
        (Decision::Deload, _) => format!("lighter week, {} at the same pace", step.short()),
        (Decision::StepBack, "D3") if step.is_strides() => format!("back in with strides, {}", step.short()),
        (Decision::StepBack, "D3") if missed(folded) == Missed::Long => format!("back in with less, {workout}"),
        (Decision::StepBack, "D3") if missed(folded) == Missed::Weeks => format!("two steps back, {workout}"),
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
fn kept(lever: Option<Lever>, step: &Step, family: Family) -> String {
    if step.speed_mps.is_none() {
        return "by feel".to_owned();
    }
    match lever {
        Some(Lever::Reps) => "same pace and rest".to_owned(),
        Some(Lever::Pace) => "same reps and rest".to_owned(),
        Some(Lever::Length) if family == Family::T => "longer reps, same pace".to_owned(),
        Some(Lever::Length) => "a longer rep, a little slower".to_owned(),
        Some(Lever::Rest) => super::words::recovery(step.recovery_s, step.recovery_m, step.recovery_mode),
        None => "nothing else changes".to_owned(),
    }
}

/// The stop symptoms that stand, in words.
pub(super) fn symptom_words(folded: &Folded) -> String {
    let input = &folded.input;
    let mut what = Vec::new();
    if input.illness {
        what.push("illness or chest symptoms".to_owned());
    }
    if input.focal_pain {
        what.push("pain in one spot".to_owned());
    }
    if let Some(pain) = input.pain.filter(|pain| *pain >= 5.0) {
        what.push(format!("pain of {} in 10", mark(pain)));
    }
    list(&what)
}

/// Two to four reasons: that of the rule first, then the figures behind it; `over_cap` is what was cut.
pub(super) fn reasons(outcome: &Outcome, folded: &Folded, over_cap: Option<String>) -> Vec<String> {
    if let Some(begin) = folded.begin.as_ref().filter(|_| outcome.rule == "D9b") {
        return begin_reasons(begin);
    }
    let mut reasons = vec![outcome.reason.clone()];
    reasons.extend(off_today(outcome, folded));
    reasons.extend(race_reason(folded));
    if outcome.rule == "D0" {
        reasons.push("Symptoms come before any figure; this is a training aid, not medical advice.".to_owned());
        reasons.push("Once it is gone, say so in the journal: no under illness, or a pain below 5.".to_owned());
        return reasons;
    }
    let Some(judged) = &folded.judged else {
        if let Some(begin) = &folded.begin {
            reasons.extend(begin.unmet.iter().cloned());
            reasons.truncate(MOST_REASONS);
            return reasons;
        }
        reasons.push("A run without reps neither adds to nor takes from the next session with reps.".to_owned());
        return reasons;
    };
    if outcome.decision != Decision::Advance && !folded.input.after_lighter {
        reasons.extend(figures(judged, &outcome.reason));
    }
    reasons.extend(over_cap);
    reasons.extend(week_is_full(folded).filter(|_| outcome.rule != "D3" || !is_long_break(folded)));
    reasons.extend(target_reason(judged, &outcome.reason));
    reasons.extend(folded.input.heat_today.and_then(heat_reason));
    if outcome.lever.is_some_and(|lever| lever != Lever::Reps) && folded.input.family != Family::F {
        reasons.extend(folded.input.blocked.first().cloned());
    }
    reasons.push(change_reason(outcome, folded));
    reasons.truncate(MOST_REASONS);
    reasons
}

/// Why strides may begin, or what comes first.
fn begin_reasons(begin: &Begin) -> Vec<String> {
    let mut reasons = vec!["No fast running of the last six months is on record.".to_owned()];
    reasons.extend(begin.unmet.iter().cloned());
    if begin.step.is_some() {
        reasons.push(
            "Eight weeks of three runs a week and half an hour at a time are there: strides may begin.".to_owned(),
        );
        reasons.push(
            "Once a week, relaxed; note RPE and, two days later, soreness: two such sessions earn one more.".to_owned(),
        );
    }
    reasons.truncate(MOST_REASONS);
    reasons
}

/// The figures of the session in one sentence, without those that a sentence before has told.
fn figures(judged: &Judged, told: &str) -> Option<String> {
    let e = &judged.evidence;
    if let Some(reps) = e.ladder_reps {
        let felt = e.rpe_cr10.map(|rpe| format!("RPE {}", mark(rpe))).filter(|felt| !told.contains(felt.as_str()))?;
        return Some(format!("This session: {reps} reps, {felt}."));
    }
    let mut parts = vec![format!("{} {}", e.n, if e.n == 1 { "rep" } else { "reps" })];
    if e.grade == Grade::D {
        return None;
    }
    parts.extend(e.scatter_pct.map(|scatter| match number(scatter, 1).as_str() {
        "0.0" => "scatter within the noise".to_owned(),
        percent => format!("scatter {percent} %"),
    }));
    parts.extend(e.fade_words().map(|fade| format!("{} {fade}", e.fade_name())));
    parts.extend(e.last_rep_pct.map(|last| format!("last rep {}", change(last))));
    parts.extend(e.rpe_cr10.map(|rpe| format!("RPE {}", mark(rpe))));
    let told = told.to_lowercase();
    parts.retain(|part| !told.contains(&part.to_lowercase()));
    (parts.len() > 1).then(|| format!("This session: {}.", parts.join(", ")))
}

fn target_reason(judged: &Judged, told: &str) -> Option<String> {
    let error = judged.evidence.target_error_pct?;
    if judged.evidence.by_feel(judged.family) || judged.evidence.ladder_reps.is_some() {
        return None;
    }
    let source = judged.target_words()?;
    if told.contains(&change(error)) {
        return Some(format!("What it is held against: {source}."));
    }
    Some(if error.abs() < 0.05 {
        format!("The pace matches {source}.")
    } else {
        let word = if error > 0.0 { "faster" } else { "slower" };
        format!("{} % {word} than {source}.", number(error.abs(), 1))
    })
}

/// Why nothing is run hard before the race that the runner trains for.
fn race_reason(folded: &Folded) -> Option<String> {
    let days = folded.days_to_race.filter(|days| (0..=RACE_DAYS).contains(days))?;
    Some(match days {
        0 => "Your race is today.".to_owned(),
        1 => "Your race is tomorrow: nothing hard before it.".to_owned(),
        days => format!("Your race is in {days} days: nothing hard in the last three."),
    })
}

/// What today's heat does to the pace, where that is worth a word.
fn heat_reason((slower_pct, too_hot): (f64, bool)) -> Option<String> {
    let is_worth = slower_pct > WARM_PCT && !too_hot;
    is_worth.then(|| format!("In today's heat reps come out about {} % slower: run by effort.", number(slower_pct, 1)))
}

/// Whether the lever of reps adds more than one.
fn is_in_each_set(folded: &Folded) -> bool {
    let now = folded.step.as_ref().map_or(0, |step| step.reps);
    folded.candidates.iter().any(|(lever, step)| *lever == Lever::Reps && step.reps > now + 1)
}

/// What changes, and what does not.
fn change_reason(outcome: &Outcome, folded: &Folded) -> String {
    if outcome.lever.is_some() && folded.input.family == Family::F {
        return "The next step of the way in; by feel, relaxed.".to_owned();
    }
    let levers = match outcome.lever {
        Some(Lever::Reps) if is_in_each_set(folded) => "One thing moves: one more rep in each set; pace and rest stay.",
        Some(Lever::Reps) => "One thing moves: one more rep; pace and rest stay.",
        Some(Lever::Pace) => "One thing moves: the pace, by half a step; reps and rest stay.",
        Some(Lever::Length) if folded.input.family == Family::T => {
            "One thing moves: the length of the reps; the pace stays."
        }
        Some(Lever::Length) if folded.candidates.iter().any(|(_, step)| step.shape.is_within()) => {
            "The last step of the ladder: surges by feel in the place of goal pace."
        }
        Some(Lever::Length) => "One thing moves: the length; reps are cut so that the fast distance hardly grows.",
        Some(Lever::Rest) => "One thing moves: the rest; reps and pace stay.",
        None => "",
    };
    let step = folded.step.as_ref();
    if !levers.is_empty() {
        return match step.map_or(0, |step| step.others) {
            0 => levers.to_owned(),
            1 => format!("{levers} The rep of the other kind stays as it was."),
            more => format!("{levers} The {more} other reps stay as they were."),
        };
    }
    match (outcome.decision, outcome.rule) {
        (Decision::Deload, _) => {
            "A lighter week: half the fast running at the same pace, about a third less in all.".into()
        }
        (Decision::StepBack, "D3") if is_long_break(folded) => {
            "Relaxed strides first; the reps come back once these leave no soreness.".into()
        }
        (Decision::StepBack, "D3") if missed(folded) == Missed::Long => {
            "Three fifths of the reps, a little slower; the rest comes back rep by rep.".into()
        }
        (Decision::StepBack, "D3") => "A little less than last time; it comes back by itself.".into(),
        (Decision::StepBack, "D5") => "Two steps are undone, at the speed that was run.".into(),
        (Decision::StepBack, _) if step.is_some_and(|step| step.is_ladder) => {
            "A little less of the whole, for no one length tells what was too much.".into()
        }
        (Decision::StepBack, _) => "The last step is undone, nothing more.".into(),
        (Decision::Hold, "D11") => "The same again, to confirm it: reps, pace and rest stay.".into(),
        _ => "The same again: nothing is added until it can be seen to be in hand.".into(),
    }
}

/// What could not be seen, and what would change the answer.
pub(super) fn unseen(folded: &Folded) -> Vec<String> {
    let mut unseen = Vec::new();
    if let Some(judged) = &folded.judged {
        let e = &judged.evidence;
        if e.rpe_cr10.is_none() {
            unseen.push(
                "How hard it felt: no RPE in the file or journal. Note it (0\u{2013}10) to let me decide sooner."
                    .into(),
            );
        }
        // By feel neither heart rate nor pace is looked at.
        let by_feel = e.by_feel(judged.family);
        if !e.heart_rate_usable && !by_feel {
            unseen.push(no_heart_rate(&e.heart_rate_problem));
        }
        if e.grade >= Grade::C && !by_feel {
            unseen.push(small_differences(e));
        }
        if let Some(reps) = e.ladder_reps {
            let none = "four reps of one length, or two of five minutes and more, would show it";
            unseen.push(format!("Whether these {reps} reps were in hand: {none}."));
        }
        if let Some(plan) = &judged.unread_plan {
            unseen.push(format!(
                "The plan in the journal, \u{201c}{plan}\u{201d}, cannot be read; 6x400, 5x3min or 2x(3x400) can."
            ));
        } else if e.plan_assumed {
            unseen.push("How many reps were planned: I took what was run. A workout on the watch would tell.".into());
        }
        if judged.target.is_none_or(|target| target.is_weak()) && !by_feel {
            unseen.push(
                "Your present level: a race or time trial of the last 12 weeks in athlete.toml gives a target.".into(),
            );
        }
        if by_feel && e.soreness_after.is_none() {
            unseen.push("Soreness two days after: a journal row with it is needed to move on.".into());
        }
        if e.heat_pct.is_none() {
            let what = if folded.has_half_weather {
                "the journal has one of temperature and dew point, both are needed"
            } else {
                "no weather in the file"
            };
            unseen.push(format!("Heat and humidity: {what}."));
        }
    }
    unseen.extend(folded.unread.clone());
    if folded.input.signals.is_empty() {
        unseen.push("How you are today: no resting heart rate, soreness or sleep in the journal.".to_owned());
    }
    if folded.load.week_m.is_none() {
        let what = if folded.load.is_sparse {
            "fewer than three runs a week are on record; the caps need all of them"
        } else {
            "three full weeks of runs are needed for the caps"
        };
        unseen.push(format!("Your usual week: {what}."));
    }
    unseen
}

/// Why heart rate does not tell the effort.
fn no_heart_rate(problem: &str) -> String {
    let Some(problem) = problem.strip_prefix("heart rate ") else {
        return "Effort by heart rate: none was recorded.".to_owned();
    };
    match problem.strip_prefix("of ") {
        Some(rep) => format!("Effort by heart rate: that of {rep}; it is not used."),
        None => format!("Effort by heart rate: it is known {problem}."),
    }
}

/// Why small differences of pace are hidden, and what would show them.
fn small_differences(e: &SessionEvidence) -> String {
    if e.grade == Grade::D {
        return "Small differences of pace: a workout on the watch, or laps pressed on a track, would show them."
            .into();
    }
    format!("Small differences of pace: {}.", e.grade_reason)
}
