//! Where the bars of row A stand.

use super::axes::Plot;
use super::canvas::Frame;
use super::edges::{PLOT_LEFT, PLOT_WIDTH};
use crate::model::Span;
use crate::report::figure::{Bar, BarRow};
use crate::stats::Range;

/// The plot of reps, which has recoveries below.
pub(super) const FRAME: Frame = Frame::new(PLOT_LEFT, 308.0, PLOT_WIDTH, 224.0);
/// The plot of kilometre splits, which has no recoveries below.
pub(super) const SPLIT_FRAME: Frame = Frame::new(PLOT_LEFT, 308.0, PLOT_WIDTH, 262.0);
/// Height of a bar's cap, px.
pub(super) const CAP: f64 = 5.0;
/// Room at both ends of the plot, px.
const MARGIN: f64 = 8.0;
/// Widest bar where there are only two, px.
const WIDEST_OF_TWO: f64 = 220.0;

/// The places of the bars. Two bars are kept narrow: time beside them has room, so that all that has time keeps its
/// place.
pub(super) struct BarLayout {
    pub(super) plot: Plot,
}

impl BarLayout {
    pub(super) fn of(row: &BarRow) -> Self {
        let frame = if row.is_reps { FRAME } else { SPLIT_FRAME };
        let inner = frame.w - if row.is_reps { 2.0 * MARGIN } else { 0.0 };
        let per_px = (row.span.length_s() / inner).max(if row.is_reps { pair_scale(row) } else { 0.0 });
        let margin = (per_px * frame.w - row.span.length_s()) / 2.0;
        let times = Range::new(row.span.start_s - margin, row.span.end_s + margin);
        Self { plot: Plot { frame, times, values: row.range.unwrap_or(Range::new(0.0, 1.0)) } }
    }

    /// Left edge and width of a bar, px.
    pub(super) fn bar(&self, span: Span) -> (f64, f64) {
        let (left, right) = (self.plot.x_inside(span.start_s), self.plot.x_inside(span.end_s));
        (left, (right - left).max(1.0))
    }
}

/// Seconds a pixel at which the longer of two bars is not too wide; 0 for more bars.
fn pair_scale(row: &BarRow) -> f64 {
    let longest = row.bars.iter().map(|bar| bar.span.length_s()).fold(0.0, f64::max);
    if row.bars.len() == 2 { longest / WIDEST_OF_TWO } else { 0.0 }
}

/// The top of a bar, px: half of the plot where its speed is not known.
pub(super) fn height(bar: &Bar, plot: &Plot) -> f64 {
    let top = if bar.speed_mps.is_finite() { plot.y_inside(bar.speed_mps) } else { plot.frame.y + plot.frame.h * 0.45 };
    top.min(plot.frame.bottom() - CAP)
}

/// Whether the speed of a bar is not known, or known of too little of it.
pub(super) fn is_doubtful(bar: &Bar) -> bool {
    bar.is_patchy || !bar.speed_mps.is_finite()
}

/// Left edges and widths of the parts of a bar, px: a bar has gaps where the timer stood. Parts too narrow to be seen
/// are left out.
pub(super) fn parts(bar: &Bar, layout: &BarLayout) -> Vec<(f64, f64)> {
    if bar.parts.len() < 2 {
        return vec![layout.bar(bar.span)];
    }
    bar.parts.iter().map(|part| layout.bar(*part)).collect()
}

/// The widest part of a bar, px: its words stand there.
pub(super) fn widest(bar: &Bar, layout: &BarLayout) -> (f64, f64) {
    let wider = |a: &(f64, f64), b: &(f64, f64)| a.1.total_cmp(&b.1);
    parts(bar, layout).into_iter().max_by(wider).unwrap_or_else(|| layout.bar(bar.span))
}
