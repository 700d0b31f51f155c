//! What may be meant by a path that leads nowhere: the nearest name in its folder.

use crate::error::Error;
use crate::near::nearest;
use std::path::{Path, PathBuf};

/// The error about a path that leads nowhere, with the path that may be meant.
pub fn absent(path: &Path) -> Error {
    Error::absent(path, meant(path).as_deref())
}

/// The path with its first wrong name put right, where that leads somewhere.
fn meant(path: &Path) -> Option<PathBuf> {
    let names: Vec<_> = path.components().collect();
    let upto = |count: usize| names[..count].iter().collect::<PathBuf>();
    let wrong = (1..=names.len()).find(|count| upto(*count).symlink_metadata().is_err())?;
    let above = upto(wrong - 1);
    let folder = if above.as_os_str().is_empty() { Path::new(".") } else { above.as_path() };
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let there: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let visible = there.iter().map(String::as_str).filter(|name| !name.starts_with('.'));
    let near = nearest(names[wrong - 1].as_os_str().to_str()?, visible)?;
    let rest: PathBuf = names[wrong..].iter().collect();
    let meant = if rest.as_os_str().is_empty() { above.join(near) } else { above.join(near).join(rest) };
    meant.exists().then_some(meant)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_first_wrong_name_is_put_right() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        std::fs::create_dir_all(here.join("gareth/runs")).unwrap();
        std::fs::write(here.join("gareth/runs/monday.fit"), "").unwrap();
        for (wrong, right) in [
            ("garet", Some("gareth")),
            ("Gareth/rusn/monday.fit", None),
            ("garth/runs/monday.fit", Some("gareth/runs/monday.fit")),
            ("gareth/runs/mondays.fit", Some("gareth/runs/monday.fit")),
            ("anna", None),
        ] {
            assert_eq!(meant(&here.join(wrong)), right.map(|right| here.join(right)), "{wrong}");
        }
    }
}
