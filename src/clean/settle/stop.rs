//! A last lap that ended when the runner pressed STOP, but that the watch closed only when the run was saved.

use super::accounts::{lasting, whole};
use crate::model::{Activity, Span};

/// A lap is longer than its timer only if the difference exceeds this, s: watches round.
const WAITED_S: f64 = 2.0;

/// Shortest wait that gives a note, s.
const TOLD_S: f64 = 30.0;

/// Samples more than this after the end by the timer contradict that end, s: the watch went on recording.
const SLACK_S: f64 = 10.0;

/// Ends the last lap where its timer stopped.
pub(super) fn ended(activity: &mut Activity) -> Option<String> {
    let last_sample_s = whole(&activity.track)?.end_s;
    let pauses = &activity.pauses;
    let lap = activity.laps.iter_mut().max_by(|a, b| a.start_s.total_cmp(&b.start_s))?;
    let span = Span::new(lap.start_s, lap.end_s);
    let paused_s: f64 = pauses.iter().map(|pause| pause.overlap_s(span)).sum();
    let stopped_s = lap.start_s + lap.timer_s.filter(|timer_s| *timer_s > 0.0)? + paused_s;
    let waited_s = lap.end_s - stopped_s;
    if waited_s <= WAITED_S || last_sample_s > stopped_s + SLACK_S {
        return None;
    }
    lap.end_s = stopped_s.max(last_sample_s);
    (waited_s >= TOLD_S)
        .then(|| format!("the run was saved {} after STOP: its last lap ends at STOP", lasting(waited_s)))
}
