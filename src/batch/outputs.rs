//! The tables of a run, written into the place of its results.

use super::guard::guarded;
use super::ledger::Ledger;
use super::options::{Options, Pages};
use super::place::ResultFolder;
use super::season;
use super::write::{DETAILS, TEAM};
use crate::error::Result;
use crate::model::Stage;
use crate::report::Problem;
use crate::report::html::{SeasonOf, season_details};
use crate::report::sheet::SheetRow;
use crate::report::tables::{self, CsvTable};

pub(super) fn write_tables(place: &ResultFolder, ledger: &Ledger) -> Result<()> {
    tables::frames(&ledger.done, &ledger.failed).try_for_each(|table| write(place, &table?))
}

/// Writes the sheet of a team; a lone runner has none.
pub(super) fn write_team(place: &ResultFolder, sheet: &[SheetRow]) -> Result<()> {
    if sheet.is_empty() { Ok(()) } else { place.write(TEAM, &tables::team(sheet)?.csv()?) }
}

/// Writes the problems again, with those that came up after the tables.
pub(super) fn write_problems(place: &ResultFolder, problems: &[Problem]) -> Result<()> {
    write(place, &tables::problems(problems)?)
}

fn write(place: &ResultFolder, table: &CsvTable) -> Result<()> {
    place.write(&table.csv_name(), &table.csv()?)
}

/// The pictures of seasons.
#[derive(Debug, Default)]
pub(super) struct WrittenSeasons {
    /// Those that were written.
    pub(super) seasons: Vec<SeasonOf>,
    /// Why one is missing.
    pub(super) failed: Vec<Problem>,
}

/// A picture of the season of every runner with a run, and the same for the page. `names` are those of the pictures, by runner.
pub(super) fn write_seasons(
    place: &ResultFolder,
    ledger: &Ledger,
    names: &[(String, String)],
    options: &Options,
) -> Result<WrittenSeasons> {
    let mut written = WrittenSeasons::default();
    for (runner, figure) in season::figures(ledger, options, season::Days::default()) {
        let Some((_, name)) = names.iter().find(|(other, _)| *other == runner) else { continue };
        match guarded(|| season::drawn(&figure, options.charts)) {
            Ok(bytes) => place.write(name, &bytes?)?,
            Err(defect) => {
                written.failed.push(Problem::new(&runner, name, Stage::Write, &defect));
                continue;
            }
        }
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
        if options.page != Pages::None {
            place.write(&format!("{DETAILS}/{stem}.js"), season_details(&stem, &figure)?.as_bytes())?;
        }
        written.seasons.push(SeasonOf { runner, title: figure.title, picture: name.clone(), stem });
    }
    Ok(written)
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
