//! The tables that come out, as frames and as CSV: workouts, segments, best efforts, weeks, problems; sessions over time and
//! side by side.
//!
//! Tables have SI units with the unit in the header, ISO 8601 times, a decimal point, and an empty cell for a missing
//! value. polars builds and writes each table once, after the parallel part.

mod bests;
mod comparison;
mod frame;
mod guide;
mod history;
mod plan;
mod problems;
mod score;
mod segments;
mod table;
mod team;
mod weeks;
mod workouts;

pub use bests::bests;
pub use comparison::comparison;
pub use frame::ColumnGuide;
pub use guide::{TableGuide, guides};
pub use history::history;
pub use plan::plan;
pub use problems::problems;
pub use segments::segments;
pub use table::CsvTable;
pub use team::team;
pub use weeks::weeks;
pub use workouts::workouts;

use super::{Analysed, Problem};
use crate::error::Result;

/// Builds one table of what came out of a run.
type Build = fn(&[Analysed], &[Problem]) -> Result<CsvTable>;

/// The tables of `lastrep analyze`, each built when the iterator comes to it: workouts, segments, best efforts, weeks, problems.
///
/// Activities come in order of runner and time, as in [`Outcome`](crate::batch::Outcome).
/// # Errors
/// `Io` for a table that polars cannot build.
///
/// ```
/// use lastrep::report::tables::frames;
/// let names: Vec<&str> = frames(&[], &[]).map(|table| table.map(|table| table.name)).collect::<Result<_, _>>()?;
/// assert_eq!(names, ["workouts", "segments", "bests", "weeks", "problems"]);
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn frames(activities: &[Analysed], problems: &[Problem]) -> impl Iterator<Item = Result<CsvTable>> {
    let build: [Build; 5] = [
        |activities, _| workouts(activities),
        |activities, _| segments(activities),
        |activities, _| bests(activities),
        |activities, _| weeks(activities),
        |_, failed| self::problems(failed),
    ];
    build.into_iter().map(move |build| build(activities, problems))
}
