//! The whole trace of a decision: every rule in order, and every input with its value and its origin.

use super::findings::{closed_words, finding_words, sign_words};
use super::say::target_words;
use crate::model::Rung;
use crate::progression::decide::look::Look;
use crate::progression::decide::{Heard, Reason};
use crate::progression::judge::{Judgement, Witness};
use crate::progression::kind::plain::{change, count, number};
use crate::progression::past::Evidence;
use crate::progression::past::{SessionSummary, Signal, SignalLevel};
use crate::progression::step::step::Step;
use crate::stats::Range;
use crate::units::{DistanceUnit, pace};

/// Why an answer was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Every answer in order, matched or not.
    pub answers: Vec<Heard>,
    /// The reason that decided.
    pub chosen: Reason,
    /// What the answers rest on, in groups.
    pub inputs: Vec<Input>,
}

/// One input of the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The name: `session of 2026-05-26`, `usual week`.
    pub what: String,
    /// The value in words.
    pub value: String,
    /// The origin: a file, the journal, `athlete.toml`, or the runs of some days.
    pub from: String,
}

fn input(what: impl Into<String>, value: impl Into<String>, from: impl Into<String>) -> Input {
    Input { what: what.into(), value: value.into(), from: from.into() }
}

/// The trace of a look.
pub(crate) fn why(look: &Look<'_>, unit: DistanceUnit) -> Why {
    let mut inputs = sessions(look);
    inputs.push(target(look, unit));
    inputs.extend(ladder(look));
    inputs.extend(signals(look));
    inputs.extend(days(look));
    inputs.extend(load(look, unit));
    inputs.extend(levers(look));
    Why { answers: look.answer.heard.clone(), chosen: look.answer.reason.clone(), inputs }
}

/// Each session of the facts, with its four witnesses and its figures, newest last.
fn sessions(look: &Look<'_>) -> Vec<Input> {
    let told = look.facts.sessions.iter().zip(&look.answer.judgements).zip(&look.sessions);
    told.map(|((evidence, judgement), session)| one(evidence, judgement, session)).collect()
}

fn one(e: &Evidence, judgement: &Judgement, session: &SessionSummary) -> Input {
    let mut parts = vec![judgement.verdict.name().to_owned()];
    parts.extend(judgement.finding.map(finding_words));
    let witnesses = [
        ("shape", judgement.shape),
        ("effort", judgement.effort),
        ("form", judgement.form),
        ("aftermath", judgement.aftermath),
    ];
    parts.extend(witnesses.map(|(name, witness)| format!("{name} {}", witness_words(witness))));
    parts.push(count(i64::try_from(e.reps).unwrap_or(i64::MAX), "rep"));
    parts.extend(
        e.late_pct.map(|late| format!("last third {} (noise {} %)", change(late.pct), number(late.noise_pct, 1))),
    );
    parts.extend(
        e.last_pct.map(|last| format!("last rep {} (noise {} %)", change(last.pct), number(last.noise_pct, 1))),
    );
    parts.extend(e.last_rep_quality.map(|quality| format!("last-rep quality {}", number(quality, 0))));
    let by = e.rpe_by.map_or(String::new(), |teller| format!(" by {}", teller.name()));
    parts.push(e.rpe_cr10.map_or("no RPE".to_owned(), |rpe| format!("RPE {}{by}", number(rpe, 1))));
    parts.extend(e.heart_rate_share.map(|share| format!("heart rate {} % of the highest", number(100.0 * share, 0))));
    parts.extend(e.heart_rate_rise_bpm.map(|rise| format!("heart rate rose {} bpm", number(rise, 0))));
    parts.extend(e.cadence_drift_pct.map(|drift| format!("cadence {}", change(drift))));
    parts.extend(e.soreness_after.map(|sore| format!("soreness {} after", number(sore, 0))));
    parts.extend(e.gap_ratio.map(|ratio| format!("next run after {} of the usual gap", number(ratio, 1))));
    parts.extend(e.heat_pct.map(|heat| format!("heat {} %", number(heat, 1))));
    let day = session.day.to_string();
    let row = if e.has_row { format!("; journal, row of {day}") } else { String::new() };
    input(format!("session of {day}"), parts.join(", "), format!("{}{row}", session.file))
}

fn witness_words(witness: Witness) -> &'static str {
    match witness {
        Witness::Held => "held",
        Witness::Between(_) => "in between",
        Witness::NotHeld(_) => "not held",
        Witness::Unseen => "unseen",
    }
}

fn target(look: &Look<'_>, unit: DistanceUnit) -> Input {
    let Some(target) = look.target else {
        return input("level", "none", "no plan in the file, no race, no earlier session");
    };
    let Range { low: slow, high: fast } = target.window_mps;
    let (slow, fast) = (pace(slow, unit), pace(fast, unit));
    let value = if slow == fast { slow } else { format!("{slow} to {fast}") };
    input("level", value, target_words(target, look.facts.family))
}

/// Where the session stands on the ladder.
fn ladder(look: &Look<'_>) -> Option<Input> {
    let placed = look.placed.as_ref()?;
    let words = |rung: &Rung| format!("{}{}, {}", rung.family.name(), rung.step, Step::rung_words(rung));
    let on = placed.on.as_ref().map_or_else(|| "on none of its steps".to_owned(), words);
    let next = placed.next.as_ref().map_or_else(|| "none after it".to_owned(), |rung| format!("then {}", words(rung)));
    Some(input("on the ladder", format!("{on}; {next}"), "reps and length; `lastrep ladder` lists all steps"))
}

fn signals(look: &Look<'_>) -> Vec<Input> {
    let word = |level| match level {
        SignalLevel::Green => "as usual",
        SignalLevel::Amber => "amber",
        SignalLevel::Red => "red",
    };
    if look.facts.signals.is_empty() {
        let from = "no resting heart rate, variability, soreness or sleep of these days";
        return vec![input("readiness", "not known", from)];
    }
    let from = "journal; the watch's resting heart rate where it is silent";
    let told =
        |signal: &Signal| input("readiness", format!("{}: {}", word(signal.level), sign_words(signal.sign)), from);
    look.facts.signals.iter().map(told).collect()
}

fn days(look: &Look<'_>) -> Vec<Input> {
    let told = |what: &str, days: Option<i64>| days.map(|days| input(what, count(days, "day"), "the runs up to today"));
    let facts = &look.facts;
    let since = [told("since any run", facts.days_no_run), told("since fast running", facts.days_no_fast)];
    let mut rows: Vec<Input> = since.into_iter().flatten().collect();
    let failed = format!("{} of the last three hard sessions", facts.not_held_of3);
    rows.push(input("not held", failed, "their verdicts"));
    let size = format!("{} % of the largest held in a month", number(100.0 * facts.size, 0));
    rows.push(input("size", size, "the sessions of this kind"));
    rows
}

fn load(look: &Look<'_>, unit: DistanceUnit) -> Vec<Input> {
    let load = &look.load;
    let far = |metres: f64| format!("{} {}", number(metres / unit.metres(), 1), unit.symbol());
    let usual = load.week_m.map_or_else(|| "not known: three full weeks of runs are needed".to_owned(), far);
    let weeks = count(i64::try_from(load.build_weeks).unwrap_or(i64::MAX), "week");
    let mut rows = vec![
        input("usual week", usual, "the last four full weeks that were not lighter"),
        input("last seven days", far(load.last7_m), "the runs of these days"),
        input("largest session", format!("{} m of reps", number(load.largest_fast_m, 0)), "the runs of 30 days"),
        input("longest run", far(load.longest_m), "the runs of 30 days"),
        input("building weeks", weeks, "full weeks with fast running since a lighter one"),
    ];
    rows.extend(load.fast_share.map(|share| {
        input("fast share", format!("{} % of running time", number(100.0 * share, 0)), "the runs of seven days")
    }));
    let by_rpe = "RPE times minutes of 28 days";
    rows.extend(load.monotony.map(|monotony| input("monotony", number(monotony, 1), by_rpe)));
    rows.extend(load.ewma_ratio.map(|ratio| input("load, 7 to 28 days", number(ratio, 2), by_rpe)));
    rows
}

fn levers(look: &Look<'_>) -> Vec<Input> {
    let open: Vec<&str> = look.facts.open.iter().map(|lever| lever.name()).collect();
    let open = if open.is_empty() { "none".to_owned() } else { open.join(", ") };
    let from = "ladder, caps and gates of the load";
    let mut rows = vec![input("levers open", open, from)];
    rows.extend(look.facts.closed.iter().map(|closed| input("lever closed", closed_words(closed), from)));
    rows
}
