//! A printed score: its digits and its interval.

use super::words::number;
use crate::scores::{ScoreInfo, Value};
use crate::stats::Range;

/// The 80 % interval; empty where the score has none.
pub(super) fn interval(info: &ScoreInfo, value: &Value) -> String {
    let end = |value: f64| number(value, decimals(info.unit));
    value.ci80.map_or_else(String::new, |Range { low, high }| format!("{} to {}", end(low), end(high)))
}

/// Digits after the point: as many as the score can resolve.
pub(super) fn decimals(unit: &str) -> usize {
    match unit {
        "m/beat" | "m/s" | "m" | "0 to 1" | "ratio" => 2,
        "%" | "standard deviations" => 1,
        _ => 0,
    }
}
