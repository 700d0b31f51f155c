//! How many times as fast as other readers: the same files in the same run, ours and the peer's in turn.
//!
//! ```text
//! cargo run --release --example peers
//! ```
//!
//! One thread, simulated outings of an hour; with `LASTREP_BENCH_FILES=<folder>` the files of that folder. In each round
//! both sides read for as long, so that a busy machine takes as much from one as from the other: the least time of all rounds
//! would flatter the faster side, which finishes between two interruptions. The ratio is the median of the rounds. The
//! program fails on nothing.
//! `benches/peers/pipeline.py` compares the whole command with a pipeline in Python.

#![expect(clippy::print_stdout, reason = "a program tells what it found")]

#[path = "../../tests/common/mod.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod common;
#[path = "../inputs.rs"]
#[expect(dead_code, reason = "some of it serves the benches alone")]
mod inputs;

use lastrep::formats::read;
use lastrep::stats::median;
use rustyfit::{Decoder, StreamingIterator};
use std::hint::black_box;
use std::time::Instant;

/// Rounds, and the shortest time of each side in a round, s.
const ROUNDS: usize = 5;
const ROUND_S: f64 = 0.5;

/// A reader of another crate, on the files that it can read.
struct Peer {
    kind: &'static str,
    name: &'static str,
    files: &'static [Vec<u8>],
    read: fn(&[u8]),
}

fn peers() -> [Peer; 4] {
    [
        Peer {
            kind: "FIT",
            name: "fitparser::from_bytes",
            files: &inputs::FIT,
            read: |bytes| {
                drop(black_box(fitparser::from_bytes(bytes)));
            },
        },
        Peer { kind: "FIT", name: "rustyfit, messages lent one by one", files: &inputs::FIT, read: stream },
        Peer {
            kind: "GPX",
            name: "gpx, without heart rate and cadence",
            files: &inputs::GPX,
            read: |bytes| {
                drop(black_box(gpx::read(bytes)));
            },
        },
        Peer {
            kind: "TCX",
            name: "roxmltree, the bare tree of elements",
            files: &inputs::TCX,
            read: |bytes| {
                let text = std::str::from_utf8(bytes).unwrap_or_default();
                drop(black_box(roxmltree::Document::parse(text)));
            },
        },
    ]
}

/// The stream decoder of rustyfit, which keeps no message.
fn stream(mut bytes: &[u8]) {
    let mut decoder = Decoder::new();
    let mut messages = decoder.stream(&mut bytes);
    while let Some(Ok(message)) = messages.next() {
        black_box(&message);
    }
}

/// Megabytes a second of a reader that reads all files again and again for a while.
fn speed(files: &[Vec<u8>], read: impl Fn(&[u8])) -> f64 {
    let (begun, mut megabytes) = (Instant::now(), 0.0);
    loop {
        for bytes in files {
            read(black_box(bytes));
        }
        megabytes += inputs::bytes(files) as f64 / 1e6;
        let seconds = begun.elapsed().as_secs_f64();
        if files.is_empty() || seconds >= ROUND_S {
            return megabytes / seconds;
        }
    }
}

fn main() {
    println!("| files | MB | lastrep, MB/s | peer | MB/s | lastrep is faster by |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for peer in peers() {
        let own = || speed(peer.files, |bytes| drop(black_box(read(bytes))));
        let rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| (own(), speed(peer.files, peer.read))).collect();
        let middle = |of: fn(&(f64, f64)) -> f64| median(&rounds.iter().map(of).collect::<Vec<_>>());
        let (count, megabytes) = (peer.files.len(), inputs::bytes(peer.files) as f64 / 1e6);
        println!(
            "| {count} {} | {megabytes:.1} | {:.0} | {} | {:.1} | {:.1} × |",
            peer.kind,
            middle(|round| round.0),
            peer.name,
            middle(|round| round.1),
            middle(|round| round.0 / round.1)
        );
    }
}
