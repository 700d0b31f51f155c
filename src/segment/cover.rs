//! From rep spans to segments that cover the whole activity, in order, without gap or overlap.

use super::{Confidence, Segment, SegmentKind};
use crate::clean::Prepared;
use crate::model::Span;
use crate::segment::ends::Ends;

/// A rep or stride that was found, before the rest of the activity is filled in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FoundRep {
    /// Where it lies, s of the file's clock.
    pub(super) span: Span,
    /// Work or stride.
    pub(super) kind: SegmentKind,
    /// Whether a lap or step timed its edges.
    pub(super) lap_timed: bool,
    /// How late its start and end were pressed, s.
    pub(super) late_s: Ends<Option<f64>>,
    /// How sure its start and end are.
    pub(super) confidence: Ends<Confidence>,
}

/// The segments of the whole activity: the found spans, and what lies before, between and after them.
///
/// Edges are rounded to a hundredth of a second, as in the tables: so the tables lose nothing, and no watch is more
/// precise.
pub(super) fn cover(prepared: &Prepared, whole: Span, found: &[FoundRep]) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut at = whole.start_s;
    let last_work = found.iter().rposition(|item| item.kind == SegmentKind::Work);
    let mut before = SegmentKind::Warmup;
    for (i, item) in found.iter().enumerate() {
        let start = hundredth(item.span.start_s).clamp(at, whole.end_s);
        let end = hundredth(item.span.end_s).clamp(start, whole.end_s);
        push(&mut out, prepared, Span::new(at, start), before, None);
        push(&mut out, prepared, Span::new(start, end), item.kind, Some(item));
        at = end;
        before = match last_work {
            Some(last) if i < last => SegmentKind::Recovery,
            // The running between strides is easy running, not recovery from work.
            None if i + 1 < found.len() => SegmentKind::Other,
            _ => SegmentKind::Cooldown,
        };
    }
    let tail = if found.is_empty() { SegmentKind::Other } else { before };
    push(&mut out, prepared, Span::new(at, whole.end_s), tail, None);
    out
}

fn hundredth(time_s: f64) -> f64 {
    (100.0 * time_s).round() / 100.0
}

fn push(out: &mut Vec<Segment>, prepared: &Prepared, span: Span, kind: SegmentKind, found: Option<&FoundRep>) {
    if span.length_s() <= 0.0 {
        return;
    }
    let base = &prepared.uniform;
    let confidence = found.map_or(Ends::both(Confidence::Medium), |item| item.confidence);
    out.push(Segment {
        kind,
        span,
        set: None,
        rep: None,
        timer_s: prepared.timer_s(span),
        distance_m: base.distance_at(span.end_s) - base.distance_at(span.start_s),
        snapped_distance_m: None,
        lap_timed: found.is_some_and(|item| item.lap_timed),
        start_late_s: found.and_then(|item| item.late_s.start),
        end_late_s: found.and_then(|item| item.late_s.end),
        start_confidence: confidence.start,
        end_confidence: confidence.end,
    });
}
