//! Steps along the outing: a rider takes none.

use super::heart::Heart;
use super::way::{Way, WayStretch};
use crate::model::Track;
use crate::stats::middle;
use std::ops::Range;

/// Length of the stretches among which the runner's fastest is searched, s.
const MINUTE_S: f64 = 60.0;

/// A cadence below this share of the runner's usual cadence is a shaking arm, not steps.
const OF_USUAL: f64 = 0.75;

/// A stretch is without steps if at most this share of its samples has steps.
const FEW_STEPS: f64 = 0.3;

/// The watch counts steps if it counted them for at least this long while running, s.
const COUNTS_STEPS_S: f64 = 120.0;

/// A minute is run if more than this share of its samples has steps.
const MOSTLY: f64 = 0.7;

/// Where the watch counts steps, and how fast and at what heart rate the runner takes them.
pub(super) struct StepTrace {
    /// At each sample, the number of earlier samples with steps.
    before: Vec<usize>,
    /// Heart rate, compared with the usual one while the runner takes steps.
    pub(super) heart: Option<Heart>,
    /// Speed of the runner's fastest minute with steps, m/s.
    pub(super) fastest_mps: f64,
}

impl StepTrace {
    /// The steps along an outing; `None` if the watch counts no steps while running.
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
        let stepped = |one: &WayStretch| steps.share(&one.0) > MOSTLY;
        steps.fastest_mps = way.windows(MINUTE_S).filter(stepped).map(|one| one.1).fold(0.0, f64::max);
        Some(steps)
    }

    /// The share of the samples in a range that have steps.
    pub(super) fn share(&self, range: &Range<usize>) -> f64 {
        (self.before[range.end] - self.before[range.start]) as f64 / range.len() as f64
    }

    /// Whether a stretch is run or walked.
    pub(super) fn are_in(&self, range: &Range<usize>) -> bool {
        self.share(range) > FEW_STEPS
    }
}
