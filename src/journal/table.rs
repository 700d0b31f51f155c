//! `journal.csv`: a row a day, columns in any order.

use super::cells;
use super::days::civil_day;
use super::rows::{Header, reader, separator};
use crate::model::{JournalDay, Note, Stage};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    Rpe,
    Soreness,
    RestingHr,
    Pain,
    Sleep,
    PoorSleep,
    Illness,
    FocalPain,
    Reserve,
    Notes,
}

/// Header names, in lower case with underscores, and what they mean.
const NAMES: [(&str, Column); 32] = [
    ("date", Column::Date),
    ("day", Column::Date),
    ("rpe", Column::Rpe),
    ("session_rpe", Column::Rpe),
    ("srpe", Column::Rpe),
    ("rpe_cr10", Column::Rpe),
    ("effort", Column::Rpe),
    ("soreness", Column::Soreness),
    ("sore", Column::Soreness),
    ("resting_hr", Column::RestingHr),
    ("rhr", Column::RestingHr),
    ("resting_heart_rate", Column::RestingHr),
    ("resting_hr_bpm", Column::RestingHr),
    ("morning_hr", Column::RestingHr),
    ("hr_rest", Column::RestingHr),
    ("pain", Column::Pain),
    ("sleep", Column::Sleep),
    ("sleep_h", Column::Sleep),
    ("sleep_hours", Column::Sleep),
    ("poor_sleep", Column::PoorSleep),
    ("bad_sleep", Column::PoorSleep),
    ("illness", Column::Illness),
    ("ill", Column::Illness),
    ("sick", Column::Illness),
    ("focal_pain", Column::FocalPain),
    ("local_pain", Column::FocalPain),
    ("one_sided_pain", Column::FocalPain),
    ("rir", Column::Reserve),
    ("reps_in_reserve", Column::Reserve),
    ("notes", Column::Notes),
    ("note", Column::Notes),
    ("comment", Column::Notes),
];

/// Reads a journal: its days in order of date, and a note for everything that could not be read.
///
/// # Shape
/// Separators are comma, semicolon or tab, whichever the header holds most of; a decimal comma is understood wherever the
/// separator is not the comma. Without a `date` column there are no days and one note. Two rows of one date stay two days.
pub fn read_journal(text: &str) -> (Vec<JournalDay>, Vec<Note>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let mut journal = Journal { decimal_comma: separator != b',', ..Journal::default() };
    for record in reader(text, separator).records() {
        match record {
            Ok(record) => journal.record(&record),
            Err(error) => journal.note(format!("journal: a row cannot be read: {error}")),
        }
    }
    journal.days.sort_by_key(|day| day.day);
    (journal.days, journal.notes)
}

#[derive(Default)]
struct Journal {
    /// `None` until the first row was seen.
    header: Option<Header<Column>>,
    decimal_comma: bool,
    days: Vec<JournalDay>,
    notes: Vec<Note>,
}

impl Journal {
    fn note(&mut self, text: String) {
        self.notes.push(Note::new(Stage::Read, text));
    }

    fn record(&mut self, record: &csv::StringRecord) {
        let is_blank = record.iter().all(str::is_empty);
        match self.header.take() {
            header if is_blank => self.header = header,
            None => self.header = Some(self.read_header(record)),
            Some(header) => {
                if header.has(Column::Date) {
                    self.row(&header, record);
                }
                self.header = Some(header);
            }
        }
    }

    fn read_header(&mut self, record: &csv::StringRecord) -> Header<Column> {
        let header = Header::new(record, &NAMES);
        for name in &header.unknown {
            self.note(format!("journal: column \"{name}\" is not known and is left out"));
        }
        if !header.has(Column::Date) {
            self.note("journal: the first row names no column \"date\": no row can be used".to_owned());
        }
        header
    }

    fn row(&mut self, header: &Header<Column>, record: &csv::StringRecord) {
        let row = record.position().map_or(0, csv::Position::line);
        let mut day = JournalDay::default();
        let mut dated = false;
        let mut problems = Vec::new();
        for (column, cell, name) in header.cells(record) {
            match self.cell(column, cell, &mut day) {
                Ok(()) => dated |= column == Column::Date,
                Err(expected) => {
                    problems.push(format!("journal row {row}, column {name}: expected {expected}, found \"{cell}\""));
                }
            }
        }
        if dated {
            self.days.push(day);
        } else {
            problems.push(format!("journal row {row}: no date, row left out"));
        }
        for problem in problems {
            self.note(problem);
        }
    }

    fn cell(&self, column: Column, cell: &str, day: &mut JournalDay) -> Result<(), String> {
        let number = |low, high| cells::number(cell, low, high, self.decimal_comma);
        match column {
            Column::Date => day.day = civil_day(cell).ok_or("a date like 2024-05-01")?,
            Column::Rpe => day.rpe_cr10 = Some(number(0.0, 10.0)?),
            Column::Soreness => day.soreness = Some(number(0.0, 10.0)?),
            Column::RestingHr => day.resting_hr_bpm = Some(number(25.0, 130.0)?),
            Column::Pain => day.pain = Some(number(0.0, 10.0)?),
            Column::Sleep => day.poor_sleep |= cells::poor_sleep(cell, self.decimal_comma)?,
            Column::PoorSleep => day.poor_sleep |= cells::flag(cell),
            Column::Illness => day.illness = cells::flag(cell),
            Column::FocalPain => day.focal_pain = cells::flag(cell),
            Column::Reserve => day.reps_in_reserve = Some(number(0.0, 30.0)?),
            Column::Notes => cell.clone_into(&mut day.notes),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_in_any_order_and_under_other_names() {
        let (days, notes) =
            read_journal("\u{feff}RPE,Date,RHR,notes\n6,2024-05-01,48,\"legs, heavy\"\n\n,2024-04-30,,\n");
        assert_eq!(notes, vec![]);
        assert_eq!(days.len(), 2);
        assert_eq!(days[0].day, 19_843);
        assert_eq!(days[0].rpe_cr10, None);
        assert_eq!(days[1].rpe_cr10, Some(6.0));
        assert_eq!(days[1].resting_hr_bpm, Some(48.0));
        assert_eq!(days[1].notes, "legs, heavy");
    }

    #[test]
    fn semicolons_bring_decimal_commas() {
        let (days, notes) = read_journal("date;rpe;sleep;illness\r\n2024-05-01;6,5;poor;\r\n2024-05-02;;7,5;fever\r\n");
        assert_eq!(notes, vec![]);
        assert_eq!(days[0].rpe_cr10, Some(6.5));
        assert!(days[0].poor_sleep && !days[0].illness);
        assert!(!days[1].poor_sleep && days[1].illness);
    }

    #[test]
    fn a_bad_cell_costs_only_itself_and_is_named() {
        let (days, notes) = read_journal("date,rpe,soreness\n2024-05-01,hard,3\n2024-13-01,5,1\n,5,1\n");
        assert_eq!(days.len(), 1);
        assert_eq!((days[0].rpe_cr10, days[0].soreness), (None, Some(3.0)));
        let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts[0], "journal row 2, column rpe: expected a number from 0 to 10, found \"hard\"");
        assert_eq!(texts[1], "journal row 3, column date: expected a date like 2024-05-01, found \"2024-13-01\"");
        assert_eq!(texts[2], "journal row 3: no date, row left out");
        assert_eq!(texts[3], "journal row 4: no date, row left out");
    }

    #[test]
    fn without_dates_there_are_no_days() {
        let (days, notes) = read_journal("rpe,soreness\n5,3\n");
        assert!(days.is_empty());
        assert_eq!(notes.len(), 1);
        assert_eq!(read_journal(""), (vec![], vec![]));
    }
}
