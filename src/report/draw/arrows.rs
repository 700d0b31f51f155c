//! Arrowheads: the marks of values that lie off the scale.

use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

use super::axes::Plot;
use super::canvas::Canvas;

/// Where an arrowhead points to, as steps in px.
pub(super) type Direction = (f64, f64);

pub(super) const UP: Direction = (0.0, -1.0);
pub(super) const DOWN: Direction = (0.0, 1.0);
pub(super) const LEFT: Direction = (-1.0, 0.0);
pub(super) const RIGHT: Direction = (1.0, 0.0);

/// Where a value lies off the scale of a plot; `None` for one on it.
pub(super) fn off(value: f64, plot: &Plot) -> Option<Direction> {
    match value {
        value if value > plot.values.high => Some(UP),
        value if value < plot.values.low => Some(DOWN),
        _ => None,
    }
}

/// Draws an arrowhead by its tip, its length and half its width, px.
pub(super) fn draw<B: DrawingBackend>(
    (x, y): (f64, f64),
    (dx, dy): Direction,
    (length, half): (f64, f64),
    color: RGBAColor,
    canvas: &Canvas<'_, B>,
) {
    let (base_x, base_y) = (x - length * dx, y - length * dy);
    let ends = [(base_x + half * dy, base_y + half * dx), (base_x - half * dy, base_y - half * dx)];
    canvas.polygon(&[(x, y), ends[0], ends[1]], color);
}
