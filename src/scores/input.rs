//! What scores are computed from: everything known of a set, as plain data.

use super::needs::check_speeds;
use super::noise::Ruler;
use super::{RepScore, Unavailable};
use crate::clean::{Prepared, Uniform};
use crate::model::Span;

/// What is known of the runner and the session beside the recording; everything may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScoreContext {
    /// Maximum heart rate, bpm.
    pub hr_max_bpm: Option<f64>,
    /// Resting heart rate, bpm.
    pub hr_rest_bpm: Option<f64>,
    /// Session RPE, CR10.
    pub rpe_cr10: Option<f64>,
    /// Reps in reserve at the end of the session.
    pub reps_in_reserve: Option<f64>,
}

/// One rep.
#[derive(Debug, Clone)]
pub(super) struct RepInput<'a> {
    /// What was measured of it.
    pub(super) rep: &'a RepScore,
    /// Where it is.
    pub(super) span: Span,
    /// The recovery right after it.
    pub(super) recovery: Option<Span>,
    /// The recording.
    pub(super) prepared: &'a Prepared,
    /// What measures the distance of a part of it.
    pub(super) ruler: Ruler,
    /// Whether it is on a track or a treadmill.
    pub(super) is_level: bool,
    /// Why heart rate cannot be used in it.
    pub(super) heart_rate_problem: Option<String>,
}

impl RepInput<'_> {
    /// Whether heart rate can be used.
    pub(super) fn check_heart_rate(&self) -> Result<(), Unavailable> {
        self.heart_rate_problem.as_ref().map_or(Ok(()), |problem| Err(Unavailable::MissingChannel(problem.clone())))
    }
}

/// A set of like reps.
#[derive(Debug, Clone)]
pub(super) struct SetInput<'a> {
    /// Its reps, in order.
    pub(super) reps: &'a [RepScore],
    /// Their speeds, m/s; NaN where a rep has none.
    pub(super) speeds_mps: Vec<f64>,
    /// Where they are.
    pub(super) spans: Vec<Span>,
    /// Wall clock from the end of each rep to the next one of the set, s, a value less than reps; NaN where another
    /// set's rep lies between.
    pub(super) rests_s: Vec<f64>,
    /// The recording on its uniform base.
    pub(super) uniform: &'a Uniform,
    /// Measurement noise of a rep's speed, %.
    pub(super) noise_pct: f64,
    /// Median rep time, s.
    pub(super) rep_time_s: f64,
    /// Why the speeds cannot be trusted whatever their noise.
    pub(super) broken: Option<String>,
    /// Why heart rate cannot be used in this session.
    pub(super) heart_rate_problem: Option<&'a str>,
    /// What is known beside the recording.
    pub(super) context: &'a ScoreContext,
}

impl SetInput<'_> {
    /// A value of every rep; NaN where a rep has none.
    pub(super) fn column(&self, value: fn(&RepScore) -> Option<f64>) -> Vec<f64> {
        self.reps.iter().map(|rep| value(rep).unwrap_or(f64::NAN)).collect()
    }

    /// Whether the speeds can be read: too few reps or a rep without speed is a nearer reason than a broken recording.
    pub(super) fn check_speeds(&self, needed: usize) -> Result<(), Unavailable> {
        check_speeds(&self.speeds_mps, needed)?;
        self.broken.as_ref().map_or(Ok(()), |reason| Err(Unavailable::Unreadable(reason.clone())))
    }

    /// Whether heart rate can be used.
    pub(super) fn check_heart_rate(&self) -> Result<(), Unavailable> {
        self.heart_rate_problem.map_or(Ok(()), |problem| Err(Unavailable::MissingChannel(problem.to_owned())))
    }
}
