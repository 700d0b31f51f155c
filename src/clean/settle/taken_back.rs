//! A distance counter that the watch took back: the counter ran ahead, then fell to the value of the laps or the
//! session.

use super::accounts::{agree, laps_m, metres, recorded_m};
use crate::model::Activity;

/// Lowers each sample to the least of the later samples. This applies if the end of the counter agrees with the laps or
/// the session, and the sum of its rises does not.
pub(super) fn lowered(activity: &mut Activity) -> Option<String> {
    let risen = recorded_m(&activity.track)?;
    let column = activity.track.distance_m.as_ref()?;
    let mut present = column.iter().copied().filter(|metres| metres.is_finite());
    let first = present.next()?;
    let counted = present.next_back()? - first;
    let is_told = [laps_m(activity), activity.distance_m].into_iter().flatten().any(|told| agree(told, counted));
    if !is_told || risen <= counted || agree(risen, counted) {
        return None;
    }
    let mut least = f64::INFINITY;
    for value in activity.track.distance_m.iter_mut().flatten().rev().filter(|value| value.is_finite()) {
        least = least.min(*value);
        *value = least;
    }
    Some(format!("the counter rose by {} and fell back to {}, as laps or session say", metres(risen), metres(counted)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::{Format, Track};

    fn counted(distance_m: &[f64], told_m: f64) -> Activity {
        let time_s = (0..distance_m.len()).map(|at| 10.0 * at as f64).collect();
        let track = Track { time_s, distance_m: Some(distance_m.to_vec()), ..Track::default() };
        Activity { track, distance_m: Some(told_m), ..Activity::new(Format::Fit) }
    }

    #[test]
    fn what_the_watch_took_back_was_never_run() {
        let mut run = counted(&[0.0, 30.0, 70.0, 50.0, f64::NAN, 90.0], 90.0);
        assert!(lowered(&mut run).unwrap().contains("rose by 110 m and fell back to 90 m"));
        let metres = run.track.distance_m.unwrap();
        assert!((metres[2] - 50.0).abs() < 1e-9 && metres[4].is_nan());
    }

    #[test]
    fn a_counter_that_began_again_is_counted_on() {
        let again = counted(&[0.0, 40.0, 80.0, 0.0, 40.0, 60.0], 140.0);
        assert_eq!(lowered(&mut again.clone()), None);
        let jumped = counted(&[0.0, 10.0, 20.0, 900.0, 910.0], 910.0);
        assert_eq!(lowered(&mut jumped.clone()), None);
    }
}
