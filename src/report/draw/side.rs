//! The box below the recommendation: earlier like sessions, advice on recording, or figures of the run.

use plotters_backend::DrawingBackend;

use super::advice::mark;
use super::arrows;
use super::axes::Plot;
use super::canvas::{Align, Canvas, Frame};
use super::edges::{BOX_LEFT, BOX_WIDTH};
use super::palette::{
    BODY, BODY_BOLD, EDGE, HEAD, INK, LAST, LEGEND, PAGE, PANEL, SECOND, TARGET, TICK, TICK_BOLD, WORK, of_decision,
    tint,
};
use crate::report::figure::{RepColumn, SideBox, Tick};
use crate::stats::Range;

const BOTTOM: f64 = 1160.0;
const PAD: f64 = 18.0;
const LINE: f64 = 20.5;
/// From the top of a box to its first line below the heading, and from its last line to its foot, px.
const FIRST: f64 = 64.0;
const FOOT: f64 = 22.0;
/// Indent of advice on recording, and the room between two pieces of it, px.
const FIX_INDENT: f64 = 26.0;
const FIX_GAP: f64 = 34.0;
/// From figure to figure, and from a sentence to the first figure, px.
const FACT_STEP: f64 = 30.0;
const NOTE_GAP: f64 = 32.0;
/// Sessions with more reps than this have smaller dots.
const MANY_REPS: usize = 8;
/// Between the lengths of two pauses, px.
const PAUSE_GAP: f64 = 6.0;
/// Least height of a history plot, px.
const LEAST_PLOT: f64 = 50.0;

pub(super) fn draw<B: DrawingBackend>(side: &SideBox, top: f64, canvas: &Canvas<'_, B>) {
    let room = Frame::new(BOX_LEFT, top, BOX_WIDTH, BOTTOM - top);
    if room.h < 60.0 {
        return;
    }
    let frame = Frame { h: height(side, room, canvas).min(room.h), ..room };
    canvas.fill(frame, PANEL);
    match side {
        SideBox::History { head, columns, range, ticks, unit, target } => {
            heading(head, frame, canvas);
            history(columns, (*range, ticks, *target), unit, frame, canvas);
        }
        SideBox::Fixes(fixes) => draw_fixes(fixes, frame, canvas),
        SideBox::Facts { head, note, facts } => {
            heading(head, frame, canvas);
            draw_facts(note, facts, frame, canvas);
        }
    }
}

/// The height of what a box holds, px. Earlier sessions take all the room there is.
fn height<B: DrawingBackend>(side: &SideBox, room: Frame, canvas: &Canvas<'_, B>) -> f64 {
    match side {
        SideBox::History { .. } => room.h,
        SideBox::Fixes(fixes) => {
            let lines = |text: &str| canvas.wrap(text, BODY, room.w - 2.0 * PAD - FIX_INDENT).len() as f64;
            FIRST + fixes.iter().map(|fix| LINE * lines(fix.1) + FIX_GAP).sum::<f64>() - FIX_GAP + FOOT
        }
        SideBox::Facts { note, facts, .. } => {
            FIRST + note_height(note, room, canvas) + FACT_STEP * (facts.len() as f64 - 1.0) + FOOT
        }
    }
}

/// The room of a sentence above the figures, px.
fn note_height<B: DrawingBackend>(note: &str, room: Frame, canvas: &Canvas<'_, B>) -> f64 {
    let lines = if note.is_empty() { 0 } else { canvas.wrap(note, BODY, room.w - 2.0 * PAD).len() };
    if lines == 0 { 0.0 } else { LINE * (lines - 1) as f64 + NOTE_GAP }
}

fn heading<B: DrawingBackend>(head: &str, frame: Frame, canvas: &Canvas<'_, B>) {
    canvas.text((frame.x + PAD, frame.y + 28.0), Align::Left, head, HEAD, INK);
}

/// Draws wrapped text from a first baseline on. Returns the baseline of the last line.
fn paragraph<B: DrawingBackend>(text: &str, (x, first): (f64, f64), frame: Frame, canvas: &Canvas<'_, B>) -> f64 {
    let mut baseline = first;
    for (index, line) in canvas.wrap(text, BODY, frame.right() - PAD - x).iter().enumerate() {
        baseline = first + LINE * index as f64;
        if baseline <= frame.bottom() - 8.0 {
            canvas.text((x, baseline), Align::Left, line, BODY, SECOND);
        }
    }
    baseline
}

fn draw_fixes<B: DrawingBackend>(fixes: &[(&str, &str)], frame: Frame, canvas: &Canvas<'_, B>) {
    heading("How to make the next one readable", frame, canvas);
    let x = frame.x + PAD;
    let mut baseline = frame.y + FIRST;
    for (index, (head, text)) in fixes.iter().enumerate() {
        let lines = canvas.wrap(text, BODY, frame.right() - PAD - x - FIX_INDENT).len();
        if baseline + LINE * lines as f64 > frame.bottom() - 14.0 {
            break;
        }
        canvas.text((x, baseline), Align::Left, &(index + 1).to_string(), BODY_BOLD, SECOND);
        canvas.text((x + FIX_INDENT, baseline), Align::Left, head, BODY_BOLD, INK);
        baseline = paragraph(text, (x + FIX_INDENT, baseline + LINE), frame, canvas) + FIX_GAP;
    }
}

fn draw_facts<B: DrawingBackend>(note: &str, facts: &[(String, String)], frame: Frame, canvas: &Canvas<'_, B>) {
    let first = frame.y + FIRST + note_height(note, frame, canvas);
    if !note.is_empty() {
        paragraph(note, (frame.x + PAD, frame.y + FIRST - 6.0), frame, canvas);
    }
    for (index, (name, value)) in facts.iter().enumerate() {
        let baseline = first + FACT_STEP * index as f64;
        if baseline > frame.bottom() - 12.0 {
            break;
        }
        canvas.text((frame.x + PAD, baseline), Align::Left, name, BODY, SECOND);
        canvas.text((frame.right() - PAD, baseline), Align::Right, value, BODY_BOLD, INK);
        canvas.level(frame.x + PAD, frame.right() - PAD, baseline + 9.0, EDGE);
    }
}

/// The speeds shown, their ticks, the target.
type Axis<'t> = (Range, &'t [Tick], Option<Range>);

fn history<B: DrawingBackend>(
    columns: &[RepColumn],
    (range, ticks, target): Axis<'_>,
    unit: &str,
    frame: Frame,
    canvas: &Canvas<'_, B>,
) {
    let top = frame.y + 92.0;
    let plot_frame = Frame::new(frame.x + 62.0, top, frame.w - 62.0 - PAD, frame.bottom() - 66.0 - top);
    if plot_frame.h < LEAST_PLOT {
        let sessions = columns.len() - 1;
        let text = format!("{sessions} like session{} on record.", if sessions == 1 { "" } else { "s" });
        paragraph(&text, (frame.x + PAD, frame.y + 56.0), frame, canvas);
        return;
    }
    for (index, line) in
        ["each dot is a rep in order, diamond = the last;", "below: what was decided"].iter().enumerate()
    {
        canvas.text((frame.x + PAD, frame.y + 49.0 + 18.0 * index as f64), Align::Left, line, LEGEND, SECOND);
    }
    let plot = Plot { frame: plot_frame, times: Range::new(0.0, columns.len() as f64), values: range };
    canvas.fill(plot_frame, PAGE);
    if let Some(Range { low: slow, high: fast }) = target {
        let (y, bottom) = (plot.y_inside(fast), plot.y_inside(slow));
        canvas.fill(Frame::new(plot_frame.x, y, plot_frame.w, (bottom - y).max(2.0)), TARGET);
    }
    plot.grid(ticks, canvas);
    plot.labels(ticks, Align::Right, canvas);
    canvas.text((plot_frame.x - 8.0, plot_frame.y - 6.0), Align::Right, unit, TICK, SECOND);
    for (index, column) in columns.iter().enumerate() {
        draw_column(column, index, &plot, canvas);
    }
    pauses(columns, &plot, canvas);
}

/// Draws the long pauses between columns, all their lengths in one way: in words where all have room, else short.
fn pauses<B: DrawingBackend>(columns: &[RepColumn], plot: &Plot, canvas: &Canvas<'_, B>) {
    let at = |index: usize| plot.x(index as f64);
    let all: Vec<(f64, &str)> =
        columns.iter().enumerate().filter_map(|(index, column)| Some((at(index), column.pause.as_deref()?))).collect();
    let place = |(x, text): (f64, &str)| pause_place(x, text, plot, canvas);
    let words = all.windows(2).all(|pair| place(pair[0]).right() + PAUSE_GAP <= place(pair[1]).x);
    let mut free = f64::NEG_INFINITY;
    for (x, pause) in all {
        let text = if words { pause.to_owned() } else { shortened(pause) };
        free = draw_pause(&text, (x, free), plot, canvas);
    }
}

/// Where the length of a pause stands above the plot, px.
fn pause_place<B: DrawingBackend>(x: f64, text: &str, plot: &Plot, canvas: &Canvas<'_, B>) -> Frame {
    let (w, frame) = (canvas.width(text, TICK), plot.frame);
    let middle = x.clamp(frame.x + w / 2.0, frame.right() - w / 2.0);
    Frame::new(middle - w / 2.0, frame.y - 20.0, w, 16.0)
}

fn draw_column<B: DrawingBackend>(column: &RepColumn, index: usize, plot: &Plot, canvas: &Canvas<'_, B>) {
    let (left, right) = (plot.x(index as f64), plot.x(index as f64 + 1.0));
    let (middle, frame) = (f64::midpoint(left, right), plot.frame);
    if column.is_today {
        canvas
            .fill(Frame::new(left, frame.y, right - left, frame.h), plotters::style::RGBAColor(0x51, 0x60, 0x6E, 0.12));
    }
    dots(column, (left, right), plot, canvas);
    let size = if column.is_today { TICK_BOLD } else { TICK };
    let color = if column.is_today { INK } else { SECOND };
    canvas.text((middle, frame.bottom() + 17.0), Align::Middle, &column.date.0, size, color);
    canvas.text((middle, frame.bottom() + 33.0), Align::Middle, &column.date.1, size, color);
    if column.decision.is_some() {
        mark(column.decision, (middle, frame.bottom() + 50.0), 5.0, of_decision(column.decision), canvas);
    }
}

/// Draws a dotted line for a long pause before a column, with its length: above the plot where room is, else in it. Returns
/// where free room above the plot begins, px.
fn draw_pause<B: DrawingBackend>(text: &str, (left, free): (f64, f64), plot: &Plot, canvas: &Canvas<'_, B>) -> f64 {
    let frame = plot.frame;
    canvas.dashes(&[(left, frame.y), (left, frame.bottom())], 1.2, SECOND, (2.0, 3.0));
    let place = pause_place(left, text, plot, canvas);
    if place.x >= free {
        canvas.text((place.middle(), frame.y - 6.0), Align::Middle, text, TICK, SECOND);
        return place.right() + PAUSE_GAP;
    }
    canvas.fill(Frame::new(place.x - 2.0, frame.y + 3.0, place.w + 4.0, 16.0), PAGE);
    canvas.text((place.middle(), frame.y + 16.0), Align::Middle, text, TICK, SECOND);
    free
}

/// A pause with its unit as a letter: `46 d`, `3 y`.
fn shortened(pause: &str) -> String {
    pause.replace("days", "d").replace("years", "y")
}

fn dots<B: DrawingBackend>(column: &RepColumn, (left, right): (f64, f64), plot: &Plot, canvas: &Canvas<'_, B>) {
    let speeds = &column.speeds_mps;
    let (from, room) = (left + 7.0, (right - left - 14.0).max(0.0));
    let step = if speeds.len() > 1 { room / (speeds.len() - 1) as f64 } else { 0.0 };
    let spread = step.min(14.0);
    let start = from + (room - spread * speeds.len().saturating_sub(1) as f64) / 2.0;
    let known: Vec<(usize, f64)> = speeds.iter().copied().enumerate().filter(|(_, speed)| speed.is_finite()).collect();
    let at = |&(index, speed): &(usize, f64)| (start + spread * index as f64, plot.y_inside(speed));
    canvas.line(&known.iter().map(at).collect::<Vec<_>>(), 1.0, tint(WORK, 0.6));
    let radius = if speeds.len() > MANY_REPS { 2.6 } else { 4.0 };
    for (place, rep) in known.iter().enumerate() {
        let is_last = place + 1 == known.len();
        match arrows::off(rep.1, plot) {
            Some(direction) => {
                let color = if is_last { LAST } else { WORK };
                arrows::draw(at(rep), direction, (1.8 * radius, 1.2 * radius), color, canvas);
            }
            None if is_last => canvas.diamond(at(rep), radius + 1.6, LAST),
            None => canvas.disc(at(rep), radius, WORK),
        }
    }
}
