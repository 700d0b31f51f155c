//! A change with the noise of it.

use crate::stats::NORMAL_90;
use serde::{Deserialize, Serialize};

/// A change between reps, with the standard deviation that noise alone gives it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NoisyChange {
    /// The change, %; positive is faster.
    pub pct: f64,
    /// Its standard deviation by noise alone, %.
    pub noise_pct: f64,
}

impl NoisyChange {
    /// Whether the change is below a bound by more than its noise, at 90 %.
    pub(crate) fn is_below(self, bound_pct: f64) -> bool {
        self.pct + NORMAL_90 * self.noise_pct < bound_pct
    }

    /// Whether the change is above a bound by more than its noise, at 90 %.
    pub(crate) fn is_above(self, bound_pct: f64) -> bool {
        self.pct - NORMAL_90 * self.noise_pct > bound_pct
    }

    /// Whether the change is within a bound either way, its noise at 90 % included.
    pub(crate) fn is_within(self, bound_pct: f64) -> bool {
        self.pct.abs() + NORMAL_90 * self.noise_pct <= bound_pct
    }

    /// The same change, with at most so much noise, %.
    pub(crate) fn with_noise_up_to(self, most_pct: f64) -> Self {
        Self { noise_pct: self.noise_pct.min(most_pct), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_keeps_a_change_from_standing_out() {
        let fall = NoisyChange { pct: -3.0, noise_pct: 1.0 };
        assert!(fall.is_below(-1.0) && !fall.is_below(-2.0) && !fall.is_above(-4.0) && fall.is_above(-5.0));
        assert!(NoisyChange { noise_pct: 9.0, ..fall }.with_noise_up_to(1.0).is_below(-1.0));
        assert!(!NoisyChange { noise_pct: f64::NAN, ..fall }.is_below(0.0), "unknown noise shows nothing");
    }
}
