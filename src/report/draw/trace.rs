//! Row B: the cut strip with device laps, speed and heart rate over the whole activity.

use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

use super::axes::{self, Plot};
use super::canvas::{Align, Canvas, Frame};
use super::edges::{COLUMN_RIGHT, PLOT_LEFT, PLOT_WIDTH};
use super::palette::{
    COOLDOWN, GRID, HEART, INK, LAST, LAST_FILL, LEGEND, LEGEND_BOLD, PAGE, RECOVERY, SECOND, STRIDE, TICK, TRACE,
    WARMUP, WORK, WORK_FILL, tint,
};
use crate::report::figure::{Band, Lane, TraceRow};
use crate::segment::SegmentKind;
use crate::stats::Range;

const HEAD_Y: f64 = 636.0;
const TICK_TOP: f64 = 653.0;
const STRIP: Frame = Frame::new(PLOT_LEFT, 660.0, PLOT_WIDTH, 28.0);
/// Height of the strip of the cut where the strip of the speed stands below it, px.
const LOW_STRIP: f64 = 18.0;
/// The strip of the work that the speed alone shows.
const SIGNAL: Frame = Frame::new(PLOT_LEFT, 681.0, PLOT_WIDTH, 11.0);
const SPEED: Frame = Frame::new(PLOT_LEFT, 700.0, PLOT_WIDTH, 88.0);
const HEART_LANE: Frame = Frame::new(PLOT_LEFT, 798.0, PLOT_WIDTH, 70.0);
const TIME_BASELINE: f64 = 888.0;
/// The values of a strip, which fills its frame.
const WHOLE: Range = Range::new(0.0, 1.0);
/// Room on each side of the length of a pause, px.
const PAD: f64 = 4.0;
/// Strength of the tints behind the lanes.
const TINT: f64 = 0.22;

/// The strip of the cut and the lanes below it as one frame.
#[cfg(feature = "page")]
pub(super) fn whole_frame() -> Frame {
    Frame { h: HEART_LANE.bottom() - STRIP.y, ..STRIP }
}

pub(super) fn draw<B: DrawingBackend>(row: &TraceRow, canvas: &Canvas<'_, B>) {
    let free = legend(row, canvas);
    axes::heading(HEAD_Y, "Whole run", &row.note, free - 16.0, canvas);
    let times = Range::new(row.span.start_s, row.span.end_s);
    let has_signal = !(row.signal.is_empty() && row.rings.is_empty());
    let frame = if has_signal { Frame { h: LOW_STRIP, ..STRIP } } else { STRIP };
    strip(row, &Plot { frame, times, values: WHOLE }, canvas);
    lane(row, &row.speed, Plot { frame: SPEED, times, values: row.speed.range }, (TRACE, WORK), canvas);
    lane(row, &row.heart, Plot { frame: HEART_LANE, times, values: row.heart.range }, (HEART, HEART), canvas);
    let plot = Plot { frame: HEART_LANE, times, values: row.heart.range };
    plot.time_labels(&row.time_ticks, row.span.start_s, TIME_BASELINE, canvas);
    if row.speed.series.is_ok() {
        lengths(row, &Plot { frame: SPEED, ..plot }, canvas);
    }
    if has_signal {
        signal(row, &Plot { frame: SIGNAL, times, values: WHOLE }, canvas);
    }
}

/// Draws the work that the speed alone shows, with a ring at each recorded edge that the speed does not confirm.
fn signal<B: DrawingBackend>(row: &TraceRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    canvas.text((SIGNAL.x - 10.0, SIGNAL.bottom() - 0.5), Align::Right, "signal", TICK, SECOND);
    for &(span, is_last) in &row.signal {
        let (left, right) = (plot.x_inside(span.start_s), plot.x_inside(span.end_s));
        let color = tint(if is_last { LAST } else { WORK }, 0.8);
        canvas.fill(Frame::new(left, SIGNAL.y, (right - left).max(1.0), SIGNAL.h), color);
    }
    for &edge in &row.rings {
        canvas.ring((plot.x_inside(edge).max(SIGNAL.x + 1.0), SIGNAL.y + SIGNAL.h / 2.0), 7.5, 1.8, LAST);
    }
}

fn legend<B: DrawingBackend>(row: &TraceRow, canvas: &Canvas<'_, B>) -> f64 {
    if row.holes.is_empty() && row.pauses.is_empty() {
        return COLUMN_RIGHT;
    }
    canvas.text((COLUMN_RIGHT, HEAD_Y), Align::Right, "no data", LEGEND, INK);
    let right = COLUMN_RIGHT - canvas.width("no data", LEGEND) - 8.0;
    canvas.hatch(Frame::new(right - 30.0, HEAD_Y - 12.0, 30.0, 14.0));
    right - 30.0
}

/// Draws the lengths of the pauses that have room for them.
fn lengths<B: DrawingBackend>(row: &TraceRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    let (frame, middle_y) = (plot.frame, plot.frame.y + plot.frame.h / 2.0);
    for (pause, length) in &row.pauses {
        let (left, right) = (plot.x_inside(pause.start_s), plot.x_inside(pause.end_s));
        let (width, middle) = (canvas.width(length, TICK), f64::midpoint(left, right));
        if width + 2.0 * PAD <= right - left && left >= frame.x {
            canvas.fill(Frame::new(middle - width / 2.0 - PAD, middle_y - 11.0, width + 2.0 * PAD, 20.0), PAGE);
            canvas.text((middle, middle_y + 4.5), Align::Middle, length, TICK, SECOND);
        }
    }
}

fn strip<B: DrawingBackend>(row: &TraceRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    let frame = plot.frame;
    let baseline = frame.y + frame.h / 2.0 + 5.0;
    canvas.text((frame.x - 8.0, baseline), Align::Right, "used", TICK, SECOND);
    canvas.fill(frame, GRID);
    for band in &row.bands {
        let (left, right) = (plot.x_inside(band.span.start_s), plot.x_inside(band.span.end_s));
        canvas.fill(Frame::new(left, frame.y, (right - left).max(1.0), frame.h), strong(band));
        let fits = |name: &&String| canvas.width(name, LEGEND) + 12.0 <= right - left;
        if let Some(name) = band.names.iter().find(fits) {
            canvas.text((f64::midpoint(left, right), baseline), Align::Middle, name, LEGEND, INK);
        }
    }
    for lap in &row.laps {
        if plot.times.contains(*lap) {
            let x = plot.x(*lap).min(frame.right() - 1.5);
            canvas.fill(Frame::new(x, TICK_TOP, 1.5, frame.y - TICK_TOP), INK);
        }
    }
}

fn strong(band: &Band) -> RGBAColor {
    match band.kind {
        SegmentKind::Warmup => WARMUP,
        SegmentKind::Cooldown => COOLDOWN,
        SegmentKind::Work if band.is_last => LAST,
        SegmentKind::Work => WORK,
        SegmentKind::Recovery => RECOVERY,
        SegmentKind::Stride => STRIDE,
        SegmentKind::Other => GRID,
    }
}

fn pale(band: &Band) -> Option<RGBAColor> {
    match band.kind {
        SegmentKind::Warmup => Some(tint(WARMUP, TINT)),
        SegmentKind::Cooldown => Some(tint(COOLDOWN, TINT)),
        SegmentKind::Work if band.is_last => Some(tint(LAST_FILL, 0.8)),
        SegmentKind::Work | SegmentKind::Stride => Some(tint(WORK_FILL, 0.75)),
        SegmentKind::Recovery | SegmentKind::Other => None,
    }
}

fn lane<B: DrawingBackend>(
    row: &TraceRow,
    lane: &Lane,
    plot: Plot,
    (line, label): (RGBAColor, RGBAColor),
    canvas: &Canvas<'_, B>,
) {
    let frame = plot.frame;
    canvas.text((frame.right() + 8.0, frame.y + 14.0), Align::Left, lane.name, LEGEND_BOLD, label);
    let series = match &lane.series {
        Ok(series) => series,
        Err(reason) => return axes::empty(frame, reason, canvas),
    };
    canvas.text((frame.right() + 8.0, frame.y + 31.0), Align::Left, &lane.unit, TICK, SECOND);
    for band in &row.bands {
        if let Some(color) = pale(band) {
            let (left, right) = (plot.x_inside(band.span.start_s), plot.x_inside(band.span.end_s));
            canvas.fill(Frame::new(left, frame.y, (right - left).max(1.0), frame.h), color);
        }
    }
    plot.grid(&lane.ticks, canvas);
    plot.labels(&lane.ticks, Align::Right, canvas);
    for gap in row.holes.iter().chain(row.pauses.iter().map(|pause| &pause.0)) {
        let (left, right) = (plot.x_inside(gap.start_s), plot.x_inside(gap.end_s));
        if right - left >= 2.0 {
            canvas.hatch(Frame::new(left, frame.y, right - left, frame.h));
        }
    }
    plot.trace(series, 1.8, line, canvas);
    plot.foot(canvas);
}
