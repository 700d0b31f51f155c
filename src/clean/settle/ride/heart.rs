//! Heart rate along the outing: a rider sits, and the heart calms down.

use super::way::Way;
use crate::model::Track;
use crate::stats::middle;
use std::ops::Range;

/// Heart rate along an outing, to be compared with the usual heart rate while running.
pub(super) struct Heart {
    /// Heart rate at each sample, bpm.
    bpm: Vec<f64>,
    /// Median heart rate while running, bpm.
    usual_bpm: f64,
    /// Median speed while running, m/s.
    pub(super) usual_mps: f64,
}

impl Heart {
    /// Heart rate along an outing; `running` holds the samples that are run. `None` if the heart rate while running is
    /// not known.
    pub(super) fn of(way: &Way, track: &Track, running: &[usize]) -> Option<Self> {
        let bpm = way.beside(&track.time_s, track.heart_rate_bpm.as_ref()?);
        let of_running = |value: &dyn Fn(usize) -> f64| {
            let values = running.iter().map(|&i| value(i)).filter(|value| value.is_finite());
            middle(&values.collect::<Vec<_>>())
        };
        let (usual_bpm, usual_mps) = (of_running(&|i| bpm[i])?, of_running(&|i| way.speed(i))?);
        Some(Self { bpm, usual_bpm, usual_mps })
    }

    /// The heart rate in a stretch as a share of the usual heart rate; `None` if the stretch has no heart rate.
    pub(super) fn share(&self, range: &Range<usize>) -> Option<f64> {
        let beats = self.bpm.get(range.clone()).unwrap_or_default();
        let beats: Vec<f64> = beats.iter().copied().filter(|bpm| bpm.is_finite()).collect();
        middle(&beats).map(|bpm| bpm / self.usual_bpm)
    }
}
