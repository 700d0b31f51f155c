//! `--reps`: the runner's own cut. Each row is a span; columns come in any order.
//!
//! `segments.csv` as lastrep writes it is such a file: change a cell and hand it back.

use super::cells;
use super::cells::DecimalMark;
use super::header::{Header, separator};
use super::plain::name;
use super::rows::{Split, TextRow};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Note, OwnRow, SegmentKind, Span, Stage};

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CutColumn {
    Start,
    End,
    Kind,
    File,
    Activity,
    Runner,
    /// The version of lastrep. It marks a table that lastrep wrote, whose other columns need no complaint.
    Version,
}

/// Header names, in lower case with underscores, and what they mean.
const NAMES: [(&str, CutColumn); 12] = [
    ("start", CutColumn::Start),
    ("start_s", CutColumn::Start),
    ("from", CutColumn::Start),
    ("end", CutColumn::End),
    ("end_s", CutColumn::End),
    ("to", CutColumn::End),
    ("kind", CutColumn::Kind),
    ("type", CutColumn::Kind),
    ("file", CutColumn::File),
    ("activity", CutColumn::Activity),
    ("runner", CutColumn::Runner),
    ("lastrep_version", CutColumn::Version),
];

/// Reads a cut: its rows in the order of the text, and a note for every unknown column.
///
/// # Shape
/// Times are seconds, `m:ss` or `h:mm:ss` since the file's first record. Kinds are the names of [`SegmentKind`]; a row
/// without a kind is work. Separators are those of the journal.
/// # Errors
/// `Config` for a row that cannot be read, because a cut without one of its rows is another cut; and without `start` and
/// `end` columns.
///
/// ```
/// let (rows, notes) = lastrep::journal::read_cut("start,end,kind\n10:00,11:32.5,work\n13:00,14:33,\n")?;
/// assert_eq!((rows.len(), notes.len()), (2, 0));
/// assert_eq!(rows[0].span.end_s, 692.5);
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn read_cut(text: &str) -> Result<(Vec<OwnRow>, Vec<Note>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let rows = Split { separator, is_own_row: |_, _| false }.rows(text);
    if let Some(open) = rows.iter().find(|row| row.has_open_quote) {
        return Err(config("a closed quote", "an open one").at(format!("reps row {}", open.line)));
    }
    let mut rows = rows.iter().filter(|row| !row.is_blank());
    let Some(first) = rows.next() else { return Ok((Vec::new(), Vec::new())) };
    let header = Header::new(first, &NAMES);
    for (column, name) in [(CutColumn::Start, "start"), (CutColumn::End, "end")] {
        if !header.has(column) {
            let found = first.texts().collect::<Vec<_>>().join(", ");
            return Err(config(format!("a column \"{name}\""), found).at(format!("reps row {}", first.line)));
        }
    }
    let decimal_mark = DecimalMark::beside(separator);
    let rows: Vec<_> = rows.map(|row| CutLine { header: &header, row, decimal_mark }.own_row()).collect();
    Ok((all_or_first_error(rows)?, unknown_columns(&header)))
}

fn config(expected: impl Into<String>, found: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, expected, found).hint(WHOLE)
}

/// What to do about a cut with a wrong row.
const WHOLE: &str = "mend it or take it out: a cut is used whole or not at all";

/// All rows; if some are wrong, the error of the first wrong row, with the number of further wrong rows.
fn all_or_first_error(rows: Vec<Result<OwnRow>>) -> Result<Vec<OwnRow>> {
    let others = rows.iter().filter(|row| row.is_err()).count().saturating_sub(1);
    let rows: Result<Vec<OwnRow>> = rows.into_iter().collect();
    rows.map_err(|error| {
        if others == 0 { error } else { error.hint(format!("{WHOLE} (rows that are wrong besides: {others})")) }
    })
}

/// A note for every unknown column, unless lastrep wrote the table.
fn unknown_columns(header: &Header<CutColumn>) -> Vec<Note> {
    let note = |name: &String| Note::new(Stage::Read, format!("reps: column \"{name}\" is not known and is left out"));
    header.unknown.iter().filter(|_| !header.has(CutColumn::Version)).map(note).collect()
}

/// One row with the meaning of its cells.
struct CutLine<'a> {
    header: &'a Header<CutColumn>,
    row: &'a TextRow,
    decimal_mark: DecimalMark,
}

impl<'a> CutLine<'a> {
    fn own_row(&self) -> Result<OwnRow> {
        let span = Span::new(self.time_s(CutColumn::Start)?, self.time_s(CutColumn::End)?);
        if span.end_s <= span.start_s {
            return Err(self.wrong(CutColumn::End, "a time after the start"));
        }
        let name = |column| self.cell(column).map(|_| name(self.raw(column)).to_owned());
        Ok(OwnRow {
            row: self.row.line as u64,
            file: name(CutColumn::File),
            runner: name(CutColumn::Runner),
            activity: self.activity()?,
            span,
            kind: self.kind()?,
        })
    }

    /// The cell as it stands, blanks at its ends included.
    fn raw(&self, column: CutColumn) -> &'a str {
        let cell = self.header.place(column).and_then(|(at, _)| self.row.cells.get(at));
        cell.map_or("", |cell| cell.text.as_str())
    }

    fn cell(&self, column: CutColumn) -> Option<&'a str> {
        Some(self.raw(column).trim()).filter(|cell| !cell.is_empty())
    }

    fn wrong(&self, column: CutColumn, expected: impl Into<String>) -> Error {
        let name = self.header.place(column).map_or("", |(_, name)| name);
        let found = self.cell(column).map_or_else(|| "nothing".to_owned(), |cell| format!("\"{cell}\""));
        config(expected, found).at(format!("reps row {}, column {name}", self.row.line))
    }

    fn time_s(&self, column: CutColumn) -> Result<f64> {
        let time_s = self.cell(column).and_then(|text| cells::time_s(text, self.decimal_mark));
        time_s.ok_or_else(|| self.wrong(column, "a time like 92.5, 1:32 or 1:01:32"))
    }

    fn kind(&self) -> Result<SegmentKind> {
        let known = || format!("one of {}", SegmentKind::ALL.map(SegmentKind::name).join(", "));
        self.cell(CutColumn::Kind)
            .map_or(Some(SegmentKind::Work), kind)
            .ok_or_else(|| self.wrong(CutColumn::Kind, known()))
    }

    fn activity(&self) -> Result<Option<usize>> {
        let number = |cell: &str| cell.parse().ok().filter(|number| *number > 0);
        let wrong = || self.wrong(CutColumn::Activity, "a whole number from 1");
        self.cell(CutColumn::Activity).map(|cell| number(cell).ok_or_else(wrong)).transpose()
    }
}

/// The kind by its name; `warm-up` and `Cool down` are understood.
fn kind(cell: &str) -> Option<SegmentKind> {
    let word = cell.to_lowercase().replace([' ', '-', '_'], "");
    SegmentKind::ALL.into_iter().find(|kind| kind.name() == word)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        read_cut(text).unwrap_err().to_string()
    }

    #[test]
    fn times_and_kinds_come_in_every_spelling() {
        let (rows, notes) = read_cut(
            "\u{feff}Kind,File,From,To\nwork,a.fit,600,692.5\nWarm-up, a.fit ,0:00,10:00\n,'=b.fit,1:00:00,1:01:32\n",
        )
        .unwrap();
        assert_eq!(notes, vec![]);
        assert_eq!(rows[0].span, Span::new(600.0, 692.5));
        assert_eq!((rows[1].kind, rows[1].span), (SegmentKind::Warmup, Span::new(0.0, 600.0)));
        assert_eq!((rows[2].kind, rows[2].span), (SegmentKind::Work, Span::new(3600.0, 3692.0)));
        let files: Vec<_> = rows.iter().filter_map(|row| row.file.as_deref()).collect();
        assert_eq!((files, rows[2].row), (vec!["a.fit", "a.fit", "=b.fit"], 4));
    }

    #[test]
    fn semicolons_bring_decimal_commas() {
        let (rows, notes) = read_cut("start;end;file\r\n10,5;1:32,25;may\\a.fit\r\n").unwrap();
        assert_eq!(notes, vec![]);
        assert_eq!(rows[0].span, Span::new(10.5, 92.25));
        assert_eq!(rows[0].file.as_deref(), Some("may\\a.fit"));
    }

    #[test]
    fn a_bad_row_costs_the_cut_and_is_named() {
        for (row, told) in [
            ("1:75,90,work,1", "column start: expected a time like 92.5, 1:32 or 1:01:32, found \"1:75\""),
            ("10,,work,1", "column end: expected a time like 92.5, 1:32 or 1:01:32, found nothing"),
            ("50,40,work,1", "column end: expected a time after the start, found \"40\""),
            (
                "10,20,sprint,1",
                "column kind: expected one of warmup, work, recovery, stride, cooldown, other, found \"sprint\"",
            ),
            ("10,20,work,0", "column activity: expected a whole number from 1, found \"0\""),
        ] {
            let text = format!("start,end,kind,activity\n1,5,work,1\n{row}\n");
            assert_eq!(refused(&text), format!("at reps row 3, {told}; {WHOLE}"));
        }
        assert!(refused("start,end\n5,\n6,\n7,8\n9,\n").ends_with("(rows that are wrong besides: 2)"));
        assert!(
            refused("start,end,file\n5,6,a.fit\n7,8,\"b.fit\n").starts_with("at reps row 3: expected a closed quote")
        );
    }

    #[test]
    fn a_table_without_times_is_no_cut() {
        assert!(
            refused("start,kind,colour\n5,work,red\n")
                .starts_with("at reps row 1: expected a column \"end\", found start")
        );
        let (_, notes) = read_cut("start,end,colour\n5,6,red\n").unwrap();
        assert_eq!(notes[0].text, "reps: column \"colour\" is not known and is left out");
        let (_, notes) = read_cut("start_s,end_s,colour,lastrep_version\n5,6,red,0.1.0\n").unwrap();
        assert_eq!(notes, vec![]);
        assert_eq!(read_cut("").unwrap(), (vec![], vec![]));
    }
}
