//! Title, subtitle, rule, legend and footer.

use crate::progression::Decision;
use crate::report::answers;
use crate::report::draw::advice::mark;
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::edges::{LEFT, RIGHT};
use crate::report::draw::heading::footer;
use crate::report::draw::palette::{
    EDGE, INK, LAST, LEGEND, SECOND, SUBTITLE, TARGET, TARGET_EDGE, TITLES, Type, WORK, of_decision,
};
use crate::report::season::SeasonFigure;
use plotters_backend::DrawingBackend;

const ROOM: f64 = RIGHT - LEFT;
/// Baselines of the two lines of the legend, px.
const LEGEND_LINES: [f64; 2] = [1132.0, 1156.0];
/// From an entry's mark to its word, and from a word to the next mark, px.
const TO_WORD: f64 = 14.0;
const TO_NEXT: f64 = 26.0;

pub(super) fn draw<B: DrawingBackend>(figure: &SeasonFigure, canvas: &Canvas<'_, B>) {
    let (title, size) = title(&figure.title, canvas);
    canvas.text((LEFT, 60.0), Align::Left, &title, size, INK);
    canvas.text((LEFT, 88.0), Align::Left, &canvas.fit(&figure.subtitle, SUBTITLE, ROOM), SUBTITLE, SECOND);
    canvas.level(LEFT, RIGHT, 102.0, EDGE);
    if !figure.lanes.is_empty() {
        legend(canvas);
    }
    footer(&figure.footer, canvas);
}

/// The title at the largest size that fits, else cut.
fn title<B: DrawingBackend>(text: &str, canvas: &Canvas<'_, B>) -> (String, Type) {
    let fits = TITLES.iter().find(|size| canvas.width(text, **size) <= ROOM);
    let size = *fits.unwrap_or(&TITLES[TITLES.len() - 1]);
    (canvas.fit(text, size, ROOM), size)
}

/// The answers, in the order of the guide.
const ANSWERS: [Decision; 7] = [
    Decision::StepUp,
    Decision::OnceMore,
    Decision::StepBack,
    Decision::LighterWeek,
    Decision::WayBack,
    Decision::EasyFirst,
    Decision::Rest,
];

fn legend<B: DrawingBackend>(canvas: &Canvas<'_, B>) {
    let [answers, signs] = LEGEND_LINES;
    let mut x = LEFT;
    canvas.text((x, answers), Align::Left, "Answer after the session:", LEGEND, SECOND);
    x += canvas.width("Answer after the session:", LEGEND) + 22.0;
    for decision in ANSWERS {
        mark(Some(decision), (x, answers - 5.0), 5.5, of_decision(Some(decision)), canvas);
        x = word(answers::word(decision), (x, answers), canvas);
    }
    x = LEFT + 6.0;
    canvas.disc((x, signs - 5.0), 4.0, WORK);
    x = word("rep, in order", (x, signs), canvas);
    canvas.diamond((x, signs - 5.0), 5.6, LAST);
    x = word("last rep", (x, signs), canvas);
    canvas.line(&[(x - 8.0, signs - 5.0), (x + 8.0, signs - 5.0)], 2.2, INK);
    x = word("median", (x + 4.0, signs), canvas);
    let band = Frame::new(x - 7.0, signs - 11.0, 14.0, 12.0);
    canvas.fill(band, TARGET);
    canvas.edge(band, 1.0, TARGET_EDGE);
    x = word("advised speed", (x, signs), canvas);
    canvas.line(&[(x - 5.0, signs - 5.0), (x + 5.0, signs - 5.0)], 1.6, SECOND);
    x = word("not scored", (x, signs), canvas);
    canvas.fill(Frame::new(x - 6.0, signs - 11.0, 12.0, 12.0), LAST);
    word("over the line", (x, signs), canvas);
}

/// The word of an entry; the middle of the next entry's mark, px.
fn word<B: DrawingBackend>(text: &str, (x, baseline): (f64, f64), canvas: &Canvas<'_, B>) -> f64 {
    canvas.text((x + TO_WORD, baseline), Align::Left, text, LEGEND, INK);
    x + TO_WORD + canvas.width(text, LEGEND) + TO_NEXT
}
