//! The tables of a run, written into the place of its results.

use super::ledger::Ledger;
use super::place::Place;
use crate::error::Result;
use crate::report::Problem;
use crate::report::tables::{self, Table};

pub(super) fn write_tables(place: &Place, ledger: &Ledger) -> Result<()> {
    tables::frames(&ledger.done, &ledger.failed).try_for_each(|table| write(place, &table?))
}

/// Writes the problems again, with those that came up after the tables.
pub(super) fn write_problems(place: &Place, problems: &[Problem]) -> Result<()> {
    write(place, &tables::problems(problems)?)
}

fn write(place: &Place, table: &Table) -> Result<()> {
    place.write(&table.csv_name(), &table.csv()?)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::tables::frames;
    use crate::batch::write::TABLES;

    #[test]
    fn every_table_is_written_under_a_name_that_is_kept_free() {
        let names: Vec<String> = frames(&[], &[]).map(|table| table.unwrap().csv_name()).collect();
        assert_eq!(names, TABLES);
    }
}
