//! What a command said: while nothing has changed since, it says the same without reading a file.

use super::super::found::is_lasting;
use super::super::hash::hash_of;
use super::super::inputs::sources;
use super::super::options::Options;
use super::super::place::{is_as_written, list_hash};
use super::super::write::{make_folder, write_whole};
use super::build::build_of;
use super::marks::Marks;
use super::seal::{sealed, unsealed};
use crate::error::Result;
use crate::report::Problem;
use crate::report::page::Page;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a command says, before it is laid out for a terminal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Caveats about the runner's own files.
    pub notes: Vec<String>,
    /// Every file that gave no activity.
    pub failed: Vec<Problem>,
    /// The result.
    pub result: SaidResult,
    /// How many results it is made of.
    pub count: usize,
}

/// The result of a command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SaidResult {
    /// Texts for people.
    Pages(Vec<Page>),
    /// Tables for other programs.
    Document(String),
}

/// What a command says of all files under the paths: what it said before if nothing that it rests on has changed, else what
/// `work` gives. `asked` is the command with all that is asked of it beside the options.
///
/// # Errors
/// Those of `work`, and of listing the files.
pub fn said(paths: &[PathBuf], options: &Options, asked: &str, work: impl FnOnce() -> Result<Said>) -> Result<Said> {
    let Some(place) = SaidPlace::of(paths, options, asked)? else { return work() };
    if let Some(said) = place.kept(None) {
        return Ok(said);
    }
    let said = work()?;
    place.keep(&said, None);
    Ok(said)
}

/// What a command says that writes its results into the folder of the options, as [`said`]: `work` gives what it says now, and what
/// it says of the same results later. It is said again only while the results are there, each file as it was written.
///
/// # Errors
/// Those of [`said`].
pub fn said_of_results(
    paths: &[PathBuf],
    options: &Options,
    asked: &str,
    work: impl FnOnce() -> Result<(Said, Said)>,
) -> Result<Said> {
    let Some(place) = SaidPlace::of(paths, options, asked)? else { return work().map(|(now, _)| now) };
    if let Some(said) = place.kept(Some(&options.out)) {
        return Ok(said);
    }
    let (now, later) = work()?;
    place.keep(&later, Some(&options.out));
    Ok(now)
}

/// Where what a command said is kept, and what it rests on.
struct SaidPlace {
    folder: PathBuf,
    name: String,
    /// The hash of all files with their marks, and of all options.
    rests_on: u128,
    /// The marks of all files.
    marks: Vec<Marks>,
}

impl SaidPlace {
    /// `None` where nothing is to be kept, or the system has no marks.
    fn of(paths: &[PathBuf], options: &Options, asked: &str) -> Result<Option<Self>> {
        let Some(place) = &options.cache else { return Ok(None) };
        let listing = sources(paths)?;
        let above = listing.lists_above.iter().map(|(_, path)| path);
        let files = listing.sources.iter().map(|source| &source.path).chain(above);
        let Some(marks) = files.map(|path| Marks::of(path)).collect::<Option<Vec<Marks>>>() else { return Ok(None) };
        let places: Vec<_> = paths.iter().map(|path| std::path::absolute(path).ok()).collect();
        Ok(Some(Self {
            folder: place.folder.join(format!("{:032x}", build_of(place))),
            name: format!("{:032x}", hash_of(&(asked, places))),
            rests_on: hash_of(&(&listing, &marks, options)),
            marks,
        }))
    }

    fn kept(&self, results: Option<&Path>) -> Option<Said> {
        let path = self.folder.join(&self.name);
        let bytes = std::fs::read(&path).ok()?;
        let (head, said) = postcard::take_from_bytes::<(u128, Option<u128>)>(unsealed(&bytes)?).ok()?;
        let written = Marks::of(&path)?;
        let is_same = head == (self.rests_on, results.and_then(list_hash));
        let is_there =
            || self.marks.iter().all(|marks| marks.are_before(&written)) && results.is_none_or(is_as_written);
        (is_same && is_there()).then(|| postcard::from_bytes(said).ok()).flatten()
    }

    /// Keeps what was said. Where that fails, the files are read again in the next run.
    fn keep(&self, said: &Said, results: Option<&Path>) {
        if !said.failed.iter().all(is_lasting) || make_folder(&self.folder).is_err() {
            return;
        }
        let head = (self.rests_on, results.and_then(list_hash));
        if let Ok(bytes) = postcard::to_stdvec(&(head, said)) {
            let _ = write_whole(&self.folder, &self.name, &sealed(bytes));
        }
    }
}
