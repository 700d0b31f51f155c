//! Row A of a run without reps to compare: kilometre or mile splits in grey.

use super::shown::body;
use super::speeds::range;
use super::{Bar, BarRow, ReportInput, axis};
use crate::model::Span;
use crate::report::words::{number, split};
use crate::segment::WorkoutKind;
use crate::stats::known_median;
use crate::units::DistanceUnit;

/// Most split bars. On longer runs each split is several units long.
const MOST_SPLITS: f64 = 50.0;
/// Most split bars that have room for their unit.
const MOST_NAMED_SPLITS: f64 = 12.5;

pub(super) fn row(input: &ReportInput<'_>) -> BarRow {
    let span = body(input);
    let bars = split_bars(input, span);
    let middle = known_median(bars.iter().map(|bar| bar.speed_mps));
    let range = range(&bars, &[], middle, span.length_s());
    let ticks = range.map_or_else(Vec::new, |range| axis::paces(range, input.unit.metres()));
    let unit = format!("/{}", input.unit.symbol());
    let units = span_units(input, span);
    let name = if input.unit == DistanceUnit::Mile { "ile splits" } else { "ilometre splits" };
    let (first, small) = if input.unit == DistanceUnit::Mile { ("M", "m") } else { ("K", "k") };
    let head = if units > 1.0 { format!("{}-{small}{name}", number(units, 0)) } else { format!("{first}{name}") };
    let absent = match (bars.is_empty(), units > 0.0) {
        (false, _) => String::new(),
        (true, true) => format!("not one full {} in this file", input.unit.symbol()),
        (true, false) => "no distance, position or speed in this file".to_owned(),
    };
    BarRow {
        head,
        note: match input.structure.kind {
            WorkoutKind::Tempo => "of the tempo: width = time, height = speed; grey = computed, not lapped".into(),
            _ => "not reps: width = time, height = speed; grey = computed, not lapped".into(),
        },
        absent,
        is_reps: false,
        time_ticks: axis::minutes(span.length_s()),
        target_label: String::new(),
        fade: None,
        sets: Vec::new(),
        left: (unit.clone(), ticks),
        right: (String::new(), Vec::new()),
        median_mps: middle,
        span,
        bars,
        rests: Vec::new(),
        targets: Vec::new(),
        range,
    }
}

/// Kilometres or miles in a bar: one, or more on very long runs; 0 without distance.
fn span_units(input: &ReportInput<'_>, span: Span) -> f64 {
    let uniform = &input.prepared.uniform;
    let total = uniform.distance_at(span.end_s) - uniform.distance_at(span.start_s);
    if total > 0.0 && total.is_finite() { (total / input.unit.metres() / MOST_SPLITS).ceil().max(1.0) } else { 0.0 }
}

fn split_bars(input: &ReportInput<'_>, span: Span) -> Vec<Bar> {
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
    for count in 1..=(total / every) as usize {
        let end_s = crossing(input, base + every * count as f64);
        let timer_s = input.prepared.timer_s(Span::new(start_s, end_s));
        let place = number(count as f64 * units, 0);
        let is_short = total / every > MOST_NAMED_SPLITS;
        let name = if is_short { place } else { format!("{} {place}", input.unit.symbol()) };
        bars.push(Bar {
            span: Span::new(start_s, end_s),
            speed_mps: if timer_s > 0.0 { every / timer_s } else { f64::NAN },
            split: split(timer_s),
            short_split: split(timer_s),
            number: name,
            is_last: false,
            is_patchy: false,
        });
        start_s = end_s;
    }
    bars
}

/// When the cumulative distance first reaches a value, s.
fn crossing(input: &ReportInput<'_>, metres: f64) -> f64 {
    let uniform = &input.prepared.uniform;
    let index = uniform.distance_m.partition_point(|&distance| distance < metres);
    let (Some(&after), Some(&before)) = (uniform.distance_m.get(index), uniform.distance_m.get(index.wrapping_sub(1)))
    else {
        return uniform.clock_s(index.min(uniform.len().saturating_sub(1)));
    };
    let share = if after > before { (metres - before) / (after - before) } else { 1.0 };
    uniform.clock_s(index - 1) + share
}
