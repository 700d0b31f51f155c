//! The next workout as it leaves this room: plain figures and their words.

use crate::model::Shape;
use crate::segment::{RecoveryMode, RepLength};
use crate::stats::Range;

/// The next workout: the figures of the set that the advice is about, the same in words, and the parts of the whole session.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NextWorkout {
    /// Number of reps.
    pub reps: usize,
    /// Length of a rep.
    pub length: RepLength,
    /// Distance of a rep, m; NaN where the rep is by time and was not run before.
    pub rep_distance_m: f64,
    /// Fast distance of the whole session, other reps included, m; NaN where it is unknown.
    pub fast_distance_m: f64,
    /// Speed range, slow and fast, m/s; `None` means by feel.
    pub speed_mps: Option<Range>,
    /// Recovery, s.
    pub recovery_s: Option<f64>,
    /// Distance of a recovery, m; `None` where recoveries are by time.
    pub recovery_m: Option<f64>,
    /// How the recovery is spent.
    pub recovery_mode: Option<RecoveryMode>,
    /// How the reps are put together.
    pub shape: Shape,
    /// The workout in a few words, as titles have it: `6 × 400 m at 1:32–1:34`, `the same session`.
    pub name: String,
    /// What the name does not say, line by line: pace, recoveries, sets, other reps.
    pub lines: Vec<String>,
    /// The workout in full words: `6 × 400 m at 1:32–1:34 (3:50–3:55 /km), 75 s jog`.
    pub text: String,
    /// Warm-up and cool-down in words.
    pub frame: String,
    /// The reps outside this set in words: `15 other reps as they were`; empty where there are none.
    pub others: String,
    /// The whole session in order, with the reps outside this set: what a watch holds.
    pub parts: Vec<WorkoutPart>,
}

/// A part of a workout: like reps one after the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkoutPart {
    /// Number of reps.
    pub reps: usize,
    /// Length of a rep.
    pub length: RepLength,
    /// Speed range, slow and fast, m/s; `None` means by feel.
    pub speed_mps: Option<Range>,
    /// Recovery after a rep, s.
    pub recovery_s: Option<f64>,
    /// Distance of a recovery, m; `None` where recoveries are by time.
    pub recovery_m: Option<f64>,
    /// How the recovery is spent.
    pub recovery_mode: Option<RecoveryMode>,
    /// Rest before the next part, s, the recovery included; `None` where the rest is no longer than the recovery.
    pub rest_s: Option<f64>,
}
