//! A figure as an SVG document.

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

use super::draw::{Canvas, HEIGHT_PX, WIDTH_PX, draw, draw_season};
use super::figure::Figure;
use super::glyphs::Glyphs;
use super::season::SeasonFigure;
use crate::error::Result;

/// Grid steps in a pixel. plotters writes whole numbers to SVG, so places between pixels need a finer grid.
const GRID: u32 = 4;

/// What the backend writes for the bold face. No text contains it, because quotation marks in texts are escaped.
const BOLD: &str = "font-weight=\"bold\"";
/// The weight of Source Sans 3 Semibold, in which the texts were measured.
const SEMIBOLD: &str = "font-weight=\"600\"";

/// The figure as an SVG of 1600 × 1200 px. Text stays text, in Source Sans 3 where that is installed.
///
/// # Errors
/// The errors of the backend, which writes to memory only.
pub fn svg(figure: &Figure) -> Result<String> {
    picture(|canvas| draw(figure, canvas))
}

/// A season as an SVG of the same size.
///
/// # Errors
/// Those of the backend, which writes to memory alone.
pub fn season_svg(figure: &SeasonFigure) -> Result<String> {
    picture(|canvas| draw_season(figure, canvas))
}

fn picture(draw: impl FnOnce(&Canvas<'_, SVGBackend<'_>>)) -> Result<String> {
    let glyphs = Glyphs::embedded()?;
    let mut document = String::new();
    {
        let backend = SVGBackend::with_string(&mut document, (WIDTH_PX * GRID, HEIGHT_PX * GRID));
        let area = backend.into_drawing_area();
        let canvas = Canvas::new(&area, &glyphs, f64::from(GRID));
        draw(&canvas);
        canvas.finish()?;
    }
    let fine = format!("width=\"{}\" height=\"{}\"", WIDTH_PX * GRID, HEIGHT_PX * GRID);
    let shown = format!("width=\"{WIDTH_PX}\" height=\"{HEIGHT_PX}\" stroke-linejoin=\"round\"");
    Ok(document.replacen(&fine, &shown, 1).replace(BOLD, SEMIBOLD))
}
