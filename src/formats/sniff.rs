//! What a file is, from its first bytes.

/// A kind of file that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// FIT.
    Fit,
    /// GPX.
    Gpx,
    /// Training Center XML.
    Tcx,
    /// A session of a Polar account export.
    Polar,
    /// One packed file.
    Gzip,
    /// An archive of files.
    Zip,
}

/// What every file should be: a recording of one of these kinds.
pub(super) const EXPECTED: &str = "a FIT, GPX or TCX file, or a session of a Polar export";

impl FileKind {
    /// Whether files are packed in it. Any other kind is a recording.
    pub fn is_archive(self) -> bool {
        matches!(self, Self::Gzip | Self::Zip)
    }
}

/// Number of first bytes in which the root element of an XML file must begin: declarations and comments may stand
/// before it.
const XML_PROLOG_BYTES: usize = 16 << 10;

/// The number of bytes that [`sniff`] looks at.
pub(crate) const SNIFFED_BYTES: usize = XML_PROLOG_BYTES;

/// What the bytes are; `None` for anything that is not opened here. The beginning of a file is enough.
///
/// ```
/// use lastrep::formats::{FileKind, sniff};
/// assert_eq!(sniff(b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT"), Some(FileKind::Fit));
/// assert_eq!(sniff(b"\xef\xbb\xbf <?xml version='1.0'?><gpx>"), Some(FileKind::Gpx));
/// assert_eq!(sniff(b"name;distance"), None);
/// ```
pub fn sniff(bytes: &[u8]) -> Option<FileKind> {
    if bytes.get(8..12) == Some(b".FIT") {
        return Some(FileKind::Fit);
    }
    match bytes {
        [0x1F, 0x8B, ..] => Some(FileKind::Gzip),
        // A member, an empty archive, or a split one.
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Some(FileKind::Zip),
        _ => {
            let text = narrow(&bytes[..bytes.len().min(XML_PROLOG_BYTES)]);
            root_name(&text).and_then(kind_of_root).or_else(|| is_polar(&text).then_some(FileKind::Polar))
        }
    }
}

/// Names at the beginning of every session of a Polar export. A planned session of the export has no end.
const POLAR_NAMES: [&[u8]; 3] = [b"\"startTime\"", b"\"stopTime\"", b"\"exercises\""];

fn is_polar(text: &[u8]) -> bool {
    let has = |name: &&[u8]| text.windows(name.len()).any(|window| window == *name);
    text.trim_ascii_start().starts_with(b"{") && POLAR_NAMES.iter().all(has)
}

fn kind_of_root(name: &[u8]) -> Option<FileKind> {
    let local = name.rsplit(|&byte| byte == b':').next()?;
    if local.eq_ignore_ascii_case(b"gpx") {
        Some(FileKind::Gpx)
    } else if local.eq_ignore_ascii_case(b"TrainingCenterDatabase") || local == b"Activities" {
        Some(FileKind::Tcx)
    } else {
        None
    }
}

/// The text with one byte per character and without byte-order marks. UTF-16 loses its zero bytes, which suffices for
/// the names looked for.
fn narrow(bytes: &[u8]) -> Vec<u8> {
    let is_wide = bytes.iter().take(64).any(|&byte| byte == 0);
    let keep = |byte: &u8| !(matches!(*byte, 0xEF | 0xBB | 0xBF | 0xFE | 0xFF) || is_wide && *byte == 0);
    bytes.iter().copied().filter(keep).collect()
}

/// The name of the root element, after blanks, declarations, comments and a document type.
fn root_name(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    loop {
        rest = rest.trim_ascii_start().strip_prefix(b"<")?;
        match rest {
            [b'?', ..] => rest = after(rest, b"?>")?,
            [b'!', b'-', b'-', ..] => rest = after(&rest[3..], b"-->")?,
            [b'!', ..] => rest = after_document_type(rest)?,
            _ => {
                let is_end = |&byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
                let end = rest.iter().position(is_end).unwrap_or(rest.len());
                return Some(&rest[..end]);
            }
        }
    }
}

/// What follows the first occurrence of a mark.
fn after<'a>(text: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    text.windows(mark.len()).position(|window| window == mark).map(|at| &text[at + mark.len()..])
}

/// What follows a document type, with or without a bracketed part.
fn after_document_type(text: &[u8]) -> Option<&[u8]> {
    let mut depth = 0_i32;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            b'>' if depth <= 0 => return Some(&text[at + 1..]),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{FileKind, sniff};

    #[test]
    fn roots_are_found_behind_what_stands_before_them() {
        let text =
            "\r\n<?xml version=\"1.0\"?>\n<!-- <tcx> --><!DOCTYPE gpx [<!ENTITY a \"b>\">]><n:gpx version=\"1.1\">";
        assert_eq!(sniff(text.as_bytes()), Some(FileKind::Gpx));
        assert_eq!(sniff(b"<TrainingCenterDatabase xmlns='x'>"), Some(FileKind::Tcx));
        assert_eq!(sniff(b"<kml>"), None);
        assert_eq!(sniff(b"<?xml version='1.0'"), None);
    }

    #[test]
    fn utf_16_is_seen_through() {
        let text = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><gpx>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((sniff(&little), sniff(&big)), (Some(FileKind::Gpx), Some(FileKind::Gpx)));
    }

    #[test]
    fn archives_are_known_by_their_first_bytes() {
        assert_eq!(sniff(&[0x1F, 0x8B, 8]), Some(FileKind::Gzip));
        assert_eq!(sniff(b"PK\x05\x06"), Some(FileKind::Zip));
        assert_eq!(sniff(b"PKZIP"), None);
    }

    #[test]
    fn a_session_of_a_polar_export_has_exercises_and_an_end() {
        let session = b"\xef\xbb\xbf {\"startTime\": \"x\", \"stopTime\": \"y\", \"exercises\": [";
        assert_eq!(sniff(session), Some(FileKind::Polar));
        assert_eq!(sniff(b"{\"startTime\": \"x\", \"exercises\": [{\"phases\": []}]}"), None, "a planned session");
    }
}
