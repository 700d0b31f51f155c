//! What earlier runs found in files: a file that has not changed since is not read again.
//!
//! # Shape
//! A folder for each build of the program, in it an entry for each file. The name of an entry is the hash of all that its results
//! rest on beside the file and the journal: where the file is and what it is called, the runner, what the runner told, the
//! lists beside the files. In the entry stand the marks of the file, the hash of its bytes, and the hash of the journal's rows
//! of its days: if one of them has changed, the file is read. An entry that is damaged counts as none and is written anew.
//!
//! What a command said of all files is an entry, too: it is said again while no file, no option and no word of the runner has
//! changed.

mod bound;
mod build;
mod entry;
mod marks;
mod result;
mod said;
mod seal;
mod trail;

use super::content::content;
use super::found::{Found, is_lasting};
use super::hash::hash_of;
use super::inputs::{Listing, Source};
use super::lists::Lists;
use super::options::Options;
use super::write::{make_folder, write_whole};
use crate::model::Day;
pub(super) use build::build_of;
use entry::Entry;
use marks::Marks;
pub(super) use result::result_hash;
pub use said::{Said, SaidResult, said, said_of_results};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
pub(super) use trail::Trail;

/// The results that are kept of the files of one batch.
#[derive(Debug)]
pub(super) struct Cache<'a> {
    root: &'a Path,
    /// The folder of this build.
    folder: PathBuf,
    options: &'a Options,
    /// By runner: the hash of all that is known beside the files and the journal.
    known: BTreeMap<&'a str, u128>,
    has_grown: AtomicBool,
}

impl<'a> Cache<'a> {
    /// The cache of a batch; `None` where none is wanted, or its folder cannot be used: then every file is read.
    pub(super) fn open(listing: &'a Listing, lists: &Lists, options: &'a Options) -> Option<Self> {
        let place = options.cache.as_ref()?;
        let root = &place.folder;
        let folder = root.join(format!("{:032x}", build_of(place)));
        make_folder(&folder).ok()?;
        let known = |runner: &'a String| {
            let own = (options.athlete_of(runner), options.unit_of(runner), &options.own_cuts, options.reps_from);
            (runner.as_str(), hash_of(&(own, lists.hash(runner))))
        };
        let known = listing.runners.iter().map(known).collect();
        Some(Self { root, folder, options, known, has_grown: AtomicBool::new(false) })
    }

    /// The results of a file: kept ones if nothing has changed, else those of `read`, which are kept if they are whole.
    ///
    /// `more` is the hash of what the results rest on beyond what is known of the runner.
    pub(super) fn found(
        &self,
        source: &Source,
        more: u128,
        is_stopped: impl FnOnce() -> bool,
        read: impl FnOnce() -> Vec<Found>,
    ) -> Vec<Found> {
        let place = std::path::absolute(&source.path).unwrap_or_else(|_| source.path.clone());
        let known = self.known.get(source.runner.as_str());
        let name = format!("{:032x}", hash_of(&(place, source.name(), source.kind, known, more)));
        let marks = Marks::of(&source.path);
        if let Some(found) = self.kept(source, &name, marks) {
            return found;
        }
        let found = read();
        let is_whole = !is_stopped() && found.iter().all(|one| one.problem.as_ref().is_none_or(is_lasting));
        // A file that changed meanwhile is not the one that was read.
        if is_whole && let Some(content) = content(&source.path).filter(|_| Marks::of(&source.path) == marks) {
            let journal = |days: &[Day]| self.journal(source, days);
            self.keep(&name, Entry::of(&found, marks, content, journal));
        }
        found
    }

    /// Removes what is too much. Call it at the end of a batch.
    pub(super) fn close(self) {
        if self.has_grown.into_inner() {
            bound::hold(self.root);
        }
    }

    fn kept(&self, source: &Source, name: &str, marks: Option<Marks>) -> Option<Vec<Found>> {
        let path = self.folder.join(name);
        let mut entry = Entry::read(&std::fs::read(&path).ok()?)?;
        if entry.head.journal != self.journal(source, &entry.head.days) {
            return None;
        }
        let is_marked = marks.is_some_and(|marks| {
            entry.head.marks == Some(marks) && Marks::of(&path).is_some_and(|written| marks.are_before(&written))
        });
        if !is_marked {
            if content(&source.path)? != entry.head.content {
                return None;
            }
            entry.head.marks = marks.filter(|_| Marks::of(&source.path) == marks);
            self.keep(name, Some(entry.clone()));
        }
        entry.found()
    }

    /// Writes an entry. Where that fails, the file is read again in the next run.
    fn keep(&self, name: &str, entry: Option<Entry>) {
        let bytes = entry.and_then(|entry| entry.bytes());
        if bytes.is_some_and(|bytes| write_whole(&self.folder, name, &bytes).is_ok()) {
            self.has_grown.store(true, Ordering::Relaxed);
        }
    }

    /// The hash of the journal's rows of some days.
    fn journal(&self, source: &Source, days: &[Day]) -> u128 {
        let journal = self.options.journal_of(&source.runner);
        let row = |day: &Day| {
            let from = journal.partition_point(|row| row.day < *day);
            journal[from..].iter().take_while(|row| row.day == *day).collect::<Vec<_>>()
        };
        hash_of(&days.iter().map(row).collect::<Vec<_>>())
    }
}
