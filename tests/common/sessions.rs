//! Sessions as the summaries of their files would be, without files.

use lastrep::progression::{Family, RepFigures, SessionEvidence, SessionSummary};
use lastrep::scores::Grade;
use lastrep::segment::{RecoveryMode, RepLength, WorkoutKind};

/// An easy run of so many metres.
pub(crate) fn easy(day: i64, metres: f64) -> SessionSummary {
    SessionSummary::easy_run(day, metres, metres / 2.8)
}

/// What a clean session of so many reps of so many seconds shows; no effort and no target are known.
pub(crate) fn clean(n: usize, rep_s: f64) -> SessionEvidence {
    SessionEvidence {
        grade: Grade::A,
        grade_reason: String::new(),
        noise_pct: 0.5,
        target_error_pct: None,
        target_error_se_pct: 0.2,
        hilly: false,
        windy: false,
        rpe_cr10: None,
        effort_unread: String::new(),
        heart_rate_usable: true,
        heart_rate_problem: String::new(),
        stop_pain: false,
        done_fraction: 1.0,
        excused: false,
        plan_advised: false,
        plan_assumed: false,
        target_assumed: false,
        fade_pct: Some(0.2),
        fade_ci80_pct: Some((-0.6, 1.0)),
        robust_disagrees: false,
        last_rep_pct: Some(0.3),
        last_rep_z: Some(0.2),
        last_rep_slowest: false,
        scatter_pct: Some(0.6),
        too_few_to_see: false,
        ladder_reps: None,
        later_set_pct: None,
        short_reps: false,
        rep_s,
        n,
        reps_in_reserve: None,
        heart_rate_drift_bpm: Some(4.0),
        cadence_drift_pct: Some(0.4),
        last_rep_quality: Some(90.0),
        decoupling_pct: Some(2.0),
        split_index_pct: Some(0.0),
        recovery_fell: false,
        heat_pct: None,
        soreness_after: None,
        short_gap: false,
        poor_sleep: false,
        same_step: true,
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
    pub(crate) fn on(self, day: i64) -> SessionSummary {
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
            evidence: Some(clean(count, timer_s)),
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
