//! Writes a first `athlete.toml` and `journal.csv` for a runner, with guesses from the runner's folder.

use super::gather::{gather, interrupted};
use super::options::{Options, Progress};
use super::write;
use crate::compare::{HabitRun, guess};
use crate::error::{Error, ErrorKind, Result};
use crate::journal::{Guesses, first_athlete, first_journal};
use crate::report::Analysed;
use crate::segment::WorkoutKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// What was written for a runner.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstFiles {
    /// The files: `athlete.toml` and `journal.csv`.
    pub written: Vec<PathBuf>,
    /// The guesses in `athlete.toml`.
    pub guesses: Guesses,
    /// Sentences that say why the runs may be of several people.
    pub notes: Vec<String>,
}

/// Writes `athlete.toml` and `journal.csv` into a folder, with guesses from the paths.
///
/// # Errors
/// The errors of [`run`](super::run()); `Config` when one of the files exists, or when the paths are of several runners.
pub fn init(
    paths: &[PathBuf],
    folder: &Path,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    stop: &AtomicBool,
) -> Result<FirstFiles> {
    let files = ["athlete.toml", "journal.csv"].map(|name| folder.join(name));
    refuse_existing(&files, paths)?;
    let gathered = gather(paths, options, progress, stop)?;
    interrupted(stop)?;
    let done = &gathered.ledger.done;
    refuse_several_runners(done)?;
    let guesses = guess(&done.iter().filter_map(run_of).collect::<Vec<_>>());
    write::check_folder(folder)?;
    write::write_file(&files[0], first_athlete(&guesses).as_bytes())?;
    write::write_file(&files[1], first_journal().as_bytes())?;
    Ok(FirstFiles { written: files.to_vec(), guesses, notes: gathered.notes })
}

fn refuse_existing(files: &[PathBuf], paths: &[PathBuf]) -> Result<()> {
    let Some(there) = files.iter().find(|file| file.symlink_metadata().is_ok()) else { return Ok(()) };
    let found = format!("{} there already", there.display());
    let is_above = |path: &&PathBuf| path.is_dir() && !files.iter().any(|file| file.parent() == Some(path));
    let hint = match paths.iter().find(is_above) {
        None => "choose another --dir, or edit the file".to_owned(),
        Some(path) => {
            let path = path.display();
            format!("it counts for {path}, too: edit the file, or give --dir {path} where another runner runs")
        }
    };
    Err(Error::new(ErrorKind::Config, "no file to write over", found).hint(hint))
}

fn refuse_several_runners(done: &[Analysed]) -> Result<()> {
    if done.iter().any(|row| Some(&row.runner) != done.first().map(|first| &first.runner)) {
        let found = "several".to_owned();
        return Err(Error::new(ErrorKind::Config, "one runner", found).hint("name one folder at a time"));
    }
    Ok(())
}

/// `None` for a duplicate and for an activity that is not a run.
fn run_of(row: &Analysed) -> Option<HabitRun> {
    let is_run = row.duplicate_of.is_none() && row.structure.kind != WorkoutKind::NotRunning;
    is_run.then(|| HabitRun {
        outing: row.outing(),
        heart_rate_max_bpm: row.whole_means.heart_rate_max_bpm,
        hr_rest_bpm: row.activity.resting_hr_bpm,
    })
}
