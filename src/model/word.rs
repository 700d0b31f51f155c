//! Words of the program itself, kept and read back.

use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

/// A word of the program itself: `held`, `very even`. The name keeps serde from borrowing it from what is read.
pub type Word = &'static str;

/// Every word that was read back: each is in memory once.
static WORDS: RwLock<BTreeSet<Word>> = RwLock::new(BTreeSet::new());

/// Reads back a word that the program wrote as one of its own.
pub(crate) fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    Ok(one(&Cow::<str>::deserialize(from)?))
}

/// The one copy of a word.
pub(crate) fn one(word: &str) -> Word {
    let known = WORDS.read().unwrap_or_else(PoisonError::into_inner).get(word).copied();
    known.unwrap_or_else(|| {
        let mut words = WORDS.write().unwrap_or_else(PoisonError::into_inner);
        words.get(word).copied().unwrap_or_else(|| {
            let kept: Word = Box::leak(word.to_owned().into_boxed_str());
            words.insert(kept);
            kept
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_are_one() {
        let (first, second) = (one("held"), one(&["he", "ld"].concat()));
        assert!(std::ptr::eq(first, second) && !std::ptr::eq(first, one("not held")));
    }
}
