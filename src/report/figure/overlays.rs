//! Row C: the reps, or the halves of a run without reps, laid over each other from their start.

use super::panel::panel;
use super::series::{Series, channel, speed};
use super::shown::{body, no_lines, scored_set, shows_reps};
use super::{OverlayRow, Panel, PanelChannel, ReportInput, axis, bars, run_panels};
use crate::model::Span;
use crate::report::words::means;
use crate::segment::{SegmentKind, WorkoutKind};
use crate::stats::{Range, known_median, known_quantile};

/// Time after a rep for which heart rate is shown, s.
const AFTERMATH_S: f64 = 15.0;
/// Seconds to each side of a 5-second mean.
const REP_HALF_S: usize = 2;
/// Longest rep whose lines are 5-second means, s. Lines of longer reps are means over more seconds, in proportion.
const FINE_REP_S: f64 = 150.0;
/// Most seconds to each side of a mean within a rep.
const REP_HALF_MOST_S: f64 = 15.0;
/// A mean of a half of a run reaches over this part of the half to each side, and over so many seconds at most: finer
/// swings would hide the course of the pace.
const RUN_PARTS: f64 = 40.0;
const RUN_HALF_MOST_S: usize = 300;
/// Longest caveat that has room after its heading, bytes.
const SHORT_CAVEAT: usize = 30;
/// Least range of heart rate (bpm) and cadence (steps/min) that a panel shows.
const WINDOW: f64 = 40.0;

/// Whether the lines are reps, and the seconds on each side of a mean.
#[derive(Clone, Copy)]
struct Kind {
    is_reps: bool,
    half: usize,
    length_s: f64,
}

/// The three channels of an activity.
struct OverlayTraces {
    speed: Option<Series>,
    heart: Option<Series>,
    cadence: Option<Series>,
}

impl OverlayTraces {
    fn of(input: &ReportInput<'_>) -> Self {
        let uniform = &input.prepared.uniform;
        Self {
            speed: speed(uniform, 0),
            heart: channel(uniform, uniform.heart_rate_bpm.as_ref(), 0),
            cadence: channel(uniform, uniform.step_rate_spm.as_ref(), 0),
        }
    }
}

pub(super) fn row(input: &ReportInput<'_>) -> OverlayRow {
    if shows_reps(input.structure) { reps(input) } else { halves(input) }
}

fn reps(input: &ReportInput<'_>) -> OverlayRow {
    let spans = spans(input);
    let longest = spans.iter().map(|span| span.length_s()).fold(1.0, f64::max);
    let length_s = longest + AFTERMATH_S.min(longest / 2.0);
    let head = bars::rep_name(input).unwrap_or_else(|| "Reps".to_owned());
    let usual_s = known_median(spans.iter().map(|span| span.length_s())).unwrap_or(1.0);
    let half = (REP_HALF_S as f64 * usual_s / FINE_REP_S).clamp(REP_HALF_S as f64, REP_HALF_MOST_S) as usize;
    OverlayRow {
        head: format!("{head} laid over each other"),
        note: format!("time from the start of each rep; pale = first, dark = later; {}", means(2 * half + 1)),
        legend: ("earlier reps", "last rep"),
        is_reps: true,
        median_end_s: known_median(spans.iter().map(|span| span.length_s())),
        panels: panels(input, &OverlayTraces::of(input), &spans, Kind { is_reps: true, half, length_s }),
        ends_s: spans.iter().map(|span| span.length_s()).collect(),
        starts_s: spans.iter().map(|span| span.start_s).collect(),
    }
}

fn spans(input: &ReportInput<'_>) -> Vec<Span> {
    let segments = &input.structure.segments;
    match scored_set(input) {
        Some(set) => set.reps.iter().filter_map(|&rep| segments.get(rep)).map(|rep| rep.span).collect(),
        None => segments.iter().filter(|s| s.kind == SegmentKind::Work).map(|rep| rep.span).collect(),
    }
}

fn halves(input: &ReportInput<'_>) -> OverlayRow {
    let span = body(input);
    let middle = f64::midpoint(span.start_s, span.end_s);
    let spans = [Span::new(span.start_s, middle), Span::new(middle, span.end_s)];
    let length_s = span.length_s() / 2.0;
    let half = ((length_s / RUN_PARTS) as usize).min(RUN_HALF_MOST_S);
    let window = if half == 0 { "every second".to_owned() } else { means(2 * half + 1) };
    OverlayRow {
        head: match input.structure.kind {
            WorkoutKind::Tempo => "How the tempo went".into(),
            _ => "How it went".into(),
        },
        note: format!("halves laid over each other from their start; {window}"),
        legend: ("first half", "second half"),
        is_reps: false,
        median_end_s: None,
        panels: with_run(
            input,
            panels(input, &OverlayTraces::of(input), &spans, Kind { is_reps: false, half, length_s }),
        ),
        ends_s: spans.iter().map(|span| span.length_s()).collect(),
        starts_s: spans.iter().map(|span| span.start_s).collect(),
    }
}

/// The panels of a run without reps: decoupling and altitude, where they are known, say more than halves.
fn with_run(input: &ReportInput<'_>, [pace, heart, cadence]: [Panel; 3]) -> [Panel; 3] {
    let is_absent = !heart.absent.is_empty();
    let second = run_panels::decoupling(input);
    let third = run_panels::altitude(input);
    match (second, third) {
        (Some(second), Some(third)) => [pace, second, third],
        (Some(second), None) => [pace, second, heart],
        (None, Some(third)) if is_absent => [pace, cadence, third],
        (None, Some(third)) => [pace, heart, third],
        (None, None) => [pace, heart, cadence],
    }
}

fn panels(input: &ReportInput<'_>, traces: &OverlayTraces, spans: &[Span], kind: Kind) -> [Panel; 3] {
    let sparse = no_lines(input);
    let cut = |series: Option<&Series>, after: f64| -> Vec<Series> {
        let series = series.filter(|_| sparse.is_none());
        let parts = spans.iter().map(|span| Span::new(span.start_s, span.end_s + after));
        series.map_or_else(Vec::new, |series| parts.map(|part| series.part(part).smoothed(kind.half)).collect())
    };
    let after = if kind.is_reps { AFTERMATH_S } else { 0.0 };
    let missing = |series: Option<&Series>, other: &'static str| -> String {
        sparse.clone().filter(|_| series.is_some()).unwrap_or_else(|| other.to_owned())
    };
    let speed = cut(traces.speed.as_ref(), 0.0);
    let range = pace_range(&speed, kind.is_reps);
    let pace = panel(
        PanelChannel::Pace,
        format!("pace /{}", input.unit.symbol()),
        &missing(traces.speed.as_ref(), "no distance, position or speed"),
        (range, axis::paces(range, input.unit.metres())),
        kind.length_s,
        speed,
    );
    [
        pace,
        Panel {
            caveat: heart_caveat(input, traces),
            ..count_panel(
                (PanelChannel::HeartRate, "heart rate, bpm"),
                &missing(traces.heart.as_ref(), "no heart rate in this file"),
                kind.length_s,
                cut(traces.heart.as_ref(), after),
            )
        },
        count_panel(
            (PanelChannel::Cadence, "cadence, steps/min"),
            &missing(traces.cadence.as_ref(), "no cadence in this file"),
            kind.length_s,
            cut(traces.cadence.as_ref(), 0.0),
        ),
    ]
}

/// Why heart rate is shown but not scored.
fn heart_caveat(input: &ReportInput<'_>, traces: &OverlayTraces) -> String {
    match &input.card.heart_rate_problem {
        Some(problem) if traces.heart.is_some() => {
            let problem =
                problem.strip_prefix("heart rate of ").or(problem.strip_prefix("heart rate ")).unwrap_or(problem);
            // The words that say when and why have no room.
            let ends = [" while ", " within ", " for "].map(|mark| problem.rfind(mark));
            let is_long = problem.len() > SHORT_CAVEAT;
            let end = ends.into_iter().flatten().filter(|_| is_long).min().unwrap_or(problem.len());
            let problem = &problem[..end];
            format!("not scored: {problem}")
        }
        _ => String::new(),
    }
}

/// The range of pace: the plateau of the reps. The run-up may leave the plot.
fn pace_range(lines: &[Series], is_reps: bool) -> Range {
    let all = || lines.iter().flat_map(Series::known);
    let middle = known_median(all()).unwrap_or(1.0).max(0.2);
    let (low, high) = (known_quantile(all(), 0.02).unwrap_or(middle), known_quantile(all(), 0.99).unwrap_or(middle));
    if is_reps {
        return Range::new(0.82 * middle, (1.12 * middle).max((1.02 * high).min(1.3 * middle)));
    }
    Range::new((0.98 * low).clamp(0.6 * middle, 0.92 * middle), (1.02 * high).clamp(1.06 * middle, 1.5 * middle))
}

fn count_panel((channel, label): (PanelChannel, &str), missing: &str, length_s: f64, lines: Vec<Series>) -> Panel {
    let all = || lines.iter().flat_map(Series::known);
    let range = match channel {
        PanelChannel::HeartRate => {
            let high = all().fold(f64::NEG_INFINITY, f64::max) + 4.0;
            let low = known_quantile(all(), 0.005).unwrap_or(high) - 3.0;
            Range::new(low.min(high - WINDOW), high)
        }
        PanelChannel::Pace | PanelChannel::Cadence | PanelChannel::Efficiency | PanelChannel::Altitude => {
            let middle = known_median(all()).unwrap_or(0.0);
            let (low, high) = (known_quantile(all(), 0.05), known_quantile(all(), 0.99));
            let below = low.unwrap_or(middle).clamp(middle - 2.0 * WINDOW, middle - WINDOW / 2.0);
            Range::new(below, high.unwrap_or(middle).clamp(middle + WINDOW / 2.0, middle + WINDOW) + 2.0)
        }
    };
    let ticks = axis::counts(range, &[2.0, 5.0, 10.0, 20.0, 50.0, 100.0], 6);
    panel(channel, label.to_owned(), missing, (range, ticks), length_s, lines)
}
