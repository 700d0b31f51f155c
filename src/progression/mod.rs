//! The one next step: from the scores of this session and of the history to a decision with reasons.

mod recommendation;

pub use recommendation::{Decision, Family, Lever, NextWorkout, Recommendation};
