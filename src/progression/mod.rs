//! The one next step: from the scores of this session and of the history to a decision with reasons.

mod daniels;
mod decision;
mod ladder;
mod levers;
mod recommendation;
mod rules;
mod verdict;
mod words;

pub use decision::{DecisionInput, Level, Outcome, RuleTrace, Signal, decide};
pub use recommendation::{Decision, Family, Lever, NextWorkout, Recommendation};
pub use verdict::{SessionEvidence, Verdict, verdict};
