//! The outings of a runner up to each of them, as hashes: a second look at a session rests on all outings before it.

use crate::scores::Traces;
use xxhash_rust::xxh3::Xxh3;

/// For each outing, the hash of it and all before it.
#[derive(Debug, Default)]
pub(in super::super) struct Trail {
    starts_unix_s: Vec<f64>,
    hashes: Vec<u128>,
}

impl Trail {
    /// The trail of outings in order of start.
    pub(in super::super) fn of(outings: &[Traces]) -> Self {
        let mut hash = Xxh3::new();
        let one = |outing: &Traces| {
            // What cannot be written down does not exist in memory.
            hash.update(&postcard::to_stdvec(outing).unwrap_or_default());
            hash.digest128()
        };
        let hashes = outings.iter().map(one).collect();
        Self { starts_unix_s: outings.iter().map(|outing| outing.start_unix_s).collect(), hashes }
    }

    /// The hash of all outings that began up to a time; `None` where there is none.
    pub(in super::super) fn up_to(&self, unix_s: f64) -> Option<u128> {
        let count = self.starts_unix_s.partition_point(|start| *start <= unix_s);
        self.hashes.get(count.checked_sub(1)?).copied()
    }
}
