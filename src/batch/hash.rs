//! The hash of a value: of the words that it has for developers, which hold all of it.

use std::fmt::{self, Debug, Write as _};
use xxhash_rust::xxh3::Xxh3;

/// The hash of a value.
pub(super) fn hash_of(value: &impl Debug) -> u128 {
    let mut hash = Hash(Xxh3::new());
    // Hashing cannot fail.
    let _ = write!(hash, "{value:?}");
    hash.0.digest128()
}

/// Hashes what is written into it.
struct Hash(Xxh3);

impl fmt::Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_tells_values_apart() {
        assert_eq!(hash_of(&("a", 1)), hash_of(&("a", 1)));
        assert_ne!(hash_of(&("a", 1)), hash_of(&("a1", ())));
    }
}
