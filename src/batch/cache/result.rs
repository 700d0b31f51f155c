//! The hash of what was found in a recording, as bytes: its words for developers take thirty times as long.

use crate::report::Analysed;
use xxhash_rust::xxh3::xxh3_128;

/// The hash of all that was found in an activity. The advice is not part of it.
pub(in super::super) fn result_hash(analysed: &Analysed) -> u128 {
    // What cannot be written down does not exist in memory.
    xxh3_128(&postcard::to_stdvec(analysed).unwrap_or_default())
}
