//! How a run without reps went, as its card holds it.

use super::anchors::HeartRateZone;
use super::score::Score;
use crate::clean::Ascent;
use crate::model::Span;
use serde::{Deserialize, Serialize};

/// Speed below which the runner stands, m/s. Moving time leaves standing out.
pub(crate) const MOVING_MPS: f64 = 0.5;

/// A part of the run. All parts are equally long.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PassagePart {
    /// Where it is.
    pub span: Span,
    /// Distance over moving time, m/s.
    pub speed_mps: f64,
}

/// A place from which the run was slower, or faster, to its end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// Distance from the start of the run, m.
    pub from_m: f64,
    /// The clock there, s.
    pub at_s: f64,
    /// Speed after it against speed before it, %.
    pub change_pct: f64,
    /// Median speed of the pieces before and after, m/s.
    pub speeds_mps: (f64, f64),
}

/// Time without movement.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Stops {
    /// Stops of ten seconds or more.
    pub count: usize,
    /// All time without movement, s.
    pub time_s: f64,
}

/// How a run without reps went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Passage {
    /// The part that is looked at: the block of a tempo, else the whole run.
    pub span: Span,
    /// Time in movement, s.
    pub moving_s: f64,
    /// Time without movement.
    pub stops: Stops,
    /// Share of the moving time that was walked, 0 to 1.
    pub walked: f64,
    /// Speed of the second half of the distance against the first, %.
    pub second_half: Score,
    /// Speeds of the thirds of the distance, m/s.
    pub thirds_mps: Option<[f64; 3]>,
    /// Scatter of the kilometres, %.
    pub evenness: Score,
    /// Where the pace turned; `None` where no place stands out.
    pub turn: Option<Turn>,
    /// The way up and down.
    pub ascent: Option<Ascent>,
    /// Time in each heart-rate zone, s; empty where the zones or the heart rate are unknown.
    pub zones: Vec<(HeartRateZone, f64)>,
}
