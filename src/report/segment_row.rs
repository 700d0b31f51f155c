//! A segment in the words of a table: what the terminal and the page print of it.

use super::Analysed;
use super::words::{has_tenths, number, split, split_tenths};
use crate::scores::SpanMeans;
use crate::segment::{Segment, SegmentKind};
use crate::units::{DistanceUnit, clock, pace};

/// The figures of a segment, rounded and written.
pub(super) struct SegmentRow {
    pub(super) kind: &'static str,
    /// The number of the rep, behind the number of its set where there are several: `2.3`.
    pub(super) place: String,
    /// When it begins, since the first record of the file.
    pub(super) start: String,
    pub(super) time: String,
    pub(super) metres: String,
    pub(super) pace: String,
    pub(super) heart_rate: String,
    pub(super) step_rate: String,
}

/// The segments of a workout in order.
pub(super) fn segment_rows(analysed: &Analysed, unit: DistanceUnit) -> impl Iterator<Item = SegmentRow> {
    let with_tenths = has_tenths(analysed.structure.reps().map(|rep| rep.timer_s));
    let segments = analysed.structure.segments.iter().zip(&analysed.means);
    segments.map(move |(segment, means)| SegmentRow {
        kind: segment.kind.name(),
        place: place(segment, has_sets(analysed)),
        start: clock(segment.span.start_s),
        time: time(segment, with_tenths),
        metres: number(segment.best_distance_m(), 0),
        pace: pace(segment.speed_mps(), unit),
        heart_rate: whole(means, |means| means.heart_rate_bpm),
        step_rate: whole(means, |means| means.step_rate_spm),
    })
}

/// Whether reps are numbered within sets.
pub(super) fn has_sets(analysed: &Analysed) -> bool {
    analysed.structure.sets.len() > 1
}

fn place(segment: &Segment, has_sets: bool) -> String {
    match (segment.set, segment.rep) {
        (Some(set), Some(rep)) if has_sets => format!("{}.{rep}", set + 1),
        (_, rep) => rep.map_or_else(String::new, |rep| rep.to_string()),
    }
}

/// The timer time: of a rep that a lap timed to the tenth, of anything else in whole seconds.
fn time(segment: &Segment, with_tenths: bool) -> String {
    match segment.kind {
        SegmentKind::Work | SegmentKind::Stride if segment.lap_timed && with_tenths => split_tenths(segment.timer_s),
        SegmentKind::Work | SegmentKind::Stride => split(segment.timer_s),
        _ => clock(segment.timer_s),
    }
}

fn whole(means: &SpanMeans, of: fn(&SpanMeans) -> Option<f64>) -> String {
    number(of(means).unwrap_or(f64::NAN), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn a_rep_is_numbered_within_its_set_where_there_are_several() {
        let mut rep = Segment::timed(SegmentKind::Work, Span::new(100.0, 180.0), 400.0);
        (rep.set, rep.rep) = (Some(1), Some(3));
        assert_eq!((place(&rep, true), place(&rep, false)), ("2.3".to_owned(), "3".to_owned()));
        assert_eq!(place(&Segment::timed(SegmentKind::Recovery, rep.span, 200.0), true), "");
    }

    #[test]
    fn tenths_are_of_reps_that_a_lap_timed() {
        let mut rep = Segment::timed(SegmentKind::Work, Span::new(100.0, 183.9), 400.0);
        rep.lap_timed = true;
        assert_eq!((time(&rep, true), time(&rep, false)), ("1:23.9".to_owned(), "1:24".to_owned()));
        rep.lap_timed = false;
        assert_eq!(time(&rep, true), "1:24");
        let jog = Segment { lap_timed: true, ..Segment::timed(SegmentKind::Recovery, Span::new(0.0, 45.3), 100.0) };
        assert_eq!(time(&jog, true), "0:45");
    }
}
