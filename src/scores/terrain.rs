//! Whether reps were run up or down a hill: then pace says little about effort.

use crate::clean::Uniform;
use crate::model::{Activity, Span, Surface};
use crate::segment::Segment;
use crate::stats::{mean, median};

/// Reps steeper than this are hilly, rise over run. House rule.
const HILLY: f64 = 0.02;
/// A rise below this is not told from the noise of the altimeter, m. House rule.
const LEAST_RISE_M: f64 = 5.0;
/// Shorter reps rise too little to be told from that noise, m. House rule.
const LEAST_REP_M: f64 = 200.0;
/// Seconds over which altitude is averaged at each end of a rep: some 30 m of running.
const SMOOTH_S: f64 = 8.0;

/// Whether a rep is on level ground by its place: a track, a treadmill.
pub(super) fn is_level(activity: &Activity, rep: &Segment) -> bool {
    matches!(activity.surface, Some(Surface::Track | Surface::Treadmill)) || rep.snapped_distance_m.is_some()
}

/// Gradient of a rep from end to end, rise over run; `None` without altitude, and of a rep too short to tell.
pub(super) fn gradient(uniform: &Uniform, span: Span, distance_m: f64) -> Option<f64> {
    let altitude = uniform.altitude_m.as_ref().filter(|_| distance_m >= LEAST_REP_M)?;
    let at = |from_s: f64, to_s: f64| {
        let values: Vec<f64> =
            altitude.get(uniform.range(Span::new(from_s, to_s)))?.iter().copied().filter(|m| m.is_finite()).collect();
        (!values.is_empty()).then(|| mean(&values))
    };
    let rise = at(span.end_s - SMOOTH_S, span.end_s)? - at(span.start_s, span.start_s + SMOOTH_S)?;
    // The two means lie half a window inside the rep at each end.
    let run = distance_m * (1.0 - SMOOTH_S / span.length_s());
    (run > 0.0).then(|| if rise.abs() < LEAST_RISE_M { 0.0 } else { rise / run })
}

/// The median gradient of a set without sign, where it is hilly.
pub(super) fn hilly(gradients: &[f64]) -> Option<f64> {
    let sizes: Vec<f64> = gradients.iter().map(|gradient| gradient.abs()).collect();
    Some(median(&sizes)).filter(|middle| *middle > HILLY)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_hill_is_seen_and_a_flicker_is_not() {
        let slope = |rise_per_s: f64| Uniform {
            altitude_m: Some((0..200).map(|second| f64::from(second) * rise_per_s).collect()),
            recorded: vec![true; 200],
            ..Uniform::default()
        };
        let steep = gradient(&slope(0.2), Span::new(20.0, 120.0), 400.0).unwrap();
        assert!((steep - 0.05).abs() < 0.001);
        let flat = gradient(&slope(0.02), Span::new(20.0, 120.0), 400.0).unwrap();
        assert!(flat.abs() < 1e-12);
        assert!(gradient(&Uniform::default(), Span::new(20.0, 120.0), 400.0).is_none());
    }

    #[test]
    fn up_and_down_are_both_hilly() {
        assert!(hilly(&[0.04, -0.04, 0.04]).is_some());
        assert!(hilly(&[0.04, 0.0, 0.0]).is_none());
        assert!(hilly(&[]).is_none());
    }
}
