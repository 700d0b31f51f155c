//! A plotters drawing area in px, with the few shapes of a report.

use std::cell::RefCell;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use super::lines;
use super::palette::{EDGE, HATCH, PAGE, PANEL, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::printable::printable;
use crate::report::glyphs::Glyphs;
use crate::report::skia::{BASELINE_ABOVE_BOTTOM_EM, LINE_OVER_EM};

/// The font family by the names that SVG viewers look for.
const FAMILY: &str = "'Source Sans 3', 'Source Sans Pro', sans-serif";
/// More letters than any line of a report holds.
const LONGEST: usize = 400;
/// Height of figures and capitals, in em.
const FIGURE_EM: f64 = 0.66;
/// Distance of hatch lines, px.
const HATCH_STEP: f64 = 7.0;

/// A rectangle, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::report) struct Frame {
    pub(in crate::report) x: f64,
    pub(in crate::report) y: f64,
    pub(in crate::report) w: f64,
    pub(in crate::report) h: f64,
}

impl Frame {
    pub(super) const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    pub(in crate::report) fn right(self) -> f64 {
        self.x + self.w
    }

    pub(in crate::report) fn bottom(self) -> f64 {
        self.y + self.h
    }

    pub(super) fn middle(self) -> f64 {
        self.x + self.w / 2.0
    }
}

/// The side of a text that its x is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

/// A drawing area in px. It keeps the first failure until [`Canvas::finish`].
pub(in crate::report) struct Canvas<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    glyphs: &'a Glyphs,
    grid: f64,
    failure: RefCell<Option<String>>,
    list: Option<RefCell<PlacedTexts>>,
}

/// The texts and panels of a drawing, in the order in which they were drawn.
#[derive(Debug, Default)]
pub(in crate::report) struct PlacedTexts {
    /// Each text with its box, from the top of its figures to its baseline, and its size of type, px.
    pub(in crate::report) texts: Vec<(String, Frame, f64)>,
    /// The panels that hold texts.
    pub(in crate::report) panels: Vec<Frame>,
}

impl<'a, B: DrawingBackend> Canvas<'a, B> {
    /// A canvas on an area with `grid` steps in a pixel.
    pub(in crate::report) fn new(area: &'a DrawingArea<B, Shift>, glyphs: &'a Glyphs, grid: f64) -> Self {
        Self { area, glyphs, grid, failure: RefCell::new(None), list: None }
    }

    /// A canvas that lists its texts and panels beside drawing them.
    pub(in crate::report) fn listing(area: &'a DrawingArea<B, Shift>, glyphs: &'a Glyphs, grid: f64) -> Self {
        Self { list: Some(RefCell::default()), ..Self::new(area, glyphs, grid) }
    }

    /// The texts and panels drawn so far; empty where they are not listed.
    pub(in crate::report) fn listed(&self) -> PlacedTexts {
        self.list.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// Ends the drawing.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] with the first failure of the backend.
    pub(in crate::report) fn finish(&self) -> Result<()> {
        let presented = self.area.present().err().map(|error| error.to_string());
        match self.failure.borrow_mut().take().or(presented) {
            Some(found) => Err(Error::new(ErrorKind::Io, "to draw the report", found)),
            None => Ok(()),
        }
    }

    fn draw<E>(&self, element: &E)
    where
        for<'e> &'e E: PointCollection<'e, (i32, i32)>,
        E: Drawable<B>,
    {
        if let Err(error) = self.area.draw(element) {
            self.failure.borrow_mut().get_or_insert_with(|| error.to_string());
        }
    }

    fn at(&self, (x, y): (f64, f64)) -> (i32, i32) {
        ((x * self.grid).round() as i32, (y * self.grid).round() as i32)
    }

    fn style(&self, color: RGBAColor, width: f64) -> ShapeStyle {
        ShapeStyle { color, filled: true, stroke_width: (width * self.grid).round() as u32 }
    }

    /// A filled rectangle.
    pub(super) fn fill(&self, frame: Frame, color: RGBAColor) {
        if let Some(list) = self.list.as_ref().filter(|_| color == PANEL) {
            list.borrow_mut().panels.push(frame);
        }
        let corners = [self.at((frame.x, frame.y)), self.at((frame.right(), frame.bottom()))];
        self.draw(&Rectangle::new(corners, color.filled()));
    }

    /// The inner edge of a rectangle.
    pub(super) fn edge(&self, frame: Frame, width: f64, color: RGBAColor) {
        let Frame { x, y, w, h } = frame;
        self.fill(Frame::new(x, y, w, width), color);
        self.fill(Frame::new(x, y + h - width, w, width), color);
        self.fill(Frame::new(x, y + width, width, h - 2.0 * width), color);
        self.fill(Frame::new(x + w - width, y + width, width, h - 2.0 * width), color);
    }

    /// A level hairline on whole pixels.
    pub(super) fn level(&self, x: f64, right: f64, y: f64, color: RGBAColor) {
        self.fill(Frame::new(x, y.floor(), right - x, 1.0), color);
    }

    /// An upright hairline on whole pixels.
    pub(super) fn upright(&self, x: f64, y: f64, bottom: f64, color: RGBAColor) {
        self.fill(Frame::new(x.floor(), y, 1.0, bottom - y), color);
    }

    /// A line through points.
    pub(super) fn line(&self, points: &[(f64, f64)], width: f64, color: RGBAColor) {
        if points.len() > 1 {
            let path: Vec<_> = points.iter().map(|&point| self.at(point)).collect();
            self.draw(&PathElement::new(path, self.style(color, width)));
        }
    }

    /// A broken line through points; `pattern` is the length of a dash and of a gap, px.
    pub(super) fn dashes(&self, points: &[(f64, f64)], width: f64, color: RGBAColor, pattern: (f64, f64)) {
        for (a, b) in lines::dashes(points, pattern) {
            self.line(&[a, b], width, color);
        }
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, points: &[(f64, f64)], color: RGBAColor) {
        let path: Vec<_> = points.iter().map(|&point| self.at(point)).collect();
        self.draw(&Polygon::new(path, color.filled()));
    }

    /// A filled circle.
    pub(super) fn disc(&self, center: (f64, f64), radius: f64, color: RGBAColor) {
        self.draw(&Circle::new(self.at(center), (radius * self.grid).round(), color.filled()));
    }

    /// The outline of a circle.
    pub(super) fn ring(&self, center: (f64, f64), radius: f64, width: f64, color: RGBAColor) {
        let style = ShapeStyle { filled: false, ..self.style(color, width) };
        self.draw(&Circle::new(self.at(center), (radius * self.grid).round(), style));
    }

    /// A square that stands on its corner, with an edge in the colour of the page.
    pub(super) fn diamond(&self, (x, y): (f64, f64), radius: f64, color: RGBAColor) {
        for (r, color) in [(radius + 1.5, PAGE), (radius, color)] {
            self.polygon(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], color);
        }
    }

    /// Slanted lines over a rectangle, on white, with an edge.
    pub(super) fn hatch(&self, frame: Frame) {
        self.fill(frame, PAGE);
        let mut from = frame.x - frame.h + HATCH_STEP / 2.0;
        while from < frame.right() {
            let x0 = from.max(frame.x);
            let x1 = (from + frame.h).min(frame.right());
            self.line(&[(x0, frame.bottom() - (x0 - from)), (x1, frame.bottom() - (x1 - from))], 1.0, HATCH);
            from += HATCH_STEP;
        }
        self.edge(frame, 1.0, EDGE);
    }

    /// A text on its baseline.
    pub(super) fn text(&self, (x, baseline): (f64, f64), align: Align, text: &str, size: Type, color: RGBAColor) {
        let width = self.width(text, size);
        let left = match align {
            Align::Left => x,
            Align::Middle => x - width / 2.0,
            Align::Right => x - width,
        };
        let height = FIGURE_EM * size.size;
        self.note(text, Frame::new(left, baseline - height, width, height), size);
        self.lettering((x, baseline + BASELINE_ABOVE_BOTTOM_EM * size.size), align, text, size, color, false);
    }

    /// A text that reads upward, its baseline at x, its start at y.
    pub(super) fn text_up(&self, (baseline, y): (f64, f64), text: &str, size: Type, color: RGBAColor) {
        let (length, height) = (self.width(text, size), FIGURE_EM * size.size);
        self.note(text, Frame::new(baseline - height, y - length, height, length), size);
        self.lettering((baseline + BASELINE_ABOVE_BOTTOM_EM * size.size, y), Align::Left, text, size, color, true);
    }

    fn note(&self, text: &str, frame: Frame, size: Type) {
        if let Some(list) = self.list.as_ref().filter(|_| !text.is_empty()) {
            list.borrow_mut().texts.push((text.to_owned(), frame, size.size));
        }
    }

    fn lettering(&self, at: (f64, f64), align: Align, text: &str, size: Type, color: RGBAColor, up: bool) {
        let style = if size.is_bold { FontStyle::Bold } else { FontStyle::Normal };
        let transform = if up { FontTransform::Rotate270 } else { FontTransform::None };
        let font = FontDesc::new(FontFamily::Name(FAMILY), size.size * self.grid * LINE_OVER_EM, style);
        let h_pos = match align {
            Align::Left => HPos::Left,
            Align::Middle => HPos::Center,
            Align::Right => HPos::Right,
        };
        let anchor = Pos::new(h_pos, VPos::Bottom);
        let style = TextStyle { font: font.transform(transform), color: color.to_backend_color(), pos: anchor };
        let clean = printable(text).into_owned();
        self.draw(&Text::new(clean, self.at(at), style));
    }

    /// Width of a text, px.
    pub(super) fn width(&self, text: &str, size: Type) -> f64 {
        self.glyphs.width(text, size.size, size.is_bold)
    }

    /// The text. Where it is wider than allowed, dots replace its end.
    pub(super) fn fit(&self, text: &str, size: Type, allowed: f64) -> String {
        if self.width(text, size) <= allowed {
            return text.to_owned();
        }
        let mut kept: Vec<char> = text.chars().take(LONGEST).collect();
        while kept.pop().is_some() {
            let shorter = format!("{}\u{2026}", kept.iter().collect::<String>().trim_end());
            if self.width(&shorter, size) <= allowed {
                return shorter;
            }
        }
        String::new()
    }

    /// The text in lines no wider than allowed, broken at spaces. A word wider than a line is cut.
    pub(super) fn wrap(&self, text: &str, size: Type, allowed: f64) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= allowed {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = self.fit(word, size, allowed);
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}
