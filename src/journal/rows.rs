//! A table that the runner wrote, split into rows and cells that know their place in the text.
//!
//! No library splits the table, for two reasons: `log` must know the bytes of each cell to leave all others alone, and a
//! quote that is never closed must be named, instead of swallowing the rows behind it. Apart from this the rows are those
//! of the csv crate, and a test compares them. One difference is left: a remark ends with its line also in files with the
//! line ends of old Macs.

use std::ops::Range;

/// A line that begins with this is a remark, not a row.
pub(super) const REMARK: char = '#';
/// A cell that begins with this goes on to the next quote, over separators and line ends.
const QUOTE: char = '"';
/// A line ends with either of these, or with both in this order.
pub(super) const LINE_ENDS: [char; 2] = ['\r', '\n'];

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextCell {
    /// Its bytes in the text, quotes included.
    pub(super) place: Range<usize>,
    /// The text without quotes; blanks at its ends are kept.
    pub(super) text: String,
}

/// One row that is no remark and no empty line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextRow {
    /// The line that it begins in, from 1.
    pub(super) line: usize,
    /// Its cells, at least one.
    pub(super) cells: Vec<TextCell>,
    /// Whether a quote in the row is opened and not closed. The row is then read as it stands, to the end of its line.
    pub(super) has_open_quote: bool,
}

impl TextRow {
    /// The text of a cell without blanks at its ends; empty behind the last cell.
    pub(super) fn text(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.text.trim())
    }

    /// The text of every cell, without blanks at the ends.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.text.trim())
    }

    /// Whether all cells are blank.
    pub(super) fn is_blank(&self) -> bool {
        self.texts().all(str::is_empty)
    }

    /// Its bytes in the text, without the line end.
    pub(super) fn place(&self) -> Range<usize> {
        let ends = (self.cells.first(), self.cells.last());
        if let (Some(first), Some(last)) = ends { first.place.start..last.place.end } else { 0..0 }
    }
}

/// How a table is split.
#[derive(Clone, Copy)]
pub(super) struct Split {
    /// The separator between cells.
    pub(super) separator: u8,
    /// Whether a line must be a row of its own. A quote that is still open before such a line was meant to be closed.
    pub(super) is_own_row: fn(&str, u8) -> bool,
}

impl Split {
    /// The rows of a text, blank ones included.
    pub(super) fn rows(self, text: &str) -> Vec<TextRow> {
        let mut rows = Vec::new();
        let (mut at, mut line) = (0, 1);
        while at < text.len() {
            let end = at + line_length(&text[at..]);
            let mut next = end;
            if end > at && !text[at..].starts_with(REMARK) {
                let row = self.row(text, at, line);
                next = row.place().end;
                rows.push(row);
            }
            next += line_end(&text[next..]).len();
            line += count_line_ends(&text[at..next]);
            at = next;
        }
        rows
    }

    fn row(self, text: &str, start: usize, line: usize) -> TextRow {
        let mut row = TextRow { line, cells: Vec::new(), has_open_quote: false };
        let mut at = start;
        loop {
            let rest = &text[at..];
            let quoted = rest.starts_with(QUOTE).then(|| self.quoted_length(rest));
            row.has_open_quote |= quoted == Some(None);
            let length = quoted.flatten().unwrap_or_else(|| self.plain_length(rest));
            let is_quoted = quoted.flatten().is_some();
            let text_of = if is_quoted { unquoted } else { str::to_owned };
            row.cells.push(TextCell { place: at..at + length, text: text_of(&rest[..length]) });
            at += length;
            if text.as_bytes().get(at) != Some(&self.separator) {
                return row;
            }
            at += 1;
        }
    }

    /// The length of a cell without quotes.
    fn plain_length(self, rest: &str) -> usize {
        rest.find(|c| LINE_ENDS.contains(&c) || c == char::from(self.separator)).unwrap_or(rest.len())
    }

    /// The length of a cell in quotes, with the blanks behind it; `None` if the cell does not end as a cell in quotes must.
    fn quoted_length(self, rest: &str) -> Option<usize> {
        let close = closing_quote(rest)?;
        let inside = &rest[..close];
        if inside.split(LINE_ENDS).skip(1).any(|line| (self.is_own_row)(line, self.separator)) {
            return None;
        }
        let behind = &rest[close + 1..];
        let blanks = behind.len() - behind.trim_start_matches(' ').len();
        let end = close + 1 + blanks;
        let next = rest[end..].chars().next();
        next.is_none_or(|c| LINE_ENDS.contains(&c) || c == char::from(self.separator)).then_some(end)
    }
}

/// The place of the quote that closes the quote at the beginning of a text. Two quotes in a row are a quote inside.
fn closing_quote(text: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text[at..].find(QUOTE)?;
        if !text[at + 1..].starts_with(QUOTE) {
            return Some(at);
        }
        at += 2;
    }
}

fn unquoted(cell: &str) -> String {
    let cell = cell.trim_end_matches(' ');
    let inside = cell.strip_prefix(QUOTE).and_then(|cell| cell.strip_suffix(QUOTE)).unwrap_or(cell);
    inside.replace("\"\"", "\"")
}

/// A cell as it is written: in quotes if it would be misread without quotes.
pub(super) fn quoted(cell: &str, separator: u8) -> String {
    let is_plain = !cell.starts_with(REMARK)
        && !cell.contains(|c| LINE_ENDS.contains(&c) || c == QUOTE || c == char::from(separator));
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

fn line_length(text: &str) -> usize {
    text.find(LINE_ENDS).unwrap_or(text.len())
}

/// The line end at the beginning of a text; empty if there is none.
pub(super) fn line_end(text: &str) -> &str {
    let length = if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with(LINE_ENDS)) };
    &text[..length]
}

fn count_line_ends(text: &str) -> usize {
    text.matches(LINE_ENDS).count() - text.matches("\r\n").count()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMAS: Split = Split { separator: b',', is_own_row: |_, _| false };

    fn texts(text: &str) -> Vec<(usize, Vec<String>)> {
        COMMAS.rows(text).iter().map(|row| (row.line, row.texts().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn remarks_and_empty_lines_are_no_rows_and_lines_are_counted() {
        let rows = texts("# a\r\n\r\nx,\"two\nlines\"\r# b\n y , \"z\"\n");
        assert_eq!(
            rows,
            [(3, vec!["x".to_owned(), "two\nlines".to_owned()]), (6, vec!["y".to_owned(), "\"z\"".to_owned()])]
        );
    }

    #[test]
    fn an_open_quote_ends_with_its_line() {
        for open in ["\"oops", "\"oops\" and more", "\"oo\"\"ps"] {
            let rows = COMMAS.rows(&format!("a,b\n1,{open},2\n3,\"4\"\n"));
            assert_eq!(rows.iter().map(|row| row.has_open_quote).collect::<Vec<_>>(), [false, true, false], "{open}");
            assert_eq!((rows[1].text(1), rows[1].text(2), rows[2].text(1)), (open, "2", "4"));
        }
        let split = Split { separator: b',', is_own_row: |line, _| line.starts_with("2026") };
        let rows = split.rows("2026-05-01,\"oops,6\n2026-05-03,b,\"\n");
        assert_eq!(rows.iter().map(|row| row.has_open_quote).collect::<Vec<_>>(), [true, true]);
    }

    #[test]
    fn what_is_quoted_is_read_as_it_was() {
        for cell in ["#1", "a,b", "a\"b", "two\r\nlines", "\"", "plain"] {
            let text = format!("{},x", quoted(cell, b','));
            assert_eq!(COMMAS.rows(&text)[0].text(0), cell);
        }
    }

    proptest! {
        /// The rows are those of the csv crate, wherever every quote is closed.
        #[test]
        fn sound_tables_are_split_as_the_csv_crate_does(text in "([a ,#\n]|\r\n|\"([a,#\n]|\r\n){0,3}\"(,|\n)|\"\"\"x\"\",\"(,|\n)){0,12}") {
            // The csv crate takes a remark without a line end for a row.
            let text = text + "\n";
            let rows = COMMAS.rows(&text);
            prop_assume!(rows.iter().all(|row| !row.has_open_quote));
            let mut reader = csv::ReaderBuilder::new()
                .comment(Some(b'#')).has_headers(false).flexible(true).trim(csv::Trim::All)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let found: Vec<Vec<String>> =
                rows.iter().map(|row| row.texts().map(str::to_owned).collect()).collect();
            prop_assert_eq!(found, expected, "{:?}", text);
        }

        /// Every byte belongs to a row, a remark or a line end, and every cell is where it says.
        #[test]
        fn cells_lie_in_order(text in "[a\",;#\n\r é]{0,24}") {
            let mut last = 0;
            for cell in COMMAS.rows(&text).iter().flat_map(|row| &row.cells) {
                prop_assert!(cell.place.start >= last && text.is_char_boundary(cell.place.end));
                last = cell.place.end;
            }
        }
    }
}
