//! Draws a figure, with one function for each block. All backends share these functions.

mod advice;
mod axes;
mod bars;
mod canvas;
mod heading;
mod lines;
mod overlays;
mod palette;
mod rests;
mod side;
mod tiles;
mod trace;

pub(super) use canvas::Canvas;

use super::figure::Figure;
use plotters_backend::DrawingBackend;

/// Width of a report, px.
pub(super) const WIDTH_PX: u32 = 1600;
/// Height of a report, px.
pub(super) const HEIGHT_PX: u32 = 1200;

/// Left edge of everything, px.
const LEFT: f64 = 32.0;
/// Right edge of everything, px.
const RIGHT: f64 = 1568.0;
/// Left edge of the plots, px.
const PLOT_LEFT: f64 = 94.0;
/// Width of the plots of rows A and B, px.
const PLOT_WIDTH: f64 = 1032.0;
/// Left edge of the two boxes, px.
const BOX_LEFT: f64 = 1208.0;
/// Width of the two boxes, px.
const BOX_WIDTH: f64 = 360.0;
/// Right edge of the left-hand blocks, px.
const COLUMN_RIGHT: f64 = 1182.0;

/// Draws the whole report.
pub(super) fn draw<B: DrawingBackend>(figure: &Figure, canvas: &Canvas<'_, B>) {
    heading::draw(figure, canvas);
    tiles::draw(&figure.tiles, canvas);
    bars::draw(&figure.bars, canvas);
    trace::draw(&figure.trace, canvas);
    overlays::draw(&figure.overlays, canvas);
    let below = advice::draw(&figure.advice, canvas);
    side::draw(&figure.side, below, canvas);
}
