//! What a picture of a season holds: finished data, in days since the first day shown.

use crate::model::Day;
use crate::progression::Decision;
use crate::report::figure::{Advice, Tick};
use crate::stats::Range;

/// One season of one runner, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct SeasonFigure {
    /// The one finding, or what was done.
    pub title: String,
    /// The time shown, the runs, the watch, the efforts noted.
    pub subtitle: String,
    /// Version, other sessions, how to read it.
    pub footer: String,
    /// How many days are shown.
    pub days: f64,
    /// The months: the day on which each begins, and its name.
    pub months: Vec<Tick>,
    /// Sessions of reps by length, the length with most sessions first; at most three.
    pub lanes: Vec<SeasonLane>,
    /// Why there is no lane; empty where there is one.
    pub no_lane: String,
    /// Evenness and last rep.
    pub scores: [ScoreRow; 2],
    /// The lengths of reps as the score rows mark them, each with its name.
    pub marks: Vec<(PointMark, String)>,
    /// Races and best efforts, in order of day.
    pub events: Vec<Event>,
    /// Why there is no event; empty where there is one.
    pub no_event: String,
    /// The weeks.
    pub weeks: WeekRow,
    /// The last four weeks, newest first.
    pub month: Vec<MonthWeek>,
    /// The next step.
    pub next: NextBox,
}

/// The sessions of one rep length.
#[derive(Debug, Clone, PartialEq)]
pub struct SeasonLane {
    /// The length: `400 m`.
    pub name: String,
    /// Lines below it: the number of sessions, what the axis says.
    pub notes: Vec<String>,
    /// Speeds at the foot and the top, m/s.
    pub range: Range,
    /// Ticks of speed, labelled with times.
    pub ticks: Vec<Tick>,
    /// The sessions, in order of time.
    pub sessions: Vec<LaneSession>,
    /// The median of the last session: `1:03`.
    pub latest: String,
    /// Its speed, m/s.
    pub latest_mps: f64,
}

/// One session of a lane.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneSession {
    /// When, days.
    pub day: f64,
    /// The speeds of its reps in order, m/s; NaN where one is not known.
    pub speeds_mps: Vec<f64>,
    /// Their median, m/s.
    pub median_mps: f64,
    /// How many reps: `6×`.
    pub count: String,
    /// What was answered after it.
    pub decision: Option<Decision>,
    /// The speeds that were advised for it, slow and fast, m/s.
    pub advised_mps: Option<Range>,
}

/// How the reps of a length are marked where several lengths share a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PointMark {
    /// Of the first lane: a dot.
    First,
    /// Of the second lane: a ring.
    Second,
    /// Of the third lane: a cross.
    Third,
    /// Of no lane: a small square.
    Other,
}

/// A score of the sessions over time.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreRow {
    /// Its name.
    pub head: &'static str,
    /// Lines below it.
    pub notes: Vec<String>,
    /// Values at the foot and the top.
    pub range: Range,
    /// The values that are good.
    pub gate: Range,
    /// Ticks.
    pub ticks: Vec<Tick>,
    /// The sessions, in order of time.
    pub points: Vec<ScorePoint>,
}

/// A score of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorePoint {
    /// When, days.
    pub day: f64,
    /// Which reps.
    pub mark: PointMark,
    /// The value.
    pub value: ScoreValue,
}

/// What is known of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScoreValue {
    /// A value with its 80 % interval.
    Known(f64, Option<Range>),
    /// No more than this: the noise of the recording hides it.
    AtMost(f64),
    /// Not scored.
    Absent,
}

/// A race or a best effort.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When, days.
    pub day: f64,
    /// What: `5000 m 19:42`.
    pub label: String,
    /// Whether it is a race.
    pub is_race: bool,
}

/// The weeks of a season.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekRow {
    /// Its name: `Fast distance, km`.
    pub head: String,
    /// Whether the bars are the whole distance, because nothing was fast.
    pub is_whole: bool,
    /// Notes below the head.
    pub notes: Vec<String>,
    /// The top of the axis, km or miles.
    pub top: f64,
    /// Ticks, km or miles.
    pub ticks: Vec<Tick>,
    /// The weeks, oldest first.
    pub weeks: Vec<WeekBar>,
    /// The unit of it all: `km`.
    pub unit: &'static str,
}

/// One week.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekBar {
    /// Its Monday, days; the first week may begin before the first day shown.
    pub day: f64,
    /// What its bar shows, km or miles: the fast distance, or the whole distance where nothing was fast.
    pub fast: f64,
    /// The most that could be fast, km or miles; `None` where that is not known.
    pub most: Option<f64>,
    /// The same in figures; empty for none.
    pub label: String,
    /// The whole distance in figures; a dash where nothing was recorded.
    pub whole: String,
    /// Whether it was a lighter week.
    pub is_lighter: bool,
}

impl WeekBar {
    /// What of the fast distance lies over the cap, km or miles.
    pub fn over(&self) -> f64 {
        self.most.map_or(0.0, |most| (self.fast - most).max(0.0))
    }
}

/// One of the last four weeks, in large.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthWeek {
    /// Its days: `25–31 May`.
    pub dates: String,
    /// Its whole distance: `52.3 km`.
    pub whole: String,
    /// Its fast distance: `6.4 fast`; empty for none.
    pub fast: String,
    /// Whether it was a lighter week.
    pub is_lighter: bool,
    /// Its sessions of reps.
    pub sessions: Vec<MonthSession>,
    /// Said where there is none.
    pub none: &'static str,
}

/// One session of the last four weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthSession {
    /// What was run: `Wed 6 × 400 m in 1:24`.
    pub run: String,
    /// What was answered after it.
    pub decision: Option<Decision>,
    /// The answer in words, with the workout: `Step up: 7 × 400 m`; empty without an answer.
    pub advised: String,
}

/// The next step, in large.
#[derive(Debug, Clone, PartialEq)]
pub struct NextBox {
    /// The answer, the workout and the reasons, as in a report.
    pub advice: Advice,
    /// When: `from Tue 2 Jun`; empty where no day is told.
    pub date: String,
    /// As of which day.
    pub today: Day,
}
