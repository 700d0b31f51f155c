//! What a picture of a season is made from.

use crate::compare::{PersonalBest, Week};
use crate::model::{Day, Race};
use crate::progression::{PastWeek, Recommendation};
use crate::report::Analysed;
use crate::units::DistanceUnit;

/// Everything that a season shows, of one runner.
#[derive(Debug, Clone)]
pub struct SeasonInput<'a> {
    /// The runner's name; `None` for the only runner.
    pub runner: Option<&'a str>,
    /// All activities in order of start, each outing once.
    pub done: Vec<&'a Analysed>,
    /// The weeks, oldest first.
    pub weeks: &'a [Week],
    /// What the advice sees of the weeks, oldest first.
    pub past_weeks: &'a [PastWeek],
    /// The personal bests, each with its activity.
    pub bests: Vec<(&'a Analysed, PersonalBest)>,
    /// The races that the runner told of.
    pub races: &'a [Race],
    /// The next step; `None` without a run.
    pub next: Option<&'a Recommendation>,
    /// "Today".
    pub today: Day,
    /// The first day to show; `None` for the usual time.
    pub from: Option<Day>,
    /// The last day to show; `None` for today.
    pub to: Option<Day>,
    /// The unit of printed paces and distances.
    pub unit: DistanceUnit,
    /// The program's version, for the footer.
    pub version: &'a str,
}
