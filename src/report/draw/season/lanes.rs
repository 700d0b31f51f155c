//! The lanes: a column a session with its reps in order, the median, the advised speed, the answer on top.

use super::frame::{Layout, STRIP, head};
use crate::report::draw::advice::mark;
use crate::report::draw::axes::{Plot, empty};
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::palette::{
    INK, LAST, LEGEND_BOLD, PANEL, SECOND, TARGET, TARGET_EDGE, TICK, WORK, of_decision, tint,
};
use crate::report::season::{LaneSession, SeasonFigure, SeasonLane};
use crate::stats::Range;
use plotters_backend::DrawingBackend;

/// Width of a session's column: for each rep, and its limits, px.
const PER_REP: f64 = 4.6;
const COLUMN: Range = Range::new(7.0, 52.0);
/// Least distance of two columns, px.
const PITCH: f64 = 17.0;
/// Room in a column beside the first and the last rep, px.
const PAD: f64 = 5.0;
/// Between two columns, px.
const BETWEEN: f64 = 3.0;
/// Radius of a rep, from the narrowest to the widest step, px.
const DOT: Range = Range::new(1.7, 4.0);
/// Radius of a mark, px.
const MARK: Range = Range::new(3.0, 6.0);

pub(super) fn draw<B: DrawingBackend>(figure: &SeasonFigure, layout: &Layout, canvas: &Canvas<'_, B>) {
    if figure.lanes.is_empty() {
        head("Reps", &[], layout.lanes[0], canvas);
        empty(layout.lanes[0], &figure.no_lane, canvas);
    }
    for (lane, frame) in figure.lanes.iter().zip(&layout.lanes) {
        head(&lane.name, &lane.notes, *frame, canvas);
        let inner = Frame::new(frame.x, frame.y + STRIP, frame.w, frame.h - STRIP);
        draw_lane(lane, &layout.plot(inner, lane.range), canvas);
    }
}

fn draw_lane<B: DrawingBackend>(lane: &SeasonLane, plot: &Plot, canvas: &Canvas<'_, B>) {
    let columns = columns(lane, plot);
    for column in &columns {
        canvas.fill(Frame { y: plot.frame.y, h: plot.frame.h, ..*column }, PANEL);
    }
    plot.grid(&lane.ticks, canvas);
    plot.labels(&lane.ticks, Align::Right, canvas);
    for (session, column) in lane.sessions.iter().zip(&columns) {
        advised(session, *column, plot, canvas);
    }
    links(lane, &columns, plot, canvas);
    for (session, column) in lane.sessions.iter().zip(&columns) {
        reps(session, *column, plot, canvas);
    }
    strip(lane, &columns, plot, canvas);
    let y = plot.y_inside(lane.latest_mps).clamp(plot.frame.y + 12.0, plot.frame.bottom() - 8.0);
    let x = plot.frame.right() + 10.0;
    canvas.text((x, y), Align::Left, &lane.latest, LEGEND_BOLD, INK);
    canvas.text((x, y + 17.0), Align::Left, "median", TICK, SECOND);
}

/// The column of each session: as wide as its reps need and its neighbours allow.
fn columns(lane: &SeasonLane, plot: &Plot) -> Vec<Frame> {
    let middles = apart(lane.sessions.iter().map(|session| plot.x(session.day)).collect(), plot.frame);
    let free = |index: usize| {
        let before = index.checked_sub(1).map_or(f64::INFINITY, |before| middles[index] - middles[before]);
        let after = middles.get(index + 1).map_or(f64::INFINITY, |after| after - middles[index]);
        before.min(after)
    };
    let of = |(index, session): (usize, &LaneSession)| {
        let wanted = 2.0 * PAD + PER_REP * session.speeds_mps.len() as f64;
        let w = wanted.clamp(COLUMN.low * 3.0, COLUMN.high).min(free(index) - BETWEEN).max(COLUMN.low);
        let left = (middles[index] - w / 2.0).clamp(plot.frame.x, plot.frame.right() - w);
        Frame::new(left, plot.frame.y, w, plot.frame.h)
    };
    lane.sessions.iter().enumerate().map(of).collect()
}

/// The middles of columns, moved as little as keeps two of one day apart.
fn apart(mut middles: Vec<f64>, frame: Frame) -> Vec<f64> {
    let pitch = PITCH.min(frame.w / (middles.len() + 1) as f64);
    for index in 1..middles.len() {
        middles[index] = middles[index].max(middles[index - 1] + pitch);
    }
    let mut most = frame.right() - pitch / 2.0;
    for middle in middles.iter_mut().rev() {
        *middle = middle.min(most);
        most = *middle - pitch;
    }
    middles
}

/// The speed that was advised for it.
fn advised<B: DrawingBackend>(session: &LaneSession, column: Frame, plot: &Plot, canvas: &Canvas<'_, B>) {
    let Some(Range { low: slow, high: fast }) = session.advised_mps else { return };
    let (top, bottom) = (plot.y_inside(fast), plot.y_inside(slow));
    let band = Frame::new(column.x, top, column.w, (bottom - top).max(3.0));
    canvas.fill(band, TARGET);
    canvas.edge(band, 1.0, TARGET_EDGE);
}

/// Dotted lines from median to median.
fn links<B: DrawingBackend>(lane: &SeasonLane, columns: &[Frame], plot: &Plot, canvas: &Canvas<'_, B>) {
    for (pair, frames) in lane.sessions.windows(2).zip(columns.windows(2)) {
        let from = (frames[0].right(), plot.y(pair[0].median_mps));
        let to = (frames[1].x, plot.y(pair[1].median_mps));
        if to.0 > from.0 {
            canvas.dashes(&[from, to], 1.0, INK, (2.5, 2.5));
        }
    }
}

fn reps<B: DrawingBackend>(session: &LaneSession, column: Frame, plot: &Plot, canvas: &Canvas<'_, B>) {
    let count = session.speeds_mps.len();
    let pad = PAD.min(0.25 * column.w);
    let step = if count > 1 { (column.w - 2.0 * pad) / (count - 1) as f64 } else { 0.0 };
    let first = if count > 1 { column.x + pad } else { column.middle() };
    let known = session.speeds_mps.iter().enumerate().filter(|(_, speed)| speed.is_finite());
    let points: Vec<(f64, f64)> =
        known.map(|(index, &speed)| (first + step * index as f64, plot.y_inside(speed))).collect();
    canvas.line(&points, 1.0, tint(WORK, 0.6));
    let y = plot.y(session.median_mps);
    canvas.line(&[(column.x, y), (column.right(), y)], 2.2, INK);
    let radius = if count > 1 { (0.75 * step).clamp(DOT.low, DOT.high) } else { DOT.high };
    let Some((last, earlier)) = points.split_last() else { return };
    for &point in earlier {
        canvas.disc(point, radius, WORK);
    }
    canvas.diamond(*last, radius + 1.6, LAST);
}

/// Marks and counts on top; a count without room is left out.
fn strip<B: DrawingBackend>(lane: &SeasonLane, columns: &[Frame], plot: &Plot, canvas: &Canvas<'_, B>) {
    let baseline = plot.frame.y - 6.0;
    let mut free = f64::NEG_INFINITY;
    for (index, (session, column)) in lane.sessions.iter().zip(columns).enumerate() {
        let next = columns.get(index + 1).map_or(plot.frame.right() + 30.0, |next| next.middle() - 12.0);
        let radius = (0.42 * column.w).clamp(MARK.low, MARK.high);
        let has_mark = session.decision.is_some();
        let for_mark = if has_mark { 2.0 * radius + 4.0 } else { 0.0 };
        let text = canvas.width(&session.count, TICK);
        let left = column.middle() - f64::midpoint(for_mark, text);
        let has_count = left >= free && left + for_mark + text <= next.max(column.right());
        let at = if has_count { left + radius } else { column.middle() };
        if has_mark {
            mark(session.decision, (at, baseline - 5.0), radius, of_decision(session.decision), canvas);
        }
        if has_count {
            canvas.text((left + for_mark, baseline), Align::Left, &session.count, TICK, INK);
            free = left + for_mark + text + 4.0;
        } else {
            free = column.middle() + radius + 3.0;
        }
    }
}
