//! How far a run goes up and down.

use super::Uniform;
use crate::stats::mean;
use serde::{Deserialize, Serialize};

/// Seconds to each side of the mean that calms an altimeter. House rule.
const CALM_HALF_S: usize = 5;
/// Length of a step of the way, s.
const STEP_S: usize = 10;
/// Least rise or fall that counts, m. With the mean above it gives what watches give: 0.73 to 1.16 of their own figure on
/// 90 % of 263 runs, 0.96 in the middle.
const LEAST_M: f64 = 2.0;
/// Steepest way that anyone runs, rise over way, and the flicker of an altimeter within a step, m. More is the altimeter's
/// doing: satellites that jump, a sensor that drifts while the runner stands.
const STEEPEST: f64 = 0.45;
const FLICKER_M: f64 = 0.5;
/// Fastest climb that counts, m/s. The record over a vertical kilometre is 28:53 (Fully, 2017), 0.58 m/s; ten seconds of
/// stairs may be faster. Satellites that drift faster, along a way that is long enough for it, climb nothing. House rule: 82
/// of 518 runs climb less by it, and where the watch tells a figure of its own ours comes a little nearer to it.
const FASTEST_CLIMB_MPS: f64 = 0.8;
/// Shares of steps that nobody can have run: from the first on the ascent is a rough figure, from the second on it is none.
/// House rule.
const ROUGH: f64 = 0.03;
const WRONG: f64 = 0.15;
/// Altitude must be present for at least this share of the seconds.
const LEAST_COVERAGE: f64 = 0.9;

/// Metres up and metres down.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ascent {
    /// Sum of all rises, m.
    pub up_m: f64,
    /// Sum of all falls, m.
    pub down_m: f64,
    /// Whether the altimeter was so unsteady that both are rough figures.
    pub is_rough: bool,
}

/// A rough ascent may be so many times what it was. House rule.
const ROUGHLY: f64 = 2.0;

impl Ascent {
    /// Whether the way goes up by at least so many metres, also where the figure is rough.
    pub(crate) fn is_at_least(&self, metres: f64) -> bool {
        self.up_m >= if self.is_rough { ROUGHLY * metres } else { metres }
    }
}

/// The ascent of a run; `None` where altitude is missing for more than a tenth of the recorded seconds, where there is no
/// distance, and where the altitude cannot be true.
///
/// # Definition
/// Altitude is averaged over 11 s and read every 10 s. A change that is steeper than anyone runs, and a rise that is faster
/// than anyone climbs, are left out. A rise or fall counts from turn to turn once it is 2 m, so that a flickering altimeter
/// climbs nothing.
pub fn ascent(base: &Uniform) -> Option<Ascent> {
    let altitude = base.altitude_m.as_ref().filter(|column| column.len() == base.distance_m.len())?;
    let known = altitude.iter().filter(|metres| metres.is_finite()).count();
    let recorded = base.recorded.iter().filter(|is_there| **is_there).count();
    if known == 0 || (known as f64) < LEAST_COVERAGE * recorded as f64 {
        return None;
    }
    let steps = steps(altitude, &base.distance_m);
    let wrong = steps.iter().filter(|step| step.is_none()).count() as f64 / steps.len().max(1) as f64;
    let profile = steps.iter().flatten().scan(0.0, |height, change| {
        *height += change;
        Some(*height)
    });
    let (up_m, down_m) = turns(profile);
    (wrong < WRONG).then_some(Ascent { up_m, down_m, is_rough: wrong >= ROUGH })
}

/// The change of altitude of every step, m; `None` where nobody can have run it. Over a pause or a hole an impossible
/// change is no change: the sensor drifted while nothing was recorded.
fn steps(altitude_m: &[f64], distance_m: &[f64]) -> Vec<Option<f64>> {
    let calm = |at: usize| {
        let near = &altitude_m[at.saturating_sub(CALM_HALF_S)..(at + CALM_HALF_S + 1).min(altitude_m.len())];
        mean(&near.iter().copied().filter(|metres| metres.is_finite()).collect::<Vec<_>>())
    };
    let ends = (0..altitude_m.len()).step_by(STEP_S).map(|at| (at, calm(at), distance_m[at]));
    let all: Vec<(usize, f64, f64)> = ends.filter(|end| end.1.is_finite()).collect();
    let change = |pair: &[(usize, f64, f64)]| {
        let (rise, way) = (pair[1].1 - pair[0].1, pair[1].2 - pair[0].2);
        let seconds = pair[1].0 - pair[0].0;
        let is_gap = seconds > STEP_S;
        let is_run = rise.abs() <= STEEPEST * way + FLICKER_M && rise <= FASTEST_CLIMB_MPS * seconds as f64;
        if is_gap && !is_run { Some(0.0) } else { is_run.then_some(rise) }
    };
    all.windows(2).map(change).collect()
}

/// The sums of all rises and of all falls of a profile that begins at zero, from turn to turn, m.
fn turns(profile: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut up, mut down) = (0.0, 0.0);
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    let mut rises = None;
    for height in profile {
        (low, high) = match rises {
            Some(true) => (low, high.max(height)),
            Some(false) => (low.min(height), high),
            None => (low.min(height), high.max(height)),
        };
        if rises != Some(false) && high - height >= LEAST_M {
            up += if rises == Some(true) { high - low } else { 0.0 };
            (rises, low) = (Some(false), height);
        } else if rises != Some(true) && height - low >= LEAST_M {
            down += if rises == Some(false) { high - low } else { 0.0 };
            (rises, high) = (Some(true), height);
        }
    }
    match rises {
        Some(true) => (up + high - low, down),
        Some(false) => (up, down + high - low),
        None => (up, down),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run at 3 m/s over these altitudes, one a second.
    fn of(altitude: Vec<f64>) -> Option<Ascent> {
        let distance_m = (0..altitude.len()).map(|second| 3.0 * second as f64).collect();
        let recorded = vec![true; altitude.len()];
        ascent(&Uniform { altitude_m: Some(altitude), distance_m, recorded, ..Uniform::default() })
    }

    fn hill() -> Vec<f64> {
        (0..1200).map(|second: i32| 100.0 + 0.1 * f64::from(600 - (600 - second).abs())).collect()
    }

    #[test]
    fn a_hill_counts_and_a_flicker_does_not() {
        let Some(Ascent { up_m, down_m, is_rough }) = of(hill()) else { panic!("no ascent") };
        assert!((up_m - 60.0).abs() < 2.0 && (down_m - 60.0).abs() < 2.0 && !is_rough, "{up_m} {down_m}");
        let flicker = of((0..600).map(|second| if second % 2 == 0 { 101.0 } else { 99.0 }).collect());
        assert_eq!(flicker, Some(Ascent { up_m: 0.0, down_m: 0.0, is_rough: false }));
    }

    #[test]
    fn nobody_climbs_a_jump_or_a_ramp_at_the_end() {
        let mut jumps = hill();
        jumps[300..].iter_mut().for_each(|metres| *metres += 80.0);
        (1150..1200).for_each(|second| jumps[second] += 4.0 * (second - 1149) as f64);
        let Some(Ascent { up_m, is_rough, .. }) = of(jumps) else { panic!("no ascent") };
        // The mean spreads a jump over its neighbours: a little of it stays below what can be run.
        assert!((up_m - 60.0).abs() < 6.0 && is_rough, "{up_m}");
    }

    #[test]
    fn satellites_that_drift_climb_nothing() {
        let drift = |second: usize| if (300..400).contains(&second) { 1.1 * (second - 300) as f64 } else { 0.0 };
        let Some(Ascent { up_m, is_rough, .. }) = of((0..1200).map(drift).collect()) else { panic!("no ascent") };
        // 1.1 m/s up is no steeper than a runner at 3 m/s can run for a moment, and faster than anyone climbs.
        assert!(up_m < 10.0 && is_rough, "{up_m}");
    }

    #[test]
    fn an_altitude_that_cannot_be_true_is_none() {
        let wild = (0..1200).map(|second: i32| 40.0 * f64::from(second / 20 % 3)).collect();
        assert_eq!(of(wild), None);
        assert_eq!(ascent(&Uniform { altitude_m: Some(hill()), ..Uniform::default() }), None, "no distance");
    }

    #[test]
    fn missing_altitude_is_no_ascent() {
        assert_eq!(of(vec![f64::NAN; 100]), None);
        assert_eq!(ascent(&Uniform::default()), None);
    }
}
