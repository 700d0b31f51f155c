//! Cells in columns for the terminal.

use super::words::NBSP;
use std::fmt::Write;

/// The side to which the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// For words.
    Left,
    /// For numbers.
    Right,
}

/// Rows as lines, with two spaces in front and between columns, and no space at the end. Every cell is on one line.
///
/// A row may be shorter than others. Columns beyond the given sides are aligned left.
pub(super) fn lines(rows: &[Vec<String>], sides: &[Side]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let room = " ".repeat(widths[column] - cell.chars().count());
            let (before, after) = match sides.get(column) {
                Some(Side::Right) => (room.as_str(), ""),
                _ => ("", room.as_str()),
            };
            let _ = write!(line, "  {before}{cell}{after}");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.replace(NBSP, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_each_other() {
        let rows = [["rep", "time"], ["1", "1:30"], ["12", "59 s"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(lines(&rows, &[Side::Right]), "  rep  time\n    1  1:30\n   12  59 s\n");
    }
}
