//! A plot: the places of times and values, the grid, the tick labels, the lines.

use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

use super::canvas::{Align, Canvas, Frame};
use super::edges;
use super::lines;
use super::palette::{EDGE, GRID, SECOND, TICK};
use crate::report::figure::{Series, Tick};
use crate::stats::Range;

/// From the baseline of a tick label to the middle of its figures, px.
const HALF_FIGURE: f64 = 4.8;
/// Least distance of two tick labels, one above the other, px.
const LABEL_STEP: f64 = 15.0;

/// A frame with a scale of times and a scale of values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    pub(super) frame: Frame,
    /// Times at the left and right edge: seconds, days, or columns.
    pub(super) times: Range,
    /// Values at the bottom and top edge.
    pub(super) values: Range,
}

impl Plot {
    pub(super) fn x(&self, time: f64) -> f64 {
        let Range { low: from, high: to } = self.times;
        let share = if to > from { (time - from) / (to - from) } else { 0.0 };
        self.frame.x + self.frame.w * share
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        let Range { low, high } = self.values;
        let share = if high > low { (value - low) / (high - low) } else { 0.0 };
        self.frame.bottom() - self.frame.h * share
    }

    /// The place of a time, kept inside the frame.
    pub(super) fn x_inside(&self, time: f64) -> f64 {
        self.x(time).clamp(self.frame.x, self.frame.right())
    }

    /// The place of a value, kept inside the frame.
    pub(super) fn y_inside(&self, value: f64) -> f64 {
        self.y(value).clamp(self.frame.y, self.frame.bottom())
    }

    /// Grid lines at ticks and a firmer line at the foot.
    pub(super) fn grid<B: DrawingBackend>(&self, ticks: &[Tick], canvas: &Canvas<'_, B>) {
        for tick in self.visible(ticks) {
            canvas.level(self.frame.x, self.frame.right(), self.y(tick.at), GRID);
        }
        self.foot(canvas);
    }

    /// The line at the foot.
    pub(super) fn foot<B: DrawingBackend>(&self, canvas: &Canvas<'_, B>) {
        canvas.level(self.frame.x, self.frame.right(), self.frame.bottom(), EDGE);
    }

    /// Labels at the left or right of ticks. A label that would touch the label before it is left out.
    pub(super) fn labels<B: DrawingBackend>(&self, ticks: &[Tick], align: Align, canvas: &Canvas<'_, B>) {
        let x = if align == Align::Right { self.frame.x - 8.0 } else { self.frame.right() + 8.0 };
        let mut before: Option<f64> = None;
        for tick in self.visible(ticks) {
            let y = self.y(tick.at);
            if before.is_none_or(|before| (before - y).abs() >= LABEL_STEP) {
                canvas.text((x, y + HALF_FIGURE), align, &tick.label, TICK, SECOND);
                before = Some(y);
            }
        }
    }

    /// Labels below the plot, of times counted from `origin`. A label that would touch the label before it, or leave
    /// the page, is left out.
    pub(super) fn time_labels<B: DrawingBackend>(
        &self,
        ticks: &[Tick],
        origin: f64,
        baseline: f64,
        canvas: &Canvas<'_, B>,
    ) {
        let mut free = f64::NEG_INFINITY;
        for tick in ticks {
            let x = self.x(origin + tick.at);
            let half = canvas.width(&tick.label, TICK) / 2.0;
            if x - half < free || x > self.frame.right() + 1.0 {
                continue;
            }
            canvas.upright(x, baseline - 16.0, baseline - 12.0, EDGE);
            canvas.text((x, baseline), Align::Middle, &tick.label, TICK, SECOND);
            free = x + half + 8.0;
        }
    }

    fn visible<'t>(&self, ticks: &'t [Tick]) -> impl Iterator<Item = &'t Tick> + use<'t> {
        let values = self.values;
        ticks.iter().filter(move |tick| values.contains(tick.at))
    }

    /// The stretches of a series without a gap, px, cut to the frame and thinned.
    pub(super) fn runs(&self, series: &Series) -> Vec<Vec<(f64, f64)>> {
        let mut all = Vec::new();
        for run in series.runs() {
            let inside = run.iter().filter(|point| self.times.contains(point.0));
            let path: Vec<(f64, f64)> = inside.map(|&(time, value)| (self.x(time), self.y(value))).collect();
            all.extend(lines::clip_level(&lines::decimate(&path), self.frame.y, self.frame.bottom()));
        }
        all
    }

    /// Draws a series.
    pub(super) fn trace<B: DrawingBackend>(
        &self,
        series: &Series,
        width: f64,
        color: RGBAColor,
        canvas: &Canvas<'_, B>,
    ) {
        for run in self.runs(series) {
            canvas.line(&run, width, color);
        }
    }
}

/// A panel with a sentence instead of a plot.
pub(super) fn empty<B: DrawingBackend>(frame: Frame, sentence: &str, canvas: &Canvas<'_, B>) {
    canvas.fill(frame, super::palette::PANEL);
    let text = canvas.fit(sentence, super::palette::LEGEND, frame.w - 16.0);
    canvas.text((frame.middle(), frame.y + frame.h / 2.0 + 5.0), Align::Middle, &text, super::palette::LEGEND, SECOND);
}

/// Draws the heading of a row with its note. Returns the right end, px.
pub(super) fn heading<B: DrawingBackend>(baseline: f64, head: &str, note: &str, right: f64, canvas: &Canvas<'_, B>) {
    use super::palette::{HEAD, INK, LEGEND};
    canvas.text((edges::LEFT, baseline), Align::Left, head, HEAD, INK);
    let x = edges::LEFT + canvas.width(head, HEAD) + 12.0;
    let note = fitting_note(note, right - x, canvas);
    canvas.text((x, baseline), Align::Left, &note, LEGEND, SECOND);
}

/// The first parts of a note, as many as have room.
fn fitting_note<B: DrawingBackend>(note: &str, room: f64, canvas: &Canvas<'_, B>) -> String {
    let mut kept = String::new();
    for part in note.split("; ") {
        let longer = if kept.is_empty() { part.to_owned() } else { format!("{kept}; {part}") };
        if canvas.width(&longer, super::palette::LEGEND) > room {
            break;
        }
        kept = longer;
    }
    kept
}
