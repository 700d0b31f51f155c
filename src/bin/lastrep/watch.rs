//! Watches a folder: a new file that has settled is analysed, and the next step of its runner is told.

use crate::args::Watch;
use crate::config::Settings;
use crate::exit::Exit;
use crate::files::{Files, stop_flag};
use crate::messages;
use anyhow::{Context, Result};
use lastrep::batch::{Next, Source, SourceKind, next, sources};
use lastrep::report::page::Page;
use lastrep::report::{self, Analysed};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

/// A file has settled if nothing happened in the folder for this time. A copy over a slow network pauses for less.
const SETTLED: Duration = Duration::from_secs(2);

/// Ctrl-C is heard within this time.
const HEARD: Duration = Duration::from_millis(200);

/// What tells whether a file is another one than before: its length in bytes and its time of change.
type State = (u64, Option<SystemTime>);

/// The activity files of the folder, each with its state.
type SeenFiles = BTreeMap<PathBuf, State>;

/// Watches until Ctrl-C.
///
/// # Errors
/// When the folder cannot be watched, or when the own files of the runners cannot be read at the start.
pub(crate) fn watch(arguments: &Watch) -> Result<Exit> {
    let stop = stop_flag(|| {})?;
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).context("failed to watch folders")?;
    let settings = Settings::read(&arguments.common)?;
    let paths = settings.paths(arguments.folder.as_slice())?;
    for path in &paths {
        if !path.exists() {
            return Err(lastrep::batch::absent(path).into());
        }
        anyhow::ensure!(path.is_dir(), "expected a folder to watch, found {}", path.display());
        let failed = || format!("failed to watch {}", path.display());
        watcher.watch(path, RecursiveMode::Recursive).with_context(failed)?;
    }
    let mut known = known(&paths);
    Files::new(&paths, None, &arguments.common, &settings, &[])?.tell();
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    messages::print(&format!("watching {} with {} files; Ctrl-C ends it", names.join(", "), known.len()))?;
    while wait(&events, &stop)? {
        let now = self::known(&paths);
        let fresh: BTreeSet<PathBuf> =
            now.iter().filter(|(path, state)| known.get(*path) != Some(state)).map(|(path, _)| path.clone()).collect();
        known = now;
        if !fresh.is_empty()
            && let Err(error) = look(&paths, &fresh, arguments, &stop)
        {
            messages::error(&error);
        }
    }
    Ok(Exit::AllRead)
}

/// Waits until something happened and has settled. `false` when the watch is to end.
fn wait(events: &Receiver<notify::Result<Event>>, stop: &AtomicBool) -> Result<bool> {
    let mut last: Option<Instant> = None;
    while !stop.load(Ordering::Relaxed) {
        let is_news = match events.recv_timeout(HEARD) {
            Ok(Ok(event)) => is_change(&event),
            // Events were lost: the folder itself tells.
            Ok(Err(_)) => true,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the folder can no longer be watched"),
        };
        if is_news {
            last = Some(Instant::now());
        }
        if last.is_some_and(|last| last.elapsed() >= SETTLED) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an event may be about a new activity: files that are only read change nothing.
fn is_change(event: &Event) -> bool {
    let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    let is_activity = |path: &PathBuf| lastrep::batch::is_run_name(&path.to_string_lossy()) || path.is_dir();
    (is_closed || !event.kind.is_access()) && event.paths.iter().any(is_activity)
}

/// The activity files; none in an empty folder.
fn known(paths: &[PathBuf]) -> SeenFiles {
    expected(paths).into_iter().map(|source| (source.path.clone(), state(&source.path))).collect()
}

fn expected(paths: &[PathBuf]) -> Vec<Source> {
    let listed = sources(paths).map(|listing| listing.sources).unwrap_or_default();
    listed.into_iter().filter(|source| source.kind == SourceKind::Expected).collect()
}

fn state(path: &Path) -> State {
    let meta = path.metadata().ok();
    (meta.as_ref().map_or(0, std::fs::Metadata::len), meta.and_then(|meta| meta.modified().ok()))
}

/// Reads the folder again, and tells the last of the new runs and the next step of each runner with a new file.
fn look(paths: &[PathBuf], fresh: &BTreeSet<PathBuf>, arguments: &Watch, stop: &AtomicBool) -> Result<()> {
    let settings = Settings::read(&arguments.common)?;
    let files = Files::new(paths, None, &arguments.common, &settings, &[])?;
    let found = match files.read_until(stop, next) {
        Err(_) if stop.load(Ordering::Relaxed) => return Ok(()),
        found => found?,
    };
    let sources: Vec<Source> = expected(paths).into_iter().filter(|source| fresh.contains(&source.path)).collect();
    let is_new = |runner: &str, file: &str| sources.iter().any(|source| holds(source, runner, file));
    messages::problems(found.failed.iter().filter(|problem| is_new(&problem.runner, &problem.file)));
    let new = found.done.iter().filter(|row| is_new(&row.runner, &row.file)).collect::<Vec<_>>();
    let runners: BTreeSet<&str> = new.iter().map(|row| row.runner.as_str()).collect();
    let pages = runners.into_iter().flat_map(|runner| pages(&found, &new, runner, &files));
    messages::show_all(&pages.collect::<Vec<_>>())
}

/// Whether a file of the results is this file, or a member of this archive.
fn holds(source: &Source, runner: &str, file: &str) -> bool {
    let inside = file.strip_prefix(&source.label);
    source.runner == runner && inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
}

/// The last new run of a runner, the number of the others, and the next step.
fn pages(found: &Next, new: &[&Analysed], runner: &str, files: &Files) -> Vec<Page> {
    let own = new.iter().copied().filter(|row| row.runner == runner);
    let (copies, runs): (Vec<&Analysed>, Vec<&Analysed>) = own.partition(|row| row.duplicate_of.is_some());
    let mut told = Vec::new();
    if let Some(last) = runs.last() {
        // The step after it is not told: the step as of today stands below.
        let mut alone = (*last).clone();
        alone.recommendation = None;
        told.push(report::text::activity(&alone, files.options.unit_of(runner)));
    }
    let counted = [(runs.len().saturating_sub(1), "more of the new runs"), (copies.len(), "of a run that was there")];
    let counted = counted.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let counted: Vec<String> = counted.collect();
    if !counted.is_empty() {
        told.push(Page::from(format!("{runner}: {}", counted.join(", ")).as_str()));
    }
    let step = found.steps.iter().find(|step| step.runner == runner);
    told.extend(step.map(|step| report::next::next(runner, step.recommendation(), step.today)));
    told
}
