//! Cumulative distance at each sample, from the best source of the file, free of jumps and resets.

use super::DistanceSource;
use crate::model::{Note, Sport, Stage, Track};

/// Fastest believable speeds, m/s.
#[derive(Debug, Clone, Copy)]
struct Fastest {
    /// Over steps of up to two seconds.
    short_mps: f64,
    /// Over longer steps.
    long_mps: f64,
}

/// Of running. A world-class sprint peaks at 12 m/s; a faster step is a position error.
const RUNNING: Fastest = Fastest { short_mps: 11.0, long_mps: 9.5 };

/// Of other sports.
const OTHER: Fastest = Fastest { short_mps: 35.0, long_mps: 35.0 };

/// A position that implies a speed above this is a spike, m/s.
const SPIKE_MPS: f64 = 15.0;

/// WGS 84 semi-major axis, m, and first eccentricity squared.
const WGS84: (f64, f64) = (6_378_137.0, 0.006_694_379_990_14);

/// Cumulative distance at each sample, m, over timer time, and the source of the distance.
///
/// # Inputs
/// `timer_s`: the timer time of each sample, never falling. Steps in which the timer stands still add no distance.
/// # Shape
/// As long as `timer_s`, starting at 0, never falling; empty when there is no source.
pub(super) fn cumulative(
    track: &Track,
    timer_s: &[f64],
    sport: &Sport,
    notes: &mut Vec<Note>,
) -> (Vec<f64>, DistanceSource) {
    let is_useful = |values: &[f64]| values.last().copied().unwrap_or(0.0) > 0.0;
    let fastest = if sport.is_on_foot() { RUNNING } else { OTHER };
    if let Some(device) = &track.distance_m {
        let distance = climbed(device, timer_s, fastest, notes);
        if is_useful(&distance) {
            return (distance, DistanceSource::Device);
        }
    }
    if let (Some(latitudes), Some(longitudes)) = (&track.latitude_deg, &track.longitude_deg) {
        let path = path_length(latitudes, longitudes, timer_s, notes);
        let distance = climbed(&path, timer_s, fastest, notes);
        if is_useful(&distance) {
            return (distance, DistanceSource::Position);
        }
    }
    if let Some(speed) = &track.speed_mps {
        let distance = integral(speed, timer_s);
        if is_useful(&distance) {
            return (distance, DistanceSource::Speed);
        }
    }
    (Vec::new(), DistanceSource::None)
}

/// Repairs a cumulative column: holes are interpolated, falls (resets) add nothing, impossible steps are cut to the
/// fastest believable speed.
fn climbed(column: &[f64], timer_s: &[f64], fastest: Fastest, notes: &mut Vec<Note>) -> Vec<f64> {
    let present: Vec<usize> = (0..column.len()).filter(|&i| column[i].is_finite()).collect();
    let Some(&first) = present.first() else { return Vec::new() };
    let mut out = vec![0.0; column.len()];
    let (mut total, mut jumps, mut resets) = (0.0, 0_usize, 0_usize);
    for pair in present.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let time = timer_s[b] - timer_s[a];
        let limit = if time <= 2.0 { fastest.short_mps } else { fastest.long_mps } * time;
        let raw = column[b] - column[a];
        // A fall of some metres is a correction; a fall towards zero is a counter that began again.
        resets += usize::from(raw < -50.0);
        // A step may be late by one second when samples come in bursts. Only steps beyond that count as jumps.
        jumps += usize::from(raw > limit + fastest.short_mps && time > 0.0);
        let step = raw.clamp(0.0, limit.max(0.0));
        for (i, value) in out.iter_mut().enumerate().take(b + 1).skip(a + 1) {
            let share = if time > 0.0 { (timer_s[i] - timer_s[a]) / time } else { 1.0 };
            *value = total + step * share;
        }
        total += step;
    }
    let last = present.last().copied().unwrap_or(first);
    out[last..].fill(total);
    if resets > 0 {
        notes.push(Note::new(Stage::Clean, format!("{resets} falls of the distance counter: counted on from there")));
    }
    if jumps > 0 {
        let text = format!("{jumps} jumps of the distance: cut to {:.1} m/s", fastest.short_mps);
        notes.push(Note::new(Stage::Clean, text));
    }
    out
}

/// Metres along the positions. A single position that implies an impossible speed is skipped.
fn path_length(latitudes: &[f64], longitudes: &[f64], timer_s: &[f64], notes: &mut Vec<Note>) -> Vec<f64> {
    let mut out = vec![f64::NAN; latitudes.len()];
    let mut previous: Option<usize> = None;
    let (mut total, mut spikes, mut rejected) = (0.0, 0_usize, 0_usize);
    for i in 0..latitudes.len() {
        if latitudes[i].is_nan() {
            continue;
        }
        let Some(last) = previous else {
            out[i] = 0.0;
            previous = Some(i);
            continue;
        };
        let metres = local_distance_m(latitudes[last], longitudes[last], latitudes[i], longitudes[i]);
        let time = timer_s[i] - timer_s[last];
        // The runner moved while the timer stood: those metres do not count, and the path goes on from here.
        if time <= 0.0 {
            out[i] = total;
            previous = Some(i);
            continue;
        }
        // After three rejected positions in a row the new place is believed: the old one was the spike.
        if metres > SPIKE_MPS * time.max(1.0) && rejected < 3 {
            spikes += 1;
            rejected += 1;
            continue;
        }
        rejected = 0;
        total += metres;
        out[i] = total;
        previous = Some(i);
    }
    if spikes > 0 {
        let noun = if spikes == 1 { "spike" } else { "spikes" };
        notes.push(Note::new(Stage::Clean, format!("{spikes} position {noun} skipped: over {SPIKE_MPS:.0} m/s")));
    }
    out
}

/// Distance between two near points on the WGS 84 ellipsoid, m, by the radii of curvature at their mean latitude.
///
/// The error is below a millimetre for steps up to some hundred metres (a sphere is up to 0.3 % off).
pub(crate) fn local_distance_m(lat1: f64, lon1: f64, lat2: f64, lon2: f64) -> f64 {
    let (axis, e2) = WGS84;
    let middle = f64::midpoint(lat1, lat2).to_radians();
    let w2 = 1.0 - e2 * middle.sin().powi(2);
    let east = axis / w2.sqrt() * middle.cos();
    let north = axis * (1.0 - e2) / (w2 * w2.sqrt());
    let turn = (lon2 - lon1 + 540.0).rem_euclid(360.0) - 180.0;
    (north * (lat2 - lat1).to_radians()).hypot(east * turn.to_radians())
}

fn integral(speed: &[f64], timer_s: &[f64]) -> Vec<f64> {
    let mut out = Vec::with_capacity(speed.len());
    let (mut total, mut last_speed, mut last_time) = (0.0, 0.0, timer_s.first().copied().unwrap_or(0.0));
    for (&value, &time) in speed.iter().zip(timer_s) {
        if value.is_finite() {
            // A hole over 30 s says nothing about the speed inside it.
            let step = if time - last_time <= 30.0 { time - last_time } else { 0.0 };
            total += f64::midpoint(last_speed, value) * step;
            last_speed = value;
            last_time = time;
        }
        out.push(total);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_and_longitude_at_45_north() {
        // Karney's geodesic: one arc minute north from 45 N is 1852.2 m, east 1314.2 m.
        assert!((local_distance_m(45.0, 7.0, 45.0 + 1.0 / 60.0, 7.0) - 1852.24).abs() < 0.1);
        assert!((local_distance_m(45.0, 7.0, 45.0, 7.0 + 1.0 / 60.0) - 1314.18).abs() < 0.1);
    }

    #[test]
    fn a_reset_counts_on_and_a_jump_is_cut() {
        let mut notes = Vec::new();
        let out = climbed(&[100.0, 104.0, 2.0, 6.0, 500.0], &[0.0, 1.0, 2.0, 3.0, 4.0], RUNNING, &mut notes);
        assert_eq!(out, vec![0.0, 4.0, 4.0, 8.0, 19.0]);
        assert_eq!(notes.len(), 2);
    }

    /// A degree of latitude is 111 km. Each run of 0.0001 degrees is 11 m in 3 s. The walk of 0.001 degrees is 111 m
    /// while the timer stands.
    #[test]
    fn what_is_walked_in_a_pause_is_no_part_of_the_way() {
        let latitudes = [0.0, 0.0001, 0.0011, 0.0012];
        let out = path_length(&latitudes, &[0.0; 4], &[0.0, 3.0, 3.0, 6.0], &mut Vec::new());
        assert!((out[2] - out[1]).abs() < 1e-9);
        assert!((out[3] - 2.0 * out[1]).abs() < 0.01, "{out:?}");
    }

    #[test]
    fn holes_are_filled_in_proportion_to_timer_time() {
        let out = climbed(&[0.0, f64::NAN, 9.0], &[0.0, 1.0, 3.0], RUNNING, &mut Vec::new());
        assert_eq!(out, vec![0.0, 3.0, 9.0]);
    }
}
