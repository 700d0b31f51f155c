//! The table of labelled runs of whole histories, as text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lastrep::model::Activity;

use crate::args::{Args, name};
use crate::common::labelled::history::{Label, each, labels};
use crate::common::labelled::runs::{Figures, Part, Run, Told, at_level};
use crate::table::LEVELS;

/// All measurements on the labelled runs in these histories.
pub(crate) fn table(table: &Path, histories: &[PathBuf], args: &Args) -> Result<String, String> {
    let labels = labels(table)?;
    let told = |label: &Label, activity: &Activity| Run { label: label.clone(), told: Told::of(activity, args.from) };
    let runs = each(&labels, histories, told)?;
    let runs: Vec<&Run> = runs.iter().collect();
    let first = format!("{} labelled runs of whole histories", runs.len());
    let mut text = format!("lastrep {}, reps from {}: {first}\n\n", env!("CARGO_PKG_VERSION"), name(args.from));
    text += &runner_rows(&runs);
    text += &level_rows(&runs);
    if args.list {
        text += &wrong(&runs);
    }
    Ok(text)
}

fn runner_rows(runs: &[&Run]) -> String {
    let mut text = format!(
        "{:20} runs  precision  lenient     kept  count right  false per 100  strides told  as reps  told without\n",
        "runner"
    );
    let mut row = |runner: &str, runs: &[&Run]| {
        let figures = Figures::of(runs);
        let (precision, lenient) = (percent(figures.precision), percent(figures.lenient));
        let (kept, right, strides) = (counts(figures.kept), counts(figures.right), counts(figures.strides));
        let _ = write!(text, "{runner:20} {:4}  {precision:>9}  {lenient:>7}  {kept:>7}", figures.labelled);
        let _ = write!(text, "  {right:>11}  {:13.1}  {strides:>12}", figures.wrong.percent().unwrap_or(0.0));
        let _ = writeln!(text, "  {:7}  {:12}", figures.strides_as_reps, figures.strides_without);
    };
    row("all", runs);
    let mut runners: Vec<&str> = runs.iter().map(|run| run.label.runner.as_str()).collect();
    runners.sort_unstable();
    runners.dedup();
    for runner in runners {
        let members: Vec<&Run> = runs.iter().copied().filter(|run| run.label.runner == runner).collect();
        row(&format!("  {runner}"), &members);
    }
    text + "\n"
}

fn level_rows(runs: &[&Run]) -> String {
    let mut text = format!("{:20} sessions  weighted %\n", "runs called reps");
    for level in LEVELS {
        let (count, weighted) = at_level(runs, level);
        let _ = writeln!(text, "{:20} {:>8}  {:>10}", level.name(), counts(count), percent(weighted));
    }
    text
}

/// A line for each run of the wrong kind.
fn wrong(runs: &[&Run]) -> String {
    let mut text = "\n".to_owned();
    for Run { label, told } in runs.iter().filter(|run| !run.is_right()) {
        let note = if label.note.is_empty() { String::new() } else { format!(" ({})", label.note) };
        let seen = format!("{} {}{note}", label.seen.name(), label.count);
        let read = format!("{} {}, {}: {}", told.kind.name(), told.reps, told.confidence.name(), told.workout);
        let _ = writeln!(text, "not right: {} {}: seen {seen}, read {read}. {}", label.id, label.sha12, told.why);
    }
    text
}

fn percent(part: Part) -> String {
    part.percent().map_or_else(|| "-".to_owned(), |percent| format!("{percent:.1}"))
}

fn counts(part: Part) -> String {
    format!("{}/{}", part.part, part.whole)
}
