//! How late the recorded distance is, estimated from the recording itself.
//!
//! A watch that smooths its records is late by the time constant of its filter. The filter shows in the acceleration of
//! the positions: in an unfiltered recording the acceleration is noise; in a filtered recording it resembles itself a
//! second later. The distance may also run ahead of the positions or behind them. The best overlap of the two shows by
//! how much.

use crate::clean::{DistanceSource, Prepared, local_distance_m};

/// Least correlation of the acceleration of a smoothed path with itself a second later.
const LEAST_LIKENESS: f64 = 0.3;

/// An acceleration above this is a position error, m/s².
const MAX_ACCELERATION: f64 = 3.0;

/// Distance and positions of one device are at most this far apart, s. A better overlap farther off is chance.
const MAX_OFFSET_S: usize = 5;

/// The longest believed lag and the longest believed time constant, s.
const MAX_LAG_S: f64 = 4.0;

/// Fewer seconds than this give no estimate.
const LEAST_S: usize = 120;

/// How far the distance lags behind the runner, s, from 0 to 4; 0 without positions.
///
/// # Inputs
/// One record a second: sparser records hide the filter.
/// # Definition
/// The time constant of a first-order filter, `-1 / ln(r)`, plus the shift at which the device's distance and the
/// positions overlap best. `r` is the correlation of the acceleration of the positions with itself a second later.
pub(super) fn distance_lag_s(prepared: &Prepared) -> f64 {
    let path_mps = path_speed(prepared);
    if path_mps.len() < LEAST_S {
        return 0.0;
    }
    let behind_path_s = match prepared.distance_source {
        DistanceSource::Device => offset_s(&path_mps, &prepared.uniform.speed_mps),
        _ => 0.0,
    };
    (time_constant_s(&path_mps) + behind_path_s).clamp(0.0, MAX_LAG_S)
}

/// Speed along the positions at each second of the uniform base, over the second before it, m/s; empty without
/// positions.
fn path_speed(prepared: &Prepared) -> Vec<f64> {
    let track = &prepared.track;
    let (Some(latitudes), Some(longitudes)) = (&track.latitude_deg, &track.longitude_deg) else { return Vec::new() };
    let at: Vec<usize> = (0..track.len()).filter(|&i| latitudes[i].is_finite() && longitudes[i].is_finite()).collect();
    let mut metres = vec![0.0; prepared.uniform.len()];
    let (mut covered, mut second) = (0.0, 0);
    for pair in at.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let step = local_distance_m(latitudes[a], longitudes[a], latitudes[b], longitudes[b]);
        let (from, to) = (track.time_s[a], track.time_s[b]);
        while second < metres.len() && prepared.uniform.clock_s(second) <= to {
            let share = ((prepared.uniform.clock_s(second) - from) / (to - from)).clamp(0.0, 1.0);
            metres[second] = covered + step * share;
            second += 1;
        }
        covered += step;
    }
    metres.truncate(second);
    let mut speed = vec![0.0];
    speed.extend(metres.windows(2).map(|pair| pair[1] - pair[0]));
    speed
}

/// The time constant of the filter behind a speed, s; 0 if the acceleration is noise.
fn time_constant_s(speed_mps: &[f64]) -> f64 {
    let acceleration: Vec<f64> = speed_mps
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .map(|change| if change.abs() < MAX_ACCELERATION { change } else { 0.0 })
        .collect();
    let product = |shift: usize| acceleration.iter().zip(&acceleration[shift..]).map(|(a, b)| a * b).sum::<f64>();
    let whole = product(0);
    if whole <= 0.0 {
        return 0.0;
    }
    // A device that writes a new position every other second shows its filter only at a shift of two.
    let likeness = (product(1) / whole).max((product(2) / whole).max(0.0).sqrt());
    let longest = (-1.0 / MAX_LAG_S).exp();
    if likeness > LEAST_LIKENESS { -1.0 / likeness.min(longest).ln() } else { 0.0 }
}

/// How far the second speed lags behind the first, s, at their best overlap; 0 if they do not overlap clearly.
fn offset_s(first_mps: &[f64], second_mps: &[f64]) -> f64 {
    let n = first_mps.len().min(second_mps.len());
    let span = MAX_OFFSET_S + 1;
    let centred = |values: &[f64]| {
        let mean = values[..n].iter().sum::<f64>() / n as f64;
        values[..n].iter().map(|value| value - mean).collect::<Vec<f64>>()
    };
    let (first, second) = (centred(first_mps), centred(second_mps));
    let overlap: Vec<f64> = (0..=2 * span)
        .map(|shift| first[span..n - span].iter().zip(&second[shift..]).map(|(a, b)| a * b).sum())
        .collect();
    let best = (0..overlap.len()).fold(0, |best, i| if overlap[i] > overlap[best] { i } else { best });
    if best == 0 || best == 2 * span || overlap[best] <= 0.0 {
        return 0.0;
    }
    let (before, top, after) = (overlap[best - 1], overlap[best], overlap[best + 1]);
    let curve = before - 2.0 * top + after;
    let vertex = if curve < 0.0 { 0.5 * (before - after) / curve } else { 0.0 };
    best as f64 + vertex - span as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White noise in -0.5..0.5, the same each time.
    fn noise() -> Vec<f64> {
        let mut state = 1_u32;
        (0..1200)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f64::from(state >> 8) / f64::from(1_u32 << 24) - 0.5
            })
            .collect()
    }

    /// A running speed with a rest every other minute, and noise.
    fn speed() -> Vec<f64> {
        let level = |i: usize| if (i / 60).is_multiple_of(2) { 4.0 } else { 1.5 };
        noise().iter().enumerate().map(|(i, noise)| level(i) + 0.3 * noise).collect()
    }

    #[test]
    fn a_filter_shows_its_time_constant() {
        assert!(time_constant_s(&speed()) < 1e-9);
        // Noise through a filter of 2 s as the acceleration.
        let (mut acceleration, mut speed_mps) = (0.0, 3.0);
        let filtered: Vec<f64> = noise()
            .iter()
            .map(|noise| {
                acceleration = acceleration * (-0.5_f64).exp() + noise;
                speed_mps += 0.1 * acceleration;
                speed_mps
            })
            .collect();
        let found = time_constant_s(&filtered);
        // 1200 values give the likeness of 0.61 within 0.03 or so.
        assert!((found - 2.0).abs() < 0.4, "{found}");
    }

    #[test]
    fn a_late_speed_is_told_by_its_overlap() {
        let early = speed();
        let late: Vec<f64> = (0..early.len()).map(|i| early[i.saturating_sub(2)]).collect();
        assert!((offset_s(&early, &late) - 2.0).abs() < 0.2);
        assert!((offset_s(&late, &early) + 2.0).abs() < 0.2);
        assert!(offset_s(&early, &early).abs() < 0.2);
    }
}
