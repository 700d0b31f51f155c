//! One pull pass over an XML text: a visitor hears of each element when it opens and when it closes.

use std::borrow::Cow;
use std::fmt;

use quick_xml::errors::{Error as XmlError, SyntaxError};
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::error::{Error, ErrorKind, Result};
use crate::formats::grouped;
use crate::model::{Note, Stage};

/// Deepest nesting of elements that is followed; exports use about ten levels.
pub(in crate::formats) const MAX_DEPTH: usize = 256;

/// What a format makes of the elements.
pub(crate) trait Visitor {
    /// What an element is, by its name and its parent.
    type Tag: Copy;
    /// The parent of the root element.
    const OUTSIDE: Self::Tag;

    /// What an element is.
    fn tag(parent: Self::Tag, local_name: &[u8]) -> Self::Tag;

    /// Whether the blanks in an element's text matter.
    fn is_prose(tag: Self::Tag) -> bool;

    /// An element begins.
    fn open(&mut self, tag: Self::Tag, element: &BytesStart<'_>) -> Result<()>;

    /// An element ends; `text` is its own text behind its last child.
    fn close(&mut self, tag: Self::Tag, text: &str) -> Result<()>;
}

/// What the scan saw of damage.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    stop: Option<XmlDamage>,
    mismatched: Option<(ElementPlace, usize)>,
}

/// Where and why a scan ended too early.
#[derive(Debug)]
struct XmlDamage {
    place: ElementPlace,
    is_truncation: bool,
    cause: String,
}

/// A place in the decoded text, both from 1.
#[derive(Debug, Clone, Copy)]
struct ElementPlace {
    line: usize,
    column: usize,
}

impl Scan {
    /// The caveats, given how many samples could be kept.
    pub(crate) fn notes(&self, kept: usize) -> Vec<Note> {
        let stop = self.stop.as_ref().map(|damage| {
            let what = if damage.is_truncation { "truncated" } else { "damaged" };
            let cause = &damage.cause;
            format!("{what} at {}: {} samples before it kept ({cause})", damage.place, grouped(kept))
        });
        let mismatched = self.mismatched.map(|(place, count)| {
            format!("{} closing tags do not match their opening, the first at {place}", grouped(count))
        });
        mismatched.into_iter().chain(stop).map(|text| Note::new(Stage::Read, text)).collect()
    }

    /// The error of a file whose damage left nothing to keep; `None` for a sound one.
    pub(crate) fn error(&self, expected: &str) -> Option<Error> {
        let damage = self.stop.as_ref()?;
        Some(
            Error::new(ErrorKind::Malformed, expected, damage.cause.clone())
                .at(damage.place.to_string())
                .hint("export the activity again"),
        )
    }
}

impl fmt::Display for ElementPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", grouped(self.line), grouped(self.column))
    }
}

/// Scans a text from its first to its last event.
///
/// Damage ends the scan without an error: the visitor keeps what it heard of. Elements still open then are not closed.
/// A closing tag of the wrong name closes the innermost element.
///
/// # Errors
/// [`ErrorKind::Limit`] when elements nest deeper than [`MAX_DEPTH`]; the visitor's errors.
pub(crate) fn scan<V: Visitor>(text: &str, visitor: &mut V) -> Result<Scan> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut open: Vec<V::Tag> = Vec::with_capacity(MAX_DEPTH);
    let mut value: Cow<'_, str> = Cow::Borrowed("");
    let mut scan = Scan::default();
    loop {
        let parent = open.last().copied().unwrap_or(V::OUTSIDE);
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let tag = V::tag(parent, element.local_name().as_ref().as_bytes());
                if open.len() == MAX_DEPTH {
                    return Err(too_deep(place(text, reader.buffer_position())));
                }
                open.push(tag);
                // Most text events are blanks between elements: they are skipped where blanks do not matter.
                reader.config_mut().trim_text_start = !V::is_prose(tag);
                visitor.open(tag, &element)?;
                value = Cow::Borrowed("");
            }
            Ok(Event::Empty(element)) => {
                let tag = V::tag(parent, element.local_name().as_ref().as_bytes());
                visitor.open(tag, &element)?;
                visitor.close(tag, "")?;
                value = Cow::Borrowed("");
            }
            Ok(Event::Text(piece)) => append(&mut value, piece.into_inner()),
            Ok(Event::CData(piece)) => append(&mut value, piece.into_inner()),
            Ok(Event::GeneralRef(reference)) => append(&mut value, Cow::Owned(resolve(&reference))),
            Ok(Event::End(_)) => {
                open.pop();
                reader.config_mut().trim_text_start = true;
                visitor.close(parent, &value)?;
                value = Cow::Borrowed("");
            }
            Ok(Event::Eof) => {
                scan.stop = unclosed(text, open.len());
                return Ok(scan);
            }
            Ok(_) => {}
            Err(XmlError::IllFormed(_)) => {
                let first = scan.mismatched.map_or_else(|| place(text, reader.error_position()), |(place, _)| place);
                scan.mismatched = Some((first, scan.mismatched.map_or(1, |(_, count)| count + 1)));
                if open.pop().is_some() {
                    visitor.close(parent, &value)?;
                }
                value = Cow::Borrowed("");
            }
            Err(error) => {
                scan.stop = Some(damage(text, reader.error_position(), &error));
                return Ok(scan);
            }
        }
    }
}

/// The value of an attribute by its local name, unescaped.
pub(crate) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let (_, value) = attributes(element).find(|(found, _)| *found == name)?;
    Some(unescape(value).unwrap_or(Cow::Borrowed(value)))
}

/// The attributes of an element: local names and values as they stand, in quotes of either kind or in none.
///
/// Most bytes of a GPX point are its two attributes. quick-xml's iterator checks each name and value once more and does
/// not take a value without quotes.
#[inline]
pub(crate) fn attributes<'a>(element: &'a BytesStart<'_>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut rest = element.attributes_raw();
    std::iter::from_fn(move || {
        let (name, value) = split(rest, |byte| byte == b'=')?;
        let value = value.trim_ascii_start();
        let (value, after) = match value.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => split(&value[1..], |byte| byte == quote)?,
            _ => split(value, |byte| byte.is_ascii_whitespace()).unwrap_or((value, "")),
        };
        rest = after;
        let name = name.trim_ascii();
        Some((split(name, |byte| byte == b':').map_or(name, |(_, local)| local), value))
    })
}

/// The text before and after the first byte that is a mark. Marks must be ASCII.
#[inline]
fn split(text: &str, is_mark: impl Fn(u8) -> bool) -> Option<(&str, &str)> {
    let at = text.bytes().position(is_mark)?;
    Some((&text[..at], &text[at + 1..]))
}

/// Adds a piece to an element's text; the first piece is only borrowed.
#[inline]
fn append<'a>(value: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if value.is_empty() {
        *value = piece;
    } else {
        value.to_mut().push_str(&piece);
    }
}

/// The character of a reference, or the reference as it stands: entities of the document are never expanded.
fn resolve(reference: &BytesRef<'_>) -> String {
    let name: &str = reference;
    let character = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    };
    character.map_or_else(|| format!("&{name};"), String::from)
}

fn unclosed(text: &str, depth: usize) -> Option<XmlDamage> {
    let cause = format!("the text ends inside {depth} open elements");
    (depth > 0).then(|| XmlDamage { place: place(text, text.len() as u64), is_truncation: true, cause })
}

fn damage(text: &str, offset: u64, error: &XmlError) -> XmlDamage {
    let is_truncation = matches!(error, XmlError::Syntax(syntax) if *syntax != SyntaxError::InvalidBangMarkup);
    XmlDamage { place: place(text, offset), is_truncation, cause: error.to_string() }
}

fn too_deep(place: ElementPlace) -> Error {
    Error::new(ErrorKind::Limit, format!("at most {MAX_DEPTH} nested elements"), "deeper nesting").at(place.to_string())
}

/// The line and column of a byte offset.
fn place(text: &str, offset: u64) -> ElementPlace {
    let end = usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
    let before = &text.as_bytes()[..end];
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let line = before.split(|&byte| byte == b'\n').count();
    ElementPlace { line, column: end - line_start + 1 }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// Writes down what it hears.
    #[derive(Default)]
    struct Scribe(Vec<String>);

    impl Visitor for Scribe {
        type Tag = usize;
        const OUTSIDE: usize = 0;

        fn tag(parent: usize, local_name: &[u8]) -> usize {
            (parent * 10 + local_name.len()) % 1000
        }

        fn is_prose(_: usize) -> bool {
            true
        }

        fn open(&mut self, tag: usize, _: &BytesStart<'_>) -> Result<()> {
            self.0.push(format!("+{tag}"));
            Ok(())
        }

        fn close(&mut self, tag: usize, text: &str) -> Result<()> {
            self.0.push(format!("-{tag}:{text}"));
            Ok(())
        }
    }

    fn heard(text: &str) -> (Vec<String>, Scan) {
        let mut scribe = Scribe::default();
        let scan = scan(text, &mut scribe).unwrap();
        (scribe.0, scan)
    }

    #[test]
    fn elements_are_named_by_local_name_and_parent() {
        let (lines, scan) = heard("<?xml version='1.0'?><a><odd:bb>1</odd:bb><!-- x --><c/></a>");
        assert_eq!(lines, ["+1", "+12", "-12:1", "+11", "-11:", "-1:"]);
        assert!(scan.notes(0).is_empty());
    }

    #[test]
    fn references_join_the_text_and_bare_ampersands_stay() {
        let (lines, _) = heard("<a>R&amp;D &#8211; A & B <![CDATA[<6 x 400>]]> &bomb;</a>");
        assert_eq!(lines[1], "-1:R&D \u{2013} A & B <6 x 400> &bomb;");
    }

    #[test]
    fn a_cut_text_is_truncated_where_it_ends() {
        let (lines, scan) = heard("<a>\n<b>1</b>\n<c>2");
        assert_eq!(lines, ["+1", "+11", "-11:1", "+11"]);
        let note = &scan.notes(1234)[0].text;
        assert_eq!(
            note,
            "truncated at line 3, column 5: 1,234 samples before it kept (the text ends inside 2 open elements)"
        );
        assert!(heard("<a><b x=\"1").1.notes(0)[0].text.starts_with("truncated at line 1, column 4"));
    }

    #[test]
    fn a_wrong_closing_tag_closes_the_innermost_element() {
        let (lines, scan) = heard("<a><b>1</x><b>2</b></a></a>");
        assert_eq!(lines, ["+1", "+11", "-11:1", "+11", "-11:2", "-1:"]);
        let note = &scan.notes(0)[0].text;
        assert_eq!(note, "2 closing tags do not match their opening, the first at line 1, column 8");
    }

    #[test]
    fn deep_nesting_meets_the_limit() {
        let text = "<a>".repeat(MAX_DEPTH + 1);
        let error = scan(&text, &mut Scribe::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
    }

    #[test]
    fn attributes_are_found_whatever_their_quotes() {
        let start = BytesStart::from_content("p x:lat='1.5'lon = 2\n n=\"a&amp;b='\" open='", 1);
        assert_eq!(attribute(&start, "lat").unwrap(), "1.5");
        assert_eq!(attribute(&start, "lon").unwrap(), "2");
        assert_eq!(attribute(&start, "n").unwrap(), "a&b='");
        assert_eq!(attribute(&start, "open"), None);
        assert_eq!(attribute(&start, "none"), None);
    }
}
