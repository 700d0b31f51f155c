//! Learns the log odds of the signal reading from simulated outings alone, and writes `src/segment/signal/learned.rs`.
//!
//! ```text
//! cargo run --release --no-default-features --features learning --example train [-- --check]
//! Kind, seed -simulate-> outing -clean, Lattice-> what may be a rep -truth-> which readings are right
//!            -climb-> the model under which the right readings are most likely -> learned.rs
//! other seeds -simulate-> outing -the model-> its best reading, and how the body answered it
//!            -session-> the log odds that it is a session -> learned.rs
//! ```
//! With `--check` nothing is written: it fails where the file is not what the trainer makes.
//!
//! # Definition
//! The sum over outings of the log probability of the right readings (of "no session" for a run without reps), less
//! a penalty for large log odds and for bends, climbed by Adam (Kingma and Ba, ICLR 2015). All chance comes from the seeds
//! of the simulator: the same seeds give the same file on one machine (`exp` and `ln` may differ in the last digit
//! between platforms). The benchmark's outings are of other seeds.

#![expect(clippy::print_stderr, reason = "a program tells how far it is")]

mod climb;
#[path = "../../tests/common/matching.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod matching;
mod sample;
mod session;
#[path = "../../testdata/simulate/mod.rs"]
#[expect(dead_code, unused_imports, reason = "some of it serves the tests alone")]
mod simulate;

use std::fmt::Write as _;
use std::process::ExitCode;

use lastrep::segment::learning::{Curve, Model, curves, session_curves};

use sample::Sample;
use simulate::outing::Kind;

/// Seeds of each kind, of the readings and of the sessions.
const SEEDS: u64 = 100;
const SESSION_SEEDS: u64 = 200;

/// Where the trainer's seeds begin, of the readings and of the sessions: the benchmark's are below.
const FIRST_SEED: u64 = 1_000_000;
const FIRST_SESSION_SEED: u64 = 2_000_000;

/// Where the model lives.
const LEARNED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/segment/signal/learned.rs");

fn main() -> ExitCode {
    let is_check = std::env::args().nth(1).is_some_and(|argument| argument == "--check");
    let made = source(&learned());
    if !is_check {
        return match std::fs::write(LEARNED, made) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{LEARNED}: {error}");
                ExitCode::FAILURE
            }
        };
    }
    if std::fs::read_to_string(LEARNED).is_ok_and(|kept| kept == made) {
        eprintln!("{LEARNED} is what the trainer makes");
        return ExitCode::SUCCESS;
    }
    eprintln!("{LEARNED} is not what the trainer makes: run it without --check");
    ExitCode::FAILURE
}

/// The log odds of readings, and of sessions.
fn learned() -> (Model, Vec<f64>) {
    let is_searched = |kind: &Kind| *kind != Kind::Ride;
    let kinds: Vec<Kind> = Kind::all().filter(is_searched).collect();
    let read: Vec<Kind> = kinds.iter().copied().filter(|kind| teaches_readings(*kind)).collect();
    let samples = Sample::draw_all(&read, FIRST_SEED..FIRST_SEED + SEEDS);
    let usable = samples.iter().filter(|sample| sample.is_usable()).count();
    eprintln!("{} outings, {usable} usable", samples.len());
    let model = rounded(climb::climb(&samples));
    let session = session::climb(&kinds, FIRST_SESSION_SEED..FIRST_SESSION_SEED + SESSION_SEEDS, &model);
    (model, session)
}

/// Whether a kind teaches how reps are cut. The later kinds are hard cases of whether there is a session at all, and teach that
/// alone: with them among the readings fewer real sessions are cut right.
fn teaches_readings(kind: Kind) -> bool {
    kind <= Kind::Ride
}

/// As it will be read from the source: the second half of the training sees what the program will use.
fn rounded(model: Model) -> Model {
    Model { log_odds: model.log_odds.into_iter().map(|x| (1000.0 * x).round() / 1000.0).collect() }
}

/// The numbers as Rust.
fn source((model, session): &(Model, Vec<f64>)) -> String {
    let mut out =
        "//! The learned log odds. Written by `benches/train`, from simulated outings alone; not by hand.\n".to_owned();
    out += "\n/// The log odds at every knot of every curve, and the bias.\n";
    out += &array("LEARNED", curves(), &model.log_odds);
    out += "\n/// The log odds at every knot of the curves of a session, and the bias.\n";
    out += &array("LEARNED_SESSION", session_curves(), session);
    out
}

/// One array of them, a line a curve.
fn array(name: &str, curves: impl Iterator<Item = Curve>, numbers: &[f64]) -> String {
    let mut out = format!("#[rustfmt::skip]\npub(super) const {name}: &[f64] = &[\n");
    let mut at = 0;
    for curve in curves {
        let row: Vec<String> = numbers[at..at + curve.knots.len()].iter().map(|x| format!("{x:.3}")).collect();
        let _ = writeln!(out, "    // {}.\n    {},", curve.name, row.join(", "));
        at += curve.knots.len();
    }
    let _ = writeln!(out, "    // Bias.\n    {:.3},\n];", numbers[at]);
    out
}
