//! The tables of a run, written into the place of its results.

use super::ledger::Ledger;
use super::over_time;
use super::place::Place;
use super::write::{PROBLEMS, TABLES, TEAM};
use crate::error::Result;
use crate::report::sheet::SheetRow;
use crate::report::tables;

pub(super) fn write_tables(place: &Place, ledger: &Ledger) -> Result<()> {
    let [workouts, segments, bests, weeks, _] = TABLES;
    place.write(workouts, &tables::workouts(&ledger.done)?)?;
    place.write(segments, &tables::segments(&ledger.done)?)?;
    let personal = over_time::personal(&ledger.done);
    place.write(bests, &tables::bests(&ledger.done, &personal)?)?;
    place.write(weeks, &tables::weeks(&over_time::weeks(&ledger.done))?)?;
    write_problems(place, ledger)
}

/// Writes the sheet of a team; a lone runner has none.
pub(super) fn write_team(place: &Place, sheet: &[SheetRow]) -> Result<()> {
    if sheet.is_empty() { Ok(()) } else { place.write(TEAM, &tables::team(sheet)?) }
}

pub(super) fn write_problems(place: &Place, ledger: &Ledger) -> Result<()> {
    place.write(PROBLEMS, &tables::problems(&ledger.failed)?)
}
