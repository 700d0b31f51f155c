//! The weeks: bars of fast distance, the line of the most that could be fast, the whole distance below.

use super::frame::{Layout, head};
use crate::report::draw::axes::Plot;
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::palette::{INK, LAST, LIGHTER, RECOVERY, SECOND, TICK, TICK_BOLD, WORK};
use crate::report::season::{SeasonFigure, WeekBar};
use crate::stats::Range;
use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

/// Days of a week.
const WEEK: f64 = 7.0;
/// Share of a week's width that its bar takes.
const BAR: f64 = 0.76;
/// From the foot of the plot to the baseline of the whole distances, px.
const WHOLE: f64 = 18.0;
/// Outer radius of the ring of a lighter week, px.
const RING: f64 = 6.0;
/// Between two figures of a row, px.
const BETWEEN: f64 = 5.0;

pub(super) fn draw<B: DrawingBackend>(figure: &SeasonFigure, layout: &Layout, canvas: &Canvas<'_, B>) {
    let row = &figure.weeks;
    let plot = layout.plot(layout.weeks, Range::new(0.0, row.top));
    head(&row.head, &row.notes, layout.weeks, canvas);
    plot.grid(&row.ticks, canvas);
    plot.labels(&row.ticks, Align::Right, canvas);
    for week in &row.weeks {
        bar(week, if row.is_whole { RECOVERY } else { WORK }, &plot, canvas);
    }
    cap(&row.weeks, &plot, canvas);
    figures(&row.weeks, &plot, canvas);
    let baseline = plot.frame.bottom() + WHOLE;
    canvas.text((plot.frame.x - 8.0, baseline), Align::Right, &format!("all {}", row.unit), TICK, SECOND);
}

/// Left and right edge of a week inside the plot, px.
fn edges(week: &WeekBar, plot: &Plot) -> (f64, f64) {
    (plot.x_inside(week.day), plot.x_inside(week.day + WEEK))
}

fn bar<B: DrawingBackend>(week: &WeekBar, color: RGBAColor, plot: &Plot, canvas: &Canvas<'_, B>) {
    let (left, right) = edges(week, plot);
    if week.fast <= 0.0 || right <= left {
        return;
    }
    let w = BAR * (right - left);
    let x = f64::midpoint(left, right) - w / 2.0;
    let (top, limit) = (plot.y_inside(week.fast), plot.y_inside(week.fast - week.over()));
    canvas.fill(Frame::new(x, limit, w, plot.frame.bottom() - limit), color);
    if week.over() > 0.0 {
        canvas.fill(Frame::new(x, top, w, limit - top), LAST);
    }
}

/// The line in steps; it breaks where the cap is not known or lies above the plot.
fn cap<B: DrawingBackend>(weeks: &[WeekBar], plot: &Plot, canvas: &Canvas<'_, B>) {
    let mut path: Vec<(f64, f64)> = Vec::new();
    let mut last = None;
    for week in weeks {
        let (left, right) = edges(week, plot);
        match week.most.filter(|most| *most <= plot.values.high) {
            Some(most) => {
                let y = plot.y(most);
                path.extend([(left, y), (right, y)]);
                last = Some((right, y));
            }
            None => canvas.line(&std::mem::take(&mut path), 1.8, INK),
        }
    }
    canvas.line(&path, 1.8, INK);
    if let Some((right, y)) = last.filter(|(right, _)| *right >= plot.frame.right() - 1.0) {
        canvas.text((right + 8.0, y + 4.8), Align::Left, "a fifth", TICK_BOLD, INK);
    }
}

/// The figures above the bars and below the plot, and the rings of lighter weeks; figures without room are left out.
fn figures<B: DrawingBackend>(weeks: &[WeekBar], plot: &Plot, canvas: &Canvas<'_, B>) {
    let baseline = plot.frame.bottom() + WHOLE;
    let (mut free_above, mut free_below) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for week in weeks {
        let (left, right) = edges(week, plot);
        let middle = f64::midpoint(left, right);
        let is_over = week.over() > 0.0;
        let (size, color) = if is_over { (TICK_BOLD, LAST) } else { (TICK, INK) };
        let half = canvas.width(&week.label, size) / 2.0;
        if !week.label.is_empty() && middle - half >= free_above {
            canvas.text((middle, above(week, plot)), Align::Middle, &week.label, size, color);
            free_above = middle + half + BETWEEN;
        }
        let ring = if week.is_lighter { 2.0 * RING + 3.0 } else { 0.0 };
        let all = canvas.width(&week.whole, TICK) + ring;
        if middle - all / 2.0 >= free_below && (ring <= 0.0 || all + BETWEEN <= right - left) {
            canvas.text((middle - all / 2.0, baseline), Align::Left, &week.whole, TICK, SECOND);
            free_below = middle + all / 2.0 + BETWEEN;
            if week.is_lighter {
                canvas.ring((middle + all / 2.0 - RING, baseline - 5.0), RING - 1.0, 2.0, LIGHTER);
            }
        } else if week.is_lighter && middle - RING >= free_below {
            // The ring says the more where there is no room for both.
            let r = (0.4 * (right - left)).clamp(2.0, RING - 1.0);
            canvas.ring((middle, baseline - 5.0), r, 2.0, LIGHTER);
            free_below = middle + r + BETWEEN;
        }
    }
}

/// The baseline of a bar's figures: above the bar, and above the line where the line would cross them.
fn above(week: &WeekBar, plot: &Plot) -> f64 {
    let over_bar = plot.y_inside(week.fast) - 6.0;
    let line = week.most.filter(|most| *most <= plot.values.high).map(|most| plot.y(most));
    let is_crossed = |line: &f64| (over_bar - 14.0..over_bar + 4.0).contains(line) && week.over() <= 0.0;
    line.filter(is_crossed).map_or(over_bar, |line| line - 5.0)
}
