//! One cue for the workout. Kind and step choose it, so that the same workout always has the same cue.

use crate::model::Family;
use crate::progression::decide::look::Look;
use crate::progression::decide::{Decision, Reason};
use crate::progression::judge::Finding;
use crate::progression::kind::Lever;
use crate::progression::step::step::Step;

/// Difference of length from which reps have another cue, m.
const LENGTH_STEP_M: f64 = 200.0;

/// The cue of a look.
pub(super) fn cue(look: &Look<'_>, step: Option<&Step>) -> &'static str {
    let has_fast_start = look.facts.sessions.last().is_some_and(|session| session.fast_start_pct.is_some());
    match (look.answer.decision, &look.answer.reason) {
        (Decision::Rest, _) => "Sleep is the training now. Walk if it feels good.",
        (Decision::EasyFirst, _) => "Easy means that you could talk in whole sentences.",
        (Decision::WayBack, _) => "Some minutes of mobility first, then quick and light steps. Stop at any sharp pain.",
        (Decision::LighterWeek, _) => "Use the spare time to sleep. Keep strength work light, too.",
        (_, _) if has_fast_start => "Keep yourself back in the first two reps. They should feel too easy.",
        (Decision::StepBack, Reason::NotHeld(Finding::LastFell(_) | Finding::LateFell(_) | Finding::SlowForLength)) => {
            "Plan the moment when it gets hard: tall, loose hands, eyes ahead, one more breath."
        }
        (Decision::StepBack, _) => "Finish each rep as if one more were to come.",
        (Decision::StepUp, _) => match look.answer.lever {
            Some(Lever::Reps) => "See the last rep before you start the first: the same rhythm, still tall.",
            Some(Lever::Pace) => "Faster comes from quicker steps, not longer ones.",
            Some(Lever::Length) => "Breathe in a steady rhythm and let the middle of the rep feel long.",
            Some(Lever::Rest) => "Walk or jog at once after each rep, and let the shoulders drop.",
            None => "Shoulders low, hands loose.",
        },
        (Decision::OnceMore, _) => of_kind(look.facts.family, step),
    }
}

/// A cue of a kind. The number and the length of the reps choose it.
fn of_kind(family: Family, step: Option<&Step>) -> &'static str {
    let cues: &[&str] = match family {
        Family::F => &[
            "Tall and relaxed, quick light steps. Fast is not hard.",
            "Some minutes of mobility first: ankles, calves, hips.",
            "Keep the arms loose. The legs follow them.",
        ],
        Family::R => &[
            "Quick light steps, and full rest before the next rep.",
            "Shoulders low, hands loose, eyes ahead.",
            "Easy running, mobility and four strides first. Speed needs warm legs.",
        ],
        Family::I => &[
            "Run the first reps with the brakes on, and the last one the same.",
            "Breathe in a rhythm from the first rep on. It makes the last one easier.",
            "Let the jaw and the shoulders go at half of each rep.",
            "Walk, drink and eat something in the hour after it.",
        ],
        Family::T => &[
            "Find a breath that you could keep for an hour.",
            "When it gets long: tall hips, short quick steps.",
            "Put strength work on another day. The legs have enough here.",
        ],
        Family::S => {
            &["Run it as on race day: calm face, low shoulders.", "Picture the last lap of your race before you start."]
        }
    };
    let place = step.map_or(0, |step| step.reps + (step.rep_m / LENGTH_STEP_M).max(0.0) as usize);
    cues[place % cues.len()]
}
