//! A step of the heart rate in the midst of even running: the sensor's, not the heart's.

use crate::clean::Uniform;
use crate::model::Channel;
use crate::stats::{known_median, mean};

/// A heart that jumps by so much within [`STEP_S`] while nothing else changes is none, bpm. House rule, tried on 530 even
/// runs: it finds the nine whose traces are plainly broken.
const STEP_BPM: f64 = 25.0;
const STEP_S: usize = 20;
/// The heart rate stays at its level for so long before and after the step, s, ...
const LEVEL_S: usize = 60;
/// ... the two halves of which differ by at most this, bpm.
const LEVEL_BPM: f64 = 5.0;
/// The running is even from so long before the first level, s: the heart follows a hill or a surge after a while.
const BEFORE_S: usize = 60;
/// Time over which speeds and cadences are compared, s.
const PART_S: usize = 20;
/// Running is even where each part is within this share of the mean speed, the cadences within this share of their mean ...
const EVEN_SPEED: f64 = 0.15;
/// ... the second half within this of the first ...
const EVEN_HALVES: f64 = 0.06;
const EVEN_CADENCE: f64 = 0.03;
/// ... and the ground rises and falls by at most this, m.
const LEVEL_GROUND_M: f64 = 10.0;
/// Time at the start of a run in which the heart rate may do what it will, s.
const START_S: usize = 300;

/// The step of the heart rate in an even run, in words; `None` where there is none.
///
/// # Definition
/// Two levels of a minute each, 20 s apart, differ by 25 bpm or more; and over both and the minute before, the speed, the
/// cadence and the altitude, where they are known, stay as they are.
pub(crate) fn step_problem(uniform: &Uniform) -> Option<String> {
    let rates = uniform.heart_rate_bpm.as_ref()?;
    let starts = START_S + BEFORE_S + LEVEL_S..(uniform.len() + 1).saturating_sub(STEP_S + LEVEL_S);
    starts.into_iter().find_map(|at| {
        // Most seconds are told from two values alone.
        let is_apart = (rates[at + STEP_S + LEVEL_S / 2] - rates[at - LEVEL_S / 2]).abs() >= STEP_BPM - 2.0 * LEVEL_BPM;
        let (before, after) = is_apart.then(|| levels(rates, at)).flatten()?;
        let is_step = (after - before).abs() >= STEP_BPM && is_even(uniform, at);
        is_step
            .then(|| format!("heart rate steps from {before:.0} to {after:.0} bpm within {STEP_S} s of even running"))
    })
}

/// The levels before and after a step that begins at a second, bpm; `None` where the heart rate is on no level.
fn levels(rates: &[f64], at: usize) -> Option<(f64, f64)> {
    let level = |from: usize| {
        let values = rates.get(from..from + LEVEL_S).filter(|values| values.iter().all(|bpm| bpm.is_finite()))?;
        let middle = |values: &[f64]| known_median(values.iter().copied());
        let (first, second) = values.split_at(LEVEL_S / 2);
        let is_level = (middle(first)? - middle(second)?).abs() <= LEVEL_BPM;
        middle(values).filter(|_| is_level)
    };
    level(at - LEVEL_S).zip(level(at + STEP_S))
}

/// Whether the running about a step that begins at a second is even: nothing gives the heart a reason.
fn is_even(uniform: &Uniform, at: usize) -> bool {
    let seconds = at - LEVEL_S - BEFORE_S..at + STEP_S + LEVEL_S;
    let part = |channel: &Channel| channel.get(seconds.clone()).unwrap_or_default().to_vec();
    let is_recorded = uniform.recorded.get(seconds.clone()).is_some_and(|all| all.iter().all(|second| *second));
    let is_steady = |channel: &Channel, share: f64| {
        let values = part(channel);
        let means: Vec<f64> = values.chunks_exact(PART_S).map(mean).collect();
        let all = mean(&values);
        let (first, second) = values.split_at(values.len() / 2);
        let is_one_level = (mean(second) / mean(first) - 1.0).abs() <= EVEN_HALVES;
        is_one_level && means.iter().all(|mean| (mean / all - 1.0).abs() <= share)
    };
    let rise = |altitude: &Channel| {
        let values = part(altitude);
        values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - values.iter().copied().fold(f64::INFINITY, f64::min)
    };
    is_recorded
        && is_steady(&uniform.speed_mps, EVEN_SPEED)
        && uniform.step_rate_spm.as_ref().is_none_or(|cadence| is_steady(cadence, EVEN_CADENCE))
        && uniform.altitude_m.as_ref().is_none_or(|altitude| rise(altitude) <= LEVEL_GROUND_M)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An even run of a quarter of an hour at these heart rates.
    fn run(rate: impl Fn(usize) -> f64) -> Uniform {
        Uniform {
            speed_mps: vec![3.2; 900],
            heart_rate_bpm: Some((0..900).map(rate).collect()),
            recorded: vec![true; 900],
            ..Uniform::default()
        }
    }

    #[test]
    fn a_step_at_even_running_is_the_sensors() {
        let step = run(|second| if second < 600 { 158.0 } else { 190.0 });
        let told = "heart rate steps from 158 to 190 bpm within 20 s of even running";
        assert_eq!(step_problem(&step).as_deref(), Some(told));
        assert_eq!(step_problem(&run(|second| 140.0 + second as f64 / 20.0)), None, "a rise");
        assert_eq!(step_problem(&run(|second| if second < 100 { 110.0 } else { 150.0 })), None, "the start");
        assert_eq!(step_problem(&Uniform::default()), None);
    }

    #[test]
    fn a_surge_and_a_hill_raise_the_heart_rate() {
        let mut surge = run(|second| if second < 600 { 150.0 } else { 180.0 });
        surge.speed_mps[580..].fill(4.2);
        assert_eq!(step_problem(&surge), None);
        let mut hill = run(|second| if second < 600 { 150.0 } else { 180.0 });
        hill.altitude_m = Some((0..900).map(|second| 0.2 * f64::from(second)).collect());
        assert_eq!(step_problem(&hill), None);
    }
}
