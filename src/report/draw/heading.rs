//! Title, subtitle, confidence, rule, footer.

use plotters_backend::DrawingBackend;

use super::canvas::{Align, Canvas};
use super::edges::{LEFT, RIGHT};
use super::palette::{EDGE, FOOT, INK, SECOND, SUBTITLE, SUBTITLE_BOLD, TITLES, Type};
use crate::report::figure::{Figure, Heading};

const ROOM: f64 = RIGHT - LEFT;

pub(super) fn draw<B: DrawingBackend>(figure: &Figure, canvas: &Canvas<'_, B>) {
    let heading = &figure.heading;
    let (title, size) = title(heading, canvas);
    canvas.text((LEFT, 60.0), Align::Left, &title, size, INK);
    let free = confidence(heading, canvas);
    let subtitle = canvas.fit(&heading.subtitle, SUBTITLE, free - LEFT - 24.0);
    canvas.text((LEFT, 88.0), Align::Left, &subtitle, SUBTITLE, SECOND);
    canvas.level(LEFT, RIGHT, 102.0, EDGE);
    footer(&heading.footer, canvas);
}

/// The line at the foot of a page.
pub(super) fn footer<B: DrawingBackend>(text: &str, canvas: &Canvas<'_, B>) {
    let caution = "training aid, not medical advice";
    let footer = canvas.fit(text, FOOT, ROOM - canvas.width(caution, FOOT) - 24.0);
    canvas.text((LEFT, 1184.0), Align::Left, &footer, FOOT, SECOND);
    canvas.text((RIGHT, 1184.0), Align::Right, caution, FOOT, SECOND);
}

/// The title at the largest size that fits. Where none fits, the title loses its pace, then the decision, then its end.
fn title<B: DrawingBackend>(heading: &Heading, canvas: &Canvas<'_, B>) -> (String, Type) {
    let mut wordings = Vec::new();
    if let Some(next) = &heading.next {
        let stop = if heading.finding.ends_with('?') { "" } else { "." };
        wordings.push(format!("{}{stop} Next: {next}", heading.finding));
        if let Some((short, _)) = next.split_once(" at ") {
            wordings.push(format!("{}{stop} Next: {short}", heading.finding));
        }
    }
    wordings.push(heading.finding.clone());
    for wording in wordings {
        for size in TITLES {
            if canvas.width(&wording, size) <= ROOM {
                return (wording, size);
            }
        }
    }
    let smallest = TITLES[TITLES.len() - 1];
    (canvas.fit(&heading.finding, smallest, ROOM), smallest)
}

/// Draws the words of the confidence and three dots, where there is a cut to be sure of. Returns the left edge of the words,
/// px.
fn confidence<B: DrawingBackend>(heading: &Heading, canvas: &Canvas<'_, B>) -> f64 {
    if heading.confidence.is_empty() {
        return RIGHT;
    }
    for dot in 0..3_usize {
        let center = (RIGHT - 8.0 - 24.0 * (2 - dot) as f64, 82.0);
        if dot < heading.dots {
            canvas.disc(center, 7.5, INK);
        } else {
            canvas.ring(center, 6.7, 1.5, INK);
        }
    }
    let right = RIGHT - 72.0;
    canvas.text((right, 88.0), Align::Right, &heading.confidence, SUBTITLE_BOLD, INK);
    right - canvas.width(&heading.confidence, SUBTITLE_BOLD)
}
