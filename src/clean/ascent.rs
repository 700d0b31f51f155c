//! How far a run goes up and down.

use super::Uniform;
use crate::stats::mean;

/// Seconds to each side of the mean that calms an altimeter. House rule.
const CALM_HALF_S: usize = 15;
/// Least rise or fall that counts, m: three times the noise of a barometer. House rule.
const LEAST_M: f64 = 3.0;
/// Altitude must be present for at least this share of the seconds.
const LEAST_COVERAGE: f64 = 0.9;

/// Metres up and metres down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ascent {
    /// Sum of all rises, m.
    pub up_m: f64,
    /// Sum of all falls, m.
    pub down_m: f64,
}

/// The ascent of a run; `None` where altitude is missing for more than a tenth of the seconds.
///
/// # Definition
/// Altitude is averaged over 31 s. A rise or fall counts once it is 3 m, so that a flickering altimeter climbs nothing.
pub fn ascent(base: &Uniform) -> Option<Ascent> {
    let altitude = base.altitude_m.as_ref()?;
    let known: Vec<f64> = altitude.iter().copied().filter(|metres| metres.is_finite()).collect();
    if known.is_empty() || (known.len() as f64) < LEAST_COVERAGE * altitude.len() as f64 {
        return None;
    }
    let calm = |at: usize| mean(&known[at.saturating_sub(CALM_HALF_S)..(at + CALM_HALF_S + 1).min(known.len())]);
    let mut sum = Ascent { up_m: 0.0, down_m: 0.0 };
    let mut level = calm(0);
    for at in 1..known.len() {
        let change = calm(at) - level;
        if change.abs() >= LEAST_M {
            sum.up_m += change.max(0.0);
            sum.down_m -= change.min(0.0);
            level += change;
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(altitude: Vec<f64>) -> Option<Ascent> {
        ascent(&Uniform { altitude_m: Some(altitude), ..Uniform::default() })
    }

    #[test]
    fn a_hill_counts_and_a_flicker_does_not() {
        let hill = (0..1200).map(|second: i32| 100.0 + 0.1 * f64::from(600 - (600 - second).abs()));
        let Some(Ascent { up_m, down_m }) = of(hill.collect()) else { panic!("no ascent") };
        assert!((up_m - 60.0).abs() < 4.0 && (down_m - 60.0).abs() < 4.0, "{up_m} {down_m}");
        let flicker = of((0..600).map(|second| if second % 2 == 0 { 101.0 } else { 99.0 }).collect());
        assert_eq!(flicker, Some(Ascent { up_m: 0.0, down_m: 0.0 }));
    }

    #[test]
    fn missing_altitude_is_no_ascent() {
        assert_eq!(ascent(&Uniform::default()), None);
        assert_eq!(of((0..100).map(|second| if second < 20 { f64::NAN } else { 5.0 }).collect()), None);
    }
}
