//! A figure as PNG bytes.

use plotters::drawing::IntoDrawingArea;
use tiny_skia::{IntSize, Pixmap};

use super::draw::{Canvas, HEIGHT_PX, WIDTH_PX, draw, draw_season};
use super::figure::Figure;
use super::glyphs::Glyphs;
use super::season::SeasonFigure;
use super::skia::{GRID, Skia};
use crate::error::{Error, ErrorKind, Result};

/// The level of deflate, used without a filter. Reports are flat areas and repeated letters: this level gives two
/// thirds of the bytes of `png`'s fastest setting for 2 ms more.
const LEVEL: u8 = 1;

/// The figure as a PNG of 1600 × 1200 px, sRGB. The same figure gives the same bytes.
///
/// # Errors
/// [`ErrorKind::Io`] when the picture cannot be encoded.
pub fn png(figure: &Figure) -> Result<Vec<u8>> {
    picture(|canvas| draw(figure, canvas))
}

/// A season as a PNG of the same size; the same bytes for the same figure.
///
/// # Errors
/// [`ErrorKind::Io`] when it cannot be encoded.
pub fn season_png(figure: &SeasonFigure) -> Result<Vec<u8>> {
    picture(|canvas| draw_season(figure, canvas))
}

fn picture(draw: impl FnOnce(&Canvas<'_, Skia<'_>>)) -> Result<Vec<u8>> {
    let glyphs = Glyphs::embedded()?;
    let white = vec![u8::MAX; (WIDTH_PX * HEIGHT_PX * 4) as usize];
    let mut picture = IntSize::from_wh(WIDTH_PX, HEIGHT_PX)
        .and_then(|size| Pixmap::from_vec(white, size))
        .ok_or_else(|| Error::new(ErrorKind::Limit, "room for a picture", "a size that cannot be"))?;
    let area = Skia::new(&mut picture, &glyphs).into_drawing_area();
    let canvas = Canvas::new(&area, &glyphs, GRID);
    draw(&canvas);
    canvas.finish()?;
    drop(area);
    encode(&picture)
        .map_err(|cause| Error::new(ErrorKind::Io, "to encode the picture", cause.to_string()).because(cause))
}

/// Four pixels without their alpha. The width of a picture is a multiple of four.
fn without_alpha(four: &[u8; 16]) -> [u8; 12] {
    const OF: [usize; 12] = [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14];
    OF.map(|at| four[at])
}

/// Writes three bytes for each pixel. The picture is opaque, so it needs no alpha.
fn encode(picture: &Pixmap) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut pixels = vec![0; picture.data().len() / 4 * 3];
    for (opaque, four) in pixels.as_chunks_mut().0.iter_mut().zip(picture.data().as_chunks().0) {
        *opaque = without_alpha(four);
    }
    let mut bytes = Vec::with_capacity(400_000);
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(LEVEL));
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}
