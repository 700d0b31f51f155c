//! Bytes in, activities out: the format is told from the bytes, the extension is only a hint.

mod gpx;
mod tcx;
mod xml;

use crate::error::{Error, ErrorKind, Result};
use crate::model::Reading;

/// The most samples of one file: 23 days at one a second.
pub const MAX_POINTS: usize = 2_000_000;

/// The bytes in which the root element of an XML file must begin.
const XML_PROLOG_BYTES: usize = 16 << 10;

/// Reads the activities in a file's bytes.
///
/// # Errors
/// `UnknownFormat` when the bytes are of no format that is read here; otherwise as the format's reader.
pub fn read(bytes: &[u8]) -> Result<Reading> {
    let head = xml::decode(&bytes[..bytes.len().min(XML_PROLOG_BYTES)]).text;
    if head.contains("<TrainingCenterDatabase") || head.contains("<Activities") {
        tcx::read(bytes)
    } else if head.contains("gpx") {
        gpx::read(bytes)
    } else {
        Err(Error::new(ErrorKind::UnknownFormat, "a GPX or TCX file", "bytes of another kind"))
    }
}

/// A count with commas between thousands: `81,920`.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
