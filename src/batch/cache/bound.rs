//! How large the cache may become.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// The most bytes that are kept: some 50,000 files of an hour.
const MOST_BYTES: u64 = 1 << 30;

/// Removes the oldest entries until those that stay fit. What cannot be removed stays.
pub(super) fn hold(root: &Path) {
    remove_beyond(root, MOST_BYTES);
}

fn remove_beyond(root: &Path, most_bytes: u64) {
    let mut entries = entries(root);
    entries.sort_unstable_by(|a, b| b.cmp(a));
    let mut bytes = 0;
    for (_, size, path) in entries {
        bytes += size;
        if bytes > most_bytes {
            let _ = std::fs::remove_file(&path);
            // A folder goes with its last entry.
            let _ = path.parent().map(std::fs::remove_dir);
        }
    }
}

/// Every entry of every build: when it was written, its size, and where it is.
fn entries(root: &Path) -> Vec<(SystemTime, u64, PathBuf)> {
    let files = WalkDir::new(root).min_depth(2).max_depth(2).into_iter().filter_map(Result::ok);
    let entry = |file: walkdir::DirEntry| {
        let about = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some((about.modified().ok()?, about.len(), file.into_path()))
    };
    files.filter_map(entry).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_oldest_entries_go_and_empty_folders_with_them() {
        let root = tempfile::tempdir().unwrap();
        for (name, age_s) in [("old/a", 900), ("new/b", 300), ("new/c", 600), ("new/d", 0)] {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, [0; 10]).unwrap();
            let written = SystemTime::now() - Duration::from_secs(age_s);
            std::fs::File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
        }
        remove_beyond(root.path(), 25);
        let left: Vec<PathBuf> = entries(root.path()).into_iter().map(|entry| entry.2).collect();
        assert!(left.len() == 2 && left.iter().all(|path| !path.ends_with("c")), "{left:?}");
        assert!(!root.path().join("old").exists());
    }
}
