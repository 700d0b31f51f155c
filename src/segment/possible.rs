//! Stretches that are too fast for any runner: they are no reps, and an outing with such stretches is no run.
//!
//! A position that jumps, a bus and a bicycle all leave stretches that are too fast. The limit follows from the world
//! records, lowered where a runner is no record holder. A file that names no sport is a run only without such
//! stretches.

use super::structure::MOVING_MPS;
use crate::clean::Uniform;
use crate::model::Span;
use crate::model::records::fastest_mps;
use crate::stats::middle;

/// In outings of at least `LONG_OUTING_S` seconds nobody comes near a record: the limit is the share `LONG_SHARE` of
/// the record speed.
const LONG_OUTING_S: f64 = 5400.0;
const LONG_SHARE: f64 = 0.85;

/// An outing that does not name its sport must stay below the share `UNNAMED_SHARE` of the record speed over each of
/// the times `UNNAMED_S`, s. `JUMPS` stretches of each time may exceed it, because the position may jump.
const UNNAMED_SHARE: f64 = 0.9;
const UNNAMED_S: [usize; 3] = [60, 300, 1200];
const JUMPS: usize = 1;

/// Median speed of a run while moving, m/s: faster than a walk, and no faster than the world record over ten
/// kilometres.
const USUAL_MPS: std::ops::RangeInclusive<f64> = 1.7..=6.5;

/// Median step rate of a run, steps/min. The strokes of rowers and the turns of pedals are below it.
const USUAL_SPM: std::ops::RangeInclusive<f64> = 130.0..=230.0;

/// Whether anyone could have run a stretch of this outing.
pub(super) fn is_possible(span: Span, base: &Uniform) -> bool {
    let share = if base.len() as f64 >= LONG_OUTING_S { LONG_SHARE } else { 1.0 };
    let speed_mps = base.mean_speed(span);
    // Without a speed nothing speaks against the stretch.
    speed_mps.is_nan() || speed_mps <= share * fastest_mps(speed_mps * span.length_s())
}

/// Whether an outing that names no sport moves like a runner throughout.
pub(super) fn moves_like_a_run(base: &Uniform) -> bool {
    let moving: Vec<f64> = base.speed_mps.iter().copied().filter(|speed| *speed > MOVING_MPS).collect();
    let is_usual = middle(&moving).is_none_or(|speed| USUAL_MPS.contains(&speed));
    is_usual && steps_like_a_runner(base) && UNNAMED_S.iter().all(|&seconds| too_fast(base, seconds) <= JUMPS)
}

/// Whether the step rate is that of a runner; true if no steps are counted.
fn steps_like_a_runner(base: &Uniform) -> bool {
    let rates = base.step_rate_spm.iter().flatten().zip(&base.speed_mps);
    let running = rates.filter(|(rate, speed)| rate.is_finite() && **speed > *USUAL_MPS.start());
    let rates: Vec<f64> = running.map(|(rate, _)| *rate).collect();
    middle(&rates).is_none_or(|rate| USUAL_SPM.contains(&rate))
}

/// Cuts the outing into stretches of this many seconds, and counts those that are too fast for a run without a named
/// sport.
fn too_fast(base: &Uniform, seconds: usize) -> usize {
    let metres = &base.distance_m;
    let ends = (0..metres.len().saturating_sub(seconds)).step_by(seconds);
    let way_m = ends.map(|start| metres[start + seconds] - metres[start]);
    way_m.filter(|way| way / seconds as f64 > UNNAMED_SHARE * fastest_mps(*way)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An outing of (seconds, m/s).
    fn outing(parts: &[(usize, f64)]) -> Uniform {
        let speed_mps: Vec<f64> = parts.iter().flat_map(|&(seconds, speed)| vec![speed; seconds]).collect();
        let distance_m = speed_mps.iter().scan(0.0, |sum, speed| Some(std::mem::replace(sum, *sum + speed))).collect();
        let recorded = vec![true; speed_mps.len()];
        Uniform { distance_m, speed_mps, recorded, ..Uniform::default() }
    }

    #[test]
    fn what_is_faster_than_the_record_is_no_rep() {
        let rep = |speed, seconds: usize, easy_s| {
            let base = outing(&[(easy_s, 2.5), (seconds, speed), (60, 2.5)]);
            is_possible(Span::new(easy_s as f64, (easy_s + seconds) as f64), &base)
        };
        assert!(rep(7.2, 28, 1200) && rep(6.2, 180, 1200));
        assert!(!rep(8.1, 180, 1200), "a kilometre and a half in three minutes");
        assert!(rep(10.0, 20, 1200) && !rep(10.0, 20, 6 * 3600), "200 m in 20 s, after six hours");
        assert!(is_possible(Span::new(0.0, 60.0), &Uniform::default()), "no distance");
    }

    #[test]
    fn an_unnamed_outing_is_a_run_where_it_moves_like_one_throughout() {
        assert!(moves_like_a_run(&outing(&[(1800, 3.0), (30, 7.0), (1800, 3.0)])));
        assert!(!moves_like_a_run(&outing(&[(3600, 1.3)])), "a walk");
        assert!(!moves_like_a_run(&outing(&[(50, 8.0)])), "a scrap of a ride");
        assert!(!moves_like_a_run(&outing(&[(1800, 3.0), (1200, 8.0), (1800, 2.8)])), "a ride between two runs");
        assert!(
            !moves_like_a_run(&outing(&[(1200, 5.0), (300, 9.5), (1200, 5.0), (300, 9.0)])),
            "a slow ride with descents"
        );
        assert!(moves_like_a_run(&outing(&[(1200, 3.0), (5, 60.0), (1200, 3.0)])), "one jump of the position");
    }
}
