//! The whole trace of a decision: every rule in order, and what each input was and where it came from.

use super::decision::{Level, Outcome, RuleTrace};
use super::fold::Folded;
use super::next::Step;
use super::words::{change, count, number, scatter};
use crate::journal::civil_date;
use crate::model::Rung;
use crate::scores::Grade;
use crate::units::{DistanceUnit, pace};

/// Why a decision was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Every rule in order, held or not.
    pub rules: Vec<RuleTrace>,
    /// The rule that decided: the first that held.
    pub chosen: &'static str,
    /// What the rules looked at, in groups.
    pub inputs: Vec<Input>,
}

/// One input of the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What it is: `session of 2026-05-26`, `usual week`.
    pub what: String,
    /// Its value in words.
    pub value: String,
    /// Where it came from: a file, the journal, `athlete.toml`, or the runs of so many days.
    pub from: String,
}

fn input(what: impl Into<String>, value: impl Into<String>, from: impl Into<String>) -> Input {
    Input { what: what.into(), value: value.into(), from: from.into() }
}

/// The trace of an outcome.
pub(crate) fn why(outcome: &Outcome, folded: &Folded, unit: DistanceUnit) -> Why {
    let mut inputs = sessions(outcome, folded);
    inputs.extend(target(folded, unit));
    inputs.extend(ladder(folded));
    inputs.extend(signals(folded));
    inputs.extend(days(folded));
    inputs.extend(load(folded, unit));
    inputs.extend(levers(folded));
    Why { rules: outcome.trace.clone(), chosen: outcome.rule, inputs }
}

/// Each like session with its verdict and figures, newest last.
fn sessions(outcome: &Outcome, folded: &Folded) -> Vec<Input> {
    let told = folded.input.sessions.iter().zip(&outcome.verdicts).zip(&folded.sources);
    let row = |((e, verdict), source): ((&super::SessionEvidence, &super::Verdict), &super::fold::Source)| {
        let mut parts = vec![verdict.name().to_owned(), count(i64::try_from(e.n).unwrap_or(i64::MAX), "rep")];
        parts.push(format!("data grade {}", e.grade.name()));
        if e.grade < Grade::D {
            parts.extend(e.target_error_pct.map(|error| format!("{} to target", change(error))));
            parts.extend(e.scatter_pct.map(scatter));
            parts.extend(e.fade_words().map(|fade| format!("fade {fade}")));
            parts.extend(e.last_rep_pct.map(|last| format!("last rep {}", change(last))));
        }
        parts.push(e.rpe_cr10.map_or("no RPE".to_owned(), |rpe| format!("RPE {}", number(rpe, 1))));
        parts.extend(e.heat_pct.map(|heat| format!("heat {} %", number(heat, 1))));
        let day = civil_date(source.day).unwrap_or_default();
        let from = match (source.file.as_str(), source.in_journal) {
            (file, false) => file.to_owned(),
            (file, true) => format!("{file}; journal, row of {day}"),
        };
        input(format!("session of {day}"), parts.join(", "), from)
    };
    told.map(row).collect()
}

fn target(folded: &Folded, unit: DistanceUnit) -> Option<Input> {
    let judged = folded.judged.as_ref()?;
    let Some(target) = judged.target else {
        return Some(input("target", "none", "no plan in the file, no race, no earlier session"));
    };
    let (slow, fast) = target.window_mps;
    let (slow, fast) = (pace(slow, unit), pace(fast, unit));
    let value = if slow == fast { slow } else { format!("{slow} to {fast}") };
    Some(input("target", value, judged.target_words().unwrap_or_default()))
}

/// Where the session stands on the ladder.
fn ladder(folded: &Folded) -> Option<Input> {
    let placed = folded.placed.as_ref()?;
    let words = |rung: &Rung| format!("{}{}, {}", rung.family.name(), rung.step, Step::rung_words(rung));
    let on = placed.on.as_ref().map_or_else(|| "on none of its steps".to_owned(), words);
    let next = placed.next.as_ref().map_or_else(|| "none after it".to_owned(), |rung| format!("then {}", words(rung)));
    Some(input("on the ladder", format!("{on}; {next}"), "reps and length; `lastrep ladder` lists all steps"))
}

fn signals(folded: &Folded) -> Vec<Input> {
    let word = |level| match level {
        Level::Green => "as usual",
        Level::Amber => "amber",
        Level::Red => "red",
    };
    if folded.input.signals.is_empty() {
        return vec![input(
            "readiness",
            "not known",
            "no resting heart rate, variability, soreness or sleep of these days",
        )];
    }
    folded
        .input
        .signals
        .iter()
        .map(|signal| {
            input(
                "readiness",
                format!("{}: {}", word(signal.level), signal.text),
                "journal; the watch's resting heart rate where it is silent",
            )
        })
        .collect()
}

fn days(folded: &Folded) -> Vec<Input> {
    let told = |what: &str, days: Option<i64>| days.map(|days| input(what, count(days, "day"), "the runs up to today"));
    let facts = &folded.input;
    let since = [
        told("since any run", facts.days_no_run),
        told("since fast running", facts.days_no_fast),
        told("since this kind", facts.days_no_family),
    ];
    let mut rows: Vec<Input> = since.into_iter().flatten().collect();
    let failed = format!("{} of the last three hard sessions", facts.fails_last3_hard);
    rows.push(input("failures", failed, "their verdicts"));
    rows
}

fn load(folded: &Folded, unit: DistanceUnit) -> Vec<Input> {
    let load = &folded.load;
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

fn levers(folded: &Folded) -> Vec<Input> {
    let open: Vec<&str> = folded.input.open_levers.iter().map(|lever| lever.name()).collect();
    let open = if open.is_empty() { "none".to_owned() } else { open.join(", ") };
    let mut rows = vec![input("levers open", open, "caps and gates of the load")];
    rows.extend(
        folded.input.blocked.iter().map(|reason| input("lever closed", reason.clone(), "caps and gates of the load")),
    );
    rows
}
