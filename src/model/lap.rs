//! Device laps and the planned workout.

use crate::stats::Range;
use serde::{Deserialize, Serialize};

/// Why a lap ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LapTrigger {
    /// The runner pressed the button (or a workout step ended; some devices do not tell these apart).
    Manual,
    /// After a fixed time.
    Time,
    /// After a fixed distance.
    Distance,
    /// At a place: start, waypoint, marked position.
    Position,
    /// The end of the activity.
    SessionEnd,
    /// Anything else.
    Other,
}

/// What a lap, split or step was meant to be. The raw word is kept: both `Rest` and `Recovery` occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Intensity {
    /// Active.
    Active,
    /// Rest.
    Rest,
    /// Warm-up.
    Warmup,
    /// Cool-down.
    Cooldown,
    /// Recovery.
    Recovery,
    /// Interval.
    Interval,
    /// Anything else.
    Other,
}

impl Intensity {
    /// Whether it means work: active or interval.
    pub fn is_work(self) -> bool {
        matches!(self, Self::Active | Self::Interval)
    }

    /// Whether it means ease between work: rest or recovery.
    pub(crate) fn is_recovery(self) -> bool {
        matches!(self, Self::Rest | Self::Recovery)
    }
}

/// A span marked by the device, as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lap {
    /// Start, s since the file's first record.
    pub start_s: f64,
    /// End, s since the file's first record.
    pub end_s: f64,
    /// Why it ended, if the file says.
    pub trigger: Option<LapTrigger>,
    /// What it was meant to be, if the file says.
    pub intensity: Option<Intensity>,
    /// The workout step it belongs to, if the file says.
    pub step_index: Option<u16>,
    /// The device's distance, m.
    pub distance_m: Option<f64>,
    /// The device's timer time (without pauses), s.
    pub timer_s: Option<f64>,
}

/// How a planned step ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum StepEnd {
    /// After a time, s.
    Time(f64),
    /// After a distance, m.
    Distance(f64),
    /// When the runner presses the button.
    Open,
    /// Not a step to run, but a jump back to step `from` until the block was run `count` times.
    Repeat {
        /// Index of the first step of the repeated block.
        from: u16,
        /// How often the block is run in all.
        count: u32,
    },
    /// Anything else (heart rate below, calories ...).
    Other,
}

/// One step of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkoutStep {
    /// The index by which laps refer to the step.
    pub index: u16,
    /// Its name, if any.
    pub name: Option<String>,
    /// What it is meant to be.
    pub intensity: Option<Intensity>,
    /// How it ends.
    pub end: StepEnd,
    /// Target speed, low and high, m/s.
    pub target_mps: Option<Range>,
}

/// The plan that the watch followed. It says what was meant, never what was recorded.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Workout {
    /// Its name, if any.
    pub name: Option<String>,
    /// Its steps, by index.
    pub steps: Vec<WorkoutStep>,
}
