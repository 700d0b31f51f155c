//! Brackets over bars that belong together.

use plotters_backend::DrawingBackend;

use super::axes::Plot;
use super::canvas::{Align, Canvas};
use super::palette::{INK, LEGEND_BOLD, SECOND};
use crate::report::figure::BarGroup;

/// From the bracket down to the plot, px.
const ABOVE: f64 = 2.0;
/// Length of its ends, px.
const ENDS: f64 = 4.0;
/// From the baseline of the name down to the bracket, px.
const NAME_ABOVE: f64 = 7.0;
/// Least room between two names, px.
const BETWEEN_NAMES: f64 = 8.0;

/// Draws a bracket over each group, with its name. A name that would touch the name before it, or leave the plot, is
/// left out.
pub(super) fn draw<B: DrawingBackend>(groups: &[BarGroup], plot: &Plot, canvas: &Canvas<'_, B>) {
    let y = plot.frame.y - ABOVE;
    let mut free = f64::NEG_INFINITY;
    for group in groups {
        let (left, right) = (plot.x_inside(group.span.start_s), plot.x_inside(group.span.end_s));
        canvas.level(left, right, y, SECOND);
        for x in [left, right - 1.0] {
            canvas.upright(x, y, y + ENDS, SECOND);
        }
        let width = canvas.width(&group.name, LEGEND_BOLD);
        if left >= free && left + width <= plot.frame.right() {
            canvas.text((left, y - NAME_ABOVE), Align::Left, &group.name, LEGEND_BOLD, INK);
            free = left + width + BETWEEN_NAMES;
        }
    }
}
