//! Scores of reps, sets and sessions: each with its formula, interval and source.

mod card;

pub use card::{Grade, RepScore, Score, ScoreCard, SetCard, Unavailable, Value};
