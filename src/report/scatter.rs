//! Words for a scatter that the noise of the recording hides. It is never written as 0.

use super::words::number;
pub(super) use crate::scores::pace_consistency::is_hidden;

/// The upper limit of a hidden scatter, without the unit: `≤ 0.5`.
pub(super) fn at_most(noise_pct: f64) -> String {
    format!("\u{2264} {}", number(noise_pct, 1))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::pace_consistency;

    #[test]
    fn a_scatter_below_the_noise_is_hidden() {
        let speeds = [92.0, 91.6, 92.4, 92.9, 93.1, 94.0].map(|time| 400.0 / time);
        assert!(is_hidden(&pace_consistency::evaluate(&speeds, 0.54, 400.0).unwrap()));
        assert!(!is_hidden(&pace_consistency::evaluate(&speeds, 0.2, 400.0).unwrap()));
        assert_eq!(at_most(0.54), "\u{2264} 0.5");
    }
}
