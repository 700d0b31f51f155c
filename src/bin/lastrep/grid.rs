//! Cells in columns that are no wider than the terminal.

use std::fmt::Write as _;
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};

/// The gap before the first column and between two columns.
const GAP: &str = "  ";

/// The indent of the cells below the first cell, where the columns do not fit side by side.
const INDENT: &str = "      ";

/// The least width of a column that has to wrap: a column of single words is hard to read.
const LEAST_WRAPPED: usize = 22;

/// A header, and rows with as many cells.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// Which columns are aligned right, as numbers are.
    pub(crate) right: Vec<bool>,
}

impl Grid {
    /// The columns side by side where they fit, else the cells of each row below each other.
    pub(crate) fn text(&self, width: usize) -> String {
        let room = width.saturating_sub(self.header.len() * GAP.len());
        let natural = self.widest(display_width);
        let shares = shares(&natural, room);
        let words = self.widest(|cell| cell.split(' ').map(display_width).max().unwrap_or(0));
        let is_read = |column: usize| {
            let share = shares[column];
            share == natural[column] || share >= words[column].max(LEAST_WRAPPED)
        };
        if (0..shares.len()).all(is_read) { self.beside(&shares) } else { self.below(width) }
    }

    /// The largest measure of a cell, for each column.
    fn widest(&self, measure: impl Fn(&str) -> usize) -> Vec<usize> {
        let rows = || std::iter::once(&self.header).chain(&self.rows);
        let of = |column: usize| rows().filter_map(|row| row.get(column)).map(|cell| measure(cell)).max().unwrap_or(0);
        (0..self.header.len()).map(of).collect()
    }

    fn beside(&self, widths: &[usize]) -> String {
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| self.lines(row, widths)).collect();
        // Where most rows take several lines, an empty line shows where the next one begins.
        let tall = rows.iter().filter(|lines| lines.len() > 1).count();
        let between = if 2 * tall > rows.len() { "\n\n" } else { "\n" };
        let rows: Vec<String> = rows.iter().map(|lines| lines.join("\n")).collect();
        let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        let header = self.lines(&self.header, widths).join("\n");
        format!("{header}\n{}\n{}", self.lines(&rule, widths).join("\n"), rows.join(between))
    }

    /// The lines of a row.
    fn lines(&self, row: &[String], widths: &[usize]) -> Vec<String> {
        let cells: Vec<_> =
            row.iter().zip(widths).map(|(cell, width)| textwrap::wrap(cell, lines_of(*width))).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |number: usize| {
            let mut line = String::new();
            for (column, cell) in cells.iter().enumerate() {
                let part = cell.get(number).map_or("", |part| part.as_ref());
                let room = " ".repeat(widths[column].saturating_sub(display_width(part)));
                let is_right = self.right.get(column).copied().unwrap_or(false);
                let (before, after) = if is_right { (room.as_str(), "") } else { ("", room.as_str()) };
                let _ = write!(line, "{GAP}{before}{part}{after}");
            }
            line.trim_end().to_owned()
        };
        (0..height).map(line).collect()
    }

    fn below(&self, width: usize) -> String {
        let rows: Vec<String> = self.rows.iter().map(|row| self.stack(row, width)).collect();
        rows.join("\n")
    }

    /// A row as its first cell, and below it the others, each with its header where there are several.
    fn stack(&self, row: &[String], width: usize) -> String {
        let wrap = |text: &str, indent: &str| {
            textwrap::fill(text, lines_of(width).initial_indent(indent).subsequent_indent(indent))
        };
        let mut cells = row.iter().zip(&self.header).filter(|(cell, _)| !cell.is_empty());
        let first = cells.next().map(|(cell, _)| wrap(cell, GAP));
        let others = cells.map(|(cell, name)| {
            let is_alone = self.header.len() == 2 || name.is_empty();
            wrap(&if is_alone { cell.clone() } else { format!("{name}: {cell}") }, INDENT)
        });
        first.into_iter().chain(others).collect::<Vec<_>>().join("\n")
    }
}

/// Lines of this width that break between words only: a flag or a name with a hyphen is one word.
pub(crate) fn lines_of<'a>(width: usize) -> Options<'a> {
    Options::new(width).word_splitter(WordSplitter::NoHyphenation)
}

/// Widths that fill the room at most: a narrow column gets what it needs, the wide ones share what is left.
fn shares(natural: &[usize], room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by_key(|column| natural[*column]);
    let (mut shares, mut left) = (vec![0; natural.len()], room);
    for (place, column) in order.into_iter().enumerate() {
        shares[column] = natural[column].min(left / (natural.len() - place));
        left -= shares[column];
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = vec![row(["a", "one two three four five six"]), row(["bb", "7"])];
        Grid { header: row(["id", "meaning"]), rows, right: vec![true, false] }
    }

    #[test]
    fn what_fits_stands_side_by_side() {
        let rule = "─".repeat(27);
        let expected = format!("  id  meaning\n  ──  {rule}\n   a  one two three four five six\n  bb  7");
        assert_eq!(grid().text(80), expected);
    }

    #[test]
    fn a_wide_column_wraps() {
        let rule = "─".repeat(24);
        let expected = format!("  id  meaning\n  ──  {rule}\n   a  one two three four five\n      six\n  bb  7");
        assert_eq!(grid().text(30), expected.replace(&rule, &"─".repeat(24)));
    }

    #[test]
    fn what_does_not_fit_stands_below() {
        assert_eq!(grid().text(20), "  a\n      one two three\n      four five six\n  bb\n      7");
    }

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        assert_eq!(shares(&[4, 100, 100], 24), [4, 10, 10]);
        assert_eq!(shares(&[4, 8], 24), [4, 8]);
    }
}
