//! The page of a run: its rows and the details of each group of runners, and the page itself at the end.

use super::charts::written;
use super::ledger::Ledger;
use super::next_step::NextStep;
use super::options::Options;
use super::picture::Pictures;
use super::place::ResultFolder;
use super::write::{DETAILS, PAGE, TABLES, TEAM, files_of};
use crate::error::Result;
use crate::model::Charts;
use crate::report::Problem;
use crate::report::html::{FONTS, NextOf, PageInput, PageRows, SeasonOf, Written, details, fonts, page};
use crate::report::sheet::SheetRow;
use rayon::prelude::*;

/// The page while its rows come group by group.
pub(super) struct GrowingPage {
    rows: PageRows,
    has_fonts: bool,
}

/// What stands on the page beside its rows.
pub(super) struct PageParts<'a> {
    pub(super) files: usize,
    pub(super) failed: &'a [Problem],
    pub(super) next: &'a [NextStep],
    pub(super) seasons: &'a [SeasonOf],
    pub(super) sheet: &'a [SheetRow],
}

impl GrowingPage {
    pub(super) fn begin() -> Self {
        Self { rows: PageRows::default(), has_fonts: false }
    }

    /// Adds the rows of a group, once its pictures are there, and writes the details that no picture was drawn for.
    pub(super) fn add(&mut self, place: &ResultFolder, ledger: &Ledger, options: &Options) -> Result<()> {
        let pictures = Pictures { ledger, options };
        let written: Vec<Written> = (0..ledger.done.len()).map(|index| written(pictures, index)).collect();
        if options.charts == Charts::None {
            write_plain_details(place, ledger, &written)?;
        } else {
            self.has_fonts |= written.iter().any(|files| files.stem.is_some());
        }
        for (analysed, files) in ledger.done.iter().zip(&written) {
            self.rows.add(analysed, files);
        }
        Ok(())
    }

    /// Writes the page, once all tables and pictures are there.
    pub(super) fn end(self, place: &ResultFolder, parts: &PageParts<'_>, options: &Options) -> Result<()> {
        if self.has_fonts {
            place.write(&format!("{DETAILS}/{FONTS}"), fonts().as_bytes())?;
        }
        let team = (!parts.sheet.is_empty()).then_some(TEAM);
        let tables: Vec<String> =
            team.into_iter().chain(TABLES).flat_map(|table| files_of(table, options.tables)).collect();
        let input = PageInput {
            files: parts.files,
            failed: parts.failed,
            next: parts.next.iter().map(next_of).collect(),
            seasons: parts.seasons,
            sheet: parts.sheet,
            tables: &tables,
            unit: options.unit,
        };
        place.write(PAGE, page(&input, self.rows)?.as_bytes())
    }
}

fn next_of(step: &NextStep) -> NextOf<'_> {
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
