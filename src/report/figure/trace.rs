//! Row B: the whole activity over time: the cut, device laps, speed, heart rate, holes.

use super::series::{channel, speed};
use super::shown::{last_rep, no_lines, whole};
use super::{Band, Lane, ReportInput, TraceRow, axis};
use crate::model::Span;
use crate::report::words::{distance, duration, means};
use crate::segment::{EDGE_AGREES_S, RepSource, Segment, SegmentKind};
use crate::stats::{Range, known_median, known_quantile};

/// Samples further apart than this are a hole, s.
const HOLE_S: f64 = 10.0;
/// Samples further apart than this many usual intervals are a hole.
const HOLE_INTERVALS: f64 = 3.0;
/// Pauses of this share of the time shown and more are told. House rule.
const LONG_PAUSE: f64 = 0.01;
/// Room above the fastest speed shown, as a share of that speed.
const SPEED_ROOM: f64 = 0.08;
/// Highest speed shown, as a multiple of the fastest stretch. Higher speeds are jumps of the position.
const FASTEST_SHOWN: f64 = 1.35;
/// Length of the stretch that counts as the fastest of a run without reps, s.
const FAST_STRETCH_S: usize = 60;
/// Longest run whose lanes show 5-second means, s. Lanes of longer runs show means over more seconds, in proportion.
const FINE_S: f64 = 4500.0;
/// Steps of the lane of heart rate, bpm: near enough to each other that one of them gives three labels with room.
const HEART_STEPS_BPM: [f64; 9] = [2.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0];
/// The range of a lane without values.
const EMPTY: Range = Range::new(0.0, 1.0);
/// Most seconds on each side of a mean, s.
const WIDEST_HALF_S: f64 = 30.0;

pub(super) fn row(input: &ReportInput<'_>) -> TraceRow {
    let span = whole(input);
    let last = last_rep(input);
    let segments = input.structure.segments.iter().enumerate();
    let holes = holes(input);
    let half = half_s(span);
    let (signal, rings) = (signal(input, last), rings(input));
    let laps: Vec<f64> =
        input.activity.laps.iter().flat_map(|lap| [lap.start_s, lap.end_s]).filter(|at| at.is_finite()).collect();
    TraceRow {
        note: note(&laps, !signal.is_empty(), !rings.is_empty(), half),
        bands: segments.map(|(index, segment)| band(input, segment, last == Some(index))).collect(),
        laps: distinct(laps),
        holes,
        pauses: pauses(input, span),
        signal,
        rings,
        speed: until(span.end_s, sampled(input, speed_lane(input, half))),
        heart: until(span.end_s, sampled(input, heart_lane(input, half))),
        cadence: channel(&input.prepared.uniform, input.prepared.uniform.step_rate_spm.as_ref(), half)
            .map(|series| series.cut(span.end_s).0),
        time_ticks: axis::minutes(span.length_s()),
        span,
    }
}

/// How to read the row, most important first.
fn note(laps: &[f64], has_signal: bool, has_rings: bool, half: usize) -> String {
    let laps = if laps.is_empty() { "no device laps in the file" } else { "ticks = device laps" };
    let signal = if has_signal { "; signal = work seen in the speed alone" } else { "" };
    let rings = if has_rings { format!("; ring = over {EDGE_AGREES_S:.0}\u{a0}s apart") } else { String::new() };
    format!("{laps}{signal}{rings}; {}", means(2 * half + 1))
}

/// Seconds on each side of a mean in the lanes: two, and more on runs whose pixels cover more time.
fn half_s(span: Span) -> usize {
    (2.0 * span.length_s() / FINE_S).clamp(2.0, WIDEST_HALF_S) as usize
}

/// The work that the speed alone shows, each with whether it is the last rep.
fn signal(input: &ReportInput<'_>, last: Option<usize>) -> Vec<(Span, bool)> {
    let last = last.and_then(|index| input.structure.segments.get(index)).map(|segment| segment.span);
    let is_last = |span: Span| last.is_some_and(|last| last.overlap_s(span) > span.length_s() / 2.0);
    input.structure.signal_reps.iter().map(|&span| (span, is_last(span))).collect()
}

/// Recorded edges of reps that lie apart from the edges in the speed, s.
fn rings(input: &ReportInput<'_>) -> Vec<f64> {
    let structure = input.structure;
    if matches!(structure.source, RepSource::Signal | RepSource::None) || structure.edges_agreeing.is_none() {
        return Vec::new();
    }
    let far = |edge: f64, of: fn(&Span) -> f64| {
        !structure.signal_reps.iter().any(|run| (of(run) - edge).abs() <= EDGE_AGREES_S)
    };
    let edges = structure.reps().flat_map(|rep| {
        let (start, end) = (rep.span.start_s, rep.span.end_s);
        [far(start, |span| span.start_s).then_some(start), far(end, |span| span.end_s).then_some(end)]
    });
    edges.flatten().collect()
}

fn distinct(mut laps: Vec<f64>) -> Vec<f64> {
    laps.sort_by(f64::total_cmp);
    laps.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    laps
}

/// Easy running after the last rep that is longer than this is a run of its own, s. House rule.
const LONGEST_COOL_DOWN_S: f64 = 2700.0;

fn band(input: &ReportInput<'_>, segment: &Segment, is_last: bool) -> Band {
    let far = (segment.distance_m > 0.0).then(|| distance(segment.distance_m, input.unit));
    let word = match segment.kind {
        SegmentKind::Warmup => "warm-up",
        SegmentKind::Cooldown if segment.timer_s > LONGEST_COOL_DOWN_S => "easy",
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

/// The long pauses of the timer within the time shown, each with its length.
fn pauses(input: &ReportInput<'_>, shown: Span) -> Vec<(Span, String)> {
    let within = |pause: &Span| Span::new(pause.start_s.max(shown.start_s), pause.end_s.min(shown.end_s));
    let inside = input.prepared.pauses.iter().map(within);
    let long = inside.filter(|pause| pause.length_s() >= LONG_PAUSE * shown.length_s());
    long.map(|pause| (pause, duration(pause.length_s()))).collect()
}

/// The fastest speed that the lane must show, m/s: of the reps and strides, else of any minute.
fn fastest_stretch(input: &ReportInput<'_>) -> Option<f64> {
    let is_fast = |segment: &&Segment| matches!(segment.kind, SegmentKind::Work | SegmentKind::Stride);
    let reps = input.structure.segments.iter().filter(is_fast).map(Segment::speed_mps);
    let fastest = reps.filter(|speed| speed.is_finite()).reduce(f64::max);
    fastest.or_else(|| {
        let minutes = speed(&input.prepared.uniform, FAST_STRETCH_S / 2)?;
        minutes.known().reduce(f64::max)
    })
}

/// The lane, without its line where the samples are too far from each other for one.
fn sampled(input: &ReportInput<'_>, lane: Lane) -> Lane {
    match (lane.series.is_ok(), no_lines(input)) {
        (true, Some(reason)) => Lane { series: Err(reason), ticks: Vec::new(), ..lane },
        _ => lane,
    }
}

/// The lane up to a time: a recording that was left on goes on after the run.
fn until(end_s: f64, lane: Lane) -> Lane {
    Lane { series: lane.series.map(|series| series.cut(end_s).0), ..lane }
}

fn speed_lane(input: &ReportInput<'_>, half: usize) -> Lane {
    let series = speed(&input.prepared.uniform, half);
    let usual = series.as_ref().and_then(|series| known_median(series.known())).unwrap_or(f64::NAN);
    let range = series.as_ref().map_or(EMPTY, |series| {
        let most = fastest_stretch(input).map_or(f64::INFINITY, |fastest| FASTEST_SHOWN * fastest);
        let fast = known_quantile(series.known(), 0.998).unwrap_or(1.0).min(most).max(0.5);
        let slow = known_quantile(series.known(), 0.05).unwrap_or(0.0);
        Range::new(0.9 * slow.clamp(0.3 * fast, 0.75 * fast), (1.0 + SPEED_ROOM) * fast)
    });
    Lane {
        name: "pace",
        unit: format!("/{}", input.unit.symbol()),
        ticks: if series.is_some() { axis::round_paces(range, usual, input.unit) } else { Vec::new() },
        series: series.ok_or_else(|| "no distance, position or speed in this file".to_owned()),
        range,
    }
}

fn heart_lane(input: &ReportInput<'_>, half: usize) -> Lane {
    let uniform = &input.prepared.uniform;
    let series = channel(uniform, uniform.heart_rate_bpm.as_ref(), half);
    let range = series.as_ref().map_or(EMPTY, |series| {
        let low = known_quantile(series.known(), 0.05).unwrap_or(60.0) - 10.0;
        Range::new(low, series.known().fold(low + 20.0, f64::max) + 8.0)
    });
    let inner = Range::new(range.low + 3.0, range.high - 3.0);
    Lane {
        name: "HR",
        unit: "bpm".to_owned(),
        ticks: if series.is_some() { axis::counts(inner, &HEART_STEPS_BPM, 4) } else { Vec::new() },
        series: series.ok_or_else(|| "no heart rate in this file".to_owned()),
        range,
    }
}
