//! The uniform base of one value a second.

use super::Uniform;
use super::timer::timer_times;
use crate::model::{Channel, Span, Track};

/// Two samples farther apart than this have a hole between them, s. The limit is never less than three median sampling
/// steps.
pub(super) const HOLE_S: f64 = 10.0;

/// A hole in heart rate, s. Watches that record only changes leave out half a minute where little happens. A straight
/// line over half the time constant of heart rate (57.6 s, doi:10.1186/s12938-015-0112-7) is within 2 bpm of a true
/// fall by 60 bpm.
const HEART_RATE_HOLE_S: f64 = 30.0;

/// The activity at every whole second from the first sample to the last.
///
/// Distance is interpolated linearly on timer time: it never falls and stays constant in pauses. The other channels are
/// interpolated linearly on the clock. They are NaN in holes over 10 s (heart rate: 30 s).
pub(super) fn resample(track: &Track, distance_m: &[f64], pauses: &[Span], median_step_s: f64) -> Uniform {
    let (Some(&first), Some(&last)) = (track.time_s.first(), track.time_s.last()) else { return Uniform::default() };
    let seconds = (last - first).floor() as usize + 1;
    let clock: Vec<f64> = (0..seconds).map(|k| first + k as f64).collect();
    let hole_s = HOLE_S.max(3.0 * median_step_s);
    let distance = if distance_m.is_empty() {
        Vec::new()
    } else {
        let sample_timer = timer_times(track.time_s.iter().copied(), pauses);
        let clock_timer = timer_times(clock.iter().copied(), pauses);
        interpolated(&sample_timer, distance_m, &clock_timer, f64::INFINITY)
    };
    let speed = difference(&distance);
    let within = |channel: &Option<Channel>, hole_s: f64| {
        channel.as_ref().map(|c| interpolated(&track.time_s, c, &clock, hole_s))
    };
    let column = |channel: &Option<Channel>| within(channel, hole_s);
    Uniform {
        start_s: first,
        distance_m: distance,
        speed_mps: speed,
        heart_rate_bpm: within(&track.heart_rate_bpm, hole_s.max(HEART_RATE_HOLE_S)),
        step_rate_spm: column(&track.step_rate_spm),
        altitude_m: column(&track.altitude_m),
        recorded: recorded(&track.time_s, &clock, pauses, hole_s),
    }
}

fn difference(distance: &[f64]) -> Channel {
    let mut speed = Vec::with_capacity(distance.len());
    if !distance.is_empty() {
        speed.push(0.0);
        speed.extend(distance.windows(2).map(|pair| pair[1] - pair[0]));
    }
    speed
}

/// Values at the query times, linear between the two finite samples around each time; NaN when these two samples are
/// more than `hole` apart.
fn interpolated(times: &[f64], values: &[f64], queries: &[f64], hole: f64) -> Channel {
    let mut out = Vec::with_capacity(queries.len());
    let finite_from = |mut i: usize| {
        while i < values.len() && values[i].is_nan() {
            i += 1;
        }
        i
    };
    let (mut before, mut after) = (usize::MAX, finite_from(0));
    for &query in queries {
        while after < values.len() && times[after] < query {
            before = after;
            after = finite_from(after + 1);
        }
        out.push(match (before, after) {
            (usize::MAX, a) if a < values.len() => edge(times[a] - query, values[a], hole),
            (b, a) if a < values.len() && b != usize::MAX => {
                let gap = times[a] - times[b];
                if gap > hole {
                    if times[a] <= query { values[a] } else { f64::NAN }
                } else {
                    values[b] + (values[a] - values[b]) * ((query - times[b]) / gap)
                }
            }
            (b, _) if b != usize::MAX => edge(query - times[b], values[b], hole),
            _ => f64::NAN,
        });
    }
    out
}

/// The value of the first or last sample at a time beyond that sample; NaN if the time is more than half a hole away.
fn edge(distance: f64, value: f64, hole: f64) -> f64 {
    if distance <= hole / 2.0 || hole.is_infinite() { value } else { f64::NAN }
}

fn recorded(times: &[f64], clock: &[f64], pauses: &[Span], hole: f64) -> Vec<bool> {
    let mut next = 0;
    let mut pause = 0;
    clock
        .iter()
        .map(|&now| {
            while next + 1 < times.len() && times[next + 1] <= now {
                next += 1;
            }
            while pauses.get(pause).is_some_and(|p| p.end_s <= now) {
                pause += 1;
            }
            let is_paused = pauses.get(pause).is_some_and(|p| p.start_s < now);
            let gap = times.get(next + 1).map_or(0.0, |&after| after - times[next]);
            !is_paused && gap <= hole
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_zero_movement() {
        let track = Track { time_s: vec![0.0, 2.0, 12.0, 14.0], ..Track::default() };
        let uniform = resample(&track, &[0.0, 8.0, 8.0, 16.0], &[Span::new(2.0, 12.0)], 2.0);
        assert_eq!(uniform.speed_mps[..3], [0.0, 4.0, 4.0]);
        assert!(uniform.speed_mps[3..=12].iter().all(|speed| speed.abs() < 1e-9));
        assert!((uniform.speed_mps[13] - 4.0).abs() < 1e-9);
        assert!(!uniform.recorded[5] && uniform.recorded[13]);
    }

    #[test]
    fn a_hole_is_missing_not_a_line() {
        let values = interpolated(&[0.0, 1.0, 20.0], &[100.0, 102.0, 150.0], &[0.5, 10.0, 20.0], 10.0);
        assert!((values[0] - 101.0).abs() < 1e-9);
        assert!(values[1].is_nan());
        assert!((values[2] - 150.0).abs() < 1e-9);
    }
}
