//! `lastrep worker`: streams between an engine and the library.

use crate::args::{UnitsArg, Worker};
use crate::exit::Exit;
use anyhow::Result;
use lastrep::worker::{RowOf, WorkerOptions, work};
use std::io::{BufWriter, stdin, stdout};

/// Reads files from stdin and writes rows to stdout.
pub(crate) fn worker(arguments: &Worker) -> Result<Exit> {
    let Worker { by_runner, reps_from, units, jobs } = arguments;
    let options = WorkerOptions {
        row_of: if *by_runner { RowOf::Runner } else { RowOf::File },
        reps_from: reps_from.reps_from(),
        unit: units.map(UnitsArg::unit).unwrap_or_default(),
        jobs: jobs.unwrap_or_default(),
    };
    work(stdin(), BufWriter::new(stdout().lock()), &options)?;
    Ok(Exit::AllRead)
}
