//! What a report is made from.

use crate::clean::Prepared;
use crate::model::{Activity, Day};
use crate::progression::{Decision, Recommendation};
use crate::scores::ScoreCard;
use crate::segment::Structure;
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
    /// The advice of the last session before, with the day of that session: it stands where this run changes nothing.
    pub ahead: Option<(&'a Recommendation, Day)>,
    /// Days over which the runner had no run as long as this one; `None` where the history is too short to tell.
    pub longest_days: Option<i64>,
    /// The runner's name, where results are of several runners; else empty.
    pub runner: &'a str,
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
    /// Mean speeds of the reps that it is judged by, in order, m/s.
    pub speeds_mps: Vec<f64>,
    /// Mean speeds of all its reps of their length, in order, m/s.
    pub of_length_mps: Vec<f64>,
    /// What was decided after it.
    pub decision: Option<Decision>,
    /// Whether it is of the same kind as today's: only such are shown.
    pub is_like: bool,
}
