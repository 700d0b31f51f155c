//! Writes a day into the journal: the row of that date is changed or added, and everything else stays as it is.

use super::cells::DecimalMark;
use super::header::Header;
use super::rows::{LINE_ENDS, TextRow, line_end, quoted};
use super::table::{COLUMNS, DATE_AT, OPEN_QUOTE, names, split};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Day, JournalDay};
use std::borrow::Cow;
use std::ops::Range;

/// The journal with cells of one day set. `text` is the journal as it is, empty for a new journal. `cells` are pairs of a
/// column's name and a cell; of two cells for one column, the last counts.
///
/// # Shape
/// Every byte stays as it is, except in the cells that are set. If the day has a row, its cells are replaced; if not, a row
/// is added in order of date. A missing column is added behind the last cell of the longest row.
/// # Errors
/// `Config` for an unknown column, a cell that cannot be read, and a date out of range; and for a journal without a date
/// column, with an open quote, or with two columns of a name that is set.
///
/// ```
/// let journal = "date,rpe\n2026-05-01,6\n";
/// let day = lastrep::model::Day::parse("2026-05-02").unwrap();
/// let logged = lastrep::journal::log(journal, day, &[("soreness", "2".to_owned())]).unwrap();
/// assert_eq!(logged, "date,rpe,soreness\n2026-05-01,6\n2026-05-02,,2\n");
/// ```
pub fn log(text: &str, day: Day, cells: &[(&str, String)]) -> Result<String> {
    let (mark, text) = text.strip_prefix(MARK).map_or(("", text), |text| (MARK, text));
    let text = &*with_header(text);
    let known = names();
    let mut wanted = Vec::new();
    for (name, cell) in cells {
        let column = column(&known, name)?;
        check(column, cell, split(text).separator)?;
        wanted.retain(|(other, _)| *other != column);
        wanted.push((column, cell.trim()));
    }
    let journal = JournalText::of(text)?;
    let after = spliced(text, journal.edits(day, &wanted)?);
    journal.is_kept(&after, day)?;
    Ok(format!("{mark}{after}"))
}

/// The byte order mark that some programs write before a text.
const MARK: &str = "\u{feff}";

/// The journal with a header. A text without a row gets a header of all columns at its end.
fn with_header(text: &str) -> Cow<'_, str> {
    if !split(text).rows(text).iter().all(TextRow::is_blank) {
        return Cow::Borrowed(text);
    }
    let end = if text.is_empty() || text.ends_with(LINE_ENDS) { "" } else { "\n" };
    Cow::Owned(format!("{text}{end}{}\n", column_names().join(",")))
}

fn config(expected: impl Into<String>, found: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, expected, found)
}

fn column_names() -> Vec<&'static str> {
    COLUMNS.iter().map(|column| column.name).collect()
}

fn column(known: &[(&str, usize)], name: &str) -> Result<usize> {
    let key = name.to_lowercase().replace([' ', '-'], "_");
    let names = column_names()[DATE_AT + 1..].join(", ");
    let found = known.iter().find(|(known, _)| *known == key).map(|(_, column)| *column);
    found
        .filter(|column| *column != DATE_AT)
        .ok_or_else(|| config(format!("one of the columns {names}"), format!("{name:?}")))
}

fn check(column: usize, cell: &str, separator: u8) -> Result<()> {
    let mut unused = JournalDay::default();
    let read = COLUMNS[column].read(&mut unused, cell, DecimalMark::beside(separator));
    read.map_err(|expected| config(expected, format!("{cell:?}")).at(COLUMNS[column].name))
}

/// A range of bytes in the text, and the text that replaces it.
type Edit = (Range<usize>, String);

/// The text with all edits made. The edits must not overlap. Of two edits in one place, the first comes first.
fn spliced(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (place, instead) in edits {
        out.push_str(&text[at..place.start]);
        out.push_str(&instead);
        at = place.end;
    }
    out + &text[at..]
}

/// A journal, split into rows and cells that know their place in the text.
struct JournalText<'a> {
    text: &'a str,
    separator: u8,
    header: Header<usize>,
    /// The first row that is not blank.
    first: TextRow,
    /// All further rows that are not blank.
    days: Vec<TextRow>,
    date_at: usize,
}

impl<'a> JournalText<'a> {
    fn of(text: &'a str) -> Result<Self> {
        let split = split(text);
        let mut rows = split.rows(text);
        if let Some(open) = rows.iter().find(|row| row.has_open_quote) {
            return Err(config("every quote to be closed", "an open one")
                .at(format!("journal row {}", open.line))
                .hint(format!("{OPEN_QUOTE}; nothing was written")));
        }
        rows.retain(|row| !row.is_blank());
        let mut rows = rows.into_iter();
        let first = rows.next().ok_or_else(|| config("a header row", "none").at("the journal"))?;
        let header = Header::new(&first, &names());
        let date_at = only(&header, DATE_AT)?
            .ok_or_else(|| config("a column \"date\" in the first row", "none").at("the journal"))?;
        Ok(Self { text, separator: split.separator, header, first, days: rows.collect(), date_at })
    }

    fn day(&self, row: &TextRow) -> Option<Day> {
        Day::parse(row.text(self.date_at))
    }

    /// The edits that set cells of a day.
    fn edits(&self, day: Day, wanted: &[(usize, &str)]) -> Result<Vec<Edit>> {
        let (cells, columns) = self.places(wanted)?;
        let head_end = self.first.place().end;
        let mut edits = vec![(head_end..head_end, columns)];
        match self.days.iter().find(|row| self.day(row) == Some(day)) {
            Some(row) => edits.extend(self.cells_set(row, &cells)),
            None => edits.push(self.row_added(day, &cells)),
        }
        Ok(edits)
    }

    /// The place of each cell in a row, and the text that adds missing columns to the header.
    fn places<'c>(&self, wanted: &[(usize, &'c str)]) -> Result<(Vec<(usize, &'c str)>, String)> {
        let (mut cells, mut columns) = (Vec::new(), Vec::new());
        let mut free = self.first.cells.len().max(self.width());
        for (column, cell) in wanted {
            let there = only(&self.header, *column)?;
            let at = there.unwrap_or(free);
            if there.is_none() {
                columns.push((at, COLUMNS[*column].name));
                free += 1;
            }
            cells.push((at, *cell));
        }
        Ok((cells, self.cells_from(self.first.cells.len(), &columns)))
    }

    fn separators(&self, count: usize) -> String {
        char::from(self.separator).to_string().repeat(count)
    }

    /// The number of cells of the longest row, up to its last cell that is not blank.
    fn width(&self) -> usize {
        let used =
            |row: &TextRow| row.cells.iter().rposition(|cell| !cell.text.trim().is_empty()).map_or(0, |last| last + 1);
        self.days.iter().map(used).max().unwrap_or(0)
    }

    /// The edits of an existing row. Each cell goes into its place; cells behind the end of the row are added after it.
    fn cells_set(&self, row: &TextRow, cells: &[(usize, &str)]) -> Vec<Edit> {
        let changed = cells.iter().filter(|(at, cell)| row.text(*at) != *cell);
        let (inside, behind): (Vec<_>, Vec<_>) = changed.copied().partition(|(at, _)| *at < row.cells.len());
        let mut edits: Vec<Edit> =
            inside.iter().map(|(at, cell)| (row.cells[*at].place.clone(), quoted(cell, self.separator))).collect();
        let end = row.place().end;
        edits.push((end..end, self.cells_from(row.cells.len(), &behind)));
        edits
    }

    /// The text of the cells from a place up to the last cell that is set, each after a separator.
    fn cells_from(&self, from: usize, cells: &[(usize, &str)]) -> String {
        let upto = cells.iter().map(|(at, _)| at + 1).max().unwrap_or(from);
        let cell = |at| {
            cells
                .iter()
                .find(|(place, _)| *place == at)
                .map_or_else(String::new, |(_, cell)| quoted(cell, self.separator))
        };
        (from..upto).map(|at| self.separators(1) + &cell(at)).collect()
    }

    /// The edit that adds a row: before the first row of a later day, else at the end.
    fn row_added(&self, day: Day, cells: &[(usize, &str)]) -> Edit {
        let date = day.to_string();
        let set: Vec<(usize, &str)> =
            cells.iter().copied().filter(|(_, cell)| !cell.is_empty()).chain([(self.date_at, date.as_str())]).collect();
        let row = self.cells_from(0, &set).split_off(1);
        let end = line_end(&self.text[self.first.place().end..]);
        let end = if end.is_empty() { "\n" } else { end };
        let later = self.days.iter().find(|row| self.day(row) > Some(day));
        let place = later.map_or(self.text.len(), |row| row.place().start);
        let before = if self.text[..place].ends_with(LINE_ENDS) { "" } else { end };
        (place..place, format!("{before}{row}{end}"))
    }

    /// Refuses a text in which the row of another day has changed.
    fn is_kept(&self, after: &str, day: Day) -> Result<()> {
        let others = |journal: &JournalText<'_>| -> Vec<Vec<String>> {
            let is_other = |row: &&TextRow| journal.day(row) != Some(day);
            let cells = |row: &TextRow| row.texts().map(str::to_owned).collect();
            journal.days.iter().filter(is_other).map(cells).collect()
        };
        let is_same = JournalText::of(after).is_ok_and(|journal| others(&journal) == others(self));
        is_same.then_some(()).ok_or_else(|| {
            config("cells that leave all other rows as they are", "some that would be read as rows")
                .hint("leave dates out of lines of their own")
        })
    }
}

/// The place of the column of this meaning; `None` without such a column, an error if there are several.
fn only(header: &Header<usize>, column: usize) -> Result<Option<usize>> {
    match header.places(column).as_slice() {
        [] => Ok(None),
        [at] => Ok(Some(*at)),
        more => {
            let found = format!("{} of them", more.len());
            Err(config(format!("one column \"{}\"", COLUMNS[column].name), found)
                .at("the first row of the journal")
                .hint("put them together, or give one another name"))
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::journal::read_journal;
    use proptest::prelude::*;

    const DAY: Day = Day::of(2026, 5, 2);

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
        let text = log("# mine", DAY, &[cell("rpe", "6")]).unwrap();
        assert!(text.starts_with("# mine\ndate,rpe,") && text.ends_with("\n2026-05-02,6\n"), "{text}");
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

    /// All but the cells that are set: quotes, remarks, stray cells, line ends of every kind.
    #[test]
    fn every_other_byte_stays() {
        for (before, after) in [
            (
                "date,rpe\n2026-05-02,6\n# week off\n# ill\n2026-05-09,5\n",
                "date,rpe\n2026-05-02,4\n# week off\n# ill\n2026-05-09,5\n",
            ),
            ("notes,date,rpe\n\"#1 run\",2026-05-02,6\n", "notes,date,rpe\n\"#1 run\",2026-05-02,4\n"),
            ("notes;rpe;date\r\n\"#\";;2.5.2026\r\n\r\n", "notes;rpe;date\r\n\"#\";4;2.5.2026\r\n\r\n"),
            (
                "date,rpe\r2026-05-02, 6 , \"x\" \r# old\r2026-05-09,5",
                "date,rpe\r2026-05-02,4, \"x\" \r# old\r2026-05-09,5",
            ),
            ("date\n2026-05-02,stray\n2026-05-03,3\n", "date,,rpe\n2026-05-02,stray,4\n2026-05-03,3\n"),
            ("rpe,date\n\"two\nlines\",2026-05-03\n", "rpe,date\n4,2026-05-02\n\"two\nlines\",2026-05-03\n"),
            ("date\trpe\n2026-05-01\t5\n\n# end", "date\trpe\n2026-05-01\t5\n\n# end\n2026-05-02\t4\n"),
        ] {
            assert_eq!(log(before, DAY, &[cell("rpe", "4")]).unwrap(), after);
        }
        let hash = log("notes,date\n", DAY, &[cell("notes", "#1 run")]).unwrap();
        assert_eq!(hash, "notes,date\n\"#1 run\",2026-05-02\n");
    }

    #[test]
    fn a_journal_that_cannot_be_changed_alone_is_refused() {
        let message = |text: &str, cells: &[(&str, String)]| log(text, DAY, cells).unwrap_err().to_string();
        let open = message("date,notes,rpe\n2026-05-01,\"oops,6\n2026-05-03,b,4\n", &[cell("rpe", "4")]);
        assert!(
            open.starts_with("at journal row 2: expected every quote to be closed")
                && open.ends_with("nothing was written")
        );
        assert!(message("date,rpe,effort\n", &[cell("rpe", "4")]).contains("one column \"rpe\", found 2 of them"));
        assert!(message("date,notes\n", &[cell("notes", "was\n2026-05-01,ill")]).contains("read as rows"));
    }

    /// A cell of a random journal: often a date, a number, something quoted, something odd.
    fn random_cell() -> impl Strategy<Value = String> {
        let odd = "[a #'é=-]{0,3}";
        let inside = "([a,;#\n é]|\r\n|\"\"){0,4}";
        prop_oneof![
            3 => (1_i64..9).prop_map(|day| format!("2026-05-0{day}")),
            2 => "[0-9]",
            2 => Just(String::new()),
            2 => odd,
            2 => inside.prop_map(|text| format!("\"{text}\"")),
            1 => "[\"a,;\t]{0,3}",
        ]
    }

    fn random_journal() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            8 => proptest::collection::vec(random_cell(), 0..6),
            1 => "[#]{1}[ a,\"]{0,5}".prop_map(|remark| vec![remark]),
        ];
        let names =
            proptest::collection::vec(prop_oneof!["date", "rpe", "notes", "Shoes", "\"pain\"", "", "day"], 1..6);
        let ends = proptest::collection::vec(prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n")], 12);
        let lines = (names, proptest::collection::vec(line, 0..8));
        (lines, ends, prop_oneof![Just(","), Just(";"), Just("\t")], any::<bool>(), 0_usize..3).prop_map(
            |((names, lines), ends, separator, has_mark, cut)| {
                let rows = std::iter::once(names).chain(lines).map(|cells| cells.join(separator));
                let text: String = rows.zip(ends.iter().cycle()).map(|(row, end)| row + end).collect();
                let text = format!("{}{text}", if has_mark { MARK } else { "" });
                let keep = text.char_indices().rev().nth(cut).map_or(text.len(), |(at, _)| at);
                text[..keep].to_owned()
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// Whatever the journal: it is refused, or changed in the day's row and the header's end alone.
        #[test]
        fn a_random_journal_keeps_every_other_byte(
            before in random_journal(), day in 0_i64..10, set in "[0-9]", words in "[a,;#\" ]{0,4}",
        ) {
            let day = DAY - 2 + day;
            let cells = [cell("rpe", &set), cell("notes", &words)];
            let Ok(after) = log(&before, day, &cells) else { return Ok(()) };
            let (body, changed) = (before.trim_start_matches(MARK), after.trim_start_matches(MARK));
            prop_assert_eq!(before.len() - body.len(), after.len() - changed.len());
            let old = JournalText::of(body);
            prop_assume!(old.is_ok());
            let old = old.unwrap();
            let own = old.days.iter().find(|row| old.day(row) == Some(day)).map(TextRow::place);
            let own = own.unwrap_or_else(|| {
                let later = old.days.iter().find(|row| old.day(row) > Some(day));
                later.map_or(body.len()..body.len(), |row| row.place().start..row.place().start)
            });
            let head = &body[..old.first.place().end];
            let between = &body[old.first.place().end..own.start];
            let rest = changed.strip_prefix(head).and_then(|rest| rest.strip_suffix(&body[own.end..]));
            prop_assert!(rest.is_some_and(|rest| rest.contains(between)), "{:?}\n{:?}", before, after);
            let others = |text: &str| -> Vec<JournalDay> {
                read_journal(text).0.into_iter().filter(|row| row.day != day).collect()
            };
            prop_assert_eq!(others(&before), others(&after), "{:?}\n{:?}", before, after);
            let own = read_journal(&after).0.into_iter().find(|row| row.day == day).unwrap();
            prop_assert_eq!((own.rpe_cr10, own.notes.as_str()), (set.parse().ok(), words.trim()), "{:?}\n{:?}", before, after);
            prop_assert_eq!(log(&after, day, &cells).unwrap(), after, "again changes nothing");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let message = |text: &str, cells: &[(&str, String)]| log(text, DAY, cells).unwrap_err().to_string();
        assert_eq!(message("", &[cell("rpe", "hard")]), "at rpe: expected a number from 0 to 10, found \"hard\"");
        assert!(message("", &[cell("mood", "5")]).starts_with("expected one of the columns rpe, feel,"));
        assert!(message("rpe\n5\n", &[cell("rpe", "5")]).contains("a column \"date\""));
        assert!(message("", &[cell("date", "2026-05-03")]).contains("one of the columns"));
        assert!(log("date,rpe\n", DAY, &[cell("rpe", "5"), cell("effort", "6")]).unwrap().ends_with("2026-05-02,6\n"));
    }
}
