//! The totals of the session: a total that the records contradict gives a note and counts nowhere.

use super::accounts::{lasting, metres, positions_m, recorded_m, total, whole};
use crate::model::{Activity, Span};

/// A total is wrong if it differs from the records by more than this, as a ratio ...
const OFF: f64 = 0.05;

/// ... and by more than this, m or s: short runs differ by a larger ratio.
const OFF_M: f64 = 200.0;
const OFF_S: f64 = 120.0;

/// Whether a total differs from the records both by ratio and by amount.
fn is_off(total: f64, recorded: f64, least: f64) -> bool {
    (total - recorded).abs() > (OFF * recorded).max(least)
}

/// Replaces a wrong total distance by that of the records.
pub(super) fn way(activity: &mut Activity) -> Option<String> {
    let recorded = recorded_m(&activity.track).or_else(|| positions_m(&activity.track))?;
    let session = activity.distance_m.filter(|session| is_off(*session, recorded, OFF_M))?;
    activity.distance_m = Some(recorded);
    Some(format!("the session says {}, the records {}: the records count", metres(session), metres(recorded)))
}

/// Replaces a total time that is longer than the records and longer than the laps.
pub(super) fn time(activity: &mut Activity) -> Option<String> {
    let whole_s = whole(&activity.track).map(Span::length_s)?;
    let laps_s = total(&activity.laps, |lap| lap.timer_s).unwrap_or(whole_s);
    let longest_s = whole_s.max(laps_s);
    let session = activity.timer_s.filter(|session| *session > longest_s && is_off(*session, longest_s, OFF_S))?;
    activity.timer_s = Some(whole_s);
    activity.elapsed_s = activity.elapsed_s.filter(|elapsed| !is_off(*elapsed, whole_s, OFF_S));
    Some(format!("the session says {}, the records {}: the records count", lasting(session), lasting(whole_s)))
}
