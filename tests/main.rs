//! The integration tests: one binary, a module per boundary.
#![expect(clippy::unwrap_used, reason = "a test may fail")]
#![expect(clippy::float_cmp, reason = "columns and clocks are copied, not computed: equal means equal")]

mod batch_order;
mod cli;
mod common;
mod corpus;
mod layers;
mod progression_rules;
mod read_agree;
mod read_hostile;
mod read_reference;
mod safety;
mod scores_published;
mod segment_truth;
mod simulator;
mod testdata;
