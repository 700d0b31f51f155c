//! Races and best efforts: a flag or a dot where each fell, its words beside it.

use super::frame::{Layout, head};
use crate::report::draw::axes::{Plot, empty};
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::palette::{CADENCE, EDGE, INK, LEGEND, LEGEND_BOLD, PAGE, SECOND, TARGET_EDGE};
use crate::report::season::{Event, SeasonFigure};
use crate::stats::Range;
use plotters_backend::DrawingBackend;

/// Height of a line of words, px.
const LINE: f64 = 21.0;
/// From a mark to its words, px.
const TO_WORDS: f64 = 10.0;
/// Between two words of one line, px.
const BETWEEN: f64 = 14.0;
/// Strip at the foot for the marks of events without words, px.
const FOOT: f64 = 14.0;
/// The longest words, px.
const LONGEST: f64 = 330.0;

pub(super) fn draw<B: DrawingBackend>(figure: &SeasonFigure, layout: &Layout, canvas: &Canvas<'_, B>) {
    let frame = layout.events;
    let notes = ["flag: race;", "dot: personal best"].map(str::to_owned);
    head("Races, bests", &notes, frame, canvas);
    if figure.events.is_empty() {
        empty(frame, &figure.no_event, canvas);
        return;
    }
    let plot = layout.plot(frame, Range::new(0.0, 1.0));
    canvas.level(frame.x, frame.right(), frame.bottom(), EDGE);
    let lines = ((frame.h - FOOT) / LINE).floor().max(1.0) as usize;
    let places = places(&figure.events, lines, &plot, canvas);
    for (event, place) in figure.events.iter().zip(&places) {
        canvas.upright(plot.x(event.day), baseline(*place, &plot), frame.bottom(), EDGE);
    }
    for (event, place) in figure.events.iter().zip(places) {
        draw_event(event, place, &plot, canvas);
    }
}

/// Where the words of an event stand: the line, and their left edge, px; `None` where no line has room for them.
type Place = Option<(usize, f64)>;

/// The baseline of an event; one without words stands at the foot.
fn baseline(place: Place, plot: &Plot) -> f64 {
    place.map_or(plot.frame.bottom() - 2.0, |(line, _)| plot.frame.y + 15.0 + LINE * line as f64)
}

/// The first line with room for each; races come first, so that none of them is left out for a best effort.
fn places<B: DrawingBackend>(events: &[Event], lines: usize, plot: &Plot, canvas: &Canvas<'_, B>) -> Vec<Place> {
    let mut taken: Vec<Vec<(f64, f64)>> = vec![Vec::new(); lines];
    let mut places = vec![None; events.len()];
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|index| !events[*index].is_race);
    for index in order {
        let x = plot.x(events[index].day);
        let width = canvas.width(&words(&events[index], canvas), size(&events[index]));
        let right = (x + TO_WORDS, (x - TO_WORDS, x + TO_WORDS + width + BETWEEN));
        let left = (x - TO_WORDS - width, (x - TO_WORDS - width - BETWEEN, x + TO_WORDS));
        let sides = [right, left]
            .into_iter()
            .filter(|(words, _)| *words >= plot.frame.x && words + width <= plot.frame.right() + 60.0);
        let is_free = |line: usize, (from, to): (f64, f64)| taken[line].iter().all(|(a, b)| to <= *a || from >= *b);
        let found =
            sides.flat_map(|side| (0..lines).map(move |line| (line, side))).find(|(line, side)| is_free(*line, side.1));
        if let Some((line, (left, span))) = found {
            taken[line].push(span);
            places[index] = Some((line, left));
        }
    }
    places
}

fn words<B: DrawingBackend>(event: &Event, canvas: &Canvas<'_, B>) -> String {
    canvas.fit(&event.label, size(event), LONGEST)
}

fn size(event: &Event) -> crate::report::draw::palette::Type {
    if event.is_race { LEGEND_BOLD } else { LEGEND }
}

fn draw_event<B: DrawingBackend>(event: &Event, place: Place, plot: &Plot, canvas: &Canvas<'_, B>) {
    let x = plot.x(event.day);
    let baseline = baseline(place, plot);
    if event.is_race {
        canvas.line(&[(x, baseline + 2.0), (x, baseline - 13.0)], 1.8, INK);
        canvas.polygon(&[(x, baseline - 13.5), (x + 9.0, baseline - 9.5), (x, baseline - 5.5)], CADENCE);
    } else {
        canvas.disc((x, baseline - 5.0), 5.5, PAGE);
        canvas.disc((x, baseline - 5.0), 4.5, TARGET_EDGE);
    }
    if let Some((_, left)) = place {
        let words = words(event, canvas);
        let width = canvas.width(&words, size(event));
        // The lines of events and months must not cross the words.
        canvas.fill(Frame::new(left - 2.0, baseline - 14.0, width + 4.0, 18.0), PAGE);
        let color = if event.is_race { INK } else { SECOND };
        canvas.text((left, baseline), Align::Left, &words, size(event), color);
    }
}
