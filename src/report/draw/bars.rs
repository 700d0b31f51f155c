//! Row A: bars of reps or kilometres, targets, fade, recoveries.

use plotters_backend::DrawingBackend;

use super::arrows;
use super::axes::{self, Plot};
use super::bar_layout::{BarLayout, CAP, SPLIT_FRAME, height, is_doubtful, parts, widest};
use super::bar_words;
use super::brackets;
use super::canvas::{Align, Canvas, Frame};
use super::edges::COLUMN_RIGHT;
use super::palette::{
    EDGE, GRID, INK, INTERVAL, LAST, LAST_FILL, LEGEND, PAGE, SECOND, TARGET, TARGET_EDGE, TICK, WORK, WORK_FILL,
};
use super::rests;
use crate::report::figure::{Bar, BarRow, Fade, TargetBand, Tick};

const HEAD_Y: f64 = 278.0;
const TIME_BASELINE: f64 = 598.0;
/// Room at the foot of the axis for slashes, px. The slashes show that the axis does not start at zero.
const SLASHES: f64 = 30.0;
/// From the top of the plot to the break in a bar that goes on above it, px.
const BREAK_Y: f64 = 24.0;

/// Where the bars have time from left to right; `None` without bars.
#[cfg(feature = "page")]
pub(super) fn timed(row: &BarRow) -> Option<Plot> {
    row.absent.is_empty().then(|| BarLayout::of(row).plot)
}

pub(super) fn draw<B: DrawingBackend>(row: &BarRow, canvas: &Canvas<'_, B>) {
    let free = legends(row, canvas);
    let layout = BarLayout::of(row);
    let drop = if rests::tells_drop(row, &layout.plot) { "; HR drop over 60\u{a0}s" } else { "" };
    axes::heading(HEAD_Y, &row.head, &format!("{}{drop}", row.note), free - 16.0, canvas);
    if !row.absent.is_empty() {
        axes::empty(SPLIT_FRAME, &row.absent, canvas);
        return;
    }
    axis(row, &layout.plot, canvas);
    let is_one = is_of_all(row);
    if is_one {
        band(row, &layout.plot, canvas);
    }
    bodies(row, &layout, canvas);
    if is_one {
        band_edges(row, &layout.plot, canvas);
    } else {
        boxes(row, &layout.plot, canvas);
    }
    fade(row.fade.as_ref(), &layout.plot, canvas);
    level_lines(row, &layout.plot, canvas);
    for bar in &row.bars {
        cap(bar, row, &layout, canvas);
    }
    bar_words::draw(row, &layout, canvas);
    brackets::draw(&row.groups, &layout.plot, canvas);
    layout.plot.foot(canvas);
    rests::draw(row, &layout.plot, canvas);
    layout.plot.time_labels(&row.time_ticks, row.span.start_s, TIME_BASELINE, canvas);
}

/// Whether one target holds for all bars.
fn is_of_all(row: &BarRow) -> bool {
    let ([target], Some(first), Some(last)) = (row.targets.as_slice(), row.bars.first(), row.bars.last()) else {
        return false;
    };
    target.span.start_s <= first.span.start_s && target.span.end_s >= last.span.end_s
}

fn axis<B: DrawingBackend>(row: &BarRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    if row.range.is_none() {
        return;
    }
    plot.grid(&row.left.1, canvas);
    let is_clear = |tick: &&Tick| plot.y(tick.at) < plot.frame.bottom() - SLASHES;
    let clear: Vec<Tick> = row.left.1.iter().filter(is_clear).cloned().collect();
    plot.labels(&clear, Align::Right, canvas);
    plot.labels(&row.right.1, Align::Left, canvas);
    canvas.text((plot.frame.x - 8.0, plot.frame.y - 6.0), Align::Right, &row.left.0, TICK, SECOND);
    canvas.text((plot.frame.right() + 8.0, plot.frame.y - 6.0), Align::Left, &row.right.0, TICK, SECOND);
    for step in [0.0, 5.0] {
        let (x, y) = (plot.frame.x - 9.0, plot.frame.bottom() - 9.0 - step);
        canvas.line(&[(x, y), (x + 11.0, y - 8.0)], 1.3, SECOND);
    }
}

fn bodies<B: DrawingBackend>(row: &BarRow, layout: &BarLayout, canvas: &Canvas<'_, B>) {
    for bar in &row.bars {
        let top = height(bar, &layout.plot);
        for (x, w) in parts(bar, layout) {
            let gap = if row.is_reps { 0.0 } else { 1.5_f64.min(w / 4.0) };
            let body = Frame::new(x + gap, top, w - 2.0 * gap, layout.plot.frame.bottom() - top);
            match bar {
                _ if !row.is_reps => canvas.fill(body, GRID),
                bar if is_doubtful(bar) => canvas.hatch(body),
                bar if bar.is_last => canvas.fill(body, LAST_FILL),
                _ => canvas.fill(body, WORK_FILL),
            }
        }
    }
}

fn cap<B: DrawingBackend>(bar: &Bar, row: &BarRow, layout: &BarLayout, canvas: &Canvas<'_, B>) {
    let top = height(bar, &layout.plot);
    let is_open = is_doubtful(bar) && row.is_reps;
    if let Some(direction) = arrows::off(bar.speed_mps, &layout.plot) {
        off_scale(bar, row, direction, layout, canvas);
        return;
    }
    for (x, w) in parts(bar, layout) {
        let (gap, color) = match bar {
            _ if !row.is_reps => (1.5_f64.min(w / 4.0), SECOND),
            bar if bar.is_last => (0.0, LAST),
            _ => (0.0, WORK),
        };
        if is_open {
            canvas.dashes(&[(x, top), (x + w, top)], 2.0, SECOND, (6.0, 4.0));
        } else {
            canvas.fill(Frame::new(x + gap, top, w - 2.0 * gap, CAP), color);
        }
    }
    if bar.is_last && row.is_reps && !is_open {
        let (x, w) = widest(bar, layout);
        canvas.diamond((x + w / 2.0, top + CAP / 2.0), 6.0, LAST);
    }
}

/// Draws the mark of a bar that ends off the scale: an arrowhead in place of a cap, and a break in a bar that goes on
/// above.
fn off_scale<B: DrawingBackend>(
    bar: &Bar,
    row: &BarRow,
    direction: arrows::Direction,
    layout: &BarLayout,
    canvas: &Canvas<'_, B>,
) {
    let color = match bar {
        bar if !row.is_reps || is_doubtful(bar) => SECOND,
        bar if bar.is_last => LAST,
        _ => WORK,
    };
    let ((x, w), frame) = (widest(bar, layout), layout.plot.frame);
    let is_up = direction == arrows::UP;
    let tip = if is_up { frame.y } else { frame.bottom() };
    if is_up {
        for y in [BREAK_Y, BREAK_Y + 7.0] {
            canvas.line(&[(x - 1.0, frame.y + y + 3.0), (x + w + 1.0, frame.y + y - 3.0)], 3.0, PAGE);
        }
    }
    arrows::draw((x + w / 2.0, tip), direction, (9.0, 8.0_f64.min(w / 2.0)), color, canvas);
}

/// Top and bottom of a target, px.
fn ends(target: &TargetBand, plot: &Plot) -> (f64, f64) {
    let (top, bottom) = (plot.y_inside(target.speed_mps.high), plot.y_inside(target.speed_mps.low));
    (top, bottom.max(top + 4.0))
}

/// Draws the one target of all bars, behind the bars, over the whole width.
fn band<B: DrawingBackend>(row: &BarRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    for target in &row.targets {
        let (top, bottom) = ends(target, plot);
        canvas.fill(Frame { y: top, h: bottom - top, ..plot.frame }, TARGET);
    }
}

/// Draws the edges of the one target of all bars, in front of the bars.
fn band_edges<B: DrawingBackend>(row: &BarRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    for (top, bottom) in row.targets.iter().map(|target| ends(target, plot)) {
        for y in [top, bottom] {
            canvas.dashes(&[(plot.frame.x, y), (plot.frame.right(), y)], 1.2, TARGET_EDGE, (2.0, 3.0));
        }
    }
}

/// Draws an outlined target for each set, in front of its bars.
fn boxes<B: DrawingBackend>(row: &BarRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    for target in &row.targets {
        let (top, bottom) = ends(target, plot);
        let left = (plot.x(target.span.start_s) - 6.0).max(plot.frame.x);
        let right = (plot.x(target.span.end_s) + 6.0).min(plot.frame.right());
        let frame = Frame::new(left, top, right - left, bottom - top);
        canvas.fill(frame, TARGET.into_mix(0.7));
        canvas.edge(frame, 1.2, TARGET_EDGE);
    }
}

/// A colour with an opacity.
trait IntoMix {
    fn into_mix(self, alpha: f64) -> Self;
}

impl IntoMix for plotters::style::RGBAColor {
    fn into_mix(self, alpha: f64) -> Self {
        Self(self.0, self.1, self.2, alpha)
    }
}

fn fade<B: DrawingBackend>(fade: Option<&Fade>, plot: &Plot, canvas: &Canvas<'_, B>) {
    let Some(fade) = fade else { return };
    let edge = |pick: fn(&(f64, f64, f64, f64)) -> f64| -> Vec<(f64, f64)> {
        fade.points.iter().map(|point| (plot.x(point.0), plot.y_inside(pick(point)))).collect()
    };
    let mut ribbon = edge(|point| point.3);
    ribbon.extend(edge(|point| point.2).into_iter().rev());
    canvas.polygon(&ribbon, INTERVAL.into_mix(0.2));
    canvas.dashes(&edge(|point| point.1), 2.2, INK, (8.0, 4.0));
}

/// Draws the median of the kilometres, or their medians before and after a turn.
fn level_lines<B: DrawingBackend>(row: &BarRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    for &(span, speed) in row.levels.iter().filter(|_| row.range.is_some()) {
        let y = plot.y_inside(speed);
        canvas.dashes(&[(plot.x_inside(span.start_s), y), (plot.x_inside(span.end_s), y)], 1.6, INK, (8.0, 4.0));
    }
    if let Some(&(_, speed)) = row.levels.last().filter(|_| row.range.is_some()) {
        let y = plot.y_inside(speed);
        canvas.text((plot.frame.right() + 8.0, y + 5.0), Align::Left, &row.level_name, TICK, INK);
    }
}

/// Draws the legends at the right of the heading. Returns their left edge, px.
fn legends<B: DrawingBackend>(row: &BarRow, canvas: &Canvas<'_, B>) -> f64 {
    let mut right = COLUMN_RIGHT;
    if let Some(fade) = &row.fade {
        canvas.text((right, HEAD_Y), Align::Right, &fade.label, LEGEND, INK);
        right -= canvas.width(&fade.label, LEGEND) + 8.0;
        let key = Frame::new(right - 30.0, HEAD_Y - 12.0, 30.0, 14.0);
        canvas.fill(key, EDGE.into_mix(0.5));
        canvas.dashes(&[(key.x, key.y + 7.0), (key.right(), key.y + 7.0)], 2.2, INK, (8.0, 4.0));
        right -= 30.0 + 20.0;
    }
    if !row.target_label.is_empty() {
        canvas.text((right, HEAD_Y), Align::Right, &row.target_label, LEGEND, INK);
        right -= canvas.width(&row.target_label, LEGEND) + 8.0;
        let key = Frame::new(right - 30.0, HEAD_Y - 12.0, 30.0, 14.0);
        canvas.fill(key, TARGET);
        canvas.edge(key, 1.0, TARGET_EDGE);
        right -= 30.0 + 20.0;
    }
    right
}
