//! One tile: the value of a score on its scale, or a fact.

use super::{Scale, Tile, TileBody};
use crate::report::words::NBSP;
use crate::scores::Value;
use crate::stats::Range;

/// The word for a value whose interval reaches over several words.
pub(super) const UNCLEAR: &str = "unclear";

/// The print and the scale of a score. The scale never changes, so that tiles of all reports can be compared.
pub(super) struct TileKind {
    pub(super) label: &'static str,
    pub(super) unit: &'static str,
    pub(super) range: Range,
    pub(super) gate: Range,
    pub(super) marks: &'static [(f64, &'static str, bool)],
    pub(super) print: fn(f64) -> String,
}

/// The tile of a value on its scale.
pub(super) fn told(kind: &TileKind, label: String, value: &Value) -> Tile {
    Tile { label, corner: corner(kind, value), body: body(kind, value) }
}

/// A tile of a fact, with one line below.
pub(super) fn fact(label: impl Into<String>, value: String, unit: impl Into<String>, note: String) -> Tile {
    Tile { label: label.into(), corner: String::new(), body: TileBody::Fact { value, unit: unit.into(), note } }
}

fn body(kind: &TileKind, value: &Value) -> TileBody {
    TileBody::Score {
        value: (kind.print)(value.value),
        unit: kind.unit,
        word: value.word.to_owned(),
        scale: Scale {
            range: kind.range,
            gate: kind.gate,
            value: value.value,
            ci80: value.ci80,
            marks: kind.marks.to_vec(),
        },
    }
}

/// `3.8 km` in its number and its unit.
pub(super) fn split_unit(text: &str) -> Option<(String, String)> {
    text.split_once(NBSP).map(|(value, unit)| (value.to_owned(), unit.to_owned()))
}

/// The interval in words. One without width has none, but for the words of a value that has left its scale.
fn corner(kind: &TileKind, value: &Value) -> String {
    let Some(Range { low, high }) = value.ci80 else { return value.caveat.clone() };
    let (low, high) = ((kind.print)(low), (kind.print)(high));
    if low == high {
        let is_at_end = value.value <= kind.range.low || value.value >= kind.range.high;
        return if is_at_end { "at the end of its scale".to_owned() } else { value.caveat.clone() };
    }
    let percent = if kind.unit == "%" { format!("{NBSP}%") } else { String::new() };
    format!("80{NBSP}%: {low} to {high}{percent}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::words::number;

    const POINTS: TileKind = TileKind {
        label: "Points",
        unit: "/100",
        range: Range::new(0.0, 100.0),
        gate: Range::new(60.0, 100.0),
        marks: &[],
        print: |value| number(value, 0),
    };

    #[test]
    fn only_a_value_at_the_end_is_said_to_be_there() {
        let at = |value: f64, half: f64| {
            let value = Value { value, ci80: Some(Range::about(value, half)), n: 4, word: "", caveat: String::new() };
            corner(&POINTS, &value)
        };
        assert_eq!(at(73.0, 0.1), "");
        assert_eq!(at(100.0, 0.1), "at the end of its scale");
        assert_eq!(at(73.0, 5.0), "80\u{a0}%: 68 to 78");
    }
}
