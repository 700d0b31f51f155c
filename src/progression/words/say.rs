//! The recommendation: the answer, its workout, and all its words.

use super::cue::cue;
use super::findings::symptom_words;
use super::reasons::reasons;
use super::unseen::unseen;
use crate::model::Family;
use crate::progression::decide::look::Look;
use crate::progression::decide::{Decision, Missing, Reason, Recommendation, Symptom, UsedTarget};
use crate::progression::kind::Lever;
use crate::progression::kind::plain::{count, recovery};
use crate::progression::past::{RaceIndex, Target, TargetSource, TimeOff};
use crate::progression::step::step::{Made, Step};
use crate::units::DistanceUnit;

/// The recommendation of a look.
pub(crate) fn say(look: &Look<'_>, unit: DistanceUnit) -> Recommendation {
    let step = look.next_step();
    let next = step.as_ref().map(|step| step.write(unit));
    let has_session = look.is_judged();
    Recommendation {
        decision: look.answer.decision,
        rule: look.answer.reason.name(),
        after: has_session.then(|| (look.workout.clone(), look.session.day)),
        family: has_session.then_some(look.facts.family).or(step.as_ref().map(|_| Family::F)),
        lever: look.answer.lever,
        headline: headline(look, step.as_ref().zip(next.as_ref().map(|next| next.name.as_str()))),
        reasons: if has_session || look.begin.is_some() { reasons(look, step.as_ref()) } else { plan_stands(look) },
        unseen: unseen(look),
        cue: cue(look, step.as_ref()).to_owned(),
        confidence: look.answer.confidence,
        deductions: lowering(look).iter().map(|missing| missing_words(*missing).to_owned()).collect(),
        target: look.target.filter(|_| has_session).map(|target| used(target, look.facts.family)),
        earliest_day: step.as_ref().map(|step| look.earliest(step)),
        next,
    }
}

fn plan_stands(look: &Look<'_>) -> Vec<String> {
    if matches!(look.answer.decision, Decision::Rest | Decision::EasyFirst) {
        return reasons(look, None);
    }
    vec!["A run without reps changes nothing about the next session.".to_owned()]
}

/// What lowered the confidence. Rest and the way back are sure in any case.
fn lowering<'a>(look: &'a Look<'_>) -> &'a [Missing] {
    let is_sure = matches!(look.answer.decision, Decision::Rest | Decision::WayBack);
    if is_sure { &[] } else { &look.answer.missing }
}

fn missing_words(missing: Missing) -> &'static str {
    match missing {
        Missing::Reps => "the reps are not sure",
        Missing::Shape => "pace does not show how hard the end was",
        Missing::Effort => "how hard it was is not known",
        Missing::Anchor => "no race and no session of reps in twelve weeks",
    }
}

/// How long to rest with a symptom, or just after one.
fn rest(symptom: Symptom) -> String {
    match symptom {
        Symptom::JustOver(_) => "rest two clear days, then easy running".to_owned(),
        _ => format!("rest until {} has gone", symptom_words(symptom)),
    }
}

/// The headline: what comes next, in a few words. The next workout comes with its name.
fn headline(look: &Look<'_>, next: Option<(&Step, &str)>) -> String {
    let Some((step, workout)) = next else {
        return match (look.answer.decision, &look.answer.reason) {
            (Decision::Rest, Reason::Symptom(symptom)) => rest(*symptom),
            (Decision::EasyFirst, _) => "an easy day first".to_owned(),
            (Decision::LighterWeek, _) => "a lighter week".to_owned(),
            (Decision::OnceMore, _) if look.session.doubtful => "once more, with the lap button at each rep".to_owned(),
            (Decision::OnceMore, _) if look.begin.is_none() => "your plan stands".to_owned(),
            _ => "easy running first".to_owned(),
        };
    };
    match (look.answer.decision, &look.answer.reason) {
        (Decision::Rest, Reason::Symptom(symptom)) => rest(*symptom),
        (Decision::EasyFirst, _) => format!("an easy day first, then {workout}"),
        (Decision::WayBack, _) => format!("{workout}, the way back"),
        (Decision::LighterWeek, _) => format!("a lighter week, {workout}"),
        (Decision::StepBack, _) => format!("one step back, {workout}"),
        (Decision::StepUp, _) => format!("{workout}, {}", changed(look, step)),
        (_, Reason::Begin) => format!("begin with strides, {workout}"),
        (Decision::OnceMore, Reason::Eased) if step.whole == Some(Made::Third) => workout.to_owned(),
        (Decision::OnceMore, Reason::Eased) => format!("{workout}, a third shorter"),
        (Decision::OnceMore, _) if look.comes_back || look.believed.is_some() => format!("back to {workout}"),
        (Decision::OnceMore, _) => format!("{workout} once more"),
        (Decision::Rest, _) => "rest".to_owned(),
    }
}

/// What a step up changes, in a few words.
fn changed(look: &Look<'_>, step: &Step) -> String {
    match look.answer.lever {
        _ if step.speed_mps.is_none() => "by feel".to_owned(),
        Some(Lever::Reps) => {
            let more = step.reps.saturating_sub(look.step.as_ref().map_or(step.reps, |now| now.reps));
            format!("{} more", count(i64::try_from(more.max(1)).unwrap_or(1), "rep"))
        }
        Some(Lever::Pace) => "a touch faster".to_owned(),
        Some(Lever::Length) => "longer reps".to_owned(),
        Some(Lever::Rest) => recovery(step.recovery_s, step.recovery_m, step.recovery_mode),
        None => "one step up".to_owned(),
    }
}

fn used(target: Target, family: Family) -> UsedTarget {
    UsedTarget { speed_mps: target.window_mps, source: target_words(target, family) }
}

/// Where a target comes from, in words for the runner.
pub(crate) fn target_words(target: Target, family: Family) -> String {
    let kind = if family == Family::S { "goal" } else { family.purpose() };
    let by_race = |race: RaceIndex| format!("the {kind} pace by your race {} days before", race.age_days);
    match target.source {
        TargetSource::Plan => "the target in the file".to_owned(),
        TargetSource::Race(race) => match race.off {
            Some(off) => format!("{}, lowered for {}", by_race(race), off_words(off)),
            None => by_race(race),
        },
        TargetSource::OwnSessions(1) => "your one earlier session of this kind".to_owned(),
        TargetSource::OwnSessions(n) => format!("your last {n} sessions of this kind"),
    }
}

fn off_words(off: TimeOff) -> String {
    let other = if off.cross_trained { ", with cross-training" } else { "" };
    format!("{} days without running{other}", off.days)
}
