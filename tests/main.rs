//! The integration tests: one binary, a module per boundary.

mod progression_rules;
mod safety;
