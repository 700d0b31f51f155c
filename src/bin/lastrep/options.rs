//! The meaning of the flags that most commands share: the library's options, and the runner's own files.

use crate::args::{ChartsArg, Common, PageArg, RepsFromArg, SportArg, TablesArg, UnitsArg};
use crate::config::{Settings, cache};
use crate::messages;
use crate::own_text::{failed_to_read, read_own};
use anyhow::{Context, Result};
use lastrep::batch::{Charts, Options, OwnCuts, OwnFiles, OwnFilesFound, OwnWords, Pages, TableFiles};
use lastrep::model::{Athlete, Ladder, Note};
use lastrep::segment::RepsFrom;
use lastrep::units::DistanceUnit;
use std::path::{Path, PathBuf};

impl Common {
    /// Refuses paths of several runners beside a file about one runner, which would be taken for a file about all.
    pub(crate) fn one_runner(&self, paths: &[PathBuf]) -> Result<()> {
        let own = [("--athlete", &self.athlete), ("--journal", &self.journal)];
        let Some((flag, _)) = own.iter().find(|(_, path)| path.is_some()) else { return Ok(()) };
        let runners = lastrep::batch::runners(paths)?;
        anyhow::ensure!(
            runners.len() < 2,
            "at {flag}: expected the files of one runner, found {}: {}; one PATH is one runner: run the command for each, with \
             the files of each, or name the one folder that holds all of yours",
            runners.len(),
            runners.join(", ")
        );
        Ok(())
    }

    /// Refuses outputs that would write over an input: one of the paths, or one of the runner's own files.
    pub(crate) fn keep_inputs(&self, outputs: &[PathBuf], paths: &[PathBuf]) -> Result<()> {
        let own = [
            ("--reps", &self.reps),
            ("--athlete", &self.athlete),
            ("--journal", &self.journal),
            ("--ladder", &self.ladder),
            ("--config", &self.config),
        ];
        let found = if outputs.is_empty() { OwnFilesFound::default() } else { lastrep::batch::beside(paths)? };
        let beside = |own: &OwnFiles| [own.athlete.clone(), own.journal.clone()];
        let beside: Vec<PathBuf> = found.runners.iter().flat_map(beside).flatten().collect();
        let own = own.iter().filter_map(|(flag, path)| Some((*flag, path.as_deref()?)));
        let paths = paths.iter().chain(&beside).map(|path| ("PATH", path.as_path()));
        Ok(lastrep::batch::keep_inputs(outputs, &own.chain(paths).collect::<Vec<_>>())?)
    }

    /// The library's options, made from the flags, the config file, and the runners' own files. Prints the notes about these
    /// files.
    ///
    /// No pictures, no page, no folder for results, a thread for each core: a command that wants others sets them.
    pub(crate) fn options(&self, paths: &[PathBuf], settings: &Settings) -> Result<Asked> {
        let mut notes = Vec::new();
        let (rows, about_rows) = read_table(self.reps.as_deref(), lastrep::journal::read_cut)?;
        let own = self.own_words(paths, settings, &mut notes)?;
        notes.extend(about_rows);
        messages::notes(&notes);
        let units: Vec<DistanceUnit> = own.of_runner.iter().map(|(_, words)| words.unit).collect();
        let unit = units.first().copied().filter(|first| units.iter().all(|unit| unit == first));
        let options = Options {
            out: PathBuf::new(),
            reps_from: self.reps_from.reps_from(),
            own_cuts: OwnCuts::new(rows),
            tables: TableFiles::default(),
            charts: Charts::None,
            page: Pages::None,
            strip_location: false,
            unit: unit.unwrap_or(own.of_all.unit),
            athlete: own.of_all.athlete,
            journal: own.of_all.journal,
            own: own.of_runner.into_iter().collect(),
            today: self.today,
            jobs: 0,
            cache: if self.no_cache { None } else { cache() },
        };
        Ok(Asked { options, told: own.read.into_iter().chain(settings.told()).collect() })
    }

    /// What each runner told, by the flags or by the files beside the runs.
    fn own_words(&self, paths: &[PathBuf], settings: &Settings, notes: &mut Vec<String>) -> Result<OwnPaths> {
        let beside = lastrep::batch::beside(paths)?;
        notes.extend(beside.notes);
        let ladder = settings.or("ladder", self.ladder.clone(), |config| config.ladder.clone());
        let ladder = ladder.map(|path| read_ladder(&path, notes)).transpose()?;
        let words = |own: &OwnFiles, notes: &mut Vec<String>| -> Result<OwnWords> {
            let athlete = self.athlete.as_ref().or(own.athlete.as_ref());
            let mut athlete = athlete.map(|path| read_athlete(path, notes)).transpose()?.unwrap_or_default();
            let journal = self.journal.as_ref().or(own.journal.as_ref());
            let (journal, about) =
                read_table(journal.map(PathBuf::as_path), |text| Ok(lastrep::journal::read_journal(text)))?;
            notes.extend(about);
            let flag = self.require_rpe.then_some(true).or(athlete.require_rpe);
            athlete.require_rpe = settings.or("require_rpe", flag, |config| config.require_rpe);
            athlete.sport = self.sport.map(SportArg::sport).or(athlete.sport);
            athlete.ladder.clone_from(&ladder);
            let unit = self.units.map(UnitsArg::unit).or(athlete.unit);
            let unit = settings.or("units", unit, |config| config.units).unwrap_or_default();
            Ok(OwnWords { athlete, journal, unit })
        };
        let of_runner = beside.runners.iter().map(|own| Ok((own.runner.clone(), words(own, notes)?)));
        let of_runner = of_runner.collect::<Result<Vec<_>>>()?;
        let of_all = match of_runner.as_slice() {
            [(_, only)] => only.clone(),
            _ => words(&OwnFiles::default(), notes)?,
        };
        Ok(OwnPaths { of_all, of_runner, read: self.read(&beside.runners) })
    }

    /// The line that says which files beside the runs are read; `None` where none is.
    fn read(&self, runners: &[OwnFiles]) -> Option<String> {
        let is_read = |flag: &Option<PathBuf>, found: &Option<PathBuf>| found.clone().filter(|_| flag.is_none());
        let of_runner = |own: &OwnFiles| {
            [is_read(&self.athlete, &own.athlete), is_read(&self.journal, &own.journal), own.list.clone()]
        };
        let files = runners.iter().flat_map(of_runner).flatten();
        let files: Vec<String> = files.map(|path| path.display().to_string()).collect();
        (!files.is_empty()).then(|| format!("read, too: {}", files.join(", ")))
    }
}

/// What a command reads with, and what is told about where it comes from.
pub(crate) struct Asked {
    pub(crate) options: Options,
    /// Lines for the user.
    pub(crate) told: Vec<String>,
}

/// What the runners told.
struct OwnPaths {
    /// What is told of a runner that is not among the others.
    of_all: OwnWords,
    of_runner: Vec<(String, OwnWords)>,
    /// Which files beside the runs are read.
    read: Option<String>,
}

fn read_athlete(path: &Path, notes: &mut Vec<String>) -> Result<Athlete> {
    let text = read_own(path, notes)?;
    lastrep::journal::read_athlete(&text).with_context(|| failed_to_read(path))
}

fn read_ladder(path: &Path, notes: &mut Vec<String>) -> Result<Ladder> {
    let text = read_own(path, notes)?;
    lastrep::journal::read_ladder(&text).with_context(|| failed_to_read(path))
}

impl TablesArg {
    pub(crate) fn files(self) -> TableFiles {
        match self {
            Self::Csv => TableFiles::Csv,
            Self::Parquet => TableFiles::Parquet,
            Self::Both => TableFiles::Both,
        }
    }
}

impl ChartsArg {
    pub(crate) fn charts(self) -> Charts {
        match self {
            Self::Png => Charts::Png,
            Self::Svg => Charts::Svg,
            Self::None => Charts::None,
        }
    }
}

impl PageArg {
    pub(crate) fn pages(self) -> Pages {
        match self {
            Self::Html => Pages::Html,
            Self::None => Pages::None,
        }
    }
}

impl RepsFromArg {
    pub(crate) fn reps_from(self) -> RepsFrom {
        match self {
            Self::Auto => RepsFrom::Auto,
            Self::Laps => RepsFrom::Laps,
            Self::Signal => RepsFrom::Signal,
        }
    }
}

impl UnitsArg {
    pub(crate) fn unit(self) -> DistanceUnit {
        match self {
            Self::Km => DistanceUnit::Kilometre,
            Self::Mile => DistanceUnit::Mile,
        }
    }
}

/// The most notes about one file that are printed. Of further notes only the number is printed.
const NOTES_SHOWN: usize = 10;

/// The first notes about a file, each with the file's name, and the number of the further notes.
fn first_notes(file: &str, notes: &[Note]) -> Vec<String> {
    let mut shown: Vec<String> = notes.iter().take(NOTES_SHOWN).map(|note| format!("{file}: {}", note.text)).collect();
    if notes.len() > NOTES_SHOWN {
        shown.push(format!("{file}: {} notes more like these", notes.len() - NOTES_SHOWN));
    }
    shown
}

/// From the text of a table to its rows and notes.
type ReadTable<T> = fn(&str) -> lastrep::error::Result<(Vec<T>, Vec<Note>)>;

/// The rows and notes of a table that the runner wrote; none without a path.
fn read_table<T>(path: Option<&Path>, read: ReadTable<T>) -> Result<(Vec<T>, Vec<String>)> {
    let Some(path) = path else { return Ok((Vec::new(), Vec::new())) };
    let mut notes = Vec::new();
    let (rows, found) = read(&read_own(path, &mut notes)?).with_context(|| failed_to_read(path))?;
    notes.extend(first_notes(&path.display().to_string(), &found));
    Ok((rows, notes))
}
