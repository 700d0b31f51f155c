//! The columns of a score: its value, interval and word, and the reason when there is none.

use super::frame::Frame;
use crate::scores::{Score, ScoreInfo, Value};

/// Five columns: value, low and high end of the interval, word, reason.
pub(super) fn columns(frame: &mut Frame, info: &ScoreInfo, scores: &[&Score]) {
    let (id, column) = (info.id, info.column());
    let suffix = &column[id.len()..];
    let mut number = |name: &str, cell: fn(&Value) -> Option<f64>| {
        let value = |score: &&Score| score.as_ref().ok().and_then(cell).unwrap_or(f64::NAN);
        frame.number(name, digits(info.unit), scores.iter().map(value));
    };
    number(&column, |value| Some(value.value));
    number(&format!("{id}_low80{suffix}"), |value| value.ci80.map(|ci| ci.0));
    number(&format!("{id}_high80{suffix}"), |value| value.ci80.map(|ci| ci.1));
    frame.text(&format!("{id}_word"), scores.iter().map(|score| words(score)));
    frame.text(&format!("{id}_missing_reason"), scores.iter().map(|score| reason(score)));
}

/// Three columns of a score without interval, under a prefix: value, word, reason; nothing where there is none of its kind.
pub(super) fn plain_columns(frame: &mut Frame, prefix: &str, info: &ScoreInfo, scores: &[Option<&Score>]) {
    let value = |score: &Score| score.as_ref().map_or(f64::NAN, |value| value.value);
    let values = scores.iter().map(|score| score.map_or(f64::NAN, value));
    let id = info.id;
    frame.number(&format!("{prefix}{}", info.column()), digits(info.unit), values);
    frame.text(&format!("{prefix}{id}_word"), scores.iter().map(|score| score.map(words).unwrap_or_default()));
    frame.text(
        &format!("{prefix}{id}_missing_reason"),
        scores.iter().map(|score| score.map(reason).unwrap_or_default()),
    );
}

/// Digits behind the point: a thousandth of the usual value or finer.
fn digits(unit: &str) -> i32 {
    match unit {
        "m/beat" | "m/s" | "0 to 1" | "ratio" => 3,
        _ => 2,
    }
}

/// Word and caveat.
fn words(score: &Score) -> String {
    let Ok(value) = score else { return String::new() };
    let told = [value.word, value.caveat.as_str()];
    told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Why there is none; empty when there is one.
fn reason(score: &Score) -> String {
    score.as_ref().err().map(ToString::to_string).unwrap_or_default()
}
