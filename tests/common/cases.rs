//! Random cases that are the same in every run: a test must not fail by luck.

use proptest::test_runner::{Config, RngSeed};

/// So many cases of one seed.
pub(crate) fn same_each_time(cases: u32) -> Config {
    Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Config::default() }
}
