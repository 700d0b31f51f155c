//! Critical speed: the speed that separates what can be held from what cannot, and the distance above it.

use crate::stats::{least_squares, mean};

/// A maximal effort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Distance, m.
    pub distance_m: f64,
    /// Time, s.
    pub time_s: f64,
}

/// Critical speed with the distance that can be run above it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriticalSpeed {
    /// Critical speed, m/s.
    pub speed_mps: f64,
    /// D': distance above critical speed, m.
    pub d_prime_m: f64,
    /// Share of the variance of distance that the line explains, 0 to 1.
    pub r_squared: f64,
}

impl CriticalSpeed {
    /// Predicted time over a distance, s: `(d - D') / CS`.
    pub fn race_time_s(&self, distance_m: f64) -> f64 {
        (distance_m - self.d_prime_m) / self.speed_mps
    }

    /// Whether this critical speed may serve as an anchor: three efforts or more, `r^2 >= 0.995`, D' of 40 to 400 m.
    /// House rule.
    pub(crate) fn is_credible(&self, efforts: usize) -> bool {
        efforts >= 3 && self.r_squared >= 0.995 && (40.0..=400.0).contains(&self.d_prime_m)
    }
}

/// Critical speed from two or more maximal efforts of 2 to 20 min; `None` from fewer or from equal times.
///
/// # Definition
/// `d = CS t + D'`, least squares of distance on time.
pub fn critical_speed(efforts: &[Effort]) -> Option<CriticalSpeed> {
    let times: Vec<f64> = efforts.iter().map(|effort| effort.time_s).collect();
    let distances: Vec<f64> = efforts.iter().map(|effort| effort.distance_m).collect();
    let line = least_squares(&times, &distances)?;
    let centre = mean(&distances);
    let total: f64 = distances.iter().map(|d| (d - centre).powi(2)).sum();
    let left: f64 = times.iter().zip(&distances).map(|(t, d)| (d - line.at(*t)).powi(2)).sum();
    Some(CriticalSpeed { speed_mps: line.slope, d_prime_m: line.intercept, r_squared: 1.0 - left / total })
}

/// Time to exhaustion at a speed above critical speed by the two-parameter model, s: `D' / (v - CS)`.
pub fn time_to_exhaustion_s(speed_mps: f64, critical_mps: f64, d_prime_m: f64) -> f64 {
    d_prime_m / (speed_mps - critical_mps)
}

/// Time to exhaustion by the three-parameter model, s: `D'/(v - CS) - D'/(vmax - CS)`.
///
/// # Source
/// Morton 1996, A 3-parameter critical power model, Ergonomics 39:611-619.
pub fn time_to_exhaustion_three_s(speed_mps: f64, critical_mps: f64, d_prime_m: f64, maximum_mps: f64) -> f64 {
    time_to_exhaustion_s(speed_mps, critical_mps, d_prime_m)
        - time_to_exhaustion_s(maximum_mps, critical_mps, d_prime_m)
}

/// D' left after a time at a speed, m. For display only: the model predicts intermittent running badly.
///
/// # Definition
/// Above critical speed the balance falls by `v - CS` each second. Below critical speed the gap to D' closes with
/// `tau = D' / (CS - v)` (the differential form of Skiba's model).
pub fn d_prime_balance(balance_m: f64, critical: &CriticalSpeed, speed_mps: f64, time_s: f64) -> f64 {
    let surplus = speed_mps - critical.speed_mps;
    if surplus >= 0.0 {
        return balance_m - surplus * time_s;
    }
    let tau = critical.d_prime_m / -surplus;
    critical.d_prime_m - (critical.d_prime_m - balance_m) * (-time_s / tau).exp()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_credible_fit_has_three_near_collinear_efforts() {
        let efforts = [(1200.0, 228.0), (2400.0, 492.0), (3600.0, 764.0)]
            .map(|(distance_m, time_s)| Effort { distance_m, time_s });
        let fit = critical_speed(&efforts).unwrap();
        assert!(fit.is_credible(3));
        assert!(!fit.is_credible(2));
        assert!(critical_speed(&efforts[..1]).is_none());
    }

    #[test]
    fn at_critical_speed_nothing_drains() {
        let critical = CriticalSpeed { speed_mps: 4.0, d_prime_m: 200.0, r_squared: 1.0 };
        assert!((d_prime_balance(150.0, &critical, 4.0, 60.0) - 150.0).abs() < 1e-12);
    }
}
