//! Sessions as the summaries of their files would be, without files.

use lastrep::model::Day;
use lastrep::progression::{Family, RepFigures, Seen, SessionSummary, WorkRep};
use lastrep::segment::{RecoveryMode, RepLength, WorkoutKind};

/// An easy run of so many metres.
pub(crate) fn easy(day: Day, metres: f64) -> SessionSummary {
    SessionSummary::easy_run(day, metres, metres / 2.8)
}

/// What the scores say of even reps of so many seconds.
pub(crate) fn even(rep_s: f64) -> Seen {
    Seen {
        noise_pct: 0.5,
        rep_s,
        cadence_drift_pct: Some(0.4),
        last_rep_quality: Some(90.0),
        split_index_pct: Some(0.0),
        ..Seen::nothing()
    }
}

/// So many reps of a length at one speed, with a jog of so many seconds between them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reps {
    pub(crate) count: usize,
    pub(crate) metres: f64,
    pub(crate) speed_mps: f64,
    pub(crate) rest_s: f64,
}

impl Reps {
    pub(crate) fn rep_s(self) -> f64 {
        self.metres / self.speed_mps
    }

    /// Of a day, in a run of four kilometres more, all clean.
    pub(crate) fn on(self, day: Day) -> SessionSummary {
        let Self { count, metres, speed_mps, rest_s } = self;
        let timer_s = self.rep_s();
        let rep = RepFigures { speed_mps, timer_s, heart_rate_start_bpm: None, heart_rate_peak_bpm: None };
        let fast_m = metres * count as f64;
        SessionSummary {
            kind: WorkoutKind::Reps,
            length: Some(RepLength::Distance(metres)),
            reps: vec![rep; count],
            rep_distance_m: metres,
            mean_speed_mps: speed_mps,
            recovery_s: Some(rest_s),
            recovery_mode: Some(RecoveryMode::Jog),
            family: self.family(),
            seen: Some(even(timer_s)),
            works: vec![WorkRep { distance_m: metres, speed_mps, noise_pct: 0.5 }; count],
            fast_distance_m: fast_m,
            fast_timer_s: timer_s * count as f64,
            ..easy(day, fast_m + 4_000.0)
        }
    }

    fn family(self) -> Family {
        match self.rep_s() {
            rep_s if rep_s >= 300.0 => Family::T,
            rep_s if rep_s <= 120.0 && self.rest_s >= 2.0 * rep_s => Family::R,
            _ => Family::I,
        }
    }
}
