//! Writes results whole: each to a temporary name in the same folder, then renamed.

use super::history::Ledger;
use crate::error::{Error, Result};
use crate::report::tables;
use std::io::Write;
use std::path::Path;

/// Makes the folder and tries it, so that a wrong place is known before the work.
pub(super) fn check_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "a folder to write into", cause))?;
    tempfile::NamedTempFile::new_in(folder).map_err(|cause| Error::io(folder, "a folder to write into", cause))?;
    Ok(())
}

/// Writes bytes under a name in a folder, whole or not at all.
pub(super) fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    let failed = |cause: std::io::Error| Error::io(&path, "a file that can be written", cause);
    let mut file = tempfile::Builder::new().prefix(".lastrep-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    readable_by_all(file.as_file()).map_err(failed)?;
    file.persist(&path).map_err(|cause| failed(cause.error))?;
    Ok(())
}

/// Temporary files are made for their owner alone; results are like any other file.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

pub(super) fn write_tables(folder: &Path, ledger: &Ledger) -> Result<()> {
    write_whole(folder, "workouts.csv", &tables::workouts(&ledger.done)?)?;
    write_whole(folder, "segments.csv", &tables::segments(&ledger.done)?)?;
    write_whole(folder, "problems.csv", &tables::problems(&ledger.failed)?)
}
