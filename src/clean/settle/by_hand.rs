//! A distance that the runner set by hand: the belt's own figure, typed into the watch after a run without satellites.

use super::accounts::{agree, laps_m, metres, recorded_m, scale};
use crate::model::{Activity, Surface};

/// How far a watch on a treadmill may be off, as a ratio: beyond it the total is a slip of the finger.
const BELIEVED: std::ops::RangeInclusive<f64> = 0.5..=2.0;

/// Without positions the counter is a guess from the arm, and the session's total what the runner read on the belt.
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
