//! Where a report has time from left to right, for a cursor through all its rows.

use super::axes::Plot;
use super::canvas::Frame;
use super::{bars, overlays, trace};
use crate::model::Span;
use crate::report::figure::{Figure, OverlayRow, Panel};
use serde::Serialize;

/// A place of a report, px of 1600 × 1200, with the times at its left and right edge, s.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(in crate::report) struct TimedPlace {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
    from: f64,
    to: f64,
}

impl TimedPlace {
    fn of(frame: Frame, times: Span) -> Self {
        Self { x: frame.x, y: frame.y, w: frame.w, h: frame.h, from: times.start_s, to: times.end_s }
    }
}

/// The places of a report with time from left to right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::report) struct Cursors {
    /// Those in the time of the recording.
    run: Vec<TimedPlace>,
    /// Those in time from the start of a rep.
    reps: Vec<TimedPlace>,
}

/// The places of a report that a cursor goes through.
pub(in crate::report) fn cursors(figure: &Figure) -> Cursors {
    let work = bars::timed(&figure.bars).map_or_else(Vec::new, |plot| pieces(&plot, &figure.bars.breaks));
    let overlays = &figure.overlays;
    let panels = || overlays.panels.iter().zip(overlays::frames());
    let halves = panels().filter(|_| !overlays.is_reps).flat_map(|(panel, frame)| parts(panel, frame, overlays));
    Cursors {
        run: work.into_iter().chain(halves).chain([TimedPlace::of(trace::whole_frame(), figure.trace.span)]).collect(),
        reps: panels()
            .filter(|_| overlays.is_reps)
            .map(|(panel, frame)| TimedPlace::of(frame, Span::new(0.0, panel.length_s)))
            .collect(),
    }
}

/// The pieces of a plot between the places where time was left out.
fn pieces(plot: &Plot, breaks: &[(f64, f64)]) -> Vec<TimedPlace> {
    let (mut from, mut left_out_s) = (plot.times.low, 0.0);
    let mut pieces = Vec::new();
    for (to, more_s) in breaks.iter().copied().chain([(plot.times.high, 0.0)]) {
        let (x, right) = (plot.x(from), plot.x(to));
        let frame = Frame { x, w: right - x, ..plot.frame };
        pieces.push(TimedPlace::of(frame, Span::new(from + left_out_s, to + left_out_s)));
        (from, left_out_s) = (to, left_out_s + more_s);
    }
    pieces
}

/// The times of a panel of a run: those of each half that is laid over the other, or of the run.
fn parts(panel: &Panel, frame: Frame, row: &OverlayRow) -> Vec<TimedPlace> {
    let starts = row.starts_s.iter().take(panel.lines.len());
    starts.map(|start_s| TimedPlace::of(frame, Span::new(*start_s, start_s + panel.length_s))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::synthetic::six_by_400;
    use crate::stats::Range;

    #[test]
    fn a_cursor_knows_the_time_that_was_left_out() {
        let frame = Frame::new(100.0, 0.0, 200.0, 50.0);
        let plot = Plot { frame, times: Range::new(0.0, 200.0), values: Range::new(0.0, 1.0) };
        let places = pieces(&plot, &[(50.0, 600.0)]);
        let at = |place: &TimedPlace| (place.x, place.w, place.from, place.to);
        assert_eq!(places.iter().map(at).collect::<Vec<_>>(), [(100.0, 50.0, 0.0, 50.0), (150.0, 150.0, 650.0, 800.0)]);
    }

    #[test]
    fn the_cursor_tells_the_cadence_too() {
        assert!(six_by_400().figure().trace.cadence.is_some_and(|cadence| cadence.values.len() > 1000));
        assert!(six_by_400().without_sensors().figure().trace.cadence.is_none());
    }
}
