//! The ordered rules: each a named condition with its reason. The first that holds decides.

use super::Decision;
use super::decision::{Facts, Level, adds_up};
use super::verdict::{SessionEvidence, Verdict};
use super::words::{change, count, list, mark, number, scatter};
use crate::segment::Confidence;

/// Days without any running after which one steps back.
pub(super) const NO_RUN_DAYS: i64 = 14;
/// Days without fast running after which one steps back: protection from soreness lasts 6 and not 9 weeks.
///
/// # Source
/// Byrnes et al. 1985, J Appl Physiol 59:710: one bout of downhill running protected at 6 weeks, not at 9.
const NO_FAST_DAYS: i64 = 42;
/// Days without a session of the family from which one step is undone; house rules.
pub(super) const NO_FAMILY_DAYS: i64 = 15;
/// ... where other reps went on: a kind whose turn comes every third week is not missed, but repeated first.
pub(super) const NO_FAMILY_BESIDE_DAYS: i64 = 29;
/// ... and from which the last step is repeated before another is added.
const REPEAT_DAYS: i64 = 11;
/// ... where other reps went on: what takes its turn every second or third week may move on.
const REPEAT_BESIDE_DAYS: i64 = 22;
/// Building weeks before a lighter one; a custom, no running trial of it was found.
pub(super) const BUILDING_WEEKS: usize = 3;
/// Deductions at which no advance is made.
const TOO_MANY_DEDUCTIONS: usize = 4;
/// Foster's monotony above which nothing is added: a convention.
const MONOTONY_LIMIT: f64 = 2.0;
/// Acute to chronic load above which nothing is added: a convention.
const RATIO_LIMIT: f64 = 1.5;

/// Held with a reason, or not held with a reason.
pub(crate) type Finding = Result<String, String>;

/// How sure a rule is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sure {
    /// Always the same.
    Fixed(Confidence),
    /// High without deductions, else medium.
    MediumHigh,
    /// 0 deductions high, 1 or 2 medium, more low.
    Deduced,
}

impl Sure {
    pub(crate) fn confidence(self, deductions: usize) -> Confidence {
        match (self, deductions) {
            (Self::Fixed(confidence), _) => confidence,
            (Self::MediumHigh | Self::Deduced, 0) => Confidence::High,
            (Self::MediumHigh, _) | (Self::Deduced, 1 | 2) => Confidence::Medium,
            (Self::Deduced, _) => Confidence::Low,
        }
    }
}

/// A rule of the table.
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) decision: Decision,
    pub(crate) sure: Sure,
    pub(crate) test: fn(&Facts) -> Finding,
}

const fn rule(id: &'static str, decision: Decision, sure: Sure, test: fn(&Facts) -> Finding) -> Rule {
    Rule { id, decision, sure, test }
}

const HIGH: Sure = Sure::Fixed(Confidence::High);
const MEDIUM: Sure = Sure::Fixed(Confidence::Medium);

/// The rules in their order. D9c stands where D14 would fire, so it comes just before it.
pub(crate) static RULES: [Rule; 17] = [
    rule("D0", Decision::Deload, HIGH, stop_symptoms),
    rule("D1", Decision::Deload, MEDIUM, signals_add_up),
    rule("D2", Decision::Deload, MEDIUM, two_of_three_failed),
    rule("D3", Decision::StepBack, HIGH, long_break),
    rule("D4", Decision::Deload, HIGH, building_weeks_done),
    rule("D5", Decision::StepBack, HIGH, failed_twice),
    rule("D6", Decision::Hold, MEDIUM, failed_on_a_bad_day),
    rule("D7", Decision::StepBack, Sure::MediumHigh, failed),
    rule("D8", Decision::Hold, MEDIUM, not_ready_today),
    rule("D9a", Decision::Insufficient, HIGH, not_readable),
    rule("D9b", Decision::Insufficient, HIGH, nothing_on_record),
    rule("D10", Decision::Hold, Sure::Deduced, marginal),
    rule("D11", Decision::Hold, Sure::Deduced, to_be_confirmed),
    rule("D12", Decision::Hold, MEDIUM, flagged),
    rule("D13", Decision::Hold, HIGH, all_levers_blocked),
    rule("D9c", Decision::Insufficient, HIGH, too_uncertain),
    rule("D14", Decision::Advance, Sure::Deduced, may_advance),
];

fn held_if(held: bool, yes: impl FnOnce() -> String, no: impl Into<String>) -> Finding {
    if held { Ok(yes()) } else { Err(no.into()) }
}

fn stop_symptoms(f: &Facts) -> Finding {
    let mut reported = Vec::new();
    if f.input.illness {
        reported.push("illness or chest symptoms".to_owned());
    }
    if f.input.focal_pain {
        reported.push("pain in one spot".to_owned());
    }
    if let Some(pain) = f.input.pain.filter(|pain| *pain >= 5.0) {
        reported.push(format!("pain of {} in 10", mark(pain)));
    }
    let text = || {
        format!(
            "You reported {}. No fast running; if it lasts, comes back or has to do with the chest, see a clinician.",
            list(&reported)
        )
    };
    held_if(!reported.is_empty(), text, "No symptom that ends speed work was reported.")
}

fn signals_add_up(f: &Facts) -> Finding {
    let today = adds_up(f.count(Level::Red), f.count(Level::Amber));
    let held = today && f.input.bad_days_of3 >= 2;
    let text = || {
        let days = count(i64::try_from(f.input.bad_days_of3).unwrap_or(3), "day");
        format!("{}, on {days} of the last three: each alone is weak, together they count.", sentence(&f.off_words()))
    };
    held_if(held, text, "The morning signals do not add up over days.")
}

fn two_of_three_failed(f: &Facts) -> Finding {
    let fails = f.input.fails_last3_hard;
    let text = || format!("{} of the last three hard sessions went under.", if fails >= 3 { "All" } else { "Two" });
    held_if(fails >= 2, text, format!("{fails} of the last three hard sessions failed."))
}

fn long_break(f: &Facts) -> Finding {
    if let Some(days) = f.input.days_no_run.filter(|days| *days >= NO_RUN_DAYS) {
        return Ok(format!(
            "A break of {} without running: the way back begins with a week of strides.",
            count(days, "day")
        ));
    }
    if let Some(days) = f.input.days_no_fast.filter(|days| *days > NO_FAST_DAYS) {
        return Ok(format!(
            "{} without fast running; protection against soreness fades after about six weeks.",
            count(days, "day")
        ));
    }
    if let Some(days) = f.input.days_no_family.filter(|days| *days >= f.input.family_gap_days) {
        return Ok(format!(
            "{} without a session of this kind: the way back starts below where it ended.",
            count(days, "day")
        ));
    }
    Err("No long break.".to_owned())
}

fn building_weeks_done(f: &Facts) -> Finding {
    let weeks = f.input.build_weeks;
    let text = || match weeks {
        3 => "Three building weeks done.".to_owned(),
        more => format!("{more} building weeks without a lighter one."),
    };
    held_if(weeks >= BUILDING_WEEKS, text, format!("Building weeks since a lighter one: {weeks}."))
}

fn failed_twice(f: &Facts) -> Finding {
    let reason = f.failed().ok_or("The newest session did not fail.")?;
    let before = f.verdicts.iter().rev().skip(1).find(|verdict| !matches!(verdict, Verdict::Unknown(_)));
    match before {
        Some(Verdict::Fail(earlier)) => Ok(format!("{reason} The one before failed too: {}", lower(earlier))),
        _ => Err("The readable session before it did not fail.".to_owned()),
    }
}

/// Why the first days at another altitude move nothing.
fn altitude_words(days: i64) -> String {
    format!("{} at another altitude, two weeks are needed", count(days + 1, "day"))
}

fn failed_on_a_bad_day(f: &Facts) -> Finding {
    let reason = f.failed().ok_or("The newest session did not fail.")?;
    let mut causes = f.off_words();
    if let Some((session, _)) = f.newest() {
        if session.hot() {
            causes.push(format!("heat (about {} % slower expected)", number(session.heat_pct.unwrap_or(f64::NAN), 1)));
        }
        if session.short_gap {
            causes.push("less than 48 h since the last hard day".to_owned());
        }
        if session.poor_sleep {
            causes.push("poor sleep".to_owned());
        }
    }
    causes.extend(f.input.new_altitude_days.map(altitude_words));
    let text = || format!("{reason} Likely the day, not the level: {}.", list(&causes));
    held_if(!causes.is_empty(), text, "Nothing about the day explains it.")
}

fn failed(f: &Facts) -> Finding {
    f.failed().map(ToOwned::to_owned).ok_or_else(|| "The newest session did not fail.".to_owned())
}

fn not_ready_today(f: &Facts) -> Finding {
    if f.input.heat_today.is_some_and(|(_, too_hot)| too_hot) {
        return Ok("It is too hot today for anything hard: move the session to a cooler hour or day.".to_owned());
    }
    if let Some(words) = unread_words(&f.input.unread_symptoms) {
        return Ok(words);
    }
    let held = f.count(Level::Red) >= 1 || f.count(Level::Amber) >= 2;
    let text = || format!("{}. Move the session by 24\u{2013}48 h and run easy meanwhile.", sentence(&f.off_words()));
    held_if(held, text, "The morning signals allow a hard day.")
}

/// Why nothing hard is run while the journal says of pain or soreness what cannot be read.
pub(super) fn unread_words(symptoms: &[String]) -> Option<String> {
    let first = symptoms.first()?;
    Some(format!("The journal says {first}, which cannot be read: nothing hard until it is a number from 0 to 10."))
}

fn not_readable(f: &Facts) -> Finding {
    match f.newest() {
        Some((_, Verdict::Unknown(reason))) => Ok(reason.clone()),
        _ => Err("The newest session can be read.".to_owned()),
    }
}

fn nothing_on_record(f: &Facts) -> Finding {
    let text = || "No session of this kind on record yet: start with the entry step, by feel.".to_owned();
    held_if(f.input.sessions.is_empty(), text, "There are sessions on record.")
}

fn marginal(f: &Facts) -> Finding {
    match f.newest() {
        Some((_, Verdict::Marginal(reason))) => Ok(reason.clone()),
        _ => Err("No bound was missed by a little.".to_owned()),
    }
}

fn to_be_confirmed(f: &Facts) -> Finding {
    passed(f)?;
    let Some((newest, _)) = f.newest() else { return Err("No session.".to_owned()) };
    let text = || match f.streak.needed {
        _ if f.input.after_lighter => "The lighter week is done: the step before it is repeated first.".to_owned(),
        _ if is_stale(f) => {
            let days = count(f.input.days_no_family.unwrap_or(0), "day");
            format!("{days} since the last session of this kind: it is repeated before anything is added.")
        }
        _ if newest.hot() => {
            "Everything asked was done, in heat: a hot day does not count towards the next step.".to_owned()
        }
        None => {
            "Everything measured was in bounds; without RPE this kind of session is repeated, not raised.".to_owned()
        }
        Some(2) => {
            "Everything asked was done. At your limit a single clean day still happens about 1 time in 4: repeat it."
                .to_owned()
        }
        Some(needed) => format!(
            "Everything measured was in bounds, {} of {needed} times. Without RPE it takes {needed} in a row.",
            f.streak.passes
        ),
    };
    held_if(
        !f.streak.complete() || f.input.after_lighter || is_stale(f),
        text,
        format!("{} clean sessions in a row.", f.streak.passes),
    )
}

/// Whether the last session of the family is so long ago that it is repeated first.
fn is_stale(f: &Facts) -> bool {
    let goes_on = f.input.family_gap_days > NO_FAMILY_DAYS;
    f.input.days_no_family.is_some_and(|days| days >= if goes_on { REPEAT_BESIDE_DAYS } else { REPEAT_DAYS })
}

fn flagged(f: &Facts) -> Finding {
    confirmed(f)?;
    let mut flags = f.off_words();
    if let Some(monotony) = f.input.monotony.filter(|value| *value > MONOTONY_LIMIT) {
        flags.push(format!("the week's load is monotonous ({} of at most 2.0)", number(monotony, 1)));
    }
    if let Some(ratio) = f.input.ewma_ratio.filter(|value| *value > RATIO_LIMIT) {
        flags.push(format!("recent load is {} times the usual", number(ratio, 1)));
    }
    flags.extend(f.input.new_altitude_days.map(altitude_words));
    if f.pace_waits_for_anchor {
        flags.push(
            "only the pace is left to change, and that needs a race or time trial of the last 12 weeks".to_owned(),
        );
    }
    held_if(!flags.is_empty(), || format!("{}.", sentence(&flags)), "No flag.")
}

fn all_levers_blocked(f: &Facts) -> Finding {
    confirmed(f)?;
    let text = || {
        let why = f.input.blocked.join(" ");
        if why.is_empty() { "Nothing more may be added under the caps.".to_owned() } else { why }
    };
    held_if(f.lever.is_none(), text, "A lever is open.")
}

fn too_uncertain(f: &Facts) -> Finding {
    confirmed(f)?;
    let n = f.deductions.len();
    let text = || format!("The sessions are within all bounds, but {n} things are unknown: too many to add work.");
    held_if(n >= TOO_MANY_DEDUCTIONS, text, format!("{n} deductions."))
}

fn may_advance(f: &Facts) -> Finding {
    confirmed(f)?;
    let Some((newest, _)) = f.newest() else { return Err("No session.".to_owned()) };
    let mut parts = if newest.by_feel(f.input.family) { Vec::new() } else { pace_words(newest) };
    parts.extend(newest.rpe_cr10.map(|rpe| format!("RPE {}", mark(rpe))));
    let parts = parts.join(", ");
    Ok(match f.streak.passes {
        0 | 1 => format!("This session was within all bounds: {parts}."),
        2 => format!("Two sessions in a row within all bounds; this one: {parts}."),
        more => format!("{more} sessions in a row within all bounds; this one: {parts}."),
    })
}

/// How even the reps were, figure by figure.
fn pace_words(session: &SessionEvidence) -> Vec<String> {
    let fade = session.fade_words().map(|fade| format!("{} {fade}", session.fade_name()));
    let last = session.last_rep_pct.map(|last| format!("last rep {}", change(last)));
    session.scatter_pct.map(scatter).into_iter().chain(fade).chain(last).collect()
}

/// Whether the newest session passed.
fn passed(f: &Facts) -> Result<(), String> {
    let pass = f.newest().is_some_and(|(_, verdict)| verdict.is_pass());
    if pass { Ok(()) } else { Err("The newest session did not pass.".to_owned()) }
}

/// Whether there are enough passes.
fn confirmed(f: &Facts) -> Result<(), String> {
    passed(f)?;
    if f.streak.complete() { Ok(()) } else { Err("Not confirmed yet.".to_owned()) }
}

/// Items as the start of a sentence.
fn sentence(items: &[String]) -> String {
    let text = list(items);
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A sentence to stand after a colon.
fn lower(text: &str) -> String {
    let plain = text.starts_with("RPE");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !plain => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
