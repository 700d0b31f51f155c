//! Writing a day into the journal: the row of that date changed or added, everything else as it stands.

use super::days::{civil_date, civil_day};
use super::rows::{Header, REMARK, separator};
use super::table::{COLUMNS, names};
use crate::error::{Error, ErrorKind, Result};
use crate::model::JournalDay;

/// One record with where it stands in the text.
struct Row {
    start: usize,
    end: usize,
    cells: Vec<String>,
}

/// The journal with cells of one day set, by the names of their columns; `text` is the journal as it is, empty for a new one.
///
/// # Shape
/// The order of columns and rows, the separator, line ends, unknown columns and all other rows stay as they are. A day that
/// has a row gets its cells replaced; another gets a row in order of date; a column that is missing is added at the end.
/// # Errors
/// `Config` for a name that is no column, a cell that cannot be read, a date out of range, and a journal without a date column.
///
/// ```
/// let journal = "date,rpe\n2026-05-01,6\n";
/// let logged = lastrep::journal::log(journal, 20_575, &[("soreness", "2".to_owned())]).unwrap();
/// assert_eq!(logged, "date,rpe,soreness\n2026-05-01,6\n2026-05-02,,2\n");
/// ```
pub fn log(text: &str, day: i64, cells: &[(&str, String)]) -> Result<String> {
    let date = civil_date(day).ok_or_else(|| config("a date", day.to_string()))?;
    let known = names();
    let wanted: Vec<(usize, &str)> =
        cells.iter().map(|(name, cell)| Ok((column(&known, name)?, cell.as_str()))).collect::<Result<_>>()?;
    let is_new = text.trim().is_empty();
    let head = if is_new {
        COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>().join(",") + "\n"
    } else {
        String::new()
    };
    let text = if is_new { head.as_str() } else { text };
    let separator = separator(text);
    for (column, cell) in &wanted {
        check(*column, cell, separator)?;
    }
    write_into(text, &date, &wanted, separator)
}

fn config(expected: impl Into<String>, found: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, expected, found)
}

fn column(known: &[(&str, usize)], name: &str) -> Result<usize> {
    let key = name.to_lowercase().replace([' ', '-'], "_");
    let names = COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
    let found = known.iter().find(|(known, _)| *known == key).map(|(_, column)| *column);
    found.ok_or_else(|| config(format!("one of the columns {names}"), format!("{name:?}")))
}

fn check(column: usize, cell: &str, separator: u8) -> Result<()> {
    let mut unused = JournalDay::default();
    let read = COLUMNS[column].read(&mut unused, cell, separator != b',');
    read.map_err(|expected| config(expected, format!("{cell:?}")).at(COLUMNS[column].name))
}

fn write_into(text: &str, date: &str, wanted: &[(usize, &str)], separator: u8) -> Result<String> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let rows = rows(text, separator);
    let Some((first, days)) = rows.split_first() else { return Err(config("a header row", "none")) };
    let mut header = columns_of(&first.cells);
    let Some(date_at) = header.iter().position(|column| *column == Some(0)) else {
        return Err(config("a column \"date\" in the first row", "none").at("the journal"));
    };
    let missing: Vec<usize> =
        wanted.iter().map(|(column, _)| *column).filter(|column| !header.contains(&Some(*column))).collect();
    header.extend(missing.iter().map(|column| Some(*column)));
    let day_of = |row: &Row| row.cells.get(date_at).and_then(|cell| civil_day(cell));
    let own = days.iter().find(|row| day_of(row).is_some() && day_of(row) == civil_day(date));
    let later = days.iter().find(|row| day_of(row).is_some() && day_of(row) > civil_day(date));
    let line = encoded(&filled(own, &header, (date_at, date), wanted), separator)? + line_end;
    let place = own.or(later).map_or(text.len(), |row| row.start);
    let head_end = first.start + text[first.start..first.end].trim_end_matches(['\r', '\n']).len();
    let mut out = text[..head_end].to_owned();
    for column in missing {
        out.push(char::from(separator));
        out.push_str(COLUMNS[column].name);
    }
    out.push_str(&text[head_end..place]);
    if place == text.len() && !text.ends_with('\n') {
        out.push_str(line_end);
    }
    out.push_str(&line);
    // Blank lines behind a replaced row stay.
    out.push_str(&own.map_or(String::new(), |row| blank_lines(&text[row.start..row.end])));
    out.push_str(&text[own.map_or(place, |row| row.end)..]);
    Ok(out)
}

/// The cells of the day's row: those that it has, the date, and what is set; a new row ends with its last cell.
fn filled(own: Option<&Row>, header: &[Option<usize>], date: (usize, &str), wanted: &[(usize, &str)]) -> Vec<String> {
    let mut cells = own.map_or_else(Vec::new, |row| row.cells.clone());
    cells.resize(cells.len().max(header.len()), String::new());
    date.1.clone_into(&mut cells[date.0]);
    for (column, cell) in wanted {
        if let Some(at) = header.iter().position(|known| known == &Some(*column)) {
            (*cell).clone_into(&mut cells[at]);
        }
    }
    while own.is_none() && cells.len() > 1 && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// The blank lines at the end of a record's text.
fn blank_lines(record: &str) -> String {
    let body = record.trim_end_matches(['\r', '\n']).len();
    record[body..].split_inclusive('\n').skip(1).collect()
}

/// Every record that is not blank, with the text that it takes up to the next one.
fn rows(text: &str, separator: u8) -> Vec<Row> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(REMARK))
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(body.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    for record in reader.records().flatten() {
        let start = skipped + record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let start = start + before_record(&text[start..]);
        if let Some(last) = rows.last_mut() {
            last.end = start;
        }
        rows.push(Row { start, end: text.len(), cells: record.iter().map(ToOwned::to_owned).collect() });
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// The length of what may stand before a record where the reader's position lies: line ends, and remarks.
fn before_record(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(['\r', '\n']);
        if !rest.starts_with(char::from(REMARK)) {
            return text.len() - rest.len();
        }
        rest = rest.find('\n').map_or("", |end| &rest[end..]);
    }
}

fn columns_of(cells: &[String]) -> Vec<Option<usize>> {
    let record: csv::StringRecord = cells.iter().map(|cell| cell.trim()).collect();
    let header = Header::new(&record, &names());
    header.columns()
}

/// A record as a line without its end.
fn encoded(cells: &[String], separator: u8) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    let failed = |cause: String| config("a row that can be written", cause);
    writer.write_record(cells).map_err(|cause| failed(cause.to_string()))?;
    let bytes = writer.into_inner().map_err(|cause| failed(cause.to_string()))?;
    let line = String::from_utf8(bytes).map_err(|cause| failed(cause.to_string()))?;
    Ok(line.trim_end_matches('\n').to_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::journal::read_journal;

    /// 2 May 2026.
    const DAY: i64 = 20_575;

    fn cell(name: &'static str, cell: &str) -> (&'static str, String) {
        (name, cell.to_owned())
    }

    #[test]
    fn a_new_journal_has_every_column() {
        let text = log("", DAY, &[cell("rpe", "6"), cell("notes", "legs, heavy")]).unwrap();
        assert!(text.starts_with("date,rpe,feel,") && text.lines().count() == 2);
        let (days, notes) = read_journal(&text);
        assert_eq!(notes, vec![]);
        assert_eq!((days[0].day, days[0].rpe_cr10, days[0].notes.as_str()), (DAY, Some(6.0), "legs, heavy"));
    }

    #[test]
    fn a_row_is_changed_in_its_place_and_nothing_else() {
        let before = "\u{feff}RPE;Date;Shoes\r\n6,5;2026-05-01;old\r\n\r\n5;2026-05-02;new\r\n7;2026-05-04;new\r\n";
        let after = log(before, DAY, &[cell("rpe", "4"), cell("soreness", "2")]).unwrap();
        let expected =
            "\u{feff}RPE;Date;Shoes;soreness\r\n6,5;2026-05-01;old\r\n\r\n4;2026-05-02;new;2\r\n7;2026-05-04;new\r\n";
        assert_eq!(after, expected);
        assert_eq!(log(&after, DAY, &[cell("rpe", "4")]).unwrap(), expected, "again changes nothing");
    }

    #[test]
    fn remarks_stay_where_they_are() {
        let before = "# One row a day, as you like.\ndate,rpe\n2026-05-01,6\n# a rest week\n2026-05-09,5\n";
        let after = log(before, DAY, &[cell("rpe", "4")]).unwrap();
        assert!(after.starts_with("# One row a day, as you like.\ndate,rpe\n2026-05-01,6\n"), "{after}");
        assert!(after.contains("# a rest week") && after.contains("2026-05-02,4\n"), "{after}");
        let (days, notes) = read_journal(&after);
        assert_eq!((days.len(), notes.len()), (3, 0), "{after}");
        assert_eq!(log(&after, DAY, &[cell("rpe", "4")]).unwrap(), after, "again changes nothing");
    }

    #[test]
    fn a_new_day_goes_between_those_about_it() {
        let before = "date,rpe\n2026-05-01,6\n2026-05-09,5";
        assert_eq!(
            log(before, DAY, &[cell("rpe", "4")]).unwrap(),
            "date,rpe\n2026-05-01,6\n2026-05-02,4\n2026-05-09,5"
        );
        assert_eq!(log(before, DAY + 20, &[cell("rpe", "4")]).unwrap(), format!("{before}\n2026-05-22,4\n"));
        let quoted = "date,notes\n2026-05-01,\"two\nlines\"\n";
        assert_eq!(log(quoted, DAY, &[cell("notes", "one")]).unwrap(), format!("{quoted}2026-05-02,one\n"));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let message = |text: &str, cells: &[(&str, String)]| log(text, DAY, cells).unwrap_err().to_string();
        assert_eq!(message("", &[cell("rpe", "hard")]), "at rpe: expected a number from 0 to 10, found \"hard\"");
        assert!(message("", &[cell("mood", "5")]).starts_with("expected one of the columns date, rpe,"));
        assert!(message("rpe\n5\n", &[cell("rpe", "5")]).contains("a column \"date\""));
    }
}
