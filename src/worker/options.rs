//! How a worker works.

use crate::segment::RepsFrom;
use crate::units::DistanceUnit;

/// What a row of the answer stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowOf {
    /// A file, read alone: its tables, without what needs other files.
    #[default]
    File,
    /// A runner, whose rows come one after another: all tables, as `lastrep analyze` makes them.
    Runner,
}

/// How a worker works.
#[derive(Debug, Clone, Default)]
pub struct WorkerOptions {
    /// What a row of the answer stands for.
    pub row_of: RowOf,
    /// Which evidence of reps may be used.
    pub reps_from: RepsFrom,
    /// Unit of printed paces where the athlete names none.
    pub unit: DistanceUnit,
    /// Threads; 0 means one a core.
    pub jobs: usize,
}
