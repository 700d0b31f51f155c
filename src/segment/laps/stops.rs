//! Reps in which the timer was stopped: a rep begins when the running begins, and ends when it ends.

use super::easy::timer_speed;
use super::limits::{LEAST_M, LEAST_S, LEAST_SHARE};
use super::reading::MarkedRep;
use crate::clean::Prepared;
use crate::model::Span;
use crate::segment::ends::Ends;
use crate::stats::middle;

/// A stop at most this far from an edge of a rep is rest, s: the time between stop and edge is the way to the button.
const EDGE_S: f64 = 3.0;

/// A stop longer than this inside a rep ends the rep, s: nobody waits so long at a light.
const LONGEST_STOP_S: f64 = 60.0;

/// The reps without the stops at their edges, cut at the long stops inside.
pub(super) fn without_stops(prepared: &Prepared, reps: Vec<MarkedRep>) -> Vec<MarkedRep> {
    let trimmed: Vec<MarkedRep> = reps.into_iter().map(|rep| trimmed(prepared, rep)).collect();
    let speeds: Vec<f64> = trimmed.iter().map(|rep| timer_speed(prepared, &[rep.span])).collect();
    let usual_mps = middle(&speeds).unwrap_or(f64::NAN);
    trimmed.into_iter().flat_map(|rep| cut(prepared, rep, usual_mps)).collect()
}

/// The rep without the stops at its edges.
fn trimmed(prepared: &Prepared, mut rep: MarkedRep) -> MarkedRep {
    for pause in &prepared.pauses {
        let begins_by = rep.span.start_s + EDGE_S;
        if pause.start_s <= begins_by && pause.end_s > rep.span.start_s && pause.end_s < rep.span.end_s {
            rep.span.start_s = pause.end_s;
        }
    }
    for pause in prepared.pauses.iter().rev() {
        let ends_from = rep.span.end_s - EDGE_S;
        if pause.end_s >= ends_from && pause.start_s < rep.span.end_s && pause.start_s > rep.span.start_s {
            rep.span.end_s = pause.start_s;
        }
    }
    rep
}

/// The parts of a rep between long stops, if they are about as fast as the other reps; the whole rep if no part is.
fn cut(prepared: &Prepared, rep: MarkedRep, usual_mps: f64) -> Vec<MarkedRep> {
    let is_rep = |span: &Span| timer_speed(prepared, &[*span]) >= LEAST_SHARE * usual_mps;
    let spans: Vec<Span> = parts(prepared, rep.span).into_iter().filter(is_rep).collect();
    let part = |span: Span| MarkedRep {
        span,
        late_s: Ends {
            start: rep.late_s.start.filter(|_| span.start_s <= rep.span.start_s),
            end: rep.late_s.end.filter(|_| span.end_s >= rep.span.end_s),
        },
        ..rep
    };
    if spans.is_empty() { vec![rep] } else { spans.into_iter().map(part).collect() }
}

/// The parts of a lap between long stops, if they were run; the whole lap if no part was.
pub(super) fn parts(prepared: &Prepared, lap: Span) -> Vec<Span> {
    let is_long = |pause: &&Span| pause.length_s() > LONGEST_STOP_S && pause.overlap_s(lap) > LONGEST_STOP_S;
    let mut parts = Vec::new();
    let mut from_s = lap.start_s;
    for pause in prepared.pauses.iter().filter(is_long) {
        parts.push(Span::new(from_s, pause.start_s));
        from_s = pause.end_s;
    }
    parts.push(Span::new(from_s, lap.end_s));
    let is_run = |part: &Span| {
        let timer_s = prepared.timer_s(*part);
        timer_s >= LEAST_S && timer_s * timer_speed(prepared, &[*part]) >= LEAST_M
    };
    parts.retain(is_run);
    if parts.is_empty() { vec![lap] } else { parts }
}
