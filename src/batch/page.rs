//! Writes the page of a run, and the details that no picture was drawn for.

use super::charts::written;
use super::ledger::Ledger;
use super::options::Options;
use super::picture::Pictures;
use super::place::ResultFolder;
use super::write::{DETAILS, PAGE, TABLES, TEAM, files_of};
use crate::error::Result;
use crate::model::Charts;
use crate::report::html::{FONTS, NextOf, PageInput, SeasonOf, Written, details, fonts, page};
use crate::report::sheet::SheetRow;
use rayon::prelude::*;

/// Writes the page, once all tables and pictures are there.
pub(super) fn write_page(
    place: &ResultFolder,
    ledger: &Ledger,
    sheet: &[SheetRow],
    seasons: &[SeasonOf],
    options: &Options,
) -> Result<()> {
    let pictures = Pictures { ledger, options };
    let written: Vec<Written> = (0..ledger.done.len()).map(|index| written(pictures, index)).collect();
    if options.charts == Charts::None {
        write_plain_details(place, ledger, &written)?;
    } else if written.iter().any(|files| files.stem.is_some()) {
        place.write(&format!("{DETAILS}/{FONTS}"), fonts().as_bytes())?;
    }
    let team = (!sheet.is_empty()).then_some(TEAM);
    let tables: Vec<String> =
        team.into_iter().chain(TABLES).flat_map(|table| files_of(table, options.tables)).collect();
    let text = page(&PageInput {
        files: ledger.files,
        done: &ledger.done,
        written: &written,
        failed: &ledger.failed,
        next: ledger.next.iter().map(next_of).collect(),
        seasons,
        sheet,
        tables: &tables,
        unit: options.unit,
    })?;
    place.write(PAGE, text.as_bytes())
}

fn next_of(step: &super::next_step::NextStep) -> NextOf<'_> {
    NextOf { runner: &step.runner, today: step.today, advice: step.recommendation() }
}

/// The details without pictures, where none were asked for.
fn write_plain_details(place: &ResultFolder, ledger: &Ledger, written: &[Written]) -> Result<()> {
    ledger.done.par_iter().zip(written).try_for_each(|(analysed, files)| {
        let Some(stem) = &files.stem else { return Ok(()) };
        let script = details(stem, analysed, None, files.unit)?;
        place.write(&format!("{DETAILS}/{stem}.js"), script.as_bytes())
    })
}
