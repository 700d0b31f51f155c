//! One workout report as finished data: every mark, axis and word of the picture, before anything is drawn.

mod advice;
mod apart;
mod axis;
mod bars;
mod before;
mod breaks;
mod course_tiles;
mod ends;
mod findings;
mod going;
mod ground;
mod groups;
mod heading;
mod input;
mod kilometres;
mod most;
mod outing;
mod outing_tiles;
mod outing_title;
mod overlays;
mod panel;
mod parts;
mod run_panels;
mod series;
mod shown;
mod side;
mod speeds;
mod splits;
mod tile;
mod tiles;
mod trace;
mod turn;

pub(super) use advice::advised;
pub use axis::Tick;
pub(super) use axis::{counts, paces};
pub(in crate::report) use before::of_length_mps;
pub use before::{advice_before, like_before, longest_days};
pub use input::{HistoryEntry, ReportInput};
pub use parts::{
    Advice, Band, Bar, BarGroup, BarRow, Fade, Heading, Lane, OverlayRow, Panel, PanelChannel, RepColumn, RestBar,
    Scale, SideBox, TargetBand, Tile, TileBody, TraceRow,
};
pub use series::Series;

/// One workout report, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The lines at the top and at the bottom.
    pub heading: Heading,
    /// The tiles, three at most: what can be said of this kind of run.
    pub tiles: Vec<Tile>,
    /// Row A: one bar for each rep, or for each kilometre.
    pub bars: BarRow,
    /// Row B: the whole activity over time.
    pub trace: TraceRow,
    /// Row C: reps, or halves, over each other.
    pub overlays: OverlayRow,
    /// The recommendation box.
    pub advice: Advice,
    /// The box below the recommendation.
    pub side: SideBox,
}

/// The report of one activity.
///
/// # Shape
/// Earlier stages have computed every number. This stage chooses ranges, ticks, words and places in time.
pub fn figure(input: &ReportInput<'_>) -> Figure {
    let bars = bars::row(input);
    Figure {
        heading: heading::lines(input),
        tiles: tiles::tiles(input),
        trace: trace::row(input),
        overlays: overlays::row(input),
        advice: advice::box_of(input),
        side: side::box_below(input, &bars),
        bars,
    }
}
