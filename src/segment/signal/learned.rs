//! Written by `benches/train.rs`; not by hand.

/// The log odds at every knot of every curve, and the bias.
pub(super) const LEARNED: [f64; super::model::PARAMETERS] = [0.0; super::model::PARAMETERS];
