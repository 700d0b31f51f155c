//! Writes results whole: each to a temporary name in the same folder, then renamed.

use crate::error::{Error, ErrorKind, Result};
use crate::model::{TableFiles, TableFormat};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The beginning of the names of temporary files.
pub(super) const TEMPORARY: &str = ".lastrep-";

/// The tables of a run, without the endings of their files.
pub(super) const TABLES: [&str; 9] =
    ["workouts", "segments", "scores", "recordings", "readings", "decisions", "bests", "weeks", PROBLEMS];

/// The table of the files that gave no activity.
pub(super) const PROBLEMS: &str = "problems";

/// The name of the file of a table.
pub(super) fn file_of(table: &str, format: TableFormat) -> String {
    format!("{table}.{}", format.ending())
}

/// The names of the files of a table.
pub(super) fn files_of(table: &str, files: TableFiles) -> impl Iterator<Item = String> {
    files.formats().iter().map(move |format| file_of(table, *format))
}

/// The names of the files of the tables of a run.
pub(super) fn table_files(files: TableFiles) -> impl Iterator<Item = String> {
    TABLES.iter().flat_map(move |table| files_of(table, files))
}

/// The folder of the pictures, inside the folder of results.
pub(super) const CHARTS: &str = "charts";

/// How the names of pictures of seasons begin.
pub(super) const SEASON: &str = "season";

/// The table of a team, where there are several runners.
pub(super) const TEAM: &str = "team";

/// The page of a run.
pub(super) const PAGE: &str = "index.html";

/// The folder of what the page loads, inside the folder of results.
pub(super) const DETAILS: &str = "details";

/// Makes the folder and tries to write into it, so that a wrong place is known before the work.
pub(super) fn check_folder(folder: &Path) -> Result<()> {
    make_folder(folder)?;
    NamedTempFile::new_in(folder).map_err(|cause| Error::io(folder, "a folder to write into", cause))?;
    Ok(())
}

/// Makes a folder and the folders above it.
///
/// # Errors
/// `Config` if something else has the name of one of these folders, `Io` when a folder cannot be made.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    // A link that leads nowhere takes the name, too.
    let there = folder.ancestors().find(|path| path.symlink_metadata().is_ok());
    if let Some(other) = there.filter(|there| !there.is_dir()) {
        let found = if other.exists() { "a file" } else { "a link that leads nowhere" };
        return Err(Error::new(ErrorKind::Config, "a folder to write into", found)
            .with_path(other)
            .hint("name another folder, or move it elsewhere"));
    }
    std::fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "a folder to write into", cause))
}

/// Writes bytes under a name in a folder, whole or not at all.
pub(super) fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let mut file = GrowingFile::begin(folder, name)?;
    file.push(bytes)?;
    file.end()
}

/// A file that is written part by part: it has its name once it is whole, and is gone if it never is.
#[derive(Debug)]
pub(super) struct GrowingFile {
    path: PathBuf,
    file: NamedTempFile,
}

impl GrowingFile {
    pub(super) fn begin(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder);
        Ok(Self { file: file.map_err(|cause| unwritten(&path, cause))?, path })
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|cause| unwritten(&self.path, cause))
    }

    pub(super) fn end(self) -> Result<()> {
        let Self { path, file } = self;
        readable_by_all(file.as_file()).map_err(|cause| unwritten(&path, cause))?;
        file.persist(&path).map_err(|cause| unwritten(&path, cause.error))?;
        Ok(())
    }
}

fn unwritten(path: &Path, cause: std::io::Error) -> Error {
    Error::io(path, "a file that can be written", cause)
}

/// Writes a file at a path, whole or not at all.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| !path.is_dir()) else {
        let found = path.display().to_string();
        return Err(Error::new(ErrorKind::Config, "a file name to write to", found).hint("name a file, not a folder"));
    };
    write_whole(folder, name, bytes)
}

/// Lets all read a file. A temporary file is made for its owner alone, but a result is like any other file.
#[cfg(unix)]
pub(super) fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn readable_by_all(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
