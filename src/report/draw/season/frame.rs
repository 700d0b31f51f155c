//! Where the rows of a season stand, and what they share: the days, the months, the texts at the left.

use crate::report::draw::axes::Plot;
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::edges::LEFT;
use crate::report::draw::palette::{EDGE, HEAD, INK, LEGEND, LEGEND_BOLD, SECOND};
use crate::report::season::SeasonFigure;
use crate::stats::Range;
use plotters_backend::DrawingBackend;

/// Left edge and width of the plots, px.
const PLOT_LEFT: f64 = 208.0;
const PLOT_WIDTH: f64 = 916.0;
/// Top of the first lane and foot of the weeks, px.
const TOP: f64 = 118.0;
const FOOT: f64 = 1062.0;
/// Height of the lanes all together, by their number, px.
const LANES: [f64; 4] = [96.0, 296.0, 396.0, 444.0];
/// Between two rows, px.
const GAP: f64 = 24.0;
/// Shares of the height that the lanes leave: evenness, last rep, events, weeks.
const SHARES: [f64; 4] = [0.24, 0.24, 0.19, 0.33];
/// The same where no session has a score.
const SHARES_WITHOUT_SCORES: [f64; 4] = [0.0, 0.0, 0.2, 0.8];
/// Strip above a lane for marks and counts, px.
pub(super) const STRIP: f64 = 22.0;
/// Between lines of notes, px.
const NOTE_LINE: f64 = 18.0;
/// Width of a note: the labels of the axis stand beside it, px.
const NOTE_ROOM: f64 = 122.0;

/// The frames of the rows, px.
pub(super) struct Layout {
    pub(super) lanes: Vec<Frame>,
    pub(super) scores: [Frame; 2],
    pub(super) events: Frame,
    pub(super) weeks: Frame,
    days: f64,
}

impl Layout {
    pub(super) fn of(figure: &SeasonFigure) -> Self {
        let count = figure.lanes.len();
        let all = LANES[count.min(LANES.len() - 1)];
        let each = (all - GAP * count.saturating_sub(1) as f64) / count.max(1) as f64;
        let lane = |index: usize| row(TOP + (each + GAP) * index as f64, each);
        let has_scores = figure.scores.iter().any(|row| !row.points.is_empty());
        let shares = if has_scores { SHARES } else { SHARES_WITHOUT_SCORES };
        let rows = shares.iter().filter(|share| **share > 0.0).count();
        let left = FOOT - TOP - all - GAP * rows as f64;
        let mut top = TOP + all + GAP;
        let [evenness, last, events, weeks] = shares.map(|share| {
            let frame = row(top, share * left);
            top = if share > 0.0 { frame.bottom() + GAP } else { top };
            frame
        });
        let lanes = (0..count.max(1)).map(lane).collect();
        Self { lanes, scores: [evenness, last], events, weeks, days: figure.days }
    }

    /// A plot over the days shown.
    pub(super) fn plot(&self, frame: Frame, values: Range) -> Plot {
        Plot { frame, times: Range::new(0.0, self.days), values }
    }
}

const fn row(top: f64, height: f64) -> Frame {
    Frame::new(PLOT_LEFT, top, PLOT_WIDTH, height)
}

/// The head of a row with its notes below, at the left; as many lines as there is room for.
pub(super) fn head<B: DrawingBackend>(head: &str, notes: &[String], frame: Frame, canvas: &Canvas<'_, B>) {
    canvas.text((LEFT, frame.y + 12.0), Align::Left, head, HEAD, INK);
    let lines = notes.iter().flat_map(|note| canvas.wrap(note, LEGEND, NOTE_ROOM));
    let room = ((frame.h - 14.0) / NOTE_LINE).floor().max(1.0) as usize;
    for (index, line) in lines.take(room).enumerate() {
        let baseline = frame.y + 31.0 + NOTE_LINE * index as f64;
        canvas.text((LEFT, baseline), Align::Left, &line, LEGEND, SECOND);
    }
}

/// Lines where months begin, and their names below the weeks; a name without room is left out, with its line.
pub(super) fn months<B: DrawingBackend>(figure: &SeasonFigure, layout: &Layout, canvas: &Canvas<'_, B>) {
    let plot = layout.plot(layout.weeks, Range::new(0.0, 1.0));
    let mut free = f64::NEG_INFINITY;
    for month in &figure.months {
        let x = plot.x(month.at);
        let width = canvas.width(&month.label, LEGEND_BOLD);
        if x < free || x + width > plot.frame.right() + 40.0 {
            continue;
        }
        canvas.upright(x, layout.lanes[0].y, layout.weeks.bottom(), EDGE);
        canvas.text((x + 4.0, layout.weeks.bottom() + 40.0), Align::Left, &month.label, LEGEND_BOLD, INK);
        free = x + width + 12.0;
    }
}
