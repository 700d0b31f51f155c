//! The words for the runner: headline, reasons, what could not be seen, the cue, and the whole trace.
//!
//! Sentences are made here, at the top, from the typed reasons of the rooms below.

mod cue;
mod findings;
mod reasons;
mod say;
mod unseen;
mod why;

pub(crate) use say::say;
pub(crate) use why::why;
pub use why::{Input, Why};
