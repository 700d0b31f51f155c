//! The Daniels–Gilbert equations: from a race to a fitness index, and from the index to training speeds.
//!
//! # Source
//! J. Daniels, J. Gilbert: Oxygen Power, 1979; fractions of the index from J. Daniels: Daniels' Running Formula, 3rd ed.

use super::Family;

/// Fraction of the index at which threshold work is run.
const THRESHOLD_FRACTION: f64 = 0.88;
/// Fraction of the index at which interval work is run.
const INTERVAL_FRACTION: f64 = 0.975;
/// How much faster than interval pace 400 m at repetition pace are, s, up to [`LEAD_FALLS_FROM`].
const REPETITION_LEAD_SLOW_S: f64 = 8.0;
/// The same for an index of [`LEAD_FALLS_TO`] and more, s.
const REPETITION_LEAD_FAST_S: f64 = 6.0;
/// The index from which the lead falls.
const LEAD_FALLS_FROM: f64 = 47.0;
/// The index at which the lead has fallen.
const LEAD_FALLS_TO: f64 = 50.0;

/// Oxygen cost of a speed in m/min, ml/kg/min.
fn oxygen_cost(speed_m_min: f64) -> f64 {
    -4.60 + 0.182_258 * speed_m_min + 0.000_104 * speed_m_min * speed_m_min
}

/// The share of the maximum that can be held for so many minutes.
fn sustainable_share(minutes: f64) -> f64 {
    0.8 + 0.189_439_3 * (-0.012_778 * minutes).exp() + 0.298_955_8 * (-0.193_260_5 * minutes).exp()
}

/// The fitness index (VDOT) of a race; a pace index, never a laboratory value.
pub(crate) fn vdot(distance_m: f64, time_s: f64) -> f64 {
    let minutes = time_s / 60.0;
    oxygen_cost(distance_m / minutes) / sustainable_share(minutes)
}

/// The speed whose oxygen cost is a fraction of the index, m/s.
pub(crate) fn speed_at_fraction(vdot: f64, fraction: f64) -> f64 {
    let (a, b) = (0.000_104, 0.182_258);
    let c: f64 = 4.60 + fraction * vdot;
    (-b + (b * b + 4.0 * a * c).sqrt()) / (2.0 * a) / 60.0
}

/// Training speed of a family at an index, m/s; `None` for the families without a fixed fraction (F, S).
pub(crate) fn training_speed(family: Family, vdot: f64) -> Option<f64> {
    match family {
        Family::T => Some(speed_at_fraction(vdot, THRESHOLD_FRACTION)),
        Family::I => Some(speed_at_fraction(vdot, INTERVAL_FRACTION)),
        Family::R => {
            let share = ((vdot - LEAD_FALLS_FROM) / (LEAD_FALLS_TO - LEAD_FALLS_FROM)).clamp(0.0, 1.0);
            let lead = REPETITION_LEAD_SLOW_S + share * (REPETITION_LEAD_FAST_S - REPETITION_LEAD_SLOW_S);
            Some(400.0 / (400.0 / speed_at_fraction(vdot, INTERVAL_FRACTION) - lead))
        }
        Family::F | Family::S => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// The printed table's row of 50: 5 km in 19:57, T 4:15 /km, I 93 s and R 87 s per 400 m.
    #[test]
    fn index_fifty_agrees_with_the_printed_row() {
        assert!((vdot(5000.0, 1197.0) - 50.0).abs() < 0.1);
        let pace = |family| 1000.0 / training_speed(family, 50.0).unwrap();
        assert!((pace(Family::T) - 255.0).abs() < 1.0);
        assert!((pace(Family::I) * 0.4 - 93.0).abs() < 1.5);
        assert!((pace(Family::R) * 0.4 - 87.0).abs() < 1.5);
    }

    #[test]
    fn speed_at_the_whole_index_costs_the_index() {
        let speed = speed_at_fraction(45.0, 1.0);
        assert!((oxygen_cost(speed * 60.0) - 45.0).abs() < 1e-9);
    }
}
