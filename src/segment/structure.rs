//! The structure of an activity: segments that cover it, sets of like reps, and how sure the cut is.

use super::trace::{RepSource, Trace};
use crate::model::{Note, SegmentKind, Span};
use crate::stats::Range;
use serde::{Deserialize, Serialize};

/// How sure a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Little to go by.
    Low,
    /// Likely.
    Medium,
    /// The evidence agrees.
    High,
}

impl Confidence {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What the runner does between reps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RecoveryMode {
    /// Below 0.6 m/s, or the timer was stopped.
    Stand,
    /// Below 1.9 m/s.
    Walk,
    /// Faster.
    Jog,
}

/// A runner slower than this stands or waits at a light, m/s. Such seconds do not count for the speed of the run. House
/// rule.
pub(super) const MOVING_MPS: f64 = 0.8;

impl RecoveryMode {
    /// The mode of a mean speed, by the limits of 0.6 and 1.9 m/s.
    pub fn of_speed(speed_mps: f64) -> Self {
        if speed_mps < 0.6 {
            Self::Stand
        } else if speed_mps < 1.9 {
            Self::Walk
        } else {
            Self::Jog
        }
    }

    /// `stand`, `walk` or `jog`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stand => "stand",
            Self::Walk => "walk",
            Self::Jog => "jog",
        }
    }
}

/// A labelled span of the activity. Distances and timer time are measured on the cleaned base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Segment {
    /// The kind of segment.
    pub kind: SegmentKind,
    /// Where it is, s since the file's first record, sub-second.
    pub span: Span,
    /// Index into [`Structure::sets`], for reps.
    pub set: Option<usize>,
    /// Rep number within its set, from 1, for reps.
    pub rep: Option<usize>,
    /// Timer time (without pauses), s.
    pub timer_s: f64,
    /// Distance, m; NaN when there is none.
    pub distance_m: f64,
    /// The known length that a rep on a track was snapped to, m.
    pub snapped_distance_m: Option<f64>,
    /// Whether a lap or a step timed both edges (they were not found in the speed).
    pub lap_timed: bool,
    /// How late the press at the start was, beyond this runner's habit, s, if the speed shows it clearly. `None` if the
    /// press was on time or nothing was pressed. The start is the recorded edge if `lap_timed`, else the edge of the
    /// speed.
    pub start_late_s: Option<f64>,
    /// How late the press at the end was, in the same sense, s.
    pub end_late_s: Option<f64>,
    /// How sure the start is. If the start was found in the speed, it is within 3 s of the press in at least 95 of 100
    /// cases for high, 85 for medium, and 60 for low. If the start was recorded, the level says how clearly the speed
    /// steps there.
    pub start_confidence: Confidence,
    /// How sure the end is, in the same sense.
    pub end_confidence: Confidence,
}

impl Segment {
    /// A segment that laps timed, in no set.
    #[cfg(test)]
    pub(crate) fn timed(kind: SegmentKind, span: Span, distance_m: f64) -> Self {
        Self {
            kind,
            span,
            set: None,
            rep: None,
            timer_s: span.length_s(),
            distance_m,
            snapped_distance_m: None,
            lap_timed: true,
            start_late_s: None,
            end_late_s: None,
            start_confidence: Confidence::High,
            end_confidence: Confidence::High,
        }
    }

    /// Distance used for speed, m: the snapped distance if there is one, else the measured one.
    pub fn best_distance_m(&self) -> f64 {
        self.snapped_distance_m.unwrap_or(self.distance_m)
    }

    /// Mean speed over timer time, m/s; NaN without distance or time.
    pub fn speed_mps(&self) -> f64 {
        if self.timer_s > 0.0 { self.best_distance_m() / self.timer_s } else { f64::NAN }
    }
}

/// What the reps of a set have in common: the figure a coach would write.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum RepLength {
    /// A distance, m: 400, 1000.
    Distance(f64),
    /// A time, s: 60, 180.
    Time(f64),
}

/// Like reps, run for the same length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Set {
    /// Indices into [`Structure::segments`], in order; all of kind work.
    pub reps: Vec<usize>,
    /// The nominal length.
    pub length: RepLength,
    /// Median recovery after the reps of the set, except after the last, wall clock, s; `None` for a single rep.
    pub recovery_s: Option<f64>,
    /// Median recovery distance, m.
    pub recovery_m: Option<f64>,
    /// What the runner does in the recoveries, by their median speed.
    pub recovery_mode: Option<RecoveryMode>,
    /// Whether the reps were snapped to a known distance on a track.
    pub snapped: bool,
}

/// Several sets of like reps, read as one set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Together {
    /// All reps as one set. Its recoveries are those within the sets, not the breaks between them.
    pub set: Set,
    /// Number of reps in each set, in order: two or more.
    pub sizes: Vec<usize>,
    /// Median rest between two neighbouring sets, wall clock, s.
    pub rest_s: f64,
}

/// Range of the bias that lane 2 would cause, %: lane 2 adds 7.67 m to each 400 m, which is 1.9 %.
const LANE_TWO_PCT: Range = Range::new(1.5, 2.5);

/// Half a lap of a track, m: any half lap holds the same share of the bends.
const HALF_LAP_M: f64 = 200.0;

impl Set {
    /// How far the measured distance of the snapped reps is off the snapped length, on average, %; positive is too
    /// long.
    ///
    /// The bias holds both the device's error and the lane. `None` if nothing was snapped.
    pub fn track_bias_pct(&self, segments: &[Segment]) -> Option<f64> {
        let off: Vec<f64> = self
            .reps
            .iter()
            .filter_map(|&i| segments[i].snapped_distance_m.map(|known| segments[i].distance_m / known - 1.0))
            .collect();
        (!off.is_empty()).then(|| 100.0 * crate::stats::mean(&off))
    }

    /// Whether lane 2 would explain the bias. The answer is only a question to the runner: watches alone can be as far
    /// off.
    ///
    /// Only lengths of whole half laps count: other lengths hold an unknown share of the bends.
    pub fn may_be_lane_two(&self, segments: &[Segment]) -> bool {
        let is_half_laps = matches!(self.length, RepLength::Distance(metres) if metres % HALF_LAP_M < 0.5);
        let bias_pct = self.track_bias_pct(segments);
        is_half_laps && bias_pct.is_some_and(|bias| LANE_TWO_PCT.contains(bias))
    }
}

/// What made a run without a session uneven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unevenness {
    /// A good part of the run was spent standing.
    StopAndGo,
    /// The ground went up and down.
    Hilly,
    /// Running and walking alternated.
    RunWalk,
    /// Hardly anything was run.
    Walk,
    /// The runner or the recording was uneven; nothing in the file shows which.
    Uneven,
    /// The run is too short to judge.
    Short,
}

impl Unevenness {
    /// What a runner calls such a run.
    pub fn words(self) -> &'static str {
        match self {
            Self::StopAndGo => "stop-and-go run",
            Self::Hilly => "hilly run",
            Self::RunWalk => "run-walk",
            Self::Walk => "walk",
            Self::Uneven => "uneven run",
            Self::Short => "short run",
        }
    }
}

/// The kind of an outing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum WorkoutKind {
    /// Reps with recoveries.
    Reps,
    /// One long block of work in an easier run, with nothing repeated.
    Tempo,
    /// An easy run with strides in or after it.
    Strides,
    /// An even run.
    Steady,
    /// An even run of 90 min or more.
    Long,
    /// One hard continuous effort from end to end: a race, a time trial.
    RaceLike,
    /// An uneven run without a session in it.
    Mixed(Unevenness),
    /// Not running.
    NotRunning,
    /// Running without anything that gives a speed.
    Unreadable,
}

impl WorkoutKind {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reps => "reps",
            Self::Tempo => "tempo",
            Self::Strides => "strides",
            Self::Steady => "steady",
            Self::Long => "long",
            Self::RaceLike => "race-like",
            Self::Mixed(_) => "mixed",
            Self::NotRunning => "not-running",
            Self::Unreadable => "unreadable",
        }
    }

    /// What a runner calls such an outing: `steady run`, `hilly run`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reps => "session of reps",
            Self::Tempo => "tempo run",
            Self::Strides => "easy run",
            Self::Steady => "steady run",
            Self::Long => "long run",
            Self::RaceLike => "continuous hard run",
            Self::Mixed(unevenness) => unevenness.words(),
            Self::NotRunning => "activity",
            Self::Unreadable => "run without speed",
        }
    }
}

/// How many recorded edges of reps the speed confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgeAgreement {
    /// The edges that the speed confirms.
    pub agreeing: usize,
    /// All edges.
    pub edges: usize,
}

/// How an activity is built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Structure {
    /// The kind of outing.
    pub kind: WorkoutKind,
    /// What a coach would write: `6 × 400 m / 200 m jog`.
    pub name: String,
    /// The whole activity, in order, without gap or overlap.
    pub segments: Vec<Segment>,
    /// Sets in order of their first rep; empty without reps.
    pub sets: Vec<Set>,
    /// The median gradient of reps that are run uphill, rise over run; `None` for other reps, and where the climb is not
    /// sure.
    pub uphill: Option<f64>,
    /// The evidence that the cut rests on.
    pub source: RepSource,
    /// Why that evidence was used, and what spoke against it: one sentence.
    pub reason: String,
    /// How sure the whole cut is.
    pub confidence: Confidence,
    /// The second best reading in a few words, if confidence is not high.
    pub runner_up: Option<String>,
    /// How many recorded edges of reps the speed confirms within 8 s; `None` if the cut is from the speed.
    pub edges_agreeing: Option<EdgeAgreement>,
    /// Reps by the speed alone, to be compared with the laps; empty if the cut itself is from the speed, or if the
    /// speed does not alternate.
    pub signal_reps: Vec<Span>,
    /// Why the activity was cut so: the evidence with its verdicts.
    pub trace: Trace,
    /// Caveats of the cut.
    pub notes: Vec<Note>,
}

impl Structure {
    /// The work segments, in order.
    pub fn reps(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|segment| segment.kind == SegmentKind::Work)
    }

    /// Whether marks of the watch or of the runner tell the reps, beyond doubt.
    pub fn is_marked(&self) -> bool {
        match self.source {
            RepSource::User | RepSource::Steps | RepSource::Intensity => true,
            RepSource::Laps => self.confidence > Confidence::Low,
            RepSource::Signal | RepSource::None => false,
        }
    }

    /// The reps of a set, in order.
    pub fn reps_of(&self, set: &Set) -> impl DoubleEndedIterator<Item = &Segment> + Clone {
        set.reps.iter().filter_map(|at| self.segments.get(*at))
    }
}
