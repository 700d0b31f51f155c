//! The files of one runner, given as bytes, one after another.

use super::found::{FileName, Found};
use super::options::Options;
use super::work::{Knowledge, analyse_packed};
use super::{again, ledger, uploads};
use crate::report::{Analysed, Problem};
use rayon::prelude::*;

/// The files of one runner as they come, and what each gave.
///
/// The bytes of a file with reps are kept until the end: what later files of the runner tell may sharpen its scores.
#[derive(Debug)]
pub struct RunnerFiles {
    runner: String,
    options: Options,
    found: Vec<Found>,
    kept: Vec<KeptFile>,
}

#[derive(Debug)]
struct KeptFile {
    label: String,
    bytes: Vec<u8>,
    /// The places of what the file gave.
    found: std::ops::Range<usize>,
}

impl RunnerFiles {
    /// A runner without files.
    pub fn new(runner: &str, options: Options) -> Self {
        Self { runner: runner.to_owned(), options, found: Vec::new(), kept: Vec::new() }
    }

    /// Reads more files: labels and bytes.
    pub fn add(&mut self, files: &[(&str, &[u8])]) {
        let read = |(label, bytes): &(&str, &[u8])| {
            analyse_packed(FileName { runner: &self.runner, label }, bytes, &self.options, Knowledge::default())
        };
        let read: Vec<Vec<Found>> = files.par_iter().map(read).collect();
        for ((label, bytes), found) in files.iter().zip(read) {
            let from = self.found.len();
            let has_reps =
                found.iter().flat_map(|one| &one.activities).any(|one| one.structure.reps().next().is_some());
            self.found.extend(found);
            if has_reps {
                let found = from..self.found.len();
                self.kept.push(KeptFile { label: (*label).to_owned(), bytes: bytes.to_vec(), found });
            }
        }
    }

    /// Every activity in order of start, with its advice, and every file that gave none.
    pub fn fold(mut self) -> (Vec<Analysed>, Vec<Problem>) {
        let traces = again::traces_by_runner(&self.found);
        let earlier = traces.get(&self.runner).map_or(&[][..], Vec::as_slice);
        let gains = |kept: &&KeptFile| self.found[kept.found.clone()].iter().any(|one| again::one_gains(one, earlier));
        let again = |kept: &KeptFile| {
            let known = Knowledge { earlier, ..Knowledge::default() };
            let name = FileName { runner: &self.runner, label: &kept.label };
            (kept.found.clone(), analyse_packed(name, &kept.bytes, &self.options, known))
        };
        let second: Vec<_> = self.kept.par_iter().filter(gains).map(again).collect();
        for (places, found) in second {
            self.found.splice(places, found);
        }
        uploads::set_aside(&mut self.found);
        let mut ledger = ledger::fold(self.found, &self.options);
        ledger.failed.sort_by(|a, b| a.file.cmp(&b.file));
        (ledger.done, ledger.failed)
    }
}
