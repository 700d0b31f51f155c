//! The scores of one rep; the card of one set; the card of one activity.

use super::course::Course;
use super::fade_line::FadeLine;
use super::passage::Passage;
use super::score::{NONE, Score, Scores};
use super::terrain::Hill;
use super::{Level, Own, ScoreInfo};
use serde::{Deserialize, Serialize};

/// The data grade of a set: what pace differences it can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// Lap-timed, noise at most 0.5 %.
    A,
    /// Noise at most 1.0 %.
    B,
    /// Noise at most 1.6 % and at least 8 reps.
    C,
    /// No progression decision from pace.
    D,
}

impl Grade {
    /// The letter.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// One rep, measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RepScore {
    /// Index into the structure's segments.
    pub segment: usize,
    /// Timer time, s.
    pub timer_s: f64,
    /// Distance that speed rests on (snapped where possible), m.
    pub distance_m: f64,
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Second half against first half, % of the rep's speed; negative = slowing.
    pub split_index_pct: Option<f64>,
    /// Mean heart rate of the last 10 s, bpm; reps of 90 s or more.
    pub heart_rate_end_bpm: Option<f64>,
    /// Mean heart rate of the 5 s before the rep, bpm.
    pub heart_rate_start_bpm: Option<f64>,
    /// Mean heart rate over the rep, bpm.
    pub heart_rate_mean_bpm: Option<f64>,
    /// Highest 5-s mean heart rate from the start to 20 s after the end, bpm.
    pub heart_rate_peak_bpm: Option<f64>,
    /// Fall of heart rate over the 60 s after the rep, bpm; recoveries of 60 s or more.
    pub hrr60_bpm: Option<f64>,
    /// Steps per minute over the middle 80 %.
    pub step_rate_spm: Option<f64>,
    /// Length of one step, m: computed from speed and step rate.
    pub step_length_m: Option<f64>,
    /// Ground contact time over the middle 80 %, ms.
    pub stance_time_ms: Option<f64>,
    /// Vertical oscillation over the middle 80 %, mm.
    pub vertical_oscillation_mm: Option<f64>,
    /// Scores of the rep.
    pub scores: Scores,
    /// Share of the rep's time without data, 0 to 1.
    pub missing_fraction: f64,
    /// Relative standard deviation of the rep's speed by measurement noise, %.
    pub noise_pct: f64,
}

/// The scores of one set of like reps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SetCard {
    /// Index into the structure's sets.
    pub set: usize,
    /// Reps of the set, in order.
    pub reps: Vec<RepScore>,
    /// Measurement noise of a rep's speed, % (root mean square over the reps).
    pub noise_pct: f64,
    /// Data grade.
    pub grade: Grade,
    /// Why the grade is not A; empty for A.
    pub grade_reason: String,
    /// The hill, where the reps are hilly: there pace does not show effort.
    pub hill: Option<Hill>,
    /// Mean speed of the reps, m/s.
    pub mean_speed_mps: f64,
    /// The line of the fade; `None` without that score.
    pub fade_line: Option<FadeLine>,
    /// Scores of the set.
    pub scores: Scores,
}

impl SetCard {
    /// One score of the set: `card.score(&fade::INFO)`.
    pub fn score(&self, info: &ScoreInfo) -> &Score {
        self.scores.get(info)
    }
}

/// All scores of one activity.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ScoreCard {
    /// One card per set, in the structure's order.
    pub sets: Vec<SetCard>,
    /// Index into `sets` of the main set, by which the session is judged unless `together` is there.
    pub main: Option<usize>,
    /// All sets as one card, where all reps have one length. Its `set` is the index of the first set.
    pub together: Option<SetCard>,
    /// How all work reps of the session went, whatever their lengths.
    pub course: Course,
    /// What is known of the runner's cadence and watch from earlier outings.
    pub own: Own,
    /// The scores of the session as a whole.
    pub scores: Scores,
    /// How a run without reps went; `None` for sessions of reps, and without distance.
    pub passage: Option<Passage>,
    /// Why the heart rate is not usable; `None` when it is.
    pub heart_rate_problem: Option<String>,
}

/// Fewest reps of a set with a fade and a scatter of its own.
pub(crate) const FEWEST_ALONE: usize = 4;

impl ScoreCard {
    /// The card that the session is judged by: all sets as one where they have one length, else the main set.
    pub fn judged(&self) -> Option<&SetCard> {
        self.together.as_ref().or_else(|| self.main_set())
    }

    /// All sets as one card, where one of the sets is too short to be read alone. The next step keeps longer sets as
    /// they are.
    pub fn one_of_short_sets(&self) -> Option<&SetCard> {
        self.together.as_ref().filter(|_| self.sets.iter().any(|set| set.reps.len() < FEWEST_ALONE))
    }

    /// The card of the main set.
    pub fn main_set(&self) -> Option<&SetCard> {
        self.main.and_then(|index| self.sets.get(index))
    }

    /// A score of the session, or of the card that the session is judged by.
    pub fn score(&self, info: &ScoreInfo) -> &Score {
        match info.level {
            Level::Session => self.scores.get(info),
            _ => self.judged().map_or(&NONE, |set| set.score(info)),
        }
    }
}
