//! One activity: the most trusted evidence of reps, and the structure made of it.

use super::cover::Found;
use super::{
    Confidence, RepSource, RepsFrom, Segment, SegmentKind, Structure, WorkoutKind, cover, kind, laps, name, sets,
    signal, snap,
};
use crate::clean::Prepared;
use crate::model::{Activity, Span, Sport, Surface};

/// A reading of the speed is believed from these log odds on.
const SIGNAL_GATE: f64 = 0.5;

/// Confidence in a reading of the speed: gate and margin (log odds) for high, and for medium. On real sessions, every rep
/// is right in 91 % of those above the first, and in 78 % of those between.
const SIGNAL_HIGH: (f64, f64) = (1.0, 1.7);
const SIGNAL_MEDIUM: (f64, f64) = (1.0, 0.7);

/// Share of rep edges that the speed confirms: from here on labels, and pressed laps, that leave nothing open are high.
const LABELS_HIGH: f64 = 0.5;
const LAPS_HIGH: f64 = 0.75;

/// A recorded edge is confirmed when the speed has one within this, s.
pub(crate) const EDGE_AGREES_S: f64 = 8.0;

/// A step of speed at an edge, against the rep's speed: clear, and faint.
const CLEAR_STEP: f64 = 0.25;
const FAINT_STEP: f64 = 0.1;

/// Median speed of a run while moving: faster than a walk, no faster than a world record over ten kilometres.
const RUNNERS_MPS: (f64, f64) = (1.7, 6.5);
const MOVING_MPS: f64 = 0.8;

/// Strides: reps no longer than this, s, with long easy running around them.
const STRIDES_LONGEST_S: f64 = 26.0;
const STRIDES_MOST: usize = 12;

/// A cut of reps with its source, before segments are made of it.
struct Cut {
    found: Vec<Found>,
    source: RepSource,
    reason: String,
    confidence: Confidence,
    runner_up: Option<String>,
    /// What the speed alone would give, where it was not what was used.
    signal_reps: Vec<Span>,
}

/// The structure of one activity: segments that cover it, sets of like reps, a kind and a name.
///
/// # Shape
/// Segments are in order, without gap or overlap, from the first sample to the last; none when there is no sample.
pub fn find(activity: &Activity, prepared: &Prepared, from: RepsFrom) -> Structure {
    let times = &prepared.track.time_s;
    let (Some(&first), Some(&last)) = (times.first(), times.last()) else {
        return plain(WorkoutKind::Unreadable, "no samples".to_owned(), Vec::new(), String::new());
    };
    let whole = Span::new(first, last);
    if !may_have_reps(&activity.sport, prepared) {
        let name = if activity.sport.name().is_empty() { "not running" } else { activity.sport.name() };
        let segments = cover::cover(prepared, whole, &[]);
        return plain(WorkoutKind::NotRunning, name.to_owned(), segments, "not running".to_owned());
    }
    match cut(activity, prepared, from) {
        Ok(cut) => structure(activity, prepared, whole, cut),
        Err(reason) => {
            let (kind, name) = kind::without_reps(prepared);
            plain(kind, name, cover::cover(prepared, whole, &[]), reason)
        }
    }
}

/// Only running is searched; a file that does not name its sport must move like a runner.
fn may_have_reps(sport: &Sport, prepared: &Prepared) -> bool {
    match sport {
        Sport::Running => true,
        Sport::Unknown => {
            let speeds = &prepared.uniform.speed_mps;
            let moving: Vec<f64> = speeds.iter().copied().filter(|speed| *speed > MOVING_MPS).collect();
            crate::stats::middle(&moving).is_none_or(|speed| speed >= RUNNERS_MPS.0 && speed <= RUNNERS_MPS.1)
        }
        _ => false,
    }
}

fn plain(kind: WorkoutKind, name: String, segments: Vec<Segment>, reason: String) -> Structure {
    Structure {
        kind,
        name,
        segments,
        sets: Vec::new(),
        source: RepSource::None,
        reason,
        confidence: Confidence::Medium,
        runner_up: None,
        edges_agreeing: None,
        signal_reps: Vec::new(),
    }
}

/// The most trusted cut, or why there is none.
fn cut(activity: &Activity, prepared: &Prepared, from: RepsFrom) -> Result<Cut, String> {
    let mut against = String::new();
    if from != RepsFrom::Signal {
        match laps::read(activity, prepared) {
            Ok(reading) => return Ok(by_laps(reading, prepared)),
            Err(reason) => against = reason,
        }
    }
    if from == RepsFrom::Laps {
        return Err(if against.is_empty() { "no laps tell reps".to_owned() } else { against });
    }
    by_signal(activity, prepared).map(|mut cut| {
        if !against.is_empty() {
            cut.reason = format!("{} ({against})", cut.reason);
        }
        cut
    })
}

fn by_laps(reading: laps::LapReading, prepared: &Prepared) -> Cut {
    let is_fine = is_fine(prepared);
    let found: Vec<Found> = reading
        .reps
        .iter()
        .map(|rep| {
            let edges = signal::Run::of_span(&prepared.uniform, rep.span);
            let start = edge_confidence(&edges, rep.is_timed.0 || is_fine).0;
            let end = edge_confidence(&edges, rep.is_timed.1 || is_fine).1;
            let lap_timed = rep.is_timed == (true, true);
            Found { span: rep.span, kind: SegmentKind::Work, lap_timed, late_s: rep.late_s, confidence: (start, end) }
        })
        .collect();
    let by_speed = signal::read(&prepared.uniform);
    let signal_reps: Vec<Span> = by_speed.iter().flat_map(|other| &other.reps).map(|run| run.span).collect();
    let confidence = lap_confidence(&reading, agreement(&signal_reps, &found));
    let is_session = by_speed.is_some_and(|other| other.gate >= SIGNAL_GATE);
    let other = (is_session && signal_reps.len() != found.len()).then(|| in_words(&signal_reps)).flatten();
    let reason = match &other {
        Some(other) => format!("{}; the speed alone shows {other}", reading.why),
        None => reading.why,
    };
    let open = reading.doubts.into_iter().next().or(other);
    let runner_up = open.filter(|_| confidence != Confidence::High);
    Cut { found, source: reading.source, reason, confidence, runner_up, signal_reps }
}

/// How sure the marks are: as far as the speed confirms them (its reading, or an edge of it at each press), and as far
/// as they leave nothing open.
fn lap_confidence(reading: &laps::LapReading, (agreeing, edges): (usize, usize)) -> Confidence {
    let share = agreeing as f64 / edges.max(1) as f64;
    let enough = if reading.source == RepSource::Laps { LAPS_HIGH } else { LABELS_HIGH };
    match (reading.doubts.is_empty(), share >= enough || reading.is_confirmed) {
        (true, true) => Confidence::High,
        (false, false) => Confidence::Low,
        _ => Confidence::Medium,
    }
}

fn by_signal(activity: &Activity, prepared: &Prepared) -> Result<Cut, String> {
    let Some(reading) = signal::read(&prepared.uniform) else {
        return Err("the speed does not alternate".to_owned());
    };
    if reading.gate < SIGNAL_GATE || activity.surface == Some(Surface::Trail) {
        let odds = format!("{:.1}", reading.gate).replace('-', "\u{2212}");
        return Err(format!(
            "the speed alternates, but not like a session of reps (log odds {odds}, {SIGNAL_GATE} needed)"
        ));
    }
    let is_fine = is_fine(prepared);
    let found_as = |run: &signal::Run, kind| Found {
        span: run.span,
        kind,
        lap_timed: false,
        late_s: (None, None),
        confidence: edge_confidence(run, is_fine),
    };
    let work = if is_strides(&reading, prepared) { SegmentKind::Stride } else { SegmentKind::Work };
    let found: Vec<Found> = reading
        .strides
        .iter()
        .map(|run| found_as(run, SegmentKind::Stride))
        .chain(reading.reps.iter().map(|run| found_as(run, work)))
        .collect();
    let confidence = match (reading.gate, reading.margin) {
        (gate, margin) if gate >= SIGNAL_HIGH.0 && margin >= SIGNAL_HIGH.1 => Confidence::High,
        (gate, margin) if gate >= SIGNAL_MEDIUM.0 && margin >= SIGNAL_MEDIUM.1 => Confidence::Medium,
        _ => Confidence::Low,
    };
    let other = reading.runner_up.filter(|_| confidence != Confidence::High);
    let runner_up = other.and_then(|reps| in_words(&reps.iter().map(|run| run.span).collect::<Vec<_>>()));
    let reason = format!("speed alone: {} fast stretches alternate with slow ones", reading.reps.len());
    Ok(Cut { found, source: RepSource::Signal, reason, confidence, runner_up, signal_reps: Vec::new() })
}

/// Short accelerations spread through easy running, not a session of sprints: the easy running is most of it.
fn is_strides(reading: &signal::Reading, prepared: &Prepared) -> bool {
    let is_short = reading.reps.iter().all(|run| run.span.length_s() <= STRIDES_LONGEST_S);
    let Some(last) = reading.reps.last() else { return false };
    let is_after_run = last.span.start_s - prepared.uniform.start_s > 900.0;
    is_short && reading.reps.len() <= STRIDES_MOST && is_after_run
}

/// Recorded each second: an edge of the speed is as sharp as it gets.
fn is_fine(prepared: &Prepared) -> bool {
    prepared.sampling.median_s <= 1.5
}

fn edge_confidence(run: &signal::Run, is_fine: bool) -> (Confidence, Confidence) {
    let of = |step: f64| match step / run.speed_mps {
        share if share >= CLEAR_STEP && is_fine => Confidence::High,
        share if share >= FAINT_STEP => Confidence::Medium,
        _ => Confidence::Low,
    };
    (of(run.edge_steps_mps.0), of(run.edge_steps_mps.1))
}

fn in_words(reps: &[Span]) -> Option<String> {
    let times: Vec<f64> = reps.iter().map(|span| span.length_s()).collect();
    crate::stats::middle(&times).map(|middle| format!("{} reps of about {middle:.0} s", reps.len()))
}

fn structure(activity: &Activity, prepared: &Prepared, whole: Span, cut: Cut) -> Structure {
    let mut segments = cover::cover(prepared, whole, &cut.found);
    let mut sets = sets::group(&mut segments);
    snap::snap(activity, prepared, &mut segments, &mut sets);
    let strides: Vec<f64> =
        segments.iter().filter(|s| s.kind == SegmentKind::Stride).map(|s| s.span.length_s()).collect();
    let (kind, name) = if sets.is_empty() {
        (WorkoutKind::Strides, name::strides(strides.len(), crate::stats::middle(&strides).unwrap_or(0.0)))
    } else {
        (WorkoutKind::Reps, name::session(&segments, &sets))
    };
    let edges_agreeing = (cut.source != RepSource::Signal).then(|| agreement(&cut.signal_reps, &cut.found));
    Structure {
        kind,
        name,
        segments,
        sets,
        source: cut.source,
        reason: cut.reason,
        confidence: cut.confidence,
        runner_up: cut.runner_up,
        edges_agreeing,
        signal_reps: cut.signal_reps,
    }
}

/// How many recorded rep edges the speed confirms, of all.
fn agreement(runs: &[Span], found: &[Found]) -> (usize, usize) {
    let near = |edge: f64, of: fn(&Span) -> f64| runs.iter().any(|run| (of(run) - edge).abs() <= EDGE_AGREES_S);
    let agreeing = found
        .iter()
        .map(|item| {
            usize::from(near(item.span.start_s, |s| s.start_s)) + usize::from(near(item.span.end_s, |s| s.end_s))
        })
        .sum();
    (agreeing, 2 * found.len())
}
