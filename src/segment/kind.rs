//! The kind of a run: by the reps and strides found in it, or without any by how even the run is.

use super::hills::STEEP;
use super::structure::MOVING_MPS;
use super::{RecoveryMode, Segment, SegmentKind, Unevenness, WorkoutKind, tempo};
use crate::clean::{Prepared, Uniform, ascent, gradients};
use crate::model::Span;
use crate::stats::{Range, middle};
use crate::units::{DistanceUnit, pace};

/// Least duration of a long run, s.
const LONG_S: f64 = 5400.0;

/// A run shorter than this is too short to judge, s.
const SHORT_S: f64 = 300.0;

/// Greatest robust scatter of the speeds of the minutes: for an even run, and for a race, which is more even.
const EVEN: f64 = 0.09;
const RACE_EVEN: f64 = 0.05;

/// A run is cut into pieces of `PIECE_S` seconds. The run surges if at least the share `SURGING` of the pieces is
/// faster than the median piece by the factor `SURGE`. Twenty seconds is the shortest time over which satellites
/// measure speed to a few percent. House rule.
const PIECE_S: usize = 20;
const SURGE: f64 = 1.2;
const SURGING: f64 = 0.1;

/// A run in which the runner stands for more than this share of the time is stop-and-go.
const STOPS: f64 = 0.1;
/// On a mountain runners also stand where the way forces them to: there it is this share of the time. House rule.
const MOUNTAIN_STOPS: f64 = 0.2;

/// A run is hilly if at least this share of the time goes steeply up. With the way down, about a third of the run is
/// then on slopes. House rule.
const HILLY_RUN_SHARE: f64 = 0.15;

/// On a way that goes up by at least this much for each kilometre, the walking is because of the hill, m: a whole run up and
/// down at 6 %. House rule.
const WALKED_HILL_M_PER_KM: f64 = 30.0;

/// A run is a planned run-walk if at least the share `WALKED` of the moving time is walked, in at least `WALK_BOUTS`
/// bouts, and at least the share `RUN` is run. The running must be faster than the walking by the factor `TWO_GAITS`;
/// else both are one slow gait. House rule.
const WALKED: f64 = 0.1;
const WALK_BOUTS: usize = 3;
const RUN: f64 = 0.3;
const TWO_GAITS: f64 = 1.4;
/// A run of which more than this share of the moving time is walked is no run with stops, whatever the stops. House rule.
const MOSTLY_WALKED: f64 = 0.5;
/// A brisk walk, m/s: six kilometres an hour.
const BRISK_MPS: f64 = 1.67;
/// Fewer steps a minute than this are a walk: between a brisk walk and the slowest jog.
const WALKING_SPM: f64 = 140.0;

/// Lengths of races, m, and how far a measured race may be off its length, as a ratio: shorter and longer.
const RACE_LENGTHS_M: [f64; 6] = [3000.0, 5000.0, 10_000.0, 15_000.0, 21_097.5, 42_195.0];
const RACE_OFF: Range = Range::new(-0.015, 0.03);

/// In a race the mean heart rate is at least this share of the highest heart rate of the run ...
const RACE_HEART_SHARE: f64 = 0.92;
/// ... and at least this, bpm: in an even easy run, too, the mean is near the highest heart rate. House rule.
const RACE_HEART_BPM: f64 = 150.0;

/// The kind of a run in which work or strides were found.
pub(super) fn with_bouts(segments: &[Segment]) -> WorkoutKind {
    if tempo::is_tempo(segments) {
        WorkoutKind::Tempo
    } else if segments.iter().any(|part| part.kind == SegmentKind::Work) {
        WorkoutKind::Reps
    } else {
        WorkoutKind::Strides
    }
}

/// The kind of a run without reps, and its name: `10.2 km at 6:41 /km, steady run`.
pub(super) fn without_reps(prepared: &Prepared) -> (WorkoutKind, String) {
    let base = &prepared.uniform;
    let Some(&metres) = base.distance_m.last() else {
        return (WorkoutKind::Unreadable, "run without distance, position or speed".to_owned());
    };
    let kind = by_evenness(prepared, metres);
    if kind == WorkoutKind::Mixed(Unevenness::Short) {
        // A recording of hours that tells no pace is not short.
        let words = if base.len() as f64 >= SHORT_S { "run" } else { kind.words() };
        return (kind, format!("{} {words}", length(metres)));
    }
    let whole = Span::new(base.start_s, base.clock_s(base.len() - 1));
    let at = pace(metres / prepared.timer_s(whole), DistanceUnit::Kilometre);
    (kind, format!("{} at {at}, {}", length(metres), kind.words()))
}

fn by_evenness(prepared: &Prepared, metres: f64) -> WorkoutKind {
    let base = &prepared.uniform;
    let minutes = speeds(base, 60);
    let moving: Vec<f64> = minutes.iter().copied().filter(|speed| *speed > MOVING_MPS).collect();
    let (Some(usual_mps), true) = (middle(&moving), base.len() as f64 >= SHORT_S) else {
        return WorkoutKind::Mixed(Unevenness::Short);
    };
    let off: Vec<f64> = moving.iter().map(|speed| (speed / usual_mps).ln().abs()).collect();
    let scatter = 1.4826 * middle(&off).unwrap_or(0.0);
    let pieces = recorded_pieces(base);
    let is_even = scatter <= EVEN && moving.len() * 10 >= minutes.len() * 8 && !surges(&pieces);
    if is_race(prepared, metres, scatter) {
        WorkoutKind::RaceLike
    } else if !is_even || is_run_walk(&pieces) {
        WorkoutKind::Mixed(unevenness(base, &pieces))
    } else if base.len() as f64 >= LONG_S {
        WorkoutKind::Long
    } else {
        WorkoutKind::Steady
    }
}

/// Mean speeds of the pieces of this many seconds, m/s.
fn speeds(base: &Uniform, seconds: usize) -> Vec<f64> {
    let ends = (0..base.len().saturating_sub(seconds)).step_by(seconds);
    ends.map(|k| (base.distance_m[k + seconds] - base.distance_m[k]) / seconds as f64).collect()
}

/// Mean speeds of the pieces of which most was recorded, m/s: in a hole nobody knows whether the runner walked.
fn recorded_pieces(base: &Uniform) -> Vec<f64> {
    let is_recorded = |piece: &[bool]| 2 * piece.iter().filter(|second| **second).count() >= piece.len();
    let recorded = base.recorded.chunks(PIECE_S).map(is_recorded);
    speeds(base, PIECE_S).into_iter().zip(recorded).filter(|(_, recorded)| *recorded).map(|(speed, _)| speed).collect()
}

/// Whether a good part of the run was faster than the rest.
fn surges(pieces: &[f64]) -> bool {
    let moving: Vec<f64> = pieces.iter().copied().filter(|speed| *speed > MOVING_MPS).collect();
    let usual_mps = middle(&moving).unwrap_or(f64::NAN);
    share(&moving, |speed| speed >= SURGE * usual_mps) >= SURGING
}

/// The cause of the unevenness. The plainest cause is tested first: what is hardly run is a walk, standing at lights is no
/// walking unless most of the way is walked, and walking on a mountain is because of the mountain.
fn unevenness(base: &Uniform, pieces: &[f64]) -> Unevenness {
    let stood = share(&base.speed_mps, |speed| speed < MOVING_MPS);
    let is_mostly_walked = is_mostly_walked(base, pieces);
    let is_mountain = (is_mostly_walked || is_run_walk(pieces)) && is_mountain(base);
    let is_steep = || gradients(base).is_some_and(|slopes| share(&slopes, |slope| slope >= STEEP) >= HILLY_RUN_SHARE);
    if is_mostly_walked && is_walk(pieces) {
        Unevenness::Walk
    } else if stood > if is_mountain { MOUNTAIN_STOPS } else { STOPS } {
        if is_mostly_walked && !is_mountain { Unevenness::RunWalk } else { Unevenness::StopAndGo }
    } else if is_mountain || is_steep() {
        Unevenness::Hilly
    } else if is_run_walk(pieces) {
        Unevenness::RunWalk
    } else {
        Unevenness::Uneven
    }
}

/// Whether hardly anything is run, and nothing faster than a brisk walk is usual.
fn is_walk(pieces: &[f64]) -> bool {
    let moving: Vec<f64> = pieces.iter().copied().filter(|speed| *speed > MOVING_MPS).collect();
    walked_share(pieces) > 1.0 - RUN && middle(&moving).is_some_and(|usual_mps| usual_mps < BRISK_MPS)
}

/// Whether the way goes up so much that the slope explains the walking.
fn is_mountain(base: &Uniform) -> bool {
    let least_m = WALKED_HILL_M_PER_KM * base.distance_m.last().copied().unwrap_or(f64::NAN) / 1000.0;
    ascent(base).is_some_and(|way| way.is_at_least(least_m))
}

/// The share of the moving time that is walked, by the speed.
fn walked_share(pieces: &[f64]) -> f64 {
    let moving: Vec<f64> = pieces.iter().copied().filter(|speed| *speed > MOVING_MPS).collect();
    share(&moving, |speed| RecoveryMode::of_speed(speed) == RecoveryMode::Walk)
}

/// Whether most of the moving time is walked, by the steps where they are known, else by the speed.
fn is_mostly_walked(base: &Uniform, pieces: &[f64]) -> bool {
    let moves = base.speed_mps.iter().map(|speed| *speed > MOVING_MPS);
    let steps = base.step_rate_spm.iter().flatten().zip(moves).filter(|(steps, moves)| *moves && steps.is_finite());
    let steps: Vec<f64> = steps.map(|(steps, _)| *steps).collect();
    if steps.len() > base.len() / 4 {
        return middle(&steps).is_some_and(|middle| middle < WALKING_SPM);
    }
    walked_share(pieces) > MOSTLY_WALKED
}

/// Whether running and walking alternate.
fn is_run_walk(pieces: &[f64]) -> bool {
    let moving: Vec<f64> = pieces.iter().copied().filter(|speed| *speed > MOVING_MPS).collect();
    let walks = |speed: f64| RecoveryMode::of_speed(speed) == RecoveryMode::Walk;
    let (walked, run): (Vec<f64>, Vec<f64>) = moving.iter().partition(|speed| walks(**speed));
    let bouts = moving.chunk_by(|a, b| walks(*a) == walks(*b)).filter(|bout| walks(bout[0])).count();
    let two_gaits = middle(&walked).zip(middle(&run)).is_some_and(|(slow, fast)| fast >= TWO_GAITS * slow);
    let all = moving.len() as f64;
    two_gaits && bouts >= WALK_BOUTS && walked.len() as f64 >= WALKED * all && run.len() as f64 >= RUN * all
}

/// The share of values that meet a condition; 0 without values.
fn share(values: &[f64], is_so: impl Fn(f64) -> bool) -> f64 {
    values.iter().filter(|value| is_so(**value)).count() as f64 / values.len().max(1) as f64
}

/// Calls a run that was like a race by its own heart rate alone an even run, in its kind and in its name.
pub(crate) fn call_even(kind: &mut WorkoutKind, name: &mut String, timer_s: f64) {
    let even = if timer_s >= LONG_S { WorkoutKind::Long } else { WorkoutKind::Steady };
    if let Some(before) = name.strip_suffix(kind.words()) {
        *name = format!("{before}{}", even.words());
    }
    *kind = even;
}

/// The length of a race that a measured distance may be, m.
pub(crate) fn race_length_m(metres: f64) -> Option<f64> {
    RACE_LENGTHS_M.into_iter().find(|length| {
        let off = metres / length - 1.0;
        RACE_OFF.contains(off)
    })
}

fn is_race(prepared: &Prepared, metres: f64, scatter: f64) -> bool {
    let is_race_length = race_length_m(metres).is_some();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{DistanceSource, Sampling};
    use crate::model::Track;

    /// Half an hour in which these parts (seconds, m/s, rise over run) repeat.
    fn again(pattern: &[(usize, f64, f64)]) -> Uniform {
        let seconds =
            pattern.iter().flat_map(|&(seconds, speed, slope)| vec![(speed, slope); seconds]).cycle().take(1800);
        let (mut metres, mut height, mut base) = (0.0, 100.0, Uniform::default());
        let mut altitude = Vec::new();
        for (speed, slope) in seconds {
            base.distance_m.push(metres);
            base.speed_mps.push(speed);
            base.recorded.push(true);
            altitude.push(height);
            (metres, height) = (metres + speed, height + slope * speed);
        }
        Uniform { altitude_m: Some(altitude), ..base }
    }

    fn words(pattern: &[(usize, f64, f64)]) -> &'static str {
        let uniform = again(pattern);
        let metres = uniform.distance_m.last().copied().unwrap_or(0.0);
        let sampling = Sampling { median_s: 1.0, p95_s: 1.0, holes: 0 };
        let (track, pauses, notes) = (Track::default(), Vec::new(), Vec::new());
        let distance_source = DistanceSource::Device;
        let prepared = Prepared { track, uniform, pauses, distance_source, sampling, notes };
        by_evenness(&prepared, metres).words()
    }

    #[test]
    fn a_run_that_was_no_race_is_an_even_run() {
        let called = |timer_s| {
            let (mut kind, mut name) = (WorkoutKind::RaceLike, "10.0 km at 6:10 /km, continuous hard run".to_owned());
            call_even(&mut kind, &mut name, timer_s);
            (kind, name)
        };
        assert_eq!(called(3700.0), (WorkoutKind::Steady, "10.0 km at 6:10 /km, steady run".to_owned()));
        assert_eq!(called(5600.0).0, WorkoutKind::Long);
    }

    #[test]
    fn an_uneven_run_is_named_by_its_cause() {
        assert_eq!(words(&[(600, 2.9, 0.0)]), "steady run");
        assert_eq!(words(&[(240, 2.9, 0.0), (60, 1.4, 0.0)]), "run-walk");
        assert_eq!(words(&[(150, 2.4, 0.08), (150, 3.4, -0.08)]), "hilly run");
        assert_eq!(words(&[(90, 3.0, 0.0), (50, 0.0, 0.0)]), "stop-and-go run");
        assert_eq!(words(&[(70, 1.4, 0.0), (40, 3.0, 0.0), (50, 0.0, 0.0)]), "run-walk", "mostly walked");
        assert_eq!(words(&[(200, 1.4, 0.15), (160, 3.0, -0.1), (60, 0.0, 0.0)]), "hilly run", "walked for the slope");
        assert_eq!(words(&[(200, 1.4, 0.01), (160, 3.0, -0.01), (60, 0.0, 0.0)]), "run-walk", "no hill explains it");
        assert_eq!(words(&[(200, 1.3, 0.15), (20, 2.2, -0.1), (300, 0.0, 0.0)]), "walk");
        assert_eq!(words(&[(200, 2.8, 0.0), (100, 3.9, 0.0)]), "uneven run");
    }
}
