//! The reasons of an answer, and what would open the next step, in at most three lines.

use super::findings::{closed_words, easy_words, excuse_words, finding_words, sign_words, symptom_words, unmet_words};
use crate::model::Family;
use crate::progression::decide::look::Look;
use crate::progression::decide::{Decision, Reason, Symptom};
use crate::progression::judge::{Finding, Verdict, Witness};
use crate::progression::kind::Lever;
use crate::progression::kind::plain::{self, number};
use crate::progression::past::Flaw;
use crate::progression::past::hard::{LONG_SPACING_DAYS, RACE_DAYS, easy_days_after};
use crate::progression::step::step::Step;
use crate::progression::step::written::SHORT_NAME;
use crate::segment::without_rests;

/// Most lines of reasons.
const MOST: usize = 3;

/// The reasons of an answer, the most important first, and last what would open the next step.
pub(super) fn reasons(look: &Look<'_>, step: Option<&Step>) -> Vec<String> {
    let mut lines = why(look, step);
    lines.extend(race(look));
    lines.extend(raced(look));
    lines.extend(fast_start(look));
    lines.extend(opens(look, step));
    lines.dedup();
    lines.truncate(MOST);
    lines
}

fn why(look: &Look<'_>, step: Option<&Step>) -> Vec<String> {
    let line = |text: &str| vec![text.to_owned()];
    let is_praised = is_praised(look);
    if let Some(lines) = comes_back(look, is_praised) {
        return lines;
    }
    match &look.answer.reason {
        Reason::Symptom(Symptom::JustOver(_)) => {
            line("The symptom has just gone. Two clear days come before any running that is fast.")
        }
        Reason::Symptom(symptom) => vec![
            format!("You wrote of {}.", symptom_words(*symptom)),
            "If it lasts, comes back or has to do with the chest, see a doctor.".to_owned(),
        ],
        Reason::Easy(easy) => vec![easy_words(*easy)],
        Reason::NoRun(days) => {
            let start = if is_less(look, step) { "Start with less than you could." } else { "No more than this yet." };
            vec![format!("This folder has a gap of {days} days without a run. {start}")]
        }
        Reason::NoFast(days) => {
            vec![format!("{days} days without fast running. Your legs have forgotten it a little.")]
        }
        Reason::AfterSymptom => line("First two easy runs and some strides, then half of your last good session."),
        Reason::WeeksDone(weeks) => {
            vec![format!("{} building weeks are done. A lighter one makes them count.", in_words(*weeks))]
        }
        Reason::TwoNotHeld => line("Two of your last three hard sessions were too much."),
        Reason::EasyThrice => line("The third time within two weeks that your body asks for an easy day."),
        Reason::Held => [Some(held(look)), small_fade(look), Some(change(look))].into_iter().flatten().collect(),
        Reason::BadDay(finding, excuse) => vec![finding_words(*finding), excuse_words(*excuse).to_owned()],
        Reason::First if step.is_some_and(|step| look.run.as_ref().is_some_and(|run| step.reps < run.reps)) => {
            line("Your first session of this kind in a while, and a big one for your week. A little less next time.")
        }
        Reason::First => line("Your first session of this kind in a while. Run it once more before it grows."),
        Reason::Unclear(Finding::Doubtful) => doubtful(look),
        Reason::NotHeld(finding) | Reason::Unreadable(finding) | Reason::Unclear(finding) => {
            vec![finding_words(*finding)]
        }
        Reason::Confirm | Reason::Smaller | Reason::Unseen | Reason::NeedsEffort => {
            vec![counted(&look.answer.reason, is_praised)]
        }
        Reason::Amber(sign) => vec![format!("You may move on, but not today: {}.", sign_words(*sign))],
        Reason::Eased => line("After the last days it comes back with a third fewer reps."),
        Reason::Altitude => line("You are new at this altitude. Two weeks without adding anything."),
        Reason::Capped(closed) => vec!["You had it under control.".to_owned(), closed_words(closed)],
        Reason::Begin => begin(look, step),
    }
}

/// What is said of a session that counts, or is to be seen better. Praise needs reps that were seen to be run well.
fn counted(reason: &Reason, is_praised: bool) -> String {
    match reason {
        Reason::Confirm if is_praised => "Well done. Once more like that and you move on.".to_owned(),
        Reason::Confirm => "It counts. Once more like that and you move on.".to_owned(),
        Reason::Unseen if is_praised => "It looks good, but I saw too little of it to add more.".to_owned(),
        Reason::Unseen => "I saw too little of it to add more.".to_owned(),
        Reason::NeedsEffort if is_praised => {
            "It looks good. How hard was it? Without that nothing is added.".to_owned()
        }
        Reason::NeedsEffort => "How hard was it? Without that nothing is added.".to_owned(),
        _ if is_praised => "Well run, and smaller than your usual session of this kind.".to_owned(),
        _ => "Smaller than your usual session of this kind.".to_owned(),
    }
}

/// Whether the session of the look is praised: its reps were seen, and both the judgement and the report find them well run.
fn is_praised(look: &Look<'_>) -> bool {
    let is_clean = look.session.seen.as_ref().is_some_and(|seen| seen.flaw.is_none()) && !look.session.doubtful;
    let newest = look.answer.judgements.last().filter(|_| is_own(look));
    is_clean && newest.is_none_or(|judgement| judgement.shape == Witness::Held)
}

/// The sessions that a step up stands on: this one, and one before.
fn held(look: &Look<'_>) -> String {
    let told = "You had two sessions of this kind under control";
    match held_before(look) {
        Some(before) => format!("{told}: this one and {before}."),
        None => format!("{told}."),
    }
}

/// Why a fade that the report tells of does not stand in the way of a step up.
fn small_fade(look: &Look<'_>) -> Option<String> {
    match look.session.seen.as_ref()?.flaw? {
        Flaw::Faded(pct) => Some(format!("{} That is little enough.", finding_words(Finding::Faded(pct)))),
        Flaw::Erratic | Flaw::LastRep(_) => None,
    }
}

/// The session held before this one that a step up stands on; `None` where this one is not held.
fn held_before(look: &Look<'_>) -> Option<String> {
    let judged = look.sessions.iter().zip(&look.answer.judgements).rev();
    let row = judged.take_while(|(_, judgement)| !judgement.breaks_row());
    let mut held = row.filter(|(_, judgement)| judgement.verdict == Verdict::Held).map(|(run, _)| run);
    let (newest, before) = held.next().zip(held.next()).filter(|_| is_own(look))?;
    let name = Some(without_rests(&before.workout)).filter(|name| name.chars().count() <= SHORT_NAME);
    let days = match newest.day - before.day {
        0 => "the same day".to_owned(),
        days => format!("{} before", plain::count(days, "day")),
    };
    Some(format!("{} {days}", name.as_deref().unwrap_or("another")))
}

/// Why the full session comes back after a lighter one; `None` where the session itself is asked for, or the day says less.
fn comes_back(look: &Look<'_>, is_praised: bool) -> Option<Vec<String>> {
    let is_asked = look.comes_back && look.answer.decision == Decision::OnceMore;
    let back = "The full session comes back.".to_owned();
    match &look.answer.reason {
        _ if !is_asked => None,
        Reason::First | Reason::Eased | Reason::Amber(_) | Reason::Altitude => None,
        Reason::Unclear(finding) | Reason::Unreadable(finding) | Reason::BadDay(finding, _) if is_own(look) => {
            Some(vec![finding_words(*finding), back])
        }
        _ if is_praised => Some(vec![format!("Well run. {back}")]),
        _ => Some(vec![back]),
    }
}

/// Whether the newest session that counts is the session of the look: a lighter one may stand for its full session.
fn is_own(look: &Look<'_>) -> bool {
    look.sessions.last().is_some_and(|newest| std::ptr::eq(*newest, look.session))
}

/// What is said of a session whose cut is doubtful, and which session stands in for it.
fn doubtful(look: &Look<'_>) -> Vec<String> {
    let mut lines = vec![finding_words(Finding::Doubtful)];
    let days = look.believed.map(|day| plain::count(look.session.day - day, "day"));
    lines.extend(days.map(|days| format!("Next is the last session that I am sure of, {days} before.")));
    lines
}

fn begin(look: &Look<'_>, step: Option<&Step>) -> Vec<String> {
    let mut lines = vec!["I found no fast running of the last six months.".to_owned()];
    lines.extend(look.begin.iter().flat_map(|begin| &begin.unmet).map(|unmet| unmet_words(*unmet)));
    if step.is_some() {
        lines.push("Once a week, relaxed. Note how hard it was and how sore you are two days later.".to_owned());
    }
    lines
}

/// What the next step changes, and what stays.
fn change(look: &Look<'_>) -> String {
    let family = look.facts.family;
    let is_within = look.candidates.iter().any(|(_, step)| step.shape.is_within());
    let line = match look.answer.lever {
        Some(_) if family == Family::F => "The next step on the way into speed. Stay relaxed.",
        Some(Lever::Reps) if adds_a_rep_a_set(look) => "One rep more in each set. Pace and rest stay.",
        Some(Lever::Reps) => "Add one rep. Pace and rest stay.",
        Some(Lever::Pace) => "A touch faster. Reps and rest stay.",
        Some(Lever::Length) if is_within => "The last step: surges by feel instead of goal pace.",
        Some(Lever::Length) if family == Family::T => "Longer reps at the same pace.",
        Some(Lever::Length) => "Longer reps, and fewer of them.",
        Some(Lever::Rest) => "A little less rest. Reps and pace stay.",
        None => "",
    };
    line.to_owned()
}

fn adds_a_rep_a_set(look: &Look<'_>) -> bool {
    let now = look.step.as_ref().map_or(0, |step| step.reps);
    look.candidates.iter().any(|(lever, step)| *lever == Lever::Reps && step.reps > now + 1)
}

fn race(look: &Look<'_>) -> Option<String> {
    let days = look.days_to_race.filter(|days| (0..=RACE_DAYS).contains(days))?;
    Some(match days {
        0 => "Your race is today.".to_owned(),
        1 => "Your race is tomorrow: nothing hard before it.".to_owned(),
        days => format!("Your race is in {days} days: nothing hard before it."),
    })
}

/// The easy days after a race, where they move the session by more than a hard day does.
fn raced(look: &Look<'_>) -> Option<String> {
    let (day, metres) = look.raced.filter(|(_, metres)| easy_days_after(*metres) > LONG_SPACING_DAYS)?;
    let kilometres = number(metres / 1000.0, 0);
    let ago = match look.today - day {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    Some(format!("You ran {kilometres} km {ago}. {} easy days follow such a run.", easy_days_after(metres)))
}

/// A fast first rep of the session of the look.
fn fast_start(look: &Look<'_>) -> Option<String> {
    let ahead = look.facts.sessions.last().filter(|own| is_own(look) && !own.doubtful)?.fast_start_pct?;
    Some(format!("Your first rep was {} % faster than the others. Start slower.", number(ahead, 0)))
}

/// Whether a step has less fast distance than was run.
fn is_less(look: &Look<'_>, step: Option<&Step>) -> bool {
    step.zip(look.run.as_ref()).is_none_or(|(next, run)| next.fast_m() < run.fast_m() - 1.0)
}

/// What would open the next step.
fn opens(look: &Look<'_>, step: Option<&Step>) -> Option<String> {
    let line = match (look.answer.decision, &look.answer.reason) {
        (Decision::Rest, _) => "Once it is gone, write that down. Then two easy runs, strides, half of this, and this.",
        (Decision::EasyFirst, Reason::Easy(easy)) if easy.takes() => {
            "Run easy now. The session waits, a third shorter."
        }
        (Decision::EasyFirst, _) => "Run easy now. The session waits.",
        (Decision::LighterWeek, _) if is_less(look, step) => {
            "At most half of the fast running, no faster. Easy running a third less."
        }
        (Decision::LighterWeek, _) => "It is small already: no more of it, no faster. Easy running a third less.",
        (Decision::StepBack, _) => "Finish this one well, twice, and you move on again.",
        (Decision::WayBack, _) if is_less(look, step) => "If it leaves no soreness, the rest comes back week by week.",
        (Decision::WayBack, _) => "If it leaves no soreness, more comes week by week.",
        (Decision::OnceMore, Reason::Unclear(Finding::Doubtful)) => {
            "Press the lap button at each rep, or put the workout on your watch."
        }
        (Decision::OnceMore, Reason::Unreadable(_) | Reason::Unseen | Reason::NeedsEffort) => {
            "Note how hard it was (0 to 10), and you may move on."
        }
        (Decision::OnceMore, Reason::Unclear(_) | Reason::BadDay(..)) => "Run it well to the end, and it counts.",
        (Decision::OnceMore, Reason::First | Reason::Eased | Reason::Smaller) => {
            "Two good ones in a row, and you move on."
        }
        _ => "",
    };
    (!line.is_empty()).then(|| line.to_owned())
}

fn in_words(count: usize) -> String {
    match count {
        1 => "One".to_owned(),
        2 => "Two".to_owned(),
        3 => "Three".to_owned(),
        4 => "Four".to_owned(),
        more => more.to_string(),
    }
}
