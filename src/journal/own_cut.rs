//! `--reps`: where the reps are, cut by the runner; a row a span, columns in any order.
//!
//! `segments.csv` as lastrep writes it is such a file: change a cell and hand it back.

use super::cells;
use super::rows::{Header, reader, separator};
use crate::model::{Note, OwnRow, SegmentKind, Span, Stage};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Start,
    End,
    Kind,
    File,
    Activity,
    Runner,
    /// Told by lastrep itself: its tables have columns that need no complaint.
    Version,
}

/// Header names, in lower case with underscores, and what they mean.
const NAMES: [(&str, Column); 12] = [
    ("start", Column::Start),
    ("start_s", Column::Start),
    ("from", Column::Start),
    ("end", Column::End),
    ("end_s", Column::End),
    ("to", Column::End),
    ("kind", Column::Kind),
    ("type", Column::Kind),
    ("file", Column::File),
    ("activity", Column::Activity),
    ("runner", Column::Runner),
    ("lastrep_version", Column::Version),
];

/// Reads a cut: its rows in the order of the file, and a note for everything that could not be read.
///
/// # Shape
/// Times are seconds, `m:ss` or `h:mm:ss` since the file's first record; kinds the names of [`SegmentKind`], work where
/// there is none. Separators as in the journal. A row with a cell that cannot be read is left out; without `start` and
/// `end` columns there are no rows and one note.
///
/// ```
/// let (rows, notes) = lastrep::journal::read_cut("start,end,kind\n10:00,11:32.5,work\n13:00,14:33,\n");
/// assert_eq!((rows.len(), notes.len()), (2, 0));
/// assert_eq!(rows[0].span.end_s, 692.5);
/// ```
pub fn read_cut(text: &str) -> (Vec<OwnRow>, Vec<Note>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let mut cut = Cut { header: None, decimal_comma: separator != b',', rows: Vec::new(), notes: Vec::new() };
    for record in reader(text, separator).records() {
        match record {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => cut.record(&record),
            Err(error) => cut.note(format!("reps: a row cannot be read: {error}")),
        }
    }
    (cut.rows, cut.notes)
}

struct Cut {
    /// `None` until the first row was seen.
    header: Option<Header<Column>>,
    decimal_comma: bool,
    rows: Vec<OwnRow>,
    notes: Vec<Note>,
}

impl Cut {
    fn note(&mut self, text: String) {
        self.notes.push(Note::new(Stage::Read, text));
    }

    fn record(&mut self, record: &csv::StringRecord) {
        let Some(header) = &self.header else {
            let header = Header::new(record, &NAMES);
            for name in header.unknown.iter().filter(|_| !header.has(Column::Version)) {
                self.note(format!("reps: column \"{name}\" is not known and is left out"));
            }
            for (column, name) in [(Column::Start, "start"), (Column::End, "end")] {
                if !header.has(column) {
                    self.note(format!("reps: the first row names no column \"{name}\": no row can be used"));
                }
            }
            self.header = Some(header);
            return;
        };
        if !(header.has(Column::Start) && header.has(Column::End)) {
            return;
        }
        let number = record.position().map_or(0, csv::Position::line);
        match row(header, record, number, self.decimal_comma) {
            Ok(row) => self.rows.push(row),
            Err(problem) => self.note(format!("reps row {number}, {problem}: row left out")),
        }
    }
}

/// One row, or which cell is wrong and how.
fn row(
    header: &Header<Column>,
    record: &csv::StringRecord,
    number: u64,
    decimal_comma: bool,
) -> Result<OwnRow, String> {
    let cell = |column| header.cell(record, column).map(|(cell, _)| cell).filter(|cell| !cell.is_empty());
    let wrong = |column, expected: String| {
        let (found, name) = header.cell(record, column).unwrap_or_default();
        let found = if found.is_empty() { "nothing".to_owned() } else { format!("\"{found}\"") };
        format!("column {name}: expected {expected}, found {found}")
    };
    let time = |column| {
        let expected = || wrong(column, "a time like 92.5, 1:32 or 1:01:32".to_owned());
        cell(column).and_then(|text| cells::time_s(text, decimal_comma)).ok_or_else(expected)
    };
    let span = Span::new(time(Column::Start)?, time(Column::End)?);
    if span.end_s <= span.start_s {
        return Err(wrong(Column::End, "a time after the start".to_owned()));
    }
    let kind = cell(Column::Kind)
        .map_or(Some(SegmentKind::Work), kind)
        .ok_or_else(|| wrong(Column::Kind, format!("one of {}", SegmentKind::ALL.map(SegmentKind::name).join(", "))))?;
    let activity = match cell(Column::Activity).map(str::parse::<usize>) {
        Some(Ok(activity)) if activity > 0 => Some(activity),
        Some(_) => return Err(wrong(Column::Activity, "a whole number from 1".to_owned())),
        None => None,
    };
    let file = cell(Column::File).map(|text| cells::plain_text(text).replace('\\', "/"));
    let runner = cell(Column::Runner).map(|text| cells::plain_text(text).to_owned());
    Ok(OwnRow { row: number, file, runner, activity, span, kind })
}

/// The kind by its name; `warm-up` and `Cool down` are understood.
fn kind(cell: &str) -> Option<SegmentKind> {
    let word = cell.to_lowercase().replace([' ', '-', '_'], "");
    SegmentKind::ALL.into_iter().find(|kind| kind.name() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(notes: &[Note]) -> Vec<&str> {
        notes.iter().map(|note| note.text.as_str()).collect()
    }

    #[test]
    fn times_and_kinds_come_in_every_spelling() {
        let (rows, notes) = read_cut(
            "\u{feff}Kind,File,From,To\nwork,a.fit,600,692.5\nWarm-up,a.fit,0:00,10:00\n,'=b.fit,1:00:00,1:01:32\n",
        );
        assert_eq!(notes, vec![]);
        assert_eq!(rows[0].span, Span::new(600.0, 692.5));
        assert_eq!((rows[1].kind, rows[1].span), (SegmentKind::Warmup, Span::new(0.0, 600.0)));
        assert_eq!((rows[2].kind, rows[2].span), (SegmentKind::Work, Span::new(3600.0, 3692.0)));
        assert_eq!((rows[2].file.as_deref(), rows[2].row), (Some("=b.fit"), 4));
    }

    #[test]
    fn semicolons_bring_decimal_commas_and_backslashes_are_folders() {
        let (rows, notes) = read_cut("start;end;file\r\n10,5;1:32,25;may\\a.fit\r\n");
        assert_eq!(notes, vec![]);
        assert_eq!(rows[0].span, Span::new(10.5, 92.25));
        assert_eq!(rows[0].file.as_deref(), Some("may/a.fit"));
    }

    #[test]
    fn a_bad_cell_costs_its_row_and_is_named() {
        let (rows, notes) = read_cut(
            "start,end,kind,activity\n1:75,90,work,1\n10,,work,1\n50,40,work,1\n10,20,sprint,1\n10,20,work,0\n10,20,work,1\n",
        );
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].row, 7);
        assert_eq!(
            texts(&notes),
            [
                "reps row 2, column start: expected a time like 92.5, 1:32 or 1:01:32, found \"1:75\": row left out",
                "reps row 3, column end: expected a time like 92.5, 1:32 or 1:01:32, found nothing: row left out",
                "reps row 4, column end: expected a time after the start, found \"40\": row left out",
                "reps row 5, column kind: expected one of warmup, work, recovery, stride, cooldown, other, found \
                 \"sprint\": row left out",
                "reps row 6, column activity: expected a whole number from 1, found \"0\": row left out",
            ]
        );
    }

    #[test]
    fn a_table_without_times_gives_no_rows() {
        let (rows, notes) = read_cut("start,kind,colour\n5,work,red\n");
        assert!(rows.is_empty());
        assert_eq!(texts(&notes)[0], "reps: column \"colour\" is not known and is left out");
        assert_eq!(texts(&notes)[1], "reps: the first row names no column \"end\": no row can be used");
        let (_, notes) = read_cut("start_s,end_s,colour,lastrep_version\n5,6,red,0.1.0\n");
        assert_eq!(notes, vec![]);
    }
}
