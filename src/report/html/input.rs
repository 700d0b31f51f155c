//! What a page is made of.

use crate::model::Day;
use crate::progression::Recommendation;
use crate::report::Problem;
use crate::report::sheet::SheetRow;
use crate::units::DistanceUnit;

/// The files that were written of one workout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The file of its details without its ending; `None` where it has none.
    pub stem: Option<String>,
    /// The file of its picture.
    pub picture: Option<String>,
    /// Unit of its paces and distances.
    pub unit: DistanceUnit,
}

/// What comes next for one runner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextOf<'a> {
    /// The runner.
    pub runner: &'a str,
    /// "Today".
    pub today: Day,
    /// What to do next; `None` without a run.
    pub advice: Option<&'a Recommendation>,
}

/// The season of one runner, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeasonOf {
    /// The runner.
    pub runner: String,
    /// What the picture says in a sentence.
    pub title: String,
    /// The file of the picture, beside the page.
    pub picture: String,
    /// The file of its details without its ending.
    pub stem: String,
}

/// What a page is made of.
#[derive(Debug, Clone)]
pub struct PageInput<'a> {
    /// Files that were looked at.
    pub files: usize,
    /// Every file that gave no activity.
    pub failed: &'a [Problem],
    /// What comes next, a runner each.
    pub next: Vec<NextOf<'a>>,
    /// The seasons that were drawn, a runner each.
    pub seasons: &'a [SeasonOf],
    /// The sheet of a team, most in need first; empty for a lone runner.
    pub sheet: &'a [SheetRow],
    /// The tables beside the page.
    pub tables: &'a [String],
    /// Unit of the distances of a team.
    pub unit: DistanceUnit,
}
