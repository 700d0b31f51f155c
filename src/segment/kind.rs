//! What kind of outing a run without reps was.

use super::WorkoutKind;
use crate::clean::Prepared;
use crate::model::Span;
use crate::units::{DistanceUnit, pace};

/// From this on a run is long, s.
const LONG_S: f64 = 5400.0;

/// Below this there is too little to say, s.
const SHORT_S: f64 = 300.0;

/// Minutes slower than this are stops, m/s.
const STOP_MPS: f64 = 0.8;

/// Robust scatter of minute speeds: even up to here; a race is evener.
const EVEN: f64 = 0.09;
const RACE_EVEN: f64 = 0.05;

/// A race is run near its name's length, relative, shorter and longer.
const RACE_LENGTHS_M: [f64; 6] = [3000.0, 5000.0, 10_000.0, 15_000.0, 21_097.5, 42_195.0];
const RACE_OFF: (f64, f64) = (-0.015, 0.03);

/// In a race the mean heart rate is at least this share of the highest of the run.
const RACE_HEART_SHARE: f64 = 0.92;
/// ... and the least mean heart rate of one, bpm: an even easy run is near its own highest, too. House rule.
const RACE_HEART_BPM: f64 = 150.0;

/// The kind of a run without reps, and its name.
pub(super) fn without_reps(prepared: &Prepared) -> (WorkoutKind, String) {
    let base = &prepared.uniform;
    let seconds = base.len() as f64;
    let Some(&metres) = base.distance_m.last() else {
        return (WorkoutKind::Unreadable, "run without distance, position or speed".to_owned());
    };
    let minutes: Vec<f64> = (0..base.len().saturating_sub(60))
        .step_by(60)
        .map(|k| (base.distance_m[k + 60] - base.distance_m[k]) / 60.0)
        .collect();
    let moving: Vec<f64> = minutes.iter().copied().filter(|speed| *speed > STOP_MPS).collect();
    let (Some(middle), true) = (crate::stats::middle(&moving), seconds >= SHORT_S) else {
        return (WorkoutKind::Mixed, format!("{} run", length(metres)));
    };
    let off: Vec<f64> = moving.iter().map(|speed| (speed / middle).ln().abs()).collect();
    let scatter = 1.4826 * crate::stats::middle(&off).unwrap_or(0.0);
    let is_even = scatter <= EVEN && moving.len() * 10 >= minutes.len() * 8;
    let whole = Span::new(base.start_s, base.clock_s(base.len() - 1));
    let mean_mps = metres / prepared.timer_s(whole);
    let at = format!("{} at {}", length(metres), pace(mean_mps, DistanceUnit::Kilometre));
    if is_race(prepared, metres, scatter) {
        (WorkoutKind::RaceLike, format!("{at}, race-like"))
    } else if !is_even {
        (WorkoutKind::Mixed, format!("{at}, mixed"))
    } else if seconds >= LONG_S {
        (WorkoutKind::Long, format!("{at}, long run"))
    } else {
        (WorkoutKind::Steady, format!("{at}, steady run"))
    }
}

fn is_race(prepared: &Prepared, metres: f64, scatter: f64) -> bool {
    let is_race_length = RACE_LENGTHS_M.iter().any(|length| {
        let off = metres / length - 1.0;
        off >= RACE_OFF.0 && off <= RACE_OFF.1
    });
    let hard = prepared.uniform.heart_rate_bpm.as_ref().is_some_and(|channel| {
        let present: Vec<f64> = channel.iter().copied().filter(|value| value.is_finite()).collect();
        let highest = present.iter().copied().fold(0.0, f64::max);
        let mean = present.iter().sum::<f64>() / present.len() as f64;
        !present.is_empty() && mean >= (RACE_HEART_SHARE * highest).max(RACE_HEART_BPM)
    });
    is_race_length && hard && scatter <= RACE_EVEN && prepared.pauses.is_empty()
}

fn length(metres: f64) -> String {
    format!("{:.1} km", metres / 1000.0)
}
