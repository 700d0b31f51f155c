//! The tables that come out, as frames, as CSV, Parquet and JSON: workouts, segments, scores, recordings, readings, decisions, best efforts,
//! weeks, problems; sessions over time and side by side.
//!
//! Tables have SI units with the unit in the header, ISO 8601 times, a decimal point, and an empty cell for a missing
//! value. polars builds and writes each table once, after the parallel part.

mod advice;
mod bests;
mod column;
mod comparison;
mod decisions;
mod frame;
mod guide;
mod history;
mod json;
mod next;
mod parquet;
mod plan;
mod problems;
mod readings;
mod recordings;
mod score;
mod scores;
mod segments;
mod table;
mod team;
mod weeks;
mod workouts;

pub use bests::bests;
pub use column::{ColumnGuide, ColumnType};
pub use comparison::comparison;
pub use decisions::decisions;
pub use guide::{TableGuide, guides};
pub use history::history;
pub use json::{dictionary, document};
pub use next::{NextRow, next};
pub use plan::plan;
pub use problems::problems;
pub use readings::readings;
pub use recordings::recordings;
pub use scores::scores;
pub use segments::segments;
pub use table::{SCHEMA_VERSION, Table};
pub use team::team;
pub use weeks::weeks;
pub use workouts::workouts;

use super::{Analysed, Problem, by_runner};
use crate::compare::Week;
use crate::error::Result;

/// What came out of a run, or a part of it. The tables of the parts, one below the other, are the tables of all.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Part<'a> {
    pub(crate) activities: &'a [Analysed],
    /// The personal bests among the activities, as (activity, distance in m).
    pub(crate) personal: &'a [(usize, f64)],
    /// The weeks of the runners that end in the part.
    pub(crate) weeks: &'a [(String, Vec<Week>)],
    pub(crate) problems: &'a [Problem],
}

/// Builds one table of a part of what came out of a run.
pub(crate) type Build = fn(Part<'_>) -> Result<Table>;

/// The builders of the tables of `lastrep analyze`, in order: no table needs another.
pub(crate) const BUILDS: [Build; 9] = [
    |part| workouts(part.activities),
    |part| segments(part.activities),
    |part| scores(part.activities),
    |part| recordings(part.activities),
    |part| readings(part.activities),
    |part| decisions(part.activities),
    |part| bests::frame(part.activities, part.personal).table(),
    |part| weeks::frame(part.weeks).table(),
    |part| problems(part.problems),
];

/// The long tables. Each of their rows is of one activity alone, so that the tables of parts of the activities, one below the other,
/// are the table of all.
pub(crate) const LONG: [&str; 2] = ["segments", "scores"];

/// The tables of `lastrep analyze`, each built when the iterator comes to it.
///
/// Activities come in order of runner and time, as in [`Next`](crate::batch::Next).
/// # Errors
/// `Io` for a table that polars cannot build.
///
/// ```
/// use lastrep::report::tables::frames;
/// let names: Vec<&str> = frames(&[], &[]).map(|table| table.map(|table| table.name)).collect::<Result<_, _>>()?;
/// assert_eq!(names[..4], ["workouts", "segments", "scores", "recordings"]);
/// assert_eq!(names[4..], ["readings", "decisions", "bests", "weeks", "problems"]);
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn frames(activities: &[Analysed], problems: &[Problem]) -> impl Iterator<Item = Result<Table>> {
    let (personal, weeks) = (by_runner::personal(activities), by_runner::weeks(activities));
    BUILDS.into_iter().map(move |build| build(Part { activities, personal: &personal, weeks: &weeks, problems }))
}
