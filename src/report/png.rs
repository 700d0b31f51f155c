//! A figure as PNG bytes.

use std::io::Write;

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
    packed(&drawn(|canvas| draw(figure, canvas))?)
}

/// A season as a PNG of the same size; the same bytes for the same figure.
///
/// # Errors
/// [`ErrorKind::Io`] when it cannot be encoded.
pub fn season_png(figure: &SeasonFigure) -> Result<Vec<u8>> {
    packed(&drawn(|canvas| draw_season(figure, canvas))?)
}

/// The bytes of a figure's pixels, for the test that holds the look.
#[cfg(test)]
pub(super) fn pixels(figure: &Figure) -> Vec<u8> {
    drawn(|canvas| draw(figure, canvas)).map_or_else(|_| Vec::new(), Pixmap::take)
}

/// The pixels of a picture on a white page.
fn drawn(draw: impl FnOnce(&Canvas<'_, Skia<'_>>)) -> Result<Pixmap> {
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
    Ok(picture)
}

fn packed(picture: &Pixmap) -> Result<Vec<u8>> {
    encode(picture)
        .map_err(|cause| Error::new(ErrorKind::Io, "to encode the picture", cause.to_string()).because(cause))
}

/// Writes three bytes for each pixel. The picture is opaque, so it needs no alpha. Row by row: a row stays in the nearest
/// cache on its way from four bytes to three, and from there into deflate.
fn encode(picture: &Pixmap) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::with_capacity(400_000);
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(LEVEL));
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer()?;
    let width = picture.width() as usize;
    let mut opaque = vec![[0; 3]; width];
    for row in picture.data().as_chunks().0.chunks_exact(width) {
        for (into, &[red, green, blue, _]) in opaque.iter_mut().zip(row) {
            *into = [red, green, blue];
        }
        rows.write_all(opaque.as_flattened())?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::report::synthetic::six_by_400;

    #[test]
    fn the_png_shows_the_pixels_that_were_drawn() {
        let figure = six_by_400().figure();
        let (drawn, bytes) = (pixels(&figure), png(&figure).unwrap());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let mut shown = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut shown).unwrap();
        let without_alpha: Vec<u8> = drawn.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        assert!(shown == without_alpha);
    }
}
