//! The last four weeks in large.

use crate::report::draw::advice::mark;
use crate::report::draw::canvas::{Align, Canvas, Frame};
use crate::report::draw::edges::{BOX_LEFT, BOX_WIDTH};
use crate::report::draw::palette::{
    BODY, EDGE, HEAD, INK, LEGEND, LIGHTER, PANEL, SECOND, SPLIT, TILE_WORD, of_decision,
};
use crate::report::season::{MonthSession, MonthWeek};
use plotters_backend::DrawingBackend;

const BOTTOM: f64 = 1100.0;
const PAD: f64 = 18.0;
/// Height of the head, of a week's first line, of a session's lines, and between weeks, px.
const HEAD_HEIGHT: f64 = 40.0;
const WEEK_LINE: f64 = 30.0;
const SESSION_LINE: f64 = 25.0;
const ADVICE_LINE: f64 = 20.0;
const BETWEEN: f64 = 14.0;
/// The most that is added between weeks where there is room, px.
const MOST_SPARE: f64 = 22.0;

pub(super) fn draw<B: DrawingBackend>(weeks: &[MonthWeek], top: f64, canvas: &Canvas<'_, B>) {
    let room = BOTTOM - top - HEAD_HEIGHT - 8.0;
    let shown = fitting(weeks, room);
    let needed: f64 = weeks.iter().zip(&shown).map(|(week, shown)| height(week, *shown)).sum();
    let spare = ((room - needed) / weeks.len().max(1) as f64).clamp(0.0, MOST_SPARE);
    let height = HEAD_HEIGHT + needed + spare * weeks.len() as f64 + 8.0;
    let frame = Frame::new(BOX_LEFT, top, BOX_WIDTH, height);
    canvas.fill(frame, PANEL);
    canvas.text((frame.x + PAD, top + 28.0), Align::Left, head(weeks.len()), HEAD, INK);
    let mut y = top + HEAD_HEIGHT;
    for (week, shown) in weeks.iter().zip(shown) {
        y = draw_week(week, shown, y, frame, canvas) + spare;
    }
}

fn head(weeks: usize) -> &'static str {
    match weeks {
        1 => "This week",
        2 => "The last two weeks",
        3 => "The last three weeks",
        _ => "The last four weeks",
    }
}

/// For each week, how many sessions are told, and whether with the answers: as much as there is room for.
fn fitting(weeks: &[MonthWeek], room: f64) -> Vec<(usize, bool)> {
    let most = weeks.iter().map(|week| week.sessions.len()).max().unwrap_or(0);
    let choices =
        [true, false].into_iter().flat_map(|has_advice| (1..=most.max(1)).rev().map(move |cut| (cut, has_advice)));
    // Answers go before sessions do.
    let mut choices: Vec<(usize, bool)> = choices.collect();
    choices.sort_by_key(|(cut, has_advice)| (std::cmp::Reverse(*cut), !*has_advice));
    let fits = |(cut, has_advice): &(usize, bool)| {
        weeks.iter().map(|week| height(week, (*cut, *has_advice))).sum::<f64>() <= room
    };
    let (cut, has_advice) = choices.iter().copied().find(fits).unwrap_or((0, false));
    weeks.iter().map(|week| (cut.min(week.sessions.len()), has_advice)).collect()
}

fn height(week: &MonthWeek, (cut, has_advice): (usize, bool)) -> f64 {
    let told = week.sessions.iter().take(cut);
    let answers = told.clone().filter(|session| has_advice && !session.advised.is_empty()).count();
    let lines = if week.sessions.is_empty() { 1 } else { told.count() + usize::from(week.sessions.len() > cut) };
    WEEK_LINE + SESSION_LINE * lines as f64 + ADVICE_LINE * answers as f64 + BETWEEN
}

/// One week from its top on; where the next begins, px.
fn draw_week<B: DrawingBackend>(
    week: &MonthWeek,
    (cut, has_advice): (usize, bool),
    top: f64,
    frame: Frame,
    canvas: &Canvas<'_, B>,
) -> f64 {
    let (left, right) = (frame.x + PAD, frame.right() - PAD);
    canvas.level(left, right, top, EDGE);
    let mut y = top + 26.0;
    canvas.text((left, y), Align::Left, &week.dates, LEGEND, SECOND);
    if week.is_lighter {
        canvas.ring((left + canvas.width(&week.dates, LEGEND) + 14.0, y - 5.0), 5.5, 2.0, LIGHTER);
    }
    canvas.text((right, y), Align::Right, &week.whole, TILE_WORD, INK);
    if !week.fast.is_empty() {
        let x = right - canvas.width(&week.whole, TILE_WORD) - 12.0;
        canvas.text((x, y), Align::Right, &week.fast, LEGEND, SECOND);
    }
    y = top + WEEK_LINE;
    if week.sessions.is_empty() {
        y += SESSION_LINE;
        canvas.text((left, y - 3.0), Align::Left, week.none, BODY, SECOND);
    }
    for session in week.sessions.iter().take(cut) {
        y = draw_session(session, has_advice, (left, y), right - left, canvas);
    }
    let more = week.sessions.len().saturating_sub(cut);
    if more > 0 {
        y += SESSION_LINE;
        canvas.text((left, y - 3.0), Align::Left, &format!("and {more} more"), BODY, SECOND);
    }
    y + BETWEEN
}

fn draw_session<B: DrawingBackend>(
    session: &MonthSession,
    has_advice: bool,
    (left, top): (f64, f64),
    room: f64,
    canvas: &Canvas<'_, B>,
) -> f64 {
    let mut y = top + SESSION_LINE;
    canvas.text((left, y - 3.0), Align::Left, &canvas.fit(&session.run, SPLIT, room), SPLIT, INK);
    if has_advice && !session.advised.is_empty() {
        y += ADVICE_LINE;
        mark(session.decision, (left + 7.0, y - 8.0), 5.0, of_decision(session.decision), canvas);
        canvas.text(
            (left + 20.0, y - 3.0),
            Align::Left,
            &canvas.fit(&session.advised, LEGEND, room - 20.0),
            LEGEND,
            SECOND,
        );
    }
    y
}
