//! Statistical honesty by simulation: an 80 % interval covers the truth as often as it says, whatever the session.
//!
//! Every score with an interval is tested here: 3,000 simulated sessions per cell, with a fixed seed. The error of a
//! coverage is 0.7 points, so 76 and 84 % can be told from 80. A simulation makes what the interval claims to hold;
//! each test says what that is.

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

/// Least coverage everywhere, and most coverage where the true scatter is not below the noise.
const LEAST: f64 = 0.76;
const MOST: f64 = 0.84;

fn covers(score: &Score, truth: f64) -> bool {
    score.as_ref().ok().and_then(|value| value.ci80).is_some_and(|ci80| ci80.contains(truth))
}

/// Most coverage where the noise exceeds the scatter, or where the scale ends.
const ALL: f64 = 1.0;

/// Checks how often the trials of a cell cover the truth: at least [`LEAST`], and at most `most`.
fn check(cell: impl Debug, most: f64, trial: impl FnMut() -> bool) {
    let covered = share(SESSIONS, trial);
    assert!((LEAST..=most).contains(&covered), "{cell:?}: {covered:.3}");
}
