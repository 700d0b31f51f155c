//! Any text encoding in, UTF-8 out; borrowed when it is UTF-8 already.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::formats::grouped;
use crate::formats::text::told_encoding;
use crate::model::{Note, Stage};

/// Bytes in which the XML declaration must end.
const DECLARATION_BYTES: usize = 256;

/// A file as text, without what stands before its first element or declaration.
pub(crate) struct Decoded<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// Caveats: bytes that were replaced.
    pub(crate) notes: Vec<Note>,
}

/// Decodes a file: byte-order mark, then UTF-16 by its zero bytes, then the declaration's encoding, then UTF-8.
///
/// # Source
/// XML 1.0 (fifth edition), appendix F: autodetection of character encodings.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (encoding, body) = encoding(bytes);
    if encoding == UTF_8 {
        return decode_utf8(body, bytes.len() - body.len());
    }
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let note = format!("text is not sound {}: characters replaced", encoding.name());
    Decoded {
        text: without_leading_blanks(text),
        notes: if damaged { vec![Note::new(Stage::Read, note)] } else { Vec::new() },
    }
}

fn decode_utf8(body: &[u8], offset: usize) -> Decoded<'_> {
    match std::str::from_utf8(body) {
        Ok(text) => Decoded { text: without_leading_blanks(Cow::Borrowed(text)), notes: Vec::new() },
        Err(error) => {
            let place = grouped(offset + error.valid_up_to());
            let note = format!("text is not UTF-8 from byte {place} on: characters replaced");
            Decoded {
                text: without_leading_blanks(String::from_utf8_lossy(body)),
                notes: vec![Note::new(Stage::Read, note)],
            }
        }
    }
}

/// The encoding of a file and its bytes behind the byte-order mark.
fn encoding(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    if let Some((encoding, length)) = told_encoding(bytes) {
        return (encoding, &bytes[length..]);
    }
    // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    let one_byte = declared(bytes).filter(|named| *named != UTF_16LE && *named != UTF_16BE && *named != UTF_8);
    (one_byte.filter(|_| !bytes.is_ascii()).unwrap_or(UTF_8), bytes)
}

/// The encoding that the XML declaration names, if there is one and it is known.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let rest = bytes.trim_ascii_start();
    let rest = rest.strip_prefix(b"<?xml")?;
    let rest = &rest[..rest.len().min(DECLARATION_BYTES)];
    let end = rest.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&rest[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.trim_start().strip_prefix('=')?.trim().trim_start_matches(['"', '\'']);
    Encoding::for_label(label.split(['"', '\'']).next()?.as_bytes())
}

/// The text from its first character that is not blank: many exporters write blanks before `<?xml`.
fn without_leading_blanks(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches(is_blank)),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches(is_blank).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GPX: &str = "<?xml version=\"1.0\"?><gpx><name>M\u{fc}nchen</name></gpx>";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_is_borrowed_with_and_without_a_mark_or_blanks() {
        for text in [GPX.to_owned(), format!("\u{feff}{GPX}"), format!("\u{feff}\r\n  {GPX}")] {
            let decoded = decode(text.as_bytes());
            assert!(matches!(decoded.text, Cow::Borrowed(_)));
            assert_eq!(decoded.text, GPX);
            assert!(decoded.notes.is_empty());
        }
    }

    #[test]
    fn utf16_is_told_from_its_mark_or_its_zero_bytes() {
        for text in [GPX.to_owned(), format!("\u{feff}{GPX}"), format!("\n{GPX}")] {
            for order in [u16::to_le_bytes, u16::to_be_bytes] {
                let bytes = utf16(&text, order);
                assert_eq!(decode(&bytes).text, GPX);
            }
        }
    }

    #[test]
    fn the_declared_encoding_is_used() {
        for label in ["ISO-8859-1", "windows-1252", "latin1"] {
            let mut bytes = format!("<?xml version='1.0' encoding='{label}'?><gpx><name>M").into_bytes();
            bytes.push(0xfc);
            assert!(decode(&bytes).text.ends_with("<name>M\u{fc}"));
        }
        assert_eq!(decode(b"<?xml version=\"1.0\" encoding=\"utf-16\"?><gpx/>").text.len(), 45);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced_with_a_note() {
        let decoded = decode(b"<gpx>\xff</gpx>");
        assert_eq!(decoded.text, "<gpx>\u{fffd}</gpx>");
        assert_eq!(decoded.notes[0].text, "text is not UTF-8 from byte 5 on: characters replaced");
    }
}
