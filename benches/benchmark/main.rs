//! How often the found reps are right: a set of outings with known truth in, one table out.
//!
//! ```text
//! cargo run --release --no-default-features --example benchmark -- simulated [SEEDS]
//! cargo run --release --no-default-features --example benchmark -- FOLDER
//!     --reps-from auto|laps|signal   which evidence may be used; default auto
//!     --presses missed|late          first take away or delay a press at the middle rep of each session without doubt,
//!                                    in every way of `tests/common/presses.rs`; rows by slip
//!     --list                         also name every session that is not right, and every run that was given reps
//! ```
//!
//! `simulated` makes outings of each kind of `tests/common/simulate/outing`, so many seeds of each (40 when not said), in
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
//! # Rules
//! A rep is a found segment of kind work or stride. It matches a true one, one to one, best overlap first, when their
//! intersection is at least 0.75 of their union, or both edges are within 3 s. An unmatched rep whose middle lies in a
//! don't-care zone or in a true segment of kind other is neither right nor wrong. A session is right when every true rep is
//! matched and none else is left. In simulated outings strides are known: found as strides they are free, as work they are
//! wrong. Edge errors are found minus true, over matched reps.

mod args;
mod case;
#[path = "../../tests/common/mod.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod common;
mod folder;
mod score;
mod simulated;
mod slips;
mod table;

use std::process::ExitCode;

use args::Source;

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
    let scored = match &args.source {
        Source::Simulated(seeds) => simulated::scored(*seeds, &args),
        Source::Folder(folder) => folder::scored(folder, &args)?,
    };
    print!("{}", table::of(&scored, &args));
    Ok(())
}
