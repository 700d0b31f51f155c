//! Which part of an activity a report shows: reps or the run, sets as they are judged, the time from end to end.

use super::ReportInput;
use crate::model::{Activity, Span};
use crate::report::words::duration;
use crate::scores::{self, ScoreInfo, SetCard, Unavailable, last_rep_quality};
use crate::segment::{SegmentKind, Set, Structure, Together, WorkoutKind};

/// Samples further apart than this have no line between them, s: nobody knows what was between. House rule.
const FARTHEST_S: f64 = 120.0;

/// Samples further apart than this are counted: there is no rate to speak of, s.
pub(super) const SPARSE_S: f64 = 600.0;

/// Whether reps are shown as reps: with fewer than two there is nothing to compare.
pub(super) fn shows_reps(structure: &Structure) -> bool {
    structure.reps().count() >= 2
}

/// Whether nothing in it is held against anything else: no reps, or the one block of a tempo.
pub(super) fn has_no_reps(structure: &Structure) -> bool {
    structure.kind == WorkoutKind::Tempo || structure.reps().count() == 0
}

/// Whether anything was cut out of the run: reps, a tempo or strides.
pub(super) fn is_cut(structure: &Structure) -> bool {
    structure.segments.iter().any(|part| matches!(part.kind, SegmentKind::Work | SegmentKind::Stride))
}

/// What a run without reps to compare is looked at over: its block of work, else all of it.
pub(super) fn body(input: &ReportInput<'_>) -> Span {
    scores::body(input.structure, whole(input))
}

/// The sets as they are shown: sets of one length, which are scored as one, are one.
pub(super) fn shown_sets(input: &ReportInput<'_>) -> Vec<Set> {
    shown_together(input).map_or_else(|| input.structure.sets.clone(), |all| vec![all.set])
}

/// All reps as the one set as which they are scored; `None` where their sets are scored one by one.
pub(super) fn shown_together(input: &ReportInput<'_>) -> Option<Together> {
    input.card.together.as_ref().and_then(|_| input.structure.together())
}

/// The set that the session is judged by, when it has reps to compare. One set among several needs enough reps for a
/// score of its last rep: else the session is all its reps.
pub(super) fn scored_set(input: &ReportInput<'_>) -> Option<Set> {
    let card = input.card.judged()?;
    let sets = shown_sets(input);
    let is_told = sets.len() == 1 || has_enough_reps(card, &last_rep_quality::INFO);
    sets.into_iter().nth(card.set).filter(|set| set.reps.len() > 1 && is_told)
}

/// Whether a set has as many reps as a score needs.
pub(super) fn has_enough_reps(card: &SetCard, info: &ScoreInfo) -> bool {
    !matches!(card.score(info), Err(Unavailable::TooFewReps { .. } | Unavailable::NoReps))
}

/// Index into the segments of the last rep: of the scored set, else of the session. Title, tiles and bars speak of it.
pub(super) fn last_rep(input: &ReportInput<'_>) -> Option<usize> {
    scored_set(input).and_then(|set| set.reps.last().copied()).or_else(|| final_rep(input))
}

/// Whether reps of other sets come after the last rep of the scored set.
pub(super) fn goes_on_after_last(input: &ReportInput<'_>) -> bool {
    last_rep(input) != final_rep(input)
}

/// Index into the segments of the last rep of the session.
fn final_rep(input: &ReportInput<'_>) -> Option<usize> {
    input.structure.segments.iter().rposition(|segment| segment.kind == SegmentKind::Work)
}

/// Local Unix time of the start, s, and whether the file tells the local time.
pub(super) fn local_start(activity: &Activity) -> (f64, bool) {
    let offset = activity.utc_offset_s;
    (activity.start_unix_s() + f64::from(offset.unwrap_or(0)), offset.is_some())
}

/// The time that row B shows: the whole activity, without the hours after a run whose recording was left on.
pub(super) fn whole(input: &ReportInput<'_>) -> Span {
    let recorded = recorded(input);
    let end_s = if has_no_reps(input.structure) { scores::ran(&input.prepared.uniform).end_s } else { recorded.end_s };
    Span::new(recorded.start_s, end_s.clamp(recorded.start_s + 1.0, recorded.end_s))
}

/// Time that was recorded after the run, s.
pub(super) fn left_on_s(input: &ReportInput<'_>) -> f64 {
    recorded(input).end_s - whole(input).end_s
}

/// All that was recorded.
fn recorded(input: &ReportInput<'_>) -> Span {
    let uniform = &input.prepared.uniform;
    let segments = &input.structure.segments;
    let recorded = (!uniform.is_empty()).then(|| Span::new(uniform.start_s, uniform.clock_s(uniform.len() - 1)));
    let cut = segments.first().zip(segments.last()).map(|(a, b)| Span::new(a.span.start_s, b.span.end_s));
    let span = match (recorded, cut) {
        (Some(a), Some(b)) => Span::new(a.start_s.min(b.start_s), a.end_s.max(b.end_s)),
        (Some(span), None) | (None, Some(span)) => span,
        (None, None) => Span::new(0.0, 1.0),
    };
    let is_sound = span.start_s.is_finite() && span.end_s.is_finite();
    if is_sound { Span::new(span.start_s, span.end_s.max(span.start_s + 1.0)) } else { Span::new(0.0, 1.0) }
}

/// A time without the pauses of the timer inside it.
pub(super) fn unpaused(input: &ReportInput<'_>, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from_s = span.start_s;
    for pause in input.prepared.pauses.iter().filter(|pause| pause.overlap_s(span) > 0.0) {
        parts.push(Span::new(from_s, pause.start_s.max(from_s)));
        from_s = pause.end_s.min(span.end_s);
    }
    parts.push(Span::new(from_s, span.end_s));
    parts.retain(|part| part.length_s() > 0.0);
    if parts.is_empty() { vec![span] } else { parts }
}

/// Why no line is drawn between the samples; `None` where they are near enough to each other.
pub(super) fn no_lines(input: &ReportInput<'_>) -> Option<String> {
    let median_s = input.prepared.sampling.median_s;
    (median_s > FARTHEST_S).then(|| match median_s {
        sparse if sparse > SPARSE_S => "too few samples for a line".to_owned(),
        median_s => format!("one sample every {}: too few for a line", duration(median_s)),
    })
}

/// Distance (m, NaN where unknown) and timer time (s) of the whole activity.
pub(super) fn totals(input: &ReportInput<'_>) -> (f64, f64) {
    totals_of(input, whole(input))
}

/// Distance (m, NaN where unknown) and timer time (s) of a part of the activity.
pub(super) fn totals_of(input: &ReportInput<'_>, span: Span) -> (f64, f64) {
    let uniform = &input.prepared.uniform;
    (uniform.distance_at(span.end_s) - uniform.distance_at(span.start_s), input.prepared.timer_s(span))
}
