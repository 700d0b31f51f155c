//! Opens one file. Its first bytes tell its kind, and no more bytes are read than a recording can have.

use crate::error::{Error, ErrorKind, Result};
use crate::formats::archive::Archive;
use crate::formats::other;
use crate::formats::{FileKind, MAX_FILE_BYTES, SNIFFED_BYTES, grouped, sniff};
use rawzip::FileReader;
use std::fs::{File, FileType};
use std::io::ErrorKind::NotFound;
use std::io::Read;
use std::path::Path;

/// What a file is.
#[derive(Debug)]
pub(super) enum Opened {
    /// An activity file, whole.
    File(Vec<u8>),
    /// A gz or zip file; its packed bytes stay on disk.
    Archive(Box<Archive<FileReader>>),
    /// Anything else, with its first bytes.
    Unknown(Vec<u8>),
}

/// Opens the file at a path; the label is what the members of an archive are named by.
///
/// # Errors
/// `Io` when the file cannot be read, `Limit` above [`MAX_FILE_BYTES`], and the errors of opening an archive. `Unsupported`
/// for what is no file: reading a pipe or a device could wait for ever.
pub(super) fn open(path: &Path, label: &str) -> Result<Opened> {
    let unreadable = |cause: std::io::Error| match cause.kind() {
        NotFound if !path.is_symlink() => super::absent::absent(path),
        _ => Error::io(path, "a readable file", cause),
    };
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        return Err(no_file(meta.file_type()).with_path(path));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let length = meta.len();
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(usize::MAX).min(SNIFFED_BYTES));
    (&mut file).take(SNIFFED_BYTES as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    let is_other_zip = other::of_name(label).is_some_and(|known| known.is_zip);
    match sniff(&bytes) {
        None => Ok(Opened::Unknown(bytes)),
        Some(FileKind::Zip) if is_other_zip => Ok(Opened::Unknown(bytes)),
        Some(kind) if kind.is_archive() => {
            Ok(Opened::Archive(Box::new(Archive::open(label, FileReader::from(file), length)?)))
        }
        Some(_) => {
            if length > MAX_FILE_BYTES as u64 {
                return Err(too_large(length));
            }
            // A file that grows meanwhile is read up to one byte above the limit; the reader then reports the limit.
            let more = MAX_FILE_BYTES + 1 - bytes.len();
            bytes.reserve_exact((length as usize).saturating_sub(bytes.len()));
            file.take(more as u64).read_to_end(&mut bytes).map_err(unreadable)?;
            Ok(Opened::File(bytes))
        }
    }
}

fn too_large(length: u64) -> Error {
    let found = format!("{} bytes", grouped(usize::try_from(length).unwrap_or(usize::MAX)));
    Error::new(ErrorKind::Limit, format!("at most {} bytes", grouped(MAX_FILE_BYTES)), found)
        .at("the whole file")
        .hint("no recording is so large: check what the file is")
}

fn no_file(kind: FileType) -> Error {
    Error::new(ErrorKind::Unsupported, "a file", word(kind))
        .at("its place on disk")
        .hint("copy what comes out of it into a file, or take it away")
}

#[cfg(unix)]
fn word(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_dir() => "a folder",
        kind if kind.is_fifo() => "a named pipe",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_char_device() || kind.is_block_device() => "a device",
        _ => "something else",
    }
}

#[cfg(not(unix))]
fn word(kind: FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "something else" }
}
