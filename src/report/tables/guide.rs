//! What every table holds, column by column, taken from the tables themselves.

use super::frame::{ColumnGuide, Frame};
use super::{bests, comparison, history, plan, problems, segments, team, weeks, workouts};
use crate::report::comparison::Comparison;

/// A table and its columns in order.
#[derive(Debug)]
pub struct TableGuide {
    /// The usual name of the file, without its ending.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// The command that writes the table.
    pub command: &'static str,
    /// The columns in order.
    pub columns: Vec<ColumnGuide>,
}

/// Every table. The columns are those of a table without rows, so that no second list can differ from the first.
pub fn guides() -> Vec<TableGuide> {
    let table = |name, row, command, frame: Frame| TableGuide { name, row, command, columns: frame.into_guides() };
    let nothing = Comparison { sessions: Vec::new(), changes: &[] };
    vec![
        table("workouts", "an activity", "lastrep analyze PATH", workouts::frame(&[])),
        table("segments", "a segment of an activity", "lastrep analyze PATH", segments::frame(&[])),
        table(
            "bests",
            "a standard distance of a run that is long enough for it",
            "lastrep analyze PATH",
            bests::frame(&[], &[]),
        ),
        table("weeks", "a week of a runner, from Monday", "lastrep analyze PATH", weeks::frame(&[])),
        table("team", "a runner, where there are several", "lastrep analyze PATH PATH", team::frame(&[])),
        table("problems", "a file that gave no activity", "lastrep analyze PATH", problems::frame(&[])),
        table("history", "a session of reps", "lastrep history PATH --csv FILE", history::frame(&[])),
        table("compare", "a rep", "lastrep compare FILE FILE --csv FILE", comparison::frame(&nothing)),
        table("plan", "a day ahead", "lastrep plan PATH --csv FILE", plan::frame(&[])),
    ]
}
