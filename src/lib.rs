//! lastrep reads running-watch exports, finds the reps, scores them and recommends the one next step.
//!
//! ```text
//! &[u8] -formats::read-> Reading -clean::settle-> Activity -clean::prepare-> Prepared -segment::find-> Structure
//!       -scores::evaluate-> ScoreCard -progression::recommend(history)-> Recommendation
//!       -report-> bytes -batch-> files
//! ```
//!
//! Data flows one way: a stage takes a shared reference and returns an owned value. Per-file work is pure (bytes in,
//! rows out) and parallel; history is a cheap ordered fold afterwards, and so is what compares sessions over time
//! ([`compare`]). What is absent here on purpose: no clock, no locale, no environment, no network, no global state; the
//! same input gives the same bytes.
//!
//! The [`guide`] says what all this does for a runner, how often it is right, and what it cannot see.
#![doc = include_str!("guide/contributing.md")]

#[cfg(all(feature = "page", feature = "tables"))]
pub mod batch;
pub mod check;
pub mod clean;
pub mod compare;
pub mod error;
pub mod export;
pub mod formats;
pub mod guide;
pub mod journal;
pub mod model;
pub mod printable;
pub mod progression;
pub mod report;
pub mod scores;
pub mod segment;
pub mod stats;
pub mod units;

/// The version of this crate, as written into every table and picture.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
