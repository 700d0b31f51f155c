//! A distance that the runner set by hand: after a run without satellites, the runner typed the treadmill's figure into
//! the watch.

use super::accounts::{agree, laps_m, metres, recorded_m, scale};
use crate::model::{Activity, Surface};

/// Believable ratio of the typed distance to the recorded distance on a treadmill. Outside the range, the typed
/// distance is a slip of the finger.
const BELIEVED: std::ops::RangeInclusive<f64> = 0.5..=2.0;

/// Scales the recorded distance to the session's total. Without positions the counter is a guess from the arm's
/// movement, and the session's total is what the runner read on the treadmill.
pub(super) fn scaled(activity: &mut Activity) -> Option<String> {
    let is_inside = activity.surface == Some(Surface::Treadmill) || activity.track.latitude_deg.is_none();
    let (session, recorded) = (activity.distance_m.filter(|_| is_inside)?, recorded_m(&activity.track)?);
    let laps = laps_m(activity).filter(|laps| agree(*laps, recorded));
    let factor = session / laps.unwrap_or(recorded);
    if agree(factor, 1.0) || !BELIEVED.contains(&factor) {
        return None;
    }
    scale(&mut activity.track, factor);
    for lap in activity.laps.iter_mut().filter(|_| laps.is_some()) {
        lap.distance_m = lap.distance_m.map(|metres| metres * factor);
    }
    let (session, recorded) = (metres(session), metres(recorded));
    Some(format!(
        "distance set after the run: {session}, where {recorded} were recorded: all speeds scaled by {factor:.2}"
    ))
}
