//! What heat and altitude are expected to cost a run.

/// Sum of temperature and dew point, degrees Fahrenheit, and the slowdown of a continuous run up to that sum, %.
const HEAT: [(f64, f64); 9] = [
    (100.0, 0.0),
    (110.0, 0.25),
    (120.0, 0.75),
    (130.0, 1.5),
    (140.0, 2.5),
    (150.0, 3.75),
    (160.0, 5.25),
    (170.0, 7.0),
    (180.0, 9.0),
];
/// Share of that slowdown for reps with recoveries.
const REPS_SHARE: f64 = 0.5;

/// Altitude, m, and the slowdown there of a run of five minutes or more in the first two weeks, %.
const ALTITUDE: [(f64, f64); 5] = [(600.0, 0.0), (1200.0, 2.15), (1500.0, 2.9), (1800.0, 3.8), (2400.0, 5.9)];
/// Rep time below which the slowdown by altitude shrinks in proportion, s. House rule.
const ALTITUDE_REP_S: f64 = 300.0;

/// What heat is expected to cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heat {
    /// Slowdown of reps, %.
    pub reps_slowdown_pct: f64,
    /// Whether the heat is beyond the table: then no hard running.
    pub is_too_hot: bool,
}

/// What heat is expected to cost reps; `None` where a value is no number.
///
/// # Definition
/// The sum of temperature and dew point in degrees Fahrenheit, in steps of 10 from 100 to 180, gives 0 to 9 % for a
/// continuous run. Reps have half of it.
/// # Source
/// A coach's table (M. Hadley, Maximum Performance Running, July 2013); not peer reviewed. Evidence: unclear.
///
/// ```
/// let heat = lastrep::scores::conditions::heat(28.0, 20.0).unwrap();
/// assert_eq!(heat.reps_slowdown_pct, 1.875);
/// ```
pub fn heat(temperature_c: f64, dew_point_c: f64) -> Option<Heat> {
    let sum_f = 1.8 * (temperature_c + dew_point_c) + 64.0;
    if !sum_f.is_finite() {
        return None;
    }
    // The table is in whole degrees: a sum just above a limit is rounding.
    let row = HEAT.iter().find(|(limit, _)| sum_f <= limit + 0.5);
    let slowdown = row.map_or(HEAT[HEAT.len() - 1].1, |(_, slowdown)| *slowdown);
    Some(Heat { reps_slowdown_pct: REPS_SHARE * slowdown, is_too_hot: row.is_none() })
}

/// What altitude costs a rep in the first two weeks, %; 0 up to 600 m.
///
/// # Definition
/// Linear between 0, 2.15, 2.9, 3.8 and 5.9 % at 600, 1200, 1500, 1800 and 2400 m, and by the last slope above. Times
/// `min(1, rep time / 300 s)`.
/// # Source
/// Conversion factors of the NCAA for track times, as quoted in guides. The reduction for short reps is a house rule.
/// Evidence: unclear.
pub(crate) fn altitude_slowdown_pct(altitude_m: f64, rep_s: f64) -> f64 {
    let above = ALTITUDE.iter().position(|(limit, _)| altitude_m <= *limit).unwrap_or(ALTITUDE.len() - 1);
    let Some(below) = above.checked_sub(1) else { return 0.0 };
    let ((low, from), (high, to)) = (ALTITUDE[below], ALTITUDE[above]);
    (from + (to - from) * (altitude_m - low) / (high - low)) * (rep_s / ALTITUDE_REP_S).min(1.0)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn celsius(fahrenheit: f64) -> f64 {
        (fahrenheit - 32.0) / 1.8
    }

    #[test]
    fn heat_goes_by_the_sum_in_fahrenheit() {
        let of_sum = |sum: f64| heat(celsius(sum - 60.0), celsius(60.0)).unwrap();
        for (sum, expected) in [(90.0, 0.0), (100.0, 0.0), (101.0, 0.125), (125.0, 0.75), (145.0, 1.875), (175.0, 4.5)]
        {
            assert!((of_sum(sum).reps_slowdown_pct - expected).abs() < 1e-9, "{sum}");
        }
        assert!(of_sum(185.0).is_too_hot && !of_sum(179.0).is_too_hot);
        assert_eq!(heat(f64::NAN, 10.0), None);
    }

    #[test]
    fn altitude_costs_long_reps_and_nothing_low_down() {
        assert!(altitude_slowdown_pct(300.0, 600.0).abs() < 1e-12 && altitude_slowdown_pct(600.0, 600.0).abs() < 1e-12);
        assert!((altitude_slowdown_pct(1500.0, 600.0) - 2.9).abs() < 1e-9);
        assert!((altitude_slowdown_pct(2100.0, 150.0) - 2.425).abs() < 1e-9, "half way up, half a rep");
        assert!(altitude_slowdown_pct(3000.0, 300.0) > 5.9);
    }
}
