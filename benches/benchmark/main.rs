//! How often the found reps are right: a set of outings with known truth in, one table out.
//!
//! ```text
//! cargo run --release --no-default-features --example benchmark -- simulated [SEEDS]
//! cargo run --release --no-default-features --example benchmark -- FOLDER
//! cargo run --release --no-default-features --example benchmark -- histories LABELS.csv HISTORY...
//!     --reps-from auto|laps|signal   which evidence may be used; default auto
//!     --presses missed|late          first take away or delay a press at the middle rep of each session without doubt,
//!                                    in every way of `tests/common/presses.rs`; rows by slip
//!     --list                         also name every session that is not right, and every run that was given reps; of a
//!                                    history every run that is not called what it is, with the evidence
//! ```
//!
//! `simulated` makes outings of each kind of `testdata/simulate/outing`, so many seeds of each (40 when not said), in
//! memory: the same on every machine. FOLDER holds recordings with labels:
//!
//! ```text
//! manifest.csv          a row a file:
//!   local                 the file, relative to the folder: FIT, GPX, TCX, or gz of one
//!   sha256                its first 12 characters name the tables below
//!   repo                  whose it is: the means over runners go by it
//!   gt_tier               not empty: it has reps, which truth/ tells
//!   neg_class             not empty: it has none. neg-nonrun, or a run: neg-run-strong, neg-run-weak
//!   dt_median_s           median time between records, s
//!   truth_doubt           not empty: the truth itself is doubtful; such sessions are left out of "clean"
//! truth/<12>.csv        what happened: start_s,end_s,kind,distance_m,timer_s; kind is work, recovery, warmup, cooldown,
//!                       other; wall clock since the first record; distance and timer may be empty
//! dontcare/<12>.csv     fast spans that nobody labelled: start_s,end_s
//! ```
//!
//! A HISTORY is a folder or zip of every export of a runner: picked sessions and picked even runs do not show how often a
//! whole history is given a session that never was. Some of its runs are labelled by eye, from plain pictures:
//!
//! ```text
//! LABELS.csv            a row a run:
//!   id, runner            names in the table
//!   sha12                 the first 12 digits of the sha256 of the file as it lies in the history, a .fit.gz packed
//!   activity              the run's number in the file, from 1
//!   weight                how many runs of the history it stands for
//!   label                 reps (a session of work reps with recoveries), strides (pick-ups of up to 40 s in an easy run),
//!                         surges (unevenness that is no session), none, unclear (left out)
//!   n_reps                how many reps or strides
//!   note                  free words
//! ```
//!
//! # Rules
//! A rep is a found segment of kind work or stride. It matches a true one, one to one, best overlap first, when their
//! intersection is at least 0.75 of their union, or both edges are within 3 s. An unmatched rep whose middle lies in a
//! don't-care zone or in a true segment of kind other is neither right nor wrong; nor is an unmatched stride where reps of
//! work were found too, for strides before a set are rarely pressed as laps. A session is right when every true rep is
//! matched and none else is left. Edge errors are found minus true, over matched reps.
//!
//! In a history, precision is the share of sessions among the runs of kind reps, and lenient where strides called reps pass;
//! kept are the sessions of kind reps, count right those of them with the right number; false are the runs of kind reps
//! without a session, per 100 runs; strides are told as strides, called reps, or told where nothing of the kind is.
//! Precision, false ones and the confidence of runs of kind reps are weighted, the counts are not. Labels of files that lie
//! in none of the histories are left out.

mod args;
#[path = "../../tests/common/mod.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod common;
mod histories;
mod score;
mod simulated;
mod slips;
mod table;

use std::process::ExitCode;

use args::Source;
use common::labelled::folder;

#[expect(clippy::print_stderr, reason = "a message of a program")]
fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

#[expect(clippy::print_stdout, reason = "the table is what the program is for")]
fn run() -> Result<(), String> {
    let args = args::parse(std::env::args().skip(1))?;
    let text = match &args.source {
        Source::Simulated(seeds) => {
            let judged = simulated::scored(*seeds, &args);
            table::of(&judged, "kinds", &format!("simulated outings, {seeds} of each kind"), &args)
        }
        Source::Folder(folder) => {
            let judged = folder::each(folder, |case| score::all(case, &args))?.concat();
            table::of(&judged, "runners", &format!("{} labelled recordings", judged.len()), &args)
        }
        Source::Histories(labels, histories) => histories::table(labels, histories, &args)?,
    };
    print!("{text}");
    Ok(())
}
