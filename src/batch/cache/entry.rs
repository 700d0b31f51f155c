//! What is kept of one file: how to know it again, and what it gave.

use super::super::found::Found;
use super::marks::Marks;
use super::seal::{sealed, unsealed};
use crate::model::Day;
use crate::report::Analysed;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// How a file is known again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Its marks; `None` where the system has none.
    pub(super) marks: Option<Marks>,
    /// The hash of its bytes.
    pub(super) content: u128,
    /// The days of its activities.
    pub(super) days: Vec<Day>,
    /// The hash of the journal's rows of these days.
    pub(super) journal: u128,
    /// The number of bytes of each of its results.
    sizes: Vec<usize>,
}

/// An entry as it is on disk: the head, the results, and a hash of both.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) head: Head,
    /// The results, one after the other.
    results: Vec<u8>,
}

impl Entry {
    /// The entry of results; `None` where they cannot be written down.
    pub(super) fn of(
        found: &[Found],
        marks: Option<Marks>,
        content: u128,
        journal: impl Fn(&[Day]) -> u128,
    ) -> Option<Self> {
        let mut days: Vec<Day> = found.iter().flat_map(|one| &one.activities).map(Analysed::day).collect();
        days.sort_unstable();
        days.dedup();
        let (mut results, mut sizes) = (Vec::new(), Vec::new());
        for one in found {
            let before = results.len();
            results = postcard::to_extend(one, results).ok()?;
            sizes.push(results.len() - before);
        }
        let journal = journal(&days);
        Some(Self { head: Head { marks, content, days, journal, sizes }, results })
    }

    /// The entry in some bytes; `None` where they are damaged.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (head, results) = postcard::take_from_bytes::<Head>(unsealed(bytes)?).ok()?;
        (head.sizes.iter().sum::<usize>() == results.len()).then(|| Self { head, results: results.to_vec() })
    }

    /// The bytes of the entry.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = postcard::to_stdvec(&self.head).ok()?;
        bytes.extend_from_slice(&self.results);
        Some(sealed(bytes))
    }

    /// The results; `None` where they cannot be read.
    pub(super) fn found(&self) -> Option<Vec<Found>> {
        let starts = self.head.sizes.iter().scan(0, |end, size| {
            let start = *end;
            *end += size;
            Some(start..*end)
        });
        let places: Vec<_> = starts.collect();
        places.into_par_iter().map(|place| postcard::from_bytes(self.results.get(place)?).ok()).collect()
    }
}
