//! A counter that the watch took back: it ran ahead, and fell to where laps and session stand.

use super::accounts::{agree, laps_m, metres, recorded_m};
use crate::model::Activity;

/// No sample counts more than a later one, where the end of the counter agrees with laps or session and its rises do not.
pub(super) fn lowered(activity: &mut Activity) -> Option<String> {
    let risen = recorded_m(&activity.track)?;
    let column = activity.track.distance_m.as_ref()?;
    let mut present = column.iter().copied().filter(|metres| metres.is_finite());
    let first = present.next()?;
    let counted = present.next_back()? - first;
    let is_told = [laps_m(activity), activity.distance_m].into_iter().flatten().any(|told| agree(told, counted));
    if !is_told || agree(risen, counted) {
        return None;
    }
    let mut least = f64::INFINITY;
    for value in activity.track.distance_m.iter_mut().flatten().rev().filter(|value| value.is_finite()) {
        least = least.min(*value);
        *value = least;
    }
    Some(format!("the counter rose by {} and fell back to {}, as laps or session say", metres(risen), metres(counted)))
}
