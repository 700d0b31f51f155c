//! The tables of a run, written into the place of its results.

use super::cache::build_of;
use super::guard::guarded;
use super::hash::hash_of;
use super::ledger::Ledger;
use super::options::Options;
use super::place::{GrowingResult, ResultFolder};
use super::season;
use super::write::{DETAILS, PROBLEMS, TABLES, file_of};
use crate::error::Result;
use crate::model::{Pages, Stage, TableFiles, TableFormat};
use crate::report::html::{SeasonOf, season_details};
use crate::report::sheet::SheetRow;
use crate::report::tables::{self, Part, Table};
use crate::report::{Analysed, Problem};
use rayon::prelude::*;

/// The tables of a run while its runners come group by group. Each row is of one runner alone, so that the tables of the groups,
/// one below the other, are the tables of all.
pub(super) struct Tables<'a> {
    place: &'a ResultFolder,
    growing: Vec<GrowingTable>,
}

/// One table: the part that is written as CSV, and the part that waits to be written as Parquet, which has its rows column by
/// column.
struct GrowingTable {
    name: &'static str,
    build: tables::Build,
    /// The file, and the length of the line of column names.
    csv: Option<(GrowingResult, usize)>,
    frame: Option<Table>,
}

impl<'a> Tables<'a> {
    /// Begins every table with its column names.
    pub(super) fn begin(place: &'a ResultFolder, files: TableFiles) -> Result<Self> {
        let begin = |(name, build): (&&'static str, &tables::Build)| {
            let empty = build(Part::default())?;
            let has = |format| files.formats().contains(&format);
            let csv = |head: Vec<u8>| -> Result<(GrowingResult, usize)> {
                let mut file = place.begin(file_of(name, TableFormat::Csv))?;
                file.push(&head)?;
                Ok((file, head.len()))
            };
            Ok(GrowingTable {
                name,
                build: *build,
                csv: has(TableFormat::Csv).then(|| csv(empty.csv()?)).transpose()?,
                frame: has(TableFormat::Parquet).then_some(empty),
            })
        };
        let named = TABLES.iter().zip(&tables::BUILDS).filter(|(name, _)| **name != PROBLEMS);
        Ok(Self { place, growing: named.map(begin).collect::<Result<_>>()? })
    }

    /// Adds the rows of a part, each table beside the others.
    pub(super) fn add(&mut self, part: Part<'_>) -> Result<()> {
        self.growing.par_iter_mut().try_for_each(|table| table.add(part))
    }

    /// Ends every table, and writes the problems.
    pub(super) fn end(self, failed: &[Problem], files: TableFiles) -> Result<()> {
        let Self { place, growing } = self;
        growing.into_par_iter().try_for_each(|table| {
            let parquet =
                |frame: Table| place.write(&file_of(table.name, TableFormat::Parquet), &frame.joined().parquet()?);
            table.csv.map_or(Ok(()), |(file, _)| place.end(file))?;
            table.frame.map_or(Ok(()), parquet)
        })?;
        write(place, &tables::problems(failed)?, files)
    }
}

/// Activities of a long table that are built together: more take memory and gain nothing.
const TOGETHER: usize = 256;

impl GrowingTable {
    fn add(&mut self, part: Part<'_>) -> Result<()> {
        let build = self.build;
        if let Some(frame) = &mut self.frame {
            frame.append(build(part)?)?;
        }
        let Some((file, head)) = &mut self.csv else { return Ok(()) };
        let head = *head;
        let csv = |part: Part<'_>| Ok(build(part)?.csv()?.split_off(head));
        if !tables::LONG.contains(&self.name) {
            return file.push(&csv(part)?);
        }
        for together in part.activities.chunks(TOGETHER * rayon::current_num_threads()) {
            let csv = |activities: &[Analysed]| csv(Part { activities, ..part });
            let parts: Vec<Vec<u8>> = together.par_chunks(TOGETHER).map(csv).collect::<Result<_>>()?;
            parts.iter().try_for_each(|part| file.push(part))?;
        }
        Ok(())
    }
}

/// Writes the sheet of a team; a lone runner has none.
pub(super) fn write_team(place: &ResultFolder, sheet: &[SheetRow], files: TableFiles) -> Result<()> {
    if sheet.is_empty() { Ok(()) } else { write(place, &tables::team(sheet)?, files) }
}

/// A table as files: the name and the bytes of each.
type Encoded = Vec<(String, Vec<u8>)>;

fn encoded(table: &Table, files: TableFiles) -> Result<Encoded> {
    files.formats().iter().map(|format| Ok((file_of(table.name, *format), table.bytes(*format)?))).collect()
}

fn write(place: &ResultFolder, table: &Table, files: TableFiles) -> Result<()> {
    encoded(table, files)?.into_iter().try_for_each(|(name, bytes)| place.write(&name, &bytes))
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
    let build = options.cache.as_ref().map(build_of);
    for (runner, figure) in season::figures(ledger, options, season::Days::default()) {
        let Some((_, name)) = names.iter().find(|(other, _)| *other == runner) else { continue };
        let made = build.map(|build| hash_of(&(build, options.charts, &figure)));
        let is_kept = made.map_or(Ok(false), |made| place.keep(name, made))?;
        if !is_kept {
            match guarded(|| season::drawn(&figure, options.charts)) {
                Ok(bytes) => place.write_made(name, &bytes?, made)?,
                Err(defect) => {
                    written.failed.push(Problem::new(&runner, name, Stage::Write, &defect));
                    continue;
                }
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
    use super::tables::{LONG, frames};
    use crate::batch::write::TABLES;

    #[test]
    fn every_table_is_written_under_a_name_that_is_kept_free() {
        let names: Vec<&str> = frames(&[], &[]).map(|table| table.unwrap().name).collect();
        assert_eq!(names, TABLES);
        assert!(LONG.iter().all(|long| names.contains(long)));
    }
}
