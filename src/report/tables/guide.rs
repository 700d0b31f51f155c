//! What every table holds, column by column, taken from the tables themselves.

use super::column::ColumnGuide;
use super::frame::TableFrame;
use super::{
    bests, comparison, decisions, history, next, plan, problems, readings, recordings, scores, segments, team, weeks,
    workouts,
};
use crate::report::comparison::Comparison;
use serde::Serialize;

/// A table and its columns in order.
#[derive(Debug, Serialize)]
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
        table("a score of a session, a set or a rep", "lastrep analyze PATH", scores::frame(&[])),
        table("an activity as it was recorded", "lastrep analyze PATH", recordings::frame(&[])),
        table("an activity as its reps were found and measured", "lastrep analyze PATH", readings::frame(&[])),
        table("an answer right after an activity", "lastrep analyze PATH", decisions::frame(&[])),
        table(
            "a standard distance of a run that is long enough for it",
            "lastrep analyze PATH",
            bests::frame(&[], &[]),
        ),
        table("a week of a runner, from Monday", "lastrep analyze PATH", weeks::frame(&[])),
        table("a runner, where there are several", "lastrep analyze PATH PATH", team::frame(&[])),
        table("a file that gave no activity", "lastrep analyze PATH", problems::frame(&[])),
        table("a session of reps", "lastrep history PATH --csv FILE", history::frame(&[])),
        table("a rep", "lastrep compare FILE FILE --csv FILE", comparison::frame(&nothing)),
        table("a runner, as of today", "lastrep next PATH --json", next::frame(&[])),
        table("a day ahead", "lastrep plan PATH --csv FILE", plan::frame(&[])),
    ]
}
