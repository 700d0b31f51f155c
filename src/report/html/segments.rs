//! The segments of a workout as rows of cells.

use crate::report::Analysed;
use crate::report::words::{has_tenths, number, split};
use crate::segment::{Segment, SegmentKind};
use crate::units::{DistanceUnit, clock, pace};
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
    let structure = &analysed.structure;
    let with_tenths = has_tenths(structure.reps().map(|rep| rep.timer_s));
    let has_sets = structure.sets.len() > 1;
    let whole = |value: Option<f64>| number(value.unwrap_or(f64::NAN), 0);
    let row = |(segment, means): (&Segment, &crate::scores::SpanMeans)| {
        let place = match (segment.set, segment.rep) {
            (Some(set), Some(rep)) if has_sets => format!("{}.{rep}", set + 1),
            (_, rep) => rep.map_or_else(String::new, |rep| rep.to_string()),
        };
        let time = match segment.kind {
            SegmentKind::Work | SegmentKind::Stride => split(segment.timer_s, segment.lap_timed && with_tenths),
            _ => clock(segment.timer_s),
        };
        [
            segment.kind.name().to_owned(),
            place,
            clock(segment.span.start_s - analysed.whole.start_s),
            time,
            whole(Some(segment.best_distance_m())),
            pace(segment.speed_mps(), unit),
            whole(means.heart_rate_bpm),
            whole(means.step_rate_spm),
        ]
    };
    Segments { head: HEAD, rows: structure.segments.iter().zip(&analysed.means).map(row).collect() }
}
