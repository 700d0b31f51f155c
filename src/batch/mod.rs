//! Files in, results out: every file read in parallel, the runner's history folded in order, outputs written whole.
//!
//! The unit of work is [`analyse_bytes`], a pure function of one file's bytes. This module alone touches the file
//! system and the thread pool.

mod absent;
mod again;
mod charts;
mod earlier;
mod guard;
mod init;
mod inputs;
mod keep;
mod ledger;
mod list_files;
mod lists;
mod next;
mod open;
mod outputs;
mod over_time;
mod own_cuts;
mod own_journal;
mod page;
mod people;
mod picture;
mod place;
mod season;
mod team;
mod uploads;
mod work;
mod write;

pub use absent::absent;
pub use init::{FirstFiles, init};
pub use inputs::{Listing, Source, SourceKind, runners, sources};
pub use keep::{keep_inputs, tables};
pub use next::{Next, next};
pub use over_time::{Compared, Histories, RunnerHistory, compare, history};
pub use own_cuts::OwnCuts;
pub use own_journal::log;
pub use season::{Days, Seasons, season};
pub use work::{Found, Knowledge, analyse_bytes};

use crate::error::{Error, ErrorKind, Result};
use crate::formats::other;
use crate::model::{Athlete, Day, JournalDay, Stage};
use crate::progression::{Latest, PastWeek, Recommendation};
use crate::report::{Analysed, Problem};
use crate::segment::RepsFrom;
use crate::units::DistanceUnit;
use lists::Lists;
use open::{Opened, open};
use place::Place;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// The most worker threads, whatever is asked for. More threads cost memory and gain nothing.
const MOST_JOBS: usize = 256;

/// Which pictures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charts {
    /// PNG.
    #[default]
    Png,
    /// SVG.
    Svg,
    /// None.
    None,
}

/// Whether a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pages {
    /// One page, `index.html`, with a file of details for each run.
    #[default]
    Html,
    /// None.
    None,
}

/// What is asked of a batch.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder for the results; made when missing.
    pub out: PathBuf,
    /// Which evidence of reps may be used.
    pub reps_from: RepsFrom,
    /// The runner's own cut; it stands above all evidence.
    pub own_cuts: OwnCuts,
    /// Which pictures are drawn.
    pub charts: Charts,
    /// Whether a page is written.
    pub page: Pages,
    /// What is known of the runner.
    pub athlete: Athlete,
    /// The runner's journal, by day.
    pub journal: Vec<JournalDay>,
    /// "Today"; by default the day of the last activity or journal row.
    pub today: Option<Day>,
    /// Worker threads; 0 means one a core.
    pub jobs: usize,
    /// Unit of printed paces.
    pub unit: DistanceUnit,
}

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The work begins with this number of files to read.
    Files(usize),
    /// The drawing begins with this number of pictures.
    Charts(usize),
    /// One more file or picture is done.
    Done,
}

/// The advice for one runner as of today.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// The runner: the name of the PATH given.
    pub runner: String,
    /// "Today".
    pub today: Day,
    /// What to do next, why, and what the weeks ahead are made from; `None` without a run.
    pub latest: Option<Latest>,
    /// The weeks up to today as the advice sees them.
    pub weeks: Vec<PastWeek>,
}

impl NextStep {
    /// What to do next; `None` without a session of reps.
    pub fn recommendation(&self) -> Option<&Recommendation> {
        self.latest.as_ref().map(|latest| &latest.recommendation)
    }
}

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
    let pool = pool(options)?;
    let listing = sources(paths)?;
    let place = Place::open(&options.out)?;
    let names = season::names(&listing.runners, options.charts);
    names.iter().try_for_each(|(_, name)| place.refuse(name))?;
    make_ready(&place, options)?;
    let Gathered { mut ledger, mut notes, lists } =
        pool.install(|| gather_listed(&listing, options, progress, stop))?;
    notes.extend(place.moved.clone());
    let sheet = team::sheet(&ledger);
    outputs::write_tables(&place, &ledger)?;
    outputs::write_team(&place, &sheet)?;
    let (mut drawn, mut seasons) = (charts::Drawn::default(), Vec::new());
    if options.charts != Charts::None {
        let written = outputs::write_seasons(&place, &ledger, &names, options)?;
        seasons = written.names;
        let files = (listing.sources.as_slice(), &lists);
        let job = || charts::draw_all(files, &ledger, (options, &place), progress, stop);
        drawn = pool.install(job)?;
        drawn.failed.extend(written.failed);
    }
    interrupted(stop)?;
    if !drawn.failed.is_empty() {
        ledger.failed.extend(drawn.failed);
        outputs::write_problems(&place, &ledger.failed)?;
    }
    let mut page = None;
    if options.page != Pages::None {
        pool.install(|| page::write_page(&place, &ledger, &sheet, options))?;
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
        seasons,
        page,
        notes,
    })
}

/// Makes the folders of what is asked for, and refuses to write over a page that is not ours, before the work.
fn make_ready(place: &Place, options: &Options) -> Result<()> {
    if options.charts != Charts::None {
        place.make_inner(write::CHARTS)?;
    }
    if options.page != Pages::None {
        place.refuse(write::PAGE)?;
        place.make_inner(write::DETAILS)?;
    }
    Ok(())
}

/// Everything that was read, folded in order.
struct Gathered {
    ledger: ledger::Ledger,
    lists: Lists,
    notes: Vec<String>,
}

fn pool(options: &Options) -> Result<rayon::ThreadPool> {
    let jobs = options.jobs.min(MOST_JOBS);
    let failed = |cause: rayon::ThreadPoolBuildError| {
        Error::new(ErrorKind::Config, "worker threads", cause.to_string()).because(cause)
    };
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(failed)
}

/// Reads all paths and folds the histories; nothing is written.
fn gather(
    paths: &[PathBuf],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Gathered> {
    let listing = sources(paths)?;
    pool(options)?.install(|| gather_listed(&listing, options, progress, stop))
}

fn gather_listed(
    listing: &Listing,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<Gathered> {
    progress(Progress::Files(listing.sources.len()));
    let lists = Lists::of(listing);
    let mut found = read_all((listing, &lists), options, progress, stop);
    interrupted(stop)?;
    again::with_own(&mut found, (&listing.sources, &lists), options, stop);
    interrupted(stop)?;
    let mut notes = options.own_cuts.check(&found)?;
    notes.extend(lists.notes(&found));
    notes.extend(uploads::set_aside(&mut found));
    let mut ledger = ledger::fold(found, options);
    notes.extend(people::notes(&ledger.done));
    ledger.failed.sort_by(|a, b| (&a.runner, &a.file).cmp(&(&b.runner, &b.file)));
    Ok(Gathered { ledger, lists, notes })
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
        }
    }
}

/// The activities and problems of one file or archive, with the advice that its own content allows.
///
/// # Errors
/// `Io` when the path cannot be read, `Config` when the runner's own cut fits several files in it.
pub fn show(path: &Path, options: &Options) -> Result<(Vec<Analysed>, Vec<Problem>)> {
    let listing = sources(&[path.to_path_buf()])?;
    let mut found = read_all((&listing, &Lists::of(&listing)), options, &|_| {}, &AtomicBool::new(false));
    // The cut may be of a whole folder, so its names of other files are no problem.
    options.own_cuts.check(&found)?;
    uploads::set_aside(&mut found);
    let ledger = ledger::fold(found, options);
    Ok((ledger.done, ledger.failed))
}

/// The bytes of a file, or of each member of an archive, with its label.
///
/// # Errors
/// `Io` when the path cannot be read, and those of opening an archive.
pub fn contents(path: &Path) -> Result<Vec<(String, Result<Vec<u8>>)>> {
    let label = path.display().to_string();
    match open(path, &label)? {
        Opened::File(bytes) => Ok(vec![(label, Ok(bytes))]),
        Opened::Archive(archive) => Ok(archive.into_members().map(|member| (member.label, member.bytes)).collect()),
        Opened::Unknown(first) => {
            let known = other::of_name(&label).map(other::Other::error);
            Ok(vec![(label, known.map_or(Ok(first), Err))])
        }
    }
}

fn interrupted(stop: &AtomicBool) -> Result<()> {
    if stop.load(Ordering::Relaxed) {
        return Err(Error::new(ErrorKind::Io, "the work to go on to its end", "an interruption")
            .hint("run the command again: no file is half-written"));
    }
    Ok(())
}

/// The result of every file. The last results are the problems of places that could not be looked at, and of paths in which
/// nothing was found.
fn read_all(
    (listing, lists): (&Listing, &Lists),
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Vec<Found> {
    let read = |source: &Source| {
        if stop.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let look = work::Attention { stop: Some(stop), lists: Some(lists), ..work::Attention::default() };
        let found = work::analyse_source(source, options, look);
        progress(Progress::Done);
        found
    };
    let mut found: Vec<Found> = listing.sources.par_iter().flat_map_iter(read).collect();
    found.extend(listing.failed.iter().cloned().map(Found::none));
    if !stop.load(Ordering::Relaxed) {
        let nothing = nothing_found(listing, &found);
        found.extend(nothing);
    }
    found
}

/// A problem for each path that gave neither an activity nor a problem, so that no path is passed over in silence.
fn nothing_found(listing: &Listing, found: &[Found]) -> Vec<Found> {
    let told: BTreeSet<&str> = found.iter().filter_map(Found::runner).collect();
    let silent = listing.runners.iter().filter(|runner| !told.contains(runner.as_str()));
    let problem = |runner: &String| {
        let own = listing.sources.iter().filter(|source| source.runner == *runner);
        let error = other::nothing_read(own.map(|source| source.label.as_str()));
        Found::none(Problem::new(runner, runner, Stage::Read, &error))
    };
    silent.map(problem).collect()
}
