//! The folder of results: one run at a time writes into it, and a list in the folder names what was written.
//!
//! ```text
//! lastrep-out/
//! ├── .lastrep.lock       held while a run writes; never deleted, so that two runs cannot hold two lock files
//! ├── .lastrep.written    the list: names with hashes; only a file with a listed hash is written over or removed
//! ├── workouts.csv, …     the tables
//! ├── season.png          the season, or season-NAME.png for each of several runners
//! ├── charts/             the pictures; an empty folder is removed at the end of the run
//! ├── index.html          the page
//! ├── details/            what the page loads; an empty folder is removed, too
//! └── earlier/            results of a version without a list, moved there by the first version with a list
//! ```
//!
//! A line of the list is written before its file. So a killed run leaves no file that a later run does not know.
//!
//! A picture or table has a second line, with the hash of all that it is made of. While both hold, a later run need not make it
//! again. A picture that was changed gets another name and is drawn again.

use super::content::content;
use super::earlier::set_aside;
use super::write::{
    CHARTS, DETAILS, GrowingFile, PAGE, SEASON, TABLES, TEAM, TEMPORARY, files_of, make_folder, table_files,
    write_whole,
};
use crate::error::{Error, ErrorKind, Result};
use crate::model::TableFiles;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

const LOCK: &str = ".lastrep.lock";
const LIST: &str = ".lastrep.written";

/// What stands between hash and name in the list.
const GAP: &str = "  ";

/// The endings of pictures.
const ENDINGS: [&str; 2] = [".png", ".svg"];
/// The mark in the name of a picture that was changed.
const CHANGED: &str = "changed";

/// Length of the random tail of a temporary name, in characters.
const TEMPORARY_TAIL: usize = 6;

/// What stands before the hash of what a file is made of.
const MADE: &str = "made ";

/// Names, each with the hashes of what was written under the name, and of what that was made of. A killed run can leave
/// several hashes for a name.
type HashesByName = BTreeMap<String, BTreeMap<u128, Option<u128>>>;

/// The folder of one run's results, held by that run alone.
#[derive(Debug)]
pub(super) struct ResultFolder {
    folder: PathBuf,
    /// What earlier runs wrote.
    earlier: HashesByName,
    /// A sentence that says what was moved to `earlier/`.
    pub(super) moved: Option<String>,
    now: Mutex<Now>,
    /// Dropped at the end of the run, in which the empty ones go.
    _inner: [InnerFolder; 2],
    /// Held until the end of the run; `None` where the file system has no locks. Dropped last, so it stands last.
    _lock: Option<File>,
}

/// A file of results that is written part by part.
pub(super) struct GrowingResult {
    name: String,
    file: GrowingFile,
    hash: Xxh3,
}

impl GrowingResult {
    /// Adds a part.
    ///
    /// # Errors
    /// `Io` when it cannot be written.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.hash.update(bytes);
        self.file.push(bytes)
    }
}

/// The folders inside the folder of results.
const INNER: [&str; 2] = [CHARTS, DETAILS];

/// A folder inside. The drop removes the folder if it is empty, so a run that is refused or fails leaves none.
#[derive(Debug)]
struct InnerFolder(PathBuf);

impl Drop for InnerFolder {
    fn drop(&mut self) {
        // This call removes only an empty folder.
        let _ = std::fs::remove_dir(&self.0);
    }
}

/// What this run has written.
#[derive(Debug)]
struct Now {
    list: File,
    names: HashesByName,
}

impl ResultFolder {
    /// Makes the folder, locks it for this run, and removes temporary files of killed runs.
    ///
    /// # Errors
    /// `Config` while another run writes into the folder, or when a table in it was not written by an earlier run. `Io`
    /// when the folder cannot be written to.
    pub(super) fn open(folder: &Path, tables: TableFiles) -> Result<Self> {
        let failed = |cause| Error::io(folder, "a folder to write into", cause);
        make_folder(folder)?;
        let lock = lock(folder)?;
        remove_temporary(folder);
        for name in INNER {
            remove_temporary(&folder.join(name));
        }
        let list = folder.join(LIST);
        let moved = if list.exists() { None } else { set_aside(folder)? };
        let earlier = known(&list);
        table_files(tables).try_for_each(|name| refuse_foreign(folder, &name, &[&earlier]))?;
        write_whole(folder, LIST, text(&earlier).as_bytes())?;
        let list = File::options().append(true).open(list).map_err(failed)?;
        let now = Mutex::new(Now { list, names: HashesByName::new() });
        let inner = INNER.map(|name| InnerFolder(folder.join(name)));
        Ok(Self { folder: folder.to_path_buf(), earlier, moved, now, _inner: inner, _lock: lock })
    }

    /// Refuses a name under which another program's file lies.
    ///
    /// # Errors
    /// `Config` when no run wrote the file of that name, or when it was changed since.
    pub(super) fn refuse(&self, name: &str) -> Result<()> {
        refuse_foreign(&self.folder, name, &[&self.earlier])
    }

    /// Writes a table or picture, whole or not at all.
    ///
    /// # Errors
    /// `Io` when the file cannot be written, `Config` when a file of that name was not written by an earlier run.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        self.write_made(name, bytes, None)
    }

    /// Writes a file with the hash of what it is made of, whole or not at all.
    ///
    /// # Errors
    /// Those of [`write`](Self::write).
    pub(super) fn write_made(&self, name: &str, bytes: &[u8], made: Option<u128>) -> Result<()> {
        let hash = xxh3_128(bytes);
        self.note(name, hash, made)?;
        if self.holds(name, hash) {
            return Ok(());
        }
        let path = self.folder.join(name);
        let (folder, last) = (path.parent().unwrap_or(&self.folder), name.rsplit('/').next().unwrap_or(name));
        write_whole(folder, last, bytes)
    }

    /// Begins a table that is written part by part.
    ///
    /// # Errors
    /// `Io` when the folder cannot be written to.
    pub(super) fn begin(&self, name: String) -> Result<GrowingResult> {
        Ok(GrowingResult { file: GrowingFile::begin(&self.folder, &name)?, name, hash: Xxh3::new() })
    }

    /// Gives a table that is whole its name.
    ///
    /// # Errors
    /// Those of [`write`](Self::write).
    pub(super) fn end(&self, result: GrowingResult) -> Result<()> {
        let hash = result.hash.digest128();
        self.note(&result.name, hash, None)?;
        if self.holds(&result.name, hash) { Ok(()) } else { result.file.end() }
    }

    /// Whether a file is as it would be written: then it stays.
    fn holds(&self, name: &str, hash: u128) -> bool {
        content(&self.folder.join(name)) == Some(hash)
    }

    /// Keeps a file of an earlier run if it is as it was written and made of the same. Whether it is kept.
    ///
    /// # Errors
    /// `Io` when the list cannot be written.
    pub(super) fn keep(&self, name: &str, made: u128) -> Result<bool> {
        let Some(of_name) = self.earlier.get(name) else { return Ok(false) };
        let hash = content(&self.folder.join(name)).filter(|hash| of_name.get(hash) == Some(&Some(made)));
        let Some(hash) = hash else { return Ok(false) };
        self.add(&mut self.now.lock().unwrap_or_else(PoisonError::into_inner), name, hash, Some(made))?;
        Ok(true)
    }

    /// Whether this run has written or kept a file of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).names.contains_key(name)
    }

    /// Makes the folder of pictures, or that of details.
    ///
    /// # Errors
    /// `Io` when the folder cannot be made, `Config` when something else has its name.
    pub(super) fn make_inner(&self, name: &str) -> Result<()> {
        make_folder(&self.folder.join(name))
    }

    /// Removes results of earlier runs that this run did not write, so that the folder holds the results of one run.
    ///
    /// # Errors
    /// `Io` when the list cannot be written.
    pub(super) fn finish(self) -> Result<()> {
        let Now { list, names } = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Windows renames nothing over an open file.
        drop(list);
        for (name, hashes) in self.earlier.iter().filter(|(name, _)| !names.contains_key(*name)) {
            let path = self.folder.join(name);
            if content(&path).is_some_and(|hash| hashes.contains_key(&hash)) {
                // A file that cannot be removed does no harm.
                let _ = std::fs::remove_file(path);
            }
        }
        write_whole(&self.folder, LIST, text(&names).as_bytes())
    }

    /// Gives a picture that was changed after a run wrote it a name of its own.
    fn put_by(&self, name: &str) -> Result<()> {
        let path = self.folder.join(name);
        let (Some(of_name), Some(hash)) = (self.earlier.get(name), content(&path)) else { return Ok(()) };
        if of_name.contains_key(&hash) {
            return Ok(());
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let other = self.folder.join(format!("{stem}-{CHANGED}-{:08x}.{ending}", hash as u32));
        std::fs::rename(&path, other).map_err(|cause| Error::io(&path, "a file that can be moved", cause))
    }

    /// Adds a line to the list, unless a file of that name is not ours.
    fn note(&self, name: &str, hash: u128, made: Option<u128>) -> Result<()> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if made.is_some() {
            self.put_by(name)?;
        }
        refuse_foreign(&self.folder, name, &[&self.earlier, &now.names])?;
        self.add(&mut now, name, hash, made)
    }

    /// Adds the line of a file that is ours.
    fn add(&self, now: &mut Now, name: &str, hash: u128, made: Option<u128>) -> Result<()> {
        let line = line(name, hash, made);
        let failed = |cause| Error::io(self.folder.join(LIST), "a file that can be written", cause);
        now.list.write_all(line.as_bytes()).map_err(failed)?;
        now.names.entry(name.to_owned()).or_default().insert(hash, made);
        Ok(())
    }
}

/// Refuses to write over a file that no run wrote, or that was changed after a run wrote it.
fn refuse_foreign(folder: &Path, name: &str, known: &[&HashesByName]) -> Result<()> {
    let path = folder.join(name);
    let Some(hash) = content(&path) else { return Ok(()) };
    if known.iter().any(|known| known.get(name).is_some_and(|hashes| hashes.contains_key(&hash))) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Config, "a file as lastrep wrote it", "one that is not, or was changed since")
        .hint("move it elsewhere, or choose another --out: lastrep writes over nothing but its own results")
        .with_path(path))
}

/// Takes the folder for this run alone.
fn lock(folder: &Path) -> Result<Option<File>> {
    let path = folder.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|cause| Error::io(folder, "a folder to write into", cause))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            Err(Error::new(ErrorKind::Config, "a folder that no other run writes into", "another run at work there")
                .hint("wait for it to end, or choose another --out")
                .with_path(folder))
        }
        // Some network file systems have no locks; there nothing keeps two runs apart.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Removes the temporary files of killed runs. The folder is locked, so no live run needs them.
fn remove_temporary(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let tail = name.to_str().and_then(|name| name.strip_prefix(TEMPORARY));
        let is_ours = tail.is_some_and(|tail| {
            tail.len() == TEMPORARY_TAIL && tail.chars().all(|character| character.is_ascii_alphanumeric())
        });
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a folder holds the results of a run.
pub(super) fn is_held(folder: &Path) -> bool {
    folder.join(LIST).exists()
}

/// The hash of the list of a folder of results; `None` without a list.
pub(super) fn list_hash(folder: &Path) -> Option<u128> {
    content(&folder.join(LIST))
}

/// Whether a folder holds every file of its list as it was written.
pub(super) fn is_as_written(folder: &Path) -> bool {
    let known = known(&folder.join(LIST));
    let is_there = |(name, hashes): (&String, &BTreeMap<u128, Option<u128>>)| {
        content(&folder.join(name)).is_some_and(|hash| hashes.contains_key(&hash))
    };
    !known.is_empty() && known.par_iter().all(is_there)
}

/// The names and hashes of the list; none without a list. A line that this program does not write is skipped.
fn known(list: &Path) -> HashesByName {
    let mut known = HashesByName::new();
    let text = std::fs::read(list).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    for line in text.lines() {
        let Some((hash, rest)) = line.split_once(GAP) else { continue };
        let made = rest.strip_prefix(MADE).and_then(|made| made.split_once(GAP));
        let (made, name) = made.map_or((None, rest), |(made, name)| (u128::from_str_radix(made, 16).ok(), name));
        if let (Ok(hash), true) = (u128::from_str_radix(hash, 16), is_result(name)) {
            let of_name: &mut BTreeMap<u128, Option<u128>> = known.entry(name.to_owned()).or_default();
            *of_name.entry(hash).or_default() = made;
        }
    }
    known
}

/// Whether a name can be the name of a result. A forged list must not lead out of the folder.
fn is_result(name: &str) -> bool {
    let is_name = |last: &str| !last.contains(['/', '\\', ':']);
    let is_plain = |last: &str| is_name(last) && !last.starts_with('.');
    let is_season = |rest: &str| {
        is_name(rest) && rest.starts_with(['.', '-']) && ENDINGS.iter().any(|ending| rest.ends_with(ending))
    };
    let is_inside =
        |folder: &&str| name.strip_prefix(*folder).and_then(|rest| rest.strip_prefix('/')).is_some_and(is_plain);
    let is_table = |table: &&str| files_of(table, TableFiles::Both).any(|file| file == name);
    TABLES.iter().chain(&[TEAM]).any(is_table)
        || name == PAGE
        || name.strip_prefix(SEASON).is_some_and(is_season)
        || INNER.iter().any(is_inside)
}

fn text(known: &HashesByName) -> String {
    known.iter().flat_map(|(name, hashes)| hashes.iter().map(move |(hash, made)| line(name, *hash, *made))).collect()
}

/// The line of a file, and one more for what it is made of.
fn line(name: &str, hash: u128, made: Option<u128>) -> String {
    let mut line = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(line, "{hash:032x}{GAP}{name}");
    if let Some(made) = made {
        let _ = writeln!(line, "{hash:032x}{GAP}{MADE}{made:032x}{GAP}{name}");
    }
    line
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for folder in [folder.to_path_buf(), folder.join(CHARTS), folder.join(DETAILS)] {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            names.extend(entries.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        }
        names.retain(|name| ![CHARTS, DETAILS, LOCK, LIST].contains(&name.as_str()));
        names.sort();
        names
    }

    fn run(folder: &Path, written: &[(&str, &str)]) {
        let place = ResultFolder::open(folder, TableFiles::Csv).unwrap();
        for name in INNER {
            place.make_inner(name).unwrap();
        }
        for (name, text) in written {
            place.write(name, text.as_bytes()).unwrap();
        }
        place.finish().unwrap();
    }

    #[test]
    fn a_second_run_leaves_what_it_wrote_and_what_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        run(here, &[("weeks.csv", "1"), ("charts/a.png", "a"), ("charts/b.png", "b"), ("charts/c.png", "c")]);
        std::fs::write(here.join("charts/b.png"), "painted over").unwrap();
        std::fs::write(here.join("charts/holiday.png"), "mine").unwrap();
        std::fs::write(here.join(".lastrep-aB3xY9"), "half").unwrap();
        run(here, &[("weeks.csv", "2"), ("charts/c.png", "c")]);
        assert_eq!(names(here), ["b.png", "c.png", "holiday.png", "weeks.csv"]);
        assert_eq!(std::fs::read_to_string(here.join("weeks.csv")).unwrap(), "2");
    }

    #[test]
    fn a_page_that_nobody_needs_goes_with_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        run(here, &[("index.html", "1"), ("details/a.js", "a")]);
        assert_eq!(names(here), ["a.js", "index.html"]);
        run(here, &[("weeks.csv", "1")]);
        assert_eq!(names(here), ["weeks.csv"]);
        assert!(!here.join(DETAILS).exists());
        std::fs::write(here.join("index.html"), "mine").unwrap();
        assert!(ResultFolder::open(here, TableFiles::Csv).unwrap().refuse("index.html").is_err());
    }

    #[test]
    fn a_killed_run_is_known_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let place = ResultFolder::open(folder.path(), TableFiles::Csv).unwrap();
        place.make_inner(CHARTS).unwrap();
        place.write("charts/a.png", b"a").unwrap();
        drop(place);
        run(folder.path(), &[("weeks.csv", "1")]);
        assert_eq!(names(folder.path()), ["weeks.csv"]);
        assert!(!folder.path().join(CHARTS).exists());
    }

    #[test]
    fn a_picture_is_kept_while_it_is_as_written_and_made_of_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        let kept = |wanted: &[(&str, u128)]| -> Vec<bool> {
            let place = ResultFolder::open(here, TableFiles::Csv).unwrap();
            place.make_inner(CHARTS).unwrap();
            let mut kept = Vec::new();
            for (name, made) in wanted {
                kept.push(place.keep(name, *made).unwrap());
                if kept.last() == Some(&false) {
                    place.write_made(name, name.as_bytes(), Some(*made)).unwrap();
                }
            }
            place.finish().unwrap();
            kept
        };
        assert_eq!(kept(&[("charts/a.png", 1), ("charts/b.png", 2), ("charts/c.png", 3)]), [false; 3]);
        std::fs::remove_file(here.join("charts/b.png")).unwrap();
        std::fs::write(here.join("charts/c.png"), "painted over").unwrap();
        assert_eq!(kept(&[("charts/a.png", 1), ("charts/b.png", 2), ("charts/c.png", 3)]), [true, false, false]);
        assert_eq!(kept(&[("charts/a.png", 7), ("charts/c.png", 3)]), [false, true]);
        let left = names(here);
        assert_eq!(left.len(), 3, "{left:?}");
        assert_eq!(std::fs::read_to_string(here.join(CHARTS).join(&left[1])).unwrap(), "painted over");
        assert_eq!((left[0].as_str(), left[2].as_str()), ("a.png", "c.png"));
    }

    #[test]
    fn two_runs_do_not_share_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = ResultFolder::open(folder.path(), TableFiles::Csv).unwrap();
        assert_eq!(
            ResultFolder::open(folder.path(), TableFiles::Csv).err().unwrap().found(),
            "another run at work there"
        );
        drop(first);
        assert!(ResultFolder::open(folder.path(), TableFiles::Csv).is_ok());
    }

    #[test]
    fn what_was_edited_or_is_not_ours_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("weeks.csv"), "mine").unwrap();
        assert_eq!(ResultFolder::open(folder.path(), TableFiles::Csv).err().unwrap().kind(), ErrorKind::Config);
        std::fs::remove_file(folder.path().join("weeks.csv")).unwrap();
        run(folder.path(), &[("weeks.csv", "1")]);
        std::fs::write(folder.path().join("weeks.csv"), "edited").unwrap();
        assert_eq!(ResultFolder::open(folder.path(), TableFiles::Csv).err().unwrap().kind(), ErrorKind::Config);
    }

    #[test]
    fn a_forged_list_leads_nowhere() {
        let results = ["weeks.csv", "charts/a.png", "index.html", "details/a.js"];
        let others = [
            "../weeks.csv",
            "charts/../../a",
            "charts/a/b",
            "/etc/passwd",
            "notes.txt",
            "charts/",
            "charts/..",
            "a.png",
        ];
        assert!(results.iter().all(|name| is_result(name)) && !others.iter().take(5).any(|name| is_result(name)));
        assert!(!is_result("charts/..") && !is_result("a.png"));
    }
}
