//! Row A of a run without reps to compare: kilometre or mile splits in grey.

use super::kilometres::{PARTS, span_units, split_bars};
use super::outing::tells_no_pace;
use super::shown::body;
use super::speeds::{range, slowest};
use super::{Bar, BarRow, ReportInput, axis, turn};
use crate::model::Span;
use crate::report::words::{capital, number};
use crate::segment::WorkoutKind;
use crate::stats::known_median;
use crate::units::DistanceUnit;

pub(super) fn row(input: &ReportInput<'_>) -> BarRow {
    let span = body(input);
    let is_told = !tells_no_pace(input);
    let bars = if is_told { split_bars(input, span) } else { Vec::new() };
    let middle = known_median(bars.iter().map(|bar| bar.speed_mps));
    let range = range(&bars, &[], middle, span.length_s());
    let (levels, level_name) = levels(input, span, middle);
    let ticks = range.map_or_else(Vec::new, |range| axis::bar_paces(range, slowest(&bars), input.unit.metres()));
    let unit = format!("/{}", input.unit.symbol());
    let units = span_units(input, span);
    let absent = match (bars.is_empty(), units > 0.0) {
        (false, _) => String::new(),
        (true, true) if !is_told => "the recording tells no pace".to_owned(),
        (true, true) => "too short for splits".to_owned(),
        (true, false) => "no distance, position or speed in this file".to_owned(),
    };
    BarRow {
        head: head(input.unit, units),
        note: note(input, &bars),
        absent,
        is_reps: false,
        time_ticks: axis::minutes(span.length_s()),
        target_label: String::new(),
        fade: None,
        groups: Vec::new(),
        left: (unit.clone(), ticks),
        right: (String::new(), Vec::new()),
        breaks: Vec::new(),
        levels,
        level_name,
        span,
        bars,
        rests: Vec::new(),
        targets: Vec::new(),
        range,
    }
}

/// How to read the bars, most important first.
fn note(input: &ReportInput<'_>, bars: &[Bar]) -> String {
    let what = match input.structure.kind {
        WorkoutKind::Tempo => "of the tempo",
        _ => "not reps",
    };
    let is_paused = bars.iter().any(|bar| bar.parts.len() > 1);
    let gaps = if is_paused { "; gap in a bar = timer stopped" } else { "" };
    format!("{what}: width = time, height and figures = pace{gaps}; computed, not lapped")
}

/// The median before and after the place where the pace turned; else that of all bars.
fn levels(input: &ReportInput<'_>, span: Span, middle: Option<f64>) -> (Vec<(Span, f64)>, String) {
    let levels = match (turn::shown(input), middle) {
        (Some(turn), _) => {
            let (before, after) = turn.speeds_mps;
            vec![(Span::new(span.start_s, turn.at_s), before), (Span::new(turn.at_s, span.end_s), after)]
        }
        (None, Some(middle)) => vec![(span, middle)],
        (None, None) => return (Vec::new(), String::new()),
    };
    (levels, "median".to_owned())
}

/// The name of splits of so many units: `Kilometre splits`, `2-kilometre splits`, `500-metre splits`.
fn head(unit: DistanceUnit, units: f64) -> String {
    let is_mile = unit == DistanceUnit::Mile;
    if let Some((_, metric, imperial)) = PARTS.iter().find(|part| (part.0 - units).abs() < f64::EPSILON) {
        return if is_mile { imperial } else { metric }.to_string();
    }
    let name = if is_mile { "mile splits" } else { "kilometre splits" };
    if units > 1.0 { format!("{}-{name}", number(units, 0)) } else { capital(name) }
}
