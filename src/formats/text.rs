//! The runner's own tables: text in any encoding that people's programs write, to UTF-8 and back.
//!
//! The encoding by a byte-order mark or by zero bytes is found here, for exports, too. A table has no declaration:
//! bytes that are not UTF-8 are taken as Windows-1252, the one other encoding that spreadsheets write. Latin-1 is a
//! part of it.

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Note, Stage};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and how it was written.
#[derive(Debug, Clone)]
pub struct OwnText {
    /// The text, without a byte-order mark.
    pub text: String,
    encoding: &'static Encoding,
    /// The bytes of the byte-order mark.
    mark: Vec<u8>,
}

/// The encoding by the first bytes, and the length of the byte-order mark; `None` when the first bytes do not show it.
pub(super) fn told_encoding(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    let by_zeros = match bytes {
        [first, 0, ..] if *first != 0 => Some((UTF_16LE, 0)),
        [0, second, ..] if *second != 0 => Some((UTF_16BE, 0)),
        _ => None,
    };
    Encoding::for_bom(bytes).or(by_zeros)
}

/// Decodes a table that the runner wrote.
///
/// # Errors
/// `Config` when it is UTF-16 with broken characters.
///
/// ```
/// assert_eq!(lastrep::formats::own_text(b"m\xfcde")?.text, "m\u{fc}de");
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn own_text(bytes: &[u8]) -> Result<OwnText> {
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    let guessed = || (if is_utf8() { UTF_8 } else { WINDOWS_1252 }, 0);
    let (encoding, mark) = told_encoding(bytes).unwrap_or_else(guessed);
    let (text, is_damaged) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if is_damaged {
        let found = format!("characters that are none in {}", encoding.name());
        return Err(Error::new(ErrorKind::Config, "readable text", found).hint("save the file as UTF-8"));
    }
    Ok(OwnText { text: text.into_owned(), encoding, mark: bytes[..mark].to_vec() })
}

impl OwnText {
    /// A caveat where the encoding is a guess.
    pub fn note(&self) -> Option<Note> {
        let text = "not UTF-8, so read as Windows-1252 (Latin-1); save it as UTF-8 if letters look wrong";
        (self.encoding == WINDOWS_1252).then(|| Note::new(Stage::Read, text))
    }

    /// Another text in the same encoding, with the same byte-order mark.
    ///
    /// # Errors
    /// `Config` for a character that the encoding does not have.
    pub fn encode(&self, text: &str) -> Result<Vec<u8>> {
        let body = if self.encoding == UTF_16LE {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else if self.encoding == UTF_16BE {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        } else {
            let (bytes, _, is_lossy) = self.encoding.encode(text);
            if is_lossy {
                let found = "one that it does not have";
                return Err(Error::new(ErrorKind::Config, format!("characters of {}", self.encoding.name()), found)
                    .hint("save the file as UTF-8, or use other characters"));
            }
            bytes.into_owned()
        };
        Ok([self.mark.as_slice(), &body].concat())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "date,notes\n2026-05-01,m\u{fc}de\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_is_read_and_written_as_it_was() {
        let latin: Vec<u8> = TEXT.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let marked = format!("\u{feff}{TEXT}");
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            latin.clone(),
            utf16(TEXT, u16::to_le_bytes),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
        ] {
            let own = own_text(&bytes).unwrap();
            assert_eq!(own.text, TEXT);
            assert_eq!(own.note().is_some(), bytes == latin);
            assert_eq!(own.encode(&own.text).unwrap(), bytes);
        }
        let read = own_text(b"50 \x80").unwrap();
        assert_eq!(read.text, "50 \u{20ac}");
        assert!(read.encode("\u{2248}").unwrap_err().to_string().contains("characters of windows-1252"));
        assert!(own_text(b"\xff\xfea").unwrap_err().to_string().ends_with("save the file as UTF-8"));
    }

    proptest! {
        #[test]
        fn bytes_come_back_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
            if let Ok(own) = own_text(&bytes) {
                prop_assert_eq!(own.encode(&own.text).unwrap(), bytes);
            }
        }
    }
}
