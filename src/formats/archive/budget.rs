//! How much may be unpacked from one archive in all: entries may share bytes, and zips may lie in zips.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, ErrorKind};
use crate::formats::grouped;

/// Most unpacked bytes for each packed byte, over a whole archive. The XML of exports stays below 30; a single member
/// may be denser.
const MEAN_RATIO: u64 = 50;

/// Bytes that every archive may unpack to, however small it is.
const LEAST_BYTES: u64 = 1 << 30;

/// Bytes that each entry counts for, even when empty: a zip may hold many empty entries.
const ENTRY_BYTES: u64 = 4 << 10;

/// The bytes unpacked so far, entry by entry.
#[derive(Debug)]
pub(super) struct Budget {
    most: u64,
    total: AtomicU64,
    by_entry: Vec<AtomicU64>,
}

/// Counts what one entry unpacks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meter<'a> {
    budget: &'a Budget,
    index: usize,
}

impl Budget {
    pub(super) fn new(entries: usize, packed_bytes: u64) -> Self {
        Self::of(entries, packed_bytes.saturating_mul(MEAN_RATIO).max(LEAST_BYTES))
    }

    fn of(entries: usize, most: u64) -> Self {
        Self { most, total: AtomicU64::new(0), by_entry: (0..entries).map(|_| AtomicU64::new(0)).collect() }
    }

    pub(super) fn meter(&self, index: usize) -> Meter<'_> {
        let meter = Meter { budget: self, index };
        meter.spend(ENTRY_BYTES);
        meter
    }

    /// Whether the entries before an entry have left something of the budget for it.
    ///
    /// While other threads unpack, the sum only grows: "no" is final, and "yes" is final at the end. So the threads do
    /// not decide which entries are left out.
    pub(super) fn holds(&self, index: usize) -> bool {
        let is_within = self.total.load(Ordering::Relaxed) <= self.most;
        is_within || self.by_entry[..index].iter().map(|spent| spent.load(Ordering::Relaxed)).sum::<u64>() <= self.most
    }

    /// Why entries were left out, if any were.
    pub(super) fn problem(&self) -> Option<Error> {
        let all_held = self.by_entry.is_empty() || self.holds(self.by_entry.len() - 1);
        (!all_held).then(|| over(self.most))
    }
}

impl Meter<'_> {
    pub(super) fn spend(&self, bytes: u64) {
        self.budget.by_entry[self.index].fetch_add(bytes, Ordering::Relaxed);
        self.budget.total.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Why a zip in a zip is read no further, once that zip alone has unpacked too much.
    pub(super) fn problem(&self) -> Option<Error> {
        let own = self.budget.by_entry[self.index].load(Ordering::Relaxed);
        (own > self.budget.most).then(|| over(self.budget.most))
    }
}

fn over(most: u64) -> Error {
    let most = grouped(usize::try_from(most).unwrap_or(usize::MAX));
    Error::new(ErrorKind::Limit, format!("at most {most} bytes unpacked from one archive"), "more")
        .at("the whole archive")
        .hint("what comes after that in the archive is left out: unpack it and give the folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_after_the_last_byte_are_left_out_whoever_was_first() {
        let budget = Budget::of(4, 100_000);
        budget.meter(3).spend(90_000);
        assert!(budget.holds(3) && budget.problem().is_none());
        budget.meter(0).spend(60_000);
        assert!(budget.holds(3), "only what comes before counts");
        budget.meter(1).spend(60_000);
        assert_eq!([0, 1, 2, 3].map(|index| budget.holds(index)), [true, true, false, false]);
        assert_eq!(budget.problem().map(|error| error.kind()), Some(ErrorKind::Limit));
    }

    #[test]
    fn small_archives_have_room_and_large_ones_more() {
        assert_eq!(Budget::new(1, 10).most, LEAST_BYTES);
        assert_eq!(Budget::new(1, 4 << 30).most, 200 << 30);
    }
}
