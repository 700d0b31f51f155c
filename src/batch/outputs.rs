//! The tables of a run, written into the place of its results.

use super::Options;
use super::guard::guarded;
use super::ledger::Ledger;
use super::over_time;
use super::place::Place;
use super::season;
use super::write::{PROBLEMS, TABLES};
use crate::error::Result;
use crate::model::Stage;
use crate::report::{Problem, tables};

pub(super) fn write_tables(place: &Place, ledger: &Ledger) -> Result<()> {
    let [workouts, segments, bests, weeks, _] = TABLES;
    place.write(workouts, &tables::workouts(&ledger.done)?)?;
    place.write(segments, &tables::segments(&ledger.done)?)?;
    let personal = over_time::personal(&ledger.done);
    place.write(bests, &tables::bests(&ledger.done, &personal)?)?;
    place.write(weeks, &tables::weeks(&over_time::weeks(&ledger.done))?)?;
    write_problems(place, ledger)
}

/// The pictures of seasons.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Their names.
    pub(super) names: Vec<String>,
    /// Why one is missing.
    pub(super) failed: Vec<Problem>,
}

/// A picture of the season of every runner with a run. `names` are those of the pictures, by runner.
pub(super) fn write_seasons(
    place: &Place,
    ledger: &Ledger,
    names: &[(String, String)],
    options: &Options,
) -> Result<Written> {
    let mut written = Written::default();
    for (runner, figure) in season::figures(ledger, options, season::Days::default()) {
        let Some((_, name)) = names.iter().find(|(other, _)| *other == runner) else { continue };
        match guarded(|| season::drawn(&figure, options.charts)) {
            Ok(bytes) => place.write(name, &bytes?)?,
            Err(defect) => {
                written.failed.push(Problem::new(&runner, name, Stage::Write, &defect));
                continue;
            }
        }
        written.names.push(name.clone());
    }
    Ok(written)
}

pub(super) fn write_problems(place: &Place, ledger: &Ledger) -> Result<()> {
    place.write(PROBLEMS, &tables::problems(&ledger.failed)?)
}
