//! Row A: bars of reps or kilometres, targets, fade, recoveries.

use plotters_backend::DrawingBackend;

use super::arrows;
use super::axes::{self, Plot};
use super::brackets;
use super::canvas::{Align, Canvas, Frame};
use super::edges::{COLUMN_RIGHT, PLOT_LEFT, PLOT_WIDTH};
use super::palette::{
    EDGE, GRID, INK, INTERVAL, LAST, LAST_FILL, LEGEND, PAGE, SECOND, SMALL_SPLIT, SPLIT, TARGET, TARGET_EDGE, TICK,
    Type, WORK, WORK_FILL,
};
use super::rests;
use crate::model::Span;
use crate::report::figure::{Bar, BarRow, Fade, TargetBand, Tick};
use crate::stats::Range;

const HEAD_Y: f64 = 278.0;
const FRAME: Frame = Frame::new(PLOT_LEFT, 308.0, PLOT_WIDTH, 224.0);
const TIME_BASELINE: f64 = 598.0;
/// Height of a bar's cap, px.
const CAP: f64 = 5.0;
/// Room at the foot of the axis for slashes, px. The slashes show that the axis does not start at zero.
const SLASHES: f64 = 30.0;
/// Room at both ends of the plot, px.
const MARGIN: f64 = 8.0;
/// Least width of a bar for an upright split with and without tenths, px.
const UPRIGHT: f64 = 18.0;
const UPRIGHT_SHORT: f64 = 13.5;
/// Least distance between the centres of bars for an upright split in bars of any width, px.
const UPRIGHT_PITCH: f64 = 20.0;
/// The last split of a run is the rest of its way where it is shorter than this share of every other.
const STUB: f64 = 0.9;
/// From the top of the plot to the break in a bar that goes on above it, px.
const BREAK_Y: f64 = 24.0;
/// Room that an arrowhead at the foot of a bar takes from the words there, px.
const ARROW_ROOM: f64 = 9.0;
/// Half of the white behind an upright split above its bar, px.
const HALF_BACKING: f64 = 8.0;
/// Widest bar where there are only two, px.
const WIDEST_OF_TWO: f64 = 220.0;

/// The plot of kilometre splits, which has no recoveries below.
const SPLIT_FRAME: Frame = Frame::new(PLOT_LEFT, 308.0, PLOT_WIDTH, 262.0);

/// The places of the bars. Two bars are kept narrow: time beside them has room, so that all that has time keeps its
/// place.
struct BarLayout {
    plot: Plot,
}

impl BarLayout {
    fn of(row: &BarRow) -> Self {
        let frame = if row.is_reps { FRAME } else { SPLIT_FRAME };
        let inner = frame.w - if row.is_reps { 2.0 * MARGIN } else { 0.0 };
        let per_px = (row.span.length_s() / inner).max(if row.is_reps { pair_scale(row) } else { 0.0 });
        let margin = (per_px * frame.w - row.span.length_s()) / 2.0;
        let times = Range::new(row.span.start_s - margin, row.span.end_s + margin);
        Self { plot: Plot { frame, times, values: row.range.unwrap_or(Range::new(0.0, 1.0)) } }
    }

    /// Left edge and width of a bar, px.
    fn bar(&self, span: Span) -> (f64, f64) {
        let (left, right) = (self.plot.x_inside(span.start_s), self.plot.x_inside(span.end_s));
        (left, (right - left).max(1.0))
    }
}

/// Seconds a pixel at which the longer of two bars is not too wide; 0 for more bars.
fn pair_scale(row: &BarRow) -> f64 {
    let longest = row.bars.iter().map(|bar| bar.span.length_s()).fold(0.0, f64::max);
    if row.bars.len() == 2 { longest / WIDEST_OF_TWO } else { 0.0 }
}

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
    foot_texts(row, &layout, canvas);
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

fn height(bar: &Bar, plot: &Plot) -> f64 {
    let top = if bar.speed_mps.is_finite() { plot.y_inside(bar.speed_mps) } else { plot.frame.y + plot.frame.h * 0.45 };
    top.min(plot.frame.bottom() - CAP)
}

fn is_doubtful(bar: &Bar) -> bool {
    bar.is_patchy || !bar.speed_mps.is_finite()
}

/// Left edges and widths of the parts of a bar, px: a bar has gaps where the timer stood. Parts too narrow to be seen
/// are left out.
fn parts(bar: &Bar, layout: &BarLayout) -> Vec<(f64, f64)> {
    if bar.parts.len() < 2 {
        return vec![layout.bar(bar.span)];
    }
    bar.parts.iter().map(|part| layout.bar(*part)).collect()
}

/// The widest part of a bar, px: its words stand there.
fn widest(bar: &Bar, layout: &BarLayout) -> (f64, f64) {
    let wider = |a: &(f64, f64), b: &(f64, f64)| a.1.total_cmp(&b.1);
    parts(bar, layout).into_iter().max_by(wider).unwrap_or_else(|| layout.bar(bar.span))
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

/// Draws the median of the kilometres, or their means before and after a turn.
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

/// How splits are written: level, upright, upright without tenths, or upright where there is room.
enum SplitStyle {
    Level(Type),
    Upright,
    UprightShort,
    Sparse,
}

fn foot_texts<B: DrawingBackend>(row: &BarRow, layout: &BarLayout, canvas: &Canvas<'_, B>) {
    let whole = without_stub(row);
    let narrowest = whole.iter().map(|bar| widest(bar, layout).1).fold(f64::INFINITY, f64::min);
    let centre = |bar: &Bar| widest(bar, layout).0 + widest(bar, layout).1 / 2.0;
    let pitch = whole.windows(2).map(|pair| centre(&pair[1]) - centre(&pair[0])).fold(f64::INFINITY, f64::min);
    let longest = |size| row.bars.iter().map(|bar| canvas.width(&bar.split, size)).fold(0.0, f64::max) + 6.0;
    let style = match narrowest {
        w if w >= 62.0_f64.max(longest(SPLIT)) => SplitStyle::Level(SPLIT),
        w if w >= longest(SMALL_SPLIT) => SplitStyle::Level(SMALL_SPLIT),
        w if w >= UPRIGHT || pitch >= UPRIGHT_PITCH => SplitStyle::Upright,
        w if w >= UPRIGHT_SHORT => SplitStyle::UprightShort,
        _ => SplitStyle::Sparse,
    };
    let shown = notable(&row.bars);
    let (mut free, mut number_free) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for (index, bar) in row.bars.iter().enumerate() {
        let (x, w) = widest(bar, layout);
        let middle = x + w / 2.0;
        let color = match bar {
            bar if row.is_reps && is_doubtful(bar) => SECOND,
            bar if bar.is_last && row.is_reps => LAST,
            _ => INK,
        };
        let is_sparse = matches!(style, SplitStyle::Sparse);
        let is_stub = index >= whole.len();
        let foot = layout.plot.frame.bottom() - lift(bar, &layout.plot);
        let place = UprightPlace { middle, cap: height(bar, &layout.plot), foot, is_lined: !row.levels.is_empty() };
        match style {
            SplitStyle::Level(size) if is_stub && canvas.width(&bar.split, size) > w => {
                if w >= UPRIGHT_SHORT {
                    upright(&bar.short_split, &place, color, canvas);
                }
            }
            SplitStyle::Upright | SplitStyle::UprightShort if is_stub && w < UPRIGHT_SHORT => {}
            SplitStyle::Level(size) => {
                backing(bar, row, middle, canvas.width(&bar.split, size), canvas);
                canvas.text((middle, foot - 31.0), Align::Middle, &bar.split, size, color);
            }
            SplitStyle::Upright => upright(&bar.split, &place, color, canvas),
            SplitStyle::UprightShort => upright(&bar.short_split, &place, color, canvas),
            SplitStyle::Sparse if (w >= UPRIGHT_SHORT || shown.contains(&index)) && middle - 8.0 >= free => {
                upright(&bar.short_split, &place, color, canvas);
                free = middle + 10.0;
            }
            SplitStyle::Sparse => {}
        }
        let number_color = if color == INK { SECOND } else { color };
        let is_level = matches!(style, SplitStyle::Level(_));
        let number =
            if bar.is_last && row.is_reps && is_level { format!("{} last", bar.number) } else { bar.number.clone() };
        let half = canvas.width(&number, LEGEND) / 2.0;
        let has_room = !is_stub || 2.0 * half <= w;
        let is_told = has_room && (!is_sparse || w >= UPRIGHT_SHORT || index == 0 || (index + 1) % 5 == 0);
        let middle = middle.max(layout.plot.frame.x + 5.0 + half);
        if is_told && middle - half >= number_free {
            number_free = middle + half + 4.0;
            canvas.text((middle, foot - 10.0), Align::Middle, &number, LEGEND, number_color);
        }
    }
}

/// The bars without the rest of the way that the last split of a run may be. Its words stand in it where they have room,
/// and do not say how those of the other bars stand.
fn without_stub(row: &BarRow) -> &[Bar] {
    match row.bars.split_last() {
        Some((last, before)) if !row.is_reps && before.iter().all(|bar| is_stub_of(last, bar)) => before,
        _ => &row.bars,
    }
}

fn is_stub_of(last: &Bar, bar: &Bar) -> bool {
    last.span.length_s() < STUB * bar.span.length_s()
}

/// Draws white behind the figures of a hatched bar.
fn backing<B: DrawingBackend>(bar: &Bar, row: &BarRow, middle: f64, width: f64, canvas: &Canvas<'_, B>) {
    if row.is_reps && is_doubtful(bar) {
        canvas.fill(Frame::new(middle - width / 2.0 - 4.0, FRAME.bottom() - 48.0, width + 8.0, 43.0), PAGE);
    }
}

/// How much higher the words at the foot of a bar stand: above the arrowhead of a bar that ends below the plot.
fn lift(bar: &Bar, plot: &Plot) -> f64 {
    if arrows::off(bar.speed_mps, plot) == Some(arrows::DOWN) { ARROW_ROOM } else { 0.0 }
}

/// Where an upright split may stand, px: the middle of its bar, the top of the bar's cap, the foot of the words; and
/// whether lines cross the plot.
struct UprightPlace {
    middle: f64,
    cap: f64,
    foot: f64,
    is_lined: bool,
}

/// Draws an upright split in the middle of its bar: at the foot or, where it would cross a low cap, above the cap. There
/// white keeps it clear of lines.
fn upright<B: DrawingBackend>(
    split: &str,
    place: &UprightPlace,
    color: plotters::style::RGBAColor,
    canvas: &Canvas<'_, B>,
) {
    let foot = place.foot - 28.0;
    let length = canvas.width(split, SMALL_SPLIT);
    let is_crossed = place.cap + CAP > foot - length - 3.0;
    let start = if is_crossed { foot.min(place.cap - 8.0) } else { foot };
    if is_crossed && place.is_lined {
        let white = Frame::new(place.middle - HALF_BACKING, start - length - 3.0, 2.0 * HALF_BACKING, length + 6.0);
        canvas.fill(white, PAGE);
    }
    canvas.text_up((place.middle + 5.5, start), split, SMALL_SPLIT, color);
}

/// The first, last, fastest and slowest bar.
fn notable(bars: &[Bar]) -> Vec<usize> {
    let known = || (0..bars.len()).filter(|&index| bars[index].speed_mps.is_finite());
    let by_speed = |a: &usize, b: &usize| bars[*a].speed_mps.total_cmp(&bars[*b].speed_mps);
    let mut all = vec![0, bars.len().saturating_sub(1)];
    all.extend(known().max_by(by_speed));
    all.extend(known().min_by(by_speed));
    all
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::synthetic::SyntheticSession;
    use crate::segment::{SegmentKind, WorkoutKind};

    #[test]
    fn words_stand_above_the_arrowhead_of_a_bar_below_the_plot() {
        let reps: Vec<_> = [90.0, 91.0, 1200.0, 90.0, 91.0, 90.0]
            .iter()
            .map(|seconds| (SegmentKind::Work, 0, *seconds, 400.0 / seconds))
            .collect();
        let lengths = [crate::segment::RepLength::Distance(400.0)];
        let row = SyntheticSession::of("6 × 400 m", WorkoutKind::Reps, &lengths, &reps).figure().bars;
        let plot = BarLayout::of(&row).plot;
        let lifts: Vec<f64> = row.bars.iter().map(|bar| lift(bar, &plot)).collect();
        assert_eq!(lifts, [0.0, 0.0, ARROW_ROOM, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn the_rest_of_the_way_does_not_say_how_splits_are_written() {
        let row = |seconds: f64| {
            let run = [(SegmentKind::Other, 0, seconds, 3.0)];
            SyntheticSession::of("run", WorkoutKind::Steady, &[], &run).figure().bars
        };
        let (rest, even) = (row(3430.0), row(3333.0));
        assert_eq!((rest.bars.len(), without_stub(&rest).len()), (11, 10));
        assert_eq!((even.bars.len(), without_stub(&even).len()), (10, 10));
    }
}
