//! Bytes in, activities out: the format is told from the bytes, the extension is only a hint.

mod gpx;
mod tcx;
mod xml;

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Format, Reading};

/// Reads one activity file, not an archive.
///
/// # Errors
/// [`ErrorKind::UnknownFormat`] when the bytes are of no format that is read here; otherwise as the format's reader.
pub fn read(bytes: &[u8]) -> Result<Reading> {
    match xml::format(bytes) {
        Some(Format::Gpx) => gpx::read(bytes),
        Some(Format::Tcx) => tcx::read(bytes),
        _ => Err(Error::new(ErrorKind::UnknownFormat, "a GPX or TCX file", "bytes of another kind")),
    }
}
