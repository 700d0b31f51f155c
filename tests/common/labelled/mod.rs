//! Recordings with labels, and how what is found in them counts: the benchmark prints it, the tests hold it.
//!
//! The layout of such folders and the rules are in the header of `benches/benchmark/main.rs`.

pub(crate) mod case;
pub(crate) mod folder;
pub(crate) mod history;
mod rows;
pub(crate) mod runs;
pub(crate) mod score;
pub(crate) mod shares;
