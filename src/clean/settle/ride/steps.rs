//! Steps along the way: who rides takes none.

use super::heart::Heart;
use super::way::{Stretch, Way};
use crate::model::Track;
use crate::stats::middle;
use std::ops::Range;

/// The stretches in which the runner's fastest is looked for, s.
const MINUTE_S: f64 = 60.0;

/// A cadence below this share of the runner's usual one is an arm that shakes, not steps.
const OF_USUAL: f64 = 0.75;

/// A stretch is without steps where at most this share of its samples has some.
const FEW_STEPS: f64 = 0.3;

/// The watch counts steps where it counted them for so long while running, s.
const COUNTS_STEPS_S: f64 = 120.0;

/// A minute is run where at least this share of its samples has steps.
const MOSTLY: f64 = 0.7;

/// What the watch counts of steps, and how the runner runs with them.
pub(super) struct Steps {
    /// How many of the samples before each have steps.
    before: Vec<usize>,
    /// How the heart beats while the runner steps.
    pub(super) heart: Option<Heart>,
    /// The fastest minute, m/s.
    pub(super) fastest_mps: f64,
}

impl Steps {
    /// Along a way; `None` where the watch counts none while running.
    pub(super) fn of(way: &Way, track: &Track) -> Option<Self> {
        let rates = way.beside(&track.time_s, track.step_rate_spm.as_ref()?);
        let running: Vec<usize> = (1..rates.len()).filter(|&i| way.runs(i) && rates[i] > 0.0).collect();
        let usual_spm = middle(&running.iter().map(|&i| rates[i]).collect::<Vec<_>>())?;
        let has = |i: usize| rates[i] >= OF_USUAL * usual_spm;
        let counted_s: f64 = running.iter().filter(|&&i| has(i)).map(|&i| way.at[i].0 - way.at[i - 1].0).sum();
        if counted_s < COUNTS_STEPS_S {
            return None;
        }
        let mut before = vec![0];
        before.extend((0..rates.len()).scan(0, |count, i| {
            *count += usize::from(has(i));
            Some(*count)
        }));
        let heart = Heart::of(way, track, &running);
        let mut steps = Self { before, heart, fastest_mps: 0.0 };
        let stepped = |one: &Stretch| steps.share(&one.0) > MOSTLY;
        steps.fastest_mps = way.windows(MINUTE_S).filter(stepped).map(|one| one.1).fold(0.0, f64::max);
        Some(steps)
    }

    /// The share of some samples that have steps.
    pub(super) fn share(&self, range: &Range<usize>) -> f64 {
        (self.before[range.end] - self.before[range.start]) as f64 / range.len() as f64
    }

    /// Whether a stretch is run or walked.
    pub(super) fn are_in(&self, range: &Range<usize>) -> bool {
        self.share(range) > FEW_STEPS
    }
}
