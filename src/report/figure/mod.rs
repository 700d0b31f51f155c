//! One workout report as finished data: what every mark, axis and word of the picture is, before anything is drawn.

mod advice;
mod axis;
mod bars;
mod before;
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
pub use before::like_before;
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

/// Everything that a report shows.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// The activity as read.
    pub activity: &'a Activity,
    /// The same, cleaned.
    pub prepared: &'a Prepared,
    /// What was found in it.
    pub structure: &'a Structure,
    /// Its scores.
    pub card: &'a ScoreCard,
    /// The next step, if one was asked for.
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
    /// Its day.
    pub day: Day,
    /// Mean speeds of its reps in order, m/s.
    pub speeds_mps: Vec<f64>,
    /// What was decided after it.
    pub decision: Option<Decision>,
    /// Whether it is of the same kind as today's: only such are shown.
    pub is_like: bool,
}

/// One workout report, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The lines on top and at the bottom.
    pub heading: Heading,
    /// The three score tiles.
    pub tiles: [Tile; 3],
    /// Row A: a bar a rep, or a kilometre.
    pub bars: BarRow,
    /// Row B: the whole activity over time.
    pub trace: TraceRow,
    /// Row C: reps, or halves, over each other.
    pub overlays: OverlayRow,
    /// The recommendation box.
    pub advice: Advice,
    /// The box below it.
    pub side: Side,
}

/// The report of one activity.
///
/// # Shape
/// Every number was computed by the stage before; here ranges, ticks, words and places in time are chosen.
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

/// Whether reps are shown as reps: with fewer than two there is nothing to compare.
fn shows_reps(structure: &Structure) -> bool {
    structure.reps().count() >= 2
}

/// Whether nothing in it is held against anything else: no reps, or the one block of a tempo.
fn has_no_reps(structure: &Structure) -> bool {
    structure.kind == WorkoutKind::Tempo || structure.reps().count() == 0
}

/// What a run without reps to compare is looked at over: its block of work, else all of it.
fn body(input: &ReportInput<'_>) -> Span {
    let block = input.structure.reps().next().filter(|_| input.structure.kind == WorkoutKind::Tempo);
    block.map_or_else(|| whole(input), |block| block.span)
}

/// The sets as they are shown: sets of one length, which are scored as one, are one.
fn shown_sets(input: &ReportInput<'_>) -> Vec<Set> {
    let together = input.card.together.as_ref().and_then(|_| input.structure.together());
    together.map_or_else(|| input.structure.sets.clone(), |all| vec![all.set])
}

/// The set that the session is judged by, when it has reps to compare.
fn scored_set(input: &ReportInput<'_>) -> Option<Set> {
    let card = input.card.judged()?;
    shown_sets(input).into_iter().nth(card.set).filter(|set| set.reps.len() > 1)
}

/// Index into the segments of the last rep of the scored set, or of all.
fn last_rep(input: &ReportInput<'_>) -> Option<usize> {
    scored_set(input)
        .and_then(|set| set.reps.last().copied())
        .or_else(|| input.structure.segments.iter().rposition(|segment| segment.kind == SegmentKind::Work))
}

/// Local Unix time of the start, s, and whether the file tells the local time.
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
