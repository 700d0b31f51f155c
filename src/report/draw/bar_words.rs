//! The words at the feet of the bars of row A: splits and numbers.

use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

use super::arrows;
use super::axes::Plot;
use super::bar_layout::{BarLayout, CAP, FRAME, height, is_doubtful, widest};
use super::canvas::{Align, Canvas, Frame};
use super::palette::{INK, LAST, LAST_FILL, LEGEND, PAGE, SECOND, SMALL_SPLIT, SPLIT, Type, WORK_FILL};
use crate::report::figure::{Bar, BarRow};

/// Least width of a bar for an upright split with and without tenths, px.
const UPRIGHT: f64 = 18.0;
const UPRIGHT_SHORT: f64 = 13.5;
/// Least distance between the centres of bars for an upright split in bars of any width, px.
const UPRIGHT_PITCH: f64 = 20.0;
/// The last split of a run is the rest of its way where it is shorter than this share of every other.
const STUB: f64 = 0.9;
/// Room that an arrowhead at the foot of a bar takes from the words there, px.
const ARROW_ROOM: f64 = 9.0;
/// A bar so many times as wide as its split has it level, however the splits of narrow bars stand.
const WIDE: f64 = 1.8;
/// One bar of so many may be too narrow for the way in which the others are written.
const ONE_IN: usize = 6;
/// Height of the figures of a split and of a number, px.
const FIGURE_HEIGHT: f64 = 14.0;
/// From the axis to the right of the slashes at its foot, px.
const SLASHES_RIGHT: f64 = 9.0;
/// Least room between a split in a bar that is too narrow for it and the splits beside it, px.
const CLEAR: f64 = 4.0;
/// Half of the white behind an upright split above its bar, px.
const HALF_BACKING: f64 = 8.0;

/// How splits are written: level, upright, upright without tenths, or upright where there is room.
enum SplitStyle {
    Level(Type),
    Upright,
    UprightShort,
    Sparse,
}

/// Writes the split and the number of each bar at its foot.
pub(super) fn draw<B: DrawingBackend>(row: &BarRow, layout: &BarLayout, canvas: &Canvas<'_, B>) {
    let whole = without_stub(row);
    let narrowest = narrow(whole.iter().map(|bar| widest(bar, layout).1).collect());
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
    let extents: Vec<(f64, f64)> = row.bars.iter().map(|bar| extent(bar, &style, layout, canvas)).collect();
    let (mut free, mut number_free) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for (index, bar) in row.bars.iter().enumerate() {
        let (x, width) = widest(bar, layout);
        let foot = layout.plot.frame.bottom() - lift(bar, &layout.plot);
        let is_lined = !row.levels.is_empty();
        let words = BarWords {
            index,
            bar,
            width,
            is_stub: index >= whole.len(),
            is_notable: shown.contains(&index),
            is_crowded: width < UPRIGHT_SHORT && is_crowded(&extents, index),
            place: UprightPlace { middle: x + width / 2.0, cap: height(bar, &layout.plot), foot, is_lined },
        };
        free = words.split(row, &style, free, canvas);
        number_free = words.number(row, &style, number_free, canvas);
    }
}

/// The words of one bar.
struct BarWords<'r> {
    index: usize,
    bar: &'r Bar,
    /// Width of the widest part of the bar, px.
    width: f64,
    /// Whether the bar is the rest of the way.
    is_stub: bool,
    is_notable: bool,
    /// Whether the bar is too narrow for its split, which would touch the splits beside it.
    is_crowded: bool,
    place: UprightPlace,
}

impl BarWords<'_> {
    fn color(&self, row: &BarRow) -> RGBAColor {
        match self.bar {
            bar if row.is_reps && is_doubtful(bar) => SECOND,
            bar if bar.is_last && row.is_reps => LAST,
            _ => INK,
        }
    }

    /// Writes the split. Returns where room for the next one begins where there is little, px.
    fn split<B: DrawingBackend>(&self, row: &BarRow, style: &SplitStyle, free: f64, canvas: &Canvas<'_, B>) -> f64 {
        let (w, bar, place, color) = (self.width, self.bar, &self.place, self.color(row));
        match style {
            SplitStyle::Level(_) | SplitStyle::Upright | SplitStyle::UprightShort if self.is_crowded => {}
            SplitStyle::Level(size) if canvas.width(&bar.split, *size) > w => {
                if w >= UPRIGHT_SHORT || !self.is_stub {
                    upright(&bar.short_split, place, color, canvas);
                }
            }
            SplitStyle::Upright | SplitStyle::UprightShort if self.is_stub && w < UPRIGHT_SHORT => {}
            SplitStyle::Level(size) => self.level(row, *size, canvas),
            SplitStyle::Upright | SplitStyle::UprightShort if w >= WIDE * canvas.width(&bar.split, SPLIT) => {
                self.level(row, SPLIT, canvas);
            }
            SplitStyle::Upright => upright(&bar.split, place, color, canvas),
            SplitStyle::UprightShort => upright(&bar.short_split, place, color, canvas),
            SplitStyle::Sparse if (w >= UPRIGHT_SHORT || self.is_notable) && place.middle - 8.0 >= free => {
                upright(&bar.short_split, place, color, canvas);
                return place.middle + 10.0;
            }
            SplitStyle::Sparse => {}
        }
        free
    }

    fn level<B: DrawingBackend>(&self, row: &BarRow, size: Type, canvas: &Canvas<'_, B>) {
        let (bar, place) = (self.bar, &self.place);
        let width = canvas.width(&bar.split, size);
        backing(bar, row, place.middle, width, canvas);
        clear(bar, row, (place, width), canvas);
        canvas.text((place.middle, level_baseline(place)), Align::Middle, &bar.split, size, self.color(row));
    }

    /// Writes the number or the name, where it has room from `free` on. Returns where room for the next one begins, px.
    fn number<B: DrawingBackend>(&self, row: &BarRow, style: &SplitStyle, free: f64, canvas: &Canvas<'_, B>) -> f64 {
        let (w, bar, middle) = (self.width, self.bar, self.place.middle);
        let width = |name: &str| canvas.width(name, LEGEND);
        let with_last = format!("{} last", bar.number);
        let has_last = bar.is_last && row.is_reps && matches!(style, SplitStyle::Level(_)) && width(&with_last) <= w;
        // A length without room gives way to the number of the rep.
        let name = match bar.number.as_str() {
            _ if has_last => with_last,
            name if row.is_reps && middle - width(name) / 2.0 < free => (self.index + 1).to_string(),
            name => name.to_owned(),
        };
        let half = width(&name) / 2.0;
        let has_room = !self.is_stub || 2.0 * half <= w;
        let is_sparse = matches!(style, SplitStyle::Sparse);
        let is_told =
            has_room && (!is_sparse || w >= UPRIGHT_SHORT || self.index == 0 || (self.index + 1).is_multiple_of(5));
        let middle = middle.max(FRAME.x + SLASHES_RIGHT + half);
        if !is_told || middle - half < free {
            return free;
        }
        let color = if self.color(row) == INK { SECOND } else { self.color(row) };
        canvas.text((middle, number_baseline(&self.place)), Align::Middle, &name, LEGEND, color);
        middle + half + 4.0
    }
}

/// Left and right end of the split of a bar, px.
fn extent<B: DrawingBackend>(bar: &Bar, style: &SplitStyle, layout: &BarLayout, canvas: &Canvas<'_, B>) -> (f64, f64) {
    let (x, w) = widest(bar, layout);
    let half = match style {
        SplitStyle::Level(size) if canvas.width(&bar.split, *size) <= w => canvas.width(&bar.split, *size) / 2.0,
        _ => HALF_BACKING,
    };
    (x + w / 2.0 - half, x + w / 2.0 + half)
}

/// Whether a split would touch that of the bar before or after.
fn is_crowded(extents: &[(f64, f64)], index: usize) -> bool {
    let (left, right) = extents[index];
    let touches_before = index.checked_sub(1).is_some_and(|before| extents[before].1 + CLEAR > left);
    touches_before || extents.get(index + 1).is_some_and(|after| after.0 < right + CLEAR)
}

/// The width, px, that says how splits are written: the least, but for one bar in [`ONE_IN`], which has a split of its own.
fn narrow(mut widths: Vec<f64>) -> f64 {
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / ONE_IN).copied().unwrap_or(f64::INFINITY)
}

/// The baseline of a level split: at the foot or, where it would cross a low cap, above the cap.
fn level_baseline(place: &UprightPlace) -> f64 {
    let foot = place.foot - 31.0;
    if place.cap + CAP > foot - FIGURE_HEIGHT { foot.min(place.cap - 5.0) } else { foot }
}

/// The baseline of a number at the foot of a bar: above the cap of a bar that is no taller than the number.
fn number_baseline(place: &UprightPlace) -> f64 {
    let foot = place.foot - 10.0;
    if place.cap + CAP > foot - FIGURE_HEIGHT { place.foot - 1.0 } else { foot }
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

/// Draws the fill of a bar behind its split, so that a fade line does not cross the figures.
fn clear<B: DrawingBackend>(bar: &Bar, row: &BarRow, (place, width): (&UprightPlace, f64), canvas: &Canvas<'_, B>) {
    let top = level_baseline(place) - FIGURE_HEIGHT - 2.0;
    if row.fade.is_some() && !is_doubtful(bar) && place.cap + CAP <= top {
        let fill = if bar.is_last { LAST_FILL } else { WORK_FILL };
        canvas.fill(Frame::new(place.middle - width / 2.0, top, width, FIGURE_HEIGHT + 4.0), fill);
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
fn upright<B: DrawingBackend>(split: &str, place: &UprightPlace, color: RGBAColor, canvas: &Canvas<'_, B>) {
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
