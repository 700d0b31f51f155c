//! Throughput of each stage: `cargo bench`, or `cargo bench -- read` for one of them.
//!
//! Inputs are simulated outings, the same each time. With `LASTREP_BENCH_FILES=<folder>` the stages that take files or
//! activities are run on what is in that folder instead. Readers that are compared read the same files in the same run.

mod batch;
mod chart;
mod clean;
#[path = "../tests/common/mod.rs"]
#[expect(dead_code, reason = "some of it serves the tests alone")]
mod common;
mod inputs;
mod read;
mod score;
mod segment;

fn main() {
    divan::main();
}
