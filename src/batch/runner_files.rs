//! Files that are given as bytes: one alone, or all files of one runner.

use super::found::{FileName, Found};
use super::gaining::{FirstLook, Gaining};
use super::list_files::{is_list_name, last_name};
use super::lists::Lists;
use super::members::{ATHLETE, JOURNAL};
use super::options::Options;
use super::shelf::{Held, Shelf};
use super::work::{Attention, analyse_packed};
use super::{again, ledger, uploads};
use crate::error::Result;
use crate::formats::{own_text, sniff};
use crate::report::{Analysed, Problem};
use rayon::prelude::*;

/// What a file gives alone; or each member of the archive that it is, with the lists in the archive.
///
/// # Shape
/// One result for a file, one for each member of an archive, in the order of its directory.
pub fn analyse_alone(name: FileName<'_>, bytes: &[u8], options: &Options) -> Vec<Found> {
    let lists = Lists::in_bytes(name.runner, [(name.label, bytes)]);
    let mut found = analyse_packed(name, bytes, options, Attention { lists: Some(&lists), ..Attention::default() });
    uploads::set_aside(&mut found, |one| one.problem.as_ref());
    found
}

/// The files of one runner, in any order: recordings, archives, the lists beside them, athlete.toml and journal.csv.
///
/// All bytes are kept until the end: what a later file tells may count for an earlier one.
#[derive(Debug)]
pub struct RunnerFiles {
    runner: String,
    files: Vec<GivenFile>,
}

#[derive(Debug)]
struct GivenFile {
    label: String,
    bytes: Vec<u8>,
}

impl RunnerFiles {
    /// A runner without files.
    pub fn new(runner: &str) -> Self {
        Self { runner: runner.to_owned(), files: Vec::new() }
    }

    /// Adds a file.
    pub fn add(&mut self, label: String, bytes: Vec<u8>) {
        self.files.push(GivenFile { label, bytes });
    }

    /// The text of the athlete.toml among the files; `None` where there is none. Of several, the one of the outermost folder.
    ///
    /// # Errors
    /// Those of [`own_text`].
    pub fn athlete(&self) -> Result<Option<String>> {
        self.own(ATHLETE)
    }

    /// The text of the journal.csv among the files, as [`RunnerFiles::athlete`].
    ///
    /// # Errors
    /// Those of [`own_text`].
    pub fn journal(&self) -> Result<Option<String>> {
        self.own(JOURNAL)
    }

    fn own(&self, name: &str) -> Result<Option<String>> {
        let named = self.files.iter().filter(|file| last_name(&file.label) == name);
        let outermost = named.min_by_key(|file| (file.label.matches('/').count(), &file.label));
        outermost.map(|file| Ok(own_text(&file.bytes)?.text)).transpose()
    }

    /// Every activity in order of start, with its advice, and every file that gave none.
    ///
    /// # Errors
    /// `Internal` where a result is lost, which is a defect.
    pub fn fold(self, options: &Options) -> Result<(Vec<Analysed>, Vec<Problem>)> {
        let shelf = &Shelf::Memory;
        let files = self.files.iter().map(|file| (file.label.as_str(), file.bytes.as_slice()));
        let lists = Lists::in_bytes(&self.runner, files);
        let look = Attention { lists: Some(&lists), ..Attention::default() };
        let read = |file: &GivenFile, look: Attention<'_>| {
            analyse_packed(FileName { runner: &self.runner, label: &file.label }, &file.bytes, options, look)
        };
        let recordings: Vec<&GivenFile> = self.files.iter().filter(|file| file.may_be_recording()).collect();
        let of_files = recordings.par_iter().flat_map_iter(|file| read(file, look));
        let mut found: Vec<Held> = of_files.map(|one| shelf.hold(one)).collect::<Result<_>>()?;
        let traces = again::traces_by_runner(&mut found);
        let earlier = traces.get(&self.runner).map_or(&[][..], Vec::as_slice);
        let gaining = Gaining::of(&found, |_| earlier);
        let first = FirstLook { gaining: &gaining, found: &found, shelf };
        let look = Attention { earlier, first: Some(first), ..look };
        let gains =
            |file: &&&GivenFile| first.inside(FileName { runner: &self.runner, label: &file.label }).next().is_some();
        let of_gaining = recordings.par_iter().filter(gains).flat_map_iter(|file| read(file, look));
        let again: Vec<Held> = of_gaining.map(|one| shelf.hold(one)).collect::<Result<_>>()?;
        gaining.replace(&mut found, again);
        uploads::set_aside(&mut found, |one| one.problem.as_ref());
        let (ledger, mut failed) = ledger::fold(found, options).ledger(shelf)?;
        failed.sort_by(|a, b| a.file.cmp(&b.file));
        Ok((ledger.done, failed))
    }
}

impl GivenFile {
    /// Whether this is no list, which its name tells unless the bytes are a recording, and none of the runner's own files.
    fn may_be_recording(&self) -> bool {
        let is_list = is_list_name(&self.label) && sniff(&self.bytes).is_none();
        !is_list && ![ATHLETE, JOURNAL].contains(&last_name(&self.label))
    }
}
