//! The three tiles: label, interval, value, word, scale.

use plotters_backend::DrawingBackend;

use super::canvas::{Align, Canvas, Frame};
use super::edges::LEFT;
use super::palette::{
    BODY, GRID, INK, INTERVAL, LEGEND, PAGE, PANEL, SECOND, TARGET, TARGET_EDGE, TICK, TILE_VALUE, TILE_WORD, UNIT,
};
use crate::report::figure::{Scale, Tile, TileBody};
use crate::stats::Range;

const TILE: Frame = Frame::new(LEFT, 116.0, 370.0, 132.0);
const GAP: f64 = 20.0;
const PAD: f64 = 16.0;
/// Height of a scale, px.
const BAR: f64 = 9.0;

pub(super) fn draw<B: DrawingBackend>(tiles: &[Tile; 3], canvas: &Canvas<'_, B>) {
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
    canvas.text((right, frame.y + 25.0), Align::Right, &canvas.fit(&tile.corner, TICK, room), TICK, SECOND);
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
    canvas.text((x, baseline), Align::Left, value, TILE_VALUE, INK);
    x += canvas.width(value, TILE_VALUE) + 6.0;
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
    for (value, label, is_tick) in &scale.marks {
        if *is_tick {
            canvas.upright(at(*value), bar.y - 3.0, bar.bottom() + 3.0, SECOND);
        }
        canvas.text((at(*value), bar.bottom() + 22.0), Align::Middle, label, TICK, SECOND);
    }
    if let Some(Range { low: from, high: to }) = scale.ci80.filter(|ci80| ci80.width().is_finite()) {
        let (left, right) = (at(from), at(to));
        canvas.fill(Frame { x: left, y: bar.y + 1.5, w: (right - left).max(1.0), h: bar.h - 3.0 }, INTERVAL);
        arrow(from < low, left, -1.0, bar, canvas);
        arrow(to > high, right, 1.0, bar, canvas);
    }
    if scale.value.is_finite() {
        let center = (at(scale.value), bar.y + bar.h / 2.0);
        canvas.disc(center, 8.5, PAGE);
        canvas.disc(center, 7.0, INK);
    }
}

/// Draws an arrowhead where an interval leaves the scale.
fn arrow<B: DrawingBackend>(leaves: bool, x: f64, side: f64, bar: Frame, canvas: &Canvas<'_, B>) {
    if leaves {
        let middle = bar.y + bar.h / 2.0;
        canvas.polygon(&[(x + 8.0 * side, middle), (x, middle - 7.0), (x, middle + 7.0)], INTERVAL);
    }
}
