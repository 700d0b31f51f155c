//! A single block of work: a tempo, or no session at all.
//!
//! A tempo is a block that is held for minutes in an easier run. Nothing is repeated, so nothing is compared, and a
//! tempo is a kind of its own. Other single blocks that a mark calls work are not believed: an effort below three
//! minutes is neither held nor repeated, and a block no faster than the rest of the run is just the run.

use super::structure::MOVING_MPS;
use super::{Segment, SegmentKind};
use crate::clean::Uniform;
use crate::model::Span;
use crate::stats::middle;
use crate::units::clock;

/// The shortest tempo, s: training at the threshold begins there, and shorter efforts are run above the threshold.
const SHORTEST_S: f64 = 180.0;

/// A tempo is faster than the rest of the run by at least this factor. A smaller difference is the drift of an even
/// run.
pub(super) const LEAST_CONTRAST: f64 = 1.05;

/// With fewer moving seconds than this outside the block, the block is the whole run.
const LEAST_BESIDE_S: usize = 60;

/// Whether the work of a session is a single block that is long enough to be a tempo.
pub(super) fn is_tempo(segments: &[Segment]) -> bool {
    let mut work = segments.iter().filter(|part| part.kind == SegmentKind::Work);
    matches!((work.next(), work.next()), (Some(only), None) if only.timer_s >= SHORTEST_S)
}

/// Why a single marked rep is no tempo; `None` if it is a tempo, or if there is not exactly one rep.
pub(super) fn against(reps: &[Span], base: &Uniform) -> Option<String> {
    let &[block] = reps else { return None };
    if block.length_s() < SHORTEST_S {
        let (length, least) = (block.length_s(), clock(SHORTEST_S));
        return Some(format!("one marked effort of {length:.0} s is no session, and a tempo lasts {least} at least"));
    }
    let speeds = base.speed_mps.iter().enumerate().map(|(second, speed)| (base.clock_s(second), *speed));
    let beside = speeds.filter(|(at, speed)| !(block.start_s..block.end_s).contains(at) && *speed > MOVING_MPS);
    let beside: Vec<f64> = beside.map(|(_, speed)| speed).collect();
    let (Some(usual_mps), true) = (middle(&beside), beside.len() >= LEAST_BESIDE_S) else {
        return Some("the one marked block of work is the whole run".to_owned());
    };
    let block_mps = base.mean_speed(block);
    (block_mps < LEAST_CONTRAST * usual_mps).then(|| {
        format!("the one marked block of work is no faster than the rest: {block_mps:.1} and {usual_mps:.1} m/s")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten minutes at 2.8 m/s, a block at another speed, five minutes at 2.8 m/s.
    fn run(block_s: u32, block_mps: f64) -> (Vec<Span>, Uniform) {
        let block = 600..600 + block_s;
        let speed_mps: Vec<f64> =
            (0..900 + block_s).map(|k| if block.contains(&k) { block_mps } else { 2.8 }).collect();
        let distance_m = speed_mps.iter().scan(0.0, |sum, speed| Some(std::mem::replace(sum, *sum + speed))).collect();
        let recorded = vec![true; speed_mps.len()];
        let span = Span::new(f64::from(block.start), f64::from(block.end));
        (vec![span], Uniform { distance_m, speed_mps, recorded, ..Uniform::default() })
    }

    fn why((reps, base): &(Vec<Span>, Uniform)) -> Option<String> {
        against(reps, base)
    }

    #[test]
    fn a_block_held_for_minutes_is_a_tempo() {
        assert_eq!(why(&run(1200, 3.6)), None);
        assert_eq!(why(&run(300, 4.2)), None);
    }

    #[test]
    fn a_short_effort_and_a_run_that_goes_on_are_none() {
        assert!(why(&run(45, 5.5)).is_some_and(|why| why.contains("effort of 45 s is no session")));
        assert!(why(&run(1200, 2.85)).is_some_and(|why| why.contains("no faster than the rest")));
        let (_, base) = run(600, 3.6);
        assert!(against(&[Span::new(0.0, 1500.0)], &base).is_some_and(|why| why.contains("the whole run")));
    }

    #[test]
    fn two_blocks_are_reps() {
        let (_, base) = run(600, 2.8);
        assert_eq!(against(&[Span::new(0.0, 60.0), Span::new(100.0, 160.0)], &base), None);
    }
}
