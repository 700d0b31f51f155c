//! The next workout as it leaves this room: plain figures and their words.

/// The next workout: plain figures of the set that the advice is about, to be written in words by the report, and all its parts.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NextWorkout {
    /// Number of reps.
    pub reps: usize,
    /// Length of a rep.
    pub length: crate::segment::RepLength,
    /// Distance of a rep, m; NaN where it is by time and has not been run.
    pub rep_distance_m: f64,
    /// Fast distance of the whole session, the other reps included, m; NaN where that is not known.
    pub fast_distance_m: f64,
    /// Speed range, slow and fast, m/s; `None` means by feel.
    pub speed_mps: Option<(f64, f64)>,
    /// Recovery, s.
    pub recovery_s: Option<f64>,
    /// Recovery distance, m, when the recoveries are run by distance.
    pub recovery_m: Option<f64>,
    /// How the recovery is spent.
    pub recovery_mode: Option<crate::segment::RecoveryMode>,
    /// How the reps are put together.
    pub shape: crate::model::Shape,
    /// The workout in full words: `6 × 400 m at 1:32–1:34 (3:50–3:55 /km), 75 s jog`.
    pub text: String,
    /// Warm-up and cool-down in words.
    pub frame: String,
    /// What becomes of the reps outside this set: `the other 15 reps as they were`; empty where there are none.
    pub others: String,
    /// The whole session in order, the reps outside this set among it: what a watch holds.
    pub parts: Vec<WorkoutPart>,
}

/// Like reps one after the other, a part of a workout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkoutPart {
    /// Number of reps.
    pub reps: usize,
    /// Length of a rep.
    pub length: crate::segment::RepLength,
    /// Speed range, slow and fast, m/s; `None` means by feel.
    pub speed_mps: Option<(f64, f64)>,
    /// Recovery after a rep, s.
    pub recovery_s: Option<f64>,
    /// Recovery distance, m, when the recoveries are run by distance.
    pub recovery_m: Option<f64>,
    /// How the recovery is spent.
    pub recovery_mode: Option<crate::segment::RecoveryMode>,
    /// Rest before the next part, s, where it is longer than the recovery, which it includes.
    pub rest_s: Option<f64>,
}
