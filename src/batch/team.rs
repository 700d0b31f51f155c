//! The coach sheet of a run over several runners: what each has run lately, and who needs a look first.

use super::ledger::Ledger;
use super::next_step::NextStep;
use crate::compare::{Entry, SpeedChange, past};
use crate::model::Day;
use crate::progression::need;
use crate::report::sheet::{SheetRow, in_order};
use crate::report::{Analysed, like_before};
use crate::segment::WorkoutKind;
use crate::stats::mean;

/// Days of a week.
const WEEK_DAYS: i64 = 7;

/// The rows of the sheet, most in need first; none for a lone runner.
pub(super) fn sheet(ledger: &Ledger) -> Vec<SheetRow> {
    if ledger.next.len() < 2 {
        return Vec::new();
    }
    // A silent runner is measured by the day of the others.
    let today = ledger.next.iter().map(|step| step.today).max().unwrap_or_default();
    let of = |own: &[Analysed]| {
        let step = ledger.next.iter().find(|step| step.runner == own[0].runner);
        step.map(|step| row(own, step, today))
    };
    in_order(ledger.done.chunk_by(|a, b| a.runner == b.runner).filter_map(of).collect())
}

fn row(own: &[Analysed], step: &NextStep, today: Day) -> SheetRow {
    let runs: Vec<&Analysed> = own.iter().filter(|row| is_run(row)).collect();
    let days: Vec<Day> = runs.iter().map(|run| run.day()).collect();
    let sessions: Vec<usize> =
        (0..own.len()).filter(|&place| is_run(&own[place]) && own[place].session().is_some()).collect();
    let last_session = sessions.last().map(|&place| &own[place]);
    let week_m = run_m(&runs, today);
    SheetRow {
        runner: step.runner.clone(),
        need: need(step.latest.as_ref().map(|latest| &latest.why.chosen), &days, today),
        last_run: days.last().copied(),
        days_since: days.last().map(|last| today - *last),
        last_session: last_session.map(|session| (session.structure.name.clone(), session.day())),
        trend_mps: sessions.last().map(|&place| trend(own, place)).unwrap_or_default(),
        change: change(&sessions.iter().map(|&place| &own[place]).collect::<Vec<_>>()),
        fast_share: fast_m(&runs, today) / week_m,
        week_m,
        week_before_m: run_m(&runs, today - WEEK_DAYS),
        advice: step.recommendation().cloned(),
    }
}

/// Whether an activity is a run that counts.
fn is_run(row: &Analysed) -> bool {
    row.duplicate_of.is_none() && row.structure.kind != WorkoutKind::NotRunning
}

/// The runs of the seven days that end with a day.
fn week<'a>(runs: &'a [&Analysed], end: Day) -> impl Iterator<Item = &'a Analysed> {
    runs.iter().copied().filter(move |run| run.day() <= end && end - run.day() < WEEK_DAYS)
}

fn run_m(runs: &[&Analysed], end: Day) -> f64 {
    week(runs, end).map(|run| run.distance_m).filter(|metres| metres.is_finite()).sum()
}

fn fast_m(runs: &[&Analysed], end: Day) -> f64 {
    week(runs, end).map(|run| run.outing().fast_m).sum()
}

/// Mean speeds of the sessions like one, and of itself.
fn trend(own: &[Analysed], place: usize) -> Vec<f64> {
    let before = like_before(&own[..place], &own[place]).into_iter().map(|entry| mean(&entry.speeds_mps));
    before.chain(own[place].card.judged().map(|set| set.mean_speed_mps)).filter(|speed| speed.is_finite()).collect()
}

/// The change of the last session against the like one before it.
fn change(sessions: &[&Analysed]) -> Option<SpeedChange> {
    let all = sessions.iter().filter_map(|row| Some((row.session()?, &row.card)));
    let entries: Vec<Entry> = past(all, None);
    entries.last()?.previous.as_ref().ok()?.change.speed.as_ref().ok().copied()
}
