//! The tables of a run, written into the place of its results.

use super::cache::{build_of, result_hash};
use super::guard::guarded;
use super::hash::hash_of;
use super::ledger::Ledger;
use super::options::Options;
use super::place::ResultFolder;
use super::season;
use super::write::{DETAILS, TABLES, file_of};
use crate::error::Result;
use crate::model::{Pages, Stage, TableFiles, TableFormat};
use crate::report::html::{SeasonOf, season_details};
use crate::report::sheet::SheetRow;
use crate::report::tables::{self, Table};
use crate::report::{Analysed, Problem};
use rayon::prelude::*;

/// Writes all tables, each built and written beside the others. A table that an earlier run made of the same is kept.
pub(super) fn write_tables(place: &ResultFolder, ledger: &Ledger, options: &Options) -> Result<()> {
    let made = made_of(ledger, options);
    let write = |(name, build): (&&str, &tables::Build)| {
        options.tables.formats().iter().try_for_each(|format| {
            let file = file_of(name, *format);
            if is_kept(place, &file, made)? {
                return Ok(());
            }
            let is_in_parts = *format == TableFormat::Csv && tables::LONG.contains(name);
            let whole = || build(&ledger.done, &ledger.failed)?.bytes(*format);
            let bytes = if is_in_parts { long_csv(*build, ledger)? } else { whole()? };
            place.write_made(&file, &bytes, made)
        })
    };
    TABLES.par_iter().zip(&tables::BUILDS).try_for_each(write)
}

/// Activities of a long table that are built together: more take memory and gain nothing.
const TOGETHER: usize = 256;

/// A long table as CSV, part by part.
fn long_csv(build: tables::Build, ledger: &Ledger) -> Result<Vec<u8>> {
    let csv = |part: &[Analysed]| build(part, &ledger.failed)?.csv();
    let mut bytes = csv(&[])?;
    let head = bytes.len();
    for together in ledger.done.chunks(TOGETHER * rayon::current_num_threads()) {
        let parts: Vec<Vec<u8>> = together.par_chunks(TOGETHER).map(csv).collect::<Result<_>>()?;
        for part in parts {
            bytes.extend_from_slice(&part[head..]);
        }
    }
    Ok(bytes)
}

/// The hash of all that the tables tell, and of the program that tells it; `None` where no results are kept.
fn made_of(ledger: &Ledger, options: &Options) -> Option<u128> {
    let build = build_of(options.cache.as_ref()?);
    let told = |analysed: &Analysed| (result_hash(analysed), hash_of(&analysed.recommendation));
    let done: Vec<(u128, u128)> = ledger.done.par_iter().map(told).collect();
    Some(hash_of(&(build, done, &ledger.failed)))
}

/// Whether a file of an earlier run stays, since it was made of the same.
fn is_kept(place: &ResultFolder, name: &str, made: Option<u128>) -> Result<bool> {
    made.map_or(Ok(false), |made| place.keep(name, made))
}

/// Writes the sheet of a team; a lone runner has none.
pub(super) fn write_team(place: &ResultFolder, sheet: &[SheetRow], files: TableFiles) -> Result<()> {
    if sheet.is_empty() { Ok(()) } else { write(place, &tables::team(sheet)?, files) }
}

/// Writes the workouts and problems again: the ones without pictures that failed, the others with the failures.
pub(super) fn write_again(place: &ResultFolder, ledger: &Ledger, files: TableFiles) -> Result<()> {
    write(place, &tables::workouts(&ledger.done)?, files)?;
    write(place, &tables::problems(&ledger.failed)?, files)
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
        if !is_kept(place, name, made)? {
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
