//! A whole session in outline: its reps block by block, in the order in which they were run.

use super::seen::is_readable;
use crate::progression::kind::lever::{LONGEST_REST_S, STRIDE_M, STRIDE_S};
use crate::scores::{ScoreCard, SetCard};
use crate::segment::alike::on_one_rung;
use crate::segment::{RecoveryMode, RepLength, Segment, SegmentKind, Set, Structure, recovery_metres, round_rest_s};
use crate::stats::middle_of;
use crate::units::METRES_PER_MILE;
use serde::{Deserialize, Serialize};

/// Lengths that are planned are multiples of these, m and s.
const ROUND_M: [f64; 2] = [100.0, METRES_PER_MILE];
const ROUND_S: f64 = 15.0;
/// A rest before the next block is named when it is longer than the recovery by more than this, s.
const LONGER_S: f64 = 15.0;

/// Like reps one after the other, and the rest after them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RepBlock {
    /// Whether the reps are of the set that the session is judged by.
    pub is_own: bool,
    /// Number of reps.
    pub reps: usize,
    /// Length of a rep.
    pub length: RepLength,
    /// Median distance of a rep, m.
    pub rep_m: f64,
    /// Mean speed of their set, m/s; `None` where the speed cannot be read, or the reps are run by feel.
    pub speed_mps: Option<f64>,
    /// Recovery after a rep, s.
    pub recovery_s: Option<f64>,
    /// Distance of a recovery, m; `None` where recoveries are by time.
    pub recovery_m: Option<f64>,
    /// How the recovery is spent.
    pub recovery_mode: Option<RecoveryMode>,
    /// Rest before the next block, s, where it is longer than the recovery.
    pub rest_s: Option<f64>,
}

impl RepBlock {
    /// Whether a block is a leftover that nobody plans: a lone rep of a length that is not round, or of a stride, unlike all
    /// others of its session.
    pub(crate) fn is_leftover(&self, session: &[Self]) -> bool {
        let is_round = match self.length {
            RepLength::Distance(metres) => ROUND_M.iter().any(|round| (metres / round).fract() == 0.0),
            RepLength::Time(seconds) => (seconds / ROUND_S).fract() == 0.0,
        };
        let is_stride = match self.length {
            RepLength::Distance(metres) => metres < STRIDE_M,
            RepLength::Time(seconds) => seconds < STRIDE_S,
        };
        let is_like = |other: &&Self| on_one_rung(other.length, self.length);
        let is_lone = self.reps == 1 && session.iter().filter(is_like).count() == 1;
        !self.is_own && is_lone && (is_stride || !is_round)
    }
}

/// The blocks of a session that is judged by the set `own`, in order.
pub(crate) fn outline(structure: &Structure, card: &ScoreCard, own: &Set) -> Vec<RepBlock> {
    let works: Vec<usize> =
        (0..structure.segments.len()).filter(|&at| structure.segments[at].kind == SegmentKind::Work).collect();
    let set_of = |at: &usize| structure.segments[*at].set;
    let blocks: Vec<&[usize]> = works.chunk_by(|a, b| set_of(a).is_some() && set_of(a) == set_of(b)).collect();
    let nexts = blocks.iter().skip(1).map(|next| Some(next[0])).chain([None]);
    let blocks = blocks.iter().zip(nexts).map(|(reps, next)| block(structure, card, own, reps, next));
    // Reps that are alike get one length, whatever length each set was read as.
    let all = structure.together().map(|together| together.set.length);
    blocks.map(|block| RepBlock { length: all.unwrap_or(block.length), ..block }).collect()
}

/// A block of reps, before the rep `next`.
fn block(structure: &Structure, card: &ScoreCard, own: &Set, reps: &[usize], next: Option<usize>) -> RepBlock {
    let at = structure.segments[reps[0]].set;
    let set = at.and_then(|at| structure.sets.get(at));
    let set_card = at.and_then(|at| card.sets.iter().find(|card| card.set == at));
    let rep_m = middle_of(reps.iter().map(|&at| structure.segments[at].best_distance_m())).unwrap_or(f64::NAN);
    let inner: Vec<Gap> = reps.windows(2).map(|pair| Gap::between(structure, pair[0], pair[1])).collect();
    let rest = reps.last().zip(next).map(|(&last, next)| Gap::between(structure, last, next));
    let recovery = Gap::usual(&inner).or_else(|| set.and_then(Gap::of_set)).or(rest);
    let is_longer = |rest: &Gap| recovery.is_some_and(|usual| rest.seconds > usual.seconds + LONGER_S);
    RepBlock {
        is_own: reps.iter().all(|at| own.reps.contains(at)),
        reps: reps.len(),
        length: set.map_or(RepLength::Distance(rep_m.round()), |set| set.length),
        rep_m,
        speed_mps: set_card.and_then(|card| speed(structure, card)),
        recovery_s: recovery.map(Gap::round_s),
        recovery_m: recovery.and_then(|gap| by_distance(Some(gap.seconds), Some(gap.metres), Some(gap.mode))),
        recovery_mode: recovery.map(|gap| gap.mode),
        rest_s: rest.filter(is_longer).map(Gap::round_s),
    }
}

/// The mean speed of a set, m/s; `None` where the speed cannot be read, or the reps are strides.
fn speed(structure: &Structure, card: &SetCard) -> Option<f64> {
    let reps: Vec<&Segment> = structure.reps().filter(|rep| rep.set == Some(card.set)).collect();
    let is_timed = middle_of(reps.iter().map(|rep| rep.timer_s)).is_some_and(|seconds| seconds >= STRIDE_S);
    let is_read = is_timed && is_readable(card, &reps);
    Some(card.mean_speed_mps).filter(|speed| is_read && speed.is_finite() && *speed > 0.0)
}

/// What lies between two reps.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// Wall clock, s.
    seconds: f64,
    /// Distance, m.
    metres: f64,
    mode: RecoveryMode,
}

impl Gap {
    fn between(structure: &Structure, last: usize, next: usize) -> Self {
        let inside = &structure.segments[last + 1..next];
        let seconds = structure.segments[next].span.start_s - structure.segments[last].span.end_s;
        let metres: f64 = inside.iter().map(|part| part.distance_m).filter(|metres| metres.is_finite()).sum();
        let has_stopped = inside.iter().map(|part| part.timer_s).sum::<f64>() < 0.5 * seconds;
        let mode = if has_stopped { RecoveryMode::Stand } else { RecoveryMode::of_speed(metres / seconds) };
        Self { seconds, metres, mode }
    }

    fn of_set(set: &Set) -> Option<Self> {
        let metres = set.recovery_m.unwrap_or(f64::NAN);
        Some(Self { seconds: set.recovery_s?, metres, mode: set.recovery_mode.unwrap_or(RecoveryMode::Stand) })
    }

    /// The gap of median time.
    fn usual(gaps: &[Self]) -> Option<Self> {
        let mut gaps = gaps.to_vec();
        gaps.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        gaps.get(gaps.len() / 2).copied()
    }

    /// Its time as a workout gives it, rounded and at most [`LONGEST_REST_S`], s.
    fn round_s(self) -> f64 {
        round_rest_s(self.seconds.min(LONGEST_REST_S))
    }
}

/// The distance of a recovery that was run by distance, m; `None` for a recovery by time.
pub(crate) fn by_distance(seconds: Option<f64>, metres: Option<f64>, mode: Option<RecoveryMode>) -> Option<f64> {
    recovery_metres(seconds.unwrap_or(f64::NAN), metres, mode?)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole steps of seconds are exact")]
mod tests {
    use super::*;

    fn gap(seconds: f64) -> Gap {
        Gap { seconds, metres: 100.0, mode: RecoveryMode::Jog }
    }

    #[test]
    fn rests_are_rounded_as_a_workout_gives_them() {
        let rounded = [1.0, 58.0, 118.0, 128.0, 173.0, 1e5].map(|seconds| gap(seconds).round_s());
        assert_eq!(rounded, [5.0, 60.0, 120.0, 130.0, 175.0, LONGEST_REST_S]);
    }

    #[test]
    fn one_long_rest_is_not_the_usual_one() {
        let usual = Gap::usual(&[gap(90.0), gap(600.0), gap(91.0)]);
        assert_eq!(usual.map(|gap| gap.seconds), Some(91.0));
        assert!(Gap::usual(&[]).is_none());
    }

    #[test]
    fn a_recovery_by_time_has_no_distance() {
        assert_eq!(by_distance(Some(90.0), None, Some(RecoveryMode::Jog)), None);
        assert_eq!(by_distance(Some(90.0), Some(200.0), None), None);
    }
}
