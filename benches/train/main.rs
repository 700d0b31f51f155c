//! Learns the log odds of the signal reading from simulated outings alone, and writes `src/segment/signal/learned.rs`.
//!
//! ```text
//! cargo run --release --no-default-features --example train [-- SEEDS]
//! Kind, seed -simulate-> outing -clean, Lattice-> what may be a rep -truth-> which readings are right
//!            -climb-> the model under which the right readings are most likely -> learned.rs
//! ```
//!
//! # Definition
//! The sum over outings of the log probability of the right readings (of "no session" for a run without reps), less
//! a penalty for large log odds and for bends, climbed by Adam (Kingma and Ba, ICLR 2015). All chance comes from the seeds
//! of the simulator: the same seeds give the same file on one machine (`exp` and `ln` may differ in the last digit
//! between platforms). The benchmark's outings are of other seeds.

#![expect(clippy::print_stderr, reason = "a program tells how far it is")]

mod climb;
#[path = "../../tests/common/mod.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod common;
mod sample;

use std::fmt::Write as _;

use lastrep::segment::learning::{Model, curves};

use common::simulate::outing::Kind;
use sample::Sample;

/// Seeds of each kind when not said.
const SEEDS: u64 = 100;

/// Where the trainer's seeds begin: the benchmark's are below.
const FIRST_SEED: u64 = 1_000_000;

/// Where the model lives.
const LEARNED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/segment/signal/learned.rs");

fn main() -> std::io::Result<()> {
    let seeds = std::env::args().nth(1).and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS);
    let is_searched = |kind: &Kind| !matches!(kind, Kind::Ride | Kind::Trail);
    let kinds: Vec<Kind> = Kind::all().filter(is_searched).collect();
    let samples = Sample::draw_all(&kinds, FIRST_SEED..FIRST_SEED + seeds);
    let usable = samples.iter().filter(|sample| sample.is_usable()).count();
    eprintln!("{} outings, {usable} usable", samples.len());
    let model = climb::climb(&samples);
    std::fs::write(LEARNED, source(&model))
}

/// The model as Rust.
fn source(model: &Model) -> String {
    let mut out = String::from(
        "//! The learned log odds. Written by `benches/train`, from simulated outings alone; not by hand.\n\n\
         /// The log odds at every knot of every curve, and the bias.\n\
         #[rustfmt::skip]\n\
         pub(super) const LEARNED: [f64; super::model::PARAMETERS] = [\n",
    );
    let mut at = 0;
    for curve in curves() {
        let row: Vec<String> = model.log_odds[at..at + curve.knots.len()].iter().map(|x| format!("{x:.3}")).collect();
        let _ = writeln!(out, "    // {}.\n    {},", curve.name, row.join(", "));
        at += curve.knots.len();
    }
    let _ = writeln!(out, "    // Bias.\n    {:.3},\n];", model.log_odds[at]);
    out
}
