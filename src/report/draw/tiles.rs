//! The three tiles: label, interval, value, word, scale.

use plotters_backend::DrawingBackend;

use super::arrows::{self, LEFT as LEFTWARDS, RIGHT as RIGHTWARDS};
use super::canvas::{Align, Canvas, Frame};
use super::edges::LEFT;
use super::palette::{
    BODY, GRID, INK, INTERVAL, LEGEND, PAGE, PANEL, SECOND, TARGET, TARGET_EDGE, TICK, TILE_VALUES, TILE_WORD, Type,
    UNIT,
};
use crate::report::figure::{Scale, Tile, TileBody};
use crate::stats::Range;

const TILE: Frame = Frame::new(LEFT, 116.0, 370.0, 132.0);
const GAP: f64 = 20.0;
const PAD: f64 = 16.0;
/// Height of a scale, px.
const BAR: f64 = 9.0;
/// Least room between two words under a scale, px.
const MARK_GAP: f64 = 5.0;

pub(super) fn draw<B: DrawingBackend>(tiles: &[Tile], canvas: &Canvas<'_, B>) {
    for (index, tile) in tiles.iter().enumerate() {
        let x = TILE.x + index as f64 * (TILE.w + GAP);
        draw_tile(tile, Frame { x, ..TILE }, canvas);
    }
}

fn draw_tile<B: DrawingBackend>(tile: &Tile, frame: Frame, canvas: &Canvas<'_, B>) {
    canvas.fill(frame, PANEL);
    let (left, right) = (frame.x + PAD, frame.right() - PAD);
    let label = canvas.fit(&tile.label, LEGEND, right - left);
    canvas.text((left, frame.y + 25.0), Align::Left, &label, LEGEND, SECOND);
    let room = right - left - canvas.width(&label, LEGEND) - 14.0;
    // A part of a caveat would puzzle: it is all told or not at all.
    if canvas.width(&tile.corner, TICK) <= room {
        canvas.text((right, frame.y + 25.0), Align::Right, &tile.corner, TICK, SECOND);
    }
    match &tile.body {
        TileBody::Score { value, unit, word, scale } => {
            values(frame, value, unit, word, canvas);
            draw_scale(scale, Frame::new(left, frame.y + 85.0, right - left, BAR), canvas);
        }
        TileBody::Fact { value, unit, note } => {
            values(frame, value, unit, "", canvas);
            let note = canvas.fit(note, BODY, right - left);
            canvas.text((left, frame.y + 98.0), Align::Left, &note, BODY, SECOND);
        }
        TileBody::Absent { word, reason } => {
            canvas.fill(Frame::new(left + 1.0, frame.y + 56.0, 16.0, 4.0), SECOND);
            canvas.text((left + 36.0, frame.y + 65.0), Align::Left, word, TILE_WORD, SECOND);
            for (line, text) in canvas.wrap(reason, LEGEND, right - left).iter().take(2).enumerate() {
                canvas.text((left, frame.y + 94.0 + 20.0 * line as f64), Align::Left, text, LEGEND, SECOND);
            }
        }
    }
}

fn values<B: DrawingBackend>(frame: Frame, value: &str, unit: &str, word: &str, canvas: &Canvas<'_, B>) {
    let (mut x, baseline) = (frame.x + PAD, frame.y + 68.0);
    let rest =
        canvas.width(unit, UNIT) + canvas.width(word, TILE_WORD) + 6.0 + if word.is_empty() { 0.0 } else { 18.0 };
    let fits = |size: &&Type| canvas.width(value, **size) + rest <= frame.w - 2.0 * PAD;
    let size = TILE_VALUES.iter().find(fits).copied().unwrap_or(TILE_VALUES[TILE_VALUES.len() - 1]);
    canvas.text((x, baseline), Align::Left, value, size, INK);
    x += canvas.width(value, size) + 6.0;
    canvas.text((x, baseline), Align::Left, unit, UNIT, SECOND);
    x += canvas.width(unit, UNIT) + 18.0;
    canvas.text((x, baseline), Align::Left, word, TILE_WORD, INK);
}

fn draw_scale<B: DrawingBackend>(scale: &Scale, bar: Frame, canvas: &Canvas<'_, B>) {
    let Range { low, high } = scale.range;
    let at = |value: f64| bar.x + bar.w * ((value - low) / (high - low)).clamp(0.0, 1.0);
    canvas.fill(bar, GRID);
    let gate = Frame { x: at(scale.gate.low), w: at(scale.gate.high) - at(scale.gate.low), ..bar };
    canvas.fill(gate, TARGET);
    canvas.edge(gate, 1.0, TARGET_EDGE);
    for (value, ..) in scale.marks.iter().filter(|mark| mark.2) {
        canvas.upright(at(*value), bar.y - 3.0, bar.bottom() + 3.0, SECOND);
    }
    mark_texts(scale, at, bar, canvas);
    if let Some(Range { low: from, high: to }) = scale.ci80.filter(|ci80| ci80.width().is_finite()) {
        let (left, right) = (at(from), at(to));
        canvas.fill(Frame { x: left, y: bar.y + 1.5, w: (right - left).max(1.0), h: bar.h - 3.0 }, INTERVAL);
        for (leaves, x, direction) in [(from < low, left, LEFTWARDS), (to > high, right, RIGHTWARDS)] {
            if leaves {
                arrows::draw((x + 8.0 * direction.0, bar.y + bar.h / 2.0), direction, (8.0, 7.0), INTERVAL, canvas);
            }
        }
    }
    if scale.value.is_finite() {
        point(scale.value, scale.range, (at(scale.value), bar.y + bar.h / 2.0), canvas);
    }
}

/// Draws the value: a dot, or an arrowhead at the end of the scale that the value leaves.
fn point<B: DrawingBackend>(value: f64, range: Range, (x, y): (f64, f64), canvas: &Canvas<'_, B>) {
    let direction = match value {
        value if value < range.low => LEFTWARDS,
        value if value > range.high => RIGHTWARDS,
        _ => {
            canvas.disc((x, y), 8.5, PAGE);
            canvas.disc((x, y), 7.0, INK);
            return;
        }
    };
    arrows::draw((x + 10.0 * direction.0, y), direction, (18.0, 10.5), PAGE, canvas);
    arrows::draw((x + 8.0 * direction.0, y), direction, (14.0, 8.5), INK, canvas);
}

/// Draws the words and numbers under a scale. Where one of them would crowd the next, the numbers are left out: the words
/// say more.
fn mark_texts<B: DrawingBackend>(scale: &Scale, at: impl Fn(f64) -> f64, bar: Frame, canvas: &Canvas<'_, B>) {
    let half = |label: &str| canvas.width(label, TICK) / 2.0;
    let gap = |pair: &[(f64, &'static str, bool)]| at(pair[1].0) - half(pair[1].1) - at(pair[0].0) - half(pair[0].1);
    let is_crowded = scale.marks.windows(2).any(|pair| gap(pair) < MARK_GAP);
    for (value, label, _) in scale.marks.iter().filter(|mark| !(is_crowded && mark.2)) {
        canvas.text((at(*value), bar.bottom() + 22.0), Align::Middle, label, TICK, SECOND);
    }
}
