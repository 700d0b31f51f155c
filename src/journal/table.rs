//! `journal.csv`: a row a day, columns in any order.

use super::cells;
use super::cells::DecimalMark;
use super::header::{Header, separator};
use super::rows::{Split, TextRow};
use crate::model::{Day, JournalDay, Note, Stage, UnreadCell};
use crate::near::nearest;

/// One column: its name, other names for it, its question, and how a cell becomes part of a day.
///
/// A cell is read together with the decimal mark of the file. The error of a wrong cell is what was expected.
#[derive(Debug)]
pub struct Column {
    /// The name that is written.
    pub name: &'static str,
    /// Other names that are understood, in lower case with underscores.
    also: &'static [&'static str],
    /// The question that a runner is asked.
    pub question: &'static str,
    put: fn(&mut JournalDay, &str, DecimalMark) -> Result<(), String>,
}

impl Column {
    /// Reads a cell into a day. The error of a wrong cell is what was expected.
    pub(super) fn read(&self, day: &mut JournalDay, cell: &str, mark: DecimalMark) -> Result<(), String> {
        (self.put)(day, cell, mark)
    }
}

const fn column(
    name: &'static str,
    also: &'static [&'static str],
    question: &'static str,
    put: fn(&mut JournalDay, &str, DecimalMark) -> Result<(), String>,
) -> Column {
    Column { name, also, question, put }
}

/// The place of the date column in [`COLUMNS`].
pub(super) const DATE_AT: usize = 0;

/// Every column, in the order in which they are written and asked.
pub static COLUMNS: [Column; 21] = [
    column("date", &["day", "datum", "fecha"], "date (YYYY-MM-DD)", |day, cell, _| {
        day.day = Day::parse(cell).ok_or("a date like 2024-05-01")?;
        Ok(())
    }),
    column("rpe", &["session_rpe", "srpe", "rpe_cr10", "effort"], "RPE of the session, 0 to 10", |day, cell, mark| {
        put(&mut day.rpe_cr10, scale(cell, mark))
    }),
    column("feel", &["feeling"], "how it felt, 0 (bad) to 10 (great)", |day, cell, mark| {
        put(&mut day.feel, cells::feel(cell, mark))
    }),
    column("smoothness", &["smooth"], "how smooth the last reps felt, 0 to 10", |day, cell, mark| {
        put(&mut day.smoothness, scale(cell, mark))
    }),
    column("comfort", &["comfortable"], "how comfortable the last reps felt, 0 to 10", |day, cell, mark| {
        put(&mut day.comfort, scale(cell, mark))
    }),
    column("reps_in_reserve", &["rir"], "how many more reps you had in you", |day, cell, mark| {
        put(&mut day.reps_in_reserve, cells::number(cells::plain_number(cell), 0.0, 30.0, mark))
    }),
    column(
        "cut_short",
        &["excuse", "stopped_early"],
        "why reps were left out, if not for fatigue or pain (time, traffic, thunder)",
        |day, cell, _| {
            day.cut_short = cells::other_reason(cell)?;
            Ok(())
        },
    ),
    column(
        "soreness",
        &["sore", "muskelkater", "courbatures", "agujetas"],
        "soreness of the legs, 0 to 10",
        |day, cell, mark| put(&mut day.soreness, scale(cell, mark)),
    ),
    column("pain", &["schmerz", "schmerzen", "douleur", "dolor"], "pain, 0 to 10", |day, cell, mark| {
        put(&mut day.pain, if cells::flag(cell) { scale(cell, mark) } else { Ok(0.0) })
    }),
    column(
        "one_sided_pain",
        &["focal_pain", "local_pain", "sharp_pain", "one_sided", "sharp"],
        "pain that is one-sided, sharp, on a bone, or changes your gait (yes; no when it is gone)",
        |day, cell, _| {
            day.focal_pain = Some(cells::flag(cell));
            Ok(())
        },
    ),
    column(
        "illness",
        &["ill", "sick", "krank", "malade", "enfermo"],
        "illness, fever, chest symptoms or dizziness (yes; no when it is gone)",
        |day, cell, _| {
            day.illness = Some(cells::flag(cell));
            Ok(())
        },
    ),
    column(
        "resting_hr",
        &["rhr", "resting_heart_rate", "resting_hr_bpm", "morning_hr", "hr_rest"],
        "resting heart rate in the morning, bpm",
        |day, cell, mark| put(&mut day.resting_hr_bpm, cells::number(cell, 25.0, 130.0, mark)),
    ),
    column(
        "hrv",
        &["rmssd", "hrv_ms", "hrv_rmssd"],
        "heart-rate variability in the morning, rMSSD in ms",
        |day, cell, mark| put(&mut day.hrv_ms, cells::number(cell, 3.0, 300.0, mark)),
    ),
    column("sleep", &["sleep_h", "sleep_hours"], "sleep: hours, or good or poor", |day, cell, mark| {
        day.poor_sleep |= cells::poor_sleep(cell, mark)?;
        day.sleep_h = cells::number(cell, 0.0, 24.0, mark).ok();
        Ok(())
    }),
    column("poor_sleep", &["bad_sleep"], "a poor night (yes/no)", |day, cell, _| {
        day.poor_sleep |= cells::flag(cell);
        Ok(())
    }),
    column(
        "temperature",
        &["temperature_c", "temp", "temp_c"],
        "air temperature, degrees C (or 75F)",
        |day, cell, mark| put(&mut day.temperature_c, cells::degrees_c(cell, mark)),
    ),
    column("dew_point", &["dew_point_c", "dewpoint"], "dew point, degrees C (or 60F)", |day, cell, mark| {
        put(&mut day.dew_point_c, cells::degrees_c(cell, mark))
    }),
    column("wind", &["windy"], "wind that was felt in the reps (yes/no)", |day, cell, _| {
        day.windy = cells::flag(cell);
        Ok(())
    }),
    column("surface", &["terrain"], "surface", |day, cell, _| {
        cell.clone_into(&mut day.surface);
        Ok(())
    }),
    column("planned", &["plan", "planned_workout"], "the workout that was planned", |day, cell, _| {
        cell.clone_into(&mut day.planned);
        Ok(())
    }),
    column("notes", &["note", "comment"], "notes", |day, cell, _| {
        cell.clone_into(&mut day.notes);
        Ok(())
    }),
];

/// A mark from 0 to 10.
fn scale(cell: &str, decimal_mark: DecimalMark) -> Result<f64, String> {
    let mark = cells::plain_number(cell);
    cells::number(mark.strip_suffix("/10").unwrap_or(mark).trim_end(), 0.0, 10.0, decimal_mark)
}

fn put(place: &mut Option<f64>, value: Result<f64, String>) -> Result<(), String> {
    *place = Some(value?);
    Ok(())
}

/// Every name that a column may have, with its place in [`COLUMNS`].
pub(super) fn names() -> Vec<(&'static str, usize)> {
    let of = |(index, column): (usize, &'static Column)| {
        std::iter::once(column.name).chain(column.also.iter().copied()).map(move |name| (name, index))
    };
    COLUMNS.iter().enumerate().flat_map(of).collect()
}

/// Reads a journal: its days in order of date, and a note for everything that could not be read.
///
/// # Shape
/// The separator is the comma, the semicolon or the tab, whichever occurs most often in the header. If it is not the comma,
/// a comma in a number is a decimal point. Without a `date` column there are no days and one note. Two rows of one date
/// stay two days.
pub fn read_journal(text: &str) -> (Vec<JournalDay>, Vec<Note>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut journal = JournalRead { decimal_mark: DecimalMark::beside(separator(text)), ..JournalRead::default() };
    split(text).rows(text).iter().for_each(|row| journal.take_in(row));
    journal.days.sort_by_key(|day| day.day);
    (journal.days, journal.notes)
}

/// How a journal is split: a line with a date among its cells is a row of its own, never a part of the cell before.
pub(super) fn split(text: &str) -> Split {
    let has_date = |line: &str, separator: u8| {
        let mut cells = line.split(char::from(separator));
        cells.clone().count() > 1 && cells.any(|cell| Day::parse(cell).is_some())
    };
    Split { separator: separator(text), is_own_row: has_date }
}

/// What is wrong with a row in which a quote stays open, and what to do.
pub(super) const OPEN_QUOTE: &str = "a quote is opened and not closed behind its cell; close it, or take it away";

#[derive(Default)]
struct JournalRead {
    /// `None` until the first row was seen.
    header: Option<Header<usize>>,
    decimal_mark: DecimalMark,
    days: Vec<JournalDay>,
    notes: Vec<Note>,
}

impl JournalRead {
    fn note(&mut self, text: String) {
        self.notes.push(Note::new(Stage::Read, text));
    }

    fn take_in(&mut self, row: &TextRow) {
        if row.has_open_quote {
            self.note(format!("journal row {}: {OPEN_QUOTE}; it is read to the end of its line", row.line));
        }
        match self.header.take() {
            header if row.is_blank() => self.header = header,
            None => self.header = Some(self.read_header(row)),
            Some(header) => {
                if header.has(DATE_AT) {
                    self.row(&header, row);
                }
                self.header = Some(header);
            }
        }
    }

    fn read_header(&mut self, row: &TextRow) -> Header<usize> {
        let header = Header::new(row, &names());
        for name in &header.unknown {
            let meant = nearest(name, COLUMNS.iter().map(|column| column.name));
            let meant = meant.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
            self.note(format!("journal row {}: column \"{name}\" is not known and is left out{meant}", row.line));
        }
        if !header.has(DATE_AT) {
            self.note("journal: the first row names no column \"date\": no row can be used".to_owned());
        }
        header
    }

    fn row(&mut self, header: &Header<usize>, row: &TextRow) {
        let line = row.line;
        let mut day = JournalDay::default();
        let mut dated = false;
        let mut problems = Vec::new();
        for (column, cell, name) in header.cells(row) {
            match COLUMNS[column].read(&mut day, cell, self.decimal_mark) {
                Ok(()) => dated |= column == DATE_AT,
                Err(expected) => {
                    day.unread.push(UnreadCell { column: COLUMNS[column].name, cell: cell.to_owned() });
                    problems.push(format!("journal row {line}, column {name}: expected {expected}, found \"{cell}\""));
                }
            }
        }
        if dated {
            self.days.push(day);
        } else {
            problems.push(format!("journal row {line}: no date, row left out"));
        }
        for problem in problems {
            self.note(problem);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn columns_come_in_any_order_and_under_other_names() {
        let (days, notes) =
            read_journal("\u{feff}RPE,Date,RHR,notes\n6,2024-05-01,48,\"legs, heavy\"\n\n,2024-04-30,,\n");
        assert_eq!(notes, vec![]);
        assert_eq!(days.len(), 2);
        assert_eq!(days[0].day, Day::EPOCH + 19_843);
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
        assert_eq!(read_journal("date,pain\n2024-05-01,5/10\n").0[0].pain, Some(5.0));
        assert_eq!((days[0].poor_sleep, days[0].illness), (true, None));
        assert_eq!((days[1].poor_sleep, days[1].illness), (false, Some(true)));
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
    fn every_column_is_read_by_each_of_its_names() {
        let names = names();
        assert!(names.iter().enumerate().all(|(at, (name, _))| names[..at].iter().all(|(other, _)| other != name)));
        let (days, notes) = read_journal(
            "day,feeling,smooth,comfort,rir,sharp,hrv_rmssd,sleep_h,temp,dewpoint,terrain,plan\n\
             2024-05-01,good,8,6.5,2,yes,62,7.5,75F,18,track,6x400\n",
        );
        assert_eq!(notes, vec![]);
        let day = &days[0];
        assert_eq!((day.feel, day.smoothness, day.comfort), (Some(7.0), Some(8.0), Some(6.5)));
        assert_eq!((day.reps_in_reserve, day.focal_pain, day.hrv_ms), (Some(2.0), Some(true), Some(62.0)));
        assert_eq!((day.sleep_h, day.poor_sleep, day.dew_point_c), (Some(7.5), false, Some(18.0)));
        assert!((day.temperature_c.unwrap() - 23.888_888_9).abs() < 1e-6);
        assert_eq!((day.surface.as_str(), day.planned.as_str()), ("track", "6x400"));
    }

    #[test]
    fn an_open_quote_costs_no_other_row_and_is_named() {
        for (row, swallowed) in [("\"oops,6", 2), ("\"oops,6\n2026-05-02,\"b\",3", 3), ("\"oops,6\n2026-05-02,b,\"", 3)]
        {
            let (days, notes) = read_journal(&format!("date,notes,rpe\n2026-05-01,{row}\n2026-05-03,b,4\n"));
            assert_eq!(days.len(), swallowed, "{row}");
            assert_eq!((days[0].notes.as_str(), days[0].rpe_cr10), ("\"oops", Some(6.0)), "{row}");
            assert_eq!(days.last().and_then(|day| day.rpe_cr10), Some(4.0), "{row}");
            assert!(notes[0].text.starts_with("journal row 2: a quote is opened and not closed"), "{notes:?}");
        }
        let (days, notes) = read_journal("date,notes\n2026-05-01,\"two\nlines, as on\n2026-04-02\"\n");
        assert_eq!((days.len(), notes.len(), days[0].notes.as_str()), (1, 0, "two\nlines, as on\n2026-04-02"));
    }

    #[test]
    fn rows_are_named_by_their_line() {
        let (_, notes) = read_journal("# mine\r\ndate,rpe\r\n\r\n# a week off\r\n2026-05-01,hard\r\n");
        assert!(notes[0].text.starts_with("journal row 5, column rpe"), "{notes:?}");
    }

    #[test]
    fn without_dates_there_are_no_days() {
        let (days, notes) = read_journal("rpe,soreness\n5,3\n");
        assert!(days.is_empty());
        assert_eq!(notes.len(), 1);
        assert_eq!(read_journal(""), (vec![], vec![]));
    }
}
