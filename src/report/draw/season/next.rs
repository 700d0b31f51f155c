//! The next step in large: the answer, the workout, the day, and why.

use crate::report::draw::advice::mark;
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::edges::{BOX_LEFT, BOX_WIDTH};
use crate::report::draw::palette::{BODY, DECISION, INK, NEXT, PANEL, SECOND, TILE_WORD, Type, of_decision};
use crate::report::season::NextBox;
use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

const TOP: f64 = 116.0;
const TEXT_LEFT: f64 = BOX_LEFT + 26.0;
const ROOM: f64 = BOX_WIDTH - 44.0;
const LINE: f64 = 20.5;
/// The box is no taller than this: the last weeks stand below it, px.
const MOST_HEIGHT: f64 = 440.0;
/// Below the box, px.
const GAP: f64 = 16.0;

/// One line, ready to be placed.
struct BoxLine {
    down: f64,
    text: String,
    size: Type,
    color: RGBAColor,
}

/// Draws the box; where the next box begins, px.
pub(super) fn draw<B: DrawingBackend>(next: &NextBox, canvas: &Canvas<'_, B>) -> f64 {
    let mut lines = lines(next, canvas);
    let height = |lines: &[BoxLine]| lines.iter().map(|line| line.down).sum::<f64>() + 46.0 + 20.0;
    while height(&lines) > MOST_HEIGHT {
        lines.pop();
    }
    let frame = Frame::new(BOX_LEFT, TOP, BOX_WIDTH, height(&lines));
    let color = of_decision(next.advice.decision);
    canvas.fill(frame, PANEL);
    canvas.fill(Frame { w: 6.0, ..frame }, color);
    mark(next.advice.decision, (TEXT_LEFT + 9.0, TOP + 30.0), 8.5, color, canvas);
    let mut baseline = TOP + 38.0;
    canvas.text((TEXT_LEFT + 30.0, baseline), Align::Left, &next.advice.word, DECISION, INK);
    for line in &lines {
        baseline += line.down;
        canvas.text((TEXT_LEFT, baseline), Align::Left, &line.text, line.size, line.color);
    }
    frame.bottom() + GAP
}

fn lines<B: DrawingBackend>(next: &NextBox, canvas: &Canvas<'_, B>) -> Vec<BoxLine> {
    let mut lines = Vec::new();
    let mut add = |text: &str, (size, color): (Type, RGBAColor), (first, later): (f64, f64)| {
        for (index, text) in canvas.wrap(text, size, ROOM).into_iter().enumerate() {
            lines.push(BoxLine { down: if index == 0 { first } else { later }, text, size, color });
        }
    };
    add(&next.advice.next, (NEXT, INK), (36.0, 30.0));
    add(&next.date, (TILE_WORD, INK), (34.0, 28.0));
    for (index, detail) in next.advice.details.iter().enumerate() {
        add(detail, (BODY, INK), (if index == 0 { 30.0 } else { LINE }, LINE));
    }
    for (index, reason) in next.advice.reasons.iter().enumerate() {
        add(reason, (BODY, SECOND), (if index == 0 { 32.0 } else { 25.0 }, LINE));
    }
    lines
}
