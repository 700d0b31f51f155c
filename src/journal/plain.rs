//! Names in a table that lastrep writes and reads back. A name that would change on the way gets an apostrophe in front.
//!
//! A spreadsheet runs `=cmd` as a formula. A reader of tables takes `#1.fit` for a remark and trims ` a.fit`. The
//! apostrophe says that the text after it is to be taken as it stands.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// The mark in front of a text that is to be taken as it stands.
const MARK: char = '\'';
/// A line of a table that begins with this is a remark.
const REMARK: char = '#';

/// The cell of a text, which a spreadsheet does not run as a formula.
pub(crate) fn unformulated(text: &str) -> Cow<'_, str> {
    marked(text, is_formula)
}

/// The cell of a name. [`name`] reads every name back as it was.
///
/// ```
/// use lastrep::journal::{marked_name, name};
/// assert_eq!(marked_name("=a.fit"), "'=a.fit");
/// assert!(["a.fit", "'=a.fit", " a.fit", "#1.fit", "-"].iter().all(|file| name(&marked_name(file)) == *file));
/// ```
pub fn marked_name(text: &str) -> Cow<'_, str> {
    marked(text, |text| is_formula(text) || is_lost(text))
}

/// The name in a cell: the text after the apostrophe if the name needed one, else the cell without blanks at its ends.
pub fn name(cell: &str) -> &str {
    let needs_mark = |rest: &&str| {
        let text = rest.trim_start_matches(MARK);
        is_formula(text) || is_lost(text)
    };
    cell.strip_prefix(MARK).filter(needs_mark).unwrap_or(cell.trim())
}

/// The text, with an apostrophe in front if it needs one. A text that needs one and begins with apostrophes gets one more,
/// so that the reader can always remove the first.
fn marked(text: &str, needs_mark: impl Fn(&str) -> bool) -> Cow<'_, str> {
    if needs_mark(text.trim_start_matches(MARK)) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(FORMULA)
}

/// Whether a reader of tables would leave the row out, or blanks at the ends.
fn is_lost(text: &str) -> bool {
    text.starts_with(REMARK) || text.trim() != text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_set_where_they_are_needed() {
        assert_eq!(["=1", "'=1", "run 6x400", "#2"].map(unformulated), ["'=1", "''=1", "run 6x400", "#2"]);
        assert_eq!(["=1", "'a", "#2", "a "].map(marked_name), ["'=1", "'a", "'#2", "'a "]);
        assert_eq!([" a.fit ", "'a.fit", "'=a.fit"].map(name), ["a.fit", "'a.fit", "=a.fit"]);
    }

    proptest! {
        #[test]
        fn every_name_comes_back(text in "['= #@\t\r\na\u{a0}-]{1,6}") {
            let marked = marked_name(&text);
            prop_assert_eq!(name(&marked), text.as_str());
        }
    }
}
