//! The whole work of a batch: the runners are read, folded and drawn group by group; what they come to is written at the end.

use super::gather::{Reader, interrupted, pool};
use super::groups::groups;
use super::inputs::{Listing, sources};
use super::ledger::Ledger;
use super::next_step::NextStep;
use super::options::{Options, Progress};
use super::outputs::Tables;
use super::page::{GrowingPage, PageParts};
use super::place::ResultFolder;
use super::shelf::Shelf;
use super::{charts, outputs, season, team, write};
use crate::error::Result;
use crate::model::{Charts, Pages, TableFiles};
use crate::report::html::SeasonOf;
use crate::report::tables::Part;
use crate::report::{Analysed, Problem};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// What a batch has done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// Files that were looked at, members of archives counted one by one.
    pub files: usize,
    /// How many activities were found.
    pub activities: usize,
    /// How many of them there are of each kind.
    pub kinds: BTreeMap<&'static str, usize>,
    /// How many of them are another recording of an outing.
    pub duplicates: usize,
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
    let outcome = pool.install(|| {
        let mut results = Results::begin(&place, names, options)?;
        let mut reader = Reader::of(&listing, options, progress, stop);
        groups(&listing, options).iter().try_for_each(|group| results.add(group, &mut reader))?;
        results.end(reader)
    })?;
    place.finish()?;
    Ok(outcome)
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

/// Activities that each thread takes from the shelf at a time.
const TOGETHER: usize = 128;

/// The results while they come group by group.
struct Results<'a> {
    place: &'a ResultFolder,
    options: &'a Options,
    /// The names of the pictures of seasons, by runner.
    names: Vec<(String, String)>,
    tables: Tables<'a>,
    page: Option<GrowingPage>,
    members: Vec<team::Member>,
    seasons: Vec<SeasonOf>,
    /// What could not be drawn.
    undrawn: Vec<Problem>,
    outcome: Outcome,
}

impl<'a> Results<'a> {
    fn begin(place: &'a ResultFolder, names: Vec<(String, String)>, options: &'a Options) -> Result<Self> {
        Ok(Self {
            place,
            options,
            names,
            tables: Tables::begin(place, options.tables)?,
            page: (options.page != Pages::None).then(GrowingPage::begin),
            members: Vec::new(),
            seasons: Vec::new(),
            undrawn: Vec::new(),
            outcome: Outcome { tables: options.tables, ..Outcome::default() },
        })
    }

    /// Reads a group of runners, and adds what they come to. A picture may show all that was run before it, and a row of the
    /// sheet of a team tells of all that its runner ran. Where there is neither, memory holds a part of the activities at a time.
    fn add(&mut self, group: &Listing, reader: &mut Reader<'_>) -> Result<()> {
        let is_in_parts = reader.is_alone && self.options.charts == Charts::None;
        let most = if is_in_parts { TOGETHER * rayon::current_num_threads() } else { usize::MAX };
        let shelf = if is_in_parts { Shelf::on_disk(&self.options.out)? } else { Shelf::Memory };
        let (mut folded, notes) = reader.gather(group, &shelf)?;
        self.outcome.notes.extend(notes);
        self.tables.add(Part { weeks: &folded.weeks(), ..Part::default() })?;
        while let Some(ledger) = folded.next_part(most, &shelf)? {
            self.add_part(group, ledger, reader)?;
        }
        self.outcome.files += folded.files;
        self.outcome.failed.extend(folded.failed);
        self.outcome.next.extend(folded.next);
        Ok(())
    }

    /// Adds what some activities of a group come to.
    fn add_part(&mut self, group: &Listing, mut ledger: Ledger, reader: &Reader<'_>) -> Result<()> {
        self.draw(group, &mut ledger, reader)?;
        self.tables.add(Part { activities: &ledger.done, personal: &ledger.personal, ..Part::default() })?;
        if let Some(page) = &mut self.page {
            page.add(self.place, &ledger, self.options)?;
        }
        if !ledger.is_alone {
            self.members.extend(team::members(&ledger));
        }
        self.count(&ledger.done);
        Ok(())
    }

    /// Draws the pictures of a group. Its activities have the names of those that are there.
    fn draw(&mut self, group: &Listing, ledger: &mut Ledger, reader: &Reader<'_>) -> Result<()> {
        if self.options.charts == Charts::None {
            return Ok(());
        }
        charts::name_all(ledger, self.options);
        let seasons = outputs::write_seasons(self.place, ledger, &self.names, self.options)?;
        let drawn = charts::draw_all(&group.sources, ledger, self.options, self.place, reader)?;
        charts::forget_undrawn(ledger, self.place);
        self.seasons.extend(seasons.seasons);
        self.undrawn.extend(drawn.failed.into_iter().chain(seasons.failed));
        self.outcome.charts += drawn.count;
        self.outcome.unchanged_charts += drawn.unchanged;
        Ok(())
    }

    fn count(&mut self, done: &[Analysed]) {
        let outcome = &mut self.outcome;
        outcome.activities += done.len();
        for row in done {
            *outcome.kinds.entry(row.structure.kind.name()).or_default() += 1;
            outcome.duplicates += usize::from(row.duplicate_of.is_some());
        }
    }

    /// Ends the tables, and writes what is of all runners.
    fn end(self, reader: Reader<'_>) -> Result<Outcome> {
        let Self { place, options, tables, page, members, seasons, undrawn, mut outcome, .. } = self;
        let stop = reader.stop;
        outcome.notes.splice(0..0, reader.close());
        outcome.notes.extend(place.moved.clone());
        outcome.failed.extend(undrawn);
        // All files are read: who stops the drawing has the tables.
        tables.end(&outcome.failed, options.tables)?;
        interrupted(stop)?;
        let sheet = team::sheet(members);
        outputs::write_team(place, &sheet, options.tables)?;
        if let Some(page) = page {
            let Outcome { files, failed, next, .. } = &outcome;
            page.end(place, &PageParts { files: *files, failed, next, seasons: &seasons, sheet: &sheet }, options)?;
            outcome.page = Some(options.out.join(write::PAGE));
        }
        outcome.seasons = seasons.into_iter().map(|season| season.picture).collect();
        Ok(outcome)
    }
}

impl Outcome {
    /// The results as the command prints them at the end.
    pub fn summary(&self) -> crate::report::text::Summary<'_> {
        crate::report::text::Summary {
            files: self.files,
            activities: self.activities,
            kinds: &self.kinds,
            duplicates: self.duplicates,
            failed: &self.failed,
            next: self.next.iter().map(|step| (step.runner.as_str(), step.recommendation())).collect(),
            charts: self.charts,
            seasons: &self.seasons,
            unchanged_charts: self.unchanged_charts,
            tables: self.tables,
        }
    }
}
