//! The segments of a workout as rows of cells.

use crate::report::Analysed;
use crate::report::segment_row::{SegmentRow, segment_rows};
use crate::units::DistanceUnit;
use serde::Serialize;

/// The heads of the columns.
const HEAD: [&str; 8] = ["segment", "rep", "start", "time", "metres", "pace", "bpm", "steps/min"];

/// Segments under their heads.
#[derive(Debug, Serialize)]
pub(super) struct Segments {
    head: [&'static str; 8],
    rows: Vec<[String; 8]>,
}

/// The segments of a workout in order.
pub(super) fn segments(analysed: &Analysed, unit: DistanceUnit) -> Segments {
    Segments { head: HEAD, rows: segment_rows(analysed, unit).map(cells).collect() }
}

fn cells(row: SegmentRow) -> [String; 8] {
    [row.kind.to_owned(), row.place, row.start, row.time, row.metres, row.pace, row.heart_rate, row.step_rate]
}
