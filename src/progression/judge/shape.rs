//! The shape of a session: how its last third and its last rep stand to the others, speeds made alike by length.

use super::bounds::{FAST_START_PCT, UNLIKE_PCT};
use crate::progression::kind::alike::{LIKE_LENGTH, like_speed, mean, median};
use crate::progression::past::WorkRep;

/// Fewest reps of which the first may be a fast start, and of which there is a last third.
const FEWEST_WITH_START: usize = 4;
const FEWEST_WITH_THIRD: usize = 3;

/// How the reps of a session stand to each other, in percent, each with the standard deviation that noise alone gives it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Shape {
    /// The last third against the rest.
    pub(crate) late: Option<(f64, f64)>,
    /// The last rep against the median of the others.
    pub(crate) last: Option<(f64, f64)>,
    /// How much faster the first rep was than the others, where it was a fast start.
    pub(crate) fast_start_pct: Option<f64>,
}

/// The shape of the work reps of a session, whatever their lengths.
pub(crate) fn shape(works: &[WorkRep]) -> Shape {
    let longest = works.iter().map(|rep| rep.distance_m).fold(0.0, f64::max);
    let shortest = works.iter().map(|rep| rep.distance_m).fold(f64::INFINITY, f64::min);
    let unlike = if longest / shortest > LIKE_LENGTH * LIKE_LENGTH { UNLIKE_PCT } else { 0.0 };
    let noise = mean(works.iter().map(|rep| rep.noise_pct)).hypot(unlike);
    let like: Vec<f64> = works.iter().map(|rep| 100.0 * like_speed(rep.distance_m, rep.speed_mps)).collect();
    let start = like.split_first().filter(|_| like.len() >= FEWEST_WITH_START);
    let ahead = start.and_then(|(first, others)| Some(first - median(others.iter().copied())?));
    let fast_start_pct = ahead.filter(|ahead| *ahead >= FAST_START_PCT);
    let told = if fast_start_pct.is_some() { &like[1..] } else { &like[..] };
    Shape { late: late(told, noise), last: last(told, noise), fast_start_pct }
}

fn late(like: &[f64], noise: f64) -> Option<(f64, f64)> {
    if like.len() < FEWEST_WITH_THIRD {
        return None;
    }
    let third = (like.len() / 3).max(1);
    let (rest, late) = like.split_at(like.len() - third);
    let change = mean(late.iter().copied()) - mean(rest.iter().copied());
    let spread = (1.0 / late.len() as f64 + 1.0 / rest.len() as f64).sqrt();
    Some((change, noise * spread)).filter(|(change, _)| change.is_finite())
}

fn last(like: &[f64], noise: f64) -> Option<(f64, f64)> {
    let (last, others) = like.split_last()?;
    let change = last - median(others.iter().copied())?;
    let spread = (1.0 + 1.0 / others.len() as f64).sqrt();
    Some((change, noise * spread)).filter(|(change, _)| change.is_finite())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn reps(all: &[(f64, f64)]) -> Vec<WorkRep> {
        all.iter()
            .map(|(distance_m, speed_mps)| WorkRep { distance_m: *distance_m, speed_mps: *speed_mps, noise_pct: 0.5 })
            .collect()
    }

    #[test]
    fn a_ladder_run_evenly_is_even() {
        let even = |metres: f64| (metres, 5.0 * (400.0 / metres).powf(0.06));
        let told = shape(&reps(&[even(400.0), even(800.0), even(1_200.0), even(800.0), even(400.0)]));
        assert!(told.late.unwrap().0.abs() < 1e-9 && told.last.unwrap().0.abs() < 1e-9);
        assert!(told.last.unwrap().1 > 1.5, "unlike lengths are noisier");
    }

    #[test]
    fn a_fast_first_rep_is_a_fast_first_rep() {
        let mut all = vec![(400.0, 4.5); 9];
        all[0].1 = 4.5 * 1.04;
        let told = shape(&reps(&all));
        assert!(told.fast_start_pct.unwrap() > 3.9 && told.late.unwrap().0.abs() < 1e-9);
    }

    #[test]
    fn a_last_third_that_falls_is_seen_past_a_fast_start() {
        let told = shape(&reps(&[(400.0, 4.8), (400.0, 4.5), (400.0, 4.5), (400.0, 4.5), (400.0, 4.2), (400.0, 4.1)]));
        assert!(told.late.unwrap().0 < -7.0 && told.last.unwrap().0 < -8.0);
    }
}
