//! The header of a table that the runner wrote: its separator, and the meaning of each column. Columns come in any order.

use super::rows::{REMARK, TextRow};

/// The separator that occurs most often in the first line that is not blank and no remark; in doubt, the comma.
pub(super) fn separator(text: &str) -> u8 {
    let is_row = |line: &&str| !line.trim().is_empty() && !line.starts_with(REMARK);
    let header = text.split(['\r', '\n']).find(is_row).unwrap_or("");
    let count = |byte: u8| header.bytes().filter(|b| *b == byte).count();
    let (comma, semicolon, tab) = (count(b','), count(b';'), count(b'\t'));
    if semicolon > comma && semicolon >= tab {
        b';'
    } else if tab > comma {
        b'\t'
    } else {
        b','
    }
}

/// The first row: the meaning of each column, and its name as written.
#[derive(Debug)]
pub(super) struct Header<C> {
    columns: Vec<(Option<C>, String)>,
    /// Names of unknown columns.
    pub(super) unknown: Vec<String>,
}

impl<C: Copy + PartialEq> Header<C> {
    /// The header of a row, by names in lower case with underscores.
    pub(super) fn new(row: &TextRow, names: &[(&str, C)]) -> Self {
        let (mut columns, mut unknown) = (Vec::new(), Vec::new());
        for name in row.texts() {
            let key = name.to_lowercase().replace([' ', '-'], "_");
            let column = names.iter().find(|(known, _)| *known == key).map(|(_, column)| *column);
            if column.is_none() && !key.is_empty() {
                unknown.push(name.to_owned());
            }
            columns.push((column, name.to_owned()));
        }
        Self { columns, unknown }
    }

    /// Whether a column of this meaning is there.
    pub(super) fn has(&self, column: C) -> bool {
        !self.places(column).is_empty()
    }

    /// The places of all columns of this meaning.
    pub(super) fn places(&self, column: C) -> Vec<usize> {
        let says = |(_, (known, _)): &(usize, &(Option<C>, String))| *known == Some(column);
        self.columns.iter().enumerate().filter(says).map(|(at, _)| at).collect()
    }

    /// The place of the first column of this meaning, with its name.
    pub(super) fn place(&self, column: C) -> Option<(usize, &str)> {
        self.places(column).first().map(|at| (*at, self.columns[*at].1.as_str()))
    }

    /// Every cell that is not empty and stands in a known column: the column's meaning, the cell, and the column's name.
    pub(super) fn cells<'a>(&'a self, row: &'a TextRow) -> impl Iterator<Item = (C, &'a str, &'a str)> {
        row.texts()
            .zip(&self.columns)
            .filter(|(cell, _)| !cell.is_empty())
            .filter_map(|(cell, (column, name))| column.map(|column| (column, cell, name.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_separator() {
        assert_eq!(separator("\n date;rpe \n1,5;2"), b';');
        assert_eq!(separator("# one, two, three\ndate;rpe\n"), b';', "a remark is no header");
        assert_eq!(separator("# one, two\rdate;rpe\r1,2,3;4"), b';', "old line ends");
        assert_eq!(separator("date\trpe"), b'\t');
        assert_eq!(separator("date"), b',');
    }
}
