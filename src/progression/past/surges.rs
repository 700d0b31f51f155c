//! Surges: short quick stretches inside a run that goes on at a steady pace between them.

use crate::clean::Prepared;
use crate::model::{Shape, Span};
use crate::segment::{RecoveryMode, RepLength, Segment, Set, Structure};
use crate::stats::middle_of;

/// Longest surge, s, with room for how it was timed.
const LONGEST_S: f64 = 65.0;
/// Fewest surges of a run.
const FEWEST: usize = 4;
/// Shortest recovery as a multiple of the surge, with the same room.
const SHORTEST_RECOVERY: f64 = 1.9;
/// Slowest recovery as a share of the speed of the surges. House rule: among 258 real sessions of reps, jogged recoveries
/// after reps of this length have a share of at most 0.59.
const SLOWEST_RECOVERY: f64 = 0.65;
/// Surges are run by the clock: their time is a multiple of this, s, within the share [`NEAR_ROUND`].
const ROUND_S: f64 = 15.0;
const NEAR_ROUND: f64 = 0.05;
/// Reps on a track of a multiple of this distance are run by the marks of the track, m.
const MARKS_M: f64 = 100.0;
/// A steady run goes on for at least this long before the first surge and after the last, s.
const ON_EITHER_SIDE_S: f64 = 90.0;
/// Its speed there as a share of the speed between the surges. A jog between reps is slower than the jog around them.
const GOES_ON: std::ops::RangeInclusive<f64> = 0.9..=1.08;
/// The steady run ends where two steps of this time in a row, s, are below the share [`STEADY`] of that speed.
const STEP_S: f64 = 30.0;
const STEADY: f64 = 0.9;
/// The time of a steady run is rounded to this, s.
const ROUND_RUN_S: f64 = 300.0;
/// Time of the whole activity that is left for easy running around the steady run, s.
const EASY_S: f64 = 1_200.0;

/// The time of a surge, and the steady run around the surges; `None` where the session is one of reps with recoveries.
pub(crate) fn surges(structure: &Structure, prepared: &Prepared, set: &Set) -> Option<(RepLength, Shape)> {
    let reps: Vec<&Segment> = structure.reps_of(set).collect();
    let rep_s = middle_of(reps.iter().map(|rep| rep.timer_s))?;
    let round_s = (rep_s / ROUND_S).round() * ROUND_S;
    let is_by_mark = set.snapped && matches!(set.length, RepLength::Distance(metres) if metres % MARKS_M < 0.5);
    let is_by_time = !is_by_mark && rep_s <= LONGEST_S && (rep_s - round_s).abs() <= NEAR_ROUND * round_s;
    if structure.sets.len() != 1 || !is_by_time || reps.len() < FEWEST {
        return None;
    }
    let (recovery_s, recovery_m) = (set.recovery_s?, set.recovery_m?);
    let steady_mps = recovery_m / recovery_s;
    let is_run = set.recovery_mode == Some(RecoveryMode::Jog)
        && recovery_s >= SHORTEST_RECOVERY * rep_s
        && steady_mps >= SLOWEST_RECOVERY * middle_of(reps.iter().map(|rep| rep.speed_mps()))?;
    let run_s = steady_run_s(prepared, reps.first()?.span, reps.last()?.span, steady_mps).filter(|_| is_run)?;
    Some((RepLength::Time(round_s), Shape::Within { run_s }))
}

/// Time of the steady run from before the first surge until after the last, s; `None` where the run is not steady there.
fn steady_run_s(prepared: &Prepared, first: Span, last: Span, steady_mps: f64) -> Option<f64> {
    let speed = |from_s, to_s| prepared.uniform.mean_speed(Span::new(from_s, to_s));
    let sides =
        [speed(first.start_s - ON_EITHER_SIDE_S, first.start_s), speed(last.end_s, last.end_s + ON_EITHER_SIDE_S)];
    if !sides.iter().all(|mps| GOES_ON.contains(&(mps / steady_mps))) {
        return None;
    }
    // Steps from the surges outwards, for as long as the run stays steady.
    let steps = |edge_s: f64, way: f64| {
        let is_below = |step: u32| {
            let (near, far) = (edge_s + way * STEP_S * f64::from(step), edge_s + way * STEP_S * f64::from(step + 1));
            let mps = speed(near.min(far), near.max(far));
            mps.is_nan() || mps < STEADY * steady_mps
        };
        (0..u32::MAX).take_while(|step| !(is_below(*step) && is_below(step + 1))).count()
    };
    let around_s = STEP_S * (steps(first.start_s, -1.0) + steps(last.end_s, 1.0)) as f64;
    let core_s = last.end_s - first.start_s;
    let whole_s = prepared.track.time_s.last()? - prepared.track.time_s.first()?;
    let run_s = (core_s + around_s).min((whole_s - EASY_S).max(core_s));
    Some((run_s / ROUND_RUN_S).round().max((core_s / ROUND_RUN_S).ceil()) * ROUND_RUN_S)
}
