//! Bytes in, activities out: the format is known by the bytes; the extension is only a hint.

pub mod archive;
pub mod beside;
mod fit;
mod gpx;
mod limits;
pub mod other;
mod polar;
mod sniff;
mod tcx;
mod text;
mod xml;

pub(crate) use limits::grouped;
pub use limits::{MAX_FILE_BYTES, MAX_MARKS, MAX_MEMBER_BYTES, MAX_MEMBERS, MAX_POINTS, MAX_RATIO};
pub use polar::is_polar_name;
pub(crate) use sniff::SNIFFED_BYTES;
pub use sniff::{FileKind, sniff};
pub use text::{OwnText, own_text};

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Reading, Workout};
use sniff::EXPECTED;

/// Number of first bytes shown of a file that is not known.
const SHOWN_BYTES: usize = 16;

/// Reads the planned workout of a FIT file: one made for the watch, or the one that an activity followed.
///
/// # Errors
/// `UnknownFormat` when the bytes are no FIT file, `Malformed` when damage comes first, `NoUsableData` without a
/// workout.
pub fn read_workout(bytes: &[u8]) -> Result<Workout> {
    match sniff(bytes) {
        Some(FileKind::Fit) => fit::read_workout(bytes),
        _ => Err(Error::new(ErrorKind::UnknownFormat, "a FIT file", beginning(bytes)).at("byte 0")),
    }
}

/// Reads the activities in a file's bytes.
///
/// # Errors
/// `UnknownFormat` when the bytes are of no format that is read here; `Unsupported` for an archive, which is opened by
/// `archive`; `Limit` above `MAX_FILE_BYTES`; and those of the format: `Malformed`, `NotAnActivity`,
/// `NoUsableData`, `Limit`.
pub fn read(bytes: &[u8]) -> Result<Reading> {
    if bytes.len() > MAX_FILE_BYTES {
        let found = format!("{} bytes", grouped(bytes.len()));
        let expected = format!("at most {} bytes", grouped(MAX_FILE_BYTES));
        return Err(Error::new(ErrorKind::Limit, expected, found)
            .at("the whole file")
            .hint("no recording is so large: check what the file is"));
    }
    match sniff(bytes) {
        Some(FileKind::Fit) => fit::read(bytes),
        Some(FileKind::Gpx) => gpx::read(bytes),
        Some(FileKind::Tcx) => tcx::read(bytes),
        Some(FileKind::Polar) => polar::read(bytes),
        Some(FileKind::Gzip | FileKind::Zip) => {
            Err(Error::new(ErrorKind::Unsupported, EXPECTED, "an archive in an archive")
                .at("byte 0")
                .hint("unpack the archive once"))
        }
        None => Err(Error::new(ErrorKind::UnknownFormat, EXPECTED, beginning(bytes))
            .at("byte 0")
            .hint("export the activity as FIT, GPX or TCX")),
    }
}

/// How unknown bytes begin, in words: text as text, other bytes as hexadecimal numbers.
fn beginning(bytes: &[u8]) -> String {
    let first = &bytes[..bytes.len().min(SHOWN_BYTES)];
    if first.is_empty() {
        "an empty file".to_owned()
    } else if first.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) {
        let text: String = first.iter().map(|&byte| char::from(byte)).collect();
        format!("text that begins {:?}", text.trim())
    } else {
        let hex: Vec<String> = first.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("bytes that begin {}", hex.join(" "))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::read;
    use crate::error::ErrorKind;

    #[test]
    fn unknown_bytes_are_shown() {
        let error = read(b"name;distance\n").err().unwrap();
        assert_eq!(error.kind(), ErrorKind::UnknownFormat);
        assert_eq!(error.found(), "text that begins \"name;distance\"");
        assert_eq!(read(b"").err().unwrap().found(), "an empty file");
        assert_eq!(read(&[0x89, 0x50]).err().unwrap().found(), "bytes that begin 89 50");
        assert_eq!(read(b"PK\x03\x04").err().unwrap().kind(), ErrorKind::Unsupported);
    }
}
