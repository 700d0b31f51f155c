//! Names made safe to show: a file's name may hold characters that move the cursor or turn the text around.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text, with an escape like `\u{202e}` for every character that would change the look of the text around it.
///
/// These are control characters, the marks of text direction, and the line ends of Unicode.
///
/// ```
/// use lastrep::printable::printable;
/// assert_eq!(printable("Läufe/1.fit"), "Läufe/1.fit");
/// assert_eq!(printable("a\u{1b}[2Jb\u{202e}tif.fit"), "a\\u{1b}[2Jb\\u{202e}tif.fit");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, misleads)
}

/// As [`printable`], for a text of several lines: its line ends (`\n`) stay.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |character| character != '\n' && misleads(character))
}

fn escaped(text: &str, is_unsafe: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) {
            // Writing into a string cannot fail.
            let _ = write!(safe, "{}", character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

fn misleads(character: char) -> bool {
    // Unicode Standard Annex 9, table 4: the marks, embeddings, overrides and isolates of direction.
    let turns_text =
        matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let ends_line = matches!(character, '\u{2028}' | '\u{2029}');
    character.is_control() || turns_text || ends_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_safe_is_not_copied() {
        assert!(matches!(printable("6 × 400 m, später"), Cow::Borrowed(_)));
        assert!(matches!(printable_lines("one\ntwo"), Cow::Borrowed(_)));
    }

    #[test]
    fn names_cannot_forge_lines_nor_turn_text() {
        assert_eq!(printable("a\nlastrep: all read"), "a\\u{a}lastrep: all read");
        assert_eq!(printable_lines("a\r\u{85}\u{2067}\nb\u{2028}"), "a\\u{d}\\u{85}\\u{2067}\nb\\u{2028}");
    }
}
