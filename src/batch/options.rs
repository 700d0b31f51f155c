//! What is asked of a batch, and how far it is.

use super::own_cuts::OwnCuts;
use crate::model::{Athlete, Day, JournalDay};
use crate::segment::RepsFrom;
use crate::units::DistanceUnit;
use std::path::PathBuf;

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
