//! How the reps went, whatever their lengths: what the title and the tiles may both say of it.

use super::ReportInput;
use super::shown::goes_on_after_last;
use crate::scores::{Course, Going};
use crate::segment::Segment;
use crate::stats::mean;

/// The fastest bar that is so many times as fast as the slowest does not look even. House rule.
pub(super) const EVEN_RATIO: f64 = 1.10;

/// Bars nearer to each other than this ratio look alike. House rule.
const LEAST_STEP: f64 = 1.001;

/// What stands out of the reps; `None` where nothing does, and where the bars would deny it.
pub(super) fn shown(input: &ReportInput<'_>) -> Option<Going> {
    let speeds: Vec<f64> = input.structure.reps().map(Segment::speed_mps).filter(|speed| speed.is_finite()).collect();
    said(&input.card.course, &speeds).filter(|_| !goes_on_after_last(input))
}

/// What stands out of reps of these speeds, m/s. Speeds adjusted for length found it; the bars are not adjusted.
fn said(course: &Course, speeds_mps: &[f64]) -> Option<Going> {
    let going = course.going?;
    let (last, others) = speeds_mps.split_last()?;
    let slowest = others.iter().copied().fold(f64::INFINITY, f64::min);
    let fastest = others.iter().copied().fold(0.0, f64::max);
    let is_seen = match going {
        Going::EachFaster => speeds_mps.is_sorted_by(|a, b| a * LEAST_STEP < *b),
        Going::EachSlower => speeds_mps.is_sorted_by(|a, b| *a > b * LEAST_STEP),
        Going::Faded(_) => *last < mean(others),
        Going::LastSlowest => *last <= slowest,
        Going::LastFastest => *last >= fastest,
        Going::Even => fastest.max(*last) < EVEN_RATIO * slowest.min(*last) && course.fast_start_pct.is_none(),
    };
    is_seen.then_some(going)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_said(going: Going, speeds_mps: &[f64]) -> bool {
        said(&Course { going: Some(going), ..Course::default() }, speeds_mps).is_some()
    }

    #[test]
    fn what_the_bars_deny_is_not_said() {
        assert!(is_said(Going::EachSlower, &[4.0, 3.9, 3.8]) && !is_said(Going::EachSlower, &[3.5, 3.7, 3.5]));
        assert!(is_said(Going::EachFaster, &[3.8, 3.9, 4.0]) && !is_said(Going::EachFaster, &[3.8, 3.7, 4.0]));
        assert!(!is_said(Going::EachSlower, &[4.2, 4.2, 4.2]), "slower only where adjusted for length");
        assert!(is_said(Going::LastSlowest, &[4.0, 3.9, 3.8]) && !is_said(Going::LastSlowest, &[4.0, 3.7, 3.8]));
        assert!(is_said(Going::LastFastest, &[3.8, 4.0]) && !is_said(Going::LastFastest, &[4.1, 3.8, 4.0]));
        assert!(is_said(Going::Faded(-4.0), &[4.0, 4.0, 3.8]) && !is_said(Going::Faded(-4.0), &[3.8, 3.8, 4.0]));
        assert!(is_said(Going::Even, &[4.0, 3.9, 4.0]) && !is_said(Going::Even, &[2.8, 3.5, 3.1]));
        assert_eq!(said(&Course::default(), &[4.0, 4.0]), None);
    }

    #[test]
    fn a_fast_start_is_not_even() {
        let course = Course { going: Some(Going::Even), fast_start_pct: Some(5.0), ..Course::default() };
        assert_eq!(said(&course, &[4.2, 4.0, 4.0, 4.0]), None);
    }
}
