//! A simulated outing as the readers would give it back, for tests that need no bytes.

use lastrep::model::{Activity, Device, Format};

use super::Simulated;

/// The activity that a lossless reader would make of the outing: the same columns, laps, pauses and plan.
pub(crate) fn to_activity(outing: &Simulated) -> Activity {
    let mut activity = Activity::new(Format::Fit);
    activity.sport = outing.sport.clone();
    activity.surface = outing.surface;
    activity.device = Device { manufacturer: "garmin".to_owned(), product: "simulated".to_owned(), serial: Some(1) };
    activity.origin_unix_s = outing.start_unix_s as f64;
    activity.utc_offset_s = Some(outing.utc_offset_s);
    activity.elapsed_s = Some(outing.elapsed_s());
    activity.timer_s = Some(outing.timer_s());
    activity.distance_m = Some(outing.distance_m());
    activity.track = outing.track.clone();
    activity.laps.clone_from(&outing.laps);
    activity.pauses.clone_from(&outing.pauses);
    activity.workout.clone_from(&outing.workout);
    activity
}
