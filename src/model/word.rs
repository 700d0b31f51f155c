//! Words of the program itself, kept and read back.

use serde::Deserializer;
use serde::de::{Error, Visitor};
use std::collections::HashSet;
use std::fmt;
use std::sync::{LazyLock, PoisonError, RwLock};

/// A word of the program itself: `held`, `very even`. The name keeps serde from borrowing it from what is read.
pub type Word = &'static str;

/// Every word that was read back: each is in memory once.
static WORDS: LazyLock<RwLock<HashSet<Word>>> = LazyLock::new(RwLock::default);

/// Reads back a word that the program wrote as one of its own.
pub(crate) fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    from.deserialize_str(Read)
}

struct Read;

impl Visitor<'_> for Read {
    type Value = Word;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a word")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Word, E> {
        Ok(one(word))
    }
}

/// The one copy of a word.
fn one(word: &str) -> Word {
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
