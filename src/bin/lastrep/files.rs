//! The frame of every command over a runner's files: refuses what would do harm, reads the runner's own words, shows
//! progress, and hears Ctrl-C.

use crate::args::Common;
use crate::config::Settings;
use crate::exit::Exit;
use crate::messages::{self, ProgressLine, stopping};
use crate::options::Asked;
use anyhow::{Context, Result};
use lastrep::batch::{Options, Progress, Said, said};
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code that shells give to an interrupted command.
const INTERRUPTED: i32 = 130;

/// The files that a command reads, and the options to read them with.
pub(crate) struct Files {
    pub(crate) paths: Vec<PathBuf>,
    /// The library's options; a command may add its own.
    pub(crate) options: Options,
    /// What is told of where the options come from.
    told: Vec<String>,
    /// Whether nothing is told, and no progress is shown.
    pub(crate) is_quiet: bool,
}

impl Files {
    /// The paths of a command with the options that they are read with. Prints the notes about the runners' own files.
    ///
    /// # Errors
    /// When the paths are of several runners and a flag is about one runner, when an output would write over an input, and
    /// when one of the runners' own files cannot be read.
    pub(crate) fn new(
        paths: &[PathBuf],
        jobs: Option<usize>,
        common: &Common,
        settings: &Settings,
        outputs: &[PathBuf],
    ) -> Result<Self> {
        let paths = settings.paths(paths)?;
        common.one_runner(&paths)?;
        common.keep_inputs(outputs, &paths)?;
        let jobs = settings.or("jobs", jobs, |config| config.jobs).unwrap_or_default();
        let Asked { options, told } = common.options(&paths, settings)?;
        Ok(Self { paths, options: Options { jobs, ..options }, told, is_quiet: false })
    }

    /// Does the work of a command on the files. Ctrl-C ends the work after the file at hand.
    ///
    /// # Errors
    /// The errors of the work.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&[PathBuf], &Options, &(dyn Fn(Progress) + Sync), &AtomicBool) -> lastrep::error::Result<T>,
    ) -> Result<T> {
        self.tell();
        self.read_until(&*stop_flag(stopping)?, work)
    }

    /// Prints what a command says of the files. While nothing has changed, no file is read for it. `asked` is the command with all
    /// that is asked of it beside the options.
    ///
    /// # Errors
    /// The errors of the work.
    pub(crate) fn say(
        &self,
        asked: &impl Debug,
        work: impl FnOnce(&[PathBuf], &Options, &(dyn Fn(Progress) + Sync), &AtomicBool) -> lastrep::error::Result<Said>,
    ) -> Result<Exit> {
        let asked = format!("{asked:?}");
        let said = self.read(|paths, options, progress, stop| {
            said(paths, options, &asked, || work(paths, options, progress, stop))
        })?;
        messages::said(&said)?;
        Ok(Exit::of(said.count, said.failed.len()))
    }

    /// Prints where the options come from.
    pub(crate) fn tell(&self) {
        if !self.is_quiet {
            messages::notes(&self.told);
        }
    }

    /// Does the work of a command on the files, until a flag is raised.
    ///
    /// # Errors
    /// The errors of the work.
    pub(crate) fn read_until<T>(
        &self,
        stop: &AtomicBool,
        work: impl FnOnce(&[PathBuf], &Options, &(dyn Fn(Progress) + Sync), &AtomicBool) -> lastrep::error::Result<T>,
    ) -> Result<T> {
        let bar = ProgressLine::new(self.is_quiet);
        let found = work(&self.paths, &self.options, &|step| bar.show(step), stop);
        bar.finish();
        Ok(found?)
    }
}

/// A flag that Ctrl-C raises, saying so. The second Ctrl-C ends the program at once: a file that is half-written then has a temporary
/// name.
#[expect(clippy::exit, reason = "the second Ctrl-C says that the runner does not want to wait for the file at hand")]
pub(crate) fn stop_flag(say: impl Fn() + Send + 'static) -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let raise = move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        say();
    };
    ctrlc::set_handler(raise).context("failed to listen for Ctrl-C")?;
    Ok(stop)
}
