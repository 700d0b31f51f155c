//! A caveat that travels with a result.

use serde::{Deserialize, Serialize};

/// A result's caveat: there is a result, and this should be known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// The stage that made it.
    pub stage: Stage,
    /// One sentence fragment, with counts and places: `12 samples dropped: time went backwards`.
    pub text: String,
}

/// The stage of the work that a note or a problem comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// Opening, unpacking and decoding.
    Read,
    /// Cleaning and resampling.
    Clean,
    /// Finding reps.
    Segment,
    /// Scoring.
    Score,
    /// Writing results.
    Write,
}

impl Stage {
    /// The stable name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Clean => "clean",
            Self::Segment => "segment",
            Self::Score => "score",
            Self::Write => "write",
        }
    }
}

impl Note {
    /// A note of a stage.
    pub fn new(stage: Stage, text: impl Into<String>) -> Self {
        Self { stage, text: text.into() }
    }
}
