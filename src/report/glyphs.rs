//! The embedded font: the width of a text, and the outlines of its letters.

use ab_glyph::{Font, FontRef, GlyphId, Outline};

use crate::error::{Error, ErrorKind, Result};

/// Source Sans 3 Regular by Adobe, SIL Open Font License 1.1, unmodified.
pub(super) const REGULAR: &[u8] = include_bytes!("fonts/SourceSans3-Regular.ttf");
/// Source Sans 3 Semibold, as above.
pub(super) const SEMIBOLD: &[u8] = include_bytes!("fonts/SourceSans3-Semibold.ttf");
/// Font units in an em when the font does not say.
const USUAL_EM: f32 = 1000.0;

/// The two weights of the embedded font.
#[derive(Debug, Clone)]
pub(super) struct Glyphs {
    regular: FontRef<'static>,
    semibold: FontRef<'static>,
}

/// One letter to draw, and the distance of its start from the start of the text in font units.
pub(super) struct PlacedGlyph {
    pub(super) id: GlyphId,
    pub(super) x: f32,
}

impl Glyphs {
    /// The embedded font, parsed.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`] if the built-in font cannot be read. A test rules this out.
    pub(super) fn embedded() -> Result<Self> {
        let parse = |bytes: &'static [u8]| {
            FontRef::try_from_slice(bytes)
                .map_err(|cause| Error::new(ErrorKind::Malformed, "the embedded font", "other bytes").because(cause))
        };
        Ok(Self { regular: parse(REGULAR)?, semibold: parse(SEMIBOLD)? })
    }

    fn face(&self, is_bold: bool) -> &FontRef<'static> {
        if is_bold { &self.semibold } else { &self.regular }
    }

    /// Font units in an em.
    pub(super) fn em(&self, is_bold: bool) -> f32 {
        self.face(is_bold).units_per_em().unwrap_or(USUAL_EM)
    }

    /// Width of a text, px; `size` is one em, px.
    pub(super) fn width(&self, text: &str, size: f64, is_bold: bool) -> f64 {
        let units = self.walk(text, is_bold, |_, _| {});
        f64::from(units / self.em(is_bold)) * size
    }

    /// The letters of a text in their places, and the width of the text, in font units. Letters that the font lacks are
    /// left out.
    pub(super) fn place(&self, text: &str, is_bold: bool) -> (Vec<PlacedGlyph>, f32) {
        let mut letters = Vec::with_capacity(text.len());
        let width = self.walk(text, is_bold, |id, x| letters.push(PlacedGlyph { id, x }));
        (letters, width)
    }

    /// The outline of a letter in font units, y up; `None` for a letter without ink.
    pub(super) fn outline(&self, id: GlyphId, is_bold: bool) -> Option<Outline> {
        self.face(is_bold).outline(id)
    }

    fn walk(&self, text: &str, is_bold: bool, mut visit: impl FnMut(GlyphId, f32)) -> f32 {
        let face = self.face(is_bold);
        let mut x = 0.0;
        let mut before = None;
        for id in text.chars().map(|c| face.glyph_id(c)).filter(|id| id.0 != 0) {
            x += before.map_or(0.0, |previous| face.kern_unscaled(previous, id));
            visit(id, x);
            x += face.h_advance_unscaled(id);
            before = Some(id);
        }
        x
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_every_sign_that_is_printed() {
        let glyphs = Glyphs::embedded().unwrap();
        for sign in "0123456789:.,;?%/()+\u{2212}\u{2013}\u{d7}\u{b1}\u{2264}\u{b7}\u{2026}\u{3c3}\u{a0}".chars() {
            let text = sign.to_string();
            assert!(glyphs.width(&text, 100.0, false) > 0.0 && glyphs.width(&text, 100.0, true) > 0.0, "{sign:?}");
        }
    }

    #[test]
    fn figures_are_tabular_and_unknown_letters_take_no_room() {
        let glyphs = Glyphs::embedded().unwrap();
        assert!((glyphs.width("1", 16.0, false) - glyphs.width("8", 16.0, false)).abs() < 1e-6);
        assert!((glyphs.width("a\u{1F3C3}b", 16.0, false) - glyphs.width("ab", 16.0, false)).abs() < 1e-6);
    }
}
