//! Draws a season: one function a block, shared by every backend.

mod events;
mod frame;
mod heading;
mod lanes;
mod month;
mod next;
mod scores;
mod weeks;

use super::canvas::Canvas;
use crate::report::season::SeasonFigure;
use frame::Layout;
use plotters_backend::DrawingBackend;

/// Draws the whole season.
pub(in crate::report) fn draw<B: DrawingBackend>(figure: &SeasonFigure, canvas: &Canvas<'_, B>) {
    let layout = Layout::of(figure);
    heading::draw(figure, canvas);
    frame::months(figure, &layout, canvas);
    lanes::draw(figure, &layout, canvas);
    scores::draw(figure, &layout, canvas);
    events::draw(figure, &layout, canvas);
    weeks::draw(figure, &layout, canvas);
    let below = next::draw(&figure.next, canvas);
    month::draw(&figure.month, below, canvas);
}
