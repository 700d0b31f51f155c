//! One workout report as finished data: every mark, axis and word of the picture, before anything is drawn.

mod advice;
mod axis;
mod bars;
mod heading;
mod overlays;
mod parts;
mod series;
mod side;
mod speeds;
mod splits;
mod tiles;
mod trace;

pub use axis::Tick;
pub use parts::{
    Advice, Band, Bar, BarRow, Channel, Column, Fade, Heading, Lane, OverlayRow, Panel, RestBar, Scale, Side,
    TargetBand, Tile, TileBody, TraceRow,
};
pub use series::Series;

use crate::clean::Prepared;
use crate::model::{Activity, Day, Span};
use crate::progression::{Decision, Recommendation};
use crate::scores::ScoreCard;
use crate::segment::{SegmentKind, Set, Structure, WorkoutKind};
use crate::units::DistanceUnit;

/// Everything that a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// The activity as read.
    pub activity: &'a Activity,
    /// The cleaned activity.
    pub prepared: &'a Prepared,
    /// The segments, sets and reps that were found.
    pub structure: &'a Structure,
    /// The scores.
    pub card: &'a ScoreCard,
    /// The next step, if there is one to show.
    pub recommendation: Option<&'a Recommendation>,
    /// Earlier sessions, in order of date.
    pub history: &'a [HistoryEntry],
    /// The unit of printed paces and lengths.
    pub unit: DistanceUnit,
    /// The file's name, for the footer.
    pub file: &'a str,
    /// The program's version, for the footer.
    pub version: &'a str,
}

/// One earlier session.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// The day.
    pub day: Day,
    /// Mean speeds of the reps in order, m/s.
    pub speeds_mps: Vec<f64>,
    /// The decision after the session.
    pub decision: Option<Decision>,
    /// Whether the session is of the same kind as today's. Only such sessions are shown.
    pub is_like: bool,
}

/// One workout report, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The lines at the top and at the bottom.
    pub heading: Heading,
    /// The three score tiles.
    pub tiles: [Tile; 3],
    /// Row A: one bar for each rep, or for each kilometre.
    pub bars: BarRow,
    /// Row B: the whole activity over time.
    pub trace: TraceRow,
    /// Row C: reps, or halves, over each other.
    pub overlays: OverlayRow,
    /// The recommendation box.
    pub advice: Advice,
    /// The box below the recommendation.
    pub side: Side,
}

/// The report of one activity.
///
/// # Shape
/// Earlier stages have computed every number. This stage chooses ranges, ticks, words and places in time.
pub fn figure(input: &ReportInput<'_>) -> Figure {
    let bars = bars::row(input);
    Figure {
        heading: heading::lines(input),
        tiles: tiles::three(input),
        trace: trace::row(input),
        overlays: overlays::row(input),
        advice: advice::box_of(input),
        side: side::box_below(input, &bars),
        bars,
    }
}

/// Whether reps are shown as reps. With fewer than two there is nothing to compare.
fn shows_reps(structure: &Structure) -> bool {
    structure.reps().count() >= 2
}

/// Whether there are no reps to compare: no reps at all, or the one block of a tempo.
fn has_no_reps(structure: &Structure) -> bool {
    structure.kind == WorkoutKind::Tempo || structure.reps().count() == 0
}

/// The part of a run that is shown where there are no reps to compare: the block of a tempo, else the whole run.
fn body(input: &ReportInput<'_>) -> Span {
    let block = input.structure.reps().next().filter(|_| input.structure.kind == WorkoutKind::Tempo);
    block.map_or_else(|| whole(input), |block| block.span)
}

/// The sets to show. Sets of one length that are scored as one set are shown as one set.
fn shown_sets(input: &ReportInput<'_>) -> Vec<Set> {
    let together = input.card.together.as_ref().and_then(|_| input.structure.together());
    together.map_or_else(|| input.structure.sets.clone(), |all| vec![all.set])
}

/// The set by which the session is judged, if it has reps to compare.
fn scored_set(input: &ReportInput<'_>) -> Option<Set> {
    let card = input.card.judged()?;
    shown_sets(input).into_iter().nth(card.set).filter(|set| set.reps.len() > 1)
}

/// The last rep of the scored set, else of the activity, as an index into the segments.
fn last_rep(input: &ReportInput<'_>) -> Option<usize> {
    scored_set(input)
        .and_then(|set| set.reps.last().copied())
        .or_else(|| input.structure.segments.iter().rposition(|segment| segment.kind == SegmentKind::Work))
}

/// Local Unix time of the start, s, and whether the file gives the local time. Without it the time is UTC.
fn local_start(activity: &Activity) -> (f64, bool) {
    let offset = activity.utc_offset_s;
    (activity.start_unix_s() + f64::from(offset.unwrap_or(0)), offset.is_some())
}

/// The time that row B shows: the whole activity.
fn whole(input: &ReportInput<'_>) -> Span {
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
