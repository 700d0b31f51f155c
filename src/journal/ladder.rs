//! The ladder as a table that a reader can audit and a coach can replace.

use super::rows::{reader, separator};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Family, Ladder, Rung};
use std::sync::OnceLock;

/// The ladder that is used where no other is given. Its contents are engineering choices on the patterns of J. Daniels (Daniels'
/// Running Formula); no trial tests them.
pub const LADDER: &str = include_str!("ladder.csv");

/// The columns, in this order.
const COLUMNS: [&str; 6] = ["family", "step", "reps", "length_m", "length_s", "pace_pct"];

/// Reps of a step.
const REPS: std::ops::RangeInclusive<f64> = 1.0..=40.0;
/// Lengths of a rep, m and s.
const METRES: std::ops::RangeInclusive<f64> = 50.0..=10_000.0;
const SECONDS: std::ops::RangeInclusive<f64> = 5.0..=3_600.0;
/// Shares of the anchor speed, %.
const SHARES: std::ops::RangeInclusive<f64> = 60.0..=110.0;

/// The ladder that is used where no other is given.
pub fn standard_ladder() -> &'static Ladder {
    static STANDARD: OnceLock<Ladder> = OnceLock::new();
    STANDARD.get_or_init(|| read_ladder(LADDER).unwrap_or_default())
}

/// Reads a ladder; a family that the table leaves out keeps its standard steps.
///
/// # Errors
/// `Config`, with row and column, for a missing column, a cell out of range, a step with both lengths or none, and a family that
/// mixes metres and seconds. A wrong ladder is never used in part.
///
/// ```
/// let ladder = lastrep::journal::read_ladder("family,step,reps,length_m,length_s,pace_pct\nI,1,4,500,,97\n")?;
/// assert_eq!(ladder.of(lastrep::model::Family::I).count(), 1);
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn read_ladder(text: &str) -> Result<Ladder> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = reader(text, separator(text));
    let mut records = reader.records();
    let header = records.next().and_then(std::result::Result::ok).unwrap_or_default();
    if !header.iter().map(str::to_lowercase).eq(COLUMNS) {
        let found = header.iter().collect::<Vec<_>>().join(",");
        return Err(config(COLUMNS.join(","), found).at("the first row of the ladder"));
    }
    let mut ladder = Ladder::default();
    for record in records {
        let record = record.map_err(|cause| config("a row of a table", cause.to_string()))?;
        let row = record.position().map_or(0, csv::Position::line);
        if record.iter().any(|cell| !cell.is_empty()) {
            ladder.rungs.push(rung(&record, row)?);
        }
    }
    for family in Family::ALL {
        let by_time: Vec<bool> = ladder.of(family).map(|rung| rung.by_time).collect();
        if by_time.iter().any(|by| Some(by) != by_time.first()) {
            return Err(
                config("one kind of length in a family", "metres and seconds").at(format!("family {}", family.name()))
            );
        }
        if by_time.is_empty() && text != LADDER {
            ladder.rungs.extend(standard_ladder().of(family).copied());
        }
    }
    Ok(ladder)
}

fn config(expected: impl Into<String>, found: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, expected, found)
}

fn rung(record: &csv::StringRecord, row: u64) -> Result<Rung> {
    let place = |column: usize| format!("ladder row {row}, column {}", COLUMNS[column]);
    let cell = |column: usize| record.get(column).unwrap_or("");
    let number = |column: usize, range: &std::ops::RangeInclusive<f64>| -> Result<Option<f64>> {
        if cell(column).is_empty() {
            return Ok(None);
        }
        let value = cell(column).parse().ok().filter(|value| range.contains(value));
        let expected = format!("a number from {} to {}", range.start(), range.end());
        value.map(Some).ok_or_else(|| config(expected, format!("{:?}", cell(column))).at(place(column)))
    };
    let needed =
        |column: usize, value: Option<f64>| value.ok_or_else(|| config(COLUMNS[column], "nothing").at(place(column)));
    let family = Family::ALL.into_iter().find(|family| family.name().eq_ignore_ascii_case(cell(0)));
    let family = family.ok_or_else(|| config("F, R, I, T or S", format!("{:?}", cell(0))).at(place(0)))?;
    let reps = needed(2, number(2, &REPS)?)?;
    let pace_pct = needed(5, number(5, &SHARES)?)?;
    let (length, by_time) = match (number(3, &METRES)?, number(4, &SECONDS)?) {
        (Some(metres), None) => (metres, false),
        (None, Some(seconds)) => (seconds, true),
        (Some(_), Some(_)) => return Err(config("length_m or length_s", "both").at(place(3))),
        (None, None) => return Err(config("length_m or length_s", "neither").at(place(3))),
    };
    Ok(Rung { family, reps: reps.round() as usize, length, by_time, pace_pct })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_standard_ladder_is_sound() {
        let ladder = read_ladder(LADDER).unwrap();
        assert_eq!(&ladder, standard_ladder());
        let counts: Vec<usize> = Family::ALL.map(|family| ladder.of(family).count()).to_vec();
        assert_eq!(counts, [4, 9, 10, 7, 5]);
    }

    #[test]
    fn another_ladder_replaces_its_families_alone() {
        let own = read_ladder("Family,Step,Reps,Length_m,Length_s,Pace_pct\ni,1,4,500,,97\ni,2,6,500,,98\n").unwrap();
        assert_eq!(own.of(Family::I).map(|rung| rung.length as u32).collect::<Vec<_>>(), [500, 500]);
        assert_eq!(own.of(Family::R).count(), 9);
    }

    #[test]
    fn a_wrong_ladder_is_refused_with_its_place() {
        let message = |rows: &str| read_ladder(&format!("{}\n{rows}", COLUMNS.join(","))).unwrap_err().to_string();
        assert_eq!(message("X,1,4,400,,97"), "at ladder row 2, column family: expected F, R, I, T or S, found \"X\"");
        assert_eq!(
            message("I,1,400,400,,97"),
            "at ladder row 2, column reps: expected a number from 1 to 40, found \"400\""
        );
        assert!(message("I,1,4,400,90,97").contains("found both"));
        assert!(message("I,1,4,,,97").contains("found neither"));
        assert!(message("I,1,4,400,,").contains("pace_pct, found nothing"));
        assert!(message("I,1,4,400,,97\nI,2,4,,90,97").contains("family I"));
        assert!(read_ladder("reps\n4").unwrap_err().to_string().starts_with("at the first row"));
    }
}
