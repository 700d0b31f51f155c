//! Results of versions that kept no list of what they wrote. They may have been edited, so they are moved aside once.

use super::write::{CHARTS, make_folder, table_files};
use crate::error::{Error, Result};
use crate::model::{Day, TableFiles};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The folder for these results, inside the folder of results.
const ASIDE: &str = "earlier";

/// A column that every table of every version has, and no table of another program.
const MARK: &str = "lastrep_version";

/// The most bytes read of a header. The longest header of our tables has some thousands.
const HEADER_BYTES: u64 = 1 << 16;

/// Hexadecimal digits at the end of a picture's name.
const HASH_DIGITS: usize = 8;

/// Moves tables and pictures into [`ASIDE`] and returns a sentence about the move. `None`, and nothing is moved, when a table
/// is not evidently ours or a file of the same name is in [`ASIDE`].
///
/// # Errors
/// `Io` when a file cannot be moved.
pub(super) fn set_aside(folder: &Path) -> Result<Option<String>> {
    let mut names: Vec<String> = table_files(TableFiles::Csv).filter(|name| folder.join(name).exists()).collect();
    if names.is_empty() || !names.iter().all(|name| is_table(&folder.join(name))) {
        return Ok(None);
    }
    let pictures = pictures(&folder.join(CHARTS));
    let aside = folder.join(ASIDE);
    let new_folder = if pictures.is_empty() { aside.clone() } else { aside.join(CHARTS) };
    names.extend(pictures);
    if names.iter().any(|name| aside.join(name).symlink_metadata().is_ok()) {
        return Ok(None);
    }
    make_folder(&new_folder)?;
    for name in &names {
        let moved = std::fs::rename(folder.join(name), aside.join(name));
        moved.map_err(|cause| Error::io(folder.join(name), "a file that can be moved", cause))?;
    }
    Ok(Some(format!("the results of an earlier version of lastrep were moved to {}", aside.display())))
}

fn is_table(path: &Path) -> bool {
    let mut header = Vec::new();
    let read = |file: File| BufReader::new(file.take(HEADER_BYTES)).read_until(b'\n', &mut header);
    let is_read = File::open(path).and_then(read).is_ok();
    is_read && String::from_utf8_lossy(&header).trim_end().split(',').any(|name| name == MARK)
}

/// The files that are named as our pictures are.
fn pictures(charts: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(charts).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| is_picture(name));
    names.map(|name| format!("{CHARTS}/{name}")).collect()
}

/// Whether a name is `<date>-<words>-<hash>.png`, or `.svg`.
fn is_picture(name: &str) -> bool {
    let stem = name.strip_suffix(".png").or_else(|| name.strip_suffix(".svg"));
    let Some((rest, hash)) = stem.and_then(|stem| stem.rsplit_once('-')) else { return false };
    let is_dated = rest.get(..DATE.len()).is_some_and(|date| Day::parse(date).is_some());
    is_dated && hash.len() == HASH_DIGITS && hash.chars().all(|digit| digit.is_ascii_hexdigit())
}

/// How a date is written.
const DATE: &str = "2026-05-02";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_names() {
        let ours = ["2026-04-06-6x400m-0a1b2c3d.png", "2026-04-06-easy-run-00000000.svg"];
        let others =
            ["holiday.png", "2026-04-06-6x400m-0a1b2c3d.jpg", "2026-04-06-race.png", "ü-0a1b2c3d.png", "-.png"];
        assert!(ours.iter().all(|name| is_picture(name)) && !others.iter().any(|name| is_picture(name)));
    }
}
