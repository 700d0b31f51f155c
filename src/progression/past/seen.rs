//! What the scores of a session say of the set that the session is judged by.

use crate::scores::fade::has_faded;
use crate::scores::grade::{MISSING_MOST, NOISE_C_PCT, REPS_C, REPS_LEAST};
use crate::scores::last_rep_quality::AGAINST_BELOW;
use crate::scores::{
    Grade, Score, ScoreCard, SetCard, cadence, fade, heart_rate_drift, last_rep_quality, pace_consistency,
};
use crate::segment::alike::ONE_RUNG;
use crate::segment::{Segment, Set, Structure};
use crate::stats::{Range, middle_of};
use serde::{Deserialize, Serialize};

/// Widest interval of last-rep quality that says something, points.
const WIDEST_QUALITY: f64 = 60.0;
/// Reps below this time may be judged by feel where they cannot be read, s. House rule: six reps of 200 m are the first
/// step of repetition, and timed by hand they cannot be read.
const SHORT_REP_S: f64 = 60.0;
/// Share of the time of all reps from which fewer than four alike stand for their session. House rule.
const MOST_OF_SESSION: f64 = 0.6;
/// Longest pause within a rep that leaves the rep whole, s.
const SHORT_PAUSE_S: f64 = 1.0;

/// What the scores say of the judged set. Missing is `None` or NaN.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate observation of the set")]
pub struct Seen {
    /// Measurement noise of a rep's speed, %.
    pub noise_pct: f64,
    /// Median rep time, s.
    pub rep_s: f64,
    /// Whether hills within the reps keep pace from showing effort.
    pub hilly: bool,
    /// Whether the session is one of hill reps: of another kind than reps on the flat.
    pub uphill: bool,
    /// Whether all reps are on one hill. Then their speeds compare with each other.
    pub one_hill: bool,
    /// Whether the reps are too short and too few to be read, and are judged by feel.
    pub too_few_to_see: bool,
    /// Why heart rate shows nothing of the effort; empty where it does.
    pub heart_rate_problem: String,
    /// Heart rate at the end of the last rep, bpm.
    pub heart_rate_end_bpm: Option<f64>,
    /// Rise of heart rate over the reps, bpm.
    pub heart_rate_rise_bpm: Option<f64>,
    /// Cadence drift at equal speed, %.
    pub cadence_drift_pct: Option<f64>,
    /// Last-rep quality, 0 to 100; `None` where its interval is too wide.
    pub last_rep_quality: Option<f64>,
    /// Median split index of the reps, %; negative = slowing within the rep.
    pub split_index_pct: Option<f64>,
    /// Whether the last rep was the slowest.
    pub last_rep_slowest: bool,
    /// Whether the session is a ladder of many lengths: no one length stands for it.
    pub is_ladder: bool,
    /// Whether marks of the watch or of the runner timed the reps, beyond doubt.
    pub is_marked: bool,
    /// The flaw that the report tells of.
    pub flaw: Option<Flaw>,
}

/// What the report says against a set. Such a set was not under control.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Flaw {
    /// The reps faded, by this change from the first to the last, %.
    Faded(f64),
    /// The pace of the reps was erratic.
    Erratic,
    /// The last rep was lost or nearly so, by its points of 100.
    LastRep(f64),
}

impl Seen {
    /// A set of which nothing was seen.
    pub fn nothing() -> Self {
        Self {
            noise_pct: f64::NAN,
            rep_s: f64::NAN,
            hilly: false,
            uphill: false,
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
            is_marked: false,
            flaw: None,
        }
    }
}

/// What the scores say of a set.
pub(crate) fn seen(set_card: &SetCard, set: &Set, structure: &Structure, card: &ScoreCard) -> Seen {
    let reps: Vec<&Segment> = structure.reps_of(set).collect();
    let slowest = set_card.reps.iter().map(|rep| rep.speed_mps).fold(f64::INFINITY, f64::min);
    let last = set_card.reps.last();
    let hilly = set_card.hill.is_some();
    let problem = heart_rate_problem(card, set_card);
    let by_heart = |bpm: Option<f64>| bpm.filter(|_| problem.is_empty());
    let quality = set_card.score(&last_rep_quality::INFO).as_ref().ok();
    let is_narrow = |ci80: Range| ci80.width() <= WIDEST_QUALITY;
    Seen {
        noise_pct: set_card.noise_pct,
        rep_s: middle_of(set_card.reps.iter().map(|rep| rep.timer_s)).unwrap_or(f64::NAN),
        hilly,
        uphill: structure.uphill.is_some(),
        one_hill: set_card.hill.is_some_and(|hill| hill.is_one),
        too_few_to_see: too_few_to_see(set_card, &reps) && !hilly,
        heart_rate_end_bpm: by_heart(last.and_then(|rep| rep.heart_rate_peak_bpm)),
        heart_rate_rise_bpm: by_heart(value(set_card.score(&heart_rate_drift::INFO))),
        cadence_drift_pct: value(set_card.score(&cadence::INFO)),
        last_rep_quality: quality.filter(|score| score.ci80.is_none_or(is_narrow)).map(|score| score.value),
        split_index_pct: middle_of(set_card.reps.iter().filter_map(|rep| rep.split_index_pct)),
        last_rep_slowest: set_card.reps.len() >= 2 && last.is_some_and(|rep| rep.speed_mps <= slowest),
        is_ladder: is_ladder(&reps, structure),
        is_marked: structure.is_marked(),
        flaw: flaw(set_card),
        heart_rate_problem: problem,
    }
}

/// The flaw that the scores tell of. A low figure for the last rep counts even where its interval reaches over all words: what
/// is not resolved earns no more than what is.
fn flaw(card: &SetCard) -> Option<Flaw> {
    let score = |info| card.score(info).as_ref().ok();
    let faded = score(&fade::INFO).filter(|fade| has_faded(fade)).map(|fade| Flaw::Faded(fade.value));
    let is_erratic = score(&pace_consistency::INFO).is_some_and(|scatter| scatter.word == pace_consistency::ERRATIC);
    let last = score(&last_rep_quality::INFO).filter(|last| last.value < AGAINST_BELOW);
    faded.or(is_erratic.then_some(Flaw::Erratic)).or(last.map(|last| Flaw::LastRep(last.value)))
}

fn value(score: &Score) -> Option<f64> {
    score.as_ref().ok().map(|score| score.value).filter(|value| value.is_finite())
}

/// Whether a session is of many lengths: fewer than four of all reps are as long as those of the set, and these few are
/// only a part of the session.
fn is_ladder(set: &[&Segment], structure: &Structure) -> bool {
    let Some(usual_s) = middle_of(set.iter().map(|rep| rep.timer_s)) else { return false };
    let is_as_long = |rep_s: &f64| (rep_s / usual_s).max(usual_s / rep_s) <= ONE_RUNG;
    let all_s: Vec<f64> = structure.reps().map(|rep| rep.timer_s).collect();
    let as_long_s: Vec<f64> = all_s.iter().copied().filter(is_as_long).collect();
    as_long_s.len() < REPS_LEAST && as_long_s.iter().sum::<f64>() < MOST_OF_SESSION * all_s.iter().sum::<f64>()
}

/// Why heart rate shows nothing of the effort; empty where it does.
fn heart_rate_problem(card: &ScoreCard, set: &SetCard) -> String {
    let is_seen = set.reps.iter().any(|rep| rep.heart_rate_mean_bpm.is_some());
    let unseen = || if is_seen { String::new() } else { "no heart rate in the reps".to_owned() };
    card.heart_rate_problem.clone().unwrap_or_else(unseen)
}

/// Whether the pace of a set can be read. Fewer than four reps have no trend, so noise and gaps alone decide.
pub(crate) fn is_readable(card: &SetCard, reps: &[&Segment]) -> bool {
    card.grade != Grade::D || (card.reps.len() < REPS_LEAST && is_clean(card, reps))
}

/// Whether reps that cannot be read lack nothing but their number for grade C: they are short, and fewer than eight.
fn too_few_to_see(card: &SetCard, reps: &[&Segment]) -> bool {
    let is_short = middle_of(card.reps.iter().map(|rep| rep.timer_s)).is_some_and(|seconds| seconds < SHORT_REP_S);
    let is_few = (REPS_LEAST..REPS_C).contains(&card.reps.len());
    card.grade == Grade::D && is_short && is_few && is_clean(card, reps)
}

/// Whether the noise is at most that of grade C and no rep has a pause or a gap.
fn is_clean(card: &SetCard, reps: &[&Segment]) -> bool {
    let is_paused = |rep: &&Segment| rep.span.length_s() - rep.timer_s > SHORT_PAUSE_S;
    card.noise_pct <= NOISE_C_PCT
        && !reps.iter().any(is_paused)
        && card.reps.iter().all(|rep| rep.missing_fraction <= MISSING_MOST)
}
