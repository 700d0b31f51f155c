//! The words at the feet of the bars of row A: splits and numbers.

use plotters_backend::DrawingBackend;

use super::arrows;
use super::axes::Plot;
use super::bar_layout::{BarLayout, CAP, FRAME, height, is_doubtful, widest};
use super::canvas::{Align, Canvas, Frame};
use super::palette::{INK, LAST, LEGEND, PAGE, SECOND, SMALL_SPLIT, SPLIT, Type};
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
