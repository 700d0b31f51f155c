//! Random cases that are the same in every run: a test must not fail by luck.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// The environment variable that says how many times as many cases as usual are drawn. The gate sets it.
const TIMES: &str = "LASTREP_CASES";

/// So many cases of one seed, or as many times more as [`TIMES`] says.
pub(crate) fn same_each_time(cases: u32) -> Config {
    let times = std::env::var(TIMES).ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let cases = cases.saturating_mul(times);
    Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Config::default() }
}

/// So many cases to count in: a property is worth something only if what it speaks of is among them.
pub(crate) fn drawn<S: Strategy>(strategy: S, count: usize) -> impl Iterator<Item = S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(move |_| strategy.new_tree(&mut runner).unwrap().current())
}
