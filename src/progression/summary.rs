//! What the history keeps of one activity: a page of numbers instead of its samples.

use super::outline::Block;
use super::verdict::SessionEvidence;
use super::{Decision, Family, Lever, Recommendation};
use crate::model::Shape;
use crate::segment::{RecoveryMode, RepLength, WorkoutKind};

/// Reps within this ratio of an advised length are as long.
const SAME_LENGTH: f64 = 1.08;
/// Seconds of a civil day.
pub(super) const DAY_S: f64 = 86_400.0;

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

/// What was advised before a session, as far as it is judged by it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advice {
    /// The decision.
    pub decision: Decision,
    /// The rule that it rests on.
    pub rule: &'static str,
    /// The family.
    pub family: Family,
    /// Reps.
    pub reps: usize,
    /// Their length.
    pub length: RepLength,
    /// Their speed, m/s; `None` where they were by feel.
    pub speed_mps: Option<f64>,
    /// How they are put together.
    pub shape: Shape,
    /// Whether these are all the reps of the session, not one set among others.
    pub whole: bool,
    /// The lever that moved, when advancing.
    pub lever: Option<Lever>,
    /// The day of the session that it followed, days since 1970-01-01.
    pub day: i64,
}

impl Advice {
    /// The part of a recommendation, made on a day, that the next session is judged by.
    pub fn of(recommendation: &Recommendation, day: i64) -> Option<Self> {
        let next = recommendation.next.as_ref()?;
        Some(Self {
            decision: recommendation.decision,
            rule: recommendation.rule,
            family: recommendation.family?,
            reps: next.reps,
            speed_mps: next.speed_mps.map(|(slow, fast)| f64::midpoint(slow, fast)),
            length: next.length,
            shape: next.shape,
            whole: next.others.is_empty(),
            lever: recommendation.lever,
            day,
        })
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
    /// Civil day of its start, local where the file tells it, else UTC; days since 1970-01-01.
    pub day: i64,
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
    /// What the scores say of the set; target, plan, journal and history are filled in by the fold.
    pub evidence: Option<SessionEvidence>,
    /// Reps outside that set.
    pub other_reps: usize,
    /// Those of them that are of about its length: a plan of that length asked for them, too.
    pub like_beside: usize,
    /// All its reps block by block, in order; empty where there are none outside that set, or it is not known: then the next
    /// workout holds that set alone.
    pub outline: Vec<Block>,
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
    /// What had been advised before it; filled in by [`super::recommend_all`].
    pub advised: Option<Advice>,
    /// Whether another file holds the same outing and counts for it.
    pub duplicate: bool,
}

/// Whether two rep lengths are the same up to `ratio`; a time and a distance never are.
pub(crate) fn like_length(a: RepLength, b: RepLength, ratio: f64) -> bool {
    match (a, b) {
        (RepLength::Distance(a), RepLength::Distance(b)) | (RepLength::Time(a), RepLength::Time(b)) => {
            a / b <= ratio && b / a <= ratio
        }
        _ => false,
    }
}

impl SessionSummary {
    /// Whether its reps can be judged at all: it is a rep session with a scored set, or strides, which are judged by feel where
    /// they are all the fast running that there is.
    pub fn has_reps(&self) -> bool {
        self.running && self.evidence.is_some() && self.length.is_some()
    }

    /// Whether it was the lighter session that had been advised: no more reps than that, and no longer ones. It is no evidence of
    /// what the runner can do, and no step of the ladder.
    pub fn is_lighter(&self) -> bool {
        let is_no_longer = |advised: RepLength| match (self.length, advised) {
            (Some(RepLength::Distance(run)), RepLength::Distance(most))
            | (Some(RepLength::Time(run)), RepLength::Time(most)) => run <= SAME_LENGTH * most,
            _ => true,
        };
        self.advised.is_some_and(|advice| {
            advice.decision == Decision::Deload && self.reps.len() <= advice.reps && is_no_longer(advice.length)
        })
    }

    /// A run without reps that began at 18:00 of a day (days since 1970-01-01), m and s; nothing else is known.
    pub fn easy_run(day: i64, distance_m: f64, timer_s: f64) -> Self {
        Self {
            file: String::new(),
            workout: String::new(),
            start_unix_s: (day as f64 + 0.75) * DAY_S,
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
            evidence: None,
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
            advised: None,
            duplicate: false,
        }
    }

    /// Whether some of it was fast: reps, a tempo, strides or one hard effort.
    pub fn is_fast(&self) -> bool {
        matches!(self.kind, WorkoutKind::Reps | WorkoutKind::Tempo | WorkoutKind::Strides | WorkoutKind::RaceLike)
    }
}

/// Mean; NaN of nothing.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0_u32), |(sum, n), value| (sum + value, n + 1));
    sum / f64::from(n)
}

/// Median; `None` of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    match n {
        0 => None,
        n if n % 2 == 1 => Some(sorted[n / 2]),
        _ => Some(f64::midpoint(sorted[n / 2 - 1], sorted[n / 2])),
    }
}
