//! Heart beats along the way: who rides sits, and the heart calms down.

use super::way::Way;
use crate::model::Track;
use crate::stats::middle;
use std::ops::Range;

/// Heart rate along a way, held against the usual one while running.
pub(super) struct Heart {
    /// At each sample, bpm.
    bpm: Vec<f64>,
    /// The middle of it while running, bpm.
    usual_bpm: f64,
    /// The middle of the speeds of running, m/s.
    pub(super) usual_mps: f64,
}

impl Heart {
    /// Along a way with these samples of running; `None` where it is not known.
    pub(super) fn of(way: &Way, track: &Track, running: &[usize]) -> Option<Self> {
        let bpm = way.beside(&track.time_s, track.heart_rate_bpm.as_ref()?);
        let of_running = |value: &dyn Fn(usize) -> f64| {
            let values = running.iter().map(|&i| value(i)).filter(|value| value.is_finite());
            middle(&values.collect::<Vec<_>>())
        };
        let (usual_bpm, usual_mps) = (of_running(&|i| bpm[i])?, of_running(&|i| way.speed(i))?);
        Some(Self { bpm, usual_bpm, usual_mps })
    }

    /// The heart rate in a stretch as a share of the usual one; `None` where it is not known there.
    pub(super) fn share(&self, range: &Range<usize>) -> Option<f64> {
        let beats = self.bpm.get(range.clone()).unwrap_or_default();
        let beats: Vec<f64> = beats.iter().copied().filter(|bpm| bpm.is_finite()).collect();
        middle(&beats).map(|bpm| bpm / self.usual_bpm)
    }
}
