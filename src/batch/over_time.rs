//! Sessions over time: a runner's folders as a history, or files compared with each other.

use super::gather::{gather, interrupted};
use super::options::{Options, Progress};
use super::write;
use crate::compare::{Change, Entry, Pattern, PersonalBest, Session, Week, changes, past};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Stage;
use crate::model::outing::starts_together;
use crate::report::by_runner::{bests_of, weeks};
use crate::report::comparison::Comparison;
use crate::report::past::Past;
use crate::report::tables;
use crate::report::{Analysed, Problem};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// The most sessions that can be read side by side.
const SESSIONS_MOST: usize = 12;

/// The history of one runner. Activities are indices into [`Histories::done`].
#[derive(Debug, Clone, PartialEq)]
pub struct RunnerHistory {
    /// The runner.
    pub runner: String,
    /// Activities, each outing once.
    pub activities: usize,
    /// Sessions of reps among them.
    pub sessions: usize,
    /// The sessions that fit the pattern, in order of time, each with the index of its activity.
    pub entries: Vec<(usize, Entry)>,
    /// The personal bests. Their `activity` and `rival` are indices into [`Histories::done`].
    pub bests: Vec<PersonalBest>,
    /// The weeks, oldest first.
    pub weeks: Vec<Week>,
}

/// The histories of all runners.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    /// Every activity, by runner, start and file.
    pub done: Vec<Analysed>,
    /// Every file that gave no activity.
    pub failed: Vec<Problem>,
    /// One history for each runner.
    pub histories: Vec<RunnerHistory>,
    /// What of the runner's own files fitted nothing.
    pub notes: Vec<String>,
}

/// Reads all paths and returns the history of each runner. With a pattern, only the sessions that fit it become entries.
///
/// # Errors
/// Those of [`run`](super::run()), but nothing is written.
pub fn history(
    paths: &[PathBuf],
    options: &Options,
    like: Option<&Pattern>,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Histories> {
    let gathered = gather(paths, options, progress, stop)?;
    interrupted(stop)?;
    let (done, failed) = (gathered.ledger.done, gathered.failed);
    let mut histories = Vec::new();
    let mut from = 0;
    for own in done.chunk_by(|a, b| a.runner == b.runner) {
        histories.push(history_of(own, from, like));
        from += own.len();
    }
    Ok(Histories { done, failed, histories, notes: gathered.notes })
}

fn history_of(own: &[Analysed], from: usize, like: Option<&Pattern>) -> RunnerHistory {
    let once: Vec<(usize, &Analysed)> =
        own.iter().enumerate().filter(|(_, row)| row.duplicate_of.is_none()).map(|(i, row)| (from + i, row)).collect();
    let sessions: Vec<(usize, &Analysed, Session)> =
        once.iter().filter_map(|(place, row)| Some((*place, *row, row.session()?))).collect();
    let fits = |session: &Session| like.is_none_or(|pattern| pattern.part_of(&session.workout).is_some());
    let places = sessions.iter().filter(|(_, _, session)| fits(session)).map(|(place, ..)| *place);
    let entries = past(sessions.iter().map(|(_, row, session)| (session.clone(), &row.card)), like);
    RunnerHistory {
        runner: own.first().map(|row| row.runner.clone()).unwrap_or_default(),
        activities: once.len(),
        sessions: sessions.len(),
        entries: places.zip(entries).collect(),
        bests: bests_of(&once),
        weeks: weeks(own).pop().map(|(_, weeks)| weeks).unwrap_or_default(),
    }
}

impl Histories {
    /// The history of each runner, as the report shows it.
    pub fn pasts(&self) -> Vec<Past<'_>> {
        self.histories.iter().map(|history| self.past(history)).collect()
    }

    fn past<'a>(&'a self, history: &'a RunnerHistory) -> Past<'a> {
        Past {
            runner: &history.runner,
            activities: history.activities,
            sessions: history.sessions,
            entries: history.entries.iter().map(|(place, entry)| (&self.done[*place], entry)).collect(),
            bests: history
                .bests
                .iter()
                .map(|best| (&self.done[best.activity], *best, best.rival.map(|rival| &self.done[rival])))
                .collect(),
            weeks: &history.weeks,
        }
    }

    /// Writes the sessions as CSV, whole or not at all.
    ///
    /// # Errors
    /// `Io` when it cannot be written.
    pub fn write_csv(&self, path: &Path) -> Result<()> {
        write::write_file(path, &tables::history(&self.pasts())?.csv()?)
    }
}

/// Sessions that are compared with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The activities, in order of time.
    pub done: Vec<Analysed>,
    /// The session of each.
    pub sessions: Vec<Session>,
    /// The changes, each with the indices of the earlier and the later session.
    pub changes: Vec<(usize, usize, Change)>,
    /// Every file that gave no session.
    pub failed: Vec<Problem>,
    /// Caveats.
    pub notes: Vec<String>,
}

/// Reads files and compares their sessions of reps, in order of time.
///
/// # Errors
/// Those of reading, and `Config` when there are more sessions than can be read side by side.
pub fn compare(paths: &[PathBuf], options: &Options) -> Result<Compared> {
    let gathered = gather(paths, options, &|_| {}, &AtomicBool::new(false))?;
    let (done, mut failed) = (gathered.ledger.done, gathered.failed);
    let mut notes = gathered.notes;
    let (with, without): (Vec<Analysed>, Vec<Analysed>) = done.into_iter().partition(|row| row.session().is_some());
    let has_other = |row: &Analysed| with.iter().any(|one| (&one.runner, &one.file) == (&row.runner, &row.file));
    failed.extend(without.iter().filter(|row| !has_other(row)).map(no_session));
    let mut done = with;
    done.sort_by(|a, b| a.start_unix_s().total_cmp(&b.start_unix_s()).then_with(|| a.file.cmp(&b.file)));
    if done.len() > SESSIONS_MOST {
        let found = format!("{} sessions of reps", done.len());
        return Err(Error::new(ErrorKind::Config, format!("at most {SESSIONS_MOST} to hold side by side"), found)
            .hint("`lastrep history` tells many, one a line"));
    }
    let is_same = |pair: &[Analysed]| starts_together(pair[0].start_unix_s(), pair[1].start_unix_s());
    let twice = done.windows(2).filter(|pair| is_same(pair));
    notes.extend(twice.map(|pair| format!("{} and {} start together: the same outing?", pair[0].file, pair[1].file)));
    let sessions: Vec<Session> = done.iter().filter_map(Analysed::session).collect();
    Ok(Compared { changes: changes(&sessions), done, sessions, failed, notes })
}

fn no_session(row: &Analysed) -> Problem {
    let error = Error::new(ErrorKind::NoUsableData, "a session of reps", row.structure.name.as_str())
        .hint("`lastrep show --explain` tells why; `--reps` takes your own cut");
    Problem::new(&row.runner, &row.file, Stage::Segment, &error)
}

impl Compared {
    /// The comparison as the report shows it.
    pub fn comparison(&self) -> Comparison<'_> {
        Comparison { sessions: self.done.iter().zip(&self.sessions).collect(), changes: &self.changes }
    }

    /// Writes the reps as CSV, whole or not at all.
    ///
    /// # Errors
    /// `Io` when it cannot be written.
    pub fn write_csv(&self, path: &Path) -> Result<()> {
        write::write_file(path, &tables::comparison(&self.comparison())?.csv()?)
    }
}
