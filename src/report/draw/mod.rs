//! Draws a figure, with one function for each block. All backends share these functions.

mod advice;
mod arrows;
mod axes;
mod bar_layout;
mod bar_words;
mod bars;
mod brackets;
mod canvas;
#[cfg(feature = "page")]
mod cursors;
mod edges;
mod heading;
mod lines;
mod overlays;
mod palette;
mod rests;
mod season;
mod side;
mod tiles;
mod trace;

pub(super) use canvas::{Canvas, Frame, PlacedTexts};
#[cfg(feature = "page")]
pub(super) use cursors::{Cursors, cursors};
pub(super) use season::draw as draw_season;

use super::figure::Figure;
use plotters_backend::DrawingBackend;

/// Width of a report, px.
pub(super) const WIDTH_PX: u32 = 1600;
/// Height of a report, px.
pub(super) const HEIGHT_PX: u32 = 1200;

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
