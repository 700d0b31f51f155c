//! What is asked of a batch, and how far it is.

use super::own_cuts::OwnCuts;
use crate::model::{Athlete, Charts, Day, JournalDay, Pages, TableFiles};
use crate::segment::RepsFrom;
use crate::units::DistanceUnit;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is asked of a batch.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder for the results; made when missing.
    pub out: PathBuf,
    /// Which evidence of reps may be used.
    pub reps_from: RepsFrom,
    /// The runner's own cut; it stands above all evidence.
    pub own_cuts: OwnCuts,
    /// How the tables are written.
    pub tables: TableFiles,
    /// Which pictures are drawn.
    pub charts: Charts,
    /// Whether a page is written.
    pub page: Pages,
    /// Whether titles, which may name a place, are left out. Positions are in no result anyway.
    pub strip_location: bool,
    /// What is known of a runner that is not among `own`.
    pub athlete: Athlete,
    /// The journal of such a runner, by day.
    pub journal: Vec<JournalDay>,
    /// What each runner told, by the runner's name.
    pub own: BTreeMap<String, OwnWords>,
    /// "Today"; by default the day of the last activity or journal row.
    pub today: Option<Day>,
    /// Where results are kept for later runs; `None` reads every file.
    pub cache: Option<CachePlace>,
    /// Worker threads; 0 means one a core.
    pub jobs: usize,
    /// Unit of printed paces that are of several runners, or of one that is not among `own`.
    pub unit: DistanceUnit,
}

/// Where results are kept from run to run, and for which program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachePlace {
    /// The folder; made when missing.
    pub folder: PathBuf,
    /// The program: what another build of it kept is not used.
    pub program: PathBuf,
}

/// What one runner told.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OwnWords {
    /// What is known of the runner.
    pub athlete: Athlete,
    /// The journal, by day.
    pub journal: Vec<JournalDay>,
    /// Unit of the runner's paces.
    pub unit: DistanceUnit,
}

impl Options {
    /// What is known of a runner.
    pub fn athlete_of(&self, runner: &str) -> &Athlete {
        self.own.get(runner).map_or(&self.athlete, |own| &own.athlete)
    }

    /// The journal of a runner, by day.
    pub fn journal_of(&self, runner: &str) -> &[JournalDay] {
        self.own.get(runner).map_or(&self.journal, |own| &own.journal)
    }

    /// Unit of a runner's paces.
    pub fn unit_of(&self, runner: &str) -> DistanceUnit {
        self.own.get(runner).map_or(self.unit, |own| own.unit)
    }
}

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Files are read: so many of all are read already.
    Files {
        /// Files that are read already.
        read: usize,
        /// All files.
        all: usize,
    },
    /// The drawing begins with this number of pictures.
    Charts(usize),
    /// One more file or picture is done.
    Done,
}
