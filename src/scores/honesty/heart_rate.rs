//! Heart rate over a set: each rep scatters about the runner's level on that day.

use super::{ALL, MOST, REPS, check, covers};
use crate::scores::set::{heart_rate_drift, hrr60, recovery_completeness, rep_decoupling, rep_efficiency};
use crate::scores::simulation::Sessions;
use crate::scores::{RepScore, fixture};

#[test]
fn heart_rate_drift_covers_the_true_drift() {
    for (n, scatter_pct, rise_pct) in REPS.iter().flat_map(|n| [(*n, 0.5, 0.0), (*n, 1.0, 3.0), (*n, 2.0, 6.0)]) {
        // Beats instead of metres, about 170 bpm.
        let mut beats = Sessions::new(n, scatter_pct, 0.0, rise_pct);
        check((n, scatter_pct), MOST, || {
            let ends: Vec<f64> = beats.next_speeds().iter().map(|value| value * 170.0 / 4.3).collect();
            covers(&heart_rate_drift::evaluate(&ends, &vec![4.3; n], 120.0), 1.7 * rise_pct)
        });
    }
}

/// The day's fall is 30 bpm. The fall of each rep scatters by the published 20 % and, besides, by the runner's own
/// unevenness. A fall near zero has the runner's scatter alone.
#[test]
fn the_fall_covers_the_true_fall() {
    for (n, scatter_pct) in REPS.into_iter().flat_map(|n| [0.0_f64, 10.0, 20.0, 40.0, 80.0].map(|scatter| (n, scatter)))
    {
        let mut chance = Sessions::new(2, 0.0, 0.0, 0.0);
        let spread = 0.3 * scatter_pct.hypot(20.0);
        check((n, scatter_pct), if scatter_pct < 20.0 { ALL } else { MOST }, || {
            let falls: Vec<f64> = (0..n).map(|_| 30.0 + spread * chance.normal()).collect();
            covers(&hrr60::evaluate(&falls, 120.0), 30.0)
        });
        check((n, "nothing"), MOST, || {
            let falls: Vec<f64> = (0..n).map(|_| 8.0 * chance.normal()).collect();
            covers(&hrr60::evaluate(&falls, 120.0), 0.0)
        });
    }
}

/// Peaks and starts scatter about 180 and 120 bpm; the truth is the mean over endlessly many recoveries.
#[test]
fn completeness_covers_the_true_completeness() {
    for (n, sd_bpm) in REPS.into_iter().flat_map(|n| [1.0, 3.0, 8.0].map(|sd| (n, sd))) {
        let mut chance = Sessions::new(2, 0.0, 0.0, 0.0);
        let mut found = |n: usize| -> Vec<f64> {
            let rep = |_| RepScore {
                heart_rate_peak_bpm: Some(180.0 + 2.0 * chance.normal()),
                heart_rate_start_bpm: Some(120.0 + sd_bpm * chance.normal()),
                ..fixture::rep_score(400.0, 100.0)
            };
            let reps: Vec<RepScore> = (0..n).map(rep).collect();
            recovery_completeness::recovery_completeness(&reps, 50.0).into_iter().flatten().collect()
        };
        // The mean of 1 - 70/(peak - 50): a scatter of the peaks by 2 bpm moves it by 0.0001.
        let truth = 1.0 - 70.0 / 130.0 * (1.0 + (2.0_f64 / 130.0).powi(2));
        check((n, sd_bpm), MOST, || covers(&recovery_completeness::evaluate(&found(n), n), truth));
    }
}

/// Each long rep decouples by the runner's own value and a scatter.
#[test]
fn decoupling_of_reps_covers_the_true_one() {
    for (n, scatter_pct) in [2, 3].into_iter().chain(REPS).flat_map(|n| [0.5, 2.0].map(|scatter| (n, scatter))) {
        let mut chance = Sessions::new(2, 0.0, 0.0, 0.0);
        check((n, scatter_pct), MOST, || {
            let found: Vec<f64> = (0..n).map(|_| 4.0 + scatter_pct * chance.normal()).collect();
            covers(&Ok(rep_decoupling::evaluate(&found)), 4.0)
        });
    }
}

/// Speeds and heart rates scatter independently; the truth is the mean over endlessly many reps.
#[test]
fn efficiency_of_reps_covers_the_true_one() {
    for (n, scatter_pct) in REPS.into_iter().flat_map(|n| [0.5_f64, 1.0, 3.0].map(|scatter| (n, scatter))) {
        let mut paces = Sessions::new(n, 1.0, 0.5, 0.0);
        let truth = 60.0 * 4.3 / 170.0 * (1.0 + (scatter_pct / 100.0).powi(2));
        check((n, scatter_pct), MOST, || {
            let ends: Vec<f64> = (0..n).map(|_| 170.0 * (1.0 + scatter_pct / 100.0 * paces.normal())).collect();
            covers(&rep_efficiency::evaluate(&paces.next_speeds(), &ends, 120.0), truth)
        });
    }
}
