//! All runs of a runner, put in order once, and the past as of any day of them.

use super::anchor::is_way_in;
use super::history::{History, KIND_DAYS, is_judged, seems_novice};
use super::journal::up_to;
use super::memory::Memory;
use super::order::{Runs, by_start, is_same_outing, outings};
use super::summary::SessionSummary;
use super::time_off::other_training;
use super::week::Weeks;
use crate::model::{Athlete, Day, JournalDay};
use crate::segment::WorkoutKind;
use crate::units::DAY_S;
use std::collections::BTreeSet;

/// All that is known of a runner.
#[derive(Debug)]
pub(crate) struct Career<'a> {
    history: &'a [SessionSummary],
    athlete: &'a Athlete,
    /// In order of day.
    journal: &'a [JournalDay],
    /// The places in `history` by start.
    order: Vec<usize>,
    /// Runs in order of start, each outing once.
    runs: Vec<&'a SessionSummary>,
    /// Whether the runs that count on a day are the first of `runs`: their days are in order, and no outing has two days.
    is_plain: bool,
    /// Days with other training of the legs.
    other_training: BTreeSet<Day>,
    /// Unix start, s, of the first of `runs` that is more than a step of the way in.
    through_way_in_s: f64,
    weeks: Weeks,
}

impl<'a> Career<'a> {
    /// The career that a history in any order and a journal in order of day tell of. Duplicates are left out. Of other sports
    /// only the days of training the legs are kept.
    pub(crate) fn of(history: &'a [SessionSummary], athlete: &'a Athlete, journal: &'a [JournalDay]) -> Self {
        let mut order: Vec<usize> = (0..history.len()).collect();
        order.sort_by(|a, b| by_start(&history[*a], &history[*b]));
        let all: Vec<&SessionSummary> = order.iter().map(|index| &history[*index]).filter(|run| counts(run)).collect();
        let is_plain = all
            .windows(2)
            .all(|pair| pair[0].day == pair[1].day || (pair[0].day < pair[1].day && !is_same_outing(pair[0], pair[1])));
        let runs = outings(all);
        Self {
            through_way_in_s: through_way_in_s(&runs, athlete),
            other_training: other_training(history),
            weeks: Weeks::of(&runs, runs.last().map_or(Day::EPOCH, |run| run.day)),
            history,
            athlete,
            journal,
            order,
            runs,
            is_plain,
        }
    }

    /// All that was recorded, in order of start, each with its place in the history.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = (usize, &'a SessionSummary)> {
        self.order.iter().map(|index| (*index, &self.history[*index]))
    }

    /// Whether a session is judged: see [`is_judged`].
    pub(crate) fn is_judged(&self, session: &SessionSummary) -> bool {
        is_judged(session, || {
            let before = self.order.partition_point(|index| self.history[*index].start_unix_s < session.start_unix_s);
            // A day more on either side: days are those of the place of a run.
            let oldest_s = session.start_unix_s - (KIND_DAYS + 2) as f64 * DAY_S;
            let others = self.order[..before].iter().rev().map(|index| &self.history[*index]);
            others.take_while(move |run| run.start_unix_s >= oldest_s)
        })
    }

    /// The past as of today. Runs after today and other recordings of the outing of `session` are left out.
    pub(crate) fn as_of<'h>(&'h self, session: &'a SessionSummary, today: Day, memory: &'h Memory) -> History<'h> {
        let prefix = self.prefix(session, today);
        let is_prefix = prefix.is_some();
        let runs = prefix.map_or_else(|| Runs::Own(self.runs_with(session, today)), Runs::Part);
        let weeks = if is_prefix { self.weeks.as_of(&runs, today) } else { Weeks::of(&runs, today) };
        let through_way_in_s = if is_prefix { self.through_way_in_s } else { through_way_in_s(&runs, self.athlete) };
        History {
            is_novice: self.athlete.novice.unwrap_or_else(|| seems_novice(&runs, today)),
            weeks,
            runs,
            other_training: &self.other_training,
            athlete: self.athlete,
            journal: up_to(self.journal, today),
            today,
            through_way_in_s,
            session_day: None,
            steps_up: Vec::new(),
            memory,
            is_prefix,
        }
    }

    /// The runs up to today as the first of all runs; `None` where another recording than `session` stands for its outing.
    fn prefix(&self, session: &SessionSummary, today: Day) -> Option<&[&'a SessionSummary]> {
        let at = self.runs.partition_point(|run| run.start_unix_s < session.start_unix_s);
        let stands = self.runs.get(at).is_some_and(|run| std::ptr::eq(*run, session));
        (self.is_plain && stands).then(|| &self.runs[..self.runs.partition_point(|run| run.day <= today)])
    }

    /// The runs up to today, of which `session` stands for its outing.
    fn runs_with(&self, session: &'a SessionSummary, today: Day) -> Vec<&'a SessionSummary> {
        let counts = |run: &&SessionSummary| counts(run) && run.day <= today && !is_same_outing(run, session);
        let mut runs: Vec<&SessionSummary> = self.history.iter().filter(counts).collect();
        runs.extend(session.running.then_some(session));
        outings(runs)
    }
}

/// Whether an activity is a run that counts.
fn counts(run: &SessionSummary) -> bool {
    run.running && !run.duplicate
}

/// Unix start, s, of the first of some runs that is more than a step of the way in; infinite where none is.
fn through_way_in_s(runs: &[&SessionSummary], athlete: &Athlete) -> f64 {
    let is_more = |run: &&&SessionSummary| {
        run.has_reps() && run.kind == WorkoutKind::Reps && !run.doubtful && !is_way_in(run, athlete)
    };
    runs.iter().find(is_more).map_or(f64::INFINITY, |run| run.start_unix_s)
}
