//! What the flags that most commands share mean: the library's options, and the runner's own files that they name.

use crate::args::{ChartsArg, Common, RepsFromArg, SportArg, UnitsArg};
use anyhow::{Context, Result};
use lastrep::batch::{Charts, Options, OwnCuts};
use lastrep::model::{Athlete, JournalDay, Note, OwnRow};
use lastrep::segment::RepsFrom;
use lastrep::units::DistanceUnit;
use std::path::{Path, PathBuf};

impl Common {
    /// Refuses paths of several runners beside words of one: they would be taken for words of all.
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

    /// Refuses to write over a file that is read: the runner's own ones, and those named as paths.
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

    /// The library's options, with the files that they name read. Notes about the journal come with them.
    pub(crate) fn options(&self, out: PathBuf, charts: ChartsArg, jobs: usize) -> Result<(Options, Vec<String>)> {
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
        let unit = athlete.unit;
        let options = Options {
            out,
            reps_from: match self.reps_from {
                RepsFromArg::Auto => RepsFrom::Auto,
                RepsFromArg::Laps => RepsFrom::Laps,
                RepsFromArg::Signal => RepsFrom::Signal,
            },
            own_cuts: OwnCuts::new(rows),
            charts: match charts {
                ChartsArg::Png => Charts::Png,
                ChartsArg::Svg => Charts::Svg,
                ChartsArg::None => Charts::None,
            },
            athlete,
            journal,
            today: self.today,
            jobs,
            unit: match self.units {
                Some(UnitsArg::Km) => DistanceUnit::Kilometre,
                Some(UnitsArg::Mile) => DistanceUnit::Mile,
                None => unit.unwrap_or_default(),
            },
        };
        Ok((options, notes))
    }

    fn read_journal(&self) -> Result<(Vec<JournalDay>, Vec<String>)> {
        read_table(self.journal.as_deref(), |text| Ok(lastrep::journal::read_journal(text)))
    }

    fn read_own_cut(&self) -> Result<(Vec<OwnRow>, Vec<String>)> {
        read_table(self.reps.as_deref(), lastrep::journal::read_cut)
    }
}

/// Notes about one file that are told; of more the number.
const NOTES_TOLD: usize = 10;

/// The first notes about a file, each with its name, and how many more there are.
fn told(file: &str, notes: &[Note]) -> Vec<String> {
    let mut told: Vec<String> = notes.iter().take(NOTES_TOLD).map(|note| format!("{file}: {}", note.text)).collect();
    if notes.len() > NOTES_TOLD {
        told.push(format!("{file}: {} notes more like these", notes.len() - NOTES_TOLD));
    }
    told
}

/// From the text of a table to its rows and notes.
type ReadTable<T> = fn(&str) -> lastrep::error::Result<(Vec<T>, Vec<Note>)>;

/// A table by hand and its notes, each with the file's name; nothing without a path.
fn read_table<T>(path: Option<&Path>, read: ReadTable<T>) -> Result<(Vec<T>, Vec<String>)> {
    let Some(path) = path else { return Ok((Vec::new(), Vec::new())) };
    let mut notes = Vec::new();
    let (rows, found) = read(&read_own(path, &mut notes)?).with_context(|| failed_to_read(path))?;
    notes.extend(told(&path.display().to_string(), &found));
    Ok((rows, notes))
}

/// The text of one of the runner's own files, whatever its encoding.
fn read_own(path: &Path, notes: &mut Vec<String>) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| failed_to_read(path))?;
    let own = lastrep::formats::own_text(&bytes).with_context(|| failed_to_read(path))?;
    notes.extend(own.note().map(|note| format!("{}: {}", path.display(), note.text)));
    Ok(own.text)
}

fn failed_to_read(path: &Path) -> String {
    format!("failed to read {}", path.display())
}
