//! The tables of a run, written into the place of its results.

use super::Options;
use super::ledger::Ledger;
use super::over_time;
use super::place::Place;
use super::season;
use super::write::{PROBLEMS, TABLES};
use crate::error::Result;
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

/// A picture of the season of every runner with an activity. `names` are those of the pictures, by runner.
pub(super) fn write_seasons(
    place: &Place,
    ledger: &Ledger,
    names: &[(String, String)],
    options: &Options,
) -> Result<()> {
    for (runner, figure) in season::figures(ledger, options, season::Days::default()) {
        let name = names.iter().find(|(other, _)| *other == runner).map(|(_, name)| name);
        if let Some((name, ending)) = name.zip(season::ending(options.charts)) {
            place.write(&format!("{name}.{ending}"), &season::drawn(&figure, options.charts)?)?;
        }
    }
    Ok(())
}

pub(super) fn write_problems(place: &Place, ledger: &Ledger) -> Result<()> {
    place.write(PROBLEMS, &tables::problems(&ledger.failed)?)
}
