//! Every file read in parallel, and what they gave folded in order.

use super::cache::Cache;
use super::inputs::{Listing, Source, sources};
use super::ledger::Folded;
use super::lists::Lists;
use super::options::{Options, Progress};
use super::shelf::{Held, Shelf};
use super::work::{Attention, kept_or_analysed};
use super::{again, ledger, people, uploads};
use crate::error::{Error, ErrorKind, Result};
use crate::formats::other;
use crate::model::Stage;
use crate::report::Problem;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// The most worker threads, whatever is asked for. More threads cost memory and gain nothing.
const MOST_JOBS: usize = 256;

/// What was read, folded in order.
pub(super) struct Gathered {
    pub(super) ledger: ledger::Ledger,
    /// Files that gave no activity.
    pub(super) failed: Vec<Problem>,
    pub(super) notes: Vec<String>,
}

/// The worker threads; 0 means one a core.
///
/// # Errors
/// `Config` where the system gives none.
pub(crate) fn pool(jobs: usize) -> Result<rayon::ThreadPool> {
    let jobs = jobs.min(MOST_JOBS);
    let failed = |cause: rayon::ThreadPoolBuildError| {
        Error::new(ErrorKind::Config, "worker threads", cause.to_string()).because(cause)
    };
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(failed)
}

/// Reads all paths and folds the histories; nothing is written.
pub(super) fn gather(
    paths: &[PathBuf],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Gathered> {
    let listing = sources(paths)?;
    pool(options.jobs)?.install(|| gather_listed(&listing, options, progress, stop))
}

/// Reads all files of a listing and folds the histories; nothing is written.
pub(super) fn gather_listed(
    listing: &Listing,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Gathered> {
    let mut reader = Reader::of(listing, options, progress, stop);
    let (folded, notes) = reader.gather(listing, &Shelf::Memory)?;
    let notes = reader.close().into_iter().chain(notes).collect();
    let (ledger, failed) = folded.ledger(&Shelf::Memory)?;
    Ok(Gathered { ledger, failed, notes })
}

/// Reads the files of a batch, those of some runners at a time.
pub(super) struct Reader<'a> {
    pub(super) lists: Lists,
    cache: Option<Cache<'a>>,
    options: &'a Options,
    pub(super) progress: &'a (dyn Fn(Progress) + Sync),
    pub(super) stop: &'a AtomicBool,
    pub(super) is_alone: bool,
    /// The number of files that were read, and of all.
    read: usize,
    all: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn of(
        listing: &'a Listing,
        options: &'a Options,
        progress: &'a (dyn Fn(Progress) + Sync),
        stop: &'a AtomicBool,
    ) -> Self {
        let lists = Lists::of(listing);
        let cache = Cache::open(listing, &lists, options);
        let is_alone = listing.runners.len() < 2;
        Self { lists, cache, options, progress, stop, is_alone, read: 0, all: listing.sources.len() }
    }

    /// Reads all files of some of the runners onto a shelf and folds their histories. Returns what is to be said of them, too.
    pub(super) fn gather(&mut self, part: &Listing, shelf: &Shelf) -> Result<(Folded, Vec<String>)> {
        let Self { lists, cache, options, progress, stop, .. } = self;
        progress(Progress::Files { read: self.read, all: self.all });
        self.read += part.sources.len();
        let look = Attention { lists: Some(lists), cache: cache.as_ref(), stop: Some(stop), ..Attention::default() };
        let mut found = read_all(part, shelf, options, look, progress)?;
        interrupted(stop)?;
        again::with_own(&mut found, shelf, &part.sources, options, look)?;
        interrupted(stop)?;
        let mut notes = options.own_cuts.check(&found)?;
        notes.extend(lists.notes(&part.runners, &found));
        notes.extend(uploads::set_aside(&mut found, |one| one.problem.as_ref()));
        let mut folded = ledger::fold(found, options);
        folded.is_alone = self.is_alone;
        notes.extend(people::notes(&folded.items));
        folded.failed.sort_by(|a, b| (&a.runner, &a.file).cmp(&(&b.runner, &b.file)));
        Ok((folded, notes))
    }

    /// Ends the reading. Returns what is to be said of the lists alone.
    pub(super) fn close(self) -> Vec<String> {
        if let Some(cache) = self.cache {
            cache.close();
        }
        self.lists.into_notes()
    }
}

/// An error once the work is to stop.
pub(super) fn interrupted(stop: &AtomicBool) -> Result<()> {
    if stop.load(Ordering::Relaxed) {
        return Err(Error::new(ErrorKind::Io, "the work to go on to its end", "an interruption")
            .hint("run the command again: no file is half-written"));
    }
    Ok(())
}

/// The result of every file, held on a shelf. The last results are the problems of places that could not be looked at, and of
/// paths in which nothing was found.
///
/// # Errors
/// `Io` where the shelf takes no more.
pub(super) fn read_all(
    listing: &Listing,
    shelf: &Shelf,
    options: &Options,
    look: Attention<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<Held>> {
    let read = |source: &Source| {
        if look.is_stopped() {
            return Vec::new();
        }
        let found = kept_or_analysed(source, options, look, 0);
        progress(Progress::Done);
        found
    };
    let of_files = listing.sources.par_iter().flat_map_iter(read);
    let mut found: Vec<Held> = of_files.map(|one| shelf.hold(one)).collect::<Result<_>>()?;
    found.extend(listing.failed.iter().cloned().map(Held::none));
    if !look.is_stopped() {
        let nothing = nothing_found(listing, &found);
        found.extend(nothing);
    }
    Ok(found)
}

/// A problem for each path that gave neither an activity nor a problem, so that no path is passed over in silence.
fn nothing_found(listing: &Listing, found: &[Held]) -> Vec<Held> {
    let told: BTreeSet<&str> = found.iter().filter_map(Held::runner).collect();
    let is_silent = |runner: &&String| !told.contains(runner.as_str()) && !listing.rests.contains(*runner);
    let silent = listing.runners.iter().filter(is_silent);
    let problem = |runner: &String| {
        let own = listing.sources.iter().filter(|source| source.runner == *runner);
        let error = other::nothing_read(own.map(|source| source.label.as_str()));
        Held::none(Problem::new(runner, runner, Stage::Read, &error))
    };
    silent.map(problem).collect()
}
