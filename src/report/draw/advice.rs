//! The recommendation box.

use plotters::style::RGBAColor;
use plotters_backend::DrawingBackend;

use super::canvas::{Align, Canvas, Frame};
use super::edges::{BOX_LEFT, BOX_WIDTH};
use super::palette::{BODY, BODY_BOLD, DECISION, EDGE, INK, LAST, LEGEND, NEXT, PANEL, SECOND, Type, of_decision};
use crate::progression::Decision;
use crate::report::figure::Advice;

const TOP: f64 = 116.0;
const LEAST_HEIGHT: f64 = 160.0;
const MOST_HEIGHT: f64 = 880.0;
const TEXT_LEFT: f64 = BOX_LEFT + 26.0;
const TEXT_RIGHT: f64 = BOX_LEFT + BOX_WIDTH - 18.0;
const BULLET: f64 = 16.0;
const LINE: f64 = 20.5;
/// Reasons that stay where room is short.
const FEWEST_REASONS: usize = 2;
/// Room below the box, px.
const GAP: f64 = 16.0;

/// One line of the box, ready to be placed.
struct TextLine {
    /// From the last baseline to the baseline of this line, px.
    down: f64,
    x: f64,
    text: String,
    size: Type,
    color: RGBAColor,
    mark: Mark,
}

/// What stands before a line.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    None,
    Bullet,
    Rule,
}

/// Draws the box. Returns the top of the next box, px.
pub(super) fn draw<B: DrawingBackend>(advice: &Advice, canvas: &Canvas<'_, B>) -> f64 {
    let lines = fitting(advice, canvas);
    let height = (height(&lines) + 24.0).clamp(LEAST_HEIGHT, MOST_HEIGHT);
    let frame = Frame::new(BOX_LEFT, TOP, BOX_WIDTH, height);
    let color = of_decision(advice.decision);
    canvas.fill(frame, PANEL);
    canvas.fill(Frame { w: 6.0, ..frame }, color);
    mark(advice.decision, (TEXT_LEFT + 9.0, TOP + 30.0), 8.5, color, canvas);
    let mut baseline = TOP;
    for (index, line) in lines.iter().enumerate() {
        baseline += line.down;
        let after = lines.get(index + 1).map_or(baseline, |next| baseline + next.down);
        if baseline > frame.bottom() - 10.0 {
            break;
        }
        let dots = if after > frame.bottom() - 10.0 { " \u{2026}" } else { "" };
        match line.mark {
            Mark::Bullet => canvas.disc((TEXT_LEFT + 4.0, baseline - 5.0), 2.8, SECOND),
            Mark::Rule => canvas.level(TEXT_LEFT, TEXT_RIGHT, baseline - 24.0, EDGE),
            Mark::None => {}
        }
        canvas.text((line.x, baseline), Align::Left, &format!("{}{dots}", line.text), line.size, line.color);
    }
    frame.bottom() + GAP
}

fn height(lines: &[TextLine]) -> f64 {
    lines.iter().map(|line| line.down).sum()
}

/// The lines to draw. Where they do not fit, reasons are left out first, down to two, and then the confidence.
fn fitting<B: DrawingBackend>(advice: &Advice, canvas: &Canvas<'_, B>) -> Vec<TextLine> {
    let mut kept = advice.clone();
    loop {
        let lines = lines(&kept, canvas);
        if height(&lines) + 24.0 <= MOST_HEIGHT {
            return lines;
        }
        if kept.reasons.len() > FEWEST_REASONS {
            kept.reasons.pop();
        } else if kept.confidence.is_empty() {
            return lines;
        } else {
            kept.confidence.clear();
        }
    }
}

fn lines<B: DrawingBackend>(advice: &Advice, canvas: &Canvas<'_, B>) -> Vec<TextLine> {
    let word = TextLine { down: 38.0, x: TEXT_LEFT + 30.0, ..plain(&advice.word, DECISION, INK) };
    let mut lines = vec![word];
    add(&mut lines, &advice.next, (NEXT, INK), (36.0, 30.0), Mark::None, canvas);
    for (index, detail) in advice.details.iter().enumerate() {
        let first = if index == 0 { 29.0 } else { LINE };
        add(&mut lines, detail, (BODY, INK), (first, LINE), Mark::None, canvas);
    }
    section(&mut lines, &advice.why, &advice.reasons, canvas);
    section(&mut lines, "What I could not see", &advice.unseen, canvas);
    if !advice.cue.is_empty() {
        add(&mut lines, &advice.cue, (BODY, INK), (46.0, LINE), Mark::Rule, canvas);
    }
    if !advice.confidence.is_empty() {
        add(&mut lines, &advice.confidence, (LEGEND, SECOND), (46.0, 19.5), Mark::Rule, canvas);
    }
    lines
}

fn section<B: DrawingBackend>(lines: &mut Vec<TextLine>, head: &str, points: &[String], canvas: &Canvas<'_, B>) {
    if points.is_empty() {
        return;
    }
    add(lines, head, (BODY_BOLD, INK), (46.0, LINE), Mark::Rule, canvas);
    for point in points {
        add(lines, point, (BODY, INK), (24.0, LINE), Mark::Bullet, canvas);
    }
}

fn plain(text: &str, size: Type, color: RGBAColor) -> TextLine {
    TextLine { down: 0.0, x: TEXT_LEFT, text: text.to_owned(), size, color, mark: Mark::None }
}

fn add<B: DrawingBackend>(
    lines: &mut Vec<TextLine>,
    text: &str,
    (size, color): (Type, RGBAColor),
    (first, next): (f64, f64),
    mark: Mark,
    canvas: &Canvas<'_, B>,
) {
    let x = if mark == Mark::Bullet { TEXT_LEFT + BULLET } else { TEXT_LEFT };
    for (index, part) in canvas.wrap(text, size, TEXT_RIGHT - x).into_iter().enumerate() {
        let is_first = index == 0;
        let (down, mark) = if is_first { (first, mark) } else { (next, Mark::None) };
        lines.push(TextLine { down, x, mark, ..plain(&part, size, color) });
    }
}

/// The shape of a decision: each has its own, so that no colour is needed to tell them apart.
pub(super) fn mark<B: DrawingBackend>(
    decision: Option<Decision>,
    (x, y): (f64, f64),
    r: f64,
    color: RGBAColor,
    canvas: &Canvas<'_, B>,
) {
    let square = Frame::new(x - r, y - r, 2.0 * r, 2.0 * r);
    match decision {
        Some(Decision::StepUp) => canvas.polygon(&[(x, y - r), (x + r * 1.1, y + r), (x - r * 1.1, y + r)], color),
        Some(Decision::StepBack) => canvas.polygon(&[(x, y + r), (x + r * 1.1, y - r), (x - r * 1.1, y - r)], LAST),
        Some(Decision::OnceMore) => canvas.fill(square, color),
        Some(Decision::LighterWeek) => canvas.ring((x, y), r - 1.0, 2.5, color),
        Some(Decision::WayBack) => {
            canvas.ring((x, y), r - 1.0, 2.0, color);
            canvas.polygon(&half_disc((x, y), r - 1.0), color);
        }
        Some(Decision::Rest) => {
            canvas.line(&[(x - r, y - r), (x + r, y + r)], 2.6, color);
            canvas.line(&[(x - r, y + r), (x + r, y - r)], 2.6, color);
        }
        Some(Decision::EasyFirst) | None => canvas.edge(square, 1.8, color),
    }
}

/// The left half of a disc.
fn half_disc((x, y): (f64, f64), r: f64) -> Vec<(f64, f64)> {
    const CORNERS: u32 = 16;
    let corner = |step: u32| {
        let angle = std::f64::consts::PI * (0.5 + f64::from(step) / f64::from(CORNERS));
        (x + r * angle.cos(), y - r * angle.sin())
    };
    (0..=CORNERS).map(corner).collect()
}
