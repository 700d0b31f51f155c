//! Statistical honesty by simulation: an 80 % interval covers the truth as often as it says, whatever the session.
//!
//! Every score that has one is here: 3,000 simulated sessions a cell, with a fixed seed; their error is 0.7 points, so that 76
//! and 84 % are told from 80. What is simulated is what the interval claims to hold, and stands beside each test.

mod cadence;
mod heart_rate;
mod pace;
mod rep;
mod run;

use super::Score;
use super::simulation::share;
use std::fmt::Debug;

const SESSIONS: usize = 3000;
const REPS: [usize; 9] = [4, 5, 6, 7, 8, 9, 10, 11, 12];

/// Least coverage everywhere, and most where the true scatter is not below the noise.
const LEAST: f64 = 0.76;
const MOST: f64 = 0.84;

fn covers(score: &Score, truth: f64) -> bool {
    score.as_ref().ok().and_then(|value| value.ci80).is_some_and(|(low, high)| low <= truth && truth <= high)
}

/// Checks how often the trials of a cell cover the truth; more than 84 % may do so only where the noise is more than the
/// scatter, or the scale ends.
fn check(cell: impl Debug, may_be_more: bool, trial: impl FnMut() -> bool) {
    let covered = share(SESSIONS, trial);
    let most = if may_be_more { 1.0 } else { MOST };
    assert!((LEAST..=most).contains(&covered), "{cell:?}: {covered:.3}");
}
