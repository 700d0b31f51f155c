//! A plotters backend on a picture of tiny-skia: anti-aliased shapes, strokes and letters on a grid finer than pixels.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

use super::glyphs::Glyphs;
use super::letters::{self, LetterSpot};
use super::{raster, stroke};

/// Grid steps in a pixel. plotters passes whole numbers, so places between pixels need a finer grid.
pub(super) const GRID: f64 = 8.0;

/// The height of a line over one em. plotters gives the size of a text as the height of the line.
pub(super) const LINE_OVER_EM: f64 = 1.24;

/// How far the baseline lies above a text's anchor at its bottom, em: half an x-height, as in plotters' SVG backend.
pub(super) const BASELINE_ABOVE_BOTTOM_EM: f64 = 0.243;
/// How far the baseline lies below a text's anchor at its top, em.
const BASELINE_BELOW_TOP_EM: f64 = 0.76;
/// How far the baseline lies below a text's anchor at its centre, em.
const BASELINE_BELOW_CENTRE_EM: f64 = 0.243;

type DrawResult = Result<(), DrawingErrorKind<Infallible>>;

/// A picture that plotters draws on, in steps of 1/8 px.
pub(super) struct Skia<'a> {
    picture: &'a mut Pixmap,
    glyphs: &'a Glyphs,
}

impl<'a> Skia<'a> {
    /// A backend that draws onto an opaque picture.
    pub(super) fn new(picture: &'a mut Pixmap, glyphs: &'a Glyphs) -> Self {
        Self { picture, glyphs }
    }

    /// A straight line with square ends.
    fn line(&mut self, a: (f32, f32), b: (f32, f32), width: f32, color: BackendColor) {
        match straight(a, b, width) {
            Some((corner, opposite)) => raster::rectangle(self.picture, corner, opposite, ink(color)),
            None => self.fill(bar(a, b, width), color),
        }
    }

    fn fill(&mut self, path: Option<Path>, color: BackendColor) {
        if let Some(path) = path {
            self.picture.fill_path(&path, &paint(color), FillRule::Winding, Transform::identity(), None);
        }
    }
}

fn px(value: i32) -> f32 {
    value as f32 / GRID as f32
}

fn place((x, y): BackendCoord) -> (f32, f32) {
    (px(x), px(y))
}

fn paint(color: BackendColor) -> Paint<'static> {
    let (r, g, b) = color.rgb;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, (color.alpha.clamp(0.0, 1.0) * 255.0).round() as u8);
    paint
}

fn ink(color: BackendColor) -> raster::Paint {
    let (r, g, b) = color.rgb;
    raster::Paint { rgb: [r, g, b], alpha: color.alpha.clamp(0.0, 1.0) as f32 }
}

fn polygon(points: impl IntoIterator<Item = (f32, f32)>) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (index, (x, y)) in points.into_iter().enumerate() {
        if index == 0 {
            builder.move_to(x, y);
        } else {
            builder.line_to(x, y);
        }
    }
    builder.close();
    builder.finish()
}

/// The opposite corners of a straight line with square ends, where it runs along the pixels.
fn straight((ax, ay): (f32, f32), (bx, by): (f32, f32), width: f32) -> Option<((f32, f32), (f32, f32))> {
    let half = width / 2.0;
    if (ay - by).abs() < f32::EPSILON {
        Some(((ax, ay - half), (bx, ay + half)))
    } else if (ax - bx).abs() < f32::EPSILON {
        Some(((ax - half, ay), (ax + half, by)))
    } else {
        None
    }
}

/// The rectangle that a straight line with square ends covers.
fn bar((ax, ay): (f32, f32), (bx, by): (f32, f32), width: f32) -> Option<Path> {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx.hypot(dy);
    if length <= 0.0 {
        return None;
    }
    let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
    polygon([(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)])
}

/// Where the letters of a text go: the start of its baseline, px; the px of a font unit; whether the text reads upward.
struct Baseline {
    x: f32,
    y: f32,
    scale: f32,
    is_upright: bool,
}

impl Baseline {
    fn at(&self, along: f32, up: f32) -> (f32, f32) {
        let (along, up) = (along * self.scale, up * self.scale);
        if self.is_upright { (self.x - up, self.y - along) } else { (self.x + along, self.y - up) }
    }

    /// Where a letter starts on the line; `along` is in font units.
    fn at_letter(&self, along: f32) -> LetterSpot {
        let (x, y) = self.at(along, 0.0);
        LetterSpot { x, y, scale: self.scale, is_upright: self.is_upright }
    }
}

impl DrawingBackend for Skia<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.picture.width() * GRID as u32, self.picture.height() * GRID as u32)
    }

    fn ensure_prepared(&mut self) -> DrawResult {
        Ok(())
    }

    fn present(&mut self) -> DrawResult {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> DrawResult {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> DrawResult {
        self.line(place(from), place(to), px(style.stroke_width().cast_signed()), style.color());
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> DrawResult {
        if fill {
            raster::rectangle(self.picture, place(a), place(b), ink(style.color()));
            return Ok(());
        }
        self.draw_path([a, (b.0, a.1), b, (a.0, b.1), a], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> DrawResult {
        let points: Vec<(f32, f32)> = path.into_iter().map(place).collect();
        let width = px(style.stroke_width().cast_signed());
        if let [a, b] = points[..] {
            self.line(a, b, width, style.color());
        } else {
            stroke::stroke(self.picture, &points, width, ink(style.color()));
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> DrawResult {
        let ((x, y), radius) = (place(center), px(radius.cast_signed()));
        if fill {
            self.fill(PathBuilder::from_circle(x, y, radius), style.color());
        } else if let Some(circle) = PathBuilder::from_circle(x, y, radius) {
            let line =
                tiny_skia::Stroke { width: px(style.stroke_width().cast_signed()), ..tiny_skia::Stroke::default() };
            self.picture.stroke_path(&circle, &paint(style.color()), &line, Transform::identity(), None);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> DrawResult {
        self.fill(polygon(vert.into_iter().map(place)), style.color());
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> DrawResult {
        let is_bold = matches!(style.style(), FontStyle::Bold);
        let em_px = (style.size() / LINE_OVER_EM / GRID) as f32;
        let (placed, width) = self.glyphs.place(text, is_bold);
        let scale = em_px / self.glyphs.em(is_bold);
        let is_upright = matches!(style.transform(), FontTransform::Rotate270);
        let along = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Right => -width,
            HPos::Center => -width / 2.0,
        };
        let up = match style.anchor().v_pos {
            VPos::Top => -BASELINE_BELOW_TOP_EM,
            VPos::Center => -BASELINE_BELOW_CENTRE_EM,
            VPos::Bottom => BASELINE_ABOVE_BOTTOM_EM,
        } as f32
            * self.glyphs.em(is_bold);
        let (x, y) = Baseline { x: px(pos.0), y: px(pos.1), scale, is_upright }.at(along, up);
        let line = Baseline { x, y, scale, is_upright };
        for letter in placed {
            let spot = line.at_letter(letter.x);
            letters::letter(self.picture, self.glyphs, (letter.id, is_bold), &spot, ink(style.color()));
        }
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let em = style.size() / LINE_OVER_EM;
        let width = self.glyphs.width(text, em, matches!(style.style(), FontStyle::Bold));
        Ok((width.ceil() as u32, em.ceil() as u32))
    }
}
