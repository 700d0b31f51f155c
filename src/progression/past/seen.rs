//! What the scores of a session say of the set that it is judged by.

use super::summary::Seen;
use crate::scores::grade::{MISSING_MOST, NOISE_C_PCT, REPS_C, REPS_LEAST};
use crate::scores::{Grade, Score, ScoreCard, SetCard, cadence, heart_rate_drift, last_rep_quality};
use crate::segment::alike::ONE_RUNG;
use crate::segment::{Segment, Set, Structure};
use crate::stats::{Range, middle_of};

/// An interval of last-rep quality that is wider than this tells nothing, points.
const WIDEST_QUALITY: f64 = 60.0;
/// Reps below this time may be judged by feel, s, while only their number keeps them from grade C. House rule: six reps of 200 m
/// are the first step of repetition, and timed by hand they cannot be read.
const SHORT_REP_S: f64 = 60.0;
/// The share of the time of all reps from which fewer than four as long as those of a set stand for their session. House rule.
const MOST_OF_SESSION: f64 = 0.6;

fn value(score: &Score) -> Option<f64> {
    score.as_ref().ok().map(|score| score.value).filter(|value| value.is_finite())
}

/// What the scores say of a set.
pub(crate) fn seen(set_card: &SetCard, set: &Set, structure: &Structure, card: &ScoreCard) -> Seen {
    let reps: Vec<&Segment> = set.reps.iter().filter_map(|index| structure.segments.get(*index)).collect();
    let n = set_card.reps.len();
    let slowest = set_card.reps.iter().map(|rep| rep.speed_mps).fold(f64::INFINITY, f64::min);
    let heart_rate_seen = set_card.reps.iter().any(|rep| rep.heart_rate_mean_bpm.is_some());
    let hilly = set_card.hill.is_some();
    let problem = heart_rate_problem(card, heart_rate_seen);
    let by_heart = |bpm: Option<f64>| bpm.filter(|_| problem.is_empty());
    let quality = set_card.score(&last_rep_quality::INFO).as_ref().ok();
    let is_told = |ci80: Range| ci80.width() <= WIDEST_QUALITY;
    Seen {
        noise_pct: set_card.noise_pct,
        rep_s: middle_of(set_card.reps.iter().map(|rep| rep.timer_s)).unwrap_or(f64::NAN),
        hilly,
        one_hill: set_card.hill.is_some_and(|hill| hill.is_one),
        too_few_to_see: too_few_to_see(set_card, &reps) && !hilly,
        heart_rate_end_bpm: by_heart(set_card.reps.last().and_then(|rep| rep.heart_rate_peak_bpm)),
        heart_rate_rise_bpm: by_heart(value(set_card.score(&heart_rate_drift::INFO))),
        cadence_drift_pct: value(set_card.score(&cadence::INFO)),
        last_rep_quality: quality.filter(|score| score.ci80.is_none_or(is_told)).map(|score| score.value),
        split_index_pct: middle_of(set_card.reps.iter().filter_map(|rep| rep.split_index_pct)),
        last_rep_slowest: n >= 2 && set_card.reps.last().is_some_and(|rep| rep.speed_mps <= slowest),
        is_ladder: is_ladder(&reps, structure),
        heart_rate_problem: problem,
    }
}

/// Whether a session is of many lengths: fewer than four reps are as long as those of the set, and these are no more than a part.
fn is_ladder(set: &[&Segment], structure: &Structure) -> bool {
    let Some(usual_s) = middle_of(set.iter().map(|rep| rep.timer_s)) else { return false };
    let is_as_long = |rep: &&Segment| (rep.timer_s / usual_s).max(usual_s / rep.timer_s) <= ONE_RUNG;
    let all_s: f64 = structure.reps().map(|rep| rep.timer_s).sum();
    let as_long_s: f64 = structure.reps().filter(is_as_long).map(|rep| rep.timer_s).sum();
    structure.reps().filter(is_as_long).count() < REPS_LEAST && as_long_s < MOST_OF_SESSION * all_s
}

/// Why heart rate says nothing of the effort; empty when it does.
fn heart_rate_problem(card: &ScoreCard, is_seen: bool) -> String {
    let unseen = || if is_seen { String::new() } else { "no heart rate in the reps".to_owned() };
    card.heart_rate_problem.clone().unwrap_or_else(unseen)
}

/// Whether the pace of a set can be read; of fewer than four reps by noise and gaps alone.
pub(crate) fn is_readable(card: &SetCard, reps: &[&Segment]) -> bool {
    let is_few = card.reps.len() < REPS_LEAST && card.noise_pct <= NOISE_C_PCT && is_whole(card, reps);
    card.grade != Grade::D || is_few
}

/// Whether no rep has a pause or a gap.
fn is_whole(card: &SetCard, reps: &[&Segment]) -> bool {
    let is_paused = |rep: &&Segment| rep.span.length_s() - rep.timer_s > 1.0;
    !reps.iter().any(is_paused) && card.reps.iter().all(|rep| rep.missing_fraction <= MISSING_MOST)
}

/// Whether nothing but the number of the reps stands between them and grade C: short ones, of which there are too few.
fn too_few_to_see(card: &SetCard, reps: &[&Segment]) -> bool {
    let is_short = middle_of(card.reps.iter().map(|rep| rep.timer_s)).is_some_and(|seconds| seconds < SHORT_REP_S);
    let is_few = (REPS_LEAST..REPS_C).contains(&card.reps.len());
    card.grade == Grade::D && is_short && is_few && card.noise_pct <= NOISE_C_PCT && is_whole(card, reps)
}
