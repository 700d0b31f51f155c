//! Where a report has time from left to right, for a cursor through all its rows.

use super::axes::Plot;
use super::canvas::Frame;
use super::{bars, overlays, trace};
use crate::report::figure::Figure;
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
    fn of(frame: Frame, times: (f64, f64)) -> Self {
        Self { x: frame.x, y: frame.y, w: frame.w, h: frame.h, from: times.0, to: times.1 }
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
    let whole = (figure.trace.span.start_s, figure.trace.span.end_s);
    let work = bars::timed(&figure.bars).map(|Plot { frame, times, .. }| TimedPlace::of(frame, times));
    let overlays = &figure.overlays;
    let panels = overlays.panels.iter().zip(overlays::frames()).filter(|_| overlays.is_reps);
    Cursors {
        run: work.into_iter().chain([TimedPlace::of(trace::whole_frame(), whole)]).collect(),
        reps: panels.map(|(panel, frame)| TimedPlace::of(frame, (0.0, panel.length_s))).collect(),
    }
}
