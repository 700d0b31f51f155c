//! The whole work of a batch: read, fold, draw, write.

use super::gather::{Gathered, gather_listed, interrupted, pool};
use super::inputs::sources;
use super::next_step::NextStep;
use super::options::{Options, Progress};
use super::place::ResultFolder;
use super::{charts, outputs, page, season, team, write};
use crate::error::Result;
use crate::model::{Charts, Pages, TableFiles};
use crate::report::{Analysed, Problem};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// What a batch has done.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Files that were looked at, members of archives counted one by one.
    pub files: usize,
    /// Every activity, by runner, start and file.
    pub done: Vec<Analysed>,
    /// Every file that gave no activity, by runner and file.
    pub failed: Vec<Problem>,
    /// The next step of every runner.
    pub next: Vec<NextStep>,
    /// How the tables were written.
    pub tables: TableFiles,
    /// Pictures of runs that are there.
    pub charts: usize,
    /// Those of them that an earlier run drew.
    pub unchanged_charts: usize,
    /// The names of the pictures of seasons.
    pub seasons: Vec<String>,
    /// The page; `None` where none was asked for.
    pub page: Option<PathBuf>,
    /// Sentences about the runner's own files where they fit no activity, and about folders that look like several people.
    pub notes: Vec<String>,
}

/// Analyses all paths and writes the tables and pictures; one path is one runner, and loose files of one folder are one.
///
/// The result does not depend on the number of threads or the order in which files finish. `stop` ends the work between
/// files: nothing half-written stays.
///
/// # Errors
/// `Config` when no path holds a file or the runner's own cut fits several, `Io` when a result cannot be written, and when
/// stopped.
pub fn run(
    paths: &[PathBuf],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Outcome> {
    let pool = pool(options.jobs)?;
    let listing = sources(paths)?;
    let place = ResultFolder::open(&options.out, options.tables)?;
    let names = season::names(&listing.runners, options.charts);
    names.iter().try_for_each(|(_, name)| place.refuse(name))?;
    make_ready(&place, options)?;
    let Gathered { mut ledger, mut notes, lists } =
        pool.install(|| gather_listed(&listing, options, progress, stop))?;
    notes.extend(place.moved.clone());
    let sheet = team::sheet(&ledger);
    charts::name_all(&mut ledger, options);
    pool.install(|| outputs::write_tables(&place, &ledger, options))?;
    outputs::write_team(&place, &sheet, options.tables)?;
    let (mut drawn, mut seasons) = (charts::Drawn::default(), Vec::new());
    if options.charts != Charts::None {
        let written = outputs::write_seasons(&place, &ledger, &names, options)?;
        seasons = written.seasons;
        let job = || charts::draw_all(&listing.sources, &lists, &ledger, options, &place, progress, stop);
        drawn = pool.install(job)?;
        drawn.failed.extend(written.failed);
    }
    interrupted(stop)?;
    let is_undrawn = charts::forget_undrawn(&mut ledger, &place);
    if is_undrawn || !drawn.failed.is_empty() {
        ledger.failed.extend(drawn.failed);
        outputs::write_again(&place, &ledger, options.tables)?;
    }
    let mut page = None;
    if options.page != Pages::None {
        pool.install(|| page::write_page(&place, &ledger, &sheet, &seasons, options))?;
        page = Some(options.out.join(write::PAGE));
    }
    place.finish()?;
    Ok(Outcome {
        files: ledger.files,
        done: ledger.done,
        failed: ledger.failed,
        next: ledger.next,
        charts: drawn.count,
        unchanged_charts: drawn.unchanged,
        seasons: seasons.into_iter().map(|season| season.picture).collect(),
        page,
        tables: options.tables,
        notes,
    })
}

/// Makes the folders of what is asked for, and refuses to write over a page that is not ours, before the work.
fn make_ready(place: &ResultFolder, options: &Options) -> Result<()> {
    if options.charts != Charts::None {
        place.make_inner(write::CHARTS)?;
    }
    if options.page != Pages::None {
        place.refuse(write::PAGE)?;
        place.make_inner(write::DETAILS)?;
    }
    Ok(())
}

impl Outcome {
    /// The results as the command prints them at the end.
    pub fn summary(&self) -> crate::report::text::Summary<'_> {
        crate::report::text::Summary {
            files: self.files,
            done: &self.done,
            failed: &self.failed,
            next: self.next.iter().map(|step| (step.runner.as_str(), step.recommendation())).collect(),
            charts: self.charts,
            seasons: &self.seasons,
            unchanged_charts: self.unchanged_charts,
            tables: self.tables,
        }
    }
}
