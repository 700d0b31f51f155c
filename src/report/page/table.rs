//! Cells in columns that are no wider than the terminal; where they do not fit side by side, those of a row below each
//! other.

use super::line::{HANGING, Line, Tone, lines_of};
use crate::printable::printable;
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, Width};
use serde::{Deserialize, Serialize};
use textwrap::core::display_width;

/// The gap between two columns, letters.
const GAP: usize = 2;

/// The indent of the cells below the first cell, where the columns do not fit side by side.
const INDENT: usize = 6;

/// What stands between two short cells, where the columns do not fit side by side.
const BETWEEN: &str = " \u{b7} ";

/// The least width of a column that has to wrap: a column of single words is hard to read.
const LEAST_WRAPPED: usize = 22;

/// Which side the cells of a column keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows of cells. A row may be shorter than the others; what goes beyond the sides given keeps left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The names of the columns; empty where they have none.
    pub head: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// The side of each column.
    pub sides: Vec<Side>,
    /// Spaces before the first column.
    pub indent: usize,
    /// Whether a rule parts the head from the rows.
    pub is_ruled: bool,
}

impl Table {
    /// Rows without a head.
    pub fn new(rows: Vec<Vec<String>>, sides: &[Side]) -> Self {
        let rows = rows.into_iter().map(|row| row.iter().map(|cell| printable(cell).into_owned()).collect()).collect();
        Self { head: Vec::new(), rows, sides: sides.to_vec(), indent: GAP, is_ruled: false }
    }

    /// The same table below these names of its columns.
    #[must_use]
    pub fn below<S: AsRef<str>>(self, head: &[S]) -> Self {
        Self { head: head.iter().map(|name| name.as_ref().to_owned()).collect(), ..self }
    }

    /// The same table, beginning at the edge.
    #[must_use]
    pub fn at_the_edge(self) -> Self {
        Self { indent: 0, ..self }
    }

    /// The same table with a rule below its head.
    #[must_use]
    pub fn ruled(self) -> Self {
        Self { is_ruled: true, ..self }
    }

    /// The columns side by side where they fit, else the cells of each row below each other.
    pub(super) fn lines(&self, width: Option<usize>) -> Vec<Line> {
        let natural = self.widest(display_width);
        let Some(width) = width else { return self.beside(&natural, GAP) };
        let words = self.widest(|cell| cell.split(' ').map(display_width).max().unwrap_or(0));
        let fitting = (1..=GAP).rev().find_map(|gap| Some((self.fitting(&natural, &words, width, gap)?, gap)));
        fitting.map_or_else(|| self.stacked(width), |(widths, gap)| self.beside(&widths, gap))
    }

    /// Widths of the columns in which every one is easily read; `None` where there are none.
    fn fitting(&self, natural: &[usize], words: &[usize], width: usize, gap: usize) -> Option<Vec<usize>> {
        let room = width.checked_sub(self.indent + gap * natural.len().saturating_sub(1))?;
        let shares = shares(natural, words, room)?;
        let is_read = |column: usize| {
            let is_head_alone = shares[column] >= self.widest_of_rows(column);
            shares[column] == natural[column] || is_head_alone || shares[column] >= LEAST_WRAPPED
        };
        (0..shares.len()).all(is_read).then_some(shares)
    }

    fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0).max(self.head.len())
    }

    /// The largest measure of a cell, for each column; an empty column has a letter's room.
    fn widest(&self, measure: impl Fn(&str) -> usize) -> Vec<usize> {
        let rows = || std::iter::once(&self.head).chain(&self.rows);
        let of = |column: usize| {
            rows().filter_map(|row| row.get(column)).map(|cell| measure(cell)).max().unwrap_or(0).max(1)
        };
        (0..self.columns()).map(of).collect()
    }

    fn widest_of_rows(&self, column: usize) -> usize {
        self.rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max().unwrap_or(0)
    }

    fn beside(&self, widths: &[usize], gap: usize) -> Vec<Line> {
        let line = |tone| move |text: String| Line { text, tone };
        let mut lines = Vec::new();
        if !self.head.is_empty() {
            lines.extend(self.laid(&self.head, widths, gap).into_iter().map(line(Tone::Heading)));
        }
        if self.is_ruled {
            let rule: Vec<String> = widths.iter().map(|width| "\u{2500}".repeat(*width)).collect();
            lines.extend(self.laid(&rule, widths, gap).into_iter().map(line(Tone::Plain)));
        }
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| self.laid(row, widths, gap)).collect();
        // Where most rows take several lines, an empty line shows where the next one begins.
        let is_tall = self.is_ruled && 2 * rows.iter().filter(|lines| lines.len() > 1).count() > rows.len();
        for (number, row) in rows.into_iter().enumerate() {
            if is_tall && number > 0 {
                lines.push(line(Tone::Plain)(String::new()));
            }
            lines.extend(row.into_iter().map(line(Tone::Plain)));
        }
        lines
    }

    /// A row in columns of these widths.
    fn laid(&self, row: &[String], widths: &[usize], gap: usize) -> Vec<String> {
        let mut table = comfy_table::Table::new();
        table.load_style(NOTHING);
        let cell = |column: usize| row.get(column).map_or("", String::as_str);
        table.add_row((0..widths.len()).map(cell).collect::<Vec<_>>());
        for (index, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
            let gap = if index == 0 { self.indent } else { gap };
            column.set_padding((gap as u16, 0));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed((gap + *width) as u16)));
            if self.sides.get(index) == Some(&Side::Right) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect()
    }

    /// Each row as its first cell, and below it the others with their heads, as many in a line as fit.
    fn stacked(&self, width: usize) -> Vec<Line> {
        self.rows.iter().flat_map(|row| self.stack(row, width)).map(|text| Line { text, tone: Tone::Plain }).collect()
    }

    fn stack(&self, row: &[String], width: usize) -> Vec<String> {
        let mut cells = row.iter().enumerate();
        let first = cells.next().filter(|(_, first)| !first.is_empty());
        let mut lines = first.map_or_else(Vec::new, |(_, first)| filled(first, self.indent, width));
        let mut packed = String::new();
        for (column, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
            let part = self.named(column, cell);
            let longer = display_width(&packed) + display_width(BETWEEN) + display_width(&part);
            if !packed.is_empty() && self.indent + INDENT - GAP + longer > width {
                lines.extend(filled(&packed, self.indent + INDENT - GAP, width));
                packed.clear();
            }
            if !packed.is_empty() {
                packed.push_str(BETWEEN);
            }
            packed.push_str(&part);
        }
        if !packed.is_empty() {
            lines.extend(filled(&packed, self.indent + INDENT - GAP, width));
        }
        lines
    }

    /// A cell behind the name of its column, unless the cells speak for themselves: where there are but two columns.
    fn named(&self, column: usize, cell: &str) -> String {
        match self.head.get(column) {
            Some(name) if !name.is_empty() && self.head.len() > 2 => format!("{name} {cell}"),
            _ => cell.to_owned(),
        }
    }
}

fn filled(text: &str, indent: usize, width: usize) -> Vec<String> {
    let indent = " ".repeat(indent);
    let further = format!("{indent}{HANGING}");
    let options = lines_of(width).initial_indent(&indent).subsequent_indent(&further);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Widths that fill the room at most: every column gets its longest word, one that needs little more gets that, and the
/// others share what is left. `None` where the words do not fit.
fn shares(natural: &[usize], words: &[usize], room: usize) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by_key(|column| natural[*column] - words[*column]);
    let mut left = room.checked_sub(words.iter().sum())?;
    let mut shares = words.to_vec();
    for (place, column) in order.into_iter().enumerate() {
        let more = (natural[column] - words[column]).min(left / (natural.len() - place));
        shares[column] += more;
        left -= more;
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = vec![row(["a", "one two three four five six"]), row(["bb", "7"])];
        Table::new(rows, &[Side::Right]).below(&["id", "meaning"])
    }

    fn text(table: &Table, width: usize) -> String {
        table.lines(Some(width)).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_fits_stands_side_by_side() {
        let rule = "\u{2500}".repeat(27);
        let expected = format!("  id  meaning\n  \u{2500}\u{2500}  {rule}\n   a  one two three four five six\n  bb  7");
        assert_eq!(text(&table().ruled(), 80), expected);
        assert_eq!(text(&table(), 80).lines().nth(1), Some("   a  one two three four five six"));
    }

    #[test]
    fn a_wide_column_wraps() {
        let expected = "  id  meaning\n   a  one two three four five\n      six\n  bb  7";
        assert_eq!(text(&table(), 30), expected);
    }

    #[test]
    fn what_does_not_fit_stands_below() {
        assert_eq!(text(&table(), 20), "  a\n      one two three\n        four five\n        six\n  bb\n      7");
        let row = ["400 m", "1:34.2", "by satellites", "A"].map(str::to_owned).to_vec();
        let efforts = Table::new(vec![row], &[]).below(&["", "time", "", "grade"]);
        assert_eq!(text(&efforts, 30), "  400 m\n      time 1:34.2\n      by satellites \u{b7} grade A");
    }

    #[test]
    fn numbers_stand_under_each_other_and_rows_may_be_short() {
        let rows = [vec!["rep", "time"], vec!["1", "1:30"], vec!["12"]];
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let lines: Vec<String> =
            Table::new(rows, &[Side::Right]).lines(None).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["  rep  time", "    1  1:30", "   12"]);
    }

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        assert_eq!(shares(&[4, 100, 100], &[4, 5, 5], 24), Some(vec![4, 10, 10]));
        assert_eq!(shares(&[4, 8], &[4, 8], 24), Some(vec![4, 8]));
        assert_eq!(shares(&[10, 10], &[8, 4], 14), Some(vec![9, 5]));
        assert_eq!(shares(&[10, 10], &[8, 8], 14), None);
    }

    #[test]
    fn a_head_wraps_and_the_gap_shrinks_before_the_cells_stand_below() {
        let row = ["work", "12", "4:02\u{a0}/km", "177"].map(str::to_owned).to_vec();
        let table = Table::new(vec![row], &[Side::Left, Side::Right, Side::Right, Side::Right]);
        let table = table.below(&["segment", "rep", "pace", "steps /min"]);
        let expected = "  segment  rep      pace      steps\n                               /min\n  work      12  4:02\u{a0}/km        177";
        assert_eq!(text(&table, 35), expected);
        assert_eq!(text(&table, 28).lines().last(), Some("  work     12 4:02\u{a0}/km   177"));
    }

    #[test]
    fn an_empty_column_has_its_room() {
        let row = ["Sun", "", "one two three four five six"].map(str::to_owned).to_vec();
        for width in [30, 34, 36, 40] {
            let table = Table::new(vec![row.clone()], &[]);
            assert!(text(&table, width).lines().all(|line| display_width(line) <= width), "{width}");
        }
    }

    #[test]
    fn a_row_without_a_first_cell_goes_on_with_the_one_before() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let table = Table::new(vec![row(["Speed", "1", "a b c d e f g h i"]), row(["", "2", "x"])], &[]);
        let expected = "  Speed\n      rep 1\n      a b c d e f\n        g h i\n      rep 2 \u{b7} x";
        assert_eq!(text(&table.below(&["", "rep", ""]), 18), expected);
    }
}
