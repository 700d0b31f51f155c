//! The coach sheet of a run over several runners: what each has run lately, and who needs a look first.

use super::ledger::Ledger;
use super::next_step::NextStep;
use crate::compare::{Entry, SpeedChange, past};
use crate::model::Day;
use crate::progression::{Latest, Reason, Recommendation, need};
use crate::report::sheet::{SheetRow, in_order};
use crate::report::{Analysed, like_before};
use crate::segment::WorkoutKind;
use crate::stats::mean;

/// Days of a week.
const WEEK_DAYS: i64 = 7;

/// What the sheet says of one runner, before the day of the others is known.
#[derive(Debug)]
pub(super) struct Member {
    runner: String,
    /// The runs that count, in order.
    runs: Vec<MemberRun>,
    /// The last session: its name and its day.
    last_session: Option<(String, Day)>,
    trend_mps: Vec<f64>,
    change: Option<SpeedChange>,
    /// What to do next, and why; `None` without a run.
    step: Option<(Recommendation, Reason)>,
    today: Day,
}

#[derive(Debug, Clone, Copy)]
struct MemberRun {
    day: Day,
    distance_m: f64,
    fast_m: f64,
}

/// The runners of a part of a batch.
pub(super) fn members(ledger: &Ledger) -> Vec<Member> {
    let of = |own: &[Analysed]| {
        let step = ledger.next.iter().find(|step| step.runner == own[0].runner);
        step.map(|step| member(own, step))
    };
    ledger.done.chunk_by(|a, b| a.runner == b.runner).filter_map(of).collect()
}

/// The rows of the sheet, most in need first; none for a lone runner.
pub(super) fn sheet(members: Vec<Member>) -> Vec<SheetRow> {
    if members.len() < 2 {
        return Vec::new();
    }
    // A silent runner is measured by the day of the others.
    let today = members.iter().map(|member| member.today).max().unwrap_or_default();
    in_order(members.into_iter().map(|member| row(member, today)).collect())
}

fn member(own: &[Analysed], step: &NextStep) -> Member {
    let run = |row: &Analysed| MemberRun { day: row.day(), distance_m: row.distance_m, fast_m: row.outing().fast_m };
    let sessions: Vec<usize> =
        (0..own.len()).filter(|&place| is_run(&own[place]) && own[place].session().is_some()).collect();
    let last_session = sessions.last().map(|&place| &own[place]);
    let told = |latest: &Latest| (latest.recommendation.clone(), latest.why.chosen.clone());
    Member {
        runner: step.runner.clone(),
        runs: own.iter().filter(|row| is_run(row)).map(run).collect(),
        last_session: last_session.map(|session| (session.structure.name.clone(), session.day())),
        trend_mps: sessions.last().map(|&place| trend(own, place)).unwrap_or_default(),
        change: change(&sessions.iter().map(|&place| &own[place]).collect::<Vec<_>>()),
        step: step.latest.as_ref().map(told),
        today: step.today,
    }
}

fn row(member: Member, today: Day) -> SheetRow {
    let Member { runner, runs, last_session, trend_mps, change, step, .. } = member;
    let days: Vec<Day> = runs.iter().map(|run| run.day).collect();
    let week_m = run_m(&runs, today);
    SheetRow {
        runner,
        need: need(step.as_ref().map(|(_, reason)| reason), &days, today),
        last_run: days.last().copied(),
        days_since: days.last().map(|last| today - *last),
        last_session,
        trend_mps,
        change,
        fast_share: fast_m(&runs, today) / week_m,
        week_m,
        week_before_m: run_m(&runs, today - WEEK_DAYS),
        advice: step.map(|(advice, _)| advice),
    }
}

/// Whether an activity is a run that counts.
fn is_run(row: &Analysed) -> bool {
    row.duplicate_of.is_none() && row.structure.kind != WorkoutKind::NotRunning
}

/// The runs of the seven days that end with a day.
fn week(runs: &[MemberRun], end: Day) -> impl Iterator<Item = &MemberRun> {
    runs.iter().filter(move |run| run.day <= end && end - run.day < WEEK_DAYS)
}

fn run_m(runs: &[MemberRun], end: Day) -> f64 {
    week(runs, end).map(|run| run.distance_m).filter(|metres| metres.is_finite()).sum()
}

fn fast_m(runs: &[MemberRun], end: Day) -> f64 {
    week(runs, end).map(|run| run.fast_m).sum()
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
