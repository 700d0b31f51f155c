//! The runner: what is known of them, and what they report day by day. Plain data; read by `journal`.

use super::{Day, Goal, Ladder, Sport, Weekday, Zone};
use crate::units::DistanceUnit;

/// A race or time trial.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Race {
    /// The day of the race.
    pub day: Day,
    /// Distance, m.
    pub distance_m: f64,
    /// Time, s.
    pub time_s: f64,
}

/// Sex, where a formula has weights for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// The race that the runner trains for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GoalRace {
    /// Its day.
    pub day: Day,
    /// Distance, m.
    pub distance_m: f64,
}

/// What is known of the runner; everything may be unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Athlete {
    /// Maximum heart rate, bpm.
    pub hr_max_bpm: Option<f64>,
    /// Resting heart rate, bpm.
    pub hr_rest_bpm: Option<f64>,
    /// Heart rate at the threshold, bpm.
    pub lthr_bpm: Option<f64>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Race results.
    pub races: Vec<Race>,
    /// The goal.
    pub goal: Option<Goal>,
    /// Whether the runner says to be new to speed work: none in the last six months.
    pub novice: Option<bool>,
    /// Year of birth.
    pub birth_year: Option<i64>,
    /// The race that the runner trains for.
    pub goal_race: Option<GoalRace>,
    /// Runs a week, 3 to 7.
    pub runs_per_week: Option<usize>,
    /// Days without running.
    pub blocked_days: Vec<Weekday>,
    /// The day of the long run.
    pub long_run_day: Option<Weekday>,
    /// The runner's own ladder; `None` for the standard one.
    pub ladder: Option<Ladder>,
    /// The unit of distances and paces.
    pub unit: Option<DistanceUnit>,
    /// The sport of files that name none.
    pub sport: Option<Sport>,
    /// The zone of files that tell no local time.
    pub zone: Option<Zone>,
    /// Whether nothing is added without an RPE. `None` means: only for runners who are new to speed work.
    pub require_rpe: Option<bool>,
}

impl Athlete {
    /// What the runner trains for: the stated goal, else the goal of the race.
    pub fn goal(&self) -> Option<Goal> {
        self.goal.or_else(|| self.goal_race.map(|race| Goal::of_race(race.distance_m)))
    }
}

/// A cell of the journal that could not be read. The runner said something, but its meaning is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadCell {
    /// The column: `pain`.
    pub column: &'static str,
    /// The cell as written.
    pub cell: String,
}

/// What the runner wrote about one day; everything but the day may be missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JournalDay {
    /// Its day.
    pub day: Day,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
    /// Soreness of the legs, 0 to 10.
    pub soreness: Option<f64>,
    /// Morning resting heart rate, bpm.
    pub resting_hr_bpm: Option<f64>,
    /// Pain, 0 to 10.
    pub pain: Option<f64>,
    /// One-sided, bony or gait-changing pain; `Some(false)` says that there is none, or none any more.
    pub focal_pain: Option<bool>,
    /// Illness, fever, chest symptoms or dizziness; `Some(false)` says that there is none, or none any more.
    pub illness: Option<bool>,
    /// Whether the runner slept badly.
    pub poor_sleep: bool,
    /// Hours of sleep.
    pub sleep_h: Option<f64>,
    /// Morning heart-rate variability, rMSSD, ms.
    pub hrv_ms: Option<f64>,
    /// How the day felt, 0 (bad) to 10 (great).
    pub feel: Option<f64>,
    /// How smooth the last reps felt, 0 to 10.
    pub smoothness: Option<f64>,
    /// How comfortable the last reps felt, 0 to 10.
    pub comfort: Option<f64>,
    /// Air temperature at the session, degrees Celsius.
    pub temperature_c: Option<f64>,
    /// Dew point at the session, degrees Celsius.
    pub dew_point_c: Option<f64>,
    /// Where it was run, in the runner's own words.
    pub surface: String,
    /// The workout that was planned: `6x400`.
    pub planned: String,
    /// Reps in reserve at the end of the session.
    pub reps_in_reserve: Option<f64>,
    /// Why reps were left out, for a reason other than fatigue or pain; empty without such a reason.
    pub cut_short: String,
    /// Whether wind was felt in the reps.
    pub windy: bool,
    /// Cells of the day that could not be read.
    pub unread: Vec<UnreadCell>,
    /// Anything else in the runner's own words.
    pub notes: String,
    /// Whether the row comes from the watch, not from the runner. Such a row says nothing about symptoms.
    pub by_watch: bool,
}
