//! The marks of a file on disk: while they stay, so does its content.

use serde::{Deserialize, Serialize};
use std::path::Path;

/// Time between two marks that no file system holds for one, ns. The coarsest of them count by two seconds.
const CLEARLY_NS: i128 = 2_000_000_000;

/// What the system writes down of a file whenever its content changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Marks {
    device: u64,
    number: u64,
    bytes: u64,
    modified_ns: i128,
    changed_ns: i128,
}

impl Marks {
    /// The marks of a file; `None` where it is gone.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Option<Self> {
        path.metadata().ok().map(|metadata| Self::of_metadata(&metadata))
    }

    /// The system has no mark that programs cannot set.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Path) -> Option<Self> {
        None
    }

    /// Programs can set the time of a file's last change, as unpackers do; the time at which that was set is the system's own.
    #[cfg(unix)]
    fn of_metadata(metadata: &std::fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let ns = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            device: metadata.dev(),
            number: metadata.ino(),
            bytes: metadata.size(),
            modified_ns: ns(metadata.mtime(), metadata.mtime_nsec()),
            changed_ns: ns(metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    /// Whether the file has these marks since well before another file was written. A file could change twice within one tick
    /// of the clock, and keep its marks.
    pub(super) fn are_before(&self, other: &Self) -> bool {
        self.modified_ns.max(self.changed_ns) + CLEARLY_NS < other.changed_ns
    }
}

#[cfg(test)]
#[cfg_attr(unix, expect(clippy::unwrap_used, reason = "a test may fail"))]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_change_changes_the_marks_also_where_its_time_is_set_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "1").unwrap();
        let (before, time) = (Marks::of(&path).unwrap(), path.metadata().unwrap().modified().unwrap());
        assert_eq!(Marks::of(&path), Some(before));
        // The clock of a file system may tick every few milliseconds alone.
        std::thread::sleep(std::time::Duration::from_millis(30));
        std::fs::write(&path, "2").unwrap();
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        assert_ne!(Marks::of(&path), Some(before));
    }

    #[test]
    fn marks_of_the_same_moment_are_not_before() {
        let early = Marks { device: 1, number: 1, bytes: 1, modified_ns: 0, changed_ns: 10 };
        let late = Marks { changed_ns: 3_000_000_000, ..early };
        assert!(early.are_before(&late) && !late.are_before(&early) && !early.are_before(&early));
    }
}
