//! What every table holds, column by column, taken from the tables themselves.

use super::frame::{ColumnGuide, TableFrame};
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
    let table = |row, command, frame: TableFrame| {
        let (name, columns) = frame.into_guides();
        TableGuide { name, row, command, columns }
    };
    let nothing = Comparison { sessions: Vec::new(), changes: &[] };
    vec![
        table("an activity", "lastrep analyze PATH", workouts::frame(&[])),
        table("a segment of an activity", "lastrep analyze PATH", segments::frame(&[])),
        table("a standard distance of a run that is long enough for it", "lastrep analyze PATH", bests::frame(&[])),
        table("a week of a runner, from Monday", "lastrep analyze PATH", weeks::frame(&[])),
        table("a runner, where there are several", "lastrep analyze PATH PATH", team::frame(&[])),
        table("a file that gave no activity", "lastrep analyze PATH", problems::frame(&[])),
        table("a session of reps", "lastrep history PATH --csv FILE", history::frame(&[])),
        table("a rep", "lastrep compare FILE FILE --csv FILE", comparison::frame(&nothing)),
        table("a day ahead", "lastrep plan PATH --csv FILE", plan::frame(&[])),
    ]
}
