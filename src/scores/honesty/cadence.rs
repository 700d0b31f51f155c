//! Cadence: the true cadence scatters by as much as the resolution or more, and the resolution adds to it. Cadence
//! follows the true speed by a response that is known to within its error.

use super::{ALL, MOST, REPS, SESSIONS, check, covers};
use crate::scores::own::SpeedResponse;
use crate::scores::set::cadence::{self, RESOLUTION_PCT};
use crate::scores::set::cadence_within::{self, CadenceChange};
use crate::scores::simulation::Sessions;
use crate::stats::mean;
use std::f64::consts::SQRT_2;

/// One kind of session with cadence.
#[derive(Debug, Clone, Copy)]
struct CadenceCell {
    n: usize,
    scatter_pct: f64,
    drift_pct: f64,
    fade_pct: f64,
    noise_pct: f64,
    response: SpeedResponse,
}

/// A runner's own response, with the error that a folder of outings leaves.
const OWN: SpeedResponse = SpeedResponse { spm_per_mps: 8.0, sd: 2.2 };

fn cadence_cells() -> impl Iterator<Item = CadenceCell> {
    let grid = |n: usize| {
        let of_scatter = move |scatter_pct: f64| {
            let of_drift = move |(drift_pct, fade_pct): (f64, f64)| {
                [(0.5, SpeedResponse::PRIOR), (1.6, SpeedResponse::PRIOR), (0.9, OWN)].map(|(noise_pct, response)| {
                    CadenceCell { n, scatter_pct, drift_pct, fade_pct, noise_pct, response }
                })
            };
            [(0.0, 0.0), (-2.0, -2.0), (2.0, -4.0)].into_iter().flat_map(of_drift)
        };
        [0.6, 1.0, 2.0].into_iter().flat_map(of_scatter)
    };
    REPS.into_iter().flat_map(grid)
}

/// The true response is drawn from what is known of it; the measured speed has noise.
#[test]
fn cadence_drift_covers_the_true_drift() {
    for cell in cadence_cells() {
        let mut cadences = Sessions::new(cell.n, cell.scatter_pct, RESOLUTION_PCT, cell.drift_pct);
        let mut paces = Sessions::new(cell.n, 1.0, 0.0, cell.fade_pct);
        check(cell, MOST, || {
            let speeds = paces.next_speeds();
            let response = cell.response.spm_per_mps + cell.response.sd * paces.normal();
            let own = cadences.next_speeds();
            let by_speed = |speed: &f64| response * (speed - mean(&speeds));
            let seen: Vec<f64> =
                own.iter().zip(&speeds).map(|(own, speed)| 180.0 / 4.3 * own + by_speed(speed)).collect();
            let measured: Vec<f64> =
                speeds.iter().map(|speed| speed * (1.0 + cell.noise_pct * cadences.normal() / 100.0)).collect();
            covers(&cadence::evaluate(&seen, &measured, cell.response), cell.drift_pct)
        });
    }
}

/// Each rep drifts by the runner's drift and a scatter of its own. Each of the two thirds has the resolution of a rep.
/// The speed falls by 0, 0.1 or 0.3 m/s in every rep, and the response of cadence is the same in all reps.
#[test]
fn cadence_drift_within_covers_the_true_drift() {
    let noise_pct = RESOLUTION_PCT * SQRT_2;
    for n in REPS {
        for (scatter_pct, fall_mps) in [0.0, 0.9, 1.5, 3.0].into_iter().flat_map(|s| [0.0, 0.1, 0.3].map(|f| (s, f))) {
            for (drift_pct, response) in [(0.0, SpeedResponse::PRIOR), (-2.0, SpeedResponse::PRIOR), (2.0, OWN)] {
                let mut chance = Sessions::new(2, 0.0, 0.0, 0.0);
                let spread = noise_pct.hypot(scatter_pct);
                check((n, scatter_pct, fall_mps, drift_pct), if scatter_pct < noise_pct { ALL } else { MOST }, || {
                    let slope = response.spm_per_mps + response.sd * chance.normal();
                    let rep = |_| {
                        let speed_mps = -fall_mps + 0.03 * chance.normal();
                        let own_pct = drift_pct + spread * chance.normal();
                        CadenceChange { mean_spm: 180.0, step_rate_spm: 1.8 * own_pct + slope * speed_mps, speed_mps }
                    };
                    let changes: Vec<CadenceChange> = (0..n).map(rep).collect();
                    covers(&cadence_within::evaluate(&changes, response), drift_pct)
                });
            }
        }
    }
}

#[test]
fn a_cadence_that_follows_speed_alone_shows_no_drift() {
    let mut paces = Sessions::new(8, 1.0, 0.5, -3.0);
    for _ in 0..SESSIONS {
        let speeds = paces.next_speeds();
        let cadences: Vec<f64> = speeds.iter().map(|v| 180.0 + SpeedResponse::PRIOR.spm_per_mps * (v - 4.3)).collect();
        let drift = cadence::evaluate(&cadences, &speeds, SpeedResponse::PRIOR).map_or(f64::NAN, |value| value.value);
        assert!(drift.abs() < 1e-9);
    }
}
