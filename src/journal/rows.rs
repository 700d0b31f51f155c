//! What every table by hand has: a separator to be guessed, and a header whose columns come in any order.

/// A line that begins with this is a remark, not a row.
pub(super) const REMARK: u8 = b'#';

/// A reader of rows without a header of its own, cells trimmed, remarks left out.
pub(super) fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .comment(Some(REMARK))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator that the first line with anything in it holds most of; comma when in doubt.
pub(super) fn separator(text: &str) -> u8 {
    let is_row = |line: &&str| !line.trim().is_empty() && !line.starts_with(char::from(REMARK));
    let header = text.lines().find(is_row).unwrap_or("");
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

/// The first row: what each column says, and its name as written.
#[derive(Debug)]
pub(super) struct Header<C> {
    columns: Vec<(Option<C>, String)>,
    /// Names that mean nothing here.
    pub(super) unknown: Vec<String>,
}

impl<C: Copy + PartialEq> Header<C> {
    /// The header of a record, by names in lower case with underscores.
    pub(super) fn new(record: &csv::StringRecord, names: &[(&str, C)]) -> Self {
        let (mut columns, mut unknown) = (Vec::new(), Vec::new());
        for name in record {
            let key = name.to_lowercase().replace([' ', '-'], "_");
            let column = names.iter().find(|(known, _)| *known == key).map(|(_, column)| *column);
            if column.is_none() && !key.is_empty() {
                unknown.push(name.to_owned());
            }
            columns.push((column, name.to_owned()));
        }
        Self { columns, unknown }
    }

    /// What each column says, in order.
    pub(super) fn columns(&self) -> Vec<Option<C>> {
        self.columns.iter().map(|(column, _)| *column).collect()
    }

    /// Whether some column says this.
    pub(super) fn has(&self, column: C) -> bool {
        self.columns.iter().any(|(known, _)| *known == Some(column))
    }

    /// The cell of the first column that says this, with the column's name; an empty cell where the row is too short.
    pub(super) fn cell<'a>(&'a self, record: &'a csv::StringRecord, column: C) -> Option<(&'a str, &'a str)> {
        let at = self.columns.iter().position(|(known, _)| *known == Some(column))?;
        Some((record.get(at).unwrap_or(""), &self.columns[at].1))
    }

    /// Every cell that is not empty and says something, with the column's name.
    pub(super) fn cells<'a>(
        &'a self,
        record: &'a csv::StringRecord,
    ) -> impl Iterator<Item = (C, &'a str, &'a str)> + use<'a, C> {
        record
            .iter()
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
        assert_eq!(separator("date\trpe"), b'\t');
        assert_eq!(separator("date"), b',');
    }
}
