//! The integration tests: one binary, a module per boundary.
#![expect(clippy::unwrap_used, reason = "a test may fail")]
#![expect(clippy::float_cmp, reason = "columns and clocks are copied, not computed: equal means equal")]

#[cfg(feature = "cli")]
mod absurd_values;
mod advice_in_parts;
#[cfg(feature = "cli")]
mod at_hand;
#[cfg(feature = "cli")]
mod bad_places;
#[cfg(feature = "cli")]
mod batch_order;
#[cfg(feature = "cli")]
mod cache;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod cli_exports;
#[cfg(feature = "cli")]
mod cli_terminal;
mod common;
mod corpus;
#[cfg(feature = "cli")]
mod export_workout;
#[cfg(feature = "cli")]
mod guide;
mod house;
mod layers;
#[cfg(feature = "cli")]
mod one_place;
#[cfg(feature = "cli")]
mod own_cut;
#[cfg(feature = "cli")]
mod own_files;
#[cfg(feature = "cli")]
mod page;
mod progression_cases;
mod progression_sessions;
mod progression_time_off;
mod read_agree;
mod read_hostile;
mod read_reference;
mod safety;
mod safety_hard_days;
mod safety_history;
mod safety_plan;
#[cfg(feature = "cli")]
mod scores_contract;
mod scores_published;
mod segment_labels;
mod segment_presses;
mod segment_properties;
#[cfg(feature = "cli")]
mod segment_truth;
mod settled;
#[cfg(feature = "cli")]
mod settled_cli;
mod simulator;
#[cfg(feature = "cli")]
mod tables;
mod testdata;
#[cfg(feature = "cli")]
mod worker;
