//! Riegel's power law between race times.

use super::Effort;
use crate::stats::Range;

/// Exponent of the power law (Riegel 1981).
pub(crate) const RIEGEL_EXPONENT: f64 = 1.06;

/// Personal exponents outside this range are not believed. House rule.
const CREDIBLE_EXPONENT: Range = Range::new(1.03, 1.20);

/// Time over another distance, s: `T1 (D2/D1)^1.06`. For half of the recreational runners, the marathon time comes out
/// ten minutes or more too fast.
///
/// # Source
/// Riegel 1981, Athletic records and human endurance, American Scientist 69:285-290.
pub fn riegel_time_s(time_s: f64, distance_m: f64, other_distance_m: f64) -> f64 {
    time_s * (other_distance_m / distance_m).powf(RIEGEL_EXPONENT)
}

/// A runner's own exponent from two results; `None` outside 1.03 to 1.20.
///
/// # Definition
/// `ln(T2/T1) / ln(D2/D1)`.
pub fn riegel_exponent(first: Effort, second: Effort) -> Option<f64> {
    let exponent = (second.time_s / first.time_s).ln() / (second.distance_m / first.distance_m).ln();
    CREDIBLE_EXPONENT.contains(exponent).then_some(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impossible_exponent_is_refused() {
        let race = |distance_m, time_s| Effort { distance_m, time_s };
        let exponent = |time_s| riegel_exponent(race(5000.0, 1200.0), race(10_000.0, time_s));
        assert!(exponent(2400.0).is_none() && exponent(2502.0).is_some());
        assert!(riegel_exponent(race(5000.0, 1200.0), race(5000.0, 1200.0)).is_none());
    }
}
