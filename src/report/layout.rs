//! Whether a report can be read: what its texts touch, what they leave, how small they are, and how many ticks an axis has.

use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;

use super::draw::{Canvas, Frame, HEIGHT_PX, PlacedTexts, WIDTH_PX, draw, draw_season};
use super::figure::{Figure, Tick};
use super::glyphs::Glyphs;
use super::season::SeasonFigure;
use crate::error::Result;

/// The smallest type of a report, px.
const SMALLEST_PX: f64 = 13.0;
/// Room that the page keeps at its left and right, px.
const MARGIN_PX: f64 = 26.0;
/// Fewest ticks of an axis.
const FEWEST_TICKS: usize = 3;

/// What makes a report hard to read, a sentence for each place; empty for a sound report.
///
/// # Errors
/// The errors of the backend, which writes to memory only.
pub fn faults(figure: &Figure) -> Result<Vec<String>> {
    let mut faults = bare_axes(figure);
    faults.extend(crowded(&listed(|canvas| draw(figure, canvas))?));
    Ok(faults)
}

/// What makes the texts of a season hard to read, a sentence for each place.
///
/// # Errors
/// The errors of the backend, which writes to memory only.
pub fn season_faults(figure: &SeasonFigure) -> Result<Vec<String>> {
    Ok(crowded(&listed(|canvas| draw_season(figure, canvas))?))
}

/// The texts and panels of a picture.
fn listed(draw: impl FnOnce(&Canvas<'_, SVGBackend<'_>>)) -> Result<PlacedTexts> {
    let glyphs = Glyphs::embedded()?;
    let mut document = String::new();
    let area = SVGBackend::with_string(&mut document, (WIDTH_PX, HEIGHT_PX)).into_drawing_area();
    let canvas = Canvas::listing(&area, &glyphs, 1.0);
    draw(&canvas);
    canvas.finish()?;
    Ok(canvas.listed())
}

/// The texts that are too small, leave the page or their box, or touch another.
fn crowded(listed: &PlacedTexts) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, (text, frame, size)) in listed.texts.iter().enumerate() {
        if *size < SMALLEST_PX {
            faults.push(format!("{text:?} is set in {size} px"));
        }
        let page = Frame { x: MARGIN_PX, y: 0.0, w: f64::from(WIDTH_PX) - 2.0 * MARGIN_PX, h: f64::from(HEIGHT_PX) };
        if !holds(page, *frame) {
            faults.push(format!("{text:?} leaves the page"));
        }
        if listed.panels.iter().any(|panel| touch(*panel, *frame) && !holds(*panel, *frame)) {
            faults.push(format!("{text:?} leaves its box"));
        }
        let others = listed.texts[index + 1..].iter().filter(|other| touch(other.1, *frame));
        faults.extend(others.map(|(other, ..)| format!("{text:?} touches {other:?}")));
    }
    faults
}

fn touch(a: Frame, b: Frame) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn holds(outer: Frame, inner: Frame) -> bool {
    inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y && inner.bottom() <= outer.bottom()
}

/// The axes with too few ticks.
fn bare_axes(figure: &Figure) -> Vec<String> {
    let mut axes: Vec<(String, &[Tick])> = Vec::new();
    if figure.bars.range.is_some() && figure.bars.absent.is_empty() {
        axes.push(("the bars".to_owned(), &figure.bars.left.1));
    }
    for lane in [&figure.trace.speed, &figure.trace.heart].into_iter().filter(|lane| lane.series.is_ok()) {
        axes.push((lane.name.to_owned(), &lane.ticks));
    }
    for panel in figure.overlays.panels.iter().filter(|panel| panel.absent.is_empty()) {
        axes.push((panel.label.clone(), &panel.ticks));
        axes.push((format!("time of {}", panel.label), &panel.time_ticks));
    }
    let bare = axes.into_iter().filter(|(_, ticks)| ticks.len() < FEWEST_TICKS);
    bare.map(|(name, ticks)| format!("the axis of {name} has {} ticks", ticks.len())).collect()
}
