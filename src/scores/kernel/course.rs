//! How the work reps of a session went, whatever their lengths. Speeds are first adjusted to one length, then compared.

use super::anchors::RIEGEL_EXPONENT;
use super::change::NoisyChange;
use crate::segment::alike::ONE_RUNG;
use crate::stats::{NORMAL_90, mean, median};
use serde::{Deserialize, Serialize};
use std::f64::consts::SQRT_2;

/// Loss of speed with distance, by the power law of race times.
const SLOWER_WITH_LENGTH: f64 = RIEGEL_EXPONENT - 1.0;
/// Length to which speeds are adjusted, m.
const LIKE_M: f64 = 400.0;
/// Reps whose times lie within this ratio were run by the clock.
const BY_CLOCK: f64 = 1.005;
/// Noise that unlike lengths add to a rep, %. House rule.
const UNLIKE_PCT: f64 = 1.5;
/// How much faster than the others a first rep is in a fast start, %. The others are then compared without it. House
/// rule.
const FAST_START_PCT: f64 = 3.0;
/// Noise of a rep above which nothing stands out, %. House rule.
pub(crate) const READABLE_PCT: f64 = 2.5;
/// How much slower than the rest a faded last third is, %. Within this the course is even. House rule.
pub(crate) const FADED_PCT: f64 = 2.0;
/// Fewest reps with a fast start, and fewest with a last third or a change from each rep to the next.
const FEWEST_WITH_START: usize = 4;
const FEWEST_WITH_THIRD: usize = 3;

/// One work rep of the session, whatever its length.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WorkRep {
    /// Distance, m.
    pub distance_m: f64,
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Measurement noise of that speed, %.
    pub noise_pct: f64,
}

/// How the reps of a session compare.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Course {
    /// The last third against the rest; three reps or more.
    pub late_pct: Option<NoisyChange>,
    /// The last rep against the median of the others; two reps or more.
    pub last_pct: Option<NoisyChange>,
    /// Whether the reps were of unlike lengths, so that the comparisons are of speeds adjusted to one length.
    pub is_adjusted: bool,
    /// How much faster the first rep was than the median of the others, where it was a fast start and no other was as fast.
    pub fast_start_pct: Option<f64>,
    /// What stands out beyond the noise; `None` where nothing does.
    pub going: Option<Going>,
}

/// What stands out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Going {
    /// Each rep was faster than the one before, by more than the noise.
    EachFaster,
    /// Each rep was slower than the one before, by more than the noise.
    EachSlower,
    /// The last third was slower, by this many percent.
    Faded(f64),
    /// The last rep was the slowest.
    LastSlowest,
    /// The last rep was the fastest.
    LastFastest,
    /// The last third was as fast as the rest; of two reps, the last as fast as the first.
    Even,
}

impl Going {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::EachFaster => "each-faster",
            Self::EachSlower => "each-slower",
            Self::Faded(_) => "faded",
            Self::LastSlowest => "last-slowest",
            Self::LastFastest => "last-fastest",
            Self::Even => "even",
        }
    }
}

/// The logarithm of a speed, adjusted to the common length.
pub(crate) fn like_speed(distance_m: f64, speed_mps: f64) -> f64 {
    speed_mps.ln() + SLOWER_WITH_LENGTH * (distance_m / LIKE_M).ln()
}

/// The course of work reps, in order.
///
/// # Definition
/// Speeds are `ln v + 0.06 ln(d / 400 m)`. Among four reps or more, the first is a fast start when it is 3 % faster
/// than the median of the others and the difference is beyond the noise. The others are then compared without it. A
/// difference stands out beyond 1.28 standard deviations of the noise alone, and beyond 2 %: within that the reps are even.
pub fn course(works: &[WorkRep]) -> Course {
    let longest = works.iter().map(|rep| rep.distance_m).fold(0.0, f64::max);
    let shortest = works.iter().map(|rep| rep.distance_m).fold(f64::INFINITY, f64::min);
    let is_alike = longest / shortest <= ONE_RUNG * ONE_RUNG;
    let unlike = if is_alike { 0.0 } else { UNLIKE_PCT };
    let own_pct = mean(&works.iter().map(|rep| rep.noise_pct).collect::<Vec<_>>());
    let noise_pct = own_pct.hypot(unlike);
    let like: Vec<f64> = works.iter().map(|rep| 100.0 * like_speed(rep.distance_m, rep.speed_mps)).collect();
    let start = like.split_first().filter(|_| like.len() >= FEWEST_WITH_START);
    let ahead = start.map(|(first, others)| first - median(others));
    let ahead = ahead.filter(|ahead| *ahead >= FAST_START_PCT.max(NORMAL_90 * noise_pct));
    let told = if ahead.is_some() { &like[1..] } else { &like[..] };
    // A rep as fast later on shows that the start did not cost too much.
    let fast_start_pct = ahead.filter(|_| like[1..].iter().all(|other| *other < like[0]));
    let (late_pct, last_pct) = (late(told, noise_pct), last(told, noise_pct));
    let is_readable = own_pct <= READABLE_PCT;
    let going = if is_readable { going(&like, told, late_pct, last_pct, noise_pct) } else { None };
    let going = going.filter(|going| !is_alike || times_agree(works, *going));
    Course { late_pct, last_pct, is_adjusted: !is_alike, fast_start_pct, going }
}

/// Whether the times of reps of one length confirm the speeds: when each rep was faster by speed, each must be faster
/// by the watch. Reps by the clock have equal times, which say nothing.
fn times_agree(works: &[WorkRep], going: Going) -> bool {
    let times: Vec<f64> = works.iter().map(|rep| rep.distance_m / rep.speed_mps).collect();
    let (least, most) =
        (times.iter().copied().fold(f64::INFINITY, f64::min), times.iter().copied().fold(0.0, f64::max));
    let Some((last, others)) = times.split_last().filter(|_| most / least > BY_CLOCK) else { return true };
    match going {
        Going::EachFaster => times.is_sorted_by(|a, b| a > b),
        Going::EachSlower => times.is_sorted_by(|a, b| a < b),
        Going::Faded(_) | Going::LastSlowest => *last > median(others),
        Going::LastFastest => *last < median(others),
        Going::Even => true,
    }
}

fn late(like: &[f64], noise_pct: f64) -> Option<NoisyChange> {
    if like.len() < FEWEST_WITH_THIRD {
        return None;
    }
    let third = (like.len() / 3).max(1);
    let (rest, late) = like.split_at(like.len() - third);
    let spread = (1.0 / late.len() as f64 + 1.0 / rest.len() as f64).sqrt();
    finite(mean(late) - mean(rest), noise_pct * spread)
}

fn last(like: &[f64], noise_pct: f64) -> Option<NoisyChange> {
    let (last, others) = like.split_last().filter(|(_, others)| !others.is_empty())?;
    let spread = (1.0 + 1.0 / others.len() as f64).sqrt();
    finite(last - median(others), noise_pct * spread)
}

fn finite(pct: f64, noise_pct: f64) -> Option<NoisyChange> {
    pct.is_finite().then_some(NoisyChange { pct, noise_pct })
}

fn going(
    like: &[f64],
    told: &[f64],
    late: Option<NoisyChange>,
    last: Option<NoisyChange>,
    noise_pct: f64,
) -> Option<Going> {
    let last_rep = like.last()?;
    // Each step is more than two even reps usually differ by: noise seldom makes all steps go one way, and by so much never.
    let step_pct = SQRT_2 * noise_pct;
    if late.is_some_and(|late| late.pct >= FADED_PCT) && like.is_sorted_by(|a, b| b - a > step_pct) {
        return Some(Going::EachFaster);
    }
    if late.is_some_and(|late| late.pct <= -FADED_PCT) && like.is_sorted_by(|a, b| a - b > step_pct) {
        return Some(Going::EachSlower);
    }
    if let Some(fade) = late.filter(|late| late.is_below(0.0) && late.pct <= -FADED_PCT) {
        return Some(Going::Faded(fade.pct));
    }
    let change = last?;
    let others = &told[..told.len() - 1];
    let is_apart = change.pct.abs() >= FADED_PCT;
    if is_apart && change.is_above(0.0) && others.iter().all(|other| other < last_rep) {
        return Some(Going::LastFastest);
    }
    if is_apart && change.is_below(0.0) && others.iter().all(|other| other > last_rep) {
        return Some(Going::LastSlowest);
    }
    late.unwrap_or(change).is_within(FADED_PCT).then_some(Going::Even)
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

    fn of_400(speeds: &[f64]) -> Course {
        course(&reps(&speeds.iter().map(|speed| (400.0, *speed)).collect::<Vec<_>>()))
    }

    #[test]
    fn a_ladder_run_evenly_is_even() {
        let even = |metres: f64| (metres, 5.0 * (400.0 / metres).powf(0.06));
        let told = course(&reps(&[even(400.0), even(800.0), even(1_200.0), even(800.0), even(400.0)]));
        assert!(told.late_pct.unwrap().pct.abs() < 1e-9 && told.last_pct.unwrap().pct.abs() < 1e-9);
        assert!(told.last_pct.unwrap().noise_pct > 1.5, "unlike lengths are noisier");
    }

    #[test]
    fn a_fast_first_rep_is_a_fast_first_rep() {
        let mut speeds = vec![4.5; 9];
        speeds[0] = 4.5 * 1.05;
        let told = of_400(&speeds);
        assert!(told.fast_start_pct.unwrap() > 4.8 && told.late_pct.unwrap().pct.abs() < 1e-9);
        assert_eq!(told.going, Some(Going::Even));
    }

    #[test]
    fn a_first_rep_is_no_fast_start_where_another_was_as_fast() {
        let told = of_400(&[4.8, 4.5, 4.5, 4.5, 4.5, 4.85]);
        assert_eq!(told.fast_start_pct, None);
        assert!(told.late_pct.unwrap().pct > 3.0, "the reps are still compared without the first");
    }

    #[test]
    fn a_last_third_that_falls_is_seen_past_a_fast_start() {
        let told = of_400(&[4.8, 4.5, 4.5, 4.5, 4.2, 4.1]);
        assert!(told.late_pct.unwrap().pct < -7.0 && told.last_pct.unwrap().pct < -8.0);
        assert!(matches!(told.going, Some(Going::Faded(change)) if change < -7.0));
    }

    #[test]
    fn two_and_three_reps_say_what_they_can() {
        assert_eq!(of_400(&[4.5, 4.6, 4.7]).going, Some(Going::EachFaster));
        assert_eq!(of_400(&[4.7, 4.6, 4.5]).going, Some(Going::EachSlower));
        assert_eq!(of_400(&[4.5, 4.7]).going, Some(Going::LastFastest));
        assert_eq!(of_400(&[4.5, 4.51]).going, Some(Going::Even), "within the noise");
        assert_eq!(course(&reps(&[(400.0, 4.5)])).going, None);
    }

    #[test]
    fn each_is_said_only_where_each_step_is_more_than_the_noise() {
        assert_eq!(of_400(&[4.5, 4.501, 4.7]).going, Some(Going::LastFastest), "two of them were even");
        assert_eq!(of_400(&[4.7, 4.695, 4.69]).going, Some(Going::Even));
    }

    #[test]
    fn what_the_times_deny_is_not_told() {
        // Speeds fall only because the satellites made each rep shorter: 3:12, 3:12, 3:09 by the watch.
        let told = course(&reps(&[(1_019.0, 1_019.0 / 191.9), (1_005.0, 1_005.0 / 191.7), (984.0, 984.0 / 189.4)]));
        assert_eq!(told.going, None);
    }

    #[test]
    fn what_cannot_be_read_is_not_told() {
        let rough = |speed: f64| WorkRep { distance_m: 100.0, speed_mps: speed, noise_pct: 5.0 };
        assert_eq!(course(&[rough(5.0), rough(5.5), rough(6.2)]).going, None);
    }
}
