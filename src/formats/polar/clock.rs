//! The times of an exercise.

use super::layout::{Exercise, Session};
use crate::formats::xml::{Instant, StatedZone};
use crate::units::MINUTE_S;

/// When an exercise began and ended, and in which zone its times are.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExerciseClock {
    /// Unix s.
    pub(super) start: Option<f64>,
    /// Unix s.
    pub(super) stop: Option<f64>,
    /// Local time minus UTC, s.
    pub(super) utc_offset_s: Option<i32>,
}

impl ExerciseClock {
    /// The clock of an exercise; what it does not tell, its session does.
    pub(super) fn of(session: &Session, exercise: &Exercise) -> Self {
        let minutes = [exercise.offset_min(), session.offset_min()].into_iter().find(|minutes| minutes.is_finite());
        let utc_offset_s = minutes.map(|minutes| (minutes * MINUTE_S) as i32);
        let clock = Self { start: None, stop: None, utc_offset_s };
        let first = |own: Option<Instant>, of_session: Option<Instant>| own.or(of_session).map(|at| clock.unix_s(at));
        Self {
            start: first(exercise.start_time.0, session.start_time.0),
            stop: first(exercise.stop_time.0, session.stop_time.0),
            utc_offset_s,
        }
    }

    /// A time of the file, Unix s. A time without a zone is local.
    pub(super) fn unix_s(self, at: Instant) -> f64 {
        match at.zone {
            StatedZone::Unstated => at.unix_s - f64::from(self.utc_offset_s.unwrap_or(0)),
            StatedZone::Utc | StatedZone::Offset(_) => at.unix_s,
        }
    }

    /// From start to stop, s.
    pub(super) fn elapsed_s(self) -> Option<f64> {
        self.start.zip(self.stop).map(|(start, stop)| stop - start).filter(|elapsed| *elapsed > 0.0)
    }
}
