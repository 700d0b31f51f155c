//! The totals of the session: a summary that the records contradict is told, and counts nowhere.

use super::accounts::{lasting, metres, positions_m, recorded_m, total, whole};
use crate::model::{Activity, Span};

/// A total this far off the records is another run's, or nobody's, as a ratio.
const OFF: f64 = 0.05;

/// ... and by at least this: a short run is off by more.
const OFF_M: f64 = 200.0;
const OFF_S: f64 = 120.0;

/// Whether a total is neither near in share nor in amount.
fn is_off(total: f64, recorded: f64, least: f64) -> bool {
    (total - recorded).abs() > (OFF * recorded).max(least)
}

/// The total distance.
pub(super) fn way(activity: &mut Activity) -> Option<String> {
    let recorded = recorded_m(&activity.track).or_else(|| positions_m(&activity.track))?;
    let session = activity.distance_m.filter(|session| is_off(*session, recorded, OFF_M))?;
    activity.distance_m = Some(recorded);
    Some(format!("the session says {}, the records {}: the records count", metres(session), metres(recorded)))
}

/// The total time: longer than from the first sample to the last, where the laps do not say so, too.
pub(super) fn time(activity: &mut Activity) -> Option<String> {
    let whole_s = whole(&activity.track).map(Span::length_s)?;
    let laps_s = total(&activity.laps, |lap| lap.timer_s).unwrap_or(whole_s);
    let longest_s = whole_s.max(laps_s);
    let session = activity.timer_s.filter(|session| *session > longest_s && is_off(*session, longest_s, OFF_S))?;
    activity.timer_s = Some(whole_s);
    activity.elapsed_s = activity.elapsed_s.filter(|elapsed| !is_off(*elapsed, whole_s, OFF_S));
    Some(format!("the session says {}, the records {}: the records count", lasting(session), lasting(whole_s)))
}
