//! Changes the runner's journal on disk: one program at a time, and whole or not at all.
//!
//! The lock is a file beside the journal, locked by the operating system. The lock ends with its process, however the
//! process ends. The file is removed after the work; a file that a killed process left behind hinders nobody.

use crate::error::{Error, ErrorKind, Result};
use crate::formats::own_text;
use crate::model::Day;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The number of tries for a held lock, with [`PAUSE`] between them: five seconds in all. A process holds the lock for
/// milliseconds.
const TRIES: usize = 500;
const PAUSE: Duration = Duration::from_millis(10);
/// Links to links that are followed; as many as Linux follows.
const MAX_LINKS: usize = 40;

/// Writes cells of a day into a journal, which is made when missing; whole or not at all.
///
/// A symbolic link is followed; owner, mode and encoding of the file stay as they are.
///
/// # Errors
/// Those of [`log`](crate::journal::log); `Config` when another process holds the journal, when it is marked as read-only, or
/// when its encoding lacks a character; `Io` when it cannot be read or written.
pub fn log(path: &Path, day: Day, cells: &[(&str, String)]) -> Result<()> {
    let place = real_place(path)?;
    let _lock = Lock::wait(path, &place)?;
    let old = match std::fs::read(&place) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(cause) => return Err(Error::io(path, "a readable journal", cause)),
    };
    let text = own_text(&old).map_err(|error| error.with_path(path))?;
    let new = text.encode(&crate::journal::log(&text.text, day, cells)?)?;
    if new == old {
        return Ok(());
    }
    replace(path, &place, &new)
}

/// The place that a path leads to, also through a link to a file that does not exist yet.
fn real_place(path: &Path) -> Result<PathBuf> {
    let failed = |cause| Error::io(path, "a place for a journal", cause);
    let mut place = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match place.canonicalize() {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => match std::fs::read_link(&place) {
                Ok(target) => place = place.parent().unwrap_or(Path::new("")).join(target),
                Err(_) => return Ok(place),
            },
            found => return found.map_err(failed),
        }
    }
    Err(failed(io::Error::other("too many links")))
}

/// A hidden file beside the journal: `.journal.csv.lock`.
fn beside(place: &Path, ending: &str) -> Result<PathBuf> {
    let Some(name) = place.file_name() else {
        let found = place.display().to_string();
        return Err(Error::new(ErrorKind::Config, "a journal's file name", found).hint("name a file, not a folder"));
    };
    Ok(place.with_file_name(format!(".{}.{ending}", name.to_string_lossy())))
}

/// Keeps other processes from writing a journal until it is dropped.
struct Lock {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

impl Lock {
    fn wait(journal: &Path, place: &Path) -> Result<Self> {
        let path = beside(place, "lock")?;
        let failed = |cause| Error::io(journal, "a folder to write into", cause);
        for _ in 0..TRIES {
            if let Some(file) = taken(&path).map_err(failed)? {
                return Ok(Self { path, _file: file });
            }
            std::thread::sleep(PAUSE);
        }
        let holder = std::fs::read_to_string(&path).unwrap_or_default();
        let holder = if holder.is_empty() { "another process" } else { holder.trim() };
        Err(Error::new(ErrorKind::Config, "a journal that no other process writes", format!("{holder} at it"))
            .with_path(journal)
            .hint("wait until it has ended, and run the command again"))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The file is still locked, so a process that waits for it finds it gone and tries again.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The lock file, locked; `None` while another process holds it.
fn taken(path: &Path) -> io::Result<Option<File>> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(cause)) => return Err(cause),
    }
    // The process before may have removed the file after it was opened here and before it was locked.
    let own = same_file::Handle::from_file(file.try_clone()?)?;
    if !same_file::Handle::from_path(path).is_ok_and(|there| there == own) {
        return Ok(None);
    }
    file.set_len(0)?;
    write!(file, "process {}", std::process::id())?;
    Ok(Some(file))
}

/// Replaces the journal by these bytes. The lock is held, so no other process uses the name of the new file.
fn replace(path: &Path, place: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |cause| Error::io(path, "a journal that can be written", cause);
    let old = std::fs::metadata(place).ok();
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(Error::new(ErrorKind::Config, "a journal that may be written", "one that is marked as read-only")
            .with_path(path)
            .hint("allow writing, or name another --journal"));
    }
    let new = beside(place, "new")?;
    // Left by a process that was killed.
    let _ = std::fs::remove_file(&new);
    let (folder, name) = (new.parent().unwrap_or(Path::new("")), new.file_name().unwrap_or_default());
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut file = tempfile::Builder::new().prefix(name).rand_bytes(0).tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    keep_owner_and_mode(file.as_file(), old.as_ref()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(place).map_err(|cause| failed(cause.error))?;
    Ok(())
}

/// Gives a new file the owner and the mode of the old file. Without an old file, the mode is that of any other result.
#[cfg(unix)]
fn keep_owner_and_mode(file: &File, old: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Some(old) = old else { return super::write::readable_by_all(file) };
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        fchown(file, Some(old.uid()), Some(old.gid()))?;
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_owner_and_mode(_: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}
