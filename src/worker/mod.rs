//! The work for an engine: files in, rows out, over Arrow streams. Nothing else is read or written.
//!
//! An engine (Ray Data, Spark, a shell pipe) sends a stream of record batches with a row a file: `path`, `bytes`, and, where they
//! are known, `runner`, `athlete` (the text of an athlete.toml) and `journal` (the text of a journal.csv). It gets a stream with
//! a row for each of its rows, in its order: `runner`, `path`, and each table as a list of its rows. A file that cannot be
//! read is a row with a problem. Memory holds the batches at hand alone.
//!
//! What needs the other files of a runner (advice, weeks, what earlier outings tell of a watch, the lists beside recordings) comes
//! from a second step: the same files, grouped by runner, give a row a runner, with the same tables as `lastrep analyze`.

mod files;
mod options;
mod pipe;
mod rows;
mod runner;

use crate::batch::{Options, pool};
use crate::error::{Error, ErrorKind, Result};
use files::{Files, Request, Words};
pub use options::{RowOf, WorkerOptions};
use rayon::prelude::*;
use rows::{Answer, AnswerStream};
use runner::{OneRunner, alone};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::sync::mpsc::sync_channel;

/// Reads the stream of files and writes the stream of rows.
///
/// # Shape
/// A row for each file, or for each runner, in the order of the input.
/// # Errors
/// `Malformed` for an input that is no Arrow stream, `Config` where a column is missing or a runner's rows are apart, `Io`
/// where the streams break. A file that cannot be read is no error.
pub fn work(input: impl Read + Send, output: impl Write, options: &WorkerOptions) -> Result<()> {
    let pool = pool(options.jobs)?;
    let mut answers = AnswerStream::begin(output, options.row_of)?;
    std::thread::scope(|scope| {
        // One batch is read while another is worked on.
        let (sender, batches) = sync_channel(1);
        scope.spawn(move || {
            let mut files = match Files::open(input) {
                Ok(files) => files,
                Err(error) => return drop(sender.send(Err(error))),
            };
            while let Some(batch) = files.next_batch().transpose() {
                if sender.send(batch).is_err() {
                    return;
                }
            }
        });
        let mut desk = Desk::new(options);
        for batch in batches {
            let batch = batch?;
            answers.write(&pool.install(|| desk.take(batch))?)?;
        }
        answers.write(&pool.install(|| desk.last()).into_iter().collect::<Vec<_>>())?;
        answers.finish()
    })
}

/// What stays on the desk from one batch to the next.
struct Desk<'a> {
    options: &'a WorkerOptions,
    /// The runner whose rows have not ended.
    open: Option<OneRunner>,
    /// The runners whose rows have ended.
    done: BTreeSet<String>,
}

impl<'a> Desk<'a> {
    fn new(options: &'a WorkerOptions) -> Self {
        Self { options, open: None, done: BTreeSet::new() }
    }

    /// The answers that a batch completes.
    fn take(&mut self, batch: Vec<Request>) -> Result<Vec<Answer>> {
        match self.options.row_of {
            RowOf::File => {
                let told = told(&batch, self.options);
                Ok(batch.par_iter().map(|request| alone(request, &told[&request.words])).collect())
            }
            RowOf::Runner => {
                let mut answers = Vec::new();
                for request in batch {
                    answers.extend(self.turn_to(&request.runner)?);
                    self.open.get_or_insert_with(|| OneRunner::new(&request)).add(request);
                }
                Ok(answers)
            }
        }
    }

    /// The answer of the runner at hand, where another begins.
    fn turn_to(&mut self, runner: &str) -> Result<Option<Answer>> {
        if self.open.as_ref().is_some_and(|open| open.name == runner) {
            return Ok(None);
        }
        if self.done.contains(runner) {
            return Err(Error::new(ErrorKind::Config, "the rows of a runner one after another", "them apart")
                .at(format!("runner {runner}"))
                .hint("sort or group the rows by runner before this step"));
        }
        Ok(self.last())
    }

    /// The answer of the runner at hand.
    fn last(&mut self) -> Option<Answer> {
        let open = self.open.take()?;
        self.done.insert(open.name.clone());
        Some(open.finish(self.options))
    }
}

/// What the runners of a batch told, by their texts; or why a text cannot be read.
fn told<'a>(batch: &'a [Request], options: &WorkerOptions) -> BTreeMap<&'a Words, Result<Options>> {
    let mut told = BTreeMap::new();
    for request in batch {
        told.entry(&request.words).or_insert_with(|| request.words.options(options));
    }
    told
}
