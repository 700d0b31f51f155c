//! Flat-equivalent speed: the speed on the flat that costs as much as the speed run uphill or downhill. The result is
//! another base of the same shape.

use super::{Uniform, grade_factor};
use crate::model::Channel;

/// Half the time over which a gradient is taken, s. The whole window is some 35 m of running: a barometer that wavers
/// by 0.3 m then errs by one percent of slope. The window is still short against a hill rep.
const HALF_WINDOW_S: usize = 6;

/// Least distance within the window for a gradient, m. A standing runner climbs nothing, whatever the altimeter does.
const LEAST_WAY_M: f64 = 10.0;

/// Altitude must be present for at least this share of the seconds.
const LEAST_COVERAGE: f64 = 0.95;

/// Gradient at each second (rise over run), taken over 6 s to either side; 0 where the runner covers less than 10 m.
///
/// `None` without distance, or where altitude is missing for more than a twentieth of the seconds.
pub(crate) fn gradients(base: &Uniform) -> Option<Channel> {
    let altitude = base.altitude_m.as_ref().filter(|column| column.len() == base.distance_m.len())?;
    let present = altitude.iter().filter(|value| value.is_finite()).count();
    if altitude.is_empty() || (present as f64) < LEAST_COVERAGE * altitude.len() as f64 {
        return None;
    }
    let last = altitude.len() - 1;
    let gradient = |k: usize| {
        let (a, b) = (k.saturating_sub(HALF_WINDOW_S), (k + HALF_WINDOW_S).min(last));
        let (rise, way) = (altitude[b] - altitude[a], base.distance_m[b] - base.distance_m[a]);
        if way >= LEAST_WAY_M && rise.is_finite() { rise / way } else { 0.0 }
    };
    Some((0..=last).map(gradient).collect())
}

/// The base with each speed replaced by its flat-equivalent speed, given the gradients. Its distance is the sum of
/// those speeds.
///
/// # Source
/// The cost of running by gradient: [`grade_factor`] (Minetti et al. 2002).
pub(crate) fn on_the_flat(base: &Uniform, gradients: &[f64]) -> Uniform {
    let speed_mps: Channel =
        base.speed_mps.iter().zip(gradients).map(|(speed, gradient)| speed * grade_factor(*gradient)).collect();
    let mut metres = base.distance_m.first().copied().unwrap_or(0.0);
    let distance_m = speed_mps
        .iter()
        .map(|speed| {
            metres += speed;
            metres
        })
        .collect();
    Uniform { distance_m, speed_mps, ..base.clone() }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn slope(rise_per_m: f64) -> Uniform {
        let distance_m: Vec<f64> = (0..100).map(|second| 3.0 * f64::from(second)).collect();
        Uniform {
            altitude_m: Some(distance_m.iter().map(|metres| 200.0 + rise_per_m * metres).collect()),
            speed_mps: std::iter::once(0.0).chain([3.0; 99]).collect(),
            recorded: vec![true; 100],
            distance_m,
            ..Uniform::default()
        }
    }

    #[test]
    fn uphill_counts_more_and_the_flat_as_it_is() {
        let hill = slope(0.08);
        let steep = on_the_flat(&hill, &gradients(&hill).unwrap());
        assert!((steep.speed_mps[50] - 3.0 * grade_factor(0.08)).abs() < 1e-9);
        let level = slope(0.0);
        let same = on_the_flat(&level, &gradients(&level).unwrap());
        assert!((same.distance_m[99] - level.distance_m[99]).abs() < 1e-9);
    }

    #[test]
    fn missing_altitude_is_no_gradient() {
        let mut hill = slope(0.08);
        hill.altitude_m.as_mut().unwrap()[..10].fill(f64::NAN);
        assert_eq!(gradients(&hill), None);
        assert_eq!(gradients(&Uniform::default()), None);
    }
}
