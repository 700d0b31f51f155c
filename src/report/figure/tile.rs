//! One tile: the value of a score on its scale, or a fact.

use super::{Scale, Tile, TileBody};
use crate::report::words::NBSP;
use crate::scores::Value;
use crate::stats::Range;

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

/// The interval in words. An interval without width lies at the end of its scale.
fn corner(kind: &TileKind, value: &Value) -> String {
    let Some(Range { low, high }) = value.ci80 else { return value.caveat.clone() };
    let (low, high) = ((kind.print)(low), (kind.print)(high));
    if low == high {
        return "at the end of its scale".to_owned();
    }
    let percent = if kind.unit == "%" { format!("{NBSP}%") } else { String::new() };
    format!("80{NBSP}%: {low} to {high}{percent}")
}
