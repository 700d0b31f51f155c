//! A distance counter that stands alone: the positions agree with the laps or the session against it.

use super::accounts::{agree, laps_m, metres, path, positions_m, recorded_m, scale, way};
use crate::model::{Activity, Surface, Track};

/// A counter is wrong if it differs by more than this from the positions and from another account, as a ratio.
const WRONG: f64 = 0.05;

/// A counter that is wrong by one constant factor has the same shape as the positions: at each quarter of the samples,
/// the shares of the whole distance differ by at most this.
const SAME_SHAPE: f64 = 0.04;
const QUARTERS: [f64; 3] = [0.25, 0.5, 0.75];

/// Corrects the counter: scales it to the laps or the session if its shape is right, else leaves it out so that the
/// positions count.
pub(super) fn settled(activity: &mut Activity) -> Option<String> {
    if activity.surface == Some(Surface::Treadmill) {
        return None;
    }
    let recorded = recorded_m(&activity.track)?;
    let witnesses = [("laps", laps_m(activity)), ("session", activity.distance_m)];
    let doubted = |told: f64| (recorded / told - 1.0).abs() > WRONG;
    let doubting = || witnesses.into_iter().filter_map(|(who, told)| Some((who, told.filter(|told| doubted(*told))?)));
    doubting().next()?;
    let positions = positions_m(&activity.track).filter(|positions| doubted(*positions))?;
    let (who, told) = doubting().find(|(_, told)| agree(*told, positions))?;
    let is_scaled = has_shape(&activity.track);
    if is_scaled {
        scale(&mut activity.track, told / recorded);
    } else {
        activity.track.distance_m = None;
    }
    let (used, recorded, told, positions) =
        (if is_scaled { who } else { "positions" }, metres(recorded), metres(told), metres(positions));
    Some(format!("the samples count {recorded}, but {who} {told} and positions {positions}: taken from the {used}"))
}

/// Whether the counter has the same shape as the positions.
fn has_shape(track: &Track) -> bool {
    let (Some(counted), Some(path)) = (way(track), path(track)) else { return false };
    QUARTERS.iter().all(|quarter| {
        let shares = (share(&counted, *quarter), share(&path, *quarter));
        (shares.0 - shares.1).abs() <= SAME_SHAPE
    })
}

/// The share of the distance that is covered after a share of the samples.
fn share(way: &[(f64, f64)], samples: f64) -> f64 {
    let at = |share: f64| way.get((share * (way.len() - 1) as f64) as usize).map_or(0.0, |one| one.1);
    (at(samples) - at(0.0)) / (at(1.0) - at(0.0))
}
