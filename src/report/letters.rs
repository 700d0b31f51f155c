//! Letters on pixels: each is mixed in by the share of each pixel that it covers.

use ab_glyph::{Glyph, GlyphId, Outline, OutlineCurve, OutlinedGlyph, Point, PxScaleFactor, Rect, point};
use tiny_skia::Pixmap;

use super::raster::{Paint, mix};

/// Where a letter goes: the start of its baseline, px; the px of a font unit; whether the text reads upward.
pub(super) struct LetterSpot {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) scale: f32,
    pub(super) is_upright: bool,
}

/// Steps in a pixel at which a letter may start along its line. Across its line a letter starts on a whole pixel. The same
/// letters then have the same pixels, which reads evenly and packs well.
const STEPS: f32 = 4.0;

/// Steps of the share of a pixel that a letter covers: more of them are not seen, and pack badly.
const COVERS: f32 = 16.0;

/// Draws a letter onto an opaque picture; parts outside it are left out.
pub(super) fn letter(picture: &mut Pixmap, outline: Outline, spot: &LetterSpot, paint: Paint) {
    let outline = if spot.is_upright { turned(&outline) } else { outline };
    let factor = PxScaleFactor { horizontal: spot.scale, vertical: spot.scale };
    // Only the outline is drawn, so the number of the letter and its height do not matter.
    let glyph = Glyph { id: GlyphId(0), scale: 1.0.into(), position: spot.snapped() };
    let drawn = OutlinedGlyph::new(glyph, outline, factor);
    let corner = drawn.px_bounds().min;
    let (left, top) = (corner.x as i32, corner.y as i32);
    let (width, height) = (picture.width().cast_signed(), picture.height().cast_signed());
    let data = picture.data_mut();
    drawn.draw(|column, row, cover| {
        let (x, y) = (left + column.cast_signed(), top + row.cast_signed());
        if covered(cover) > 0.0 && (0..width).contains(&x) && (0..height).contains(&y) {
            let at = (y * width + x) as usize * 4;
            mix(&mut data[at..at + 3], paint.rgb, covered(cover) * paint.alpha);
        }
    });
}

/// The share of a pixel in steps, 0 to 1.
fn covered(share: f32) -> f32 {
    (share.clamp(0.0, 1.0) * COVERS).round() / COVERS
}

impl LetterSpot {
    /// The start at which the letter is drawn.
    fn snapped(&self) -> Point {
        let along = |at: f32| (at * STEPS).round() / STEPS;
        if self.is_upright { point(self.x.round(), along(self.y)) } else { point(along(self.x), self.y.round()) }
    }
}

/// An outline turned by a quarter, so that it reads upward.
fn turned(outline: &Outline) -> Outline {
    let turn = |at: &Point| point(-at.y, at.x);
    let curve = |curve: &OutlineCurve| match curve {
        OutlineCurve::Line(a, b) => OutlineCurve::Line(turn(a), turn(b)),
        OutlineCurve::Quad(a, b, c) => OutlineCurve::Quad(turn(a), turn(b), turn(c)),
        OutlineCurve::Cubic(a, b, c, d) => OutlineCurve::Cubic(turn(a), turn(b), turn(c), turn(d)),
    };
    // The upper left corner is the least of the bounds, though y grows upward.
    let Rect { min, max } = outline.bounds;
    let bounds = Rect { min: point(-min.y, max.x), max: point(-max.y, min.x) };
    Outline { bounds, curves: outline.curves.iter().map(curve).collect() }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// A box of two by four units that stands on the baseline.
    fn tall_box() -> Outline {
        let corners = [point(0.0, 0.0), point(2.0, 0.0), point(2.0, 4.0), point(0.0, 4.0)];
        let curves = (0..4).map(|at| OutlineCurve::Line(corners[at], corners[(at + 1) % 4])).collect();
        Outline { bounds: Rect { min: point(0.0, 4.0), max: point(2.0, 0.0) }, curves }
    }

    fn dark(spot: &LetterSpot) -> Vec<(u32, u32)> {
        let mut picture = Pixmap::new(20, 20).unwrap();
        picture.fill(tiny_skia::Color::WHITE);
        letter(&mut picture, tall_box(), spot, Paint { rgb: [0, 0, 0], alpha: 1.0 });
        let all = (0..20).flat_map(|y| (0..20).map(move |x| (x, y)));
        all.filter(|(x, y)| picture.pixel(*x, *y).unwrap().red() < 128).collect()
    }

    #[test]
    fn a_letter_stands_on_its_line_and_an_upright_one_leans_left_of_it() {
        let spot = |x: f32, y: f32, is_upright: bool| LetterSpot { x, y, scale: 1.0, is_upright };
        let wide = |from: (u32, u32), size: (u32, u32)| -> Vec<(u32, u32)> {
            (from.1..from.1 + size.1).flat_map(|y| (from.0..from.0 + size.0).map(move |x| (x, y))).collect()
        };
        assert_eq!(dark(&spot(5.0, 10.0, false)), wide((5, 6), (2, 4)));
        assert_eq!(dark(&spot(5.0, 10.0, true)), wide((1, 8), (4, 2)));
        assert_eq!(dark(&spot(-1.0, 2.0, false)), wide((0, 0), (1, 2)), "what is outside is left out");
        assert!(dark(&spot(900.0, -900.0, false)).is_empty());
    }
}
