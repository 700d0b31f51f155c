//! The meaning of the flags that most commands share: the library's options, and the runner's own files.

use crate::args::{ChartsArg, Common, PageArg, RepsFromArg, SportArg, UnitsArg};
use crate::messages;
use anyhow::{Context, Result};
use lastrep::batch::{Charts, Options, OwnCuts, Pages};
use lastrep::model::{Athlete, JournalDay, Note, OwnRow};
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
        ];
        let own = own.iter().filter_map(|(flag, path)| Some((*flag, path.as_deref()?)));
        let inputs: Vec<(&str, &Path)> = own.chain(paths.iter().map(|path| ("PATH", path.as_path()))).collect();
        Ok(lastrep::batch::keep_inputs(outputs, &inputs)?)
    }

    /// The library's options, made from the flags and the runner's own files. Prints the notes about these files.
    ///
    /// No pictures, no page, no folder for results, a thread for each core: a command that wants others sets them.
    pub(crate) fn options(&self) -> Result<Options> {
        let (journal, mut notes) = self.read_journal()?;
        let (rows, about_rows) = self.read_own_cut()?;
        notes.extend(about_rows);
        let mut athlete = self.athlete.as_deref().map_or(Ok(Athlete::default()), |path| {
            let text = read_own(path, &mut notes)?;
            lastrep::journal::read_athlete(&text).with_context(|| failed_to_read(path))
        })?;
        if let Some(path) = &self.ladder {
            let text = read_own(path, &mut notes)?;
            athlete.ladder = Some(lastrep::journal::read_ladder(&text).with_context(|| failed_to_read(path))?);
        }
        if self.require_rpe {
            athlete.require_rpe = Some(true);
        }
        athlete.sport = self.sport.map(SportArg::sport).or(athlete.sport);
        messages::notes(&notes);
        Ok(Options {
            out: PathBuf::new(),
            reps_from: self.reps_from.reps_from(),
            own_cuts: OwnCuts::new(rows),
            charts: Charts::None,
            page: Pages::None,
            unit: self.units.map(UnitsArg::unit).or(athlete.unit).unwrap_or_default(),
            athlete,
            journal,
            today: self.today,
            jobs: 0,
        })
    }

    fn read_journal(&self) -> Result<(Vec<JournalDay>, Vec<String>)> {
        read_table(self.journal.as_deref(), |text| Ok(lastrep::journal::read_journal(text)))
    }

    fn read_own_cut(&self) -> Result<(Vec<OwnRow>, Vec<String>)> {
        read_table(self.reps.as_deref(), lastrep::journal::read_cut)
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
    fn reps_from(self) -> RepsFrom {
        match self {
            Self::Auto => RepsFrom::Auto,
            Self::Laps => RepsFrom::Laps,
            Self::Signal => RepsFrom::Signal,
        }
    }
}

impl UnitsArg {
    fn unit(self) -> DistanceUnit {
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

/// The text of one of the runner's own files, whatever its encoding.
fn read_own(path: &Path, notes: &mut Vec<String>) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|cause| unread(path, cause))?;
    let own = lastrep::formats::own_text(&bytes).with_context(|| failed_to_read(path))?;
    notes.extend(own.note().map(|note| format!("{}: {}", path.display(), note.text)));
    Ok(own.text)
}

fn unread(path: &Path, cause: std::io::Error) -> anyhow::Error {
    match cause.kind() {
        std::io::ErrorKind::NotFound if !path.is_symlink() => lastrep::batch::absent(path).into(),
        _ => anyhow::Error::new(cause).context(failed_to_read(path)),
    }
}

fn failed_to_read(path: &Path) -> String {
    format!("failed to read {}", path.display())
}
