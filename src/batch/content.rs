//! The hash of a file's bytes, which are read piece by piece: memory never holds the file.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use xxhash_rust::xxh3::Xxh3;

/// Bytes of a file that are hashed at once.
const PIECE: usize = 1 << 16;

/// The hash of a file's bytes; `None` where it cannot be read.
pub(super) fn content(path: &Path) -> Option<u128> {
    let (mut file, mut hash, mut piece) = (File::open(path).ok()?, Xxh3::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece).ok()? {
            0 => return Some(hash.digest128()),
            bytes => hash.update(&piece[..bytes]),
        }
    }
}
