//! What the history keeps of one activity: a page of numbers instead of its samples.

use super::outline::RepBlock;
use super::seen::Seen;
use crate::model::{Day, Family, Said, Shape};
use crate::scores::WorkRep;
use crate::segment::alike::on_one_rung;
use crate::segment::{RecoveryMode, RepLength, WorkoutKind};
use crate::stats::Range;
use crate::units::HOUR_S;
use serde::{Deserialize, Serialize};

/// Seconds from midnight to 18:00, at which [`SessionSummary::easy_run`] begins.
const EVENING_S: f64 = 18.0 * HOUR_S;

/// One rep of the set that the session is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RepFigures {
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Timer time, s.
    pub timer_s: f64,
    /// Heart rate before the rep, bpm.
    pub heart_rate_start_bpm: Option<f64>,
    /// Highest heart rate of the rep, bpm.
    pub heart_rate_peak_bpm: Option<f64>,
}

/// What the history keeps of one activity. Missing is `None` or NaN.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact of the outing")]
pub struct SessionSummary {
    /// The name of the file; empty where the caller gives none.
    pub file: String,
    /// All reps in words, as the report names them: `2 × (4 × 200 m / 85 s jog) / 5 min walk`.
    pub workout: String,
    /// Unix time of the start, s.
    pub start_unix_s: f64,
    /// The day of the start: local where the file holds an offset, else UTC.
    pub day: Day,
    /// Whether the activity was a run.
    pub running: bool,
    /// Whether the activity was other training of the legs: a ride, rowing, a ski machine.
    pub trains_legs: bool,
    /// The kind of workout.
    pub kind: WorkoutKind,
    /// Distance of the whole activity, m.
    pub distance_m: f64,
    /// Timer time of the whole activity, s.
    pub timer_s: f64,
    /// Length of a rep of the judged set.
    pub length: Option<RepLength>,
    /// The reps of the judged set, in order.
    pub reps: Vec<RepFigures>,
    /// Whether the marks of a track measured that length.
    pub by_marks: bool,
    /// Mean distance of those reps, m.
    pub rep_distance_m: f64,
    /// Mean speed of those reps without sprints, m/s.
    pub mean_speed_mps: f64,
    /// How those reps are put together: in a row, in sets, or inside a run.
    pub shape: Shape,
    /// The reps of each set as they were run, where they are in sets; else empty.
    pub set_sizes: Vec<usize>,
    /// Median recovery between them, s.
    pub recovery_s: Option<f64>,
    /// Median distance of a recovery, m.
    pub recovery_m: Option<f64>,
    /// How the recoveries were spent.
    pub recovery_mode: Option<RecoveryMode>,
    /// The family by rep and recovery time alone. A race's training speeds, where known, overrule it.
    pub family: Family,
    /// What the scores say of the judged set; `None` without reps.
    pub seen: Option<Seen>,
    /// The work reps of all sets, in order.
    pub works: Vec<WorkRep>,
    /// Whether the cut is doubtful, of low confidence. Such a session neither holds nor fails.
    pub doubtful: bool,
    /// Highest heart rate of the whole activity, bpm.
    pub heart_rate_max_bpm: Option<f64>,
    /// Number of reps outside the judged set.
    pub other_reps: usize,
    /// Number of reps outside the judged set that are of about its length: a plan of that length includes them.
    pub like_beside: usize,
    /// All reps in order, block by block. Empty where all reps are of the judged set or the order is not known: then the
    /// next workout holds that set alone.
    pub outline: Vec<RepBlock>,
    /// Distance of all work reps, m. Strides do not count.
    pub fast_distance_m: f64,
    /// Timer time of all work reps, s.
    pub fast_timer_s: f64,
    /// Session RPE, CR10, with the one that told it.
    pub rpe_cr10: Option<Said<f64>>,
    /// Median altitude, m.
    pub altitude_m: Option<f64>,
    /// Resting heart rate that the watch stored, bpm.
    pub resting_hr_bpm: Option<f64>,
    /// Reps of the judged length that the file's plan holds.
    pub planned_reps: Option<usize>,
    /// Reps of any length in the file's plan whose steps were not run.
    pub not_run: usize,
    /// Target speed in the file's plan, low and high, m/s.
    pub target_mps: Option<Range>,
    /// Whether another file holds the same outing and counts in its place.
    pub duplicate: bool,
}

impl SessionSummary {
    /// Whether the run has a set that can be judged: of scored reps, or of strides.
    pub fn has_reps(&self) -> bool {
        self.running && self.seen.is_some() && self.length.is_some()
    }

    /// Number of reps, of the judged set and outside it.
    pub(crate) fn all_reps(&self) -> usize {
        self.reps.len() + self.other_reps
    }

    /// Whether two sessions are both of hill reps, or neither: pace uphill says nothing of the flat.
    pub(crate) fn is_on_like_ground(&self, other: &Self) -> bool {
        let is_uphill = |run: &Self| run.seen.as_ref().is_some_and(|seen| seen.uphill);
        is_uphill(self) == is_uphill(other)
    }

    /// Whether the judged reps of two sessions are of about one length, and on like ground.
    pub(crate) fn is_like_long(&self, other: &Self) -> bool {
        self.is_on_like_ground(other)
            && self.length.zip(other.length).is_some_and(|(own, other)| on_one_rung(own, other))
    }

    /// Fast distance, m; of strides that of the judged set.
    pub(crate) fn size_m(&self) -> f64 {
        self.fast_distance_m.max(self.rep_distance_m * self.reps.len() as f64)
    }

    /// A run without reps of a distance, m, and a timer time, s, that began at 18:00. Nothing else is known of it.
    pub fn easy_run(day: Day, distance_m: f64, timer_s: f64) -> Self {
        Self {
            file: String::new(),
            workout: String::new(),
            start_unix_s: day.midnight_s() + EVENING_S,
            day,
            running: true,
            trains_legs: false,
            kind: WorkoutKind::Steady,
            distance_m,
            timer_s,
            length: None,
            reps: Vec::new(),
            by_marks: false,
            rep_distance_m: f64::NAN,
            mean_speed_mps: f64::NAN,
            shape: Shape::Row,
            set_sizes: Vec::new(),
            recovery_s: None,
            recovery_m: None,
            recovery_mode: None,
            family: Family::I,
            seen: None,
            works: Vec::new(),
            doubtful: false,
            heart_rate_max_bpm: None,
            other_reps: 0,
            like_beside: 0,
            outline: Vec::new(),
            fast_distance_m: 0.0,
            fast_timer_s: 0.0,
            rpe_cr10: None,
            altitude_m: None,
            resting_hr_bpm: None,
            planned_reps: None,
            not_run: 0,
            target_mps: None,
            duplicate: false,
        }
    }

    /// Whether the activity held fast running: reps, a tempo, strides or one hard effort.
    pub fn is_fast(&self) -> bool {
        matches!(self.kind, WorkoutKind::Reps | WorkoutKind::Tempo | WorkoutKind::Strides | WorkoutKind::RaceLike)
    }
}
