//! Cells of the journal that cannot be read. Such a cell says something, so it does not count as an empty one.

use super::journal::rows;
use super::symptoms::SYMPTOM_DAYS;
use crate::model::{Day, JournalDay};
use crate::progression::kind::plain::count;

/// Columns of effort and of pain.
pub(crate) const EFFORT: [&str; 3] = ["rpe", "reps_in_reserve", "pain"];
/// Most cells that a sentence names.
const MOST_CELLS: usize = 3;

/// Unread cells of these columns, in words: `pain “8-”`.
fn unread_of<'a>(rows: impl Iterator<Item = &'a JournalDay>, columns: &[&str]) -> Vec<String> {
    let cells = rows.flat_map(|row| &row.unread).filter(|unread| columns.contains(&unread.column));
    cells.map(|unread| words(unread.column, &unread.cell)).collect()
}

fn words(column: &str, cell: &str) -> String {
    let name = if matches!(column, "rpe" | "hrv") { column.to_uppercase() } else { column.replace('_', " ") };
    format!("{name} \u{201c}{cell}\u{201d}")
}

/// Unread cells of pain and soreness that still stand, in words. Unread pain stands until a later day has pain that can be
/// read. Unread soreness stands today and yesterday.
pub(crate) fn unread_symptoms(journal: &[JournalDay], today: Day) -> Vec<String> {
    let pain = rows(journal, today - SYMPTOM_DAYS, today);
    let read = pain.clone().filter(|row| row.pain.is_some()).map(|row| row.day).max();
    let pain = unread_of(pain.filter(|row| read.is_none_or(|read| row.day >= read)), &["pain"]);
    let sore = unread_of(rows(journal, today - 1, today), &["soreness"]);
    pain.into_iter().chain(sore).collect()
}

/// The unread cells from a day to today as a sentence, the newest first; `None` without any.
pub(crate) fn unread_sentence(journal: &[JournalDay], from: Day, today: Day) -> Option<String> {
    let of = |row: &JournalDay| {
        let ago = match today - row.day {
            0 => "today".to_owned(),
            days => format!("{} ago", count(days, "day")),
        };
        let cells = row.unread.iter().map(|unread| words(unread.column, &unread.cell));
        cells.map(|cell| format!("{cell} ({ago})")).collect::<Vec<_>>()
    };
    let cells: Vec<String> = rows(journal, from, today).rev().flat_map(of).collect();
    let more = cells.len().saturating_sub(MOST_CELLS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = cells[..cells.len().min(MOST_CELLS)].join(", ");
    (!cells.is_empty()).then(|| format!("Cells of the journal that cannot be read: {named}{more}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnreadCell;

    fn unread(number: i64, column: &'static str, cell: &str) -> JournalDay {
        JournalDay {
            day: Day::EPOCH + number,
            unread: vec![UnreadCell { column, cell: cell.to_owned() }],
            ..JournalDay::default()
        }
    }

    #[test]
    fn pain_that_cannot_be_read_stands_until_it_can() {
        let told = |number| JournalDay { day: Day::EPOCH + number, pain: Some(1.0), ..JournalDay::default() };
        let found = |journal: &[JournalDay], today| unread_symptoms(journal, Day::EPOCH + today);
        assert_eq!(found(&[unread(90, "pain", "knee")], 95), ["pain \u{201c}knee\u{201d}"]);
        assert_eq!(found(&[told(89), unread(90, "pain", "knee"), told(90)], 95).len(), 1, "two rows of a day");
        assert!(found(&[unread(90, "pain", "knee"), told(91)], 95).is_empty());
        assert!(found(&[unread(90, "pain", "knee")], 105).is_empty(), "two weeks of silence");
        assert_eq!(found(&[unread(94, "soreness", "calves")], 95).len(), 1);
        assert!(found(&[unread(93, "soreness", "calves")], 95).is_empty());
    }

    #[test]
    fn the_newest_cells_are_named() {
        let journal: Vec<JournalDay> = (90..=94).map(|number| unread(number, "sleep", "so so")).collect();
        assert_eq!(
            unread_sentence(&journal, Day::EPOCH + 90, Day::EPOCH + 94).as_deref(),
            Some(
                "Cells of the journal that cannot be read: sleep \u{201c}so so\u{201d} (today), sleep \u{201c}so so\u{201d} (1 day \
                 ago), sleep \u{201c}so so\u{201d} (2 days ago) and 2 more."
            )
        );
        assert_eq!(unread_sentence(&journal, Day::EPOCH + 95, Day::EPOCH + 99), None);
    }
}
