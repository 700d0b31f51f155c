//! Snaps the reps of a workout on a track to their known lengths, if these are beyond doubt.
//!
//! A workout is snapped as a whole or not at all. If only some reps were snapped, they would differ from the others
//! just by the error of the device. The rules: the reps fit into a box of a track's size; each set is run by distance
//! and near one track length, with no rival length nearby; no rep is far from its length after the error shared by all
//! reps is taken out. Road reps are never snapped.

use super::{RepLength, Segment, SegmentKind, Set};
use crate::clean::{Prepared, local_distance_m};
use crate::model::{Activity, Note, Stage, Surface};
use crate::stats::middle;
use crate::units::METRES_PER_MILE;

/// Lengths run on tracks, m.
const TRACK_LENGTHS_M: [f64; 20] = [
    100.0,
    150.0,
    200.0,
    250.0,
    300.0,
    350.0,
    400.0,
    500.0,
    600.0,
    800.0,
    1000.0,
    1200.0,
    1500.0,
    1600.0,
    METRES_PER_MILE,
    2000.0,
    2400.0,
    3000.0,
    3200.0,
    5000.0,
];

/// A 400 m track fits in this box with its outer lanes and GNSS error, m.
const TRACK_BOX_M: (f64, f64) = (200.0, 130.0);

/// One loop of the smallest usual track, m. Reps must add up to two loops for the ground to be called a track.
const LOOP_M: f64 = 400.0;

/// Least number of positions that show a shape.
const LEAST_POINTS: usize = 20;

/// A set is at most this far from its length, as a ratio or in metres. Satellites and an outer lane make 800 m too long
/// by 4 to 6 %.
const NEAR: f64 = 0.05;
const NEAR_M: f64 = 8.0;

/// Greatest robust spread of the distances of a set, as a ratio.
const MAX_SPREAD: f64 = 0.03;

/// A rep is at most this far from its length, as a ratio, after the error shared by all reps is taken out.
const REP_NEAR: f64 = 0.05;

/// Words in the note about reps that were run on a track but could not be snapped.
pub(crate) const NOT_SNAPPED: &str = " not snapped to the track: ";

/// Marks the sets of a workout on a track as snapped, and writes the snapped distance into their reps: either all sets
/// or none.
///
/// Returns why the sets were snapped or not, and a note if reps on a track could not be snapped.
pub(super) fn snap(
    ground: Result<&'static str, &'static str>,
    segments: &mut [Segment],
    sets: &mut [Set],
) -> (Vec<String>, Vec<Note>) {
    if sets.is_empty() {
        return (Vec::new(), Vec::new());
    }
    match (ground, known_lengths(segments, sets)) {
        (Err(why), _) => (vec![format!("not snapped: {why}")], Vec::new()),
        (Ok(track), Err(why)) => {
            let note = Note::new(Stage::Segment, format!("the reps{NOT_SNAPPED}{why}"));
            (vec![format!("not snapped: {why} ({track})")], vec![note])
        }
        (Ok(track), Ok(lengths)) => {
            let is_alone = sets.len() == 1;
            let told = sets.iter_mut().zip(lengths).enumerate().map(|(number, (set, known_m))| {
                snap_set(segments, set, known_m);
                let name = if is_alone { "the set".to_owned() } else { format!("set {}", number + 1) };
                format!("{name} snapped to {known_m:.0} m ({track}){}", bias_words(segments, set))
            });
            (told.collect(), Vec::new())
        }
    }
}

fn snap_set(segments: &mut [Segment], set: &mut Set, known_m: f64) {
    (set.snapped, set.length) = (true, RepLength::Distance(known_m));
    for &rep in &set.reps {
        segments[rep].snapped_distance_m = Some(known_m);
    }
}

/// The track lengths of all sets, m, or why a set has none.
fn known_lengths(segments: &[Segment], sets: &[Set]) -> Result<Vec<f64>, String> {
    let name = |number: usize| if sets.len() == 1 { String::new() } else { format!("set {}: ", number + 1) };
    let of = |(number, set): (usize, &Set)| match set.length {
        RepLength::Time(_) => Err(format!("{}run by the clock", name(number))),
        RepLength::Distance(_) => track_length(&metres(segments, set)).map_err(|why| format!("{}{why}", name(number))),
    };
    let lengths: Vec<f64> = sets.iter().enumerate().map(of).collect::<Result<_, _>>()?;
    let all: Vec<(usize, usize, f64, f64)> = (sets.iter().zip(&lengths).enumerate())
        .flat_map(|(number, (set, known_m))| {
            let reps = set.reps.iter().enumerate();
            reps.map(move |(place, &rep)| (number, place + 1, segments[rep].distance_m, *known_m))
        })
        .collect();
    let shared = middle(&all.iter().map(|(_, _, metres, known_m)| metres / known_m).collect::<Vec<_>>()).unwrap_or(1.0);
    let is_far = |metres: f64, known_m: f64| (metres / (shared * known_m) - 1.0).abs() > REP_NEAR.max(NEAR_M / known_m);
    match all.iter().find(|(_, _, metres, known_m)| is_far(*metres, *known_m)) {
        Some((number, place, metres, known_m)) => {
            Err(format!("{}rep {place}, {metres:.0} m, is too far from {known_m:.0} m", name(*number)))
        }
        None => Ok(lengths),
    }
}

fn metres(segments: &[Segment], set: &Set) -> Vec<f64> {
    set.reps.iter().map(|&i| segments[i].distance_m).collect()
}

/// The bias of a snapped set in words, and the lane that may explain the bias.
fn bias_words(segments: &[Segment], set: &Set) -> String {
    let Some(bias_pct) = set.track_bias_pct(segments) else { return String::new() };
    let sign = if bias_pct < 0.0 { '\u{2212}' } else { '+' };
    let lane = if set.may_be_lane_two(segments) { ": about lane 2?" } else { "" };
    format!(", measured {sign}{:.1} %{lane}", bias_pct.abs())
}

/// Why the ground counts as a track, or why it does not.
pub(super) fn on_track(
    activity: &Activity,
    prepared: &Prepared,
    segments: &[Segment],
) -> Result<&'static str, &'static str> {
    if activity.surface == Some(Surface::Treadmill) {
        return Err("a treadmill");
    }
    if activity.surface == Some(Surface::Track) {
        return Ok("the file says track");
    }
    let work: Vec<&Segment> = segments.iter().filter(|part| part.kind == SegmentKind::Work).collect();
    let metres: f64 = work.iter().map(|segment| segment.distance_m).sum();
    let points = work_positions(prepared, &work);
    if points.len() < LEAST_POINTS {
        Err("no positions to tell a track by")
    } else if !fits_track(&points) {
        Err("the reps do not fit on a track of 200 \u{d7} 130 m")
    } else if metres < 2.0 * LOOP_M {
        Err("under 800 m of reps: too little to tell a track by")
    } else {
        Ok("the reps fit on a track")
    }
}

/// Positions during work, in metres east and north of the first position.
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

/// Whether a box of a track's size, turned by some angle, holds all points except the outermost 2 %.
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

/// The difference between the greatest and the least value, after a hundredth is left out at each end. Needs at least
/// one value.
fn extent(scratch: &mut Vec<f64>, values: impl Iterator<Item = f64>) -> f64 {
    scratch.clear();
    scratch.extend(values);
    let cut = scratch.len() / 100;
    let high = scratch.len() - 1 - cut;
    let (below, &mut greatest, _) = scratch.select_nth_unstable_by(high, f64::total_cmp);
    let least = if cut < high { *below.select_nth_unstable_by(cut, f64::total_cmp).1 } else { greatest };
    greatest - least
}

/// The track length of a set with these distances, if the length is near, no other length fits, and the distances are
/// even; else the reason.
fn track_length(metres: &[f64]) -> Result<f64, String> {
    let centre = middle(metres).filter(|m| m.is_finite() && *m > 0.0).ok_or("no distance")?;
    let mut by_distance = TRACK_LENGTHS_M;
    by_distance.sort_by(|a, b| (centre - a).abs().total_cmp(&(centre - b).abs()));
    let (nearest, rival) = (by_distance[0], by_distance[1]);
    let limit = NEAR.max(NEAR_M / nearest);
    let off = (centre / nearest - 1.0).abs();
    let deviations: Vec<f64> = metres.iter().map(|d| (d - centre).abs()).collect();
    let spread = 1.4826 * middle(&deviations).unwrap_or(f64::NAN) / nearest;
    let percent = |share: f64| 100.0 * share;
    if off > limit {
        Err(format!("{centre:.0} m is {:.1} % from {nearest:.0} m, {:.0} % allowed", percent(off), percent(limit)))
    } else if spread.is_nan() || spread > MAX_SPREAD {
        Err(format!("the reps scatter by {:.1} %, {:.0} % allowed", percent(spread), percent(MAX_SPREAD)))
    } else if (centre - rival).abs() < 2.0 * (centre - nearest).abs() {
        Err(format!("{centre:.0} m may be {nearest:.0} m or {rival:.0} m"))
    } else {
        Ok(nearest)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::{SegmentKind, Span};

    #[test]
    fn a_near_even_set_snaps_and_a_doubtful_one_does_not() {
        assert_eq!(track_length(&[404.0, 406.0, 399.0, 405.0]), Ok(400.0));
        let refused = |metres: &[f64]| track_length(metres).unwrap_err();
        assert_eq!(refused(&[430.0, 428.0, 431.0]), "430 m is 7.5 % from 400 m, 5 % allowed");
        assert_eq!(refused(&[1604.0, 1605.0, 1604.5]), "1604 m may be 1600 m or 1609 m");
        assert!(refused(&[380.0, 400.0, 425.0]).contains("scatter"));
        assert_eq!(refused(&[f64::NAN]), "no distance");
    }

    /// Snaps sets of reps of these distances on a track, all run by distance. Returns how many reps were snapped, and
    /// the notes.
    fn snapped(sets: &[&[f64]]) -> (usize, Vec<String>) {
        let (mut segments, mut out) = (Vec::new(), Vec::new());
        for metres in sets {
            let reps = (segments.len()..segments.len() + metres.len()).collect();
            let of = |metres: &f64| Segment::timed(SegmentKind::Work, Span::new(0.0, metres / 5.0), *metres);
            segments.extend(metres.iter().map(of));
            let length = RepLength::Distance(metres[0]);
            out.push(Set { reps, length, recovery_s: None, recovery_m: None, recovery_mode: None, snapped: false });
        }
        let (_, notes) = snap(Ok("a track"), &mut segments, &mut out);
        let count = segments.iter().filter(|segment| segment.snapped_distance_m.is_some()).count();
        (count, notes.into_iter().map(|note| note.text).collect())
    }

    #[test]
    fn a_workout_is_snapped_whole_or_not_at_all() {
        // Reps of 400 m that the watch measures 4 % too long, and reps of 200 m.
        assert_eq!(snapped(&[&[415.0, 417.0, 414.0], &[204.0, 203.0, 211.0, 205.0]]), (7, vec![]));
        let (count, notes) = snapped(&[&[401.0, 403.0, 399.0], &[437.0]]);
        assert_eq!(count, 0);
        assert_eq!(notes, ["the reps not snapped to the track: set 2: 437 m is 9.3 % from 400 m, 5 % allowed"]);
        let (count, notes) = snapped(&[&[401.0, 403.0, 430.0, 399.0]]);
        assert_eq!(
            (count, notes[0].as_str()),
            (0, "the reps not snapped to the track: rep 3, 430 m, is too far from 400 m")
        );
    }

    #[test]
    fn a_straight_kilometre_is_no_track() {
        let line: Vec<(f64, f64)> = (0..100).map(|i| (10.0 * f64::from(i), 0.0)).collect();
        assert!(!fits_track(&line));
    }
}
