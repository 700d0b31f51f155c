//! The integration tests: one binary, a module per boundary.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod common;
mod layers;
mod simulator;
mod testdata;
