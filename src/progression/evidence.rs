//! What the scores of a session say of the set that it is judged by.

use super::summary::{mean, median};
use super::verdict::{FEWEST_REPS, SessionEvidence};
use crate::clean::Prepared;
use crate::model::{Channel, Span};
use crate::scores::{
    Grade, Score, ScoreCard, ScoreInfo, SetCard, cadence, fade, fade_theil_sen, heart_rate_drift, last_rep,
    last_rep_quality, last_rep_z, pace_consistency,
};
use crate::segment::{Segment, Set, Structure};

/// Reps from which heart rate is compared between their halves, s.
const DECOUPLING_REP_S: f64 = 300.0;
/// Time that heart rate takes to follow the start of a rep, s. House rule: three times what it takes for two thirds of the way.
const ONSET_S: f64 = 120.0;
/// Grade within reps from which pace does not tell effort.
const HILLY_GRADE: f64 = 0.02;
/// Reps below this time may be judged by feel, s, while there are fewer of them than this, and their noise is at most that of
/// grade C, %. House rule: six reps of 200 m are the first step of repetition, and timed by hand they cannot be read.
const SHORT_REP_S: f64 = 60.0;
const READABLE_REPS: usize = 8;
const NOISE_C_PCT: f64 = 1.6;
/// Shortest rep whose grade is measured, m.
const HILLY_REP_M: f64 = 200.0;
/// Reps within this ratio of a set's are as long, and the share of the time of all reps from which fewer than four as long
/// stand for their session. House rules.
const AS_LONG: f64 = 1.08;
const MOST_OF_SESSION: f64 = 0.6;

fn value(score: &Score) -> Option<f64> {
    score.as_ref().ok().map(|score| score.value).filter(|value| value.is_finite())
}

pub(super) fn evidence(
    set_card: &SetCard,
    set: &Set,
    structure: &Structure,
    prepared: &Prepared,
    card: &ScoreCard,
) -> SessionEvidence {
    let reps: Vec<&Segment> = set.reps.iter().filter_map(|index| structure.segments.get(*index)).collect();
    let n = set_card.reps.len();
    let (fade, robust) = (most_fading(&fade::INFO, set_card, card), most_fading(&fade_theil_sen::INFO, set_card, card));
    let slowest = set_card.reps.iter().map(|rep| rep.speed_mps).fold(f64::INFINITY, f64::min);
    let heart_rate_seen = set_card.reps.iter().any(|rep| rep.heart_rate_mean_bpm.is_some());
    let (grade, grade_reason) = grade(set_card, &reps);
    let hilly = !set.snapped && is_hilly(&reps, prepared);
    SessionEvidence {
        too_few_to_see: too_few_to_see(set_card, &reps) && !hilly,
        ladder_reps: ladder_reps(&reps, structure),
        later_set_pct: later_set_pct(set_card, card),
        grade,
        grade_reason,
        heart_rate_problem: heart_rate_problem(card, heart_rate_seen),
        noise_pct: set_card.noise_pct,
        target_error_se_pct: set_card.noise_pct / (n.max(1) as f64).sqrt(),
        hilly,
        heart_rate_usable: card.heart_rate_problem.is_none() && heart_rate_seen,
        fade_pct: fade.map(|fade| fade.value),
        fade_ci80_pct: fade.and_then(|fade| fade.ci80),
        robust_disagrees: fade.zip(robust).is_some_and(|(fade, robust)| (fade.value - robust.value).abs() > 1.5),
        last_rep_pct: value(set_card.score(&last_rep::INFO)),
        last_rep_z: value(set_card.score(&last_rep_z::INFO)),
        last_rep_slowest: n >= 2 && set_card.reps.last().is_some_and(|rep| rep.speed_mps <= slowest),
        scatter_pct: value(set_card.score(&pace_consistency::INFO)),
        short_reps: median(set_card.reps.iter().map(|rep| rep.distance_m)).is_some_and(|metres| metres <= 310.0),
        rep_s: median(set_card.reps.iter().map(|rep| rep.timer_s)).unwrap_or(f64::NAN),
        n,
        heart_rate_drift_bpm: value(set_card.score(&heart_rate_drift::INFO)),
        cadence_drift_pct: value(set_card.score(&cadence::INFO)),
        last_rep_quality: value(set_card.score(&last_rep_quality::INFO)),
        decoupling_pct: median(reps.iter().filter_map(|rep| decoupling(rep.span, prepared))),
        split_index_pct: median(set_card.reps.iter().filter_map(|rep| rep.split_index_pct)),
        ..SessionEvidence::unseen()
    }
}

/// A measure of fade at its worst: of sets that are read together the lowest value and the lowest ends of the intervals, for a
/// break between them makes good what was lost before it.
fn most_fading(info: &ScoreInfo, set_card: &SetCard, card: &ScoreCard) -> Option<Fading> {
    let parts = card.one_of_short_sets().into_iter().flat_map(|_| &card.sets);
    let known = parts.chain([set_card]).filter_map(|card| card.score(info).as_ref().ok());
    let known =
        known.filter(|score| score.value.is_finite()).map(|score| Fading { value: score.value, ci80: score.ci80 });
    known.reduce(|a, b| Fading {
        value: a.value.min(b.value),
        ci80: match (a.ci80, b.ci80) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.min(b.1))),
            (one, other) => one.or(other),
        },
    })
}

/// A fade with its 80 % interval, %.
#[derive(Debug, Clone, Copy)]
struct Fading {
    value: f64,
    ci80: Option<(f64, f64)>,
}

/// All reps of a session of many lengths: fewer than four are as long as those of the set, and these are no more than a part.
fn ladder_reps(set: &[&Segment], structure: &Structure) -> Option<usize> {
    let usual_s = median(set.iter().map(|rep| rep.timer_s))?;
    let is_as_long = |rep: &&Segment| (rep.timer_s / usual_s).max(usual_s / rep.timer_s) <= AS_LONG;
    let all_s: f64 = structure.reps().map(|rep| rep.timer_s).sum();
    let as_long_s: f64 = structure.reps().filter(is_as_long).map(|rep| rep.timer_s).sum();
    let is_part = structure.reps().filter(is_as_long).count() < FEWEST_REPS && as_long_s < MOST_OF_SESSION * all_s;
    is_part.then(|| structure.reps().count())
}

/// Speed of the last set of reps as long as these against the first such set, %.
fn later_set_pct(set_card: &SetCard, card: &ScoreCard) -> Option<f64> {
    let usual_m = |card: &SetCard| median(card.reps.iter().map(|rep| rep.distance_m));
    let this_m = usual_m(set_card)?;
    let is_as_long = |card: &&SetCard| {
        card.reps.len() >= 2 && usual_m(card).is_some_and(|metres| (metres / this_m).max(this_m / metres) <= AS_LONG)
    };
    let mut speeds = card.sets.iter().filter(is_as_long).map(|card| card.mean_speed_mps);
    let (first, last) = (speeds.next()?, speeds.next_back()?);
    Some(100.0 * (last / first - 1.0)).filter(|change| change.is_finite())
}

/// Why heart rate says nothing of the effort; empty when it does.
fn heart_rate_problem(card: &ScoreCard, is_seen: bool) -> String {
    let unseen = || if is_seen { String::new() } else { "no heart rate in the reps".to_owned() };
    card.heart_rate_problem.clone().unwrap_or_else(unseen)
}

/// The grade and why it is that; a set of fewer than four is graded by noise and gaps alone, whether it may be judged is the
/// verdict's matter.
fn grade(card: &SetCard, reps: &[&Segment]) -> (Grade, String) {
    let grade = grade_alone(card, reps);
    let by_noise = || format!("noise {:.1} % a rep", card.noise_pct);
    (grade, if grade == card.grade { card.grade_reason.clone() } else { by_noise() })
}

pub(super) fn grade_alone(card: &SetCard, reps: &[&Segment]) -> Grade {
    let paused = reps.iter().any(|rep| rep.span.length_s() - rep.timer_s > 1.0);
    let gappy = card.reps.iter().any(|rep| rep.missing_fraction > 0.1);
    if card.reps.len() >= 4 || card.grade != Grade::D || paused || gappy {
        return card.grade;
    }
    let lap_timed = reps.iter().all(|rep| rep.lap_timed);
    match card.noise_pct {
        noise if noise <= 0.5 && lap_timed => Grade::A,
        noise if noise <= 1.0 => Grade::B,
        noise if noise <= 1.6 => Grade::C,
        _ => Grade::D,
    }
}

/// Whether nothing but the number of the reps stands between them and grade C: short ones, of which there are too few.
fn too_few_to_see(card: &SetCard, reps: &[&Segment]) -> bool {
    let is_short = median(card.reps.iter().map(|rep| rep.timer_s)).is_some_and(|seconds| seconds < SHORT_REP_S);
    let is_few = (FEWEST_REPS..READABLE_REPS).contains(&card.reps.len());
    let is_whole = |rep: &&Segment| rep.span.length_s() - rep.timer_s <= 1.0;
    let has_data = card.reps.iter().all(|rep| rep.missing_fraction <= 0.1);
    card.grade == Grade::D
        && is_short
        && is_few
        && card.noise_pct <= NOISE_C_PCT
        && reps.iter().all(is_whole)
        && has_data
}

/// Whether the reps rise or fall by more than 2 % on average.
fn is_hilly(reps: &[&Segment], prepared: &Prepared) -> bool {
    let Some(altitude) = &prepared.uniform.altitude_m else { return false };
    let around = |clock: f64| {
        let range = prepared.uniform.range(Span::new(clock - 5.0, clock + 5.0));
        median(altitude.get(range).unwrap_or_default().iter().copied().filter(|metres| metres.is_finite()))
    };
    let grades = reps.iter().filter(|rep| rep.distance_m >= HILLY_REP_M).filter_map(|rep| {
        let (from, to) = (around(rep.span.start_s)?, around(rep.span.end_s)?);
        Some(((to - from) / rep.distance_m).abs())
    });
    median(grades).is_some_and(|grade| grade > HILLY_GRADE)
}

/// Efficiency (speed over heart rate) lost from the first half of a long rep to the second, %; its first minutes, in which heart
/// rate still follows the start, are left out.
fn decoupling(span: Span, prepared: &Prepared) -> Option<f64> {
    if span.length_s() < DECOUPLING_REP_S {
        return None;
    }
    let heart_rate = prepared.uniform.heart_rate_bpm.as_ref()?;
    let settled_s = span.start_s + ONSET_S;
    let middle = f64::midpoint(settled_s, span.end_s);
    let first = efficiency(Span::new(settled_s, middle), heart_rate, prepared)?;
    let second = efficiency(Span::new(middle, span.end_s), heart_rate, prepared)?;
    Some(100.0 * (1.0 - second / first))
}

fn efficiency(span: Span, heart_rate: &Channel, prepared: &Prepared) -> Option<f64> {
    let seconds = heart_rate.get(prepared.uniform.range(span))?;
    let present: Vec<f64> = seconds.iter().copied().filter(|bpm| bpm.is_finite()).collect();
    let covered = present.len() * 10 >= seconds.len() * 9 && !present.is_empty();
    let ratio = prepared.uniform.mean_speed(span) / mean(present.into_iter());
    (covered && ratio.is_finite() && ratio > 0.0).then_some(ratio)
}
