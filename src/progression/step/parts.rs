//! A whole workout, part by part: the reps that the advice is about in their place among the others.

use super::step::Step;
use super::written_out::WorkoutPart;
use crate::model::Shape;
use crate::progression::kind::lever::{PACE_STEP, pace_range};
use crate::progression::kind::plain;
use crate::progression::past::RepBlock;
use crate::segment::RepLength;

/// Most lengths of other reps that are named one by one.
const MOST_NAMED: usize = 4;

impl Step {
    /// The parts in order: the step's own reps alone where the order of the session is not known.
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

    /// The other reps in words: `4 × 200 m`, `3 min and 1 min`. `None` where the name of the session says them, and where
    /// their blocks are unknown or, all of them being kept, too many.
    pub(crate) fn named_others(&self) -> Option<String> {
        let is_all = self.others == self.all_others();
        let is_named = is_all && self.whole.is_some() && !self.session.is_empty();
        let mut kept: Vec<(RepLength, usize)> = Vec::new();
        for block in self.blocks().iter().filter(|block| !block.is_own) {
            match kept.iter_mut().find(|(length, _)| *length == block.length) {
                Some((_, reps)) => *reps += block.reps,
                None => kept.push((block.length, block.reps)),
            }
        }
        let names: Vec<String> = kept.iter().map(|(length, reps)| plain::reps(*reps, *length)).collect();
        let is_short = !names.is_empty() && (names.len() <= MOST_NAMED || !is_all);
        (is_short && !is_named).then(|| plain::list(&names))
    }

    fn all_others(&self) -> usize {
        self.outline.iter().filter(|block| !block.is_own).map(|block| block.reps).sum()
    }

    /// The blocks of the session with the reps that are left in each. Both own and other reps are taken evenly from their
    /// blocks. Empty where there are no other reps or the order is not known.
    fn blocks(&self) -> Vec<RepBlock> {
        if self.others == 0 || !self.outline.iter().any(|block| block.is_own) {
            return Vec::new();
        }
        let mut blocks = self.outline.clone();
        let (early, late) = (
            spread(&blocks, Reps::Others, self.others, OddReps::Early),
            spread(&blocks, Reps::Others, self.others, OddReps::Late),
        );
        let metres = |kept: &[usize]| -> f64 {
            let each = blocks.iter().zip(kept).filter(|(_, reps)| **reps > 0);
            each.map(|(block, reps)| block.rep_m * *reps as f64).sum()
        };
        // Of two ways to keep the same number of other reps, the one with less distance.
        let others = if metres(&early) < metres(&late) { early } else { late };
        let own = spread(&blocks, Reps::Own, self.reps, OddReps::Early);
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

    /// The parts of a block of the session.
    fn parts_of(&self, block: &RepBlock) -> Vec<WorkoutPart> {
        if !block.is_own {
            let factor = if self.is_slower() { 1.0 / PACE_STEP } else { 1.0 };
            return vec![WorkoutPart {
                reps: block.reps,
                length: block.length,
                speed_mps: block.speed_mps.map(|speed| pace_range(factor * speed)),
                recovery_s: block.recovery_s,
                recovery_m: block.recovery_m,
                recovery_mode: block.recovery_mode,
                rest_s: block.rest_s,
            }];
        }
        let mut parts = self.own_parts(block.reps);
        if let Some(last) = parts.last_mut() {
            // A lone rep of the step has no recovery of its own, and keeps the recovery that was run.
            if last.recovery_s.is_none() && last.recovery_m.is_none() {
                (last.recovery_s, last.recovery_m, last.recovery_mode) =
                    (block.recovery_s, block.recovery_m, block.recovery_mode);
            }
            last.rest_s = block.rest_s;
        }
        parts
    }

    /// The reps of each set, of so many own reps: as they were run, where there are as many, else spread evenly.
    pub(crate) fn sets_of(&self, reps: usize) -> Vec<usize> {
        let is_as_run = self.shape.is_sets() && self.set_sizes.iter().sum::<usize>() == reps;
        if is_as_run { self.set_sizes.clone() } else { self.shape.of(reps).blocks(reps) }
    }

    /// The number of sets and the reps of each, where all have as many; else `None`.
    pub(crate) fn equal_sets(&self) -> Option<(usize, usize)> {
        let sets = self.sets_of(self.reps);
        let (first, others) = sets.split_first()?;
        (self.shape.is_sets() && others.iter().all(|size| size == first)).then_some((sets.len(), *first))
    }

    /// The parts of a number of own reps, set by set.
    fn own_parts(&self, reps: usize) -> Vec<WorkoutPart> {
        let rest_s = if let Shape::Sets { rest_s, .. } = self.shape.of(reps) { Some(rest_s) } else { None };
        let part = |reps| WorkoutPart {
            reps,
            length: self.length,
            speed_mps: self.speed_mps.map(pace_range),
            recovery_s: self.recovery_s,
            recovery_m: self.recovery_m,
            recovery_mode: self.recovery_mode,
            rest_s,
        };
        self.sets_of(reps).into_iter().map(part).collect()
    }
}

/// Whose blocks are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reps {
    /// Those of the set that the session is judged by.
    Own,
    /// All others.
    Others,
}

impl Reps {
    fn has(self, block: &RepBlock) -> bool {
        block.is_own == (self == Self::Own)
    }
}

/// Which blocks keep the odd reps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OddReps {
    Early,
    Late,
}

/// Reps left in each block when only `kept` of some reps are kept, spread evenly over their blocks.
fn spread(blocks: &[RepBlock], of: Reps, kept: usize, odd: OddReps) -> Vec<usize> {
    let all: usize = blocks.iter().filter(|block| of.has(block)).map(|block| block.reps).sum();
    let kept = kept.min(all);
    let upto = |reps: usize| {
        let share = kept * reps;
        match odd {
            OddReps::Early => share.div_ceil(all.max(1)),
            OddReps::Late => share / all.max(1),
        }
    };
    let mut before = 0;
    let left = |block: &RepBlock| {
        if !of.has(block) {
            return 0;
        }
        let from = before;
        before += block.reps;
        upto(before) - upto(from)
    };
    blocks.iter().map(left).collect()
}
