//! What was found: segments that cover the activity, sets of like reps, and how sure that is.

use super::sets;
use super::trace::Trace;
use crate::model::{Note, SegmentKind, Span};

/// How sure a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Which evidence the cut rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RepSource {
    /// Workout steps joined to laps through the step index.
    Steps,
    /// The intensity of laps or splits.
    Intensity,
    /// Laps pressed by hand that alternate.
    Laps,
    /// Speed alone.
    Signal,
    /// The runner's own cut.
    User,
    /// No reps were found.
    None,
}

impl RepSource {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Intensity => "intensity",
            Self::Laps => "laps",
            Self::Signal => "signal",
            Self::User => "own-cut",
            Self::None => "none",
        }
    }
}

/// What the runner does between reps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecoveryMode {
    /// Below 0.6 m/s, or the timer was stopped.
    Stand,
    /// Below 1.9 m/s.
    Walk,
    /// Faster.
    Jog,
}

/// Slower than this a runner stands, or waits at a light: it is no part of how fast the run is, m/s. House rule.
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
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// What it is.
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
    /// Whether both edges were timed by a lap or a step (not found in the signal).
    pub lap_timed: bool,
    /// How late the press at its start was beyond this runner's habit, s, where the speed says so plainly; `None` when on
    /// time or not pressed. The recorded edge stands where `lap_timed`, the speed's where not.
    pub start_late_s: Option<f64>,
    /// The same of the press at its end, s.
    pub end_late_s: Option<f64>,
    /// How sure its start is: found in the speed, a high one is within 3 s of the press in at least 95 of 100 cases, a
    /// medium one in 85, a low one in 60; recorded, it says how clearly the speed steps there.
    pub start_confidence: Confidence,
    /// How sure its end is, in the same sense.
    pub end_confidence: Confidence,
}

impl Segment {
    /// One that laps timed, in no set.
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

    /// Distance used for speed: the snapped one where there is one, m.
    pub fn best_distance_m(&self) -> f64 {
        self.snapped_distance_m.unwrap_or(self.distance_m)
    }

    /// Mean speed over timer time, m/s; NaN without distance or time.
    pub fn speed_mps(&self) -> f64 {
        if self.timer_s > 0.0 { self.best_distance_m() / self.timer_s } else { f64::NAN }
    }
}

/// What the reps of a set have in common: the figure a coach would write.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RepLength {
    /// A distance, m: 400, 1000.
    Distance(f64),
    /// A time, s: 60, 180.
    Time(f64),
}

/// Like reps, run for the same length.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// Indices into [`Structure::segments`], in order; all of kind work.
    pub reps: Vec<usize>,
    /// The nominal length.
    pub length: RepLength,
    /// Median recovery after its reps (the last one's left out), wall clock, s; `None` for a single rep.
    pub recovery_s: Option<f64>,
    /// Median recovery distance, m.
    pub recovery_m: Option<f64>,
    /// What most of its recoveries are.
    pub recovery_mode: Option<RecoveryMode>,
    /// Whether its reps were snapped to a known distance on a track.
    pub snapped: bool,
}

/// Sets of like reps, read as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// All their reps; the recoveries are those within the sets.
    pub set: Set,
    /// Reps of each of them, in order: two or more.
    pub sizes: Vec<usize>,
    /// Median rest between two neighbouring ones, wall clock, s.
    pub rest_s: f64,
}

/// A bias in this range is what lane 2 adds to lane 1, %: 7.67 m on each 400 m are 1.9 %.
const LANE_TWO_PCT: (f64, f64) = (1.5, 2.5);

/// Lanes differ by this much on each half lap of a track, m.
const HALF_LAP_M: f64 = 200.0;

impl Structure {
    /// All the reps as one set, where they are alike and nothing but longer breaks divides them; `None` of any other session.
    ///
    /// Two reps or more on either side of each break: `2 × (3 × 300 m)`, and `5 × 300 m in sets of 3 and 2`.
    pub fn together(&self) -> Option<Together> {
        sets::together(&self.segments, &self.sets)
    }
}

impl Set {
    /// Mean measured distance of the snapped reps against the length that they were snapped to, %; positive is too long.
    ///
    /// The device's error and the lane together; `None` where nothing was snapped.
    pub fn track_bias_pct(&self, segments: &[Segment]) -> Option<f64> {
        let off: Vec<f64> = self
            .reps
            .iter()
            .filter_map(|&i| segments[i].snapped_distance_m.map(|known| segments[i].distance_m / known - 1.0))
            .collect();
        (!off.is_empty()).then(|| 100.0 * crate::stats::mean(&off))
    }

    /// Whether the bias is what lane 2 would give: a question, for watches alone can be as far off.
    ///
    /// Only on whole half laps: shorter and odd lengths hold an unknown share of the bends.
    pub fn may_be_lane_two(&self, segments: &[Segment]) -> bool {
        let is_half_laps = matches!(self.length, RepLength::Distance(metres) if metres % HALF_LAP_M < 0.5);
        let bias_pct = self.track_bias_pct(segments);
        is_half_laps && bias_pct.is_some_and(|bias| bias >= LANE_TWO_PCT.0 && bias <= LANE_TWO_PCT.1)
    }
}

/// What made a run without a session uneven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unevenness {
    /// A good part of it was spent standing.
    StopAndGo,
    /// The ground went up and down.
    Hilly,
    /// Running and walking took turns.
    RunWalk,
    /// The runner, or the recording; nothing in the file tells which.
    Uneven,
    /// Too little to tell anything.
    Short,
}

impl Unevenness {
    /// What a runner calls such a run.
    pub fn words(self) -> &'static str {
        match self {
            Self::StopAndGo => "stop-and-go run",
            Self::Hilly => "hilly run",
            Self::RunWalk => "run-walk",
            Self::Uneven => "uneven run",
            Self::Short => "short run",
        }
    }
}

/// What kind of outing it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Running without anything that tells speed.
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

    /// What a runner calls it: `steady run`, `hilly run`.
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

/// How an activity is built.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// What kind of outing it was.
    pub kind: WorkoutKind,
    /// What a coach would write: `6 × 400 m / 200 m jog`.
    pub name: String,
    /// The whole activity, in order, without gap or overlap.
    pub segments: Vec<Segment>,
    /// Sets in order of their first rep; empty without reps.
    pub sets: Vec<Set>,
    /// The evidence the cut rests on.
    pub source: RepSource,
    /// Why that evidence was used, and what spoke against it: one sentence.
    pub reason: String,
    /// How sure the whole cut is.
    pub confidence: Confidence,
    /// The reading that came second, in a few words, where confidence is not high.
    pub runner_up: Option<String>,
    /// Rep edges that the speed confirms within 8 s, of all that were recorded by laps; `None` when cut from speed.
    pub edges_agreeing: Option<(usize, usize)>,
    /// Work that the speed alone shows, to be held against the laps; empty where the reps were cut from the speed, or when
    /// nothing alternates.
    pub signal_reps: Vec<Span>,
    /// Why it was cut so: the evidence with its verdicts.
    pub trace: Trace,
    /// Caveats of the cut.
    pub notes: Vec<Note>,
}

impl Structure {
    /// The work segments, in order.
    pub fn reps(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|segment| segment.kind == SegmentKind::Work)
    }
}
