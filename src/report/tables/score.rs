//! The columns of a score: value, interval, word, and the reason where there is no value.

use super::frame::{ColumnGuide, TableFrame};
use crate::scores::{Score, ScoreInfo, Value};

/// Adds the columns of a score, under a prefix: value, low and high end of the interval where the score has one, word,
/// reason. A row without such a score has empty cells.
pub(super) fn columns(frame: &mut TableFrame, prefix: &str, info: &ScoreInfo, scores: &[Option<&Score>]) {
    let guide = ColumnGuide { name: format!("{prefix}{}", info.column()), unit: info.unit, about: value_words(info) };
    number(frame, guide, info, scores, |value| Some(value.value));
    columns_beside(frame, prefix, info, scores);
}

/// Adds the columns of a score whose value already stands in a column.
pub(super) fn columns_beside(frame: &mut TableFrame, prefix: &str, info: &ScoreInfo, scores: &[Option<&Score>]) {
    let (id, column) = (format!("{prefix}{}", info.id), info.column());
    let suffix = &column[info.id.len()..];
    if info.interval.is_given() {
        let low = beside(format!("{id}_low80{suffix}"), info.unit, info, "low end of its 80 % interval");
        number(frame, low, info, scores, |value| value.ci80.map(|ci80| ci80.low));
        let high = beside(format!("{id}_high80{suffix}"), info.unit, info, "high end of its 80 % interval");
        number(frame, high, info, scores, |value| value.ci80.map(|ci80| ci80.high));
    }
    let mut text = |name: &str, about: &str, cell: fn(&Score) -> String| {
        let guide = beside(format!("{id}_{name}"), "", info, about);
        frame.text(guide, scores.iter().map(|score| score.map(cell).unwrap_or_default()));
    };
    text("word", "what it says in words, where its interval bears a word, and its caveat", words);
    text("missing_reason", "why it is missing", reason);
}

/// A column beside the value of a score.
fn beside(name: String, unit: &'static str, info: &ScoreInfo, about: &str) -> ColumnGuide {
    ColumnGuide { name, unit, about: format!("{}: {about}", info.id) }
}

/// The title of a score and the first sentence of its words.
fn value_words(info: &ScoreInfo) -> String {
    format!("{}: {}", info.title, info.plain.split_inclusive(". ").next().unwrap_or_default().trim_end())
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

/// Adds the number of reps that each value rests on.
pub(super) fn count(frame: &mut TableFrame, info: &ScoreInfo, scores: &[Option<&Score>]) {
    let reps = |score: Option<&Score>| i64::try_from(score.and_then(|score| score.as_ref().ok())?.n).ok();
    frame.whole(beside(format!("{}_n", info.id), "", info, "reps that it rests on"), scores.iter().copied().map(reps));
}

/// Digits after the point: a thousandth of the usual value, or finer.
fn digits(unit: &str) -> i32 {
    match unit {
        "m/beat" | "m/s" | "m" | "0 to 1" | "ratio" => 3,
        _ => 2,
    }
}

/// Word and caveat.
fn words(score: &Score) -> String {
    let Ok(value) = score else { return String::new() };
    let told = [value.word, value.caveat.as_str()];
    told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Why there is no value; empty where there is one.
fn reason(score: &Score) -> String {
    score.as_ref().err().map(ToString::to_string).unwrap_or_default()
}
