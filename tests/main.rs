//! The integration tests: one binary, a module per boundary.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod progression_rules;
mod safety;
mod scores_published;
