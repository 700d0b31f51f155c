//! What the integration tests share: a simulator of outings, writers of their files, the committed fixtures, and a runner's
//! past without files.

#[cfg(feature = "cli")]
#[expect(dead_code, reason = "the example prints more of it than the tests hold")]
pub(crate) mod backtest;
#[cfg(test)]
pub(crate) mod caps;
#[cfg(test)]
pub(crate) mod cases;
pub(crate) mod fixtures;
#[cfg_attr(test, expect(dead_code, reason = "the table of the benchmark shows more of it than the tests hold"))]
pub(crate) mod labelled;
pub(crate) mod matching;
#[cfg(test)]
pub(crate) mod past;
pub(crate) mod presses;
#[cfg(test)]
pub(crate) mod sessions;
#[path = "../../testdata/simulate/mod.rs"]
pub(crate) mod simulate;
pub(crate) mod write;
