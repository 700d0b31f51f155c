//! Snaps the reps of a set to the length of the track that they were run on, where that is beyond doubt.
//!
//! Rules and limits: a track-sized bounding box, a near and unrivalled nominal length, and an even set. Road reps are
//! never snapped; a rep far from the nominal keeps its own distance.

use super::{RepLength, Segment, Set};
use crate::clean::{Prepared, local_distance_m};
use crate::model::{Activity, Surface};
use crate::stats::middle;

/// Lengths run on tracks, m.
const TRACK_LENGTHS_M: [f64; 18] = [
    100.0, 150.0, 200.0, 300.0, 400.0, 500.0, 600.0, 800.0, 1000.0, 1200.0, 1500.0, 1600.0, 1609.344, 2000.0, 2400.0,
    3000.0, 3200.0, 5000.0,
];

/// A 400 m track fits in this box with its outer lanes and GNSS error, m.
const TRACK_BOX_M: (f64, f64) = (200.0, 130.0);

/// One loop of the smallest usual track, m; two are needed to call it a track.
const LOOP_M: f64 = 400.0;

/// Nearest nominal: 3 % from 400 m; below, the larger of 4 % and 8 m.
const NEAR_LONG: f64 = 0.03;
const NEAR_SHORT: f64 = 0.04;
const NEAR_SHORT_M: f64 = 8.0;

/// Robust spread of the set, and distance of a single rep, at most.
const MAX_SPREAD: f64 = 0.03;
const MAX_REP_OFF: f64 = 0.05;

/// Marks the sets that were run on a track and writes the snapped distance into their reps.
pub(super) fn snap(activity: &Activity, prepared: &Prepared, segments: &mut [Segment], sets: &mut [Set]) {
    if activity.surface == Some(Surface::Treadmill) || !is_on_track(activity, prepared, segments, sets) {
        return;
    }
    for set in sets.iter_mut() {
        let metres: Vec<f64> = set.reps.iter().map(|&i| segments[i].distance_m).collect();
        let Some(nominal) = track_length(&metres) else { continue };
        set.snapped = true;
        set.length = RepLength::Distance(nominal);
        for &index in &set.reps {
            let is_near = (segments[index].distance_m / nominal - 1.0).abs() <= MAX_REP_OFF.max(NEAR_SHORT_M / nominal);
            segments[index].snapped_distance_m = is_near.then_some(nominal);
        }
    }
}

fn is_on_track(activity: &Activity, prepared: &Prepared, segments: &[Segment], sets: &[Set]) -> bool {
    if activity.surface == Some(Surface::Track) {
        return true;
    }
    let work: Vec<&Segment> = sets.iter().flat_map(|set| &set.reps).map(|&i| &segments[i]).collect();
    let metres: f64 = work.iter().map(|segment| segment.distance_m).sum();
    let points = work_positions(prepared, &work);
    metres >= 2.0 * LOOP_M && points.len() >= 20 && fits_track(&points)
}

/// Positions during work, in metres east and north of the first.
fn work_positions(prepared: &Prepared, work: &[&Segment]) -> Vec<(f64, f64)> {
    let track = &prepared.track;
    let (Some(latitudes), Some(longitudes)) = (&track.latitude_deg, &track.longitude_deg) else { return Vec::new() };
    let mut out = Vec::new();
    let mut origin: Option<(f64, f64)> = None;
    let mut next = 0;
    for (i, &time) in track.time_s.iter().enumerate() {
        while work.get(next).is_some_and(|segment| segment.span.end_s < time) {
            next += 1;
        }
        let is_work = work.get(next).is_some_and(|segment| segment.span.start_s <= time);
        if !is_work || latitudes[i].is_nan() {
            continue;
        }
        let (lat, lon) = *origin.get_or_insert((latitudes[i], longitudes[i]));
        let east = local_distance_m(lat, lon, lat, longitudes[i]).copysign(longitudes[i] - lon);
        let north = local_distance_m(lat, lon, latitudes[i], lon).copysign(latitudes[i] - lat);
        out.push((east, north));
    }
    out
}

/// Whether some turned box of a track's size holds all points but the outermost 2 %.
fn fits_track(points: &[(f64, f64)]) -> bool {
    let mut values = Vec::with_capacity(points.len());
    (0..90).step_by(5).any(|angle| {
        let (sin, cos) = f64::from(angle).to_radians().sin_cos();
        let a = extent(&mut values, points.iter().map(|p| p.0 * cos + p.1 * sin));
        if a > TRACK_BOX_M.0 {
            return false;
        }
        let b = extent(&mut values, points.iter().map(|p| p.1 * cos - p.0 * sin));
        b <= TRACK_BOX_M.0 && a.min(b) <= TRACK_BOX_M.1
    })
}

/// From the least to the greatest of the values, a hundredth left out at each end; there is one at least.
fn extent(scratch: &mut Vec<f64>, values: impl Iterator<Item = f64>) -> f64 {
    scratch.clear();
    scratch.extend(values);
    let cut = scratch.len() / 100;
    let high = scratch.len() - 1 - cut;
    let (below, &mut greatest, _) = scratch.select_nth_unstable_by(high, f64::total_cmp);
    let least = if cut < high { *below.select_nth_unstable_by(cut, f64::total_cmp).1 } else { greatest };
    greatest - least
}

/// The track length that these distances are a measurement of, if it is near, unrivalled, and the set is even.
fn track_length(metres: &[f64]) -> Option<f64> {
    let centre = middle(metres).filter(|m| m.is_finite() && *m > 0.0)?;
    let mut by_distance = TRACK_LENGTHS_M;
    by_distance.sort_by(|a, b| (centre - a).abs().total_cmp(&(centre - b).abs()));
    let (nearest, rival) = (by_distance[0], by_distance[1]);
    let limit = if nearest >= 400.0 { NEAR_LONG } else { NEAR_SHORT.max(NEAR_SHORT_M / nearest) };
    let deviations: Vec<f64> = metres.iter().map(|d| (d - centre).abs()).collect();
    let spread = 1.4826 * middle(&deviations)? / nearest;
    let is_unrivalled = (centre - rival).abs() >= 2.0 * (centre - nearest).abs();
    ((centre / nearest - 1.0).abs() <= limit && spread <= MAX_SPREAD && is_unrivalled).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_even_set_snaps_and_a_doubtful_one_does_not() {
        assert_eq!(track_length(&[404.0, 406.0, 399.0, 405.0]), Some(400.0));
        assert_eq!(track_length(&[430.0, 428.0, 431.0]), None);
        assert_eq!(track_length(&[1604.0, 1605.0, 1604.5]), None);
    }

    #[test]
    fn a_straight_kilometre_is_no_track() {
        let line: Vec<(f64, f64)> = (0..100).map(|i| (10.0 * f64::from(i), 0.0)).collect();
        assert!(!fits_track(&line));
    }
}
