//! The kilometres or miles of a run as bars.

use super::shown::unpaused;
use super::{Bar, ReportInput};
use crate::model::Span;
use crate::report::words::{bare_pace, number};
use crate::units::DistanceUnit;

/// Most split bars. On longer runs each split is several units long.
const MOST_SPLITS: f64 = 50.0;
/// Fewest split bars. On shorter runs each split is a half or a quarter of a unit: satellites do not tell shorter ones.
const FEWEST_SPLITS: f64 = 4.0;
/// Parts of a unit that short runs are split into, longest first, with their names in kilometres and in miles.
pub(super) const PARTS: [(f64, &str, &str); 2] =
    [(0.5, "500-metre splits", "Half-mile splits"), (0.25, "250-metre splits", "Quarter-mile splits")];
/// Shortest rest of the way that has a bar, as a share of a split.
const LEAST_REST: f64 = 0.25;
/// What a whole split may lack, as a share: the watch was stopped some metres early.
const NEARLY_WHOLE: f64 = 0.05;
/// Most split bars that have room for their unit.
const MOST_NAMED_SPLITS: f64 = 12.5;

/// What the splits of a part of the run are called in a sentence: `kilometres`, `miles`, `splits`.
pub(super) fn noun(input: &ReportInput<'_>, span: Span) -> &'static str {
    match input.unit {
        _ if (span_units(input, span) - 1.0).abs() > f64::EPSILON => "splits",
        DistanceUnit::Mile => "miles",
        DistanceUnit::Kilometre => "kilometres",
    }
}

/// The bars without the rest of the way.
pub(super) fn whole_splits(input: &ReportInput<'_>, span: Span) -> Vec<Bar> {
    let uniform = &input.prepared.uniform;
    let metres = uniform.distance_at(span.end_s) - uniform.distance_at(span.start_s);
    let whole = metres / (input.unit.metres() * span_units(input, span));
    let mut bars = split_bars(input, span);
    bars.truncate((whole + NEARLY_WHOLE) as usize);
    bars
}

/// Kilometres or miles in a bar: one, more on very long runs, a part on short ones; 0 without distance.
pub(super) fn span_units(input: &ReportInput<'_>, span: Span) -> f64 {
    let uniform = &input.prepared.uniform;
    let total = (uniform.distance_at(span.end_s) - uniform.distance_at(span.start_s)) / input.unit.metres();
    if !(total > 0.0 && total.is_finite()) {
        return 0.0;
    }
    if total >= FEWEST_SPLITS {
        return (total / MOST_SPLITS).ceil();
    }
    let mut parts = PARTS.iter().map(|part| part.0);
    parts.clone().find(|part| total / part >= FEWEST_SPLITS).or(parts.next_back()).unwrap_or(1.0)
}

/// One bar for each kilometre or mile of a part of the run; none where it is too short.
pub(super) fn split_bars(input: &ReportInput<'_>, span: Span) -> Vec<Bar> {
    let uniform = &input.prepared.uniform;
    let total = uniform.distance_at(span.end_s) - uniform.distance_at(span.start_s);
    let units = span_units(input, span);
    if units <= 0.0 {
        return Vec::new();
    }
    let every = input.unit.metres() * units;
    let base = uniform.distance_at(span.start_s);
    let mut bars = Vec::new();
    let mut start_s = span.start_s;
    for count in 1..=ends(total / every) {
        let way_m = (every * count as f64).min(total);
        let end_s = if way_m < total { crossing(input, base + way_m) } else { span.end_s };
        let timer_s = input.prepared.timer_s(Span::new(start_s, end_s));
        let place = place(way_m / input.unit.metres(), units);
        let is_short = total / every > MOST_NAMED_SPLITS;
        let name = if is_short { place } else { format!("{} {place}", input.unit.symbol()) };
        let part_m = way_m - every * (count - 1) as f64;
        let speed_mps = if timer_s > 0.0 { part_m / timer_s } else { f64::NAN };
        let split = bare_pace(speed_mps, input.unit.metres());
        bars.push(Bar {
            span: Span::new(start_s, end_s),
            speed_mps,
            short_split: split.clone(),
            split,
            number: name,
            is_last: false,
            is_patchy: false,
            parts: unpaused(input, Span::new(start_s, end_s)),
        });
        start_s = end_s;
    }
    bars
}

/// The number of bars for so many splits: the rest of the way has one, too, where it is long enough.
fn ends(splits: f64) -> usize {
    if splits < 2.0 { 0 } else { (splits + 1.0 - LEAST_REST) as usize }
}

/// Where a split ends, in units.
fn place(at: f64, units: f64) -> String {
    let decimals = if units >= 1.0 { 1 } else { 2 };
    number(at, decimals).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// When the cumulative distance first reaches a value, s.
pub(super) fn crossing(input: &ReportInput<'_>, metres: f64) -> f64 {
    let uniform = &input.prepared.uniform;
    let index = uniform.distance_m.partition_point(|&distance| distance < metres);
    let (Some(&after), Some(&before)) = (uniform.distance_m.get(index), uniform.distance_m.get(index.wrapping_sub(1)))
    else {
        return uniform.clock_s(index.min(uniform.len().saturating_sub(1)));
    };
    let share = if after > before { (metres - before) / (after - before) } else { 1.0 };
    uniform.clock_s(index - 1) + share
}
