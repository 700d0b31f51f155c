//! The whole of a workout, part by part: the reps that the advice is about in their place among the others.

use super::step::Step;
use super::written_out::WorkoutPart;
use crate::model::Shape;
use crate::progression::kind::lever::PACE_STEP;
use crate::progression::kind::plain;
use crate::progression::past::RepBlock;

/// Half width of the pace range that is asked for, as a fraction.
pub(crate) const PACE_RANGE: f64 = 0.01;
/// Other reps of more kinds than this are not named one by one.
const MOST_NAMED: usize = 4;

impl Step {
    /// The parts in order; where the outline of the session is not known, its own reps alone.
    pub(crate) fn parts(&self) -> Vec<WorkoutPart> {
        let mut parts: Vec<WorkoutPart> = self.blocks().iter().flat_map(|block| self.parts_of(block)).collect();
        if parts.is_empty() {
            parts = self.own_parts(self.reps);
        }
        if let Some(last) = parts.last_mut() {
            last.rest_s = None;
        }
        parts
    }

    /// The reps beside its own in words, where the session is not told by its name: `4 × 200 m`, `3 min and 1 min`.
    pub(crate) fn named_others(&self) -> Option<String> {
        let all: usize = self.outline.iter().filter(|block| !block.is_own).map(|block| block.reps).sum();
        let is_told = self.whole.as_ref().is_some_and(|whole| !whole.session.is_empty()) && self.others == all;
        let others: Vec<RepBlock> = self.blocks().into_iter().filter(|block| !block.is_own).collect();
        let names: Vec<String> = others.iter().map(|block| plain::reps(block.reps, block.length)).collect();
        (!is_told && (1..=MOST_NAMED).contains(&names.len())).then(|| plain::list(&names))
    }

    /// The outline with as many of its reps as are left: of its own set and of the others, each spread over all of them;
    /// empty where there are no others, or it is not known.
    fn blocks(&self) -> Vec<RepBlock> {
        if self.others == 0 || !self.outline.iter().any(|block| block.is_own) {
            return Vec::new();
        }
        let mut blocks = self.outline.clone();
        let (early, late) = (spread(&blocks, false, self.others, true), spread(&blocks, false, self.others, false));
        let metres = |kept: &[usize]| -> f64 {
            let each = blocks.iter().zip(kept).filter(|(_, reps)| **reps > 0);
            each.map(|(block, reps)| block.rep_m * *reps as f64).sum()
        };
        // Of two ways to leave out the same number the one that leaves less.
        let others = if metres(&early) < metres(&late) { early } else { late };
        let own = spread(&blocks, true, self.reps, true);
        for (block, (own, others)) in blocks.iter_mut().zip(own.into_iter().zip(others)) {
            block.reps = own + others;
        }
        let known: usize = blocks.iter().filter(|block| block.is_own).map(|block| block.reps).sum();
        if let Some(last) = blocks.iter_mut().rfind(|block| block.is_own) {
            last.reps += self.reps.saturating_sub(known);
        }
        blocks.retain(|block| block.reps > 0);
        blocks
    }

    fn parts_of(&self, block: &RepBlock) -> Vec<WorkoutPart> {
        if !block.is_own {
            let factor = if self.is_slower() { 1.0 / PACE_STEP } else { 1.0 };
            return vec![WorkoutPart {
                reps: block.reps,
                length: block.length,
                speed_mps: block.speed_mps.map(|speed| range(factor * speed)),
                recovery_s: block.recovery_s,
                recovery_m: block.recovery_m,
                recovery_mode: block.recovery_mode,
                rest_s: block.rest_s,
            }];
        }
        let mut parts = self.own_parts(block.reps);
        if let Some(last) = parts.last_mut() {
            // After a lone rep comes what came then.
            let is_known = last.recovery_s.is_some() || last.recovery_m.is_some();
            if !is_known {
                (last.recovery_s, last.recovery_m, last.recovery_mode) =
                    (block.recovery_s, block.recovery_m, block.recovery_mode);
            }
            last.rest_s = block.rest_s;
        }
        parts
    }

    /// So many of its own reps, set by set.
    fn own_parts(&self, reps: usize) -> Vec<WorkoutPart> {
        let shape = self.shape.of(reps);
        let rest_s = if let Shape::Sets { rest_s, .. } = shape { Some(rest_s) } else { None };
        let part = |reps| WorkoutPart {
            reps,
            length: self.length,
            speed_mps: self.speed_mps.map(range),
            recovery_s: self.recovery_s,
            recovery_m: self.recovery_m,
            recovery_mode: self.recovery_mode,
            rest_s,
        };
        shape.blocks(reps).into_iter().map(part).collect()
    }
}

/// A speed as the range that is asked for, slow and fast, m/s.
pub(crate) fn range(speed_mps: f64) -> (f64, f64) {
    (speed_mps * (1.0 - PACE_RANGE), speed_mps * (1.0 + PACE_RANGE))
}

/// Reps left in each block, if so many are kept of the own or of the other ones, spread evenly over them: the first of each
/// few, or the last.
fn spread(blocks: &[RepBlock], own: bool, kept: usize, is_early: bool) -> Vec<usize> {
    let all: usize = blocks.iter().filter(|block| block.is_own == own).map(|block| block.reps).sum();
    let kept = kept.min(all);
    let upto = |reps: usize| {
        let share = kept * reps;
        if is_early { share.div_ceil(all.max(1)) } else { share / all.max(1) }
    };
    let mut before = 0;
    let left = |block: &RepBlock| {
        if block.is_own != own {
            return 0;
        }
        let from = before;
        before += block.reps;
        upto(before) - upto(from)
    };
    blocks.iter().map(left).collect()
}
