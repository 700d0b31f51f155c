//! `scores.csv`: a row for every score of every session, set and rep.

use super::frame::{ACTIVITY, FILE, TableFrame};
use super::score::{digits, reason, words};
use super::table::Table;
use crate::error::Result;
use crate::report::Analysed;
use crate::scores::{Level, Score, ScoreInfo, Value, infos_of};

/// One score with its place.
struct ScoreRow<'a> {
    of: &'a Analysed,
    set: Option<usize>,
    rep: Option<usize>,
    info: &'static ScoreInfo,
    score: &'a Score,
}

/// The table of all scores, activity by activity in the order given: of the session, of each set, of its reps.
///
/// # Errors
/// `Io` when polars cannot build the table.
pub fn scores(activities: &[Analysed]) -> Result<Table> {
    frame(activities).table()
}

pub(super) fn frame(activities: &[Analysed]) -> TableFrame {
    let rows: Vec<ScoreRow<'_>> = activities.iter().flat_map(rows_of).collect();
    let mut frame = TableFrame::of_rows("scores", rows.len());
    let whole = |value: usize| i64::try_from(value).ok();
    frame.name(FILE, rows.iter().map(|row| &row.of.file));
    frame.whole(ACTIVITY, rows.iter().map(|row| whole(row.of.index)));
    frame.whole(
        ("set", "the set, from 1; empty for a score of the whole session, or of all sets as one"),
        rows.iter().map(|row| row.set.and_then(whole)),
    );
    frame.whole(
        ("rep", "the rep in its set, from 1; empty for a score of a set or session"),
        rows.iter().map(|row| row.rep.and_then(whole)),
    );
    frame.text(("score", "the name of the score: see `lastrep scores`"), rows.iter().map(|row| row.info.id));
    value(&mut frame, &rows);
    frame.origin(rows.iter().map(|row| &row.of.runner));
    frame
}

fn value(frame: &mut TableFrame, rows: &[ScoreRow<'_>]) {
    let mut number = |guide: (&str, &'static str), cell: fn(&Value) -> Option<f64>| {
        let of = |row: &ScoreRow<'_>| row.score.as_ref().ok().and_then(cell).unwrap_or(f64::NAN);
        frame.numbers(guide, rows.iter().map(|row| (of(row), digits(row.info.unit))));
    };
    number(("value", "its value, in the unit of the row"), |value| Some(value.value));
    number(("low80", "low end of its 80 % interval; empty for a score without one"), |value| {
        value.ci80.map(|ci80| ci80.low)
    });
    number(("high80", "high end of that interval"), |value| value.ci80.map(|ci80| ci80.high));
    frame
        .text(("unit", "the unit of value, low80 and high80; empty for a count"), rows.iter().map(|row| row.info.unit));
    frame.text(
        ("word", "what it says in words, where its interval bears a word, and its caveat"),
        rows.iter().map(|row| words(row.score)),
    );
    let n = |row: &ScoreRow<'_>| row.score.as_ref().ok().filter(|_| row.info.level == Level::Set).map(|value| value.n);
    frame.whole(
        ("n", "reps that a score of a set rests on"),
        rows.iter().map(|row| n(row).and_then(|n| i64::try_from(n).ok())),
    );
    frame.text(("missing_reason", "why the value is missing"), rows.iter().map(|row| reason(row.score)));
}

/// The scores of an activity. A session without a set that it is judged by has a row for each score of a set, with the reason.
fn rows_of(of: &Analysed) -> Vec<ScoreRow<'_>> {
    let row = move |info, score| ScoreRow { of, set: None, rep: None, info, score };
    let mut rows: Vec<ScoreRow<'_>> = infos_of(Level::Session).map(|info| row(info, of.card.score(info))).collect();
    if of.card.together.is_some() || of.card.judged().is_none() {
        rows.extend(infos_of(Level::Set).map(|info| row(info, of.card.score(info))));
    }
    for card in &of.card.sets {
        let set = Some(card.set + 1);
        rows.extend(infos_of(Level::Set).map(|info| ScoreRow { set, ..row(info, card.score(info)) }));
        rows.extend(card.reps.iter().flat_map(|rep| {
            let number = of.structure.segments[rep.segment].rep;
            infos_of(Level::Rep).map(move |info| ScoreRow { set, rep: number, ..row(info, rep.scores.get(info)) })
        }));
    }
    rows
}
