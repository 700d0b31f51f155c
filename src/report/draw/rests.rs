//! The recoveries under row A: one bar for each, with the fall of heart rate.

use plotters_backend::DrawingBackend;

use super::axes::Plot;
use super::canvas::{Align, Canvas, Frame};
use super::palette::{INK, PAGE, RECOVERY, SECOND, TICK};
use crate::report::figure::{BarRow, RestBar};
use crate::report::words::{DASH, NBSP, signed};

const REST_Y: f64 = 543.0;
const REST_HEIGHT: f64 = 9.0;
const DROP_BASELINE: f64 = 571.0;
/// Recoveries narrower than this have no room for a drop, px.
const NARROW_REST: f64 = 34.0;
/// A recovery this many times as long as usual divides two sets.
const SET_REST: f64 = 1.5;

pub(super) fn draw<B: DrawingBackend>(row: &BarRow, plot: &Plot, canvas: &Canvas<'_, B>) {
    if row.rests.is_empty() {
        return;
    }
    canvas.text((plot.frame.x - 8.0, REST_Y + 9.5), Align::Right, "recovery", TICK, SECOND);
    let told = told_drops(row, plot);
    let has_drop = tells_drop(row, plot);
    if has_drop {
        canvas.text((plot.frame.x - 8.0, DROP_BASELINE), Align::Right, "HR drop", TICK, SECOND);
    }
    for rest in &row.rests {
        let (left, right) = (plot.x_inside(rest.span.start_s), plot.x_inside(rest.span.end_s));
        canvas.fill(Frame::new(left, REST_Y, (right - left).max(1.0), REST_HEIGHT), RECOVERY);
    }
    for &(at, _) in &row.breaks {
        break_mark(plot.x_inside(at), canvas);
    }
    let mut free = f64::NEG_INFINITY;
    for rest in &row.rests {
        let (left, right) = (plot.x_inside(rest.span.start_s), plot.x_inside(rest.span.end_s));
        if !told.contains(&rest) {
            continue;
        }
        let middle = f64::midpoint(left, right);
        let label = drop_label(rest, right - left);
        let half = canvas.width(&label, TICK) / 2.0;
        if has_drop && middle - half >= free {
            canvas.text((middle, DROP_BASELINE), Align::Middle, &label, TICK, INK);
            free = middle + half + 4.0;
        }
    }
}

/// Draws the double line where time was left out.
fn break_mark<B: DrawingBackend>(x: f64, canvas: &Canvas<'_, B>) {
    let (top, bottom) = (REST_Y - 5.0, REST_Y + REST_HEIGHT + 5.0);
    canvas.polygon(&[(x - 1.0, top), (x + 7.0, top), (x + 1.0, bottom), (x - 7.0, bottom)], PAGE);
    for side in [-4.0, 4.0] {
        canvas.line(&[(x + side + 3.0, top), (x + side - 3.0, bottom)], 1.6, SECOND);
    }
}

/// The recoveries whose fall of heart rate is printed: all or, where the usual recovery is too narrow, only the long
/// ones between sets.
fn told_drops<'r>(row: &'r BarRow, plot: &Plot) -> Vec<&'r RestBar> {
    let width = |rest: &RestBar| plot.x(rest.span.end_s) - plot.x(rest.span.start_s);
    let mut widths: Vec<f64> = row.rests.iter().map(width).collect();
    widths.sort_by(f64::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
    row.rests.iter().filter(|rest| usual >= NARROW_REST || width(rest) > SET_REST * usual).collect()
}

/// Whether any fall of heart rate is printed.
pub(super) fn tells_drop(row: &BarRow, plot: &Plot) -> bool {
    told_drops(row, plot).iter().any(|rest| rest.drop_bpm.is_some())
}

fn drop_label(rest: &RestBar, width: f64) -> String {
    match rest.drop_bpm {
        Some(drop) if width >= 64.0 => format!("{}{NBSP}bpm", signed(-drop, 0)),
        Some(drop) => signed(-drop, 0),
        None => DASH.to_string(),
    }
}
