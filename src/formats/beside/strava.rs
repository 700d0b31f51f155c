//! The list of a Strava export: `activities.csv`, a row for each activity of the account.
//!
//! ```text
//! export_1234.zip
//! ├── activities.csv           Activity ID, Activity Date, Activity Name, …, Filename, …, Perceived Exertion, …
//! ├── activities/1.fit.gz      named in the column Filename as activities/1.fit.gz
//! └── activities/2.gpx
//! ```
//!
//! The header is in the language of the account, and some names occur twice in it (Elapsed Time, Distance, Commute). The
//! order of the columns is the same in all languages: id, date, name, type and description come first, the shoes stand right
//! before the file, and the perceived exertion 31 columns behind the file. So the column of files is found by its cells, and
//! the others by their English names, else by their places.
//!
//! # Source
//! Whole headers in the tests of public importers on GitHub, seen in 2026: English of 2020 (without the private note and the
//! highest heart rate before the file) and of 2023 on (with both), French and German; in all of them the distance from the file
//! to the exertion is the same. Strava support, Exporting your Data and Bulk Export; Perceived Exertion: a scale of 1 to 10.

use super::super::archive::is_activity_name;
use super::super::{own_text, xml};
use super::{MAX_DESCRIPTION, MAX_TITLE, effort, line};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Listed, Teller, Told};
use csv::StringRecord;

/// The name of the list.
pub const NAME: &str = "activities.csv";

/// The folder of the recordings, beside the list.
pub const FOLDER: &str = "activities/";

/// Places of the first columns, the same in all languages.
const TITLE: usize = 2;
const SPORT: usize = 3;
const DESCRIPTION: usize = 4;

/// The perceived exertion stands this many columns behind the file.
const EXERTION_BEHIND_FILE: usize = 31;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The recording as the list names it, with forward slashes; `None` for an activity that was entered by hand.
    pub file: Option<String>,
    /// What the row says.
    pub listed: Listed,
}

/// The places of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ListColumns {
    file: usize,
    title: Option<usize>,
    sport: Option<usize>,
    description: Option<usize>,
    gear: Option<usize>,
    exertion: Option<usize>,
}

/// The rows of a list, in its order; `None` for a table that names no recordings.
///
/// # Errors
/// `Malformed` for text that is no table, `Config` for text in no encoding.
pub fn read(bytes: &[u8]) -> Result<Option<Vec<Row>>> {
    let text = own_text(bytes)?.text;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<StringRecord> = reader.records().collect::<csv::Result<_>>().map_err(no_table)?;
    let Some((header, rows)) = rows.split_first() else { return Ok(None) };
    let Some(columns) = ListColumns::of(header, rows) else { return Ok(None) };
    Ok(Some(rows.iter().map(|row| columns.row(row)).collect()))
}

fn no_table(cause: csv::Error) -> Error {
    let place = cause.position().map_or(String::new(), |position| format!("line {}", position.line()));
    Error::new(ErrorKind::Malformed, "a table with commas", cause.to_string())
        .at(place)
        .hint("download the export again")
        .because(cause)
}

impl ListColumns {
    /// The columns of a table; `None` where no column names recordings.
    fn of(header: &StringRecord, rows: &[StringRecord]) -> Option<Self> {
        let names = |column: usize| rows.iter().filter(|row| row.get(column).is_some_and(is_activity_name)).count();
        let file = (0..header.len()).rev().max_by_key(|column| names(*column)).filter(|column| names(*column) > 0)?;
        let named = |name: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
        let placed = |column: usize| Some(column).filter(|column| *column < file);
        let exertion = file + EXERTION_BEHIND_FILE;
        let is_effort =
            |column: &usize| rows.iter().all(|row| is_effort_or_empty(row.get(*column).unwrap_or_default()));
        Some(Self {
            file,
            title: named("Activity Name").or(placed(TITLE)),
            sport: named("Activity Type").or(placed(SPORT)),
            description: named("Activity Description").or(placed(DESCRIPTION)),
            gear: named("Activity Gear").or((file > DESCRIPTION + 1).then(|| file - 1)),
            exertion: named("Perceived Exertion").or(Some(exertion).filter(is_effort)),
        })
    }

    fn row(&self, row: &StringRecord) -> Row {
        let by = Teller::Strava;
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).unwrap_or_default().trim();
        let (sport, surface) = xml::sport(cell(self.sport));
        let told = Told {
            title: line(cell(self.title), MAX_TITLE, by),
            description: line(cell(self.description), MAX_DESCRIPTION, by),
            gear: line(cell(self.gear), MAX_TITLE, by),
            rpe_cr10: number(cell(self.exertion)).and_then(|rpe| effort(rpe, by)),
            feel_pct: None,
        };
        let file = cell(Some(self.file)).replace('\\', "/");
        Row { file: (!file.is_empty()).then_some(file), listed: Listed { by, told, sport, surface } }
    }
}

/// A number with a decimal point or comma.
fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

/// Whether a cell can be of the column of efforts. In a list of another order, another column stands in its place.
fn is_effort_or_empty(cell: &str) -> bool {
    cell.trim().is_empty() || number(cell.trim()).is_some_and(|value| (0.0..=super::MAX_RPE).contains(&value))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Sport;

    /// The columns before and behind the file in an export of 2023.
    const ENGLISH: &str = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,\
        Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,\
        Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,Elevation Low,Elevation High,\
        Max Grade,Average Grade,Average Positive Grade,Average Negative Grade,Max Cadence,Average Cadence,Max Heart Rate,\
        Average Heart Rate,Max Watts,Average Watts,Calories,Max Temperature,Average Temperature,Relative Effort,Total Work,\
        Number of Runs,Uphill Time,Downhill Time,Other Time,Perceived Exertion,Type,Start Time";

    fn rows(header: &str, lines: &[String]) -> Vec<Row> {
        read(format!("\u{feff}{header}\n{}\n", lines.join("\n")).as_bytes()).unwrap().unwrap()
    }

    /// A row of so many columns before the file, with the effort in its place.
    fn row(before: usize, (title, sport, file): (&str, &str, &str), effort: &str) -> String {
        let mut cells = vec![String::new(); before + EXERTION_BEHIND_FILE + 3];
        cells[0] = "12345".to_owned();
        cells[1] = "\"Apr 30, 2024, 7:00:00 AM\"".to_owned();
        cells[2] = title.to_owned();
        cells[3] = sport.to_owned();
        cells[4] = "\"two\n\"\"lines\"\"\"".to_owned();
        cells[before - 1] = "Pegasus 40".to_owned();
        cells[before] = file.to_owned();
        cells[before + EXERTION_BEHIND_FILE] = effort.to_owned();
        cells[before + EXERTION_BEHIND_FILE - 1] = "1800".to_owned();
        cells.join(",")
    }

    #[test]
    fn a_row_is_joined_by_its_file_and_read_by_english_names() {
        let lines = [
            row(12, ("Track", "Run", "activities/1.fit.gz"), "7.0"),
            row(12, ("By hand", "Run", ""), ""),
            row(12, ("Commute", "Ride", "activities/2.gpx"), "0"),
        ];
        let rows = rows(ENGLISH, &lines);
        let told = &rows[0].listed.told;
        assert_eq!((told.title(), told.description(), told.gear()), ("Track", "two \"lines\"", "Pegasus 40"));
        assert_eq!((told.rpe_cr10(), &rows[0].listed.sport), (Some(7.0), &Sport::Running));
        let files: Vec<_> = rows.iter().map(|row| row.file.as_deref()).collect();
        assert_eq!(files, [Some("activities/1.fit.gz"), None, Some("activities/2.gpx")]);
        assert_eq!((rows[2].listed.told.rpe_cr10, &rows[2].listed.sport), (None, &Sport::Cycling));
    }

    #[test]
    fn other_languages_and_older_lists_are_read_by_place() {
        let french = "ID de l'activit\u{e9},Date de l'activit\u{e9},Nom de l'activit\u{e9},Type d'activit\u{e9},Description de \
            l'activit\u{e9},Temps \u{e9}coul\u{e9},Distance,Effort relatif,D\u{e9}placement-transport,Mat\u{e9}riel,Nom du fichier";
        let header = format!("{french}{}", ",x".repeat(EXERTION_BEHIND_FILE + 2));
        let rows = rows(&header, &[row(10, ("Piste", "Course \u{e0} pied", "activities/1.fit.gz"), "8")]);
        let told = &rows[0].listed.told;
        assert_eq!((told.title(), told.gear(), told.rpe_cr10()), ("Piste", "Pegasus 40", Some(8.0)));
        assert_eq!(rows[0].listed.sport, Sport::Running);
        let old = read(b"id,date,name,type,description,filename\n1,x,Track,Run,,activities/1.gpx\n").unwrap().unwrap();
        assert_eq!((old[0].listed.told.title(), old[0].listed.told.rpe_cr10), ("Track", None));
    }

    #[test]
    fn a_column_with_other_numbers_is_no_effort() {
        let header = format!("a,b,c,d,e,f{}", ",x".repeat(40));
        let lines = [row(10, ("a", "Run", "activities/1.fit"), "5"), row(10, ("b", "Run", "activities/2.fit"), "3600")];
        assert!(rows(&header, &lines).iter().all(|row| row.listed.told.rpe_cr10.is_none()));
    }

    #[test]
    fn a_table_without_recordings_is_no_list() {
        assert_eq!(read(b"Activity Type,Date,Title\nRunning,2024-05-01,Track\n").unwrap(), None);
        assert_eq!(read(b"").unwrap(), None);
    }
}
