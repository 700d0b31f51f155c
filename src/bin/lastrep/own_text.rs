//! The text of a file that the user wrote, whatever its encoding.

use anyhow::{Context, Result};
use std::path::Path;

/// The text of one of the runner's own files, whatever its encoding.
pub(crate) fn read_own(path: &Path, notes: &mut Vec<String>) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|cause| unread(path, cause))?;
    let own = lastrep::formats::own_text(&bytes).with_context(|| failed_to_read(path))?;
    notes.extend(own.note().map(|note| format!("{}: {}", path.display(), note.text)));
    Ok(own.text)
}

fn unread(path: &Path, cause: std::io::Error) -> anyhow::Error {
    match cause.kind() {
        std::io::ErrorKind::NotFound if !path.is_symlink() => lastrep::batch::absent(path).into(),
        _ => anyhow::Error::new(cause).context(failed_to_read(path)),
    }
}

/// What failed, in front of the reason.
pub(crate) fn failed_to_read(path: &Path) -> String {
    format!("failed to read {}", path.display())
}
