//! The columns of a score: value, interval, word, and the reason where there is no value.

use super::column::ColumnGuide;
use super::frame::TableFrame;
use crate::scores::{Score, ScoreInfo, Value};
use std::borrow::Cow;

/// Adds the columns of a score: value, low and high end of the interval where the score has one, word, reason. A row without
/// such a score has empty cells.
pub(super) fn columns(frame: &mut TableFrame, info: &ScoreInfo, scores: &[Option<&Score>]) {
    number(frame, value_guide(info), info, scores, |value| Some(value.value));
    if info.interval.is_given() {
        let (id, column) = (info.id, info.column());
        let suffix = &column[id.len()..];
        let low = beside(format!("{id}_low80{suffix}"), info.unit, info, "low end of its 80 % interval");
        number(frame, low, info, scores, |value| value.ci80.map(|ci80| ci80.low));
        let high = beside(format!("{id}_high80{suffix}"), info.unit, info, "high end of its 80 % interval");
        number(frame, high, info, scores, |value| value.ci80.map(|ci80| ci80.high));
    }
    let about = "what it says in words, where its interval bears a word, and its caveat";
    text(frame, info, scores, ("word", about), |score| words(score).into_owned());
    text(frame, info, scores, ("missing_reason", "why it is missing"), reason);
}

/// Adds the value and the word of a score, whose interval, caveat and reason stand in `scores.csv`.
pub(super) fn value_and_word(frame: &mut TableFrame, info: &ScoreInfo, scores: &[Option<&Score>]) {
    number(frame, value_guide(info), info, scores, |value| Some(value.value));
    let about = "what it says in a word, where its interval bears one; its caveat stands in scores.csv";
    let word = |score: &Score| score.as_ref().map_or_else(|_| String::new(), |value| value.word.to_owned());
    text(frame, info, scores, ("word", about), word);
}

fn text(
    frame: &mut TableFrame,
    info: &ScoreInfo,
    scores: &[Option<&Score>],
    (end, about): (&str, &str),
    cell: fn(&Score) -> String,
) {
    let guide = beside(format!("{}_{end}", info.id), "", info, about);
    frame.text(guide, scores.iter().map(|score| score.map(cell).unwrap_or_default()));
}

/// A column beside the value of a score.
fn beside(name: String, unit: &'static str, info: &ScoreInfo, about: &str) -> ColumnGuide {
    ColumnGuide::new(name, unit, format!("{}: {about}", info.id))
}

/// The column of the value: the title of the score and the first sentence of its words.
fn value_guide(info: &ScoreInfo) -> ColumnGuide {
    let first = info.plain.split_inclusive(". ").next().unwrap_or_default().trim_end();
    ColumnGuide::new(info.column(), info.unit, format!("{}: {first}", info.title))
}

fn number(
    frame: &mut TableFrame,
    guide: ColumnGuide,
    info: &ScoreInfo,
    scores: &[Option<&Score>],
    cell: fn(&Value) -> Option<f64>,
) {
    let value = |score: Option<&Score>| score.and_then(|score| cell(score.as_ref().ok()?)).unwrap_or(f64::NAN);
    frame.number(guide, digits(info.unit), scores.iter().copied().map(value));
}

/// Digits after the point: a thousandth of the usual value, or finer.
pub(super) fn digits(unit: &str) -> i32 {
    match unit {
        "m/beat" | "m/s" | "m" | "0 to 1" | "ratio" => 3,
        _ => 2,
    }
}

/// Word and caveat.
pub(super) fn words(score: &Score) -> Cow<'_, str> {
    match score.as_ref().map(|value| (value.word, value.caveat.as_str())) {
        Ok((word, "")) => Cow::Borrowed(word),
        Ok(("", caveat)) => Cow::Borrowed(caveat),
        Ok((word, caveat)) => Cow::Owned(format!("{word}; {caveat}")),
        Err(_) => Cow::Borrowed(""),
    }
}

/// Why there is no value; empty where there is one.
pub(super) fn reason(score: &Score) -> String {
    score.as_ref().err().map(ToString::to_string).unwrap_or_default()
}
