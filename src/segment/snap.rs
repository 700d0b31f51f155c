//! Snaps the reps of a set to the length of the track that they were run on, where that is beyond doubt.
//!
//! Rules and limits: a track-sized bounding box, a near and unrivalled nominal length, and an even set. Road reps are
//! never snapped; a rep far from the nominal keeps its own distance.

use super::{RepLength, Segment, Set};
use crate::clean::{Prepared, local_distance_m};
use crate::model::{Activity, Note, Stage, Surface};
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

/// Fewer positions than this tell no shape.
const LEAST_POINTS: usize = 20;

/// Nearest nominal: 3 % from 400 m; below, the larger of 4 % and 8 m.
const NEAR_LONG: f64 = 0.03;
const NEAR_SHORT: f64 = 0.04;
const NEAR_SHORT_M: f64 = 8.0;

/// Robust spread of the set, and distance of a single rep, at most.
const MAX_SPREAD: f64 = 0.03;
const MAX_REP_OFF: f64 = 0.05;

/// Sets of fewer reps than this do not tell by their evenness whether they were run by the metre.
const LEAST_EVEN: usize = 3;

/// Reps within this of one time in steps of so many seconds were ended by the clock, where they took at least so long, s, and are
/// this far off the length of the track, relative. Nobody runs a lap to a third of a second again and again.
const CLOCKED_S: f64 = 0.3;
const LEAST_CLOCKED_S: f64 = 60.0;
const CLOCK_STEP_S: f64 = 30.0;
const CLEARLY_OFF: f64 = 0.01;

/// In the note about a set that was run on a track and could not be snapped.
pub(crate) const NOT_SNAPPED: &str = " not snapped to the track: ";

/// Marks the sets that were run on a track and writes the snapped distance into their reps.
///
/// Returns why each set was snapped or not, and a note for everything that a track would have had snapped and was not.
pub(super) fn snap(
    activity: &Activity,
    prepared: &Prepared,
    segments: &mut [Segment],
    sets: &mut [Set],
) -> (Vec<String>, Vec<Note>) {
    if sets.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let is_track = match on_track(activity, prepared, segments, sets) {
        Ok(why) => why,
        Err(why) => return (vec![format!("not snapped: {why}")], Vec::new()),
    };
    let mut notes = Vec::new();
    let mut told = Vec::new();
    let is_alone = sets.len() == 1;
    let is_by_clock = is_by_clock(segments, sets);
    for (number, set) in sets.iter_mut().enumerate() {
        let name = if is_alone { "the set".to_owned() } else { format!("set {}", number + 1) };
        let snapped = if is_by_clock && set.reps.len() < LEAST_EVEN {
            Err("run by the clock, as the others were".to_owned())
        } else {
            snap_set(segments, set)
        };
        told.push(match snapped {
            Ok(nominal) => {
                notes.extend(unsnapped(segments, set, nominal, &name));
                format!("{name} snapped to {nominal:.0} m ({is_track}){}", bias_words(segments, set))
            }
            Err(why) => {
                notes.push(Note::new(Stage::Segment, format!("{name}{NOT_SNAPPED}{why}")));
                format!("{name} not snapped: {why} ({is_track})")
            }
        });
    }
    (told, notes)
}

/// Whether a session of several sets was run by the clock: all are of written times, and one is of no length on a track.
fn is_by_clock(segments: &[Segment], sets: &[Set]) -> bool {
    let is_timed = |set: &Set| matches!(set.length, RepLength::Time(_));
    let is_off = |set: &Set| track_length(&metres(segments, set)).is_err();
    sets.iter().all(is_timed) && sets.iter().any(is_off)
}

fn metres(segments: &[Segment], set: &Set) -> Vec<f64> {
    set.reps.iter().map(|&i| segments[i].distance_m).collect()
}

/// Snaps the reps of a set that are near its length on the track, or says why there is no such length.
fn snap_set(segments: &mut [Segment], set: &mut Set) -> Result<f64, String> {
    let nominal = track_length(&metres(segments, set))?;
    if let Some(seconds) = clocked_s(segments, set, nominal) {
        set.length = RepLength::Time(seconds);
        return Err(format!("every rep was ended by the clock, at {}", super::name::length(set.length)));
    }
    set.snapped = true;
    set.length = RepLength::Distance(nominal);
    for &index in &set.reps {
        let is_near = (segments[index].distance_m / nominal - 1.0).abs() <= MAX_REP_OFF.max(NEAR_SHORT_M / nominal);
        segments[index].snapped_distance_m = is_near.then_some(nominal);
    }
    Ok(nominal)
}

/// The time that every rep of a set was ended by, s, where they are near a length of the track and clearly off it.
fn clocked_s(segments: &[Segment], set: &Set, nominal: f64) -> Option<f64> {
    let timed: Vec<f64> = set.reps.iter().map(|&i| segments[i].timer_s).collect();
    let seconds = (middle(&timed)? / CLOCK_STEP_S).round() * CLOCK_STEP_S;
    let is_on_time = |&i: &usize| segments[i].lap_timed && (segments[i].timer_s - seconds).abs() <= CLOCKED_S;
    let is_off = (middle(&metres(segments, set))? / nominal - 1.0).abs() > CLEARLY_OFF;
    let is_clocked = set.reps.len() > 1 && seconds >= LEAST_CLOCKED_S && set.reps.iter().all(is_on_time);
    (is_clocked && is_off).then_some(seconds)
}

/// Reps of a snapped set that are too far from its length.
fn unsnapped(segments: &[Segment], set: &Set, nominal: f64, name: &str) -> Option<Note> {
    let off: Vec<String> = set
        .reps
        .iter()
        .enumerate()
        .filter(|(_, i)| segments[**i].snapped_distance_m.is_none())
        .map(|(place, &i)| format!("rep {} ({:.0} m)", place + 1, segments[i].distance_m))
        .collect();
    (!off.is_empty()).then(|| {
        let text = format!("{name}: {} not snapped, too far from {nominal:.0} m", off.join(", "));
        Note::new(Stage::Segment, text)
    })
}

/// The bias of a snapped set in words, with the lane that it may tell.
fn bias_words(segments: &[Segment], set: &Set) -> String {
    let Some(bias_pct) = set.track_bias_pct(segments) else { return String::new() };
    let sign = if bias_pct < 0.0 { '\u{2212}' } else { '+' };
    let lane = if set.may_be_lane_two(segments) { ": about lane 2?" } else { "" };
    format!(", measured {sign}{:.1} %{lane}", bias_pct.abs())
}

/// How it is known that this was a track, or why it is not.
fn on_track(
    activity: &Activity,
    prepared: &Prepared,
    segments: &[Segment],
    sets: &[Set],
) -> Result<&'static str, &'static str> {
    if activity.surface == Some(Surface::Treadmill) {
        return Err("a treadmill");
    }
    if activity.surface == Some(Surface::Track) {
        return Ok("the file says track");
    }
    let work: Vec<&Segment> = sets.iter().flat_map(|set| &set.reps).map(|&i| &segments[i]).collect();
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
fn track_length(metres: &[f64]) -> Result<f64, String> {
    let centre = middle(metres).filter(|m| m.is_finite() && *m > 0.0).ok_or("no distance")?;
    let mut by_distance = TRACK_LENGTHS_M;
    by_distance.sort_by(|a, b| (centre - a).abs().total_cmp(&(centre - b).abs()));
    let (nearest, rival) = (by_distance[0], by_distance[1]);
    let limit = if nearest >= 400.0 { NEAR_LONG } else { NEAR_SHORT.max(NEAR_SHORT_M / nearest) };
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
        assert_eq!(refused(&[430.0, 428.0, 431.0]), "430 m is 7.5 % from 400 m, 3 % allowed");
        assert_eq!(refused(&[1604.0, 1605.0, 1604.5]), "1604 m may be 1600 m or 1609 m");
        assert!(refused(&[380.0, 400.0, 425.0]).contains("scatter"));
        assert_eq!(refused(&[f64::NAN]), "no distance");
    }

    #[test]
    fn reps_that_the_clock_ended_are_no_lengths_of_the_track() {
        let is_clocked = |reps: &[(f64, f64)]| {
            let of = |(at, &(metres, seconds)): (usize, &(f64, f64))| {
                let start_s = 1_000.0 * at as f64;
                let span = Span::new(start_s, start_s + seconds);
                Segment { lap_timed: true, ..Segment::timed(SegmentKind::Work, span, metres) }
            };
            let segments: Vec<Segment> = reps.iter().enumerate().map(of).collect();
            let reps = (0..segments.len()).collect();
            let length = RepLength::Distance(2_400.0);
            let set = Set { reps, length, recovery_s: None, recovery_m: None, recovery_mode: None, snapped: false };
            clocked_s(&segments, &set, 2_400.0) == Some(600.0)
        };
        assert!(is_clocked(&[(2_346.0, 600.0), (2_349.0, 600.1)]));
        assert!(!is_clocked(&[(2_346.0, 600.0), (2_349.0, 601.4)]), "pressed at the line");
        assert!(!is_clocked(&[(2_392.0, 600.0), (2_405.0, 600.1)]), "near enough to be the length");
        assert!(!is_clocked(&[(2_346.0, 600.0)]), "one alone tells nothing");
    }

    #[test]
    fn a_straight_kilometre_is_no_track() {
        let line: Vec<(f64, f64)> = (0..100).map(|i| (10.0 * f64::from(i), 0.0)).collect();
        assert!(!fits_track(&line));
    }
}
