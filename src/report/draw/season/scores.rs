//! Evenness and last rep: a mark a session with its 80 % interval, the good values in yellow.

use super::frame::{Layout, head};
use crate::report::draw::axes::Plot;
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::palette::{INK, INTERVAL, LEGEND, PAGE, SECOND, TARGET, WORK};
use crate::report::season::{PointMark, ScorePoint, ScoreRow, ScoreValue, SeasonFigure};
use crate::stats::Range;
use plotters_backend::DrawingBackend;

/// Radius of a mark, px; smaller where there are many sessions.
const MARK: f64 = 5.0;
const SMALL_MARK: f64 = 3.0;
/// Sessions from which marks are small.
const MANY: usize = 40;
/// Room for the name of a mark, and between its lines, px.
const NAME_ROOM: f64 = 56.0;
const NAME_LINE: f64 = 16.0;
/// Half the width of an interval's foot, px.
const FOOT: f64 = 5.0;

pub(super) fn draw<B: DrawingBackend>(figure: &SeasonFigure, layout: &Layout, canvas: &Canvas<'_, B>) {
    for (row, frame) in figure.scores.iter().zip(layout.scores).filter(|(row, _)| !row.points.is_empty()) {
        head(row.head, &row.notes, frame, canvas);
        draw_row(row, &layout.plot(frame, row.range), canvas);
    }
    let frame = layout.scores[0];
    let x = frame.right() + 16.0;
    let mut y = frame.y + 12.0;
    for (mark, name) in &figure.marks {
        draw_mark(*mark, (x, y), MARK, canvas);
        let lines = canvas.wrap(name, LEGEND, NAME_ROOM);
        for (at, line) in lines.iter().enumerate() {
            canvas.text((x + 11.0, y + 5.0 + NAME_LINE * at as f64), Align::Left, line, LEGEND, INK);
        }
        y += 21.0 + NAME_LINE * lines.len().saturating_sub(1) as f64;
    }
}

fn draw_row<B: DrawingBackend>(row: &ScoreRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    let (top, bottom) = (plot.y_inside(row.gate.high), plot.y_inside(row.gate.low));
    canvas.fill(Frame::new(plot.frame.x, top, plot.frame.w, bottom - top), TARGET);
    plot.grid(&row.ticks, canvas);
    plot.labels(&row.ticks, Align::Right, canvas);
    let radius = if row.points.len() > MANY { SMALL_MARK } else { MARK };
    for point in &row.points {
        draw_interval(point, plot, canvas);
    }
    for point in &row.points {
        let x = plot.x(point.day);
        match point.value {
            ScoreValue::Known(value, _) => draw_value(point.mark, (x, value), radius, plot, canvas),
            ScoreValue::AtMost(_) => {}
            ScoreValue::Absent => {
                let y = plot.frame.bottom() - 5.0;
                canvas.line(&[(x - FOOT, y), (x + FOOT, y)], 1.6, SECOND);
            }
        }
    }
}

/// The interval; one that leaves the scale ends in an arrowhead. What the noise hides is a bar with a foot: at most this.
fn draw_interval<B: DrawingBackend>(point: &ScorePoint, plot: &Plot, canvas: &Canvas<'_, B>) {
    let x = plot.x(point.day);
    let Range { low, high } = match point.value {
        ScoreValue::Known(_, Some(ends)) => ends,
        ScoreValue::AtMost(most) => Range::new(most, 0.0),
        ScoreValue::Known(_, None) | ScoreValue::Absent => return,
    };
    let (top, bottom) = (plot.y_inside(high), plot.y_inside(low));
    canvas.fill(Frame::new(x - 1.4, top, 2.8, bottom - top), INTERVAL);
    if matches!(point.value, ScoreValue::AtMost(_)) && low >= plot.values.low {
        canvas.fill(Frame::new(x - FOOT, bottom - 1.4, 2.0 * FOOT, 2.8), INTERVAL);
    }
    for (is_out, y, sign) in [(high > plot.values.high, top, -1.0), (low < plot.values.low, bottom, 1.0)] {
        if is_out {
            let foot = y - 6.0 * sign;
            canvas.polygon(&[(x, y), (x - 4.0, foot), (x + 4.0, foot)], INTERVAL);
        }
    }
}

/// A value; one that leaves the scale stands at its end with an arrowhead behind it.
fn draw_value<B: DrawingBackend>(mark: PointMark, (x, value): (f64, f64), r: f64, plot: &Plot, canvas: &Canvas<'_, B>) {
    let (edge, sign) = if value < plot.values.low { (plot.frame.bottom(), 1.0) } else { (plot.frame.y, -1.0) };
    if plot.values.contains(value) {
        return draw_mark(mark, (x, plot.y(value)), r, canvas);
    }
    canvas.polygon(&[(x, edge), (x - 4.5, edge - 7.0 * sign), (x + 4.5, edge - 7.0 * sign)], INK);
    draw_mark(mark, (x, edge - (10.0 + r) * sign), r, canvas);
}

fn draw_mark<B: DrawingBackend>(mark: PointMark, (x, y): (f64, f64), r: f64, canvas: &Canvas<'_, B>) {
    canvas.disc((x, y), r + 1.5, PAGE);
    match mark {
        PointMark::First => canvas.disc((x, y), r, WORK),
        PointMark::Second => canvas.ring((x, y), r - 0.8, 2.0, WORK),
        PointMark::Third => {
            canvas.line(&[(x - r + 0.5, y - r + 0.5), (x + r - 0.5, y + r - 0.5)], 2.2, INK);
            canvas.line(&[(x - r + 0.5, y + r - 0.5), (x + r - 0.5, y - r + 0.5)], 2.2, INK);
        }
        PointMark::Other => {
            let side = 2.0 * r - 1.0;
            canvas.edge(Frame::new(x - side / 2.0, y - side / 2.0, side, side), 1.6, SECOND);
        }
    }
}
