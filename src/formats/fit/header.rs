//! The file header of a FIT file, and where its messages end.

use super::checksum::checksum;
use crate::error::{Error, ErrorKind, Result};
use crate::formats::grouped;

/// The letters in every FIT header.
const SIGNATURE: &[u8] = b".FIT";

/// Byte of the header at which these letters stand.
const SIGNATURE_AT: usize = 8;

/// Length of the header without its own checksum.
const SHORT_HEADER: usize = 12;

/// Length of the header with its own checksum.
const LONG_HEADER: usize = 14;

/// Length of the checksum behind the messages.
pub(super) const CHECKSUM_BYTES: usize = 2;

/// Where one FIT file lies within the bytes; several may follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// The first byte of the header.
    pub(super) start: usize,
    /// The first byte of the messages.
    pub(super) messages: usize,
    /// The byte after the last message that the bytes hold.
    pub(super) end: usize,
    /// The length that the header declares, to the byte after the checksum; `None` when it does not say.
    pub(super) declared: Option<usize>,
}

/// Whether a FIT header begins at this byte.
pub(super) fn is_header(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at).map(|&size| usize::from(size)), Some(SHORT_HEADER | LONG_HEADER))
        && bytes.get(at + SIGNATURE_AT..).is_some_and(|rest| rest.starts_with(SIGNATURE))
}

impl Extent {
    /// Reads the header at a byte.
    ///
    /// # Errors
    /// `Malformed` when there is none.
    pub(super) fn read(bytes: &[u8], start: usize) -> Result<Self> {
        let size = bytes.get(start).map_or(0, |&size| usize::from(size));
        if !is_header(bytes, start) {
            let found = if bytes.len() - start < SHORT_HEADER {
                format!("{} bytes", bytes.len() - start)
            } else {
                format!("a header of {size} bytes")
            };
            return Err(Error::new(ErrorKind::Malformed, "a FIT header of 12 or 14 bytes with \".FIT\" in it", found)
                .at(format!("byte {}", grouped(start)))
                .hint("export the activity again"));
        }
        let messages = (start + size).min(bytes.len());
        let declared_size = bytes[start + 4..].first_chunk().map_or(0, |raw| u32::from_le_bytes(*raw) as usize);
        let declared = (declared_size > 0).then(|| declared_size.saturating_add(messages + CHECKSUM_BYTES));
        let whole = declared.unwrap_or_else(|| undeclared_end(bytes, start));
        let end = (whole - CHECKSUM_BYTES.min(whole)).clamp(messages, bytes.len());
        Ok(Self { start, messages, end, declared })
    }

    /// The bytes of messages that the header declares; 0 when it does not say.
    pub(super) fn declared_size(&self) -> usize {
        self.declared.map_or(0, |declared| declared - CHECKSUM_BYTES - self.messages)
    }

    /// Whether the bytes end before the end that the header declares.
    pub(super) fn is_cut(&self, bytes: &[u8]) -> bool {
        self.declared.is_some_and(|declared| declared > bytes.len())
    }

    /// The byte after this file and its checksum.
    pub(super) fn next(&self, bytes: &[u8]) -> usize {
        (self.end + CHECKSUM_BYTES).min(bytes.len())
    }

    /// The checksum as computed and as written, when they differ; `None` also where none is written.
    pub(super) fn wrong_checksum(&self, bytes: &[u8]) -> Option<(u16, u16)> {
        let written = u16::from_le_bytes(*bytes.get(self.end..)?.first_chunk()?);
        let computed = checksum(&bytes[self.start..self.end]);
        (self.declared.is_some() && computed != written).then_some((computed, written))
    }

    /// The header's own checksum as computed and as written, when they differ. A checksum written as 0 means nothing.
    pub(super) fn wrong_header_checksum(&self, bytes: &[u8]) -> Option<(u16, u16)> {
        let header = &bytes[self.start..self.messages];
        let written = u16::from_le_bytes(*header.get(SHORT_HEADER..)?.first_chunk()?);
        let computed = checksum(&header[..SHORT_HEADER]);
        (written != 0 && computed != written).then_some((computed, written))
    }

    /// The extent up to a checksum at the end of the bytes, if that checksum proves the declared length wrong.
    pub(super) fn to_end_of_bytes(self, bytes: &[u8]) -> Option<Self> {
        let end = bytes.len().checked_sub(CHECKSUM_BYTES).filter(|&end| end > self.messages)?;
        let written = u16::from_le_bytes(*bytes[end..].first_chunk()?);
        (checksum(&bytes[self.start..end]) == written).then_some(Self { end, declared: None, ..self })
    }
}

/// The byte after a file whose header declares no length: the end of the bytes when they end with a checksum that fits,
/// else as far behind their end as a checksum would reach.
fn undeclared_end(bytes: &[u8], start: usize) -> usize {
    let end = bytes.len().saturating_sub(CHECKSUM_BYTES).max(start);
    let written = bytes[end..].first_chunk().map(|raw| u16::from_le_bytes(*raw));
    let has_checksum = written == Some(checksum(&bytes[start..end]));
    if has_checksum { bytes.len() } else { bytes.len() + CHECKSUM_BYTES }
}
