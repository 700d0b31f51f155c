//! Turns impossible values into missing values, and finds out whether cadence counts strides or steps.

use crate::model::{Activity, Channel, Format, Note, RUNNING_MPS, Stage, Track};
use crate::stats::Range;

/// Heart rates that a runner's heart can have, bpm.
const HEART_RATE_BPM: Range = Range::new(25.0, 240.0);

/// Altitudes on land, m.
const ALTITUDE_M: Range = Range::new(-450.0, 9000.0);

/// Step rates on foot, steps/min.
const STEP_RATE_SPM: Range = Range::new(20.0, 320.0);

/// Cadence in sports that are not on foot (crank turns or strokes), 1/min; zero is coasting.
const TURNS_RPM: Range = Range::new(0.0, 320.0);

/// Range of each value of running dynamics, from a walk to a sprint. Outside the range the sensor erred. House rule,
/// wide on purpose.
const STANCE_TIME_MS: Range = Range::new(50.0, 2000.0);
const VERTICAL_OSCILLATION_MM: Range = Range::new(1.0, 300.0);
const VERTICAL_RATIO_PCT: Range = Range::new(0.5, 50.0);
const STEP_LENGTH_MM: Range = Range::new(50.0, 3000.0);

/// Speeds and powers of anything that is recorded, m/s and W.
const SPEED_MPS: Range = Range::new(0.0, 60.0);
const POWER_W: Range = Range::new(0.0, 3000.0);

/// Temperatures that a device works at, degrees Celsius.
const TEMPERATURE_C: Range = Range::new(-60.0, 80.0);

/// Least step rate of a runner faster than [`RUNNING_MPS`], steps/min. Below it, the sensor lost the rhythm.
const RUNNING_STEP_RATE_SPM: f64 = 60.0;

/// A running cadence with a median below this counts strides, 1/min.
const STRIDES_BELOW_SPM: f64 = 120.0;

/// Longest step of a runner or walker slower than [`RUNNING_MPS`], m. A cadence that implies longer steps counts
/// strides.
const SLOW_STEP_M: f64 = 1.0;

/// Slower than this is standing, m/s.
const STANDING_MPS: f64 = 0.7;

/// Least number of samples above a speed for that speed to show how cadence is counted.
const LEAST_SAMPLES: usize = 20;

/// Highest median step rate of a runner, steps/min. Above it, the writer of the file took steps for strides and doubled
/// them.
const STEPS_DOUBLED_SPM: f64 = 260.0;

/// A heart rate that stays the same for this long is stuck, s.
const STUCK_HEART_RATE_S: f64 = 300.0;

/// Replaces impossible values by NaN in every channel. Each kind of loss gives a note.
pub(super) fn without_impossible(track: &mut Track, notes: &mut Vec<Note>) {
    positions(track, notes);
    bound(&mut track.heart_rate_bpm, HEART_RATE_BPM, "heart rate", notes);
    bound(&mut track.altitude_m, ALTITUDE_M, "altitude", notes);
    bound(&mut track.speed_mps, SPEED_MPS, "speed", notes);
    bound(&mut track.power_w, POWER_W, "power", notes);
    bound(&mut track.stance_time_ms, STANCE_TIME_MS, "ground contact", notes);
    bound(&mut track.vertical_oscillation_mm, VERTICAL_OSCILLATION_MM, "vertical oscillation", notes);
    bound(&mut track.vertical_ratio_pct, VERTICAL_RATIO_PCT, "vertical ratio", notes);
    bound(&mut track.step_length_mm, STEP_LENGTH_MM, "step length", notes);
    bound(&mut track.temperature_c, TEMPERATURE_C, "temperature", notes);
    stuck_heart_rate(track, notes);
    for channel in track.channels_mut() {
        if channel.as_ref().is_some_and(|values| values.iter().all(|value| value.is_nan())) {
            *channel = None;
        }
    }
}

fn bound(channel: &mut Option<Channel>, Range { low, high }: Range, name: &str, notes: &mut Vec<Note>) {
    let Some(values) = channel else { return };
    let mut dropped = 0_usize;
    for value in values.iter_mut() {
        if *value < low || *value > high || value.is_infinite() {
            *value = f64::NAN;
            dropped += 1;
        }
    }
    if dropped > 0 {
        let text = format!("{dropped} {name} values dropped: outside {low} to {high}");
        notes.push(Note::new(Stage::Clean, text));
    }
}

/// Treats positions off the globe, at 0/0 or at 180/180 as missing. Latitude counts only together with longitude.
fn positions(track: &mut Track, notes: &mut Vec<Note>) {
    let (Some(latitudes), Some(longitudes)) = (&mut track.latitude_deg, &mut track.longitude_deg) else {
        track.latitude_deg = None;
        track.longitude_deg = None;
        return;
    };
    let mut dropped = 0_usize;
    for (latitude, longitude) in latitudes.iter_mut().zip(longitudes.iter_mut()) {
        let is_origin = latitude.abs() < 1e-9 && longitude.abs() < 1e-9;
        let is_on_globe = latitude.abs() <= 90.0 && longitude.abs() < 179.999_999;
        if is_origin || !is_on_globe {
            dropped += usize::from(!latitude.is_nan());
            *latitude = f64::NAN;
            *longitude = f64::NAN;
        }
    }
    if dropped > 0 {
        notes.push(Note::new(Stage::Clean, format!("{dropped} positions dropped: 0/0 or off the globe")));
    }
}

fn stuck_heart_rate(track: &mut Track, notes: &mut Vec<Note>) {
    let Some(values) = &mut track.heart_rate_bpm else { return };
    let (mut start, mut dropped_s) = (0, 0.0);
    for end in 1..=values.len() {
        if end < values.len() && (values[end] - values[start]).abs() < 0.5 {
            continue;
        }
        let lasted_s = track.time_s[end - 1] - track.time_s[start];
        if lasted_s >= STUCK_HEART_RATE_S && values[start].is_finite() {
            values[start..end].fill(f64::NAN);
            dropped_s += lasted_s;
        }
        start = end;
    }
    if dropped_s > 0.0 {
        let text =
            format!("{dropped_s:.0} s of heart rate dropped: it did not move for {STUCK_HEART_RATE_S:.0} s or more");
        notes.push(Note::new(Stage::Clean, text));
    }
}

/// The factor that turns the cadence into steps, and the median cadence; `None` without evidence.
///
/// A median below 120 while running means strides. If most of the way was slower than running, the implied step length
/// decides: at 1.9 m/s, 80 steps a minute would be 1.4 m each, so they are strides.
fn counted(values: &[f64], speed_mps: &[f64]) -> Option<(f64, f64)> {
    let faster = |least: f64| {
        let is_it = move |i: &usize| values[*i] > 0.0 && speed_mps.get(*i).is_none_or(|&speed| speed > least);
        (0..values.len()).filter(is_it).collect::<Vec<usize>>()
    };
    let middle_of = |of: &[usize], value: &dyn Fn(usize) -> f64| {
        crate::stats::middle(&of.iter().map(|&i| value(i)).collect::<Vec<f64>>())
    };
    let running = faster(RUNNING_MPS);
    let moving = faster(STANDING_MPS);
    let is_slow = moving.len() >= LEAST_SAMPLES && 2 * running.len() < moving.len();
    let used = if is_slow { &moving } else { &running };
    let median = middle_of(used, &|i| values[i])?;
    let is_strides = if is_slow {
        middle_of(used, &|i| speed_mps[i] * 60.0 / values[i])? > SLOW_STEP_M
    } else {
        median < STRIDES_BELOW_SPM
    };
    let factor = match (is_strides, median > STEPS_DOUBLED_SPM) {
        (true, _) => 2.0,
        (false, true) => 0.5,
        (false, false) => 1.0,
    };
    Some((factor, median))
}

/// Converts cadence to steps a minute of both feet; `speed_mps` is the speed at each sample.
///
/// GPX and TCX files hold strides or steps, and nothing in the file says which: what runners can do decides. FIT files
/// hold strides by definition, which their reader has doubled: few steps are a stroll there. After scaling, values below
/// 60 while running are missing.
pub(super) fn step_rate(track: &mut Track, activity: &Activity, speed_mps: &[f64], notes: &mut Vec<Note>) {
    if !activity.sport.is_on_foot() {
        bound(&mut track.step_rate_spm, TURNS_RPM, "cadence", notes);
        return;
    }
    let Some(values) = &mut track.step_rate_spm else { return };
    let running = |i: usize| speed_mps.get(i).is_none_or(|&speed| speed > RUNNING_MPS);
    let Some((factor, median)) = counted(values, speed_mps) else { return };
    let factor = if activity.format == Format::Fit { factor.min(1.0) } else { factor };
    if factor > 1.0 {
        notes.push(Note::new(Stage::Clean, format!("cadence counts strides (median {median:.0}): doubled to steps")));
    } else if factor < 1.0 {
        notes.push(Note::new(Stage::Clean, format!("cadence counts steps (median {median:.0} doubled): halved")));
    }
    let mut dropped = 0_usize;
    for (i, value) in values.iter_mut().enumerate() {
        *value *= factor;
        let too_slow = running(i) && !speed_mps.is_empty() && *value < RUNNING_STEP_RATE_SPM;
        if *value < STEP_RATE_SPM.low || *value > STEP_RATE_SPM.high || too_slow {
            dropped += 1;
            *value = f64::NAN;
        }
    }
    if dropped > 0 {
        notes.push(Note::new(Stage::Clean, format!("{dropped} cadence values dropped: no step rate of a runner")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sport;

    #[test]
    fn zero_is_not_a_heart_rate() {
        let mut track =
            Track { time_s: vec![0.0, 1.0, 2.0], heart_rate_bpm: Some(vec![0.0, 120.0, 121.0]), ..Track::default() };
        let mut notes = Vec::new();
        without_impossible(&mut track, &mut notes);
        let values = track.heart_rate_bpm.unwrap_or_default();
        assert!(values[0].is_nan());
        assert!((values[1] - 120.0).abs() < f64::EPSILON);
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn strides_are_told_by_their_middle() {
        let mut track =
            Track { time_s: vec![0.0, 1.0, 2.0], step_rate_spm: Some(vec![84.0, 85.0, 86.0]), ..Track::default() };
        let mut notes = Vec::new();
        let mut activity = Activity::new(Format::Tcx);
        activity.sport = Sport::Running;
        step_rate(&mut track, &activity, &[3.0, 3.0, 3.0], &mut notes);
        assert_eq!(track.step_rate_spm, Some(vec![168.0, 170.0, 172.0]));
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn strides_of_a_fit_file_are_not_doubled_twice() {
        let strolled = vec![100.0, 102.0, 104.0];
        let mut track =
            Track { time_s: vec![0.0, 1.0, 2.0], step_rate_spm: Some(strolled.clone()), ..Track::default() };
        let mut activity = Activity::new(Format::Fit);
        activity.sport = Sport::Running;
        step_rate(&mut track, &activity, &[3.0, 3.0, 3.0], &mut Vec::new());
        assert_eq!(track.step_rate_spm, Some(strolled));
    }
}
