//! Letters on pixels: each is mixed in by the share of each pixel that it covers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ab_glyph::{Glyph, GlyphId, Outline, OutlineCurve, OutlinedGlyph, Point, PxScaleFactor, Rect, point};
use tiny_skia::Pixmap;

use super::glyphs::Glyphs;
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

/// A letter of one weight, size and direction, at one step between two pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct LetterKind {
    id: GlyphId,
    is_bold: bool,
    scale_bits: u32,
    is_upright: bool,
    step: u8,
}

thread_local! {
    /// The letters that this thread has drawn: all pictures share their letters, and to outline one takes longer than to
    /// mix it in. `None` is a sign without ink.
    static DRAWN: RefCell<HashMap<LetterKind, Option<Rc<LetterCover>>>> = RefCell::default();
}

/// Draws a letter of the font onto an opaque picture; parts outside it are left out.
pub(super) fn letter(
    picture: &mut Pixmap,
    glyphs: &Glyphs,
    (id, is_bold): (GlyphId, bool),
    spot: &LetterSpot,
    paint: Paint,
) {
    let (_, step) = spot.snapped();
    let kind = LetterKind { id, is_bold, scale_bits: spot.scale.to_bits(), is_upright: spot.is_upright, step };
    let outlined = || glyphs.outline(id, is_bold).map(|outline| Rc::new(LetterCover::of(outline, spot)));
    let cover = DRAWN.with_borrow_mut(|drawn| drawn.entry(kind).or_insert_with(outlined).clone());
    if let Some(cover) = cover {
        cover.mix_into(picture, spot, paint);
    }
}

/// The pixels of a letter: the steps of cover of each, row by row, and the corner of the first, px from its start.
struct LetterCover {
    left: i32,
    top: i32,
    width: usize,
    steps: Vec<u8>,
}

impl LetterCover {
    fn of(outline: Outline, spot: &LetterSpot) -> Self {
        let outline = if spot.is_upright { turned(&outline) } else { outline };
        let factor = PxScaleFactor { horizontal: spot.scale, vertical: spot.scale };
        let off = f32::from(spot.snapped().1) / STEPS;
        let position = if spot.is_upright { point(0.0, off) } else { point(off, 0.0) };
        // Only the outline is drawn, so the number of the letter and its height do not matter.
        let drawn = OutlinedGlyph::new(Glyph { id: GlyphId(0), scale: 1.0.into(), position }, outline, factor);
        let bounds = drawn.px_bounds();
        let width = bounds.width() as usize;
        let mut steps = vec![0; width * bounds.height() as usize];
        drawn.draw(|column, row, cover| {
            if let Some(step) = steps.get_mut(row as usize * width + column as usize) {
                *step = (cover.clamp(0.0, 1.0) * COVERS).round() as u8;
            }
        });
        Self { left: bounds.min.x as i32, top: bounds.min.y as i32, width, steps }
    }

    fn mix_into(&self, picture: &mut Pixmap, spot: &LetterSpot, paint: Paint) {
        let ((x, y), _) = spot.snapped();
        let (width, height) = (picture.width().cast_signed(), picture.height().cast_signed());
        let data = picture.data_mut();
        for (row, steps) in (y.saturating_add(self.top)..).zip(self.steps.chunks_exact(self.width.max(1))) {
            for (column, step) in (x.saturating_add(self.left)..).zip(steps) {
                if *step > 0 && (0..width).contains(&column) && (0..height).contains(&row) {
                    let at = (row * width + column) as usize * 4;
                    mix(&mut data[at..at + 3], paint.rgb, f32::from(*step) / COVERS * paint.alpha);
                }
            }
        }
    }
}

impl LetterSpot {
    /// The start at which the letter is drawn: whole pixels, and the steps after them along its line.
    fn snapped(&self) -> ((i32, i32), u8) {
        let (along, across) = if self.is_upright { (self.y, self.x) } else { (self.x, self.y) };
        let steps = (along * STEPS).round() as i32;
        let (whole, step) = (steps.div_euclid(STEPS as i32), steps.rem_euclid(STEPS as i32) as u8);
        let across = across.round() as i32;
        (if self.is_upright { (across, whole) } else { (whole, across) }, step)
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
        LetterCover::of(tall_box(), spot).mix_into(&mut picture, spot, Paint { rgb: [0, 0, 0], alpha: 1.0 });
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
