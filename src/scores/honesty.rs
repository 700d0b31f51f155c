//! Statistical honesty by simulation: an 80 % interval covers the truth as often as it says, whatever the session.
//!
//! 3,000 simulated sessions a cell, with a fixed seed; their error is 0.7 points, so that 76 and 84 % are told from 80.

use super::cadence::{RESOLUTION_PCT, SpeedResponse};
use super::simulation::{Sessions, share};
use super::{Score, cadence, fade, fade_theil_sen, heart_rate_drift, last_rep, pace_consistency};
use crate::stats::{mean, median};

const SESSIONS: usize = 3000;
const REPS: [usize; 9] = [4, 5, 6, 7, 8, 9, 10, 11, 12];
/// Noise of a rep's speed, %, of grades A, A, B and C.
const NOISES_PCT: [f64; 4] = [0.2, 0.5, 0.9, 1.6];
const SCATTERS_PCT: [f64; 5] = [0.0, 0.5, 1.0, 2.0, 3.0];
const FADES_PCT: [f64; 3] = [0.0, -2.0, -4.0];

/// Least coverage everywhere, and most where the true scatter is not below the noise.
const LEAST: f64 = 0.76;
const MOST: f64 = 0.84;

/// One kind of session.
#[derive(Debug, Clone, Copy)]
struct Cell {
    n: usize,
    noise_pct: f64,
    scatter_pct: f64,
    fade_pct: f64,
}

impl Cell {
    fn sessions(self) -> Sessions {
        Sessions::new(self.n, self.scatter_pct, self.noise_pct, self.fade_pct)
    }
}

/// Every kind of session of so many reps or more.
fn cells(least_reps: usize) -> impl Iterator<Item = Cell> {
    let of_reps = move |n| {
        let of_noise = move |noise_pct| {
            let of_scatter = move |scatter_pct| FADES_PCT.map(|fade_pct| Cell { n, noise_pct, scatter_pct, fade_pct });
            SCATTERS_PCT.into_iter().flat_map(of_scatter)
        };
        NOISES_PCT.into_iter().flat_map(of_noise)
    };
    REPS.into_iter().filter(move |n| *n >= least_reps).flat_map(of_reps)
}

fn covers(score: &Score, truth: f64) -> bool {
    score.as_ref().ok().and_then(|value| value.ci80).is_some_and(|(low, high)| low <= truth && truth <= high)
}

/// Checks the coverage of a score of speeds in every cell, its truth being a function of the cell.
fn check(least_reps: usize, score: impl Fn(&[f64], f64) -> Score, truth: impl Fn(Cell) -> f64) {
    for cell in cells(least_reps) {
        let mut sessions = cell.sessions();
        let truth = truth(cell);
        let covered = share(SESSIONS, || covers(&score(&sessions.next_speeds(), cell.noise_pct), truth));
        let most = if cell.scatter_pct >= cell.noise_pct { MOST } else { 1.0 };
        assert!((LEAST..=most).contains(&covered), "{cell:?}: {covered:.3}");
    }
}

#[test]
fn pace_consistency_covers_the_true_scatter() {
    check(4, |speeds, noise| pace_consistency::evaluate(speeds, noise, 400.0), |cell| cell.scatter_pct);
}

#[test]
fn fade_covers_the_true_fade() {
    check(4, fade::evaluate, |cell| cell.fade_pct);
}

#[test]
fn robust_fade_covers_the_true_fade() {
    check(5, |speeds, _| fade_theil_sen::evaluate(speeds), |cell| cell.fade_pct);
}

#[test]
fn last_rep_covers_the_true_change() {
    check(4, last_rep::evaluate, |cell| {
        let level = |i: usize| 1.0 + cell.fade_pct / 100.0 * (i as f64 / (cell.n - 1) as f64 - 0.5);
        let earlier: Vec<f64> = (0..cell.n - 1).map(level).collect();
        100.0 * (level(cell.n - 1) / median(&earlier) - 1.0)
    });
}

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

/// A runner's own response, as well known as a folder tells it.
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

/// Cadence scatters by as much as its resolution or more, beside it, and follows the true speed, by a response drawn from what is known of
/// it; the speed that is measured has its noise.
#[test]
fn cadence_drift_covers_the_true_drift() {
    for cell in cadence_cells() {
        let mut cadences = Sessions::new(cell.n, cell.scatter_pct, RESOLUTION_PCT, cell.drift_pct);
        let mut paces = Sessions::new(cell.n, 1.0, 0.0, cell.fade_pct);
        let covered = share(SESSIONS, || {
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
        assert!((LEAST..=MOST).contains(&covered), "{cell:?}: {covered:.3}");
    }
}

#[test]
fn heart_rate_drift_covers_the_true_drift() {
    for (n, scatter_pct, rise_pct) in REPS.iter().flat_map(|n| [(*n, 0.5, 0.0), (*n, 1.0, 3.0), (*n, 2.0, 6.0)]) {
        // Beats instead of metres, about 170 bpm.
        let mut beats = Sessions::new(n, scatter_pct, 0.0, rise_pct);
        let covered = share(SESSIONS, || {
            let ends: Vec<f64> = beats.next_speeds().iter().map(|value| value * 170.0 / 4.3).collect();
            covers(&heart_rate_drift::evaluate(&ends, &vec![4.3; n], 120.0), 1.7 * rise_pct)
        });
        assert!((LEAST..=MOST).contains(&covered), "n {n}, scatter {scatter_pct}: {covered:.3}");
    }
}

/// Where the true scatter is not below the noise; below, the floor at zero lifts the mean.
#[test]
fn the_corrected_scatter_is_unbiased() {
    for cell in cells(8).filter(|cell| cell.n == 8 && cell.scatter_pct >= cell.noise_pct) {
        let mut sessions = cell.sessions();
        let value = |_| pace_consistency::evaluate(&sessions.next_speeds(), cell.noise_pct, 400.0).ok();
        let found: Vec<f64> = (0..SESSIONS).filter_map(value).map(|score| score.value).collect();
        assert!((mean(&found) - cell.scatter_pct).abs() <= 0.15, "{cell:?}: {:.3}", mean(&found));
    }
}

/// Below the noise the scatter cannot be taken for less than 0, so that it reads high: by no more than the README says.
#[test]
fn the_floor_lifts_a_hidden_scatter_a_little() {
    for cell in cells(8).filter(|cell| cell.n == 8 && cell.scatter_pct < cell.noise_pct) {
        let mut sessions = cell.sessions();
        let value = |_| pace_consistency::evaluate(&sessions.next_speeds(), cell.noise_pct, 400.0).ok();
        let found: Vec<f64> = (0..SESSIONS).filter_map(value).map(|score| score.value).collect();
        // A third of the noise where there is no scatter at all.
        let lift_pct = mean(&found) - cell.scatter_pct;
        assert!((-0.15..=0.34 * cell.noise_pct).contains(&lift_pct), "{cell:?}: {lift_pct:.3}");
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
