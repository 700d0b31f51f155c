//! Row B: the whole activity over time: the cut, device laps, speed, heart rate, holes.

use super::series::{channel, quantile, speed};
use super::{Band, Lane, ReportInput, TraceRow, axis, last_rep, whole};
use crate::model::Span;
use crate::report::words::distance;
use crate::segment::{Segment, SegmentKind};

/// Samples further apart than this are a hole, s.
const HOLE_S: f64 = 10.0;
/// Samples further apart than so many usual intervals are a hole.
const HOLE_INTERVALS: f64 = 3.0;
/// Room above the fastest speed shown: a share of it.
const SPEED_ROOM: f64 = 0.08;

pub(super) fn row(input: &ReportInput<'_>) -> TraceRow {
    let span = whole(input);
    let last = last_rep(input);
    let segments = input.structure.segments.iter().enumerate();
    let holes = holes(input);
    let laps: Vec<f64> =
        input.activity.laps.iter().flat_map(|lap| [lap.start_s, lap.end_s]).filter(|at| at.is_finite()).collect();
    TraceRow {
        note: note(&laps, &holes),
        bands: segments.map(|(index, segment)| band(input, segment, last == Some(index))).collect(),
        laps: distinct(laps),
        holes,
        speed: speed_lane(input),
        heart: heart_lane(input),
        time_ticks: axis::minutes(span.length_s()),
        span,
    }
}

fn note(laps: &[f64], holes: &[Span]) -> String {
    let laps = if laps.is_empty() { "no device laps in the file" } else { "ticks = device laps" };
    let gaps = if holes.is_empty() { "" } else { "; lines stop where samples stop" };
    format!("{laps}; colour = what was used; 5-second means{gaps}")
}

fn distinct(mut laps: Vec<f64>) -> Vec<f64> {
    laps.sort_by(f64::total_cmp);
    laps.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    laps
}

fn band(input: &ReportInput<'_>, segment: &Segment, is_last: bool) -> Band {
    let far = (segment.distance_m > 0.0).then(|| distance(segment.distance_m, input.unit));
    let word = match segment.kind {
        SegmentKind::Warmup => "warm-up",
        SegmentKind::Cooldown => "cool-down",
        SegmentKind::Other => "run",
        SegmentKind::Work | SegmentKind::Recovery | SegmentKind::Stride => "",
    };
    let mut names = Vec::new();
    if !word.is_empty() {
        names.extend(far.map(|far| format!("{word} {far}")));
        if segment.kind != SegmentKind::Other || names.is_empty() {
            names.push(word.to_owned());
        }
    }
    Band { kind: segment.kind, span: segment.span, is_last, names }
}

/// Stretches without samples, pauses of the timer left out.
fn holes(input: &ReportInput<'_>) -> Vec<Span> {
    let usual = input.prepared.sampling.median_s;
    let limit = if usual.is_finite() { HOLE_S.max(HOLE_INTERVALS * usual) } else { HOLE_S };
    let paused = |hole: Span| input.prepared.pauses.iter().map(|pause| pause.overlap_s(hole)).sum::<f64>();
    let times = input.prepared.track.time_s.windows(2);
    let gaps = times.map(|pair| Span::new(pair[0], pair[1])).filter(|gap| gap.length_s() > limit);
    gaps.filter(|gap| paused(*gap) < gap.length_s() / 2.0).collect()
}

fn speed_lane(input: &ReportInput<'_>) -> Lane {
    let series = speed(&input.prepared.uniform, 2);
    let range = series.as_ref().map_or((0.0, 1.0), |series| {
        let fast = quantile(series.known(), 0.998).unwrap_or(1.0).max(0.5);
        let slow = quantile(series.known(), 0.05).unwrap_or(0.0);
        (0.9 * slow.clamp(0.3 * fast, 0.75 * fast), (1.0 + SPEED_ROOM) * fast)
    });
    Lane {
        name: "pace",
        unit: format!("/{}", input.unit.symbol()),
        ticks: if series.is_some() { axis::round_paces(range, input.unit) } else { Vec::new() },
        series: series.ok_or_else(|| "no distance, position or speed in this file".to_owned()),
        range,
    }
}

fn heart_lane(input: &ReportInput<'_>) -> Lane {
    let uniform = &input.prepared.uniform;
    let series = channel(uniform, uniform.heart_rate_bpm.as_ref(), 2);
    let range = series.as_ref().map_or((0.0, 1.0), |series| {
        let low = quantile(series.known(), 0.05).unwrap_or(60.0) - 10.0;
        (low, series.known().fold(low + 20.0, f64::max) + 8.0)
    });
    let inner = (range.0 + 3.0, range.1 - 3.0);
    Lane {
        name: "HR",
        unit: "bpm".to_owned(),
        ticks: if series.is_some() { axis::counts(inner, &[10.0, 20.0, 50.0], 4) } else { Vec::new() },
        series: series.ok_or_else(|| "no heart rate in this file".to_owned()),
        range,
    }
}
