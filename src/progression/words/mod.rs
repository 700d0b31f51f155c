//! The words for the runner: headline, reasons, what could not be seen, the cue, and the whole trace.
//!
//! The top floor: sentences are made here from typed reasons, and nothing below knows one.

mod cue;
mod findings;
mod reasons;
mod say;
mod unseen;
mod why;

pub(crate) use say::say;
pub(crate) use why::why;
pub use why::{Input, Why};
