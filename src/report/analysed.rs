//! Everything that reports say about one activity, without the samples.

use crate::clean::{Ascent, DistanceSource, Prepared, Sampling, Uniform, ascent};
use crate::compare::{Outing, Session};
use crate::model::{Activity, Day, Note, Span, Stage, Track};
use crate::progression::{Recommendation, SessionSummary, summarise};
use crate::scores::best_efforts::{StandardEffort, best_efforts};
use crate::scores::{
    ScoreCard, SpanMeans, Traces, heart_rate_sensor, moves, moving_s, session_rpe_load, span_means, trimp,
};
use crate::segment::{Segment, Structure, Unevenness, WorkoutKind, call_even};
use crate::stats::mean;
use serde::{Deserialize, Serialize};

/// The parts that the course of an activity is kept in: a part of a rep of a minute in an hour and a half.
const COURSE_PARTS: usize = 96;

/// One activity, finished: what tables and texts are made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysed {
    /// The runner: the name of the PATH given.
    pub runner: String,
    /// The file, relative to the PATH given; `archive.zip!member` inside archives.
    pub file: String,
    /// Which activity of the file, from 1.
    pub index: usize,
    /// What was read, without its samples.
    pub activity: Activity,
    /// Where distance comes from.
    pub distance_source: DistanceSource,
    /// How densely the activity was recorded.
    pub sampling: Sampling,
    /// First and last sample, s since the file's first record.
    pub whole: Span,
    /// Timer time (without pauses), s.
    pub timer_s: f64,
    /// Time faster than 0.5 m/s, s; NaN without distance.
    pub moving_s: f64,
    /// The way up and down; `None` without altitude.
    pub ascent: Option<Ascent>,
    /// Distance, m; NaN when there is none.
    pub distance_m: f64,
    /// The segments, sets and reps that were found.
    pub structure: Structure,
    /// Means of the sensors for each segment, in order.
    pub means: Vec<SpanMeans>,
    /// Mean speed of equal parts of the time, m/s; `None` where nothing was recorded, empty without distance.
    pub course_mps: Vec<Option<f64>>,
    /// Means of the sensors for the whole activity.
    pub whole_means: SpanMeans,
    /// The best efforts over the standard distances.
    pub best_efforts: Vec<StandardEffort>,
    /// The scores.
    pub card: ScoreCard,
    /// The advice right after the activity; `None` where no advice is due.
    #[serde(skip)]
    pub recommendation: Option<Recommendation>,
    /// The file that the history counts in place of this one: another recording of the same outing.
    pub duplicate_of: Option<String>,
    /// The picture of it in the folder of results; `None` where none is drawn.
    pub chart: Option<String>,
    /// Every caveat, in the order of the stages.
    pub notes: Vec<Note>,
    /// What the advice keeps of it.
    pub summary: SessionSummary,
    /// What the scores of later outings may rest on.
    pub(crate) traces: Traces,
}

/// Where an activity is: its runner, its file and its number there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityPlace {
    /// The runner.
    pub runner: String,
    /// The file, relative to its PATH.
    pub file: String,
    /// The number in the file, from 1.
    pub index: usize,
}

/// The shortest outing without reps that gets a picture, s and m. House rule.
const SHORTEST_S: f64 = 120.0;
const SHORTEST_M: f64 = 300.0;

impl Analysed {
    /// Whether the activity gets a picture: it is a run, can be read, is no duplicate, and is long enough to tell anything.
    pub fn has_picture(&self) -> bool {
        let is_short = self.structure.kind == WorkoutKind::Mixed(Unevenness::Short);
        let is_nothing = is_short && (self.timer_s < SHORTEST_S || self.distance_m < SHORTEST_M);
        let is_run = !matches!(self.structure.kind, WorkoutKind::NotRunning | WorkoutKind::Unreadable);
        self.duplicate_of.is_none() && !is_nothing && is_run
    }

    /// Gathers what is kept of an activity. Recommendation, duplicate and picture stay empty until the
    /// history is known.
    pub fn new(
        place: ActivityPlace,
        activity: Activity,
        prepared: &Prepared,
        structure: Structure,
        card: ScoreCard,
    ) -> Self {
        let ActivityPlace { runner, file, index } = place;
        let times = &prepared.track.time_s;
        let whole = Span::new(times.first().copied().unwrap_or_default(), times.last().copied().unwrap_or_default());
        let base = &prepared.uniform;
        let summary = SessionSummary { file: file.clone(), ..summarise(&activity, prepared, &structure, &card) };
        Self {
            runner,
            file,
            index,
            distance_source: prepared.distance_source,
            sampling: prepared.sampling,
            whole,
            timer_s: prepared.timer_s(whole),
            best_efforts: best_efforts(&activity, prepared, &structure),
            moving_s: if base.speed_mps.is_empty() { f64::NAN } else { moving_s(prepared, &moves(base), whole) },
            ascent: ascent(base),
            distance_m: base.distance_m.last().copied().unwrap_or(f64::NAN),
            means: structure.segments.iter().map(|segment| span_means(prepared, segment.span)).collect(),
            course_mps: course(base),
            whole_means: span_means(prepared, whole),
            notes: (activity.notes.iter().chain(&prepared.notes).chain(&structure.notes).cloned())
                .chain(sensor_note(&activity, &structure))
                .collect(),
            summary,
            traces: Traces::of(&activity, prepared, &structure),
            structure,
            card,
            recommendation: None,
            duplicate_of: None,
            chart: None,
            activity: Activity { track: Track::default(), ..activity },
        }
    }

    /// Calls a run that was like a race by its own heart rate alone an even run.
    #[cfg(all(feature = "png", feature = "tables"))]
    pub(crate) fn call_even(&mut self) {
        let Self { structure, summary, timer_s, .. } = self;
        call_even(&mut structure.kind, &mut structure.name, *timer_s);
        (summary.kind, summary.workout) = (structure.kind, structure.name.clone());
    }

    /// What the activity adds to its week.
    pub fn outing(&self) -> Outing {
        let is_run = self.structure.kind != WorkoutKind::NotRunning;
        Outing {
            day: self.day(),
            run_m: if is_run { self.distance_m } else { 0.0 },
            fast_m: self.structure.reps().map(Segment::best_distance_m).filter(|metres| metres.is_finite()).sum(),
            rpe_load: self.card.score(&session_rpe_load::INFO).clone(),
            trimp: self.card.score(&trimp::INFO).clone(),
        }
    }

    /// The activity as a session of reps, to compare with others; `None` where it is no such session.
    pub fn session(&self) -> Option<Session> {
        let is_run = matches!(self.structure.kind, WorkoutKind::Reps | WorkoutKind::Tempo);
        let temperature_c = self.whole_means.temperature_c;
        is_run.then(|| Session::of(&self.activity, &self.structure, &self.card, temperature_c)).flatten()
    }

    /// Unix time of the first sample, s.
    pub fn start_unix_s(&self) -> f64 {
        self.activity.origin_unix_s + self.whole.start_s
    }

    /// From its first sample to its last, Unix s.
    pub(crate) fn span_unix_s(&self) -> Span {
        let start_s = self.start_unix_s();
        Span::new(start_s, start_s + self.whole.length_s())
    }

    /// The day of its start, local where the file tells, else UTC.
    pub fn day(&self) -> Day {
        Day::of_local_s(self.start_unix_s() + f64::from(self.activity.utc_offset_s.unwrap_or(0)))
    }
}

/// The mean speed over the recorded seconds of each part of the time.
fn course(base: &Uniform) -> Vec<Option<f64>> {
    let seconds = base.speed_mps.len();
    let part = |number: usize| {
        let span = seconds * number / COURSE_PARTS..seconds * (number + 1) / COURSE_PARTS;
        let recorded = base.recorded[span.clone()].iter().zip(&base.speed_mps[span]);
        let known: Vec<f64> = recorded.filter(|(is_recorded, _)| **is_recorded).map(|(_, speed)| *speed).collect();
        (!known.is_empty()).then(|| mean(&known))
    };
    if seconds < COURSE_PARTS { Vec::new() } else { (0..COURSE_PARTS).map(part).collect() }
}

/// The caveat of the heart-rate sensor, for runs with reps.
fn sensor_note(activity: &Activity, structure: &Structure) -> Option<Note> {
    let caveat = heart_rate_sensor::caveat(activity.heart_rate_sensor)?;
    matches!(structure.kind, WorkoutKind::Reps | WorkoutKind::Tempo).then(|| Note::new(Stage::Score, caveat))
}

/// A file, or a part of an archive, that gave no activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The runner: the name of the PATH given.
    pub runner: String,
    /// The file, relative to the PATH given.
    pub file: String,
    /// The stage that failed.
    pub stage: Stage,
    /// The kind of error.
    pub kind: crate::error::ErrorKind,
    /// Where in the file.
    pub location: String,
    /// What was expected there.
    pub expected: String,
    /// What was found there.
    pub found: String,
    /// What to do.
    pub advice: String,
}

impl Problem {
    /// The problem of a file of a runner, from its error.
    pub fn new(runner: &str, file: &str, stage: Stage, error: &crate::error::Error) -> Self {
        Self {
            runner: runner.to_owned(),
            file: file.to_owned(),
            stage,
            kind: error.kind(),
            location: Some(error.location()).filter(|place| !place.is_empty()).unwrap_or("the whole file").to_owned(),
            expected: error.expected().to_owned(),
            found: error.found().to_owned(),
            advice: error.advice().to_owned(),
        }
    }
}
