//! The laps of an exercise.

use super::layout::{Exercise, PolarLap};
use crate::model::{Lap, LapTrigger};

/// Two automatic laps end after one time when their durations are this near, s: the watch counts in whole seconds.
const SAME_TIME_S: f64 = 1.0;

/// The shortest rest behind the last lap that is a lap too, s: below lies what rounding leaves.
const SHORTEST_REST_S: f64 = 1.0;

/// The laps that were pressed, else those that ended by themselves, on the clock that begins with the first sample. What
/// follows the last press is a lap, too.
pub(super) fn laps(exercise: &Exercise, start_s: f64, elapsed_s: Option<f64>) -> Vec<Lap> {
    let pressed = exercise.pressed_laps();
    let (laps, trigger) = if pressed.is_empty() {
        (exercise.automatic_laps(), trigger_of(exercise.automatic_laps()))
    } else {
        (pressed, LapTrigger::Manual)
    };
    let mut out = Vec::with_capacity(laps.len() + 1);
    let mut begin = 0.0;
    for lap in laps {
        let Some(end) = lap.end_s().or_else(|| lap.duration_s().map(|duration| begin + duration)) else { continue };
        if end <= begin {
            continue;
        }
        let span = (start_s + begin, start_s + end);
        out.push(Lap { distance_m: lap.distance_m(), timer_s: lap.duration_s(), ..of_span(span, trigger) });
        begin = end;
    }
    if let Some(elapsed_s) = elapsed_s.filter(|elapsed| !out.is_empty() && *elapsed > begin + SHORTEST_REST_S) {
        out.push(of_span((start_s + begin, start_s + elapsed_s), LapTrigger::SessionEnd));
    }
    out
}

fn of_span((start_s, end_s): (f64, f64), trigger: LapTrigger) -> Lap {
    Lap { start_s, end_s, trigger: Some(trigger), intensity: None, step_index: None, distance_m: None, timer_s: None }
}

/// Automatic laps that take one time end after a time, all others after a distance. The last one is cut short.
fn trigger_of(laps: &[PolarLap]) -> LapTrigger {
    let whole = laps.split_last().map_or(laps, |(_, whole)| whole);
    let times: Vec<f64> = whole.iter().filter_map(PolarLap::duration_s).collect();
    let is_one_time = times.len() > 1 && times.iter().all(|time| (time - times[0]).abs() < SAME_TIME_S);
    if is_one_time { LapTrigger::Time } else { LapTrigger::Distance }
}
