//! Finds the most trusted evidence of reps in one activity, and builds the structure from it.

use super::confidence::{EDGE_AGREES_S, STRIDES_GATE, agreement, odds};
use super::cover::FoundRep;
use super::hills::Speed;
use super::nominal::Known;
use super::structure::EdgeAgreement;
use super::trace::{EvidenceUse, RepEvidence, Trace};
use super::{
    Confidence, RepSource, Segment, SegmentKind, Structure, WorkoutKind, confidence, cover, hills, kind, laps, name,
    possible, sets, signal, snap, strides, tempo,
};
use crate::clean::{Prepared, Uniform};
use crate::model::{Activity, Span, Sport, Surface};
use crate::segment::ends::Ends;
use rayon::prelude::*;

/// The name of the evidence from speed.
const SPEED: &str = "speed alone";

/// A cut into reps with its source, before it is turned into segments.
pub(super) struct Cut {
    pub(super) found: Vec<FoundRep>,
    pub(super) source: RepSource,
    pub(super) reason: String,
    pub(super) confidence: Confidence,
    pub(super) runner_up: Option<String>,
    /// The reps by the speed alone; empty if the cut itself is from the speed.
    pub(super) signal_reps: Vec<Span>,
    pub(super) trace: Trace,
}

/// Which family of evidence may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RepsFrom {
    /// All evidence, in order of trust.
    #[default]
    Auto,
    /// Only steps, intensity and laps.
    Laps,
    /// Only speed: laps, steps and intensity are ignored.
    Signal,
}

/// The structure of every activity, in input order; the work is spread over the current thread pool.
pub fn find_many(inputs: &[(&Activity, &Prepared)], from: RepsFrom) -> Vec<Structure> {
    inputs.par_iter().map(|(activity, prepared)| find(activity, prepared, from)).collect()
}

/// The structure of one activity: segments that cover it, sets of like reps, a kind and a name.
///
/// # Shape
/// Segments are in order, without gap or overlap, from the first sample to the last. An activity without samples has no
/// segments.
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
    let mut heard = Vec::new();
    match cut(activity, prepared, from, &mut heard) {
        Ok(mut cut) => {
            cut.trace.evidence = heard;
            structure(activity, prepared, whole, cut)
        }
        Err(reason) => {
            let (kind, name) = kind::without_reps(prepared);
            let mut plain = plain(kind, name, cover::cover(prepared, whole, &[]), reason);
            plain.trace.evidence = heard;
            plain
        }
    }
}

/// Whether an activity is searched for reps: only running is. If the file does not name a known sport, the movement
/// must be that of a runner throughout.
pub(super) fn may_have_reps(sport: &Sport, prepared: &Prepared) -> bool {
    match sport {
        Sport::Running => true,
        // A label without distance may be an hour in a gym.
        Sport::Label(_) => !prepared.uniform.distance_m.is_empty() && possible::moves_like_a_run(&prepared.uniform),
        Sport::Unknown => possible::moves_like_a_run(&prepared.uniform),
        _ => false,
    }
}

fn plain(kind: WorkoutKind, name: String, segments: Vec<Segment>, reason: String) -> Structure {
    Structure {
        kind,
        name,
        segments,
        sets: Vec::new(),
        uphill: None,
        source: RepSource::None,
        reason,
        confidence: Confidence::Medium,
        runner_up: None,
        edges_agreeing: None,
        signal_reps: Vec::new(),
        trace: Trace::default(),
        notes: Vec::new(),
    }
}

/// The most trusted cut, or the reason why there is none. Adds each kind of evidence to `heard` with its verdict.
fn cut(activity: &Activity, prepared: &Prepared, from: RepsFrom, heard: &mut Vec<RepEvidence>) -> Result<Cut, String> {
    let speed = hills::speed(&prepared.uniform);
    let mut against = String::new();
    if from != RepsFrom::Signal {
        match laps::read(activity, &speed.seen(prepared), &likely_reps(prepared, &speed), heard) {
            Ok(mut reading) => {
                let left_out = retain_possible(&mut reading.reps, |rep| rep.span, &prepared.uniform);
                reading.why = joined(reading.why, &left_out);
                let down = retain_uphill(&mut reading.reps, |rep| rep.span, &prepared.uniform);
                reading.why = joined(reading.why, &down);
                if let Some(why) = alone(&reading, &speed) {
                    refuse(heard, &why);
                    against = why;
                } else {
                    let cut = by_laps(reading, prepared, &speed);
                    heard.push(beside(&cut));
                    return Ok(cut);
                }
            }
            Err(reason) => against = reason,
        }
    }
    if from == RepsFrom::Laps {
        return Err(if against.is_empty() { "no laps tell reps".to_owned() } else { against });
    }
    match by_signal(prepared, &speed) {
        Ok(mut cut) => {
            heard.push(RepEvidence::used(RepSource::Signal, SPEED, &cut.reason));
            if !against.is_empty() {
                cut.reason = format!("{} ({against})", cut.reason);
            }
            Ok(cut)
        }
        Err(reason) => {
            heard.push(RepEvidence::against(RepSource::Signal, SPEED, &reason));
            Err(reason)
        }
    }
}

/// Why the marked reps are no session: no rep is left, or a single rep that is no tempo. `None` if they are a session.
fn alone(reading: &laps::LapReading, speed: &Speed<'_>) -> Option<String> {
    let spans: Vec<Span> = reading.reps.iter().map(|rep| rep.span).collect();
    if spans.is_empty() { Some(reading.why.clone()) } else { tempo::against(&spans, &speed.base) }
}

/// Changes the verdict on the last evidence from used to refused.
fn refuse(heard: &mut [RepEvidence], why: &str) {
    if let Some(used) = heard.last_mut().filter(|evidence| evidence.verdict == EvidenceUse::Used) {
        (used.verdict, used.why) = (EvidenceUse::Refused, format!("{}; {why}", used.why));
    }
}

/// The reading of the speed, if it is a session and its confidence is not low.
fn likely<'a>(speed: &'a Speed<'_>) -> Option<&'a signal::SpeedReading> {
    let is_likely = |reading: &&signal::SpeedReading| {
        reading.gate >= signal::SESSION_GATE && confidence::of_signal(reading).0 != Confidence::Low
    };
    speed.reading.as_ref().filter(is_likely)
}

/// The reps by the speed alone, from press to press, if that reading is likely; else none.
fn likely_reps(prepared: &Prepared, speed: &Speed<'_>) -> Vec<Span> {
    let runs = likely(speed).map_or(&[][..], |reading| reading.reps.as_slice());
    speed.timed(prepared, runs).into_iter().map(|timed| timed.span).collect()
}

/// What the speed says about a cut by marks.
fn beside(cut: &Cut) -> RepEvidence {
    let EdgeAgreement { agreeing, edges } = agreement(&cut.signal_reps, &cut.found);
    let why = match cut.signal_reps.len() {
        0 => "does not alternate".to_owned(),
        count => format!("{count} reps; it has {agreeing} of the {edges} edges within {EDGE_AGREES_S:.0} s"),
    };
    RepEvidence { source: RepSource::Signal, name: SPEED, verdict: EvidenceUse::Beside, why }
}

fn by_laps(reading: laps::LapReading, prepared: &Prepared, speed: &Speed<'_>) -> Cut {
    let spans: Vec<Span> = reading.reps.iter().map(|rep| rep.span).collect();
    let work = strides::by_spans(&spans, &speed.base);
    let found: Vec<FoundRep> = reading
        .reps
        .iter()
        .zip(work.kinds)
        .map(|(rep, kind)| {
            let edges = signal::Run::of_span(&speed.base, rep.span);
            FoundRep {
                span: rep.span,
                kind,
                lap_timed: rep.is_timed.are_both(),
                late_s: rep.late_s,
                confidence: confidence::of_edges(&edges),
            }
        })
        .collect();
    let runs = speed.reading.as_ref().map_or(&[][..], |reading| reading.reps.as_slice());
    let signal_reps: Vec<Span> = speed.timed(prepared, runs).into_iter().map(|timed| timed.span).collect();
    let is_session = speed.reading.as_ref().is_some_and(|other| other.gate >= signal::SESSION_GATE);
    let other = is_session.then(|| other_number(&signal_reps, &found, speed)).flatten();
    let likely_other = other.as_deref().filter(|_| likely(speed).is_some());
    let (confidence, rests_on) = confidence::of_marks(&reading, agreement(&signal_reps, &found), likely_other);
    let disagrees = other.as_ref().map_or_else(String::new, |other| format!("the speed alone shows {other}"));
    let runner_up = reading.doubts.first().cloned().or(other).filter(|_| confidence != Confidence::High);
    let trace = Trace { confidence: rests_on, strides: work.why, ..Trace::default() };
    let reason = joined(joined(reading.why, &disagrees), &speed.hills);
    Cut { found, source: reading.source, reason, confidence, runner_up, signal_reps, trace }
}

/// The reps by the speed in words, if their number differs from the number of marked reps. Strides do not count as
/// reps.
fn other_number(signal_reps: &[Span], found: &[FoundRep], speed: &Speed<'_>) -> Option<String> {
    let marked = found.iter().filter(|item| item.kind == SegmentKind::Work).count();
    let kinds = strides::by_spans(signal_reps, &speed.base).kinds;
    let reps: Vec<Span> =
        signal_reps.iter().zip(kinds).filter(|(_, kind)| *kind == SegmentKind::Work).map(|(rep, _)| *rep).collect();
    let differs = marked > 0 && marked != reps.len();
    differs.then(|| spans_in_words(&reps)).flatten()
}

fn joined(reason: String, more: &str) -> String {
    if more.is_empty() { reason } else { format!("{reason}; {more}") }
}

fn spans_in_words(spans: &[Span]) -> Option<String> {
    let times: Vec<f64> = spans.iter().map(|span| span.length_s()).collect();
    crate::stats::middle(&times).map(|middle| in_words(times.len(), middle))
}

/// Removes spans that are too fast for any runner, and returns how many were left out, in words.
fn retain_possible<T>(all: &mut Vec<T>, span: fn(&T) -> Span, base: &Uniform) -> String {
    let before = all.len();
    all.retain(|one| possible::is_possible(span(one), base));
    match before - all.len() {
        0 => String::new(),
        count => format!("{count} left out that nobody runs so fast"),
    }
}

/// Removes the ways down from reps that are run uphill, and returns how many were left out, in words.
fn retain_uphill<T>(reps: &mut Vec<T>, span: fn(&T) -> Span, base: &Uniform) -> String {
    let spans: Vec<Span> = reps.iter().map(span).collect();
    if hills::uphill(base, &spans).is_none() {
        return String::new();
    }
    reps.retain(|rep| !hills::goes_down(base, span(rep)));
    match spans.len() - reps.len() {
        0 => String::new(),
        count => format!("{count} left out that goes down the hill of the others"),
    }
}

fn by_signal(prepared: &Prepared, speed: &Speed<'_>) -> Result<Cut, String> {
    if prepared.uniform.distance_m.is_empty() {
        return Err("no distance, position or speed to cut by".to_owned());
    }
    let Some(reading) = speed.reading.as_ref() else {
        return Err("the speed does not alternate".to_owned());
    };
    let mut reps = reading.reps.clone();
    let left_out = retain_possible(&mut reps, |run| run.span, &prepared.uniform);
    if reps.len() < 2 {
        return Err(format!("the speed alternates, but {left_out}"));
    }
    let spans: Vec<Span> = reps.iter().map(|run| run.span).collect();
    if hills::are_downhill(&prepared.uniform, &spans) {
        return Err("the speed alternates, but most of the fast stretches go down a hill".to_owned());
    }
    let work = strides::by_spans(&spans, &speed.base);
    if let Some(why) = no_session(reading, &work) {
        return Err(why);
    }
    let strides = |side: &[signal::Run]| vec![SegmentKind::Stride; side.len()];
    let (before, after) = (&reading.strides, &reading.strides_after);
    let kinds = [strides(before), work.kinds, strides(after)].concat();
    let runs = [before.as_slice(), &reps, after].concat();
    let found: Vec<FoundRep> = speed
        .timed(prepared, &runs)
        .into_iter()
        .zip(kinds)
        .map(|(timed, kind)| FoundRep {
            span: timed.span,
            kind,
            lap_timed: false,
            late_s: Ends::both(None),
            confidence: timed.confidence,
        })
        .collect();
    let (confidence, rests_on) = confidence::of_signal(reading);
    let reason = format!("speed alone: {} fast stretches alternate with slow ones", reps.len());
    let reason = joined(reason, &left_out);
    let beside = strides::beside_words(before.len(), after.len());
    let strides = if beside.is_empty() { work.why } else { beside };
    let trace = Trace { confidence: rests_on, strides, ..Trace::default() };
    let runner_up = reading.runner_up.as_ref().filter(|_| confidence != Confidence::High).map(|reps| {
        let times: Vec<f64> = reps.iter().map(|run| run.span.length_s()).collect();
        in_words(times.len(), crate::stats::middle(&times).unwrap_or(0.0))
    });
    let reason = joined(reason, &speed.hills);
    Ok(Cut { found, source: RepSource::Signal, reason, confidence, runner_up, signal_reps: Vec::new(), trace })
}

/// Why the best reading is no session; `None` if it is one. Strides are hardly a share of the run: their speed must
/// alternate more clearly.
fn no_session(reading: &signal::SpeedReading, work: &strides::NamedReps) -> Option<String> {
    let is_strides = work.kinds.iter().all(|&kind| kind == SegmentKind::Stride);
    let unclear = is_strides && reading.pattern < STRIDES_GATE;
    let (log_odds, needed) =
        if unclear { (reading.pattern, STRIDES_GATE) } else { (reading.gate, signal::SESSION_GATE) };
    let answer = reading.answer.words();
    if log_odds < needed {
        let (log_odds, needed) = (odds(log_odds), odds(needed));
        return Some(format!(
            "the speed alternates, but not like a session of reps (log odds {log_odds}, {needed} needed{answer})"
        ));
    }
    let is_easy = reading.answer.is_easy_running();
    is_easy.then(|| format!("the speed alternates, but the fast stretches are no faster than the easy running{answer}"))
}

fn in_words(count: usize, middle_s: f64) -> String {
    format!("{count} reps of about {middle_s:.0} s")
}

pub(super) fn structure(activity: &Activity, prepared: &Prepared, whole: Span, mut cut: Cut) -> Structure {
    let mut segments = cover::cover(prepared, whole, &cut.found);
    let ground = snap::on_track(activity, prepared, &segments);
    let work: Vec<Span> = segments.iter().filter(|s| s.kind == SegmentKind::Work).map(|s| s.span).collect();
    let uphill = hills::uphill(&prepared.uniform, &work).filter(|_| !activity.surface.is_some_and(Surface::is_level));
    // Up and down one hill there is a box of a track's size, too.
    let ground = if uphill.is_some() { Err("the reps go uphill") } else { ground };
    let known = Known::of(activity, &segments, ground.is_ok(), prepared.sampling.median_s);
    let mut sets = sets::group(&mut segments, &known);
    let (track, notes) = snap::snap(ground, &mut segments, &mut sets);
    cut.trace.track = track;
    let strides: Vec<f64> =
        segments.iter().filter(|s| s.kind == SegmentKind::Stride).map(|s| s.span.length_s()).collect();
    let (kind, name) = match kind::with_bouts(&segments) {
        _ if cut.found.is_empty() => kind::without_reps(prepared),
        WorkoutKind::Strides => {
            (WorkoutKind::Strides, name::strides(strides.len(), crate::stats::middle(&strides).unwrap_or(0.0)))
        }
        WorkoutKind::Tempo => (WorkoutKind::Tempo, name::tempo(&sets)),
        kind => {
            let name = name::session(&segments, &sets);
            (kind, if uphill.is_some() { name::uphill(&name) } else { name })
        }
    };
    let edges_agreeing =
        (cut.source != RepSource::Signal && !cut.found.is_empty()).then(|| agreement(&cut.signal_reps, &cut.found));
    Structure {
        kind,
        name,
        segments,
        sets,
        uphill,
        source: cut.source,
        reason: cut.reason,
        confidence: cut.confidence,
        runner_up: cut.runner_up,
        edges_agreeing,
        signal_reps: cut.signal_reps,
        trace: cut.trace,
        notes,
    }
}

/// The reps of a reading of the speed.
pub(super) fn spans_of(reading: Option<&signal::SpeedReading>) -> Vec<Span> {
    reading.iter().flat_map(|reading| &reading.reps).map(|run| run.span).collect()
}
