//! A score, or the reason why there is none.

use super::ScoreInfo;
use crate::model::{Word, word};
use crate::stats::Range;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a score does not apply. A missing score is never 0, -1 or an empty string.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Unavailable {
    /// Fewer like reps than the score needs.
    TooFewReps {
        /// Reps found.
        found: usize,
        /// Reps that the score needs.
        needed: usize,
    },
    /// Enough like reps, but too few with a property that the score needs: `2 reps with cadence, 4 needed`.
    TooFewRepsThat {
        /// The property that the score needs, in words: `with cadence`, `of like speed`.
        #[serde(deserialize_with = "word")]
        are: Word,
        /// Reps found with the property.
        found: usize,
        /// Reps that the score needs.
        needed: usize,
    },
    /// A channel is absent or not valid; the text says which and why.
    MissingChannel(String),
    /// The reps are shorter than the score needs.
    RepsTooShort {
        /// Median rep time, s.
        found_s: f64,
        /// Rep time the score needs, s.
        needed_s: f64,
    },
    /// The recoveries are shorter than the score needs, or missing.
    RecoveryTooShort {
        /// Recovery time the score needs, s.
        needed_s: f64,
    },
    /// The data cannot be read for this purpose (grade D): the reason in words.
    Unreadable(String),
    /// The activity has no reps.
    NoReps,
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewReps { found: 1, needed } => write!(f, "1 like rep, {needed} needed"),
            Self::TooFewReps { found, needed } => write!(f, "{found} like reps, {needed} needed"),
            Self::TooFewRepsThat { are, found: 1, needed } => write!(f, "1 rep {are}, {needed} needed"),
            Self::TooFewRepsThat { are, found, needed } => write!(f, "{found} reps {are}, {needed} needed"),
            Self::MissingChannel(what) => write!(f, "{what}"),
            Self::RepsTooShort { found_s, needed_s } => {
                write!(f, "reps of {found_s:.0} s, {needed_s:.0} s needed")
            }
            Self::RecoveryTooShort { needed_s } => write!(f, "no recovery of {needed_s:.0} s or more"),
            Self::Unreadable(reason) => write!(f, "{reason}"),
            Self::NoReps => write!(f, "no reps"),
        }
    }
}

/// A number with how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The value, in the score's unit.
    pub value: f64,
    /// Its 80 % interval, low and high; `None` where none can be given.
    pub ci80: Option<Range>,
    /// Number of reps that the value rests on.
    pub n: usize,
    /// The word for it: `very even`, `held`; empty where the score has none.
    #[serde(deserialize_with = "word")]
    pub word: Word,
    /// A caveat for the reader, mostly empty: `at or below what the device can resolve (0.5 %)`.
    pub caveat: String,
}

/// A score: a value, or why there is none.
pub type Score = Result<Value, Unavailable>;

/// What stands for a score that was not computed.
pub(crate) static NONE: Score = Err(Unavailable::NoReps);

/// A score with its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct WithId {
    #[serde(deserialize_with = "word")]
    id: Word,
    score: Score,
}

/// Scores by id. A rep has a handful, and ten years have a hundred thousand reps: a row takes a tenth of the memory of a tree.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scores(Vec<WithId>);

impl Scores {
    /// A score; [`Unavailable::NoReps`] when it was not computed here.
    pub fn get(&self, info: &ScoreInfo) -> &Score {
        self.at(info.id).map_or(&NONE, |at| &self.0[at].score)
    }

    /// Stores a score.
    pub fn set(&mut self, info: &ScoreInfo, score: Score) {
        self.insert(info.id, score);
    }

    fn insert(&mut self, id: Word, score: Score) {
        match self.at(id) {
            Ok(at) => self.0[at].score = score,
            Err(at) => self.0.insert(at, WithId { id, score }),
        }
    }

    /// The place of an id, or the place where it belongs.
    fn at(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|one| one.id.cmp(id))
    }
}

impl FromIterator<(&'static str, Score)> for Scores {
    fn from_iter<T: IntoIterator<Item = (&'static str, Score)>>(scores: T) -> Self {
        let mut all = Self::default();
        for (id, score) in scores {
            all.insert(id, score);
        }
        all.0.shrink_to_fit();
        all
    }
}
