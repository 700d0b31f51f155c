//! Whether reps were run up or down a hill: then pace says little about effort.

use crate::clean::Uniform;
use crate::model::{Activity, Span, Surface};
use crate::segment::Segment;
use crate::stats::{mean, median};
use serde::{Deserialize, Serialize};

/// Reps steeper than this are hilly, rise over run. House rule.
const HILLY_REP_GRADIENT: f64 = 0.02;
/// A rise below this cannot be told from the noise of the altimeter, m. House rule.
const LEAST_RISE_M: f64 = 5.0;
/// Shorter reps rise too little to be told from the noise of the altimeter, m. House rule.
const LEAST_REP_M: f64 = 200.0;
/// Reps count as run on one hill when the gradient of each is within this share of the median. A barometer measures a
/// climb of 20 m to a tenth, and reps rarely end at the same place. House rule.
const ONE_HILL: f64 = 0.25;
/// Seconds over which altitude is averaged at each end of a rep: some 30 m of running.
const SMOOTH_S: f64 = 8.0;

/// Reps up or down hills.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Hill {
    /// Median gradient of the reps without sign, rise over run.
    pub gradient: f64,
    /// Whether all reps were run on one hill. Then their speeds compare with each other, though not with the flat.
    pub is_one: bool,
}

/// Whether a rep is on level ground by its place: a track, a treadmill.
pub(crate) fn is_level(activity: &Activity, rep: &Segment) -> bool {
    activity.surface.is_some_and(Surface::is_level) || rep.snapped_distance_m.is_some()
}

/// Gradient of a rep from end to end, rise over run; `None` without altitude, or for a rep too short to tell.
pub(crate) fn gradient(uniform: &Uniform, span: Span, distance_m: f64) -> Option<f64> {
    if distance_m >= LEAST_REP_M { slope(uniform, span, distance_m) } else { None }
}

/// Gradient of a rep of any length from end to end, rise over run; `None` without altitude. For reps that surely climb.
pub(crate) fn slope(uniform: &Uniform, span: Span, distance_m: f64) -> Option<f64> {
    let altitude = uniform.altitude_m.as_ref()?;
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

/// The hill of a set of reps; `None` where the set is level, or no gradient is known.
///
/// # Shape
/// One gradient per rep, NaN where it is not known.
pub(crate) fn hill(gradients: &[f64]) -> Option<Hill> {
    let known: Vec<f64> = gradients.iter().copied().filter(|gradient| gradient.is_finite()).collect();
    let sizes: Vec<f64> = known.iter().map(|gradient| gradient.abs()).collect();
    let gradient = Some(median(&sizes)).filter(|middle| *middle > HILLY_REP_GRADIENT)?;
    let middle = median(&known);
    let is_one = gradients.iter().all(|gradient| (gradient / middle - 1.0).abs() <= ONE_HILL);
    Some(Hill { gradient, is_one })
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
        assert!(hill(&[0.04, -0.04, 0.04]).is_some_and(|hill| !hill.is_one));
        assert!(hill(&[0.04, 0.0, 0.0]).is_none());
        assert!(hill(&[]).is_none());
    }

    #[test]
    fn reps_up_one_hill_compare_with_each_other() {
        assert!(
            hill(&[0.06, 0.058, 0.063, 0.06]).is_some_and(|hill| hill.is_one && (hill.gradient - 0.06).abs() < 1e-9)
        );
        assert!(hill(&[0.06, 0.03, 0.06, 0.06]).is_some_and(|hill| !hill.is_one), "another hill");
        assert!(hill(&[0.06, f64::NAN, 0.06, 0.06]).is_some_and(|hill| !hill.is_one), "a rep that is not known");
    }
}
