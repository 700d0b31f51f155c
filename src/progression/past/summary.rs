//! What the history keeps of one activity: a page of numbers instead of its samples.

use crate::model::{Day, Family, Shape};
use crate::progression::past::outline::RepBlock;
use crate::scores::WorkRep;
use crate::segment::{RecoveryMode, RepLength, WorkoutKind};
use crate::units::HOUR_S;

/// Seconds from midnight to 18:00, when an easy run is taken to begin.
const EVENING_S: f64 = 18.0 * HOUR_S;

/// One rep of the set that the session is judged by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepFigures {
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Timer time, s.
    pub timer_s: f64,
    /// Heart rate before it, bpm.
    pub heart_rate_start_bpm: Option<f64>,
    /// Highest heart rate of it, bpm.
    pub heart_rate_peak_bpm: Option<f64>,
}

/// What the scores say of the set that the session is told by. Missing is `None`.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate observation of the set")]
pub struct Seen {
    /// Measurement noise of a rep's speed, %.
    pub noise_pct: f64,
    /// Median rep time, s.
    pub rep_s: f64,
    /// Hills within the reps: pace does not tell effort.
    pub hilly: bool,
    /// Whether all of them are on one hill: then their speeds compare with each other.
    pub one_hill: bool,
    /// Surges inside a steady run, or reps that are too short and too few to be read: by feel.
    pub too_few_to_see: bool,
    /// Why heart rate says nothing of the effort; empty where it does.
    pub heart_rate_problem: String,
    /// Heart rate at the end of the last rep, bpm.
    pub heart_rate_end_bpm: Option<f64>,
    /// Rise of heart rate over the reps, bpm.
    pub heart_rate_rise_bpm: Option<f64>,
    /// Cadence drift at equal speed, %.
    pub cadence_drift_pct: Option<f64>,
    /// Last-rep quality, 0 to 100, where its interval tells something.
    pub last_rep_quality: Option<f64>,
    /// Median split index of the reps, %; negative = slowing within the rep.
    pub split_index_pct: Option<f64>,
    /// Whether the last rep was the slowest.
    pub last_rep_slowest: bool,
    /// Whether no one length stands for the session: a ladder.
    pub is_ladder: bool,
}

impl Seen {
    /// A set of which nothing was seen.
    pub fn nothing() -> Self {
        Self {
            noise_pct: f64::NAN,
            rep_s: f64::NAN,
            hilly: false,
            one_hill: false,
            too_few_to_see: false,
            heart_rate_problem: String::new(),
            heart_rate_end_bpm: None,
            heart_rate_rise_bpm: None,
            cadence_drift_pct: None,
            last_rep_quality: None,
            split_index_pct: None,
            last_rep_slowest: false,
            is_ladder: false,
        }
    }
}

/// What the history keeps of one activity. Missing is `None` or NaN.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact of the outing")]
pub struct SessionSummary {
    /// The file that it is of; empty where the caller gives none.
    pub file: String,
    /// All its reps in words, as the report names them: `2 × (4 × 200 m / 85 s jog) / 5 min walk`.
    pub workout: String,
    /// Unix time of its start, s.
    pub start_unix_s: f64,
    /// The day of its start, local where the file tells it, else UTC.
    pub day: Day,
    /// Whether it was run.
    pub running: bool,
    /// Whether it was other training of the legs: a ride, rowing, a ski machine.
    pub trains_legs: bool,
    /// What kind of outing it was.
    pub kind: WorkoutKind,
    /// Distance of the whole activity, m.
    pub distance_m: f64,
    /// Timer time of the whole activity, s.
    pub timer_s: f64,
    /// Length of the reps of the set that it is judged by.
    pub length: Option<RepLength>,
    /// The reps of that set, in order.
    pub reps: Vec<RepFigures>,
    /// Whether their length was measured by the marks of a track.
    pub by_marks: bool,
    /// Mean distance of a rep, m.
    pub rep_distance_m: f64,
    /// Mean speed of the reps, m/s; one that was a sprint beside the others is left out.
    pub mean_speed_mps: f64,
    /// How they are put together.
    pub shape: Shape,
    /// Median recovery, s.
    pub recovery_s: Option<f64>,
    /// Median recovery distance, m.
    pub recovery_m: Option<f64>,
    /// How the recoveries were spent.
    pub recovery_mode: Option<RecoveryMode>,
    /// The family by shape alone (rep and recovery time); the runner's anchors, where known, overrule it.
    pub family: Family,
    /// What the scores say of that set; `None` without reps.
    pub seen: Option<Seen>,
    /// All work reps of the session, in order, of whatever set.
    pub works: Vec<WorkRep>,
    /// Whether the reps were found by speed alone with low confidence: they neither hold nor fail.
    pub doubtful: bool,
    /// Highest heart rate of the whole outing, bpm.
    pub heart_rate_max_bpm: Option<f64>,
    /// Reps outside that set.
    pub other_reps: usize,
    /// Those of them that are of about its length: a plan of that length asked for them, too.
    pub like_beside: usize,
    /// All its reps block by block, in order; empty where there are none outside that set, or it is not known: then the next
    /// workout holds that set alone.
    pub outline: Vec<RepBlock>,
    /// Distance of all work reps, m; strides are none.
    pub fast_distance_m: f64,
    /// Timer time of all work reps, s.
    pub fast_timer_s: f64,
    /// Session RPE, CR10, where the watch asked.
    pub rpe_cr10: Option<f64>,
    /// Median altitude, m.
    pub altitude_m: Option<f64>,
    /// Resting heart rate that the watch had of its wearer, bpm.
    pub resting_hr_bpm: Option<f64>,
    /// Reps of this length in the file's plan.
    pub planned_reps: Option<usize>,
    /// Reps of the file's plan, of whatever length, whose steps were not run.
    pub not_run: usize,
    /// Target speed in the file's plan, low and high, m/s.
    pub target_mps: Option<(f64, f64)>,
    /// Whether another file holds the same outing and counts for it.
    pub duplicate: bool,
}

impl SessionSummary {
    /// Whether its reps can be judged at all: it is a rep session with a scored set, or strides, which are judged by feel where
    /// they are all the fast running that there is.
    pub fn has_reps(&self) -> bool {
        self.running && self.seen.is_some() && self.length.is_some()
    }

    /// A run without reps that began at 18:00 of a day, m and s; nothing else is known.
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

    /// Whether some of it was fast: reps, a tempo, strides or one hard effort.
    pub fn is_fast(&self) -> bool {
        matches!(self.kind, WorkoutKind::Reps | WorkoutKind::Tempo | WorkoutKind::Strides | WorkoutKind::RaceLike)
    }
}
